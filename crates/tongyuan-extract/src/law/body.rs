//! The articles: 条 with their 款 and 项. Chapters, the table of contents and what is attached are none.

use tongyuan_model::register::laws::LawArticle;
use tongyuan_model::text::citation::Article;
use tongyuan_model::text::marker::{self, MarkerKind};
use tongyuan_model::text::numeral;
use tongyuan_model::{Date, Reading, Span};

use super::{LawNote, Line, bare, day};

/// No law has more articles.
const MOST_ARTICLES: usize = 5000;
/// A heading is no longer, in characters.
const LONGEST_HEADING: usize = 50;

/// The articles of a law.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) articles: Vec<Found>,
    pub(super) notes: Vec<(LawNote, Option<Span>)>,
    has_gap: bool,
}

/// One article.
#[derive(Debug)]
pub(super) struct Found {
    place: Article,
    span: Span,
    /// How many items each paragraph has.
    items: Vec<u32>,
    lines: Vec<String>,
    /// Whether the last line was an item, or a part of one.
    is_in_item: bool,
}

/// From when a law says that it is in force.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Effect {
    On(Date),
    OnPromulgation,
    /// In some other way: after so many days, or its parts from different days.
    Otherwise,
}

/// The line that the body begins with: the table of contents, a heading, or the first article.
pub(super) fn start(lines: &[Line<'_>]) -> Option<usize> {
    let is_start = |line: &Line<'_>| {
        is_contents(line.text)
            || is_division(line.text)
            || number(line.text).is_some_and(|(place, _)| place.article == 1)
    };
    lines.iter().position(is_start)
}

