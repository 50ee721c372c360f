//! Paragraph styles: which of them are headings, which are numbered, and which are not shown.

use std::collections::HashMap;

use tongyuan_model::text::numeral;

use crate::package::Element;

/// What the styles of a document say of their paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<u32>,
    level: Option<u8>,
    hidden: Option<bool>,
    name: String,
}

impl Styles {
    pub(super) fn of(root: &Element<'_>) -> Self {
        let mut styles = Self::default();
        let all = root.child("styles").into_iter().flat_map(Element::children);
        for part in all.filter(|part| part.name() == "style") {
            let Some(id) = part.attribute("styleId") else {
                continue;
            };
            let is_default = matches!(part.attribute("default").as_deref(), Some("1" | "true"));
            if is_default && part.attribute("type").as_deref() == Some("paragraph") {
                styles.default = Some(id.clone());
            }
            styles.by_id.insert(id, Style::of(part));
        }
        styles
    }

    pub(super) fn of_plain_paragraphs(&self) -> Option<&str> {
        self.default.as_deref()
    }

    /// The level of the heading that paragraphs of a style are, from 1.
    pub(super) fn heading_level(&self, id: &str) -> Option<u8> {
        self.find(id, |style| style.outline.or_else(|| style.named_level()))
            .map(|level| level.saturating_add(1))
            .filter(|level| *level <= 9)
    }

    /// The list that paragraphs of a style are numbered in, and its level where the style says it.
    pub(super) fn list(&self, id: &str) -> Option<(u32, Option<u8>)> {
        let list = self.find(id, |style| style.list)?;
        Some((list, self.find(id, |style| style.level)))
    }

    /// Whether text in a style is hidden.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.find(id, |style| style.hidden).unwrap_or(false)
    }

    /// Whether paragraphs of a style are lines of a table of contents, which repeats the headings.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        let name = self.by_id.get(id).map(|style| style.name.as_str());
        name.and_then(|name| name.strip_prefix("toc "))
            .is_some_and(|level| level.parse::<u8>().is_ok())
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
    fn of(part: &Element<'_>) -> Self {
        let value = |name| part.child(name).and_then(Element::value);
        let text = part.child("rPr");
        Self {
            based_on: value("basedOn"),
            outline: part.number(&["pPr", "outlineLvl"]),
            list: part.number(&["pPr", "numPr", "numId"]),
            level: part.number(&["pPr", "numPr", "ilvl"]),
            hidden: text
                .filter(|text| text.child("vanish").is_some())
                .map(|text| text.is_on("vanish")),
            name: value("name").unwrap_or_default().to_lowercase(),
        }
    }

    /// The level, from 0, that the name of a style says: `heading 2`, 标题 2, 二级标题, Title.
    fn named_level(&self) -> Option<u8> {
        let name = self.name.as_str();
        if matches!(name, "title" | "标题" | "题目" | "标题题目") {
            return Some(0);
        }
        let number = HEADING
            .iter()
            .find_map(|word| name.strip_prefix(word))
            .or_else(|| {
                let number = name.strip_suffix("标题")?;
                number.strip_suffix('级')
            })?;
        let number = number.trim();
        let read = numeral::leading(number).filter(|read| read.len == number.len())?;
        u8::try_from(read.hundredths / 100).ok()?.checked_sub(1)
    }
}

/// What headings are called where Word speaks other languages. In the file itself the name is English, unless another
/// program wrote it.
const HEADING: &[&str] = &[
    "heading",
    "标题",
    "標題",
    "見出し",
    "제목",
    "überschrift",
    "titre",
    "título",
    "titolo",
    "заголовок",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_level_or_name() {
        let style = |id: &str, inside: &str| {
            format!(r#"<w:style w:type="paragraph" w:styleId="{id}">{inside}</w:style>"#)
        };
        let named = |id: &str, name: &str| style(id, &format!(r#"<w:name w:val="{name}"/>"#));
        let xml = format!(
            "<w:styles>{}</w:styles>",
            named("2", "heading 2")
                + &named("t", "Title")
                + &named("z", "标题 3")
                + &named("j", "一级标题")
                + &named("k", "标题二")
                + &named("n", "Normal")
                + &named("h", "Heading Note")
                + &style("b", r#"<w:basedOn w:val="2"/>"#)
                + &style("o", r#"<w:pPr><w:outlineLvl w:val="4"/></w:pPr>"#)
                + &style(
                    "x",
                    r#"<w:basedOn w:val="2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>"#
                )
                + &style("r", r#"<w:basedOn w:val="r"/>"#)
        );
        let styles = Styles::of(&Element::parse(&xml, "styles.xml").unwrap());
        let levels = ["2", "t", "z", "j", "k", "n", "h", "b", "o", "x", "r"]
            .map(|id| styles.heading_level(id));
        assert_eq!(
            levels,
            [
                Some(2),
                Some(1),
                Some(3),
                Some(1),
                Some(2),
                None,
                None,
                Some(2),
                Some(5),
                None,
                None
            ]
        );
    }
}
