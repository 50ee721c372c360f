//! 整改: where a finding stands from one inspection to the next.
//!
//! Only an inspection moves a finding: it was found, it was looked for and is not there any more, or it could not be looked for.
//! What could not be looked for stays as it was. [`Sight`] says which of these it is, [`Record::follow`] what comes of it.

use tongyuan_model::Date;
use tongyuan_model::calendar::{Calendar, MissingYear};

use crate::policy::Severity;
use crate::words::Words;

mod sight;

pub use sight::{SeenGuide, SeenPage, Sight, Subject};

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// The last inspection found it first.
    New,
    /// It was found before, and is not put right.
    Open,
    /// It was put right, and is there again.
    Reopened,
    /// It is not put right, and the day is over by which it should have been. It is shown, and never kept: it comes of the day.
    Overdue,
    /// It is accepted for a time.
    Waived,
    /// An inspection looked for it, and it is there no more.
    Rectified,
}

impl State {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 6] = [
        Self::Overdue,
        Self::Reopened,
        Self::New,
        Self::Open,
        Self::Waived,
        Self::Rectified,
    ];

    /// The name in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Reopened => "reopened",
            Self::Overdue => "overdue",
            Self::Waived => "waived",
            Self::Rectified => "rectified",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }

    /// What it is called.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::New => Words::new("新发现", "new"),
            Self::Open => Words::new("未整改", "open"),
            Self::Reopened => Words::new("再次出现", "reopened"),
            Self::Overdue => Words::new("逾期未改", "overdue"),
            Self::Waived => Words::new("已豁免", "waived"),
            Self::Rectified => Words::new("已整改", "rectified"),
        }
    }

    /// Whether somebody still has to put it right.
    #[must_use]
    pub fn is_pending(self) -> bool {
        !matches!(self, Self::Waived | Self::Rectified)
    }

    /// The state as it is on a day: what is not put right is overdue after the day that was due.
    #[must_use]
    pub fn on(self, day: Date, due: Option<Date>) -> Self {
        match due {
            Some(due) if self.is_pending() && due < day => Self::Overdue,
            _ => self,
        }
    }
}

/// Within how many working days a finding is to be put right, and which days these are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// For a finding that is an error.
    pub error: u32,
    /// For a finding that is a warning.
    pub warning: u32,
    /// For a finding that is a note.
    pub note: u32,
    /// The working days.
    pub calendar: Calendar,
}

/// 10 working days for an error, 20 for a warning, 60 for a note, by the notices that are built in.
impl Default for Deadlines {
    fn default() -> Self {
        Self {
            error: 10,
            warning: 20,
            note: 60,
            calendar: Calendar::default(),
        }
    }
}

impl Deadlines {
    /// The day by which a finding is to be put right.
    ///
    /// # Errors
    ///
    /// The year whose working days nobody knows: then no day is due, and none is guessed.
    pub fn due(&self, severity: Severity, start: Date) -> Result<Date, MissingYear> {
        let count = match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        };
        self.calendar.add_working_days(start, count)
    }
}

/// What is known of a finding after the inspections so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where it stands; never [`State::Overdue`].
    pub state: State,
    /// The day of the inspection that found it first.
    pub since: Date,
    /// The day from which its time is counted: when it was found, found again, or accepted no longer.
    pub start: Date,
    /// The day by which it is to be put right; none where that cannot be said.
    pub due: Option<Date>,
}

/// What an inspection saw of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is there.
    Found {
        /// Whether it is accepted.
        is_waived: bool,
    },
    /// It was looked for, and is not there.
    Absent(Absent),
    /// It could not be looked for.
    Unseen(Unseen),
}

/// Why a finding that was looked for is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// What was wrong is right.
    Mended,
    /// Its guide is not in the repository any more, nor published.
    GuideGone,
    /// The channel serves the item no more, and publishes nothing of it.
    DocumentGone,
}

impl Absent {
    /// What there is to say of it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Mended => Words::new("复查未再发现", "looked for, and not found any more"),
            Self::GuideGone => Words::new(
                "指南已不在库中，也没有发布的文件，问题随之消失",
                "the guide is not in the repository any more, nor published, and the finding went with it",
            ),
            Self::DocumentGone => Words::new(
                "该渠道不再办理这个事项，也没有发布的文件，问题随之消失",
                "the channel serves the item no more, nor publishes it, and the finding went with it",
            ),
        }
    }
}

