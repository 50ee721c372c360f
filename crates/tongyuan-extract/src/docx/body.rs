//! The body of a Word document: paragraphs and tables in order.

use tongyuan_model::Place;

use super::inline::{Inline, Inlines};
use super::numbering::Numbering;
use super::styles::Styles;
use super::table::MOST_CELLS;
use super::tabs::{self, Tabbed};
use crate::failure::{Failure, FailureKind};
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Document, Heading, Line};
use crate::package::Element;

/// Reads the body. `notes` are the footnotes and endnotes, each kind below what it is called.
pub(super) fn read(
    root: &Element<'_>,
    notes: &[(&str, Element<'_>); 2],
    styles: Styles,
    numbering: Numbering,
) -> Result<Document, Failure> {
    let mut reader = Reader {
        styles,
        numbering,
        document: Document::default(),
        paragraphs: 0,
        tables: 0,
        cells: 0,
        tracked: false,
        cited: Vec::new(),
    };
    let mut scope = Scope::default();
    if let Some(body) = root.at(&["document", "body"]) {
        reader.blocks(body, &mut scope);
    }
    reader.notes(notes, &mut scope);
    if reader.cells > MOST_CELLS {
        let limit = MOST_CELLS;
        return Err(Failure::new(FailureKind::TooManyValues { limit }));
    }
    let mut document = reader.document;
    document.blocks = scope.blocks;
    if reader.tracked {
        let note = Note::on_document(NoteKind::TrackedChanges);
        document.notes.push(note);
    }
    Ok(document)
}

pub(super) struct Reader {
    styles: Styles,
    numbering: Numbering,
    pub(super) document: Document,
    paragraphs: u32,
    pub(super) tables: u32,
    /// How many cells were read. Beyond all measure no more are.
    pub(super) cells: usize,
    /// Whether something was left out or taken in as a change that is not accepted yet.
    pub(super) tracked: bool,
    /// The footnotes (0) and endnotes (1) that the text refers to, in order, and from where.
    cited: Vec<(usize, String, Place)>,
}

/// What is being gathered: the body, a cell of a table, a text box.
#[derive(Default)]
pub(super) struct Scope<'e, 'x> {
    pub(super) blocks: Vec<Block>,
    /// The place of everything inside; none where each paragraph is a place of its own.
    pub(super) place: Option<Place>,
    /// Whether it hangs on a paragraph, as a text box does. Word counts the paragraphs inside apart.
    pub(super) hangs: bool,
    /// In how many tables it lies.
    pub(super) depth: usize,
    /// A paragraph whose end is deleted: it runs on in the next.
    pub(super) joined: Option<Inline<'e, 'x>>,
    /// The paragraphs with tabs in them.
    pub(super) tabbed: Vec<Tabbed>,
}

impl Reader {
    /// The blocks inside an element.
    pub(super) fn blocks<'e, 'x>(&mut self, element: &'e Element<'x>, scope: &mut Scope<'e, 'x>) {
        for child in self.content(element) {
            match child.name() {
                "p" => self.paragraph(child, scope),
                "tbl" => self.table(child, scope),
                "altChunk" => self.document.note_here(NoteKind::Embedded),
                _ => {}
            }
        }
        if let Some(inline) = scope.joined.take() {
            self.end_paragraph(None, inline, scope);
        }
        tabs::set(&mut scope.blocks, &std::mem::take(&mut scope.tabbed));
    }

    /// What an element holds, without what only wraps it: content controls, markup of other programs, changes.
    pub(super) fn content<'e, 'x>(&mut self, element: &'e Element<'x>) -> Vec<&'e Element<'x>> {
        let mut content = Vec::new();
        self.unwrap(element, &mut content);
        content
    }

    fn unwrap<'e, 'x>(&mut self, element: &'e Element<'x>, into: &mut Vec<&'e Element<'x>>) {
        for child in element.children() {
            match child.name() {
                "sdt" => {
                    if let Some(content) = control(child) {
                        self.unwrap(content, into);
                    }
                }
                "customXml" | "smartTag" => self.unwrap(child, into),
                "ins" | "moveTo" => {
                    self.tracked = true;
                    self.unwrap(child, into);
                }
                "del" | "moveFrom" => self.tracked = true,
                "AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.unwrap(chosen, into);
                    }
                }
                _ => into.push(child),
            }
        }
    }

    fn paragraph<'e, 'x>(&mut self, paragraph: &'e Element<'x>, scope: &mut Scope<'e, 'x>) {
        if !scope.hangs {
            self.paragraphs += 1;
        }
        let properties = paragraph.child("pPr");
        let style = self.style(properties);
        let style = style.as_deref();
        if style.is_some_and(|style| self.styles.is_contents(style)) {
            return;
        }
        let mut inline = scope.joined.take().unwrap_or_default();
        Inlines {
            styles: &self.styles,
            hidden: style.is_some_and(|style| self.styles.hides(style)),
            inline: &mut inline,
        }
        .read(paragraph);
        self.tracked |= inline.tracked;
        let mark = properties.and_then(|properties| properties.child("rPr"));
        if mark.is_some_and(|mark| mark.child("ins").is_some()) {
            self.tracked = true;
        }
        if mark.is_some_and(|m| m.child("del").is_some() || m.child("moveFrom").is_some()) {
            self.tracked = true;
            scope.joined = Some(inline);
        } else {
            self.end_paragraph(properties, inline, scope);
        }
    }

    fn style(&self, properties: Option<&Element<'_>>) -> Option<String> {
        let stated = properties.and_then(|own| own.child("pStyle")?.value());
        stated.or_else(|| self.styles.of_plain_paragraphs().map(str::to_owned))
    }

    fn end_paragraph<'e, 'x>(
        &mut self,
        properties: Option<&Element<'_>>,
        inline: Inline<'e, 'x>,
        scope: &mut Scope<'e, 'x>,
    ) {
        let style = self.style(properties);
        let number = self.number(properties, style.as_deref());
        let place = scope
            .place
            .clone()
            .unwrap_or(Place::Paragraph(self.paragraphs));
        let in_cell = matches!(place, Place::Cell { .. });
        // A column of numbers that Word counts is a column of empty paragraphs.
        let written = number.as_ref().map(|(number, _)| number.as_str());
        let counted = written.filter(|number| in_cell && *number != "•");
        let text = match inline.text.trim() {
            "" => counted.unwrap_or_default().trim().to_owned(),
            text => join(written.unwrap_or_default(), text),
        };
        if !text.is_empty() {
            let text = self.document.write(&text, place.clone());
            match self.heading_level(properties, style.as_deref()) {
                Some(level) => scope.blocks.push(Block::Heading(Heading { level, text })),
                None => {
                    let at = scope.blocks.len();
                    let listed = number.is_some();
                    let depth = number
                        .as_ref()
                        .map_or(0, |(_, level)| level.saturating_add(1));
                    let lines = text.lines().into_iter();
                    let lines = lines.map(|text| {
                        Block::Line(Line {
                            text,
                            listed,
                            depth,
                        })
                    });
                    scope.blocks.extend(lines);
                    if !inline.tabs.is_empty() && !listed {
                        let trimmed = inline.text.len() - inline.text.trim_start().len();
                        let tabs = inline.tabs.iter();
                        scope.tabbed.push(Tabbed {
                            at,
                            blocks: scope.blocks.len() - at,
                            text,
                            tabs: tabs.filter_map(|tab| tab.checked_sub(trimmed)).collect(),
                        });
                    }
                }
            }
        }
        for _ in 0..inline.pictures {
            self.document.note_here(NoteKind::Picture);
            scope.blocks.push(Block::Picture);
        }
        for _ in 0..inline.embedded {
            self.document.note_here(NoteKind::Embedded);
        }
        let cited = inline.cited.into_iter();
        self.cited
            .extend(cited.map(|(kind, id)| (kind, id, place.clone())));
        for text_box in inline.boxes {
            let mut inner = Scope {
                place: Some(place.clone()),
                hangs: true,
                depth: scope.depth,
                ..Scope::default()
            };
            self.blocks(text_box, &mut inner);
            scope.blocks.append(&mut inner.blocks);
        }
    }

    /// The number that Word puts before a paragraph, and its level from 0. It is counted even where the paragraph is empty.
    fn number(
        &mut self,
        properties: Option<&Element<'_>>,
        style: Option<&str>,
    ) -> Option<(String, u8)> {
        let direct = |name| properties.and_then(|own| own.number::<u32>(&["numPr", name]));
        let styled = style.and_then(|style| self.styles.list(style));
        let list = direct("numId").or(styled.map(|(list, _)| list))?;
        let level = direct("ilvl")
            .and_then(|level| u8::try_from(level).ok())
            .or_else(|| styled.and_then(|(_, level)| level))
            .or_else(|| self.numbering.level_of(list, style?))
            .unwrap_or(0);
        let number = self.numbering.next(list, level, &self.styles)?;
        Some((number, level))
    }

    /// The level of the heading that a paragraph is, from 1. What it says of itself counts before its style: level 9
    /// is body text.
    fn heading_level(&self, properties: Option<&Element<'_>>, style: Option<&str>) -> Option<u8> {
        match properties.and_then(|own| own.number::<u8>(&["outlineLvl"])) {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.styles.heading_level(style?),
        }
    }

    /// What the footnotes and endnotes say, in the order in which the text refers to them, below headings of their own.
    fn notes<'e, 'x>(&mut self, notes: &'e [(&str, Element<'x>); 2], scope: &mut Scope<'e, 'x>) {
        let cited = std::mem::take(&mut self.cited);
        for (kind, (title, root)) in notes.iter().enumerate() {
            let mut titled = false;
            for (_, id, place) in cited.iter().filter(|(own, ..)| *own == kind) {
                let all = root.children().flat_map(Element::children);
                let mut all = all.filter(|note| note.attribute("id").as_ref() == Some(id));
                let Some(note) = all.next() else { continue };
                if !std::mem::replace(&mut titled, true) {
                    let text = self.document.write(title, place.clone());
                    scope
                        .blocks
                        .push(Block::Heading(Heading { level: 1, text }));
                }
                let mut inner = Scope {
                    place: Some(place.clone()),
                    hangs: true,
                    ..Scope::default()
                };
                self.blocks(note, &mut inner);
                scope.blocks.append(&mut inner.blocks);
            }
        }
    }

    /// Counts the paragraphs of an element that is not read.
    pub(super) fn pass_over(&mut self, element: &Element<'_>) {
        element.visit(&mut |inside| {
            if inside.name() == "p" {
                self.paragraphs += 1;
            }
        });
    }
}

/// A number and the text behind it: 1. and 2米 do not make 1.2米.
fn join(number: &str, text: &str) -> String {
    let would_mix = number.ends_with('.') && text.starts_with(|c: char| c.is_ascii_digit());
    format!("{number}{}{text}", if would_mix { " " } else { "" })
}

/// The content of a content control; none where that only says what should be entered, or is a table of contents.
pub(super) fn control<'e, 'x>(control: &'e Element<'x>) -> Option<&'e Element<'x>> {
    let is_void = control.child("sdtPr").is_some_and(|properties| {
        let gallery = properties.at(&["docPartObj", "docPartGallery"]);
        properties.is_on("showingPlcHdr")
            || gallery.and_then(Element::value).as_deref() == Some("Table of Contents")
    });
    control.child("sdtContent").filter(|_| !is_void)
}

/// The alternative that Word shows; the others say the same for older programs.
pub(super) fn chosen<'e, 'x>(alternate: &'e Element<'x>) -> Option<&'e Element<'x>> {
    let choice = alternate.child("Choice");
    choice.or_else(|| alternate.child("Fallback"))
}
