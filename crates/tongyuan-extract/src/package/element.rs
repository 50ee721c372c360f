//! The tree of one XML part.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::broken_xml;
use crate::failure::{Failure, FailureKind};

/// Elements nested deeper than this are no document.
const DEEPEST: usize = 256;
/// A part of more elements is no document either.
const MOST_ELEMENTS: usize = 2_000_000;

/// An element with what it holds. Names count without their prefix: strict and transitional files are alike.
#[derive(Debug)]
pub(crate) struct Element<'x> {
    tag: BytesStart<'x>,
    children: Vec<Node<'x>>,
}

#[derive(Debug)]
enum Node<'x> {
    Element(Element<'x>),
    Text(Cow<'x, str>),
}

impl<'x> Element<'x> {
    /// The tree of a part, below a root without a name. No entity but the five of XML is known: a document that declares
    /// others gets nothing for them.
    pub(crate) fn parse(xml: &'x str, part: &str) -> Result<Self, Failure> {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::new(BytesStart::new(""))];
        let mut count = 0_usize;
        loop {
            let event = reader.read_event().map_err(|e| broken_xml(part, &e))?;
            match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    count += 1;
                    open.push(Self::new(tag));
                    if open.len() > DEEPEST {
                        return Err(Failure::new(FailureKind::TooDeep));
                    }
                }
                Event::Empty(tag) => {
                    count += 1;
                    add(&mut open, Node::Element(Self::new(tag)));
                }
                Event::End(_) => {
                    if open.len() > 1
                        && let Some(closed) = open.pop()
                    {
                        add(&mut open, Node::Element(closed));
                    }
                }
                Event::Text(text) => add(&mut open, Node::Text(text.xml10_content())),
                Event::CData(text) => add(&mut open, Node::Text(text.into_inner())),
                Event::GeneralRef(entity) => {
                    let text = match entity.resolve_char_ref() {
                        Ok(Some(character)) => String::from(character),
                        _ => quick_xml::escape::resolve_xml_entity(&entity)
                            .unwrap_or_default()
                            .to_owned(),
                    };
                    add(&mut open, Node::Text(text.into()));
                }
                _ => {}
            }
            if count > MOST_ELEMENTS {
                let limit = MOST_ELEMENTS;
                return Err(Failure::new(FailureKind::TooManyValues { limit }));
            }
        }
        match (open.pop(), open.is_empty()) {
            (Some(root), true) => Ok(root),
            _ => Err(broken_xml(part, &"it ends too soon")),
        }
    }

    fn new(tag: BytesStart<'x>) -> Self {
        Self {
            tag,
            children: Vec::new(),
        }
    }

    pub(crate) fn name(&self) -> &str {
        let name = self.tag.name().into_inner();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.tag
            .attributes()
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == name)
            .and_then(|attribute| {
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .ok()
                    .map(Cow::into_owned)
            })
    }

    /// The attribute `val`, in which most properties say what they are.
    pub(crate) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The elements directly inside.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name() == name)
    }

    /// The element at the end of a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |at, name| at.child(name))
    }

    /// The number that the property at a path says.
    pub(crate) fn number<T: std::str::FromStr>(&self, path: &[&str]) -> Option<T> {
        self.at(path)?.value()?.trim().parse().ok()
    }

    /// Whether a property is there and not switched off: `<w:vanish/>`, `<w:vanish w:val="0"/>`.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.child(name).is_some_and(|property| {
            !matches!(
                property.value().as_deref(),
                Some("0" | "false" | "off" | "none")
            )
        })
    }

    /// The text directly inside.
    pub(crate) fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|node| match node {
                Node::Text(text) => Some(text.as_ref()),
                Node::Element(_) => None,
            })
            .collect()
    }

    /// Every element inside, at any depth, in order.
    pub(crate) fn visit<'t>(&'t self, see: &mut impl FnMut(&'t Self)) {
        for child in self.children() {
            see(child);
            child.visit(see);
        }
    }
}

fn add<'x>(open: &mut [Element<'x>], node: Node<'x>) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}
