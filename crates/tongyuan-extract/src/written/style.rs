//! In which style a text is written, and how other words are written in it.

use std::ops::Range;

/// The style of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// A JSON string.
    Json,
    /// Words of YAML without quotation marks.
    Plain,
    /// Between single quotation marks.
    Single,
    /// Between double quotation marks, with escapes.
    Double,
    /// Lines below `|` or `>`.
    Block,
}

impl Style {
    /// What of a written text is inside of what marks it as one.
    pub(super) fn inner(self, whole: &str) -> Option<Range<usize>> {
        match self {
            Self::Plain | Self::Block => Some(0..whole.len()),
            Self::Json | Self::Double | Self::Single => {
                // A number in JSON has no marks.
                if !whole.starts_with(['"', '\'']) {
                    return None;
                }
                (whole.len() >= 2).then(|| 1..whole.len() - 1)
            }
        }
    }

    /// Words as they stand inside of this style; none where it has no way to say them.
    pub(super) fn escaped(self, words: &str) -> Option<String> {
        match self {
            Self::Json | Self::Double => Some(escaped(words)),
            _ if words.chars().any(char::is_control) => None,
            Self::Single => Some(words.replace('\'', "''")),
            Self::Plain | Self::Block => Some(words.to_owned()),
        }
    }

    /// A whole text in this style; where it has no way to say it, in the one that comes nearest. The lines of a block have no
    /// style that would be as easy to read: there is none.
    pub(super) fn whole(self, value: &str, is_in_flow: bool) -> Option<String> {
        let quoted = |style: Self, mark: char| {
            let words = style.escaped(value)?;
            Some(format!("{mark}{words}{mark}"))
        };
        match self {
            Self::Block => None,
            Self::Json | Self::Double => quoted(self, '"'),
            Self::Single => quoted(self, '\'').or_else(|| quoted(Self::Double, '"')),
            Self::Plain if !needs_quotes(value, is_in_flow) => Some(value.to_owned()),
            Self::Plain if value.contains(['"', '\\']) => Self::Single.whole(value, is_in_flow),
            Self::Plain => Self::Double.whole(value, is_in_flow),
        }
    }
}

/// Words between double quotation marks: what both YAML and JSON understand.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character.is_control() => {
                out.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
    out
}

/// Whether words mean something else in YAML when they have no quotation marks, to this reader or another.
pub(super) fn needs_quotes(value: &str, is_in_flow: bool) -> bool {
    let begins_like_syntax = value.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@`=~".contains(c));
    let ends_a_flow = is_in_flow && value.contains([',', '[', ']', '{', '}', '"']);
    value.trim() != value
        || value.is_empty()
        || begins_like_syntax
        || ends_a_flow
        || value.ends_with(':')
        || [": ", " #", "...", ":\t"]
            .iter()
            .any(|own| value.contains(own))
        || value.chars().any(char::is_control)
        || is_other_than_text(value)
}

/// Whether YAML of any version takes words for a number, a date, a truth or nothing.
fn is_other_than_text(value: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let lower = value.to_ascii_lowercase();
    let is_word = WORDS.contains(&lower.as_str());
    // 12, 1.5, 1_000, 0x1F, 1e3, 9:30 and 2024-03-01 are all made of these; so are telephone numbers, which stay bare.
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '+' | ':' | 'e' | 'E');
    let is_number = value.chars().all(is_figure) && value.contains(|c: char| c.is_ascii_digit());
    let digits = |part: &str, count: Range<usize>| {
        count.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = value.split('-');
    let is_date = parts.next().is_some_and(|year| digits(year, 4..5))
        && parts.next().is_some_and(|month| digits(month, 1..3))
        && parts.next().is_some_and(|rest| {
            let day = rest.split(['T', 't', ' ']).next().unwrap_or_default();
            digits(day, 1..3)
        });
    let is_special = [".inf", ".nan", "0x", "0o", "0b"]
        .iter()
        .any(|start| lower.starts_with(start));
    is_word || is_number || is_date || is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_take_for_something_else_is_quoted() {
        for value in [
            "",
            " 甲",
            "- 甲",
            "甲: 乙",
            "甲 #乙",
            "甲:",
            "&甲",
            "[1]",
            "12",
            "1.5",
            "1_000",
            "1e3",
            "9:30",
            "2024-03-01",
            "2024-3-1 09:00",
            "0x1F",
            "null",
            "No",
            "~",
            "甲\n乙",
            "…...",
        ] {
            assert!(needs_quotes(value, false), "{value}");
        }
        for value in [
            "甲",
            "甲:乙",
            "甲,乙",
            "0999-1234567",
            "国办发〔2018〕45号",
            "甲#乙",
            "不收费",
        ] {
            assert!(!needs_quotes(value, false), "{value}");
        }
        assert!(needs_quotes("甲,乙", true));
    }

    #[test]
    fn each_style_says_what_it_can() {
        let value = "甲\"乙'丙\\";
        assert_eq!(Style::Single.whole(value, false).unwrap(), "'甲\"乙''丙\\'");
        assert_eq!(
            Style::Double.whole(value, false).unwrap(),
            r#""甲\"乙'丙\\""#
        );
        assert_eq!(Style::Plain.whole("甲: 乙", false).unwrap(), "\"甲: 乙\"");
        assert_eq!(
            Style::Plain.whole("\"甲\": 乙", false).unwrap(),
            "'\"甲\": 乙'"
        );
        assert_eq!(Style::Single.whole("甲\n", false).unwrap(), "\"甲\\n\"");
        assert_eq!(Style::Block.whole("甲", false), None);
    }
}
