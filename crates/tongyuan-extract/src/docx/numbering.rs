//! The list numbers that Word counts itself.

use std::collections::{HashMap, HashSet};

use super::numerals::write;
use super::styles::Styles;
use crate::package::Element;

/// The lists of a document, and where each of them has counted to.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<u32, List>,
    /// How far each abstract list has counted. Lists of one abstract list count together.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// The levels of lists with a start of their own that have begun: they begin anew but once.
    begun: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The style that holds the list instead.
    style: Option<String>,
}

/// A list: which abstract list it is, and in what it differs from that.
#[derive(Debug, Default)]
struct List {
    of: String,
    starts: [Option<u32>; LEVELS],
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1、`, `（%2）`, `%1.%2`
    pattern: String,
    /// The level from 1 whose next number begins this one anew; 0 for none, and nothing said for any above it.
    restart: Option<usize>,
    /// Whether the numbers of higher levels are written in digits here.
    legal: bool,
    /// Whether number and text stand without a gap.
    joined: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".into(),
            pattern: String::new(),
            restart: None,
            legal: false,
            joined: false,
            style: None,
        }
    }
}

const LEVELS: usize = 9;

impl Numbering {
    pub(super) fn of(root: &Element<'_>) -> Self {
        let mut numbering = Self::default();
        let parts = root.child("numbering").into_iter();
        for part in parts.flat_map(Element::children) {
            match part.name() {
                "abstractNum" => {
                    if let Some(id) = part.attribute("abstractNumId") {
                        numbering.abstracts.insert(id, Abstract::of(part));
                    }
                }
                "num" => {
                    let id = part.attribute("numId").and_then(|id| id.parse().ok());
                    if let Some(id) = id {
                        numbering.lists.insert(id, List::of(part));
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The level of a list that paragraphs of a style are of.
    pub(super) fn level_of(&self, list: u32, style: &str) -> Option<u8> {
        let of = self.abstracts.get(&self.lists.get(&list)?.of)?;
        let is_own = |level: &Level| level.style.as_deref() == Some(style);
        let at = of.levels.iter().position(is_own)?;
        u8::try_from(at).ok()
    }

    /// The next number of a list at a level, as Word writes it with the gap behind it; none where nothing is written.
    pub(super) fn next(&mut self, list: u32, level: u8, styles: &Styles) -> Option<String> {
        let depth = usize::from(level).min(LEVELS - 1);
        let own = self.lists.get(&list)?;
        let of = self.resolved(&own.of, styles);
        let levels: Vec<&Level> = {
            let plain = &self.abstracts.get(of)?.levels;
            let level = |at| own.levels.get(&at).unwrap_or(&plain[at]);
            (0..LEVELS).map(level).collect()
        };
        let start = |at: usize| own.starts[at].unwrap_or(levels[at].start);
        let counters = self.counters.entry(of.to_owned()).or_default();
        let begins = own.starts[depth].is_some() && self.begun.insert((list, depth));
        counters[depth] = Some(match counters[depth] {
            Some(count) if !begins => count.saturating_add(1),
            _ => start(depth),
        });
        for below in depth + 1..LEVELS {
            if levels[below].restart.is_none_or(|above| depth < above) {
                counters[below] = None;
            }
        }
        // A level that was passed over stands at its start.
        for (at, counter) in counters.iter_mut().enumerate().take(depth) {
            counter.get_or_insert(start(at));
        }
        shown(&levels, counters, depth)
    }

    /// The abstract list that holds the levels: one may name a style, whose list holds them.
    fn resolved<'n>(&'n self, of: &'n str, styles: &Styles) -> &'n str {
        let style = self.abstracts.get(of).and_then(|of| of.style.as_deref());
        let list = style.and_then(|style| styles.list(style));
        let held = list.and_then(|(list, _)| self.lists.get(&list));
        held.map_or(of, |list| list.of.as_str())
    }
}

/// The number of a level as it is written.
fn shown(levels: &[&Level], counters: &[Option<u32>], depth: usize) -> Option<String> {
    let own = levels[depth];
    match own.format.as_str() {
        "bullet" => return Some("•".into()),
        "none" => return None,
        _ => {}
    }
    let mut shown = String::new();
    let mut pattern = own.pattern.chars().peekable();
    while let Some(sign) = pattern.next() {
        let at = pattern.peek().and_then(|digit| digit.to_digit(10));
        match at.filter(|at| sign == '%' && *at > 0) {
            None => shown.push(sign),
            Some(at) => {
                pattern.next();
                let at = at as usize - 1;
                if let Some(level) = levels.get(at).filter(|_| at <= depth) {
                    let format = match own.legal {
                        true => "decimal",
                        false => level.format.as_str(),
                    };
                    shown += &write(counters[at].unwrap_or(level.start), format);
                }
            }
        }
    }
    let shown = shown.trim_end();
    if shown.is_empty() {
        return None;
    }
    // A number without a mark behind it would run into the text.
    let needs_gap = !own.joined && shown.ends_with(char::is_alphanumeric);
    Some(format!("{shown}{}", if needs_gap { " " } else { "" }))
}

impl Abstract {
    fn of(part: &Element<'_>) -> Self {
        let mut own = Self {
            style: part.child("numStyleLink").and_then(Element::value),
            ..Self::default()
        };
        for level in part.children().filter(|child| child.name() == "lvl") {
            if let Some(at) = depth(level) {
                own.levels[at] = Level::of(level);
            }
        }
        own
    }
}

impl List {
    fn of(part: &Element<'_>) -> Self {
        let of = part.child("abstractNumId").and_then(Element::value);
        let mut own = Self {
            of: of.unwrap_or_default(),
            ..Self::default()
        };
        for other in part.children().filter(|c| c.name() == "lvlOverride") {
            let Some(at) = depth(other) else { continue };
            own.starts[at] = other.number(&["startOverride"]);
            if let Some(level) = other.child("lvl") {
                own.levels.insert(at, Level::of(level));
            }
        }
        own
    }
}

/// The level that an element is about.
fn depth(element: &Element<'_>) -> Option<usize> {
    let at = element.attribute("ilvl")?.parse().ok()?;
    (at < LEVELS).then_some(at)
}

impl Level {
    fn of(part: &Element<'_>) -> Self {
        let value = |name| part.child(name).and_then(Element::value);
        Self {
            start: part.number(&["start"]).unwrap_or(0),
            format: number_format(part).unwrap_or_else(|| "decimal".into()),
            pattern: value("lvlText").unwrap_or_default(),
            restart: part.number(&["lvlRestart"]),
            legal: part.is_on("isLgl"),
            joined: value("suff").as_deref() == Some("nothing"),
            style: value("pStyle"),
        }
    }
}

/// A format that not every version of Word knows stands in an alternative, which says `custom` and is asked first.
fn number_format(part: &Element<'_>) -> Option<String> {
    let plain = part.child("numFmt").and_then(Element::value);
    let fallback = || {
        let format = part.at(&["AlternateContent", "Fallback", "numFmt"]);
        format.and_then(Element::value)
    };
    plain.or_else(fallback)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(depth: usize, format: &str, pattern: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{pattern}"/>{more}</w:lvl>"#
        )
    }

    #[track_caller]
    fn counted(levels: &str, lists: &str, asked: &[(u32, u8)]) -> Vec<String> {
        let xml = format!(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}</w:numbering>"#
        );
        let root = Element::parse(&xml, "numbering.xml").unwrap();
        let mut numbering = Numbering::of(&root);
        let mut next =
            |(list, level): &(u32, u8)| numbering.next(*list, *level, &Styles::default());
        asked
            .iter()
            .map(|asked| next(asked).unwrap_or_default())
            .collect()
    }

    const ONE: &str = r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

    #[test]
    fn levels_count_and_begin_anew() {
        let levels = level(0, "chineseCounting", "%1、", "") + &level(1, "decimal", "%2.", "");
        let lists = format!(
            r#"{ONE}<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>"#
        );
        let asked = [
            (1, 0),
            (1, 1),
            (1, 1),
            (1, 0),
            (1, 1),
            (2, 0),
            (2, 0),
            (3, 0),
            (9, 0),
        ];
        assert_eq!(
            counted(&levels, &lists, &asked),
            ["一、", "1.", "2.", "二、", "1.", "五、", "六、", "七、", ""]
        );
    }

    #[test]
    fn a_pattern_names_the_levels_above() {
        let levels = level(0, "chineseCounting", "第%1章", "")
            + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
            + &level(
                2,
                "decimalEnclosedCircle",
                "%3",
                r#"<w:suff w:val="nothing"/>"#,
            );
        let asked = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1)];
        assert_eq!(
            counted(&levels, ONE, &asked),
            ["第一章 ", "1.1 ", "①", "②", "1.2 ", "第二章 ", "2.1 "]
        );
        assert_eq!(counted(&levels, ONE, &[(1, 1)]), ["1.1 "]);
    }

    #[test]
    fn a_level_may_go_on_counting() {
        let levels = level(0, "upperRoman", "%1.", "")
            + &level(1, "decimal", "%2)", r#"<w:lvlRestart w:val="0"/>"#);
        let asked = [(1, 0), (1, 1), (1, 0), (1, 1)];
        assert_eq!(counted(&levels, ONE, &asked), ["I.", "1)", "II.", "2)"]);
    }

    #[test]
    fn a_list_may_have_a_level_of_its_own() {
        let levels = level(0, "decimal", "%1.", "");
        let own = level(0, "ideographTraditional", "%1、", "");
        let lists = format!(
            r#"<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>"#
        );
        assert_eq!(
            counted(&levels, &lists, &[(4, 0), (4, 0)]),
            ["甲、", "乙、"]
        );
    }
}
