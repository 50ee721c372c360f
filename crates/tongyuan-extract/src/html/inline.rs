//! What the elements of one line are to each other: parts of one text, or things that the page shows apart.

use super::blocks::{Walker, is_block};
use super::dom::Node;
use crate::fragment::Fragment;
use crate::guide::names_section;

impl Walker<'_> {
    /// Whether each element of a line states something by itself: 材料必要性：必要.
    pub(super) fn each_states(&self, id: usize) -> bool {
        let mut elements = self
            .dom
            .children(id)
            .iter()
            .filter(|child| matches!(self.dom.node(**child), Node::Element(_)));
        elements.all(|child| {
            let texts =
                self.dom
                    .children(*child)
                    .iter()
                    .filter_map(|inner| match self.dom.node(*inner) {
                        Node::Text(ranges) => ranges.first(),
                        _ => None,
                    });
            texts
                .map(|range| &self.text[range.clone()])
                .any(|text| text.contains(['：', ':']))
        })
    }

    /// Whether the elements of a line are things of their own that the page shows apart, such as tags: of one kind and class,
    /// with nothing between them.
    pub(super) fn stand_apart(&self, id: usize) -> bool {
        let mut kind = None;
        let mut count = 0;
        for child in self.dom.children(id) {
            match self.dom.node(*child) {
                Node::Element(element) => {
                    let class = element
                        .attribute("class")
                        .and_then(|class| class.split_whitespace().next());
                    let own = (element.tag(), class);
                    if class.is_none()
                        || is_block(element.tag())
                        || kind.is_some_and(|kind| kind != own)
                    {
                        return false;
                    }
                    kind = Some(own);
                    count += 1;
                }
                Node::Text(ranges) => {
                    let mut texts = ranges.iter().map(|range| &self.text[range.clone()]);
                    if texts.any(|text| !text.trim().is_empty()) {
                        return false;
                    }
                }
                Node::Other => {}
            }
        }
        count > 1
    }

    /// `<li><b>法定办结时限</b><span>20</span></li>`: names of sections and what is said of them, an element each, on one line.
    pub(super) fn inline_pairs(
        &mut self,
        id: usize,
        depth: usize,
    ) -> Option<Vec<(Fragment, Fragment)>> {
        const MOST_ELEMENTS: usize = 8;
        let dom = self.dom;
        let mut elements = Vec::new();
        for child in dom.children(id) {
            match dom.node(*child) {
                Node::Element(element)
                    if is_block(element.tag()) || elements.len() == MOST_ELEMENTS =>
                {
                    return None;
                }
                Node::Element(element)
                    if matches!(element.tag(), "br" | "img" | "table" | "dl") =>
                {
                    return None;
                }
                Node::Element(_) if self.choice.means(*child) => return None,
                Node::Element(_) => elements.push(*child),
                Node::Text(ranges) => {
                    let mut texts = ranges.iter().map(|range| &self.text[range.clone()]);
                    if texts.any(|text| !text.trim().is_empty()) {
                        return None;
                    }
                }
                Node::Other => {}
            }
        }
        if elements.is_empty() || elements.len() % 2 == 1 {
            return None;
        }
        let notes = self.notes.len();
        let pairs: Option<Vec<_>> = elements
            .chunks(2)
            .map(|pair| {
                // Beside a heading, 全部下载 says nothing of it.
                if self.is_button(pair[1], depth + 1) {
                    return None;
                }
                let term = self.line_of(pair[0], depth + 1)?;
                // With nothing said of it, it is a heading like any other.
                let value = self.line_of(pair[1], depth + 1)?;
                names_section(term.text(), self.labels).then_some((term, value))
            })
            .collect();
        if pairs.is_none() {
            self.notes.truncate(notes);
        }
        pairs
    }

    /// Whether an element holds nothing but a short number, as the number of an entry that is set apart from it.
    pub(super) fn is_number(&self, id: usize) -> bool {
        let [only] = self.dom.children(id) else {
            return false;
        };
        let Node::Text(ranges) = self.dom.node(*only) else {
            return false;
        };
        let [range] = ranges.as_slice() else {
            return false;
        };
        let text = self.text[range.clone()].trim();
        (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    }
}
