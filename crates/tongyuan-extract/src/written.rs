//! How the texts of a YAML or JSON file are written in it, so that one can be changed and everything else stays, byte for byte.
//!
//! A text in a file is more than its words: quotation marks, escapes, lines folded into one. [`Written`] turns what should
//! stand in a text into the changes of the file that bring it there, and tells by reading the changed file again whether they
//! bring that and nothing else.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use tongyuan_model::tree::{Node, Value};
use tongyuan_model::{Edit, Mend, Precision, Span, edited};

use crate::format::Format;
use crate::{json, yaml};

mod align;
mod style;

use align::align;
use style::Style;

/// A YAML or JSON file with the place and the writing of each of its texts.
#[derive(Debug)]
pub struct Written<'s> {
    text: &'s str,
    format: Format,
    tree: Node<'s>,
    scalars: HashMap<Span, Scalar>,
}

/// One text as it is written.
#[derive(Clone, Debug)]
struct Scalar {
    /// What the file means by it.
    value: String,
    style: Style,
    /// All of it, with its quotation marks.
    whole: Range<usize>,
    /// What is inside.
    inner: Range<usize>,
    /// Whether it stands between brackets or braces.
    is_in_flow: bool,
    /// In how many places of the tree it stands: in more than one where the file has aliases.
    places: usize,
}

impl<'s> Written<'s> {
    /// Reads the text of a file of this format; none where it is neither YAML nor JSON, or cannot be read.
    #[must_use]
    pub fn read(text: &'s str, format: Format) -> Option<Self> {
        let tree = parse(text, format)?;
        let mut written = Self {
            text,
            format,
            tree: Node::new(Value::Null, Span::default()),
            scalars: HashMap::new(),
        };
        let blocks = match format {
            Format::Yaml => yaml::blocks(text),
            _ => HashSet::new(),
        };
        written.gather(&tree, false, &blocks);
        written.tree = tree;
        Some(written)
    }

