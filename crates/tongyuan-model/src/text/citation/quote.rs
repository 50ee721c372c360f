//! Whether a quotation is what the law says.

use crate::text::width::narrow;

/// Whether a quoted text says what the originals say, one after the other: blanks, punctuation, the headings 第N条 and what is left
/// out with …… do not count.
///
/// ```
/// use tongyuan_model::text::citation::is_quoted_from;
///
/// let original = ["从事专利代理业务的机构，应当经批准。", "第二款。"];
/// assert!(is_quoted_from("第八条　从事专利代理业务的机构应当经批准……", &["第八条"], &original));
/// assert!(!is_quoted_from("从事专利代理业务的机构，可以经批准。", &[], &original));
/// ```
#[must_use]
pub fn is_quoted_from(quoted: &str, headings: &[&str], originals: &[&str]) -> bool {
    let mut quoted = quoted.replace("...", "…");
    for heading in headings {
        quoted = quoted.replace(heading, "…");
    }
    let whole: String = originals.iter().flat_map(|text| letters(text)).collect();
    let mut rest = whole.as_str();
    for segment in quoted.split('…') {
        let segment: String = letters(segment).collect();
        match rest.find(&segment) {
            Some(at) => rest = &rest[at + segment.len()..],
            None => return false,
        }
    }
    true
}

/// The letters and digits of a text, in one width.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(narrow).filter(|c| c.is_alphanumeric())
}
