//! Mending a canonical guide: what rules would have in its values becomes changes of its file, and the file is changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use tongyuan_extract::{Capture, Format, Written, extract_canonical};
use tongyuan_inspect::{Finding, Policy, Registers};
use tongyuan_model::{Edit, Mend, edited};

use crate::case::{Case, Checked, check_with_files};

/// A text that was mended may show what was hidden before: so many times a guide is mended and checked again at most.
const MOST_ROUNDS: usize = 10;

/// So often a file is read again to find those of many changes that do more than they should; the rest is not made.
const MOST_READINGS: usize = 64;

/// A canonical guide, mended.
#[derive(Debug)]
pub struct Fixed {
    /// The mended file, byte for byte as it was but for the changes; none where nothing was to be changed.
    pub canonical: Option<Capture>,
    /// What is found in the mended guide. Its summary says how many places were mended.
    pub checked: Checked,
}

/// Mends what can be mended of a canonical guide without judgement, and checks what comes of it.
///
/// Only the canonical guide is changed, never what was published of it. Comments, order, quotation marks, line breaks and
/// encoding stay as they are.
///
/// ```
/// use tongyuan::{Capture, Case, Policy, Registers, fix};
///
/// let source = "id: pledge\nfees: # 2024\n  charged: false\n  text: \"无\"\n";
/// let fixed = fix(
///     &Case::new(Capture::new("guides/pledge.yaml", source)),
///     &Registers::default(),
///     &Policy::default(),
/// );
/// let mended = fixed.canonical.expect("it can be mended");
/// assert_eq!(mended.bytes, source.replace('无', "不收费").into_bytes());
/// assert_eq!(fixed.checked.summary.mended, 1);
/// ```
#[must_use]
pub fn fix(case: &Case, registers: &Registers, policy: &Policy) -> Fixed {
    fix_with_files(case, registers, policy, &|_| None)
}

/// As [`fix`], with the files beside the guide that it hands out, as in [`check_with_files`].
#[must_use]
pub fn fix_with_files(
    case: &Case,
    registers: &Registers,
    policy: &Policy,
    file: &dyn Fn(&str) -> Option<Capture>,
) -> Fixed {
    // What is accepted is left as it is.
    let check = |case: &Case| {
        let mut checked = check_with_files(case, registers, policy, file);
        checked.set_waived(registers, policy);
        checked
    };
    let mut checked = check(case);
    let mut mended: Option<Case> = None;
    let mut places = 0;
    for _ in 0..MOST_ROUNDS {
        let now = mended.as_ref().unwrap_or(case);
        let Some((canonical, count)) = round(&now.canonical, &checked.findings) else {
            break;
        };
        let next = Case {
            canonical,
            ..mended.unwrap_or_else(|| case.clone())
        };
        places += count;
        checked = check(&next);
        mended = Some(next);
    }
    checked.summary.mended = places;
    checked.summary.mended_files = usize::from(mended.is_some());
    Fixed {
        canonical: mended.map(|case| case.canonical),
        checked,
    }
}

/// The file with every change made that does not meet another, and how many places that are; none where there is none to make.
fn round(file: &Capture, findings: &[Finding]) -> Option<(Capture, usize)> {
    let numbered = findings.iter().enumerate();
    let numbered = numbered.filter(|(_, finding)| finding.is_open());
    let changes: Vec<Change<'_>> = numbered
        .filter_map(|(number, finding)| Change::of(number, finding))
        .collect();
    if changes.is_empty() {
        return None;
    }
    let read = extract_canonical(file);
    let text = read.source.text();
    let written = Written::read(text, read.format?)?;
    let (now, _) = apart(changes);
    let chosen = sound(&written, now, &mut MOST_READINGS.clone());
    // Two findings may ask for the same.
    let edits: HashSet<Edit> = chosen.into_iter().flat_map(|own| own.edits).collect();
    let edits: Vec<Edit> = edits.into_iter().collect();
    let mended = edited(text, &edits);
    let is_new = mended != text;
    let file = file.with_text(&mended).filter(|_| is_new)?;
    Some((file, edits.len()))
}

