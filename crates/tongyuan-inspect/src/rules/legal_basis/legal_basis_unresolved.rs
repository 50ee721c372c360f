//! 依据库中没有指南引用的法律。

use tongyuan_model::Key;
use tongyuan_model::nearest;
use tongyuan_model::text::citation::plain_title;

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::{Register, rule};
use crate::rules::legal::{Law, is_certain, laws};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南引用的法律、法规、规章或者文件，按名称和文号在依据库（`registers/laws.yaml`）中都找不到。
    ///
    /// ## 为什么
    ///
    /// 名称写错、张冠李戴或者根本不存在的依据，申请人查不到，机关也无法核对它是否有效、有没有这一条。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 先核对名称：写错的改正；确有其文的，把它列入依据库。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库的，不报，运行结束时说明一次。名称不写“中华人民共和国”、列为别名、加不加书名号，都算找到。条件、材料的依据里不加书名号的名称不查，由 `legal-basis-citation-malformed` 报告。同一部法律引用多次的，只报一次。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权力条例, 条款: 第八条}
    ///                ^^^^^^^^^^^^
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方政府规章, 条数: 20}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 《示例权利条例》, 条款: 第八条}
    /// //- laws
    /// 依据库:
    ///   - {名称: 示例权利条例, 效力层级: 地方政府规章, 条数: 20}
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ## English
    ///
    /// The register has no law of this title or number: it is misspelt, does not exist, or is not entered yet. Without the register nothing is
    /// reported.
    "legal-basis-unresolved" {
        title: ("依据不在依据库中", "A basis that is not in the legal register"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "依据库中没有“{subject}”",
            "The legal register does not have “{subject}”",
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
    for law in laws.iter().filter(|law| is_unknown(law)) {
        let near = nearest(&plain_title(law.name), register.value.titles());
        if let Some(draft) = law.draft(facts, sink) {
            draft
                .actual(Some(law.name))
                .expected(near)
                .arg("next", next(near))
                .send();
        }
    }
}

/// Whether the register knows the law neither by title nor by number, and it is beyond doubt which one is meant.
fn is_unknown(law: &Law<'_>) -> bool {
    let first = law.references.first();
    // What is no title at all is said by another rule.
    let is_named = first.is_some_and(|first| is_certain(first));
    let is_placeholder = law.name.chars().filter(|c| c.is_alphanumeric()).count() < 3
        || first.is_some_and(|first| {
            first.field == Key::LegalBasis && matches!(law.name, "详见附件" | "待补充" | "暂无")
        });
    law.editions.is_empty() && is_named && !is_placeholder
}

fn next(near: Option<&str>) -> Arg {
    match near {
        Some(near) => Arg::Both {
            chinese: format!("核对名称，是否应为“{near}”？确有其文的，列入依据库。"),
            english: format!(
                "Check the title: is it “{near}”? If it is right, enter it in the register."
            ),
        },
        None => Arg::Both {
            chinese: "核对名称和文号；确有其文的，列入依据库（registers/laws.yaml）。".into(),
            english: "Check title and number; if they are right, enter it in registers/laws.yaml."
                .into(),
        },
    }
}
