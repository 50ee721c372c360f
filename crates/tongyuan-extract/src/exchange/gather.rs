//! Finding the records of an exchange tree, whatever it is wrapped in, and which rows belong to which item.

use std::collections::{BTreeMap, BTreeSet};

use tongyuan_model::tree::{Node, Value};
use tongyuan_model::{Profile, RecordKind, Span};

use super::fields;
use crate::note::{Note, NoteKind};

/// A value of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'n, 's> {
    /// Its national name.
    pub(super) name: &'static str,
    /// Whether the name that it has says little by itself (`title`).
    pub(super) is_weak: bool,
    /// Where its name stands.
    pub(super) word: Span,
    pub(super) value: &'n Node<'s>,
}

/// A record.
#[derive(Clone, Debug)]
pub(super) struct Record<'n, 's> {
    pub(super) kind: RecordKind,
    pub(super) span: Span,
    pub(super) fields: Vec<Field<'n, 's>>,
    /// The codes and names of the item that it belongs to.
    refs: BTreeSet<String>,
    /// The text of a row that is nothing but a text.
    pub(super) text: Option<&'n Node<'s>>,
}

impl<'n, 's> Record<'n, 's> {
    fn new(kind: RecordKind, span: Span) -> Self {
        Self {
            kind,
            span,
            fields: Vec::new(),
            refs: BTreeSet::new(),
            text: None,
        }
    }

    /// The first value of a field that says anything.
    pub(super) fn get(&self, name: &str) -> Option<&Field<'n, 's>> {
        self.all(name).next()
    }

    /// Every value of a field that says anything.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Field<'n, 's>> {
        let own = self.fields.iter().filter(move |field| field.name == name);
        own.filter(|field| !is_void(field.value))
    }

    /// The values of a field under the first of its names that says anything.
    pub(super) fn said(&self, name: &str) -> Vec<Field<'n, 's>> {
        let first = self.get(name).map(|field| field.word);
        let own = self.all(name).filter(|field| Some(field.word) == first);
        own.copied().collect()
    }

    /// By what other records may call it.
    fn keys(&self) -> BTreeSet<String> {
        ["task_code", "row_guid", "task_name", "catalog_code"]
            .iter()
            .flat_map(|name| self.all(name))
            .filter_map(|field| scalar(field.value))
            .map(|text| text.trim().to_owned())
            .collect()
    }
}

/// An item with the rows that belong to it.
#[derive(Clone, Debug)]
pub(super) struct Item<'n, 's> {
    pub(super) record: Record<'n, 's>,
    pub(super) rows: Vec<Record<'n, 's>>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found<'n, 's> {
    pub(super) items: Vec<Item<'n, 's>>,
    /// Rows whose item is not known.
    pub(super) loose: Vec<Record<'n, 's>>,
    /// Fields of an item that is further up.
    open: Vec<Field<'n, 's>>,
    /// Names of fields that say something and are not known.
    pub(super) unknown: BTreeSet<String>,
}

impl Found<'_, '_> {
    /// Fields that no record further up has claimed are an item, where there are rows with them or enough of them.
    fn promote(&mut self, at: Span, enough: usize) {
        let own = std::mem::take(&mut self.open);
        let telling = own.iter().filter(|field| !is_void(field.value)).count();
        let is_page = own.iter().any(|field| field.name == "content");
        let is_item = telling >= enough || telling > 0 && (is_page || !self.loose.is_empty());
        if !is_item || !self.items.is_empty() {
            return;
        }
        let mut record = Record::new(RecordKind::Item, at);
        record.fields = own;
        let (rows, strange) = belonging(&record, std::mem::take(&mut self.loose), true);
        self.loose = strange;
        self.items.push(Item { record, rows });
    }

    fn add(&mut self, other: Self) {
        self.items.extend(other.items);
        self.loose.extend(other.loose);
        self.unknown.extend(other.unknown);
    }

