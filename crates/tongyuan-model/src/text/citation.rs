//! Citations of law: titles, document numbers, articles (立法法 第六十五条: 条、款、项、目).

mod cited;
mod fault;
mod quote;

use std::fmt;
use std::ops::Range;

pub use cited::{Cited, Citer, Named, has_articles};
pub use fault::{CitationFault, CitationFaultKind, faults, mended};
pub use quote::is_quoted_from;

use super::bracket;
use super::numeral;
use super::width::narrow;

/// One place in a law. Numbers are 0 where the level is not named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Article {
    /// 第N条.
    pub article: u32,
    /// 第N条之M.
    pub insertion: u32,
    /// 第N款.
    pub paragraph: u32,
    /// 第（N）项.
    pub item: u32,
    /// 第N目.
    pub subitem: u32,
}

impl fmt::Display for Article {
    /// As laws write it: 第十五条之一第三款第（一）项.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written =
            |number: u32| numeral::in_chinese(number).unwrap_or_else(|| number.to_string());
        if self.article > 0 {
            write!(f, "第{}条", written(self.article))?;
        }
        if self.insertion > 0 {
            write!(f, "之{}", written(self.insertion))?;
        }
        if self.paragraph > 0 {
            write!(f, "第{}款", written(self.paragraph))?;
        }
        if self.item > 0 {
            write!(f, "第（{}）项", written(self.item))?;
        }
        if self.subitem > 0 {
            write!(f, "第{}目", self.subitem)?;
        }
        Ok(())
    }
}

/// A range of articles longer than this is not taken apart.
const LONGEST_RANGE: u32 = 200;

/// The places that a text names, sorted and each once: 第八条、第九条; 第42条第一款、第二款; 第十四条第（一）至（三）项.
///
/// `None` where the text holds anything that is no citation of articles.
#[must_use]
pub fn articles(text: &str) -> Option<Vec<Article>> {
    let mut reader = Reader {
        rest: text.trim(),
        current: Article::default(),
        found: Vec::new(),
    };
    reader.run()?;
    reader.found.sort_unstable();
    reader.found.dedup();
    (!reader.found.is_empty()).then_some(reader.found)
}

struct Reader<'t> {
    rest: &'t str,
    current: Article,
    found: Vec<Article>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Article,
    Paragraph,
    Item,
    Subitem,
}

