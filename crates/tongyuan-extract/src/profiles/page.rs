//! Reading what a profile says of pages: `[match]`, `[labels]`, `[select]`.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use tongyuan_model::nearest;

use super::layout::{Pick, globs};
use super::{ProfileFaultKind, Reader, Value};
use crate::guide::Label;
use crate::html::{Selector, SelectorError};

/// No profile has more selectors.
const MOST_SELECTORS: usize = 200;

const SIGNS: [&str; 3] = ["host", "name", "contains"];

impl Reader<'_> {
    /// When the profile applies.
    pub(super) fn signs(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let word: &str = key.get_ref();
            if !SIGNS.contains(&word) {
                self.key_unknown(key, SIGNS);
                continue;
            }
            for (text, at) in self.texts(word, value) {
                let signs = &mut self.layout.signs;
                match word {
                    "host" if !text.contains(['/', ':', ' ']) => {
                        signs.hosts.push(text.to_ascii_lowercase());
                    }
                    "name" if let Some(globs) = globs(&text) => signs.names.push(globs),
                    "contains" => signs.contains.push(text),
                    _ => self.wrong_shape_at(word, at),
                }
            }
        }
    }

    /// What sections are called.
    pub(super) fn labels(&mut self, table: &DeTable<'_>) {
        for (word, field) in table {
            let DeValue::String(name) = field.get_ref() else {
                self.wrong_shape(word.get_ref(), field);
                continue;
            };
            match Label::of_field(name) {
                Some(label) if self.layout.labels.add(word.get_ref(), label) => {}
                Some(_) => self.wrong_shape_at(word.get_ref(), word.span()),
                None => {
                    let known = Label::field_names();
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    self.word_unknown(name, &known, field);
                }
            }
        }
    }

    /// Where fields stand; `inside` is the path of the table.
    pub(super) fn select(&mut self, inside: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let path = match inside {
                "" => key.get_ref().to_string(),
                inside => format!("{inside}.{}", key.get_ref()),
            };
            if let DeValue::Table(table) = value.get_ref() {
                self.select(&path, table);
                continue;
            }
            let Some(label) = Label::of_field(&path) else {
                let known = Label::field_names();
                let nearest = nearest(&path, known.iter().map(String::as_str));
                let nearest = nearest.map(str::to_owned);
                let kind = ProfileFaultKind::KeyUnknown { key: path, nearest };
                self.fault(kind, key.span());
                continue;
            };
            for (text, at) in self.texts(&path, value) {
                self.pick(label, text, at);
            }
        }
        self.layout.picks.sort_by_key(|pick| pick.line);
    }

    fn pick(&mut self, label: Label, text: String, at: Range<usize>) {
        if self.layout.picks.len() == MOST_SELECTORS {
            let most = MOST_SELECTORS;
            self.fault(ProfileFaultKind::TooManySelectors { most }, at);
            return;
        }
        let kind = match Selector::parse(&text) {
            Ok(selector) => {
                let line = self.text[..at.start].matches('\n').count() + 1;
                self.layout.picks.push(Pick {
                    label,
                    selector,
                    text,
                    line,
                });
                return;
            }
            Err(SelectorError::TooLong) => ProfileFaultKind::SelectorTooLong,
            Err(SelectorError::Empty) => ProfileFaultKind::SelectorUnread {
                selector: text,
                from: String::new(),
            },
            Err(SelectorError::Unknown(from)) => ProfileFaultKind::SelectorUnread {
                selector: text,
                from,
            },
        };
        self.fault(kind, at);
    }

    /// One text or a list of them, each with its place.
    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
        let rows = match value.get_ref() {
            DeValue::Array(rows) => rows.iter().collect(),
            _ => vec![value],
        };
        let mut texts = Vec::new();
        for row in rows {
            match row.get_ref() {
                DeValue::String(text) if !text.is_empty() => {
                    texts.push((text.to_string(), row.span()));
                }
                _ => self.wrong_shape(key, row),
            }
        }
        texts
    }
}
