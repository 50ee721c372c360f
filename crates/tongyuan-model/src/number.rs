//! Numbers as written, compared by value.

use std::cmp::Ordering;
use std::fmt;

use serde_json::Value as Json;

use crate::noun::Readable;
use crate::reading::{Reading, Unreadable};
use crate::tree::{Node, Value};

/// A non-negative decimal number in the digits of its author. `1.50` equals `1.5`; what is shown is what was written.
#[derive(Clone, Debug)]
pub struct Number(String);

impl Number {
    /// The number that a text of ASCII digits, at most one point and thousands separators writes out.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.replace(',', "");
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        (all_digits(whole) && all_digits(fraction)).then_some(Self(digits))
    }

    /// The digits as written, without thousands separators.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The value, where it is whole and not beyond four thousand million.
    #[must_use]
    pub fn whole(&self) -> Option<u32> {
        let (whole, fraction) = self.parts();
        fraction.is_empty().then(|| whole.parse().ok()).flatten()
    }

    /// Whole part without leading zeros, fraction without trailing ones.
    fn parts(&self) -> (&str, &str) {
        let (whole, fraction) = self.0.split_once('.').unwrap_or((&self.0, ""));
        let whole = whole.trim_start_matches('0');
        (
            if whole.is_empty() { "0" } else { whole },
            fraction.trim_end_matches('0'),
        )
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(value.to_string())
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((a, b), (x, y)) = (self.parts(), other.parts());
        (a.len(), a, b).cmp(&(x.len(), x, y))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Readable for Number {
    fn read(node: &Node<'_>) -> Reading<Self> {
        match &node.value {
            Value::Number(text) | Value::Text(text) => match Self::parse(text.trim()) {
                Some(number) => Reading::Given(number, node.span),
                None if text.trim().is_empty() => Reading::Missing(node.span),
                None => Reading::Unreadable(node.span, Unreadable::WrongShape),
            },
            Value::Null => Reading::Missing(node.span),
            _ => Reading::Unreadable(node.span, Unreadable::WrongShape),
        }
    }

    fn write(&self) -> Json {
        serde_json::from_str(&self.0).unwrap_or_else(|_| Json::from(self.0.as_str()))
    }
}

impl Readable for u32 {
    fn read(node: &Node<'_>) -> Reading<Self> {
        match Number::read(node) {
            Reading::Given(number, span) => number
                .whole()
                .map_or(Reading::Unreadable(span, Unreadable::WrongShape), |value| {
                    Reading::Given(value, span)
                }),
            Reading::StatedNone(span) => Reading::StatedNone(span),
            Reading::Missing(span) => Reading::Missing(span),
            Reading::Unreadable(span, why) => Reading::Unreadable(span, why),
        }
    }

    fn write(&self) -> Json {
        Json::from(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_by_value_shown_as_written() {
        let number = |text| Number::parse(text);
        assert_eq!(number("1.50"), number("1.5"));
        assert_eq!(number("0300"), number("300.0"));
        assert_ne!(number("3"), number("30"));
        assert!(number("9") < number("10"));
        assert!(number("1.05") < number("1.5"));
        assert_eq!(
            number("1,500").map(|n| n.to_string()).as_deref(),
            Some("1500")
        );
        for bad in ["", "1.", ".5", "1.2.3", "一", "-1", "1e3"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
