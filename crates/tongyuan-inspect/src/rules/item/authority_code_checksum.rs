//! 实施主体编码不合校验。

use tongyuan_model::Key;
use tongyuan_model::text::code::{CREDIT_CODE_CHARACTERS, check_character, is_credit_code};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::policy::Severity;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 实施主体编码（统一社会信用代码）不足或者超过18位，用了不该用的字母（I、O、S、V、Z），或者最后一位校验码算出来不是这个字符。
    ///
    /// ## 为什么
    ///
    /// 编码写错一位，指的就是别的单位，或者谁也不是。
    ///
    /// ## 依据
    ///
    /// GB 32100-2015《法人和其他组织统一社会信用代码编码规则》；2018年政务公开工作计划第14条。
    ///
    /// ## 怎样整改
    ///
    /// 照机关赋码通知或者统一社会信用代码证书核对后改正。
    ///
    /// ## 何时不报
    ///
    /// 没有写的不报；与实施编码前18位不同的，由 `item-code-inconsistent` 报告。早年发放的其他单位的代码有不合校验的，因此本规则默认为一般问题；指南自己的实施主体写错，为严重问题。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 事项:
    ///   名称: 示例权利质押登记
    ///   类型: 行政确认
    ///   行使层级: 市级
    ///   服务对象: [自然人, 企业法人]
    ///   办件类型: 承诺件
    ///   实施主体: 示例市知识产权局
    ///   实施主体编码: 11990100MB12345621
    ///                 ^^^^^^^^^^^^^^^^^^
    ///   责任部门: 运用促进处
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 事项:
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
    /// The unified social credit code of the authority is not 18 characters of its alphabet (which lacks I, O, S, V and Z), or
    /// its last character does not agree with the others (GB 32100-2015). Correct it by the certificate of the authority. Some
    /// old codes of other bodies are known to fail, hence the default of a warning; for the guide's own authority it is an
    /// error.
    "authority-code-checksum" {
        title: ("实施主体编码不合校验", "The authority code fails its checksum"),
        severity: Warning,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "实施主体编码“{actual}”不合校验：{reason}",
            "The authority code “{actual}” fails its check: {reason}",
        ),
        help: (
            "照统一社会信用代码证书核对后改正。",
            "Correct it by the certificate of the authority.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(item) = facts.guide().item.given() else {
        return;
    };
    if let Some(code) = item
        .authority_code
        .text()
        .filter(|code| !is_credit_code(code))
    {
        sink.at(facts.canonical().locate(item.authority_code.span()))
            .severity(Severity::Error)
            .field(key(Key::AuthorityCode))
            .actual(Some(code))
            .arg("reason", reason(code))
            .send();
    }
}

fn reason(code: &str) -> Arg {
    let length = code.chars().count();
    let foreign = code.chars().find(|c| !CREDIT_CODE_CHARACTERS.contains(*c));
    let (chinese, english) = if let Some(character) = foreign {
        (
            format!("不能有“{character}”"),
            format!("it cannot have “{character}”"),
        )
    } else if length != 18 {
        (
            format!("应当是18位，现在是{length}位"),
            format!("it should have 18 characters and has {length}"),
        )
    } else {
        let right = check_character(code).unwrap_or_default();
        (
            format!("前17位没有错的话，最后一位应当是“{right}”"),
            format!("if the first 17 characters are right, the last one should be “{right}”"),
        )
    };
    Arg::Both { chinese, english }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_use_and_the_example_of_the_standard() {
        for code in [
            "91512081MA62K0260E",
            "11450721MB15580811",
            "11450721348531435D",
            "12441500196720244T",
        ] {
            assert!(is_credit_code(code), "{code}");
        }
        for (code, right) in [
            ("91350100M000100Y4Z", '3'),
            ("11440300007542785T", 'U'),
            ("91350211M0000XUF46", 'R'),
        ] {
            assert!(!is_credit_code(code), "{code}");
            assert_eq!(check_character(code), Some(right), "{code}");
        }
    }

    #[test]
    fn what_is_no_code_at_all() {
        for code in [
            "",
            "11450721MB1558081",
            "11450721MB155808111",
            "11450721mb15580811",
            "1145072１MB15580811",
        ] {
            assert!(!is_credit_code(code), "{code}");
        }
        assert_eq!(check_character("1145O721MB15580811"), None);
    }
}
