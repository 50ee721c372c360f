//! Files that are trees already: YAML and JSON, read into the spanned tree and from there into nouns.

use tongyuan_model::register::items::ItemList;
use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::schema::{self, Schema, Violation};
use tongyuan_model::tree::{Node, Value};
use tongyuan_model::{Guide, Key, Reading, SourceMap, SourceText, Span};

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::format::Format;
use crate::note::{Note, NoteKind};
use crate::{Extracted, decode, json, yaml};

/// No guide has more values, whatever its aliases expand to.
pub(crate) const MOST_VALUES: usize = 200_000;
/// No guide nests deeper.
pub(crate) const DEEPEST: usize = 64;

pub(crate) fn read_guide(
    capture: &Capture,
    format: Format,
    check: impl FnOnce(&Node<'_>) -> Vec<Violation>,
) -> Extracted {
    let mut violations = Vec::new();
    let mut read = with_tree(capture, format, |tree| match &tree.value {
        Value::Map(_) => {
            violations = check(tree);
            Ok(Guide::from_tree(tree))
        }
        _ => Err(Failure::at(FailureKind::NotAGuide, tree.span)),
    });
    if let Some(guide) = &read.value {
        unread(guide, &mut read.notes);
    }
    Extracted {
        format: None,
        guides: read.value.into_iter().collect(),
        source: read.source,
        violations,
        notes: read.notes,
        failure: read.failure,
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
    let read = with_tree(capture, format, |tree| match &tree.value {
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
    fn failed(failure: Failure) -> Self {
        Self {
            value: None,
            source: SourceText::default(),
            violations: Vec::new(),
            notes: Vec::new(),
            failure: Some(failure),
        }
    }
}

struct Read<T> {
    value: Option<T>,
    source: SourceText,
    notes: Vec<Note>,
    failure: Option<Failure>,
}

fn with_tree<T>(
    capture: &Capture,
    format: Format,
    read: impl FnOnce(&Node<'_>) -> Result<T, Failure>,
) -> Read<T> {
    let (text, notes) = match decode::decode(&capture.bytes) {
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
    let parsed = parse(&text, format).and_then(|tree| {
        map = SourceMap::of_tree(&tree);
        read(&tree)
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

pub(crate) fn parse(text: &str, format: Format) -> Result<Node<'_>, Failure> {
    match format {
        Format::Json => json::parse(text),
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
