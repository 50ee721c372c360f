//! Telephone numbers in a text: area code and number, mobile, 400, short codes; and what is wrong with how one is written.

use std::ops::Range;

use super::width::narrow;

/// A telephone number as a text writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Its digits with area code and extension, however they were set apart: two of the same digits are one number.
    pub digits: String,
    /// What is wrong with how it is written.
    pub fault: Option<PhoneFault>,
}

/// What is wrong with how a telephone number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneFault {
    /// A number of a fixed line without its area code: 62356655.
    NoAreaCode,
    /// Another mark than a hyphen between area code and number: 0999—1234567.
    Dash,
    /// Too few or too many digits, or an area code that cannot be.
    Length,
}

/// What a text is, as far as telephone numbers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The value of a field for a telephone number: whatever digits it holds are meant as one.
    Number,
    /// A way to be reached, which may be an address or a page as well.
    Way,
}

/// The telephone numbers of a text, in order. Digits that may be something else, such as dates, times and house numbers, are none.
///
/// ```
/// use tongyuan_model::text::phone::{Place, PhoneFault, phones};
///
/// let found = phones("咨询电话：0999—1234567（工作日9:00-17:00）", Place::Way);
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].digits.as_str(), found[0].fault), ("09991234567", Some(PhoneFault::Dash)));
/// ```
#[must_use]
pub fn phones(text: &str, place: Place) -> Vec<Phone> {
    let tokens = tokens(text);
    let is_bare = is_bare(text, &tokens);
    let mut found: Vec<Phone> = Vec::new();
    for token in tokens {
        // 010-62356655、62356656: the second is of the same place as the first.
        let code = found.last().and_then(|last| {
            let between = text.get(last.range.end..token.range.start)?;
            is_list_mark(between).then(|| area_code(&last.digits))?
        });
        let is_meant = place == Place::Number || is_bare || is_labelled(text, token.range.start);
        let Some(mut phone) = token.read(is_meant || code.is_some()) else {
            continue;
        };
        // 010-62356655，100088: what is beside a number need not be one.
        if !is_meant && phone.fault == Some(PhoneFault::Length) {
            continue;
        }
        if let (Some(PhoneFault::NoAreaCode), Some(code)) = (phone.fault, code) {
            phone.digits.insert_str(0, code);
            phone.fault = None;
        }
        found.push(phone);
    }
    found
}

/// The number with hyphens for whatever marks set its parts apart.
#[must_use]
pub fn hyphenated(number: &str) -> String {
    let mut out = String::with_capacity(number.len());
    for character in number.chars() {
        if !is_dash(character) {
            out.push(character);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out
}

/// Digits in groups, with what stands between them.
struct Token {
    range: Range<usize>,
    groups: Vec<String>,
    /// The marks in front of the second group and those behind it.
    marks: Vec<String>,
    /// Whether it begins with the plus sign of a country.
    is_international: bool,
}

fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '－' | '—' | '–' | '‐' | '‑' | '―' | '−' | '~' | '～' | '_' | '＿'
    )
}

/// What may stand between two groups of one number.
fn is_joint(mark: &str) -> bool {
    let bare = mark.trim_matches(' ');
    bare.chars().all(is_dash) && bare.chars().count() <= 2 && mark.len() - bare.len() <= 2
        || matches!(
            bare,
            ")" | "）" | ")-" | "）-" | "）—" | ")—" | "转" | "转分机" | "分机"
        )
}

