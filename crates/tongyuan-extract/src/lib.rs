//! Reads one published document, whatever its format, into one service guide.
//!
//! A [`Capture`] is the bytes of a file or page with its name. [`extract`] turns it into an [`Extracted`]: the guide
//! with a place for every value, the text it was read from, and notes on what could not be read. It never fails and
//! never guesses: a file that cannot be read at all gives an empty guide and a [`Failure`] that says why.
//!
//! This crate knows no network, no clock, no other guide and no rule.
//!
//! ```
//! use tongyuan_extract::{Capture, extract};
//!
//! let page = "<h2>一、申请材料</h2><ol><li>居民身份证复印件1份</li></ol>";
//! let read = extract(&Capture::new("hall.html", page));
//! let material = &read.guide().materials.rows()[0];
//! assert_eq!(material.name.text(), Some("居民身份证"));
//! assert_eq!(read.source.slice(material.name.span()), "居民身份证");
//! ```

#![deny(missing_docs)]

mod capture;
mod csv;
mod decode;
#[cfg(feature = "doc")]
mod doc;
mod docx;
mod exchange;
mod failure;
mod format;
mod fragment;
mod guide;
mod html;
mod json;
mod law;
mod ledger;
mod markdown;
mod note;
mod ole;
mod outline;
mod own_rules;
mod package;
mod pdf;
mod personal;
mod plain;
mod practice;
mod profiles;
mod sheet;
#[cfg(test)]
mod testing;
mod tree;
mod words;
mod written;
mod xlsx;
mod xml;
mod yaml;

pub use capture::{Capture, digest_of, source_digest};
pub use failure::{Failure, FailureKind, Syntax};
pub use format::Format;
pub use law::{LawFailure, LawNote, LawRead, read_law};
pub use ledger::{FilledLedger, FilledRow, is_saved_by_office, read_ledger};
pub use note::{Note, NoteKind};
pub use own_rules::read_own_rules;
pub use practice::{RecordColumns, RecordsFailure, RecordsRead, RowFault, read_records};
pub use profiles::{ProfileFault, ProfileFaultKind, Profiles};
pub use tree::{
    Register, read_baseline, read_calendar, read_cancelled, read_items, read_laws, read_materials,
    read_waivers,
};
pub use words::Wording;
pub use written::Written;

use tongyuan_model::schema::Violation;
use tongyuan_model::{Author, Guide, PersonalDatum, SourceMap, SourceText};

use outline::Document;

/// What was read from one capture.
#[derive(Debug, Default)]
pub struct Extracted {
    /// The format that the content turned out to be of; none where it could not be told.
    pub format: Option<Format>,
    /// The guides of the document, in order. A document that could not be read has none.
    pub guides: Vec<Guide>,
    /// The text that every span points into.
    pub source: SourceText,
    /// How the file departs from the guide schema. Only a canonical source is held against it ([`extract_canonical`]).
    pub violations: Vec<Violation>,
    /// What was not read as it stands.
    pub notes: Vec<Note>,
    /// The personal data that it shows.
    pub personal: Vec<PersonalDatum>,
    /// Whom the file names beside its text.
    pub authors: Vec<Author>,
    /// Why the document could not be read at all.
    pub failure: Option<Failure>,
}

impl Extracted {
    /// The first guide; an empty one where nothing could be read.
    #[must_use]
    pub fn guide(&self) -> &Guide {
        static EMPTY: std::sync::LazyLock<Guide> = std::sync::LazyLock::new(Guide::default);
        self.guides.first().unwrap_or(&EMPTY)
    }

