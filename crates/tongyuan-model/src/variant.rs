//! 渠道差异: a difference between channels that the source itself declares.

use serde_json::Value as Json;

use crate::channel::Channel;
use crate::guide::Guide;
use crate::noun::{Leaf, Noun, Readable, Texts, below};
use crate::reading::{Reading, Unreadable};
use crate::span::Span;
use crate::tree::{Entry, Node, Value};
use crate::vocabulary::Key;

/// 渠道差异: what one channel says otherwise, why, on what basis and until when.
///
/// The value is written as the field itself is, and read by the same reader: `overlay` is a guide that holds that field
/// alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variant {
    /// Where the whole of it stands.
    pub span: Span,
    /// 字段: the field that differs.
    pub field: Reading<FieldPath>,
    /// 渠道.
    pub channel: Reading<Channel>,
    /// 取值: a guide with that field alone.
    pub overlay: Reading<Box<Guide>>,
    /// 理由.
    pub reason: Reading<String>,
    /// 依据.
    pub basis: Reading<Vec<Reading<String>>>,
    /// 截止日期: the last day of the difference, `YYYY-MM-DD`.
    pub until: Reading<String>,
}

/// The path of a field that a variant can name: a field, a part of it, or one row of a list by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPath {
    /// The top-level field.
    pub field: Key,
    /// The part of it, as in `time_limits.promised`.
    pub part: Option<Key>,
    /// The id of a row, as in `materials.m3`.
    pub row: Option<String>,
}

impl FieldPath {
    /// Reads `fees`, `收费`, `time_limits.promised`, `materials.m3`. Fields that channels need not share have no variants.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('.').unzip();
        let field = Key::of_word(first.unwrap_or(text).trim())?.0;
        let mut path = Self {
            field,
            part: None,
            row: None,
        };
        match (field, rest) {
            (
                Key::LegalBasis
                | Key::Conditions
                | Key::Materials
                | Key::Process
                | Key::TimeLimits
                | Key::Fees
                | Key::Results
                | Key::QuantityLimit
                | Key::Contacts,
                None,
            ) => {}
            (Key::Conditions | Key::Materials, Some(row)) => path.row = Some(row.to_owned()),
            (Key::TimeLimits, Some(part)) => {
                let part = Key::of_word(part)?.0;
                if !matches!(part, Key::Statutory | Key::Promised | Key::Excluded) {
                    return None;
                }
                path.part = Some(part);
            }
            (Key::Item, Some(part)) => {
                let part = Key::of_word(part)?.0;
                if !matches!(part, Key::Name | Key::Audience | Key::Authority) {
                    return None;
                }
                path.part = Some(part);
            }
            _ => return None,
        }
        Some(path)
    }

    /// The path in English keys.
    #[must_use]
    pub fn english(&self) -> String {
        let tail = self
            .part
            .map(|part| part.english().to_owned())
            .or_else(|| self.row.clone());
        match tail {
            Some(tail) => format!("{}.{tail}", self.field.english()),
            None => self.field.english().to_owned(),
        }
    }
}

impl Readable for FieldPath {
    fn read(node: &Node<'_>) -> Reading<Self> {
        match String::read(node) {
            Reading::Given(text, span) => Self::parse(&text)
                .map_or(Reading::Unreadable(span, Unreadable::NotListed), |path| {
                    Reading::Given(path, span)
                }),
            Reading::StatedNone(span) => Reading::StatedNone(span),
            Reading::Missing(span) => Reading::Missing(span),
            Reading::Unreadable(span, why) => Reading::Unreadable(span, why),
        }
    }

    fn write(&self) -> Json {
        Json::from(self.english())
    }
}

/// Reads the value of a variant as the field it stands for, by putting it where that field would be.
fn read_overlay(path: &FieldPath, value: &Node<'_>) -> Box<Guide> {
    let mut node = value.clone();
    if let Some(row) = &path.row {
        if let Value::Map(entries) = &mut node.value {
            let span = value.span.loosened();
            let id = Node::new(Value::Text(row.as_str().into()), span);
            entries.insert(0, Entry::new(Key::Id.english().into(), value.span, id));
        }
        node = Node::new(Value::List(vec![node]), value.span);
    }
    for key in path.part.into_iter().chain([path.field]) {
        let entry = Entry::new(key.english().into(), value.span, node);
        node = Node::new(Value::Map(vec![entry]), value.span);
    }
    Box::new(Guide::from_tree(&node))
}

/// The value of an overlay, found where [`read_overlay`] put it.
fn write_overlay(path: &FieldPath, overlay: &Guide) -> Option<Json> {
    let mut value = overlay.to_json();
    for key in std::iter::once(path.field).chain(path.part) {
        value = value.get_mut(key.english())?.take();
    }
    if path.row.is_some() {
        value = value.get_mut(0)?.take();
        value.as_object_mut()?.shift_remove(Key::Id.english());
    }
    Some(value)
}