fn tokens(text: &str) -> Vec<Token> {
    let digits = digit_runs(text);
    let mut tokens: Vec<Token> = Vec::new();
    for run in digits {
        let group: String = text[run.clone()].chars().map(narrow).collect();
        if let Some(last) = tokens.last_mut()
            && is_joint(&text[last.range.end..run.start])
        {
            last.marks.push(text[last.range.end..run.start].to_owned());
            last.groups.push(group);
            last.range.end = run.end;
            continue;
        }
        // (0999)1234567 begins with its bracket, +86 with its sign.
        let before = text[..run.start].chars().next_back();
        let opened = before.filter(|c| matches!(c, '(' | '（' | '+' | '＋'));
        tokens.push(Token {
            range: run.start - opened.map_or(0, char::len_utf8)..run.end,
            groups: vec![group],
            marks: Vec::new(),
            is_international: matches!(opened, Some('+' | '＋')),
        });
    }
    for token in &mut tokens {
        // A bracket that closes behind the digits is no part of the number: （电话12345）.
        let is_code = token
            .marks
            .first()
            .is_some_and(|mark| mark.contains([')', '）']));
        let first = text[token.range.start..].chars().next();
        if let Some(bracket) = first.filter(|c| matches!(c, '(' | '（') && !is_code) {
            token.range.start += bracket.len_utf8();
        }
    }
    tokens.retain(|token| stands_alone(text, &token.range));
    tokens
}

fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        if !narrow(character).is_ascii_digit() {
            continue;
        }
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// Whether no letter, decimal point, clock or unit is beside the digits.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    const BEFORE: &str = "./:：@#&?=%第号〔令";
    const AFTER: &str = "./:：@%年月日号元楼室层栋幢路街条款项份个小时分点人件次〕";
    let before = text[..range.start].chars().next_back();
    // 电话：12345 is no clock: only a digit in front of the colon makes it one.
    let is_colon = matches!(before, Some(':' | '：'));
    let two_before = text[..range.start].chars().rev().nth(1);
    let is_clock = is_colon && two_before.is_some_and(|c| narrow(c).is_ascii_digit());
    let before_bars = before
        .is_some_and(|c| c.is_ascii_alphabetic() || !is_colon && BEFORE.contains(c))
        || is_clock;
    let mut behind = text[range.end..].chars();
    let after = behind.next();
    let goes_on = behind.next().is_some_and(|c| c.is_ascii_alphanumeric());
    let after_bars = after.is_some_and(|c| {
        c.is_ascii_alphabetic()
            || AFTER.contains(c) && (!matches!(c, '.' | '/' | ':' | '：') || goes_on && c != '/')
    });
    !before_bars && !after_bars
}

/// Whether a text is nothing but numbers, what lists them, and a remark in brackets.
fn is_bare(text: &str, tokens: &[Token]) -> bool {
    let mut rest = String::new();
    let mut at = 0;
    for token in tokens {
        rest.push_str(&text[at..token.range.start]);
        at = token.range.end;
    }
    rest.push_str(&text[at..]);
    let outside = rest.split(['(', '（']).next().unwrap_or_default();
    !tokens.is_empty() && !outside.chars().any(char::is_alphanumeric)
}

/// Whether a word that announces a number stands in front.
fn is_labelled(text: &str, at: usize) -> bool {
    const LABELS: [&str; 7] = ["电话", "热线", "致电", "拨打", "座机", "专线", "电话号码"];
    let before = text[..at].trim_end_matches([':', '：', ' ', '　', '为', '是', '(', '（']);
    LABELS.iter().any(|label| before.ends_with(label))
}

fn is_list_mark(between: &str) -> bool {
    let bare = between.trim();
    matches!(
        bare,
        "、" | "," | "，" | "/" | "；" | ";" | "或" | "或者" | "和" | ""
    )
}

/// The area code that the digits of a number begin with.
fn area_code(digits: &str) -> Option<&str> {
    let length = code_length(digits)?;
    digits.get(..length)
}

/// 010 and 02x have three digits, the others four.
fn code_length(digits: &str) -> Option<usize> {
    let bytes = digits.as_bytes();
    match (bytes.first()?, bytes.get(1)?) {
        (b'0', b'1') if bytes.get(2) == Some(&b'0') => Some(3),
        (b'0', b'2') => Some(3),
        (b'0', b'3'..=b'9') => Some(4),
        _ => None,
    }
}

