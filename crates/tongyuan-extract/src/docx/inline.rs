//! What a paragraph says: its runs of text, as they are shown.

use super::body::{chosen, control};
use super::styles::Styles;
use crate::package::Element;

/// What was gathered of a paragraph.
#[derive(Default)]
pub(super) struct Inline<'e, 'x> {
    pub(super) text: String,
    /// Where in the text there are tabs.
    pub(super) tabs: Vec<usize>,
    /// Text boxes that hang on it.
    pub(super) boxes: Vec<&'e Element<'x>>,
    pub(super) pictures: usize,
    /// Files of other programs inside.
    pub(super) embedded: usize,
    /// The footnotes (0) and endnotes (1) that it refers to.
    pub(super) cited: Vec<(usize, String)>,
    /// Whether there are changes in it that are not accepted yet.
    pub(super) tracked: bool,
    /// The fields that are open, and of each whether its result has begun.
    fields: Vec<bool>,
}

pub(super) struct Inlines<'r, 'e, 'x> {
    pub(super) styles: &'r Styles,
    /// Whether the style of the paragraph hides its text.
    pub(super) hidden: bool,
    pub(super) inline: &'r mut Inline<'e, 'x>,
}

impl<'e, 'x> Inlines<'_, 'e, 'x> {
    pub(super) fn read(&mut self, paragraph: &'e Element<'x>) {
        self.inside(paragraph);
        // A field code that is never closed hides nothing beyond its paragraph.
        self.inline.fields.clear();
    }

    fn inside(&mut self, element: &'e Element<'x>) {
        for child in element.children() {
            match child.name() {
                "pPr" | "rPr" | "sdtPr" | "fldData" => {}
                "r" => self.run(child),
                "del" | "moveFrom" => self.inline.tracked = true,
                "ins" | "moveTo" => {
                    self.inline.tracked = true;
                    self.inside(child);
                }
                "sdt" => self.control(child),
                "ruby" => self.ruby(child),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.inside(chosen);
                    }
                }
                "drawing" | "pict" | "object" => self.drawn(child),
                // Links, fields, formulas, markup of other programs.
                _ => self.inside(child),
            }
        }
    }

    /// A content control; a box to tick is written as ticked or not, whatever its sign looks like.
    fn control(&mut self, element: &'e Element<'x>) {
        let properties = element.child("sdtPr");
        match properties.and_then(|own| own.child("checkbox")) {
            Some(checkbox) => self.tick(checkbox.is_on("checked")),
            None => {
                if let Some(content) = control(element) {
                    self.inside(content);
                }
            }
        }
    }

    fn tick(&mut self, is_ticked: bool) {
        self.push(if is_ticked { "☑" } else { "☐" });
    }

    fn ruby(&mut self, ruby: &'e Element<'x>) {
        if let Some(base) = ruby.child("rubyBase") {
            self.inside(base);
        }
    }

    fn run(&mut self, run: &'e Element<'x>) {
        if self.is_hidden(run.child("rPr")) {
            return;
        }
        for child in run.children() {
            match child.name() {
                "t" => self.push(&child.text()),
                "br" | "cr" => self.push("\n"),
                "tab" | "ptab" => self.tab(),
                "noBreakHyphen" => self.push("-"),
                "sym" => self.push(&symbol(child)),
                "fldChar" => self.field(child),
                "ruby" => self.ruby(child),
                "footnoteReference" => self.cite(0, child),
                "endnoteReference" => self.cite(1, child),
                "drawing" | "pict" | "object" => self.drawn(child),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.drawn(chosen);
                    }
                }
                // Codes of fields, deleted text, comments, soft hyphens, marks of pages.
                _ => {}
            }
        }
    }

    fn is_hidden(&self, properties: Option<&Element<'_>>) -> bool {
        let Some(own) = properties else {
            return self.hidden;
        };
        if own.child("vanish").is_some() {
            return own.is_on("vanish");
        }
        let style = own.child("rStyle").and_then(Element::value);
        self.hidden || style.is_some_and(|style| self.styles.hides(&style))
    }

    /// Adds text, unless it belongs to the code of a field.
    fn push(&mut self, text: &str) {
        if self.inline.fields.iter().all(|has_result| *has_result) {
            self.inline.text.push_str(text);
        }
    }

    /// A tab is written as a blank: it may stand for no more than that.
    fn tab(&mut self) {
        let at = self.inline.text.len();
        self.push(" ");
        if self.inline.text.len() > at {
            self.inline.tabs.push(at);
        }
    }

    fn cite(&mut self, kind: usize, reference: &Element<'_>) {
        if let Some(id) = reference.attribute("id") {
            self.inline.cited.push((kind, id));
        }
    }

    fn field(&mut self, mark: &Element<'_>) {
        match mark.attribute("fldCharType").as_deref() {
            Some("begin") => {
                if let Some(form) = mark.child("ffData") {
                    self.form(form);
                }
                self.inline.fields.push(false);
            }
            Some("separate") => {
                if let Some(last) = self.inline.fields.last_mut() {
                    *last = true;
                }
            }
            Some("end") => {
                self.inline.fields.pop();
            }
            _ => {}
        }
    }

    /// A box to tick or a list to choose from, as forms had them before content controls.
    fn form(&mut self, form: &Element<'_>) {
        if let Some(checkbox) = form.child("checkBox") {
            let is_ticked = match checkbox.child("checked") {
                Some(_) => checkbox.is_on("checked"),
                None => checkbox.is_on("default"),
            };
            self.tick(is_ticked);
        }
        if let Some(list) = form.child("ddList") {
            let chosen = list
                .number(&["result"])
                .or_else(|| list.number(&["default"]));
            let mut entries = list.children().filter(|entry| entry.name() == "listEntry");
            let entry = entries.nth(chosen.unwrap_or(0)).and_then(Element::value);
            self.push(&entry.unwrap_or_default());
        }
    }

    /// What is drawn: pictures, and boxes with text of their own.
    fn drawn(&mut self, element: &'e Element<'x>) {
        for child in element.children() {
            match child.name() {
                "txbxContent" => self.inline.boxes.push(child),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.drawn(chosen);
                    }
                }
                // A picture, a chart, a diagram.
                "blip" | "imagedata" | "chart" | "relIds" => self.inline.pictures += 1,
                "OLEObject" => self.inline.embedded += 1,
                _ => self.drawn(child),
            }
        }
    }
}

