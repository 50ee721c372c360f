//! The laws that hold for every guide.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tongyuan::{Capture, Case, Channel, Date, Policy, Registers, check, read, rules};
use tongyuan_compare::{Burden, Departure, Difference, Terms, compare};
use tongyuan_inspect::{Check, Facts, family};
use tongyuan_model::{Guide, Reading};
use tongyuan_tests::repository::{cases, checked, fixtures};
use tongyuan_tests::seeded::{self, Drift};
use tongyuan_tests::workspace;

fn guides() -> Vec<(String, Guide)> {
    let mut all = Vec::new();
    for fixture in &fixtures() {
        for case in cases(fixture) {
            let published = case.published.iter().map(|(_, capture)| capture);
            for capture in std::iter::once(&case.canonical).chain(published) {
                let read = read(capture);
                if let Some(guide) = read.guides.first() {
                    all.push((capture.name.clone(), guide.clone()));
                }
            }
        }
    }
    all
}

/// Nothing departs from itself.
#[test]
fn a_guide_equals_itself() {
    for (name, guide) in guides() {
        for channel in [None, Some(Channel::Online), Some(Channel::InPerson)] {
            assert_eq!(
                compare(&Terms::default(), &guide, &guide, channel),
                [],
                "{name}"
            );
        }
    }
}

/// The order of materials and conditions has no meaning.
#[test]
fn a_permuted_list_equals_itself() {
    for (name, guide) in guides() {
        let mut permuted = guide.clone();
        if let Reading::Given(materials, _) = &mut permuted.materials {
            materials.reverse();
        }
        if let Reading::Given(conditions, _) = &mut permuted.conditions {
            let first = conditions.len().min(1);
            conditions.rotate_left(first);
        }
        if let Reading::Given(laws, _) = &mut permuted.legal_basis {
            laws.reverse();
        }
        assert_eq!(
            compare(&Terms::default(), &guide, &permuted, None),
            [],
            "{name}"
        );
    }
}

/// What A says otherwise than B, B says otherwise than A, with the sides exchanged.
#[test]
fn comparison_is_mirrored() {
    let guides = guides();
    for pair in guides.windows(2) {
        let (a, b) = (&pair[0].1, &pair[1].1);
        let mut there: Vec<_> = compare(&Terms::default(), a, b, None)
            .iter()
            .map(shape)
            .collect();
        let mut back: Vec<_> = compare(&Terms::default(), b, a, None)
            .iter()
            .map(|d| mirrored(shape(d)))
            .collect();
        there.sort();
        back.sort();
        assert_eq!(there, back, "{} and {}", pair[0].0, pair[1].0);
    }
}

type Shape = (String, Option<String>, Option<String>, Departure, Burden);

fn shape(d: &Difference) -> Shape {
    (
        format!("{:?}{:?}", d.field, d.degree),
        d.a.text.clone(),
        d.b.text.clone(),
        d.departure,
        d.burden,
    )
}

fn mirrored((field, a, b, departure, burden): Shape) -> Shape {
    let departure = match departure {
        Departure::Added => Departure::Removed,
        Departure::Removed => Departure::Added,
        Departure::Tightened => Departure::Loosened,
        Departure::Loosened => Departure::Tightened,
        other => other,
    };
    let burden = match burden {
        Burden::Adds => Burden::Relieves,
        Burden::Relieves => Burden::Adds,
        other => other,
    };
    (field, b, a, departure, burden)
}

/// One real change gives one finding: every substantive departure of a channel is spoken of by exactly one rule, and no rule
/// speaks of a departure twice.
#[test]
fn every_departure_has_one_rule() {
    let policy = tongyuan_tests::repository::policy();
    let registers = Registers::default();
    let sources: Vec<Guide> = guides()
        .into_iter()
        .filter(|(name, _)| name.contains("/guides/"))
        .map(|(_, guide)| guide)
        .collect();
    for pair in sources.windows(2) {
        // Two different items side by side depart in every way there is.
        let document = |guide: &Guide| tongyuan_inspect::Document {
            guide: guide.clone(),
            ..tongyuan_inspect::Document::default()
        };
        let dossier = tongyuan_inspect::Dossier {
            canonical: document(&pair[0]),
            published: vec![tongyuan_inspect::Published {
                channel: Channel::Online,
                document: document(&pair[1]),
            }],
            ..tongyuan_inspect::Dossier::default()
        };
        let facts = Facts::of(&dossier, &registers, &policy);
        let departures = &facts.comparisons[0].differences;
        let wanted = departures
            .iter()
            .filter(|d| {
                let is_row = matches!(
                    d.field,
                    tongyuan_model::Field::Materials | tongyuan_model::Field::Conditions
                );
                is_row || d.degree == tongyuan::Degree::Substantive
            })
            .count();
        let found = tongyuan_inspect::inspect(&dossier, &registers, &policy)
            .into_iter()
            .filter(|finding| {
                let is_of_family = |rule| family(rule) == "same-source";
                finding.channel.is_some() && finding.rule.built_in().is_some_and(is_of_family)
            })
            .filter(|finding| {
                !finding.rule.id().starts_with("stamp") && !finding.rule.id().starts_with("variant")
            })
            .count();
        assert_eq!(wanted, found);
    }
}

