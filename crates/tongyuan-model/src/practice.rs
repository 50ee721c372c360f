//! 办件记录: what records of handled cases say of each item, counted while they are read.
//!
//! A year of cases is millions of rows. They are added one by one and not kept: what is kept of them grows with the number of
//! items and of different things that were asked for, not with the number of rows.

use std::collections::BTreeMap;

use crate::channel::Channel;
use crate::date::Date;
use crate::source::Position;

mod days;

pub use days::Taken;
use days::WorkingDays;

/// So many different texts of one kind are kept of an item; who asks for more than this asks for anything.
const MOST_TEXTS: usize = 1_000;
/// So many different numbers of one kind are kept of an item.
const MOST_NUMBERS: usize = 20_000;
/// No authority has more items.
const MOST_ITEMS: usize = 200_000;

/// One handled case: a row of a record.
#[derive(Clone, Debug, Default)]
pub struct CaseRecord {
    /// 事项: its name, code or identifier, whichever the record states.
    pub item: String,
    /// 渠道.
    pub channel: Option<Channel>,
    /// 要求提交的材料; none where the record does not state any.
    pub materials: Vec<String>,
    /// 要求补正的材料.
    pub supplements: Vec<String>,
    /// 不予受理、不予许可的原因.
    pub refusal: Option<String>,
    /// 收件日期.
    pub received: Option<Date>,
    /// 受理日期.
    pub accepted: Option<Date>,
    /// 办结日期.
    pub decided: Option<Date>,
    /// 不计入时限的期间, first and last day.
    pub suspended: Vec<(Date, Date)>,
    /// 收费, in fen.
    pub fee: Option<u64>,
    /// 到现场次数.
    pub visits: Option<u32>,
}

/// A column of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// 事项.
    Item,
    /// 渠道.
    Channel,
    /// 要求提交的材料.
    Materials,
    /// 要求补正的材料.
    Supplements,
    /// 不予受理、不予许可的原因.
    Refusal,
    /// 收件日期.
    Received,
    /// 受理日期.
    Accepted,
    /// 办结日期.
    Decided,
    /// 不计入时限的期间.
    Suspended,
    /// 收费.
    Fee,
    /// 到现场次数.
    Visits,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 11] = [
        Self::Item,
        Self::Channel,
        Self::Materials,
        Self::Supplements,
        Self::Refusal,
        Self::Received,
        Self::Accepted,
        Self::Decided,
        Self::Suspended,
        Self::Fee,
        Self::Visits,
    ];

    /// The key in settings.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Channel => "channel",
            Self::Materials => "materials",
            Self::Supplements => "supplements",
            Self::Refusal => "refusal",
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Decided => "decided",
            Self::Suspended => "suspended",
            Self::Fee => "fee",
            Self::Visits => "visits",
        }
    }

    /// The column of a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }
}

/// Where a cell of a record stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordPlace {
    /// Which of the files, counted from 0.
    pub file: usize,
    /// The sheet; empty where the format has but one.
    pub sheet: String,
    /// The row, from 1, the heading counted.
    pub row: u32,
    /// The column, from 1.
    pub column: u32,
    /// Where the cell begins.
    pub start: Position,
    /// One past where it ends.
    pub end: Position,
    /// What it says, as far as a report shows it.
    pub text: String,
}

/// How many cases there were of something, over which time, and where the first of them stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many cases.
    pub count: u64,
    /// The earliest day of one.
    pub first: Option<Date>,
    /// The latest day of one.
    pub last: Option<Date>,
    /// Where the one stands that was read first.
    pub at: RecordPlace,
}

impl Tally {
    fn new(at: RecordPlace) -> Self {
        Self {
            count: 0,
            first: None,
            last: None,
            at,
        }
    }

    fn add(&mut self, day: Option<Date>) {
        self.count += 1;
        if let Some(day) = day {
            self.first = Some(self.first.map_or(day, |first| first.min(day)));
            self.last = Some(self.last.map_or(day, |last| last.max(day)));
        }
    }

