//! List markers: 一、 （一） 1. ① ◆ and their like at the beginning of a line.

use super::numeral;
use super::width::narrow;

/// How a marker is written, from the highest level of a document to the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkerKind {
    /// 一、
    Chinese,
    /// （一）
    ChineseBracketed,
    /// 4.1 4.1.2, before a blank
    Dotted,
    /// 1. 1、 1．
    Arabic,
    /// （1） 1）
    ArabicBracketed,
    /// ①
    Circled,
    /// ◆ ● - ·
    Bullet,
}

/// A marker at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub kind: MarkerKind,
    /// Its number; none for a bullet.
    pub number: Option<u64>,
    /// How many bytes it takes, with the blanks after it.
    pub len: usize,
}

/// The marker at the beginning of `text`, if there is one.
///
/// A decimal number (`1.5倍`), a date (`2021.6.1`) and a clock time are no markers.
#[must_use]
pub fn leading(text: &str) -> Option<Marker> {
    let start = text.len() - text.trim_start().len();
    let marker = bare(&text[start..])?;
    let mut after = start + marker.len;
    // （一）、 is one sign too many, and common.
    if matches!(text[start..after].chars().next_back(), Some('）' | ')'))
        && text[after..].starts_with('、')
    {
        after += '、'.len_utf8();
    }
    let blanks = text[after..].len() - text[after..].trim_start().len();
    Some(Marker {
        len: after + blanks,
        ..marker
    })
}

/// `text` without its marker.
#[must_use]
pub fn strip(text: &str) -> &str {
    leading(text).map_or(text, |marker| &text[marker.len..])
}

fn bare(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let size = first.len_utf8();
    match first {
        '①'..='⑳' => Some(Marker {
            kind: MarkerKind::Circled,
            number: Some(u64::from(first as u32 - '①' as u32) + 1),
            len: size,
        }),
        '⑴'..='⒇' => Some(Marker {
            kind: MarkerKind::ArabicBracketed,
            number: Some(u64::from(first as u32 - '⑴' as u32) + 1),
            len: size,
        }),
        '⒈'..='⒛' => Some(Marker {
            kind: MarkerKind::Arabic,
            number: Some(u64::from(first as u32 - '⒈' as u32) + 1),
            len: size,
        }),
        '㈠'..='㈩' => Some(Marker {
            kind: MarkerKind::ChineseBracketed,
            number: Some(u64::from(first as u32 - '㈠' as u32) + 1),
            len: size,
        }),
        '◆' | '◇' | '●' | '○' | '■' | '□' | '▲' | '△' | '★' | '☆' | '•' | '·' | '➢' | '►' | '▪'
        | '※' | '*' | '◎' | '◉' | '▍' | '▌' | '▎' | '❖' | '✦' | '▶' | '➤' => {
            bullet(text, size)
        }
        // A dash is a bullet only when something follows at a distance: -3℃ and —— are not.
        '-' | '–' | '—' if text[size..].starts_with([' ', '\u{3000}']) => bullet(text, size),
        '（' | '(' => bracketed(text, size),
        _ => dotted(text)
            .or_else(|| padded(text))
            .or_else(|| numbered(text)),
    }
}

fn bullet(text: &str, size: usize) -> Option<Marker> {
    (!text[size..].trim().is_empty()).then_some(Marker {
        kind: MarkerKind::Bullet,
        number: None,
        len: size,
    })
}

/// （一） (1)
fn bracketed(text: &str, size: usize) -> Option<Marker> {
    let inner = &text[size..];
    let numeral = numeral::leading(inner)?;
    let close = inner[numeral.len..].chars().next()?;
    matches!(close, '）' | ')').then_some(())?;
    let kind = if is_arabic(inner) {
        MarkerKind::ArabicBracketed
    } else {
        MarkerKind::ChineseBracketed
    };
    Some(Marker {
        kind,
        number: Some(short(numeral)?),
        len: size + numeral.len + close.len_utf8(),
    })
}

