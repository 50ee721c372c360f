//! HTML, as browsers read it, into the outline of a document.

use crate::capture::Capture;
use crate::decode;
use crate::failure::Failure;
use crate::note::{Note, NoteKind};
use crate::outline::{Document, whole_text};
use crate::profiles::{Layout, Profiles};

mod blocks;
mod chosen;
mod dom;
mod host;
mod inline;
mod path;
mod script;
mod selector;
mod tabs;
mod text;

pub(crate) use host::host;
pub(crate) use selector::{Selector, SelectorError};

/// Pages deeper than this are read as if their innermost elements stood side by side.
pub(crate) const DEEPEST: usize = 200;

/// Whether a page has a program and next to nothing to read: the text comes when the program runs.
fn is_shell(dom: &dom::Dom, page: &Document) -> bool {
    const MOST_CHARS: usize = 60;
    let is_script = |node: usize| matches!(dom.node(node), dom::Node::Element(element) if element.tag() == "script");
    page.chosen.is_empty()
        && whole_text(&page.blocks).text().chars().count() <= MOST_CHARS
        && (0..dom.len()).any(is_script)
}

/// The outline of a piece of a page; its places are in this text.
pub(crate) fn outline(text: &str) -> Document {
    blocks::page(&dom::parse(text), text, &Layout::default())
}

/// The outline of a page, as the profile of its site would have it.
pub(crate) fn read(capture: &Capture, profiles: &Profiles) -> Result<Document, Failure> {
    let (text, notes) = decode::decode(&capture.bytes)?;
    let dom = dom::parse(&text);
    let hosts = host::hosts(&dom, &capture.name, &text);
    let none = Layout::default();
    let layout = profiles.layout(&capture.name, &text, &hosts);
    let mut page = blocks::page(&dom, &text, layout.unwrap_or(&none));
    page.notes.splice(0..0, notes);
    page.values = script::values(&dom, &text);
    if is_shell(&dom, &page) {
        page.notes.push(Note::on_document(NoteKind::PageShell));
    }
    page.text = text;
    Ok(page)
}