/// Writes what rules would have in the values of the canonical guide as changes of its file. What cannot be written so that it
/// changes nothing else is left to its author.
pub(crate) fn write(findings: &mut [Finding], file: &Capture, text: &str, format: Option<Format>) {
    let mut found = vec![Vec::new(); findings.len()];
    let wants_any = findings.iter().any(|finding| finding.fix.is_some());
    let format = format.filter(|_| wants_any && file.with_text(text).is_some());
    if let Some(written) = format.and_then(|format| Written::read(text, format)) {
        changes(&written, findings, file, &mut found);
    }
    for (finding, edits) in findings.iter_mut().zip(found) {
        match &mut finding.fix {
            Some(fix) if !edits.is_empty() => fix.edits = edits,
            fix => *fix = None,
        }
    }
}

/// Finds the changes of the file for each finding.
fn changes(written: &Written<'_>, findings: &[Finding], file: &Capture, found: &mut [Vec<Edit>]) {
    let mut readings = MOST_READINGS;
    let mut asked: HashMap<(&str, &Mend), usize> = HashMap::new();
    for finding in findings {
        for mend in finding.fix.iter().flat_map(|fix| &fix.mends) {
            *asked.entry((finding.rule.id(), mend)).or_default() += 1;
        }
    }
    // What an alias puts into a place where nobody asked for it stays.
    let is_asked = |finding: &Finding, mend: &Mend| {
        asked.get(&(finding.rule.id(), mend)) >= Some(&written.places(mend.value))
    };
    // As little as can be; and where that does more than it should, the whole text anew.
    for write in [Written::edits, Written::whole_edits] {
        let mut waiting: Vec<Change<'_>> = Vec::new();
        for (number, finding) in findings.iter().enumerate() {
            let is_left = found.get(number).is_some_and(Vec::is_empty);
            let fix = finding.fix.as_ref().filter(|_| is_left);
            let Some(fix) = fix.filter(|_| finding.location.file == file.name) else {
                continue;
            };
            let mends = &fix.mends;
            let edits = write(written, mends);
            let edits = edits.filter(|_| mends.iter().all(|mend| is_asked(finding, mend)));
            waiting.extend(edits.map(|edits| Change {
                number,
                mends,
                edits,
            }));
        }
        while !waiting.is_empty() && readings > 0 {
            let (now, later) = apart(waiting);
            for change in sound(written, now, &mut readings) {
                if let Some(own) = found.get_mut(change.number) {
                    *own = change.edits;
                }
            }
            waiting = later;
        }
    }
}

/// What one finding would have in values, and the changes of the file that bring it there.
#[derive(Clone, Debug)]
struct Change<'c> {
    /// The number of the finding.
    number: usize,
    mends: &'c [Mend],
    edits: Vec<Edit>,
}

impl<'c> Change<'c> {
    fn of(number: usize, finding: &'c Finding) -> Option<Self> {
        let fix = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty())?;
        Some(Self {
            number,
            mends: &fix.mends,
            edits: fix.edits.clone(),
        })
    }
}

/// The changes of which none meets another, the first in order before those after it, and those that have to wait.
fn apart(changes: Vec<Change<'_>>) -> (Vec<Change<'_>>, Vec<Change<'_>>) {
    let mut taken: BTreeMap<u32, Edit> = BTreeMap::new();
    changes.into_iter().partition(|change| {
        let is_free = change.edits.iter().all(|edit| {
            let before = taken.range(..edit.span.end).next_back();
            before.is_none_or(|(_, own)| own == edit || own.span.end <= edit.span.start)
        });
        if is_free {
            let own = change.edits.iter();
            taken.extend(own.map(|edit| (edit.span.start, edit.clone())));
        }
        is_free
    })
}

