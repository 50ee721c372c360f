//! PDF files, into the outline of a document.
//!
//! A PDF has no paragraphs and no tables: it has characters at places and lines that are drawn. The pages are read into
//! those ([`content`]), put together into lines, tables and columns by where they stand ([`layout`]), freed from what every
//! page repeats ([`furniture`]), and then written out as a document ([`write`]). The linear text is a line for every
//! paragraph and for every paragraph of a table cell; the places lead back to page and block.
//!
//! **Why this library.** `hayro-syntax` gives the objects, the unpacked streams and the operators of a page with no more
//! than two crates below it, opens what is encrypted with an empty password, repairs broken cross-reference tables, and
//! bounds how deep objects nest; `hayro-cmap` knows the predefined encodings of Chinese fonts that are not embedded
//! (`UniGB-UCS2-H`, `GBK-EUC-H` …) and what their characters are. The libraries that give text at once lose what tables
//! and columns are told by, or panic on those encodings, or bring a hundred crates.
//!
//! Scripts, forms, attachments and links are not looked at; no picture is unpacked.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::note::{Note, NoteKind};
use crate::outline::Document;

mod aligned;
mod characters;
mod columns;
mod content;
mod continued;
mod file;
mod font;
mod furniture;
mod glyph_names;
mod grid;
mod layout;
mod matrix;
mod paragraph;
mod piece;
mod rule;
mod write;

/// No guide has more pages.
const MOST_PAGES: usize = 5_000;

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    // The library is young, and its input is anything.
    catch_unwind(AssertUnwindSafe(|| open(&capture.bytes)))
        .unwrap_or_else(|_| Err(Failure::new(FailureKind::BrokenPdf)))
}

fn open(bytes: &[u8]) -> Result<Document, Failure> {
    let file = file::open(bytes)?;
    let pages = file.pages();
    if pages.len() > MOST_PAGES {
        let limit = MOST_PAGES;
        return Err(Failure::new(FailureKind::TooManyPages { limit }));
    }
    let mut reader = content::Reader::default();
    let mut tally = Tally::default();
    let mut region = 0;
    let mut laid_out = Vec::new();
    for (number, page) in (1..).zip(pages.iter()) {
        let content = reader.page(page);
        tally.count(number, &content);
        laid_out.push(furniture::Page {
            number,
            width: content.width,
            height: content.height,
            sizes: sizes(&content),
            items: layout::items(content, &mut region),
        });
    }
    if let Some(failure) = tally.failure() {
        return Err(failure);
    }
    let is_cut_off = file::is_cut_off(bytes);
    if is_cut_off && tally.characters == 0 {
        return Err(Failure::new(FailureKind::BrokenPdf));
    }
    furniture::remove(&mut laid_out);
    let mut document = write::document(laid_out);
    document.authors = file::author(&file).into_iter().collect();
    document.notes.extend(tally.notes());
    if is_cut_off {
        document.notes.push(Note::on_document(NoteKind::CutOff));
    }
    if reader.is_spent() {
        document.notes.push(Note::on_document(NoteKind::CutShort));
    }
    Ok(document)
}

/// How many characters there are of each size, in tenths of a point.
fn sizes(content: &content::Content) -> HashMap<i32, usize> {
    let mut sizes = HashMap::new();
    for glyph in &content.glyphs {
        *sizes.entry(piece::tenths(glyph.size)).or_default() += 1;
    }
    sizes
}

/// What the pages have that is no readable text.
#[derive(Debug, Default)]
struct Tally {
    characters: usize,
    unknown: usize,
    /// Pages that are a picture and nothing else.
    scans: Vec<u32>,
    has_text_behind_scan: bool,
}

impl Tally {
    fn count(&mut self, number: u32, content: &content::Content) {
        let shown = content
            .glyphs
            .iter()
            .filter(|glyph| !glyph.character.is_whitespace());
        let shown = shown.count();
        self.characters += shown;
        self.unknown += content.unknown;
        // A stamp, a page number: a scan may have as much as that on it.
        const FEW: usize = 12;
        if shown <= FEW && content.has_large_picture() {
            self.scans.push(number);
        }
        self.has_text_behind_scan |= content.has_hidden_text && content.has_large_picture();
    }

    fn failure(&self) -> Option<Failure> {
        const FEW: usize = 12;
        if !self.scans.is_empty() && self.characters <= FEW * self.scans.len() {
            return Some(Failure::new(FailureKind::Scan));
        }
        // What is mostly riddles is no text.
        if self.unknown * 2 > self.characters.max(1) {
            return Some(Failure::new(FailureKind::NoCharacters));
        }
        None
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.unknown > 0 {
            notes.push(NoteKind::UnknownCharacters {
                count: self.unknown,
            });
        }
        if self.has_text_behind_scan {
            notes.push(NoteKind::TextBehindScan);
        }
        let scans = self
            .scans
            .iter()
            .map(|page| NoteKind::ScannedPage { page: *page });
        notes.extend(scans);
        notes.into_iter().map(Note::on_document).collect()
    }
}

#[cfg(test)]
mod tests;
