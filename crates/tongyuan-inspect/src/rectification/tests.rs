//! Findings through sequences of inspections.

use super::*;
use crate::unread::ANYWHERE;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| unreachable!("{text}"))
}

const OPEN: Seen = Seen::Found { is_waived: false };
const WAIVED: Seen = Seen::Found { is_waived: true };
const MENDED: Seen = Seen::Absent(Absent::Mended);
const UNSEEN: Seen = Seen::Unseen(Unseen::GuideUnread);

/// What becomes of a finding: the key of its state, and what is due, after each inspection.
fn course(steps: &[(&str, Seen)]) -> Vec<String> {
    let deadlines = Deadlines::default();
    let mut record: Option<Record> = None;
    let mut told = Vec::new();
    for (day, seen) in steps {
        record = Record::follow(record.as_ref(), *seen, date(day), |start| {
            deadlines.due(Severity::Error, start).ok()
        });
        told.push(record.map_or_else(
            || "-".to_owned(),
            |own| {
                let due = own
                    .due
                    .map_or_else(|| "-".to_owned(), |due| due.to_string());
                format!("{} {} {due}", own.state.key(), own.since)
            },
        ));
    }
    told
}

#[test]
fn a_finding_goes_through_its_states() {
    // Ten working days from 2018-05-02 end on 2018-05-16, from 2018-08-01 on 2018-08-15.
    let told = course(&[
        ("2018-05-02", OPEN),
        ("2018-06-01", OPEN),
        ("2018-06-15", UNSEEN),
        ("2018-07-02", MENDED),
        ("2018-07-16", UNSEEN),
        ("2018-08-01", OPEN),
        ("2018-09-03", OPEN),
        ("2018-10-08", MENDED),
    ]);
    assert_eq!(
        told,
        [
            "new 2018-05-02 2018-05-16",
            "open 2018-05-02 2018-05-16",
            "open 2018-05-02 2018-05-16",
            "rectified 2018-05-02 2018-05-16",
            "rectified 2018-05-02 2018-05-16",
            "reopened 2018-05-02 2018-08-15",
            "reopened 2018-05-02 2018-08-15",
            "rectified 2018-05-02 2018-08-15",
        ]
    );
}

#[test]
fn a_waiver_stops_the_clock_and_puts_nothing_right() {
    let told = course(&[
        ("2018-05-02", OPEN),
        ("2018-05-10", WAIVED),
        ("2018-07-02", UNSEEN),
        ("2018-08-01", OPEN),
        ("2018-08-02", MENDED),
        ("2018-08-03", WAIVED),
    ]);
    assert_eq!(
        told,
        [
            "new 2018-05-02 2018-05-16",
            "waived 2018-05-02 2018-05-16",
            "waived 2018-05-02 2018-05-16",
            "open 2018-05-02 2018-08-15",
            "rectified 2018-05-02 2018-08-15",
            "waived 2018-05-02 2018-08-15",
        ]
    );
    assert_eq!(course(&[("2018-05-02", WAIVED)]), ["waived 2018-05-02 -"]);
}

#[test]
fn what_nobody_ever_found_has_no_record() {
    assert_eq!(
        course(&[("2018-05-02", MENDED), ("2018-05-03", UNSEEN)]),
        ["-", "-"]
    );
}

#[test]
fn a_year_without_a_notice_gives_no_day_until_there_is_one() {
    let deadlines = Deadlines::default();
    let start = date("2017-12-20");
    let due = deadlines.due(Severity::Error, start);
    assert_eq!(due, Err(MissingYear(2017)));
    let follow = |before: Option<&Record>, day: &str, due: Option<Date>| {
        Record::follow(before, OPEN, date(day), |_| due)
    };
    let first = follow(None, "2017-12-20", None);
    assert_eq!(first.map(|own| own.due), Some(None));
    let later = follow(first.as_ref(), "2018-02-01", Some(date("2018-01-05")));
    assert_eq!(later.map(|own| own.due), Some(Some(date("2018-01-05"))));
    // What was once said stands.
    let last = follow(later.as_ref(), "2018-03-01", Some(date("2018-12-31")));
    assert_eq!(last.map(|own| own.due), Some(Some(date("2018-01-05"))));
}

