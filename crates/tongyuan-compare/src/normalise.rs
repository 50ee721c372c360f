//! When do two texts say the same? Named normalisations, and below them differences of wording.

use tongyuan_model::text::marker;
use tongyuan_model::text::numeral;
use tongyuan_model::text::width::narrow;

use crate::lexicon::{ALIASES, LEAD_INS, SYNONYMS, UNITS};

/// A normalisation: two texts that are equal after it say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Normalisation {
    /// Full- and half-width forms.
    Width,
    /// Blanks and line breaks.
    Whitespace,
    /// List numbers and bullets at the beginning.
    ListMarker,
    /// Punctuation at the end.
    ClosingPunctuation,
    /// Kinds of brackets, quotation marks, dashes and other punctuation.
    Punctuation,
    /// Book title marks.
    TitleMarks,
    /// Chinese and Arabic numerals.
    Numerals,
    /// Forms of dates.
    Dates,
    /// Units that mean the same.
    Units,
    /// Law titles with and without the name of the country.
    LawTitles,
    /// Names of one thing.
    Aliases,
    /// The order of a list whose order has no meaning.
    Order,
}

impl Normalisation {
    /// Every normalisation, in the order in which they are applied.
    pub const ALL: &'static [Self] = &[
        Self::Width,
        Self::Whitespace,
        Self::ListMarker,
        Self::ClosingPunctuation,
        Self::Punctuation,
        Self::TitleMarks,
        Self::Numerals,
        Self::Dates,
        Self::Units,
        Self::LawTitles,
        Self::Aliases,
        Self::Order,
    ];

    /// The name of the normalisation in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::Whitespace => "whitespace",
            Self::ListMarker => "list-marker",
            Self::ClosingPunctuation => "closing-punctuation",
            Self::Punctuation => "punctuation",
            Self::TitleMarks => "title-marks",
            Self::Numerals => "numerals",
            Self::Dates => "dates",
            Self::Units => "units",
            Self::LawTitles => "law-titles",
            Self::Aliases => "aliases",
            Self::Order => "order",
        }
    }
}

/// What two texts are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They say the same; the normalisations that were needed are named.
    Same(Vec<Normalisation>),
    /// They ask for the same in other words.
    Wording,
    /// Something that carries meaning differs.
    Different,
}

/// Compares two texts.
#[must_use]
pub fn compare_texts(a: &str, b: &str) -> Verdict {
    if a == b {
        return Verdict::Same(Vec::new());
    }
    verdict((a, &plain(a)), (b, &plain(b)))
}

/// Compares two texts, each with its normal form.
pub(crate) fn verdict((a, x): (&str, &str), (b, y): (&str, &str)) -> Verdict {
    if x == y {
        return Verdict::Same(needed(a, b));
    }
    if wording(x) == wording(y) {
        return Verdict::Wording;
    }
    Verdict::Different
}

/// A text in its normal form: what is equal in it says the same.
#[must_use]
pub(crate) fn plain(text: &str) -> String {
    normal(text, |_| true)
}

/// A text in the form in which differences of wording disappear as well. Takes the normal form.
#[must_use]
pub(crate) fn wording(plain: &str) -> String {
    let mut text = plain.to_owned();
    while let Some(rest) = LEAD_INS.iter().find_map(|word| text.strip_prefix(word)) {
        if rest.is_empty() {
            break;
        }
        text = rest.to_owned();
    }
    at_least(&SYNONYMS.apply(text)).replace('的', "")
}

/// 8名以上 in the form of 不少于8名: both include the number.
fn at_least(text: &str) -> String {
    let Some(end) = text.find("以上") else {
        return text.to_owned();
    };
    let before = &text[..end];
    // The quantity is the last number before 以上, with its unit.
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .and_then(|last| {
            before[..=last]
                .char_indices()
                .rev()
                .take_while(|(_, c)| c.is_ascii_digit() || *c == '.')
                .map(|(at, _)| at)
                .last()
        });
    match start {
        Some(start) => {
            let head = before[..start].trim_end_matches("不少于");
            let tail = &text[end + "以上".len()..];
            format!("{head}不少于{}{tail}", &before[start..])
        }
        None => text.to_owned(),
    }
}

