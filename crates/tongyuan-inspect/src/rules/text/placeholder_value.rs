//! 该填的地方只填了占位符。

use tongyuan_compare::Sign;
use tongyuan_model::{Channel, Key, Reading};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName};
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::remarked;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 应当有内容的栏目（实施主体、材料名称、办理环节、窗口的地址、时间、电话、咨询投诉、结果名称等），只写了“/”“—”“暂无”“待定”“详见附件”一类的占位符，或者只写了“无”。
    ///
    /// ## 为什么
    ///
    /// 占位符使栏目看上去填了，实际上没有告诉申请人任何内容；检查“要素齐全”时也容易漏过去。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南要素齐全、准确、规范。
    ///
    /// ## 怎样整改
    ///
    /// 填写实际内容；确实没有的，删去这一行。
    ///
    /// ## 何时不报
    ///
    /// “无”本身就是答案的栏目（数量限制、备注、不计入时限等）不报；栏目没有填的，由 `schema-field-missing` 等规则报告；受理条件只写“详见附件”的，由 `condition-dangling` 报告；收费写“无”的，由 `fee-none-misworded` 报告；只能从列表中选的栏目、网址、日期，由 schema 一族的规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 可以邮寄吗？
    ///     答复: 暂无
    ///           ^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 可以邮寄吗？
    ///     答复: 无须到现场，可以邮寄。
    /// ```
    ///
    /// ## English
    ///
    /// A field that must say something holds only a placeholder such as a slash, 暂无, 待定 or 详见附件, or only 无. Fields of which 无 is a fair answer are passed over; conditions, fees, code lists, addresses and dates have rules of their own.
    "placeholder-value" {
        title: ("占位内容", "A placeholder in place of a value"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”的“{place}”只填了占位内容“{actual}”",
            "The “{place}” of “{subject}” holds only the placeholder “{actual}”",
        ),
        help: (
            "填写实际内容；确实没有的，删去这一行。",
            "State what it is; where there is nothing to state, remove the line.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked(facts, sink, Sign::Placeholder, |_| true, |_, draft| draft);
    let guide = facts.guide();
    for row in guide.materials.rows() {
        none(facts, sink, (Key::Materials, Key::Name), &row.name);
    }
    for row in guide.conditions.rows() {
        none(facts, sink, (Key::Conditions, Key::Text), &row.text);
    }
    for row in guide.process.rows() {
        none(facts, sink, (Key::Process, Key::Step), &row.step);
    }
    for row in guide.results.rows() {
        none(facts, sink, (Key::Results, Key::Name), &row.name);
    }
    if let Some(item) = guide.item.given() {
        none(facts, sink, (Key::Item, Key::Name), &item.name);
        none(facts, sink, (Key::Item, Key::Authority), &item.authority);
    }
    for channel in Channel::ALL {
        let entry = guide
            .channels
            .given()
            .and_then(|own| own.get(*channel).given());
        for window in entry.map_or(&[][..], |entry| entry.windows.rows()) {
            none(facts, sink, (Key::Channels, Key::Name), &window.name);
            none(facts, sink, (Key::Channels, Key::Address), &window.address);
            none(facts, sink, (Key::Channels, Key::Hours), &window.hours);
            none(facts, sink, (Key::Channels, Key::Phone), &window.phone);
        }
    }
}

/// A field that says that there is none where there must be one.
fn none(
    facts: &Facts<'_>,
    sink: &mut Sink<'_>,
    (field, place): (Key, Key),
    value: &Reading<String>,
) {
    if let Reading::StatedNone(span) = value {
        let said = facts.canonical().source.slice(*span);
        sink.at(facts.canonical().locate(*span))
            .field(key(field))
            .subject(field.chinese(), Some(place.english()))
            .actual(Some(said))
            .arg("place", Arg::Field(FieldName::Key(place)))
            .send();
    }
}
