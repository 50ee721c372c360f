//! The list numbers that Word counts itself.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::body::{attribute, local_name};
use super::broken_xml;
use crate::failure::Failure;

/// The lists of a document, and where each of them has counted to.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Vec<Level>>,
    /// Lists by number: their abstract list, and what they begin with instead.
    lists: HashMap<u32, (String, HashMap<u8, u32>)>,
    counters: HashMap<u32, Vec<u32>>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1、`, `（%2）`, `%1.%2`
    pattern: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".into(),
            pattern: String::new(),
        }
    }
}

const LEVELS: usize = 9;

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, Failure> {
        let mut numbering = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut of_abstract: Option<String> = None;
        let mut of_list: Option<u32> = None;
        let mut level = 0_usize;
        loop {
            let event = reader
                .read_event()
                .map_err(|error| broken_xml("word/numbering.xml", &error))?;
            match event {
                Event::Eof => break,
                Event::End(tag) => match tag.local_name().as_ref() {
                    "abstractNum" => of_abstract = None,
                    "num" => of_list = None,
                    _ => {}
                },
                Event::Start(tag) | Event::Empty(tag) => {
                    let number = |name| attribute(&tag, name).and_then(|v| v.parse::<u32>().ok());
                    match local_name(&tag) {
                        "abstractNum" => {
                            of_abstract = attribute(&tag, "abstractNumId");
                            if let Some(id) = &of_abstract {
                                let levels = vec![Level::default(); LEVELS];
                                numbering.abstracts.insert(id.clone(), levels);
                            }
                        }
                        "num" => of_list = number("numId"),
                        "abstractNumId" => {
                            if let (Some(list), Some(id)) = (of_list, attribute(&tag, "val")) {
                                numbering.lists.insert(list, (id, HashMap::new()));
                            }
                        }
                        "lvl" | "lvlOverride" => {
                            level = number("ilvl").map_or(LEVELS, |l| l as usize);
                        }
                        "startOverride" => {
                            if let (Some(list), Some(start)) = (of_list, number("val"))
                                && let Some((_, starts)) = numbering.lists.get_mut(&list)
                            {
                                starts.insert(u8::try_from(level).unwrap_or(0), start);
                            }
                        }
                        name => {
                            let target = of_abstract
                                .as_ref()
                                .and_then(|id| numbering.abstracts.get_mut(id))
                                .and_then(|levels| levels.get_mut(level));
                            if let (Some(target), Some(value)) = (target, attribute(&tag, "val")) {
                                match name {
                                    "start" => target.start = value.parse().unwrap_or(1),
                                    "numFmt" => target.format = value,
                                    "lvlText" => target.pattern = value,
                                    _ => {}
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// The next number of a list at a level, as Word writes it; empty for a bullet that is not written out.
    pub(super) fn next(&mut self, list: u32, level: u8) -> Option<String> {
        let (of_abstract, starts) = self.lists.get(&list)?;
        let levels = self.abstracts.get(of_abstract)?;
        let depth = usize::from(level).min(LEVELS - 1);
        let start_of = |at: usize| {
            u8::try_from(at)
                .ok()
                .and_then(|at| starts.get(&at))
                .copied()
                .unwrap_or(levels[at].start)
        };
        // Lists of one abstract list count together, unless one of them begins anew.
        let counters = self.counters.entry(list).or_default();
        counters.truncate(depth + 1);
        while counters.len() <= depth {
            counters.push(start_of(counters.len()).saturating_sub(1));
        }
        counters[depth] = counters[depth].saturating_add(1);
        // A level that was passed over stands at its start.
        for (at, counter) in counters.iter_mut().enumerate().take(depth) {
            *counter = (*counter).max(start_of(at));
        }
        let own = &levels[depth];
        if own.format == "bullet" {
            return Some("•".into());
        }
        if own.format == "none" {
            return None;
        }
        let mut shown = own.pattern.clone();
        for (at, counter) in counters.iter().enumerate() {
            let number = write(*counter, &levels[at].format);
            shown = shown.replace(&format!("%{}", at + 1), &number);
        }
        Some(shown)
    }
}

/// A number in one of Word's formats.
fn write(number: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "chineseLegalSimplified" => chinese(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32('①' as u32 + number - 1).map_or_else(String::new, String::from)
        }
        "lowerLetter" => letter(number, 'a'),
        "upperLetter" => letter(number, 'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => number
            .to_string()
            .chars()
            .filter_map(|c| char::from_u32(c as u32 + 0xFEE0))
            .collect(),
        _ => number.to_string(),
    }
}

/// 一, 十二, 二十, 一百零三.
fn chinese(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number >= 1000 {
        return number.to_string();
    }
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out.push(DIGITS[hundreds as usize]);
        out.push('百');
        if tens == 0 && ones > 0 {
            out.push('零');
        }
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            out.push(DIGITS[tens as usize]);
        }
        out.push('十');
    }
    if ones > 0 || number == 0 {
        out.push(DIGITS[ones as usize]);
    }
    out
}

fn letter(number: u32, first: char) -> String {
    let index = number.saturating_sub(1) % 26;
    let repeated = (number.saturating_sub(1) / 26 + 1).min(10);
    let letter = char::from_u32(first as u32 + index).unwrap_or(first);
    std::iter::repeat_n(letter, repeated as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.min(3999);
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_word_writes_them() {
        let chinese: Vec<_> = [1, 10, 12, 20, 21, 103, 110]
            .map(|n| write(n, "chineseCounting"))
            .to_vec();
        assert_eq!(
            chinese,
            ["一", "十", "十二", "二十", "二十一", "一百零三", "一百一十"]
        );
        assert_eq!(write(3, "decimalEnclosedCircle"), "③");
        assert_eq!(write(28, "lowerLetter"), "bb");
        assert_eq!(write(14, "upperRoman"), "XIV");
    }

    #[test]
    fn levels_count_and_begin_anew() {
        let xml = r#"<w:numbering xmlns:w="w">
          <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
          </w:abstractNum>
          <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
          <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        </w:numbering>"#;
        let mut numbering = Numbering::read(xml).unwrap();
        let shown: Vec<_> = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (2, 0)]
            .into_iter()
            .map(|(list, level)| numbering.next(list, level).unwrap())
            .collect();
        assert_eq!(shown, ["一、", "1.", "2.", "二、", "1.", "五、", "六、"]);
        assert_eq!(numbering.next(9, 0), None);
    }
}