/// Why a finding could not be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// Its rule is off, lacks its register, or is not there.
    RuleSilent,
    /// Its rule looked at other fields only.
    OtherFields,
    /// The inspection was of other guides.
    OtherPart,
    /// Its guide could not be read.
    GuideUnread,
    /// What the channel publishes could not be read.
    DocumentUnread,
    /// The part of the guide, or of what the channel publishes, that it is of could not be read whole.
    PartUnread,
    /// A file by which its rule judges could not be read whole.
    RegisterUnread,
    /// Its rule could give no answer for the guide.
    RuleGaveUp,
    /// The guide is not in the repository any more, and its item is still listed.
    StillListed,
    /// No guide has the id any more, and the file with the finding is still there.
    StillPublished,
    /// The guide is not in the repository any more, and no list of items says whether it is to be.
    NoList,
    /// There are no records of handled cases of the guide.
    NoCases,
    /// There is nothing of the channel, and the guide does not say that it serves the item no more.
    DocumentMissing,
    /// It may be of a guide that could not be read.
    SomeUnread,
    /// Nobody asked for the page this time.
    NotCaptured,
    /// The records of handled cases could not be read.
    PracticeUnread,
}

impl Unseen {
    /// What there is to say of it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::RuleSilent => {
                Words::new("这次检查没有用这条规则", "the rule did not judge this time")
            }
            Self::OtherFields => Words::new(
                "这次检查时，这条规则没有看这个栏目",
                "the rule did not look at this field this time",
            ),
            Self::OtherPart => Words::new(
                "这次检查的范围不含它",
                "it is in no part that was inspected this time",
            ),
            Self::GuideUnread => Words::new(
                "这次指南没有读出来",
                "the guide could not be read this time",
            ),
            Self::DocumentUnread => Words::new(
                "这次该渠道发布的文件没有读出来",
                "what the channel publishes could not be read this time",
            ),
            Self::PartUnread => Words::new(
                "这次有关内容没有全部读出来",
                "what it is of could not be read whole this time",
            ),
            Self::RegisterUnread => Words::new(
                "这次作判断所依据的清单没有全部读出来",
                "the register that its rule judges by could not be read whole this time",
            ),
            Self::RuleGaveUp => Words::new(
                "这次这条规则对这份指南没有作判断",
                "the rule could give no answer for the guide this time",
            ),
            Self::StillListed => Words::new(
                "指南已不在库中，事项仍在清单里",
                "the guide is not in the repository any more, and its item is still listed",
            ),
            Self::StillPublished => Words::new(
                "库中已没有这个标识的指南，问题所在的文件还在",
                "no guide of the repository has the id any more, and the file with the finding is still there",
            ),
            Self::NoList => Words::new(
                "指南已不在库中，这次没有可以核对的事项清单",
                "the guide is not in the repository any more, and no list of items was held against it",
            ),
            Self::NoCases => Words::new(
                "这次没有这个事项的办件记录",
                "there are no records of handled cases of the item this time",
            ),
            Self::DocumentMissing => Words::new(
                "这次没有该渠道发布的文件，指南也没有写明该渠道不办理",
                "there is nothing of the channel this time, and the guide does not say that it serves the item no more",
            ),
            Self::SomeUnread => Words::new(
                "这次有指南没有读出来，无从判断",
                "a guide could not be read this time, so that nothing can be said of it",
            ),
            Self::NotCaptured => Words::new(
                "这次没有抓取网页的记录",
                "there is no evidence of the page this time",
            ),
            Self::PracticeUnread => Words::new(
                "这次办件记录没有全部读出来",
                "not all records of handled cases could be read this time",
            ),
        }
    }
}

impl Record {
    /// The record of a finding after one more inspection; none of one that nobody ever found.
    ///
    /// `due` says by when a finding is to be put right whose time is counted from a day.
    #[must_use]
    pub fn follow(
        before: Option<&Self>,
        seen: Seen,
        day: Date,
        due: impl Fn(Date) -> Option<Date>,
    ) -> Option<Self> {
        let was = before.map(|own| own.state);
        let since = before.map_or(day, |own| own.since);
        let state = match (was, seen) {
            (None, Seen::Absent(_) | Seen::Unseen(_)) => return None,
            (Some(_), Seen::Unseen(_)) => return before.copied(),
            (Some(_), Seen::Absent(_)) => State::Rectified,
            (_, Seen::Found { is_waived: true }) => State::Waived,
            (None, Seen::Found { .. }) => State::New,
            (Some(State::Rectified | State::Reopened), Seen::Found { .. }) => State::Reopened,
            (Some(_), Seen::Found { .. }) => State::Open,
        };
        let starts_anew =
            state.is_pending() && matches!(was, None | Some(State::Rectified | State::Waived));
        let (start, own_due) = match before {
            Some(before) if !starts_anew => (before.start, before.due),
            _ => (day, None),
        };
        // A day that could not be said when it was found may be known by now; one that was said stands.
        let due = match own_due {
            None if state.is_pending() => due(start),
            own => own,
        };
        Some(Self {
            state,
            since,
            start,
            due,
        })
    }
}

#[cfg(test)]
mod tests;
