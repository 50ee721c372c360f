//! What an inspection looked at, and so what it means that it did not find something.

use std::collections::{BTreeMap, BTreeSet};

use super::{Absent, Seen, Unseen};
use crate::rule::{Check, Rule};
use crate::schedule::BY_WORKING_DAYS;
use tongyuan_model::Key;

use crate::unread::{ANYWHERE, part_of};
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
    /// Whether the list of items was held against the guides.
    pub has_list: bool,
    /// Guides that are not there, and whose items are listed all the same.
    pub listed: BTreeSet<String>,
    /// The files of guides whose source could not be read, so that nothing of them was looked at.
    pub unread_files: BTreeSet<String>,
    /// Every file that was looked at, those that belong to no guide as well.
    pub files: BTreeSet<String>,
}

/// A guide that an inspection looked at.
#[derive(Clone, Debug, Default)]
pub struct SeenGuide {
    /// Whether its source could not be read.
    pub is_unread: bool,
    /// The parts of the source that could not be read whole, by their first keys or their paths, or [`ANYWHERE`].
    pub unread: BTreeSet<String>,
    /// The parts of the source of which nothing could be read, so that nothing in them was looked at either.
    pub lost: BTreeSet<String>,
    /// Whether some form or sample that it names could not be read.
    pub lacks_samples: bool,
    /// Whether records of handled cases were judged for it.
    pub has_cases: bool,
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
    /// The parts of it that could not be read whole, by their first keys or their paths, or [`ANYWHERE`].
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
    /// The file that it stands in.
    pub file: Option<&'s str>,
}

/// The rules that judge by what came of asking for a page, and see nothing where nobody asked.
const BY_CAPTURE: [&str; 2] = ["url-dead", "url-ipv6-missing"];
/// The rule that judges by there being nothing of a channel.
const BY_ABSENCE: &str = "guide-unpublished";
/// The rules that look into forms and samples as well.
const BY_SAMPLES: [&str; 2] = ["material-sample-personal-data", "personal-data-exposed"];
/// The rules that look at another part than the one that they speak of, with that part; all of a guide where it is [`ANYWHERE`].
const ALSO: [(&str, &str); 3] = [
    ("time-limit-contradicts-handling", "item"),
    ("audience-mismatch", "item"),
    ("guide-contradicts-itself", ANYWHERE),
];

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
        // Another file may say that it is of the same guide.
        if subject
            .file
            .is_some_and(|own| self.unread_files.contains(own))
        {
            return Err(Unseen::GuideUnread);
        }
        let by_capture = BY_CAPTURE.contains(&subject.rule);
        let is_of_all =
            built_in.is_some_and(|rule| !matches!(rule.check, Check::Dossier(_))) && !by_capture;
        match subject.guide.filter(|_| !is_of_all) {
            None => self.across(subject),
            Some(guide) => match self.guides.get(guide) {
                None => self.gone(guide, subject.file),
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
        let needed = built_in.and_then(|rule| rule.needs).map(|own| own.key());
        let by_days = BY_WORKING_DAYS
            .contains(&subject.rule)
            .then_some("calendar");
        let by_waivers = is_of_family(built_in, "waiver").then_some("waivers");
        let by_list = (subject.rule == BY_ABSENCE).then_some("items");
        let mut registers = [needed, by_days, by_waivers, by_list].into_iter().flatten();
        if registers.any(|own| self.unread_registers.contains(own)) {
            return Err(Unseen::RegisterUnread);
        }
        if is_of_family(built_in, "practice") && !self.has_practice {
            return Err(Unseen::PracticeUnread);
        }
        Ok(())
    }

    /// Of what shows across guides, or of none.
    fn across(&self, subject: Subject<'_>) -> Result<Absent, Unseen> {
        if !self.is_whole {
            return Err(Unseen::OtherPart);
        }
        let is_unread = |guide: &SeenGuide| {
            let mut pages = guide.pages.values();
            guide.is_unread || pages.any(|page| page.is_unread)
        };
        let is_doubtful = |guide: &SeenGuide| is_of(&guide.unread, subject.field);
        if self.guides.values().any(is_unread) {
            return Err(Unseen::SomeUnread);
        }
        if self.guides.values().any(is_doubtful) {
            return Err(Unseen::PartUnread);
        }
        match subject.guide {
            Some(guide) if !self.guides.contains_key(guide) => self.gone(guide, subject.file),
            _ => Ok(Absent::Mended),
        }
    }

    /// Of a guide that is not there.
    fn gone(&self, guide: &str, file: Option<&str>) -> Result<Absent, Unseen> {
        if !self.is_whole {
            return Err(Unseen::OtherPart);
        }
        // A guide that cannot be read goes by its file, and may be this one.
        if self.guides.values().any(|own| own.is_unread) {
            return Err(Unseen::SomeUnread);
        }
        // The file is there, and says that it is of another guide or of none.
        if file.is_some_and(|own| self.files.contains(own)) {
            return Err(Unseen::StillPublished);
        }
        match (self.has_list, self.listed.contains(guide)) {
            (false, _) => Err(Unseen::NoList),
            (true, true) => Err(Unseen::StillListed),
            (true, false) => Ok(Absent::GuideGone),
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
        // These judge how the source is written, and see all that is where it belongs.
        if is_of_family(built_in, "schema") {
            return match is_of(&self.lost, subject.field) {
                true => Err(Unseen::PartUnread),
                false => Ok(Absent::Mended),
            };
        }
        if is_of_family(built_in, "practice") && !self.has_cases {
            return Err(Unseen::NoCases);
        }
        let lacks_samples = self.lacks_samples && BY_SAMPLES.contains(&subject.rule);
        if lacks_samples
            || is_of(&self.unread, subject.field)
            || self.lacks_other(subject, built_in)
        {
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

    /// Whether another part could not be read whole that the rule looks at as well; a rule of the repository may look at any.
    fn lacks_other(&self, subject: Subject<'_>, built_in: Option<&Rule>) -> bool {
        let also = ALSO.iter().find(|(rule, _)| *rule == subject.rule);
        let part = match (also, built_in) {
            (Some((_, part)), _) => *part,
            (None, Some(_)) => return false,
            (None, None) => ANYWHERE,
        };
        let lacks = |parts: &BTreeSet<String>| match part {
            ANYWHERE => !parts.is_empty(),
            part => is_of(parts, Some(part)),
        };
        let page = subject.channel.and_then(|own| self.pages.get(own));
        lacks(&self.unread) || page.is_some_and(|own| lacks(&own.unread))
    }
}

/// Whether a rule that is built in is of a family.
fn is_of_family(built_in: Option<&Rule>, name: &str) -> bool {
    built_in.is_some_and(|rule| family(rule) == name)
}

/// Whether a field is in one of these parts, or has something of it; of no field it is only where all of them are meant.
fn is_of(parts: &BTreeSet<String>, field: Option<&str>) -> bool {
    if parts.contains(ANYWHERE) {
        return true;
    }
    let Some(field) = field else { return false };
    // A key of the file is named without what leads to it.
    let part = match Key::of_word(field) {
        Some((key, _)) if !field.contains('.') => part_of(key),
        _ => field.split('.').next().unwrap_or(field),
    };
    let is_below = |own: &String| own.split('.').next() == Some(field);
    parts.contains(field) || parts.contains(part) || parts.iter().any(is_below)
}
