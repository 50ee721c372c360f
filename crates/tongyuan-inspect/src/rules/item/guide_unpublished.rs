//! 应当公布指南的渠道没有公布。

use crate::facts::Facts;
use crate::finding::{FieldName, Role};
use crate::rule::rule;
use crate::sink::Sink;
use tongyuan_model::{Channel, Key, Span};

rule! {
    /// ## 检查内容
    ///
    /// 事项清单（没有清单的，看指南自己的“办理渠道”）说某个渠道可以办理，该渠道却没有已发布的指南。
    ///
    /// ## 为什么
    ///
    /// 可以办而没有指南，申请人不知道带什么去、要等多久。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下大厅公布同一来源的指南。
    ///
    /// ## 怎样整改
    ///
    /// 在该渠道发布指南，并把采集件放进 `halls/` 下该渠道的文件夹；不在该渠道办理的，从清单和“办理渠道”中去掉。
    ///
    /// ## 何时不报
    ///
    /// 已经发布、只是文件无法读取的，作为运行错误列出，不作为没有发布。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/guide"}
    ///   线下: {到现场次数: 1, 到现场原因: 核验合同原件}
    ///         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// //- in-person: none
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 办理渠道:
    ///   线上: {网址: "https://hall.example.gov.cn/guide"}
    /// //- in-person: none
    /// ```
    ///
    /// ## English
    ///
    /// The list of items (or, without one, the guide's own channels) says that a channel serves the item, and that channel has
    /// no published guide. Publish it there, or take the channel out. A version that was published and could not be read is an
    /// error of the run, not a guide that is missing.
    "guide-unpublished" {
        title: ("渠道没有发布指南", "A channel that serves the item has no published guide"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{channel}可以办理，却没有已发布的指南",
            "{channel} serves the item and has no published guide",
        ),
        help: (
            "在{channel}发布指南，并把采集件放进 halls/ 下该渠道的文件夹；不在该渠道办理的，从“办理渠道”和清单中去掉。",
            "Publish it in {channel} and put the capture into its folder below halls/; or take the channel out of the guide and the list.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let dossier = facts.dossier;
    for channel in facts.serving() {
        let is_published = dossier.published.iter().any(|p| p.channel == channel);
        if is_published || dossier.unreadable.contains(&channel) {
            continue;
        }
        let canonical = facts.canonical();
        let mut draft = sink
            .at(canonical.locate(place(facts, channel)))
            .channel(channel)
            .field(FieldName::Key(Key::Channels));
        let listed = facts.registers.items.as_ref().and_then(|items| {
            let item = items.value.find(facts.guide().id.text()?)?;
            item.channels
                .is_given()
                .then(|| items.locate(item.channels.span()))
        });
        if let Some(listed) = listed {
            draft = draft.related(Role::Register, listed);
        }
        draft.send();
    }
}

/// What the guide says of the channel, or where it would.
fn place(facts: &Facts<'_>, channel: Channel) -> Span {
    let guide = facts.guide();
    match guide.channels.given() {
        Some(channels) if channels.get(channel).is_given() => channels.get(channel).span(),
        Some(_) => guide.channels.span(),
        None => guide.id.span(),
    }
}
