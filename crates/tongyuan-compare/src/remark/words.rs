//! The words that leave something open: data, in `words.toml`, all of them looked for in one pass over a text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;
use tongyuan_model::Key;
use tongyuan_model::noun::{Text, TextPlace};
use tongyuan_model::text::bracket;
use tongyuan_model::text::numeral;
use tongyuan_model::text::requirement::Requirement;

use super::Sign;

const DATA: &str = include_str!("words.toml");

/// So many words of one text are looked at: no text of a guide has more, and a hostile one costs no more.
const MOST: usize = 64;

/// What the file holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    fixed: Vec<String>,
    sign: Vec<Entry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Entry {
    of: String,
    places: Vec<String>,
    words: Vec<String>,
    parts: Vec<Vec<String>>,
    between: Vec<String>,
    then: Vec<String>,
    through: Vec<String>,
    after: Vec<String>,
    not_after: Vec<String>,
    not_before: Vec<String>,
    without: Vec<String>,
    closes: bool,
    whole: bool,
}

/// Every sign with the automaton that finds where one may begin.
struct Finder {
    automaton: Option<AhoCorasick>,
    /// The signs that begin with each word of the automaton; none for a fixed word.
    by_word: Vec<Vec<usize>>,
    signs: Vec<(Sign, Entry)>,
    /// The signs that are looked for in each place.
    places: HashMap<(Key, Key), HashSet<usize>>,
}

/// The signs that are built in. That their file is well-formed is a test.
static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let data: Data = toml::from_str(DATA).unwrap_or_default();
    Finder::of(data)
});

impl Finder {
    fn of(data: Data) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut by_word: Vec<Vec<usize>> = Vec::new();
        for word in data.fixed {
            words.push(word);
            by_word.push(Vec::new());
        }
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut signs = Vec::new();
        let mut places: HashMap<_, HashSet<usize>> = HashMap::new();
        for mut entry in data.sign {
            let Some(sign) = sign(&entry.of) else {
                continue;
            };
            let own = signs.len();
            for place in entry.places.iter().filter_map(|place| place_of(place)) {
                places.entry(place).or_default().insert(own);
            }
            for word in entry.words.drain(..).chain(product(&entry.parts)) {
                let number = *numbers.entry(word.clone()).or_insert_with(|| {
                    words.push(word);
                    by_word.push(Vec::new());
                    by_word.len() - 1
                });
                by_word[number].push(own);
            }
            // Of two words that fit, the longer one is meant.
            entry
                .between
                .sort_by_key(|word| std::cmp::Reverse(word.len()));
            entry.then.sort_by_key(|word| std::cmp::Reverse(word.len()));
            signs.push((sign, entry));
        }
        Self {
            // Every Chinese text is full of the bytes that words begin with.
            automaton: AhoCorasick::builder().prefilter(false).build(words).ok(),
            by_word,
            signs,
            places,
        }
    }
}

fn sign(name: &str) -> Option<Sign> {
    Some(match name {
        "catch-all" => Sign::CatchAll,
        "open-list" => Sign::OpenList,
        "vague" => Sign::Vague,
        "discretionary" => Sign::Discretionary,
        "dangling" => Sign::Dangling,
        "channel-restricting" => Sign::ChannelRestricting,
        "of-persons" => Sign::OfPersons,
        "of-organisations" => Sign::OfOrganisations,
        "placeholder" => Sign::Placeholder,
        _ => return None,
    })
}

fn place_of(path: &str) -> Option<(Key, Key)> {
    let (field, key) = path.split_once('.')?;
    Some((Key::of_word(field)?.0, Key::of_word(key)?.0))
}

/// Every way to take one word of each list.
fn product(parts: &[Vec<String>]) -> Vec<String> {
    if parts.is_empty() {
        return Vec::new();
    }
    parts.iter().fold(vec![String::new()], |begun, part| {
        let with = |start: &String| {
            part.iter()
                .map(move |word| format!("{start}{word}"))
                .collect::<Vec<_>>()
        };
        begun.iter().flat_map(with).collect()
    })
}

/// Tells of every sign in a text, with the bytes that it takes.
pub(super) fn find(text: &Text<'_>, mut tell: impl FnMut(Sign, Range<usize>)) {
    let finder = &*FINDER;
    let TextPlace { field, key, .. } = text.at;
    let (Some(automaton), Some(here)) = (&finder.automaton, finder.places.get(&(field, key)))
    else {
        return;
    };
    let mut fixed: Vec<Range<usize>> = Vec::new();
    let mut begun: Vec<(Range<usize>, usize)> = Vec::new();
    for found in automaton.find_overlapping_iter(text.text) {
        let signs = &finder.by_word[found.pattern().as_usize()];
        if signs.is_empty() {
            fixed.push(found.range());
        }
        let own = signs.iter().filter(|number| here.contains(number));
        begun.extend(own.map(|number| (found.range(), *number)));
    }
    if begun.is_empty() {
        return;
    }
    let text = text.text;
    let quoted = quotations(text);
    let mut told: Vec<(Sign, Range<usize>)> = Vec::new();
    // The longest of several words that begin together is meant, and the first of those that overlap.
    begun.sort_by_key(|(word, number)| (word.start, std::cmp::Reverse(word.end), *number));
    for (word, number) in begun.into_iter().take(MOST) {
        let (sign, entry) = &finder.signs[number];
        let is_fixed = fixed
            .iter()
            .any(|fixed| fixed.start <= word.start && word.end <= fixed.end);
        let is_quoted = !entry.whole && quoted.iter().any(|quoted| quoted.contains(&word.start));
        if is_fixed || is_quoted {
            continue;
        }
        let is_name = key == Key::Name && field == Key::Materials;
        if let Some(at) = entry.meant(text, &word, is_name) {
            let is_told = told
                .iter()
                .any(|(own, range)| own == sign && range.end > at.start);
            if !is_told {
                told.push((*sign, at));
            }
        }
    }
    for (sign, at) in told {
        tell(sign, at);
    }
}

