//! 渠道差异过了截止日期。

use crate::facts::Facts;
use crate::policy::Date;
use crate::rule::rule;
use crate::rules::shapes;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// “渠道差异”中声明的一项差异，已经过了它的截止日期。
    ///
    /// ## 为什么
    ///
    /// 到期的差异应当取消；留着不改，以后新出现的不一致也会被它掩盖。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 差异已经结束的，删去这项声明，并把该渠道改成与权威数据源一致；确需延长的，经批准后改截止日期。
    ///
    /// ## 何时不报
    ///
    /// 没有写截止日期的不报；截止日期当天仍然有效。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 渠道差异:
    ///   - 字段: 办结时限.承诺时限
    ///     渠道: 线上
    ///     取值: {数值: 5, 单位: 工作日, 起算: 自受理之日起}
    ///     理由: 网上申请不必录入纸质材料
    ///     依据: [示例知发〔2024〕3号]
    ///     截止日期: 2024-02-29
    ///               ^^^^^^^^^^
    /// //- online
    /// 办结时限:
    ///   法定时限: 自受理之日起10个工作日
    ///   承诺时限: 自受理之日起5个工作日
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 渠道差异:
    ///   - 字段: 办结时限.承诺时限
    ///     渠道: 线上
    ///     取值: {数值: 5, 单位: 工作日, 起算: 自受理之日起}
    ///     理由: 网上申请不必录入纸质材料
    ///     依据: [示例知发〔2024〕3号]
    ///     截止日期: 2024-03-01
    /// //- online
    /// 办结时限:
    ///   法定时限: 自受理之日起10个工作日
    ///   承诺时限: 自受理之日起5个工作日
    /// ```
    ///
    /// ## English
    ///
    /// A declared variant is past its last day. Remove it and make the channel agree with the source, or have it prolonged. A
    /// variant without a last day is not reported, and on its last day it still holds.
    "variant-expired" {
        title: ("渠道差异已经过期", "A declared variant is past its last day"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "渠道差异“{subject}”的截止日期是{actual}，到{today}已经过期",
            "The variant of “{subject}” ended on {actual}; today is {today}",
        ),
        help: (
            "删去这项差异，并把该渠道改成与权威数据源一致；确需延长的，经批准后改截止日期。",
            "Remove it and make the channel agree with the source, or have its last day moved.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(today) = facts.policy.today else {
        return;
    };
    for (_, variant) in shapes::variants(facts) {
        let until = variant.until.text();
        if until
            .and_then(Date::parse)
            .is_some_and(|until| until < today)
        {
            shapes::variant(facts, sink, variant, variant.until.span())
                .actual(until)
                .arg("today", shapes::text(today.to_string()))
                .send();
        }
    }
}
