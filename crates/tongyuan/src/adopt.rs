//! One guide from two that are already published.

use tongyuan_compare::draft::{Draft, draft};
use tongyuan_compare::{Terms, Verdict, compare_texts};
use tongyuan_extract::{Capture, Extracted, extract, extract_canonical};
use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Channel, Guide, Vocabulary};
use tongyuan_report::{DraftReport, RunNote, Said, Side, draft_yaml};

use crate::Language;
use crate::case::violation_words;
use crate::notes::run_notes;

/// Two documents and the drafts of the guides in them.
#[derive(Debug)]
pub struct Adopted {
    /// What the online hall publishes, as read.
    pub online: Extracted,
    /// What the in-person hall publishes, as read.
    pub in_person: Extracted,
    /// What was not read as it stands, in either.
    pub notes: Vec<RunNote>,
    /// The drafts, each with the name of its part; no name where each document holds one guide.
    pub drafts: Vec<(Option<String>, Draft)>,
    /// The parts of either document that belong surely to none of the other's.
    pub unpaired: Vec<(Channel, String)>,
    names: (String, String),
}

/// A draft as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file: YAML with what is to do at its top.
    pub text: String,
    /// How many choices are open.
    pub choices: usize,
    /// How much only one of the two says.
    pub lone: usize,
    /// What is still to be filled in.
    pub todo: Vec<Said>,
}

/// A draft of one guide from what the two halls publish. What both say stands in it once, what one says is marked as that one's,
/// and where they differ both stand in it as a choice; nothing is made up.
///
/// Where a document could not be read, or holds no guide, there is no draft, and the notes say why.
///
/// ```
/// use tongyuan::{Capture, Language, Vocabulary, adopt};
///
/// let online = Capture::new("online.html", "<h2>申请材料</h2><ul><li>质押合同</li></ul><h2>承诺时限</h2><p>5个工作日</p>");
/// let hall = Capture::new("hall.html", "<h2>申请材料</h2><ul><li>质押合同</li></ul><h2>承诺时限</h2><p>7个工作日</p>");
/// let adopted = adopt(&online, &hall);
/// let written = adopted.write(0, "pledge", Vocabulary::Chinese, Language::Chinese);
/// let written = written.expect("both hold a guide");
/// assert_eq!(written.choices, 1);
/// assert!(written.text.contains("承诺时限（线上）: "));
/// assert!(written.text.contains("承诺时限（线下）: "));
/// ```
#[must_use]
pub fn adopt(online: &Capture, in_person: &Capture) -> Adopted {
    adopt_on(&Terms::default(), online, in_person)
}

/// As [`adopt`], on the terms of a repository.
#[must_use]
pub fn adopt_on(terms: &Terms, online: &Capture, in_person: &Capture) -> Adopted {
    let (a, b) = (extract(online), extract(in_person));
    let mut notes = run_notes(&online.name, &a);
    notes.extend(run_notes(&in_person.name, &b));
    let (own, its) = (parts(&a), parts(&b));
    let (pairs, unpaired) = paired(&own, &its);
    let is_one = own.len() == 1 && its.len() == 1;
    let drafts = pairs.into_iter().map(|(i, j)| {
        let name = (!is_one).then(|| label(own[i]).unwrap_or_default().to_owned());
        (name, draft(terms, own[i], its[j]))
    });
    let drafts = drafts.collect();
    Adopted {
        drafts,
        unpaired,
        notes,
        names: (online.name.clone(), in_person.name.clone()),
        online: a,
        in_person: b,
    }
}

/// The guides of a document that say anything.
fn parts(extracted: &Extracted) -> Vec<&Guide> {
    let guides = extracted.guides.iter();
    guides.filter(|guide| !guide.is_empty()).collect()
}

/// What a part of a document is called: its situation, else its item.
fn label(guide: &Guide) -> Option<&str> {
    let item = guide.item.given().and_then(|item| item.name.text());
    guide.part.text().or(item)
}

/// The item that a document is about, in its normal writing, where it is about one.
#[must_use]
pub fn item_name(read: &Extracted) -> Option<String> {
    match parts(read).as_slice() {
        [guide] => label(guide).map(|name| name.split_whitespace().collect()),
        _ => None,
    }
}

type Unpaired = Vec<(Channel, String)>;