#[test]
fn overdue_is_what_is_not_put_right_after_its_day() {
    let due = Some(date("2018-05-16"));
    let on = |state: State, day: &str| state.on(date(day), due).key();
    assert_eq!(on(State::New, "2018-05-16"), "new");
    assert_eq!(on(State::New, "2018-05-17"), "overdue");
    assert_eq!(on(State::Open, "2018-05-17"), "overdue");
    assert_eq!(on(State::Reopened, "2018-05-17"), "overdue");
    assert_eq!(on(State::Waived, "2018-05-17"), "waived");
    assert_eq!(on(State::Rectified, "2018-05-17"), "rectified");
    assert_eq!(State::Open.on(date("2030-01-01"), None), State::Open);
    for state in State::ALL {
        assert_eq!(State::of_key(state.key()), Some(state));
    }
}

fn unread_page() -> SeenPage {
    SeenPage {
        is_unread: true,
        ..SeenPage::default()
    }
}

/// An inspection of the whole that read everything there is: two guides, one with a page and one that only a counter serves.
fn sight() -> Sight {
    let guide = |channels: &[&str]| SeenGuide {
        served: ["in-person".to_owned()].into(),
        pages: channels
            .iter()
            .map(|own| ((*own).to_owned(), SeenPage::default()))
            .collect(),
        ..SeenGuide::default()
    };
    let rules = [
        "material-extra",
        "guide-unpublished",
        "schema-type-wrong",
        "legal-basis-repealed",
        "change-published-late",
        "waiver-unused",
        "url-dead",
        "own",
    ];
    Sight {
        is_whole: true,
        rules: rules.into_iter().map(str::to_owned).collect(),
        guides: [("a", guide(&["online"])), ("b", guide(&[]))]
            .map(|(id, guide)| (id.to_owned(), guide))
            .into(),
        has_practice: true,
        has_list: true,
        ..Sight::default()
    }
}

fn missing(sight: &Sight, rule: &str, guide: Option<&str>, channel: Option<&str>) -> Seen {
    sight.of_missing(Subject {
        rule,
        guide,
        channel,
        field: None,
        file: None,
    })
}

#[test]
fn a_field_that_the_rule_left_out_was_not_looked_at() {
    let mut sight = sight();
    let fees = vec!["fees".to_owned()];
    sight.limited.insert("material-extra".to_owned(), fees);
    let look = |field| {
        sight.of_missing(Subject {
            rule: "material-extra",
            guide: Some("a"),
            channel: Some("online"),
            field,
            file: None,
        })
    };
    assert_eq!(look(Some("fees")), MENDED);
    assert_eq!(look(Some("materials")), Seen::Unseen(Unseen::OtherFields));
}

#[test]
fn what_was_looked_for_and_is_not_there_is_put_right() {
    let sight = sight();
    let look = |guide, channel| missing(&sight, "material-extra", guide, channel);
    assert_eq!(look(Some("a"), Some("online")), MENDED);
    assert_eq!(look(Some("a"), None), MENDED);
    assert_eq!(look(None, None), MENDED);
    assert_eq!(
        look(Some("b"), Some("online")),
        Seen::Absent(Absent::DocumentGone)
    );
    assert_eq!(
        look(Some("c"), Some("online")),
        Seen::Absent(Absent::GuideGone)
    );
}

#[test]
fn what_is_served_or_published_or_listed_all_the_same_is_not_put_right() {
    let mut sight = sight();
    let look = |sight: &Sight, guide| missing(sight, "material-extra", Some(guide), Some("online"));
    if let Some(own) = sight.guides.get_mut("b") {
        own.served = ["online".to_owned()].into();
    }
    assert_eq!(look(&sight, "b"), Seen::Unseen(Unseen::DocumentMissing));
    // A guide that does not say where it is served may be served there.
    if let Some(own) = sight.guides.get_mut("b") {
        own.served.clear();
    }
    assert_eq!(look(&sight, "b"), Seen::Unseen(Unseen::DocumentMissing));
    // That there is nothing of a channel is seen by there being nothing.
    assert_eq!(
        missing(&sight, "guide-unpublished", Some("b"), Some("online")),
        MENDED
    );
    sight.listed = ["c".to_owned()].into();
    assert_eq!(look(&sight, "c"), Seen::Unseen(Unseen::StillListed));
    sight.listed.clear();
    sight.has_list = false;
    assert_eq!(look(&sight, "c"), Seen::Unseen(Unseen::NoList));
    sight.files = ["halls/online/c.html".to_owned()].into();
    let gone = Subject {
        rule: "material-extra",
        guide: Some("c"),
        channel: Some("online"),
        field: None,
        file: Some("halls/online/c.html"),
    };
    assert_eq!(sight.of_missing(gone), Seen::Unseen(Unseen::StillPublished));
}

