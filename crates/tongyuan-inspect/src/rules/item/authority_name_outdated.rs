//! 指南使用了已被机构改革撤销的机构名称。

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use tongyuan_model::{Channel, Field, Key, Reading};

use crate::facts::Facts;
use crate::finding::FieldName;
use crate::rule::rule;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 实施主体、责任部门、材料的出具机构、环节的办理人、窗口名称中，有机构改革后已经不存在的机构名称。
    ///
    /// ## 为什么
    ///
    /// 申请人按旧名称找不到机关，也不知道材料该由谁出具。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南应当准确、规范，与实际工作一致；历次国务院机构改革方案。
    ///
    /// ## 怎样整改
    ///
    /// 改用现在的名称；职责划给几个机关的，核对由哪一个办理。
    ///
    /// ## 何时不报
    ///
    /// 设定依据和引用的原文不查：旧规章的标题仍用旧名称。写作“原某某部”的不报，“农业部门”之类的泛称不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 国家级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 国家工商行政管理总局商标局
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   责任部门: 商标局
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理流程:
    ///   - {环节: 受理, 办理人: 综合窗口, 环节时限: 1个工作日, 审查标准: 材料齐全并符合法定形式, 环节结果: 受理通知书}
    ///   - {环节: 会签, 办理人: 市环境保护部门, 环节时限: 5个工作日, 审查标准: 符合第八条、第九条规定, 环节结果: 审查意见}
    ///   - {环节: 登记, 办理人: 运用促进处, 环节时限: 1个工作日, 审查标准: 审查意见为同意, 环节结果: 质押登记通知书}
    /// ```
    ///
    /// ## English
    ///
    /// The authority, the department, an issuer, an actor of a step or a window bears a name that an institutional reform
    /// abolished. Use the present name; where several bodies took over, find out which of them it is. Legal bases and quoted
    /// texts keep the names of their time, and so does a name that is marked as former (原); general words such as 农业部门 are not
    /// names.
    "authority-name-outdated" {
        title: ("使用了机构旧称", "The former name of an authority"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14", "21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{field}中的“{actual}”是旧称，{year}年机构改革已经撤销",
            "{field}: “{actual}” is a former name, abolished by the reform of {year}",
        ),
        help: (
            "核对后改为“{expected}”。",
            "Use “{expected}” after checking that it took over this matter.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for (field, row, reading) in names(facts) {
        let Some(name) = reading.text() else { continue };
        for &(former, present, year) in outdated(name) {
            let draft = sink
                .at(facts.canonical().locate(reading.span()))
                .field(field)
                .expected(Some(present))
                .actual(Some(former))
                .arg("year", text(year));
            match row {
                Some(row) => draft.subject(row, None).send(),
                None => draft.send(),
            }
        }
    }
}

type Named<'g> = (FieldName, Option<&'g str>, &'g Reading<String>);

/// Every place of the guide where an authority is named, with the row it stands in.
fn names<'g>(facts: &Facts<'g>) -> Vec<Named<'g>> {
    let guide = facts.guide();
    let mut names: Vec<Named<'g>> = Vec::new();
    if let Some(item) = guide.item.given() {
        names.push((FieldName::Field(Field::Authority), None, &item.authority));
        names.push((key(Key::Department), None, &item.department));
    }
    for material in guide.materials.rows() {
        names.push((key(Key::Issuer), material.name.text(), &material.issuer));
    }
    for step in guide.process.rows() {
        names.push((key(Key::Actor), step.step.text(), &step.actor));
    }
    if let Some(channels) = guide.channels.given() {
        let windows = Channel::ALL
            .iter()
            .filter_map(|channel| channels.get(*channel).given())
            .flat_map(|entry| entry.windows.rows());
        for window in windows {
            names.push((key(Key::Windows), window.name.text(), &window.name));
        }
    }
    names
}

