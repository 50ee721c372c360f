//! Waivers, through the command: what they set aside, and what is wrong with them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

pub(crate) const TODAY: &str = "2024-03-01";

/// A repository of one guide whose in-person hall asks for one copy more, and says that places are limited.
pub(crate) struct Drifted(TempDir);

impl Drifted {
    pub(crate) fn new() -> Self {
        let own = Self(tempfile::tempdir().unwrap());
        let source = workspace::text("tests/examples/base.yaml");
        let sheet = source
            .replace(
                "{介质: 纸质, 原件: 1, 复印件: 1}",
                "{介质: 纸质, 原件: 1, 复印件: 2}",
            )
            .replace("数量限制: 无", "数量限制: 每年100件");
        own.write("guides/example-pledge.yaml", &source);
        own.write("halls/online/example-pledge.yaml", &source);
        own.write(SHEET, &sheet);
        own
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Changes a file that is there.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let day = arguments.contains(&"--today");
        let mut all = vec!["check"];
        all.extend(arguments);
        if !day {
            all.extend(["--today", TODAY]);
        }
        run_in(self.path(), &all, &[], b"")
    }

    /// The report of a check, and its exit code.
    pub(crate) fn report(&self, arguments: &[&str]) -> (Value, i32) {
        let mut all = arguments.to_vec();
        all.extend(["--format", "json"]);
        let ran = self.run(&all);
        let report = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
        (report, ran.code)
    }

