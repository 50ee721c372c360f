//! The two key vocabularies of a guide file, English and Chinese, for one model.
//!
//! Their single source is `schemas/guide.schema.json`: each property bears its Chinese key and its titles, and
//! [`keys`](crate::keys) is generated from it. A Chinese key stands for exactly one English key; an English key may
//! be called differently in two places (`department` is 责任部门 of an item and 审查部门 of a review).

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

pub use crate::keys::Key;
use crate::keys::{KEYS, WORDS};

/// One of the two vocabularies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vocabulary {
    /// `materials`
    English,
    /// `申请材料`
    Chinese,
}

/// What the schema says of one key.
pub(crate) struct KeyEntry {
    pub(crate) english: &'static str,
    pub(crate) chinese: &'static [&'static str],
    pub(crate) title: &'static str,
    /// Whether its value is always a text: then what YAML would take for a number stays as the author wrote it.
    pub(crate) is_text: bool,
}

impl Key {
    /// The key that a word of either vocabulary stands for.
    #[must_use]
    pub fn of_word(word: &str) -> Option<(Self, Vocabulary)> {
        static BY_WORD: LazyLock<HashMap<&str, Key>> =
            LazyLock::new(|| WORDS.iter().copied().collect());
        let key = *BY_WORD.get(word)?;
        Some((key, key.vocabulary_of(word)))
    }

    /// Which vocabulary a word of this key is from.
    pub(crate) fn vocabulary_of(self, word: &str) -> Vocabulary {
        if self.english() == word {
            Vocabulary::English
        } else {
            Vocabulary::Chinese
        }
    }

    /// The English key.
    #[must_use]
    pub fn english(self) -> &'static str {
        self.entry().english
    }

    /// The Chinese key; where places differ in it, the most general one.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        self.entry()
            .chinese
            .first()
            .copied()
            .unwrap_or(self.english())
    }

    /// The key in a vocabulary.
    #[must_use]
    pub fn word(self, vocabulary: Vocabulary) -> &'static str {
        match vocabulary {
            Vocabulary::English => self.english(),
            Vocabulary::Chinese => self.chinese(),
        }
    }

    /// The English title of what it holds, for messages ("Legal basis").
    #[must_use]
    pub fn title(self) -> &'static str {
        self.entry().title
    }

    /// Whether its value is always a text.
    #[must_use]
    pub fn is_text(self) -> bool {
        self.entry().is_text
    }

    /// Every word of a vocabulary.
    pub fn words(vocabulary: Vocabulary) -> impl Iterator<Item = &'static str> {
        KEYS.iter()
            .flat_map(move |entry| match vocabulary {
                Vocabulary::English => std::slice::from_ref(&entry.english),
                Vocabulary::Chinese => entry.chinese,
            })
            .copied()
    }

    fn entry(self) -> &'static KeyEntry {
        &KEYS[self as usize]
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.english())
    }
}

/// The word among `known` that is nearest to `word`, where one is near enough to be what was meant.
///
/// Near enough is a similarity (Damerau–Levenshtein, normalised) of one half, so that 申请材枓 finds 申请材料 and `materals` finds
/// `materials`, and a short word does not find an unrelated one.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .filter(|other| may_be_near(word, other))
        .map(|other| (strsim::normalized_damerau_levenshtein(word, other), other))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, other)| other)
}

/// Whether as many characters of a word stand in another as a likeness of a half takes. Whatever has fewer need not be measured,
/// which costs far more.
fn may_be_near(word: &str, other: &str) -> bool {
    let shared = word.chars().filter(|c| other.contains(*c)).count();
    let longest = word.chars().count().max(other.chars().count());
    2 * shared >= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_finds_its_key() {
        for vocabulary in [Vocabulary::English, Vocabulary::Chinese] {
            for word in Key::words(vocabulary) {
                let found = Key::of_word(word);
                assert!(found.is_some(), "{word} is not found");
                assert_eq!(found.map(|(_, v)| v), Some(vocabulary), "{word}");
            }
        }
        assert_eq!(Key::of_word("材料申请"), None);
    }

    proptest::proptest! {
        /// Words of few letters, so that many are alike.
        #[test]
        fn what_is_near_is_measured(word in "[甲乙丙丁戊a]{0,9}", other in "[甲乙丙丁戊a]{0,9}") {
            let likeness = strsim::normalized_damerau_levenshtein(&word, &other);
            proptest::prop_assert!(likeness < 0.5 || may_be_near(&word, &other));
        }
    }

    #[test]
    fn what_is_far_is_not_measured() {
        assert!(!may_be_near("专利法", "行政许可法"));
        assert!(may_be_near("申请材枓", "申请材料"));
    }

    #[test]
    fn two_chinese_names_of_one_key() {
        for word in ["责任部门", "审查部门"] {
            assert_eq!(
                Key::of_word(word),
                Some((Key::Department, Vocabulary::Chinese))
            );
        }
    }

    #[test]
    fn the_nearest_word() {
        let chinese = || Key::words(Vocabulary::Chinese);
        assert_eq!(nearest("申请材枓", chinese()), Some("申请材料"));
        assert_eq!(
            nearest("materals", Key::words(Vocabulary::English)),
            Some("materials")
        );
        assert_eq!(nearest("完全无关的词", chinese()), None);
    }
}
