//! Paths of elements in a page, written as CSS selectors.

use super::dom::Element;

/// Counts the elements of each name under one parent, for the steps of paths.
#[derive(Default)]
pub(super) struct Siblings(Vec<(String, usize)>);

impl Siblings {
    /// One step of a path in the page, as a CSS selector: the tag with its id or first class, or else with its number.
    pub(super) fn step(&mut self, element: &Element) -> String {
        let tag = element.tag();
        if !is_name(tag) {
            return "*".to_owned();
        }
        let number = match self.0.iter().position(|(name, _)| name == tag) {
            Some(at) => {
                self.0[at].1 += 1;
                self.0[at].1
            }
            None => {
                // A page with hundreds of kinds of elements under one parent is no page.
                if self.0.len() < 100 {
                    self.0.push((tag.to_owned(), 1));
                }
                1
            }
        };
        if let Some(id) = element.attribute("id").filter(|id| is_name(id)) {
            return format!("{tag}#{id}");
        }
        if number > 1 || tag == "li" {
            return format!("{tag}:nth-of-type({number})");
        }
        let class = element
            .attribute("class")
            .and_then(|classes| classes.split_whitespace().next())
            .filter(|class| is_name(class));
        class.map_or_else(|| tag.to_owned(), |class| format!("{tag}.{class}"))
    }
}

/// Names are shown in reports: only plain and short ones are taken from the page.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 40
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

pub(super) fn join(path: &[String], step: &str) -> String {
    path.iter()
        .map(String::as_str)
        .chain([step])
        .collect::<Vec<_>>()
        .join(" > ")
}
