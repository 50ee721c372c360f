//! Everything that a text refers to in law: by its title, by a document number, by a short title, by 前款 and 本条.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Article, Citation, articles, blanks, longest_articles, plain_title};
use crate::text::bracket;
use crate::text::document_number;
use crate::text::width::is_ideograph;

/// One reference to a law. Ranges are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// The title of the law, without its outer title marks: what a short title stands for, where it was said.
    pub title: Option<String>,
    /// The document number.
    pub document_number: Option<String>,
    /// Which version is meant: 2021年修正.
    pub edition: Option<String>,
    /// The places in it, sorted; none where none is named.
    pub places: Vec<Article>,
    /// Whether the places are said as a range, 第九条至第十七条.
    pub is_range: bool,
    /// How the law is named.
    pub named: Named,
    /// The words that name the law.
    pub law: Range<usize>,
    /// The words that name the places.
    pub article: Option<Range<usize>>,
}

/// How a reference names its law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Named {
    /// By a title in 《》.
    #[default]
    Marked,
    /// By a title without title marks: 专利法第十二条.
    Unmarked,
    /// By a document number alone.
    Number,
    /// By a word that stands for a law named before: 该法, 本条, 前款, a short title.
    Relative,
}

/// Reads the references of texts that belong together: a short title that one introduces holds in those after it.
#[derive(Clone, Debug, Default)]
pub struct Citer {
    short: BTreeMap<String, String>,
    law: Option<Cited>,
    place: Option<Article>,
}

/// What ends the title of a law.
pub(super) const KINDS: [&str; 8] = ["法", "条例", "细则", "办法", "规定", "规则", "章程", "决定"];
/// What stands for the law that was named last.
const SAME_LAW: [&str; 10] = [
    "本法",
    "该法",
    "同法",
    "本条例",
    "该条例",
    "本办法",
    "该办法",
    "本细则",
    "该细则",
    "该规定",
];
/// What only leads to a title.
const LEADS: [&str; 12] = [
    "根据", "依据", "按照", "依照", "符合", "违反", "适用", "参照", "以及", "按", "依", "见",
];
/// What introduces a short title.
const SHORT: [&str; 4] = ["以下简称", "以下统称", "下称", "简称"];
/// No title is longer.
const LONGEST_TITLE: usize = 60;

impl Citer {
    /// The references of a text, in order.
    #[must_use]
    pub fn read(&mut self, text: &str) -> Vec<Cited> {
        self.law = None;
        self.place = None;
        let bare = self.take_short_titles(text);
        let mut found: Vec<Cited> = Vec::new();
        let mut at = 0;
        for citation in Citation::read_all(&bare) {
            self.loose(&bare, at..citation.law.start, &mut found);
            at = [
                &citation.article,
                &citation.document_number,
                &citation.edition,
            ]
            .into_iter()
            .flatten()
            .map(|range| range.end)
            .chain([citation.law.end, at])
            .max()
            .unwrap_or(at);
            let cited = self.titled(&bare, citation);
            self.remember(&cited);
            found.push(cited);
        }
        self.loose(&bare, at..bare.len(), &mut found);
        found
    }

    /// Keeps the short titles that a text introduces, and gives the text with blanks in their place.
    fn take_short_titles(&mut self, text: &str) -> String {
        let mut bare = text.to_owned();
        for group in bracket::groups(text) {
            let inner = &text[group.inner.clone()];
            let Some(short) = SHORT
                .iter()
                .find_map(|word| inner.trim().strip_prefix(word))
            else {
                continue;
            };
            let before = text[..group.outer.start].trim_end();
            let title = before
                .ends_with('》')
                .then(|| super::titles(before).pop())
                .flatten();
            if let Some(title) = title {
                let is_mark = |c: char| c.is_whitespace() || "：:“”\"「」《》".contains(c);
                let short = short.trim_matches(is_mark).to_owned();
                self.short
                    .insert(plain_title(&short), plain(&before[title]));
            }
            let blanks = " ".repeat(group.outer.len());
            bare.replace_range(group.outer, &blanks);
        }
        bare
    }

    fn remember(&mut self, cited: &Cited) {
        if let Some(place) = cited.places.last() {
            self.place = Some(*place);
        }
        self.law = Some(Cited {
            places: Vec::new(),
            article: None,
            ..cited.clone()
        });
    }

    fn titled(&self, text: &str, citation: Citation) -> Cited {
        let part = |range: &Option<Range<usize>>| range.clone().map(|r| text[r].to_owned());
        let title = plain(&text[citation.law.clone()]);
        let full = self.short.get(&plain_title(&title)).cloned();
        Cited {
            title: Some(full.unwrap_or(title)),
            document_number: part(&citation.document_number),
            edition: part(&citation.edition),
            named: Named::Marked,
            law: citation.law,
            ..Cited::default()
        }
        .at(text, citation.article)
    }

