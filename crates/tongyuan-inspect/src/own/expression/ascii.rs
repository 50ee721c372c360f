//! An expression in ASCII, as the language asks for: Chinese names of fields become their English keys, other Chinese names become
//! names of letters and digits, and what stands between quotation marks is escaped. Every part knows where it came from.

use std::collections::HashMap;
use std::ops::Range;

use tongyuan_model::Key;

/// No expression is longer, in characters.
pub(crate) const MOST_CHARACTERS: usize = 2000;
/// No expression has more words, numbers and marks: what the parser is handed is bounded in depth as well.
pub(crate) const MOST_TOKENS: usize = 400;

/// What stands for the thing that the rule's field selects.
pub(crate) const THIS: &str = "this";
const THIS_IN_CHINESE: &str = "本项";

/// An expression in ASCII.
#[derive(Debug, Default)]
pub(crate) struct Ascii {
    pub(crate) text: String,
    /// Where each token begins here, and the bytes of the original that it was made of.
    tokens: Vec<(usize, Range<usize>)>,
    /// What names were in the original, where they differ.
    names: HashMap<String, String>,
}

/// Why an expression cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is longer than an expression can be.
    TooLong,
    /// A mark of full width where the language has one of half width.
    WideMark {
        /// The mark that was meant.
        instead: &'static str,
        at: Range<usize>,
    },
    /// A character that means nothing here.
    Stray { at: Range<usize> },
    /// A quotation mark that is never closed.
    OpenQuote { at: Range<usize> },
}

impl Ascii {
    pub(crate) fn of(text: &str) -> Result<Self, Unread> {
        if text.chars().count() > MOST_CHARACTERS {
            return Err(Unread::TooLong);
        }
        let mut ascii = Self::default();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            at += ascii.token(rest, at)?;
            if ascii.tokens.len() > MOST_TOKENS {
                return Err(Unread::TooLong);
            }
        }
        Ok(ascii)
    }

    /// The bytes of the original that hold what stands at a byte here; what is behind the end is an empty range at its end.
    pub(crate) fn original(&self, at: usize) -> Option<Range<usize>> {
        let until = self.tokens.partition_point(|(start, _)| *start <= at);
        let (_, range) = self.tokens.get(until.checked_sub(1)?)?;
        Some(range.clone())
    }

    /// The same for what the parser places at a dot or a bracket: the name behind the dot, or before the bracket.
    pub(crate) fn named(&self, at: usize) -> Option<Range<usize>> {
        let token = self.tokens.partition_point(|(start, _)| *start <= at);
        let token = token.checked_sub(1)?;
        let token = match self.text.as_bytes().get(at) {
            Some(b'.') => token + 1,
            Some(b'(') => token.checked_sub(1)?,
            _ => token,
        };
        self.tokens.get(token).map(|(_, range)| range.clone())
    }

    /// A name as the original has it.
    pub(crate) fn name<'n>(&'n self, name: &'n str) -> &'n str {
        self.names.get(name).map_or(name, String::as_str)
    }

    /// Takes over the token that `rest` begins with; says how many bytes it is.
    fn token(&mut self, rest: &str, at: usize) -> Result<usize, Unread> {
        let Some(first) = rest.chars().next() else {
            return Ok(rest.len());
        };
        if first.is_whitespace() {
            self.text.push(if first == '\n' { '\n' } else { ' ' });
            return Ok(first.len_utf8());
        }
        if rest.starts_with("//") {
            return Ok(rest.find('\n').unwrap_or(rest.len()));
        }
        let raw = ["r\"", "r'", "R\"", "R'"];
        if raw.iter().any(|start| rest.starts_with(start)) {
            return self.quoted(rest, 1, at);
        }
        match first {
            '"' | '\'' => self.quoted(rest, 0, at),
            '_' => Ok(self.word(rest, at)),
            c if c.is_alphanumeric() => Ok(self.word(rest, at)),
            // A mark of the rules that bear no name for it: `` ` `` and `\` are none.
            c if c.is_ascii_punctuation() && !matches!(c, '`' | '\\' | '@' | '#' | '$' | '~') => {
                self.begin(at..at + 1);
                self.text.push(c);
                Ok(1)
            }
            c => {
                let at = at..at + c.len_utf8();
                Err(match half_width(c) {
                    Some(instead) => Unread::WideMark { instead, at },
                    None => Unread::Stray { at },
                })
            }
        }
    }

    fn begin(&mut self, range: Range<usize>) {
        self.tokens.push((self.text.len(), range));
    }

    /// A name or a number.
    fn word(&mut self, rest: &str, at: usize) -> usize {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        let word = &rest[..end.unwrap_or(rest.len())];
        self.begin(at..at + word.len());
        if word.is_ascii() {
            self.text.push_str(word);
        } else {
            let name = in_ascii(word);
            self.text.push_str(&name);
            self.names.insert(name, word.to_owned());
        }
        word.len()
    }

    /// A text in quotation marks; `raw` is the length of the letter before them that says that nothing in it is escaped.
    fn quoted(&mut self, rest: &str, raw: usize, at: usize) -> Result<usize, Unread> {
        let inside = &rest[raw..];
        let single = &inside[..1];
        let triple = single.repeat(3);
        let mark = if inside.starts_with(&triple) {
            triple.as_str()
        } else {
            single
        };
        let open = Unread::OpenQuote {
            at: at..at + raw + mark.len(),
        };
        self.begin(at..at + raw + mark.len());
        self.text.push_str(mark);
        let mut from = raw + mark.len();
        loop {
            let left = &rest[from..];
            if left.starts_with(mark) {
                self.text.push_str(mark);
                let end = from + mark.len();
                if let Some((_, range)) = self.tokens.last_mut() {
                    range.end = at + end;
                }
                return Ok(end);
            }
            let Some(next) = left.chars().next() else {
                return Err(open);
            };
            from += next.len_utf8();
            match next {
                '\n' if mark.len() == 1 => return Err(open),
                '\\' if raw > 0 => self.text.push_str("\\\\"),
                '\\' => {
                    // What is escaped does not end the text.
                    self.text.push('\\');
                    let escaped = rest[from..].chars().next().ok_or(open.clone())?;
                    let end = from + escaped.len_utf8();
                    if !escaped.is_ascii() {
                        let at = at + from..at + end;
                        return Err(Unread::Stray { at });
                    }
                    from = end;
                    self.text.push(escaped);
                }
                other => self.push(other),
            }
        }
    }

    /// A character of a text.
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.text.push(c);
        } else {
            self.text.push_str(&format!("\\U{:08X}", u32::from(c)));
        }
    }
}

