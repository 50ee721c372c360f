//! Lines that only the page has broken, joined again.

use tongyuan_model::text::marker;

use super::characters::{ends_sentence, is_latin};
use super::piece::Piece;

/// Where the lines of a column or cell run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) right: f32,
    /// How far its lines are apart as a rule; none where there is no rule.
    pub(super) leading: Option<f32>,
}

/// A paragraph while it is being put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) size: f32,
    first: Piece,
    last: Piece,
    pub(super) lines: usize,
}

impl Paragraph {
    pub(super) fn of(line: &Piece) -> Self {
        let bare = Piece {
            text: String::new(),
            ..line.clone()
        };
        Self {
            text: line.text.clone(),
            size: line.size,
            first: bare.clone(),
            last: bare,
            lines: 1,
        }
    }

    /// Takes a line that goes on with it.
    pub(super) fn push(&mut self, line: &Piece) {
        join(&mut self.text, &line.text);
        self.last = Piece {
            text: String::new(),
            ..line.clone()
        };
        self.lines += 1;
    }

    /// Whether the next line goes on with it. `frame` is where the last line runs; `is_beside` says that the next one
    /// stands below the last, and not in another column or on another page.
    pub(super) fn goes_on(
        &self,
        next: &Piece,
        frame: &Frame,
        next_left: f32,
        is_below: bool,
    ) -> bool {
        const SAME_SIZE: f32 = 0.12;
        let em = next.size.max(self.last.size);
        let (last, first) = (&self.last, &self.first);
        if (next.size - last.size).abs() > SAME_SIZE * em || begins_anew(&next.text) {
            return false;
        }
        if is_below {
            let distance = last.y - next.y;
            let most = frame.leading.unwrap_or(1.8 * em).max(1.2 * em) * 1.3;
            if distance > most || distance < 0.0 {
                return false;
            }
        }
        if last.x1 + next.head <= frame.right - 0.3 * em {
            return false;
        }
        let indent = next.x0 - next_left;
        let ends = self.text.chars().next_back().is_some_and(ends_sentence);
        if indent <= 1.2 * em {
            return true;
        }
        // Lines below a number stand in as far as its text does; those of a paragraph that is set in stand below its first.
        let is_numbered = marker::leading(&self.text).is_some();
        let hangs = is_below && (next.x0 - last.x0).abs() <= 0.6 * em && self.lines > 1;
        hangs || (is_numbered && self.lines == 1 && next.x0 >= first.x0 - 0.6 * em) || !ends
    }

    /// Whether its last line runs as far as it can, so that it may go on elsewhere.
    pub(super) fn is_open(&self, frame: &Frame) -> bool {
        let ends = self.text.chars().next_back().is_some_and(ends_sentence);
        !ends && self.last.x1 + 1.3 * self.last.size > frame.right
    }
}

/// Whether a line begins something of its own whatever stood before.
pub(super) fn begins_anew(text: &str) -> bool {
    const WORDS: [&str; 4] = ["注：", "备注：", "说明：", "附件："];
    WORDS.iter().any(|word| text.starts_with(word)) || marker::leading(text).is_some()
}

/// Adds a line to the text that it goes on with. Chinese takes no blank there, Latin words do.
pub(super) fn join(text: &mut String, next: &str) {
    let before = text.chars().next_back().unwrap_or_default();
    let after = next.chars().next().unwrap_or_default();
    let are_words = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    let are_latin = is_latin(before) && is_latin(after);
    let is_sentence = are_latin && ",;:?!)".contains(before) && after.is_ascii_alphanumeric();
    let are_digits = before.is_ascii_digit() && after.is_ascii_digit();
    if (are_words && !are_digits) || is_sentence {
        text.push(' ');
    }
    text.push_str(next);
}

/// The paragraphs of some lines in one frame.
pub(super) fn paragraphs(lines: &[Piece], frame: &Frame) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(last) if last.goes_on(line, frame, frame.left, true) => last.push(line),
            _ => paragraphs.push(Paragraph::of(line)),
        }
    }
    paragraphs
}

/// How far lines are apart as a rule: the median of their distances.
pub(super) fn leading<'p>(lines: impl Iterator<Item = &'p Piece>) -> Option<f32> {
    let mut distances = Vec::new();
    let mut last: Option<&Piece> = None;
    for line in lines {
        if let Some(last) = last {
            let distance = last.y - line.y;
            let is_near = distance > 0.0 && distance < 3.0 * line.size;
            if is_near && (last.size - line.size).abs() < 0.1 * line.size {
                distances.push(distance);
            }
        }
        last = Some(line);
    }
    distances.sort_by(f32::total_cmp);
    distances.get(distances.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x0: f32, y: f32) -> Piece {
        let width = 10.0 * text.chars().count() as f32;
        Piece {
            text: text.to_owned(),
            x0,
            x1: x0 + width,
            y,
            size: 10.0,
            head: 10.0,
        }
    }

    fn read(lines: &[Piece]) -> Vec<String> {
        let frame = Frame {
            left: 0.0,
            right: 100.0,
            leading: Some(15.0),
        };
        let read = paragraphs(lines, &frame);
        read.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn only_what_the_page_has_broken_is_joined() {
        let lines = [
            line("申请人应当如实提供有关", 0.0, 100.0),
            line("材料", 0.0, 85.0),
            line("不能委托他人", 0.0, 70.0),
            line("一二三四五六七八九十", 0.0, 55.0),
            line("1、身份证", 0.0, 40.0),
        ];
        let expected = [
            "申请人应当如实提供有关材料",
            "不能委托他人",
            "一二三四五六七八九十",
            "1、身份证",
        ];
        assert_eq!(read(&lines), expected);
    }

    #[test]
    fn a_paragraph_that_is_set_in_begins_anew() {
        let lines = [
            line("申请人如实提供。", 20.0, 100.0),
            line("不得隐瞒有关情况。", 20.0, 85.0),
        ];
        assert_eq!(read(&lines).len(), 2);
    }

    #[test]
    fn latin_words_keep_their_blank_and_digits_have_none() {
        let joined = |a: &str, b: &str| {
            let mut text = a.to_owned();
            join(&mut text, b);
            text
        };
        assert_eq!(joined("the", "form"), "the form");
        assert_eq!(joined("0438-61", "30021"), "0438-6130021");
        assert_eq!(joined("身份", "证"), "身份证");
        assert_eq!(joined("http://zwfw.", "gov.cn"), "http://zwfw.gov.cn");
    }
}
