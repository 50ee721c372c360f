//! What pages repeat at their edges: running heads, feet and page numbers. It is no content.

use std::collections::HashMap;

use tongyuan_model::text::marker;

use super::layout::Item;
use super::piece::tenths;

/// A page as far as it is laid out.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// How many characters there are of each size, in tenths of a point.
    pub(super) sizes: HashMap<i32, usize>,
    pub(super) items: Vec<Item>,
}

/// How much of a page, above and below, may hold furniture.
const EDGE: f32 = 0.09;
/// How many lines of an edge may be furniture.
const MOST_LINES: usize = 3;
/// A line that is repeated on fewer pages is content.
const FEWEST: usize = 2;

/// Takes the furniture off the pages.
pub(super) fn remove(pages: &mut [Page]) {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for page in pages.iter() {
        for at in edges(page) {
            *seen.entry(key(page, at)).or_default() += 1;
        }
    }
    // Heads differ between chapters, and between left and right pages.
    let least = FEWEST.max(pages.len() * 3 / 10);
    for page in pages.iter_mut() {
        let furniture: Vec<usize> = edges(page)
            .into_iter()
            .filter(|at| {
                let repeated = seen.get(&key(page, *at)).copied().unwrap_or(0);
                let (text, _) = line(page, *at);
                let is_item = marker::leading(text).is_some();
                (repeated >= least && !is_item) || is_page_number(text)
            })
            .collect();
        let mut at = 0;
        let sizes = &mut page.sizes;
        page.items.retain(|item| {
            at += 1;
            let is_kept = !furniture.contains(&(at - 1));
            if let (false, Item::Line(line)) = (is_kept, item)
                && let Some(count) = sizes.get_mut(&tenths(line.piece.size))
            {
                *count = count.saturating_sub(line.piece.text.chars().count());
            }
            is_kept
        });
    }
}

/// A line of a page, and where it is: from -0.5 at the foot to 0.5 at the head.
fn line(page: &Page, at: usize) -> (&str, f32) {
    match page.items.get(at) {
        Some(Item::Line(line)) => (&line.piece.text, line.piece.y / page.height - 0.5),
        _ => ("", 0.0),
    }
}

/// The lines at the head and foot of a page.
fn edges(page: &Page) -> Vec<usize> {
    let mut lines: Vec<(usize, f32)> = (0..page.items.len())
        .map(|at| (at, line(page, at).1))
        .filter(|(_, place)| place.abs() > 0.5 - EDGE)
        .collect();
    lines.sort_by(|a, b| a.1.total_cmp(&b.1));
    let foot = lines
        .iter()
        .take_while(|(_, place)| *place < 0.0)
        .take(MOST_LINES);
    let head = lines
        .iter()
        .rev()
        .take_while(|(_, place)| *place > 0.0)
        .take(MOST_LINES);
    foot.chain(head).map(|(at, _)| *at).collect()
}

/// What a line has in common with its likes on other pages: its place, and its text but for numbers.
fn key(page: &Page, at: usize) -> (String, i32) {
    let (text, place) = line(page, at);
    let is_counted = |c: &char| !c.is_numeric() && !c.is_whitespace();
    (
        text.chars().filter(is_counted).collect(),
        (place * 200.0).round() as i32,
    )
}

/// Whether a line says which page it is on, and nothing else: `第 3 页 共 8 页`, `- 3 -`, `3/8`, `Page 3 of 8`.
fn is_page_number(text: &str) -> bool {
    let mut words = text.to_lowercase();
    for word in ["page", "of", "第", "页", "共", "total"] {
        words = words.replace(word, " ");
    }
    let has_number = words
        .chars()
        .any(|c| c.is_numeric() || "一二三四五六七八九十".contains(c));
    let rest = |c: char| {
        c.is_numeric()
            || c.is_whitespace()
            || "一二三四五六七八九十百-–—－~·|/／．.,，()（）".contains(c)
    };
    has_number && text.chars().count() <= 24 && words.chars().all(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_content() {
        let numbers = [
            "第 1 页 共 3 页",
            "- 3 -",
            "— 12 —",
            "3/8",
            "Page 2 of 9",
            "第三页",
            "7",
        ];
        let contents = ["3份", "2021年", "第三条", "共同申请", "咨询电话：12345"];
        assert_eq!(numbers.map(is_page_number), [true; 7]);
        assert_eq!(contents.map(is_page_number), [false; 5]);
    }
}
