//! A day of the calendar, and a moment of it.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
use jiff::tz::Offset;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// The date of a text `YYYY-MM-DD`; also of one that goes on with a time of day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = text.get(..10)?;
        let rest = &text[10..];
        if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
            return None;
        }
        let mut parts = date.split('-');
        let mut next = |digits: usize| {
            parts
                .next()
                .filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let date = Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        let exists = (1..=date.days_of_month()).contains(&date.day);
        (parts.next().is_none() && exists).then_some(date)
    }

    fn days_of_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        }
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        let Self { year, month, day } = self;
        if day < self.days_of_month() {
            let day = day + 1;
            Self { year, month, day }
        } else if month < 12 {
            let (month, day) = (month + 1, 1);
            Self { year, month, day }
        } else {
            let year = year.saturating_add(1);
            Self {
                year,
                month: 1,
                day: 1,
            }
        }
    }

    /// How many days it is from this one to another; none where that one is not later.
    #[must_use]
    pub fn days_until(self, later: Self) -> u32 {
        later.number().saturating_sub(self.number())
    }

    /// The days since the beginning of the calendar.
    fn number(self) -> u32 {
        const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
        let year = u32::from(self.year);
        // Leap days up to the end of last year, the one of year 0 among them.
        let leaps = year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
        let month = self.month.clamp(1, 12);
        let is_past_leap_day = month > 2 && Self { month: 2, ..self }.days_of_month() == 29;
        year * 365
            + leaps
            + BEFORE[usize::from(month - 1)]
            + u32::from(is_past_leap_day)
            + u32::from(self.day)
    }

    /// Whether it is a Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        // Sakamoto's way to the day of the week: a year is thought to begin in March.
        const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let shift = SHIFT[usize::from(self.month.clamp(1, 12) - 1)];
        // 400 years have whole weeks, so that the year 0 has one before it.
        let year = u32::from(self.year) + 400 - u32::from(self.month < 3);
        let weekday = (year + year / 4 - year / 100 + year / 400 + shift + u32::from(self.day)) % 7;
        weekday == 0 || weekday == 6
    }
}

/// When something was done: on a day, or at an instant of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day, in Beijing time where an instant is given.
    pub day: Date,
    instant: Option<Timestamp>,
}

impl Moment {
    /// Hours that the clocks of China are ahead of UTC.
    const AHEAD: i8 = 8;

    /// The moment of a text: a date, or a date with a time of day and its offset.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = Date::parse(text)?;
        let instant: Option<Timestamp> = text.trim().parse().ok();
        let here = instant.and_then(|instant| {
            let local = Offset::constant(Self::AHEAD).to_datetime(instant);
            Date::parse(&local.date().to_string())
        });
        Some(Self {
            day: here.unwrap_or(day),
            instant,
        })
    }

    /// Which of two moments is the earlier one; of one day, none where either is no more than the day.
    #[must_use]
    pub fn order(self, other: Self) -> Option<Ordering> {
        match (self.instant, other.instant) {
            (Some(own), Some(its)) => Some(own.cmp(&its)),
            _ => Some(self.day.cmp(&other.day)).filter(|order| order.is_ne()),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_exist() {
        let date = |text| Date::parse(text).map(|date| date.to_string());
        assert_eq!(date("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(
            date("2024-03-01T09:00:00+08:00").as_deref(),
            Some("2024-03-01")
        );
        for bad in [
            "2023-02-29",
            "2024-13-01",
            "2024-1-1",
            "2024年1月1日",
            "",
            "2024-01-01x",
        ] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments_are_told_apart_as_far_as_they_are_known() {
        let order = |a, b| Moment::parse(a)?.order(Moment::parse(b)?);
        assert_eq!(order("2024-03-01", "2024-03-02"), Some(Ordering::Less));
        assert_eq!(order("2024-03-01", "2024-03-01"), None);
        assert_eq!(order("2024-03-01", "2024-03-01T09:00:00+08:00"), None);
        assert_eq!(
            order("2024-03-01T09:00:00+08:00", "2024-03-01T00:30:00Z"),
            Some(Ordering::Greater)
        );
        // Eight in the evening in London is the next morning in Beijing.
        let day = Moment::parse("2024-03-01T20:00:00Z").map(|own| own.day.to_string());
        assert_eq!(day.as_deref(), Some("2024-03-02"));
        assert!(Moment::parse("2024年3月1日").is_none());
    }

    #[test]
    fn days_follow_each_other_and_weeks_have_weekends() {
        let mut date = Date {
            year: 2018,
            month: 1,
            day: 1,
        }; // a Monday
        let first = date;
        for count in 0..3000 {
            assert_eq!(date.is_weekend(), count % 7 >= 5, "{date}");
            assert_eq!((first.days_until(date), date.days_until(first)), (count, 0));
            date = date.next();
        }
        assert_eq!(date.to_string(), "2026-03-20");
    }
}