    /// The key of the finding of a rule.
    pub(crate) fn key(&self, rule: &str) -> String {
        let (report, _) = self.report(&["--no-baseline"]);
        let findings = report["findings"].as_array().unwrap();
        let own = findings.iter().find(|own| own["rule"] == rule);
        own.unwrap_or_else(|| panic!("no {rule}"))["key"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Writes the list of waivers.
    pub(crate) fn waive(&self, rows: &str) {
        self.write("waivers.yaml", &format!("豁免清单:\n{rows}"));
    }
}

pub(crate) const SHEET: &str = "halls/in-person/example-pledge.yaml";
pub(crate) const COPIES: &str = "material-altered";
pub(crate) const PLACES: &str = "quantity-limit-altered";

/// The rules of the findings, in order: those that are open, and those that are set aside.
pub(crate) fn rules(report: &Value) -> (Vec<&str>, Vec<&str>) {
    let findings = report["findings"].as_array().unwrap().iter();
    let is_open = |own: &&Value| own["waived"].is_null() && own["baseline"] == false;
    let (open, aside): (Vec<&Value>, Vec<&Value>) = findings.partition(is_open);
    (names(open), names(aside))
}

fn names(findings: Vec<&Value>) -> Vec<&str> {
    let mut names: Vec<&str> = findings
        .into_iter()
        .map(|own| own["rule"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    names
}

/// The messages of the notes.
pub(crate) fn notes(report: &Value) -> Vec<&str> {
    let notes = report["notes"].as_array().unwrap().iter();
    let told = notes.map(|note| note["message"].as_str().unwrap());
    told.filter(|told| !told.starts_with("没有 registers/") && !told.starts_with("没有 practice/"))
        .collect()
}

pub(crate) fn row(key: &str, rest: &str) -> String {
    format!("  - {{问题编号: {key}, {rest}}}\n")
}

pub(crate) const WHOLE: &str = "理由: 窗口系统改造, 责任人: 运用促进处, 到期日期: 2024-06-30";

#[test]
fn a_waived_finding_stays_and_counts_no_more() {
    let own = Drifted::new();
    let (report, code) = own.report(&[]);
    assert_eq!((rules(&report), code), ((vec![COPIES, PLACES], vec![]), 1));
    own.waive(&row(&own.key(COPIES), WHOLE));
    let (report, code) = own.report(&[]);
    assert_eq!((rules(&report), code), ((vec![PLACES], vec![COPIES]), 1));
    let counts = [
        "errors",
        "warnings",
        "notes",
        "waived",
        "known",
        "unreadable",
    ];
    let counts = counts.map(|name| report["summary"][name].as_u64().unwrap());
    assert_eq!(counts, [1, 0, 0, 1, 0, 0]);
    let findings = report["findings"].as_array().unwrap();
    let waived = findings.iter().find(|own| own["rule"] == COPIES).unwrap();
    let wanted = serde_json::json!(
        {"reason": "窗口系统改造", "owner": "运用促进处", "until": "2024-06-30"}
    );
    assert_eq!(waived["waived"], wanted);
    own.waive(&(row(&own.key(COPIES), WHOLE) + &row(&own.key(PLACES), WHOLE)));
    let ran = own.run(&[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "检查了 1 份指南，比对了 2 个已发布版本：没有发现其他问题；另有 2 项已豁免。\n"
        )
    );
    let ran = own.run(&["--lang", "en", "--show-waived", "--show-keys"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out
            .contains("waived until 2024-06-30: 窗口系统改造 (owner: 运用促进处)")
    );
    assert!(ran.out.contains(&format!("key: {}", own.key(COPIES))));
    assert!(
        ran.out.ends_with("nothing else found; 2 waived.\n"),
        "{}",
        ran.out
    );
}

/// What a waiver must say is asked for in both vocabularies; one without it waives nothing.
#[test]
fn an_incomplete_waiver_is_a_finding_and_waives_nothing() {
    let own = Drifted::new();
    let key = own.key(COPIES);
    for (rest, lacking) in [
        ("责任人: 运用促进处, 到期日期: 2024-06-30", "理由"),
        ("理由: 改造, 到期日期: 2024-06-30", "责任人"),
        ("理由: 改造, 责任人: 运用促进处", "到期日期"),
        ("理由: 改造", "责任人、到期日期"),
        ("理由: 无, 责任人: 运用促进处, 到期日期: 2024-06-30", "理由"),
        (
            "理由: '', 责任人: ~, 到期日期: ''",
            "理由、责任人、到期日期",
        ),
    ] {
        own.waive(&row(&key, rest));
        let (report, code) = own.report(&[]);
        let wanted = (vec![COPIES, PLACES, "waiver-incomplete"], vec![]);
        assert_eq!((rules(&report), code), (wanted, 1), "{rest}");
        let findings = report["findings"].as_array().unwrap();
        let told = findings
            .iter()
            .find(|own| own["rule"] == "waiver-incomplete")
            .unwrap();
        let message = told["message"].as_str().unwrap();
        assert!(message.contains(&format!("没有写{lacking}，")), "{message}");
        assert_eq!(told["location"]["start"]["line"], 2);
        assert!(notes(&report).is_empty(), "{:?}", notes(&report));
    }
    own.write(
        "waivers.yaml",
        &format!("waivers: [{{key: {key}, reason: a, owner: b}}]"),
    );
    let (report, _) = own.report(&["--lang", "en"]);
    let findings = report["findings"].as_array().unwrap();
    let told = findings
        .iter()
        .find(|own| own["rule"] == "waiver-incomplete")
        .unwrap();
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("does not state its expiry"), "{message}");
}

#[test]
fn a_waiver_holds_to_the_end_of_its_last_day() {
    let own = Drifted::new();
    own.waive(&row(&own.key(COPIES), WHOLE));
    for (day, open, aside) in [
        ("2024-06-29", vec![PLACES], vec![COPIES]),
        ("2024-06-30", vec![PLACES], vec![COPIES]),
        ("2024-07-01", vec![COPIES, PLACES, "waiver-expired"], vec![]),
    ] {
        let (report, code) = own.report(&["--today", day]);
        assert_eq!((rules(&report), code), ((open, aside), 1), "{day}");
    }
    // A new waiver behind the old one takes over.
    let new = WHOLE.replace("2024-06-30", "2024-12-31");
    own.waive(&(row(&own.key(COPIES), WHOLE) + &row(&own.key(COPIES), &new)));
    let (report, _) = own.report(&["--today", "2024-07-01"]);
    assert_eq!(
        rules(&report),
        (vec![PLACES, "waiver-expired"], vec![COPIES])
    );
}

const NOBODY: &str = "0123456789abcdef";

#[test]
fn a_waiver_of_nothing_is_told_where_everything_was_read() {
    let own = Drifted::new();
    own.waive(&row(NOBODY, WHOLE));
    let told = |arguments: &[&str]| {
        let (report, _) = own.report(arguments);
        rules(&report).0.contains(&"waiver-unused")
    };
    assert!(told(&[]));
    // A part says nothing of the whole.
    assert!(!told(&["guides/example-pledge.yaml"]));
    // A rule that is off may have found it.
    own.write("tongyuan.toml", "[rules]\nmaterial-vague = \"off\"\n");
    assert!(!told(&[]));
    for (rule, is_told) in [
        (COPIES, true),
        // Off, limited, without its register, of a change alone.
        ("material-vague", false),
        ("guide-contradicts-itself", false),
        ("item-without-guide", false),
        ("change-adds-burden", false),
    ] {
        let limited =
            "[rules]\nmaterial-vague = \"off\"\nguide-contradicts-itself = {fields = [\"fees\"]}\n";
        own.write("tongyuan.toml", limited);
        own.waive(&row(NOBODY, &format!("规则: {rule}, {WHOLE}")));
        assert_eq!(told(&[]), is_told, "{rule}");
    }
    own.write("tongyuan.toml", "");
    // A page that cannot be read may show it, and so may one that is not read to its end.
    own.write(
        "halls/online/other.html",
        "<h2>申请材料</h2><p>无</p><h2>秘密栏目</h2><p>甲</p>",
    );
    let source = own.read("guides/example-pledge.yaml");
    own.write(
        "guides/other.yaml",
        &source.replace("example-pledge", "other"),
    );
    own.waive(&row(NOBODY, WHOLE));
    assert!(!told(&[]));
    own.waive(&row(NOBODY, &format!("指南: other, {WHOLE}")));
    assert!(!told(&[]));
    own.waive(&row(NOBODY, &format!("指南: example-pledge, {WHOLE}")));
    assert!(told(&[]));
    own.write("halls/online/other.html", "\0\0");
    assert!(!told(&[]));
}

/// Whoever reads the list goes by the rule and the guide that it names: then these are right.
#[test]
fn a_waiver_holds_for_what_it_names() {
    let own = Drifted::new();
    let key = own.key(COPIES);
    for (named, open, aside) in [
        (
            "规则: material-altered, 指南: example-pledge",
            vec![PLACES],
            vec![COPIES],
        ),
        (
            "规则: text-width-mixed",
            vec![COPIES, PLACES, "waiver-unused"],
            vec![],
        ),
        ("指南: other", vec![COPIES, PLACES, "waiver-unused"], vec![]),
    ] {
        own.waive(&row(&key, &format!("{named}, {WHOLE}")));
        let (report, _) = own.report(&[]);
        assert_eq!(rules(&report), (open, aside), "{named}");
    }
}

#[test]
fn of_two_waivers_of_one_key_the_second_does_nothing() {
    let own = Drifted::new();
    let key = own.key(COPIES);
    let second = WHOLE.replace("改造", "搬迁");
    own.waive(&(row(&key, WHOLE) + &row(&key, &second)));
    let (report, code) = own.report(&[]);
    let wanted = (vec![PLACES, "waiver-unused"], vec![COPIES]);
    assert_eq!((rules(&report), code), (wanted, 1));
    let findings = report["findings"].as_array().unwrap();
    let of = |rule: &str| findings.iter().find(|own| own["rule"] == rule).unwrap();
    assert_eq!(of(COPIES)["waived"]["reason"], "窗口系统改造");
    let unused = of("waiver-unused");
    assert_eq!(unused["location"]["start"]["line"], 3);
    assert_eq!(unused["related"][0]["location"]["start"]["line"], 2);
}

#[test]
fn an_unknown_rule_is_told_with_its_place_and_nothing_is_lost() {
    let own = Drifted::new();
    let (copies, places) = (own.key(COPIES), own.key(PLACES));
    let wrong = row(&copies, &format!("规则: material-alterd, {WHOLE}"));
    own.waive(&(wrong + &row(&places, WHOLE)));
    let (report, code) = own.report(&[]);
    assert_eq!((rules(&report), code), ((vec![COPIES], vec![PLACES]), 2));
    assert_eq!(notes(&report), ["没有规则“material-alterd”"]);
    let told = own.run(&[]).err;
    assert!(told.contains("waivers.yaml:2:34"), "{told}");
    assert!(told.contains("是否应为“material-altered”？"), "{told}");
}

/// The repository's own rules are known as well, and a slip in the id of one is no rule.
#[test]
fn a_waiver_names_a_rule_of_the_repository_aright() {
    let own = Drifted::new();
    let copies = own.key(COPIES);
    own.write(
        "rules/own.yaml",
        "规则清单: [{标识: own-in-principle, 标题: 甲, 禁用: 原则上, 反例: {数量限制: 原则上不限}, 正例: {数量限制: 无}}]\n",
    );
    let told = |id: &str| {
        own.waive(&row(&copies, &format!("规则: {id}, {WHOLE}")));
        let (report, code) = own.report(&[]);
        let notes: Vec<String> = notes(&report).into_iter().map(str::to_owned).collect();
        (notes, code, own.run(&[]).err)
    };
    let (right, code, _) = told("own-in-principle");
    assert_eq!((right, code), (Vec::new(), 1));
    let (wrong, code, err) = told("own-in-principel");
    assert_eq!(
        (wrong, code),
        (vec!["没有规则“own-in-principel”".to_owned()], 2)
    );
    assert!(err.contains("是否应为“own-in-principle”？"), "{err}");
}

#[test]
fn a_list_that_is_wrong_is_an_error_of_the_run_and_the_rest_is_checked() {
    let own = Drifted::new();
    let key = own.key(COPIES);
    let upper = key.to_uppercase();
    for (text, place, words) in [
        (
            "豁免清单:\n  - {问题编号: [\n".to_owned(),
            "waivers.yaml:",
            "",
        ),
        (
            "豁免清单: 无\n豁免: []\n".to_owned(),
            "waivers.yaml:2:1",
            "不认识“豁免”",
        ),
        (
            format!(
                "豁免清单:\n{}",
                row(&key, &WHOLE.replace("2024-06-30", "2024-06-31"))
            ),
            "waivers.yaml:2:",
            "“豁免清单[1].到期日期”的写法不对：写成 2024-12-31 这样的日期",
        ),
        (
            format!("豁免清单:\n{}", row(&format!("x{upper}"), WHOLE)),
            "waivers.yaml:2:",
            "“豁免清单[1].问题编号”的写法不对：问题的编号，16 位",
        ),
        (
            format!("豁免清单:\n  - {{{WHOLE}}}\n"),
            "waivers.yaml:2:",
            "缺少“问题编号”",
        ),
    ] {
        own.write("waivers.yaml", &text);
        let ran = own.run(&[]);
        assert_eq!(ran.code, 2, "{text}");
        assert!(
            ran.err.contains(place) && ran.err.contains(words),
            "{text}{}",
            ran.err
        );
        let (report, _) = own.report(&[]);
        assert_eq!(rules(&report), (vec![COPIES, PLACES], vec![]), "{text}");
    }
}

/// A key of digits alone, or one that looks like a number with an exponent, is still a key.
#[test]
fn keys_are_texts() {
    let own = Drifted::new();
    for key in ["1234567890123456", "12345678901234e5", "0000000000000017"] {
        own.waive(&row(key, WHOLE));
        let (report, code) = own.report(&[]);
        assert_eq!(code, 1, "{key}: {:?}", notes(&report));
        let findings = report["findings"].as_array().unwrap();
        let unused = findings
            .iter()
            .find(|own| own["rule"] == "waiver-unused")
            .unwrap();
        assert_eq!(unused["subject"], key);
    }
}

/// Neither lines, rows, files nor the language make another finding of one that was accepted.
#[test]
fn a_waiver_follows_its_finding() {
    let own = Drifted::new();
    own.waive(&(row(&own.key(COPIES), WHOLE) + &row(&own.key(PLACES), WHOLE)));
    let is_clean = |arguments: &[&str]| {
        let (report, code) = own.report(arguments);
        let wanted = (vec![], vec![COPIES, PLACES]);
        assert_eq!((rules(&report), code), (wanted, 0), "{arguments:?}");
    };
    is_clean(&["--lang", "en"]);
    own.write(SHEET, &format!("# 一\n\n# 二\n{}", own.read(SHEET)));
    is_clean(&[]);
    let sheet = own.read(SHEET);
    let (before, rest) = sheet.split_once("申请材料:\n").unwrap();
    let (rows, after) = rest.split_once("办理流程:").unwrap();
    let second = rows.find("  - 标识: m2").unwrap();
    let (first, second) = rows.split_at(second);
    own.write(
        SHEET,
        &format!("{before}申请材料:\n{second}{first}办理流程:{after}"),
    );
    is_clean(&[]);
    // Other digits in the same place are the same finding.
    own.replace(SHEET, "复印件: 2", "复印件: 3");
    is_clean(&[]);
    own.write("tongyuan.toml", "[rules]\nmaterial-altered = \"warning\"\n");
    is_clean(&[]);
}

#[test]
fn output_does_not_depend_on_threads() {
    let own = Drifted::new();
    let (copies, places) = (own.key(COPIES), own.key(PLACES));
    let old = WHOLE.replace("2024-06-30", "2024-01-31");
    own.waive(&(row(&copies, WHOLE) + &row(&places, &old) + &row(NOBODY, WHOLE)));
    for more in [["--format", "json"], ["--lang", "en"]] {
        let with = |threads: &str| {
            let mut all = vec!["--threads", threads, "--show-waived", "--show-keys"];
            all.extend(more);
            let ran = own.run(&all);
            (ran.code, ran.out, ran.err)
        };
        assert_eq!(with("1"), with("2"));
    }
}

/// What the list says is outside text: nothing in it steers a terminal, and personal data is masked.
#[test]
fn what_a_waiver_says_is_cleaned() {
    let own = Drifted::new();
    let said = "理由: \"经办人13812345678\\e[31m\", 责任人: 张某13912345678, 到期日期: 2024-06-30";
    own.waive(&row(&own.key(COPIES), said));
    for arguments in [&["--show-waived"][..], &["--format", "json"]] {
        let out = own.run(arguments).out;
        assert!(!out.contains("12345678"), "{out}");
        assert!(!out.contains('\u{1b}') && !out.contains("\\u001b"), "{out}");
    }
}

/// What is wrong with waivers is not waived by a waiver.
#[test]
fn waivers_are_not_waived() {
    let own = Drifted::new();
    let lacking = row(&own.key(COPIES), "理由: 改造");
    own.waive(&lacking);
    let key = own.key("waiver-incomplete");
    own.waive(&(lacking + &row(&key, WHOLE)));
    let (report, code) = own.report(&[]);
    let wanted = vec![COPIES, PLACES, "waiver-incomplete", "waiver-unused"];
    assert_eq!((rules(&report), code), ((wanted, vec![]), 1));
    // Nor does the text output offer their keys.
    let shown = own.run(&["--show-keys"]).out;
    assert_eq!(shown.matches("问题编号：").count(), 2, "{shown}");
}

/// What an inspector sees of the fixture, in both languages.
#[test]
fn the_fixture_reads_well() {
    for (language, name) in [("zh-CN", "check-waivers-zh"), ("en", "check-waivers-en")] {
        let folder = workspace::root();
        let arguments = [
            "check",
            "fixtures/faulty/waivers",
            "--show-keys",
            "--show-waived",
            "--lang",
            language,
            "--today",
            TODAY,
        ];
        let ran = run_in(&folder, &arguments, &[], b"");
        assert_eq!(ran.code, 1, "{}", ran.err);
        insta::with_settings!({snapshot_path => "../snapshots/commands", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, ran.out);
        });
    }
}
