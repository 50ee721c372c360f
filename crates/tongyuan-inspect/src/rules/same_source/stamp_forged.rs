//! 渠道的文件上的印记与已知的版本都不相符。

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::{self, Origin};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 已发布文件上的同源印记，标识是别的指南的，或者摘要与权威数据源现在和以前记录的各个版本都不相符。
    ///
    /// ## 为什么
    ///
    /// 印记是用来证明文件由哪一版生成的；对不上，就无法证明这份文件与权威数据源同源。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源，内容完全一致。
    ///
    /// ## 怎样整改
    ///
    /// 用 `tongyuan render` 从现在的权威数据源重新生成，再发布。权威数据源改动以后没有改版本号的，按规定改版本号并写明变更记录。
    ///
    /// ## 何时不报
    ///
    /// 文件上没有印记的不报；与记录的旧版本相符的，由 `stamp-outdated` 报告。印记对不上的原因很多，例如生成以后权威数据源又有改动，本规则不判断是谁的责任。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- online
    /// 同源印记:
    ///   标识: example-pledge
    ///   版本号: 2
    ///   摘要: 7be2d9407be2d9407be2d9407be2d9407be2d9407be2d9407be2d9407be2d940
    ///         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,bad
    /// //- online
    /// 同源印记:
    ///   标识: example-transfer
    ///         ^^^^^^^^^^^^^^^^
    ///   版本号: 2
    ///   摘要: 7be2d9407be2d9407be2d9407be2d9407be2d9407be2d9407be2d9407be2d940
    /// ```
    ///
    /// ```guide,good
    /// //- online
    /// 数量限制: 无
    /// ```
    ///
    /// ## English
    ///
    /// The stamp on a published document names another guide, or its digest is that of no version of the source that is known.
    /// Render the document again from the present version and publish it; where the source was edited under the same number,
    /// give it a new one. Stamps fail to match for many reasons, and the rule does not say whose doing it is. A document
    /// without a stamp is not reported.
    "stamp-forged" {
        title: ("同源印记与已知版本不符", "A stamp that matches no known version"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}发布的文件上的同源印记，与权威数据源已知的各个版本都不相符",
            "The stamp on the document in {channel} matches no known version of the source",
        ),
        help: (
            "用 tongyuan render 从现在的权威数据源重新生成该文件，再在{channel}发布；权威数据源在同一版本号下改过的，先改版本号。",
            "Render the document again with `tongyuan render` and publish it in {channel}; where the source was edited under the same number, give it a new one first.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    shapes::stamp(facts, sink, |origin| origin == Origin::Unknown);
}
