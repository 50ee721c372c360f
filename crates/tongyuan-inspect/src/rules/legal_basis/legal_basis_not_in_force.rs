//! 指南引用的法律在指南实施之日还没有施行。

use tongyuan_model::register::laws::Edition;

use crate::facts::Facts;
use crate::finding::Role;
use crate::policy::Date;
use crate::rule::{Register, rule};
use crate::rules::legal::{Law, effect, laws, listed};
use crate::rules::shapes::text;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南引用的法律、法规、规章或者文件（或者写明的那个版本），施行日期晚于指南的实施日期。
    ///
    /// ## 为什么
    ///
    /// 还没有施行的规定不能作为办理的依据；这段时间按它要求申请人，没有依据。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 把指南的实施日期改到施行日期以后，或者在那以前引用仍然有效的版本。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库的、依据库没有写施行日期的，不报。指南没有实施日期的，以检查当日为准。已经废止的，由 `legal-basis-repealed` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条}
    ///                ^^^^^^^^^^^^
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方政府规章, 施行日期: 2024-07-01, 条数: 20}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条}
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方政府规章, 施行日期: 2024-03-01, 条数: 20}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ## English
    ///
    /// The law, or the version that is named, comes into force only after the guide takes effect. Let the guide take effect later, or cite what is in
    /// force until then.
    "legal-basis-not-in-force" {
        title: ("依据尚未施行", "A law that is not yet in force"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "23"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "“{subject}”自{from}起施行，而指南自{effect}起实施",
            "“{subject}” comes into force on {from}, and the guide takes effect on {effect}",
        ),
        help: (
            "推迟指南的实施日期，或者改引在那以前有效的规定。",
            "Let the guide take effect later, or cite what is in force until then.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let (Some((register, laws)), Some(day)) = (laws(facts), effect(facts)) else {
        return;
    };
    for law in &laws {
        let Some((coming, from)) = coming(law, day) else {
            continue;
        };
        let Some(draft) = law.draft(facts, sink) else {
            continue;
        };
        let mut draft = draft
            .actual(Some(&from.to_string()))
            .arg("from", text(from.to_string()))
            .arg("effect", text(day.to_string()));
        if let Some(place) = listed(register, coming) {
            draft = draft.related(Role::Register, place);
        }
        draft.send();
    }
}

/// The version that is meant, where it is not yet in force, and the day on which it will be.
fn coming<'f>(law: &Law<'f>, day: Date) -> Option<(&'f Edition, Date)> {
    let meant = match law.named {
        Some(named) => named,
        None if law.editions.iter().all(|edition| edition.is_coming(day)) => {
            law.editions.first().copied()?
        }
        None => return None,
    };
    Some((meant, meant.from.filter(|_| meant.is_coming(day))?))
}
