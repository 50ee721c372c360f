//! XML of exchange platforms into the spanned tree: an element is a key, what is in it its value.
//!
//! Elements of one name side by side are a list. No entity but the five of XML and numbers of characters is expanded, and nothing
//! outside the file is looked at.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use tongyuan_model::Span;
use tongyuan_model::tree::{Entry, Node, Value};

use crate::failure::{Failure, FailureKind, Syntax};
use crate::fragment::Fragment;
use crate::tree::{DEEPEST, MOST_VALUES};

pub(crate) fn parse(text: &str) -> Result<Node<'_>, Failure> {
    let mut builder = Builder {
        text,
        open: vec![Element::default()],
        values: 0,
    };
    builder.document()?;
    let root = builder.open.pop().unwrap_or_default();
    match root.entries.is_empty() {
        true => Err(Failure::new(FailureKind::Empty)),
        false => Ok(Node::new(
            Value::Map(root.entries),
            Span::exact(0, text.len()),
        )),
    }
}

/// An element that is being read.
#[derive(Default)]
struct Element<'s> {
    word: &'s str,
    word_span: Span,
    /// Where its content begins.
    content: usize,
    entries: Vec<Entry<'s>>,
    /// Which entry has a name, and whether it is a list of elements already.
    by_name: HashMap<&'s str, (usize, bool)>,
    /// Whether it holds an element that is none of mark-up.
    has_records: bool,
}

impl<'s> Element<'s> {
    fn add(&mut self, word: &'s str, word_span: Span, value: Node<'s>) {
        match self.by_name.get_mut(word) {
            None => {
                self.by_name.insert(word, (self.entries.len(), false));
                self.entries
                    .push(Entry::new(Cow::Borrowed(word), word_span, value));
            }
            Some((at, is_list)) => {
                let own = &mut self.entries[*at].value;
                let span = own.span.to(value.span);
                if !*is_list {
                    let first = std::mem::replace(own, Node::new(Value::Null, span));
                    own.value = Value::List(vec![first]);
                    *is_list = true;
                }
                if let Value::List(rows) = &mut own.value {
                    rows.push(value);
                }
                own.span = span;
            }
        }
    }
}

struct Builder<'s> {
    text: &'s str,
    open: Vec<Element<'s>>,
    values: usize,
}

impl<'s> Builder<'s> {
    fn document(&mut self) -> Result<(), Failure> {
        let mut reader = Reader::from_str(self.text);
        loop {
            let start = place(reader.buffer_position());
            let event = reader.read_event().map_err(|error| {
                let at = place(reader.error_position());
                broken(error.to_string(), at)
            })?;
            let end = place(reader.buffer_position());
            match event {
                Event::Start(tag) => self.start(&tag, start, end)?,
                Event::Empty(tag) => {
                    self.start(&tag, start, end)?;
                    self.end(end);
                }
                Event::End(_) => self.end(start),
                Event::Eof if self.open.len() > 1 => {
                    return Err(broken("an element is not closed".into(), start));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'s>, start: usize, end: usize) -> Result<(), Failure> {
        self.values += 1;
        let at = Span::exact(start, end);
        if self.open.len() > DEEPEST {
            return Err(Failure::at(FailureKind::TooDeep, at));
        }
        let name_end = self.text[start..]
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .map_or(end, |length| start + length);
        let word = &self.text[start + 1..name_end.max(start + 1)];
        let word = word.split_once(':').map_or(word, |(_, local)| local);
        let mut element = Element {
            word,
            word_span: Span::exact(name_end - word.len(), name_end),
            content: end,
            ..Element::default()
        };
        if !is_markup(word) {
            for attribute in tag.attributes().filter_map(Result::ok) {
                self.values += 1;
                let name = self.range(attribute.key.into_inner());
                let value = self.range(&attribute.value);
                if let (Some(name), Some(value)) = (name, value)
                    && !self.text[name.clone()].starts_with("xmlns")
                {
                    let node = self.text_node(value.start, value.end);
                    let word_span = Span::exact(name.start, name.end);
                    element.add(&self.text[name], word_span, node);
                }
            }
            if let Some(above) = self.open.last_mut() {
                above.has_records = true;
            }
        }
        if self.values > MOST_VALUES {
            let kind = FailureKind::TooManyValues { limit: MOST_VALUES };
            return Err(Failure::at(kind, at));
        }
        self.open.push(element);
        Ok(())
    }

    /// Where a part of the text stands in it.
    fn range(&self, part: &str) -> Option<std::ops::Range<usize>> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let range = start..start + part.len();
        (self.text.get(range.clone())? == part).then_some(range)
    }

    /// The end of the innermost element, whose content ends at `end`.
    fn end(&mut self, end: usize) {
        if self.open.len() < 2 {
            return;
        }
        let Some(element) = self.open.pop() else {
            return;
        };
        let attributes_only = !element.has_records;
        let is_text = attributes_only && !self.text[element.content..end].trim().is_empty();
        let node = if element.entries.is_empty()
            || is_text && element.entries.iter().all(|entry| is_markup(&entry.word))
        {
            self.text_node(element.content, end)
        } else {
            let span = Span::exact(element.content, end);
            let mut element_fields = element.entries;
            if is_text {
                // <material original="1">申请表</material>: the text is what the element is called after.
                let text = self.text_node(element.content, end);
                let word = Cow::Borrowed(element.word);
                element_fields.push(Entry::new(word, element.word_span, text));
            }
            Node::new(Value::Map(element_fields), span)
        };
        if let Some(above) = self.open.last_mut() {
            above.add(element.word, element.word_span, node);
        }
    }

    /// The text between two places, without blanks at its ends.
    fn text_node(&self, start: usize, end: usize) -> Node<'s> {
        let whole = &self.text[start..end];
        let written = whole.trim();
        let start = start + whole.len() - whole.trim_start().len();
        let end = start + written.len();
        if !written.contains(['<', '&']) {
            return Node::new(Value::Text(Cow::Borrowed(written)), Span::exact(start, end));
        }
        let text = unescaped(written, start).text().to_owned();
        Node::new(Value::Text(Cow::Owned(text)), Span::enclosing(start, end))
    }
}

/// Elements of pages within a text: they are a part of it.
fn is_markup(name: &str) -> bool {
    const MARKUP: &[&str] = &[
        "p", "br", "span", "div", "strong", "b", "font", "a", "table", "tbody", "tr", "td", "th",
        "ul", "ol", "li", "u", "em", "img",
    ];
    MARKUP.contains(&name)
}

/// A text with references and CDATA sections undone, each part of it with its place. `start` is where it begins in the file.
pub(crate) fn unescaped(written: &str, start: usize) -> Fragment {
    let mut text = Fragment::default();
    let mut at = 0;
    while let Some(length) = written[at..].find(['<', '&']) {
        let mark = at + length;
        text.push(&written[at..mark], start + at..start + mark, true);
        let rest = &written[mark..];
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let from = mark + "<![CDATA[".len();
            let size = inside.find("]]>").unwrap_or(inside.len());
            text.push(&inside[..size], start + from..start + from + size, true);
            at = (from + size + "]]>".len()).min(written.len());
        } else if rest.starts_with("<!--") {
            at = rest
                .find("-->")
                .map_or(written.len(), |end| mark + end + "-->".len());
        } else if let Some((character, size)) = reference(rest) {
            let range = start + mark..start + mark + size;
            text.push(character.encode_utf8(&mut [0; 4]), range, false);
            at = mark + size;
        } else {
            text.push(&rest[..1], start + mark..start + mark + 1, true);
            at = mark + 1;
        }
    }
    text.push(&written[at..], start + at..start + written.len(), true);
    text
}

