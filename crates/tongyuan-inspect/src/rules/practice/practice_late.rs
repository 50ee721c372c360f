//! 超过办结时限。

use std::collections::BTreeMap;

use tongyuan_model::practice::{Start, Taken, Tally};
use tongyuan_model::text::limit::Limit;
use tongyuan_model::{Channel, Field, Guide, Reading, TimeLimit, TimeUnit};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName, Role};
use crate::practice::{Records, shown};
use crate::rule::{Register, rule};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办件记录中，从受理（或者收件）到办结的时间，扣除不计入时限的期间以后，超过指南的承诺时限。时限以工作日计的，按国务院办公厅公布的节假日安排计算工作日，调休上班的日子算工作日；以自然日、月计的，最后一日是节假日的顺延到节假日以后的第一个工作日。其中超过法定时限的，另外说明件数。
    ///
    /// ## 为什么
    ///
    /// 承诺了而做不到，申请人按承诺安排的事情就落空；超过法定时限是违法。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南与实际工作一致。《中华人民共和国行政许可法》第四十二条、第四十四条。“好差评”指标209，超过法定时限的为110。
    ///
    /// ## 怎样整改
    ///
    /// 查明原因。确需延长、检验、公示等不计入时限的，在办件系统中如实登记起止日期；经常做不到的，调整承诺时限并公布。
    ///
    /// ## 何时不报
    ///
    /// - 没有受理（收件）日期或者办结日期的，尚未办结的；
    /// - 指南没有写时限，或者时限不从受理、收件起算，以小时计的；
    /// - “日”没有写明是工作日还是自然日的，按工作日从宽计算；
    /// - 指南写有不计入时限的情形，而记录没有登记这一期间的；
    /// - 没有公布节假日安排的年份不计算。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- practice
    /// 事项名称,渠道,受理日期,办结日期,不计入时限的期间
    /// 示例权利质押登记,窗口,2024-03-01,2024-03-12,
    /// 示例权利质押登记,窗口,2024-03-01,2024-03-20,
    ///                                  ^^^^^^^^^^
    /// 示例权利质押登记,窗口,2024-03-04,2024-03-21,
    /// ```
    ///
    /// ```guide,good
    /// //- practice
    /// 事项名称,渠道,受理日期,办结日期,不计入时限的期间
    /// 示例权利质押登记,窗口,2024-03-01,2024-03-12,
    /// 示例权利质押登记,窗口,2024-03-01,2024-03-20,2024-03-05至2024-03-12
    /// 示例权利质押登记,网上,2024-02-08,2024-02-23,
    /// ```
    ///
    /// ## English
    ///
    /// Cases were decided after the promised limit, counted in its own unit and without the time that does not count; how many of them
    /// after the statutory limit as well is told beside it. Working days follow the notices of the State Council. Cases without dates, limits that
    /// run from something else, limits in hours, years without a notice, and guides that name excluded time where the records have no
    /// column of it are passed over; 日 without a kind is counted in working days.
    "practice-late" {
        title: ("超过办结时限", "Decided after the limit"),
        severity: Error,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["21", "许可42", "许可44"],
        ratings: ["209", "110"],
        fixable: false,
        needs: Some(Register::Practice),
        message: (
            "办件记录中有{cases}超过承诺时限{expected}才办结{period}，最长{longest}{statutory}",
            "Decided after the promised limit of {expected}: {cases} in the records{period}, the longest after {longest}{statutory}",
        ),
        help: (
            "查明原因；不计入时限的期间如实登记，经常做不到的调整承诺时限并公布。",
            "Find out why; record the time that does not count, or change the promised limit and publish it.",
        ),
        check: Dossier(check),
    }
}

