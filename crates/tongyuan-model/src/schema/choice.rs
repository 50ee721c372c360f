//! Choices that an editor still has to make, as violations: one a choice, not one a line.

use super::{ViolationKind, written};
use crate::channel::Channel;
use crate::choice::of_choice_word;
use crate::span::Span;
use crate::tree::{Entry, Node};
use crate::vocabulary::{Key, Vocabulary};

/// A choice that is open.
pub(super) struct Open {
    pub(super) key: Key,
    pub(super) kind: ViolationKind,
    /// Where its first key stands.
    pub(super) span: Span,
    /// That key, as the author wrote it.
    pub(super) word: String,
}

/// The open choices of a map. What one channel says of a field right behind the other is one choice.
pub(super) fn open(entries: &[Entry<'_>], vocabulary: Vocabulary) -> Vec<Open> {
    let mut found: Vec<Open> = Vec::new();
    let mut before: Option<(Key, Channel)> = None;
    for entry in entries {
        let read = of_choice_word(&entry.word);
        if let Some((key, channel)) = read {
            let saying = (channel, in_words(&entry.value));
            let goes_on = before.is_some_and(|(own, other)| other < channel && is_one(own, key));
            match found.last_mut() {
                Some(Open {
                    kind: ViolationKind::Undecided { sayings, .. },
                    ..
                }) if goes_on => sayings.push(saying),
                _ => found.push(Open {
                    key,
                    kind: ViolationKind::Undecided {
                        word: key.word(vocabulary).to_owned(),
                        sayings: vec![saying],
                    },
                    span: entry.word_span,
                    word: entry.word.to_string(),
                }),
            }
        }
        before = read;
    }
    found
}

/// Whether two keys hold one thing: a limit that one channel promises and the other only states is one limit.
fn is_one(key: Key, other: Key) -> bool {
    let is_limit = |key| matches!(key, Key::Statutory | Key::Promised | Key::Stated);
    key == other || is_limit(key) && is_limit(other)
}

/// Whether a choice of a key is open in a map: then the key is not missing.
pub(super) fn is_open(entries: &[Entry<'_>], word: &str) -> bool {
    let key = Key::of_word(word).map(|(key, _)| key);
    entries.iter().any(|entry| {
        let read = of_choice_word(&entry.word);
        read.is_some_and(|(open, _)| Some(open) == key)
    })
}

/// Beyond so many characters the place tells more than the words.
const MOST: usize = 60;

/// What a value says, its scalars one behind the other; none where that is long.
fn in_words(node: &Node<'_>) -> Option<String> {
    fn gather(node: &Node<'_>, words: &mut Vec<String>) {
        if words.len() <= MOST {
            words.extend(written(node));
            node.rows().iter().for_each(|row| gather(row, words));
            let entries = node.entries().iter();
            entries.for_each(|entry| gather(&entry.value, words));
        }
    }
    let mut words = Vec::new();
    gather(node, &mut words);
    let words = words.join("，");
    let length = words.chars().count();
    (1..=MOST).contains(&length).then_some(words)
}
