//! How one guide departs from another.

use tongyuan_compare::{Comparison, Terms, compare_in_full};
use tongyuan_extract::{Capture, Extracted, Note, NoteKind, extract};
use tongyuan_report::RunNote;

use crate::notes::run_notes;

/// Two documents and how the second departs from the first.
#[derive(Debug)]
pub struct Diffed {
    /// The reference, as read.
    pub a: Extracted,
    /// The other one, as read.
    pub b: Extracted,
    /// How the other one departs, and what both say.
    pub comparison: Comparison,
    /// What was not read as it stands, in either.
    pub notes: Vec<RunNote>,
}

/// How `b` departs from `a`, in whatever formats they are. No schema is asked of either: a part of a guide is a fair input.
/// Where one of them could not be read at all, there are no differences and a note says why.
///
/// ```
/// use tongyuan::{Capture, Degree, diff};
///
/// let a = Capture::new("a.json", r#"{"materials": [{"name": "营业执照复印件1份"}]}"#);
/// let b = Capture::new("b.html", "<h2>申请材料</h2><ul><li>营业执照（原件）</li></ul>");
/// let found = diff(&a, &b);
/// let differences = &found.comparison.differences;
/// assert_eq!(differences.len(), 1);
/// assert_eq!(differences[0].degree, Degree::Substantive);
/// ```
#[must_use]
pub fn diff(a: &Capture, b: &Capture) -> Diffed {
    diff_on(&Terms::default(), a, b)
}

/// As [`diff`], on the terms of a repository: its aliases, and which days it counts.
#[must_use]
pub fn diff_on(terms: &Terms, a: &Capture, b: &Capture) -> Diffed {
    let (mut read_a, mut read_b) = (extract(a), extract(b));
    keep_one(&mut read_a, &read_b);
    keep_one(&mut read_b, &read_a);
    let mut notes = run_notes(&a.name, &read_a);
    notes.extend(run_notes(&b.name, &read_b));
    let comparison = if read_a.failure.is_none() && read_b.failure.is_none() {
        compare_in_full(terms, read_a.guide(), read_b.guide(), None)
    } else {
        Comparison::default()
    };
    Diffed {
        a: read_a,
        b: read_b,
        comparison,
        notes,
    }
}

/// Of several guides in a document, keeps the one that has the name of the other document's item, or else the first.
fn keep_one(read: &mut Extracted, other: &Extracted) {
    let count = read.guides.len();
    if count < 2 {
        return;
    }
    let name = match other.guides.as_slice() {
        [only] => only.item.given().and_then(|item| item.name.text()),
        _ => None,
    };
    match name.and_then(|name| read.guide_of(name)).cloned() {
        Some(own) => read.guides = vec![own],
        None => {
            let kind = NoteKind::FirstOfSeveral { count };
            read.notes.push(Note::on_document(kind));
            read.guides.truncate(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "<h1>变更登记</h1><h2>申请材料</h2><ul><li>变更申请书</li></ul><h1>注销登记</h1><h2>申请材料</h2><ul><li>注销申请书</li></ul>";

    fn of_item(name: &str) -> Diffed {
        let a =
            format!(r#"{{"item": {{"name": "{name}"}}, "materials": [{{"name": "注销申请书"}}]}}"#);
        diff(&Capture::new("a.json", a), &Capture::new("b.html", TWO))
    }

    #[test]
    fn of_several_guides_the_one_of_the_item_is_compared() {
        let found = of_item("注销登记");
        let materials = found.comparison.differences.iter();
        let materials = materials.filter(|own| own.field == tongyuan_model::Field::Materials);
        assert_eq!(materials.count(), 0);
        assert!(found.notes.is_empty(), "{:?}", found.notes);
    }

    #[test]
    fn where_none_is_of_the_item_the_first_is_and_that_is_said() {
        let found = of_item("设立登记");
        let said: Vec<_> = found
            .notes
            .iter()
            .map(|note| note.message.chinese.as_str())
            .collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("只比较了第一份"));
        assert!(!found.comparison.differences.is_empty());
    }
}
