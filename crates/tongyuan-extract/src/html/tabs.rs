//! Tabs: labels in one branch of the page, and what they open in another.

use std::collections::HashMap;

use super::dom::{Dom, Node};

/// The tabs of a page.
#[derive(Debug, Default)]
pub(super) struct Tabs {
    /// The element with the label of each pane.
    pub(super) labels: HashMap<usize, usize>,
    /// The elements that hold nothing but labels.
    pub(super) bars: Vec<usize>,
}

/// No bar has more labels.
const MOST_LABELS: usize = 20;
/// How far up from the bar the panes may hang.
const FARTHEST: usize = 4;

/// Finds the tabs of a page. `known` says whether a text is the name of a section: a bar has at least two such labels, and
/// one pane for each of its labels.
pub(super) fn find(dom: &Dom, text: &str, known: impl Fn(&str) -> bool) -> Tabs {
    let mut tabs = Tabs::default();
    let ids = by_id(dom);
    for bar in 0..dom.len() {
        let labels = elements(dom, bar);
        if labels.len() < 2 || labels.len() > MOST_LABELS || !is_bar(dom, bar, &labels) {
            continue;
        }
        let names: Vec<String> = labels
            .iter()
            .map(|label| short_text(dom, *label, text))
            .collect();
        if names.iter().any(String::is_empty) || names.iter().filter(|name| known(name)).count() < 2
        {
            continue;
        }
        let panes =
            named_panes(dom, &labels, &ids).or_else(|| panes_beside(dom, bar, labels.len()));
        if let Some(panes) = panes {
            tabs.bars.push(bar);
            tabs.labels.extend(panes.into_iter().zip(labels));
        }
    }
    tabs
}

/// Whether an element can be a bar: a list or box of elements of one kind. A heading that is cut over `<b>` and `<strong>`
/// is none.
fn is_bar(dom: &Dom, bar: usize, labels: &[usize]) -> bool {
    let tag = |node: usize| match dom.node(node) {
        Node::Element(element) => element.tag(),
        _ => "",
    };
    let first = tag(labels[0]);
    matches!(tag(bar), "ul" | "ol" | "div" | "nav" | "section")
        && labels.iter().all(|label| tag(*label) == first)
}

fn by_id(dom: &Dom) -> HashMap<&str, usize> {
    (0..dom.len())
        .filter_map(|node| match dom.node(node) {
            Node::Element(element) => Some((element.attribute("id")?, node)),
            _ => None,
        })
        .collect()
}

fn elements(dom: &Dom, node: usize) -> Vec<usize> {
    let is_element = |child: &&usize| matches!(dom.node(**child), Node::Element(_));
    dom.children(node)
        .iter()
        .filter(is_element)
        .copied()
        .collect()
}

/// The text of a label; empty where there is none, or too much for one.
fn short_text(dom: &Dom, node: usize, text: &str) -> String {
    const MOST_BYTES: usize = 60;
    const MOST_NODES: usize = 12;
    let mut whole = String::new();
    let mut waiting = vec![node];
    let mut seen = 0;
    while let Some(next) = waiting.pop() {
        seen += 1;
        match dom.node(next) {
            Node::Text(ranges) => {
                for range in ranges {
                    whole.push_str(text[range.clone()].trim());
                }
            }
            Node::Element(element)
                if matches!(element.tag(), "table" | "p" | "ul" | "ol" | "td" | "th") =>
            {
                return String::new();
            }
            Node::Element(_) => waiting.extend(dom.children(next).iter().rev()),
            Node::Other => {}
        }
        if whole.len() > MOST_BYTES || seen > MOST_NODES {
            return String::new();
        }
    }
    whole
}

/// The panes that the labels name: `href="#basis"`, `data-target`, `aria-controls`.
fn named_panes(dom: &Dom, labels: &[usize], ids: &HashMap<&str, usize>) -> Option<Vec<usize>> {
    let target = |node: usize| {
        let Node::Element(element) = dom.node(node) else {
            return None;
        };
        [
            "href",
            "data-target",
            "data-bs-target",
            "aria-controls",
            "data-id",
            "data-tab",
            "data-href",
        ]
        .iter()
        .filter_map(|name| element.attribute(name))
        .find_map(|value| ids.get(value.trim_start_matches('#')).copied())
    };
    labels
        .iter()
        .map(|label| {
            let inside = dom.children(*label).iter().copied();
            std::iter::once(*label)
                .chain(inside)
                .find_map(target)
                .filter(|pane| pane != label)
        })
        .collect()
}

/// As many elements side by side as there are labels, in what follows the bar or one of the elements around it.
fn panes_beside(dom: &Dom, bar: usize, count: usize) -> Option<Vec<usize>> {
    let mut at = bar;
    for _ in 0..FARTHEST {
        let parent = dom.parent(at)?;
        let siblings = elements(dom, parent);
        let own = siblings.iter().position(|sibling| *sibling == at)?;
        let after = &siblings[own + 1..];
        if after.len() == count {
            return Some(after.to_vec());
        }
        if let Some(panes) = after
            .first()
            .and_then(|beside| panes_inside(dom, *beside, count))
        {
            return Some(panes);
        }
        at = parent;
    }
    None
}

/// As many elements as there are labels, in an element or in the only one in it.
fn panes_inside(dom: &Dom, mut element: usize, count: usize) -> Option<Vec<usize>> {
    for _ in 0..FARTHEST {
        let inside = elements(dom, element);
        match inside.as_slice() {
            panes if panes.len() == count => return Some(inside),
            [only] => element = *only,
            _ => return None,
        }
    }
    None
}
