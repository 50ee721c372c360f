//! Working days: what the built-in notices say against a data set that others keep, and what a run says of a year without one.

use chinese_holiday::{Ymd, chinese_holiday};
use serde_json::Value;
use tongyuan_model::Date;
use tongyuan_model::calendar::Calendar;
use tongyuan_tests::command::{Ran, run_in};

/// The years that both know to their end: the last one of ours needs the notice for the year after it.
const YEARS: std::ops::RangeInclusive<u16> = 2018..=2025;

#[test]
fn every_day_is_what_another_calendar_says() {
    let calendar = Calendar::built_in();
    let mut day = Date {
        year: *YEARS.start(),
        month: 1,
        day: 1,
    };
    let mut apart = Vec::new();
    while YEARS.contains(&day.year) {
        let other = chinese_holiday(Ymd::new(day.year, day.month, day.day));
        if calendar.is_working_day(day) != Ok(other.is_workday()) {
            apart.push(format!("{day} {other:?}"));
        }
        day = day.next();
    }
    assert!(apart.is_empty(), "{apart:#?}");
}

/// A repository with one guide that was approved and published on these days.
fn office(approved: &str, published: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init"], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let path = folder.path().join("guides/example-pledge.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text
        .replace("批准日期: 2024-02-20", &format!("批准日期: {approved}"))
        .replace("审查日期: 2024-02-20", &format!("审查日期: {approved}"))
        .replace(
            "线上: 2024-02-21, 线下: 2024-02-21",
            &format!("线上: {published}, 线下: {published}"),
        );
    std::fs::write(&path, &text).unwrap();
    std::fs::write(folder.path().join("guides/example-again.yaml"), text).unwrap();
    folder
}

fn check(folder: &tempfile::TempDir) -> (Ran, Vec<String>) {
    let arguments = ["check", "--today", "2031-03-01", "--format", "json"];
    let ran = run_in(folder.path(), &arguments, &[], b"");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let late = report["findings"].as_array().unwrap().iter();
    let late = late.filter(|own| own["rule"] == "change-published-late");
    let messages = late.map(|own| own["message"].as_str().unwrap().to_owned());
    let messages = messages.collect();
    (ran, messages)
}

/// Two guides and four dates need the year; it is told once, with what to do, and no guide is blamed.
#[test]
fn a_year_without_a_notice_is_an_error_of_the_run() {
    let folder = office("2030-06-03", "2030-06-07");
    let (ran, late) = check(&folder);
    assert_eq!((ran.code, late.len()), (2, 0), "{}", ran.out);
    assert_eq!(
        ran.err.matches("没有 2030 年的节假日安排通知").count(),
        1,
        "{}",
        ran.err
    );
    assert!(ran.err.contains("registers/calendar.yaml"), "{}", ran.err);
    // The next day is in time whatever the calendar says.
    let (ran, late) = check(&office("2030-06-03", "2030-06-04"));
    assert!(late.is_empty() && !ran.err.contains("2030"), "{}", ran.err);
}

#[test]
fn a_repository_adds_a_year_or_puts_one_in_place_of_another() {
    let folder = office("2030-06-03", "2030-06-07");
    let register = folder.path().join("registers/calendar.yaml");
    let notice = |off: &str| {
        format!(
            "节假日安排:\n  - {{年份: 2030, 文号: 示例, 印发日期: 2029-11-20, 放假: [{off}], 上班: [2030-06-08]}}\n"
        )
    };
    std::fs::write(&register, notice("2030-06-05")).unwrap();
    let (ran, late) = check(&folder);
    assert_ne!(ran.code, 2, "{}", ran.err);
    assert_eq!(late.len(), 4, "{late:?}");
    assert!(late[0].contains("最迟应当在2030-06-04发布"), "{late:?}");
    std::fs::write(&register, notice("2030-06-04, 2030-06-05, 2030-06-06")).unwrap();
    assert!(check(&folder).1.is_empty());

    let folder = office("2024-03-04", "2024-03-06");
    assert_eq!(check(&folder).1.len(), 4);
    let own = "notices:\n  - {year: 2024, document_number: 示例, issued: 2023-12-01, off: [2024-03-05]}\n";
    std::fs::write(folder.path().join("registers/calendar.yaml"), own).unwrap();
    assert!(check(&folder).1.is_empty());
}

#[test]
fn a_mistake_in_the_calendar_has_its_place() {
    for (text, message, place) in [
        (
            "节假日安排:\n  - {年份: 2030, 文号: 示例, 印发日期: 2029-11-20, 放假: [2029-06-05]}\n",
            "2029-06-05 不是 2030 年节假日安排中的日子",
            ":2:",
        ),
        (
            "节假日安排:\n  - 年份: 2030\n    文号: 示例\n    印发日期: 2029-11-20\n    放假: [2030-10-01]\n    上班: [2030-10-01]\n",
            "2030-10-01 既在“放假”中，又在“上班”中",
            ":6:",
        ),
        (
            "节假日安排:\n  - {年份: 2030, 文号: 示例, 放假: [2030-10-01]}\n",
            "缺少“印发日期”",
            ":2:",
        ),
        (
            "节假日安排:\n  - {年份: 2030, 文号: 示例, 印发日期: 2029-11-20, 放假: [10月1日]}\n",
            "写法不对",
            ":2:",
        ),
    ] {
        let folder = office("2024-02-20", "2024-02-21");
        std::fs::write(folder.path().join("registers/calendar.yaml"), text).unwrap();
        let (ran, _) = check(&folder);
        assert_eq!(ran.code, 2, "{message}");
        assert!(ran.err.contains(message), "{message}: {}", ran.err);
        let at = format!("registers/calendar.yaml{place}");
        assert!(ran.err.contains(&at), "{at}: {}", ran.err);
    }
}
