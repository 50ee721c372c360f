//! One change planted anywhere in a guide is found, and gives one difference: nothing that carries meaning is read over.

use tongyuan::{Guide, Terms, read};
use tongyuan_compare::{Degree, Difference, compare};
use tongyuan_model::Reading;
use tongyuan_model::text::marker;
use tongyuan_tests::repository::{FIXTURES, cases};

use crate::equivalence;

/// What is put in the place of what: a digit, a unit, a comparator, a modality, a negation, a joint, original or copy.
const CHANGES: &[(&str, &str)] = &[
    ("1", "4"),
    ("2", "7"),
    ("3", "8"),
    ("5", "6"),
    ("0", "9"),
    ("二", "六"),
    ("三", "五"),
    ("两", "四"),
    ("十", "百"),
    ("工作日", "日"),
    ("个月", "年"),
    ("年", "个月"),
    ("万元", "元"),
    ("%", "‰"),
    ("不少于", "超过"),
    ("不少于", "少于"),
    ("不超过", "不少于"),
    ("以上", "以下"),
    ("以内", "以上"),
    ("应当", "可以"),
    ("可以", "应当"),
    ("不得", "可以"),
    ("必须", "不必"),
    ("未", "已"),
    ("没有", "有"),
    ("无", "有"),
    ("不", ""),
    ("或者", "和"),
    ("或", "且"),
    ("和", "或"),
    ("及", "或"),
    ("同时", "任一"),
    ("原件", "复印件"),
    ("复印件", "原件"),
    ("申请人", "代理人"),
    ("法定代表人", "经办人"),
];

/// Every guide with one change in one text, with what was changed.
fn planted(guide: &Guide) -> Vec<(String, Guide)> {
    let mut all = Vec::new();
    let texts = |guide: &mut Guide, row: usize, text: Option<&str>| -> Option<String> {
        let conditions = guide.conditions.rows().len();
        let place = if row < conditions {
            &mut guide.conditions.given_mut()?.get_mut(row)?.text
        } else {
            &mut guide.materials.given_mut()?.get_mut(row - conditions)?.name
        };
        let Reading::Given(own, _) = place else {
            return None;
        };
        if let Some(text) = text {
            text.clone_into(own);
        }
        Some(own.clone())
    };
    let rows = guide.conditions.rows().len() + guide.materials.rows().len();
    for row in 0..rows {
        let Some(own) = texts(&mut guide.clone(), row, None) else {
            continue;
        };
        // The number of a row in its list carries nothing, and neither does a form that 0 of are asked for.
        let marker = marker::leading(&own).map_or(0, |marker| marker.len);
        let is_read = |at: &usize| *at >= marker && !own.contains("0份");
        for (from, to) in CHANGES {
            for at in own.match_indices(from).map(|(at, _)| at).filter(is_read) {
                let changed = format!("{}{to}{}", &own[..at], &own[at + from.len()..]);
                let mut other = guide.clone();
                texts(&mut other, row, Some(&changed));
                all.push((format!("{own}\n  → {changed}"), other));
            }
        }
    }
    all
}

/// Plants every change in every guide, and looks at it from both sides. Says how many there were.
fn hold(guides: impl IntoIterator<Item = Guide>) -> usize {
    let terms = Terms::default();
    let (mut count, mut wrong) = (0, Vec::new());
    for guide in guides {
        for (what, other) in planted(&guide) {
            count += 1;
            for (a, b) in [(&guide, &other), (&other, &guide)] {
                let found = compare(&terms, a, b, None);
                if !is_one_of_substance(&found) {
                    wrong.push(format!("{what}\n  {}: {found:?}", found.len()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} changes, both ways:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    count
}

#[test]
fn a_planted_change_is_found_once() {
    let all = FIXTURES.iter().flat_map(|fixture| cases(fixture));
    let count = hold(all.filter_map(|case| read(&case.canonical).guides.into_iter().next()));
    assert!(count > 200, "{count} changes were planted");
}

/// The same in the rows of the table of cases: texts of every shape.
#[test]
fn a_change_planted_in_any_row_is_found_once() {
    let names = ["same", "wording", "substantive"];
    let all = names.into_iter().flat_map(equivalence::cases);
    let count = hold(all.filter_map(|case| {
        let field = case["field"].as_str()?;
        matches!(field, "materials" | "conditions").then(|| equivalence::guide(field, &case["a"]))
    }));
    assert!(count > 1000, "{count} changes were planted");
}

fn is_one_of_substance(found: &[Difference]) -> bool {
    matches!(found, [one] if one.degree == Degree::Substantive)
}
