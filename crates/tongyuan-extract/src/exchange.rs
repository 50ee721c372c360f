//! Records of the national service platform and its relatives, read into guides: `AUDIT_ITEM` and what belongs to it, the tables
//! `up_task_general_*`, and what provinces and portals make of them.
//!
//! A record is laid out as a page states the same: its fields become sections, its rows tables, its codes words. From there on
//! it is read as a page is, so that one grammar reads a limit or a material wherever it stands.

use std::collections::BTreeSet;
use std::ops::Range;

use tongyuan_model::tree::{Node, Value};
use tongyuan_model::{Guide, Key, RecordKind};

use crate::format::Format;
use crate::json;
use crate::note::{Note, NoteKind};
use crate::profiles::Profiles;

mod compose;
pub(crate) mod csv;
pub(crate) mod fields;
mod gather;
mod material;
mod table;
mod text;
mod unlisted;

use compose::Composer;
use gather::{Found, Gatherer};
use text::Source;

/// What was read from a tree of records.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) guides: Vec<Guide>,
    pub(crate) notes: Vec<Note>,
}

/// The guides of a tree of records, in order; none where there is no record in it.
pub(crate) fn read(
    tree: &Node<'_>,
    text: &str,
    format: Format,
    profiles: &Profiles,
) -> Option<Read> {
    let codes = item_codes(tree);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let profile = profiles.of(&codes);
    let mut found = Gatherer { profile }.gather(tree, None, "");
    let mut notes = Vec::new();
    found.settle(tree.span, &mut notes);
    if found.items.is_empty() {
        return None;
    }
    let source = Source { text, format };
    let mut composer = Composer::new(source, profile, profiles.is_chosen(), &found);
    let is_one = found.items.len() == 1;
    let mut guides = Vec::new();
    for item in &found.items {
        let mut guide = composer.guide(item);
        if !is_one && let Some(item) = guide.item.given() {
            guide.part = item.name.clone();
        }
        guides.push(guide);
    }
    notes.extend(composer.notes);
    notes.extend(unknown(&found));
    Some(Read { guides, notes })
}

/// What a record says that stands in the script of a page. `text` is the whole page.
pub(crate) fn in_script(text: &str, value: Range<usize>, profiles: &Profiles) -> Option<Read> {
    let by = u32::try_from(value.start).ok()?;
    let tree = json::parse_script(&text[value]).ok()?;
    read(&shifted(tree, by), text, Format::Json, profiles)
}

/// Whether a map is a guide in our own keys rather than a record.
pub(crate) fn is_canonical(node: &Node<'_>) -> bool {
    const OURS: &[Key] = &[
        Key::Item,
        Key::Version,
        Key::LegalBasis,
        Key::Conditions,
        Key::Materials,
        Key::Process,
        Key::TimeLimits,
        Key::Fees,
        Key::Results,
        Key::QuantityLimit,
        Key::Channels,
        Key::Contacts,
        Key::Variants,
        Key::Faq,
    ];
    let is_ours = |key: Option<Key>| key.is_some_and(|key| OURS.contains(&key));
    let is_theirs = |word: &str| {
        let name = fields::bare(word);
        fields::field(RecordKind::Item, &name).is_some()
            || fields::WEAK_NAMES.contains(&name.as_str())
    };
    let entries = node.entries();
    entries.iter().any(|entry| is_ours(entry.key))
        && !entries.iter().any(|entry| {
            !is_ours(entry.key) && entry.key != Some(Key::Id) && is_theirs(&entry.word)
        })
}

/// Every 实施编码 in a tree: they tell the province.
fn item_codes(tree: &Node<'_>) -> BTreeSet<String> {
    fn visit(node: &Node<'_>, codes: &mut BTreeSet<String>) {
        for entry in node.entries() {
            let is_code = matches!(
                fields::bare(&entry.word).as_str(),
                "taskcode" | "itemcode" | "实施编码" | "事项编码"
            );
            match gather::scalar(&entry.value).filter(|_| is_code) {
                Some(code) if !code.trim().is_empty() => {
                    codes.insert(code.trim().to_owned());
                }
                _ => visit(&entry.value, codes),
            }
        }
        for row in node.rows() {
            visit(row, codes);
        }
    }
    let mut codes = BTreeSet::new();
    visit(tree, &mut codes);
    codes
}

/// One note on all fields that say something and are not known.
fn unknown(found: &Found<'_, '_>) -> Option<Note> {
    const ENOUGH: usize = 8;
    let is_told = |word: &&String| {
        // Keys, states and pages of the platform are of no guide.
        const OF_THE_PLATFORM: &[&str] = &[
            "guid", "id", "code", "state", "status", "flag", "batch", "time", "date", "no",
        ];
        let name = fields::bare(word);
        !OF_THE_PLATFORM.iter().any(|end| name.ends_with(end)) && !name.starts_with("cd")
    };
    let names: Vec<&str> = found
        .unknown
        .iter()
        .filter(is_told)
        .map(String::as_str)
        .collect();
    if names.is_empty() {
        return None;
    }
    let rest = names.len().saturating_sub(ENOUGH);
    let names = names[..names.len() - rest].join("、");
    Some(Note::on_document(NoteKind::FieldsUnknown { names, rest }))
}

/// A tree whose places begin `by` bytes further on.
pub(crate) fn shifted(mut node: Node<'_>, by: u32) -> Node<'_> {
    node.span.start = node.span.start.saturating_add(by);
    node.span.end = node.span.end.saturating_add(by);
    node.value = match node.value {
        Value::List(rows) => Value::List(rows.into_iter().map(|row| shifted(row, by)).collect()),
        Value::Map(mut entries) => {
            for entry in &mut entries {
                entry.word_span.start = entry.word_span.start.saturating_add(by);
                entry.word_span.end = entry.word_span.end.saturating_add(by);
                let value =
                    std::mem::replace(&mut entry.value, Node::new(Value::Null, entry.word_span));
                entry.value = shifted(value, by);
            }
            Value::Map(entries)
        }
        other => other,
    };
    node
}

#[cfg(test)]
mod tests;
