//! 材料没有用规范名称。

use tongyuan_model::{Key, Mend, Precision, Reading, Span};

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::{Register, rule};
use crate::rules::catalogue::catalogued;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 申请材料用了材料目录中的别名，没有用规范名称。
    ///
    /// ## 为什么
    ///
    /// 同一份材料各指南叫法不同，申请人以为是两份材料；名称对不上，也无法共享。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：编制申请材料目录，逐项标准化。
    ///
    /// ## 怎样整改
    ///
    /// 改成目录中的规范名称；`check --fix` 可以自动改。
    ///
    /// ## 何时不报
    ///
    /// 没有材料目录的，不作判断；名称里已经有规范名称的，只差书名号、份数写法的不报；已发布版本用了别名的不算差异，也不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 质押登记表, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    ///                      ^^^^^^^^^^
    /// //- materials
    /// 目录:
    ///   - {名称: 示例权利质押登记申请表, 别名: [质押登记表]}
    ///   - {名称: 示例权利质押合同}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 《示例权利质押登记申请表》1份, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质, 原件: 1}}
    /// //- materials
    /// 目录:
    ///   - {名称: 示例权利质押登记申请表, 别名: [质押登记表]}
    ///   - {名称: 示例权利质押合同}
    /// ```
    ///
    /// ## English
    ///
    /// A material bears one of the other names that the catalogue knows instead of its standard name. `check --fix` mends it. Book title marks and numbers do not matter; what channels publish is not looked at.
    "material-name-nonstandard" {
        title: ("材料名称不规范", "Not the standard name of a material"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14"],
        ratings: [],
        fixable: true,
        needs: Some(Register::Materials),
        message: (
            "“{actual}”不是规范名称，材料目录中称“{expected}”",
            "“{actual}” is not the standard name; the catalogue has “{expected}”",
        ),
        help: (
            "改成“{expected}”。",
            "Write “{expected}”.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for own in catalogued(facts) {
        let Some(entry) = own.entry else { continue };
        let Some(standard) = entry
            .name
            .text()
            .filter(|standard| !own.name.contains(standard))
        else {
            continue;
        };
        let aliases = entry.aliases.rows().iter().filter_map(Reading::text);
        let longest = aliases
            .filter(|alias| own.name.contains(alias))
            .max_by_key(|alias| alias.len());
        let Some(alias) = longest else { continue };
        let span = own.material.name.span();
        let is_verbatim =
            span.precision == Precision::Exact && span.range().len() == own.name.len();
        let Some(at) = own.name.find(alias) else {
            continue;
        };
        let part = Span::exact(
            span.start as usize + at,
            span.start as usize + at + alias.len(),
        );
        let mut draft = sink
            .at(facts
                .canonical()
                .locate(if is_verbatim { part } else { span }))
            .field(key(Key::Materials))
            .subject(own.name, own.material.id.text())
            .expected(Some(standard))
            .actual(Some(alias))
            .mend(Mend {
                value: span,
                at: Some(at..at + alias.len()),
                text: standard.to_owned(),
            });
        if let Some(catalogue) = &facts.registers.materials {
            draft = draft.related(Role::Register, catalogue.locate(entry.name.span()));
        }
        draft.send();
    }
}
