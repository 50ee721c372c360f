//! Changes of a text: what should stand in a value instead, and what that is in the bytes of the file.

use std::ops::Range;

use crate::span::Span;

/// What should stand in a value instead. It speaks of the text that is meant, whatever the file wraps it in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mend {
    /// Where the value stands.
    pub value: Span,
    /// The bytes of the value, without blanks at its ends, that are replaced; none where all of it is.
    pub at: Option<Range<usize>>,
    /// What takes their place.
    pub text: String,
}

/// One change of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// What to put in their place, written as the format of the file asks for.
    pub text: String,
}

/// The text with its changes made. Of two changes of the same bytes the first counts, and one that does not fit is left out.
///
/// ```
/// use tongyuan_model::{Edit, Span, edited};
///
/// let edits = [
///     Edit { span: Span::exact(9, 12), text: "2".into() },
///     Edit { span: Span::exact(0, 1), text: "b".into() },
/// ];
/// assert_eq!(edited("a: 甲，２份", &edits), "b: 甲，2份");
/// ```
#[must_use]
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in ordered {
        let range = edit.span.range();
        let Some(between) = text
            .get(at..range.start)
            .filter(|_| text.is_char_boundary(range.end))
        else {
            continue;
        };
        out.push_str(between);
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_left_out() {
        let edit = |start, end, text: &str| Edit {
            span: Span::exact(start, end),
            text: text.into(),
        };
        assert_eq!(edited("甲乙", &[edit(1, 3, "x"), edit(3, 6, "丙")]), "甲丙");
        assert_eq!(edited("甲乙", &[edit(0, 3, "x"), edit(0, 6, "y")]), "x乙");
        assert_eq!(edited("甲乙", &[edit(3, 99, "x")]), "甲乙");
        assert_eq!(edited("甲乙", &[edit(6, 6, "x")]), "甲乙x");
    }
}
