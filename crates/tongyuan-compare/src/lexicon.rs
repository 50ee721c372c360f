//! The words that mean the same, and the words that carry no requirement: data, in `lexicon/lexicon.toml`.
//!
//! Two names of one document, person or unit are no difference. Two ways of asking for the same thing are a difference
//! of wording.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use serde::Deserialize;

use crate::normalise;
use crate::statement;

const DATA: &str = include_str!("lexicon/lexicon.toml");

/// What the file holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    alias: Vec<Entry>,
    synonym: Vec<Entry>,
    near: Vec<Entry>,
    lead: Lead,
}

/// Words that are read as one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    is: String,
    also: Vec<String>,
    #[serde(default)]
    only: Guard,
    #[cfg_attr(not(test), allow(dead_code))]
    example: [String; 2],
    #[cfg_attr(not(test), allow(dead_code))]
    but: Option<[String; 2]>,
}

/// Where alone a word is read as another. In the lists, `#` is any digit.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
struct Guard {
    /// One of these follows.
    before: Vec<String>,
    /// None of these follows.
    not_before: Vec<String>,
    /// One of these stands in front.
    after: Vec<String>,
    /// None of these stands in front.
    not_after: Vec<String>,
    /// A clause begins with the word.
    opens: bool,
    /// A clause ends with the word.
    closes: bool,
    /// The clause in which it stands ends with one of these.
    clause_ends: Vec<String>,
}

/// The words that beginnings without a requirement are made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lead {
    labels: Vec<String>,
    label_words: Vec<String>,
    label_kinds: Vec<Vec<String>>,
    polite: Vec<String>,
    subjects: Vec<String>,
    modals: Vec<String>,
    adverbs: Vec<String>,
    verbs: Vec<String>,
    not_after: Vec<String>,
    after: Vec<String>,
    needed: Vec<String>,
}

/// The lexicon that is built in.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) aliases: Readings,
    pub(crate) synonyms: Readings,
    pub(crate) near: Readings,
    lead: Lead,
    /// The characters that a label, a request or the one who is asked can begin with.
    first: HashSet<char>,
}

impl Lead {
    /// The characters that a beginning without a requirement can begin with.
    fn first(&self) -> HashSet<char> {
        let lists = [
            &self.labels,
            &self.label_words,
            &self.polite,
            &self.subjects,
            &self.modals,
            &self.adverbs,
            &self.verbs,
            &self.needed,
        ];
        let words = lists.into_iter().flatten();
        words.filter_map(|word| word.chars().next()).collect()
    }
}

/// The lexicon that is built in. That its file is well-formed is a test.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data: Data = toml::from_str(DATA).unwrap_or_default();
    let mut lead = data.lead;
    for words in [
        &mut lead.labels,
        &mut lead.label_words,
        &mut lead.polite,
        &mut lead.subjects,
        &mut lead.modals,
        &mut lead.adverbs,
        &mut lead.verbs,
        &mut lead.not_after,
        &mut lead.after,
        &mut lead.needed,
    ] {
        for word in words.iter_mut() {
            *word = normalise::signs_and_figures(word);
        }
        // Of two words that fit, the longer one is meant.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    }
    Lexicon {
        aliases: Readings::guarded(pairs(&data.alias)),
        synonyms: Readings::guarded(pairs(&data.synonym)),
        near: Readings::guarded(pairs(&data.near)),
        first: lead.first(),
        lead,
    }
});

fn pairs(entries: &[Entry]) -> impl Iterator<Item = (&str, &str, Guard)> {
    entries.iter().flat_map(|entry| {
        let is = entry.is.as_str();
        // A word that is read as nothing has no name of its own.
        let own = (!is.is_empty()).then(|| (is, is, Guard::default()));
        let others = entry.also.iter();
        let others = others.map(move |other| (is, other.as_str(), entry.only.clone()));
        own.into_iter().chain(others)
    })
}