/// Which part is which: the only ones, or those of one name. Where two could be meant, neither is.
fn paired(own: &[&Guide], its: &[&Guide]) -> (Vec<(usize, usize)>, Unpaired) {
    if own.len() == 1 && its.len() == 1 {
        return (vec![(0, 0)], Vec::new());
    }
    if own.is_empty() || its.is_empty() {
        // That nothing was read is in the notes.
        return Default::default();
    }
    let is_same = |a: &Guide, b: &Guide| match (label(a), label(b)) {
        (Some(a), Some(b)) => compare_texts(a, b) != Verdict::Different,
        _ => false,
    };
    let only = |guide: &Guide, among: &[&Guide]| {
        let mut same = (0..among.len()).filter(|at| is_same(guide, among[*at]));
        same.next().filter(|_| same.next().is_none())
    };
    let pairs: Vec<(usize, usize)> = (0..own.len())
        .filter_map(|i| Some((i, only(own[i], its)?)))
        .filter(|(i, j)| only(its[*j], own) == Some(*i))
        .collect();
    let name = |guide: &Guide| label(guide).unwrap_or("?").to_owned();
    let left = (0..own.len()).filter(|i| pairs.iter().all(|(own, _)| own != i));
    let right = (0..its.len()).filter(|j| pairs.iter().all(|(_, its)| its != j));
    let left = left.map(|i| (Channel::Online, name(own[i])));
    let right = right.map(|j| (Channel::InPerson, name(its[j])));
    let unpaired = left.chain(right).collect();
    (pairs, unpaired)
}

impl Adopted {
    /// One of the drafts as a file, with the list of what is still to do; none where there is no such draft.
    #[must_use]
    pub fn write(
        &self,
        number: usize,
        id: &str,
        keys: Vocabulary,
        language: Language,
    ) -> Option<Written> {
        let (_, draft) = self.drafts.get(number)?;
        let report = DraftReport {
            draft,
            id,
            online: Side {
                file: &self.names.0,
                source: &self.online.source,
            },
            in_person: Side {
                file: &self.names.1,
                source: &self.in_person.source,
            },
            keys,
            language,
            todo: &[],
        };
        // What is missing is what the schema misses in the draft itself.
        let bare = extract_canonical(&Capture::new("draft.yaml", draft_yaml(&report)));
        let todo = todo(&bare.violations);
        let text = draft_yaml(&DraftReport {
            todo: &todo,
            ..report
        });
        Some(Written {
            text,
            choices: draft.choices().len(),
            lone: draft.lone(),
            todo,
        })
    }
}

/// What is to be filled in or put otherwise, choices apart; rows that lack the same are told together.
fn todo(violations: &[Violation]) -> Vec<Said> {
    let mut missing: Vec<(String, String, Vec<String>)> = Vec::new();
    let mut others = Vec::new();
    for violation in violations {
        match &violation.kind {
            ViolationKind::Undecided { .. } => {}
            ViolationKind::Missing { word } => {
                let (list, row) = numbered(&violation.path);
                let same = missing
                    .iter_mut()
                    .find(|(own, lacked, _)| *own == list && lacked == word);
                match same {
                    Some((.., rows)) => rows.extend(row),
                    None => missing.push((list, word.clone(), row.into_iter().collect())),
                }
            }
            _ => others.push(violation_words(violation)),
        }
    }
    let missing = missing.into_iter().map(|(list, word, rows)| {
        let path = match list.as_str() {
            "" => word,
            list => format!("{list}.{word}"),
        };
        if rows.is_empty() {
            return Said::new(format!("缺少“{path}”"), format!("“{path}” is missing"));
        }
        Said::new(
            format!("缺少“{path}”（第 {} 行）", rows.join("、")),
            format!("“{path}” is missing (row {})", rows.join(", ")),
        )
    });
    missing.chain(others).collect()
}

/// A path without the number of its row, and the number.
fn numbered(path: &str) -> (String, Option<String>) {
    let Some((before, rest)) = path.split_once('[') else {
        return (path.to_owned(), None);
    };
    match rest.split_once(']') {
        Some((number, behind)) => (format!("{before}{behind}"), Some(number.to_owned())),
        None => (path.to_owned(), None),
    }
}

/// A file's name as an id: letters, digits and hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.'));
    let parts = parts
        .map(|part| part.trim_matches(['_', '.']))
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_as_an_id() {
        assert_eq!(slug("patent-pledge"), "patent-pledge");
        assert_eq!(slug("专利权质押 登记（线上）"), "专利权质押-登记-线上");
        assert_eq!(slug("../..  a__b.c."), "a__b.c");
        assert_eq!(slug("！"), "");
    }

    #[test]
    fn rows_that_lack_the_same_are_told_together() {
        let source = "id: a\nresults:\n  - type: 证照\n  - name: 证\n  - type: 证照\n";
        let read = extract_canonical(&Capture::new("a.yaml", source));
        let told: Vec<_> = todo(&read.violations)
            .into_iter()
            .map(|said| said.chinese)
            .collect();
        assert_eq!(told[0], "缺少“item”");
        assert!(told.contains(&"缺少“results.name”（第 1、3 行）".to_owned()));
    }
}
