//! What the reports of an inspection say, in every form and in both languages, to inspectors and to departments.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};

use tongyuan_inspect::Language;
use tongyuan_report::Inspection;
use tongyuan_report::inspection::{
    Before, Entry, Gone, InspectedCapture, InspectedFile, InspectedRecords, InspectedRegister,
    Rectified, Remark, ReportTemplates, report_files,
};
use tongyuan_report::ledger::{Claim, Progress, claim_words};
use tongyuan_tests::command::run_in;

use crate::ledger::{finding, inspection};
use crate::waivers::{COPIES, Drifted, WHOLE, row};

/// The forms that people read.
const READ: [&str; 3] = ["report.html", "report.md", "report.docx"];

/// What stands in each file of a report, without marks and blanks.
struct Report(BTreeMap<String, String>);

impl Report {
    fn of(inspection: &Inspection) -> Self {
        let templates = ReportTemplates::of(&inspection.templates).unwrap();
        let mut files = BTreeMap::new();
        report_files(inspection, &templates, &mut |name, made| {
            let bytes = made.unwrap_or_else(|note| panic!("{name}: {}", note.message.english));
            if !name.ends_with(".xlsx") {
                files.insert(name.to_owned(), bare(name, bytes));
            }
        });
        Self(files)
    }

    /// All forms that people read of the whole (an empty folder), or of a department, say so, or none does.
    fn each(&self, folder: &str, says: bool, words: &str) {
        let wanted = unspaced(words);
        for form in READ {
            let name = match folder {
                "" => form.to_owned(),
                folder => format!("{folder}/{form}"),
            };
            let text = &self.0[&name];
            assert_eq!(text.contains(&wanted), says, "{name}: {words}\n{text}");
        }
    }

    fn say(&self, folder: &str, words: &str) {
        self.each(folder, true, words);
    }

    fn say_not(&self, folder: &str, words: &str) {
        self.each(folder, false, words);
    }
}

fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What a file says: without tags, what Markdown has for marks, and blanks.
fn bare(name: &str, bytes: Vec<u8>) -> String {
    let text = match name.ends_with(".docx") {
        true => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            let mut text = String::new();
            let mut part = archive.by_name("word/document.xml").unwrap();
            part.read_to_string(&mut text).unwrap();
            text
        }
        false => String::from_utf8(bytes).unwrap(),
    };
    let said = match name.ends_with(".docx") || name.ends_with(".html") {
        true => untagged(&text),
        false => text.replace(['\\', '*'], ""),
    };
    unspaced(&said)
}