    /// Adds the cases of another. The place is that of the one which was read first.
    pub fn join(&mut self, other: &Self) {
        let order = |at: &RecordPlace| (at.file, at.row);
        if order(&other.at) < order(&self.at) {
            self.at = other.at.clone();
        }
        self.count += other.count;
        let days = |a: Option<Date>, b: Option<Date>, of: fn(Date, Date) -> Date| match (a, b) {
            (Some(a), Some(b)) => Some(of(a, b)),
            (a, b) => a.or(b),
        };
        self.first = days(self.first, other.first, Date::min);
        self.last = days(self.last, other.last, Date::max);
    }
}

/// From when a time was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Start {
    /// From the day of receipt.
    Received,
    /// From the day of acceptance.
    Accepted,
}

/// What the records say of one item.
#[derive(Clone, Debug)]
pub struct ItemPractice {
    /// The item as the first of its rows calls it.
    pub name: String,
    /// All cases.
    pub cases: Tally,
    /// How many cases state which materials were asked for.
    pub with_materials: u64,
    /// Whether every file of the records has a column of time that does not count.
    pub states_suspension: bool,
    /// The materials that were asked for.
    pub materials: BTreeMap<String, Tally>,
    /// The supplements that were asked for.
    pub supplements: BTreeMap<String, Tally>,
    /// The reasons of refusal.
    pub refusals: BTreeMap<String, Tally>,
    /// How long cases took.
    pub taken: BTreeMap<(Option<Channel>, Start, Taken), Tally>,
    /// What was charged, in fen.
    pub fees: BTreeMap<(Option<Channel>, u64), Tally>,
    /// How often applicants had to come.
    pub visits: BTreeMap<(Option<Channel>, u32), Tally>,
    /// How many cases could not be counted, because for a year of theirs no notice of public holidays is known.
    pub uncounted: u64,
}

impl ItemPractice {
    fn new(name: String, at: RecordPlace) -> Self {
        Self {
            name,
            cases: Tally::new(at),
            with_materials: 0,
            states_suspension: true,
            materials: BTreeMap::new(),
            supplements: BTreeMap::new(),
            refusals: BTreeMap::new(),
            taken: BTreeMap::new(),
            fees: BTreeMap::new(),
            visits: BTreeMap::new(),
            uncounted: 0,
        }
    }
}

/// What the records say, item by item.
#[derive(Clone, Debug, Default)]
pub struct Practice {
    files: Vec<String>,
    items: BTreeMap<String, ItemPractice>,
    states_suspension: bool,
    working_days: WorkingDays,
}

impl Practice {
    /// Begins a file. `states_suspension` says whether it has a column of time that does not count.
    pub fn begin(&mut self, file: &str, states_suspension: bool) {
        self.files.push(file.to_owned());
        self.states_suspension = states_suspension;
    }

    /// Adds a case of the file that was begun last; `place` tells where a column of its row stands.
    pub fn add(&mut self, case: &CaseRecord, place: &dyn Fn(Column) -> RecordPlace) {
        let file = self.files.len().saturating_sub(1);
        let place = |column| RecordPlace {
            file,
            ..place(column)
        };
        let key = squeezed(&case.item);
        if !self.items.contains_key(&key) {
            if self.items.len() >= MOST_ITEMS {
                return;
            }
            let item = ItemPractice::new(case.item.clone(), place(Column::Item));
            self.items.insert(key.clone(), item);
        }
        let Some(item) = self.items.get_mut(&key) else {
            return;
        };
        item.states_suspension &= self.states_suspension;
        let day = case.accepted.or(case.received).or(case.decided);
        item.cases.add(day);
        item.with_materials += u64::from(!case.materials.is_empty());
        for (texts, own, column) in [
            (&mut item.materials, &case.materials, Column::Materials),
            (
                &mut item.supplements,
                &case.supplements,
                Column::Supplements,
            ),
        ] {
            for text in own {
                count_text(texts, text, day, &|| place(column));
            }
        }
        if let Some(reason) = &case.refusal {
            count_text(&mut item.refusals, reason, day, &|| place(Column::Refusal));
        }
        let channel = case.channel;
        if let Some(fee) = case.fee {
            count(&mut item.fees, (channel, fee), day, &|| place(Column::Fee));
        }
        if let Some(visits) = case.visits {
            let at = || place(Column::Visits);
            count(&mut item.visits, (channel, visits), day, &at);
        }
        let starts = [
            (Start::Received, case.received),
            (Start::Accepted, case.accepted),
        ];
        let mut is_uncounted = false;
        for (start, from) in starts {
            let Some((from, to)) = from.zip(case.decided) else {
                continue;
            };
            match self.working_days.taken(from, to, &case.suspended) {
                Some(taken) => {
                    let at = || place(Column::Decided);
                    count(&mut item.taken, (channel, start, taken), day, &at);
                }
                None => is_uncounted = true,
            }
        }
        item.uncounted += u64::from(is_uncounted);
    }