/// Keys tell findings apart, and hold nothing that changes from one run, place or language to the next.
#[test]
fn keys_are_unique_and_follow_the_finding() {
    let found = checked("apart").findings;
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for finding in &found {
        let other = seen.insert(&finding.key, finding.rule.id());
        assert_eq!(other, None, "{} shares a key", finding.rule.id());
    }
    // The same pages with three lines more at the top, under another folder.
    let registers = tongyuan_tests::repository::registers("apart");
    let policy = tongyuan_tests::repository::policy();
    let moved: Vec<String> = cases("apart")
        .into_iter()
        .flat_map(|case| {
            let shift = |capture: &Capture| {
                let name = capture.name.replace("fixtures/apart/", "elsewhere/");
                let mut bytes = capture.bytes.clone();
                if name.ends_with(".html") {
                    bytes.splice(0..0, *b"<!-- -->\n<!-- -->\n<!-- -->\n");
                } else if name.ends_with(".yaml") {
                    bytes.splice(0..0, *b"#\n#\n#\n");
                }
                Capture::new(name, bytes)
            };
            let mut moved = Case::new(shift(&case.canonical));
            for (channel, capture) in &case.published {
                moved = moved.published(*channel, shift(capture));
            }
            check(&moved, &registers, &policy).findings
        })
        .map(|finding| finding.key)
        .collect();
    let own: Vec<&String> = found
        .iter()
        .filter(|finding| is_of_one_guide(finding))
        .map(|finding| &finding.key)
        .collect();
    let mut own: Vec<String> = own.into_iter().cloned().collect();
    let mut moved = moved;
    own.sort();
    moved.sort();
    assert_eq!(own, moved);
}

/// Whether a finding is of a rule that looks at one guide with its published versions.
fn is_of_one_guide(finding: &tongyuan::Finding) -> bool {
    let check = finding.rule.built_in().map(|rule| rule.check);
    matches!(check, Some(Check::Dossier(_)))
}

/// A rule that is off finds nothing; the others find what they found.
#[test]
fn rules_are_independent() {
    let all = checked("apart");
    for off in rules().map(|rule| rule.id) {
        let mut policy = tongyuan_tests::repository::policy();
        policy.severities.insert(off.to_owned(), None);
        let registers = tongyuan_tests::repository::registers("apart");
        let rest: usize = cases("apart")
            .iter()
            .map(|case| check(case, &registers, &policy).findings.len())
            .sum();
        let wanted = all
            .findings
            .iter()
            .filter(|finding| finding.rule.id() != off)
            .filter(|finding| is_of_one_guide(finding))
            .count();
        assert_eq!(rest, wanted, "without {off}");
    }
}

/// The guides of the bench keep the schema and, where they agree, give nothing.
#[test]
fn seeded_guides_are_clean() {
    for (seed, bytes) in [(1, 5_000), (2, 20_000)] {
        let made = seeded::guide(seed, bytes, Drift::None);
        let size = made.canonical.len();
        assert!((bytes..bytes + bytes / 5).contains(&size), "{size}");
        let case = seeded_case(&made);
        let found = check(&case, &Registers::default(), &Policy::default());
        assert!(found.findings.is_empty(), "{:#?}", found.findings);
        let drifted = seeded::guide(seed, bytes, Drift::EveryRow);
        let found = check(
            &seeded_case(&drifted),
            &Registers::default(),
            &Policy::default(),
        );
        assert!(found.findings.len() > 20, "{}", found.findings.len());
    }
}

fn seeded_case(made: &seeded::Seeded) -> Case {
    Case::new(Capture::new("guides/x.json", made.canonical.as_bytes()))
        .published(
            Channel::Online,
            Capture::new("halls/online/x.json", made.online.as_bytes()),
        )
        .published(
            Channel::InPerson,
            Capture::new("halls/in-person/x.json", made.in_person.as_bytes()),
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// A number planted otherwise in one row is found, and gives one difference.
    #[test]
    fn a_planted_number_is_found_once(seed in 0_u64..500, row in 0_usize..20, more in 1_u32..5) {
        let made = seeded::guide(seed, 5_000, Drift::None);
        let read = read(&Capture::new("a.json", made.canonical.as_bytes()));
        let guide = read.guide().clone();
        let mut planted = guide.clone();
        if let Reading::Given(materials, _) = &mut planted.materials {
            let at = row % materials.len();
            let submission = materials[at].submission.given_mut().unwrap();
            let online = submission.online.given_mut().unwrap();
            let count = online.original.given_mut().unwrap();
            *count += more;
        }
        let found = compare(&Terms::default(), &guide, &planted, Some(Channel::Online));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].departure, Departure::Tightened);
        // The other hall is not touched by it.
        prop_assert_eq!(compare(&Terms::default(), &guide, &planted, Some(Channel::InPerson)), vec![]);
    }

    /// Any two texts compare the same way round, and never panic.
    #[test]
    fn any_texts_compare(a in ".{0,60}", b in ".{0,60}") {
        use tongyuan_compare::{Verdict, compare_texts};
        let is_same = |v: &Verdict| matches!(v, Verdict::Same(_));
        let (there, back) = (compare_texts(&a, &b), compare_texts(&b, &a));
        prop_assert_eq!(is_same(&there), is_same(&back));
        prop_assert!(is_same(&compare_texts(&a, &a)));
    }
}

