//! Files that are trees already, such as YAML, JSON and XML, read into the spanned tree and from there into nouns.

use tongyuan_model::register::baseline::Baseline;
use tongyuan_model::register::calendar::CalendarRegister;
use tongyuan_model::register::cancelled::CancelledList;
use tongyuan_model::register::items::ItemList;
use tongyuan_model::register::laws::Laws;
use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::register::waivers::WaiverList;
use tongyuan_model::schema::{self, Schema, Violation};
use tongyuan_model::tree::{Node, Value};
use tongyuan_model::{Guide, Key, Reading, SourceMap, SourceText, Span};

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::format::Format;
use crate::note::{Note, NoteKind};
use crate::{Asked, Extracted, decode, exchange, json, personal, xml, yaml};

/// No guide has more values, whatever its aliases expand to.
pub(crate) const MOST_VALUES: usize = 200_000;
/// No guide nests deeper.
pub(crate) const DEEPEST: usize = 64;

/// The guides of a tree: those in our own keys as they are, records by their fields.
pub(crate) fn read_guides(capture: &Capture, format: Format, asked: Asked<'_>) -> Extracted {
    let mut violations = Vec::new();
    let mut read = with_tree(capture, format, |tree, text, notes| match asked {
        Asked::Canonical => match &tree.value {
            Value::Map(_) => {
                violations = schema::guide()
                    .map(|schema| schema.violations(tree))
                    .unwrap_or_default();
                violations.extend(schema::mixed_keys(tree));
                Ok(vec![Guide::from_tree(tree)])
            }
            _ => Err(Failure::at(FailureKind::NotAGuide, tree.span)),
        },
        Asked::Anything(profiles) => {
            let own = our_own(tree);
            if !own.is_empty() || format == Format::Yaml {
                return our_guides(tree, own);
            }
            match exchange::read(tree, text, format, profiles) {
                Some(found) => {
                    notes.extend(found.notes);
                    Ok(found.guides)
                }
                None => our_guides(tree, own),
            }
        }
    });
    for guide in read.value.iter().flatten() {
        unread(guide, &mut read.notes);
    }
    Extracted {
        guides: read.value.unwrap_or_default(),
        personal: personal::in_text(read.source.text()),
        source: read.source,
        violations,
        notes: read.notes,
        failure: read.failure,
        ..Extracted::default()
    }
}

/// The guides in our own keys: the tree itself, its rows, or the list that `extract` writes.
fn our_own<'n, 's>(tree: &'n Node<'s>) -> Vec<&'n Node<'s>> {
    let rows = match &tree.value {
        Value::List(rows) => rows,
        _ => match tree.get_word("guides").map(|list| &list.value) {
            Some(Value::List(rows)) => rows,
            _ if exchange::is_canonical(tree) => return vec![tree],
            _ => return Vec::new(),
        },
    };
    rows.iter()
        .filter(|row| exchange::is_canonical(row))
        .collect()
}

fn our_guides(tree: &Node<'_>, own: Vec<&Node<'_>>) -> Result<Vec<Guide>, Failure> {
    match &tree.value {
        _ if !own.is_empty() => Ok(own.into_iter().map(Guide::from_tree).collect()),
        Value::Map(_) => Ok(vec![Guide::from_tree(tree)]),
        _ => Err(Failure::at(FailureKind::NotAGuide, tree.span)),
    }
}

/// A register read from its file.
#[derive(Debug)]
pub struct Register<T> {
    /// What it holds; none where it could not be read.
    pub value: Option<T>,
    /// The text that every span points into.
    pub source: SourceText,
    /// How the file departs from its schema.
    pub violations: Vec<Violation>,
    /// What was not read as it stands.
    pub notes: Vec<Note>,
    /// Why it could not be read at all.
    pub failure: Option<Failure>,
}

/// Reads the list of items, `registers/items.yaml` or `.json`, and holds it against its schema.
#[must_use]
pub fn read_items(capture: &Capture) -> Register<ItemList> {
    read_register(capture, schema::items(), ItemList::from_tree)
}

/// Reads the catalogue of materials, `registers/materials.yaml` or `.json`, and holds it against its schema.
#[must_use]
pub fn read_materials(capture: &Capture) -> Register<MaterialCatalogue> {
    read_register(capture, schema::materials(), MaterialCatalogue::from_tree)
}

/// Reads the legal register, `registers/laws.yaml` or `.json`, and holds it against its schema.
#[must_use]
pub fn read_laws(capture: &Capture) -> Register<Laws> {
    read_register(capture, schema::laws(), Laws::from_tree)
}

/// Reads the list of cancelled certificates, `registers/cancelled.yaml` or `.json`, and holds it against its schema.
#[must_use]
pub fn read_cancelled(capture: &Capture) -> Register<CancelledList> {
    read_register(capture, schema::cancelled(), CancelledList::from_tree)
}

/// Reads the calendar of working days, `registers/calendar.yaml` or `.json`, and holds it against its schema.
#[must_use]
pub fn read_calendar(capture: &Capture) -> Register<CalendarRegister> {
    read_register(capture, schema::calendar(), CalendarRegister::from_tree)
}

/// Reads the list of waivers, `waivers.yaml` or `.json`, and holds it against its schema.
#[must_use]
pub fn read_waivers(capture: &Capture) -> Register<WaiverList> {
    read_register(capture, schema::waivers(), WaiverList::from_tree)
}

/// Reads the baseline, `baseline.json`, and holds it against its schema.
#[must_use]
pub fn read_baseline(capture: &Capture) -> Register<Baseline> {
    read_register(capture, schema::baseline(), Baseline::from_tree)
}