/// The character that a reference stands for, and how many bytes it takes.
fn reference(rest: &str) -> Option<(char, usize)> {
    let end = rest.find(';').filter(|end| *end <= 12)?;
    let name = rest.strip_prefix('&')?.get(..end - 1)?;
    let number = |digits: &str, base| {
        u32::from_str_radix(digits, base)
            .ok()
            .and_then(char::from_u32)
    };
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix('x') {
                Some(digits) => number(digits, 16)?,
                None => number(digits, 10)?,
            }
        }
    };
    Some((character, end + 1))
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn broken(detail: String, at: usize) -> Failure {
    let syntax = Syntax::Other;
    Failure::at(FailureKind::Syntax { syntax, detail }, Span::exact(at, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(node: &Node<'_>) -> String {
        match &node.value {
            Value::Map(entries) => {
                let entries = entries.iter();
                let shown = entries.map(|entry| format!("{}={}", entry.word, shown(&entry.value)));
                format!("{{{}}}", shown.collect::<Vec<_>>().join(" "))
            }
            Value::List(rows) => {
                let rows: Vec<_> = rows.iter().map(shown).collect();
                format!("[{}]", rows.join(" "))
            }
            other => match other {
                Value::Text(text) => text.to_string(),
                _ => "-".into(),
            },
        }
    }

    #[test]
    fn elements_are_keys_and_those_of_one_name_a_list() {
        let text = "<?xml version=\"1.0\"?><!-- 说明 --><D xmlns=\"x\"><A 序号=\"2\"><N>甲&lt;乙&gt;</N></A><A><N><![CDATA[丙<br>丁]]></N></A><B/><C>一<br/>二</C></D>";
        let tree = parse(text).unwrap();
        assert_eq!(
            shown(&tree),
            "{D={A=[{序号=2 N=甲<乙>} {N=丙<br>丁}] B= C=一<br/>二}}"
        );
        let first = tree.get_word("D").and_then(|d| d.get_word("A")).unwrap();
        let name = first.rows()[0].get_word("N").unwrap();
        assert_eq!(&text[name.span.range()], "甲&lt;乙&gt;");
        let pieces = unescaped("甲&lt;乙", 100);
        assert_eq!(pieces.span_of(4..7), Span::exact(107, 110));
    }

    #[test]
    fn what_is_broken_or_endless_is_refused() {
        fn kind(text: &str) -> Result<Node<'_>, FailureKind> {
            parse(text).map_err(|failure| failure.kind)
        }
        assert!(matches!(
            kind("<a><b></a>"),
            Err(FailureKind::Syntax { .. })
        ));
        assert!(matches!(kind("<a><b>"), Err(FailureKind::Syntax { .. })));
        assert_eq!(kind("<!-- -->"), Err(FailureKind::Empty));
        assert_eq!(kind(&"<a>".repeat(1000)), Err(FailureKind::TooDeep));
        let many = format!("<a>{}</a>", "<b/>".repeat(MOST_VALUES + 1));
        assert!(matches!(
            kind(&many),
            Err(FailureKind::TooManyValues { .. })
        ));
    }

    #[test]
    fn no_entity_is_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY f SYSTEM \"file:///etc/hosts\">]><a><N>&x;&f;</N></a>";
        assert_eq!(shown(&parse(bomb).unwrap()), "{a={N=&x;&f;}}");
    }
}
