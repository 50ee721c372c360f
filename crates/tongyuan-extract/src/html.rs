//! HTML, as browsers read it, into the outline of a document.

use crate::capture::Capture;
use crate::decode;
use crate::failure::Failure;
use crate::outline::Document;

mod blocks;
mod dom;
mod text;

/// Pages deeper than this are read as if their innermost elements stood side by side.
pub(crate) const DEEPEST: usize = 200;

/// The outline of a piece of a page; its places are in this text.
pub(crate) fn outline(text: &str) -> Document {
    blocks::page(&dom::parse(text), text)
}

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    let (text, notes) = decode::decode(&capture.bytes)?;
    let mut page = blocks::page(&dom::parse(&text), &text);
    page.notes.splice(0..0, notes);
    page.text = text;
    Ok(page)
}
