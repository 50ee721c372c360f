//! How one guide departs from another.

use tongyuan_compare::{Comparison, Terms, compare_in_full};
use tongyuan_extract::{Capture, Extracted, extract};
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
    let (read_a, read_b) = (extract(a), extract(b));
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
