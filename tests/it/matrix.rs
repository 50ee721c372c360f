//! Every rule on every fixture: what it finds there, and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tongyuan::{Language, rules};
use tongyuan_report::sentence;
use tongyuan_tests::repository::{checked, fixtures};

#[test]
fn every_rule_on_every_fixture() {
    let mut by_rule: BTreeMap<&str, String> =
        rules().map(|rule| (rule.id, String::new())).collect();
    for fixture in fixtures() {
        for finding in checked(&fixture).findings {
            let at = &finding.location;
            let start = at.location.start;
            let said = sentence(&finding, Language::Chinese).message;
            // What a fixture's own rules find is in its list of faults.
            let Some(line) = by_rule.get_mut(finding.rule.id()) else {
                assert!(finding.rule.built_in().is_none());
                continue;
            };
            let _ = writeln!(line, "{}:{}:{} {said}", at.file, start.line, start.column);
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/matrix");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (rule, found) in by_rule {
        let shown = if found.is_empty() {
            "nothing\n"
        } else {
            &found
        };
        settings.bind(|| insta::assert_snapshot!(rule, shown));
    }
}
