//! YAML into the spanned tree. Scalars keep what the author wrote: `0123`, `no` and dates are texts.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StrInput};
use tongyuan_model::tree::{Entry, Node, Value};
use tongyuan_model::{Key, Span};

use crate::failure::{Failure, FailureKind, Syntax};
use crate::tree::{DEEPEST, MOST_VALUES, duplicate_key};

pub(crate) fn parse(text: &str) -> Result<Node<'_>, Failure> {
    let mut builder = Builder {
        text,
        parser: Parser::new_from_str_with_options(text, options()),
        anchors: HashMap::new(),
        values: 0,
    };
    builder.document()
}

/// Where the words begin of each text that stands in lines below `|` or `>`.
pub(crate) fn blocks(text: &str) -> HashSet<u32> {
    let mut starts = HashSet::new();
    let mut parser = Parser::new_from_str_with_options(text, options());
    while let Some(Ok((event, span))) = parser.next_event() {
        let is_block = |style| matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        match event {
            Event::Scalar(_, style, ..) if is_block(style) => {
                let start = span.byte_range().map_or(0, |range| range.start);
                starts.insert(Span::exact(start, start).start);
            }
            Event::StreamEnd => break,
            _ => {}
        }
    }
    starts
}

fn options() -> Options {
    let mut options = Options::default();
    options.flow_nesting_limit = DEEPEST;
    options.block_nesting_limit = DEEPEST;
    options.set_emit_comments(false);
    options
}

struct Builder<'s> {
    text: &'s str,
    parser: Parser<'s, StrInput<'s>>,
    /// Anchored nodes with the number of values in each, for what their aliases stand for.
    anchors: HashMap<usize, (Node<'s>, usize)>,
    values: usize,
}

type Next<'s> = (Event<'s>, Span);