/// Reads the articles; none where there is none.
pub(super) fn read(lines: &[Line<'_>]) -> Option<Body> {
    let lines = behind_contents(lines);
    let mut body = Body::default();
    for line in lines {
        if line.is_behind_table && !body.articles.is_empty() {
            body.notes.push((LawNote::Table, Some(line.span)));
        }
        if is_attachment(line.text) && !body.articles.is_empty() {
            body.notes.push((LawNote::Attachment, Some(line.span)));
            break;
        }
        let is_heading = line.is_heading && number(line.text).is_none();
        if is_heading || is_division(line.text) || is_signature(line.text) {
            continue;
        }
        let last = body.articles.last().map(|own| own.place);
        match article(line.text, last) {
            Some((place, _)) if last.is_some_and(|last| place <= last) => {
                let note = LawNote::BeginsAgain { article: place };
                body.notes.push((note, Some(line.span)));
                break;
            }
            Some((place, rest)) if body.articles.len() < MOST_ARTICLES => {
                body.expect(place, last, line.span);
                body.articles.push(Found::new(place, line.span, rest));
            }
            Some(_) => break,
            None => {
                if let Some(own) = body.articles.last_mut() {
                    own.push(line);
                }
            }
        }
    }
    (!body.articles.is_empty()).then_some(body)
}

impl Body {
    /// Holds a number against the one before it.
    fn expect(&mut self, place: Article, last: Option<Article>, span: Span) {
        if !follows(place, last) {
            self.has_gap = true;
            let note = LawNote::Gap {
                after: last,
                next: place,
            };
            self.notes.push((note, Some(span)));
        }
    }

    /// How many articles there are, inserted ones not counted; none where some are missing.
    pub(super) fn count(&self) -> Option<u32> {
        let last = self.articles.last()?.place.article;
        (!self.has_gap).then_some(last)
    }

    /// Where they stand.
    pub(super) fn span(&self) -> Span {
        match (self.articles.first(), self.articles.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// What the law says of when it is in force, in the last article that says anything of it.
    pub(super) fn effect(&self) -> Option<(Effect, Span)> {
        let mut articles = self.articles.iter().rev();
        articles.find_map(|own| Some((effect(&own.lines.concat())?, own.span)))
    }
}

impl Found {
    fn new(place: Article, span: Span, text: &str) -> Self {
        let mut found = Self {
            place,
            span,
            items: Vec::new(),
            lines: Vec::new(),
            is_in_item: false,
        };
        if !text.is_empty() {
            found.paragraph(text);
        }
        found
    }

    fn push(&mut self, line: &Line<'_>) {
        self.span = self.span.to(line.span);
        let kind = marker::leading(line.text).map(|own| own.kind);
        match (kind, self.items.last_mut()) {
            (Some(MarkerKind::ChineseBracketed), Some(count)) => {
                *count += 1;
                self.is_in_item = true;
                self.lines.push(line.text.to_owned());
            }
            // 目: a part of the item before it.
            (
                Some(MarkerKind::Arabic | MarkerKind::ArabicBracketed | MarkerKind::Circled),
                Some(_),
            ) if self.is_in_item => self.lines.push(line.text.to_owned()),
            _ => self.paragraph(line.text),
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.items.push(items_within(text));
        self.is_in_item = false;
        self.lines.push(text.to_owned());
    }

    /// The article as a row of the register.
    pub(super) fn noun(&self, with_text: bool) -> LawArticle {
        let given = |count: u32| Reading::Given(count, self.span);
        let mut noun = LawArticle {
            span: self.span,
            article: Reading::Given(self.place.to_string(), self.span),
            ..LawArticle::default()
        };
        if let Ok(paragraphs) = u32::try_from(self.items.len())
            && paragraphs > 0
        {
            noun.paragraphs = given(paragraphs);
        }
        if self.items.iter().any(|count| *count > 0) {
            let counts = self.items.iter().map(|count| given(*count)).collect();
            noun.item_counts = Reading::Given(counts, self.span);
        }
        if with_text && !self.lines.is_empty() {
            noun.text = Reading::Given(self.lines.join("\n"), self.span);
        }
        noun
    }
}

/// The items that stand in one line: 有下列情形之一的：（一）…；（二）….
fn items_within(text: &str) -> u32 {
    let Some((_, mut rest)) = text.split_once(['：', ':']) else {
        return 0;
    };
    let mut count = 0;
    loop {
        let next = numeral::in_chinese(count + 1).unwrap_or_default();
        let marks = [format!("（{next}）"), format!("({next})")];
        let found = marks.iter().find_map(|mark| rest.split_once(mark.as_str()));
        match found {
            // A reference to an item, 前款第（一）项, is none.
            Some((before, after)) if !before.ends_with('第') => {
                rest = after;
                count += 1;
            }
            _ => return if count > 1 { count } else { 0 },
        }
    }
}

fn effect(text: &str) -> Option<Effect> {
    const WORDS: [&str; 3] = ["起施行", "起实施", "起生效"];
    /// 本条例, 本实施细则: no law calls itself by more characters.
    const LONGEST_SUBJECT: usize = 6;
    // 1996年1月1日起施行的《…》同时废止 is about another one; and some leave out 起.
    let text = bare(text).replace("施行的", "");
    let text = ["施行", "实施", "生效"].iter().fold(text, |text, word| {
        text.replace(&format!("日{word}"), &format!("日起{word}"))
    });
    let mentions: usize = WORDS.iter().map(|word| text.matches(word).count()).sum();
    let says = |own: &&str| WORDS.iter().any(|word| own.contains(word));
    let sentence = text.split('。').find(says)?;
    let whole = sentence.split_once('自').filter(|(subject, _)| {
        let is_law = subject.starts_with('本') && subject.chars().count() <= LONGEST_SUBJECT;
        subject.is_empty() || is_law
    });
    let Some((_, when)) = whole.filter(|_| mentions == 1) else {
        return Some(Effect::Otherwise);
    };
    let when = WORDS.iter().find_map(|word| when.split_once(word))?.0;
    Some(match day::leading(when) {
        Some((day, len)) if len == when.len() => Effect::On(day),
        _ if matches!(when, "公布之日" | "发布之日" | "颁布之日") => {
            Effect::OnPromulgation
        }
        _ => Effect::Otherwise,
    })
}

/// The lines behind the table of contents, which names every chapter a first time.
fn behind_contents<'l, 'd>(lines: &'l [Line<'d>]) -> &'l [Line<'d>] {
    let Some(at) = lines.iter().position(|line| is_contents(line.text)) else {
        return lines;
    };
    // A line of it may end with dots and the number of a page.
    let entry = |line: &Line<'_>| {
        let text = bare(line.text);
        let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
        text.trim_end_matches(['.', '…', '·']).to_owned()
    };
    let entries = &lines[at + 1..];
    let Some(first) = entries.first().map(entry) else {
        return &[];
    };
    let again = entries
        .iter()
        .skip(1)
        .position(|line| bare(line.text) == first);
    match again {
        Some(again) => &entries[again + 1..],
        // The chapters are not named again: the first article that says something is the first one.
        None => {
            let says =
                |line: &Line<'_>| number(line.text).is_some_and(|(_, rest)| !rest.is_empty());
            let first = entries.iter().position(says);
            first.map_or(&[], |first| &entries[first..])
        }
    }
}

fn is_contents(text: &str) -> bool {
    matches!(bare(text).as_str(), "目录" | "目次")
}

/// 第一编, 第二分编, 第三章, 第一节, 附则, 序言 as headings: a paragraph ends with a mark.
fn is_division(text: &str) -> bool {
    if text.chars().count() > LONGEST_HEADING || text.ends_with(['。', '；', '：', ';', ':']) {
        return false;
    }
    if matches!(bare(text).as_str(), "总则" | "分则" | "附则" | "序言") {
        return true;
    }
    let rest = text.strip_prefix('第').map_or("", str::trim_start);
    let Some(numeral) = numeral::leading(rest) else {
        return false;
    };
    let rest = rest[numeral.len..].trim_start();
    ["分编", "编", "章", "节"]
        .iter()
        .any(|kind| rest.starts_with(kind))
}

/// 附件：…, 附录, 附表一.
fn is_attachment(text: &str) -> bool {
    let text = bare(text);
    let Some(rest) = text.strip_prefix('附') else {
        return false;
    };
    let rest = rest.trim_start_matches(['件', '录', '表', '图']);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || numeral::begins(c));
    let is_heading = rest.is_empty() || rest.starts_with(['：', ':', '、']);
    is_heading && text.chars().count() <= LONGEST_HEADING && !text.ends_with('。')
}