/// The former names in a text. A longer name is found before a shorter one inside it, and then the shorter one is not.
fn outdated(text: &str) -> Vec<&'static Former> {
    let Some(names) = &*NAMES else {
        return Vec::new();
    };
    let mut named: Vec<_> = names
        .find_overlapping_iter(text)
        .map(|own| (own.pattern().as_usize(), own.range()))
        .collect();
    named.sort_by_key(|(number, range)| (*number, range.start));
    let mut found: Vec<(usize, &Former)> = Vec::new();
    for (number, range) in named {
        let is_taken = found
            .iter()
            .any(|(start, other)| range.start < start + other.0.len() && *start < range.end);
        let is_name = begins_a_name(&text[..range.start]) && ends_a_name(&text[range.end..]);
        if let Some(former) = FORMER.get(number).filter(|_| is_name && !is_taken) {
            found.push((range.start, former));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, former)| former).collect()
}

/// Whether a name can begin after this: 原农业部 is marked as former, and 生态环境保护部 would be another name.
fn begins_a_name(before: &str) -> bool {
    before.ends_with("中华人民共和国")
        || before.chars().next_back().is_none_or(|c| {
            !c.is_alphanumeric() || matches!(c, '由' | '经' | '报' | '和' | '与' | '及' | '或')
        })
}

/// Whether a name can end before this: 农业部门 is no name.
fn ends_a_name(after: &str) -> bool {
    !after.starts_with(['门', '队', '分'])
}

/// All former names, looked for in one pass.
static NAMES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(FORMER.iter().map(|former| former.0)).ok());

/// The former name, the present one, and the year of the reform.
type Former = (&'static str, &'static str, &'static str);

/// Names that reforms of the State Council abolished, the longest first.
const FORMER: &[Former] = &[
    (
        "国家工商行政管理总局商标评审委员会",
        "国家知识产权局商标局",
        "2018",
    ),
    (
        "国家知识产权局专利复审委员会",
        "国家知识产权局专利局复审和无效审理部",
        "2018",
    ),
    ("中国银行保险监督管理委员会", "国家金融监督管理总局", "2023"),
    ("国家工商行政管理总局商标局", "国家知识产权局商标局", "2018"),
    (
        "国家质量监督检验检疫总局",
        "国家市场监督管理总局或者海关总署",
        "2018",
    ),
    (
        "国家食品药品监督管理总局",
        "国家市场监督管理总局或者国家药品监督管理局",
        "2018",
    ),
    ("国家卫生和计划生育委员会", "国家卫生健康委员会", "2018"),
    ("国家安全生产监督管理总局", "应急管理部", "2018"),
    ("中国银行业监督管理委员会", "国家金融监督管理总局", "2018"),
    ("中国保险监督管理委员会", "国家金融监督管理总局", "2018"),
    (
        "国家新闻出版广电总局",
        "国家广播电视总局或者国家新闻出版署",
        "2018",
    ),
    ("国家工商行政管理总局", "国家市场监督管理总局", "2018"),
    ("国务院法制办公室", "司法部", "2018"),
    (
        "专利复审委员会",
        "国家知识产权局专利局复审和无效审理部",
        "2018",
    ),
    ("国土资源部", "自然资源部", "2018"),
    ("环境保护部", "生态环境部", "2018"),
    ("国家林业局", "国家林业和草原局", "2018"),
    ("国家旅游局", "文化和旅游部", "2018"),
    ("农业部", "农业农村部", "2018"),
    ("卫生部", "国家卫生健康委员会", "2013"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        outdated(text).into_iter().map(|former| former.0).collect()
    }

    #[test]
    fn the_longest_name_and_only_that() {
        assert_eq!(
            found("国家工商行政管理总局商标局"),
            ["国家工商行政管理总局商标局"]
        );
        assert_eq!(
            found("国家知识产权局专利复审委员会"),
            ["国家知识产权局专利复审委员会"]
        );
        assert_eq!(
            found("环境保护部、国土资源部"),
            ["环境保护部", "国土资源部"]
        );
        assert_eq!(found("中华人民共和国农业部种业管理司"), ["农业部"]);
    }

    #[test]
    fn what_is_no_former_name() {
        for text in [
            "农业农村部",
            "市农业部门",
            "农业部门",
            "原卫生部",
            "国家知识产权局商标局",
            "示例集团农业部",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_mends() {
        let length = |former: &Former| former.0.chars().count();
        assert!(FORMER.is_sorted_by(|a, b| length(a) >= length(b)));
        for former in FORMER {
            assert!(found(former.1).is_empty(), "{}", former.1);
        }
    }
}
