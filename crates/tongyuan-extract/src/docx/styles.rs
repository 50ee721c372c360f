//! Paragraph styles: which of them are headings, and which are numbered.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::body::{attribute, local_name};
use super::broken_xml;
use crate::failure::Failure;

/// What the styles of a document say of their paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    outline: Option<u8>,
    numbering: Option<u32>,
    level: Option<u8>,
    name: String,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, Failure> {
        let mut styles = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut current: Option<(String, Style)> = None;
        loop {
            let event = reader
                .read_event()
                .map_err(|error| broken_xml("word/styles.xml", &error))?;
            match event {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => match local_name(&tag) {
                    "style" => {
                        styles.keep(current.take());
                        if let Some(id) = attribute(&tag, "styleId") {
                            current = Some((id, Style::default()));
                        }
                    }
                    name => {
                        if let Some((_, style)) = &mut current {
                            style.property(name, attribute(&tag, "val"));
                        }
                    }
                },
                _ => {}
            }
        }
        styles.keep(current);
        Ok(styles)
    }

    fn keep(&mut self, style: Option<(String, Style)>) {
        self.by_id.extend(style);
    }

    /// The level of the heading that paragraphs of a style are, from 1.
    pub(super) fn heading_level(&self, id: &str) -> Option<u8> {
        self.find(id, |style| style.outline.or_else(|| style.named_level()))
            .map(|level| level.saturating_add(1))
            .filter(|level| *level <= 9)
    }

    /// The list, and its level, that paragraphs of a style are numbered in.
    pub(super) fn numbering(&self, id: &str) -> Option<(u32, u8)> {
        let list = self.find(id, |style| style.numbering)?;
        let level = self.find(id, |style| style.level).unwrap_or(0);
        Some((list, level))
    }

    /// The first answer of a style or of those it is based on.
    fn find<T>(&self, id: &str, ask: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id;
        // Styles that are based on each other in a ring end here.
        for _ in 0..20 {
            let style = self.by_id.get(id)?;
            if let Some(answer) = ask(style) {
                return Some(answer);
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}

impl Style {
    fn property(&mut self, name: &str, value: Option<String>) {
        let Some(value) = value else { return };
        match name {
            "name" => self.name = value,
            "basedOn" => self.based_on = Some(value),
            "outlineLvl" => self.outline = value.parse().ok(),
            "numId" => self.numbering = value.parse().ok(),
            "ilvl" => self.level = value.parse().ok(),
            _ => {}
        }
    }

    /// `heading 2`, 标题 2, Title.
    fn named_level(&self) -> Option<u8> {
        let name = self.name.to_lowercase();
        if matches!(name.as_str(), "title" | "标题" | "题目") {
            return Some(0);
        }
        let number = name
            .strip_prefix("heading")
            .or_else(|| name.strip_prefix("标题"))?;
        number.trim().parse::<u8>().ok()?.checked_sub(1)
    }
}
