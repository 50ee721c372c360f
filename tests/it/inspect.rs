//! The special inspection: one piece of data, and every form of the report made from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;
use tongyuan_report::Inspection;
use tongyuan_report::inspection::INSPECTION_SCHEMA;
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

use crate::ledger::sheet;

mod guarded;
mod pages;
mod unread;

const FORMS: [&str; 5] = [
    "findings.csv",
    "ledger.xlsx",
    "report.docx",
    "report.html",
    "report.md",
];

/// A copy of a fixture that may be written to.
struct Office(TempDir);

impl Office {
    fn of(fixture: &str) -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        copy(
            &workspace::root().join("fixtures").join(fixture),
            &office.path("own"),
        );
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.0.path(), arguments, &[], b"")
    }

    fn inspect(&self, out: &str, more: &[&str]) -> Ran {
        let mut all = vec!["inspect", "own", "--out", out, "--today", "2024-03-01"];
        all.extend(more);
        self.run(&all)
    }

    fn data(&self, out: &str) -> Value {
        let text = fs::read_to_string(self.path(out).join("inspection.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let below = files(&path).into_iter();
            found.extend(below.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(path).unwrap());
        }
    }
    found
}

fn open(data: &Value) -> Vec<&Value> {
    let all = data["findings"].as_array().unwrap().iter();
    all.filter(|own| own["standing"] == "open").collect()
}

