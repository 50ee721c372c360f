//! One version of a law as the national law database exports it: 法名_YYYYMMDD.docx, a title, in brackets who made and amended it,
//! and then the articles.
//!
//! What the document does not say is not filled in. Above all the day on which an amended version comes into force: its last article
//! still has the day of the first one.

mod body;
mod day;
mod head;
mod words;

use tongyuan_model::register::laws::{LawArticle, RegisteredLaw};
use tongyuan_model::text::citation::{Article, has_articles, plain_title};
use tongyuan_model::{Date, Reading, SourceMap, SourceText, Span};

use crate::capture::Capture;
use crate::failure::Failure;
use crate::format::Format;
use crate::note::Note;
use crate::outline::{Block, Document};
use crate::{Profiles, outline};

/// A version of a law, read from its document.
#[derive(Debug, Default)]
pub struct LawRead {
    /// What the document says of it; none where it is no law, or nobody can tell which version.
    pub law: Option<RegisteredLaw>,
    /// The text that every span points into.
    pub source: SourceText,
    /// What was left out or stands otherwise, and where.
    pub notes: Vec<(LawNote, Option<Span>)>,
    /// What the reading of the document itself has to tell.
    pub reading: Vec<Note>,
    /// Why nothing was read.
    pub failure: Option<LawFailure>,
}

/// What was left out of a version of a law, or stands otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LawNote {
    /// The file bears another title.
    TitleDiffers {
        /// What the file is called.
        file: String,
    },
    /// The file bears no date: the day of promulgation is what the document states.
    FileUndated,
    /// The document states another day of promulgation than the file bears; the later one counts. Where that is the one of the file,
    /// the document states that of an earlier version.
    DateDiffers {
        /// What the file says.
        file: Date,
        /// What the document states.
        stated: Date,
    },
    /// Who made it could not be told, and so its level of force was left out.
    ForceUnknown,
    /// Its level of force is none of the register's.
    ForceUnlisted {
        /// What it is.
        force: &'static str,
    },
    /// The day of effect that the last article states is before the promulgation: it is that of an earlier version.
    EffectEarlier {
        /// What the article states.
        stated: Date,
    },
    /// The version was amended, and does not state from which day it is in force itself.
    EffectAmended,
    /// The document does not state a day from which it is in force, or not one alone.
    EffectUnknown,
    /// Articles are missing between two: how many there are was left out.
    Gap {
        /// The one before.
        after: Option<Article>,
        /// The one that follows.
        next: Article,
    },
    /// The numbers begin again: what follows was not read.
    BeginsAgain {
        /// With which article.
        article: Article,
    },
    /// What is attached was not read.
    Attachment,
    /// A table among the articles was not read.
    Table,
}

/// Why a document gave no version of a law.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LawFailure {
    /// It could not be read at all.
    Document(Failure),
    /// It is no Word file.
    NotWord {
        /// What it is.
        format: &'static str,
    },
    /// It has no articles, or does not say who made it when.
    NotALaw,
    /// It is a decision that amends or repeals a law, not the law.
    Decision,
    /// Neither its name nor its text says when it was promulgated.
    Undated,
    /// The date in its name is before something that its text says was done with it.
    OlderThanItself {
        /// What the name says.
        file: Date,
        /// When it was last adopted, amended or promulgated.
        made: Date,
    },
}

/// Reads a document of the national law database. With the text of its articles where that is asked for.
///
/// The name of the capture is what the database calls the file, 法名_YYYYMMDD.docx: its date is the day on which the version was
/// promulgated.
#[must_use]
pub fn read_law(capture: &Capture, with_text: bool) -> LawRead {
    let document = match document(capture) {
        Ok(document) => document,
        Err(failure) => return LawRead::failed(failure),
    };
    let lines = lines(&document);
    let mut notes = Vec::new();
    let read = version(&capture.name, &lines, with_text, &mut notes);
    let (law, failure) = match read {
        Ok(law) => (Some(law), None),
        Err(failure) => (None, Some(failure)),
    };
    LawRead {
        law,
        source: SourceText::new(document.text, SourceMap::new(document.places)),
        notes,
        reading: document.notes,
        failure,
    }
}

fn document(capture: &Capture) -> Result<Document, LawFailure> {
    let format = Format::of(capture).map_err(LawFailure::Document)?;
    if !matches!(format, Format::Docx | Format::Doc) {
        let format = format.name();
        return Err(LawFailure::NotWord { format });
    }
    outline(capture, format, &Profiles::built_in()).map_err(LawFailure::Document)
}

impl LawRead {
    fn failed(failure: LawFailure) -> Self {
        Self {
            failure: Some(failure),
            ..Self::default()
        }
    }
}

/// A line of the document.
#[derive(Clone, Copy, Debug)]
struct Line<'d> {
    text: &'d str,
    span: Span,
    is_heading: bool,
    /// Whether a table stands before it.
    is_behind_table: bool,
}

fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut is_behind_table = false;
    for block in &document.blocks {
        let Some(fragment) = block.text() else {
            is_behind_table |= matches!(block, Block::Table(_));
            continue;
        };
        let text = fragment.text().trim();
        if text.is_empty() {
            continue;
        }
        lines.push(Line {
            text,
            span: fragment.span(),
            is_heading: matches!(block, Block::Heading(_)),
            is_behind_table: std::mem::take(&mut is_behind_table),
        });
    }
    lines
}