/// A day that stands alone, as below a signature.
fn is_signature(text: &str) -> bool {
    let text = bare(text);
    day::leading(&text).is_some_and(|(_, len)| len == text.len())
}

/// The number that a line begins with, 第一条, 第七十八条之一, and what stands behind it, blanks included.
fn number(text: &str) -> Option<(Article, &str)> {
    let rest = text.strip_prefix('第')?.trim_start();
    let numeral = numeral::leading(rest)?;
    let mut place = Article {
        article: u32::try_from(numeral.whole()?)
            .ok()
            .filter(|own| *own > 0)?,
        ..Article::default()
    };
    let mut rest = rest[numeral.len..]
        .trim_start()
        .strip_prefix(['条', '條'])?;
    if let Some(behind) = rest.strip_prefix('之')
        && let Some(numeral) = numeral::leading(behind)
        && let Some(insertion) = numeral.whole().and_then(|own| u32::try_from(own).ok())
    {
        place.insertion = insertion;
        rest = &behind[numeral.len..];
    }
    Some((place, rest))
}

/// The article that a line begins, with its first words. A paragraph may begin with a reference, 第十条第二款规定的…: without a
/// blank behind the number it is an article only where that one is due and the words can begin one.
fn article(text: &str, last: Option<Article>) -> Option<(Article, &str)> {
    const REFERS: [&str; 17] = [
        "第", "、", "，", "；", "。", "和", "及", "与", "或", "至", "的", "规定", "所", "中的",
        "以", "确定", "之",
    ];
    let (place, rest) = number(text)?;
    let is_apart = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '【');
    let refers = REFERS.iter().any(|word| rest.starts_with(word));
    let holds = is_apart || !refers && follows(place, last);
    holds.then_some((place, rest.trim_start()))
}

/// Whether an article is due after another one, or as the first.
fn follows(place: Article, last: Option<Article>) -> bool {
    let (article, insertion) = last.map_or((0, 0), |last| (last.article, last.insertion));
    match place.insertion {
        0 => place.article == article.saturating_add(1),
        own => place.article == article && own == insertion + 1,
    }
}
