//! Figures: numerals, dates, units behind a number.

use tongyuan_model::text::numeral::{self, Numeral};

use super::{Normalisation, Steps};

/// Brings numerals, dates and the units behind numbers into one form, in one pass.
pub(super) fn figures(text: &str, on: Steps) -> String {
    let (numerals, dates, units) = (
        on.has(Normalisation::Numerals),
        on.has(Normalisation::Dates),
        on.has(Normalisation::Units),
    );
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if !begins_a_figure(first) {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if dates && let Some((date, length)) = date(rest) {
            out.push_str(&date);
            rest = &rest[length..];
            continue;
        }
        if units && let Some(behind) = amount_behind_currency(rest) {
            rest = behind;
            continue;
        }
        let number = if numerals { number(rest) } else { digits(rest) };
        let Some((number, length)) = number else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.push_str(&number);
        rest = &rest[length..];
        if units
            && number.ends_with(|c: char| c.is_ascii_digit())
            && let Some((unit, length)) = unit(rest)
        {
            out.push_str(unit);
            rest = &rest[length..];
        }
    }
    out
}

/// Whether a numeral, a date, or 人民币 before an amount can begin with this character. Most begin none.
fn begins_a_figure(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(
            character,
            '零' | '〇'
                | '○'
                | '一'
                | '二'
                | '两'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '百'
                | '千'
                | '万'
                | '亿'
                | '半'
                | '廿'
                | '卅'
                | '卌'
                | '壹'
                | '贰'
                | '叁'
                | '肆'
                | '伍'
                | '陆'
                | '柒'
                | '捌'
                | '玖'
                | '拾'
                | '佰'
                | '仟'
                | '貳'
                | '兩'
                | '參'
                | '叄'
                | '陸'
                | '萬'
                | '億'
                | '人'
                | '￥'
                | '¥'
        )
}

fn digits(text: &str) -> Option<(String, usize)> {
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    (length > 0).then(|| (text[..length].to_owned(), length))
}

/// A number in Arabic digits: 百分之五 as 5%, 5‰ as 0.5%, 一年半 as 1.5年.
fn number(text: &str) -> Option<(String, usize)> {
    if let Some(behind) = text.strip_prefix("百分之")
        && let Some(numeral) = numeral::leading(behind)
    {
        let numeral = with_point(behind, numeral);
        return Some((
            format!("{}%", numeral.decimal()),
            text.len() - behind.len() + numeral.len,
        ));
    }
    if let Some(behind) = text.strip_prefix("千分之")
        && let Some(numeral) = numeral::leading(behind)
        && let Some(tenth) = tenth(numeral)
    {
        return Some((format!("{tenth}%"), text.len() - behind.len() + numeral.len));
    }
    let numeral = numeral::leading(text)?;
    let behind = &text[numeral.len..];
    // 三分之二
    if let Some(upper) = behind.strip_prefix("分之")
        && let (Some(lower), Some(upper)) = (numeral.whole(), numeral::leading(upper))
        && let Some(whole) = upper.whole()
    {
        let length = numeral.len + "分之".len() + upper.len;
        return Some((format!("{whole}/{lower}"), length));
    }
    if behind.starts_with('‰')
        && let Some(tenth) = tenth(numeral)
    {
        return Some((format!("{tenth}%"), numeral.len + '‰'.len_utf8()));
    }
    // 一年半, 两个半月
    for (word, unit) in [("年半", "年"), ("个半月", "个月"), ("个半小时", "个小时")]
    {
        if behind.starts_with(word) {
            let half = Numeral {
                hundredths: numeral.hundredths.checked_add(50)?,
                len: 0,
            };
            return Some((
                format!("{}{unit}", half.decimal()),
                numeral.len + word.len(),
            ));
        }
    }
    Some((numeral.decimal(), numeral.len))
}

/// 六十六点五: what stands behind the point, in tenths and hundredths. Only of a share: 九点 may be a time of the day.
fn with_point(text: &str, numeral: Numeral) -> Numeral {
    let mut with = numeral;
    let Some(behind) = text[numeral.len..].strip_prefix('点') else {
        return numeral;
    };
    with.len += '点'.len_utf8();
    for (character, weight) in behind.chars().zip([10, 1]) {
        let mut bytes = [0; 4];
        let digit = numeral::leading(character.encode_utf8(&mut bytes)).and_then(Numeral::whole);
        let Some(digit) = digit.filter(|digit| *digit < 10) else {
            break;
        };
        with.hundredths = with.hundredths.saturating_add(digit * weight);
        with.len += character.len_utf8();
    }
    let has_digits = with.len > numeral.len + '点'.len_utf8();
    if has_digits { with } else { numeral }
}

fn tenth(numeral: Numeral) -> Option<String> {
    numeral.hundredths.is_multiple_of(10).then(|| {
        Numeral {
            hundredths: numeral.hundredths / 10,
            len: 0,
        }
        .decimal()
    })
}

