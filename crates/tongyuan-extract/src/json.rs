//! JSON into the spanned tree, strictly.

use std::borrow::Cow;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};
use tongyuan_model::Span;
use tongyuan_model::tree::{Entry, Node, Value};

use crate::exchange::shifted;
use crate::failure::{Failure, FailureKind, Syntax};
use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::tree::{DEEPEST, MOST_VALUES, duplicate_key};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// As people write values into scripts: `{name: '身份证', count: 1,}`.
const OF_SCRIPTS: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_loose_object_property_names: true,
    allow_trailing_commas: true,
    allow_single_quoted_strings: true,
    ..STRICT
};

pub(crate) fn parse(text: &str) -> Result<Node<'_>, Failure> {
    parse_as(text, &STRICT)
}

/// A value that stands in a script; what is more than a value, such as a call, is refused.
pub(crate) fn parse_script(text: &str) -> Result<Node<'_>, Failure> {
    parse_as(text, &OF_SCRIPTS)
}

fn parse_as<'s>(text: &'s str, options: &ParseOptions) -> Result<Node<'s>, Failure> {
    let parsed =
        parse_to_ast(text, &CollectOptions::default(), options).map_err(|error| failure(&error))?;
    let value = parsed.value.ok_or(Failure::new(FailureKind::Empty))?;
    Builder { values: 0 }.node(value, 0)
}

/// One value a line. A line that cannot be read is told of, and the others are read.
pub(crate) fn parse_lines<'s>(text: &'s str, notes: &mut Vec<Note>) -> Result<Node<'s>, Failure> {
    let mut rows = Vec::new();
    let mut at = 0;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        let by = u32::try_from(at).unwrap_or(u32::MAX);
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match parse(line) {
            Ok(node) => rows.push(shifted(node, by)),
            Err(failure) => {
                let detail = failure.kind.words().english;
                let kind = NoteKind::RecordUnread { number, detail };
                let start = by as usize;
                notes.push(Note::at(
                    kind,
                    Span::exact(start, start + line.trim_end().len()),
                ));
            }
        }
    }
    Ok(Node::new(Value::List(rows), Span::exact(0, text.len())))
}

/// A text in quotation marks with its escapes undone, each part of it with its place. `start` is where it begins in the file.
pub(crate) fn unescaped(written: &str, start: usize) -> Fragment {
    let mut text = Fragment::default();
    let quotes = ['"', '\''];
    let mut rest = written.strip_prefix(quotes).unwrap_or(written);
    let mut at = start + written.len() - rest.len();
    rest = rest.strip_suffix(quotes).unwrap_or(rest);
    while let Some(escape) = rest.find('\\') {
        text.push(&rest[..escape], at..at + escape, true);
        let (character, length) = escaped(&rest[escape..]);
        let range = at + escape..at + escape + length;
        text.push(character.encode_utf8(&mut [0; 4]), range.clone(), false);
        rest = rest.get(escape + length..).unwrap_or_default();
        at = range.end;
    }
    text.push(rest, at..at + rest.len(), true);
    text
}

/// The character that an escape stands for, and how many bytes it takes.
pub(crate) fn escaped(rest: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match rest.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b') => ('\x08', 2),
        Some(b'f') => ('\x0C', 2),
        Some(b'u') => {
            let units: Vec<u16> = [unit(0), unit(6)].into_iter().flatten().collect();
            let mut decoded = char::decode_utf16(units);
            let first = decoded.next().and_then(Result::ok);
            let length = first.map_or(6, |first| 6 * first.len_utf16());
            (
                first.unwrap_or(char::REPLACEMENT_CHARACTER),
                length.min(rest.len()),
            )
        }
        Some(byte) if byte.is_ascii() => (char::from(*byte), 2),
        _ => ('\\', 1),
    }
}

struct Builder {
    values: usize,
}

