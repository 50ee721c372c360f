//! What a year, a quarter or a month came to: the summary that the plan asks of every department.

use std::collections::BTreeMap;

use serde::Serialize;
use tongyuan_inspect::rectification::State;
use tongyuan_inspect::{Language, Severity};
use tongyuan_model::Date;

use super::text::VERSION;
use crate::chrome::chrome;
use crate::clean::one_line;
use crate::inspection::clause;
use crate::json::pretty;

/// A year, a quarter or a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// As it is written: `2018`, `2018-Q3`, `2018-05`.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

impl Period {
    /// The period of a text: `2018`, `2018-Q3`, `2018-05`.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let (year, part) = match text.split_once('-') {
            None => (text, None),
            Some((year, part)) => (year, Some(part)),
        };
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year: u16 = year.parse().ok().filter(|_| is_year)?;
        let (first, last) = match part {
            None => (1, 12),
            Some(part) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => {
                    let quarter: u8 = quarter.parse().ok().filter(|own| (1..=4).contains(own))?;
                    (quarter * 3 - 2, quarter * 3)
                }
                None => {
                    let month: u8 = part.parse().ok().filter(|_| part.len() == 2)?;
                    (month, month)
                }
            },
        };
        let from = Date::parse(&format!("{year:04}-{first:02}-01"))?;
        let days = (28..=31).rev();
        let to = days
            .filter_map(|day| Date::parse(&format!("{year:04}-{last:02}-{day:02}")))
            .next()?;
        Some(Self {
            name: text.to_uppercase(),
            from,
            to,
        })
    }

    /// What it is called: 2018年第三季度, the third quarter of 2018.
    fn words(&self, language: Language) -> String {
        let year = self.from.year;
        let (first, months) = (self.from.month, self.to.month - self.from.month + 1);
        let at = |names: &[&'static str], number: u8| {
            let name = names.get(usize::from(number)).copied();
            name.unwrap_or_default()
        };
        match (language, months) {
            (Language::Chinese, 1) => format!("{year}年{first}月"),
            (Language::English, 1) => format!("{} {year}", at(&MONTHS, first - 1)),
            (Language::Chinese, 3) => {
                format!("{year}年第{}季度", at(&["一", "二", "三", "四"], first / 3))
            }
            (Language::English, 3) => {
                let quarters = ["first", "second", "third", "fourth"];
                format!("the {} quarter of {year}", at(&quarters, first / 3))
            }
            (Language::Chinese, _) => format!("{year}年"),
            (Language::English, _) => year.to_string(),
        }
    }

    fn holds(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What became of a finding: its steps, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// 责任部门.
    pub department: Option<String>,
    /// The clauses that its rule serves.
    pub clauses: Vec<String>,
    /// How bad it is.
    pub severity: String,
    /// The steps.
    pub steps: Vec<CourseStep>,
}

/// A step that an inspection has taken a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseStep {
    /// The day of the inspection.
    pub day: Date,
    /// The state after it.
    pub after: State,
    /// The day by which it is to be put right, after it.
    pub due: Option<Date>,
}

/// What a period came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeriodReport {
    schema_version: u32,
    #[serde(skip)]
    named: Period,
    /// Whether its first day has come.
    #[serde(skip)]
    has_begun: bool,
    /// The period.
    pub period: String,
    /// Its first day.
    pub from: String,
    /// Its last day, or today where it has begun and is not over.
    pub to: String,
    /// The days of its inspections.
    pub inspections: Vec<String>,
    /// All findings.
    pub total: Tally,
    /// By 责任部门; an empty name stands for those of nobody.
    pub departments: Vec<Group>,
    /// By clause. A finding counts for every clause that its rule serves.
    pub clauses: Vec<Group>,
    /// By severity, the gravest first.
    pub severities: Vec<Group>,
}

/// The findings of a kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// How many of what.
    #[serde(flatten)]
    pub tally: Tally,
}

/// How many findings of what, in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// Those that were not put right when it began.
    pub carried: usize,
    /// Those that were found first in it.
    pub found: usize,
    /// Those that were there again after they had been put right.
    pub reopened: usize,
    /// Those that were put right in it, and are at its end.
    pub rectified: usize,
    /// Those that are not put right at its end.
    pub pending: usize,
    /// Of these, those whose day is over.
    pub overdue: usize,
    /// Those that are accepted at its end.
    pub waived: usize,
    /// What share was put right of what was to be, in per cent to one place: rectified of rectified and pending. None where
    /// nothing was.
    pub rate: Option<f64>,
}