impl Reader<'_> {
    fn run(&mut self) -> Option<()> {
        let mut range_from: Option<(Level, u32)> = None;
        // A bare number takes the level of the next one that names it: 第（一）至（三）项, 第九—十七条.
        let mut bare: Vec<u32> = Vec::new();
        loop {
            self.skip_blanks();
            if self.rest.is_empty() {
                break;
            }
            let number = self.number()?;
            let Some(level) = self.level() else {
                bare.push(number);
                if self.separator()? == Separator::To {
                    range_from = Some((Level::Item, number));
                }
                continue;
            };
            let from = match range_from.take() {
                Some((_, from)) if bare.last() == Some(&from) => {
                    bare.pop();
                    Some(from)
                }
                Some((of, from)) if of == level => Some(from),
                Some(_) => return None,
                None => None,
            };
            for listed in bare.drain(..) {
                self.push(level, listed);
            }
            match from {
                Some(from) => {
                    if number < from || number - from > LONGEST_RANGE {
                        return None;
                    }
                    for listed in from..number {
                        self.push(level, listed);
                    }
                    self.push(level, number);
                }
                None => self.push(level, number),
            }
            if level == Level::Article {
                self.insertion()?;
            }
            match self.separator() {
                Some(Separator::To) => range_from = Some((level, number)),
                Some(Separator::And) => {}
                // 第三条第二款: the next level of the same place follows at once.
                None => {
                    if !self.rest.is_empty() && !self.rest.starts_with('第') {
                        return None;
                    }
                }
            }
        }
        (bare.is_empty() && range_from.is_none()).then_some(())
    }

    /// Names a place: the level replaces its own and clears what lies below it.
    fn push(&mut self, level: Level, number: u32) {
        let mut next = self.current;
        match level {
            Level::Article => {
                next = Article {
                    article: number,
                    ..Article::default()
                }
            }
            Level::Paragraph => {
                next.paragraph = number;
                next.item = 0;
                next.subitem = 0;
            }
            Level::Item => {
                next.item = number;
                next.subitem = 0;
            }
            Level::Subitem => next.subitem = number,
        }
        // 第三条第二款 is one place, not an article and a paragraph.
        if self.found.last() == Some(&self.current) && contains(self.current, next) {
            self.found.pop();
        }
        self.current = next;
        self.found.push(next);
    }

    /// 第N条之M
    fn insertion(&mut self) -> Option<()> {
        if let Some(rest) = self.rest.strip_prefix('之') {
            let numeral = numeral::leading(rest)?;
            self.rest = &rest[numeral.len..];
            self.current.insertion = u32::try_from(numeral.whole()?).ok()?;
            if let Some(last) = self.found.last_mut() {
                *last = self.current;
            }
        }
        Some(())
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '。')
        });
    }

    /// 第N, N, （N）
    fn number(&mut self) -> Option<u32> {
        let rest = self
            .rest
            .strip_prefix('第')
            .unwrap_or(self.rest)
            .trim_start();
        let inner = rest.strip_prefix(['（', '(']).unwrap_or(rest);
        let numeral = numeral::leading(inner)?;
        let mut after = &inner[numeral.len..];
        if inner.len() != rest.len() {
            after = after.strip_prefix(['）', ')'])?;
        }
        self.rest = after.trim_start();
        u32::try_from(numeral.whole()?).ok().filter(|n| *n > 0)
    }

    fn level(&mut self) -> Option<Level> {
        let first = self.rest.chars().next()?;
        let level = match first {
            '条' | '條' => Level::Article,
            '款' => Level::Paragraph,
            '项' | '項' => Level::Item,
            '目' => Level::Subitem,
            _ => return None,
        };
        self.rest = &self.rest[first.len_utf8()..];
        Some(level)
    }

    fn separator(&mut self) -> Option<Separator> {
        let rest = self.rest.trim_start();
        let first = rest.chars().next()?;
        let separator = match first {
            '、' | '，' | ',' | '和' | '及' | '与' | '；' | ';' => Separator::And,
            '至' | '到' | '-' | '–' | '—' | '~' | '～' | '－' => Separator::To,
            _ => return None,
        };
        // A dash may be doubled.
        self.rest = rest.trim_start_matches(first).trim_start();
        Some(separator)
    }
}

#[derive(PartialEq, Eq)]
enum Separator {
    And,
    To,
}

/// Whether `inner` names a place inside `outer`.
fn contains(outer: Article, inner: Article) -> bool {
    let level = |a: Article| (a.paragraph != 0, a.item != 0, a.subitem != 0);
    outer.article == inner.article
        && outer.insertion == inner.insertion
        && (outer.paragraph == 0 || outer.paragraph == inner.paragraph)
        && (outer.item == 0 || outer.item == inner.item)
        && level(outer) < level(inner)
}

/// One law as a line cites it. Ranges are bytes of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The title with its title marks.
    pub law: Range<usize>,
    /// The document number, without its brackets.
    pub document_number: Option<Range<usize>>,
    /// The articles.
    pub article: Option<Range<usize>>,
    /// The quoted text.
    pub text: Option<Range<usize>>,
    /// Which edition of the law is meant, or what else a bracket behind the title says, without its brackets: 2021年修正.
    pub edition: Option<Range<usize>>,
    /// What else is said behind the title and its articles.
    pub rest: Option<Range<usize>>,
}

impl Citation {
    /// The laws that a line cites by a title in 《》, in order.
    #[must_use]
    pub fn read_all(line: &str) -> Vec<Self> {
        let titles = titles(line);
        titles
            .iter()
            .enumerate()
            .map(|(index, title)| {
                let until = titles.get(index + 1).map_or(line.len(), |next| next.start);
                Self::read_after(line, title.clone(), until)
            })
            .collect()
    }

    /// A law that is named without title marks: 消防法（2021年修正）.
    #[must_use]
    pub fn read_untitled(text: &str) -> Self {
        let last = bracket::groups(text)
            .into_iter()
            .find(|group| group.outer.end == text.trim_end().len() && group.outer.start > 0);
        let mut citation = Self {
            law: 0..text.len(),
            ..Self::default()
        };
        if let Some(group) = last {
            let inner = &text[group.inner.clone()];
            if is_document_number(inner) {
                citation.law.end = group.outer.start;
                citation.document_number = Some(group.inner);
            } else if is_edition(inner) {
                citation.law.end = group.outer.start;
                citation.edition = Some(group.inner);
            }
        }
        citation
    }

