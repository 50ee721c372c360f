//! 已发布数据的代码不在代码表中。

use tongyuan_model::{Guide, Key, Reading, Span, Unreadable};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName};
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 渠道发布的数据里，事项类型、办件类型、服务对象、材料类型、必要性、来源渠道、介质、时限单位、结果类型用了一个代码，而所用的对接规范（profile）的代码表里没有它。
    ///
    /// ## 为什么
    ///
    /// 接收方不认识这个代码，页面上显示为空白，或者显示成别的意思。
    ///
    /// ## 依据
    ///
    /// 《全国一体化政务服务平台 政务服务事项基本目录及实施清单 第1部分：编码要求》（GB/T 39554.1-2020）。2018年政务公开工作计划第24条。
    ///
    /// ## 怎样整改
    ///
    /// 按本地的代码表改正代码；本地另有代码表的，在设置中选用对应的对接规范。
    ///
    /// ## 何时不报
    ///
    /// 写文字而不写代码的不报；权威数据源中不在列表里的值，由 `schema-value-not-listed` 报告；代码在表里而意思与权威数据源不同的，由同源的规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 申请材料:
    ///   - {标识: m1, 名称: 示例权利质押登记申请表, 材料类型: 申请文书, 必要性: 必要, 来源渠道: 申请人自备, 提交方式: {介质: 纸质, 原件: 1}, 空白表格: forms/pledge.docx, 样表: forms/pledge-sample.docx}
    ///   - {标识: m2, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 7, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1, 复印件: 1}}
    ///                                                                ^
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 申请材料:
    ///   - {标识: m1, 名称: 示例权利质押登记申请表, 材料类型: 申请文书, 必要性: 必要, 来源渠道: 申请人自备, 提交方式: {介质: 纸质, 原件: 1}, 空白表格: forms/pledge.docx, 样表: forms/pledge-sample.docx}
    ///   - {标识: m2, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1, 复印件: 1}}
    /// ```
    ///
    /// ## English
    ///
    /// A channel publishes a code that the code list of its exchange profile does not have. Words are no codes; values of the source are the business of schema-value-not-listed, and codes that mean something else than the source says that of the rules of same-source.
    "item-exchange-mismatch" {
        title: ("代码不在代码表中", "A code that no list has"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}发布的“{place}”代码“{actual}”不在代码表中",
            "{channel} publishes the code “{actual}” for “{place}”, which no code list has",
        ),
        help: (
            "按代码表改正；本地另有代码表的，选用对应的对接规范。",
            "Correct it by the code list, or choose the profile that has it.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for comparison in &facts.comparisons {
        let published = comparison.published;
        let document = &published.document;
        let mut told: Vec<(Key, &str)> = Vec::new();
        for (field, place, span) in unlisted(&document.guide) {
            let code = document.source.slice(span).trim_matches(['"', '\'']);
            let is_code = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
            if !is_code || told.contains(&(place, code)) {
                continue;
            }
            told.push((place, code));
            sink.at(document.locate(span))
                .channel(published.channel)
                .field(key(field))
                .subject(place.chinese(), None)
                .actual(Some(code))
                .arg("place", Arg::Field(FieldName::Key(place)))
                .send();
        }
    }
}

/// Where a guide has a value that is in no list: the field, the key, the place.
fn unlisted(guide: &Guide) -> Vec<(Key, Key, Span)> {
    fn at<T>(reading: &Reading<T>) -> Option<Span> {
        match reading {
            Reading::Unreadable(span, Unreadable::NotListed) => Some(*span),
            _ => None,
        }
    }
    let mut found = Vec::new();
    let mut add = |field: Key, key: Key, span: Option<Span>| {
        found.extend(span.map(|span| (field, key, span)));
    };
    if let Some(item) = guide.item.given() {
        add(Key::Item, Key::Type, at(&item.kind));
        add(Key::Item, Key::Level, at(&item.level));
        add(Key::Item, Key::Handling, at(&item.handling));
        add(Key::Item, Key::Audience, at(&item.audience));
    }
    for material in guide.materials.rows() {
        add(Key::Materials, Key::Kind, at(&material.kind));
        add(Key::Materials, Key::Necessity, at(&material.necessity));
        add(Key::Materials, Key::Source, at(&material.source));
        if let Some(own) = material.submission.given() {
            add(Key::Materials, Key::Medium, at(&own.medium));
        }
    }
    for result in guide.results.rows() {
        add(Key::Results, Key::Type, at(&result.kind));
    }
    if let Some(limits) = guide.time_limits.given() {
        for limit in [&limits.statutory, &limits.promised, &limits.stated] {
            if let Some(limit) = limit.given() {
                add(Key::TimeLimits, Key::Unit, at(&limit.unit));
            }
        }
    }
    found
}
