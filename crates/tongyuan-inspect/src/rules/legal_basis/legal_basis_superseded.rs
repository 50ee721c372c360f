//! 指南引用的法律已有新的版本。

use tongyuan_compare::Confidence;
use tongyuan_model::register::laws::{Edition, Laws};

use crate::dossier::Listed;
use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::{Register, rule};
use crate::rules::legal::{Law, effect, in_words, latest, laws, listed};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南依据的是法律的旧版本，而新的版本已经施行：指南实施在前，法律修改在后；或者引用时写明了旧版本（“2010年修订”、旧的令号）。依据库有条号变化的，给出新的条号。
    ///
    /// ## 为什么
    ///
    /// 法律修改以后，条号往往变了，条件、材料、期限也可能变了；指南不跟着改，引用的条款就对不上，申请人看到的是旧规定。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 对照现行版本逐条核对依据、条件、材料和时限，改用新的条号，按程序重新发布指南。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库的，不报；依据库中没有新版本的，不报。没有写明版本、指南又在新版本施行以后实施的，当作引用现行版本，条款对不对由 `legal-basis-article-missing` 核对。没有同名新版本的，由 `legal-basis-repealed` 报告。同一部法律只报一次。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条}
    ///                ^^^^^^^^^^^^
    /// //- today: 2024-06-01
    /// //- laws
    /// 依据库:
    ///   - 名称: 示例权利条例
    ///     公布日期: 2010-01-09
    ///     施行日期: 2010-02-01
    ///     条数: 20
    ///     条号变化: [{条款: 第八条, 新条款: 第九条}]
    ///   - {名称: 示例权利条例, 公布日期: 2024-01-10, 施行日期: 2024-05-01, 条数: 22}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条}
    /// //- laws
    /// 依据库:
    ///   - 名称: 示例权利条例
    ///     公布日期: 2010-01-09
    ///     施行日期: 2010-02-01
    ///     条数: 20
    ///     条号变化: [{条款: 第八条, 新条款: 第九条}]
    ///   - {名称: 示例权利条例, 公布日期: 2024-01-10, 施行日期: 2024-02-20, 条数: 22}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ## English
    ///
    /// A later version of the law is in force: it was amended after the guide took effect, or an old version is named expressly. Check basis, conditions,
    /// materials and limits against the version in force; where the register says how articles were renumbered, the new numbers are given.
    "legal-basis-superseded" {
        title: ("依据已有新版本", "A later version of the law is in force"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "“{subject}”已经修改，现行版本是{current}{moved}",
            "“{subject}” was amended; in force is {current}{moved}",
        ),
        help: (
            "对照现行版本逐条核对依据、条件、材料和时限，更新条号后重新发布。",
            "Check basis, conditions, materials and limits against the version in force, bring the article numbers up to date, and publish anew.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some((register, laws)) = laws(facts) else {
        return;
    };
    for law in &laws {
        let Some((used, current)) = versions(law, facts) else {
            continue;
        };
        let Some(draft) = law.draft(facts, sink) else {
            continue;
        };
        let (chinese, english) = in_words(register, current);
        let (old, _) = in_words(register, used);
        let mut draft = draft
            .expected(Some(&chinese))
            .actual(Some(&old))
            .arg("moved", moved(law, register, used, current))
            .arg("current", Arg::Both { chinese, english });
        // The number by which a law was first promulgated is often cited for all its versions.
        if law.named.is_some() {
            draft = draft.confidence(Confidence::NeedsReview);
        }
        if let Some(place) = listed(register, current) {
            draft = draft.related(Role::Register, place);
        }
        draft.send();
    }
}

/// The version that the guide uses and the one that is in force, where the first has ended.
fn versions<'f>(law: &Law<'f>, facts: &Facts<'_>) -> Option<(&'f Edition, &'f Edition)> {
    let (effect, latest) = (effect(facts)?, latest(facts)?);
    let current = law.in_force(latest)?;
    let used = law.named.or_else(|| law.in_force(effect))?;
    let is_old = used.row != current.row && used.has_ended(latest);
    is_old.then_some((used, current))
}

/// Where the cited articles stand now, where the register says.
fn moved(law: &Law<'_>, register: &Listed<Laws>, used: &Edition, current: &Edition) -> Arg {
    let moved = law.places().into_iter().filter_map(|(place, _)| {
        let now = register.value.renumbered(used, current, place)?;
        (now != place).then(|| format!("{place} → {now}"))
    });
    let moved: Vec<String> = moved.collect();
    if moved.is_empty() {
        return Arg::Text(String::new());
    }
    Arg::Both {
        chinese: format!("，条号有变化：{}", moved.join("；")),
        english: format!("; articles moved: {}", moved.join("; ")),
    }
}
