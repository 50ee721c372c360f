//! What an inspection looked at, and so what it means that it did not find something.

use std::collections::{BTreeMap, BTreeSet};

use super::{Absent, Seen, Unseen};
use crate::rule::{Check, Rule};
use crate::schedule::BY_WORKING_DAYS;
use crate::unread::ANYWHERE;
use crate::{family, rule};

/// What an inspection looked at.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// Whether that was the whole repository.
    pub is_whole: bool,
    /// The rules that judged.
    pub rules: BTreeSet<String>,
    /// The rules of these that looked at some fields only, with the paths of the fields.
    pub limited: BTreeMap<String, Vec<String>>,
    /// The guides.
    pub guides: BTreeMap<String, SeenGuide>,
    /// The registers that could not be read whole, by their keys.
    pub unread_registers: BTreeSet<String>,
    /// Whether the records of handled cases were all read.
    pub has_practice: bool,
    /// Guides that are not there, and whose items are listed all the same.
    pub listed: BTreeSet<String>,
    /// Guides that are not there, and are published all the same.
    pub orphans: BTreeSet<String>,
}

/// A guide that an inspection looked at.
#[derive(Clone, Debug, Default)]
pub struct SeenGuide {
    /// Whether its source could not be read.
    pub is_unread: bool,
    /// The parts of the source that could not be read whole, by their first keys, or [`ANYWHERE`].
    pub unread: BTreeSet<String>,
    /// The rules that could give no answer for it.
    pub unjudged: BTreeSet<String>,
    /// The channels that serve its item; none where the guide does not say.
    pub served: BTreeSet<String>,
    /// The channels that publish something of it.
    pub pages: BTreeMap<String, SeenPage>,
    /// The channels whose pages were asked for.
    pub captured: BTreeSet<String>,
}

/// What a channel publishes of a guide.
#[derive(Clone, Debug, Default)]
pub struct SeenPage {
    /// Whether some of it could not be read at all.
    pub is_unread: bool,
    /// The parts of it that could not be read whole, by their first keys, or [`ANYWHERE`].
    pub unread: BTreeSet<String>,
}

/// What a finding is of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// The rule.
    pub rule: &'s str,
    /// The guide.
    pub guide: Option<&'s str>,
    /// The channel that departs.
    pub channel: Option<&'s str>,
    /// The path of the field.
    pub field: Option<&'s str>,
}

/// The rules that judge by what came of asking for a page, and see nothing where nobody asked.
const BY_CAPTURE: [&str; 2] = ["url-dead", "url-ipv6-missing"];
/// The rule that judges by there being nothing of a channel.
const BY_ABSENCE: &str = "guide-unpublished";

impl Sight {
    /// What it means that an inspection did not find something.
    #[must_use]
    pub fn of_missing(&self, subject: Subject<'_>) -> Seen {
        match self.look(subject) {
            Ok(absent) => Seen::Absent(absent),
            Err(unseen) => Seen::Unseen(unseen),
        }
    }

    fn look(&self, subject: Subject<'_>) -> Result<Absent, Unseen> {
        let built_in = rule(subject.rule);
        self.judged(subject, built_in)?;
        let is_of_all = built_in.is_some_and(|rule| !matches!(rule.check, Check::Dossier(_)));
        match subject.guide.filter(|_| !is_of_all) {
            None => self.across(subject),
            Some(guide) => match self.guides.get(guide) {
                None => self.gone(guide),
                Some(seen) => seen.look(subject, built_in),
            },
        }
    }

