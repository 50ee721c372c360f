//! 发文字号: 国办发〔2018〕45号, and how it is written wrongly (GB/T 9704-2012).

use std::ops::Range;

use super::numeral;
use super::width::{is_ideograph, narrow};

/// A document number with a year in brackets, as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    /// Where it stands.
    pub at: Range<usize>,
    /// As it should be written.
    pub proper: String,
    /// Whether it is written otherwise, and of a time when it should be written so.
    pub is_malformed: bool,
}

/// No issuer's code is longer; what is longer is running text.
const LONGEST_ISSUER: usize = 10;
/// Numbers of documents before this year are quoted as they are.
const STANDARD_FROM: u64 = 2000;
/// 第 before the number went out of use with GB/T 9704-2012.
const WITHOUT_DI_FROM: u64 = 2013;
/// What stands before a document number in a sentence.
const LEADS: [&str; 9] = [
    "根据", "依据", "按照", "依照", "参照", "见", "按", "文号", "和",
];

/// The document numbers in a text, in order.
#[must_use]
pub fn find_all(text: &str) -> Vec<DocumentNumber> {
    let mut found = Vec::new();
    let mut from = 0;
    for (open, _) in text.char_indices().filter(|(_, c)| is_opening(*c)) {
        if open < from {
            continue;
        }
        if let Some(number) = around(text, from, open) {
            from = number.at.end;
            found.push(number);
        }
    }
    found
}

fn is_opening(character: char) -> bool {
    matches!(character, '〔' | '[' | '［' | '(' | '（' | '【' | '〈')
}

fn is_closing(character: char) -> bool {
    matches!(character, '〕' | ']' | '］' | ')' | '）' | '】' | '〉')
}

/// The document number whose year's bracket opens at a byte.
fn around(text: &str, from: usize, open: usize) -> Option<DocumentNumber> {
    let issuer = issuer(&text[from..open])?;
    let start = open - issuer.len();
    let bracketed = text[open..].chars().next()?;
    let mut rest = text[open + bracketed.len_utf8()..].trim_start();
    let year = numeral::leading(rest)?;
    let digits = &rest[..year.len];
    let is_year = digits.chars().all(|c| narrow(c).is_ascii_digit()) && digits.chars().count() == 4;
    let year = year.whole().filter(|_| is_year)?;
    rest = rest[digits.len()..].trim_start();
    rest = rest.strip_prefix('年').unwrap_or(rest).trim_start();
    let close = rest.chars().next().filter(|c| is_closing(*c))?;
    rest = rest[close.len_utf8()..].trim_start();
    let has_di = rest.starts_with('第');
    rest = rest.strip_prefix('第').unwrap_or(rest).trim_start();
    let number = numeral::leading(rest)?;
    let written = &rest[..number.len];
    if !written.chars().all(|c| narrow(c).is_ascii_digit()) {
        return None;
    }
    let number = number.whole()?;
    rest = rest[written.len()..].trim_start().strip_prefix('号')?;
    let at = start..text.len() - rest.len();
    let proper = format!("{issuer}〔{year}〕{number}号");
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let is_old = year < STANDARD_FROM || has_di && year < WITHOUT_DI_FROM;
    let is_malformed = !is_old && bare(&text[at.clone()]) != proper;
    Some(DocumentNumber {
        at,
        proper,
        is_malformed,
    })
}

/// The code of the issuer at the end of a text: 国办发.
fn issuer(before: &str) -> Option<&str> {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_ideograph(*c))
        .last()
        .map(|(at, _)| at)?;
    let mut code = &before[start..];
    while let Some(rest) = LEADS.iter().find_map(|lead| code.strip_prefix(lead)) {
        code = rest;
    }
    let length = code.chars().count();
    (2..=LONGEST_ISSUER).contains(&length).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, bool)> {
        let found = find_all(text).into_iter();
        found
            .map(|number| {
                assert!(text.get(number.at.clone()).is_some());
                (number.proper, number.is_malformed)
            })
            .collect()
    }

    #[test]
    fn numbers_as_they_are_and_should_be() {
        let cases = [
            ("国办发〔2018〕45号", "国办发〔2018〕45号", false),
            ("国办发[2018]45号", "国办发〔2018〕45号", true),
            ("根据国发（2006）28号文件", "国发〔2006〕28号", true),
            ("财税〔2016〕078号", "财税〔2016〕78号", true),
            ("国办函〔2017〕第115号", "国办函〔2017〕115号", true),
            ("国税函[2006]第5号", "国税函〔2006〕5号", false),
            ("国办发(1985)49号", "国办发〔1985〕49号", false),
            (
                "《减缴办法》（财税〔2016〕78号）",
                "财税〔2016〕78号",
                false,
            ),
            ("国办发〔2018〕 45号", "国办发〔2018〕45号", false),
        ];
        for (text, proper, is_malformed) in cases {
            assert_eq!(shown(text), [(proper.to_owned(), is_malformed)], "{text}");
        }
    }

    #[test]
    fn what_is_no_document_number() {
        for text in [
            "国务院令第706号",
            "（2018）京73行初1号",
            "专利法（2020年修正）",
            "（2018）45号",
            "示例路1号（2018）",
            "本办法自发布之日起施行同时废止原办法（2018）45号",
            "",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }
}