/// Whether a fixed line of this area may have a number of so many digits.
fn fits(code: &str, length: usize) -> bool {
    match code.len() {
        3 => length == 8,
        _ => matches!(length, 7 | 8),
    }
}

impl Token {
    /// The number that the digits are; `is_meant` says that they are meant as one.
    fn read(&self, is_meant: bool) -> Option<Phone> {
        let groups: Vec<&str> = self.groups.iter().map(String::as_str).collect();
        let all = groups.concat();
        let phone = |fault| {
            Some(Phone {
                range: self.range.clone(),
                digits: all.clone(),
                fault,
            })
        };
        let is_abroad = self.is_international || all.starts_with("00");
        if is_abroad || groups.len() > 1 && groups.first() == Some(&"86") {
            return (all.len() >= 8).then(|| phone(None))?;
        }
        let first = groups.first().copied().unwrap_or_default();
        if first.starts_with('0') && matches!(first.len(), 3 | 4) && groups.len() > 1 {
            return phone(self.fault_with_code(first, &groups[1..]));
        }
        if is_mobile(&all) || is_service(&groups, &all) {
            return phone(self.fault_of_marks());
        }
        if first.starts_with('0') && matches!(first.len(), 11 | 12) {
            let code = code_length(first);
            let fits = code.is_some_and(|code| fits(&first[..code], first.len() - code));
            return match (fits, is_meant) {
                (true, _) => phone(None),
                (false, true) => phone(Some(PhoneFault::Length)),
                (false, false) => None,
            };
        }
        if !is_meant || all.len() < 5 {
            return None;
        }
        // 116114; elsewhere six digits may be a postal code.
        if all.len() == 6 && all.starts_with('1') {
            return phone(None);
        }
        let is_local = matches!(groups.as_slice(), [one] if matches!(one.len(), 7 | 8))
            || matches!(groups.as_slice(), [head, tail] if matches!(head.len(), 3 | 4) && tail.len() == 4)
            || matches!(groups.as_slice(), [one, extension] if matches!(one.len(), 7 | 8) && extension.len() <= 5);
        if is_local && first.starts_with(|c: char| ('2'..='8').contains(&c)) {
            return phone(Some(PhoneFault::NoAreaCode));
        }
        phone(Some(PhoneFault::Length))
    }

    fn fault_with_code(&self, code: &str, rest: &[&str]) -> Option<PhoneFault> {
        let number = rest.first().map_or(0, |own| own.len());
        let split = rest.get(1).map_or(0, |own| own.len());
        let is_code = code_length(code) == Some(code.len());
        // 010-6235-6655 is split; what follows a whole number is an extension.
        // 0635-12345: the hotline of a place, as it is dialled from elsewhere.
        let is_hotline = matches!(rest, [only] if is_service(rest, only));
        if is_code && (is_hotline || fits(code, number) || split == 4 && fits(code, number + split))
        {
            self.fault_of_marks()
        } else {
            Some(PhoneFault::Length)
        }
    }

    fn fault_of_marks(&self) -> Option<PhoneFault> {
        let is_wrong = |mark: &String| {
            let dashes: String = mark.chars().filter(|c| is_dash(*c)).collect();
            !dashes.is_empty() && dashes != "-"
        };
        self.marks.iter().any(is_wrong).then_some(PhoneFault::Dash)
    }
}

fn is_mobile(all: &str) -> bool {
    all.len() == 11 && all.starts_with('1') && !all.starts_with("10") && !all.starts_with("12")
}