impl Entry {
    /// The bytes that the sign takes where it begins with this word and is meant.
    fn meant(&self, text: &str, word: &Range<usize>, is_name: bool) -> Option<Range<usize>> {
        let ahead = &text[..word.start];
        let follows = |words: &[String]| words.iter().any(|word| ahead.ends_with(word.as_str()));
        let is_taken_back = self.without.iter().any(|word| text.contains(word.as_str()));
        if !(self.after.is_empty() || follows(&self.after))
            || follows(&self.not_after)
            || is_taken_back
        {
            return None;
        }
        let behind = &text[word.end..];
        let is_barred = self.not_before.iter().any(|bar| match bar.as_str() {
            "#" => behind.starts_with(numeral::begins),
            bar => behind.starts_with(bar),
        });
        if is_barred {
            return None;
        }
        let is_end = |end: usize| {
            if self.whole {
                bare(text, is_name) == (word.start..end)
            } else {
                !self.closes || closes(&text[end..])
            }
        };
        let mut at = word.end;
        loop {
            let rest = &text[at..];
            if self.then.is_empty() {
                return is_end(at).then_some(word.start..at);
            }
            let begins = |word: &String| rest.starts_with(word.as_str());
            if !self.through.is_empty() {
                let is_clause = self.through.iter().any(begins);
                return self
                    .after_clause(rest)
                    .filter(|_| is_clause)
                    .map(|len| word.start..at + len);
            }
            let mut thens = self.then.iter();
            if let Some(then) = thens.find(|then| begins(then) && is_end(at + then.len())) {
                return Some(word.start..at + then.len());
            }
            at += self.between.iter().find(|word| begins(word))?.len();
        }
    }

    /// How far a clause goes that ends with one of `then`.
    fn after_clause(&self, rest: &str) -> Option<usize> {
        const LONGEST: usize = 30;
        let end = rest
            .char_indices()
            .take(LONGEST)
            .find(|(_, c)| matches!(c, '，' | ',' | '。' | '；' | ';' | '\n' | '（' | '('))
            .map_or(rest.len(), |(at, _)| at);
        let clause = &rest[..end];
        self.then
            .iter()
            .any(|then| clause.ends_with(then.as_str()))
            .then_some(end)
    }
}

/// Whether a clause ends here; what only says in which form it is wanted may follow.
fn closes(rest: &str) -> bool {
    /// What follows a name says within so many characters in which form it is wanted.
    const NEAR: usize = 80;
    let end = rest
        .char_indices()
        .nth(NEAR)
        .map_or(rest.len(), |(at, _)| at);
    let rest = rest[..end].trim_start();
    if rest.is_empty() || rest.starts_with(['。', '；', ';', '，', ',', '、', '）', ')', '\n'])
    {
        return true;
    }
    let groups = bracket::groups(rest);
    let inner = groups.first().filter(|group| group.outer.start == 0);
    let behind = inner.map_or(rest, |group| &rest[group.inner.clone()]);
    let read = Requirement::read_remark(behind);
    read.has_facets() && read.notes.is_empty()
}

/// The bytes of a text without what stands around it: blanks, closing marks, quotation marks, and with a name the form in which
/// the thing is wanted.
fn bare(text: &str, is_name: bool) -> Range<usize> {
    let whole = if is_name {
        let read = Requirement::read(text);
        let range = read.name_range();
        if range.is_empty() {
            0..text.len()
        } else {
            range
        }
    } else {
        0..text.len()
    };
    let is_around = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '。' | '；' | ';' | '，' | ',' | '：' | ':' | '《' | '》' | '“' | '”'
            )
    };
    let piece = &text[whole.clone()];
    let start = whole.start + (piece.len() - piece.trim_start_matches(is_around).len());
    let end = whole.start + piece.trim_end_matches(is_around).len();
    if start < end { start..end } else { whole }
}

/// What stands in quotation marks or book title marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('“', '”'), ('《', '》'), ('「', '」'), ('『', '』')] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|start| at + start) {
            let Some(end) = text[start..].find(close).map(|end| start + end) else {
                break;
            };
            found.push(start..end);
            at = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_well_formed() {
        let data: Data = toml::from_str(DATA).unwrap();
        for entry in &data.sign {
            assert!(sign(&entry.of).is_some(), "{entry:?}");
            assert!(!entry.places.is_empty(), "{entry:?}");
            for place in &entry.places {
                assert!(place_of(place).is_some(), "{place}");
            }
        }
        assert!(FINDER.automaton.is_some());
    }
}
