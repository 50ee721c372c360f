//! The text of a page: entities decoded, blanks folded, every part with its place.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Token, Tokenizer};
use tongyuan_model::text::width::is_wide;

use crate::fragment::Fragment;

/// Gathers the text of a line from the pieces that the tags cut it into.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    line: Fragment,
    /// Blanks seen since the last character: where they stand, and whether a line break was among them.
    blank: Option<(Range<usize>, bool)>,
}

impl Gatherer {
    /// Adds a text of the page.
    pub(super) fn add(&mut self, page: &str, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &page[at..range.end];
            let plain = rest.find('&').unwrap_or(rest.len());
            self.add_plain(page, at..at + plain);
            at += plain;
            if at < range.end {
                let length = entity_length(&page[at..range.end]);
                let shown = decode(&page[at..at + length]);
                self.add_decoded(&shown, at..at + length);
                at += length;
            }
        }
    }

    fn add_plain(&mut self, page: &str, range: Range<usize>) {
        let text = &page[range.clone()];
        let mut start = 0;
        for (at, character) in text.char_indices() {
            if is_blank(character) {
                self.word(&text[start..at], range.start + start);
                start = at + character.len_utf8();
                let here = range.start + at..range.start + start;
                self.note_blank(here, character == '\n');
            }
        }
        self.word(&text[start..], range.start + start);
    }

    fn add_decoded(&mut self, shown: &str, source: Range<usize>) {
        if shown.chars().all(is_blank) {
            self.note_blank(source, false);
        } else {
            self.flush_blank(shown);
            self.line.push(shown, source, false);
        }
    }

    fn word(&mut self, word: &str, start: usize) {
        if !word.is_empty() {
            self.flush_blank(word);
            self.line.push(word, start..start + word.len(), true);
        }
    }

    fn note_blank(&mut self, range: Range<usize>, is_break: bool) {
        match &mut self.blank {
            Some((whole, has_break)) => {
                whole.end = range.end;
                *has_break |= is_break;
            }
            None => self.blank = Some((range, is_break)),
        }
    }

    /// Writes the blanks before the next word: none at the beginning of a line, none where a line break in the file
    /// falls between two Chinese characters, else one.
    fn flush_blank(&mut self, next: &str) {
        let Some((range, has_break)) = self.blank.take() else {
            return;
        };
        let Some(before) = self.line.text().chars().next_back() else {
            return;
        };
        let between_wide = is_wide(before) && next.chars().next().is_some_and(is_wide);
        if before != '\n' && !(has_break && between_wide) {
            self.line.push(" ", range, false);
        }
    }

    /// A blank that the page shows between two elements.
    pub(super) fn space(&mut self, at: usize) {
        self.note_blank(at..at, false);
    }

    /// A line break that the page shows (`<br>`).
    pub(super) fn break_line(&mut self, at: usize) {
        self.blank = None;
        if !self.line.text().is_empty() {
            self.line.push("\n", at..at, false);
        }
    }

    /// What was gathered, by lines. What a page shows while it waits for its text is none.
    pub(super) fn take(&mut self) -> Vec<Fragment> {
        const WAITING: [&str; 4] = ["正在加载", "加载中", "数据加载中", "正在加载中"];
        self.blank = None;
        let mut lines = std::mem::take(&mut self.line).lines();
        lines.retain(|line| {
            !WAITING.contains(&line.text().trim_end_matches(['.', '…', '。', '，']))
        });
        lines
    }
}

fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\u{0C}' | '\u{A0}' | '\u{3000}' | '\u{FEFF}' | '\u{200B}'
    )
}

/// How many bytes an entity at the beginning of `text` takes; at least the `&` itself.
fn entity_length(text: &str) -> usize {
    let name = text[1..]
        .bytes()
        .take(40)
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    let closed = text[1 + name..].starts_with(';');
    1 + name + usize::from(closed && name > 0)
}

fn decode(entity: &str) -> String {
    Tokenizer::new(entity)
        .filter_map(|token: Result<_, Infallible>| match token {
            Ok(Token::String(text)) => Some(String::from_utf8_lossy(&text).into_owned()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(page: &str) -> String {
        let mut gatherer = Gatherer::default();
        gatherer.add(page, 0..page.len());
        let lines = gatherer.take();
        lines
            .iter()
            .map(|l| l.text().to_owned())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn blanks_fold_and_entities_decode() {
        assert_eq!(gathered("  申请\n  材料 "), "申请材料");
        assert_eq!(gathered("1.&nbsp;&nbsp;《公司法》"), "1. 《公司法》");
        assert_eq!(gathered("A &amp; B&#65;&lt;"), "A & BA<");
        assert_eq!(gathered("身份证　 复印件"), "身份证 复印件");
        assert_eq!(gathered("&amp;nbsp;"), "&nbsp;");
        assert_eq!(gathered("a & b &"), "a & b &");
    }
}
