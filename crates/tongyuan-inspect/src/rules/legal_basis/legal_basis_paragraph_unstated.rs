//! 引用的条有几款，没有写明是哪一款。

use tongyuan_model::Key;
use tongyuan_model::register::laws::Edition;
use tongyuan_model::text::citation::Article;

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::{Register, rule};
use crate::rules::legal::{laws, listed};
use crate::rules::shapes::text;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 依据库写明这一条有两款以上，而指南只引到条，没有引到款。
    ///
    /// ## 为什么
    ///
    /// 几款往往各管一件事，引到条还不能说明是哪一款规定的；条文有几款时，引用应当写明第几款。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。《中华人民共和国立法法》第六十五条：法律根据内容需要分编、章、节、条、款、项、目。
    ///
    /// ## 怎样整改
    ///
    /// 核对内容，写明第几款。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库、依据库没有写款数的，不报；用“第几条至第几条”引用整条的，不报；写明了第几项、而只有一款有这一项的，不报；保密审查的依据不查。确实以整条为依据的，可以不改。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条}
    ///                                    ^^^^^^
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///     依据: [《示例权利条例》第九条]
    /// //- laws
    /// 依据库:
    ///   - 名称: 示例权利条例
    ///     效力层级: 地方政府规章
    ///     条数: 20
    ///     条文:
    ///       - {条款: 第八条, 款数: 2, 项数: [0, 3]}
    ///       - {条款: 第九条, 款数: 1}
    ///       - {条款: 第十条, 款数: 1}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条第二款}
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///     依据: [《示例权利条例》第九条]
    /// //- laws
    /// 依据库:
    ///   - 名称: 示例权利条例
    ///     效力层级: 地方政府规章
    ///     条数: 20
    ///     条文:
    ///       - {条款: 第八条, 款数: 2, 项数: [0, 3]}
    ///       - {条款: 第九条, 款数: 1}
    ///       - {条款: 第十条, 款数: 1}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ## English
    ///
    /// The article has several paragraphs, and none is named. Say which one; where the whole article is meant, leave it. Ranges of articles are let pass, and so is an item that
    /// only one of the paragraphs has. The basis of the review before publication is not looked at.
    "legal-basis-paragraph-unstated" {
        title: ("没有写明第几款", "An article without its paragraph"),
        severity: Note,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "“{subject}”{actual}有{count}款，没有写明是哪一款",
            "“{subject}” {actual} has {count} paragraphs, and none is named",
        ),
        help: (
            "核对内容，写明第几款；以整条为依据的，可以不改。",
            "Say which paragraph it is; where the whole article is meant, leave it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some((register, laws)) = laws(facts) else {
        return;
    };
    for law in &laws {
        let Some(edition) = law.judged(facts) else {
            continue;
        };
        for (place, mut references) in law.places() {
            references.retain(|own| !own.cited.is_range && own.field != Key::Review);
            let Some(count) = paragraphs_to_choose_from(edition, place) else {
                continue;
            };
            let Some(draft) = law.place_draft(facts, sink, place, &references) else {
                continue;
            };
            let mut draft = draft.arg("count", text(count.to_string()));
            if let Some(place) = listed(register, edition) {
                draft = draft.related(Role::Register, place);
            }
            draft.send();
        }
    }
}

/// How many paragraphs the place may be in, where it is not said in which.
fn paragraphs_to_choose_from(edition: &Edition, place: Article) -> Option<u32> {
    let shape = edition.shape(place)?;
    let count = shape.paragraphs.filter(|count| *count > 1)?;
    // Only one of them may have the item; if none has, another rule says so.
    let is_plain = place.item > 0 && shape.paragraphs_with_item(place.item) < 2;
    (place.paragraph == 0 && !is_plain).then_some(count)
}