/// A variant that has ended is told once, whether the page still shows it or already shows what the source says for all.
#[test]
fn an_ended_variant_is_one_finding() {
    let source = workspace::text("tests/examples/base.yaml");
    let promised = "承诺时限: {数值: 7, 单位: 工作日";
    assert!(source.contains(promised));
    let variant = "渠道差异:\n  - {字段: 办结时限.承诺时限, 渠道: 线上, 取值: {数值: 5, 单位: 工作日, 起算: 自受理之日起}, 理由: 试点, 依据: [示例知发〔2024〕3号], 截止日期: 2024-02-01}\n";
    let canonical = format!("{source}{variant}");
    let found = |days: &str| -> Vec<String> {
        let page = source.replace(promised, &promised.replace('7', days));
        let case = Case::new(Capture::new(
            "guides/example-pledge.yaml",
            canonical.as_str(),
        ))
        .published(
            Channel::Online,
            Capture::new("halls/online/example-pledge.yaml", page),
        )
        .published(
            Channel::InPerson,
            Capture::new("halls/in-person/example-pledge.yaml", source.as_str()),
        );
        let policy = Policy {
            today: Date::parse("2024-03-01"),
            ..Policy::default()
        };
        let checked = check(&case, &Registers::default(), &policy);
        checked
            .findings
            .iter()
            .map(|f| f.rule.id().to_owned())
            .collect()
    };
    assert_eq!(found("5"), ["variant-expired"]);
    assert_eq!(found("7"), ["variant-expired"]);
    assert_eq!(found("9"), ["variant-expired", "time-limit-altered"]);
}

/// A guide that contradicts itself is told of once, where it does: at the source where halls take it over, and not at all
/// where a field departs from the source and its passage does not.
#[test]
fn a_contradiction_is_told_where_it_is_made() {
    let base = workspace::text("tests/examples/base.yaml");
    let with = |days: &str, contract: &str, answer: &str| {
        let text = base
            .replace("承诺时限: {数值: 7,", &format!("承诺时限: {{数值: {days},"))
            .replace("{介质: 纸质, 原件: 1, 复印件: 1}", contract);
        format!("{text}常见问题:\n  - {{问题: 多久能办好？, 答复: {answer}}}\n")
    };
    let copies = |n: u32| format!("{{介质: 纸质, 原件: 1, 复印件: {n}}}");
    let (right, wrong) = ("7个工作日办结。", "9个工作日办结。");
    let own = "guide-contradicts-itself";
    let found = |source: &str, page: &str, fields: &[tongyuan_model::Field]| -> Vec<String> {
        let case = Case::new(Capture::new("guides/example-pledge.yaml", source)).published(
            Channel::Online,
            Capture::new("halls/online/example-pledge.yaml", page),
        );
        let mut policy = Policy::default();
        if !fields.is_empty() {
            policy.fields.insert(own.to_owned(), fields.to_vec());
        }
        let checked = check(&case, &Registers::default(), &policy);
        let told = |f: &tongyuan::Finding| format!("{} {}", f.rule.id(), f.location.file);
        let findings = checked.findings.iter();
        findings
            .map(told)
            .filter(|told| !told.starts_with("guide-unpublished"))
            .collect()
    };
    let clean = with("7", &copies(1), right);
    let slip = with("7", &copies(1), wrong);
    let (at_source, at_page) = (
        format!("{own} guides/example-pledge.yaml"),
        format!("{own} halls/online/example-pledge.yaml"),
    );
    assert_eq!(found(&clean, &clean, &[]), Vec::<String>::new());
    assert_eq!(found(&slip, &slip, &[]), std::slice::from_ref(&at_source));
    assert_eq!(found(&slip, &clean, &[]), [at_source]);
    assert_eq!(found(&clean, &slip, &[]), [at_page]);
    // The page's field departs, and its answer says what the source says.
    let altered = with("9", &copies(1), right);
    let altered_alone = "time-limit-altered halls/online/example-pledge.yaml";
    assert_eq!(found(&clean, &altered, &[]), [altered_alone]);
    // A step that is longer in one hall is a difference of the process.
    let longer = clean.replace("环节时限: 5个工作日", "环节时限: 12个工作日");
    let process = "process-altered halls/online/example-pledge.yaml";
    assert_eq!(found(&clean, &longer, &[]), [process]);
    // Limited to other fields, the rule says nothing.
    let fees = [tongyuan_model::Field::Fees];
    assert_eq!(found(&slip, &slip, &fees), Vec::<String>::new());
}