    /// The guide of an item, by its name: the only one there is, or of several the one that has the name, of the item or of
    /// the part. None where several have it, or none: which one is meant is not guessed.
    #[must_use]
    pub fn guide_of(&self, name: &str) -> Option<&Guide> {
        if let [only] = self.guides.as_slice() {
            return Some(only);
        }
        let wanted = bare(name);
        let has = |reading: Option<&str>| reading.is_some_and(|own| bare(own) == wanted);
        let mut named = self.guides.iter().filter(|guide| {
            has(guide.part.text()) || has(guide.item.given().and_then(|item| item.name.text()))
        });
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// The guides of a document that a reader has outlined.
    fn of(document: Result<Document, Failure>, profiles: &Profiles) -> Self {
        let document = match document {
            Ok(document) => document,
            Err(failure) => return Self::failed(failure, SourceText::default()),
        };
        // One after the other: each takes memory of its own while it reads.
        let personal = personal::in_document(&document);
        let mut read = guide::read(&document);
        let mut notes = document.notes;
        for value in &document.values {
            if let Some(record) = exchange::in_script(&document.text, value.clone(), profiles) {
                guide::complete(&mut read.guides, record.guides);
                notes.extend(record.notes);
            }
        }
        notes.extend(read.notes);
        if read.guides.iter().all(Guide::is_empty) {
            notes.push(Note::on_document(NoteKind::NothingRead));
        } else {
            notes.retain(|note| note.kind != NoteKind::PageShell);
        }
        Self {
            guides: read.guides,
            personal,
            authors: document.authors,
            source: SourceText::new(document.text, SourceMap::new(document.places)),
            notes,
            ..Self::default()
        }
    }

    fn failed(failure: Failure, source: SourceText) -> Self {
        Self {
            source,
            failure: Some(failure),
            ..Self::default()
        }
    }
}

/// A name without blanks and marks.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Reads a document of any format. No schema is asked of it: a part of a guide is a guide.
#[must_use]
pub fn extract(capture: &Capture) -> Extracted {
    extract_with(capture, &Profiles::built_in())
}

/// Reads a document of any format, with what profiles say of exchange records and of the pages of their sites.
#[must_use]
pub fn extract_with(capture: &Capture, profiles: &Profiles) -> Extracted {
    read(capture, Asked::Anything(profiles))
}

/// Reads a canonical source and holds it against the guide schema as well.
///
/// Only YAML and JSON are canonical; another format fails with [`FailureKind::NotCanonical`].
#[must_use]
pub fn extract_canonical(capture: &Capture) -> Extracted {
    let extracted = read(capture, Asked::Canonical);
    match extracted.format {
        None | Some(Format::Yaml | Format::Json) => extracted,
        Some(_) if extracted.failure.is_some() => extracted,
        Some(_) => Extracted::failed(Failure::new(FailureKind::NotCanonical), extracted.source),
    }
}

/// What a document is read for.
#[derive(Clone, Copy)]
pub(crate) enum Asked<'p> {
    /// A canonical source, to be held against the schema.
    Canonical,
    /// Whatever it says.
    Anything(&'p Profiles),
}

fn read(capture: &Capture, asked: Asked<'_>) -> Extracted {
    let format = match Format::of(capture) {
        Ok(format) => format,
        Err(failure) => return Extracted::failed(failure, SourceText::default()),
    };
    let none = Profiles::built_in();
    let profiles = match asked {
        Asked::Anything(profiles) => profiles,
        Asked::Canonical => &none,
    };
    let outlined = || Extracted::of(outline(capture, format, profiles), profiles);
    let mut extracted = match format {
        Format::Yaml | Format::Json | Format::Ndjson | Format::Xml => {
            tree::read_guides(capture, format, asked)
        }
        // A table of an exchange platform tells itself by the names of its columns.
        Format::Csv => match tree::read_guides(capture, format, asked) {
            read if read.failure.is_none() => read,
            _ => outlined(),
        },
        _ => outlined(),
    };
    extracted.format = Some(format);
    let promised = Format::of_ending(&capture.name);
    if extracted.failure.is_none() && promised.is_some_and(|promised| promised != format) {
        let format = format.name();
        let note = Note::on_document(NoteKind::EndingDiffers { format });
        extracted.notes.insert(0, note);
    }
    #[cfg(test)]
    testing::hold(&extracted);
    extracted
}

/// The outline of a document, with the words of its site.
fn outline(capture: &Capture, format: Format, profiles: &Profiles) -> Result<Document, Failure> {
    let mut document = match format {
        Format::Html => return html::read(capture, profiles),
        Format::Docx => docx::read(capture)?,
        Format::Markdown => markdown::read(capture)?,
        Format::Xlsx => xlsx::read(capture)?,
        Format::Csv => csv::read(capture)?,
        #[cfg(feature = "doc")]
        Format::Doc => doc::read(capture)?,
        #[cfg(not(feature = "doc"))]
        Format::Doc => return Err(ole::failure(capture)),
        Format::Pdf => pdf::read(capture)?,
        Format::Text | Format::Yaml | Format::Json | Format::Ndjson | Format::Xml => {
            plain::read(capture)?
        }
    };
    if let Some(layout) = profiles.layout(&capture.name, &document.text, &[]) {
        document.labels = layout.labels.clone();
    }
    Ok(document)
}
