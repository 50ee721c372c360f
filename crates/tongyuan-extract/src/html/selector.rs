//! The part of CSS selectors that a layout needs: names of elements, `#id`, `.class`, `[attribute=value]`, `:nth-of-type(n)`,
//! inside (a blank), directly inside (`>`), and lists (`,`). It is what the places of findings are written in.

use std::collections::HashMap;

use super::dom::{Dom, Element, Node};

/// No selector is longer, in characters.
const LONGEST: usize = 500;
/// No selector has more steps; a mask of so many bits is kept for every element.
const MOST_STEPS: usize = 32;

/// A selector: one way or several to the elements that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selector {
    ways: Vec<Vec<Step>>,
}

/// What one element on the way has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// Whether it must stand directly in the element of the step before.
    is_child: bool,
    tests: Vec<Test>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Tag(String),
    Id(String),
    Class(String),
    Attribute(String, String),
    NthOfType(usize),
}

/// Why a selector is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SelectorError {
    /// Nothing stands where an element should be named.
    Empty,
    /// It is too long.
    TooLong,
    /// It goes on with something that is not of the subset.
    Unknown(String),
}

// ---- reading ----

impl Selector {
    /// Reads a selector.
    pub(crate) fn parse(text: &str) -> Result<Self, SelectorError> {
        if text.chars().count() > LONGEST {
            return Err(SelectorError::TooLong);
        }
        let mut cursor = Cursor { rest: text };
        let mut ways = vec![cursor.way()?];
        while cursor.take(",") {
            ways.push(cursor.way()?);
        }
        match cursor.rest {
            "" => Ok(Self { ways }),
            rest => Err(unknown(rest)),
        }
    }
}

fn unknown(rest: &str) -> SelectorError {
    const SHOWN: usize = 20;
    SelectorError::Unknown(rest.chars().take(SHOWN).collect())
}

struct Cursor<'t> {
    rest: &'t str,
}

impl Cursor<'_> {
    fn way(&mut self) -> Result<Vec<Step>, SelectorError> {
        let mut steps = Vec::new();
        let mut is_child = false;
        self.blanks();
        loop {
            let tests = self.tests()?;
            if tests.is_empty() {
                return Err(match self.rest {
                    "" => SelectorError::Empty,
                    rest if rest.starts_with(',') => SelectorError::Empty,
                    rest => unknown(rest),
                });
            }
            steps.push(Step { is_child, tests });
            if steps.len() > MOST_STEPS {
                return Err(SelectorError::TooLong);
            }
            let is_apart = self.blanks();
            is_child = self.take(">");
            let ends = self.rest.is_empty() || self.rest.starts_with(',');
            if !is_child && (!is_apart || ends) {
                return Ok(steps);
            }
            self.blanks();
        }
    }

    /// What is asked of one element.
    fn tests(&mut self) -> Result<Vec<Test>, SelectorError> {
        let mut tests = Vec::new();
        if let Some(tag) = self.name() {
            tests.push(Test::Tag(tag.to_ascii_lowercase()));
        }
        loop {
            let from = self.rest;
            let test = if self.take("#") {
                self.name().map(Test::Id)
            } else if self.take(".") {
                self.name().map(Test::Class)
            } else if self.take("[") {
                self.attribute()
            } else if self.take(":nth-of-type(") {
                self.number()
            } else {
                return Ok(tests);
            };
            tests.push(test.ok_or_else(|| unknown(from))?);
        }
    }

    fn attribute(&mut self) -> Option<Test> {
        let name = self.name()?.to_ascii_lowercase();
        if !self.take("=") {
            return None;
        }
        let value = if let Some(quote) = ["\"", "'"].into_iter().find(|quote| self.take(quote)) {
            let end = self.rest.find(quote)?;
            let value = self.rest[..end].to_owned();
            self.rest = &self.rest[end + quote.len()..];
            value
        } else {
            self.name()?
        };
        self.take("]").then_some(Test::Attribute(name, value))
    }

    fn number(&mut self) -> Option<Test> {
        let end = self.rest.find(')')?;
        let number = self.rest[..end].trim().parse().ok().filter(|n| *n > 0)?;
        self.rest = &self.rest[end + 1..];
        Some(Test::NthOfType(number))
    }

    /// A name as it stands: letters of any script, digits, `-` and `_`.
    fn name(&mut self) -> Option<String> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let name = self.rest[..end].to_owned();
        self.rest = &self.rest[end..];
        (!name.is_empty()).then_some(name)
    }

    fn take(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn blanks(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start();
        self.rest.len() < before
    }
}

// ---- finding ----

/// The elements of a page in the order of the page, and which of its kind each is under its parent.
pub(super) struct Elements<'d> {
    dom: &'d Dom,
    order: Vec<usize>,
    positions: Vec<usize>,
}

impl<'d> Elements<'d> {
    pub(super) fn of(dom: &'d Dom) -> Self {
        let mut order = Vec::new();
        let mut positions = vec![0; dom.len()];
        let mut waiting = vec![Dom::ROOT];
        while let Some(next) = waiting.pop() {
            if matches!(dom.node(next), Node::Element(_)) {
                order.push(next);
            }
            let mut counts: HashMap<&str, usize> = HashMap::new();
            for child in dom.children(next) {
                if let Node::Element(element) = dom.node(*child) {
                    let count = counts.entry(element.tag()).or_default();
                    *count += 1;
                    positions[*child] = *count;
                }
            }
            waiting.extend(dom.children(next).iter().rev());
        }
        Self {
            dom,
            order,
            positions,
        }
    }