/// Words that are read as others: all of them in one pass over a text, the longest first.
#[derive(Clone, Debug)]
pub(crate) struct Readings {
    finder: Option<AhoCorasick>,
    /// For each word that is found what it may be read as: the first whose guard lets it.
    kept: Vec<Vec<(Guard, String)>>,
}

impl Readings {
    /// Of pairs, the second word is read as the first. Both may be written in any form.
    pub(crate) fn of<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Self {
        Self::guarded(pairs.map(|(is, other)| (is, other, Guard::default())))
    }

    fn guarded<'p>(pairs: impl Iterator<Item = (&'p str, &'p str, Guard)>) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut kept: Vec<Vec<(Guard, String)>> = Vec::new();
        let mut places = HashMap::new();
        for (is, other, guard) in pairs {
            let other = normalise::signs_and_figures(other);
            let place = *places.entry(other.clone()).or_insert_with(|| {
                words.push(other);
                kept.push(Vec::new());
                kept.len() - 1
            });
            kept[place].push((guard, normalise::signs_and_figures(is)));
        }
        // What holds everywhere is asked last.
        for readings in &mut kept {
            readings.sort_by_key(|(guard, _)| *guard == Guard::default());
        }
        Self {
            finder: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(words)
                .ok(),
            kept,
        }
    }

    /// Whether two different texts are one as soon as these words are.
    pub(crate) fn makes_equal(&self, a: &str, b: &str) -> bool {
        let Some(finder) = &self.finder else {
            return false;
        };
        (finder.is_match(a) || finder.is_match(b))
            && self.apply(a.to_owned()) == self.apply(b.to_owned())
    }

    /// The text with the words that it is read as.
    pub(crate) fn apply(&self, text: String) -> String {
        let Some(finder) = self.finder.as_ref() else {
            return text;
        };
        let mut next = finder.find(&text);
        if next.is_none() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        while let Some(found) = next {
            let around = (&text[..found.start()], &text[found.end()..]);
            let mut readings = self.kept[found.pattern().as_usize()].iter();
            let from = match readings.find(|(guard, _)| guard.lets(around)) {
                Some((_, is)) => {
                    out.push_str(&text[done..found.start()]);
                    out.push_str(is);
                    done = found.end();
                    done
                }
                // A word that is read as it stands holds up no other that begins inside it.
                None => {
                    let first = text[found.start()..].chars().next();
                    found.start() + first.map_or(1, char::len_utf8)
                }
            };
            next = finder.find(Input::new(&text).range(from..));
        }
        out.push_str(&text[done..]);
        out
    }
}

impl Guard {
    /// Whether a word may be read as another between these two texts.
    fn lets(&self, (ahead, behind): (&str, &str)) -> bool {
        const ENDS: [char; 6] = [',', ';', '。', ':', ')', '\n'];
        const BEGINS: [char; 6] = [',', ';', '。', ':', '(', '\n'];
        let digit = |c: char| c.is_ascii_digit();
        let follows = |word: &String| match word.as_str() {
            "#" => behind.starts_with(digit),
            word => behind.starts_with(word),
        };
        let precedes = |word: &String| match word.as_str() {
            "#" => ahead.ends_with(digit),
            word => ahead.ends_with(word),
        };
        let clause = || behind.split(ENDS).next().unwrap_or_default();
        (self.before.is_empty() || self.before.iter().any(follows))
            && !self.not_before.iter().any(follows)
            && (self.after.is_empty() || self.after.iter().any(precedes))
            && !self.not_after.iter().any(precedes)
            && (!self.opens || ahead.is_empty() || ahead.ends_with(BEGINS))
            && (!self.closes || behind.is_empty() || behind.starts_with(ENDS))
            && (self.clause_ends.is_empty()
                || self.clause_ends.iter().any(|end| clause().ends_with(end)))
    }
}