impl Tally {
    fn add(&mut self, course: &Course, period: &Period, end: Date) {
        let is_inside = |step: &CourseStep| period.holds(step.day) && step.day <= end;
        let steps = course.steps.iter();
        let before = steps.clone().rev().find(|step| step.day < period.from);
        let inside: Vec<&CourseStep> = steps.clone().filter(|step| is_inside(step)).collect();
        let Some(last) = inside.last().copied().or(before) else {
            return;
        };
        // What came back stays so until it is put right: only the step that brought it back counts.
        let mut pairs = steps.clone().zip(steps.skip(1));
        let is_back = pairs.any(|(before, step)| {
            is_inside(step) && (before.after, step.after) == (State::Rectified, State::Reopened)
        });
        self.carried += usize::from(before.is_some_and(|step| step.after.is_pending()));
        self.found += usize::from(before.is_none());
        self.reopened += usize::from(is_back);
        match last.after.on(end, last.due) {
            State::Rectified => self.rectified += usize::from(!inside.is_empty()),
            State::Waived => self.waived += 1,
            state => {
                self.pending += 1;
                self.overdue += usize::from(state == State::Overdue);
            }
        }
    }

    fn close(&mut self) {
        let whole = self.rectified + self.pending;
        // Whole numbers of thousandths: the same on every machine.
        let thousandths = |whole: usize| (self.rectified * 2000 + whole) / (whole * 2);
        self.rate = (whole > 0).then(|| thousandths(whole) as f64 / 10.0);
    }
}

impl PeriodReport {
    /// What a period came to up to today. `inspections` are the days of all that were made.
    #[must_use]
    pub fn of(period: &Period, today: Date, inspections: &[Date], courses: &[Course]) -> Self {
        let has_begun = period.from <= today;
        let end = match has_begun {
            true => period.to.min(today),
            false => period.to,
        };
        let mut total = Tally::default();
        let mut departments: BTreeMap<String, Tally> = BTreeMap::new();
        let mut clauses: BTreeMap<(u32, String), Tally> = BTreeMap::new();
        let mut severities: BTreeMap<std::cmp::Reverse<Severity>, Tally> = BTreeMap::new();
        for course in courses.iter().filter(|_| has_begun) {
            total.add(course, period, end);
            let department = course.department.clone().unwrap_or_default();
            departments
                .entry(department)
                .or_default()
                .add(course, period, end);
            for clause in &course.clauses {
                // Clauses of the plan are numbers, and stand in their order before other laws.
                let number = clause.parse().unwrap_or(u32::MAX);
                let own = clauses.entry((number, clause.clone())).or_default();
                own.add(course, period, end);
            }
            let severity = Severity::of_key(&course.severity).unwrap_or(Severity::Note);
            let own = severities.entry(std::cmp::Reverse(severity)).or_default();
            own.add(course, period, end);
        }
        total.close();
        let group = |(name, mut tally): (String, Tally)| {
            tally.close();
            Group { name, tally }
        };
        let is_any = |group: &Group| group.tally != Tally::default();
        let clauses = clauses.into_iter().map(|((_, name), tally)| (name, tally));
        let severities = severities.into_iter();
        let severities = severities.map(|(own, tally)| (own.0.key().to_owned(), tally));
        Self {
            schema_version: VERSION,
            named: period.clone(),
            has_begun,
            period: period.name.clone(),
            from: period.from.to_string(),
            to: end.to_string(),
            inspections: inspections
                .iter()
                .filter(|day| period.holds(**day) && **day <= end)
                .map(Date::to_string)
                .collect(),
            total,
            departments: departments.into_iter().map(group).filter(is_any).collect(),
            clauses: clauses.map(group).filter(is_any).collect(),
            severities: severities.map(group).filter(is_any).collect(),
        }
    }

