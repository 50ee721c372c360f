//! The register is asked, and says what is wrong with itself.

use super::*;
use crate::span::Span;
use crate::text::citation::{Citer, articles};

fn given(text: &str) -> Reading<String> {
    Reading::from_text(text, Span::default())
}

/// A version: title, number, promulgated, in force from.
fn version(name: &str, number: &str, promulgated: &str, from: &str) -> RegisteredLaw {
    RegisteredLaw {
        name: given(name),
        document_number: given(number),
        promulgated: given(promulgated),
        effective_from: given(from),
        ..RegisteredLaw::default()
    }
}

fn laws(rows: Vec<RegisteredLaw>) -> Laws {
    Laws::of(LegalRegister {
        laws: Reading::Given(rows, Span::default()),
        ..LegalRegister::default()
    })
}

fn place(text: &str) -> Article {
    articles(text).unwrap_or_default()[0]
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn two_versions() -> Laws {
    let mut old = version(
        "中华人民共和国示例法",
        "主席令第1号",
        "2010-01-09",
        "2010-02-01",
    );
    old.article_count = Reading::Given(123, Span::default());
    old.renumbered = Reading::Given(
        vec![Renumbering {
            article: given("第十四条"),
            becomes: given("第十五条"),
            ..Renumbering::default()
        }],
        Span::default(),
    );
    let new = version(
        "中华人民共和国示例法",
        "主席令第2号",
        "2023-12-11",
        "2024-01-20",
    );
    laws(vec![new, old])
}

#[test]
fn a_version_ends_where_the_next_begins() {
    let laws = two_versions();
    assert_eq!(laws.mistakes(), []);
    let editions = laws.titled("《示例法》");
    assert_eq!(editions.len(), 2);
    assert_eq!(editions[0].until, Some(day("2024-01-20")));
    assert!(editions[0].is_in_force(day("2024-01-19")));
    assert!(!editions[0].is_in_force(day("2024-01-20")));
    assert!(editions[1].is_coming(day("2024-01-19")));
    let moved = laws.renumbered(editions[0], editions[1], place("第十四条第三款"));
    assert_eq!(moved.map(|to| to.to_string()).as_deref(), Some("第十五条"));
    assert_eq!(
        laws.renumbered(editions[0], editions[1], place("第八条")),
        None
    );
}

#[test]
fn a_reference_may_say_which_version_it_means() {
    let laws = two_versions();
    let named = |text: &str| {
        let cited = Citer::default().read(text).remove(0);
        let (editions, named) = laws.find(&cited);
        (editions.len(), named.map(|own| own.row))
    };
    assert_eq!(named("《示例法》第八条"), (2, None));
    assert_eq!(named("《示例法》（2010年修订）第八条"), (2, Some(1)));
    assert_eq!(named("《示例法》（主席令第2号）第八条"), (2, Some(0)));
    assert_eq!(named("《别的法》第八条"), (0, None));
}

#[test]
fn shapes_follow_from_the_text() {
    let shape = Shape::of_text("第一款：\n（一）甲；\n(二)乙。\n第二款。");
    assert_eq!(
        (shape.paragraphs, shape.items.as_slice()),
        (Some(2), &[2, 0][..])
    );
    let has = |text: &str| shape.has(place(text));
    assert_eq!(has("第一条第二款"), Some(true));
    assert_eq!(has("第一条第三款"), Some(false));
    assert_eq!(has("第一条第一款第（二）项"), Some(true));
    assert_eq!(has("第一条第二款第（一）项"), Some(false));
    assert_eq!(has("第一条第（三）项"), Some(false));
}

#[test]
fn an_article_that_is_not_listed_is_known_by_its_number_alone() {
    let laws = two_versions();
    let old = laws.titled("示例法")[0];
    assert_eq!(old.has(place("第一百二十三条第九款")), Some(true));
    assert_eq!(old.has(place("第一百二十四条")), Some(false));
    assert_eq!(old.has(place("第一百二十三条之一")), None);
}

#[test]
fn mistakes_are_named_and_the_rest_is_used() {
    let kinds = |rows| -> Vec<LawMistakeKind> {
        let laws = laws(rows);
        laws.mistakes().iter().map(|own| own.kind.clone()).collect()
    };
    let one = || version("甲办法", "甲令第1号", "2010-01-01", "2010-02-01");
    let two = || version("乙办法", "乙令第2号", "2012-01-01", "2012-02-01");
    assert_eq!(
        kinds(vec![one(), one()]),
        [LawMistakeKind::SameVersionTwice]
    );
    let mut long = one();
    long.ends_on = given("2020-01-01");
    let later = version("甲办法", "甲令第3号", "2015-01-01", "2015-02-01");
    assert_eq!(
        kinds(vec![long, later]),
        [LawMistakeKind::TwoInForce(day("2015-02-01"))]
    );
    let mut early = one();
    early.ends_on = given("2010-01-01");
    assert_eq!(kinds(vec![early]), [LawMistakeKind::EndsBeforeItBegins]);
    let mut orphan = one();
    orphan.repealed_by = given("丙办法（2020-01-01）");
    assert_eq!(
        kinds(vec![orphan]),
        [LawMistakeKind::NotThere("丙办法（2020-01-01）".into())]
    );
    let (mut first, mut second) = (one(), two());
    first.repealed_by = given("乙令第2号");
    second.repealed_by = given("甲办法（2010-01-01）");
    assert_eq!(kinds(vec![first, second]), [LawMistakeKind::Cycle]);
}

#[test]
fn what_repealed_a_law_ends_it() {
    let mut old = version("甲办法", "甲令第1号", "2010-01-01", "2010-02-01");
    old.repealed_by = given("乙令第2号");
    let laws = laws(vec![
        old,
        version("乙办法", "乙令第2号", "2012-01-01", "2012-02-01"),
    ]);
    let old = laws.titled("甲办法")[0];
    assert_eq!(old.until, Some(day("2012-02-01")));
    assert_eq!(laws.successor(old).map(|own| own.row), Some(1));
}