/// `4.1 申请书`, `2.2营业执照`: numbers with dots between them, and then a word. `1.5 倍` is an amount, and without a blank
/// behind the number `1.5小时` and `2.0版` may be.
fn dotted(text: &str) -> Option<Marker> {
    let len = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    let mut groups = text[..len].split('.');
    let all_short = groups.clone().all(|group| (1..=2).contains(&group.len()));
    let number = groups.next_back()?.parse().ok()?;
    let rest = &text[len..];
    let word = rest.trim_start();
    const AMOUNTS: &str = "倍万亿元米吨公平%％";
    const CLOSE: &str = "年个月日天小时分秒级版寸折度号千百岁人名份件项条套本张厘毫克升层亩寸立上至、，。．～及以的";
    let begins = |c: char| {
        let is_apart = word.len() < rest.len();
        !c.is_ascii()
            && !AMOUNTS.contains(c)
            && (is_apart || c == '《' || c.is_alphanumeric() && !CLOSE.contains(c))
    };
    let holds = all_short && text[..len].contains('.') && word.chars().next().is_some_and(begins);
    holds.then_some(Marker {
        kind: MarkerKind::Dotted,
        number: Some(number),
        len,
    })
}

/// `01申请书`: a number with a zero before it, as pages put it before an entry without any sign.
fn padded(text: &str) -> Option<Marker> {
    let digits = text.strip_prefix('0')?;
    let number = digits.bytes().next().filter(u8::is_ascii_digit)?;
    let word = digits[1..].trim_start();
    let units = ['年', '月', '日', '时', '份', '个', '号'];
    let is_apart = word.len() < digits.len() - 1 && !word.starts_with(':');
    let begins = is_apart
        || word.chars().next().is_some_and(|c| {
            !c.is_ascii() && !units.contains(&c) && !matches!(c, '：' | '、' | '．' | '－' | '—')
        });
    (begins && number != b'0').then_some(Marker {
        kind: MarkerKind::Arabic,
        number: Some(u64::from(number - b'0')),
        len: 2,
    })
}

/// 一、 1. 1） 第一，
fn numbered(text: &str) -> Option<Marker> {
    let numeral = numeral::leading(text)?;
    let number = short(numeral)?;
    let rest = &text[numeral.len..];
    let sign = rest.chars().next()?;
    // 一是有住所，二是有章程
    if sign == '是' && !is_arabic(text) && number <= 10 {
        return Some(Marker {
            kind: MarkerKind::Chinese,
            number: Some(number),
            len: numeral.len + sign.len_utf8(),
        });
    }
    let len = numeral.len + sign.len_utf8();
    let follows = rest[sign.len_utf8()..].chars().next();
    let arabic = is_arabic(text);
    let kind = match sign {
        '、' if arabic => MarkerKind::Arabic,
        '、' => MarkerKind::Chinese,
        '.' | '．' if arabic && !follows.is_some_and(|c| narrow(c).is_ascii_digit()) => {
            MarkerKind::Arabic
        }
        '.' | '．' if !arabic => MarkerKind::Chinese,
        '）' | ')' if arabic => MarkerKind::ArabicBracketed,
        '）' | ')' => MarkerKind::ChineseBracketed,
        _ => return None,
    };
    Some(Marker {
        kind,
        number: Some(number),
        len,
    })
}

fn is_arabic(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| narrow(c).is_ascii_digit())
}

/// Lists are short: a year or an amount is no list number.
fn short(numeral: numeral::Numeral) -> Option<u64> {
    numeral.whole().filter(|number| *number <= 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_every_kind() {
        use MarkerKind::*;
        let cases = [
            ("一、申请材料", Chinese, Some(1), "申请材料"),
            ("十二、收费", Chinese, Some(12), "收费"),
            ("（三）有设备", ChineseBracketed, Some(3), "有设备"),
            ("(2) 章程", ArabicBracketed, Some(2), "章程"),
            ("1.申请书", Arabic, Some(1), "申请书"),
            ("5．证明", Arabic, Some(5), "证明"),
            ("３、申请书", Arabic, Some(3), "申请书"),
            ("① 方案", Circled, Some(1), "方案"),
            ("◆ 图纸", Bullet, None, "图纸"),
            ("- 有设施", Bullet, None, "有设施"),
            ("二是有章程", Chinese, Some(2), "有章程"),
            ("4）合同", ArabicBracketed, Some(4), "合同"),
        ];
        for (text, kind, number, rest) in cases {
            let marker = leading(text);
            assert_eq!(
                marker.map(|m| (m.kind, m.number)),
                Some((kind, number)),
                "{text}"
            );
            assert_eq!(strip(text), rest);
        }
    }

    #[test]
    fn what_only_looks_like_a_marker() {
        for text in [
            "2.5万元",
            "2021.6.1起",
            "1寸照片",
            "3份",
            "-3℃",
            "二级以上",
            "（身份证）",
            "",
            "2019、2020两年",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }
}
