//! What each rule costs by itself, beside the whole check and the bare JSON parser.

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::Value;
use tongyuan::{Case, Registers, check};
use tongyuan_compare::remarks;
use tongyuan_extract::{Capture, extract_canonical};
use tongyuan_inspect::{
    Check, Document, Dossier, Facts, Policy, Published, Rule, families, family, judge, rules,
};
use tongyuan_tests::repository;
use tongyuan_tests::seeded::{self, Drift};

/// The rules that judge what a guide's own words say, beside those of the family `text`.
const OF_TEXTS: [&str; 12] = [
    "audience-mismatch",
    "condition-catch-all",
    "condition-channel-restricting",
    "condition-dangling",
    "condition-discretionary",
    "material-catch-all",
    "material-form-blank-missing",
    "material-open-list",
    "material-vague",
    "placeholder-value",
    "process-step-bare",
    "time-limit-unit-unclear",
];

/// What a rule may take of a whole check without a reason.
const MOST: f64 = 0.05;

/// Times every rule over guides of 5 KB that agree with both channels, judged by the registers of a repository.
pub(crate) fn speed(guides: usize, rounds: usize) {
    let registers = repository::registers("cnipa");
    let policy = repository::policy().with_registers(&registers);
    let made: Vec<_> = (0..guides as u64)
        .map(|seed| seeded::guide(seed, 5_000, Drift::None))
        .collect();
    let cases: Vec<Case> = made.iter().map(super::case).collect();
    let dossiers: Vec<Dossier> = cases.iter().map(dossier).collect();
    let facts: Vec<Facts<'_>> = dossiers
        .iter()
        .map(|own| Facts::of(own, &registers, &policy))
        .collect();
    let own_bytes = || made.iter().map(|own| own.canonical.as_str());
    let parsing = fastest(rounds, || {
        for text in own_bytes() {
            black_box(serde_json::from_str::<Value>(text).expect("it is JSON"));
        }
    });
    let whole = fastest(rounds, || checked(&cases, &registers, &policy));
    let pass = fastest(rounds, || {
        for dossier in &dossiers {
            black_box(remarks(&dossier.canonical.guide));
        }
    });
    let judging = |rule: &'static Rule| {
        fastest(rounds, || {
            for facts in &facts {
                black_box(judge(rule, facts));
            }
        })
    };
    let mut timed: Vec<(&'static Rule, Duration)> = rules()
        .filter(|rule| matches!(rule.check, Check::Dossier(_)))
        .map(|rule| (rule, judging(rule)))
        .collect();
    timed.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    print(&timed, guides, whole, parsing, pass);
}

fn print(
    timed: &[(&Rule, Duration)],
    guides: usize,
    whole: Duration,
    parsing: Duration,
    pass: Duration,
) {
    let each = |time: Duration| time.as_secs_f64() * 1e6 / guides as f64;
    let share = |time: Duration| time.as_secs_f64() / whole.as_secs_f64();
    let sum = |own: &dyn Fn(&Rule) -> bool| -> Duration {
        let own = timed.iter().filter(|(rule, _)| own(rule));
        own.map(|(_, time)| *time).sum()
    };
    let line = |name: &str, time: Duration| {
        println!("{name:34} {:>9.2} {:>8.2}", each(time), 100.0 * share(time));
    };
    println!(
        "\nrules: {guides} guides of 5 KB with both channels, the registers of fixtures/cnipa, one thread"
    );
    println!("{:34} {:>9} {:>8}", "", "µs each", "% of it");
    line("whole check", whole);
    line("all rules by themselves", sum(&|_| true));
    for (name, _) in families() {
        line(
            &format!("  family {name}"),
            sum(&|rule| family(rule) == *name),
        );
    }
    for (rule, time) in timed {
        line(rule.id, *time);
    }
    let of_texts = |rule: &Rule| family(rule) == "text" || OF_TEXTS.contains(&rule.id);
    let texts = pass + sum(&of_texts);
    println!(
        "text rules with their one pass: {:.1} µs a guide, of which the pass {:.1}; parsing the same source {:.1}: {:.2} ×",
        each(texts),
        each(pass),
        each(parsing),
        texts.as_secs_f64() / parsing.as_secs_f64()
    );
    let above = timed.iter().filter(|(_, time)| share(*time) > MOST);
    let above: Vec<&str> = above.map(|(rule, _)| rule.id).collect();
    println!(
        "rules above {:.0} % of the whole check: {}",
        100.0 * MOST,
        if above.is_empty() {
            "none".to_owned()
        } else {
            above.join(", ")
        }
    );
}

/// The fastest of some rounds.
fn fastest(rounds: usize, work: impl Fn()) -> Duration {
    let rounds = (0..rounds).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    rounds.min().unwrap_or_default()
}

fn checked(cases: &[Case], registers: &Registers, policy: &Policy) {
    for case in cases {
        black_box(check(case, registers, policy));
    }
}

/// What a check makes of a case before it judges.
fn dossier(case: &Case) -> Dossier {
    let published = case.published.iter().map(|(channel, capture)| Published {
        channel: *channel,
        document: document(capture),
    });
    Dossier {
        canonical: document(&case.canonical),
        published: published.collect(),
        ..Dossier::default()
    }
}

fn document(capture: &Capture) -> Document {
    let mut extracted = extract_canonical(capture);
    Document {
        file: capture.name.clone(),
        guide: extracted.guides.swap_remove(0),
        source: extracted.source,
        violations: extracted.violations,
        personal: extracted.personal,
        authors: extracted.authors,
        ..Document::default()
    }
}
