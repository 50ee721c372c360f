//! How long a case took, in each unit in which a limit may be stated.

use std::sync::LazyLock;

use crate::calendar::Calendar;
use crate::date::Date;

/// How long a case took, the time that does not count left out. The day on which it began is not counted.
///
/// Days of the calendar and months end with the first working day, where their last day is none (民法典第二百零三条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Taken {
    /// In working days.
    pub working: u32,
    /// The shortest limit in days of the calendar that it kept.
    pub calendar: u32,
    /// The shortest limit in months that it kept.
    pub months: u32,
}

/// How many working days there were up to each day of the years whose notices are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkingDays(&'static Totals);

#[derive(Debug)]
struct Totals {
    /// The number of the day before the first.
    before: i64,
    /// For that day, and for each one after it, how many working days there were.
    totals: Vec<u32>,
}

static BUILT_IN: LazyLock<Totals> = LazyLock::new(|| Totals::of(Calendar::built_in()));

impl Default for WorkingDays {
    fn default() -> Self {
        Self(&BUILT_IN)
    }
}

impl Totals {
    fn of(calendar: &Calendar) -> Self {
        let years = calendar.notices().iter().map(|notice| notice.year);
        let first = years.min().unwrap_or(0);
        let mut day = Date {
            year: first,
            month: 1,
            day: 1,
        };
        let mut totals = vec![0];
        let before = number(day) - 1;
        while let Ok(worked) = calendar.is_working_day(day) {
            let last = totals.last().copied().unwrap_or(0);
            totals.push(last + u32::from(worked));
            day = day.next();
        }
        Self { before, totals }
    }

    /// How many working days there were up to and with a day, counted from the first that is known.
    fn until(&self, day: i64) -> Option<u32> {
        let at = usize::try_from(day - self.before).ok()?;
        self.totals.get(at).copied()
    }
}

impl WorkingDays {
    /// How long it took from one day to another; none where a year is not known, or the one comes after the other.
    pub(super) fn taken(self, from: Date, to: Date, suspended: &[(Date, Date)]) -> Option<Taken> {
        let (start, end) = (number(from), number(to));
        if end < start {
            return None;
        }
        let until = |day| self.0.until(day);
        let mut working = until(end)? - until(start)?;
        let mut days = 0;
        for (first, last) in joined(suspended) {
            let (after, last) = ((first - 1).max(start), last.min(end));
            if after < last {
                working -= until(last)? - until(after)?;
                days += last - after;
            }
        }
        // A limit that ended on one of the days off before the last day ended with the last day.
        let mut kept = end;
        while kept > start && until(kept - 1)? == until((kept - 2).max(self.0.before))? {
            kept -= 1;
        }
        let kept = (kept - days).max(start);
        Some(Taken {
            working,
            calendar: u32::try_from(kept - start).ok()?,
            months: months(from, date(kept)),
        })
    }
}

/// Intervals as numbers of days, those that touch or overlap joined.
fn joined(intervals: &[(Date, Date)]) -> Vec<(i64, i64)> {
    let mut numbers: Vec<(i64, i64)> = intervals
        .iter()
        .map(|(first, last)| (number(*first), number(*last)))
        .collect();
    numbers.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (first, last) in numbers {
        match joined.last_mut() {
            Some(before) if first <= before.1 + 1 => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

/// The fewest whole months after which a day has not passed.
fn months(from: Date, (year, month, day): (i64, i64, i64)) -> u32 {
    let whole = (year - i64::from(from.year)) * 12 + month - i64::from(from.month);
    let begun = i64::from(day > i64::from(from.day));
    u32::try_from((whole + begun).max(0)).unwrap_or(u32::MAX)
}

/// The number of a day: how many there were since the first of March of the year 0.
fn number(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month), i64::from(date.day));
    let year = i64::from(date.year) - i64::from(month < 3);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
}

/// Year, month and day of a number.
fn date(number: i64) -> (i64, i64, i64) {
    let era = number.div_euclid(146_097);
    let of_era = number.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(from: &str, to: &str, suspended: &[(&str, &str)]) -> Option<(u32, u32, u32)> {
        let day = |text: &str| Date::parse(text).unwrap();
        let suspended: Vec<_> = suspended.iter().map(|(a, b)| (day(a), day(b))).collect();
        let taken = WorkingDays::default().taken(day(from), day(to), &suspended);
        taken.map(|taken| (taken.working, taken.calendar, taken.months))
    }

    #[test]
    fn days_are_counted_in_their_own_unit() {
        // Over the national holidays of 2018: the 29th and 30th of September were worked.
        assert_eq!(taken("2018-09-28", "2018-10-08", &[]), Some((3, 3, 1)));
        assert_eq!(taken("2024-03-01", "2024-03-01", &[]), Some((0, 0, 0)));
        assert_eq!(taken("2024-03-01", "2024-03-05", &[]), Some((2, 4, 1)));
        assert_eq!(taken("2024-01-31", "2024-02-29", &[]), Some((18, 29, 1)));
        assert_eq!(
            taken("2024-03-05", "2024-04-15", &[]).map(|own| own.2),
            Some(2)
        );
        // Ten days off count in neither.
        assert_eq!(
            taken(
                "2024-03-01",
                "2024-03-20",
                &[("2024-03-04", "2024-03-08"), ("2024-03-07", "2024-03-13")]
            ),
            Some((5, 9, 1))
        );
        assert_eq!(taken("2024-03-05", "2024-03-01", &[]), None);
        assert_eq!(taken("2016-03-01", "2016-03-05", &[]), None);
        assert_eq!(taken("2024-03-01", "2031-03-05", &[]), None);
    }

    #[test]
    fn numbers_of_days_lead_back() {
        let mut day = Date::parse("1999-12-25").unwrap();
        for _ in 0..3_000 {
            let (year, month, of_month) = date(number(day));
            assert_eq!(
                (year, month, of_month),
                (
                    i64::from(day.year),
                    i64::from(day.month),
                    i64::from(day.day)
                )
            );
            assert_eq!(number(day.next()), number(day) + 1);
            day = day.next();
        }
    }

    /// The sums agree with the calendar, which counts one by one.
    #[test]
    fn totals_agree_with_the_calendar() {
        let calendar = Calendar::built_in();
        let start = Date::parse("2019-12-20").unwrap();
        let mut day = start;
        for _ in 0..800 {
            let taken = WorkingDays::default().taken(start, day, &[]).unwrap();
            assert_eq!(Ok(taken.working), calendar.working_days_between(start, day));
            day = day.next();
        }
    }
}