/// 人民币3万元, ￥300: the text from the number on.
fn amount_behind_currency(text: &str) -> Option<&str> {
    let behind = text
        .strip_prefix("人民币")
        .or_else(|| text.strip_prefix(['￥', '¥']))?;
    let behind = behind.strip_prefix(['￥', '¥', ':']).unwrap_or(behind);
    numeral::leading(behind).map(|_| behind)
}

/// Units behind a number: what is written, and what it is read as. Longer ones first.
const UNITS: &[(&str, &str)] = &[
    ("个法定工作日", "工作日"),
    ("法定工作日", "工作日"),
    ("个工作日", "工作日"),
    ("个工作天", "工作日"),
    ("工作天", "工作日"),
    ("个自然日", "自然日"),
    ("个日历日", "自然日"),
    ("日历日", "自然日"),
    ("元人民币", "元"),
    ("元整", "元"),
    ("圆整", "元"),
    ("圆", "元"),
    ("天", "日"),
    ("个小时", "小时"),
    ("个钟头", "小时"),
    ("个周", "周"),
    ("个星期", "周"),
    ("星期", "周"),
    ("km²", "平方千米"),
    ("km2", "平方千米"),
    ("hm²", "公顷"),
    ("hm2", "公顷"),
    ("m²", "平方米"),
    ("m2", "平方米"),
    ("m³", "立方米"),
    ("m3", "立方米"),
    ("kWh", "千瓦时"),
    ("KWH", "千瓦时"),
    ("kwh", "千瓦时"),
    ("kVA", "千伏安"),
    ("KVA", "千伏安"),
    ("kva", "千伏安"),
    ("kV", "千伏"),
    ("KV", "千伏"),
    ("kv", "千伏"),
    ("kW", "千瓦"),
    ("KW", "千瓦"),
    ("kw", "千瓦"),
    ("MW", "兆瓦"),
    ("MB", "MB"),
    ("mb", "MB"),
    ("Mb", "MB"),
    ("KB", "KB"),
    ("kb", "KB"),
    ("M", "MB"),
    ("km", "千米"),
    ("KM", "千米"),
    ("cm", "厘米"),
    ("CM", "厘米"),
    ("mm", "毫米"),
    ("MM", "毫米"),
    ("kg", "千克"),
    ("KG", "千克"),
    ("Kg", "千克"),
    ("mg", "毫克"),
    ("mL", "毫升"),
    ("ml", "毫升"),
    ("m", "米"),
    ("g", "克"),
    ("t", "吨"),
    ("L", "升"),
    ("h", "小时"),
    ("℃", "摄氏度"),
    ("°C", "摄氏度"),
];

/// A unit behind a number, with what it takes; a unit of Latin letters is no part of a longer word.
fn unit(text: &str) -> Option<(&'static str, usize)> {
    // Most of what stands behind a number is no unit that has another form.
    let may_begin = |c: char| c.is_ascii_alphabetic() || "个法工日元圆天星℃°".contains(c);
    if !text.starts_with(may_begin) {
        return None;
    }
    let is_whole = |word: &str| {
        let behind = text[word.len()..].chars().next();
        !word.ends_with(|c: char| c.is_ascii_alphanumeric())
            || !behind.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    let mut units = UNITS.iter();
    let (word, unit) = units.find(|(word, _)| text.starts_with(word) && is_whole(word))?;
    Some((*unit, word.len()))
}

/// 2021年1月1日, 2021/1/1, 2021.01.01 and 二〇二一年一月一日 as 2021-1-1.
fn date(text: &str) -> Option<(String, usize)> {
    let (year, at) = part(text, 0)?;
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let mark = text[at..].chars().next()?;
    let (next_mark, last_mark) = match mark {
        '年' => ('月', Some('日')),
        '-' | '/' | '.' => (mark, None),
        _ => return None,
    };
    let (month, at) = part(text, at + mark.len_utf8())?;
    if !text[at..].starts_with(next_mark) || !(1..=12).contains(&month) {
        return None;
    }
    let (day, at) = part(text, at + next_mark.len_utf8())?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let end = match last_mark {
        Some(mark) => at + text[at..].strip_prefix(mark).map(|_| mark.len_utf8())?,
        None => at,
    };
    Some((format!("{year}-{month}-{day}"), end))
}

/// A number of a date from there on: digits alone, without a fraction.
fn part(text: &str, from: usize) -> Option<(u64, usize)> {
    let rest = text.get(from..)?;
    // A year has four digits; what runs on is no date, and must not be counted from each of its digits.
    const MOST_DIGITS: usize = 5;
    let digits = rest
        .bytes()
        .take(MOST_DIGITS)
        .take_while(u8::is_ascii_digit)
        .count();
    if digits == MOST_DIGITS {
        return None;
    }
    if digits > 0 {
        return Some((rest[..digits].parse().ok()?, from + digits));
    }
    let numeral = numeral::leading(rest)?;
    Some((numeral.whole()?, from + numeral.len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read() {
        for (word, is) in UNITS {
            assert_eq!(unit(word), Some((*is, word.len())), "{word}");
        }
    }
}
