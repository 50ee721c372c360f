//! What exactly is told of two guides: every difference with its facets, its burden, its doubt and both sides, in its order.
//!
//! `departures/*.jsonl` hold a case a line: what it is about, what the two guides state (`a`, `b`), and what is `found`, as
//! [`told`] writes it. A case may name the `channel`, and how days are counted (`days`). `agreed` holds what both say, where
//! that is asked for.

use serde_json::Value;
use tongyuan::{Capture, Channel, Guide, Terms, read};
use tongyuan_compare::{
    Burden, Confidence, Days, Degree, Departure, Difference, FacetDifference, Normalisation,
    compare, compare_in_full,
};
use tongyuan_tests::workspace;

fn guide(case: &Value, side: &str) -> Guide {
    let capture = Capture::new("case.json", case[side].to_string());
    let read = read(&capture);
    read.guides.into_iter().next().unwrap_or_default()
}

fn terms(case: &Value) -> Terms {
    Terms::default().with_days(match case["days"].as_str() {
        None => Days::ByLaw,
        Some("as-written") => Days::AsWritten,
        Some("working") => Days::Working,
        Some(other) => panic!("days are not counted {other}"),
    })
}

fn channel(case: &Value) -> Option<Channel> {
    case["channel"].as_str().map(|name| match name {
        "online" => Channel::Online,
        "in-person" => Channel::InPerson,
        other => panic!("no case is about {other}"),
    })
}

/// A difference in one line: field, row, departure, burden and doubt; the facets; both sides.
fn told(difference: &Difference) -> String {
    let row = difference.subject.as_ref().map_or(String::new(), |row| {
        let id = row.id.as_ref().map_or(String::new(), |id| format!("{id} "));
        format!(" [{id}{}]", row.name)
    });
    let degree = match (difference.degree, difference.confidence) {
        (Degree::Wording, Confidence::Certain) => "wording",
        (Degree::Wording, Confidence::NeedsReview) => "wording?",
        (Degree::Substantive, Confidence::Certain) => "substantive",
        (Degree::Substantive, Confidence::NeedsReview) => "substantive?",
    };
    let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let facets: String = difference
        .facets
        .iter()
        .map(|facet| {
            format!(
                " | {} {}→{}",
                facet.facet.key(),
                word(&facet.a),
                word(&facet.b)
            )
        })
        .collect();
    let steps: String = difference
        .normalised_by
        .iter()
        .map(|step| format!(" +{}", step.key()))
        .collect();
    format!(
        "{:?}{row} {:?} {degree} {:?}{facets} | {} ⇄ {}{steps}",
        difference.field,
        difference.departure,
        difference.burden,
        word(&difference.a.text),
        word(&difference.b.text),
    )
}

/// The same difference, seen from the other side.
fn mirrored(mut difference: Difference) -> Difference {
    difference.departure = match difference.departure {
        Departure::Added => Departure::Removed,
        Departure::Removed => Departure::Added,
        Departure::Tightened => Departure::Loosened,
        Departure::Loosened => Departure::Tightened,
        same => same,
    };
    difference.burden = difference.burden.reversed();
    for FacetDifference { a, b, .. } in &mut difference.facets {
        std::mem::swap(a, b);
    }
    std::mem::swap(&mut difference.a, &mut difference.b);
    // A row is called what the reference calls it.
    difference.subject = None;
    difference
}

fn nameless(mut difference: Difference) -> Difference {
    difference.subject = None;
    difference
}

fn tables() -> Vec<(String, Vec<Value>)> {
    let read = |path: String| {
        let text = workspace::text(&path);
        let cases = text.lines().map(|line| serde_json::from_str(line).unwrap());
        (path, cases.collect())
    };
    let files = workspace::files("tests/departures").into_iter();
    files.map(read).collect()
}

#[test]
fn what_is_told_is_exactly_this() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, cases) in tables() {
        for case in cases {
            count += 1;
            let (a, b) = (guide(&case, "a"), guide(&case, "b"));
            let found = compare(&terms(&case), &a, &b, channel(&case));
            let lines: Vec<_> = found.iter().map(told).collect();
            if case["found"] != Value::from(lines.clone()) {
                wrong.push(format!("{name}: {}\n{}", case["about"], Value::from(lines)));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_other_way_round_the_same_is_told() {
    for (name, cases) in tables() {
        for case in cases {
            let (a, b) = (guide(&case, "a"), guide(&case, "b"));
            let way = |a, b| compare(&terms(&case), a, b, channel(&case));
            let sorted = |differences: Vec<Difference>| {
                let mut lines: Vec<_> = differences.iter().map(told).collect();
                lines.sort();
                lines
            };
            let there = way(&a, &b).into_iter().map(nameless).collect();
            let back = way(&b, &a).into_iter().map(mirrored).collect();
            assert_eq!(sorted(there), sorted(back), "{name}: {}", case["about"]);
            for own in [&a, &b] {
                assert_eq!(way(own, own), [], "{name}: {}", case["about"]);
            }
        }
    }
}

/// Whoever asks what agrees is told of the same differences, and of each value with the steps that made it equal.
#[test]
fn what_agrees_is_told_beside_the_same_differences() {
    for (name, cases) in tables() {
        for case in cases {
            let (a, b) = (guide(&case, "a"), guide(&case, "b"));
            let full = compare_in_full(&terms(&case), &a, &b, channel(&case));
            let found = compare(&terms(&case), &a, &b, channel(&case));
            assert_eq!(full.differences, found, "{name}: {}", case["about"]);
            if case["agreed"].is_null() {
                continue;
            }
            let agreed: Vec<String> = full
                .agreements
                .iter()
                .map(|one| {
                    let row = one.subject.as_ref().map_or("", |row| &row.name);
                    let steps: Vec<_> = one
                        .normalised_by
                        .iter()
                        .copied()
                        .map(Normalisation::key)
                        .collect();
                    format!("{:?} [{row}] {}", one.field, steps.join(" "))
                })
                .collect();
            assert_eq!(
                case["agreed"],
                Value::from(agreed),
                "{name}: {}",
                case["about"]
            );
        }
    }
}

/// A difference of substance with no facet is a row or a field that one side does not have; what tightens adds.
#[test]
fn departure_burden_and_facets_go_together() {
    for (name, cases) in tables() {
        for case in cases {
            let (a, b) = (guide(&case, "a"), guide(&case, "b"));
            for difference in compare(&terms(&case), &a, &b, channel(&case)) {
                let about = format!("{name}: {}", told(&difference));
                let is_row = matches!(
                    difference.departure,
                    Departure::Added | Departure::Removed | Departure::Reordered
                );
                assert_eq!(difference.facets.is_empty(), is_row, "{about}");
                let wanted = match difference.burden {
                    _ if is_row => continue,
                    Burden::Adds => Departure::Tightened,
                    Burden::Relieves => Departure::Loosened,
                    Burden::Neutral | Burden::Unknown => Departure::Changed,
                };
                assert_eq!(difference.departure, wanted, "{about}");
            }
        }
    }
}
