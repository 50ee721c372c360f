//! 电话号码写法不对。

use tongyuan_model::text::phone::{PhoneFault, hyphenated, phones};
use tongyuan_model::{Key, Mend};

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::ways::ways;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 固定电话没有区号；区号和号码之间用的不是短横线“-”；号码位数不对。
    ///
    /// ## 为什么
    ///
    /// 外地申请人照着拨打不通；写法不一的号码也无法点击拨打、无法检索比对。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范。第31条：整合热线，方便群众咨询。
    ///
    /// ## 怎样整改
    ///
    /// 写成“区号-号码”，如 0999-1234567、010-62356655；分机写在后面，如 010-62356655-8001。短横线写错的，`check --fix` 可以改正。
    ///
    /// ## 何时不报
    ///
    /// 手机号码、400电话、12345等短号不要求区号；“010-62356655、62356656”中第二个号码随第一个的区号；括号括起的区号、没有短横线的“01062356655”也认得，不报；看不出是不是电话的数字不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [0999—1234567]
    ///          ^^^^^^^^^^^^
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ```guide,bad
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: [咨询电话：81234567]
    ///                    ^^^^^^^^
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 咨询投诉:
    ///   咨询: ["0999-1234567、81234568（工作日9:00-17:00）", 12345]
    ///   投诉: [0999-7654321-8001]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ## English
    ///
    /// A fixed line without its area code, another mark than a hyphen between area code and number, or a wrong number of
    /// digits. Write 0999-1234567; `check --fix` puts the hyphen right. Mobile numbers, 400 numbers and short codes such as
    /// 12345 need no area code. Digits that may be something else are not judged.
    "phone-malformed" {
        title: ("电话号码写法不对", "A malformed telephone number"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "0.1.0",
        clauses: ["21", "31"],
        ratings: [],
        fixable: true,
        needs: None,
        message: (
            "电话“{actual}”{reason}",
            "The telephone number “{actual}” {reason}",
        ),
        help: (
            "{advice}。",
            "{advice}.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    for way in ways(facts.guide()).filter(|way| way.key != Key::Url) {
        let Some(text) = way.reading.text() else {
            continue;
        };
        for phone in phones(text, way.place()) {
            let Some(fault) = phone.fault else { continue };
            let range = phone.range;
            let shown = &text[range.clone()];
            let span = way.reading.span();
            let place = canonical.part_of(span, shown);
            let (reason, advice) = words(fault, shown);
            let mut draft = sink
                .at(canonical.locate(place))
                .field(key(way.key))
                .subject(shown, Some(&phone.digits))
                .actual(Some(shown))
                .arg("reason", reason)
                .arg("advice", advice);
            if let Some(channel) = way.channel {
                draft = draft.channel(channel);
            }
            if fault == PhoneFault::Dash {
                let mended = hyphenated(shown);
                draft = draft.expected(Some(&mended)).mend(Mend {
                    value: span,
                    at: Some(range),
                    text: mended,
                });
            }
            draft.send();
        }
    }
}

fn words(fault: PhoneFault, shown: &str) -> (Arg, Arg) {
    let both = |chinese: &str, english: &str| Arg::Both {
        chinese: chinese.into(),
        english: english.into(),
    };
    match fault {
        PhoneFault::NoAreaCode => (
            both("没有区号", "has no area code"),
            both("写成“区号-号码”", "Write area code, hyphen, number"),
        ),
        PhoneFault::Dash => (
            both(
                "中间用的不是短横线",
                "has another mark than a hyphen between its parts",
            ),
            both(
                &format!("改成“{}”", hyphenated(shown)),
                &format!("Write “{}”", hyphenated(shown)),
            ),
        ),
        PhoneFault::Length => (
            both(
                "的区号或者位数不对",
                "has a wrong area code or number of digits",
            ),
            both(
                "核对后写成“区号-号码”",
                "Check it, and write area code, hyphen, number",
            ),
        ),
    }
}