impl Noun for Variant {
    const KEYS: &'static [Key] = &[
        Key::Field,
        Key::Channel,
        Key::Value,
        Key::Reason,
        Key::Basis,
        Key::Until,
    ];

    fn stated(&self) -> Vec<(Key, Json, Span)> {
        let value = self.field.given().zip(self.overlay.given());
        let value = value.and_then(|(path, overlay)| write_overlay(path, overlay));
        let fields = [
            (Key::Field, self.field.write(), self.field.span()),
            (Key::Channel, self.channel.write(), self.channel.span()),
            (Key::Value, value, self.overlay.span()),
            (Key::Reason, self.reason.write(), self.reason.span()),
            (Key::Basis, self.basis.write(), self.basis.span()),
            (Key::Until, self.until.write(), self.until.span()),
        ];
        let stated = fields.into_iter();
        stated
            .filter_map(|(key, value, span)| Some((key, value?, span)))
            .collect()
    }

    fn members_leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
        self.field.leaves(&below(path, "field"), leaves);
        self.channel.leaves(&below(path, "channel"), leaves);
        if let Reading::Given(overlay, _) = &self.overlay {
            overlay.members_leaves(&below(path, "value"), leaves);
        }
        self.reason.leaves(&below(path, "reason"), leaves);
        self.basis.leaves(&below(path, "basis"), leaves);
        self.until.leaves(&below(path, "until"), leaves);
    }

    fn members_texts<'t>(&'t self, texts: &mut Texts<'t>) {
        if let Reading::Given(overlay, _) = &self.overlay {
            texts.below(Key::Value, |texts| overlay.members_texts(texts));
        }
        texts.below(Key::Reason, |texts| self.reason.texts(texts));
        texts.below(Key::Basis, |texts| self.basis.texts(texts));
        texts.below(Key::Until, |texts| self.until.texts(texts));
    }

    fn take(&mut self, key: Key, other: &Self) {
        match key {
            Key::Field => self.field = other.field.clone(),
            Key::Channel => self.channel = other.channel.clone(),
            Key::Value => self.overlay = other.overlay.clone(),
            Key::Reason => self.reason = other.reason.clone(),
            Key::Basis => self.basis = other.basis.clone(),
            Key::Until => self.until = other.until.clone(),
            _ => {}
        }
    }

    fn from_bare(text: Reading<String>) -> Self {
        Self {
            reason: text,
            ..Self::default()
        }
    }

    fn read_member(&mut self, key: Key, value: &Node<'_>) -> bool {
        match key {
            Key::Field => self.field = FieldPath::read(value),
            Key::Channel => self.channel = Channel::read(value),
            Key::Reason => self.reason = String::read(value),
            Key::Basis => self.basis = Vec::read(value),
            Key::Until => self.until = String::read(value),
            // Read in `place`, when the field is known wherever the author put it.
            Key::Value => {}
            _ => return false,
        }
        true
    }

    fn span(&self) -> Span {
        self.span
    }

    fn place(&mut self, node: &Node<'_>) {
        self.span = node.span;
        let field = node.get(Key::Field).map(FieldPath::read);
        self.overlay = match (field, node.get(Key::Value)) {
            (Some(Reading::Given(path, _)), Some(value)) => {
                Reading::Given(read_overlay(&path, value), value.span)
            }
            (_, Some(value)) => Reading::Unreadable(value.span, Unreadable::NotListed),
            (_, None) => Reading::Missing(node.span),
        };
        for missing in [&mut self.reason, &mut self.until] {
            if missing.is_missing() {
                *missing = Reading::Missing(node.span);
            }
        }
        if self.field.is_missing() {
            self.field = Reading::Missing(node.span);
        }
        if self.channel.is_missing() {
            self.channel = Reading::Missing(node.span);
        }
        if self.basis.is_missing() {
            self.basis = Reading::Missing(node.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_both_vocabularies() {
        let path = |text| FieldPath::parse(text).map(|path| path.english());
        assert_eq!(path("收费").as_deref(), Some("fees"));
        assert_eq!(
            path("办结时限.承诺时限").as_deref(),
            Some("time_limits.promised")
        );
        assert_eq!(path("申请材料.m3").as_deref(), Some("materials.m3"));
        assert_eq!(path("item.name").as_deref(), Some("item.name"));
        for not_shared in ["channels", "version", "item.department", "收费用", "id"] {
            assert_eq!(path(not_shared), None, "{not_shared}");
        }
    }
}
