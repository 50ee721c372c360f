//! Every entry is held to its examples, and to what it must leave alone.

use super::*;
use crate::normalise::{Verdict, compare_texts};

const NONE: Vec<[String; 2]> = Vec::new();

fn data() -> Data {
    toml::from_str(DATA).expect("the lexicon is well-formed")
}

#[test]
fn every_alias_makes_its_example_equal() {
    let entries = data().alias.into_iter().map(|entry| entry.example);
    let wrong = entries.filter(|[a, b]| !matches!(compare_texts(a, b), Verdict::Same(_)));
    assert_eq!(wrong.collect::<Vec<_>>(), NONE);
}

#[test]
fn every_synonym_makes_its_example_a_matter_of_words() {
    let entries = data().synonym.into_iter().map(|entry| entry.example);
    let wrong = entries.filter(|[a, b]| compare_texts(a, b) != Verdict::Wording);
    assert_eq!(wrong.collect::<Vec<_>>(), NONE);
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
    let entries = data.alias.into_iter().chain(data.synonym);
    let wrong = entries
        .filter_map(|entry| entry.but)
        .filter(|[a, b]| compare_texts(a, b) != Verdict::Different);
    assert_eq!(wrong.collect::<Vec<_>>(), NONE);
}

#[test]
fn every_other_name_is_read_as_the_one() {
    let data = data();
    // Those with a guard are held by their examples.
    let everywhere = |entry: &&Entry| entry.only == Guard::default();
    let pairs = |entries: &[Entry], form: &dyn Fn(&str) -> String| -> Vec<[String; 2]> {
        entries
            .iter()
            .filter(everywhere)
            .flat_map(|entry| entry.also.iter().map(move |other| (&entry.is, other)))
            .map(|(is, other)| [form(is), form(other)])
            .filter(|[is, other]| is != other)
            .collect()
    };
    let alias = |word: &str| normalise::plain(&format!("甲{word}"));
    assert_eq!(pairs(&data.alias, &alias), NONE);
    let synonym = |word: &str| normalise::wording(&normalise::plain(&format!("甲乙{word}丙丁")));
    assert_eq!(pairs(&data.synonym, &synonym), NONE);
}

/// A word that two entries read differently everywhere would be read by chance.
#[test]
fn no_two_entries_read_a_word_differently() {
    let data = data();
    for entries in [&data.alias, &data.synonym, &data.near] {
        let mut seen = HashMap::new();
        let everywhere = pairs(entries).filter(|(.., guard)| *guard == Guard::default());
        let wrong: Vec<_> = everywhere
            .filter(|(is, other, _)| seen.insert(*other, *is).is_some_and(|before| before != *is))
            .map(|(is, other, _)| [is, other])
            .collect();
        assert_eq!(wrong, Vec::<[&str; 2]>::new());
    }
}

#[test]
fn where_alone_a_word_is_read() {
    let only = |guard: Guard| Readings::guarded([("", "乙", guard)].into_iter());
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let cases = [
        (Guard::default(), "甲乙丙", "甲丙"),
        (
            Guard {
                before: list(&["丙"]),
                ..Guard::default()
            },
            "乙丙乙丁",
            "丙乙丁",
        ),
        (
            Guard {
                before: list(&["#"]),
                ..Guard::default()
            },
            "乙3乙丁",
            "3乙丁",
        ),
        (
            Guard {
                not_before: list(&["丙"]),
                ..Guard::default()
            },
            "乙丙乙丁",
            "乙丙丁",
        ),
        (
            Guard {
                after: list(&["#"]),
                ..Guard::default()
            },
            "3乙丁乙",
            "3丁乙",
        ),
        (
            Guard {
                not_after: list(&["丁"]),
                ..Guard::default()
            },
            "3乙丁乙",
            "3丁乙",
        ),
        (
            Guard {
                opens: true,
                ..Guard::default()
            },
            "乙甲乙,乙丙",
            "甲乙,丙",
        ),
        (
            Guard {
                closes: true,
                ..Guard::default()
            },
            "乙甲乙,甲乙",
            "乙甲,甲",
        ),
        (
            Guard {
                clause_ends: list(&["的"]),
                ..Guard::default()
            },
            "乙甲的,乙丙",
            "甲的,乙丙",
        ),
    ];
    for (guard, text, read) in cases {
        assert_eq!(only(guard).apply(text.to_owned()), read, "{text}");
    }
    let both = [
        ("甲", "乙", Guard::default()),
        (
            "丙",
            "乙",
            Guard {
                opens: true,
                ..Guard::default()
            },
        ),
    ];
    assert_eq!(
        Readings::guarded(both.into_iter()).apply("乙乙".to_owned()),
        "丙甲"
    );
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
