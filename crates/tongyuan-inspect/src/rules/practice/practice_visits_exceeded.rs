//! 实际到现场次数多于指南。

use std::collections::BTreeMap;

use tongyuan_model::practice::Tally;
use tongyuan_model::{Channel, Key};

use crate::facts::Facts;
use crate::finding::Role;
use crate::practice::Records;
use crate::rule::{Register, rule};
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办件记录中申请人到现场的次数，多于指南写明的到现场次数。
    ///
    /// ## 为什么
    ///
    /// 指南写的是跑一次，申请人实际跑了两次、三次，承诺没有兑现。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南与实际工作一致。“好差评”指标114。
    ///
    /// ## 怎样整改
    ///
    /// 查明多跑的原因，能一次告知、网上补正的不再要求到现场；确需多次的，在指南中写明次数和原因。
    ///
    /// ## 何时不报
    ///
    /// 指南没有写到现场次数的不报；记录没有写明渠道的，与各渠道中最多的次数比较。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- practice
    /// 事项名称,渠道,收件日期,到现场次数
    /// 示例权利质押登记,窗口,2024-01-05,1
    /// 示例权利质押登记,窗口,2024-01-08,3
    ///                                  ^
    /// ```
    ///
    /// ```guide,good
    /// //- practice
    /// 事项名称,渠道,收件日期,到现场次数
    /// 示例权利质押登记,窗口,2024-01-05,1
    /// 示例权利质押登记,网上,2024-01-08,0
    /// ```
    ///
    /// ## English
    ///
    /// Applicants came more often than the guide states for the channel. Find out why, or state the number and the reason. A guide that
    /// states no number is passed over; a case without a channel is held against the channel that states most.
    "practice-visits-exceeded" {
        title: ("实际到现场次数多于指南", "More visits than stated"),
        severity: Warning,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: ["114"],
        fixable: false,
        needs: Some(Register::Practice),
        message: (
            "办件记录中有{cases}到现场的次数多于指南的{expected}次{period}，最多{actual}次",
            "More visits than the guide states ({expected}), up to {actual}: {cases} in the records{period}",
        ),
        help: (
            "查明多跑的原因；确需多次的，在指南中写明次数和原因。",
            "Find out why; where more visits are needed, state their number and the reason.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(records) = Records::of(facts) else {
        return;
    };
    let mut over: BTreeMap<Option<Channel>, (Tally, u32, u32)> = BTreeMap::new();
    for ((channel, visits), cases) in &records.item.visits {
        let Some(stated) = stated(facts, *channel).filter(|stated| visits > stated) else {
            continue;
        };
        let (tally, _, most) = over.entry(*channel).or_insert_with(|| {
            let none = Tally {
                count: 0,
                ..cases.clone()
            };
            (none, stated, *visits)
        });
        tally.join(cases);
        *most = (*most).max(*visits);
    }
    let span = facts.guide().channels.span();
    for (channel, (cases, stated, most)) in over {
        let draft = records
            .at(&cases, sink)
            .field(key(Key::Visits))
            .expected(Some(&stated.to_string()))
            .actual(Some(&most.to_string()))
            .related(Role::Canonical, facts.canonical().locate(span));
        match channel {
            Some(channel) => draft.channel(channel).send(),
            None => draft.send(),
        }
    }
}

/// How many visits the guide states for a channel; the most of any where it is not known which.
fn stated(facts: &Facts<'_>, channel: Option<Channel>) -> Option<u32> {
    let channels = facts.guide().channels.given()?;
    let of = |channel: Channel| channels.get(channel).given()?.visits.given().copied();
    match channel {
        Some(channel) => of(channel),
        None => {
            let own: Option<Vec<u32>> = channels.served().map(of).collect();
            own?.into_iter().max()
        }
    }
}