impl Builder {
    fn node<'s>(&mut self, value: ast::Value<'s>, depth: usize) -> Result<Node<'s>, Failure> {
        let range = value.range();
        let span = Span::exact(range.start, range.end);
        self.values += 1;
        if self.values > MOST_VALUES {
            let kind = FailureKind::TooManyValues { limit: MOST_VALUES };
            return Err(Failure::at(kind, span));
        }
        if depth > DEEPEST {
            return Err(Failure::at(FailureKind::TooDeep, span));
        }
        Ok(match value {
            ast::Value::NullKeyword(_) => Node::new(Value::Null, span),
            ast::Value::BooleanLit(literal) => Node::new(Value::Bool(literal.value), span),
            ast::Value::NumberLit(literal) => {
                Node::new(Value::Number(Cow::Borrowed(literal.value)), span)
            }
            ast::Value::StringLit(literal) => {
                // The value stands between the quotation marks, unless an escape makes it stand for something else.
                let inner = match literal.value {
                    Cow::Borrowed(_) => Span::exact(range.start + 1, range.end.saturating_sub(1)),
                    Cow::Owned(_) => Span::enclosing(range.start, range.end),
                };
                Node::new(Value::Text(literal.value), inner)
            }
            ast::Value::Array(array) => {
                let rows = array
                    .elements
                    .into_iter()
                    .map(|row| self.node(row, depth + 1))
                    .collect::<Result<_, _>>()?;
                Node::new(Value::List(rows), span)
            }
            ast::Value::Object(object) => {
                let entries = object
                    .properties
                    .into_iter()
                    .map(|property| self.entry(property, depth))
                    .collect::<Result<Vec<_>, _>>()?;
                if let Some(failure) = duplicate_key(&entries) {
                    return Err(failure);
                }
                Node::new(Value::Map(entries), span)
            }
        })
    }

    fn entry<'s>(
        &mut self,
        property: ast::ObjectProp<'s>,
        depth: usize,
    ) -> Result<Entry<'s>, Failure> {
        let range = property.name.range();
        let word = match property.name {
            ast::ObjectPropName::String(literal) => literal.value,
            ast::ObjectPropName::Word(word) => Cow::Borrowed(word.value),
        };
        let word_span = Span::exact(range.start, range.end);
        let value = self.node(property.value, depth + 1)?;
        Ok(Entry::new(word, word_span, value))
    }
}

fn failure(error: &ParseError) -> Failure {
    let range = error.range();
    let span = Span::exact(range.start, range.end);
    let syntax = match error.kind() {
        ParseErrorKind::NestingDepthExceeded => return Failure::at(FailureKind::TooDeep, span),
        ParseErrorKind::ExpectedComma
        | ParseErrorKind::TrailingCommasNotAllowed
        | ParseErrorKind::UnexpectedComma => Syntax::Comma,
        ParseErrorKind::ExpectedColonAfterObjectKey | ParseErrorKind::UnexpectedColon => {
            Syntax::Colon
        }
        ParseErrorKind::UnterminatedArray
        | ParseErrorKind::UnterminatedObject
        | ParseErrorKind::UnexpectedCloseBrace
        | ParseErrorKind::UnexpectedCloseBracket => Syntax::OpenBracket,
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            Syntax::OpenQuote
        }
        ParseErrorKind::String(_) => Syntax::Escape,
        ParseErrorKind::MultipleRootJsonValues => Syntax::SecondDocument,
        _ => Syntax::Other,
    };
    let detail = error.kind().to_string();
    Failure::at(FailureKind::Syntax { syntax, detail }, span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places_and_digits() {
        let text = r#"{"名称": "甲", "原件": 1.50, "备注": "a\nb"}"#;
        let tree = parse(text).unwrap();
        let slices: Vec<_> = tree
            .entries()
            .iter()
            .map(|entry| &text[entry.value.span.range()])
            .collect();
        assert_eq!(slices, ["甲", "1.50", r#""a\nb""#]);
        assert_eq!(tree.entries()[1].value.value, Value::Number("1.50".into()));
    }

    #[test]
    fn escapes_are_undone_where_they_stand() {
        let written = r#""甲\n乙\u0041\uD83D\uDE00\"丙""#;
        let text = unescaped(written, 10);
        assert_eq!(text.text(), "甲\n乙A😀\"丙");
        let of = |part: &str| {
            let at = text.text().find(part).unwrap();
            text.span_of(at..at + part.len())
        };
        assert_eq!(of("甲"), Span::exact(11, 14));
        assert_eq!(of("乙"), Span::exact(16, 19));
        assert_eq!(of("😀"), Span::enclosing(25, 37));
        assert_eq!(of("丙"), Span::exact(39, 42));
    }

    #[test]
    fn leniencies_are_refused() {
        for (text, syntax) in [
            ("{\"a\": 1,}", Syntax::Comma),
            ("{\"a\" 1}", Syntax::Colon),
            ("{\"a\": [1, 2}", Syntax::OpenBracket),
            ("{\"a\": \"b}", Syntax::OpenQuote),
            ("{} {}", Syntax::SecondDocument),
            ("{a: 1}", Syntax::Other),
            ("{'a': 1}", Syntax::Other),
        ] {
            let found = parse(text).map_err(|failure| failure.kind);
            assert!(
                matches!(&found, Err(FailureKind::Syntax { syntax: s, .. }) if *s == syntax),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn depth_and_duplicates_are_refused() {
        let deep = "[".repeat(100_000);
        assert!(matches!(
            parse(&deep).map_err(|f| f.kind),
            Err(FailureKind::TooDeep | FailureKind::Syntax { .. })
        ));
        let both = r#"{"materials": [], "申请材料": []}"#;
        assert!(matches!(
            parse(both).map_err(|f| f.kind),
            Err(FailureKind::DuplicateKey { .. })
        ));
    }
}
