//! 同一份材料在不同指南里名称不同。

use std::collections::HashMap;

use tongyuan_compare::normal_form;
use tongyuan_model::Key;
use tongyuan_model::text::requirement::Requirement;

use crate::dossier::{Card, CardRow, Registers};
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 几份指南里的材料是同一份（材料目录编号相同，或者空白表格是同一个文件），名称却不同。
    ///
    /// ## 为什么
    ///
    /// 申请人办两件事，以为要准备两份材料；名称对不上，也无法一次采集、多次使用。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：编制申请材料目录，逐项标准化。
    ///
    /// ## 怎样整改
    ///
    /// 统一成材料目录中的规范名称。
    ///
    /// ## 何时不报
    ///
    /// 只差书名号、份数写法、持有人（出质人、质权人）的不报；用了目录别名的，由 `material-name-nonstandard` 报告；以多数指南的名称为准，只报与它不同的。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 材料目录编号: M-2, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// //- other: b
    /// 事项:
    ///   名称: 示例权利质押变更登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 申请材料:
    ///   - {标识: m2, 材料目录编号: M-2, 名称: 示例权利质押协议书, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                                         ^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 材料目录编号: M-2, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// //- other: b
    /// 事项:
    ///   名称: 示例权利质押变更登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// 申请材料:
    ///   - {标识: m2, 材料目录编号: M-2, 名称: 出质人《示例权利质押合同》1份, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// ```
    ///
    /// ## English
    ///
    /// Several guides ask for one document (one catalogue number, or one blank form) under different names. What most of them call it counts. Owners, numbers and book title marks do not matter; other names of the catalogue are reported by material-name-nonstandard.
    "material-name-inconsistent" {
        title: ("材料名称不统一", "One document under different names"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{actual}”与其他指南中的“{expected}”是同一份材料，名称不同",
            "“{actual}” is the document that other guides call “{expected}”",
        ),
        help: (
            "统一成规范名称。",
            "Use one name in all guides.",
        ),
        check: Repository(check),
    }
}

fn check(cards: &[Card], registers: &Registers, sink: &mut Sink<'_>) {
    let mut groups: HashMap<&str, Vec<(&Card, &CardRow, String)>> = HashMap::new();
    for card in cards {
        for row in card
            .materials
            .iter()
            .filter(|row| !is_alias(registers, &row.text))
        {
            for same in &row.keys {
                groups
                    .entry(same)
                    .or_default()
                    .push((card, row, core(&row.text)));
            }
        }
    }
    let mut told: Vec<(&str, &str)> = Vec::new();
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_unstable_by_key(|(same, _)| *same);
    for (_, rows) in groups {
        let count = |name: &String| rows.iter().filter(|(_, _, own)| own == name).count();
        // The most common name; of several the first.
        let Some((first, common, name)) = rows.iter().rev().max_by_key(|(_, _, own)| count(own))
        else {
            continue;
        };
        for (card, row, own) in rows.iter().filter(|(_, _, own)| own != name) {
            if own.is_empty() || told.contains(&(&card.file, &row.text)) {
                continue;
            }
            told.push((&card.file, &row.text));
            sink.at(card.locate(row))
                .guide(card.guide(), card.department.as_deref())
                .field(key(Key::Materials))
                .subject(&row.text, None)
                .expected(Some(&common.text))
                .actual(Some(&row.text))
                .related(Role::Other, first.locate(common))
                .send();
        }
    }
}

/// Whether a name is one that the catalogue knows for another: that is told elsewhere.
fn is_alias(registers: &Registers, name: &str) -> bool {
    let catalogue = registers.materials.as_ref();
    catalogue.is_some_and(|own| own.value.aliases().any(|(_, alias)| alias == name))
}

/// The document that a name names, without whose it is and how many are wanted.
fn core(name: &str) -> String {
    const OWNERS: [&str; 18] = [
        "法定代表人",
        "被委托人",
        "被许可人",
        "申请人",
        "请求人",
        "出质人",
        "质权人",
        "许可人",
        "转让人",
        "受让人",
        "委托人",
        "受托人",
        "代理人",
        "经办人",
        "负责人",
        "合伙人",
        "股东",
        "双方",
    ];
    let read = Requirement::read(name).name_in(name);
    let plain = normal_form(&read);
    let mut rest = plain.as_str();
    while let Some(next) = OWNERS.iter().find_map(|owner| rest.strip_prefix(owner)) {
        rest = next.trim_start_matches(['的', '和', '或', '、']);
    }
    rest.to_owned()
}
