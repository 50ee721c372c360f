//! One change planted anywhere in a guide is found, and gives one difference: nothing that carries meaning is read over.

use tongyuan::{Capture, Channel, Guide, Terms, read};
use tongyuan_compare::{Degree, Difference, compare};
use tongyuan_model::Reading;
use tongyuan_model::text::marker;
use tongyuan_tests::repository::{cases, fixtures};

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
    let all = fixtures().into_iter().flat_map(|fixture| cases(&fixture));
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

/// The sections of a guide file whose values are held against those of a published version.
const SECTIONS: &[&str] = &[
    "设定依据",
    "受理条件",
    "申请材料",
    "办理流程",
    "办结时限",
    "收费",
    "咨询投诉",
    "legal_basis",
    "conditions",
    "materials",
    "process",
    "time_limits",
    "fees",
    "contacts",
];

/// What is the source's own: marks of rows, files, and texts that no channel has to repeat.
const OWN: &[&str] = &[
    "标识",
    "核验日期",
    "verified",
    "空白表格",
    "样表",
    "样本",
    "内容",
    "说明",
    "备注",
    "依据",
    "id:",
    "blank_form",
    "sample",
    "text:",
    "note",
    "basis:",
];

/// Every file with one digit of one compared value changed, with the line that it is in.
fn with_another_digit(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let (mut section, mut start) = ("", 0);
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '-', '#', '\n']) {
            section = line.split(':').next().unwrap_or_default();
        }
        let is_compared = SECTIONS.contains(&section) && !OWN.iter().any(|own| line.contains(own));
        let digits = line
            .bytes()
            .enumerate()
            .filter(|(_, byte)| byte.is_ascii_digit());
        for (at, digit) in digits.filter(|_| is_compared) {
            let other = if digit == b'9' { b'1' } else { digit + 1 };
            let mut bytes = text.as_bytes().to_vec();
            bytes[start + at] = other;
            let changed = String::from_utf8(bytes).unwrap_or_default();
            all.push((format!("{section} {at}: {}", line.trim()), changed));
        }
        start += line.len();
    }
    all
}

/// A digit of a limit, a fee, an article, a number to call or a row: found, and told once.
#[test]
fn another_digit_anywhere_in_a_file_is_found_once() {
    let (mut count, mut wrong) = (0, Vec::new());
    for case in fixtures().into_iter().flat_map(|fixture| cases(&fixture)) {
        let Some(own) = read(&case.canonical).guides.into_iter().next() else {
            continue;
        };
        let text = String::from_utf8_lossy(&case.canonical.bytes).into_owned();
        for (what, changed) in with_another_digit(&text) {
            let capture = Capture::new(case.canonical.name.as_str(), changed);
            let other = read(&capture).guides.into_iter().next().unwrap_or_default();
            count += 1;
            // What is declared for one channel is compared with that channel alone.
            let channels = [None, Some(Channel::Online), Some(Channel::InPerson)];
            let told = channels.map(|channel| compare(&Terms::default(), &own, &other, channel));
            let is_told = told.iter().any(|found| is_one_of_substance(found))
                && told.iter().all(|found| found.len() < 2);
            if !is_told {
                let told: Vec<_> = told
                    .iter()
                    .flatten()
                    .map(|d| (d.field, &d.facets))
                    .collect();
                wrong.push(format!("{}: {what}\n  {told:?}", case.canonical.name));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 300, "{count} digits were changed");
}
