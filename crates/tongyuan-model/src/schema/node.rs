//! The spanned tree as the `jsonschema` crate wants to see it.

use std::borrow::Cow;
use std::str::FromStr;

use jsonschema::json::{
    Array, Json as JsonRepresentation, JsonNumber, Node as JsonNode, NodeIdentity, Object,
};
use serde_json::{Map, Number as SerdeNumber, Value as Json};

use crate::span::Span;
use crate::tree::{Entry, Node, Value};
use crate::vocabulary::Key;

/// The types of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// Keys with values.
    Object,
}

impl JsonType {
    pub(super) fn of(node: &Node<'_>) -> Self {
        node.json_type().into()
    }
}

impl From<jsonschema::JsonType> for JsonType {
    fn from(other: jsonschema::JsonType) -> Self {
        match other {
            jsonschema::JsonType::Null => Self::Null,
            jsonschema::JsonType::Boolean => Self::Boolean,
            jsonschema::JsonType::Integer => Self::Integer,
            jsonschema::JsonType::Number => Self::Number,
            jsonschema::JsonType::String => Self::String,
            jsonschema::JsonType::Array => Self::Array,
            jsonschema::JsonType::Object => Self::Object,
        }
    }
}

/// The representation: a marker, as the crate asks for one.
pub(super) struct Tree;

/// A property name, looked up in the vocabulary once when the schema is compiled.
pub(super) enum PreparedKey {
    Known(Key),
    Other(String),
}

impl JsonRepresentation for Tree {
    type Node<'a> = &'a Node<'a>;
    type PreparedKey = PreparedKey;
    type StringBuffer = ();
    const KEYS_PER_LOOKUP: usize = 2;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> PreparedKey {
        Key::of_word(key).map_or_else(
            || PreparedKey::Other(key.to_owned()),
            |(key, _)| PreparedKey::Known(key),
        )
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Self::Node<'_>) -> T) -> T {
        f(&Node::new(
            Value::Text(Cow::Borrowed(string)),
            Span::default(),
        ))
    }
}

impl<'a> JsonNode<'a, Tree> for &'a Node<'a> {
    type Object = &'a [Entry<'a>];
    type Array = &'a [Node<'a>];
    type Number = NumberText<'a>;

    fn as_object(&self) -> Option<Self::Object> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Self::Array> {
        match &self.value {
            Value::List(rows) => Some(rows),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match &self.value {
            Value::Text(text) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    fn as_number(&self) -> Option<NumberText<'a>> {
        match &self.value {
            Value::Number(text) => Some(NumberText(text)),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.value {
            Value::Bool(truth) => Some(truth),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    fn json_type(&self) -> jsonschema::JsonType {
        match self.value {
            Value::Null => jsonschema::JsonType::Null,
            Value::Bool(_) => jsonschema::JsonType::Boolean,
            Value::Number(_) => jsonschema::JsonType::Number,
            Value::Text(_) => jsonschema::JsonType::String,
            Value::List(_) => jsonschema::JsonType::Array,
            Value::Map(_) => jsonschema::JsonType::Object,
        }
    }

    fn string_length_within(&self, min: u64, max: u64) -> Option<bool> {
        let Value::Text(text) = &self.value else {
            return None;
        };
        // One to four bytes a code point: most lengths are decided without counting.
        let bytes = text.len() as u64;
        if bytes < min || bytes.div_ceil(4) > max {
            return Some(false);
        }
        if bytes.div_ceil(4) >= min && bytes <= max {
            return Some(true);
        }
        Some((min..=max).contains(&(text.chars().count() as u64)))
    }

    fn equals_value(&self, expected: &Json) -> bool {
        match (&self.value, expected) {
            (Value::Text(text), Json::String(other)) => text == other,
            (Value::Text(_), _) | (_, Json::String(_)) => false,
            _ => *self.to_value() == *expected,
        }
    }

    fn to_value(&self) -> Cow<'a, Json> {
        Cow::Owned(to_json(self))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(
            std::ptr::from_ref::<Node<'_>>(self) as usize
        ))
    }
}

fn to_json(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Number(text) => {
            SerdeNumber::from_str(text).map_or_else(|_| Json::Null, Json::Number)
        }
        Value::Text(text) => Json::String(text.to_string()),
        Value::List(rows) => Json::Array(rows.iter().map(to_json).collect()),
        Value::Map(entries) => Json::Object(
            entries
                .iter()
                .map(|entry| (entry.schema_word().to_owned(), to_json(&entry.value)))
                .collect::<Map<_, _>>(),
        ),
    }
}

impl<'a> Object<'a, Tree> for &'a [Entry<'a>] {
    type Node = &'a Node<'a>;
    type MemberName = &'a str;
    type MembersIter = std::iter::Map<
        std::slice::Iter<'a, Entry<'a>>,
        fn(&'a Entry<'a>) -> (&'a str, &'a Node<'a>),
    >;

    fn len(&self) -> usize {
        <[Entry<'_>]>::len(self)
    }

    fn get(&self, key: &PreparedKey) -> Option<&'a Node<'a>> {
        let entries: &'a [Entry<'a>] = self;
        match key {
            // Settings are no guide: their keys stand for themselves, even where the vocabulary has a like word.
            PreparedKey::Known(key) => entries.iter().find(|entry| match entry.key {
                Some(own) => own == *key,
                None => entry.word == key.english(),
            }),
            PreparedKey::Other(word) => entries
                .iter()
                .find(|entry| entry.key.is_none() && entry.word == *word),
        }
        .map(|entry| &entry.value)
    }

    fn members(&self) -> Self::MembersIter {
        let entries: &'a [Entry<'a>] = self;
        entries
            .iter()
            .map(|entry| (entry.schema_word(), &entry.value))
    }
}

impl<'a> Array<'a, Tree> for &'a [Node<'a>] {
    type Node = &'a Node<'a>;
    type ElementsIter = std::slice::Iter<'a, Node<'a>>;

    fn len(&self) -> usize {
        <[Node<'_>]>::len(self)
    }

    fn elements(&self) -> Self::ElementsIter {
        self.iter()
    }
}

/// A number in its own digits.
pub(super) struct NumberText<'a>(&'a str);

impl JsonNumber for NumberText<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, SerdeNumber> {
        Cow::Owned(SerdeNumber::from_str(self.0).unwrap_or_else(|_| 0.into()))
    }

    fn is_integer(&self) -> bool {
        self.as_i64().is_some()
            || self.as_u64().is_some()
            || self.as_f64().is_some_and(|number| number.fract() == 0.0)
    }
}
