//! The phrases that the rules of a repository forbid: of all rules together, so that each text is gone through once.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use tongyuan_model::{Key, Span, View, ViewValue};

/// No repository forbids more, in bytes.
const MOST_BYTES: usize = 1024 * 1024;

/// The forbidden phrases of all rules, with what each rule excepts.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    automaton: Option<AhoCorasick>,
    /// For each phrase the number of its rule, and whether it is an exception.
    of: Vec<(usize, bool)>,
}

/// Forbidden phrases in one text.
#[derive(Debug)]
pub(crate) struct Hit<'v> {
    /// The number of the rule.
    pub(crate) rule: usize,
    /// The text.
    pub(crate) text: &'v str,
    /// Where it stands.
    pub(crate) span: Span,
    /// Where each phrase stands in the text, in bytes.
    pub(crate) at: Vec<(usize, usize)>,
    /// The keys that lead to the text.
    pub(crate) keys: Vec<Key>,
    /// The rows on the way, as in [`Selected`](super::select::Selected).
    pub(crate) rows: Vec<(usize, usize)>,
    /// The row of the first list on the way.
    pub(crate) row: Option<&'v View>,
}

impl Phrases {
    /// Of the phrases of each rule, and its exceptions. None where there are too many to be looked for.
    pub(crate) fn of(rules: &[(usize, Vec<String>, Vec<String>)]) -> Option<Self> {
        let mut words: Vec<&str> = Vec::new();
        let mut of = Vec::new();
        for (rule, phrases, exceptions) in rules {
            for (list, is_exception) in [(phrases, false), (exceptions, true)] {
                words.extend(list.iter().map(String::as_str));
                of.extend(list.iter().map(|_| (*rule, is_exception)));
            }
        }
        if words.iter().map(|word| word.len()).sum::<usize>() > MOST_BYTES {
            return None;
        }
        let automaton = match words.is_empty() {
            true => None,
            false => Some(AhoCorasick::new(words).ok()?),
        };
        Some(Self { automaton, of })
    }

    /// Every text of a guide in which a rule forbids something; `looks` says whether a rule looks at the texts of a place.
    pub(crate) fn hits<'v>(
        &self,
        guide: &'v View,
        looks: &dyn Fn(usize, &[Key]) -> bool,
    ) -> Vec<Hit<'v>> {
        let mut hits = Vec::new();
        if let Some(automaton) = &self.automaton {
            let mut walk = Walk {
                phrases: self,
                automaton,
                looks,
                keys: Vec::new(),
                rows: Vec::new(),
                hits: &mut hits,
            };
            walk.through(guide, None);
        }
        hits
    }

    /// What each rule forbids in a text, without what its exceptions hold.
    fn in_text(&self, automaton: &AhoCorasick, text: &str) -> BTreeMap<usize, Vec<(usize, usize)>> {
        let mut found: BTreeMap<usize, (Vec<_>, Vec<_>)> = BTreeMap::new();
        for hit in automaton.find_overlapping_iter(text) {
            let Some((rule, is_exception)) = self.of.get(hit.pattern().as_usize()) else {
                continue;
            };
            let (phrases, exceptions) = found.entry(*rule).or_default();
            let list = if *is_exception { exceptions } else { phrases };
            list.push((hit.start(), hit.end()));
        }
        let left = found.into_iter().map(|(rule, (mut phrases, exceptions))| {
            phrases.retain(|(start, end)| {
                let mut holding = exceptions.iter();
                !holding.any(|(from, until)| from <= start && end <= until)
            });
            phrases.sort_unstable();
            (rule, phrases)
        });
        left.filter(|(_, phrases)| !phrases.is_empty()).collect()
    }
}

struct Walk<'w, 'v> {
    phrases: &'w Phrases,
    automaton: &'w AhoCorasick,
    looks: &'w dyn Fn(usize, &[Key]) -> bool,
    keys: Vec<Key>,
    rows: Vec<(usize, usize)>,
    hits: &'w mut Vec<Hit<'v>>,
}

impl<'v> Walk<'_, 'v> {
    fn through(&mut self, view: &'v View, row: Option<&'v View>) {
        match &view.value {
            ViewValue::Fields(fields) => {
                for (key, own) in fields {
                    self.keys.push(*key);
                    self.through(own, row);
                    self.keys.pop();
                }
            }
            ViewValue::Rows(rows) => {
                for (number, own) in rows.iter().enumerate() {
                    self.rows.push((self.keys.len(), number));
                    self.through(own, row.or(Some(own)));
                    self.rows.pop();
                }
            }
            ViewValue::One {
                value: serde_json::Value::String(text),
                is_text: true,
            } => {
                for (rule, at) in self.phrases.in_text(self.automaton, text) {
                    if (self.looks)(rule, &self.keys) {
                        self.hits.push(Hit {
                            rule,
                            text,
                            span: view.span,
                            at,
                            keys: self.keys.clone(),
                            rows: self.rows.clone(),
                            row,
                        });
                    }
                }
            }
            ViewValue::One { .. } | ViewValue::None | ViewValue::Unreadable => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_excuses_what_it_holds_and_no_more() {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let phrases = Phrases::of(&[
            (0, owned(&["原则上"]), owned(&["原则上同意"])),
            (3, owned(&["上同", "原则"]), owned(&[])),
        ])
        .unwrap();
        let automaton = phrases.automaton.as_ref().unwrap();
        let at = |text: &str| -> Vec<(usize, Vec<(usize, usize)>)> {
            phrases.in_text(automaton, text).into_iter().collect()
        };
        assert_eq!(
            at("原则上同意，原则上三日"),
            [(0, vec![(18, 27)]), (3, vec![(0, 6), (6, 12), (18, 24)])]
        );
        assert_eq!(at("原则上同意"), [(3, vec![(0, 6), (6, 12)])]);
        assert!(at("三日").is_empty());
    }
}