fn untagged(text: &str) -> String {
    let mut pieces = text.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.filter_map(|piece| Some(piece.split_once('>')?.1));
    let said = rest.fold(first, |said, piece| said + piece);
    said.replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// An inspection of the guides a and b of 商标局 and 专利局, and of c, whose source could not be read.
fn inspected(language: Language, findings: Vec<Entry>) -> Inspection {
    let mut own = inspection("2024-03-22", findings);
    own.language = language.tag().to_owned();
    let [a, b, c] = own.scope.guides.as_mut_slice() else {
        panic!("three guides");
    };
    for (guide, name, department) in [(a, "商标转让", "商标局"), (b, "专利质押", "专利局")]
    {
        guide.name = Some(name.to_owned());
        guide.department = Some(department.to_owned());
    }
    c.is_read = true;
    c.name = Some("地理标志".to_owned());
    c.department = Some("商标局".to_owned());
    own
}

fn chinese(findings: Vec<Entry>) -> Inspection {
    inspected(Language::Chinese, findings)
}

fn english(findings: Vec<Entry>) -> Inspection {
    inspected(Language::English, findings)
}

/// The finding of a guide, as the ledger has it.
fn kept(name: &str, due: Option<&str>, is_new: bool) -> Entry {
    let mut own = finding(name);
    own.name = Some("商标转让".to_owned());
    own.rectification = Some(Rectified {
        state: "open".to_owned(),
        since: "2024-03-01".to_owned(),
        due: due.map(str::to_owned),
        is_new,
        ..Rectified::default()
    });
    own
}

fn unread(file: &str, message: &str) -> Remark {
    Remark {
        file: file.to_owned(),
        message: message.to_owned(),
        help: Some("另存为 docx。".to_owned()),
    }
}

/// The page of a could not be read, that of b only in part, a rule gave up on b, and a page was not had.
fn with_limits(mut own: Inspection) -> Inspection {
    own.scope.guides[0].published[0].is_read = false;
    own.unread = vec![unread("halls/online/a.html", "这份文件打不开")];
    let b = &mut own.scope.guides[1];
    b.published[0].unread = vec!["materials".to_owned()];
    b.unjudged = vec!["own-rule".to_owned()];
    own.scope.captures = Some(vec![
        InspectedCapture {
            guide: "b".to_owned(),
            address: "https://b.example/".to_owned(),
            outcome: Some("blocked".to_owned()),
            told: "b：受阻：网站拒绝访问（HTTP 403）：https://b.example/\n  halls/online/b.html 保留原样"
                .to_owned(),
            ..InspectedCapture::default()
        },
        InspectedCapture {
            guide: "a".to_owned(),
            address: "https://a.example/".to_owned(),
            outcome: Some("same".to_owned()),
            told: "a：没有变化".to_owned(),
            ..InspectedCapture::default()
        },
    ]);
    own
}

#[test]
fn nothing_that_was_not_looked_at_is_called_clean() {
    let report = Report::of(&with_limits(chinese(Vec::new())));
    report.say(
        "",
        "没有发现需要整改的问题。另有 1 份文件没有读出来，1 份文件没有读全，1 条规则没有作出判断，1 个网页没有抓到，见“未能读取和未作判断的内容”，不能据此认为没有问题。",
    );
    report.say(
        "商标局",
        "没有发现需要整改的问题。另有 1 份文件没有读出来，见“未能读取和未作判断的内容”，不能据此认为没有问题。",
    );
    report.say(
        "专利局",
        "另有 1 份文件没有读全，1 条规则没有作出判断，1 个网页没有抓到，见",
    );
    let report = Report::of(&with_limits(english(Vec::new())));
    report.say(
        "专利局",
        "Nothing was found that is to be put right. Not everything was looked at: files that were not wholly read 1, rules that gave up 1, pages that could not be had 1; see “What could not be read or judged”. It does not follow that nothing is wrong.",
    );
    // Where something was found, there may be more; where all was looked at, there is nothing to say.
    let report = Report::of(&with_limits(chinese(vec![finding("a")])));
    report.say("商标局", "不能据此认为没有其他问题。");
    let report = Report::of(&chinese(Vec::new()));
    for folder in ["", "商标局", "专利局"] {
        report.say_not(folder, "不能据此认为");
    }
}

#[test]
fn what_could_not_be_read_stands_with_the_department_that_it_concerns() {
    let report = Report::of(&with_limits(chinese(Vec::new())));
    for (folder, is_of_trademarks, is_of_patents) in [
        ("", true, true),
        ("商标局", true, false),
        ("专利局", false, true),
    ] {
        // A message without an end is not run into what is to be done.
        report.each(folder, is_of_trademarks, "这份文件打不开。");
        report.each(
            folder,
            is_of_patents,
            "没有读到或者没有读全的栏目：申请材料。",
        );
        report.each(folder, is_of_patents, "没有作出判断的规则：“own-rule”。");
        report.each(folder, is_of_patents, "受阻：网站拒绝访问（HTTP 403）");
        report.each(folder, is_of_patents, "没有抓到的网页");
    }
    // By the name of the item, and without the identifier.
    report.say_not("专利局", "b：受阻");
    for form in ["report.html", "report.md"] {
        let text = &report.0[&format!("专利局/{form}")];
        let at = text.find("没有抓到的网页").unwrap();
        assert!(text[at..].contains("专利质押"), "{text}");
    }
}

#[test]
fn what_nobody_knows_whose_it_is_and_what_all_rest_on_is_told_to_all() {
    let mut own = chinese(Vec::new());
    let c = &mut own.scope.guides[2];
    (c.is_read, c.department, c.name) = (false, None, None);
    c.published[0].is_read = false;
    c.published[0].source.sha256 = None;
    own.unread = vec![
        unread("guides/c.yaml", "第 3 行不是 YAML"),
        unread("registers/laws.yaml", "第 1 行不是 YAML"),
        unread(
            "rules/own.yaml",
            "规则 x 对 guides/b.yaml 没有作判断：超过上限",
        ),
    ];
    own.scope.registers = vec![InspectedRegister {
        register: "laws".to_owned(),
        source: Some(InspectedFile {
            file: "registers/laws.yaml".to_owned(),
            sha256: None,
        }),
        is_read: false,
    }];
    own.scope.practice = vec![InspectedRecords {
        source: InspectedFile {
            file: "practice/1.csv".to_owned(),
            sha256: None,
        },
        is_read: false,
    }];
    let report = Report::of(&own);
    for folder in ["", "商标局", "专利局", "未注明责任部门"] {
        report.say(folder, "第 3 行不是 YAML。");
        report.say(folder, "权威数据源没有读出来，这一份没有核对。");
        report.say(folder, "第 1 行不是 YAML。");
        report.say(folder, "practice/1.csv");
        report.each(folder, matches!(folder, "" | "专利局"), "超过上限");
    }
    report.say(
        "商标局",
        "另有 1 份文件没有读出来（其中 1 份不知道属于哪个部门），2 份清单或者办件记录没有读出来，见",
    );
    report.say(
        "",
        "另有 1 份文件没有读出来，2 份清单或者办件记录没有读出来，见",
    );
}

#[test]
fn what_is_accepted_is_told_with_its_reason_and_is_no_finding() {
    let mut waived = finding("a");
    waived.standing = "waived".to_owned();
    waived.message = "线上多要一份复印件".to_owned();
    waived.waived = Some("已豁免，到2024-12-31为止：系统改造（责任人：王五）".to_owned());
    let mut own = chinese(vec![waived.clone(), finding("b")]);
    own.findings[1].department = Some("专利局".to_owned());
    let report = Report::of(&own);
    for folder in ["", "商标局"] {
        report.say(folder, "另有已豁免 1 项。");
        report.say(folder, "已豁免的问题");
        report.say(folder, "线上多要一份复印件");
        report.say(folder, "已豁免，到2024-12-31为止：系统改造（责任人：王五）");
    }
    report.say_not("专利局", "已豁免");
    let templates = ReportTemplates::of(&own.templates).unwrap();
    report_files(&own, &templates, &mut |name, made| {
        if name == "report.html" {
            let page = String::from_utf8(made.unwrap()).unwrap();
            assert_eq!(page.matches("<article").count(), 1);
        }
    });
    let report = Report::of(&english(vec![waived]));
    report.say(
        "商标局",
        "Nothing was found that is to be put right. Findings that are accepted: 1.",
    );
}

fn gone(key: &str, department: &str, severity: &str, name: Option<&str>) -> Gone {
    Gone {
        key: key.to_owned(),
        severity: severity.to_owned(),
        guide: Some("a".to_owned()),
        name: name.map(str::to_owned),
        department: Some(department.to_owned()),
        channel: Some("online".to_owned()),
        message: format!("旧问题{key}"),
        why: "指南已不在库中".to_owned(),
        ..Gone::default()
    }
}

#[test]
fn a_comparison_adds_up_and_names_what_is_gone() {
    let compared = |own: &mut Inspection| {
        own.before = Some(Before {
            day: "2024-03-01".to_owned(),
            new: 1,
            remaining: 1,
            waived: 2,
            rectified: vec![
                gone("三", "商标局", "note", Some("商标转让")),
                gone("二", "商标局", "error", Some("商标转让")),
                gone("一", "专利局", "note", None),
            ],
            unseen: vec![gone("四", "商标局", "error", None)],
        });
    };
    let findings = || vec![kept("a", None, false), kept("b", None, true)];
    let mut own = chinese(findings());
    compared(&mut own);
    let report = Report::of(&own);
    report.say(
        "",
        "上次检查是2024年3月1日。与上次相比：已经整改 3 项，仍未整改 1 项，新近豁免 2 项，本次未能核对 1 项；新发现或者再次出现 1 项。",
    );
    // How many of a department are accepted since then nobody can tell.
    report.say(
        "商标局",
        "已经整改 2 项，仍未整改 1 项，本次未能核对 1 项；新发现",
    );
    for folder in ["", "商标局"] {
        report.say(folder, "商标转让");
        report.say(folder, "指南已不在库中");
    }
    for form in READ {
        let text = &report.0[form];
        let at = |key: &str| text.find(&format!("旧问题{key}")).unwrap();
        // By department, then the gravest first.
        assert!(at("一") < at("二") && at("二") < at("三"), "{form}");
        assert!(at("三") < at("四"), "{form}");
    }
    let line = "严重 商标转让 · 商标局 · 线上: 旧问题二 (核对情况: 指南已不在库中)";
    assert!(report.0["report.md"].contains(&unspaced(line)));
    let mut own = english(findings());
    compared(&mut own);
    Report::of(&own).say(
        "",
        "put right 3, still there 1, newly accepted 2, not looked at this time 1; new or back again 1.",
    );
}

/// A finding of which its department says something.
fn said(name: &str, progress: Progress, is_refuted: bool, language: Language) -> Entry {
    let mut own = kept(name, None, false);
    let claim = Claim {
        progress: Some(progress.key().to_owned()),
        // Whoever disputes that it is there may say so in the words of a refusal.
        remark: Some("复查时问题仍在".to_owned()),
        ..Claim::default()
    };
    let kept = own.rectification.as_mut().unwrap();
    kept.remark = Some(claim_words(&claim, is_refuted, language));
    kept.claim = match is_refuted {
        true => Claim::default(),
        false => claim,
    };
    own
}

#[test]
fn what_departments_say_is_told_and_counted() {
    let findings = |language| {
        vec![
            said("a", Progress::Rectified, true, language),
            said("b", Progress::Disputed, false, language),
            said("c", Progress::Disputed, false, language),
        ]
    };
    let before = || {
        Some(Before {
            day: "2024-03-01".to_owned(),
            ..Before::default()
        })
    };
    let mut own = chinese(findings(Language::Chinese));
    own.before = before();
    let report = Report::of(&own);
    for folder in ["", "商标局"] {
        report.say(folder, "其中部门称已整改而复查仍在 1 项，有异议 2 项。");
        report.say(folder, "部门反馈：已整改，复查时问题仍在；复查时问题仍在");
        report.say(folder, "部门反馈：有异议，复查时问题仍在");
        report.say_not(folder, "正在整改");
    }
    let rows = &report.0["findings.csv"];
    assert!(rows.contains("\"部门反馈\""), "{rows}");
    assert!(
        rows.contains("\"部门反馈：有异议，复查时问题仍在\""),
        "{rows}"
    );
    let mut own = english(findings(Language::English));
    own.before = before();
    let report = Report::of(&own);
    report.say(
        "商标局",
        "Of those still there: said to be put right and still there 1, disputed 2.",
    );
}

#[test]
fn a_part_is_about_its_own_guides_and_rules_add_up() {
    let with_rules = |mut own: Inspection| {
        own.scope.rules.on = vec!["material-extra".to_owned(), "material-cancelled".to_owned()];
        own.scope.rules.silent = vec!["material-cancelled".to_owned()];
        own
    };
    let report = Report::of(&with_rules(chinese(Vec::new())));
    let text = |name: &str| &report.0[name];
    for form in ["html", "md"] {
        let part = text(&format!("商标局/report.{form}"));
        assert!(part.contains("本部门的办事指南2份，其中读取2份"), "{part}");
        assert!(!part.contains("库中全部"), "{part}");
    }
    report.say("", "库中全部办事指南 3 份");
    report.say("", "启用规则 2 条，其中 1 条没有作判断。");
    let report = Report::of(&with_rules(english(Vec::new())));
    report.say("", "Rules that were on: 2, of which 1 could not judge.");
    for form in ["html", "md"] {
        let part = &report.0[&format!("商标局/report.{form}")];
        assert!(part.contains("Guidesofthisdepartment:2"), "{part}");
    }
}

#[test]
fn a_department_is_told_what_to_do_and_by_when() {
    let findings = || {
        vec![
            kept("a", Some("2024-04-15"), false),
            kept("b", Some("2024-04-02"), false),
            kept("c", Some("2024-03-08"), false),
        ]
    };
    let report = Report::of(&chinese(findings()));
    report.say(
        "商标局",
        "2024年3月22日对本部门的办事指南 2 份、已发布的版本 2 份进行了专项检查，现将有关问题通报如下，请按期整改。",
    );
    report.say(
        "商标局",
        "请填写 ledger.xlsx 中的整改情况、整改说明、责任人、完成日期，于最近的整改期限（2024年4月2日）前送回。已经逾期的 1 项请立即整改。",
    );
    report.say_not("商标局", "现将情况报告如下");
    // Nobody is asked for what is not there.
    report.say("专利局", "现将结果通报如下。");
    report.say_not("专利局", "ledger.xlsx");
    report.say_not("", "送回");
    assert!(report.0["report.docx"].contains("现将情况报告如下"));
    let report = Report::of(&english(findings()));
    report.say(
        "商标局",
        "Please fill in Progress, Remark, Owner and Done on in ledger.xlsx, and send it back by 2024-04-02, the next day by which something is to be put right. What is overdue is to be put right at once: 1.",
    );
    let report = Report::of(&chinese(vec![finding("a")]));
    report.say("商标局", "完成日期，填好后送回。");
}

#[test]
fn every_finding_has_a_number_by_which_the_ledger_finds_it() {
    let mut own = finding("a");
    own.key = "0123456789abcdef".to_owned();
    for (inspection, label) in [
        (chinese(vec![own.clone()]), "问题编号"),
        (english(vec![own]), "Key"),
    ] {
        let report = Report::of(&inspection);
        for folder in ["", "商标局"] {
            report.say(folder, &format!("{label} 01234567"));
        }
        let templates = ReportTemplates::of(&inspection.templates).unwrap();
        report_files(&inspection, &templates, &mut |name, made| {
            if name == "report.html" {
                let page = String::from_utf8(made.unwrap()).unwrap();
                assert!(page.contains("data-key=\"0123456789abcdef\""));
            }
        });
    }
}

#[test]
fn the_small_words_are_those_of_an_official_report() {
    let register = |name: &str, file: Option<&str>| InspectedRegister {
        register: name.to_owned(),
        source: file.map(|file| InspectedFile {
            file: file.to_owned(),
            sha256: Some("00".to_owned()),
        }),
        is_read: true,
    };
    let with_words = |mut own: Inspection| {
        own.letter.addressee = Some("各部门：".to_owned());
        own.scope.registers = vec![
            register("calendar", None),
            register("laws", None),
            register("waivers", Some("waivers.yaml")),
            register("baseline", Some("baseline.json")),
        ];
        own.scope.captures = Some(vec![InspectedCapture {
            guide: "a".to_owned(),
            outcome: Some("same".to_owned()),
            ..InspectedCapture::default()
        }]);
        own
    };
    let report = Report::of(&with_words(chinese(vec![finding("a")])));
    report.say("", "检查日期为2024年3月22日。");
    report.say_not("", "今天按");
    report.say("", "放假安排：库中没有自带的文件，使用程序内置的放假通知");
    report.say("", "依据库：没有");
    report.say("", "豁免清单：waivers.yaml");
    report.say("", "基线：baseline.json");
    report.say("", "一个问题涉及几条的，各计一次");
    let document = &report.0["report.docx"];
    assert!(document.contains("各部门：2024年") && !document.contains("：："));
    for form in ["report.html", "report.md"] {
        let text = &report.0[form];
        let (_, captures) = text.split_once("网页抓取").unwrap();
        assert!(captures.contains("商标转让"), "{form}");
    }
    let report = Report::of(&with_words(english(vec![finding("a")])));
    report.say("", "The day of the inspection is 2024-03-22.");
    report.say(
        "",
        "the repository has no file of its own; the built-in notices were used",
    );
    report.say("", "a finding counts for each of its clauses");
}

#[test]
fn an_inspection_tells_a_department_what_it_could_not_read_and_what_is_accepted() {
    let own = Drifted::new();
    let inspect = |day: &str, lang: &str| {
        let arguments = ["inspect", "--out", "out", "--today", day, "--lang", lang];
        run_in(own.path(), &arguments, &[], b"")
    };
    let ran = inspect("2024-03-01", "zh-CN");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("ledger.xlsx") && ran.out.contains("tongyuan ledger import"));
    let data = Inspection::of_json(&own.read("out/inspection.json")).unwrap();
    let department = data.open().next().unwrap().department.clone();
    let folder = department.unwrap_or_else(|| "未注明责任部门".to_owned());
    own.waive(&row(&own.key(COPIES), WHOLE));
    fs::write(
        own.path().join("halls/online/example-pledge.yaml"),
        [0_u8, 255],
    )
    .unwrap();
    let ran = inspect("2024-03-04", "zh-CN");
    assert_eq!(ran.code, 2, "{}", ran.err);
    let part = own.read(&format!("out/{folder}/report.md"));
    for words in [
        "另有已豁免 1 项。",
        "份文件没有读出来",
        "不能据此认为没有其他问题",
        "## 已豁免的问题",
        "窗口系统改造",
        "halls/online/example-pledge.yaml",
    ] {
        assert!(part.contains(words), "{words}: {part}");
    }
    let ran = inspect("2024-03-05", "en");
    assert!(ran.out.contains("`tongyuan ledger import`"), "{}", ran.out);
    assert!(
        own.read("out/report.md")
            .contains("## Findings that are accepted")
    );
}
