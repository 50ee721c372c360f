//! Which words of two texts differ, for an eye that wants to see it at once.
//!
//! It says nothing of what the difference means: two texts that say the same in other words have differing words as well.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use tongyuan_model::text::numeral;
use tongyuan_model::text::width::{is_ideograph, is_wide, narrow};

/// The bytes of two texts that differ, in rising order, none touching the next. What is outside of them is the same on both
/// sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Of the first text.
    pub a: Vec<Range<usize>>,
    /// Of the second text.
    pub b: Vec<Range<usize>>,
}

/// Longer changes than this product of words are marked whole. A deadline would make the marks depend on the machine.
const MOST_PAIRS: usize = 1_000_000;

/// A numeral of more characters is none that anybody wrote; it bounds how far the reading of one looks ahead.
const LONGEST_NUMERAL: usize = 32;

/// Which words of two texts differ. Numbers (`1,500`, `0.5%`, 二十, 百分之五) and Latin words are kept whole, Chinese
/// characters stand for themselves.
///
/// ```
/// let changed = tongyuan_compare::changed("不少于3年", "不少于10年");
/// assert_eq!((changed.a, changed.b), (vec![9..10], vec![9..11]));
/// ```
#[must_use]
pub fn changed(a: &str, b: &str) -> Changed {
    if a == b {
        return Changed::default();
    }
    let (x, y) = (words(a), words(b));
    let before = common(x.iter().zip(&y));
    let (x, y) = (&x[before..], &y[before..]);
    let after = common(x.iter().rev().zip(y.iter().rev()));
    let (x, y) = (&x[..x.len() - after], &y[..y.len() - after]);
    let chunks = if x.len().saturating_mul(y.len()) > MOST_PAIRS {
        vec![Chunk {
            a: 0..x.len(),
            b: 0..y.len(),
            is_equal: false,
        }]
    } else {
        without_islands(chunks(x, y), x, y)
    };
    let mut changed = Changed::default();
    for chunk in chunks.into_iter().filter(|chunk| !chunk.is_equal) {
        push(&mut changed.a, bytes(a, x, chunk.a));
        push(&mut changed.b, bytes(b, y, chunk.b));
    }
    changed
}

/// A stretch of words on both sides.
#[derive(Debug)]
struct Chunk {
    a: Range<usize>,
    b: Range<usize>,
    is_equal: bool,
}

fn chunks(x: &[&str], y: &[&str]) -> Vec<Chunk> {
    capture_diff_slices(Algorithm::Myers, x, y)
        .into_iter()
        .map(|op| Chunk {
            a: op.old_range(),
            b: op.new_range(),
            is_equal: matches!(op, DiffOp::Equal { .. }),
        })
        .collect()
}

/// 原件 and 复印件 have one character in common by chance: one alone between two replaced stretches is read as the end of the
/// word that was replaced before it. Behind a number it is a unit, and stays.
fn without_islands(mut chunks: Vec<Chunk>, x: &[&str], y: &[&str]) -> Vec<Chunk> {
    let is_chinese = |word: Option<&&str>| {
        word.is_some_and(|word| word.chars().all(is_ideograph) && numeral::leading(word).is_none())
    };
    let is_replaced = |chunk: &Chunk| !chunk.is_equal && !chunk.a.is_empty() && !chunk.b.is_empty();
    let islands: Vec<usize> = chunks
        .windows(3)
        .enumerate()
        .filter(|(_, three)| match three {
            [before, island, after] => {
                island.is_equal
                    && island.a.len() == 1
                    && is_chinese(x[island.a.clone()].first())
                    && is_replaced(before)
                    && is_replaced(after)
                    && is_chinese(x[before.a.clone()].last())
                    && is_chinese(y[before.b.clone()].last())
            }
            _ => false,
        })
        .map(|(at, _)| at + 1)
        .collect();
    for at in islands {
        chunks[at].is_equal = false;
    }
    chunks
}

fn common<'w>(pairs: impl Iterator<Item = (&'w &'w str, &'w &'w str)>) -> usize {
    pairs.take_while(|(x, y)| x == y).count()
}

/// The bytes of `text` that some of its words take. Words are slices of the text, one after the other.
fn bytes(text: &str, words: &[&str], range: Range<usize>) -> Range<usize> {
    let offset = |word: &&str| word.as_ptr() as usize - text.as_ptr() as usize;
    match words.get(range) {
        Some([first, .., last]) => offset(first)..offset(last) + last.len(),
        Some([one]) => offset(one)..offset(one) + one.len(),
        _ => 0..0,
    }
}