/// Of changes that do not meet, those that bring what they should and nothing else. They are tried together, and halved where that
/// does not hold, so that one bad change among many keeps none of the others from being made.
fn sound<'c>(
    written: &Written<'_>,
    changes: Vec<Change<'c>>,
    readings: &mut usize,
) -> Vec<Change<'c>> {
    if changes.is_empty() || holds(written, &changes, readings) {
        return changes;
    }
    let mut first = changes;
    let half = first.len() / 2;
    let second = first.split_off(half);
    if first.is_empty() {
        return first;
    }
    let first = sound(written, first, readings);
    let second = sound(written, second, readings);
    let both = [first.as_slice(), second.as_slice()].concat();
    let is_one_half = first.is_empty() || second.is_empty();
    if is_one_half || holds(written, &both, readings) {
        both
    } else {
        first
    }
}

/// Whether changes do together what they should, as long as the file may be read again.
fn holds(written: &Written<'_>, changes: &[Change<'_>], readings: &mut usize) -> bool {
    if *readings == 0 {
        return false;
    }
    *readings -= 1;
    let pairs: Vec<_> = changes
        .iter()
        .map(|change| (change.mends, change.edits.as_slice()))
        .collect();
    written.holds(&pairs)
}

#[cfg(test)]
mod tests {
    use tongyuan_model::Span;

    use super::*;
    use crate::check;

    const SOURCE: &str = "标识: a\n常见问题:\n  - {问题: 甲１、乙1, 答复: 是}\n  - {问题: 丙１、丁1, 答复: 是}\n  - {问题: 戊１、己1, 答复: 是}\n";

    fn found() -> (Capture, Checked) {
        let file = Capture::new("guides/a.yaml", SOURCE);
        let case = Case::new(file.clone());
        (
            file,
            check(&case, &Registers::default(), &Policy::default()),
        )
    }

    /// Whatever a rule may do wrong, a change that would touch another value is not made, and the others are.
    #[test]
    fn a_planted_change_that_does_more_than_it_should_is_not_made() {
        let at = |word: &str| SOURCE.find(word).unwrap();
        let other = at("答复");
        for planted in [
            // Another value, a row more, a file that cannot be read, and another word than the rule asks for.
            (Span::exact(other + 8, other + 11), "否"),
            (Span::exact(at("丙１") + 3, at("丙１") + 6), "1, 备注: x"),
            (Span::exact(at("丙１") + 3, at("丙１") + 6), "1}]"),
            (Span::exact(at("丙１") + 3, at("丙１") + 6), "2"),
        ] {
            let (file, mut checked) = found();
            let mut fixable = checked.findings.iter_mut().filter(|own| own.is_fixable());
            let second = fixable.nth(1).unwrap().fix.as_mut().unwrap();
            second.edits = vec![Edit {
                span: planted.0,
                text: planted.1.into(),
            }];
            let (mended, count) = round(&file, &checked.findings).unwrap();
            let wanted = SOURCE.replace("甲１", "甲1").replace("戊１", "戊1");
            assert_eq!(
                String::from_utf8(mended.bytes).unwrap(),
                wanted,
                "{planted:?}"
            );
            assert_eq!(count, 2);
        }
    }

    /// Of two changes of the same bytes the first is made, and the other waits.
    #[test]
    fn of_two_that_meet_the_first_is_made() {
        let (file, mut checked) = found();
        let mut fixable = checked.findings.iter_mut().filter(|own| own.is_fixable());
        let first = fixable.next().unwrap().fix.clone();
        let second = fixable.next().unwrap();
        second.fix = first;
        if let Some(fix) = &mut second.fix {
            fix.edits[0].text = "9".into();
        }
        let (mended, count) = round(&file, &checked.findings).unwrap();
        let wanted = SOURCE.replace("甲１", "甲1").replace("戊１", "戊1");
        assert_eq!(String::from_utf8(mended.bytes).unwrap(), wanted);
        assert_eq!(count, 2);
    }

    /// What another file than the guide is found to have is never mended.
    #[test]
    fn only_the_guide_is_mended() {
        let (file, mut checked) = found();
        for finding in &mut checked.findings {
            finding.location.file = "halls/online/a.html".into();
        }
        write(&mut checked.findings, &file, SOURCE, Some(Format::Yaml));
        assert!(checked.findings.iter().all(|own| own.fix.is_none()));
    }
}