    /// Rows that stand without an item are a part of a guide, one for each item they name.
    pub(super) fn settle(&mut self, whole: Span, notes: &mut Vec<Note>) {
        self.promote(whole, 2);
        if self.items.is_empty() {
            let mut by_refs: BTreeMap<BTreeSet<String>, usize> = BTreeMap::new();
            for row in std::mem::take(&mut self.loose) {
                let next = self.items.len();
                let at = *by_refs.entry(row.refs.clone()).or_insert(next);
                if at == next {
                    let record = Record::new(RecordKind::Item, row.span);
                    let rows = Vec::new();
                    self.items.push(Item { record, rows });
                }
                self.items[at].rows.push(row);
            }
        }
        for row in &self.loose {
            let kind = NoteKind::RowWithoutItem {
                table: row.kind.key(),
            };
            notes.push(Note::at(kind, row.span));
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for item in &self.items {
            let code = item.record.get("task_code").or(item.record.get("row_guid"));
            let Some(code) = code.and_then(|field| scalar(field.value)) else {
                continue;
            };
            if !seen.insert(code) {
                let code = code.to_owned();
                let kind = NoteKind::ItemTwice { code };
                notes.push(Note::at(kind, item.record.span));
            }
        }
    }
}

/// The text of a value that is none of a list or map.
pub(super) fn scalar<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text),
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The texts of a value: its own, or those of a list that holds nothing else.
fn scalars<'n, 's>(node: &'n Node<'s>) -> Option<&'n [Node<'s>]> {
    match &node.value {
        Value::List(rows) if !rows.is_empty() => {
            let all = rows
                .iter()
                .all(|row| scalar(row).is_some() || row.value == Value::Null);
            all.then_some(rows)
        }
        Value::List(_) | Value::Map(_) | Value::Null => None,
        _ => Some(std::slice::from_ref(node)),
    }
}

/// Whether a value says nothing: empty, null, or the word null in a text.
pub(super) fn is_void(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Null => true,
        Value::List(rows) => rows.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => scalar(node).is_none_or(|text| {
            let text = text.trim();
            text.is_empty()
                || ["null", "undefined", "nil"]
                    .iter()
                    .any(|word| text.eq_ignore_ascii_case(word))
        }),
    }
}

/// Finds records by the names of their fields.
pub(super) struct Gatherer<'p> {
    pub(super) profile: Option<&'p Profile>,
}