#[test]
fn what_is_inspected_is_what_a_check_finds() {
    let office = Office::of("apart");
    let ran = office.inspect("out", &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let arguments = ["check", "--format", "json", "--today", "2024-03-01"];
    let checked = run_in(&office.path("own"), &arguments, &[], b"");
    let checked: Value = serde_json::from_str(&checked.out).unwrap();
    let data = office.data("out");
    let told = |findings: &Value| -> Vec<String> {
        let all = findings.as_array().unwrap().iter();
        all.map(|own| own["key"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(told(&data["findings"]), told(&checked["findings"]));
    assert!(data["findings"].as_array().unwrap().len() > 40);
    // One of the findings is that an item has no guide: it is no guide itself.
    let page = fs::read_to_string(office.path("out/report.md")).unwrap();
    let with_findings: BTreeSet<&str> = open(&data)
        .iter()
        .filter(|own| own["rule"] != "item-without-guide")
        .filter_map(|own| own["guide"].as_str())
        .collect();
    let told = format!("涉及 {} 份指南", with_findings.len());
    assert!(page.contains(&told), "{told}");
    for (own, other) in [
        ("guides", "guides"),
        ("published", "published"),
        ("errors", "errors"),
    ] {
        assert_eq!(data["totals"][own], checked["summary"][other]);
    }
}

#[test]
fn a_baseline_keeps_nothing_out_of_an_inspection() {
    let office = Office::of("apart");
    office.inspect("without", &["--no-ledger"]);
    let arguments = ["check", "--write-baseline", "--today", "2024-03-01"];
    assert_eq!(run_in(&office.path("own"), &arguments, &[], b"").code, 0);
    office.inspect("with", &["--no-ledger"]);
    let (without, with) = (office.data("without"), office.data("with"));
    assert_eq!(without["findings"], with["findings"]);
    assert_eq!(without["totals"], with["totals"]);
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let office = Office::of("apart");
    office.inspect(
        "one",
        &["--ledger", "one.sqlite", "--threads", "1", "--by", "甲"],
    );
    office.inspect(
        "four",
        &["--ledger", "four.sqlite", "--threads", "4", "--by", "乙"],
    );
    let (one, four) = (files(&office.path("one")), files(&office.path("four")));
    assert!(one == four, "{:?}", one.keys());
    // The whole, and a folder for each department.
    let departments = office.data("one");
    let departments = departments["scope"]["guides"].as_array().unwrap();
    let departments: BTreeSet<_> = departments
        .iter()
        .map(|own| own["department"].as_str())
        .collect();
    assert_eq!(one.len(), 1 + FORMS.len() * (1 + departments.len()));
}

#[test]
fn every_form_is_made_again_from_the_data_alone() {
    for lang in ["zh-CN", "en"] {
        let office = Office::of("apart");
        office.inspect("before", &["--lang", lang]);
        let ran = office.run(&[
            "inspect",
            "own",
            "--out",
            "out",
            "--today",
            "2024-04-01",
            "--lang",
            lang,
        ]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        let mut written = files(&office.path("out"));
        fs::remove_dir_all(office.path("own")).unwrap();
        let ran = office.run(&["report", "out/inspection.json", "--out", "again"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        written.remove("inspection.json").unwrap();
        assert!(files(&office.path("again")) == written);
    }
}

#[test]
fn the_data_keeps_its_schema_and_is_read_back_as_it_was() {
    let office = Office::of("apart");
    office.write(
        "own/tongyuan.toml",
        "[inspection]\ntitle = \"检查报告\"\nnumber = \"示〔2024〕1号\"\naddressee = \"各部门\"\nissuer = \"办公室\"\n",
    );
    office.inspect("before", &[]);
    office.run(&["inspect", "own", "--out", "out", "--today", "2024-04-01"]);
    let schema: Value = serde_json::from_str(INSPECTION_SCHEMA).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let data = office.data("out");
    let errors: Vec<_> = schema
        .iter_errors(&data)
        .map(|own| own.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(data["letter"]["number"], "示〔2024〕1号");
    assert_eq!(data["before"]["day"], "2024-03-01");
    let text = fs::read_to_string(office.path("out/inspection.json")).unwrap();
    assert_eq!(Inspection::of_json(&text).unwrap().to_json(), text);
}

#[test]
fn what_is_no_inspection_says_so() {
    let office = Office::of("fictitious");
    office.write("newer.json", "{\"schema_version\": 99}");
    office.write("other.json", "{\"schema_version\": 1, \"findings\": []}");
    office.write("broken.json", "{");
    for (name, said) in [
        ("newer.json", "本程序只认识到第 1 版"),
        ("other.json", "不是专项检查的数据"),
        ("broken.json", "不是专项检查的数据"),
        ("none.json", "没有这个文件"),
    ] {
        let ran = office.run(&["report", name, "--out", "out"]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(
            ran.err.contains(said) && ran.err.contains(name),
            "{}",
            ran.err
        );
    }
    assert!(!office.path("out").exists());
}

#[test]
fn what_was_put_right_what_is_new_and_what_was_not_seen_are_told() {
    let office = Office::of("apart");
    office.inspect("before", &[]);
    let was = office.data("before");
    assert_eq!(was["before"], Value::Null);
    // One page that was wrong is gone and one cannot be read.
    let seen = |channel: &str, guide: &str| -> Vec<String> {
        let own = open(&was).into_iter();
        own.filter(|own| own["channel"] == channel && own["guide"] == guide)
            .map(|own| own["key"].as_str().unwrap().to_owned())
            .collect()
    };
    let unread = seen("online", "trademark-transfer");
    let unread = match unread.is_empty() {
        true => ("patent-pledge", seen("online", "patent-pledge")),
        false => ("trademark-transfer", unread),
    };
    assert!(!unread.1.is_empty());
    let page = fs::read_dir(office.path("own/halls/online")).unwrap();
    let page = page
        .map(|own| own.unwrap().path())
        .find(|own| {
            own.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(&format!("{}.", unread.0))
        })
        .unwrap();
    fs::write(&page, [0_u8, 1, 2, 255]).unwrap();
    let ran = office.run(&["inspect", "own", "--out", "out", "--today", "2024-04-01"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let data = office.data("out");
    let mut told: Vec<&str> = data["before"]["unseen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["key"].as_str().unwrap())
        .collect();
    told.sort_unstable();
    let mut wanted: Vec<&str> = unread.1.iter().map(String::as_str).collect();
    wanted.sort_unstable();
    assert_eq!(told, wanted);
    assert_eq!(data["before"]["rectified"], json!([]));
    let unread_page = page.file_name().unwrap().to_string_lossy().into_owned();
    let remarks = data["unread"].as_array().unwrap();
    assert!(
        remarks
            .iter()
            .any(|own| own["file"].as_str().unwrap().ends_with(&unread_page))
    );
}

#[test]
fn nothing_of_a_guide_steers_who_reads_the_report() {
    let office = Office::of("fictitious");
    let script = "</script><script>alert(1)</script>";
    let guide = json!({
        "id": "hostile",
        "item": {
            "name": format!("{script}\u{202e}事项"),
            "department": "../../=cmd|' /C calc'!A0",
        },
        "materials": [{ "name": "=cmd|' /C calc'!A0" }, { "name": "长".repeat(100_000) }],
    });
    office.write("own/guides/hostile.json", &guide.to_string());
    office.write(
        "own/halls/online/hostile.json",
        &json!({ "materials": [{ "name": "@SUM(A1)" }, { "name": format!("甲{script}") }] })
            .to_string(),
    );
    let ran = office.inspect("out", &[]);
    assert!(matches!(ran.code, 1 | 2), "{}", ran.err);
    let written = files(&office.path("out"));
    assert!(!office.path("=cmd|' /C calc'!A0").exists());
    for (name, bytes) in &written {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains('\u{202e}'), "{name}");
        if name.ends_with(".html") || name.ends_with(".md") {
            assert!(!text.contains("<script>alert"), "{name}");
        }
        if name.ends_with(".csv") {
            for start in ["\"=", "\"@", "\"+", "\"-"] {
                let cells = text
                    .split("\",")
                    .filter(|cell| cell.starts_with(start))
                    .count();
                assert_eq!(cells, 0, "{name} {start}");
            }
        }
        if name.ends_with(".docx") {
            well_formed(bytes, name);
        }
    }
    let own = written.keys().filter(|name| name.contains("cmd")).count();
    assert_eq!(own, FORMS.len());
}

/// Every part of an Office file is XML.
fn well_formed(bytes: &[u8], name: &str) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name} part {at}: {error}"),
            }
        }
    }
}

#[test]
fn a_repository_has_templates_of_its_own() {
    let office = Office::of("apart");
    let template = "<title>{{ title }}</title>{% for item in items %}<p>{{ item.key }} {{ item.message }}</p>{% endfor %}";
    office.write("own/templates/report.html", template);
    office.write(
        "own/templates/report.md",
        "# {{ title }}\n\n{{ overview }}\n",
    );
    let ran = office.inspect("out", &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let data = office.data("out");
    let page = fs::read_to_string(office.path("out/report.html")).unwrap();
    for own in open(&data) {
        assert!(page.contains(own["key"].as_str().unwrap()));
    }
    assert_eq!(page.matches("<p>").count(), open(&data).len());
    // The data has them, so that the report can be made again elsewhere.
    fs::remove_dir_all(office.path("own")).unwrap();
    office.run(&["report", "out/inspection.json", "--out", "again"]);
    let again = fs::read_to_string(office.path("again/report.html")).unwrap();
    assert!(again == page);
}

#[test]
fn a_faulty_template_is_told_before_anything_is_written() {
    let office = Office::of("apart");
    office.write("own/templates/report.html", "一\n{% for item in items %}\n");
    let ran = office.inspect("out", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("templates/report.html:2"), "{}", ran.err);
    assert!(!office.path("out").exists());
    assert!(!office.path("own/ledger.sqlite").exists());
    office.write("own/templates/report.html", "{{ nothing_of_this_name }}");
    let ran = office.inspect("out", &[]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("nothing_of_this_name"), "{}", ran.err);
    assert!(!office.path("out").exists());
    assert!(!office.path("own/ledger.sqlite").exists());
}

#[test]
fn a_form_that_fails_is_told_once_and_leaves_no_earlier_one() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    // What a sample does not have: the key of one finding.
    let first = open(&office.data("out"))[0]["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let text = format!(
        "{{% for item in items %}}{{% if item.key == \"{first}\" %}}{{{{ slip }}}}{{% endif %}}{{% endfor %}}"
    );
    office.write("own/templates/report.md", &text);
    let ran = office.run(&["inspect", "own", "--out", "out", "--today", "2024-04-01"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.err.matches("templates/report.md:1").count(),
        1,
        "{}",
        ran.err
    );
    assert!(!office.path("out/report.md").exists());
    assert!(office.path("out/report.docx").exists());
}

#[test]
fn how_an_inspection_ends() {
    let clean = Office::of("cnipa");
    let ran = clean.inspect("out", &["--fail-on", "note"]);
    assert_eq!(
        (ran.code, open(&clean.data("out")).len()),
        (0, 0),
        "{}",
        ran.err
    );
    let apart = Office::of("apart");
    assert_eq!(apart.inspect("out", &["--fail-on", "never"]).code, 0);
    assert_eq!(apart.inspect("out", &["-qq"]).out, "");
    let empty = Office::of("cnipa");
    fs::remove_dir_all(empty.path("own/guides")).unwrap();
    let ran = empty.inspect("out", &[]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(!empty.path("out").exists());
}

#[test]
fn what_an_earlier_report_had_and_this_one_has_not_is_taken_away() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    let earlier = files(&office.path("out"));
    assert!(earlier.contains_key("综合窗口/report.html"));
    office.write("out/综合窗口/意见.txt", "别人放的");
    // 综合窗口 and 运用促进处 answer for nothing any more.
    for name in [
        "guides/example-copy.json",
        "guides/example-pledge.yaml",
        "registers/items.yaml",
    ] {
        fs::remove_file(office.path("own").join(name)).unwrap();
    }
    let ran = office.run(&["inspect", "own", "--out", "out", "--today", "2024-04-01"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let left: Vec<String> = files(&office.path("out")).into_keys().collect();
    let wanted: Vec<String> = earlier
        .into_keys()
        .filter(|name| !name.starts_with("综合窗口/") && !name.starts_with("运用促进处/"))
        .chain(["综合窗口/意见.txt".to_owned()])
        .collect();
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(left, sorted(wanted));
    assert!(!office.path("out/运用促进处").exists());
}

#[test]
fn a_ledger_that_is_none_is_told_before_anything_is_done() {
    let office = Office::of("apart");
    office.write("own/ledger.sqlite", "a text");
    let ran = office.inspect("out", &["--live"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("ledger.sqlite"), "{}", ran.err);
    assert!(!office.path("out").exists());
    assert_eq!(
        fs::read_to_string(office.path("own/ledger.sqlite")).unwrap(),
        "a text"
    );
}

#[test]
fn what_cannot_be_written_is_not_entered_either() {
    let office = Office::of("apart");
    office.write("out", "a file");
    let ran = office.inspect("out", &[]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("out"), "{}", ran.err);
    assert!(!office.path("own/ledger.sqlite").exists());
}

/// The rows of a workbook by their keys, without their numbers.
fn by_key(file: &Path) -> BTreeMap<String, Vec<String>> {
    let rows = sheet(file, "全部");
    let key = rows[0].iter().position(|own| own == "问题编号").unwrap();
    let rows = rows[1..].iter();
    rows.map(|row| (row[key].clone(), row[1..].to_vec()))
        .collect()
}

#[test]
fn the_workbook_of_an_inspection_shows_what_departments_said_before() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    let keys: Vec<String> = open(&office.data("out"))
        .iter()
        .map(|own| own["key"].as_str().unwrap().to_owned())
        .collect();
    let [under_way, rectified, disputed, ..] = keys.as_slice() else {
        panic!("{keys:?}");
    };
    let mut filled = rust_xlsxwriter::Workbook::new();
    let own = filled.add_worksheet();
    for (row, cells) in [
        ["问题编号", "整改情况", "整改说明"],
        [under_way, "正在整改", "下月改好"],
        [rectified, "已整改", "页面已改"],
        [disputed, "有异议", "省里另有规定"],
    ]
    .iter()
    .enumerate()
    {
        for (column, text) in cells.iter().enumerate() {
            own.write_string(row as u32, column as u16, *text).unwrap();
        }
    }
    filled.save(office.path("filled.xlsx")).unwrap();
    let ledger = |arguments: &[&str]| {
        let mut all = vec!["ledger"];
        all.extend(arguments);
        all.extend(["--ledger", "own/ledger.sqlite"]);
        let ran = office.run(&all);
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    ledger(&["import", "filled.xlsx", "--today", "2024-03-08"]);
    office.run(&["inspect", "own", "--out", "out", "--today", "2024-04-01"]);
    ledger(&["export", "-o", "own.xlsx", "--today", "2024-04-01"]);
    let inspected = by_key(&office.path("out/ledger.xlsx"));
    assert_eq!(inspected, by_key(&office.path("own.xlsx")));
    let says = |key: &str, text: &str| inspected[key].iter().any(|cell| cell == text);
    assert!(says(under_way, "下月改好") && says(disputed, "省里另有规定"));
    // It was still there when it was looked for: what was claimed stands no more.
    assert!(!says(rectified, "页面已改"));
    // The same workbook says nothing new.
    ledger(&["import", "out/ledger.xlsx", "--today", "2024-04-02"]);
    ledger(&["export", "-o", "again.xlsx", "--today", "2024-04-01"]);
    assert_eq!(inspected, by_key(&office.path("again.xlsx")));
}

#[test]
fn a_day_that_is_not_there_yet_is_not_entered() {
    let office = Office::of("apart");
    let coming = ["inspect", "own", "--out", "out", "--today", "2999-01-02"];
    let ran = office.run(&coming);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("2999-01-02 还没有到"), "{}", ran.err);
    assert!(!office.path("out").exists());
    assert!(!office.path("own/ledger.sqlite").exists());
    let mut without = coming.to_vec();
    without.push("--no-ledger");
    assert_eq!(office.run(&without).code, 1);
    for arguments in [
        &["ledger", "enter", "out/inspection.json"][..],
        &[
            "ledger",
            "import",
            "out/ledger.xlsx",
            "--today",
            "2999-01-02",
        ],
    ] {
        office.inspect("now", &[]);
        let mut all = arguments.to_vec();
        all.extend(["--ledger", "own/ledger.sqlite"]);
        let ran = office.run(&all);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("2999-01-02 还没有到"), "{}", ran.err);
    }
}