impl<'s> Builder<'s> {
    fn document(&mut self) -> Result<Node<'s>, Failure> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                _ if root.is_some() => {
                    let kind = FailureKind::Syntax {
                        syntax: Syntax::SecondDocument,
                        detail: "more than one document in one file".into(),
                    };
                    return Err(Failure::at(kind, span));
                }
                event => root = Some(self.node((event, span), None)?),
            }
        }
        match root {
            Some(node) if node.value != Value::Null => Ok(node),
            _ => Err(Failure::new(FailureKind::Empty)),
        }
    }

    fn next(&mut self) -> Result<Next<'s>, Failure> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or(0..0);
                Ok((event, Span::exact(range.start, range.end)))
            }
            Some(Err(error)) => Err(self.failure(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    /// The node that begins with this event. `key` is the key it is the value of, directly or in a list.
    fn node(&mut self, (event, span): Next<'s>, key: Option<Key>) -> Result<Node<'s>, Failure> {
        self.values += 1;
        if self.values > MOST_VALUES {
            let kind = FailureKind::TooManyValues { limit: MOST_VALUES };
            return Err(Failure::at(kind, span));
        }
        let before = self.values;
        let (node, anchor) = match event {
            Event::Scalar(value, style, anchor, _) => {
                (self.scalar(value, style, span, key), anchor)
            }
            Event::SequenceStart(_, anchor, _) => (self.list(span, key)?, anchor),
            Event::MappingStart(_, anchor, _) => (self.map(span)?, anchor),
            Event::Alias(anchor) => return self.alias(anchor, span),
            _ => (Node::new(Value::Null, span), 0),
        };
        if anchor > 0 {
            let inside = self.values - before + 1;
            self.anchors.insert(anchor, (node.clone(), inside));
        }
        Ok(node)
    }

    /// An alias stands for a copy of its anchor, and every copy counts: doubling aliases soon meet the limit.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<Node<'s>, Failure> {
        let Some((_, inside)) = self.anchors.get(&anchor) else {
            let kind = FailureKind::Syntax {
                syntax: Syntax::UnknownAlias,
                detail: "an alias inside its own anchor".into(),
            };
            return Err(Failure::at(kind, span));
        };
        self.values += inside;
        if self.values > MOST_VALUES {
            let kind = FailureKind::TooManyValues { limit: MOST_VALUES };
            return Err(Failure::at(kind, span));
        }
        Ok(self.anchors[&anchor].0.clone())
    }

    fn list(&mut self, start: Span, key: Option<Key>) -> Result<Node<'s>, Failure> {
        let mut rows = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                let whole =
                    self.collection(start, rows.last().map(|row: &Node<'_>| row.span), span);
                return Ok(Node::new(Value::List(rows), whole));
            }
            rows.push(self.node((event, span), key)?);
        }
    }

    fn map(&mut self, start: Span) -> Result<Node<'s>, Failure> {
        let mut entries: Vec<Entry<'s>> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let word = match event {
                Event::MappingEnd => {
                    if let Some(failure) = duplicate_key(&entries) {
                        return Err(failure);
                    }
                    let last = entries
                        .last()
                        .map(|entry| entry.word_span.to(entry.value.span));
                    let whole = self.collection(start, last, span);
                    return Ok(Node::new(Value::Map(entries), whole));
                }
                Event::Scalar(word, ..) => word,
                _ => {
                    let kind = FailureKind::Syntax {
                        syntax: Syntax::Other,
                        detail: "a key is a text".into(),
                    };
                    return Err(Failure::at(kind, span));
                }
            };
            let key = Key::of_word(&word).map(|(key, _)| key);
            let value = self.next()?;
            let value = self.node(value, key)?;
            entries.push(Entry::new(word, span, value));
        }
    }

    /// The span of a collection: from its first to its last value, without the blanks up to the next key.
    fn collection(&self, start: Span, last: Option<Span>, end: Span) -> Span {
        let flow = self.text[start.range()].starts_with(['[', '{']);
        let end = match last {
            // A quoted value ends before its quotation mark; the collection ends behind it.
            Some(last) if !flow => {
                let quoted = self.text[last.end as usize..].starts_with(['"', '\'']);
                last.end as usize + usize::from(quoted)
            }
            _ => end.end.max(start.end) as usize,
        };
        Span::exact(start.start as usize, end)
    }

    fn scalar(
        &self,
        value: Cow<'s, str>,
        style: ScalarStyle,
        span: Span,
        key: Option<Key>,
    ) -> Node<'s> {
        if style != ScalarStyle::Plain {
            return Node::new(Value::Text(value), self.inner(span, style));
        }
        let resolved = match value.as_ref() {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            // What a text field holds is a text, whatever it looks like.
            _ if key.is_some_and(Key::is_text) => Value::Text(value),
            "true" | "True" | "TRUE" => Value::Bool(true),
            "false" | "False" | "FALSE" => Value::Bool(false),
            digits if is_number(digits) => Value::Number(value),
            _ => Value::Text(value),
        };
        // A plain text over several lines is folded: what stands there is not quite the value.
        let folded = matches!(&resolved, Value::Text(text) if self.text[span.range()] != **text);
        Node::new(resolved, if folded { span.loosened() } else { span })
    }

    /// The span of a quoted or block text: between the quotation marks where it stands there as it is.
    fn inner(&self, span: Span, style: ScalarStyle) -> Span {
        match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                let range = span.range();
                let raw = &self.text[range.clone()];
                if range.len() >= 2
                    && !raw.contains(['\\', '\n'])
                    && !raw[1..raw.len() - 1].contains("''")
                {
                    Span::exact(range.start + 1, range.end - 1)
                } else {
                    span.loosened()
                }
            }
            _ => span.loosened(),
        }
    }

    /// The full-width colon that stands for the one that is missing, in the line where reading stopped or the one before.
    fn wide_colon(&self, at: usize) -> Option<Span> {
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |length| at + length);
        let lines = self.text[..end].rsplit('\n').take(2);
        let mut start = end;
        for line in lines {
            start -= line.len();
            let is_key = !line.contains(": ") && !line.trim_end().ends_with(':');
            if let Some(colon) = line.find('：').filter(|_| is_key) {
                return Some(Span::exact(start + colon, start + colon + '：'.len_utf8()));
            }
            start = start.saturating_sub(1);
        }
        None
    }

    fn failure(&self, error: &ScanError) -> Failure {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        let at = at.min(self.text.len());
        let span = Span::exact(at, at);
        let syntax = match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                return Failure::at(FailureKind::TooDeep, span);
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar => Syntax::Tab,
            ErrorKind::InvalidIndentation
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::InvalidBlockScalarIndent
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::InvalidFlowScalarIndent
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey => Syntax::Indentation,
            ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar => Syntax::OpenQuote,
            ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::MisplacedFlowCollectionEnd
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::UnclosedFlowCollection { .. } => Syntax::OpenBracket,
            ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
                Syntax::Comma
            }
            ErrorKind::MappingValueNotAllowed
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::InvalidMappingValueWhitespace => Syntax::Colon,
            ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => Syntax::UnknownAlias,
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidUnicodeEscape => Syntax::Escape,
            _ => Syntax::Other,
        };
        let (syntax, span) = match (syntax, self.wide_colon(at)) {
            (Syntax::Indentation | Syntax::Colon, Some(colon)) => (Syntax::WideColon, colon),
            _ => (syntax, span),
        };
        let detail = error.info();
        Failure::at(FailureKind::Syntax { syntax, detail }, span)
    }
}

