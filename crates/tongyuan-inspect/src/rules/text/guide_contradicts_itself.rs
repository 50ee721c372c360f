//! 指南前后矛盾。

use tongyuan_compare::{Contradiction, Verdict, compare_texts, contradictions};
use tongyuan_model::{Channel, Field, Key};

use crate::dossier::Document;
use crate::facts::{Comparison, Facts};
use crate::finding::{Arg, FieldName, Role};
use crate::rule::rule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 同一份指南里，常见问题、办理流程、备注、受理条件、法条引文中的说法，与“申请材料”“办结时限”“收费”栏目不一致：同一份材料的份数、原件或者复印件，整个事项的办结时限，是否收费和金额；以及环节时限超过承诺时限。权威数据源和每个渠道公布的指南都查。
    ///
    /// ## 为什么
    ///
    /// 栏目里写1份、问答里写2份，申请人不知道该信哪一个，窗口也各有各的说法。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范，与实际工作一致。第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 核实哪一处正确，把另一处改成一致；只适用于某种情形的，写明是哪种情形。
    ///
    /// 只想查其中的栏目，在 tongyuan.toml 中写明：`guide-contradicts-itself = { severity = "warning", fields = ["materials", "time_limits", "fees"] }`。
    ///
    /// ## 何时不报
    ///
    /// 只有确实在说同一件事、适用于所有情形的说法才比较。下列情形不报：
    ///
    /// - 提问、否定、约数、范围（3至5个工作日），以前的规定；
    /// - 只说某种情形的（加急、变更、补办、委托办理、某一渠道、除外、可以延长等），有适用情形的材料和受理条件；
    /// - 材料名称与份数不在一起的，合计的份数，只写原件核验的；
    /// - 补正、公示、缴费、送达、投诉等环节的时限，与法定时限、承诺时限或者若干环节时限之和中任何一个相同的时限；
    /// - 邮寄、公证、检测等他人收取的费用，罚款、补贴；
    /// - 在“渠道差异”中声明了差异的栏目。
    ///
    /// 渠道公布的指南，矛盾与权威数据源相同的，只在权威数据源报告一次；栏目与权威数据源不同、问答与权威数据源的栏目相同的，是栏目错了，由同源的规则（`material-altered`、`time-limit-altered`、`fee-altered` 等）报告；问答以外的栏目与权威数据源不同的，也由同源的规则报告。同一处文字自己写了两个数的，不属于本规则。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 质押合同要交几份？
    ///     答复: 请提交示例权利质押合同复印件2份。
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,bad
    /// //- in-person
    /// 常见问题:
    ///   - 问题: 质押登记多久能办好？
    ///     答复: 自受理之日起9个工作日办结。
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 质押登记收费吗？
    ///     答复: 收取工本费10元。
    ///           ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理流程:
    ///   - {环节: 受理, 办理人: 综合窗口, 环节时限: 1个工作日, 审查标准: 材料齐全并符合法定形式, 环节结果: 受理通知书}
    ///   - {环节: 审查, 办理人: 运用促进处, 环节时限: 9个工作日, 审查标准: 符合第八条、第九条规定, 环节结果: 审查意见}
    ///                                                ^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 质押合同要交几份？
    ///     答复: 请提交《示例权利质押合同》原件、复印件各一份。
    ///   - 问题: 质押登记多久能办好？
    ///     答复: 自受理之日起7个工作日办结。需要补正的，应当在15日内补正。
    ///   - 问题: 质押登记收费吗？
    ///     答复: 不收费。通知书寄送的，邮寄费20元由申请人承担。
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 常见问题:
    ///   - 问题: 委托他人办理要带什么？
    ///     答复: 除申请材料外，提交示例权利质押合同复印件2份。
    ///   - 问题: 变更登记要多久？
    ///     答复: 3个工作日办结。
    /// ```
    ///
    /// ## English
    ///
    /// Within one guide, the questions and answers, the process, the notes, the conditions or a quotation of law say something
    /// else of a material, of the limit of the whole procedure or of a fee than its own field; or a step takes longer than the
    /// whole is promised to take. Find out which is right and correct the other. `fields` in the settings limits the rule to
    /// some of the three. Only what surely speaks of the same thing in every case counts: questions, denials, rough figures,
    /// declared cases, other channels, limits of a step and fees of somebody else are passed over. What a channel takes over
    /// from the source is reported once, at the source; where a channel's field departs from the source and its passage does
    /// not, the rules of the family same-source report the field.
    "guide-contradicts-itself" {
        title: ("指南前后矛盾", "A guide contradicts itself"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        fields: [Materials, TimeLimits, Fees],
        message: (
            "{whose}的“{place}”与“{field}”{part}前后矛盾：{facets}",
            "In {whose}, “{place}” contradicts “{field}”{part}: {facets}",
        ),
        help: (
            "核实“{field}”（箭头左边）和“{place}”（箭头右边）哪一处正确，改成一致；只适用于某种情形的，写明情形。",
            "Find out which is right, “{field}” (left of the arrow) or “{place}” (right of it), and make both say the same; where it holds in one case alone, name the case.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let of_source = contradictions(&facts.policy.terms, facts.guide(), facts.guide());
    for own in &of_source {
        report(facts, sink, own, facts.canonical(), None);
    }
    for comparison in &facts.comparisons {
        let published = comparison.published;
        for own in of_channel(facts, comparison, &of_source) {
            report(
                facts,
                sink,
                &own,
                &published.document,
                Some(published.channel),
            );
        }
    }
}

/// The contradictions of a published guide that are its own: not taken over from the source, and not told by the rules that
/// hold it against the source.
fn of_channel(
    facts: &Facts<'_>,
    comparison: &Comparison<'_>,
    of_source: &[Contradiction],
) -> Vec<Contradiction> {
    let terms = &facts.policy.terms;
    let guide = &comparison.published.document.guide;
    let mut found = contradictions(terms, guide, guide);
    if found.is_empty() {
        return found;
    }
    // A passage that says what the source says in its field is right: it is the published field that is not.
    let against_source = contradictions(terms, &comparison.projected, guide);
    found.retain(|own| {
        let contradicts_source = against_source.iter().any(|other| is_there(own, other));
        let is_inherited = of_source.iter().any(|other| is_same(own, other));
        contradicts_source && !is_inherited && !is_told(comparison, own.place)
    });
    found
}

/// Whether `other` is told of the passage of `own`.
fn is_there(own: &Contradiction, other: &Contradiction) -> bool {
    let mut repeated = other.repeated.iter().map(|(_, span)| *span);
    own.field == other.field
        && (own.passage.span == other.passage.span || repeated.any(|span| span == own.passage.span))
}

fn is_same(own: &Contradiction, other: &Contradiction) -> bool {
    own.field == other.field
        && own.facets == other.facets
        && matches!(
            compare_texts(&own.subject.name, &other.subject.name),
            Verdict::Same(_)
        )
}

/// Whether the part of the guide that a passage stands in is compared with the source, and departs from it. Questions and
/// answers are not.
fn is_told(comparison: &Comparison<'_>, place: Key) -> bool {
    let field = match place {
        Key::Notes => Some(Field::Materials),
        _ => Field::ALL
            .iter()
            .copied()
            .find(|field| field.key() == place),
    };
    let mut differences = comparison.differences.iter();
    differences.any(|difference| Some(difference.field) == field)
}

fn report(
    facts: &Facts<'_>,
    sink: &mut Sink<'_>,
    own: &Contradiction,
    document: &Document,
    channel: Option<Channel>,
) {
    if !facts.policy.looks_at(&RULE, own.field) {
        return;
    }
    let whose = channel.map_or_else(
        || Arg::Both {
            chinese: "权威数据源".into(),
            english: "the source".into(),
        },
        Arg::Channel,
    );
    let mut draft = sink
        .at(document.locate(own.passage.span))
        .field(FieldName::Field(own.field))
        .subject(&own.subject.name, own.subject.id.as_deref())
        .expected(own.stated.text.as_deref())
        .actual(own.passage.text.as_deref())
        .confidence(own.confidence)
        .arg("whose", whose)
        .arg("place", Arg::Field(FieldName::Key(own.place)))
        .arg("facets", Arg::Facets(own.facets.clone()))
        .related(Role::Other, document.locate(own.stated.span));
    for (_, span) in &own.repeated {
        draft = draft.related(Role::Other, document.locate(*span));
    }
    match channel {
        Some(channel) => draft.channel(channel).send(),
        None => draft.send(),
    }
}