    /// What stands outside of title marks: numbers of documents, 前款, titles without marks.
    fn loose(&mut self, text: &str, range: Range<usize>, found: &mut Vec<Cited>) {
        let mut at = range.start;
        for number in document_number::find_all(&text[range.clone()]) {
            let its = range.start + number.at.start..range.start + number.at.end;
            self.places_in(text, at..its.start, found);
            at = its.end;
            let gap = found
                .last()
                .map_or("", |last| &text[last.law.end..its.start]);
            let follows = gap.trim_matches([' ', '（', '(', '，', ',']).is_empty();
            if let Some(last) = found
                .last_mut()
                .filter(|last| follows && last.document_number.is_none() && last.places.is_empty())
            {
                last.document_number = Some(number.proper);
                let after = at + blanks(&text[at..range.end]);
                if let Some(length) = longest_articles(&text[after..range.end]) {
                    *last = std::mem::take(last).at(text, Some(after..after + length));
                    at = after + length;
                }
                self.law = found.last().cloned();
                continue;
            }
            let after = at + blanks(&text[at..range.end]);
            let article = longest_articles(&text[after..range.end]).map(|l| after..after + l);
            at = article.as_ref().map_or(at, |article| article.end);
            let cited = Cited {
                document_number: Some(number.proper),
                named: Named::Number,
                law: its,
                ..Cited::default()
            }
            .at(text, article);
            self.remember(&cited);
            found.push(cited);
        }
        self.places_in(text, at..range.end, found);
    }

    /// Articles that do not follow a title in marks.
    fn places_in(&mut self, text: &str, range: Range<usize>, found: &mut Vec<Cited>) {
        let mut from = range.start;
        while let Some(at) = text[from..range.end].find(['第', '前']).map(|at| from + at) {
            let first = text[at..].chars().next().map_or(1, char::len_utf8);
            let before = &text[range.start.max(from)..at];
            let Some((cited, end)) = self.place_at(text, before, at..range.end) else {
                from = at + first;
                continue;
            };
            self.remember(&cited);
            found.push(cited);
            from = end;
        }
    }

    fn place_at(&self, text: &str, before: &str, range: Range<usize>) -> Option<(Cited, usize)> {
        let at = range.start;
        let here = &text[range];
        for (word, up) in [("前款", true), ("前条", false)] {
            if here.starts_with(word) {
                let place = self.place?;
                let earlier = if up {
                    Article {
                        paragraph: place.paragraph.checked_sub(1)?,
                        item: 0,
                        subitem: 0,
                        ..place
                    }
                } else {
                    Article {
                        article: place.article.checked_sub(1)?,
                        ..Article::default()
                    }
                };
                let is_named = if up {
                    earlier.paragraph > 0
                } else {
                    earlier.article > 0
                };
                let end = at + word.len();
                let cited = self.relative(at..end).filter(|_| is_named)?;
                return Some((
                    Cited {
                        places: vec![earlier],
                        ..cited
                    },
                    end,
                ));
            }
        }
        let length = longest_articles(here)?;
        let end = at + length;
        let article = Some(at..end);
        let name = trailing_name(before);
        let start = at - name.len();
        if let Some(own) = ["本条", "同条", "该条"]
            .iter()
            .find(|own| name.ends_with(**own))
        {
            let mut cited = self.relative(at - own.len()..at)?.at(text, article);
            let base = self.place?;
            for place in &mut cited.places {
                if place.article == 0 {
                    (place.article, place.insertion) = (base.article, base.insertion);
                }
            }
            return Some((cited, end));
        }
        let cited = if SAME_LAW.iter().any(|word| name.ends_with(word)) {
            self.relative(start..at)?
        } else if let Some(full) = self.short.get(&plain_title(name)) {
            Cited {
                title: Some(full.clone()),
                named: Named::Relative,
                law: start..at,
                ..Cited::default()
            }
        } else if is_title(name) {
            Cited {
                title: Some(name.to_owned()),
                named: Named::Unmarked,
                law: start..at,
                ..Cited::default()
            }
        } else {
            return None;
        };
        let cited = cited.at(text, article);
        let is_whole = cited.places.iter().all(|place| place.article > 0);
        is_whole.then_some((cited, end))
    }

    /// The law that was named last, in the words that now stand for it.
    fn relative(&self, law: Range<usize>) -> Option<Cited> {
        let mut cited = self.law.clone()?;
        cited.named = Named::Relative;
        cited.law = law;
        Some(cited)
    }
}

impl Cited {
    /// With the places that some words of the text name.
    fn at(mut self, text: &str, article: Option<Range<usize>>) -> Self {
        if let Some(range) = article {
            self.take_places(&text[range.clone()]);
            self.article = Some(range);
        }
        self
    }

