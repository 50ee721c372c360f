//! 咨询和投诉是同一个电话。

use std::collections::BTreeSet;

use tongyuan_model::text::phone::{Place, phones};
use tongyuan_model::{Key, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 监督投诉只有电话，而且全部就是咨询的电话。
    ///
    /// ## 为什么
    ///
    /// 投诉由被投诉的窗口自己接听，群众不敢说，也没有人监督。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范，与实际工作一致。
    ///
    /// ## 怎样整改
    ///
    /// 另行公布监督投诉的电话，由办理部门以外的机构接听；也可以公布网上投诉的网址。
    ///
    /// ## 何时不报
    ///
    /// 另有单独的投诉电话、网址的不报；12345、12315、12330等统一热线本来就受理咨询和投诉，不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567]
    ///   投诉: [（0999）1234567]
    ///          ^^^^^^^^^^^^^^^
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999-1234567, 12345]
    ///   投诉: [12345]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ## English
    ///
    /// The only ways to complain are the telephone numbers for consultation: the complaint is answered by whom it is about.
    /// Publish a number of its own, or an address on the web. Hotlines that take both, such as 12345, are not reported.
    "contact-shared" {
        title: ("咨询投诉是同一个电话", "Consultation and complaint are one number"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "投诉电话“{actual}”就是咨询电话",
            "The number to complain, “{actual}”, is the one to ask",
        ),
        help: (
            "另行公布由办理部门以外的机构接听的监督投诉电话。",
            "Publish a number to complain that is answered outside the department that handles the item.",
        ),
        check: Dossier(check),
    }
}

/// Numbers of so many digits are hotlines of a whole city or line of administration, which take both.
const HOTLINE: usize = 6;

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(contacts) = facts.guide().contacts.given() else {
        return;
    };
    let consult: BTreeSet<String> = contacts.consult.rows().iter().flat_map(numbers).collect();
    let complain = contacts.complain.rows();
    let is_shared = |way: &Reading<String>| {
        let own = numbers(way);
        let is_of_both = |digits: &String| digits.len() > HOTLINE && consult.contains(digits);
        !own.is_empty() && own.iter().all(is_of_both)
    };
    if let Some(first) = complain.first().filter(|_| complain.iter().all(is_shared)) {
        sink.at(facts.canonical().locate(first.span()))
            .field(key(Key::Complain))
            .actual(first.text())
            .send();
    }
}

fn numbers(way: &Reading<String>) -> Vec<String> {
    let found = phones(way.text().unwrap_or_default(), Place::Way);
    found.into_iter().map(|phone| phone.digits).collect()
}