    /// The elements that a selector means, in the order of the page. Every element is looked at once for each way.
    pub(super) fn find(&self, selector: &Selector) -> Vec<usize> {
        let mut found = vec![false; self.dom.len()];
        for way in &selector.ways {
            self.follow(way, &mut found);
        }
        let order = self.order.iter().copied();
        order.filter(|id| found[*id]).collect()
    }

    /// Keeps for every element which first steps of the way end at it, and which at one of those around it.
    fn follow(&self, way: &[Step], found: &mut [bool]) {
        let mut masks = vec![(0_u32, 0_u32); self.dom.len()];
        for id in self.order.iter().copied() {
            let Node::Element(element) = self.dom.node(id) else {
                continue;
            };
            let (parent, around) = self.dom.parent(id).map_or((0, 0), |parent| masks[parent]);
            let above = parent | around;
            let mut own = 0;
            for (at, step) in way.iter().enumerate() {
                let before = if step.is_child { parent } else { above };
                let is_reached = at == 0 || before >> (at - 1) & 1 == 1;
                if is_reached && self.is(id, element, step) {
                    own |= 1 << at;
                }
            }
            masks[id] = (own, above);
            found[id] |= own >> (way.len() - 1) & 1 == 1;
        }
    }

    fn is(&self, id: usize, element: &Element, step: &Step) -> bool {
        step.tests.iter().all(|test| match test {
            Test::Tag(tag) => element.tag() == tag,
            Test::Id(id) => element.attribute("id") == Some(id),
            Test::Class(class) => element
                .attribute("class")
                .is_some_and(|own| own.split_ascii_whitespace().any(|own| own == class)),
            Test::Attribute(name, value) => element.attribute(name) == Some(value),
            Test::NthOfType(number) => self.positions[id] == *number,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::dom;
    use super::*;

    /// The ids of the elements that a selector means.
    fn found(page: &str, selector: &str) -> Vec<String> {
        let dom = dom::parse(page);
        let selector = Selector::parse(selector).unwrap();
        let ids = Elements::of(&dom).find(&selector);
        let id = |id: usize| match dom.node(id) {
            Node::Element(element) => element.attribute("id").unwrap_or("?").to_owned(),
            _ => unreachable!(),
        };
        ids.into_iter().map(id).collect()
    }

    const PAGE: &str = "<div id=a class='tab on'><p id=b></p><div id=c><p id=d data-k='x y'></p></div></div>\
        <div id=e class=tabs><p id=f></p><ul id=g></ul><p id=h class=on></p></div>";

    #[test]
    fn every_part_of_the_subset() {
        for (selector, ids) in [
            ("p", "b d f h"),
            ("#c", "c"),
            (".tab", "a"),
            (".tab.on", "a"),
            (".on", "a h"),
            ("div.tab p", "b d"),
            ("div.tab > p", "b"),
            ("div.tab>div>p", "d"),
            ("div div p", "d"),
            ("[data-k='x y']", "d"),
            ("[id=\"h\"]", "h"),
            ("div[id=e] p:nth-of-type(2)", "h"),
            ("P:nth-of-type( 1 )", "b d f"),
            ("#h , .tab", "a h"),
            ("ul p", ""),
        ] {
            let ids: Vec<&str> = ids.split_whitespace().collect();
            assert_eq!(found(PAGE, selector), ids, "{selector}");
        }
    }

    #[test]
    fn what_is_no_part_of_it_is_refused() {
        let unknown = |part: &str| Err(SelectorError::Unknown(part.to_owned()));
        assert_eq!(Selector::parse("a:hover"), unknown(":hover"));
        assert_eq!(Selector::parse("a + b"), unknown("+ b"));
        assert_eq!(Selector::parse("*"), unknown("*"));
        assert_eq!(Selector::parse("p[id^=x]"), unknown("[id^=x]"));
        assert_eq!(
            Selector::parse("p:nth-of-type(0)"),
            unknown(":nth-of-type(0)")
        );
        assert_eq!(Selector::parse("p."), unknown("."));
        assert_eq!(Selector::parse("p > > b"), unknown("> b"));
        for empty in ["", " ", "a,", ", a", "a >"] {
            assert_eq!(Selector::parse(empty), Err(SelectorError::Empty), "{empty}");
        }
        let long = format!(".{}", "a".repeat(500));
        assert_eq!(Selector::parse(&long), Err(SelectorError::TooLong));
        let steps = "p ".repeat(33);
        assert_eq!(Selector::parse(&steps), Err(SelectorError::TooLong));
        assert!(Selector::parse(&"p ".repeat(32)).is_ok());
    }

    #[test]
    fn a_deep_page_takes_no_longer_for_many_steps() {
        let page = "<div>".repeat(900) + &"<p></p>".repeat(50_000);
        let dom = dom::parse(&page);
        let selector = Selector::parse(&"div ".repeat(31)).unwrap();
        let elements = Elements::of(&dom);
        assert_eq!(elements.find(&selector).len(), 900 - 30);
    }
}
