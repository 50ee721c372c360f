use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| unreachable!("{text}"))
}

fn course(department: &str, steps: &[(&str, State, Option<&str>)]) -> Course {
    Course {
        department: (!department.is_empty()).then(|| department.to_owned()),
        clauses: vec!["24".to_owned(), "9".to_owned()],
        severity: "error".to_owned(),
        steps: steps
            .iter()
            .map(|(day, after, due)| CourseStep {
                day: date(day),
                after: *after,
                due: due.map(date),
            })
            .collect(),
    }
}

#[test]
fn periods_are_years_quarters_and_months() {
    let days = |text| Period::of(text).map(|own| format!("{} {}", own.from, own.to));
    assert_eq!(days("2018").as_deref(), Some("2018-01-01 2018-12-31"));
    assert_eq!(days("2018-Q3").as_deref(), Some("2018-07-01 2018-09-30"));
    assert_eq!(days("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
    for wrong in [
        "",
        "18",
        "2018-Q5",
        "2018-13",
        "2018-1",
        "2018-01-01",
        "二〇一八",
    ] {
        assert_eq!(days(wrong), None, "{wrong}");
    }
}

#[test]
fn a_period_counts_what_happened_in_it_and_what_stands_at_its_end() {
    let courses = [
        // Carried over, and put right.
        course(
            "甲",
            &[
                ("2017-11-01", State::New, None),
                ("2018-03-01", State::Rectified, None),
            ],
        ),
        // Found, put right, there again and overdue.
        course(
            "甲",
            &[
                ("2018-02-01", State::New, Some("2018-03-01")),
                ("2018-03-01", State::Rectified, Some("2018-03-01")),
                ("2018-09-03", State::Reopened, Some("2018-10-08")),
            ],
        ),
        // Found, and not due yet.
        course("乙", &[("2018-12-03", State::New, Some("2019-01-15"))]),
        course("乙", &[("2018-12-03", State::Waived, None)]),
        // Put right before, found after: none of this year.
        course(
            "丙",
            &[
                ("2017-01-03", State::New, None),
                ("2017-02-03", State::Rectified, None),
            ],
        ),
        course("丙", &[("2019-01-03", State::New, None)]),
        course(
            "",
            &[
                ("2018-12-03", State::New, None),
                ("2019-02-01", State::Rectified, None),
            ],
        ),
    ];
    let days = [
        "2017-11-01",
        "2018-02-01",
        "2018-03-01",
        "2018-09-03",
        "2018-12-03",
        "2019-01-03",
    ];
    let days = days.map(date);
    let Some(year) = Period::of("2018") else {
        unreachable!()
    };
    let report = PeriodReport::of(&year, date("2019-03-01"), &days, &courses);
    assert_eq!(
        report.inspections,
        ["2018-02-01", "2018-03-01", "2018-09-03", "2018-12-03"]
    );
    assert_eq!(
        report.total,
        Tally {
            carried: 1,
            found: 4,
            reopened: 1,
            rectified: 1,
            pending: 3,
            overdue: 1,
            waived: 1,
            rate: Some(25.0),
        }
    );
    let names: Vec<(&str, usize)> = report
        .departments
        .iter()
        .map(|own| (own.name.as_str(), own.tally.pending))
        .collect();
    assert_eq!(names, [("", 1), ("乙", 1), ("甲", 1)]);
    let clauses: Vec<&str> = report.clauses.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(clauses, ["9", "24"]);
    // A year that is not over is told up to today.
    let report = PeriodReport::of(&year, date("2018-03-01"), &days, &courses);
    assert_eq!(
        (
            report.to.as_str(),
            report.total.rectified,
            report.total.rate
        ),
        ("2018-03-01", 2, Some(100.0))
    );
}