/// A text without its blanks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn version(
    name: &str,
    lines: &[Line<'_>],
    with_text: bool,
    notes: &mut Vec<(LawNote, Option<Span>)>,
) -> Result<RegisteredLaw, LawFailure> {
    let file = FileName::of(name);
    let start = body::start(lines).ok_or(LawFailure::NotALaw)?;
    let head = head::read(&lines[..start], &file.title).ok_or(LawFailure::NotALaw)?;
    if head.is_decision() {
        return Err(LawFailure::Decision);
    }
    let body = body::read(&lines[start..]).ok_or(LawFailure::NotALaw)?;
    // Some are exported without any history: there the name of the file has to bear it out.
    let is_same = plain_title(&file.title) == plain_title(&head.title);
    if head.events.is_empty() && !(is_same && file.day.is_some() && has_articles(&head.title)) {
        return Err(LawFailure::NotALaw);
    }
    if !file.title.is_empty() && !is_same {
        let file = file.title.clone();
        notes.push((LawNote::TitleDiffers { file }, Some(head.span)));
    }
    let promulgated = promulgated(&head, &file, notes)?;
    let mut law = RegisteredLaw {
        name: Reading::Given(head.title.clone(), head.span),
        promulgated: Reading::Given(promulgated.to_string(), head.span),
        ..RegisteredLaw::default()
    };
    match head.force() {
        head::Made::By(force) => law.force = Reading::Given(force, head.span),
        head::Made::Otherwise(force) => {
            notes.push((LawNote::ForceUnlisted { force }, Some(head.span)));
        }
        head::Made::Unknown => notes.push((LawNote::ForceUnknown, Some(head.span))),
    }
    if let Some(number) = head.document_number(promulgated) {
        law.document_number = Reading::Given(number, head.span);
    }
    match effect(&head, &body, promulgated) {
        Ok((day, span)) => law.effective_from = Reading::Given(day.to_string(), span),
        Err((note, span)) => notes.push((note, span)),
    }
    if let Some(count) = body.count() {
        law.article_count = Reading::Given(count, body.span());
    }
    let articles = body.articles.iter().map(|own| own.noun(with_text));
    law.articles = Reading::Given(articles.collect::<Vec<LawArticle>>(), body.span());
    notes.extend(body.notes);
    Ok(law)
}

/// What the name of a file says: 法名_YYYYMMDD.docx.
#[derive(Debug, PartialEq, Eq)]
struct FileName {
    title: String,
    day: Option<Date>,
}

impl FileName {
    fn of(name: &str) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // A browser numbers what it saves again: 专利法_20201017 (1).docx
        let stem = match stem
            .trim_end()
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once('('))
        {
            Some((rest, copy)) if copy.bytes().all(|b| b.is_ascii_digit()) => rest.trim_end(),
            _ => stem,
        };
        let dated = stem.rsplit_once('_').and_then(|(title, digits)| {
            let is_date = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
            let text =
                is_date.then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]));
            Some((title, Date::parse(&text?)?))
        });
        let (title, day) = dated.map_or((stem, None), |(title, day)| (title, Some(day)));
        Self {
            title: title.to_owned(),
            day,
        }
    }
}

/// The day on which this version was promulgated: what the document states of it, else what the database calls the file by.
fn promulgated(
    head: &head::Head,
    file: &FileName,
    notes: &mut Vec<(LawNote, Option<Span>)>,
) -> Result<Date, LawFailure> {
    let Some(day) = file.day else {
        let stated = head.promulgated().ok_or(LawFailure::Undated)?;
        notes.push((LawNote::FileUndated, Some(head.span)));
        return Ok(stated);
    };
    if let Some(stated) = head.promulgated() {
        if stated != day {
            let note = LawNote::DateDiffers { file: day, stated };
            notes.push((note, Some(head.span)));
        }
        // A text that states the later day is of that version, whatever the file is called.
        return Ok(day.max(stated));
    }
    match head.last_made() {
        Some(made) if made > day => Err(LawFailure::OlderThanItself { file: day, made }),
        _ => Ok(day),
    }
}

/// From when this version is in force, where that is certain; else why it is not.
fn effect(
    head: &head::Head,
    body: &body::Body,
    promulgated: Date,
) -> Result<(Date, Span), (LawNote, Option<Span>)> {
    let is_amended = head.is_amended(promulgated);
    let stated = body.effect();
    let at = stated.as_ref().map(|(_, span)| *span);
    let own = match &stated {
        Some((body::Effect::On(day), span)) => Some((*day, *span)),
        Some((body::Effect::OnPromulgation, span)) if !is_amended && !head.events.is_empty() => {
            Some((promulgated, *span))
        }
        _ => None,
    };
    // No version is in force before it is promulgated: an earlier day is that of an earlier version.
    let (own, earlier) = match own {
        Some((day, _)) if day < promulgated => (None, Some(day)),
        own => (own, None),
    };
    let said = head.effect().filter(|day| *day >= promulgated);
    match (said, own) {
        (Some(a), Some((b, span))) if a != b => Err((LawNote::EffectUnknown, Some(span))),
        (Some(day), _) => Ok((day, head.span)),
        (None, Some(own)) => Ok(own),
        (None, None) => {
            let note = match earlier {
                Some(stated) => LawNote::EffectEarlier { stated },
                None if is_amended => LawNote::EffectAmended,
                None => LawNote::EffectUnknown,
            };
            Err((note, at))
        }
    }
}

#[cfg(test)]
mod tests;
