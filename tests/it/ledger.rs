//! The ledger: what becomes of findings from inspection to inspection, on disk and through the command.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader as _, Xlsx};
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;
use tongyuan_inspect::Language;
use tongyuan_report::Inspection;
use tongyuan_report::inspection::{
    Entry, InspectedDocument, InspectedFile, InspectedGuide, InspectedRegister, InspectedRules,
    Scope, Spot,
};
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

mod kills;
mod refused;
mod workbook;

/// A ledger of its own, in a folder that goes with it.
pub(crate) struct Desk(TempDir);

/// A finding of the key `name`, of a guide of that name.
pub(crate) fn finding(name: &str) -> Entry {
    Entry {
        key: format!("{name:0<16}"),
        evidence: "e1".to_owned(),
        rule: "material-extra".to_owned(),
        family: "same-source".to_owned(),
        title: "渠道多要材料".to_owned(),
        severity: "error".to_owned(),
        confidence: "certain".to_owned(),
        message: format!("线上多要材料{name}"),
        help: "删去。".to_owned(),
        clauses: vec!["24".to_owned()],
        guide: Some(name.to_owned()),
        department: Some("商标局".to_owned()),
        channel: Some("online".to_owned()),
        place: Spot {
            file: format!("halls/online/{name}.html"),
            line: 3,
            column: 5,
            ..Spot::default()
        },
        standing: "open".to_owned(),
        ..Entry::default()
    }
}

