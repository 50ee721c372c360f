//! Personal data in what a document shows.

use std::ops::Range;

use tongyuan_model::text::personal::{find, hide};
use tongyuan_model::{PersonalDatum, Span};

use crate::outline::{Document, whole_text};

/// More than this is no slip: what comes behind it is not listed.
const MOST: usize = 1_000;

/// The personal data in what a document shows, its table cells read one after the other.
pub(crate) fn in_document(document: &Document) -> Vec<PersonalDatum> {
    let mut shown = whole_text(&document.blocks);
    for chosen in &document.chosen {
        shown.append(&whole_text(&chosen.blocks));
    }
    let mut data = listed(shown.text(), |range| shown.span_of(range));
    for value in &document.values {
        let text = document.text.get(value.clone()).unwrap_or_default();
        let shift = |range: Range<usize>| exact(range.start + value.start..range.end + value.start);
        data.extend(listed(text, shift));
    }
    data
}

/// The personal data in a text that is shown as it is.
pub(crate) fn in_text(text: &str) -> Vec<PersonalDatum> {
    listed(text, exact)
}

fn exact(range: Range<usize>) -> Span {
    Span::exact(range.start, range.end)
}

fn listed(text: &str, place: impl Fn(Range<usize>) -> Span) -> Vec<PersonalDatum> {
    let found = find(text).into_iter().take(MOST);
    found
        .map(|found| PersonalDatum {
            kind: found.kind,
            masked: hide(found.kind, &text[found.range.clone()]),
            span: place(found.range),
            person: found.person,
        })
        .collect()
}
