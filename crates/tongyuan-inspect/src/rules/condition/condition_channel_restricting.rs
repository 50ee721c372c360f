//! 只准从一个渠道办理。

use tongyuan_compare::{Remark, Sign};
use tongyuan_model::{Key, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::remarked;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 受理条件、渠道说明或者常见问题只准网上办理、只准窗口办理，或者不接受某一渠道的申请、材料：只能通过网上平台提交申请，不受理窗口申请。
    ///
    /// ## 为什么
    ///
    /// 不会上网的人、不便到场的人办不成事。
    ///
    /// ## 依据
    ///
    /// 《优化营商环境条例》第三十七条：申请人有权自主选择办理渠道，行政机关不得限定办理渠道，法律、法规另有规定的除外。
    ///
    /// ## 怎样整改
    ///
    /// 删去限定，写明各渠道怎样办理；法律、法规规定只能从一个渠道办理的，在该条件的依据中写明。
    ///
    /// ## 何时不报
    ///
    /// 该条件的依据或者这段文字写明了法律、法规（《……法》《……条例》）的不报；“必须到现场核验”一类只说到场的不报，由到现场次数的规则判断；“网上或者窗口均可”不报；只开通一个渠道而没有限定的不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 申请人只能通过网上平台提交申请, 依据: [示例知发〔2024〕3号]}
    ///                            ^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 受理条件:
    ///   - {标识: c1, 内容: 申请人可以通过网上平台或者窗口提交申请, 依据: [《中华人民共和国保守国家秘密法》第二十六条]}
    ///   - {标识: c2, 内容: 申请人只能在窗口提交涉密材料, 依据: [《中华人民共和国保守国家秘密法》第二十六条]}
    /// ```
    ///
    /// ## English
    ///
    /// A condition, the note on a channel or an answer lets applicants use one channel alone, or refuses another. Passed over where the basis, or the text itself, names a law or regulation that says so, and where only a visit is asked for.
    "condition-channel-restricting" {
        title: ("限定办理渠道", "One channel alone"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["条例37"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”限定了办理渠道：{words}",
            "“{subject}” restricts the channel: {words}",
        ),
        help: (
            "删去限定；法律、法规另有规定的，在依据中写明。",
            "Remove the restriction, or name the law or regulation that lays it down.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let conditions = facts.guide().conditions.rows();
    let has_law = |remark: &Remark<'_>| {
        let own = remark
            .place
            .row
            .filter(|_| remark.place.field == Key::Conditions);
        let basis = own
            .and_then(|row| conditions.get(row))
            .map(|own| own.basis.rows());
        let mut basis = basis.unwrap_or_default().iter().filter_map(Reading::text);
        names_a_law(remark.text) || basis.any(names_a_law)
    };
    remarked(
        facts,
        sink,
        Sign::ChannelRestricting,
        |remark| !has_law(remark),
        |_, draft| draft,
    );
}

/// Whether a text names a law or a regulation: what may restrict the channel.
fn names_a_law(text: &str) -> bool {
    ["法》", "条例》"].iter().any(|end| text.contains(end))
}