    fn read_after(line: &str, law: Range<usize>, until: usize) -> Self {
        let mut citation = Self {
            law: law.clone(),
            ..Self::default()
        };
        let mut at = law.end;
        loop {
            at += blanks(&line[at..until]);
            let group = bracket::groups(&line[at..until])
                .into_iter()
                .next()
                .filter(|group| group.outer.start == 0);
            let Some(group) = group else { break };
            let inner = at + group.inner.start..at + group.inner.end;
            if citation.document_number.is_none() && is_document_number(&line[inner.clone()]) {
                citation.document_number = Some(inner);
            } else if citation.edition.is_none() {
                citation.edition = Some(inner);
            }
            at += group.outer.end;
        }
        if line[at..until].starts_with('第')
            && let Some(length) = longest_articles(&line[at..until])
        {
            citation.article = Some(at..at + length);
            at += length;
        }
        // What follows a colon is the article itself.
        let rest = &line[at..until];
        let colon = blanks(rest);
        if let Some(quoted) = rest[colon..]
            .strip_prefix(['：', ':'])
            .filter(|quoted| !quoted.trim().is_empty())
        {
            let start = until - quoted.len();
            let text = line[start..until].trim();
            let start = start + (quoted.len() - quoted.trim_start().len());
            citation.text = Some(start..start + text.len());
        } else {
            let is_mark = |c: char| c.is_whitespace() || "，,、；;。：:".contains(c);
            let said = rest.trim_matches(is_mark);
            let start = at + (rest.len() - rest.trim_start_matches(is_mark).len());
            citation.rest = (!said.is_empty()).then_some(start..start + said.len());
        }
        citation
    }
}

/// Titles in 《》, the outermost of nested ones.
fn titles(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, character) in line.char_indices() {
        match character {
            '《' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(start..at + character.len_utf8());
                }
            }
            _ => {}
        }
    }
    found
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Whether a bracket behind a title holds a document number: 国务院令第706号, 财税〔2016〕78号, 第461号.
#[must_use]
pub fn is_document_number(text: &str) -> bool {
    text.contains('号')
        && text
            .chars()
            .any(|c| narrow(c).is_ascii_digit() || numeral::leading(&c.to_string()).is_some())
}

/// 2021年4月29日修正, 2017年修订: which of its editions a law is cited in.
fn is_edition(text: &str) -> bool {
    text.contains('年') && text.contains(['修', '订', '正', '版', '布'])
}

/// The longest beginning of `text` that cites articles and nothing else.
fn longest_articles(text: &str) -> Option<usize> {
    text.char_indices()
        .take(120)
        .filter(|(_, c)| matches!(c, '条' | '條' | '款' | '项' | '項' | '目' | '一'..='十'))
        .map(|(at, c)| at + c.len_utf8())
        .filter(|end| articles(&text[..*end]).is_some())
        .last()
}

/// A law title in its plain form: without title marks, blanks and the name of the country.
#[must_use]
pub fn plain_title(title: &str) -> String {
    let bare: String = title
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》'))
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '〈' | '<' | '＜' => '〈',
            '〉' | '>' | '＞' => '〉',
            other => narrow(other),
        })
        .collect();
    bare.strip_prefix("中华人民共和国")
        .filter(|rest| !rest.is_empty())
        .map_or(bare.clone(), str::to_owned)
}

/// A document number in one form: 〔〕 about the year, Arabic digits, no blanks, 第 as in 国务院令第664号.
#[must_use]
pub fn plain_document_number(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text
        .trim()
        .trim_matches(['（', '）', '(', ')', '《', '》', '。', '；']);
    while let Some(character) = rest.chars().next() {
        if let Some(numeral) = numeral::leading(rest)
            && let Some(value) = numeral.whole()
        {
            plain.push_str(&value.to_string());
            rest = &rest[numeral.len..];
            continue;
        }
        match character {
            c if c.is_whitespace() => {}
            '[' | '［' | '(' | '（' | '【' | '〈' => plain.push('〔'),
            ']' | '］' | ')' | '）' | '】' | '〉' => plain.push('〕'),
            other => plain.push(narrow(other)),
        }
        rest = &rest[character.len_utf8()..];
    }
    order_number(&plain).unwrap_or(plain)
}

