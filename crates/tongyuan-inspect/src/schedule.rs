//! 发布进度: when a version was approved, when each channel published it, and who was late by the calendar of working days.

use std::collections::BTreeSet;

use tongyuan_model::calendar::{Calendar, MissingYear};
use tongyuan_model::{Channel, Date, Moment, Reading, Span, Version};

use crate::dossier::{Dossier, Registers, serving};
use crate::policy::Policy;

/// A change is published within so many working days of its approval (2018 work plan, clause 23).
const WORKING_DAYS: u32 = 1;

/// When a version was approved and published.
#[derive(Debug)]
pub(crate) struct Schedule<'d> {
    version: &'d Version,
    approved: Option<Date>,
    published: Vec<Publication>,
}

/// When one channel published the version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Publication {
    pub(crate) channel: Channel,
    pub(crate) moment: Moment,
    pub(crate) span: Span,
}

/// A channel that published later than it should have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Late {
    pub(crate) publication: Publication,
    pub(crate) approved: Date,
    /// The last day on which it would have been in time.
    pub(crate) due: Date,
}

/// A channel that had not published when another one had, beyond the day on which both should have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Apart {
    pub(crate) first: Publication,
    pub(crate) channel: Channel,
    pub(crate) due: Date,
    /// When it did at last; none where it did not.
    pub(crate) later: Option<Publication>,
}

impl<'d> Schedule<'d> {
    /// The schedule that a version gives. A date that cannot be read is left to the schema.
    pub(crate) fn of(version: &'d Version) -> Self {
        let approval = version.approval.given();
        let published = version.published.given();
        let publication = |channel: &Channel| {
            let reading = published?.get(*channel);
            Some(Publication {
                channel: *channel,
                moment: Moment::parse(reading.text()?)?,
                span: reading.span(),
            })
        };
        Self {
            version,
            approved: approval.and_then(|approval| Date::parse(approval.approved_at.text()?)),
            published: Channel::ALL.iter().filter_map(publication).collect(),
        }
    }

    /// The channel that published first.
    pub(crate) fn first(&self) -> Option<Publication> {
        let all = self.published.iter().copied();
        all.min_by_key(|publication| publication.moment.day)
    }

    /// The channels that published after the day that was due.
    pub(crate) fn late(&self, calendar: &Calendar) -> Vec<Result<Late, MissingYear>> {
        let Some(approved) = self.approved else {
            return Vec::new();
        };
        let late = |publication: &Publication| {
            let due = overdue(approved, publication.moment.day, calendar).transpose()?;
            Some(due.map(|due| Late {
                publication: *publication,
                approved,
                due,
            }))
        };
        self.published.iter().filter_map(late).collect()
    }

    /// The channels of these that another one went ahead of, beyond the day that was due.
    ///
    /// Where the day of approval is known, a channel that published late is late, and not apart.
    pub(crate) fn apart(
        &self,
        channels: &[Channel],
        today: Option<Date>,
        calendar: &Calendar,
    ) -> Vec<Result<Apart, MissingYear>> {
        let Some(first) = self.first() else {
            return Vec::new();
        };
        let start = self.approved.unwrap_or(first.moment.day);
        let apart = |channel: &Channel| {
            let later = self.published.iter().find(|own| own.channel == *channel);
            let until = match later {
                Some(_) if self.approved.is_some() => return None,
                Some(later) => later.moment.day,
                None if self.says(*channel) => return None,
                None => today?,
            };
            let due = overdue(start, until, calendar).transpose()?;
            Some(due.map(|due| Apart {
                first,
                channel: *channel,
                due,
                later: later.copied(),
            }))
        };
        channels.iter().filter_map(apart).collect()
    }

    /// Whether something stands where the channel says when it published: what cannot be read is not absent.
    fn says(&self, channel: Channel) -> bool {
        let published = self.version.published.given();
        published.is_some_and(|own| {
            matches!(
                own.get(channel),
                Reading::Given(..) | Reading::Unreadable(..)
            )
        })
    }
}

/// The day that was due, where something was done after it. The next day is in time whatever the calendar says.
fn overdue(start: Date, done: Date, calendar: &Calendar) -> Result<Option<Date>, MissingYear> {
    if done <= start.next() {
        return Ok(None);
    }
    let due = calendar.add_working_days(start, WORKING_DAYS)?;
    Ok((done > due).then_some(due))
}

/// The rules that count working days: a year without a notice keeps them from judging.
pub const BY_WORKING_DAYS: [&str; 2] = ["change-published-late", "change-channels-apart"];

/// The years that the rules of dates would have to know the working days of, and do not: a rule never guesses them.
#[must_use]
pub fn missing_years(
    dossier: &Dossier,
    registers: &Registers,
    policy: &Policy,
) -> BTreeSet<MissingYear> {
    let guide = &dossier.canonical.guide;
    let Some(version) = guide.version.given() else {
        return BTreeSet::new();
    };
    let is_on = |id| crate::rule(id).is_some_and(|rule| policy.is_on(rule));
    let [published_late, channels_apart] = BY_WORKING_DAYS;
    let schedule = Schedule::of(version);
    let mut missing = BTreeSet::new();
    if is_on(published_late) {
        let late = schedule.late(&policy.calendar).into_iter();
        missing.extend(late.filter_map(Result::err));
    }
    if is_on(channels_apart) {
        let channels = serving(guide, registers);
        let apart = schedule.apart(&channels, policy.today, &policy.calendar);
        missing.extend(apart.into_iter().filter_map(Result::err));
    }
    missing
}