    /// Whether the rule judged, by all that it judges by.
    fn judged(&self, subject: Subject<'_>, built_in: Option<&Rule>) -> Result<(), Unseen> {
        if !self.rules.contains(subject.rule) {
            return Err(Unseen::RuleSilent);
        }
        if let (Some(fields), Some(field)) = (self.limited.get(subject.rule), subject.field)
            && !fields.iter().any(|own| own == field)
        {
            return Err(Unseen::OtherFields);
        }
        let of_family = |name| built_in.is_some_and(|rule| family(rule) == name);
        let needed = built_in.and_then(|rule| rule.needs).map(|own| own.key());
        let by_days = BY_WORKING_DAYS
            .contains(&subject.rule)
            .then_some("calendar");
        let by_waivers = of_family("waiver").then_some("waivers");
        let mut registers = [needed, by_days, by_waivers].into_iter().flatten();
        if registers.any(|own| self.unread_registers.contains(own)) {
            return Err(Unseen::RegisterUnread);
        }
        if of_family("practice") && !self.has_practice {
            return Err(Unseen::PracticeUnread);
        }
        Ok(())
    }

    /// Of what shows across guides, or of none.
    fn across(&self, subject: Subject<'_>) -> Result<Absent, Unseen> {
        if !self.is_whole {
            return Err(Unseen::OtherPart);
        }
        let is_doubtful = |guide: &SeenGuide| {
            let mut pages = guide.pages.values();
            guide.is_unread
                || pages.any(|page| page.is_unread)
                || is_of(&guide.unread, subject.field)
        };
        match self.guides.values().any(is_doubtful) {
            true => Err(Unseen::SomeUnread),
            false => match subject.guide {
                Some(guide) if !self.guides.contains_key(guide) => self.gone(guide),
                _ => Ok(Absent::Mended),
            },
        }
    }

    /// Of a guide that is not there.
    fn gone(&self, guide: &str) -> Result<Absent, Unseen> {
        if !self.is_whole {
            return Err(Unseen::OtherPart);
        }
        // A guide that cannot be read goes by its file, and may be this one.
        if self.guides.values().any(|own| own.is_unread) {
            return Err(Unseen::SomeUnread);
        }
        if self.orphans.contains(guide) {
            return Err(Unseen::StillPublished);
        }
        match self.listed.contains(guide) {
            true => Err(Unseen::StillListed),
            false => Ok(Absent::GuideGone),
        }
    }
}

impl SeenGuide {
    fn look(&self, subject: Subject<'_>, built_in: Option<&Rule>) -> Result<Absent, Unseen> {
        if self.is_unread {
            return Err(Unseen::GuideUnread);
        }
        if self.unjudged.contains(subject.rule) {
            return Err(Unseen::RuleGaveUp);
        }
        // These judge how the source is written, and see all of it.
        if built_in.is_some_and(|rule| family(rule) == "schema") {
            return Ok(Absent::Mended);
        }
        if is_of(&self.unread, subject.field) {
            return Err(Unseen::PartUnread);
        }
        let Some(channel) = subject.channel else {
            // It may have been seen in whatever is published of the guide.
            return match self.pages.values().any(|page| page.is_unread) {
                true => Err(Unseen::DocumentUnread),
                false => Ok(Absent::Mended),
            };
        };
        if BY_CAPTURE.contains(&subject.rule) {
            return match self.captured.contains(channel) {
                true => Ok(Absent::Mended),
                false => Err(Unseen::NotCaptured),
            };
        }
        match self.pages.get(channel) {
            Some(page) if page.is_unread => Err(Unseen::DocumentUnread),
            Some(page) if is_of(&page.unread, subject.field) => Err(Unseen::PartUnread),
            Some(_) => Ok(Absent::Mended),
            None if subject.rule == BY_ABSENCE => Ok(Absent::Mended),
            None if self.served.is_empty() || self.served.contains(channel) => {
                Err(Unseen::DocumentMissing)
            }
            None => Ok(Absent::DocumentGone),
        }
    }
}

/// Whether a field is of one of these parts; of no field it is only where all of them are meant.
fn is_of(parts: &BTreeSet<String>, field: Option<&str>) -> bool {
    let part = field.and_then(|own| own.split('.').next());
    parts.contains(ANYWHERE) || part.is_some_and(|own| parts.contains(own))
}
