//! 引用的原文与法律的原文不一致。

use tongyuan_model::register::laws::Edition;
use tongyuan_model::text::citation::{Article, is_quoted_from};
use tongyuan_model::{Key, Reference};

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::{Register, rule};
use crate::rules::legal::{laws, listed};
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 设定依据的“内容”与依据库中这一条的原文不一致。
    ///
    /// ## 为什么
    ///
    /// 引文改了一个字，意思就可能变了；引的是旧版本的原文，说明指南没有随法律更新。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。
    ///
    /// ## 怎样整改
    ///
    /// 照原文改正；只引一部分的，用省略号标明。
    ///
    /// ## 何时不报
    ///
    /// 没有依据库、依据库没有这一条原文的，不报。空白、标点、“第几条”的字样不计；用省略号略去的部分不计。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条, 内容: 出质人可以是登记簿记载的权利人。}
    ///                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// //- laws
    /// 依据库:
    ///   - 名称: 示例权利条例
    ///     效力层级: 地方政府规章
    ///     条数: 20
    ///     条文:
    ///       - 条款: 第八条
    ///         内容: |-
    ///           出质人应当是登记簿记载的权利人。
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 设定依据:
    ///   - {法律名称: 示例权利条例, 条款: 第八条, 内容: 第八条　出质人应当是登记簿记载的权利人……}
    /// //- laws
    /// 依据库:
    ///   - 名称: 示例权利条例
    ///     效力层级: 地方政府规章
    ///     条数: 20
    ///     条文:
    ///       - 条款: 第八条
    ///         内容: |-
    ///           出质人应当是登记簿记载的权利人。
    ///   - {名称: 中华人民共和国政府信息公开条例, 效力层级: 行政法规, 条数: 56}
    /// ```
    ///
    /// ## English
    ///
    /// The quoted text is not that of the article in the register. Quote it as it stands, and mark what is left out with ……. Blanks and punctuation do not
    /// count.
    "legal-basis-quote-differs" {
        title: ("引文与原文不一致", "A quotation that differs from the law"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Laws),
        message: (
            "引用的“{subject}”原文与法律不一致",
            "What is quoted from “{subject}” is not what the law says",
        ),
        help: (
            "照现行版本的原文改正；略去的部分用省略号标明。",
            "Quote the version in force as it stands, and mark what is left out with ……",
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
        for reference in &law.references {
            let Some((quoted, originals)) = texts(edition, reference) else {
                continue;
            };
            let headings: Vec<String> = reference.cited.places.iter().map(heading).collect();
            let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
            if is_quoted_from(quoted, &headings, &originals) {
                continue;
            }
            let mut draft = sink
                .at(facts.canonical().locate(reference.quote.span()))
                .field(key(Key::LegalBasis))
                .subject(
                    law.name,
                    Some(&format!("{} {}", law.name, headings.join("、"))),
                )
                .expected(Some(&originals.join("")))
                .actual(Some(quoted));
            if let Some(place) = listed(register, edition) {
                draft = draft.related(Role::Register, place);
            }
            draft.send();
        }
    }
}

/// The quotation of a reference and the texts of the articles that it is from, where the register has them all.
fn texts<'f>(edition: &'f Edition, reference: &'f Reference) -> Option<(&'f str, Vec<&'f str>)> {
    let quoted = reference.quote.text()?;
    let places = &reference.cited.places;
    let mut articles: Vec<&str> = Vec::new();
    for place in places {
        let text = edition.shape(*place)?.text.as_deref()?;
        if articles.last() != Some(&text) {
            articles.push(text);
        }
    }
    (!articles.is_empty()).then_some((quoted, articles))
}

/// 第八条, before the text of the article.
fn heading(place: &Article) -> String {
    let article = Article {
        paragraph: 0,
        item: 0,
        subitem: 0,
        ..*place
    };
    article.to_string()
}