/// The fewest normalisations that make the two equal, the plainest first: width before numerals, numerals before aliases.
fn needed(a: &str, b: &str) -> Vec<Normalisation> {
    let mut on = Normalisation::ALL.to_vec();
    for step in Normalisation::ALL.iter().rev() {
        let without: Vec<_> = on.iter().copied().filter(|other| other != step).collect();
        if normal(a, |other| without.contains(&other))
            == normal(b, |other| without.contains(&other))
        {
            on = without;
        }
    }
    on
}

fn normal(text: &str, on: impl Fn(Normalisation) -> bool) -> String {
    let mut text = text.to_owned();
    if on(Normalisation::ListMarker) {
        text = marker::strip(text.trim_start()).to_owned();
    }
    if on(Normalisation::LawTitles) {
        text = without_country(&text);
    }
    text = characters(&text, &on);
    if on(Normalisation::Whitespace) {
        text = without_blanks(&text);
    }
    if on(Normalisation::Numerals) {
        text = arabic(&text);
    }
    if on(Normalisation::Dates) {
        text = dates(&text);
    }
    if on(Normalisation::Units) {
        text = units(text);
    }
    if on(Normalisation::Aliases) {
        text = ALIASES.apply(text);
    }
    if on(Normalisation::ClosingPunctuation) {
        let end = text
            .trim_end_matches([
                '。', '；', '，', '、', '：', '.', ';', ',', ':', '!', '！', ' ',
            ])
            .len();
        text.truncate(end);
    }
    text
}

/// 《中华人民共和国专利法》 → 《专利法》; also at the beginning of a text that is such a title.
fn without_country(text: &str) -> String {
    const COUNTRY: &str = "中华人民共和国";
    const QUOTED: &str = "《中华人民共和国";
    if !text.contains('中') {
        return text.to_owned();
    }
    let text = text.replace(QUOTED, "《");
    match text.trim_start().strip_prefix(COUNTRY) {
        Some(rest) if ["法", "条例", "细则"].iter().any(|end| rest.contains(end)) => {
            rest.to_owned()
        }
        _ => text,
    }
}

fn characters(text: &str, on: &impl Fn(Normalisation) -> bool) -> String {
    let (width, punctuation, titles) = (
        on(Normalisation::Width),
        on(Normalisation::Punctuation),
        on(Normalisation::TitleMarks),
    );
    text.chars()
        .filter(|c| !titles || !matches!(c, '《' | '》' | '〈' | '〉'))
        .map(|c| if width { narrow(c) } else { c })
        .map(|c| if punctuation { sign(c) } else { c })
        .collect()
}

/// One sign for every kind of it.
fn sign(character: char) -> char {
    match character {
        '（' | '〔' | '【' | '［' | '[' | '{' | '｛' => '(',
        '）' | '〕' | '】' | '］' | ']' | '}' | '｝' => ')',
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '‘' | '’' | '\'' | '＂' => {
            '"'
        }
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '！' => '!',
        '？' => '?',
        '–' | '—' | '―' | '－' | '−' | '‐' | '～' | '~' | '─' => '-',
        '·' | '・' | '•' => '·',
        other => other,
    }
}

/// Without blanks, but for one between two words of Latin letters.
fn without_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for character in text.chars() {
        if character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}') {
            blank = true;
            continue;
        }
        if blank
            && character.is_ascii_alphabetic()
            && out
                .chars()
                .next_back()
                .is_some_and(|c| c.is_ascii_alphabetic())
        {
            out.push(' ');
        }
        blank = false;
        out.push(character);
    }
    out
}

