//! Which runs of digits are numbers of persons.

use std::ops::Range;

use super::run::{Run, is_dash};
use super::{Kind, tail};
use crate::date::Date;

/// How far back, in characters, a word says what a number is.
const REACH: usize = 14;

type Number = (Kind, Range<usize>);

/// A number that is written in groups: 138 1234 5678, 6222 0212 3456 7890 123.
pub(super) fn grouped(text: &str, chain: &[Run]) -> Option<Number> {
    // +86 138 1234 5678
    let is_country = |run: &Run| matches!(run.characters(), b"86" | b"0086");
    let chain = match chain {
        [first, rest @ ..] if is_country(first) => rest,
        _ => chain,
    };
    let [first, .., last] = chain else {
        return None;
    };
    let lengths: Vec<usize> = chain.iter().map(Run::len).collect();
    let kind = match lengths.as_slice() {
        [3, 4, 4] => Kind::Mobile,
        [6, 8, 4] => Kind::IdentityNumber,
        [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [6, 10..=13] => Kind::BankCard,
        _ => return None,
    };
    let digits: Vec<u8> = chain
        .iter()
        .flat_map(|run| run.characters().iter().copied())
        .collect();
    let range = first.range().start..last.range().end;
    let context = Context::of(text, &range);
    let holds = !is_masked(text, &range)
        && match kind {
            Kind::Mobile => is_mobile_number(&digits) && !context.denies_mobile(),
            Kind::IdentityNumber => is_identity_number(&digits) && !context.denies_identity(),
            _ => is_bank_card(&digits, &context),
        };
    holds.then_some((kind, range))
}

/// A number that is one run.
pub(super) fn single(
    text: &str,
    run: &Run,
    before: Option<&Run>,
    after: Option<&Run>,
) -> Option<Number> {
    let own = run.characters();
    if own.len() < 8 {
        return None;
    }
    let range = run.range();
    let context = Context::of(text, &range);
    let is_part = || context.is_fraction() || is_part(run, before, after);
    if is_masked(text, &range) || run.is_digits() && is_part() {
        return None;
    }
    match own.len() {
        18 if is_identity_number(own) => {
            (!context.denies_identity()).then_some((Kind::IdentityNumber, range))
        }
        11 if is_mobile_number(own) => (!context.denies_mobile()).then_some((Kind::Mobile, range)),
        13 | 15 => {
            // +8613812345678
            let bare = own.strip_prefix(b"00").unwrap_or(own).strip_prefix(b"86")?;
            let from = range.end - bare.len();
            let is_one = is_mobile_number(bare) && !context.denies_mobile();
            // Full-width digits are longer than one byte each.
            (is_one && text.is_char_boundary(from) && text[from..range.end].is_ascii())
                .then_some((Kind::Mobile, from..range.end))
        }
        16..=19 if is_bank_card(own, &context) => Some((Kind::BankCard, range)),
        8 | 9 if is_passport_number(own) && context.says("护照") => {
            (!context.is_address()).then_some((Kind::Passport, range))
        }
        _ => None,
    }
}

/// Whether a dash makes the digits a part of something longer, such as a code or a telephone number with its area.
fn is_part(run: &Run, before: Option<&Run>, after: Option<&Run>) -> bool {
    let is_country = |run: &Run| matches!(run.characters(), b"86" | b"0086");
    let by_dash = |run: &Run| run.joined_by().is_some_and(is_dash);
    let to_before = by_dash(run) && before.is_some_and(|before| !is_country(before));
    to_before || after.is_some_and(by_dash)
}

/// Whether it is what is left of something that was masked.
fn is_masked(text: &str, range: &Range<usize>) -> bool {
    let is_mask = |c: char| matches!(c, '*' | '＊');
    text[..range.start].ends_with(is_mask) || text[range.end..].starts_with(is_mask)
}

/// What stands around a number.
struct Context<'t> {
    before: &'t str,
    after: &'t str,
    /// The last of it: the words that say what the number is.
    near: &'t str,
}

impl<'t> Context<'t> {
    fn of(text: &'t str, range: &Range<usize>) -> Self {
        let before = &text[..range.start];
        let near = tail(before, REACH);
        // What an earlier number is says nothing of this one.
        let near = near.rfind(['；', ';', '。', ',', '，']).map_or(near, |at| {
            near[at..].trim_start_matches(['；', ';', '。', ',', '，'])
        });
        let after = &text[range.end..];
        Self {
            before,
            after,
            near,
        }
    }

    fn says(&self, word: &str) -> bool {
        self.near.contains(word)
    }

