//! Guides as YAML, in either vocabulary: what an editor can go on with.

use serde_json::Value;
use tongyuan_model::{Guide, Key, Vocabulary};

use crate::guide_json::masked;

/// The vocabulary of the keys.
pub type Keys = Vocabulary;

/// Guides as YAML, one document each.
#[must_use]
pub fn guides_yaml(guides: &[&Guide], keys: Keys) -> String {
    let documents: Vec<String> = guides
        .iter()
        .map(|guide| {
            let mut text = String::new();
            match masked(guide.to_json()) {
                Value::Object(members) if members.is_empty() => text.push_str("{}\n"),
                value => write_value(&mut text, &value, 0, keys),
            }
            text
        })
        .collect();
    documents.join("---\n")
}

fn write_value(text: &mut String, value: &Value, depth: usize, keys: Keys) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                indent(text, depth);
                write_member(text, key, value, depth, keys);
            }
        }
        Value::Array(rows) => {
            for row in rows {
                indent(text, depth);
                text.push_str("- ");
                write_row(text, row, depth, keys);
            }
        }
        scalar => {
            indent(text, depth);
            text.push_str(&write_scalar(scalar));
            text.push('\n');
        }
    }
}

pub(crate) fn write_member(text: &mut String, key: &str, value: &Value, depth: usize, keys: Keys) {
    let word = Key::of_word(key).map_or(key, |(key, _)| key.word(keys));
    text.push_str(word);
    text.push(':');
    match value {
        Value::Object(members) if members.is_empty() => text.push_str(" {}\n"),
        Value::Array(rows) if rows.is_empty() => text.push_str(" []\n"),
        Value::Object(_) | Value::Array(_) => {
            text.push('\n');
            write_value(text, value, depth + 1, keys);
        }
        scalar => {
            text.push(' ');
            text.push_str(&write_scalar(scalar));
            text.push('\n');
        }
    }
}

/// A row of a list: its first member stands behind the dash.
fn write_row(text: &mut String, row: &Value, depth: usize, keys: Keys) {
    match row {
        Value::Object(members) if !members.is_empty() => {
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    indent(text, depth + 1);
                }
                write_member(text, key, value, depth + 1, keys);
            }
        }
        Value::Object(_) => text.push_str("{}\n"),
        scalar => {
            text.push_str(&write_scalar(scalar));
            text.push('\n');
        }
    }
}

fn indent(text: &mut String, depth: usize) {
    text.extend(std::iter::repeat_n("  ", depth));
}

/// A scalar: bare where YAML reads it back as the same text, else in quotation marks, as JSON writes it.
pub(crate) fn write_scalar(value: &Value) -> String {
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let starts_well = first.is_alphabetic() || matches!(first, '《' | '（' | '“');
    let has_syntax = text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':')
        || text.contains(['\n', '\r', '\t', '"', '{', '}', '[', ']', ',']);
    let is_word = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    starts_well
        && !has_syntax
        && !is_word
        && text.trim() == text
        && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_read_otherwise_is_quoted() {
        let shown = |text: &str| write_scalar(&Value::from(text));
        assert_eq!(shown("居民身份证"), "居民身份证");
        for quoted in [
            "0123",
            "no",
            "2019-07-01",
            "a: b",
            "甲\n乙",
            "- 甲",
            "",
            " 甲",
            "#甲",
        ] {
            assert!(shown(quoted).starts_with('"'), "{quoted}");
        }
    }
}
