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

fn report(period: &str, today: &str, courses: &[Course]) -> PeriodReport {
    let Some(period) = Period::of(period) else {
        unreachable!("{period}")
    };
    let days: Vec<Date> = courses
        .iter()
        .flat_map(|own| own.steps.iter().map(|step| step.day))
        .collect();
    PeriodReport::of(&period, date(today), &days, courses)
}

#[test]
fn what_came_back_counts_in_the_period_in_which_it_came_back() {
    let courses = [course(
        "甲",
        &[
            ("2023-10-09", State::New, None),
            ("2023-11-06", State::Rectified, None),
            ("2024-02-05", State::Reopened, None),
            // Its department says that it is put right, and it is still there.
            ("2024-05-06", State::Reopened, None),
        ],
    )];
    let reopened = |period| report(period, "2024-12-31", &courses).total.reopened;
    assert_eq!((reopened("2024-Q1"), reopened("2024-Q2")), (1, 0));
    assert_eq!((reopened("2024"), reopened("2023")), (1, 0));
}

#[test]
fn a_period_and_its_clauses_are_told_in_words() {
    let mut own = course("甲", &[("2024-03-04", State::New, None)]);
    own.clauses = vec!["24".to_owned(), "公开20".to_owned()];
    let told = |period, language| report(period, "2024-12-31", &[own.clone()]).markdown(language);
    for (period, chinese, english) in [
        (
            "2024",
            "# 2024年整改情况汇总",
            "# What was put right in 2024\n",
        ),
        (
            "2024-q1",
            "# 2024年第一季度整改情况汇总",
            "# What was put right in the first quarter of 2024\n",
        ),
        (
            "2024-Q4",
            "# 2024年第四季度整改情况汇总",
            "# What was put right in the fourth quarter of 2024\n",
        ),
        (
            "2024-03",
            "# 2024年3月整改情况汇总",
            "# What was put right in March 2024\n",
        ),
    ] {
        let (zh, en) = (
            told(period, Language::Chinese),
            told(period, Language::English),
        );
        assert!(zh.starts_with(chinese), "{zh}");
        assert!(en.starts_with(english), "{en}");
    }
    let zh = told("2024", Language::Chinese);
    assert!(zh.contains("| 政府信息公开条例第20条 |"), "{zh}");
    assert!(zh.contains("| 2018年政务公开工作计划第24条 |"), "{zh}");
    assert!(zh.contains("按问题计数，不按次数计"), "{zh}");
    let en = told("2024", Language::English);
    let regulations =
        "| article 20 of the Regulations on the Disclosure of Government Information |";
    assert!(en.contains(regulations), "{en}");
    assert!(en.contains("Findings are counted, not events"), "{en}");
}

#[test]
fn a_period_that_has_not_begun_says_so_and_counts_nothing() {
    let courses = [course("甲", &[("2024-03-04", State::New, None)])];
    let report = report("2024-Q3", "2024-06-30", &courses);
    assert_eq!(report.total, Tally::default());
    assert_eq!(
        (report.from.as_str(), report.to.as_str()),
        ("2024-07-01", "2024-09-30")
    );
    let chinese = report.text(Language::Chinese);
    assert_eq!(
        chinese,
        "2024年第三季度整改情况汇总\n2024年第三季度（2024-07-01 至 2024-09-30）尚未开始，没有可以汇总的情况。\n"
    );
    let english = report.markdown(Language::English);
    assert!(
        english.ends_with(
            "The third quarter of 2024 (2024-07-01 to 2024-09-30) has not begun: there is nothing to sum up.\n"
        ),
        "{english}"
    );
    assert!(!english.contains('|'), "{english}");
}
