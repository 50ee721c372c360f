//! What can be written where the cursor stands: keys in the vocabulary of the file, words of code lists, names of materials.

use std::collections::HashMap;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, MarkupContent,
    MarkupKind, TextEdit,
};
use tongyuan::{Language, Vocabulary};
use tongyuan_model::Key;
use tongyuan_model::schema::{GuidePlace, Meaning, PlaceKind};

use super::cursor::{At, Cursor};
use super::positions::Lines;

/// More names of materials are not offered at a time.
const MOST_NAMES: usize = 2000;

/// What a place is asked about.
pub(super) struct Asked<'a> {
    /// The text of the file, without a byte order mark.
    pub(super) text: &'a str,
    pub(super) is_json: bool,
    /// The file as a whole.
    pub(super) file: GuidePlace,
    pub(super) language: Language,
    /// The names of the catalogue of materials.
    pub(super) materials: &'a [String],
}

impl Asked<'_> {
    /// What can be written at a byte of the text. It does not depend on what is written of the word: editors choose by that.
    pub(super) fn complete(&self, offset: usize, lines: &Lines<'_>) -> Vec<CompletionItem> {
        let Some(cursor) = Cursor::find(self.text, offset, self.is_json) else {
            return Vec::new();
        };
        let Some((place, keys)) = place(self.file, &cursor.path) else {
            return Vec::new();
        };
        let vocabulary = vocabulary(self.text, self.language);
        // A dash begins a row, whether that has keys or is a word of a list.
        let fields: Vec<_> = place.row().fields().collect();
        let items: Vec<Item> = match cursor.at {
            At::Key if !fields.is_empty() => {
                let fields = fields.into_iter();
                let absent = fields.filter(|(key, own)| {
                    let has = |word: &String| own.word(*key, vocabulary) == word;
                    let is_key =
                        |word: &String| Key::of_word(word).is_some_and(|(own, _)| own == *key);
                    !cursor.present.iter().any(|word| has(word) || is_key(word))
                });
                let dash = place.kind() == PlaceKind::Rows && !cursor.is_row && !self.is_json;
                absent
                    .map(|(key, own)| self.key(key, own, vocabulary, dash))
                    .collect()
            }
            At::Key if !cursor.is_row => return Vec::new(),
            _ => self.values(place.row(), &keys, vocabulary),
        };
        let range = lines.range(&cursor.typed);
        let before = self.text.get(..cursor.typed.start).unwrap_or_default();
        let after = self.text.get(offset..).unwrap_or_default();
        let numbered = items.into_iter().enumerate();
        numbered
            .map(|(number, item)| {
                let (text, taken) = self.written(&item, &cursor, before, after);
                let mut range = range;
                range.end.character = range.end.character.saturating_add(taken);
                CompletionItem {
                    label: item.word.clone(),
                    kind: Some(item.kind),
                    detail: item.detail,
                    documentation: item.about.map(|value| {
                        Documentation::MarkupContent(MarkupContent {
                            kind: MarkupKind::PlainText,
                            value,
                        })
                    }),
                    // The order of the schema is the order of a guide.
                    sort_text: Some(format!("{number:04}")),
                    // An editor holds against this what it is going to replace.
                    filter_text: Some(if text.starts_with('"') {
                        format!("\"{}", item.names)
                    } else {
                        item.names
                    }),
                    text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, text))),
                    ..CompletionItem::default()
                }
            })
            .collect()
    }

    fn key(&self, key: Key, place: GuidePlace, vocabulary: Vocabulary, dash: bool) -> Item {
        let word = place.word(key, vocabulary);
        let other = place.word(
            key,
            match vocabulary {
                Vocabulary::English => Vocabulary::Chinese,
                Vocabulary::Chinese => Vocabulary::English,
            },
        );
        Item {
            word: word.to_owned(),
            names: format!("{word} {other}"),
            kind: CompletionItemKind::FIELD,
            detail: Some(other.to_owned()),
            about: place.meaning().map(|own| self.said(&own).to_owned()),
            role: Role::Key {
                dash,
                holds_more: matches!(place.kind(), PlaceKind::Fields | PlaceKind::Rows),
            },
        }
    }

    fn values(&self, place: GuidePlace, keys: &[Key], vocabulary: Vocabulary) -> Vec<Item> {
        let value = |word: &str, is_text| Item {
            word: word.to_owned(),
            names: word.to_owned(),
            kind: CompletionItemKind::ENUM_MEMBER,
            detail: None,
            about: None,
            role: Role::Value { is_text },
        };
        if place.kind() == PlaceKind::Truth {
            return ["true", "false"].map(|word| value(word, false)).into();
        }
        let codes = place.codes(vocabulary);
        if codes.is_empty() && keys == [Key::Materials, Key::Name] {
            let names = self.materials.iter().take(MOST_NAMES);
            return names.map(|name| value(name, true)).collect();
        }
        codes.into_iter().map(|word| value(word, true)).collect()
    }

    fn said<'m>(&self, meaning: &'m Meaning) -> &'m str {
        match self.language {
            Language::Chinese => &meaning.chinese,
            Language::English => &meaning.english,
        }
    }

    /// What is written in the place of what is typed, and how many characters behind the cursor go with it.
    fn written(&self, item: &Item, cursor: &Cursor, before: &str, after: &str) -> (String, u32) {
        let typed = self.text.get(cursor.typed.clone()).unwrap_or_default();
        let quote = typed.chars().next().filter(|own| matches!(own, '"' | '\''));
        let quote = quote.or((self.is_json && item.is_text()).then_some('"'));
        // Editors close quotation marks by themselves.
        let taken = u32::from(quote.is_some_and(|own| !typed.is_empty() && after.starts_with(own)));
        let after = after.get(taken as usize..).unwrap_or_default();
        let mut text = match quote {
            Some(quote) => format!("{quote}{}{quote}", item.word),
            None => item.word.clone(),
        };
        if !self.is_json && before.ends_with([':', '-']) {
            text.insert(0, ' ');
        }
        if let Role::Key { dash, holds_more } = item.role {
            if dash {
                text.insert_str(0, "- ");
            }
            if !after.trim_start_matches(' ').starts_with(':') {
                text.push(':');
                if !holds_more || self.is_json {
                    text.push(' ');
                }
            }
        }
        (text, taken)
    }
}

