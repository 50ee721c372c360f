//! 引用的写法不合规范。

use tongyuan_model::part_of;
use tongyuan_model::text::citation::{CitationFault, CitationFaultKind, faults, mended};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 引用法律的写法：名称没有书名号或者书名号不成对，书名号里面又用书名号，条、款、项用了阿拉伯数字，或者条、款、项的顺序颠倒。
    ///
    /// ## 为什么
    ///
    /// 写法不规范，申请人不容易认出引的是什么，程序也无从核对。
    ///
    /// ## 依据
    ///
    /// 《中华人民共和国立法法》第六十五条：编、章、节、条的序号用中文数字依次表述，款不编序号，项的序号用中文数字加括号依次表述。2018年政务公开工作计划第21条：办事指南应当规范。
    ///
    /// ## 怎样整改
    ///
    /// 按“《中华人民共和国专利法》第二十六条第一款”的写法改正；书名号里面的书名号用〈〉。
    ///
    /// ## 何时不报
    ///
    /// “法律名称”字段单独写名称的，可以不加书名号；“第一项”和“第（一）项”都可以；引用的原文（“内容”）不查；发文字号的写法由 `document-number-malformed` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///     依据: [《示例权利条例》第9条]
    ///                            ^^^^^
    /// ```
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///     依据: [示例权利条例第九条]
    ///            ^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - 标识: c2
    ///     内容: 债务履行期限不超过权利有效期
    ///     依据: [《示例权利条例》第九条第一款第（二）项, 《关于修改〈示例权利条例〉的决定》第一项]
    /// ```
    ///
    /// ## English
    ///
    /// A title without its marks 《》, marks that do not pair or stand inside one another, Arabic numerals in 条款项, or 条款项 in the wrong order. The title in its own field needs no
    /// marks.
    "legal-basis-citation-malformed" {
        title: ("引用写法不规范", "A malformed citation"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22", "21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{actual}”的写法不规范：{why}",
            "“{actual}” is not written as citations are: {why}",
        ),
        help: (
            "{next}",
            "{next}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for (field, row, reading) in facts.guide().citing() {
        let Some(text) = reading.text() else { continue };
        let faults = faults(text);
        let [first, others @ ..] = faults.as_slice() else {
            continue;
        };
        let place = match others.is_empty() {
            true => part_of(reading, &first.at),
            false => reading.span(),
        };
        let proper = mended(text, &faults);
        sink.at(facts.canonical().locate(place))
            .field(key(field))
            .subject(text, Some(&format!("{row} {text}")))
            .actual(Some(text))
            .expected(proper.as_deref())
            .arg("why", why(&faults))
            .arg("next", next(proper.as_deref()))
            .send();
    }
}

fn why(faults: &[CitationFault]) -> Arg {
    let mut chinese: Vec<&str> = Vec::new();
    let mut english: Vec<&str> = Vec::new();
    for fault in faults {
        let (own, its) = words(fault.kind);
        if !chinese.contains(&own) {
            chinese.push(own);
            english.push(its);
        }
    }
    Arg::Both {
        chinese: chinese.join("，"),
        english: english.join(", "),
    }
}

fn words(kind: CitationFaultKind) -> (&'static str, &'static str) {
    match kind {
        CitationFaultKind::Unmarked => ("名称没有加书名号", "a title without 《》"),
        CitationFaultKind::Unpaired => ("书名号不成对", "title marks that do not pair"),
        CitationFaultKind::Nested => ("书名号里面应当用〈〉", "〈〉 belong inside 《》"),
        CitationFaultKind::Angles => ("书名号写成了尖括号", "angle brackets for 《》"),
        CitationFaultKind::Arabic => ("条、款、项应当用中文数字", "Arabic numerals in 条款项"),
        CitationFaultKind::Numeral => ("中文数字写法不对", "a numeral that is not written so"),
        CitationFaultKind::Order => ("应当依次写条、款、项", "条, 款, 项 stand in this order"),
    }
}

fn next(proper: Option<&str>) -> Arg {
    match proper {
        Some(proper) => Arg::Both {
            chinese: format!("改为“{proper}”。"),
            english: format!("Write “{proper}”."),
        },
        None => Arg::Both {
            chinese: "按“《中华人民共和国专利法》第二十六条第一款”的写法改正。".into(),
            english: "Write it like 《中华人民共和国专利法》第二十六条第一款.".into(),
        },
    }
}
