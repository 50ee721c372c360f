//! Word documents (Office Open XML), into the outline of a document.
//!
//! A Word document has no lines. Its linear text is what Word shows once all changes are accepted: every paragraph and
//! every paragraph of a table cell a line, with the list numbers that Word counts itself written out. The places lead
//! back to paragraph and cell.

use tongyuan_model::{STAMP_MARK, Span, Stamp};

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::note::{Note, NoteKind};
use crate::outline::Document;
use crate::package::{Element, Package, Relation};

mod body;
mod inline;
mod numbering;
mod numerals;
mod styles;
mod table;
mod tabs;

const BODY: &str = "word/document.xml";

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    let mut package = Package::open(&capture.bytes)?;
    let body = body_of(&mut package)?;
    let xml = package
        .text(&body)?
        .ok_or(Failure::new(FailureKind::NotWord))?;
    let relations = package.relations(&body)?;
    let mut parts = Parts {
        package: &mut package,
        folder: body.rsplit_once('/').map_or("", |(folder, _)| folder),
        relations: &relations,
    };
    let styles = parts.parse("styles", styles::Styles::of)?;
    let numbering = parts.parse("numbering", numbering::Numbering::of)?;
    let footnotes = parts.text("footnotes")?;
    let endnotes = parts.text("endnotes")?;
    let margins = [parts.all("header")?, parts.all("footer")?].concat();

    let root = Element::parse(&xml, &body)?;
    let notes = [
        ("脚注", Element::parse(&footnotes, "word/footnotes.xml")?),
        ("尾注", Element::parse(&endnotes, "word/endnotes.xml")?),
    ];
    let mut document = body::read(&root, &notes, styles, numbering)?;
    document.stamp = stamp(&margins, &mut document.text)?;
    document.authors = package.authors();
    if package.holds_ending("vbaProject.bin") {
        document.notes.push(Note::on_document(NoteKind::Macros));
    }
    Ok(document)
}

/// The part that is the document itself: nearly always the same one, but a file may say otherwise.
fn body_of(package: &mut Package<'_>) -> Result<String, Failure> {
    let relations = package.relations("")?;
    let stated = relations
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.part)
        .filter(|part| package.holds(part) && !part.starts_with("xl/"));
    Ok(stated.unwrap_or_else(|| BODY.into()))
}

/// The parts beside the document itself.
struct Parts<'p, 'b> {
    package: &'p mut Package<'b>,
    folder: &'p str,
    relations: &'p [Relation],
}

impl Parts<'_, '_> {
    /// Every part that the document relates to in this way.
    fn all(&mut self, kind: &str) -> Result<Vec<String>, Failure> {
        let own = self.relations.iter().filter(|own| own.kind == kind);
        let texts = own.map(|relation| self.package.text(&relation.part));
        texts.filter_map(Result::transpose).collect()
    }

    /// The part of a kind; nothing where it is missing. A file that states no relations has it in its usual place.
    fn text(&mut self, kind: &str) -> Result<String, Failure> {
        if let Some(stated) = self.all(kind)?.into_iter().next() {
            return Ok(stated);
        }
        let usual = self.package.text(&format!("{}/{kind}.xml", self.folder))?;
        Ok(usual.unwrap_or_default())
    }

    fn parse<T>(&mut self, kind: &str, read: impl Fn(&Element<'_>) -> T) -> Result<T, Failure> {
        let xml = self.text(kind)?;
        Element::parse(&xml, &format!("word/{kind}.xml")).map(|root| read(&root))
    }
}

/// The stamp in a header or footer. What else they say is said on every page, and belongs to no field.
fn stamp(margins: &[String], text: &mut String) -> Result<Option<Stamp>, Failure> {
    for xml in margins {
        let root = Element::parse(xml, "word/header.xml")?;
        let mut lines = Vec::new();
        root.visit(&mut |element| {
            if element.name() == "p" {
                lines.push(plain(element));
            }
        });
        for line in lines.iter().map(|line| line.trim()) {
            let start = text.len();
            let span = Span::exact(start, start + line.len());
            if line.starts_with(STAMP_MARK)
                && let Some(stamp) = Stamp::from_line(line, span)
            {
                text.push_str(line);
                text.push('\n');
                return Ok(Some(stamp));
            }
        }
    }
    Ok(None)
}

/// The text of a paragraph without any ado.
fn plain(paragraph: &Element<'_>) -> String {
    let mut text = String::new();
    paragraph.visit(&mut |element| match element.name() {
        "t" => text += &element.text(),
        "tab" => text.push(' '),
        _ => {}
    });
    text
}

#[cfg(test)]
mod tests;
