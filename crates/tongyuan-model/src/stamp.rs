//! 同源印记: the mark that tells from which version of the source a published document was made.

use crate::noun::noun;
use crate::reading::Reading;
use crate::span::{Precision, Span};

noun! {
    /// 同源印记.
    pub struct Stamp [id] {
        /// 标识 of the guide.
        id: String = Id,
        /// 版本号.
        number: String = Number,
        /// 摘要: SHA-256 of the canonical source, 64 hexadecimal digits.
        sha256: String = Sha256,
    }
}

/// What a stamp begins with in a document.
pub const STAMP_MARK: &str = "同源印记";

impl Stamp {
    /// The stamp as it stands in a document: `同源印记 <id> <number> <sha256>`.
    #[must_use]
    pub fn line(id: &str, number: &str, sha256: &str) -> String {
        format!("{STAMP_MARK} {id} {number} {sha256}")
    }

    /// Reads a stamp from a line that bears one; `span` is where the line stands.
    #[must_use]
    pub fn from_line(line: &str, span: Span) -> Option<Self> {
        let rest = line.trim().strip_prefix(STAMP_MARK)?;
        let rest = rest.trim_start_matches([':', '：']);
        let mut words = rest.split_whitespace();
        let is_line = span.precision == Precision::Exact && span.range().len() == line.len();
        let mut next = || {
            let word = words.next()?;
            let at = if is_line {
                let start = span.range().start + (word.as_ptr() as usize - line.as_ptr() as usize);
                Span::exact(start, start + word.len())
            } else {
                span.loosened()
            };
            Some(Reading::Given(word.to_owned(), at))
        };
        let stamp = Self {
            span,
            id: next()?,
            number: next()?,
            sha256: next()?,
        };
        words.next().is_none().then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_stamp_is_read() {
        let line = Stamp::line("patent-pledge", "3", &"ab".repeat(32));
        let whole = Span::exact(5, 5 + line.len());
        let stamp = Stamp::from_line(&line, whole);
        assert_eq!(stamp.as_ref().and_then(|s| s.number.text()), Some("3"));
        let at = |stamp: Option<Stamp>| stamp.map(|stamp| stamp.number.span());
        let number = line.find(" 3 ").map_or(0, |at| 5 + at + 1);
        assert_eq!(at(stamp), Some(Span::exact(number, number + 1)));
        let elsewhere = Span::exact(0, 10);
        let stamp = Stamp::from_line(&line, elsewhere);
        assert_eq!(at(stamp), Some(elsewhere.loosened()));
        assert_eq!(Stamp::from_line("同源印记说明", Span::default()), None);
        assert_eq!(
            Stamp::from_line("同源印记 a 1 x 多余", Span::default()),
            None
        );
    }
}
