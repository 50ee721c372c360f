//! 工作日: which days are working days by the notices of the State Council, and how they are counted.
//!
//! A year for which there is no notice is never guessed: every answer is a [`Result`] whose error names the missing year.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use crate::date::Date;

const DATA: &str = include_str!("calendar/notices.txt");

/// The notices that are built in.
static BUILT_IN: LazyLock<Calendar> = LazyLock::new(|| Calendar::new(read(DATA)));

/// From this day of December on, days may belong to the notice for the year that follows: 2018-12-29 was worked by that for 2019.
const TURN_OF_YEAR: u8 = 29;

/// 节假日安排通知: one notice, and the days that it makes other than the week has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The year that it is for.
    pub year: u16,
    /// 文号.
    pub document: String,
    /// The day on which it was issued.
    pub issued: Date,
    /// Weekdays that are no working days, and make-up days that it takes back.
    pub off: Vec<Date>,
    /// Saturdays and Sundays that are working days.
    pub worked: Vec<Date>,
}

/// A year that no notice is known for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingYear(
    /// The year.
    pub u16,
);

impl fmt::Display for MissingYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no notice of public holidays is known for {}", self.0)
    }
}

impl std::error::Error for MissingYear {}

/// The calendar of working days.
///
/// ```
/// use tongyuan_model::Date;
/// use tongyuan_model::calendar::{Calendar, MissingYear};
///
/// let calendar = Calendar::built_in();
/// let friday = Date::parse("2018-09-28").unwrap();
/// // The Saturday after it was worked in turn for the national holidays.
/// let due = calendar.add_working_days(friday, 1);
/// assert_eq!(due.map(|due| due.to_string()), Ok("2018-09-29".to_owned()));
///
/// let unknown = Date::parse("2017-05-02").unwrap();
/// assert_eq!(calendar.is_working_day(unknown), Err(MissingYear(2017)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    notices: Vec<Notice>,
    /// Whether a day that a notice names is worked.
    days: BTreeMap<Date, bool>,
}

/// The calendar of the notices that are built in.
impl Default for Calendar {
    fn default() -> Self {
        Self::built_in().clone()
    }
}

impl Calendar {
    /// The calendar of some notices: of two that name a day, the one issued later counts.
    #[must_use]
    pub fn new(mut notices: Vec<Notice>) -> Self {
        notices.sort_by_key(|notice| notice.issued);
        let mut days = BTreeMap::new();
        for notice in &notices {
            days.extend(notice.off.iter().map(|day| (*day, false)));
            days.extend(notice.worked.iter().map(|day| (*day, true)));
        }
        Self { notices, days }
    }

    /// The calendar of the notices that are built in, for 2018 to 2026.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The calendar with one more notice; it counts before those that were issued earlier.
    #[must_use]
    pub fn with(&self, notice: Notice) -> Self {
        let mut notices = self.notices.clone();
        notices.push(notice);
        Self::new(notices)
    }

    /// The calendar with other notices for the years that these are for.
    #[must_use]
    pub fn replaced_by(&self, notices: &[Notice]) -> Self {
        let is_replaced = |year: u16| notices.iter().any(|notice| notice.year == year);
        let kept = self.notices.iter().filter(|own| !is_replaced(own.year));
        Self::new(kept.cloned().chain(notices.iter().cloned()).collect())
    }

    /// The calendar as it was known on a day: without the notices that were issued later.
    #[must_use]
    pub fn known_on(&self, day: Date) -> Self {
        let known = self.notices.iter().filter(|notice| notice.issued <= day);
        Self::new(known.cloned().collect())
    }

    /// The notices, in the order of their issue.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Whether a day is a working day.
    ///
    /// # Errors
    ///
    /// The year whose notice is missing. The last days of December need the notice for the next year as well.
    pub fn is_working_day(&self, day: Date) -> Result<bool, MissingYear> {
        self.require(day.year)?;
        if let Some(worked) = self.days.get(&day) {
            return Ok(*worked);
        }
        if day.month == 12 && day.day >= TURN_OF_YEAR {
            self.require(day.year.saturating_add(1))?;
        }
        Ok(!day.is_weekend())
    }

    /// The last day of a period of so many working days. The day on which it starts is not counted (民法典第二百零一条); a period of
    /// none ends on that day.
    ///
    /// # Errors
    ///
    /// The year whose notice is missing.
    pub fn add_working_days(&self, start: Date, count: u32) -> Result<Date, MissingYear> {
        let (mut day, mut left) = (start, count);
        while left > 0 {
            day = day.next();
            left -= u32::from(self.is_working_day(day)?);
        }
        Ok(day)
    }