/// 12345, 12330, 96345, 110, 400-xxx-xxxx: numbers without an area code, and what is behind them an extension.
fn is_service(groups: &[&str], all: &str) -> bool {
    let first = groups.first().copied().unwrap_or_default();
    let rest = all.len() - first.len();
    let is_short = match first.len() {
        3 => first.starts_with("11") || first.starts_with("12"),
        5 => first.starts_with('1') || first.starts_with("95") || first.starts_with("96"),
        6..=8 => first.starts_with("95") || first.starts_with("96") && first.len() == 6,
        _ => false,
    };
    let is_short = is_short || first.len() == 8 && first.starts_with("1010");
    let is_free = all.len() == 10 && (all.starts_with("400") || all.starts_with("800"));
    is_short && rest <= 5 || is_free
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, place: Place) -> Vec<(String, Option<PhoneFault>)> {
        let found = phones(text, place).into_iter();
        found
            .map(|phone| (text[phone.range].to_owned(), phone.fault))
            .collect()
    }

    #[test]
    fn numbers_that_are_written_well() {
        for text in [
            "0999-1234567",
            "010-62356655",
            "0571-89937016",
            "0635-12345",
            "0511-12315",
            "（0999）1234567",
            "(010) 62356655",
            "0999 1234567",
            "01062356655",
            "010-62356655-8001",
            "010-62356655转8001",
            "010-6235-6655",
            "+86-10-62356655",
            "+852 1234 5678",
            "00852-12345678",
            "116114",
            "13800138000",
            "138-0013-8000",
            "400-820-8820",
            "4008208820",
            "12345",
            "12330转2",
            "96345",
            "110",
            "０９９９-１２３４５６７",
        ] {
            let found = told(text, Place::Number);
            assert_eq!(found, [(text.to_owned(), None)], "{text}");
        }
    }

    #[test]
    fn numbers_that_are_not() {
        use PhoneFault::{Dash, Length, NoAreaCode};
        for (text, fault) in [
            ("0777—6428820", Dash),
            ("0777－6428820", Dash),
            ("0777——6428820", Dash),
            ("400—820—8820", Dash),
            ("62356655", NoAreaCode),
            ("6235-6655", NoAreaCode),
            ("1234567", Length),
            ("010-6235665", Length),
            ("0999-123456", Length),
            ("0999-123456789", Length),
            ("099-1234567", Length),
            ("0101-62356655", Length),
            ("138001380001", Length),
        ] {
            let found = told(text, Place::Number);
            assert_eq!(found, [(text.to_owned(), Some(fault))], "{text}");
        }
    }

    #[test]
    fn ways_are_more_than_numbers() {
        for text in [
            "国家知识产权局政务服务平台（https://ggfw.cnipa.gov.cn）",
            "北京市海淀区西土城路6号，邮编100088",
            "工作日9:00-11:30、13:30-17:00",
            "QQ：12345678",
            "微信公众号“示例知产2024”",
            "国知发运字〔2022〕1号",
            "2024-01-17前有效",
            "邮箱 help123456@example.gov.cn",
        ] {
            assert!(told(text, Place::Way).is_empty(), "{text}");
        }
        let one = |text: &str| told(text, Place::Way);
        assert_eq!(
            one("0571-86875151（杭州代办处）"),
            [("0571-86875151".to_owned(), None)]
        );
        assert_eq!(
            one("地址：示例路62号；电话62356655，传真62356656"),
            [("62356655".to_owned(), Some(PhoneFault::NoAreaCode))]
        );
        assert_eq!(
            one("咨询电话：010-62356655、62356656"),
            [
                ("010-62356655".to_owned(), None),
                ("62356656".to_owned(), None)
            ]
        );
        assert_eq!(
            phones("010-62356655、62356656", Place::Way)[1].digits,
            "01062356656"
        );
        assert_eq!(
            one("12345（政务服务便民热线）"),
            [("12345".to_owned(), None)]
        );
        assert!(
            one("电话010-62356655，100088")
                .iter()
                .all(|(_, fault)| fault.is_none())
        );
        assert_eq!(one("（电话12345）"), [("12345".to_owned(), None)]);
    }

    #[test]
    fn marks_become_hyphens() {
        assert_eq!(hyphenated("0777——6428820"), "0777-6428820");
        assert_eq!(hyphenated("010－62356655–8001"), "010-62356655-8001");
    }
}