/// A character of a symbol font, as a character of Unicode.
fn symbol(element: &Element<'_>) -> String {
    let font = element.attribute("font").unwrap_or_default().to_lowercase();
    let code = element.attribute("char");
    let Some(code) = code.and_then(|code| u32::from_str_radix(&code, 16).ok()) else {
        return String::new();
    };
    // Symbol fonts have their characters in the private area as well.
    let low = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let known = match (font.as_str(), low) {
        ("wingdings", 0xFE | 0xFD) | ("wingdings 2", 0x52..=0x54) => "☑",
        ("wingdings", 0xFC) | ("wingdings 2", 0x50) => "√",
        ("wingdings", 0xA8 | 0x6F | 0x71 | 0x72) | ("wingdings 2", 0xA3) => "□",
        ("wingdings", 0x6C | 0x9F) | ("symbol", 0xB7) => "●",
        ("wingdings", 0x6E | 0xA7) => "■",
        ("wingdings", 0x75) => "◆",
        ("wingdings", 0xD8) => "➢",
        ("wingdings", 0xE0) => "→",
        ("wingdings", 0x81..=0x8A) => {
            return char::from_u32('①' as u32 + low - 0x81).map_or_else(String::new, String::from);
        }
        ("symbol", 0xB3) => "≥",
        ("symbol", 0xA3) => "≤",
        ("symbol", 0xB4) => "×",
        ("symbol", 0xB0) => "°",
        _ => "",
    };
    if !known.is_empty() {
        return known.into();
    }
    let is_private = (0xE000..=0xF8FF).contains(&code) || font.starts_with("wingdings");
    let character = char::from_u32(code).filter(|c| !is_private && !c.is_control());
    character.unwrap_or(char::REPLACEMENT_CHARACTER).into()
}