    /// As data.
    #[must_use]
    pub fn json(&self) -> String {
        pretty(self)
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self, language: Language) -> String {
        let (title, counted) = self.head(language);
        let mut text = format!("# {title}\n\n{counted}\n");
        for (heading, first, groups) in self.tables(language) {
            text.push_str(&format!("\n## {heading}\n\n"));
            let columns = columns(first, language);
            text.push_str(&format!("| {} |\n", columns.join(" | ")));
            text.push_str(&format!("|---{}|\n", "|---:".repeat(columns.len() - 1)));
            for (name, tally) in groups {
                let mut cells = vec![crate::escape::markdown(&name)];
                cells.extend(figures(&tally));
                text.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        text
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        use unicode_width::UnicodeWidthStr as _;
        let (title, counted) = self.head(language);
        let mut text = format!("{title}\n{counted}\n");
        for (heading, first, groups) in self.tables(language) {
            text.push_str(&format!("\n{heading}\n"));
            let mut lines = vec![columns(first, language).map(str::to_owned).to_vec()];
            lines.extend(groups.into_iter().map(|(name, tally)| {
                let mut cells = vec![name];
                cells.extend(figures(&tally));
                cells
            }));
            let width = |at: usize| {
                let cells = lines.iter().filter_map(|line| line.get(at));
                cells.map(|cell| cell.width()).max().unwrap_or(0)
            };
            let widths: Vec<usize> = (0..9).map(width).collect();
            for line in &lines {
                let mut written = String::from("  ");
                for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
                    let gap = " ".repeat(width - cell.width());
                    match at {
                        0 => written.push_str(&format!("{cell}{gap}")),
                        _ => written.push_str(&format!("  {gap}{cell}")),
                    }
                }
                text.push_str(written.trim_end());
                text.push('\n');
            }
        }
        text
    }

    /// The title, and what was counted and how.
    fn head(&self, language: Language) -> (String, String) {
        let Self { from, to, .. } = self;
        let name = self.named.words(language);
        let count = self.inspections.len();
        let days = self.inspections.join(match language {
            Language::Chinese => "、",
            Language::English => ", ",
        });
        match language {
            Language::Chinese => (
                format!("{name}整改情况汇总"),
                match (self.has_begun, count) {
                    (false, _) => format!("{name}（{from} 至 {to}）尚未开始，没有可以汇总的情况。"),
                    (true, 0) => format!("{from} 至 {to}，没有做过专项检查。"),
                    (true, _) => format!(
                        "{from} 至 {to}，专项检查 {count} 次（{days}）。是否整改以复查为准；整改率＝已整改÷（已整改＋未整改），不含已豁免的。按问题计数，不按次数计：同一个问题在期内几次再次出现、几次整改的，只计一个。"
                    ),
                },
            ),
            Language::English => (
                format!("What was put right in {name}"),
                match (self.has_begun, count) {
                    (false, _) => format!(
                        "{} ({from} to {to}) has not begun: there is nothing to sum up.",
                        capitalised(&name)
                    ),
                    (true, 0) => format!("From {from} to {to} no inspection was made."),
                    (true, _) => format!(
                        "From {from} to {to}; inspections: {count} ({days}). Only an inspection says that something is put right; the rate is rectified of rectified and not rectified, without what is accepted. Findings are counted, not events: one that came back or was put right several times in the period counts once."
                    ),
                },
            ),
        }
    }

    /// The tables of the report.
    fn tables(&self, language: Language) -> Vec<Table> {
        if !self.has_begun {
            return Vec::new();
        }
        let say = |chinese, english| match language {
            Language::Chinese => chinese,
            Language::English => english,
        };
        let rows = |groups: &[Group], name: &dyn Fn(&str) -> String| {
            let rows = groups.iter().map(|own| (name(&own.name), own.tally));
            rows.collect::<Vec<_>>()
        };
        let department = |name: &str| match name {
            "" => say("未注明责任部门", "no department named").to_owned(),
            name => one_line(name),
        };
        let severity = |key: &str| {
            Severity::of_key(key)
                .map_or(key, |own| chrome(language).severity(own))
                .to_owned()
        };
        let mut departments = rows(&self.departments, &department);
        departments.push((say("合计", "all").to_owned(), self.total));
        vec![
            (
                say("按责任部门", "By department"),
                say("责任部门", "department"),
                departments,
            ),
            (
                say(
                    "按条款（一个问题涉及几条的，各计一次）",
                    "By clause (a finding counts for each of its clauses)",
                ),
                say("条款", "clause"),
                rows(&self.clauses, &|name| clause(&one_line(name), language)),
            ),
            (
                say("按严重程度", "By severity"),
                say("严重程度", "severity"),
                rows(&self.severities, &severity),
            ),
        ]
    }
}

/// A sentence that begins with a name.
fn capitalised(name: &str) -> String {
    let mut text = name.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A table: its heading, what the first column is, and its rows.
type Table = (&'static str, &'static str, Vec<(String, Tally)>);

fn columns(first: &'static str, language: Language) -> [&'static str; 9] {
    match language {
        Language::Chinese => [
            first,
            "期初未整改",
            "新发现",
            "再次出现",
            "已整改",
            "期末未整改",
            "其中逾期",
            "已豁免",
            "整改率",
        ],
        Language::English => [
            first,
            "carried over",
            "found",
            "reopened",
            "rectified",
            "not rectified",
            "of these overdue",
            "waived",
            "rate",
        ],
    }
}

fn figures(tally: &Tally) -> [String; 8] {
    let counts = [
        tally.carried,
        tally.found,
        tally.reopened,
        tally.rectified,
        tally.pending,
        tally.overdue,
        tally.waived,
    ];
    let [a, b, c, d, e, f, g] = counts.map(|count| count.to_string());
    let rate = tally
        .rate
        .map_or_else(|| "-".to_owned(), |rate| format!("{rate:.1}%"));
    [a, b, c, d, e, f, g, rate]
}

#[cfg(test)]
mod tests;