    /// How many working days a period took: those after `start` up to and with `end`; none where `end` is not after `start`.
    ///
    /// # Errors
    ///
    /// The year whose notice is missing.
    pub fn working_days_between(&self, start: Date, end: Date) -> Result<u32, MissingYear> {
        let (mut day, mut count) = (start, 0);
        while day < end {
            day = day.next();
            count += u32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    fn require(&self, year: u16) -> Result<(), MissingYear> {
        let is_known = self.notices.iter().any(|notice| notice.year == year);
        is_known.then_some(()).ok_or(MissingYear(year))
    }
}

/// The notices of the table. That no line of it is skipped is held by the totals in the tests.
fn read(data: &str) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let dates = |words: std::str::SplitWhitespace<'_>| {
            words.filter_map(Date::parse).collect::<Vec<_>>()
        };
        match (words.next(), notices.last_mut()) {
            (Some("休"), Some(notice)) => notice.off.extend(dates(words)),
            (Some("班"), Some(notice)) => notice.worked.extend(dates(words)),
            (Some(year), _) => notices.extend(heading(year, words)),
            (None, _) => {}
        }
    }
    notices
}

fn heading<'t>(year: &str, mut words: impl Iterator<Item = &'t str>) -> Option<Notice> {
    Some(Notice {
        year: year.parse().ok()?,
        document: words.next()?.to_owned(),
        issued: Date::parse(words.next()?)?,
        off: Vec::new(),
        worked: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|| unreachable!("{text}"))
    }

    /// How many working days a year has, counted one by one.
    fn total(calendar: &Calendar, year: u16) -> Result<u32, MissingYear> {
        let mut day = Date {
            year,
            month: 1,
            day: 1,
        };
        let mut count = 0;
        while day.year == year {
            count += u32::from(calendar.is_working_day(day)?);
            day = day.next();
        }
        Ok(count)
    }

    #[test]
    fn years_have_their_totals() {
        let totals = [250, 250, 249, 250, 249, 249, 251, 248];
        for (year, right) in (2018..).zip(totals) {
            assert_eq!(total(Calendar::built_in(), year), Ok(right), "{year}");
        }
        // The end of the last year hangs on a notice that is not out yet.
        assert_eq!(total(Calendar::built_in(), 2026), Err(MissingYear(2027)));
        let next = Notice {
            year: 2027,
            document: String::new(),
            issued: date("2026-11-30"),
            off: Vec::new(),
            worked: Vec::new(),
        };
        assert_eq!(total(&Calendar::built_in().with(next), 2026), Ok(248));
    }

    #[test]
    fn every_day_of_the_table_says_something() {
        let calendar = Calendar::built_in();
        let read: usize = calendar
            .notices
            .iter()
            .map(|n| n.off.len() + n.worked.len())
            .sum();
        let written = DATA.lines().filter(|line| line.starts_with(['休', '班']));
        let written: usize = written
            .map(|line| line.split_whitespace().count() - 1)
            .sum();
        assert_eq!(read, written);
        assert_eq!(calendar.notices.len(), 11);
        for (day, worked) in &calendar.days {
            // 2020-02-01, a Saturday, was to be worked until the holidays were prolonged.
            let taken_back = day.to_string() == "2020-02-01";
            assert!(*worked == day.is_weekend() || taken_back, "{day}");
        }
    }

    #[test]
    fn the_day_of_start_is_not_counted() {
        let calendar = Calendar::built_in();
        let due = |text| calendar.add_working_days(date(text), 1);
        assert_eq!(due("2018-09-28"), Ok(date("2018-09-29")));
        assert_eq!(due("2018-09-30"), Ok(date("2018-10-08")));
        assert_eq!(due("2018-12-28"), Ok(date("2018-12-29")));
        assert_eq!(due("2020-01-23"), Ok(date("2020-02-03")));
        let between = |a, b| calendar.working_days_between(date(a), date(b));
        assert_eq!(between("2018-09-28", "2018-10-08"), Ok(3));
        assert_eq!(between("2018-10-08", "2018-09-28"), Ok(0));
        assert_eq!(between("2017-12-28", "2018-01-02"), Err(MissingYear(2017)));
    }

    #[test]
    fn a_year_can_be_put_in_place_of_another() {
        let calendar = Calendar::built_in();
        let own = Notice {
            year: 2024,
            document: "示例".to_owned(),
            issued: date("2023-12-01"),
            off: vec![date("2024-03-05")],
            worked: Vec::new(),
        };
        let own = calendar.replaced_by(&[own]);
        assert_eq!(own.is_working_day(date("2024-03-05")), Ok(false));
        // The Mid-Autumn of the notice that was replaced is forgotten, the one of another year is not.
        assert_eq!(own.is_working_day(date("2024-09-17")), Ok(true));
        assert_eq!(own.is_working_day(date("2023-09-29")), Ok(false));
        assert_eq!(own.notices().len(), calendar.notices().len());
    }

    #[test]
    fn a_notice_counts_from_its_issue() {
        let calendar = Calendar::built_in();
        let then = calendar.known_on(date("2019-03-21"));
        assert_eq!(then.is_working_day(date("2019-05-02")), Ok(true));
        assert_eq!(calendar.is_working_day(date("2019-05-02")), Ok(false));
        let then = calendar.known_on(date("2020-01-26"));
        assert_eq!(then.is_working_day(date("2020-02-01")), Ok(true));
        assert_eq!(calendar.is_working_day(date("2020-02-01")), Ok(false));
        assert_eq!(
            then.is_working_day(date("2021-01-04")),
            Err(MissingYear(2021))
        );
    }
}
