//! The four readings of a value: given, stated to be none, missing, unreadable.

use crate::span::Span;

/// What a source says of one value.
///
/// The four are never mixed: a page that says 无 is not a page that says nothing, and what could not be read is
/// not absent.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading<T> {
    /// The value, and where it stands.
    Given(T, Span),
    /// The source says that there is none (无, 不涉及), here.
    StatedNone(Span),
    /// The source does not say; the span is what was searched.
    Missing(Span),
    /// Something stands here and could not be read.
    Unreadable(Span, Unreadable),
}

/// Why something could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is of another shape than the field has: a list where one text belongs, a word where a number belongs.
    WrongShape,
    /// It is not in the code list of the field.
    NotListed,
    /// It is shown in a picture.
    Picture,
    /// The text says only where else it is to be found: 详见附件.
    Elsewhere,
}

impl<T> Default for Reading<T> {
    fn default() -> Self {
        Self::Missing(Span::default())
    }
}

impl<T> Reading<T> {
    /// The value, where one is given.
    #[must_use]
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value, _) => Some(value),
            _ => None,
        }
    }

    /// The value for changing, where one is given.
    pub fn given_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Given(value, _) => Some(value),
            _ => None,
        }
    }

    /// Whether a value is given.
    #[must_use]
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Given(..))
    }

    /// Whether the source says it: gives a value, or states that there is none.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        matches!(self, Self::Given(..) | Self::StatedNone(_))
    }

    /// Whether the source does not say.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }

    /// Where it stands, or for a missing value what was searched.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Given(_, span)
            | Self::StatedNone(span)
            | Self::Missing(span)
            | Self::Unreadable(span, _) => *span,
        }
    }

    /// The same reading of another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Given(value, span) => Reading::Given(change(value), span),
            Self::StatedNone(span) => Reading::StatedNone(span),
            Self::Missing(span) => Reading::Missing(span),
            Self::Unreadable(span, why) => Reading::Unreadable(span, why),
        }
    }

    /// Takes `other` where nothing stands here yet.
    pub fn or_fill(&mut self, other: Self) {
        if self.is_missing() {
            *self = other;
        }
    }
}

impl Reading<String> {
    /// The text, where one is given.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.given().map(String::as_str)
    }

    /// Reads a piece of text: empty is missing, 无 and its like state that there is none.
    #[must_use]
    pub fn from_text(text: &str, span: Span) -> Self {
        match text.trim() {
            "" => Self::Missing(span),
            bare if is_none(bare) => Self::StatedNone(span),
            bare if bare.len() == text.len() => Self::Given(bare.to_owned(), span),
            // With blanks at its ends the span is more than the value.
            bare => Self::Given(bare.to_owned(), span.loosened()),
        }
    }
}

/// Whether a text says that there is nothing of the kind.
///
/// Only words that say so count. A dash, a slash or 待补充 leaves open whether there is nothing or nobody filled it in.
#[must_use]
pub fn is_none(text: &str) -> bool {
    let bare = text.trim_end_matches(['。', '.', '；', ';', '！']);
    matches!(bare, "无" | "没有" | "不涉及" | "无此项" | "不需要" | "無")
}

impl<T> Reading<Vec<T>> {
    /// The rows; none where no list is given.
    #[must_use]
    pub fn rows(&self) -> &[T] {
        self.given().map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_readings_of_a_text() {
        let at = Span::exact(0, 3);
        assert_eq!(Reading::from_text("  ", at), Reading::Missing(at));
        assert_eq!(Reading::from_text("无。", at), Reading::StatedNone(at));
        assert_eq!(Reading::from_text("不涉及", at), Reading::StatedNone(at));
        let padded = Reading::Given("甲".to_owned(), at.loosened());
        assert_eq!(Reading::from_text("甲\u{a0}", at), padded);
        for open in ["-", "/", "待补充", "0", "无锡市"] {
            assert_eq!(
                Reading::from_text(open, at),
                Reading::Given(open.to_owned(), at)
            );
        }
    }

    #[test]
    fn filling_keeps_what_is_said() {
        let mut reading = Reading::<String>::StatedNone(Span::exact(1, 2));
        reading.or_fill(Reading::Given("甲".into(), Span::default()));
        assert_eq!(reading, Reading::StatedNone(Span::exact(1, 2)));
    }
}
