//! 指南引用的法律已经废止。

use tongyuan_model::register::laws::{Edition, Laws};

use crate::dossier::Listed;
use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::policy::Date;
use crate::rule::{Register, rule};
use crate::rules::legal::{Law, effect, in_words, latest, laws, listed};
use crate::rules::shapes::text;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南引用的法律、法规、规章或者文件，在指南实施之日（或者今天）已经废止或者失效，没有同名的新版本。
    ///
    /// ## 为什么
    ///
    /// 废止的文件不能作为设定事项、条件、材料的依据；指南还照着它办，申请人可能在按早已不存在的规定准备材料。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 改引现行有效的依据，并对照新的规定逐条核对条件、材料、时限；没有新依据的，事项、条件或者材料应当取消。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库的，不报。同名文件有现行版本的，不是废止，由 `legal-basis-superseded` 报告；还没有生效的，由 `legal-basis-not-in-force` 报告。指南没有实施日期的，以检查当日为准。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利质押登记暂行办法, 条款: 第三条}
    ///                ^^^^^^^^^^^^^^^^^^^^^^^^
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方政府规章, 条数: 20}
    ///   - {名称: 示例权利质押登记暂行办法, 施行日期: 2010-01-01, 废止文件: 示例权利质押登记办法（2023-05-01）}
    ///   - {名称: 示例权利质押登记办法, 公布日期: 2023-05-01, 施行日期: 2023-06-01}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利质押登记办法, 条款: 第三条}
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方政府规章, 条数: 20}
    ///   - {名称: 示例权利质押登记暂行办法, 施行日期: 2010-01-01, 废止文件: 示例权利质押登记办法（2023-05-01）}
    ///   - {名称: 示例权利质押登记办法, 公布日期: 2023-05-01, 施行日期: 2023-06-01}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ## English
    ///
    /// The law was no longer in force when the guide took effect, or is not today, and no later version bears its title. Cite what is in force now, and hold
    /// conditions, materials and limits against it. A law that has a later version is reported by `legal-basis-superseded`.
    "legal-basis-repealed" {
        title: ("依据已经废止", "A repealed law"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "“{subject}”{since}",
            "“{subject}” {since}",
        ),
        help: (
            "{next}",
            "{next}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let (Some((register, laws)), Some(day)) = (laws(facts), latest(facts)) else {
        return;
    };
    for law in &laws {
        let Some(last) = last_of_the_ended(law, day) else {
            continue;
        };
        let Some(draft) = law.draft(facts, sink) else {
            continue;
        };
        let mut draft = draft
            .actual(Some(law.name))
            .arg("since", since(last, effect(facts)))
            .arg("next", next(register, last));
        if let Some(place) = listed(register, last) {
            draft = draft.related(Role::Register, place);
        }
        draft.send();
    }
}

/// The last version, where none is in force on a day or will be.
fn last_of_the_ended<'f>(law: &Law<'f>, day: Date) -> Option<&'f Edition> {
    let all_ended = law.editions.iter().all(|edition| edition.has_ended(day));
    law.editions.last().copied().filter(|_| all_ended)
}

/// Since when it is not in force, and whether the guide already took effect after that.
fn since(last: &Edition, effect: Option<Date>) -> Arg {
    let Some(until) = last.until else {
        return text("");
    };
    match effect.filter(|effect| *effect < until) {
        Some(effect) => Arg::Both {
            chinese: format!("自{until}起废止，指南自{effect}实施以来没有更新"),
            english: format!(
                "has not been in force since {until}; the guide took effect on {effect}"
            ),
        },
        None => Arg::Both {
            chinese: format!("自{until}起已经废止"),
            english: format!("has not been in force since {until}"),
        },
    }
}

fn next(register: &Listed<Laws>, last: &Edition) -> Arg {
    match register.value.successor(last) {
        Some(successor) => {
            let (chinese, english) = in_words(register, successor);
            Arg::Both {
                chinese: format!("它由{chinese}废止，核对后改引现行规定，并逐条核对条件和材料。"),
                english: format!(
                    "It was repealed by {english}: cite what is in force now, and check conditions and materials against it."
                ),
            }
        }
        None => Arg::Both {
            chinese: "改引现行有效的依据；没有依据的，取消相应的事项、条件或者材料。".into(),
            english: "Cite a law that is in force; where there is none, drop what rested on it."
                .into(),
        },
    }
}