/// What was late in one channel.
struct Late {
    cases: Tally,
    beyond_law: u64,
    longest: u32,
    limit: Bound,
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(records) = Records::of(facts) else {
        return;
    };
    let limits = facts.guide().time_limits.given();
    let is_untold = !records.item.states_suspension
        && limits.is_some_and(|limits| !limits.excluded.rows().is_empty());
    if is_untold {
        return;
    }
    let mut bounds: BTreeMap<Option<Channel>, Vec<Bound>> = BTreeMap::new();
    let statutory = limits.and_then(|limits| Bound::of(&limits.statutory));
    let mut late: BTreeMap<Option<Channel>, Late> = BTreeMap::new();
    for ((channel, start, taken), cases) in &records.item.taken {
        let bounds = bounds
            .entry(*channel)
            .or_insert_with(|| promised(facts, *channel));
        // What is in time in any channel that it may have been handled in is in time.
        let Some(limit) = bounds.first().filter(|_| {
            bounds
                .iter()
                .all(|bound| bound.start == *start && !bound.is_kept(*taken))
        }) else {
            continue;
        };
        let beyond = statutory
            .as_ref()
            .is_some_and(|law| law.start == *start && !law.is_kept(*taken));
        let own = late.entry(*channel).or_insert_with(|| Late {
            cases: Tally {
                count: 0,
                ..cases.clone()
            },
            beyond_law: 0,
            longest: 0,
            limit: limit.clone(),
        });
        own.cases.join(cases);
        own.beyond_law += if beyond { cases.count } else { 0 };
        own.longest = own.longest.max(limit.measure(*taken));
    }
    let span = facts.guide().time_limits.span();
    for (channel, late) in late {
        let unit = late.limit.unit;
        let draft = records
            .at(&late.cases, sink)
            .field(FieldName::Field(Field::TimeLimits))
            .expected(Some(&late.limit.words()))
            .arg("longest", measured(late.longest, unit))
            .arg("statutory", beyond_law(late.beyond_law))
            .related(Role::Canonical, facts.canonical().locate(span));
        match channel {
            Some(channel) => draft.channel(channel).send(),
            None => draft.send(),
        }
    }
}

/// The promised limits of the channels that a case may have been handled in; none where one of them cannot be told.
fn promised(facts: &Facts<'_>, channel: Option<Channel>) -> Vec<Bound> {
    let of = |guide: &Guide| {
        let limits = guide.time_limits.given()?;
        Bound::of(&limits.promised)
    };
    let bounds: Option<Vec<Bound>> = shown(facts, channel)
        .iter()
        .map(|(_, guide)| of(guide))
        .collect();
    bounds.unwrap_or_default()
}

/// A limit that a time can be held against.
#[derive(Clone, Debug)]
struct Bound {
    start: Start,
    count: u32,
    unit: TimeUnit,
}

impl Bound {
    fn of(limit: &Reading<TimeLimit>) -> Option<Self> {
        let limit = limit.given()?;
        let words = limit.text.text();
        let read = words.and_then(Limit::read);
        let unit = limit.unit.given().copied();
        let unit = unit.or_else(|| read.as_ref()?.unit)?;
        let own = limit.value.given().and_then(|value| value.whole());
        let count = own.or_else(|| read.as_ref()?.value.as_ref()?.whole());
        let from = limit.from.text().or_else(|| {
            let at = read.as_ref()?.from.clone()?;
            words?.get(at)
        });
        let count = match unit {
            TimeUnit::OnTheSpot => 0,
            TimeUnit::Hour => return None,
            _ => count?,
        };
        Some(Self {
            start: start(from.unwrap_or("受理"))?,
            count,
            unit,
        })
    }

    /// A time in the unit of the limit.
    fn measure(&self, taken: Taken) -> u32 {
        match self.unit {
            TimeUnit::CalendarDay => taken.calendar,
            TimeUnit::Month => taken.months,
            TimeUnit::Year => taken.months.div_ceil(12),
            TimeUnit::WorkingDay | TimeUnit::Day | TimeUnit::OnTheSpot | TimeUnit::Hour => {
                taken.working
            }
        }
    }

    fn is_kept(&self, taken: Taken) -> bool {
        self.measure(taken) <= self.count
    }

    fn words(&self) -> String {
        match self.unit {
            TimeUnit::OnTheSpot => "当场办结".to_owned(),
            TimeUnit::Month => format!("{}个月", self.count),
            TimeUnit::WorkingDay => format!("{}个工作日", self.count),
            TimeUnit::CalendarDay => format!("{}个自然日", self.count),
            unit => format!("{}{}", self.count, unit.chinese()),
        }
    }
}

/// From when a limit runs; none where it is neither receipt nor acceptance.
fn start(from: &str) -> Option<Start> {
    if from.contains("受理") {
        Some(Start::Accepted)
    } else if ["收到", "接到", "收件", "接件"]
        .iter()
        .any(|word| from.contains(word))
    {
        Some(Start::Received)
    } else {
        None
    }
}

fn measured(count: u32, unit: TimeUnit) -> Arg {
    let (chinese, english) = match unit {
        TimeUnit::CalendarDay => ("个自然日", "calendar day"),
        TimeUnit::Month => ("个月", "month"),
        TimeUnit::Year => ("年", "year"),
        _ => ("个工作日", "working day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    Arg::Both {
        chinese: format!("{count}{chinese}"),
        english: format!("{count} {english}{plural}"),
    }
}

fn beyond_law(cases: u64) -> Arg {
    if cases == 0 {
        return Arg::Text(String::new());
    }
    Arg::Both {
        chinese: format!("，其中{cases}件还超过法定时限"),
        english: format!("; {cases} of them after the statutory limit as well"),
    }
}
