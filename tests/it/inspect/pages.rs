//! A report of very many findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tongyuan_report::Inspection;
use tongyuan_report::inspection::{ReportTemplates, report_files, report_names};

use super::Office;

#[test]
fn what_is_too_much_for_one_page_goes_on_in_another() {
    let office = Office::of("apart");
    office.inspect("out", &["--no-ledger"]);
    let text = fs::read_to_string(office.path("out/inspection.json")).unwrap();
    let mut inspection = Inspection::of_json(&text).unwrap();
    let one = inspection.findings.swap_remove(0);
    inspection.findings = (1..=20_001)
        .map(|number| {
            let mut own = one.clone();
            own.message = format!("第{number}个问题。");
            own
        })
        .collect();
    let templates = ReportTemplates::of(&inspection.templates).unwrap();
    let (mut names, mut pages) = (BTreeSet::new(), BTreeMap::new());
    report_files(&inspection, &templates, &mut |name, made| {
        let made = made.unwrap_or_else(|note| panic!("{name}: {}", note.message.english));
        assert!(names.insert(name.to_owned()), "{name}");
        if name.starts_with("report") && !name.ends_with(".docx") {
            pages.insert(name.to_owned(), String::from_utf8(made).unwrap());
        }
    });
    assert_eq!(names, report_names(&inspection));
    let named: Vec<&str> = pages.keys().map(String::as_str).collect();
    assert_eq!(
        named,
        ["report-2.html", "report-2.md", "report.html", "report.md"]
    );
    for ending in ["html", "md"] {
        let [first, second] =
            ["report", "report-2"].map(|name| &pages[&format!("{name}.{ending}")]);
        let holds = |page: &str, number: usize| page.contains(&format!("第{number}个问题。"));
        assert_eq!(
            [1, 20_000, 20_001].map(|number| (holds(first, number), holds(second, number))),
            [(true, false), (true, false), (false, true)],
            "{ending}"
        );
        // Each leads to the other, and what is of the whole stands on the first.
        assert!(first.contains(&format!("report-2.{ending}")));
        assert!(second.contains(&format!("report.{ending}")));
        assert!(first.contains("检查范围和方法") && !second.contains("检查范围和方法"));
    }
}
