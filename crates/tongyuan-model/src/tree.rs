//! The spanned tree: one shape for what YAML, JSON and settings files say, with every key and value at its place.
//!
//! A tree borrows from the text it was read from. It lives only between parsing and reading: nouns are read from it
//! ([`crate::Guide`]) and the schema is checked on it ([`crate::schema`]), so that both point at the same places.

use std::borrow::Cow;

use crate::source::Step;
use crate::span::Span;
use crate::vocabulary::{Key, Vocabulary};

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'s> {
    /// What it is.
    pub value: Value<'s>,
    /// Where it stands.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'s> {
    /// Nothing: `null`, `~`, or nothing behind a key.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the author wrote it.
    Number(Cow<'s, str>),
    /// A text, as the author wrote it.
    Text(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// Keys with their values, in the order of the file.
    Map(Vec<Entry<'s>>),
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'s> {
    /// The key, where the vocabulary knows it.
    pub key: Option<Key>,
    /// The key as the author wrote it.
    pub word: Cow<'s, str>,
    /// Where the key stands.
    pub word_span: Span,
    /// The value.
    pub value: Node<'s>,
}

impl<'s> Node<'s> {
    /// A node of this value at this place.
    #[must_use]
    pub fn new(value: Value<'s>, span: Span) -> Self {
        Self { value, span }
    }

    /// The entries, where it is a map.
    #[must_use]
    pub fn entries(&self) -> &[Entry<'s>] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The rows, where it is a list.
    #[must_use]
    pub fn rows(&self) -> &[Node<'s>] {
        match &self.value {
            Value::List(rows) => rows,
            _ => &[],
        }
    }

    /// The value of a key, where it is a map that has it.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Node<'s>> {
        self.entries()
            .iter()
            .find(|entry| entry.key == Some(key))
            .map(|entry| &entry.value)
    }

    /// The value of a word that is no key of the guide vocabulary, as in settings and registers.
    #[must_use]
    pub fn get_word(&self, word: &str) -> Option<&Node<'s>> {
        self.entries()
            .iter()
            .find(|entry| entry.word == word)
            .map(|entry| &entry.value)
    }

    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Visits every entry and row of the tree, each before what is in it, with the visit that it was reached from, the span of the
    /// whole of it, and the step that leads to it. The visitor answers with what it is to be called in later visits.
    pub(crate) fn walk(
        &self,
        from: Option<u32>,
        visit: &mut impl FnMut(Option<u32>, Span, Step) -> u32,
    ) {
        for entry in self.entries() {
            let whole = entry.word_span.to(entry.value.span);
            let own = visit(from, whole, Step::Key(entry.word_span));
            entry.value.walk(Some(own), visit);
        }
        for (row, number) in self.rows().iter().zip(1..) {
            let own = visit(from, row.span, Step::Row(number));
            row.walk(Some(own), visit);
        }
    }
}

impl<'s> Entry<'s> {
    /// An entry whose key is looked up in the guide vocabulary.
    #[must_use]
    pub fn new(word: Cow<'s, str>, word_span: Span, value: Node<'s>) -> Self {
        Self {
            key: Key::of_word(&word).map(|(key, _)| key),
            word,
            word_span,
            value,
        }
    }

    /// Which vocabulary the author's key is from, where one knows it.
    #[must_use]
    pub fn vocabulary(&self) -> Option<Vocabulary> {
        self.key.map(|key| key.vocabulary_of(&self.word))
    }

    /// The key in the words of the schema: the English key where the vocabulary knows it, else the author's own.
    #[must_use]
    pub fn schema_word(&self) -> &str {
        self.key.map_or(&self.word, |key| key.english())
    }
}
