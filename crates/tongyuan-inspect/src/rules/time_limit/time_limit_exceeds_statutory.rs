//! 承诺时限长于法定时限。

use tongyuan_compare::normal_form;
use tongyuan_model::{Key, Reading, TimeLimit, TimeUnit};

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 承诺时限比法定时限长。单位不同的，只在无论怎样换算都更长时才报。
    ///
    /// ## 为什么
    ///
    /// 承诺比法律规定的还慢，是公开违法；按承诺时限办，等于超期。
    ///
    /// ## 依据
    ///
    /// 《中华人民共和国行政许可法》第四十二条：应当在法定期限内作出决定。2018年政务公开工作计划第21条：准确。
    ///
    /// ## 怎样整改
    ///
    /// 核实法定时限，把承诺时限压缩到法定时限以内。
    ///
    /// ## 何时不报
    ///
    /// 两个时限起算时间不同的、单位换算不确定的（法定20个工作日、承诺30日）不报；行政许可的“日”按工作日比较。延长、特别程序的时间不比较。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办结时限:
    ///   法定时限: {数值: 10, 单位: 工作日, 起算: 自受理之日起}
    ///   承诺时限: {数值: 15, 单位: 工作日, 起算: 自受理之日起}
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办结时限:
    ///   法定时限: {数值: 20, 单位: 工作日, 起算: 自受理之日起}
    ///   承诺时限: {数值: 25, 单位: 自然日, 起算: 自受理之日起}
    /// ```
    ///
    /// ## English
    ///
    /// The promised limit is longer than the statutory one, however their units are converted. Limits that run from different days, and units of which it cannot be told, are passed over.
    "time-limit-exceeds-statutory" {
        title: ("承诺时限超过法定时限", "Promised longer than the law allows"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21", "许可42"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "承诺时限（{actual}）长于法定时限（{expected}）",
            "The promised limit ({actual}) is longer than the statutory one ({expected})",
        ),
        help: (
            "把承诺时限压缩到法定时限以内。",
            "Promise no more than the law allows.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let guide = facts.guide();
    let kind = guide.item.given().and_then(|item| item.kind.text());
    let is_licence = kind == Some("行政许可");
    let Some(limits) = guide.time_limits.given() else {
        return;
    };
    let (Reading::Given(statutory, law_at), Reading::Given(promised, at)) =
        (&limits.statutory, &limits.promised)
    else {
        return;
    };
    let days = |limit: &TimeLimit| {
        let length = limit.length()?;
        let value = length.value?.whole()?;
        let unit = match length.unit? {
            TimeUnit::Day if is_licence => TimeUnit::WorkingDay,
            TimeUnit::Day => TimeUnit::CalendarDay,
            unit => unit,
        };
        Some((value, unit))
    };
    let start = |limit: &TimeLimit| limit.from.text().map(normal_form);
    let runs_apart = matches!((start(statutory), start(promised)), (Some(a), Some(b)) if a != b);
    let is_longer = days(statutory)
        .zip(days(promised))
        .is_some_and(|(law, own)| exceeds(own, law));
    if is_longer && !runs_apart {
        let canonical = facts.canonical();
        let shown = |limit: &TimeLimit| {
            days(limit).map(|(value, unit)| format!("{value}{}", unit.chinese()))
        };
        sink.at(canonical.locate(*at))
            .field(key(Key::TimeLimits))
            .expected(shown(statutory).as_deref())
            .actual(shown(promised).as_deref())
            .related(Role::Other, canonical.locate(*law_at))
            .send();
    }
}

/// Whether a limit is longer than another, however long months and working days turn out to be.
fn exceeds(own: (u32, TimeUnit), law: (u32, TimeUnit)) -> bool {
    if own.1 == law.1 {
        return own.0 > law.0;
    }
    let shortest = |(value, unit): (u32, TimeUnit)| match unit {
        TimeUnit::WorkingDay | TimeUnit::CalendarDay | TimeUnit::Day => Some(value),
        TimeUnit::Month => value.checked_mul(28),
        TimeUnit::Year => value.checked_mul(365),
        TimeUnit::Hour => Some(value / 24),
        TimeUnit::OnTheSpot => Some(0),
    };
    let longest = |(value, unit): (u32, TimeUnit)| match unit {
        TimeUnit::CalendarDay | TimeUnit::Day => Some(value),
        TimeUnit::Month => value.checked_mul(31),
        TimeUnit::Year => value.checked_mul(366),
        TimeUnit::Hour => Some(value.div_ceil(24)),
        TimeUnit::WorkingDay | TimeUnit::OnTheSpot => None,
    };
    shortest(own)
        .zip(longest(law))
        .is_some_and(|(own, law)| own > law)
}