impl Gatherer<'_> {
    /// The records below a node. `expected` is what the name above it says that they are.
    pub(super) fn gather<'n, 's>(
        &self,
        node: &'n Node<'s>,
        expected: Option<RecordKind>,
        above: &str,
    ) -> Found<'n, 's> {
        match &node.value {
            Value::List(rows) => {
                let mut found = Found::default();
                for row in rows {
                    let mut one = self.gather(row, expected, above);
                    // A row of a list is a guide of its own, if it is one at all.
                    one.promote(row.span, 3);
                    found.add(one);
                }
                found
            }
            Value::Map(_) => match expected {
                Some(RecordKind::Item) | None => self.map(node, expected.is_some(), above),
                Some(kind) => self.row(node, kind),
            },
            _ => {
                let mut found = Found::default();
                if let Some(kind) = expected.filter(|kind| *kind != RecordKind::Item)
                    && !is_void(node)
                {
                    let mut record = Record::new(kind, node.span);
                    record.text = Some(node);
                    found.loose.push(record);
                }
                found
            }
        }
    }

    /// A row of a known kind, or what such rows are wrapped in.
    fn row<'n, 's>(&self, node: &'n Node<'s>, kind: RecordKind) -> Found<'n, 's> {
        let mut found = Found::default();
        let (record, unknown) = self.record(node, kind);
        if record.fields.is_empty() {
            for entry in node.entries() {
                if matches!(entry.value.value, Value::List(_) | Value::Map(_)) {
                    found.add(self.gather(&entry.value, Some(kind), ""));
                }
            }
            return found;
        }
        found.unknown = unknown;
        found.loose.push(record);
        found
    }

    /// The record of a map, with the names of fields that are not known.
    fn record<'n, 's>(
        &self,
        node: &'n Node<'s>,
        kind: RecordKind,
    ) -> (Record<'n, 's>, BTreeSet<String>) {
        let mut record = Record::new(kind, node.span);
        let mut unknown = BTreeSet::new();
        for entry in node.entries() {
            let name = fields::bare(&entry.word);
            let Some(values) = scalars(&entry.value) else {
                continue;
            };
            if fields::is_personal(&name) {
                continue;
            }
            let text = values.first().and_then(scalar).unwrap_or_default();
            if let Some(national) = self.field(kind, &name) {
                record.fields.extend(values.iter().map(|value| Field {
                    name: national,
                    is_weak: false,
                    word: entry.word_span,
                    value,
                }));
            } else if fields::belongs_to(&name) {
                if !is_void(&entry.value) {
                    record.refs.insert(text.trim().to_owned());
                }
            } else if !is_void(&entry.value) {
                unknown.insert(entry.word.to_string());
            }
        }
        (record, unknown)
    }

    fn field(&self, kind: RecordKind, name: &str) -> Option<&'static str> {
        let own = self.profile.and_then(|profile| profile.field(kind, name));
        own.and_then(|own| fields::national(kind, own))
            .or_else(|| fields::field(kind, name))
    }

    /// What kind of row a map is by its own fields, where no name above it says so.
    fn kind(&self, node: &Node<'_>) -> Option<RecordKind> {
        const SIGNS: &[(RecordKind, &str)] = &[
            (RecordKind::Material, "material_name"),
            (RecordKind::Law, "law_name"),
            (RecordKind::Faq, "question"),
            (RecordKind::Window, "window_name"),
            (RecordKind::Fee, "fee_name"),
            (RecordKind::Special, "special_name"),
        ];
        let has = |kind, wanted: &str| {
            node.entries().iter().any(|entry| {
                let name = fields::bare(&entry.word);
                // 名称 and title are called alike in every kind of record.
                let is_telling = !fields::WEAK_NAMES.contains(&name.as_str())
                    && fields::field(RecordKind::Item, &name).is_none()
                    && !matches!(name.as_str(), "law" | "名称");
                is_telling
                    && scalar(&entry.value).is_some()
                    && self.field(kind, &name) == Some(wanted)
            })
        };
        SIGNS
            .iter()
            .find(|(kind, sign)| has(*kind, sign))
            .map(|(kind, _)| *kind)
    }

    /// An item, or what items are wrapped in.
    fn map<'n, 's>(&self, node: &'n Node<'s>, is_item: bool, above: &str) -> Found<'n, 's> {
        if !is_item && let Some(kind) = self.kind(node) {
            return self.row(node, kind);
        }
        let mut found = Found::default();
        let mut own: Vec<Field<'n, 's>> = Vec::new();
        let mut unknown = BTreeSet::new();
        for entry in node.entries() {
            let name = fields::bare(&entry.word);
            if fields::is_personal(&name) {
                continue;
            }
            let is_table =
                matches!(entry.value.value, Value::List(_)) && fields::table(&name).is_some();
            if let Some(values) = scalars(&entry.value).filter(|_| !is_table) {
                let path = format!("{above}.{name}");
                let national = self
                    .field(RecordKind::Item, &path)
                    .or_else(|| self.field(RecordKind::Item, &name));
                let is_weak = national.is_none() && fields::WEAK_NAMES.contains(&name.as_str());
                match national.or(is_weak.then_some("task_name")) {
                    Some(name) => own.extend(values.iter().map(|value| Field {
                        name,
                        is_weak,
                        word: entry.word_span,
                        value,
                    })),
                    None if !is_void(&entry.value) => {
                        unknown.insert(entry.word.to_string());
                    }
                    None => {}
                }
                continue;
            }
            let table = fields::table(&name);
            let mut below = self.gather(&entry.value, table, &name);
            own.append(&mut below.open);
            found.add(below);
        }
        // What an envelope says of itself is of no guide.
        if is_item || !own.is_empty() {
            found.unknown.append(&mut unknown);
        }
        self.settle(node, is_item, own, &mut found);
        found
    }

    /// Decides whether the fields of a map are an item, and gives the rows in it to the item that they belong to.
    fn settle<'n, 's>(
        &self,
        node: &'n Node<'s>,
        is_item: bool,
        own: Vec<Field<'n, 's>>,
        found: &mut Found<'n, 's>,
    ) {
        let is_named = own
            .iter()
            .filter(|field| !is_void(field.value))
            .any(|field| {
                !field.is_weak && matches!(field.name, "task_name" | "task_code" | "catalog_code")
            });
        if found.items.is_empty() {
            if is_item || is_named {
                let mut record = Record::new(RecordKind::Item, node.span);
                record.fields = own;
                let rows = std::mem::take(&mut found.loose);
                let (rows, strange) = belonging(&record, rows, true);
                found.loose = strange;
                found.items.push(Item { record, rows });
            } else {
                found.open = own;
            }
            return;
        }
        let mut loose = std::mem::take(&mut found.loose);
        if is_named {
            let mut record = Record::new(RecordKind::Item, node.span);
            record.fields = own;
            let (rows, strange) = belonging(&record, loose, found.items.len() == 1);
            loose = strange;
            found.items.insert(0, Item { record, rows });
        }
        merge_extensions(&mut found.items);
        found.loose = deal(&mut found.items, loose);
    }
}