/// A number of the YAML 1.2 core schema that JSON can hold as well. `0123` is none: codes begin with zeros.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all(whole) && fraction.is_none_or(all) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_keep_what_the_author_wrote() {
        let text = "实施编码: 0123\n名称: no\n实施日期: 2019-07-01\n版本号: 1.10\n电话: 12345\n是否收费: no\n金额: 50.0\n空白表格:\n";
        let tree = parse(text).unwrap();
        let values: Vec<_> = tree
            .entries()
            .iter()
            .map(|e| e.value.value.clone())
            .collect();
        let text_of = |t: &'static str| Value::Text(t.into());
        assert_eq!(
            values,
            [
                text_of("0123"),
                text_of("no"),
                text_of("2019-07-01"),
                text_of("1.10"),
                text_of("12345"),
                text_of("no"),
                Value::Number("50.0".into()),
                Value::Null,
            ]
        );
    }

    #[test]
    fn every_value_stands_where_its_span_says() {
        let text = "materials:\n  - name: \"甲\"\n    notes: |\n      第一行\n      第二行\n  - name: '乙'\nfaq: [ ]\n";
        let tree = parse(text).unwrap();
        let rows = tree.get(Key::Materials).unwrap();
        assert_eq!(
            &text[rows.rows()[0].get(Key::Name).unwrap().span.range()],
            "甲"
        );
        assert_eq!(
            &text[rows.rows()[1].get(Key::Name).unwrap().span.range()],
            "乙"
        );
        let whole = &text[rows.span.range()];
        assert!(
            whole.starts_with("- name") && whole.ends_with("'乙'"),
            "{whole}"
        );
        assert_eq!(&text[tree.get(Key::Faq).unwrap().span.range()], "[ ]");
    }

    #[test]
    fn bombs_and_depths_are_refused() {
        let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (name, of) in ["b", "c", "d", "e", "f", "g", "h", "i"]
            .iter()
            .zip("abcdefgh".chars())
        {
            bomb.push_str(&format!(
                "{name}: &{name} [{}]\n",
                vec![format!("*{of}"); 9].join(",")
            ));
        }
        fn kind(text: &str) -> Result<Node<'_>, FailureKind> {
            parse(text).map_err(|failure| failure.kind)
        }
        assert!(matches!(
            kind(&bomb),
            Err(FailureKind::TooManyValues { .. })
        ));
        assert_eq!(kind(&"[".repeat(100_000)), Err(FailureKind::TooDeep));
        assert_eq!(kind(&"- ".repeat(100_000)), Err(FailureKind::TooDeep));
        assert_eq!(kind("# nothing\n"), Err(FailureKind::Empty));
    }

    #[test]
    fn faults_an_author_makes() {
        for (text, syntax) in [
            ("a: 1\n\tb: 2\n", Syntax::Tab),
            ("a:\n    b: 1\n  c: 2\n", Syntax::Indentation),
            ("事项:\n  名称：甲\n  类型: 乙\n", Syntax::WideColon),
            ("标识：a\n名称: 甲\n", Syntax::WideColon),
            ("a: b: c：d\n", Syntax::Colon),
            ("a: \"b\nc: d\n", Syntax::OpenQuote),
            ("a: [1, 2\n", Syntax::OpenBracket),
            ("a: b: c\n", Syntax::Colon),
            ("a: *b\n", Syntax::UnknownAlias),
            ("a: 1\n---\nb: 2\n", Syntax::SecondDocument),
        ] {
            let found = parse(text).map_err(|failure| failure.kind);
            assert!(
                matches!(&found, Err(FailureKind::Syntax { syntax: s, .. }) if *s == syntax),
                "{text:?}: {found:?}"
            );
        }
    }

    #[test]
    fn the_same_key_twice() {
        let text = "名称: 甲\nname: 乙\n";
        let failure = parse(text).unwrap_err();
        assert_eq!(&text[failure.span.unwrap().range()], "name");
        assert!(matches!(failure.kind, FailureKind::DuplicateKey { .. }));
    }
}
