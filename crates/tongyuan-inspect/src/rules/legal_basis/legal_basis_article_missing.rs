//! 引用的条、款、项不存在。

use tongyuan_model::register::laws::{Edition, Laws};
use tongyuan_model::text::citation::Article;

use crate::dossier::Listed;
use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::{Register, rule};
use crate::rules::legal::{Law, in_words, laws, listed};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南引用的条、款、项，在指南实施之日有效的那个版本里没有：条号超出了全文条数，款、项超出了这一条的款数、项数。
    ///
    /// ## 为什么
    ///
    /// 查不到的条款等于没有依据，也多半说明法律修改以后指南没有跟着改条号。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 按现行版本改正条款。依据库有条号变化的，提示中给出新的条号。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库的，不报；依据库没有写条数、款数、项数的，不核对相应的层次。法律本身已经废止或者尚未施行的，由 `legal-basis-repealed`、`legal-basis-not-in-force` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条第三款}
    ///                                    ^^^^^^^^^^^^
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
    ///   - {法律名称: 示例权利条例, 条款: 第八条第二款第（三）项}
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
    /// The version in force on the day of effect has no such article, paragraph or item. Most often the law was amended and its articles were renumbered. What
    /// the register does not state is not checked.
    "legal-basis-article-missing" {
        title: ("引用的条款不存在", "An article that does not exist"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "“{subject}”没有{actual}{has}",
            "“{subject}” has no {actual}{has}",
        ),
        help: (
            "{next}",
            "{next}",
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
        for (place, references) in law.places() {
            if edition.has(place) != Some(false) {
                continue;
            }
            let Some(draft) = law.place_draft(facts, sink, place, &references) else {
                continue;
            };
            let moved = moved(law, register, edition, place);
            let words = moved.as_ref().map(|(_, now)| now.to_string());
            let mut draft = draft
                .expected(words.as_deref())
                .arg("has", has(edition, place))
                .arg("next", next(register, moved));
            if let Some(place) = listed(register, edition) {
                draft = draft.related(Role::Register, place);
            }
            draft.send();
        }
    }
}

/// Where a place of an earlier version stands in this one, and that earlier version.
fn moved<'f>(
    law: &Law<'f>,
    register: &Listed<Laws>,
    edition: &Edition,
    place: Article,
) -> Option<(&'f Edition, Article)> {
    law.editions.iter().find_map(|earlier| {
        if earlier.has(place) != Some(true) {
            return None;
        }
        let now = register.value.renumbered(earlier, edition, place)?;
        Some((*earlier, now))
    })
}

/// What it does have at this place.
fn has(edition: &Edition, place: Article) -> Arg {
    let Some(shape) = edition.shape(place) else {
        return match edition.count {
            Some(count) => Arg::Both {
                chinese: format!("，全文共{count}条"),
                english: format!(": it has {count} articles"),
            },
            None => Arg::Text(String::new()),
        };
    };
    match shape.paragraphs {
        Some(paragraphs) if place.paragraph > paragraphs => Arg::Both {
            chinese: format!("，这一条只有{paragraphs}款"),
            english: format!(": the article has {paragraphs} paragraph(s)"),
        },
        _ => Arg::Text(String::new()),
    }
}

fn next(register: &Listed<Laws>, moved: Option<(&Edition, Article)>) -> Arg {
    match moved {
        Some((earlier, now)) => {
            let (chinese, english) = in_words(register, earlier);
            Arg::Both {
                chinese: format!("这是{chinese}的条号，现为{now}，核对内容后改正。"),
                english: format!("It is numbered so in {english}, and is now {now}; check the content and mend it."),
            }
        }
        None => Arg::Both {
            chinese: "按现行版本核对条、款、项，改正引用。".into(),
            english: "Check article, paragraph and item against the version in force, and mend the citation.".into(),
        },
    }
}