/// Adds a range, joined to the last where they touch.
fn push(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    if range.is_empty() {
        return;
    }
    match ranges.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ => ranges.push(range),
    }
}

/// The words of a text: together they are the text.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = number(rest)
            .or_else(|| run(rest, is_latin))
            .or_else(|| run(rest, char::is_whitespace))
            .unwrap_or(first.len_utf8());
        let (word, tail) = rest.split_at(length);
        words.push(word);
        rest = tail;
    }
    words
}

/// The length of the characters of a kind at the beginning, if there are any.
fn run(text: &str, is_of_kind: impl Fn(char) -> bool) -> Option<usize> {
    let end = text.find(|c| !is_of_kind(c)).unwrap_or(text.len());
    (end > 0).then_some(end)
}

fn is_latin(character: char) -> bool {
    narrow(character).is_ascii_alphanumeric() || (character.is_alphabetic() && !is_wide(character))
}

fn is_digit(character: char) -> bool {
    narrow(character).is_ascii_digit()
}

/// The length of the number at the beginning. A code of letters and digits is a word.
fn number(text: &str) -> Option<usize> {
    const PER_CENT: &str = "百分之";
    if let Some(rest) = text.strip_prefix(PER_CENT) {
        return chinese(rest).map(|length| PER_CENT.len() + length);
    }
    match run(text, is_digit) {
        Some(digits) if text[digits..].starts_with(is_latin) => None,
        Some(digits) => Some(with_sign(text, decimal(text, digits))),
        None => chinese(text),
    }
}

/// The length of a number with its groups of thousands and its decimals. With a second point it is a date or a section, whose
/// first part is a number of its own.
fn decimal(text: &str, digits: usize) -> usize {
    let mut end = digits;
    let mut points = 0;
    while let Some(separator) = text[end..].chars().next() {
        let from = end + separator.len_utf8();
        let following = run(&text[from..], is_digit).unwrap_or(0);
        match narrow(separator) {
            '.' if following > 0 && points == 1 => return digits,
            '.' if following > 0 => points += 1,
            ',' if points == 0 && text[from..from + following].chars().count() == 3 => {}
            _ => break,
        }
        end = from + following;
    }
    end
}

/// With what belongs to it: 3万, 5%.
fn with_sign(text: &str, mut end: usize) -> usize {
    for signs in [&['万', '亿'][..], &['%', '％', '‰'][..]] {
        if let Some(sign) = text[end..].chars().next().filter(|c| signs.contains(c)) {
            end += sign.len_utf8();
        }
    }
    end
}