impl Lexicon {
    /// A text in its normal form without the labels and requests that it begins with; never nothing of a text that is something.
    pub(crate) fn without_lead<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text;
        loop {
            // Most texts begin with what they are about.
            if !rest.starts_with(|first| self.first.contains(&first)) {
                return rest;
            }
            let next = self
                .label(rest)
                .or_else(|| self.request(rest))
                .or_else(|| strip(rest, &self.lead.needed))
                .or_else(|| self.subject(rest));
            match next.filter(|next| !next.trim_matches([':', ',', '、']).is_empty()) {
                Some(next) => rest = next,
                None => return rest,
            }
        }
    }

    /// Whether a text in its normal form is nothing but a label or a request.
    pub(crate) fn is_only_lead(&self, text: &str) -> bool {
        const ANYTHING: &str = "甲";
        text.starts_with(|first| self.first.contains(&first))
            && [":", ""]
                .iter()
                .any(|mark| self.without_lead(&format!("{text}{mark}{ANYTHING}")) == ANYTHING)
    }

    /// Whether two texts in their normal form begin with labels that hand over different things: 咨询电话:, 投诉电话:.
    pub(crate) fn labels_differ(&self, a: &str, b: &str) -> bool {
        let kinds = (self.kind_of_label(a), self.kind_of_label(b));
        matches!(kinds, (Some(own), Some(its)) if own != its)
    }

    /// Which of the kinds of label a text begins with, if one; the colon may be missing.
    fn kind_of_label(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        loop {
            if !rest.starts_with(|first| self.first.contains(&first)) {
                return None;
            }
            let kinds = self.lead.label_kinds.iter();
            if let Some(kind) = kinds.clone().position(|words| strip(rest, words).is_some()) {
                return Some(kind);
            }
            rest = strip(rest, &self.lead.label_words)?;
        }
    }

    /// 所需材料: ; the text behind it.
    fn label<'t>(&self, text: &'t str) -> Option<&'t str> {
        const LONGEST: usize = 16;
        let end = text
            .char_indices()
            .take(LONGEST)
            .find(|(_, c)| *c == ':')
            .map(|(at, _)| at)?;
        let mut words = &text[..end];
        let mut names_something = false;
        while !words.is_empty() {
            let named = strip(words, &self.lead.labels);
            names_something = named.is_some();
            words = named.or_else(|| strip(words, &self.lead.label_words))?;
        }
        names_something.then(|| &text[end + 1..])
    }

    /// 请您提供, 申请人还应当提交下列: ; the text behind it.
    fn request<'t>(&self, text: &'t str) -> Option<&'t str> {
        let lead = &self.lead;
        let mut rest = text;
        while let Some(next) = [&lead.polite, &lead.subjects, &lead.modals, &lead.adverbs]
            .into_iter()
            .find_map(|words| strip(rest, words))
        {
            rest = next;
        }
        let rest = strip(rest, &lead.verbs)?;
        if strip(rest, &lead.not_after).is_some() {
            return None;
        }
        let rest = strip(rest, &lead.after).unwrap_or(rest);
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        Some(rest)
    }

    /// The text behind the one who is asked, if it begins with it: 申请人, 办事人.
    pub(crate) fn without_subject<'t>(&self, text: &'t str) -> &'t str {
        strip(text, &self.lead.subjects).unwrap_or(text)
    }

    /// 申请人应当 …: who must is told by the row itself.
    fn subject<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rest = strip(text, &self.lead.subjects)?;
        if let Some(rest) = ["应当", "必须", "需要"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
        {
            return Some(rest);
        }
        let modal = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '应' | '须' | '需'))?;
        let behind = &rest[modal.len_utf8()..];
        statement::is_modality(modal, "", behind).then_some(behind)
    }
}

/// The text behind the first of these words that it begins with.
fn strip<'t>(text: &'t str, words: &[String]) -> Option<&'t str> {
    words
        .iter()
        .find_map(|word| text.strip_prefix(word.as_str()))
}

#[cfg(test)]
mod tests;
