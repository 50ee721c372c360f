//! A variant changes what it names, in its channel, and nothing else.

use serde_json::{Value, json};
use tongyuan::{Capture, Channel, Guide, Terms, read};
use tongyuan_compare::{compare, project, unused_variants};

fn canonical(variants: &Value) -> Guide {
    let document = json!({
        "item": {"name": "渔业捕捞许可", "audience": ["自然人"], "authority": "示例市农业农村局"},
        "legal_basis": [{"law": "《测绘法》", "article": "第八条"}],
        "conditions": [{"id": "c1", "text": "有固定场所"}, {"id": "c2", "text": "从业人员持证上岗"}],
        "materials": [
            {"id": "m1", "name": "房屋租赁合同", "submission": {"original": 1}, "notes": "装订成册"},
            {"id": "m2", "name": "消防验收意见书"},
        ],
        "process": [{"step": "受理"}, {"step": "审查"}],
        "time_limits": {"statutory": {"value": 20, "unit": "工作日"}, "promised": {"value": 9, "unit": "工作日"}, "excluded": ["听证"]},
        "fees": {"text": "检验费160元"},
        "results": [{"name": "渔业捕捞许可证"}],
        "quantity_limit": "每年100件",
        "channels": {"online": {"url": "https://hall.example.gov.cn/"}, "in-person": {"visits": 1}},
        "contacts": {"consult": ["12345"]},
        "variants": variants,
    });
    let read = read(&Capture::new("case.json", document.to_string()));
    read.guides.into_iter().next().unwrap_or_default()
}

fn variant(field: &str, channel: &str, value: &Value) -> Value {
    json!({"field": field, "channel": channel, "value": value, "reason": "试点"})
}

/// What the channel shows otherwise than the source: fields and rows, with what each side says.
fn changed(canonical: &Guide, channel: Channel) -> Vec<String> {
    let shown = project(canonical, channel);
    assert_eq!(shown.channel, channel);
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    compare(&Terms::default(), canonical, &shown.guide, Some(channel))
        .iter()
        .map(|d| {
            let facets: Vec<_> = d.facets.iter().map(|facet| facet.facet.key()).collect();
            format!(
                "{:?} {}→{} {}",
                d.field,
                word(&d.a.text),
                word(&d.b.text),
                facets.join(" ")
            )
        })
        .collect()
}

#[test]
fn a_variant_changes_what_it_names_and_nothing_else() {
    let cases = [
        (
            "item.name",
            json!("捕捞许可登记"),
            "ItemName 渔业捕捞许可→捕捞许可登记 document",
        ),
        (
            "item.audience",
            json!(["企业法人"]),
            "Audience 自然人→企业法人 document",
        ),
        (
            "item.authority",
            json!("示例市海洋局"),
            "Authority 示例市农业农村局→示例市海洋局 document",
        ),
        (
            "legal_basis",
            json!([{"law": "《测绘法》", "article": "第九条"}]),
            "LegalBasis 《测绘法》→《测绘法》 article",
        ),
        (
            "conditions",
            json!([{"id": "c1", "text": "有固定场所"}]),
            "Conditions 从业人员持证上岗→ ",
        ),
        (
            "conditions.c2",
            json!({"text": "从业人员持证上岗3年以上"}),
            "Conditions 从业人员持证上岗→从业人员持证上岗3年以上 document",
        ),
        (
            "conditions.c1",
            json!({"case": "经营的", "basis": ["《测绘法》第八条"]}),
            "",
        ),
        (
            "materials",
            json!([{"id": "m2", "name": "消防验收意见书"}]),
            "Materials 房屋租赁合同→ ",
        ),
        (
            "materials.m1",
            json!({"submission": {"original": 2}}),
            "Materials 房屋租赁合同→房屋租赁合同 originals",
        ),
        (
            "materials.m1",
            json!({"notes": "双面打印"}),
            "Materials 房屋租赁合同→房屋租赁合同 note",
        ),
        (
            "materials.m2",
            json!({"necessity": "非必要"}),
            "Materials 消防验收意见书→消防验收意见书 necessity",
        ),
        (
            "materials.m2",
            json!({"case": "新建的"}),
            "Materials 消防验收意见书→消防验收意见书 case",
        ),
        ("process", json!([{"step": "受理"}]), "Process 审查→ "),
        (
            "time_limits",
            json!({"statutory": {"value": 30, "unit": "工作日"}, "promised": {"value": 9, "unit": "工作日"}}),
            "TimeLimits 20个工作日→30个工作日 quantity",
        ),
        (
            "time_limits.statutory",
            json!({"value": 30, "unit": "工作日"}),
            "TimeLimits 20个工作日→30个工作日 quantity",
        ),
        (
            "time_limits.promised",
            json!({"value": 5, "unit": "工作日"}),
            "TimeLimits 9个工作日→5个工作日 quantity",
        ),
        (
            "time_limits.excluded",
            json!(["检验"]),
            "TimeLimits 听证→检验 excluded",
        ),
        (
            "fees",
            json!({"text": "检验费80元"}),
            "Fees 检验费160元→检验费80元 amount",
        ),
        (
            "results",
            json!([{"name": "捕捞登记证明"}]),
            "Results 渔业捕捞许可证→捕捞登记证明 document",
        ),
        ("quantity_limit", json!("无"), "QuantityLimit 每年100件→无 "),
        (
            "contacts",
            json!({"consult": ["12315"]}),
            "Contacts 12345→12315 phone",
        ),
    ];
    for (field, value, told) in cases {
        let guide = canonical(&json!([variant(field, "online", &value)]));
        let wanted: Vec<&str> = Some(told)
            .filter(|told| !told.is_empty())
            .into_iter()
            .collect();
        assert_eq!(changed(&guide, Channel::Online), wanted, "{field} {value}");
        assert_eq!(
            changed(&guide, Channel::InPerson),
            Vec::<String>::new(),
            "{field}"
        );
        // A variant of what the source does not state otherwise is no use.
        let unused: &[usize] = if told.is_empty() { &[0] } else { &[] };
        assert_eq!(
            unused_variants(&Terms::default(), &guide),
            unused,
            "{field} {value}"
        );
    }
}

#[test]
fn variants_that_change_nothing() {
    let limit = |days: u32| json!({"value": days, "unit": "工作日"});
    let guide = canonical(&json!([
        variant("time_limits.promised", "online", &limit(5)),
        variant("time_limits.promised", "in-person", &limit(9)),
        variant("time_limits.promised", "kiosk", &limit(5)),
        variant("materials.m9", "online", &json!({"notes": "双面打印"})),
        variant("no such field", "online", &json!("无")),
    ]));
    assert_eq!(unused_variants(&Terms::default(), &guide), [1, 2, 3]);
}
