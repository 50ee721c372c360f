//! 豁免没有对应的问题。

use tongyuan_model::Key;

use crate::finding::{Arg, Role};
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;
use crate::waiver::{WaiverFacts, Why};

rule! {
    /// ## 检查内容
    ///
    /// 豁免清单（`waivers.yaml`）中的一条豁免，没有对应的问题：没有这个编号的问题；编号所指的问题不是它写的规则或者指南；前面已有一条豁免了同一个问题。
    ///
    /// ## 为什么
    ///
    /// 问题已经整改，豁免还留着的，以后同样的问题再出现就会被它掩盖；编号写错的，要豁免的问题其实没有豁免。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：对办事指南开展专项检查，发现的问题要整改。
    ///
    /// ## 怎样整改
    ///
    /// 问题已经整改的，删去这条豁免；写错的，照 `tongyuan check --show-keys` 显示的编号改正。
    ///
    /// ## 何时不报
    ///
    /// 没有写全的，由 `waiver-incomplete` 报告；已经到期的，由 `waiver-expired` 报告。只检查指南库的一部分，或者有文件没有读出、没有读全的，问题可能还在，不报；写明“指南”的，只看那份指南。
    /// 写明“规则”而这条规则已经关闭、限定了栏目、缺少所需的清单，或者只判断一次改动（`change-…`）的，不报；没有写明“规则”的，有规则关闭或者限定栏目时不报。
    ///
    /// 豁免清单自身的问题不能豁免。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- waivers
    /// 豁免清单:
    ///   - 问题编号: 0123456789abcdef
    ///               ^^^^^^^^^^^^^^^^
    ///     理由: 窗口系统十月改造后一并调整
    ///     责任人: 运用促进处
    ///     到期日期: 2024-10-31
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 数量限制: 名额有限
    /// //- online
    /// 数量限制: 无
    /// //- waivers
    /// 豁免清单:
    ///   - 问题编号: d1c9cd519394c780
    ///     规则: quantity-limit-altered
    ///     指南: example-pledge
    ///     理由: 窗口系统十月改造后一并调整
    ///     责任人: 运用促进处
    ///     到期日期: 2024-10-31
    /// ```
    ///
    /// ## English
    ///
    /// A waiver does nothing: no finding has its key, the finding of that key is of another rule or guide than the waiver names, or an earlier
    /// waiver has the same key. Remove it where the fault is mended, or correct it by what `tongyuan check --show-keys` shows. Nothing is
    /// reported where only a part of the repository was checked, or a file was not read or not to its end (where the waiver names its guide, one
    /// of that guide); where the waiver names a rule that is off, limited to some fields, without its register, or only judges a change
    /// (`change-…`); and, where it names none, while any rule is off or limited. What is wrong with waivers cannot be waived.
    "waiver-unused" {
        title: ("豁免没有对应的问题", "A waiver matches nothing"),
        severity: Warning,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "对问题 {subject} 的豁免没有用处：{reason}",
            "The waiver of {subject} does nothing: {reason}",
        ),
        help: ("{mend}", "{mend}"),
        check: Waivers(check),
    }
}

fn check(facts: &WaiverFacts<'_>, sink: &mut Sink<'_>) {
    for idle in &facts.idle {
        let own = &idle.waiver.key;
        let draft = sink
            .at(facts.list.locate(own.span()))
            .field(key(Key::Key))
            .subject(own.text().unwrap_or_default(), None)
            .arg("reason", reason(&idle.why))
            .arg("mend", mend(&idle.why));
        let draft = match &idle.why {
            Why::Repeated(first) => draft.related(Role::Other, facts.list.locate(first.key.span())),
            _ => draft,
        };
        draft.send();
    }
}

/// Why it does nothing.
fn reason(why: &Why<'_>) -> Arg {
    let (chinese, english) = match why {
        Why::NoFinding => (
            "这次检查没有这个编号的问题".to_owned(),
            "this check found nothing with its key".to_owned(),
        ),
        Why::Other { rule, guide } => {
            let of = |before: &str, after: &str| {
                let named = guide
                    .as_ref()
                    .map(|guide| format!("{before}{guide}{after}"));
                named.unwrap_or_default()
            };
            (
                format!(
                    "这个编号的问题是{}规则 {} 的，与它写的不符",
                    of("指南 ", " 中"),
                    rule.id()
                ),
                format!(
                    "its key is that of {}{}, and it names another",
                    rule.id(),
                    of(" in ", "")
                ),
            )
        }
        Why::Repeated(_) => (
            "前面已有一条豁免了同一个问题".to_owned(),
            "an earlier waiver has the same key".to_owned(),
        ),
    };
    Arg::Both { chinese, english }
}

/// What to do about it.
fn mend(why: &Why<'_>) -> Arg {
    let (chinese, english) = match why {
        Why::NoFinding => (
            "问题已经整改的，删去这条豁免；编号写错的，照 tongyuan check --show-keys 显示的改正。",
            "Where the fault is mended, remove the waiver; where its key is wrong, correct it by what `tongyuan check --show-keys` shows.",
        ),
        Why::Other { .. } => (
            "照 tongyuan check --show-keys 显示的，改正编号，或者改正“规则”和“指南”。",
            "Correct its key, or its rule and guide, by what `tongyuan check --show-keys` shows.",
        ),
        Why::Repeated(_) => ("两条只留一条。", "Keep one of the two."),
    };
    Arg::Both {
        chinese: chinese.into(),
        english: english.into(),
    }
}