    /// Takes the places that some words name; says whether they name any.
    pub fn take_places(&mut self, words: &str) -> bool {
        let bare = words.trim_end_matches(['。', '；', ';', '，', ',', ' ']);
        let bare = ["的规定", "之规定", "规定"]
            .iter()
            .find_map(|tail| bare.strip_suffix(tail))
            .unwrap_or(bare);
        let Some(mut places) = articles(bare) else {
            return false;
        };
        self.is_range |= bare.contains(['至', '到', '-', '–', '—', '~', '～', '－']);
        self.places.append(&mut places);
        self.places.sort_unstable();
        self.places.dedup();
        true
    }
}

/// A title without its outer marks.
fn plain(title: &str) -> String {
    title
        .trim()
        .trim_start_matches('《')
        .trim_end_matches('》')
        .to_owned()
}

/// The name of a law that a text ends with: its last run of ideographs, without what only leads to it.
fn trailing_name(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(LONGEST_TITLE)
        .take_while(|(_, c)| is_ideograph(*c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let mut name = &before[start..];
    while let Some(rest) = LEADS.iter().find_map(|lead| name.strip_prefix(lead)) {
        name = rest;
    }
    name
}

/// Whether a title is one of a law, regulation or rule, which has articles: a notice or an opinion may have none.
#[must_use]
pub fn has_articles(title: &str) -> bool {
    let bare = plain_title(title);
    let bare = bare.split('(').next().unwrap_or_default();
    let mut kinds = KINDS.iter().filter(|kind| **kind != "决定");
    kinds.any(|kind| bare.ends_with(*kind))
}

/// Whether a name without title marks is beyond doubt the title of a law.
fn is_title(name: &str) -> bool {
    name.chars().count() >= 3
        && KINDS.iter().any(|kind| name.ends_with(kind))
        && ![
            "方法",
            "做法",
            "说法",
            "有关规定",
            "相关规定",
            "的规定",
            "依法",
            "合法",
            "违法",
        ]
        .iter()
        .any(|other| name.ends_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let found = Citer::default().read(text).into_iter();
        found
            .map(|cited| {
                assert!(text.get(cited.law.clone()).is_some());
                let places: Vec<String> = cited
                    .places
                    .iter()
                    .map(|p| format!("{}.{}.{}", p.article, p.paragraph, p.item))
                    .collect();
                let law = cited.title.or(cited.document_number).unwrap_or_default();
                format!("{law} {}", places.join(" "))
            })
            .collect()
    }

    #[test]
    fn laws_by_title_number_and_what_stands_for_them() {
        let cases: [(&str, &[&str]); 13] = [
            ("《专利法》第十二条", &["专利法 12.0.0"]),
            ("专利法第十二条", &["专利法 12.0.0"]),
            (
                "根据中华人民共和国专利法第十二条的规定",
                &["中华人民共和国专利法 12.0.0"],
            ),
            ("财税〔2016〕78号第三条", &["财税〔2016〕78号 3.0.0"]),
            ("发改价格〔2019〕914号", &["发改价格〔2019〕914号 "]),
            (
                "《专利收费减缴办法》（财税〔2016〕78号）第三条",
                &["专利收费减缴办法 3.0.0"],
            ),
            (
                "《专利收费减缴办法》财税〔2016〕78号第三条",
                &["专利收费减缴办法 3.0.0"],
            ),
            (
                "《中华人民共和国专利法》（以下简称《专利法》）第十条，《专利法》第十二条",
                &["中华人民共和国专利法 10.0.0", "中华人民共和国专利法 12.0.0"],
            ),
            (
                "《专利代理条例》（以下简称条例）第八条、第九条，条例第二十条",
                &["专利代理条例 8.0.0 9.0.0", "专利代理条例 20.0.0"],
            ),
            (
                "《专利法》第十条第三款，同条第二款",
                &["专利法 10.3.0", "专利法 10.2.0"],
            ),
            (
                "《专利法》第十条第三款及前款",
                &["专利法 10.3.0", "专利法 10.2.0"],
            ),
            (
                "《商标法》第四条，该法第五条",
                &["商标法 4.0.0", "商标法 5.0.0"],
            ),
            ("符合第八条、第九条规定", &[]),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn short_titles_hold_in_later_texts() {
        let mut citer = Citer::default();
        let _ = citer.read("《集成电路布图设计保护条例》（以下简称“条例”）第八条");
        let found = citer.read("条例第十六条第（二）项");
        assert_eq!(found[0].title.as_deref(), Some("集成电路布图设计保护条例"));
        assert_eq!(found[0].places[0].item, 2);
    }

    #[test]
    fn running_text_cites_nothing() {
        for text in [
            "第一次办理的",
            "用这种方法第二条线",
            "前款之外",
            "依法第三方出具",
            "",
        ] {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }
}