    fn says_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.says(word))
    }

    /// Whether the digits are one side of a decimal point.
    fn is_fraction(&self) -> bool {
        let is_point = |mut around: std::str::Chars<'_>, back: bool| {
            let mut next = || {
                if back {
                    around.next_back()
                } else {
                    around.next()
                }
            };
            next() == Some('.') && next().is_some_and(|c| c.is_ascii_digit())
        };
        is_point(self.before.chars(), true) || is_point(self.after.chars(), false)
    }

    /// Whether it stands inside an address on the web, where numbers are of pages.
    fn is_address(&self) -> bool {
        const LONGEST: usize = 200;
        let back = self.before.bytes().rev().take(LONGEST);
        let length = back.take_while(u8::is_ascii_graphic).count();
        let token = &self.before[self.before.len() - length..];
        token.contains("://") || token.contains("www.") || token.contains(".html")
    }

    fn is_code(&self) -> bool {
        self.says_any(&[
            "编号",
            "编码",
            "代码",
            "单号",
            "流水号",
            "文号",
            "序号",
            "条码",
            "QQ",
        ])
    }

    fn denies_identity(&self) -> bool {
        self.is_address() || self.says_any(&["信用代码", "机构代码", "实施编码"])
    }

    fn denies_mobile(&self) -> bool {
        // Whoever is called there answers for an office.
        let is_official = self.says_any(&[
            "咨询",
            "投诉",
            "监督",
            "热线",
            "举报",
            "窗口",
            "值班",
            "办公",
            "客服",
            "传真",
            "服务电话",
            "受理电话",
        ]);
        self.is_address() || is_official || self.is_code()
    }

    fn denies_card(&self) -> bool {
        // The account that a fee is paid into is the office's.
        let is_official = self.says_any(&["收款", "缴款", "缴费", "对公", "单位账"]);
        self.is_address() || is_official || self.is_code()
    }
}

/// Whether 18 characters are a resident identity number: a place and a date of birth that there are, and the check character
/// of GB 11643.
#[must_use]
pub fn is_identity_number(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let Some((check, body)) = digits.split_last().filter(|_| digits.len() == 18) else {
        return false;
    };
    if !body.iter().all(u8::is_ascii_digit) || !is_place(body) || !is_birthday(body) {
        return false;
    }
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    CHECKS.get((sum % 11) as usize) == Some(&check.to_ascii_uppercase())
}

/// Whether the first two digits are of a province (GB/T 2260), or those of foreigners' permits.
fn is_place(digits: &[u8]) -> bool {
    matches!(
        digits,
        [b'1', b'1'..=b'5', ..]
            | [b'2', b'1'..=b'3', ..]
            | [b'3', b'1'..=b'7', ..]
            | [b'4', b'1'..=b'6', ..]
            | [b'5', b'0'..=b'4', ..]
            | [b'6', b'1'..=b'5', ..]
            | [b'7', b'1', ..]
            | [b'8', b'1'..=b'3', ..]
            | [b'9', ..]
    )
}

/// Whether the seventh to fourteenth character are a day of the last or of this century.
fn is_birthday(digits: &[u8]) -> bool {
    let number = |range: Range<usize>| -> Option<u16> {
        std::str::from_utf8(digits.get(range)?).ok()?.parse().ok()
    };
    let parts = (number(6..10), number(10..12), number(12..14));
    let (Some(year), Some(month), Some(day)) = parts else {
        return false;
    };
    (1900..2100).contains(&year) && Date::parse(&format!("{year:04}-{month:02}-{day:02}")).is_some()
}

/// Whether 11 digits are a mobile number. One whose last eight digits are all the same is a stopgap in a form.
fn is_mobile_number(digits: &[u8]) -> bool {
    let [b'1', b'3'..=b'9', _, rest @ ..] = digits else {
        return false;
    };
    rest.len() == 8 && digits.iter().all(u8::is_ascii_digit) && rest.iter().any(|d| *d != rest[0])
}

/// Whether digits are the number of a bank card: UnionPay's by themselves, those of others beside the word.
fn is_bank_card(digits: &[u8], context: &Context<'_>) -> bool {
    let is_named = context.says_any(&["银行卡", "卡号", "信用卡", "借记卡", "储蓄卡"]);
    let known = digits.starts_with(b"62") || is_named;
    // A number that is built like an identity number and does not hold as one is a slip of somebody's pen.
    let is_like_identity = digits.len() == 18 && is_birthday(digits);
    let is_many = digits.iter().any(|digit| Some(digit) != digits.first());
    (16..=19).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && known
        && is_many
        && (is_named || !is_like_identity)
        && has_luhn(digits)
        && (is_named || !context.denies_card())
        && !context.is_address()
}

/// The check digit of ISO/IEC 7812.
fn has_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') << (place % 2);
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether characters are built as the number of a passport: of the mainland, of Hong Kong or of Macao.
fn is_passport_number(own: &[u8]) -> bool {
    let digits =
        |rest: &[u8], count: usize| rest.len() == count && rest.iter().all(u8::is_ascii_digit);
    match own {
        [
            b'E' | b'e' | b'G' | b'g' | b'H' | b'h' | b'K' | b'k' | b'S' | b's' | b'P' | b'p',
            rest @ ..,
        ] if digits(rest, 8) => true,
        [b'E' | b'e', letter, rest @ ..] if letter.is_ascii_alphabetic() => digits(rest, 7),
        [b'D' | b'S' | b'P', b'E', rest @ ..] | [b'M', b'A', rest @ ..] => digits(rest, 7),
        [b'1', b'4' | b'5', rest @ ..] => digits(rest, 7),
        _ => false,
    }
}
