//! What a repository sets: which rules are on and how severe they are, and the day that counts as today.

use std::collections::BTreeMap;

use tongyuan_compare::Terms;
pub use tongyuan_model::Date;
use tongyuan_model::Field;
use tongyuan_model::calendar::Calendar;

use crate::dossier::Registers;
use crate::own::OwnRules;
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
    /// Which days are working days.
    pub calendar: Calendar,
    /// What is asked of guides.
    pub guides: GuidePolicy,
    /// What is asked of contacts.
    pub contacts: ContactPolicy,
    /// Hosts that are in use no more, beside those that are known to be.
    pub retired_hosts: Vec<String>,
    /// The day that counts as today; without one, what depends on it is not judged.
    pub today: Option<Date>,
    /// The rules that the repository has for itself.
    pub own_rules: OwnRules,
}

/// What a repository asks of guides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuidePolicy {
    /// Within how many days a guide is to be gone through again.
    pub verified_within: u32,
}

impl Default for GuidePolicy {
    fn default() -> Self {
        Self {
            verified_within: 730,
        }
    }
}

/// What a repository asks of contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactPolicy {
    /// Within how many days contacts are to be verified again.
    pub verified_within: u32,
    /// How many telephone numbers for consultation an authority may give.
    pub most_hotlines: usize,
}

impl Default for ContactPolicy {
    fn default() -> Self {
        Self {
            verified_within: 365,
            most_hotlines: 2,
        }
    }
}

impl Policy {
    /// The policy with what the registers add to it: names of materials that are one, and notices on public holidays.
    #[must_use]
    pub fn with_registers(mut self, registers: &Registers) -> Self {
        if let Some(catalogue) = &registers.materials {
            self.terms = self.terms.with_catalogue(&catalogue.value);
        }
        if let Some(calendar) = &registers.calendar {
            self.calendar = self.calendar.replaced_by(&calendar.value.notices());
        }
        self
    }

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

    /// The severity of a finding of the rule of an id; `own` is what the rule itself gives it.
    #[must_use]
    pub fn severity(&self, id: &str, own: Severity) -> Severity {
        match self.severities.get(id) {
            Some(Some(severity)) => *severity,
            _ => own,
        }
    }
}
