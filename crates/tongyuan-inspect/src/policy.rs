//! What a repository sets: which rules are on and how severe they are, and the day that counts as today.

use std::collections::BTreeMap;
use std::fmt;

use tongyuan_compare::Terms;
use tongyuan_model::Field;

use crate::rule::Rule;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// 提示.
    Note,
    /// 一般.
    Warning,
    /// 严重.
    Error,
}

impl Severity {
    /// The name in data and settings.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of a name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "note" => Some(Self::Note),
            "warning" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

/// A day of the calendar. Only compared: nothing is counted with it here.
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
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    fn exists(self) -> bool {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// What a repository sets for its inspection.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Severities that replace a rule's own, by rule id; `None` turns the rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The fields that a rule is limited to, by rule id; a rule that is not named here looks at all of its own.
    pub fields: BTreeMap<String, Vec<Field>>,
    /// Whether item codes of older local schemes are right as well.
    pub local_codes: bool,
    /// On which terms texts are compared.
    pub terms: Terms,
    /// The day that counts as today; without one, what depends on it is not judged.
    pub today: Option<Date>,
}

impl Policy {
    /// Whether a rule is on.
    #[must_use]
    pub fn is_on(&self, rule: &Rule) -> bool {
        rule.is_active() && self.severities.get(rule.id) != Some(&None)
    }

    /// Whether a rule looks at a field.
    #[must_use]
    pub fn looks_at(&self, rule: &Rule, field: Field) -> bool {
        let limited = self.fields.get(rule.id);
        limited.is_none_or(|fields| fields.contains(&field))
    }

    /// The severity of a finding of a rule; `own` is what the rule itself gives it.
    #[must_use]
    pub fn severity(&self, rule: &Rule, own: Severity) -> Severity {
        match self.severities.get(rule.id) {
            Some(Some(severity)) => *severity,
            _ => own,
        }
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
}