    /// The name of a file.
    #[must_use]
    pub fn file(&self, number: usize) -> &str {
        self.files.get(number).map_or("", String::as_str)
    }

    /// What the records say of every item, in the order of their names.
    pub fn items(&self) -> impl Iterator<Item = &ItemPractice> {
        self.items.values()
    }

    /// What they say of the item that has one of these names: its code, its identifier, its name.
    #[must_use]
    pub fn of_item(&self, names: &[Option<&str>]) -> Option<&ItemPractice> {
        let mut names = names.iter().flatten().map(|name| squeezed(name));
        names.find_map(|name| self.items.get(&name))
    }

    /// How many cases were counted.
    #[must_use]
    pub fn cases(&self) -> u64 {
        self.items().map(|item| item.cases.count).sum()
    }

    /// By what items are told apart: a name, code or identifier without blanks and marks.
    #[must_use]
    pub fn key(name: &str) -> String {
        squeezed(name)
    }
}

/// A name without blanks and marks, by which it is found.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn count_text(
    texts: &mut BTreeMap<String, Tally>,
    text: &str,
    day: Option<Date>,
    at: &dyn Fn() -> RecordPlace,
) {
    if let Some(tally) = texts.get_mut(text) {
        tally.add(day);
    } else if texts.len() < MOST_TEXTS {
        let mut tally = Tally::new(at());
        tally.add(day);
        texts.insert(text.to_owned(), tally);
    }
}

fn count<K: Ord>(
    numbers: &mut BTreeMap<K, Tally>,
    key: K,
    day: Option<Date>,
    at: &dyn Fn() -> RecordPlace,
) {
    if let Some(tally) = numbers.get_mut(&key) {
        tally.add(day);
    } else if numbers.len() < MOST_NUMBERS {
        let mut tally = Tally::new(at());
        tally.add(day);
        numbers.insert(key, tally);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        Date::parse(text)
    }

    #[test]
    fn cases_are_counted_item_by_item() {
        let mut practice = Practice::default();
        practice.begin("a.csv", true);
        for (row, date) in [(2, "2024-01-05"), (3, "2024-01-03"), (4, "2024-02-01")] {
            let case = CaseRecord {
                item: if row == 4 { "甲 登记" } else { "甲登记" }.into(),
                materials: vec!["申请表".into()],
                received: day(date),
                fee: Some(30_000),
                ..CaseRecord::default()
            };
            practice.add(&case, &|_| RecordPlace {
                row,
                ..RecordPlace::default()
            });
        }
        let item = practice.of_item(&[None, Some("甲登记")]).unwrap();
        assert_eq!((item.cases.count, item.with_materials), (3, 3));
        let asked = &item.materials["申请表"];
        assert_eq!((asked.count, asked.at.row), (3, 2));
        assert_eq!(
            (asked.first, asked.last),
            (day("2024-01-03"), day("2024-02-01"))
        );
        assert_eq!(item.fees[&(None, 30_000)].count, 3);
        assert_eq!((practice.cases(), practice.file(0)), (3, "a.csv"));
        assert!(practice.of_item(&[Some("乙登记")]).is_none());
    }

    /// Whatever number of rows says something else in each of them: what is kept has an end.
    #[test]
    fn what_is_kept_has_an_end() {
        let mut practice = Practice::default();
        practice.begin("a.csv", true);
        for row in 0..3_000_u32 {
            let case = CaseRecord {
                item: "甲登记".into(),
                materials: vec![format!("材料{row}")],
                ..CaseRecord::default()
            };
            practice.add(&case, &|_| RecordPlace::default());
        }
        let item = practice.of_item(&[Some("甲登记")]).unwrap();
        assert_eq!(item.cases.count, 3_000);
        assert_eq!(item.materials.len(), MOST_TEXTS);
    }
}
