//! Numerals: Arabic, Chinese small and capital, positional and mixed.

use super::width::narrow;

/// A numeral at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value in hundredths, so that 1.5 and 半 are exact.
    pub hundredths: u64,
    /// How many bytes of the text it takes.
    pub len: usize,
}

impl Numeral {
    /// The value, where it is whole.
    #[must_use]
    pub fn whole(self) -> Option<u64> {
        self.hundredths
            .is_multiple_of(100)
            .then_some(self.hundredths / 100)
    }

    /// The value in decimal digits without superfluous ones: `1.5`, `30000`.
    #[must_use]
    pub fn decimal(self) -> String {
        let (whole, fraction) = (self.hundredths / 100, self.hundredths % 100);
        match fraction {
            0 => whole.to_string(),
            _ if fraction % 10 == 0 => format!("{whole}.{}", fraction / 10),
            _ => format!("{whole}.{fraction:02}"),
        }
    }
}

/// The numeral at the beginning of `text`, if one stands there and its value can be held.
///
/// `20`, `２０`, `1,500`, `1.5`, `3万`, `二十`, `廿`, `两`, `壹佰贰拾叁`, `二〇二一`, `三万五千`, `一百零六`, `半`.
#[must_use]
pub fn leading(text: &str) -> Option<Numeral> {
    if !text.starts_with(begins) {
        return None;
    }
    // No quantity is longer: what runs on and on costs no more for it.
    const LONGEST: usize = 64;
    let end = text
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |(at, _)| at);
    let near = &text[..end];
    let numeral = arabic(near).or_else(|| chinese(near))?;
    (numeral.len < near.len() || near.len() == text.len()).then_some(numeral)
}

/// Whether a numeral can begin with this character. Most characters of a text begin none.
#[must_use]
pub fn begins(character: char) -> bool {
    narrow(character).is_ascii_digit()
        || matches!(character, '半' | '廿' | '卅')
        || digit(character).is_some()
        || unit(character).is_some()
}

/// A numeral that is the whole of `text`, as a whole number.
#[must_use]
pub fn whole(text: &str) -> Option<u64> {
    let numeral = leading(text)?;
    (numeral.len == text.len())
        .then(|| numeral.whole())
        .flatten()
}

/// A number as laws write it: 三十一, 一百零六, 一百一十; none beyond 9999.
#[must_use]
pub fn in_chinese(number: u32) -> Option<String> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if number == 0 || number > 9999 {
        return None;
    }
    let mut written = String::new();
    let mut skipped = false;
    for (unit, word) in UNITS {
        let digit = number / unit % 10;
        if digit == 0 {
            skipped = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            written.push('零');
        }
        // 十五, and not 一十五.
        if !(unit == 10 && digit == 1 && written.is_empty()) {
            written.push(*DIGITS.get(usize::try_from(digit).ok()?)?);
        }
        written.push_str(word);
    }
    Some(written)
}

fn arabic(text: &str) -> Option<Numeral> {
    let mut hundredths: u64 = 0;
    let mut len = 0;
    let mut decimals: Option<u32> = None;
    let chars = text.char_indices().peekable();
    for (at, raw) in chars {
        let character = narrow(raw);
        if let Some(digit) = character.to_digit(10) {
            match &mut decimals {
                None => {
                    hundredths = hundredths
                        .checked_mul(10)?
                        .checked_add(u64::from(digit) * 100)?;
                }
                // Hundredths are as fine as amounts of money go: a longer fraction is no quantity of ours.
                Some(2) => return None,
                Some(places) => {
                    *places += 1;
                    hundredths += u64::from(digit) * if *places == 1 { 10 } else { 1 };
                }
            }
            len = at + raw.len_utf8();
            continue;
        }
        let digits_follow = |count: usize| {
            let rest = &text[at + raw.len_utf8()..];
            rest.chars()
                .take(count)
                .filter(|c| narrow(*c).is_ascii_digit())
                .count()
                == count
        };
        match character {
            '.' if len > 0 && decimals.is_none() && digits_follow(1) => decimals = Some(0),
            ',' if len > 0 && decimals.is_none() && digits_follow(3) => {}
            _ => break,
        }
    }
    if len == 0 {
        return None;
    }
    scaled(text, hundredths, len)
}

/// A mixed numeral: `3万`, `1.5亿`.
fn scaled(text: &str, hundredths: u64, len: usize) -> Option<Numeral> {
    let rest = &text[len..];
    let (factor, extra) = match rest.chars().next() {
        Some('万' | '萬') => (10_000, 3),
        Some('亿' | '億') => (100_000_000, 3),
        _ => (1, 0),
    };
    Some(Numeral {
        hundredths: hundredths.checked_mul(factor)?,
        len: len + extra,
    })
}