/// Something that can be written.
struct Item {
    word: String,
    /// By which it is looked for.
    names: String,
    kind: CompletionItemKind,
    detail: Option<String>,
    about: Option<String>,
    role: Role,
}

enum Role {
    Key {
        /// Whether it begins a row that has no dash yet.
        dash: bool,
        /// Whether its value stands in the lines below.
        holds_more: bool,
    },
    Value {
        is_text: bool,
    },
}

impl Item {
    fn is_text(&self) -> bool {
        !matches!(self.role, Role::Value { is_text: false })
    }
}

/// The place that keys lead to, and which keys they are.
pub(super) fn place(file: GuidePlace, path: &[String]) -> Option<(GuidePlace, Vec<Key>)> {
    let mut place = file;
    let mut keys = Vec::new();
    for word in path {
        let (key, next) = place.row().field(word).ok()?;
        keys.push(key);
        place = next;
    }
    Some((place, keys))
}

/// The vocabulary that most keys of a text are of; where they are even, that of the language.
fn vocabulary(text: &str, language: Language) -> Vocabulary {
    let mut counts: HashMap<Vocabulary, usize> = HashMap::new();
    for (at, _) in text.match_indices(':') {
        let before = text
            .get(..at)
            .unwrap_or_default()
            .trim_end_matches(['"', '\'']);
        let is_inside = |own: char| own.is_alphanumeric() || own == '_' || own == '-';
        let word = before.trim_end_matches(is_inside);
        let word = before.get(word.len()..).unwrap_or_default();
        if let Some((_, vocabulary)) = Key::of_word(word) {
            *counts.entry(vocabulary).or_default() += 1;
        }
    }
    let count = |vocabulary| counts.get(&vocabulary).copied().unwrap_or_default();
    match count(Vocabulary::English).cmp(&count(Vocabulary::Chinese)) {
        std::cmp::Ordering::Greater => Vocabulary::English,
        std::cmp::Ordering::Less => Vocabulary::Chinese,
        std::cmp::Ordering::Equal => match language {
            Language::Chinese => Vocabulary::Chinese,
            Language::English => Vocabulary::English,
        },
    }
}
