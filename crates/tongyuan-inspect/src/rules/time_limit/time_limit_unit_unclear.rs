//! 时限的单位不清楚。

use tongyuan_model::{Key, TimeUnit};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::both;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 时限只有数没有单位；或者行政许可的时限写作“日”，没有写是不是工作日。
    ///
    /// ## 为什么
    ///
    /// 10日和10个工作日相差四天以上。《行政许可法》规定的期限以工作日计算，写作“日”，申请人会按自然日来领。
    ///
    /// ## 依据
    ///
    /// 《中华人民共和国行政许可法》第八十二条：本法规定的行政机关实施行政许可的期限以工作日计算，不含法定节假日。2018年政务公开工作计划第21条。
    ///
    /// ## 怎样整改
    ///
    /// 写明“工作日”或者“自然日”。
    ///
    /// ## 何时不报
    ///
    /// 行政许可以外的事项写“日”的不报；月、年、小时不报；环节时限不查。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办结时限:
    ///   法定时限: {数值: 10, 单位: 工作日, 起算: 自受理之日起}
    ///   承诺时限: {数值: 7, 起算: 自受理之日起}
    ///                    ^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办结时限:
    ///   法定时限: {数值: 10, 单位: 日, 起算: 自受理之日起}
    ///   承诺时限: {数值: 7, 单位: 日, 起算: 自受理之日起}
    /// ```
    ///
    /// ## English
    ///
    /// A limit has a number and no unit; or the limit of an administrative licence is in 日 without saying that they are working days, as the law counts them.
    "time-limit-unit-unclear" {
        title: ("时限单位不清", "The unit of a limit is unclear"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21", "许可82"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{limit}的单位不清楚：{why}",
            "The unit of the {limit} is unclear: {why}",
        ),
        help: (
            "写明“工作日”或者“自然日”。",
            "Say whether working days or calendar days.",
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
    for (name, limit) in [
        (Key::Statutory, &limits.statutory),
        (Key::Promised, &limits.promised),
        (Key::Stated, &limits.stated),
    ] {
        let Some((limit, length)) = limit.given().and_then(|own| Some((own, own.length()?))) else {
            continue;
        };
        let why = match length.unit {
            None => both("没有单位", "it has none"),
            Some(TimeUnit::Day) if is_licence => both(
                "行政许可的期限以工作日计算，这里写的是“日”",
                "limits of licences are counted in working days, and this one is in 日",
            ),
            _ => continue,
        };
        let place = if limit.unit.is_given() {
            limit.unit.span()
        } else if limit.value.is_given() {
            limit.value.span()
        } else {
            limit.text.span()
        };
        sink.at(facts.canonical().locate(place))
            .field(key(Key::TimeLimits))
            .subject(name.chinese(), None)
            .arg("limit", both(name.chinese(), name.title()))
            .arg("why", why)
            .send();
    }
}