#[test]
fn a_part_that_was_not_read_whole_was_not_looked_at() {
    let look = |sight: &Sight, rule, field| {
        sight.of_missing(Subject {
            rule,
            guide: Some("a"),
            channel: Some("online"),
            field,
            file: None,
        })
    };
    let unseen = Seen::Unseen(Unseen::PartUnread);
    let mut source = sight();
    if let Some(own) = source.guides.get_mut("a") {
        own.unread = ["materials".to_owned(), "item".to_owned()].into();
    }
    assert_eq!(look(&source, "material-extra", Some("materials")), unseen);
    assert_eq!(look(&source, "material-extra", Some("item.name")), unseen);
    assert_eq!(look(&source, "material-extra", Some("fees")), MENDED);
    assert_eq!(look(&source, "material-extra", None), MENDED);
    assert_eq!(
        look(&source, "schema-type-wrong", Some("materials")),
        MENDED
    );
    let mut page = sight();
    if let Some(own) = page
        .guides
        .get_mut("a")
        .and_then(|own| own.pages.get_mut("online"))
    {
        own.unread = [ANYWHERE.to_owned()].into();
    }
    assert_eq!(look(&page, "material-extra", Some("fees")), unseen);
    assert_eq!(look(&page, "material-extra", None), unseen);
    let mut rule = sight();
    if let Some(own) = rule.guides.get_mut("a") {
        own.unjudged = ["own".to_owned()].into();
    }
    assert_eq!(look(&rule, "own", None), Seen::Unseen(Unseen::RuleGaveUp));
    for (register, id) in [
        ("laws", "legal-basis-repealed"),
        ("calendar", "change-published-late"),
        ("waivers", "waiver-unused"),
    ] {
        let mut unread = sight();
        assert_eq!(look(&unread, id, None), MENDED, "{id}");
        unread.unread_registers = [register.to_owned()].into();
        assert_eq!(
            look(&unread, id, None),
            Seen::Unseen(Unseen::RegisterUnread),
            "{id}"
        );
        assert_eq!(look(&unread, "material-extra", None), MENDED);
    }
}

#[test]
fn what_could_not_be_looked_for_stays_as_it_is() {
    let look = |sight: &Sight, rule, guide, channel| match missing(sight, rule, guide, channel) {
        Seen::Unseen(why) => Some(why),
        _ => None,
    };
    let whole = sight();
    assert_eq!(
        look(&whole, "material-altered", Some("a"), None),
        Some(Unseen::RuleSilent)
    );
    assert_eq!(
        look(&whole, "url-dead", Some("a"), Some("online")),
        Some(Unseen::NotCaptured)
    );

    let mut part = sight();
    part.is_whole = false;
    assert_eq!(
        look(&part, "material-extra", Some("a"), Some("online")),
        None
    );
    assert_eq!(
        look(&part, "material-extra", Some("c"), None),
        Some(Unseen::OtherPart)
    );
    assert_eq!(
        look(&part, "material-extra", None, None),
        Some(Unseen::OtherPart)
    );

    let mut page = sight();
    if let Some(own) = page.guides.get_mut("a") {
        own.pages.insert("online".to_owned(), unread_page());
    }
    assert_eq!(
        look(&page, "material-extra", Some("a"), Some("online")),
        Some(Unseen::DocumentUnread)
    );
    assert_eq!(
        look(&page, "material-extra", Some("a"), None),
        Some(Unseen::DocumentUnread)
    );
    assert_eq!(
        look(&page, "material-extra", None, None),
        Some(Unseen::SomeUnread)
    );
    assert_eq!(look(&page, "material-extra", Some("b"), None), None);

    let mut unread = sight();
    if let Some(own) = unread.guides.get_mut("a") {
        own.is_unread = true;
    }
    assert_eq!(
        look(&unread, "material-extra", Some("a"), Some("online")),
        Some(Unseen::GuideUnread)
    );
    // The guide that cannot be read may be the one that is not there.
    assert_eq!(
        look(&unread, "material-extra", Some("c"), None),
        Some(Unseen::SomeUnread)
    );
    assert_eq!(look(&unread, "material-extra", Some("b"), None), None);
}
