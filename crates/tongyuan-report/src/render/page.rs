//! What a channel shows of a guide, in no form yet: sections of pairs, lists and tables.

use tongyuan_model::{Channel, Guide, Stamp};

use super::sections;
use crate::clean::clean;

/// What stands in one place, a text for every line. Nothing where nothing is said.
pub(super) type Lines = Vec<String>;

/// A document of a channel.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: String,
    pub(super) sections: Vec<Section>,
    /// The line that tells from which version it was made.
    pub(super) stamp: Option<String>,
}

/// A section under a heading that readers know.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) bodies: Vec<Body>,
}

/// What a section says.
#[derive(Debug)]
pub(super) enum Body {
    /// Lines of text: 无.
    Said(Lines),
    /// Rows of which nothing is said but one sentence each.
    List(Vec<String>),
    /// Names with what is said under each.
    Pairs(Vec<(&'static str, Lines)>),
    Table(Table),
}

/// Rows of which the same is said. The first column is a running number: a table of a header and two columns would read as
/// names with what is said of each.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Lines>>,
}

impl Table {
    /// Whether it is too wide for a sheet of paper or a telephone. Then each row is a small table of its own.
    pub(super) fn is_wide(&self) -> bool {
        const MOST_COLUMNS: usize = 7;
        self.head.len() > MOST_COLUMNS
    }

    /// What a row says, with the name of each column that it says something in.
    pub(super) fn said<'t>(
        &'t self,
        row: &'t [Lines],
    ) -> impl Iterator<Item = (&'static str, &'t [String])> {
        let columns = self.head.iter().copied().zip(row);
        columns
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(name, lines)| (name, lines.as_slice()))
    }
}

impl Page {
    pub(super) fn of(guide: &Guide, channel: Channel, digest: &str) -> Self {
        let item = guide.item.given();
        let name = item.and_then(|item| item.name.text()).unwrap_or_default();
        Self {
            title: format!("{}办事指南", name.split_whitespace().collect::<String>()),
            sections: sections::of(guide, channel),
            stamp: stamp(guide, digest),
        }
    }

    /// Masks personal data and what could steer a reader, in every text. Says whether there was any.
    pub(super) fn clean(&mut self) -> bool {
        let mut is_masked = false;
        self.texts(&mut |text| {
            let cleaned = clean(text);
            if cleaned != *text {
                is_masked = true;
                *text = cleaned.into_owned();
            }
        });
        is_masked
    }

    fn texts(&mut self, visit: &mut impl FnMut(&mut String)) {
        visit(&mut self.title);
        let bodies = self.sections.iter_mut().flat_map(|own| &mut own.bodies);
        for body in bodies {
            match body {
                Body::Said(lines) | Body::List(lines) => lines.iter_mut().for_each(&mut *visit),
                Body::Pairs(pairs) => {
                    let lines = pairs.iter_mut().flat_map(|(_, lines)| lines);
                    lines.for_each(&mut *visit);
                }
                Body::Table(table) => {
                    let lines = table.rows.iter_mut().flatten().flatten();
                    lines.for_each(&mut *visit);
                }
            }
        }
    }
}

/// The stamp, where guide and version say what they are called, in words that a stamp can hold.
fn stamp(guide: &Guide, digest: &str) -> Option<String> {
    let is_word = |text: &&str| {
        !text.is_empty() && !text.contains(char::is_whitespace) && clean(text) == **text
    };
    let id = guide.id.text().filter(is_word)?;
    let version = guide.version.given()?;
    let number = version.number.text().filter(is_word)?;
    Some(Stamp::line(id, number, digest))
}
