//! 两份指南用了同一个标识或者同一个实施编码。

use std::collections::HashMap;

use tongyuan_model::{Field, Key};

use crate::dossier::{Card, Registers};
use crate::finding::{FieldName, Located, Role, stem};
use crate::rule::rule;
use crate::rules::shapes::text;
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 全库之中，两份指南的标识相同，或者事项的实施编码相同。
    ///
    /// ## 为什么
    ///
    /// 一个事项有两份权威数据源，各渠道就不知道该照哪一份发布。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第24条：线上线下同源；第14条：事项编目，规范、统一。
    ///
    /// ## 怎样整改
    ///
    /// 同一事项的，合并成一份指南；不同事项的，改正标识或者编码。
    ///
    /// ## 何时不报
    ///
    /// 事项名称相同而编码不同的不报：不同层级、不同主体可以有同名事项。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- other: pledge-copy
    /// 标识: example-pledge
    ///       ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- other: pledge-copy
    /// 标识: pledge-copy
    /// ```
    ///
    /// ## English
    ///
    /// Two guides of the repository have one identifier, or one implementation code: then no channel knows which of them it
    /// follows. Merge them where they describe one item, or correct the identifier or the code. The later file is reported, and
    /// the first one is shown beside it. Equal names alone are not reported.
    "item-duplicated" {
        title: ("事项重复", "Two guides of one item"),
        severity: Error,
        audience: Editor,
        status: Stable,
        since: "0.1.0",
        clauses: ["24", "14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{field}“{actual}”在 {first} 中已经用过",
            "{field} “{actual}” is in {first} already",
        ),
        help: (
            "同一事项的合并成一份；不同事项的改正{field}。",
            "Merge the two guides where they are one item; else correct the {field}.",
        ),
        check: Repository(check),
    }
}

fn check(cards: &[Card], _: &Registers, sink: &mut Sink<'_>) {
    let mut in_order: Vec<&Card> = cards.iter().collect();
    in_order.sort_by(|a, b| a.file.cmp(&b.file));
    let mut ids = HashMap::new();
    let mut codes = HashMap::new();
    for card in in_order {
        let same_id = taken(&mut ids, card.id.as_ref());
        let same_code = taken(&mut codes, card.code.as_ref());
        // Where both are the same, the identifier tells enough.
        let clash = same_id
            .map(|clash| (FieldName::Key(Key::Id), clash))
            .or(same_code.map(|clash| (FieldName::Field(Field::ItemCode), clash)));
        if let Some((field, (first, value, place))) = clash {
            // The file has another name in each folder that it is seen from; what a guide is known by has not.
            let own = stem(&card.file).unwrap_or_default();
            let id = card.id.as_ref().map_or(own.as_str(), |(id, _)| id);
            sink.at(place.clone())
                .guide(id, card.department.as_deref())
                .field(field)
                .subject(card.name.as_deref().unwrap_or(&own), Some(&own))
                .actual(Some(value))
                .arg("first", text(first.file.as_str()))
                .related(Role::Other, first.clone())
                .send();
        }
    }
}

/// The first place of a value that a second one has as well, with the second one.
fn taken<'c>(
    seen: &mut HashMap<&'c str, &'c Located>,
    own: Option<&'c (String, Located)>,
) -> Option<(&'c Located, &'c str, &'c Located)> {
    let (value, place) = own?;
    match seen.get(value.as_str()).copied() {
        Some(first) => Some((first, value, place)),
        None => {
            seen.insert(value, place);
            None
        }
    }
}
