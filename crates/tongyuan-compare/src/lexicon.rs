//! The words that mean the same, and the words that carry no requirement: data, in `lexicon/lexicon.toml`.
//!
//! Two names of one document, person or unit are no difference. Two ways of asking for the same thing are a difference
//! of wording.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
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
    #[cfg_attr(not(test), allow(dead_code))]
    example: [String; 2],
    #[cfg_attr(not(test), allow(dead_code))]
    but: Option<[String; 2]>,
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
        aliases: Readings::of(pairs(&data.alias)),
        synonyms: Readings::of(pairs(&data.synonym)),
        near: Readings::of(pairs(&data.near)),
        lead,
    }
});

fn pairs(entries: &[Entry]) -> impl Iterator<Item = (&str, &str)> {
    entries.iter().flat_map(|entry| {
        let own = std::iter::once((entry.is.as_str(), entry.is.as_str()));
        let others = entry
            .also
            .iter()
            .map(|other| (entry.is.as_str(), other.as_str()));
        own.chain(others)
    })
}

/// Words that are read as others: all of them in one pass over a text, the longest first.
#[derive(Clone, Debug)]
pub(crate) struct Readings {
    finder: Option<AhoCorasick>,
    kept: Vec<String>,
}

impl Readings {
    /// Of pairs, the second word is read as the first. Both may be written in any form.
    pub(crate) fn of<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Self {
        let (mut kept, mut others) = (Vec::new(), Vec::new());
        for (is, other) in pairs {
            kept.push(normalise::signs_and_figures(is));
            others.push(normalise::signs_and_figures(other));
        }
        Self {
            finder: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(others)
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
            && finder.replace_all(a, &self.kept) == finder.replace_all(b, &self.kept)
    }

    /// The text with the words that it is read as.
    pub(crate) fn apply(&self, text: String) -> String {
        match &self.finder {
            Some(finder) if finder.is_match(&text) => finder.replace_all(&text, &self.kept),
            _ => text,
        }
    }
}

impl Lexicon {
    /// A text in its normal form without the labels and requests that it begins with; never nothing of a text that is something.
    pub(crate) fn without_lead<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text;
        loop {
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
        !text.is_empty()
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
mod tests {
    use super::*;
    use crate::normalise::{Verdict, compare_texts};

    fn data() -> Data {
        toml::from_str(DATA).expect("the lexicon is well-formed")
    }

    #[test]
    fn every_alias_makes_its_example_equal() {
        for entry in data().alias {
            let [a, b] = &entry.example;
            assert!(matches!(compare_texts(a, b), Verdict::Same(_)), "{a} {b}");
        }
    }

    #[test]
    fn every_synonym_makes_its_example_a_matter_of_words() {
        for entry in data().synonym {
            let [a, b] = &entry.example;
            assert_eq!(compare_texts(a, b), Verdict::Wording, "{a} {b}");
        }
    }

    #[test]
    fn every_near_word_makes_its_example_a_doubt() {
        for entry in data().near {
            let [a, b] = &entry.example;
            let near = |text: &str| {
                LEXICON
                    .near
                    .apply(normalise::wording(&normalise::plain(text)))
            };
            assert_eq!(compare_texts(a, b), Verdict::Different, "{a} {b}");
            assert_eq!(near(a), near(b), "{a} {b}");
        }
    }

    #[test]
    fn what_an_entry_must_leave_alone() {
        let data = data();
        for entry in data.alias.iter().chain(&data.synonym) {
            if let Some([a, b]) = &entry.but {
                assert_eq!(compare_texts(a, b), Verdict::Different, "{a} {b}");
            }
        }
    }

    #[test]
    fn every_other_name_is_read_as_the_one() {
        let data = data();
        for entry in &data.alias {
            for other in &entry.also {
                assert_eq!(
                    normalise::plain(&format!("甲{other}")),
                    normalise::plain(&format!("甲{}", entry.is)),
                    "{other}"
                );
            }
        }
        for entry in &data.synonym {
            for other in &entry.also {
                let form =
                    |word: &str| normalise::wording(&normalise::plain(&format!("甲乙{word}丙丁")));
                assert_eq!(form(other), form(&entry.is), "{other}");
            }
        }
    }

    #[test]
    fn labels_of_different_kinds() {
        let differ =
            |a: &str, b: &str| LEXICON.labels_differ(&normalise::plain(a), &normalise::plain(b));
        assert!(differ("法定办结时限：5日", "承诺办结时限：5日"));
        assert!(differ("办理的法定时限5日", "承诺时限：5日"));
        assert!(differ("咨询电话", "监督电话"));
        assert!(!differ("投诉电话", "监督电话"));
        assert!(!differ("法定时限：5日", "5日"));
        assert!(!differ("时限：5日", "承诺时限：5日"));
        assert!(!differ("图样", "承诺书"));
    }

    #[test]
    fn what_hands_a_row_over() {
        let bare = |text: &str| LEXICON.without_lead(&normalise::plain(text)).to_owned();
        for text in [
            "请提供图样",
            "请您提交图样",
            "烦请携带图样",
            "需递交图样",
            "应当出具图样",
            "申请人还应提交图样",
            "请备齐图样",
            "办理所需的图样",
            "所需材料：图样",
            "申请材料清单如下：图样",
            "需提供：图样",
            "申请人应当提交下列图样",
        ] {
            assert_eq!(bare(text), "图样", "{text}");
        }
        for text in [
            "提供者名单",
            "准备金证明",
            "出具单位公章",
            "收取标准",
            "请示",
            "提交",
            "材料：",
            "甲方：图样",
            "应急预案",
            "受理：图样",
            "发放日期",
            "核发部门意见",
            "自备图样",
        ] {
            assert_eq!(bare(text), normalise::plain(text), "{text}");
        }
    }
}
