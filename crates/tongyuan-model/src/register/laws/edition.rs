//! One version of a law: from when to when it is in force, and what its articles are made of.

use std::collections::BTreeMap;

use super::mistake::{LawMistake, LawMistakeKind};
use super::{LawArticle, LawStatus, RegisteredLaw};
use crate::date::Date;
use crate::reading::Reading;
use crate::text::citation::{Article, articles};
use crate::text::marker;

/// No article has more paragraphs, or a paragraph more items.
const MOST: usize = 2000;

/// One version of a law.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// Its row in the register.
    pub row: usize,
    /// The day on which it was promulgated.
    pub promulgated: Option<Date>,
    /// The first day on which it is in force; unknown where it is none.
    pub from: Option<Date>,
    /// The first day on which it is no longer in force.
    pub until: Option<Date>,
    /// How many articles it has, inserted ones not counted.
    pub count: Option<u32>,
    pub(super) articles: BTreeMap<(u32, u32), Shape>,
    pub(super) renumbered: BTreeMap<Article, Article>,
    pub(super) next: Option<usize>,
    pub(super) replaced_by: Option<usize>,
}

/// What an article is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// How many paragraphs it has, where that is known.
    pub paragraphs: Option<u32>,
    /// How many items each of them has, where that is known.
    pub items: Vec<u32>,
    /// Its text.
    pub text: Option<String>,
}

impl Edition {
    /// Reads a row; what it says wrongly is left out.
    pub(super) fn of(
        row: usize,
        law: &RegisteredLaw,
        as_of: Option<Date>,
    ) -> (Self, Vec<LawMistake>) {
        let mut mistakes = Vec::new();
        // What is no date breaks the schema already.
        let day = |reading: &Reading<String>| Date::parse(reading.text()?);
        let mut edition = Self {
            row,
            promulgated: day(&law.promulgated),
            from: day(&law.effective_from),
            until: day(&law.ends_on),
            count: law.article_count.given().copied(),
            ..Self::default()
        };
        let is_ended = matches!(
            law.status.given(),
            Some(LawStatus::Repealed | LawStatus::Amended)
        );
        if edition.until.is_none() && is_ended {
            edition.until = as_of;
        }
        if let (Some(from), Some(until)) = (edition.from, edition.until)
            && law.ends_on.is_given()
            && until <= from
        {
            mistakes.push(LawMistake::new(
                LawMistakeKind::EndsBeforeItBegins,
                law.ends_on.span(),
                law,
            ));
            edition.until = None;
        }
        for article in law.articles.rows() {
            match one_place(&article.article) {
                Some(place) => {
                    let key = (place.article, place.insertion);
                    if edition.articles.insert(key, Shape::of(article)).is_some() {
                        mistakes.push(LawMistake::new(
                            LawMistakeKind::ArticleTwice(text(&article.article)),
                            article.article.span(),
                            law,
                        ));
                    }
                }
                None => mistakes.push(unreadable(&article.article, law)),
            }
        }
        for step in law.renumbered.rows() {
            let (from, to) = (one_place(&step.article), one_place(&step.becomes));
            for (reading, place) in [(&step.article, from), (&step.becomes, to)] {
                if place.is_none() {
                    mistakes.push(unreadable(reading, law));
                }
            }
            if let (Some(from), Some(to)) = (from, to) {
                edition.renumbered.insert(from, to);
            }
        }
        (edition, mistakes)
    }

    /// Whether it is in force on a day.
    #[must_use]
    pub fn is_in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether it was in force before a day and is not any more.
    #[must_use]
    pub fn has_ended(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until <= day)
    }

    /// Whether it is not yet in force on a day.
    #[must_use]
    pub fn is_coming(&self, day: Date) -> bool {
        self.from.is_some_and(|from| day < from)
    }

    /// What an article is made of, where the register says.
    #[must_use]
    pub fn shape(&self, place: Article) -> Option<&Shape> {
        self.articles.get(&(place.article, place.insertion))
    }

    /// Whether it has a place; none where the register does not say.
    #[must_use]
    pub fn has(&self, place: Article) -> Option<bool> {
        let Some(shape) = self.shape(place) else {
            // An inserted article that is not listed may all the same be there.
            if place.insertion > 0 {
                return None;
            }
            return self.count.map(|count| place.article <= count);
        };
        shape.has(place)
    }

    /// Where a place stands in the next version: the place itself, or the article that holds it.
    pub(super) fn becomes(&self, place: Article) -> Option<Article> {
        if let Some(to) = self.renumbered.get(&place) {
            return Some(*to);
        }
        let paragraph = Article {
            item: 0,
            subitem: 0,
            ..place
        };
        let article = Article {
            paragraph: 0,
            ..paragraph
        };
        if let Some(to) = self.renumbered.get(&paragraph) {
            let (item, subitem) = (place.item, place.subitem);
            return Some(Article {
                item,
                subitem,
                ..*to
            });
        }
        // Of the article alone: whether its paragraphs are the same ones is not said.
        self.renumbered.get(&article).copied()
    }
}

impl Shape {
    fn of(article: &LawArticle) -> Self {
        let text = article.text.text().map(str::to_owned);
        let mut shape = match &text {
            Some(text) => Self::of_text(text),
            None => Self::default(),
        };
        if let Some(paragraphs) = article.paragraphs.given() {
            shape.paragraphs = Some(*paragraphs);
        }
        if article.item_counts.is_given() {
            let counts = article.item_counts.rows().iter();
            shape.items = counts.filter_map(|count| count.given().copied()).collect();
        }
        shape.text = text;
        shape
    }

    /// What the text of an article is made of: a line is a paragraph, or an item of the one before it.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut items: Vec<u32> = Vec::new();
        for line in text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(MOST)
        {
            match (is_item(line), items.last_mut()) {
                (true, Some(count)) => *count += 1,
                _ => items.push(0),
            }
        }
        Self {
            paragraphs: u32::try_from(items.len()).ok().filter(|count| *count > 0),
            items,
            text: None,
        }
    }

    /// Whether the article has a place; none where the register does not say.
    pub(super) fn has(&self, place: Article) -> Option<bool> {
        if place.paragraph > 0 && place.paragraph > self.paragraphs? {
            return Some(false);
        }
        if place.item == 0 {
            return Some(true);
        }
        let counts: Vec<u32> = match place.paragraph {
            0 => self.items.clone(),
            paragraph => {
                let at = usize::try_from(paragraph - 1).ok()?;
                self.items.get(at).copied().into_iter().collect()
            }
        };
        let most = counts.into_iter().max()?;
        Some(place.item <= most)
    }

    /// In how many of the paragraphs an item of this number stands.
    #[must_use]
    pub fn paragraphs_with_item(&self, item: u32) -> usize {
        self.items.iter().filter(|count| **count >= item).count()
    }
}

/// （一） at the beginning of a line.
pub(crate) fn is_item(line: &str) -> bool {
    let bare = line.trim_start();
    bare.starts_with(['（', '(']) && marker::leading(bare).is_some()
}

fn one_place(reading: &Reading<String>) -> Option<Article> {
    match articles(reading.text()?)?.as_slice() {
        [place] => Some(*place),
        _ => None,
    }
}

fn text(reading: &Reading<String>) -> String {
    reading.text().unwrap_or_default().to_owned()
}

fn unreadable(reading: &Reading<String>, law: &RegisteredLaw) -> LawMistake {
    LawMistake::new(
        LawMistakeKind::NoArticle(text(reading)),
        reading.span(),
        law,
    )
}
