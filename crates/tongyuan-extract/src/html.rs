//! HTML, as browsers read it, into the outline of a document.

use tongyuan_model::{Place, SourceMap, SourceText, Span, Stamp};

use crate::capture::Capture;
use crate::note::{Note, NoteKind};
use crate::outline::Block;
use crate::{Extracted, decode, guide};

mod blocks;
mod dom;
mod text;

/// Pages deeper than this are read as if their innermost elements stood side by side.
pub(crate) const DEEPEST: usize = 200;

/// What a page holds, before it is read as a guide.
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    pub(crate) places: Vec<(Span, Place)>,
    pub(crate) notes: Vec<Note>,
    pub(crate) title: Option<crate::fragment::Fragment>,
    pub(crate) stamp: Option<Stamp>,
}

pub(crate) fn read(capture: &Capture) -> Extracted {
    let (text, mut notes) = match decode::decode(&capture.bytes) {
        Ok(decoded) => decoded,
        Err(failure) => return Extracted::failed(failure, SourceText::default()),
    };
    let page = blocks::page(&dom::parse(&text), &text);
    let read = guide::read(&page.blocks, page.title.as_ref(), page.stamp);
    notes.extend(page.notes);
    notes.extend(read.notes);
    if read.guide.is_empty() {
        notes.push(Note::on_document(NoteKind::NothingRead));
    }
    Extracted {
        guides: vec![read.guide],
        source: SourceText::new(text, SourceMap::new(page.places)),
        notes,
        ..Extracted::default()
    }
}
