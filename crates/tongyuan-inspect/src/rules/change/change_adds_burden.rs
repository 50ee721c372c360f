//! 改动加重了申请人的负担。

use tongyuan_compare::{Burden, Departure, Difference};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName, Role};
use crate::rule::rule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 与基准版本（`--base` 指定的版本）相比，指南多要了材料、多设了条件，或者要求更严、时限更长、收费更高。
    ///
    /// ## 为什么
    ///
    /// 加重负担的改动必须有依据，并且按时公开；混在一次大改里，最容易没有人注意。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：要求提供的证明都应当有法律法规依据。2018年政务公开工作计划第23条：办事条件发生变化的，在批准之日起1个工作日内公开变更后的内容和实施时间。《优化营商环境条例》第三十五条：不得在法定条件之外增设条件。
    ///
    /// ## 怎样整改
    ///
    /// 核对每一处加重的依据，写进该行的“依据”；没有依据的，取消。确有依据的，经审核后可以在评审中接受这一条。
    ///
    /// ## 何时不报
    ///
    /// 没有给出基准版本的不报；看不出是加重还是减轻的不报；写法不同、意思一样的不报。没有依据的材料、条件，由各自的规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// 受理条件:
    ///   - 标识: c1
    ///     内容: 出质人是权利登记簿记载的权利人
    ///     依据: [《示例权利条例》第八条]
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///     依据: [《示例权利条例》第九条]
    /// //- base
    /// 版本:
    ///   版本号: 1
    ///   批准: {批准文件: 示例知发〔2022〕9号, 批准日期: 2022-06-20}
    ///   实施日期: 2022-07-01
    ///   发布时间: {线上: 2022-06-20, 线下: 2022-06-20}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2022-06-20}
    /// 受理条件:
    ///   - 标识: c1
    ///     内容: 出质人是权利登记簿记载的权利人
    ///     依据: [《示例权利条例》第八条]
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 版本:
    ///   版本号: 2
    ///   批准: {批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}
    ///   实施日期: 2024-03-01
    ///   发布时间: {线上: 2024-02-21, 线下: 2024-02-21}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2024-02-20}
    /// //- base
    /// 版本:
    ///   版本号: 1
    ///   批准: {批准文件: 示例知发〔2022〕9号, 批准日期: 2022-06-20}
    ///   实施日期: 2022-07-01
    ///   发布时间: {线上: 2022-06-20, 线下: 2022-06-20}
    ///   保密审查: {依据: [《中华人民共和国政府信息公开条例》第十七条], 审查部门: 办公室, 审查日期: 2022-06-20}
    /// 受理条件:
    ///   - 标识: c1
    ///     内容: 出质人是权利登记簿记载的权利人
    ///     依据: [《示例权利条例》第八条]
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///     依据: [《示例权利条例》第九条]
    ///   - 标识: c3
    ///     内容: 质押合同已经公证
    ///     依据: [《示例权利条例》第十一条]
    /// ```
    ///
    /// ## English
    ///
    /// The change since the base (`--base`) asks for another material or condition, asks for more of one, or makes a limit
    /// longer or a fee higher. Each has to have a basis: state it in its row, or take the demand out. What cannot be told to
    /// add or to relieve is not reported.
    "change-adds-burden" {
        title: ("改动加重负担", "A change that adds a burden"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["22", "23", "条例35"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{field}{what}，{basis}",
            "{field}: {what}; {basis}",
        ),
        help: (
            "核对依据；没有依据的，取消这项要求。",
            "Check the basis; without one, take the demand out.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(base) = &facts.dossier.base else {
        return;
    };
    let adding = facts
        .changes
        .iter()
        .filter(|change| change.difference.burden == Burden::Adds);
    for change in adding {
        let difference = &change.difference;
        let mut draft = sink
            .at(facts.canonical().locate(difference.b.span))
            .field(FieldName::Field(difference.field))
            .expected(difference.a.text.as_deref())
            .actual(difference.b.text.as_deref())
            .confidence(difference.confidence)
            .arg("what", what(difference))
            .arg("basis", in_words(&change.basis))
            .related(Role::Base, base.locate(difference.a.span));
        if let Some(subject) = &difference.subject {
            draft = draft.subject(&subject.name, subject.id.as_deref());
        }
        // What holds for every channel is of none.
        if let [channel] = change.channels.as_slice() {
            draft = draft.channel(*channel);
        }
        draft.send();
    }
}

fn what(difference: &Difference) -> Arg {
    let own = difference.b.text.clone().unwrap_or_default();
    let before = difference.a.text.clone().unwrap_or_default();
    let name = difference.subject.as_ref().map(|own| own.name.clone());
    let facets: Vec<String> = difference
        .facets
        .iter()
        .filter_map(|facet| Some(format!("{} → {}", facet.a.as_deref()?, facet.b.as_deref()?)))
        .collect();
    let (chinese, english) = match (difference.departure, name) {
        (Departure::Added, name) => {
            let own = name.unwrap_or(own);
            (format!("增加了“{own}”"), format!("“{own}” is new"))
        }
        (_, Some(name)) if !facets.is_empty() => (
            format!("“{name}”加重了（{}）", facets.join("；")),
            format!("“{name}” asks for more ({})", facets.join("; ")),
        ),
        _ => (
            format!("由“{before}”加重为“{own}”"),
            format!("“{own}” asks for more than “{before}”"),
        ),
    };
    Arg::Both { chinese, english }
}

fn in_words(basis: &[String]) -> Arg {
    let (chinese, english) = match basis {
        [] => ("没有写依据".to_owned(), "no basis is stated".to_owned()),
        basis => (
            format!("依据是{}", basis.join("、")),
            format!("its basis is {}", basis.join(", ")),
        ),
    };
    Arg::Both { chinese, english }
}