    fn gather(&mut self, node: &Node<'_>, is_in_flow: bool, blocks: &HashSet<u32>) {
        match &node.value {
            Value::List(rows) => {
                let flow = is_in_flow || self.is_flow(node.span);
                for row in rows {
                    self.gather(row, flow, blocks);
                }
            }
            Value::Map(entries) => {
                let flow = is_in_flow || self.is_flow(node.span);
                for entry in entries {
                    self.gather(&entry.value, flow, blocks);
                }
            }
            Value::Text(value) | Value::Number(value) => {
                let is_block = blocks.contains(&node.span.start);
                let scalar = self.scalar(value, node.span, is_block);
                let Some(scalar) = scalar else { return };
                let own = self.scalars.entry(node.span).or_insert(Scalar {
                    is_in_flow,
                    ..scalar
                });
                own.places += 1;
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn is_flow(&self, collection: Span) -> bool {
        let from = self.text.get(collection.start as usize..);
        from.is_some_and(|from| from.starts_with(['[', '{']))
    }

    fn scalar(&self, value: &str, span: Span, is_block: bool) -> Option<Scalar> {
        let range = span.range();
        let before = self.text.get(..range.start)?;
        let from = self.text.get(range.clone())?;
        // Where nothing is escaped or folded the span of a quoted text lies between its quotation marks.
        let opened = before.chars().next_back();
        let mark = match span.precision {
            Precision::Exact => opened.filter(|mark| matches!(mark, '"' | '\'')),
            Precision::Enclosing => None,
        };
        let whole = match mark {
            Some(_) => range.start - 1..range.end + 1,
            None => range,
        };
        let style = match mark.or_else(|| from.chars().next()) {
            _ if self.format == Format::Json => Style::Json,
            _ if is_block => Style::Block,
            Some('"') => Style::Double,
            Some('\'') => Style::Single,
            _ => Style::Plain,
        };
        let inner = style.inner(self.text.get(whole.clone())?)?;
        Some(Scalar {
            value: value.to_owned(),
            style,
            inner: whole.start + inner.start..whole.start + inner.end,
            whole,
            is_in_flow: false,
            places: 0,
        })
    }

    /// In how many places a value stands: an alias puts it in one more.
    #[must_use]
    pub fn places(&self, value: Span) -> usize {
        self.scalars.get(&value).map_or(0, |scalar| scalar.places)
    }

    /// The changes of the file that bring what should stand in its texts, as small as they can be; none where a text is not
    /// written in a way that can be followed.
    #[must_use]
    pub fn edits(&self, mends: &[Mend]) -> Option<Vec<Edit>> {
        let each = by_value(mends).into_iter();
        let all = each.map(|(value, own)| {
            let scalar = self.scalars.get(&value)?;
            self.small(scalar, &own)
                .or_else(|| scalar.rewritten(&scalar.mended(&own)?))
        });
        Some(all.collect::<Option<Vec<_>>>()?.concat())
    }

    /// The same, each text written anew as a whole.
    #[must_use]
    pub fn whole_edits(&self, mends: &[Mend]) -> Option<Vec<Edit>> {
        let each = by_value(mends).into_iter();
        let all = each.map(|(value, own)| {
            let scalar = self.scalars.get(&value)?;
            scalar.rewritten(&scalar.mended(&own)?)
        });
        Some(all.collect::<Option<Vec<_>>>()?.concat())
    }

    /// A change for each part of a text, in the style that the text has.
    fn small(&self, scalar: &Scalar, mends: &[&Mend]) -> Option<Vec<Edit>> {
        let mended = scalar.mended(mends)?;
        if scalar.style == Style::Plain && style::needs_quotes(&mended, scalar.is_in_flow) {
            return None;
        }
        let inner = self.text.get(scalar.inner.clone())?;
        let aligned = align(inner, scalar.style, &scalar.value)?;
        let edits = mends.iter().map(|mend| {
            let at = aligned.written(&scalar.part(mend)?)?;
            let start = scalar.inner.start;
            Some(Edit {
                span: Span::exact(start + at.start, start + at.end),
                text: scalar.style.escaped(&mend.text)?,
            })
        });
        edits.collect()
    }

    /// Whether the changes bring what should stand there and nothing else: the changed file is read again, and has the same
    /// keys, rows and values in the same order, but for the texts that are mended.
    #[must_use]
    pub fn holds(&self, changes: &[(&[Mend], &[Edit])]) -> bool {
        let edits = changes.iter().flat_map(|(_, edits)| edits.iter().cloned());
        let edits: Vec<Edit> = edits.collect();
        let text = edited(self.text, &edits);
        let Some(tree) = parse(&text, self.format) else {
            return false;
        };
        let mut by_value: HashMap<Span, Vec<&Mend>> = HashMap::new();
        for mend in changes.iter().flat_map(|(mends, _)| mends.iter()) {
            let own = by_value.entry(mend.value).or_default();
            // Two findings may ask for the same.
            if !own.contains(&mend) {
                own.push(mend);
            }
        }
        let mut wanted = HashMap::new();
        for (value, mends) in by_value {
            let mended = self.scalars.get(&value).and_then(|own| own.mended(&mends));
            let Some(mended) = mended else { return false };
            wanted.insert(value, mended);
        }
        is_same(&self.tree, &tree, &wanted)
    }
}

impl Scalar {
    /// The part of the value that a mend replaces. Readings leave out blanks at the ends of a value.
    fn part(&self, mend: &Mend) -> Option<Range<usize>> {
        let own = self.value.trim();
        let shift = self.value.len() - self.value.trim_start().len();
        let at = mend.at.clone().unwrap_or(0..own.len());
        own.get(at.clone())?;
        Some(shift + at.start..shift + at.end)
    }

    /// The value with its parts replaced.
    fn mended(&self, mends: &[&Mend]) -> Option<String> {
        let edits = mends.iter().map(|mend| {
            let part = self.part(mend)?;
            Some(Edit {
                span: Span::exact(part.start, part.end),
                text: mend.text.clone(),
            })
        });
        Some(edited(&self.value, &edits.collect::<Option<Vec<_>>>()?))
    }

    /// The change that writes another value in place of the whole of this one.
    fn rewritten(&self, value: &str) -> Option<Vec<Edit>> {
        Some(vec![Edit {
            span: Span::exact(self.whole.start, self.whole.end),
            text: self.style.whole(value, self.is_in_flow)?,
        }])
    }
}

/// The mends of each value, in the order in which they come.
fn by_value(mends: &[Mend]) -> Vec<(Span, Vec<&Mend>)> {
    let mut found: Vec<(Span, Vec<&Mend>)> = Vec::new();
    for mend in mends {
        match found.last_mut().filter(|(value, _)| *value == mend.value) {
            Some((_, own)) => own.push(mend),
            None => found.push((mend.value, vec![mend])),
        }
    }
    found
}

/// Whether two trees are the same, where the texts of the first that stand at `wanted` are something else in the second.
fn is_same(a: &Node<'_>, b: &Node<'_>, wanted: &HashMap<Span, String>) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b, wanted))
        }
        (Value::Map(a), Value::Map(b)) => {
            let mut pairs = a.iter().zip(b);
            a.len() == b.len()
                && pairs.all(|(a, b)| a.word == b.word && is_same(&a.value, &b.value, wanted))
        }
        (Value::Text(_) | Value::Number(_), b) if wanted.contains_key(&a.span) => {
            matches!(b, Value::Text(text) if wanted.get(&a.span).is_some_and(|own| own == text))
        }
        (a, b) => a == b,
    }
}

fn parse(text: &str, format: Format) -> Option<Node<'_>> {
    match format {
        Format::Yaml => yaml::parse(text).ok(),
        Format::Json => json::parse(text).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
