//! Personal data in a text: resident identity numbers (GB 11643) and mobile numbers, and how they are masked.

use std::borrow::Cow;

/// `text` with every identity number and mobile number masked: 110105********002X, 138****5678.
///
/// A run of digits is taken for an identity number only when its date and check character hold, so that document and
/// item codes stay readable. Every output goes through here.
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let mut masked: Option<Vec<u8>> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = run_length(&bytes[at..]);
        if run == 0 {
            at += 1;
            continue;
        }
        let digits = &bytes[at..at + run];
        let hidden = match run {
            18 if is_identity_number(digits) => Some(6..14),
            11 if is_mobile_number(digits) => Some(3..7),
            _ => None,
        };
        if let Some(hidden) = hidden {
            let copy = masked.get_or_insert_with(|| bytes.to_vec());
            copy[at + hidden.start..at + hidden.end].fill(b'*');
        }
        at += run;
    }
    masked
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The length of the word of letters and digits here: a letter among the digits makes a code of them.
fn run_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count()
}

/// Whether 18 characters are a resident identity number: a plausible date of birth and the check character of GB 11643.
#[must_use]
pub fn is_identity_number(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    if digits.len() != 18 || digits[0] == b'0' || !digits[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let number = |range: std::ops::Range<usize>| {
        digits[range]
            .iter()
            .fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    let date_holds = (1900..=2099).contains(&number(6..10))
        && (1..=12).contains(&number(10..12))
        && (1..=31).contains(&number(12..14));
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    date_holds && digits[17].to_ascii_uppercase() == CHECKS[(sum % 11) as usize]
}

fn is_mobile_number(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_digit) && digits[0] == b'1' && (b'3'..=b'9').contains(&digits[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_and_codes_are_not() {
        assert_eq!(
            mask("身份证11010519491231002X号"),
            "身份证110105********002X号"
        );
        assert_eq!(mask("手机13812345678。"), "手机138****5678。");
        for open in [
            "010-62356655",
            "12345",
            "0571-89937016",
            "11450721MB155808114000104002000",
            "110105194912310021",
            "000104002000",
            "a13812345678",
        ] {
            assert_eq!(mask(open), open);
        }
    }
}
