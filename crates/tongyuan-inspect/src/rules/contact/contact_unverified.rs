//! 咨询投诉方式很久没有核验。

use tongyuan_model::{Key, Reading};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::policy::Date;
use crate::rule::rule;
use crate::rules::shapes::{is_absent, key, stale_since};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 咨询投诉方式没有核验日期，或者上一次核验距今超过规定的天数（默认365天）。
    ///
    /// ## 为什么
    ///
    /// 电话换了号、没有人接，是群众反映最多的问题之一；不定期拨打，机关自己发现不了。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 逐个拨打、打开核验，无误后更新“核验日期”。天数可以在 `tongyuan.toml` 的 `[contacts] verified-within` 中改。
    ///
    /// ## 何时不报
    ///
    /// 没有写咨询投诉方式的，由 `schema-field-missing` 报告；核验日期写法不对的，由 `schema-format-wrong` 报告；核验当天起算，满规定天数的当天不报；整份指南没有按期核对的，由 `guide-stale` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567]
    ///   投诉: [0999-7654321]
    ///   核验日期: 2023-03-01
    ///             ^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567]
    ///   投诉: [0999-7654321]
    ///   核验日期: 2023-03-02
    /// ```
    ///
    /// ## English
    ///
    /// The contacts bear no day of verification, or were last verified longer ago than is set (365 days unless `[contacts]
    /// verified-within` of `tongyuan.toml` says otherwise). Ring the numbers, open the pages, and renew the day.
    "contact-unverified" {
        title: ("联系方式没有按期核验", "Contacts that were not verified in time"),
        severity: Note,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "咨询投诉方式{reason}",
            "The contacts {reason}",
        ),
        help: (
            "逐个拨打、打开核验，无误后把“核验日期”改成核验的那一天。",
            "Verify every number and page, and set the day of verification.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some((contacts, today)) = facts.guide().contacts.given().zip(facts.policy.today) else {
        return;
    };
    // Where nobody has looked at the whole guide for long, that is said of the guide.
    if stale_since(facts).is_some() {
        return;
    }
    let verified = &contacts.verified_at;
    let within = facts.policy.contacts.verified_within;
    let (chinese, english) = match verified {
        Reading::Given(text, _) => match Date::parse(text).map(|day| day.days_until(today)) {
            Some(days) if days > within => (
                format!("上一次核验是{text}，已经过了{days}天，规定是{within}天"),
                format!("were last verified on {text}, {days} days ago; {within} days are allowed"),
            ),
            _ => return,
        },
        absent if is_absent(absent, contacts.span) && !contacts.is_empty() => (
            "没有核验日期".to_owned(),
            "bear no day of verification".to_owned(),
        ),
        _ => return,
    };
    sink.at(facts.canonical().locate(verified.span()))
        .field(key(Key::VerifiedAt))
        .actual(verified.text())
        .arg("reason", Arg::Both { chinese, english })
        .send();
}