/// A whole inspection of the guides a, b, c, each with a page, that read everything.
pub(crate) fn inspection(day: &str, findings: Vec<Entry>) -> Inspection {
    let file = |name: &str| InspectedFile {
        file: name.to_owned(),
        sha256: Some("00".to_owned()),
    };
    let guide = |name: &str| InspectedGuide {
        guide: name.to_owned(),
        source: file(&format!("guides/{name}.yaml")),
        is_read: true,
        published: vec![InspectedDocument {
            channel: "online".to_owned(),
            source: file(&format!("halls/online/{name}.html")),
            is_read: true,
            ..InspectedDocument::default()
        }],
        ..InspectedGuide::default()
    };
    let mut inspection = Inspection::new(Language::Chinese, day, "0.1.0");
    inspection.scope = Scope {
        is_whole: true,
        guides: ["a", "b", "c"].map(guide).to_vec(),
        registers: vec![InspectedRegister {
            register: "items".to_owned(),
            source: Some(file("registers/items.yaml")),
            is_read: true,
        }],
        rules: InspectedRules {
            on: ["material-extra", "item-without-guide"]
                .map(str::to_owned)
                .to_vec(),
            ..InspectedRules::default()
        },
        ..Scope::default()
    };
    inspection.totals.errors = findings.iter().filter(|own| own.is_open()).count();
    inspection.totals.waived = findings.len() - inspection.totals.errors;
    inspection.findings = findings;
    inspection
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path().join("ledger.sqlite")
    }

    pub(crate) fn database(&self) -> Connection {
        Connection::open(self.file()).unwrap()
    }

    /// `tongyuan ledger …` on this ledger.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut all = vec!["ledger"];
        all.extend(arguments);
        all.extend(["--ledger", "ledger.sqlite"]);
        run_in(self.path(), &all, &[("USER", "李检查")], b"")
    }

    pub(crate) fn write(&self, name: &str, inspection: &Inspection) {
        fs::write(self.path().join(name), inspection.to_json()).unwrap();
    }

    /// Enters an inspection, which must be taken.
    pub(crate) fn enter(&self, inspection: &Inspection) -> Ran {
        self.write("inspection.json", inspection);
        let ran = self.run(&["enter", "inspection.json"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran
    }

    /// The findings on a day: the first letter of each key, and its state.
    pub(crate) fn states(&self, day: &str) -> Vec<String> {
        let ran = self.run(&["list", "--format", "json", "--today", day]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let list: Value = serde_json::from_str(&ran.out).unwrap();
        let findings = list["findings"].as_array().unwrap().iter();
        let mut states: Vec<String> = findings
            .map(|own| {
                let key = own["key"].as_str().unwrap();
                format!("{} {}", &key[..1], own["state"].as_str().unwrap())
            })
            .collect();
        states.sort();
        states
    }

    /// What happened to a finding: the names of the acts.
    pub(crate) fn acts(&self, key: &str) -> Vec<String> {
        let ran = self.run(&["show", key, "--format", "json"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let shown: Value = serde_json::from_str(&ran.out).unwrap();
        let history = shown["history"].as_array().unwrap().iter();
        history
            .map(|own| own["act"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The rows of a sheet that was exported.
    pub(crate) fn sheet(&self, file: &str, name: &str) -> Vec<Vec<String>> {
        sheet(&self.path().join(file), name)
    }
}

/// The rows of a sheet of a workbook.
pub(crate) fn sheet(file: &Path, name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(file).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

#[test]
fn findings_go_through_their_states_from_inspection_to_inspection() {
    let desk = Desk::new();
    desk.enter(&inspection(
        "2018-05-02",
        vec![finding("a"), finding("b"), finding("c")],
    ));
    assert_eq!(desk.states("2018-05-16"), ["a new", "b new", "c new"]);
    // Ten working days: the 16th is the last of them.
    assert_eq!(
        desk.states("2018-05-17"),
        ["a overdue", "b overdue", "c overdue"]
    );

    let mut waived = finding("b");
    waived.standing = "waived".to_owned();
    desk.enter(&inspection("2018-06-04", vec![finding("a"), waived]));
    assert_eq!(
        desk.states("2018-06-04"),
        ["a overdue", "b waived", "c rectified"]
    );

    // The page of a could not be read, and c is there again: b is gone.
    let mut third = inspection("2018-07-02", vec![finding("c")]);
    third.scope.guides[0].published[0].is_read = false;
    desk.enter(&third);
    assert_eq!(
        desk.states("2018-07-02"),
        ["a overdue", "b rectified", "c reopened"]
    );

    // A part of the repository, and a rule that is off: nothing is put right by that.
    let mut part = inspection("2018-07-03", Vec::new());
    part.scope.is_whole = false;
    part.scope.guides.retain(|own| own.guide == "b");
    desk.enter(&part);
    let mut off = inspection("2018-07-04", Vec::new());
    off.scope.rules.on.clear();
    desk.enter(&off);
    assert_eq!(
        desk.states("2018-07-04"),
        ["a overdue", "b rectified", "c reopened"]
    );

    // The guide of a is not there any more.
    let mut gone = inspection("2018-07-05", vec![finding("c")]);
    gone.scope.guides.remove(0);
    desk.enter(&gone);
    assert_eq!(
        desk.states("2018-07-05"),
        ["a rectified", "b rectified", "c reopened"]
    );
    let shown = desk.run(&["show", "a"]);
    assert!(shown.out.contains("指南已不在库中"), "{}", shown.out);
    assert_eq!(desk.acts("a"), ["found", "remains", "rectified"]);
    assert_eq!(desk.acts("b"), ["found", "waived", "rectified"]);
    assert_eq!(desk.acts("c"), ["found", "rectified", "reopened"]);
}

#[test]
fn an_inspection_is_entered_once_and_in_its_order() {
    let desk = Desk::new();
    let first = inspection("2018-05-02", vec![finding("a")]);
    desk.enter(&first);
    desk.enter(&inspection("2018-06-04", vec![finding("a"), finding("b")]));
    let count = || -> (i64, i64) {
        let count = |table| format!("SELECT count(*) FROM {table}");
        let read = |table| {
            desk.database()
                .query_row(&count(table), [], |row| row.get(0))
                .unwrap()
        };
        (read("inspection"), read("event"))
    };
    assert_eq!(count(), (2, 3));
    // Both are known, the one before the last as well.
    desk.enter(&inspection("2018-06-04", vec![finding("a"), finding("b")]));
    desk.enter(&first);
    assert_eq!(count(), (2, 3));
    desk.write("late.json", &inspection("2018-05-30", vec![finding("a")]));
    let ran = desk.run(&["enter", "late.json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("已有 2018-06-04 的检查"), "{}", ran.err);
    assert_eq!(count(), (2, 3));
}

#[test]
fn what_is_as_it_was_earlier_on_a_day_is_entered_again() {
    let desk = Desk::new();
    let there = inspection("2018-05-02", vec![finding("a")]);
    let gone = inspection("2018-05-02", vec![finding("b")]);
    for (own, states) in [
        (&there, ["a new"].as_slice()),
        (&gone, &["a rectified", "b new"]),
        (&there, &["a reopened", "b rectified"]),
        (&there, &["a reopened", "b rectified"]),
        (&gone, &["a rectified", "b reopened"]),
    ] {
        desk.enter(own);
        assert_eq!(desk.states("2018-05-02"), states);
    }
}

#[test]
fn an_inspection_of_another_repository_settles_nothing() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    let mut other = inspection("2018-05-03", vec![]);
    for guide in &mut other.scope.guides {
        guide.guide.push_str("-other");
    }
    desk.write("other.json", &other);
    let ran = desk.run(&["enter", "other.json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("它记的是另一个指南库"), "{}", ran.err);
    assert_eq!(desk.states("2018-05-03"), ["a new"]);
}

#[test]
fn of_findings_that_share_a_key_the_one_to_be_put_right_is_followed() {
    let desk = Desk::new();
    let waived = |name: &str| Entry {
        standing: "waived".to_owned(),
        waived: Some("系统改造".to_owned()),
        department: Some("甲局".to_owned()),
        ..finding(name)
    };
    let open = Entry {
        key: waived("a").key,
        department: Some("乙局".to_owned()),
        ..finding("a")
    };
    desk.enter(&inspection("2018-05-02", vec![waived("a"), open]));
    let ran = desk.run(&["list", "--format", "json", "--today", "2018-05-02"]);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let own = &list["findings"][0];
    assert_eq!(
        (&own["state"], &own["department"], &own["waived"]),
        (&json!("new"), &json!("乙局"), &Value::Null)
    );
}

#[test]
fn a_claim_of_a_later_day_is_not_refuted() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    let key = finding("a").key;
    desk.claim(&[(&key, "已整改")], "2018-05-21");
    desk.enter(&inspection("2018-05-10", vec![finding("a")]));
    assert_eq!(desk.acts("a"), ["found", "claimed", "remains"]);
    desk.enter(&inspection("2018-05-22", vec![finding("a")]));
    assert_eq!(
        desk.acts("a"),
        ["found", "claimed", "remains", "contradicted"]
    );
}

#[test]
fn a_year_without_a_notice_has_no_day_due_and_that_is_said() {
    let desk = Desk::new();
    let ran = desk.enter(&inspection("2017-12-20", vec![finding("a")]));
    assert!(ran.err.contains("没有 2017 年的放假安排"), "{}", ran.err);
    assert_eq!(desk.states("2030-01-01"), ["a new"]);
}

#[test]
fn days_due_are_what_the_settings_say_by_the_calendar_of_the_repository() {
    let desk = Desk::new();
    fs::create_dir(desk.path().join("guides")).unwrap();
    let settings = "[ledger]\ndue-days = { error = 2 }\n[paths]\nledger = \"state/l.sqlite\"\n";
    fs::write(desk.path().join("tongyuan.toml"), settings).unwrap();
    fs::create_dir(desk.path().join("state")).unwrap();
    desk.write("i.json", &inspection("2018-09-28", vec![finding("a")]));
    let run = |arguments: &[&str]| {
        let ran = run_in(desk.path(), arguments, &[], b"");
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    run(&["ledger", "enter", "i.json"]);
    assert!(desk.path().join("state/l.sqlite").exists());
    // The Saturday was worked, and so was the Sunday; the holidays follow.
    let list = run(&[
        "ledger",
        "list",
        "--format",
        "json",
        "--today",
        "2018-10-08",
    ]);
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["findings"][0]["due"], "2018-09-30");
    assert_eq!(list["findings"][0]["state"], "overdue");
    let shown = run(&["check", "--show-settings"]);
    assert!(shown.contains("[ledger.due-days]\nerror = 2"), "{shown}");
    assert!(shown.contains("note = 60"), "{shown}");
}

#[test]
fn what_happened_cannot_be_changed_in_the_database() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    let database = desk.database();
    for statement in [
        "UPDATE event SET who = 'x'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "UPDATE inspection SET errors = 0",
        "DELETE FROM inspection",
        "INSERT OR REPLACE INTO inspection SELECT * FROM inspection",
        "DELETE FROM finding",
    ] {
        let refused = database.execute(statement, []).unwrap_err().to_string();
        assert!(refused.contains("is not"), "{statement}: {refused}");
    }
    let who: String = database
        .query_row("SELECT who FROM event", [], |row| row.get(0))
        .unwrap();
    assert_eq!(who, "李检查");
}

#[test]
fn outputs_keep_their_schema() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a"), finding("b")]));
    desk.enter(&inspection("2018-06-04", vec![finding("a")]));
    let schema: Value =
        serde_json::from_str(&workspace::text("schemas/ledger.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for arguments in [
        &["list", "--format", "json"][..],
        &["show", "b", "--format", "json"],
        &["report", "--period", "2018", "--format", "json"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|own| own.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{arguments:?}");
        // The schema says no to what is nothing of the kind.
        let mut wrong = json.clone();
        wrong["more"] = Value::from(1);
        assert!(!validator.is_valid(&wrong), "{arguments:?}");
    }
}

#[test]
fn a_finding_is_named_by_so_much_of_its_key_as_no_other_has() {
    let desk = Desk::new();
    desk.enter(&inspection(
        "2018-05-02",
        vec![finding("a1"), finding("a2")],
    ));
    assert_eq!(desk.run(&["show", "a1"]).code, 0);
    for (key, told) in [("a", "有 2 个问题的编号"), ("x", "没有编号以“x”开头")] {
        let ran = desk.run(&["show", key]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(told), "{}", ran.err);
    }
}

#[test]
fn a_period_is_summed_up_and_a_wrong_one_refused() {
    let desk = Desk::new();
    let mut other = finding("b");
    other.department = None;
    desk.enter(&inspection("2018-05-02", vec![finding("a"), other]));
    desk.enter(&inspection("2018-08-01", Vec::new()));
    let report = |period: &str| desk.run(&["report", "--period", period, "--today", "2019-01-15"]);
    let year = report("2018");
    assert_eq!(year.code, 0);
    assert!(
        year.out.contains("专项检查 2 次（2018-05-02、2018-08-01）"),
        "{}",
        year.out
    );
    let rows: Vec<Vec<&str>> = year
        .out
        .lines()
        .map(|line| line.split_whitespace().collect())
        .filter(|row: &Vec<&str>| row.len() == 9)
        .collect();
    assert_eq!(
        rows[1],
        [
            "未注明责任部门",
            "0",
            "1",
            "0",
            "1",
            "0",
            "0",
            "0",
            "100.0%"
        ]
    );
    assert_eq!(
        rows[2],
        ["商标局", "0", "1", "0", "1", "0", "0", "0", "100.0%"]
    );
    assert_eq!(
        rows[3],
        ["合计", "0", "2", "0", "2", "0", "0", "0", "100.0%"]
    );
    let quarter = report("2018-Q2").out;
    let all = quarter
        .lines()
        .find(|line| line.trim_start().starts_with("合计"))
        .unwrap();
    let all: Vec<&str> = all.split_whitespace().collect();
    assert_eq!(all, ["合计", "0", "2", "0", "0", "2", "2", "0", "0.0%"]);
    assert_eq!(report("2017").code, 3);
    let wrong = report("去年");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("2018-Q3"), "{}", wrong.err);
}