/// Gives rows to the items that they name, or to the only one there is; what is left belongs to none.
fn deal<'n, 's>(items: &mut [Item<'n, 's>], rows: Vec<Record<'n, 's>>) -> Vec<Record<'n, 's>> {
    if let [only] = items {
        let (own, strange) = belonging(&only.record, rows, true);
        only.rows.extend(own);
        return strange;
    }
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        for key in item.record.keys() {
            // Of two items with one key the first has its rows.
            by_key.entry(key).or_insert(at);
        }
    }
    let mut strange = Vec::new();
    for row in rows {
        match row.refs.iter().find_map(|key| by_key.get(key)) {
            Some(at) => items[*at].rows.push(row),
            None => strange.push(row),
        }
    }
    strange
}

/// An item that only goes on with another (`AUDIT_ITEM_EXTEND`): it has its code and no name of its own, or neither.
fn merge_extensions(items: &mut Vec<Item<'_, '_>>) {
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Item<'_, '_>> = Vec::new();
    for item in std::mem::take(items) {
        let keys = item.record.keys();
        let main = keys.iter().find_map(|key| by_key.get(key)).copied();
        // What names no item at all goes on with the only one before it.
        let main = main.or((keys.is_empty() && kept.len() == 1).then_some(0));
        let is_nameless = item.record.get("task_name").is_none();
        match main.filter(|_| is_nameless) {
            Some(main) => {
                kept[main].record.fields.extend(item.record.fields);
                kept[main].rows.extend(item.rows);
            }
            None => {
                for key in keys {
                    by_key.entry(key).or_insert(kept.len());
                }
                kept.push(item);
            }
        }
    }
    *items = kept;
}

/// The rows that belong to an item, and the others. A row that names no item belongs to the only one there is.
fn belonging<'n, 's>(
    item: &Record<'n, 's>,
    rows: Vec<Record<'n, 's>>,
    is_only: bool,
) -> (Vec<Record<'n, 's>>, Vec<Record<'n, 's>>) {
    let keys = item.keys();
    rows.into_iter().partition(|row| {
        if row.refs.is_empty() {
            is_only
        } else {
            // An item that has no code of its own cannot contradict.
            !row.refs.is_disjoint(&keys) || is_only && keys.is_empty()
        }
    })
}