fn digit(character: char) -> Option<u64> {
    Some(match character {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(character: char) -> Option<u64> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

fn chinese(text: &str) -> Option<Numeral> {
    if text.starts_with('半') {
        return Some(Numeral {
            hundredths: 50,
            len: 3,
        });
    }
    positional(text).or_else(|| with_units(text))
}

/// 二〇二一: digits one after another, as years are written.
fn positional(text: &str) -> Option<Numeral> {
    let mut value: u64 = 0;
    let mut count = 0;
    let mut len = 0;
    for character in text.chars() {
        let Some(next) = digit(character) else {
            if unit(character).is_some() {
                return None;
            }
            break;
        };
        value = value.checked_mul(10)?.checked_add(next)?;
        count += 1;
        len += character.len_utf8();
    }
    (count >= 2).then_some(())?;
    Some(Numeral {
        hundredths: value.checked_mul(100)?,
        len,
    })
}

/// 三万五千一百零六, 十二, 廿三, 两.
fn with_units(text: &str) -> Option<Numeral> {
    let mut total: u64 = 0; // whole sections of 亿 and 万
    let mut section: u64 = 0; // below the next 万
    let mut pending: Option<u64> = None; // a digit that waits for its unit
    let mut len = 0;
    for character in text.chars() {
        if let Some(next) = digit(character) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(next);
        } else if let Some(tens) = match character {
            '廿' => Some(20),
            '卅' => Some(30),
            _ => None,
        } {
            if pending.is_some() {
                break;
            }
            section = section.checked_add(tens)?;
        } else if let Some(factor) = unit(character) {
            if factor >= 10_000 {
                // A section of 万 or 亿 that has no number before it is a word (万元以上 alone), not a numeral.
                if len == 0 {
                    return None;
                }
                section = section.checked_add(pending.take().unwrap_or(0))?;
                total = if factor == 10_000 {
                    total.checked_add(section.checked_mul(factor)?)?
                } else {
                    total.checked_add(section)?.checked_mul(factor)?
                };
                section = 0;
            } else {
                // 十二 has no digit before its 十; 百 and 千 alone are words.
                let count = match pending.take() {
                    Some(count) => count,
                    None if factor == 10 => 1,
                    None => break,
                };
                section = section.checked_add(count.checked_mul(factor)?)?;
            }
        } else {
            break;
        }
        len += character.len_utf8();
    }
    if len == 0 {
        return None;
    }
    let value = total
        .checked_add(section)?
        .checked_add(pending.unwrap_or(0))?;
    Some(Numeral {
        hundredths: value.checked_mul(100)?,
        len,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_every_kind() {
        let cases = [
            ("20个", "20", 2),
            ("２０份", "20", 6),
            ("1,500元", "1500", 5),
            ("1.5倍", "1.5", 3),
            ("1.50", "1.5", 4),
            ("2.25", "2.25", 4),
            ("3万元", "30000", 4),
            ("0.5亿", "50000000", 6),
            ("二十日", "20", 6),
            ("十二", "12", 6),
            ("两份", "2", 3),
            ("廿辆", "20", 3),
            ("卅五", "35", 6),
            ("壹佰贰拾叁份", "123", 15),
            ("二〇二一年", "2021", 12),
            ("三万五千", "35000", 12),
            ("一百零六条", "106", 12),
            ("一千零五", "1005", 12),
            ("半年", "0.5", 3),
            ("一亿二千万", "120000000", 15),
            ("1.", "1", 1),
        ];
        for (text, decimal, len) in cases {
            let found = leading(text);
            assert_eq!(
                found.map(|n| (n.decimal(), n.len)),
                Some((decimal.to_owned(), len)),
                "{text}"
            );
        }
    }

    #[test]
    fn words_are_no_numerals() {
        for word in ["百货", "千米", "万元", "身份证", "", "、二", "份"] {
            assert_eq!(leading(word), None, "{word}");
        }
        assert_eq!(leading(&"9".repeat(40)), None);
        assert_eq!(leading(&"九".repeat(40)), None);
    }

    #[test]
    fn numbers_as_laws_write_them() {
        for (number, written) in [
            (8, "八"),
            (10, "十"),
            (15, "十五"),
            (20, "二十"),
            (31, "三十一"),
            (100, "一百"),
            (106, "一百零六"),
            (110, "一百一十"),
            (145, "一百四十五"),
            (1005, "一千零五"),
            (1260, "一千二百六十"),
        ] {
            assert_eq!(in_chinese(number).as_deref(), Some(written));
            assert_eq!(whole(written), Some(u64::from(number)), "{written}");
        }
        assert_eq!(in_chinese(0), None);
    }
}