fn chinese(text: &str) -> Option<usize> {
    let end = text
        .char_indices()
        .take(LONGEST_NUMERAL)
        .take_while(|(_, c)| is_ideograph(*c))
        .last()
        .map(|(at, c)| at + c.len_utf8())?;
    numeral::leading(&text[..end]).map(|numeral| numeral.len)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with its marks in brackets; fails where a mark is not between characters.
    fn marked(text: &str, ranges: &[Range<usize>]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for range in ranges {
            out.push_str(&text[at..range.start]);
            out.push('[');
            out.push_str(&text[range.clone()]);
            out.push(']');
            at = range.end;
        }
        out + &text[at..]
    }

    fn unmarked(text: &str, ranges: &[Range<usize>]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for range in ranges {
            out.push_str(&text[at..range.start]);
            at = range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn differing_words_are_marked() {
        for (a, b, marked_a, marked_b) in [
            ("不少于3年", "不少于13年", "不少于[3]年", "不少于[13]年"),
            (
                "二十个工作日",
                "二个工作日",
                "[二十]个工作日",
                "[二]个工作日",
            ),
            (
                "押金1,500元",
                "押金1,600元",
                "押金[1,500]元",
                "押金[1,600]元",
            ),
            ("比例为0.5%", "比例为0.5‰", "比例为[0.5%]", "比例为[0.5‰]"),
            ("百分之五十", "百分之五", "[百分之五十]", "[百分之五]"),
            (
                "2021年1月1日",
                "2021年12月1日",
                "2021年[1]月1日",
                "2021年[12]月1日",
            ),
            ("2021.1.1起", "2021.12.1起", "2021.[1.1]起", "2021.[12.1]起"),
            ("A4纸", "A3纸", "[A4]纸", "[A3]纸"),
            ("原件1份", "复印件2份", "[原件1]份", "[复印件2]份"),
            ("章程或合同", "章程和合同", "章程[或]合同", "章程[和]合同"),
            ("身份证", "身份证及复印件", "身份证", "身份证[及复印件]"),
            ("第二十三条", "第二十四条", "第[二十三]条", "第[二十四]条"),
            (
                "编码1145MB15",
                "编码1145MB16",
                "编码[1145MB15]",
                "编码[1145MB16]",
            ),
            ("", "承诺书", "", "[承诺书]"),
            ("占百分之五", "占百分之八", "占[百分之五]", "占[百分之八]"),
            ("2.甲", "3.甲", "[2].甲", "[3].甲"),
            ("1.5.甲", "1.6.甲", "[1.5].甲", "[1.6].甲"),
            ("1,50元", "1,60元", "1,[50]元", "1,[60]元"),
        ] {
            let changed = changed(a, b);
            assert_eq!(marked(a, &changed.a), marked_a);
            assert_eq!(marked(b, &changed.b), marked_b);
        }
    }

    /// A character in common is the end of a word only alone, between two Chinese words that were both replaced.
    #[test]
    fn what_is_common_by_chance() {
        for (a, b, marked_a, marked_b) in [
            ("甲乙丙", "丁乙戊", "[甲乙丙]", "[丁乙戊]"),
            ("甲、乙", "丙、丁", "[甲]、[乙]", "[丙]、[丁]"),
            ("甲三乙", "丙三丁", "[甲]三[乙]", "[丙]三[丁]"),
            ("甲乙丙", "乙丁", "[甲]乙[丙]", "乙[丁]"),
            ("甲乙丙", "丁乙", "[甲]乙[丙]", "[丁]乙"),
            ("甲乙丙丁", "戊乙丙己", "[甲]乙丙[丁]", "[戊]乙丙[己]"),
            ("A乙丙", "B乙丁", "[A]乙[丙]", "[B]乙[丁]"),
            ("A乙丙", "甲乙丁", "[A]乙[丙]", "[甲]乙[丁]"),
        ] {
            for (a, b, marked_a, marked_b) in
                [(a, b, marked_a, marked_b), (b, a, marked_b, marked_a)]
            {
                let changed = changed(a, b);
                assert_eq!(marked(a, &changed.a), marked_a);
                assert_eq!(marked(b, &changed.b), marked_b);
            }
        }
    }

    /// What would take the square of its length is marked whole between what both have in common.
    #[test]
    fn a_megabyte_is_bounded() {
        let (x, y) = ("甲乙".repeat(200_000), "丙丁".repeat(200_000));
        let (a, b) = (format!("起{x}止"), format!("起{y}止"));
        let whole = "起".len().."起".len() + x.len();
        assert_eq!(changed(&a, &b).a, [whole]);
        for long in [
            "零".repeat(300_000) + "九九十",
            "1.1".repeat(300_000),
            "9,99".repeat(200_000),
        ] {
            let other = format!("{long}份");
            assert_eq!(unmarked(&other, &changed(&long, &other).b), long);
        }
    }

    const TEXT: &str = "(身份证|复印件|原件|二十|百分之|五|[0-9]{1,3}|,|\\.|%|A4|é| |\n|，|。|\u{202e}|😀|或|和|[a-c]{1,3}|零){0,14}";

    proptest! {
        #[test]
        fn what_is_unmarked_is_the_same(a in TEXT, b in TEXT) {
            let found = changed(&a, &b);
            prop_assert_eq!(unmarked(&a, &found.a), unmarked(&b, &found.b));
            for ranges in [&found.a, &found.b] {
                prop_assert!(ranges.iter().all(|range| !range.is_empty()));
                prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start));
            }
            prop_assert_eq!(found.a.is_empty() && found.b.is_empty(), a == b);
        }

        #[test]
        fn equal_texts_have_no_marks(text in any::<String>()) {
            prop_assert_eq!(changed(&text, &text), Changed::default());
        }

        #[test]
        fn words_are_the_text(text in any::<String>()) {
            prop_assert_eq!(words(&text).concat(), text);
        }

        #[test]
        fn any_texts_are_marked(a in any::<String>(), b in any::<String>()) {
            let found = changed(&a, &b);
            prop_assert_eq!(unmarked(&a, &found.a), unmarked(&b, &found.b));
        }
    }
}