/// A Chinese name as the language can have it.
fn in_ascii(word: &str) -> String {
    if word == THIS_IN_CHINESE {
        return THIS.to_owned();
    }
    match Key::of_word(word) {
        Some((key, _)) => name_of(key),
        None => {
            let codes = word.chars().map(|c| format!("{:X}", u32::from(c)));
            format!("_{}", codes.collect::<Vec<_>>().join("_"))
        }
    }
}

/// What a key is called in expressions: `in-person` would be a subtraction.
pub(crate) fn name_of(key: Key) -> String {
    key.english().replace('-', "_")
}

/// The mark of half width that one of full width was meant for.
fn half_width(c: char) -> Option<&'static str> {
    Some(match c {
        '（' => "(",
        '）' => ")",
        '【' | '［' => "[",
        '】' | '］' => "]",
        '，' | '、' => ",",
        '。' | '．' => ".",
        '：' => ":",
        '？' => "?",
        '！' => "!",
        '“' | '”' | '＂' => "\"",
        '‘' | '’' | '＇' => "'",
        '＝' => "=",
        '＞' | '》' => ">",
        '＜' | '《' => "<",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '＋' => "+",
        '－' | '—' | '–' => "-",
        '×' | '＊' => "*",
        '÷' | '／' => "/",
        '＆' => "&",
        '｜' => "|",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(original: &str) -> String {
        Ascii::of(original).map_or_else(|why| format!("{why:?}"), |ascii| ascii.text)
    }

    #[test]
    fn fields_have_their_english_keys_and_other_names_letters() {
        assert_eq!(
            text("办结时限.承诺时限.数值 <= 20"),
            "time_limits.promised.value <= 20"
        );
        assert_eq!(
            text("申请材料.all(份, 份.提交方式.线下.原件 > 0)"),
            "materials.all(_4EFD, _4EFD.submission.in_person.original > 0)"
        );
        assert_eq!(text("本项.名称 == this.name"), "this.name == this.name");
        let ascii = Ascii::of("份.名称").unwrap();
        assert_eq!((ascii.name("_4EFD"), ascii.name("name")), ("份", "名称"));
    }

    #[test]
    fn texts_are_escaped_and_not_renamed() {
        assert_eq!(text("'名称' + \"a\""), "'\\U0000540D\\U000079F0' + \"a\"");
        assert_eq!(text(r"r'\d名'"), r"'\\d\U0000540D'");
        assert_eq!(text(r"'a\'名'"), r"'a\'\U0000540D'");
        assert_eq!(text("'''a'b\n'''"), "'''a'b\n'''");
        assert_eq!(text("''"), "''");
        assert_eq!(text("1 // 说明\n+ 2"), "1 \n+ 2");
    }

    #[test]
    fn every_part_knows_where_it_came_from() {
        let original = "名称 == '甲' && 本项";
        let ascii = Ascii::of(original).unwrap();
        let at = |part: &str| {
            let range = ascii.original(ascii.text.find(part)?)?;
            original.get(range)
        };
        assert_eq!(at("name"), Some("名称"));
        assert_eq!(at("U0000"), Some("'甲'"));
        assert_eq!(at("this"), Some("本项"));
        assert_eq!(ascii.original(9999), Some(19..25));
    }

    #[test]
    fn what_no_expression_has_is_told_at_its_place() {
        let unread = |text: &str| Ascii::of(text).err();
        assert_eq!(
            unread("名称（1）"),
            Some(Unread::WideMark {
                instead: "(",
                at: 6..9
            })
        );
        assert_eq!(unread("a `b`"), Some(Unread::Stray { at: 2..3 }));
        assert_eq!(unread("a == 'b"), Some(Unread::OpenQuote { at: 5..6 }));
        assert_eq!(unread("'a\n'"), Some(Unread::OpenQuote { at: 0..1 }));
        assert_eq!(unread("'a\\"), Some(Unread::OpenQuote { at: 0..1 }));
        assert_eq!(unread("'\\名'"), Some(Unread::Stray { at: 2..5 }));
        assert_eq!(unread(&"1+".repeat(300)), Some(Unread::TooLong));
        assert_eq!(unread(&"长".repeat(2001)), Some(Unread::TooLong));
    }
}
