//! An inspection that fetches the pages first.

use std::fs;

use serde_json::Value;

use super::site::{Site, answer, html};
use super::{Office, PAGE};

/// More than the second that times are told by.
const SECOND: std::time::Duration = std::time::Duration::from_millis(1100);

const ARGUMENTS: [&str; 4] = ["--live", "--out", "out", "--no-ledger"];

fn data(office: &Office) -> Value {
    let text = fs::read_to_string(office.path("out/inspection.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn an_inspection_fetches_first_and_tells_what_came_of_it() {
    let site = Site::that_says(|question| match question.path.as_str() {
        "/gone" => answer("404 Not Found", "", b""),
        _ => html(PAGE),
    });
    let office = Office::new();
    office.guide("one", &site.page("/one"));
    office.guide("two", &site.page("/gone"));
    // Nobody listens there.
    office.guide("three", "http://127.0.0.1:1/three");
    let ran = office.command("inspect", &ARGUMENTS);
    assert!(ran.code == 1 || ran.code == 2, "{}", ran.err);
    let data = data(&office);
    let captures = data["scope"]["captures"].as_array().unwrap();
    let outcomes: Vec<_> = captures
        .iter()
        .map(|own| (own["guide"].as_str(), own["outcome"].as_str()))
        .collect();
    assert_eq!(
        outcomes,
        [
            (Some("one"), Some("different")),
            (Some("three"), Some("unreachable")),
            (Some("two"), Some("gone"))
        ]
    );
    // What could not be had is told, and what was is in the report.
    assert!(
        ran.err.contains("three") && !ran.err.contains("/gone"),
        "{}",
        ran.err
    );
    let published = &data["scope"]["guides"][0]["published"][0];
    assert_eq!(published["address"], site.page("/one"));
    assert_eq!(published["captured_at"], captures[0]["at"]);
    assert!(!office.path("out/unfinished.txt").exists());
}

#[test]
fn what_was_interrupted_goes_on_with_what_is_left() {
    let site = Site::that_says(|_| html(PAGE));
    let office = Office::new();
    office.guide("one", &site.page("/one"));
    office.command("inspect", &ARGUMENTS);
    let pages = |site: &Site| {
        site.paths()
            .into_iter()
            .filter(|own| own != "/robots.txt")
            .count()
    };
    assert_eq!(pages(&site), 1);
    let started = data(&office)["scope"]["captures"][0]["at"].clone();
    let started = started.as_str().unwrap().to_owned();
    // As it is left by a run that was killed when it had fetched one page of two. Times are told by the second.
    std::thread::sleep(SECOND);
    office.guide("two", &site.page("/two"));
    fs::write(office.path("out/unfinished.txt"), format!("{started}\n")).unwrap();
    office.command("inspect", &ARGUMENTS);
    assert_eq!(site.paths().last().map(String::as_str), Some("/two"));
    assert_eq!(pages(&site), 2);
    assert_eq!(
        data(&office)["scope"]["captures"].as_array().unwrap().len(),
        2
    );
    // Another day, or another inspection, begins anew.
    std::thread::sleep(SECOND);
    fs::write(office.path("out/unfinished.txt"), "2020-01-01T00:00:00Z\n").unwrap();
    office.command("inspect", &ARGUMENTS);
    assert_eq!(pages(&site), 4);
}
