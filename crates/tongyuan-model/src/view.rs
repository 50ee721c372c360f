//! What a guide says, as a tree with places: for whoever asks by path and not by the names of fields.

use serde_json::Value as Json;

use crate::span::Span;
use crate::vocabulary::Key;

/// A part of a guide with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What it is.
    pub value: ViewValue,
    /// Where it stands.
    pub span: Span,
}

/// What a part of a guide is.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewValue {
    /// A noun: its fields that say something, in the order in which a guide states them.
    Fields(Vec<(Key, View)>),
    /// A list.
    Rows(Vec<View>),
    /// A single value: a text, a number, true or false, a word of a code list.
    One {
        /// The value as JSON.
        value: Json,
        /// Whether it is text of the source.
        is_text: bool,
    },
    /// It says that there is none.
    None,
    /// Something stands here and could not be read.
    Unreadable,
}

impl View {
    pub(crate) fn new(value: ViewValue, span: Span) -> Self {
        Self { value, span }
    }

    /// A single value that was made of what the source has.
    pub(crate) fn one(value: Json, span: Span) -> Self {
        let is_text = false;
        Self::new(ViewValue::One { value, is_text }, span)
    }

    /// A field of a noun, where it says something.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Self> {
        let mut fields = self.fields().iter();
        fields.find(|(own, _)| *own == key).map(|(_, view)| view)
    }

    /// The fields of a noun; none of anything else.
    #[must_use]
    pub fn fields(&self) -> &[(Key, Self)] {
        match &self.value {
            ViewValue::Fields(fields) => fields,
            _ => &[],
        }
    }

    /// The rows of a list; none of anything else.
    #[must_use]
    pub fn rows(&self) -> &[Self] {
        match &self.value {
            ViewValue::Rows(rows) => rows,
            _ => &[],
        }
    }

    /// A single value as a guide would write it: a number in its digits, 是 and 否 as `true` and `false`.
    #[must_use]
    pub fn written(&self) -> Option<String> {
        match &self.value {
            ViewValue::One { value, .. } => Some(match value {
                Json::String(text) => text.clone(),
                other => other.to_string(),
            }),
            _ => None,
        }
    }
}