/// 国务院第664号令 → 国务院令第664号
fn order_number(plain: &str) -> Option<String> {
    let body = plain.strip_suffix("号令")?;
    let (issuer, number) = body.rsplit_once('第')?;
    number
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| format!("{issuer}令第{number}号"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<Vec<String>> {
        articles(text).map(|found| {
            found
                .iter()
                .map(|a| {
                    let mut out = a.article.to_string();
                    for (mark, number) in [
                        ("之", a.insertion),
                        ("款", a.paragraph),
                        ("项", a.item),
                        ("目", a.subitem),
                    ] {
                        if number > 0 {
                            out.push_str(&format!("{mark}{number}"));
                        }
                    }
                    out
                })
                .collect()
        })
    }

    #[test]
    fn articles_in_every_spelling() {
        let cases: [(&str, &[&str]); 14] = [
            ("第八条", &["8"]),
            ("第31条", &["31"]),
            ("第八条、第九条", &["8", "9"]),
            ("第九条，第八条", &["8", "9"]),
            ("第四十二条第一款、第二款", &["42款1", "42款2"]),
            ("第十四条第（一）至（三）项", &["14项1", "14项2", "14项3"]),
            ("第七条第(一)项", &["7项1"]),
            ("第十五条第三款", &["15款3"]),
            ("第三条第二款第（四）项", &["3款2项4"]),
            ("第九条至第十一条", &["9", "10", "11"]),
            ("第九—十一条", &["9", "10", "11"]),
            ("第一百零六条和第一百一十条", &["106", "110"]),
            ("第二十条之一", &["20之1"]),
            ("第四条第一款第二项第3目", &["4款1项2目3"]),
        ];
        for (text, wanted) in cases {
            assert_eq!(
                shown(text).as_deref(),
                Some(
                    wanted
                        .iter()
                        .map(|w| (*w).to_owned())
                        .collect::<Vec<_>>()
                        .as_slice()
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn places_are_written_as_laws_write_them() {
        for text in [
            "第八条",
            "第一百零六条",
            "第二十条之一第二款",
            "第十五条第三款第（一）项",
            "第七条第（四）项第2目",
        ] {
            let read = articles(text).unwrap_or_default();
            assert_eq!(read.len(), 1, "{text}");
            assert_eq!(read[0].to_string(), text);
        }
    }

    #[test]
    fn what_is_no_citation() {
        for text in [
            "",
            "有关规定",
            "第八条规定的情形",
            "第八",
            "第九条至第三条",
            "第一条至第九百条",
        ] {
            assert_eq!(articles(text), None, "{text}");
        }
    }

    #[test]
    fn lines_that_cite() {
        let shown = |line: &str| {
            Citation::read_all(line)
                .iter()
                .map(|c| {
                    let part =
                        |r: &Option<Range<usize>>| r.clone().map_or("-", |r| &line[r]).to_owned();
                    [
                        line[c.law.clone()].to_owned(),
                        part(&c.document_number),
                        part(&c.article),
                        part(&c.text),
                    ]
                    .join("|")
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(
            shown("《专利代理条例》（国务院令第706号）第八条、第九条：“从事专利代理业务的机构……”"),
            ["《专利代理条例》|国务院令第706号|第八条、第九条|“从事专利代理业务的机构……”"]
        );
        assert_eq!(
            shown("《中华人民共和国商标法》第二十二条；《商标法实施条例》（2014修订）第十三条。"),
            [
                "《中华人民共和国商标法》|-|第二十二条|-",
                "《商标法实施条例》|-|第十三条|-"
            ]
        );
        assert_eq!(shown("按照有关规定"), Vec::<String>::new());
    }

    #[test]
    fn titles_and_numbers_in_one_form() {
        assert_eq!(plain_title("《中华人民共和国专利法》"), "专利法");
        assert_eq!(plain_title("专利法"), "专利法");
        assert_eq!(
            plain_document_number("国办发[2018]45号"),
            plain_document_number("国办发〔2018〕45号")
        );
        assert_eq!(
            plain_document_number("国务院第664号令"),
            plain_document_number("（国务院令第六百六十四号）")
        );
        assert_ne!(
            plain_document_number("国务院令第736号"),
            plain_document_number("国务院令第763号")
        );
    }
}
