//! 办理结果没有样本。

use tongyuan_model::Key;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办理结果写了名称，没有写样本。
    ///
    /// ## 为什么
    ///
    /// 有样本，申请人知道最后拿到什么，用证单位也能辨认真假。
    ///
    /// ## 依据
    ///
    /// 《行政许可标准化指引（2016版）》：服务指南应当附结果样本。2018年政务公开工作计划第21条。
    ///
    /// ## 怎样整改
    ///
    /// 在“样本”中写明样本的文件或者地址。
    ///
    /// ## 何时不报
    ///
    /// 没有样本可附的（结果是公告、实物等），在“样本”中写“无”，不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理结果:
    ///   - {名称: 示例权利质押登记通知书, 类型: 其他}
    ///            ^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理结果:
    ///   - {名称: 示例权利质押登记公告, 类型: 其他, 样本: 无}
    /// ```
    ///
    /// ## English
    ///
    /// A result has a name and no sample. Say 无 where there is none to give.
    "result-sample-missing" {
        title: ("缺少结果样本", "No sample of the result"),
        severity: Note,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "办理结果“{subject}”没有样本",
            "There is no sample of the result “{subject}”",
        ),
        help: (
            "附上样本；没有样本可附的，写“无”。",
            "Give a sample; say 无 where there is none.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for result in facts.guide().results.rows() {
        if let (Some(name), true) = (result.name.text(), result.sample.is_missing()) {
            sink.at(facts.canonical().locate(result.name.span()))
                .field(key(Key::Results))
                .subject(name, None)
                .send();
        }
    }
}
