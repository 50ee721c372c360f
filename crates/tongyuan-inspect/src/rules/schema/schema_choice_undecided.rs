//! 草稿里有待定的说法还没有选定。

use tongyuan_model::Channel;
use tongyuan_model::schema::ViolationKind;

use crate::facts::Facts;
use crate::finding::Arg;
use crate::rule::rule;
use crate::rules::shapes::{text, violation};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南文件里有待定的内容：字段名后面带着“（线上）”或者“（线下）”。这是 `tongyuan adopt` 留下的，表示两份已发布的文件说法不一，或者
    /// 只有一份写了，等编辑选定。
    ///
    /// ## 为什么
    ///
    /// 权威数据源只能有一种说法。没有选定就发布，线上、线下还是各说各的。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下的办事指南应当同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 留下要用的一行，删去另一行，再删去留下的那一行里字段名后面的“（线上）”或者“（线下）”。确有依据而必须不同的，选定一种写在正文，另一种
    /// 在“渠道差异”里声明，写明理由和依据。
    ///
    /// ## 何时不报
    ///
    /// 字段名写错的，由 `schema-field-unknown` 报告。待定的字段不再报缺少，也不与各渠道比对。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办结时限:
    ///   承诺时限（线上）: {数值: 5, 单位: 工作日}
    ///   ^^^^^^^^^^^^^^^^
    ///   承诺时限（线下）: {数值: 7, 单位: 工作日}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办结时限:
    ///   承诺时限: {数值: 7, 单位: 工作日, 起算: 自受理之日起}
    /// ```
    ///
    /// ## English
    ///
    /// The guide still holds a choice that `tongyuan adopt` left open: a key with “ (online)” or “ (in-person)” behind it, because
    /// the two published documents differ there or only one of them says it. A source can say one thing only. Keep the line that
    /// holds, delete the other, and take the channel off the key that stays. What has to differ, and has a basis for it, is
    /// declared under `variants`. A misspelt key is reported by `schema-field-unknown`.
    "schema-choice-undecided" {
        title: ("说法待定", "A choice that is still open"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{word}”待定，请选定一种说法：{sayings}",
            "“{word}” is undecided; choose what holds: {sayings}",
        ),
        help: (
            "留下要用的一行，删去字段名后面的“（线上）”或者“（线下）”；另一行整行删去。",
            "Keep the line that holds and take “ (online)” or “ (in-person)” off its key; delete the other line.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    violation(facts, sink, |violation, draft| match &violation.kind {
        ViolationKind::Undecided { word, sayings } => Some(
            draft
                .arg("word", text(word))
                .arg("sayings", in_words(sayings)),
        ),
        _ => None,
    });
}

/// What each channel says; a long saying is left to its place.
fn in_words(sayings: &[(Channel, Option<String>)]) -> Arg {
    let side = |(channel, saying): &(Channel, Option<String>)| match saying {
        Some(saying) => (
            format!("{}“{saying}”", channel.chinese()),
            format!("{} “{saying}”", channel.key()),
        ),
        None => (
            format!("{}的较长，见原处", channel.chinese()),
            format!("{}: a long one, see there", channel.key()),
        ),
    };
    let sides: Vec<(String, String)> = sayings.iter().map(side).collect();
    let (mut chinese, mut english): (Vec<_>, Vec<_>) = sides.into_iter().unzip();
    if let [only] = sayings {
        let (other, key) = match only.0 {
            Channel::InPerson => ("线上没有写", "online: nothing"),
            _ => ("线下没有写", "in-person: nothing"),
        };
        chinese.push(other.to_owned());
        english.push(key.to_owned());
    }
    Arg::Both {
        chinese: chinese.join("，"),
        english: english.join("; "),
    }
}
