//! 受理条件没有依据。

use tongyuan_model::Key;
use tongyuan_model::text::citation::Citation;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{key, states_none};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 受理条件没有写依据，或者只写了“无”。
    ///
    /// ## 为什么
    ///
    /// 没有法律、法规、规章依据的条件是自行增设的条件，不得要求申请人符合。
    ///
    /// ## 依据
    ///
    /// 《优化营商环境条例》第三十五条：没有法律、法规、规章依据，不得增设政务服务事项的办理条件和环节。2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 写明规定这个条件的法律、法规、规章及其条款；没有依据的，删去。
    ///
    /// ## 何时不报
    ///
    /// 写了依据的、条件的文字里引用了条款的（如“来源：《示例权利条例》第九条”）不报；引出下面各条的一行（以冒号结尾）不报。条款对不对由“依据”各规则核对。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///     依据: [《示例权利条例》第九条]
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期（依据：《示例权利条例》第九条）
    /// ```
    ///
    /// ## English
    ///
    /// A condition states no basis, neither beside it nor in its own words. Without a law, regulation or rule no condition may be added. State the article, or drop the condition.
    "condition-without-basis" {
        title: ("条件没有依据", "A condition without a basis"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["23", "22"],
        ratings: ["108"],
        fixable: false,
        needs: None,
        message: (
            "条件“{subject}”没有写明依据",
            "The condition “{subject}” states no basis",
        ),
        help: (
            "写明规定它的法律、法规、规章及其条款；没有依据的，删去。",
            "State the article of the law, regulation or rule that lays it down, or drop it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for condition in facts.guide().conditions.rows() {
        let Some(text) = condition.text.text() else {
            continue;
        };
        // A line that leads to those below it asks for nothing by itself.
        let leads = text.ends_with(['：', ':']);
        if !states_none(&condition.basis) || leads || cites_an_article(text) {
            continue;
        }
        sink.at(facts.canonical().locate(condition.text.span()))
            .field(key(Key::Conditions))
            .subject(text, condition.id.text())
            .send();
    }
}

/// Whether a text says by itself in which article it is laid down.
fn cites_an_article(text: &str) -> bool {
    let cited = Citation::read_all(text);
    cited.iter().any(|citation| citation.article.is_some())
}
