//! Personal data in a text: identity numbers, mobile numbers, bank cards, passports, and a private name beside them.
//!
//! One detector for all: what a rule reports is what every output masks. It takes for personal data only what is built as such
//! (a date and a check character, a network that exists, a check digit) and what nothing beside it says to be something else: a
//! code, an address on the web, the telephone or account of an office.

use std::borrow::Cow;
use std::ops::Range;

mod name;
mod number;
mod run;

pub use name::is_private_name;
pub use number::is_identity_number;

use run::{Chain, Run};

/// What kind of personal data it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 公民身份号码 (GB 11643), and the numbers of residence permits that are built alike.
    IdentityNumber,
    /// 手机号码.
    Mobile,
    /// 银行卡号.
    BankCard,
    /// 护照号码.
    Passport,
    /// The name of a private person, beside one of the others.
    Name,
}

impl Kind {
    /// The official word.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::IdentityNumber => "身份证件号码",
            Self::Mobile => "手机号码",
            Self::BankCard => "银行卡号",
            Self::Passport => "护照号码",
            Self::Name => "姓名",
        }
    }

    /// The word in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::IdentityNumber => "identity number",
            Self::Mobile => "mobile number",
            Self::BankCard => "bank card number",
            Self::Passport => "passport number",
            Self::Name => "name",
        }
    }

    /// How many of its characters stay readable, at the beginning and at the end.
    fn shown(self) -> (usize, usize) {
        match self {
            Self::IdentityNumber => (6, 4),
            Self::Mobile => (3, 4),
            Self::BankCard => (4, 4),
            Self::Passport => (1, 2),
            Self::Name => (1, 0),
        }
    }
}

/// Personal data in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What kind it is.
    pub kind: Kind,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whose it is: the data of one person bear one number, counted from 0 in the order of the text.
    pub person: usize,
}

/// Further than this apart, in bytes, two numbers are not said of one person.
const APART: usize = 300;

/// The personal data of a text, in order.
///
/// ```
/// use tongyuan_model::text::personal::{Kind, find};
///
/// let found = find("姓名：陈小满，身份证号11010519491231002X，手机138 1234 5678");
/// let kinds: Vec<Kind> = found.iter().map(|found| found.kind).collect();
/// assert_eq!(kinds, [Kind::Name, Kind::IdentityNumber, Kind::Mobile]);
/// assert!(find("咨询电话：010-62356655、12345").is_empty());
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut numbers = Vec::new();
    Chain::visit(text, &mut |chain| numbers_of(text, chain, &mut numbers));
    if numbers.is_empty() {
        return Vec::new();
    }
    let mut found = name::beside(text, &numbers);
    found.extend(numbers);
    found.sort_by_key(|(_, range)| range.start);
    by_person(found)
}

/// Says which data are of one person: they stand together, and none is of a kind that the person has already.
fn by_person(found: Vec<(Kind, Range<usize>)>) -> Vec<Found> {
    let mut person = 0;
    let mut own: Vec<Kind> = Vec::new();
    let mut end = 0;
    found
        .into_iter()
        .map(|(kind, range)| {
            if !own.is_empty() && (own.contains(&kind) || range.start > end + APART) {
                person += 1;
                own.clear();
            }
            own.push(kind);
            end = range.end;
            Found {
                kind,
                range,
                person,
            }
        })
        .collect()
}

/// The numbers among runs that are joined: all of them as one, or each for itself.
fn numbers_of(text: &str, chain: &[Run], found: &mut Vec<(Kind, Range<usize>)>) {
    if let Some(number) = number::grouped(text, chain) {
        found.push(number);
        return;
    }
    for (at, run) in chain.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chain.get(at));
        let after = chain.get(at + 1);
        if let Some(number) = number::single(text, run, before, after) {
            found.push(number);
        }
    }
}

/// `text` with its personal data masked: 110105********002X, 138****5678, 陈＊＊. Every output goes through here.
///
/// What is masked has as many bytes as what it stands for, so that a place in the one is the same place in the other.
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let found = find(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for Found { kind, range, .. } in found {
        masked.push_str(&text[at..range.start]);
        masked.push_str(&hide(kind, &text[range.clone()]));
        at = range.end;
    }
    masked.push_str(&text[at..]);
    Cow::Owned(masked)
}

/// Personal data of a kind with its middle, or all but the surname, hidden. Blanks between groups of digits stay.
#[must_use]
pub fn hide(kind: Kind, data: &str) -> String {
    let (first, last) = kind.shown();
    let counts = |c: char| c.is_alphanumeric();
    let total = data.chars().filter(|c| counts(*c)).count();
    let mut hidden = String::with_capacity(data.len());
    let mut number = 0;
    for character in data.chars() {
        number += usize::from(counts(character));
        if !counts(character) || number <= first || number + last > total {
            hidden.push(character);
            continue;
        }
        hidden.push_str(match character.len_utf8() {
            1 => "*",
            2 => "**",
            3 => "＊",
            _ => "＊*",
        });
    }
    hidden
}

/// The last characters of a text, at most so many.
fn tail(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().take(most).last();
    start.map_or("", |(at, _)| &text[at..])
}

/// The first characters of a text, at most so many.
fn head(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most);
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests;
