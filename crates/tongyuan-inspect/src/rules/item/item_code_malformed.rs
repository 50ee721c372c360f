//! 事项编码的写法不对。

use tongyuan_model::text::code::{ItemCode, is_catalog_code};
use tongyuan_model::{Field, Key};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName};
use crate::rule::rule;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 实施编码不是31位（实施主体编码18位、行使层级1位、基本编码12位），或者基本编码不是12位数字。
    ///
    /// ## 为什么
    ///
    /// 编码是各系统之间认定同一事项的凭据，写错一位就对不上。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：事项编目，规范、统一。编码的构成照国家政务服务平台的通行做法。
    ///
    /// ## 怎样整改
    ///
    /// 照事项清单或者上级目录核对后改正。编码尚未确定的，不写这个字段。
    ///
    /// ## 何时不报
    ///
    /// 没有写编码的不报；设置了使用地方旧编码（`local_codes`）的，一律不报；写法正确而各段与指南不符的，由 `item-code-inconsistent` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   实施编码: 11990100MB12345620300071234500
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 事项:
    ///   实施编码: 11990100MB123456203000712345000
    ///   基本编码: 000712345000
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   实施主体编码: 11990100MB12345620
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ## English
    ///
    /// The implementation code is not built of the authority's credit code (18 characters), the level (one digit) and the
    /// catalogue code (12 digits), or the catalogue code is not 12 digits. Correct it by the list of items; leave it out while
    /// it is unknown. Repositories that keep codes of an older local scheme say so in their settings, and nothing is reported.
    /// A well-built code that contradicts the guide is reported by `item-code-inconsistent`.
    "item-code-malformed" {
        title: ("事项编码写法不对", "A malformed item code"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{field}“{actual}”写法不对，应当是{wanted}",
            "{field} “{actual}” is malformed; it should be {wanted}",
        ),
        help: (
            "核对后改正；编码尚未确定的，删去这个字段；沿用地方旧编码的，在 tongyuan.toml 中写明。",
            "Correct it, or leave it out while it is unknown; a repository with codes of an older local scheme says so in tongyuan.toml.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(item) = facts.guide().item.given() else {
        return;
    };
    if facts.policy.local_codes {
        return;
    }
    let malformed_code = item
        .code
        .text()
        .filter(|code| ItemCode::parse(code).is_none());
    let malformed_catalog_code = item
        .catalog_code
        .text()
        .filter(|code| !is_catalog_code(code));
    let code = (FieldName::Field(Field::ItemCode), ITEM_CODE);
    let catalog_code = (FieldName::Key(Key::CatalogCode), CATALOG_CODE);
    for ((field, (chinese, english)), place, malformed) in [
        (code, item.code.span(), malformed_code),
        (
            catalog_code,
            item.catalog_code.span(),
            malformed_catalog_code,
        ),
    ] {
        if let Some(code) = malformed {
            let wanted = Arg::Both {
                chinese: chinese.into(),
                english: english.into(),
            };
            sink.at(facts.canonical().locate(place))
                .field(field)
                .actual(Some(code))
                .arg("wanted", wanted)
                .send();
        }
    }
}

const ITEM_CODE: (&str, &str) = (
    "31位：实施主体编码18位、行使层级1位（1至6）、基本编码12位数字",
    "31 characters: the authority's code of 18, the level (1 to 6), the catalogue code of 12 digits",
);

const CATALOG_CODE: (&str, &str) = ("12位数字", "12 digits");
