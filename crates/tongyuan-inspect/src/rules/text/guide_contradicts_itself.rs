//! 指南前后矛盾。

use tongyuan_compare::{Contradiction, Difference, contradictions};
use tongyuan_model::{Channel, Field};

use crate::dossier::Document;
use crate::facts::Facts;
use crate::finding::{FieldName, Role};
use crate::rule::rule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 同一份指南的常见问题、审查标准、材料备注，对同一材料、办结时限或者收费的说法，与指南表格中的内容不一致；某一环节的时限超过承诺时限的，也在此列。
    ///
    /// ## 为什么
    ///
    /// 表格要一份、答复说两份，申请人无从判断以哪一处为准。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南应当准确。第24条：同一内容应当一致。
    ///
    /// ## 怎样整改
    ///
    /// 核实以哪一处为准，把另一处改成一致。只检查部分字段的，在 `tongyuan.toml` 的 `[text]` 中用 `contradictions` 写明。
    ///
    /// ## 何时不报
    ///
    /// 文字可能说的是其他情形、其他环节、他人收取的费用，或者单位不同、有“或者”“一般”等词的，一律不报。渠道公布的指南，权威数据源自身已有同样矛盾的不再报；该字段与权威数据源不一致的，由同源类规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 示例权利质押合同
    ///     提交方式: {介质: 纸质, 原件: 1, 复印件: 1}
    /// 常见问题:
    ///   - 问题: 要交哪些材料？
    ///     答复: 提交示例权利质押合同复印件2份。
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 示例权利质押合同
    ///     提交方式: {介质: 纸质, 原件: 1, 复印件: 1}
    /// 常见问题:
    ///   - 问题: 要交哪些材料？
    ///     答复: 提交示例权利质押合同复印件1份。
    /// ```
    ///
    /// ## English
    ///
    /// What a guide says in its answers, standards of examination and notes about a material, the limit or the fee is not what its own
    /// tables say, or one step may take longer than the whole. Find out which is right and change the other. Nothing is said
    /// where a text may speak of another case, another step or what others charge. Of a published version only
    /// what the source does not contradict itself in is reported, and only where the field is as in the source.
    "guide-contradicts-itself" {
        title: ("指南前后矛盾", "A guide that contradicts itself"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21", "24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "指南前后矛盾：{field}中写“{expected}”，此处写“{actual}”",
            "The guide contradicts itself: {field} says “{expected}”, this place says “{actual}”",
        ),
        help: (
            "核实以哪一处为准，把另一处改成一致。",
            "Find out which of the two is right and change the other.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let terms = &facts.policy.terms;
    let own = contradictions(terms, facts.guide());
    for one in &own {
        tell(facts, facts.canonical(), None, one, sink);
    }
    for comparison in &facts.comparisons {
        let document = &comparison.published.document;
        let is_told = |one: &Contradiction| {
            own.iter().any(|other| is_same(one, other))
                || comparison.differences.iter().any(|d| tells(d, one))
        };
        for one in contradictions(terms, &document.guide) {
            if !is_told(&one) {
                tell(
                    facts,
                    document,
                    Some(comparison.published.channel),
                    &one,
                    sink,
                );
            }
        }
    }
}

/// Whether a departure from the source may be what makes the channel contradict itself: it is in the table, or in the steps that a
/// passage may stand in.
fn tells(difference: &Difference, one: &Contradiction) -> bool {
    difference.field == one.field || difference.field == Field::Process
}

/// Whether a channel and the source contradict themselves in the same: ids are the source's own.
fn is_same(one: &Contradiction, other: &Contradiction) -> bool {
    let name = |c: &Contradiction| c.subject.as_ref().map(|subject| subject.name.clone());
    one.field == other.field && one.facet == other.facet && name(one) == name(other)
}

fn tell(
    facts: &Facts<'_>,
    document: &Document,
    channel: Option<Channel>,
    one: &Contradiction,
    sink: &mut Sink<'_>,
) {
    if !facts.policy.contradicts_in(one.field) {
        return;
    }
    let mut draft = sink
        .at(document.locate(one.passage.span))
        .field(FieldName::Field(one.field))
        .expected(one.table.text.as_deref())
        .actual(one.passage.text.as_deref())
        .related(Role::Other, document.locate(one.table.span));
    if let Some(subject) = &one.subject {
        draft = draft.subject(&subject.name, subject.id.as_deref());
    }
    if let Some(channel) = channel {
        draft = draft.channel(channel);
    }
    draft.send();
}
