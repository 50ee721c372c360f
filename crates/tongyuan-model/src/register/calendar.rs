//! 工作日历: the notices on public holidays that a repository adds to those that are built in, or puts in their place.

use std::collections::BTreeSet;

use crate::calendar::Notice;
use crate::date::Date;
use crate::noun::noun;
use crate::reading::Reading;
use crate::span::Span;
use crate::tree::Node;

noun! {
    /// 工作日历.
    pub struct CalendarRegister [as_of] {
        /// 截至日期.
        as_of: String = AsOf,
        /// 节假日安排.
        notices: Vec<ListedNotice> = Notices,
    }
}

noun! {
    /// One notice of the calendar.
    pub struct ListedNotice [document_number] {
        /// 年份.
        year: u32 = Year,
        /// 文号.
        document_number: String = DocumentNumber,
        /// 印发日期.
        issued: String = Issued,
        /// 放假.
        off: Vec<Reading<String>> = Off,
        /// 上班.
        worked: Vec<Reading<String>> = Worked,
    }
}

/// A day that cannot stand where it stands, though it is written as a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MisplacedDay {
    /// Where it stands.
    pub span: Span,
    /// The day.
    pub day: Date,
    /// The year of its notice.
    pub year: u16,
    /// Whether the notice has it both off and worked; else it is not of the year.
    pub is_both: bool,
}

impl CalendarRegister {
    /// Reads the calendar from the tree of its file.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>) -> Self {
        crate::noun::read_members(tree)
    }

    /// The notices that can be counted by.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        self.notices
            .rows()
            .iter()
            .filter_map(ListedNotice::notice)
            .collect()
    }

    /// The days that contradict their notice: such a notice is not to be counted by.
    #[must_use]
    pub fn misplaced(&self) -> Vec<MisplacedDay> {
        self.notices
            .rows()
            .iter()
            .flat_map(ListedNotice::misplaced)
            .collect()
    }
}

impl ListedNotice {
    fn number(&self) -> Option<u16> {
        self.year.given().and_then(|year| u16::try_from(*year).ok())
    }

    fn notice(&self) -> Option<Notice> {
        if !self.misplaced().is_empty() {
            return None;
        }
        let days = |own: &Reading<Vec<Reading<String>>>| days(own).map(|(day, _)| day).collect();
        Some(Notice {
            year: self.number()?,
            document: self.document_number.text()?.to_owned(),
            issued: Date::parse(self.issued.text()?)?,
            off: days(&self.off),
            worked: days(&self.worked),
        })
    }

    fn misplaced(&self) -> Vec<MisplacedDay> {
        let Some(year) = self.number() else {
            return Vec::new();
        };
        let off: BTreeSet<Date> = days(&self.off).map(|(day, _)| day).collect();
        let foreign = days(&self.off)
            .chain(days(&self.worked))
            .filter(|(day, _)| !is_near(*day, year))
            .map(|found| (found, false));
        let both = days(&self.worked)
            .filter(|(day, _)| off.contains(day))
            .map(|found| (found, true));
        foreign
            .chain(both)
            .map(|((day, span), is_both)| MisplacedDay {
                span,
                day,
                year,
                is_both,
            })
            .collect()
    }
}

fn days(list: &Reading<Vec<Reading<String>>>) -> impl Iterator<Item = (Date, Span)> + '_ {
    let rows = list.rows().iter();
    rows.filter_map(|row| Some((Date::parse(row.text()?)?, row.span())))
}

/// Whether a notice for a year may name a day: one of the year, or about the turn of a year.
fn is_near(day: Date, year: u16) -> bool {
    day.year == year
        || day.year + 1 == year && day.month == 12 && day.day >= 20
        || day.year == year + 1 && day.month == 1 && day.day <= 10
}
