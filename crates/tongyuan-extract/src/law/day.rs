//! Days as laws write them: 2020年10月17日, 二〇一八年十一月六日.

use std::ops::Range;

use tongyuan_model::Date;
use tongyuan_model::text::numeral;

/// The day at the beginning of a text, and how many bytes it takes.
pub(super) fn leading(text: &str) -> Option<(Date, usize)> {
    let mut rest = text;
    let mut next = |unit: char| {
        let numeral = numeral::leading(rest)?;
        rest = rest[numeral.len..].trim_start().strip_prefix(unit)?;
        let after = rest.trim_start();
        if after.starts_with(numeral::begins) {
            rest = after;
        }
        numeral.whole()
    };
    let (year, month, day) = (next('年')?, next('月')?, next('日')?);
    let date = Date::parse(&format!("{year:04}-{month:02}-{day:02}"))?;
    Some((date, text.len() - rest.len()))
}

/// Every day that a text names, with where it stands.
pub(super) fn find_all(text: &str) -> Vec<(Date, Range<usize>)> {
    let mut found = Vec::new();
    let (mut end, mut is_within) = (0, false);
    for (at, character) in text.char_indices() {
        let begins = numeral::begins(character);
        // A day begins where its year does: 28年 in 2028年 is none.
        if begins
            && !is_within
            && at >= end
            && let Some((date, len)) = leading(&text[at..])
        {
            found.push((date, at..at + len));
            end = at + len;
        }
        is_within = begins;
    }
    found
}