/// Every numeral in Arabic digits; 百分之五 as 5%, 5‰ as 0.5%.
fn arabic(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(numeral) = rest.strip_prefix("百分之").and_then(numeral::leading) {
            out.push_str(&numeral.decimal());
            out.push('%');
            rest = &rest["百分之".len() + numeral.len..];
        } else if let Some(numeral) = numeral::leading(rest) {
            rest = &rest[numeral.len..];
            let per_mille = rest.strip_prefix('‰');
            let tenths = numeral.hundredths / 10;
            if let Some(after) = per_mille
                && numeral.hundredths.is_multiple_of(10)
            {
                rest = after;
                out.push_str(
                    &numeral::Numeral {
                        hundredths: tenths,
                        len: 0,
                    }
                    .decimal(),
                );
                out.push('%');
            } else {
                out.push_str(&numeral.decimal());
            }
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// 2021年1月1日, 2021/1/1 and 2021.1.1 as 2021-1-1; numerals are Arabic already and without leading zeros.
fn dates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            if let Some((date, length)) = date(rest) {
                out.push_str(&date);
                rest = &rest[length..];
                continue;
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            out.push_str(&rest[..digits]);
            rest = &rest[digits..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

fn date(text: &str) -> Option<(String, usize)> {
    let number = |from: usize| {
        let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
        let value: u32 = text[from..from + digits].parse().ok()?;
        Some((value, from + digits))
    };
    let (year, at) = number(0)?;
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let mark = text[at..].chars().next()?;
    let next_mark = match mark {
        '年' => '月',
        '-' | '/' | '.' => mark,
        _ => return None,
    };
    let (month, at) = number(at + mark.len_utf8())?;
    if !text[at..].starts_with(next_mark) || !(1..=12).contains(&month) {
        return None;
    }
    let (day, at) = number(at + next_mark.len_utf8())?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let end = if mark == '年' {
        at + text[at..].strip_prefix('日').map(|_| '日'.len_utf8())?
    } else {
        at
    };
    Some((format!("{year}-{month}-{day}"), end))
}

/// Units that mean the same: 个工作日 and 工作日, 天 and 日, 人民币3万元 and 3万元.
fn units(text: String) -> String {
    let text = UNITS.apply(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let after_digit = out.chars().next_back().is_some_and(|c| c.is_ascii_digit());
        if first == '天' && after_digit {
            out.push('日');
            rest = &rest[first.len_utf8()..];
        } else if let Some(amount) = rest
            .strip_prefix("人民币")
            .filter(|amount| amount.starts_with(|c: char| c.is_ascii_digit()))
        {
            rest = amount;
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same() {
        use Normalisation::*;
        let cases: [(&str, &str, &[Normalisation]); 16] = [
            ("方案（原件１份）", "方案（原件1份）", &[Width]),
            ("方案。", "方案", &[ClosingPunctuation]),
            ("申请表〔原件〕", "申请表（原件）", &[Punctuation]),
            ("许可 证", "许可证", &[Whitespace]),
            ("四十五日", "45日", &[Numerals]),
            ("（三）有设备", "3.有设备", &[ListMarker]),
            ("2021年1月1日以后", "2021-01-01以后", &[Dates]),
            ("3工作日", "3个工作日", &[Units]),
            ("《中华人民共和国教师法》", "《教师法》", &[LawTitles]),
            ("《申请表》", "申请表", &[TitleMarks]),
            ("居民身份证", "身份证", &[Aliases]),
            ("标注“旅行社”字样", "标注\"旅行社\"字样", &[Punctuation]),
            ("不低于百分之五十一", "不低于51%", &[Numerals]),
            ("押金2万元", "押金20000元", &[Numerals]),
            ("10天", "10日", &[Units]),
            ("5‰", "0.5%", &[Numerals]),
        ];
        for (a, b, steps) in cases {
            assert_eq!(
                compare_texts(a, b),
                Verdict::Same(steps.to_vec()),
                "{a} {b}"
            );
        }
    }

    #[test]
    fn what_differs_in_words() {
        for (a, b) in [
            ("请提供检疫证书", "检疫证书"),
            ("车辆的保险单", "车辆保险单"),
            ("教练员不少于8名", "教练员8名以上"),
            ("近3年未受处罚", "最近三年未受处罚"),
            ("产权证或者租赁合同", "产权证或租赁合同"),
        ] {
            assert_eq!(compare_texts(a, b), Verdict::Wording, "{a} {b}");
        }
    }

    #[test]
    fn what_differs_in_substance() {
        for (a, b) in [
            ("不少于3年", "不少于5年"),
            ("10名以上", "超过10名"),
            ("身份证", "居住证"),
            ("房产证和租约", "房产证或租约"),
            ("应当配备", "可以配备"),
            ("属于失信人", "不属于失信人"),
            ("20日", "20个工作日"),
            ("学历证、职称证", "学历证、职称证等"),
        ] {
            assert_eq!(compare_texts(a, b), Verdict::Different, "{a} {b}");
        }
    }
}