fn read_register<T>(
    capture: &Capture,
    schema: Option<&Schema>,
    from_tree: impl Fn(&Node<'_>) -> T,
) -> Register<T> {
    let format = match Format::of(capture) {
        Ok(format @ (Format::Yaml | Format::Json)) => format,
        Ok(_) => return Register::failed(Failure::new(FailureKind::UnknownFormat)),
        Err(failure) => return Register::failed(failure),
    };
    let mut violations = Vec::new();
    let read = with_tree(capture, format, |tree, _, _| match &tree.value {
        Value::Map(_) => {
            violations = schema
                .map(|schema| schema.violations(tree))
                .unwrap_or_default();
            Ok(from_tree(tree))
        }
        _ => Err(Failure::at(FailureKind::NotAGuide, tree.span)),
    });
    Register {
        value: read.value,
        source: read.source,
        violations,
        notes: read.notes,
        failure: read.failure,
    }
}

impl<T> Register<T> {
    pub(crate) fn failed(failure: Failure) -> Self {
        Self {
            value: None,
            source: SourceText::default(),
            violations: Vec::new(),
            notes: Vec::new(),
            failure: Some(failure),
        }
    }
}

pub(crate) struct Read<T> {
    pub(crate) value: Option<T>,
    pub(crate) source: SourceText,
    pub(crate) notes: Vec<Note>,
    pub(crate) failure: Option<Failure>,
}

pub(crate) fn with_tree<T>(
    capture: &Capture,
    format: Format,
    read: impl FnOnce(&Node<'_>, &str, &mut Vec<Note>) -> Result<T, Failure>,
) -> Read<T> {
    let (text, mut notes) = match decode::decode(&capture.bytes) {
        Ok(decoded) => decoded,
        Err(failure) => {
            return Read {
                value: None,
                source: SourceText::default(),
                notes: Vec::new(),
                failure: Some(failure),
            };
        }
    };
    let mut map = SourceMap::default();
    let parsed = parse(&text, format, &mut notes).and_then(|tree| {
        map = SourceMap::of_tree(&tree);
        read(&tree, &text, &mut notes)
    });
    let (value, failure) = match parsed {
        Ok(value) => (Some(value), None),
        Err(failure) => (None, Some(failure)),
    };
    Read {
        value,
        source: SourceText::new(text, map),
        notes,
        failure,
    }
}

fn parse<'s>(text: &'s str, format: Format, notes: &mut Vec<Note>) -> Result<Node<'s>, Failure> {
    match format {
        Format::Json => json::parse(text),
        Format::Ndjson => json::parse_lines(text, notes),
        Format::Xml => xml::parse(text),
        Format::Csv => {
            exchange::csv::parse(text).unwrap_or(Err(Failure::new(FailureKind::UnknownFormat)))
        }
        _ => yaml::parse(text),
    }
}

/// The second of two equal keys of one map, where there is one. Equal is what stands for the same key of the guide.
pub(crate) fn duplicate_key(entries: &[tongyuan_model::tree::Entry<'_>]) -> Option<Failure> {
    let second = |at: usize| {
        entries[..at]
            .iter()
            .find(|first| first.schema_word() == entries[at].schema_word())
    };
    // A handful of keys is compared one by one; a hostile map of many is sorted first.
    if entries.len() > 64 {
        let mut words: Vec<_> = entries.iter().map(|entry| entry.schema_word()).collect();
        words.sort_unstable();
        words.windows(2).find(|pair| pair[0] == pair[1])?;
    }
    (1..entries.len()).find_map(|at| {
        second(at).map(|first| {
            Failure::at(
                FailureKind::DuplicateKey {
                    word: entries[at].word.to_string(),
                    first: first.word_span,
                },
                entries[at].word_span,
            )
        })
    })
}

/// Says which values of the fields that are compared stand there and could not be read.
fn unread(guide: &Guide, notes: &mut Vec<Note>) {
    let mut say = |field: Key, span: Option<Span>| {
        if let Some(span) = span {
            notes.push(Note::at(NoteKind::ValueUnread { field }, span));
        }
    };
    fn at<T>(reading: &Reading<T>) -> Option<Span> {
        match reading {
            Reading::Unreadable(span, _) => Some(*span),
            _ => None,
        }
    }
    say(Key::Item, at(&guide.item));
    say(Key::LegalBasis, at(&guide.legal_basis));
    say(Key::Conditions, at(&guide.conditions));
    say(Key::Materials, at(&guide.materials));
    say(Key::Process, at(&guide.process));
    say(Key::TimeLimits, at(&guide.time_limits));
    say(Key::Fees, at(&guide.fees));
    say(Key::Results, at(&guide.results));
    say(Key::QuantityLimit, at(&guide.quantity_limit));
    say(Key::Channels, at(&guide.channels));
    say(Key::Contacts, at(&guide.contacts));
    for material in guide.materials.rows() {
        say(Key::Name, at(&material.name));
        say(Key::Necessity, at(&material.necessity));
        say(Key::Submission, at(&material.submission));
    }
    for condition in guide.conditions.rows() {
        say(Key::Text, at(&condition.text));
    }
    if let Some(limits) = guide.time_limits.given() {
        for limit in [&limits.statutory, &limits.promised, &limits.stated] {
            say(Key::TimeLimits, at(limit));
            if let Some(limit) = limit.given() {
                say(Key::Value, at(&limit.value));
                say(Key::Unit, at(&limit.unit));
            }
        }
    }
    if let Some(fees) = guide.fees.given() {
        say(Key::Charged, at(&fees.charged));
        for item in fees.items.rows() {
            say(Key::Amount, at(&item.amount));
        }
    }
    if guide.is_empty() {
        notes.push(Note::on_document(NoteKind::NothingRead));
    }
}
