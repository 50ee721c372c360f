use tongyuan_model::{Guide, Key, Reading, Unreadable};

use crate::{Capture, Extracted, NoteKind, Profiles, extract, extract_with};

fn read(name: &str, text: &str) -> Extracted {
    let read = extract(&Capture::new(name, text));
    assert_eq!(read.failure, None, "{name}");
    read
}

/// The guide as JSON on one line.
fn shown(guide: &Guide) -> String {
    guide.to_json().to_string()
}

fn kinds(read: &Extracted) -> Vec<NoteKind> {
    read.notes.iter().map(|note| note.kind.clone()).collect()
}

const WANTED: &str = r#"{"item":{"code":"11450300007700000X3000131012000","name":"甲项许可","type":"行政许可","level":"市级","audience":["企业法人","其他组织"],"handling":"承诺件","authority":"某局"},"legal_basis":[{"law":"甲条例","document_number":"国务院令第1号","article":"第九条","text":"应当提出申请。"}],"conditions":[{"text":"有场所；"},{"text":"有人员。"}],"materials":[{"name":"申请表","necessity":"必要","source":"申请人自备","count":1,"submission":{"medium":"纸质或电子","format":"A4"},"notes":"加盖公章"},{"name":"场所证明","necessity":"容缺后补","source":"政府部门核发","submission":{"medium":"纸质","copies":2}}],"time_limits":{"statutory":{"value":20,"unit":"工作日"},"promised":{"value":7,"unit":"工作日","note":"不含听证时间"}},"fees":{"charged":false},"channels":{"in-person":{"windows":[{"address":"某路1号"}],"visits":1}},"contacts":{"consult":["0773-1234567"],"complain":["0773-12345"]},"faq":[{"question":"要多久？","answer":"7个工作日。"}]}"#;

const FIELDS: &str = r#""task_code": "11450300007700000X3000131012000", "task_name": "甲项许可", "task_type": "01", "dept_name": "某局", "use_level": "3", "server_type": "2,9", "project_type": "2", "anticipate_day": 20, "anticipate_type": "1", "anticipate_explain": "无", "promise_day": "7", "promise_type": "1", "promise_explain": "不含听证时间", "accept_condition": "（1）有场所；（2）有人员。", "is_fee": "0", "transact_addr": "某路1号", "link_way": "0773-1234567", "supervise_way": "0773-12345", "limit_scene_num": 1, "operateusername": "张三""#;
const LAWS: &str = r#"[{"law_name": "《甲条例》", "law_number": "国务院令第1号", "clause_number": "第九条", "clause_content": "应当提出申请。"}]"#;
const MATERIALS: &str = r#"[{"order_num": 2, "material_name": "场所证明", "is_need": "3", "material_format": "1", "copy_amount": 2, "source_type": "20"}, {"order_num": 1, "material_name": "申请表", "is_need": "1", "material_format": "3", "page_num": 1, "page_format": "A4", "source_type": "10", "accept_stand": "加盖公章", "fill_explian": "无", "remark": null}]"#;
const QA: &str = r#"[{"question": "要多久？", "answer": "7个工作日。"}]"#;

#[test]
fn one_record_in_every_wrapping_is_one_guide() {
    let family = format!(
        r#"{{"AUDIT_ITEM": {{{FIELDS}}}, "AUDIT_ITEM_BYLAW": {LAWS}, "AUDIT_MATERIAL": {MATERIALS}, "AUDIT_QA": {QA}, "AUDIT_ITEM_CONDITION": []}}"#
    );
    let nested = format!(
        r#"{{"AUDIT_ITEM": {{{FIELDS}, "LAW": {LAWS}, "auditMaterials": {MATERIALS}, "qaList": {QA}}}}}"#
    );
    let flat = format!(
        r#"{{{FIELDS}, "LAW": {LAWS}, "materialList": {{"total": 2, "rows": {MATERIALS}}}, "qa": {QA}}}"#
    );
    let row = r#""task_code": "11450300007700000X3000131012000", "#;
    let joined = |rows: &str| rows.replace('{', &format!("{{{row}"));
    let tables = format!(
        r#"{{"up_task_general_basic": [{{{FIELDS}}}, {{"task_code": "B", "task_name": "乙"}}], "up_task_general_material": {}, "up_task_general_law": {}, "up_task_general_qa": {}}}"#,
        joined(MATERIALS),
        joined(LAWS),
        joined(QA)
    );
    let enveloped = format!(r#"{{"code": "200", "msg": "ok", "data": {{"result": [{family}]}}}}"#);
    for text in [&family, &nested, &flat, &tables, &enveloped] {
        for text in [
            text.clone(),
            text.replace("task_name", "TASK_NAME"),
            text.replace("material_name", "materialName"),
        ] {
            let read = read("a.json", &text);
            // Of several guides each says which it is.
            let guide = shown(read.guide()).replace(r#""part":"甲项许可","#, "");
            assert_eq!(guide, WANTED, "{text}");
            assert!(!shown(read.guide()).contains("张三"));
            assert!(kinds(&read).is_empty(), "{:?}", kinds(&read));
        }
    }
    assert_eq!(read("a.json", &tables).guides.len(), 2);
}

#[test]
fn every_value_stands_where_it_is_written() {
    let text = format!(r#"{{"AUDIT_ITEM": {{{FIELDS}}}, "AUDIT_MATERIAL": {MATERIALS}}}"#);
    let read = read("a.json", &text);
    let slice = |span| read.source.slice(span);
    let guide = read.guide();
    let material = &guide.materials.rows()[1];
    assert_eq!(slice(material.name.span()), "场所证明");
    assert_eq!(slice(material.necessity.span()), "3");
    assert_eq!(slice(guide.conditions.rows()[1].text.span()), "有人员。");
    let place = read.source.locate(material.necessity.span()).place;
    let path = tongyuan_model::Place::Path("AUDIT_MATERIAL[1].is_need".into());
    assert_eq!(place, Some(path));
}

#[test]
fn codes_that_no_list_knows_are_not_guessed() {
    let row = |need: &str, kind: &str| {
        format!(r#"{{"material_name": "申请表", "is_need": "{need}", "material_type": "{kind}"}}"#)
    };
    let text = |rows: &[String]| {
        format!(
            r#"{{"AUDIT_ITEM": {{"task_name": "甲", "anticipate_day": 9, "anticipate_type": "7", "use_level": "8", "server_type": "1,8"}}, "AUDIT_MATERIAL": [{}]}}"#,
            rows.join(", ")
        )
    };
    // 0 is in another list, in which 1 does not mean 必要.
    let dump = text(&[row("1", "2"), row("0", "原件")]);
    let found = read("a.json", &dump);
    let guide = found.guide();
    let not_listed =
        |reading: &Reading<_>| matches!(reading, Reading::Unreadable(_, Unreadable::NotListed));
    assert!(
        guide
            .materials
            .rows()
            .iter()
            .all(|row| not_listed(&row.necessity))
    );
    assert!(matches!(
        guide.materials.rows()[0].kind,
        Reading::Unreadable(_, Unreadable::NotListed)
    ));
    let limit = guide
        .time_limits
        .given()
        .unwrap()
        .statutory
        .given()
        .unwrap();
    assert_eq!(limit.value.given().and_then(|value| value.whole()), Some(9));
    assert!(matches!(
        limit.unit,
        Reading::Unreadable(_, Unreadable::NotListed)
    ));
    let unlisted: Vec<(Key, String)> = kinds(&found)
        .into_iter()
        .filter_map(|kind| match kind {
            NoteKind::CodeUnlisted { field, code } => Some((field, code)),
            _ => None,
        })
        .collect();
    let wanted = [
        (Key::Unit, "7"),
        (Key::Audience, "1,8"),
        (Key::Level, "8"),
        (Key::Kind, "2"),
        (Key::Necessity, "1"),
        (Key::Necessity, "0"),
    ];
    assert_eq!(unlisted, wanted.map(|(key, code)| (key, code.to_owned())));
    // Who chose a profile knows that its list holds.
    let mut profiles = Profiles::default();
    assert!(profiles.choose("national"));
    let chosen = extract_with(&Capture::new("a.json", dump), &profiles);
    let words: Vec<_> = chosen
        .guide()
        .materials
        .rows()
        .iter()
        .map(|row| row.necessity.given().map(|own| own.chinese()))
        .collect();
    assert_eq!(words, [Some("必要"), None]);
}

#[test]
fn a_list_of_the_province_is_told_by_its_codes() {
    let kind = |code: &str| {
        let text = format!(
            r#"{{"AUDIT_ITEM": {{"task_code": "{code}", "task_name": "甲", "task_type": "05"}}}}"#
        );
        let read = read("a.json", &text);
        read.guide()
            .item
            .given()
            .and_then(|item| item.kind.text().map(str::to_owned))
    };
    assert_eq!(
        kind("11450300007700000X3000131012000").as_deref(),
        Some("行政给付")
    );
    assert_eq!(
        kind("11330300007700000X3000131012000").as_deref(),
        Some("行政征收")
    );
    assert_eq!(kind("11370300007700000X3000131012000"), None);
}

#[test]
fn text_that_was_encoded_too_often_is_read() {
    let json = r#"{"task_name": "甲", "accept_condition": "（一）有A&amp;amp;B；&lt;br/&gt;（二）有&nbsp;丙\u0085。<br>（三）有\"丁\"。", "by_law": "【行政法规】《甲条例》（国务院令第1号）第九条<br/>【规章】《乙办法》第二条：内容"}"#;
    let found = read("a.json", json);
    let texts: Vec<_> = found
        .guide()
        .conditions
        .rows()
        .iter()
        .map(|row| row.text.text().unwrap())
        .collect();
    assert_eq!(texts, ["有A&B；", "有 丙。", "有\"丁\"。"]);
    let laws: Vec<_> = found
        .guide()
        .legal_basis
        .rows()
        .iter()
        .map(|row| row.law.text().unwrap())
        .collect();
    assert_eq!(laws, ["《甲条例》", "《乙办法》"]);
    let xml = "<ITEM><TASK_NAME>甲</TASK_NAME><ACCEPT_CONDITION><![CDATA[<p>1.有场所</p><p>2.有人员</p>]]></ACCEPT_CONDITION><LINK_WAY>null</LINK_WAY><LIMIT_EXPLAIN>无</LIMIT_EXPLAIN></ITEM>";
    let found = read("a.xml", xml);
    let guide = found.guide();
    assert_eq!(
        shown(guide),
        r#"{"item":{"name":"甲"},"conditions":[{"text":"有场所"},{"text":"有人员"}],"quantity_limit":"无"}"#
    );
    let second = guide.conditions.rows()[1].text.span();
    assert_eq!(found.source.slice(second), "有人员");
    assert!(matches!(guide.quantity_limit, Reading::StatedNone(_)));
}

#[test]
fn a_page_within_a_record_is_read_as_well() {
    let text = r#"{"id": 7, "name": "甲登记", "content": "<p><strong>一、受理条件：</strong>本区居民</p>\n<p>二、申请材料：</p><p>1、户口本</p><p>三、收费标准：不收费</p>", "auditMaterials": [{"name": "户口本照片", "required": true, "sort": 2}, {"name": "身份证照片", "required": true, "sort": 1}]}"#;
    let found = read("a.json", text);
    assert_eq!(
        shown(found.guide()),
        r#"{"item":{"name":"甲登记"},"conditions":[{"text":"本区居民"}],"materials":[{"name":"身份证照片","necessity":"必要"},{"name":"户口本照片","necessity":"必要"}],"fees":{"charged":false}}"#
    );
    assert_eq!(
        kinds(&found),
        [NoteKind::StatedTwice {
            field: Key::Materials
        }]
    );
    assert_eq!(
        found
            .source
            .slice(found.guide().conditions.rows()[0].text.span()),
        "本区居民"
    );
}

#[test]
fn rows_and_items_that_do_not_fit_are_told() {
    let text = r#"{"items": [{"task_code": "A", "task_name": "甲"}, {"task_code": "A", "task_name": "甲"}, {"task_code": "B", "task_name": "乙"}], "up_task_general_material": [{"task_code": "B", "material_name": "申请表"}, {"task_code": "C", "material_name": "合同"}, {"material_name": "证明"}], "weather": "晴"}"#;
    let found = read("a.json", text);
    let names: Vec<_> = found.guides.iter().map(shown).collect();
    assert_eq!(names.len(), 3);
    assert!(names[2].contains("申请表"), "{names:?}");
    let row = NoteKind::RowWithoutItem { table: "material" };
    let twice = NoteKind::ItemTwice { code: "A".into() };
    assert_eq!(kinds(&found), [row.clone(), row, twice]);
}

#[test]
fn labels_in_chinese_are_fields_too() {
    let text = r#"[{"事项名称": "甲", "受理条件": "年满18周岁", "法定办结时限": "20", "法定办结时限单位": "工作日", "申请材料": [{"材料名称": "申请表", "必要性": "必要", "原件份数": 1}, "合同（复印件1份）"], "咨询电话": "010-12345678"}]"#;
    let found = read("a.json", text);
    assert_eq!(
        shown(found.guide()),
        r#"{"item":{"name":"甲"},"conditions":[{"text":"年满18周岁"}],"materials":[{"name":"申请表","necessity":"必要","submission":{"original":1}},{"name":"合同","submission":{"copies":1}}],"time_limits":{"statutory":{"value":20,"unit":"工作日"}},"contacts":{"consult":["010-12345678"]}}"#
    );
}

#[test]
fn tables_in_csv_are_records() {
    let text = "task_code,material_name,is_need,page_num\nA,申请表,1,2\nA,合同,2,1\nB,证明,1,1\n";
    let found = read("up_task_general_material.csv", text);
    let guides: Vec<_> = found.guides.iter().map(shown).collect();
    assert_eq!(
        guides,
        [
            r#"{"materials":[{"name":"申请表","necessity":"必要","count":2},{"name":"合同","necessity":"非必要","count":1}]}"#,
            r#"{"materials":[{"name":"证明","necessity":"必要","count":1}]}"#,
        ]
    );
}

#[test]
fn lines_are_guides_and_a_bad_one_is_told() {
    let text = "{\"AUDIT_ITEM\": {\"TASK_NAME\": \"甲\"}}\n{oops\n{\"AUDIT_ITEM\": {\"TASK_NAME\": \"乙\"}}\n";
    let found = read("dump.ndjson", text);
    let names: Vec<_> = found
        .guides
        .iter()
        .map(|guide| guide.item.given().unwrap().name.clone())
        .collect();
    assert_eq!(
        names
            .iter()
            .map(|name| name.text().unwrap())
            .collect::<Vec<_>>(),
        ["甲", "乙"]
    );
    assert_eq!(found.source.slice(names[1].span()), "乙");
    assert!(matches!(
        kinds(&found).as_slice(),
        [NoteKind::RecordUnread { number: 2, .. }]
    ));
}

#[test]
fn our_own_guides_in_a_list_are_guides() {
    let text = r#"{"schema_version": 1, "guides": [{"item": {"name": "甲"}, "materials": [{"name": "表"}]}, {"item": {"name": "乙"}}], "notes": []}"#;
    assert_eq!(read("a.json", text).guides.len(), 2);
    let list = r#"[{"id": "a", "materials": [{"name": "居民身份证复印件1份"}]}]"#;
    // In our own keys a name stays as its author wrote it.
    assert_eq!(
        shown(read("a.json", list).guide()),
        r#"{"id":"a","materials":[{"name":"居民身份证复印件1份"}]}"#
    );
    let nothing = extract(&Capture::new("a.json", "[1, 2]"));
    assert_eq!(
        nothing.failure.map(|failure| failure.kind),
        Some(crate::FailureKind::NotAGuide)
    );
}

#[test]
fn lists_of_texts_are_what_their_field_says() {
    let text = r#"{"task_name": "甲", "server_type": ["1", "2"], "accept_condition": ["有场所", "有人员"], "link_way": ["1", "2"], "AUDIT_MATERIAL": [{"material_name": "表", "by_law": ["《甲法》第一条", "《乙法》第二条"]}]}"#;
    assert_eq!(
        shown(read("a.json", text).guide()),
        r#"{"item":{"name":"甲","audience":["自然人","企业法人"]},"conditions":[{"text":"有场所"},{"text":"有人员"}],"materials":[{"name":"表","basis":["《甲法》第一条","《乙法》第二条"]}],"contacts":{"consult":["1","2"]}}"#
    );
}

#[test]
fn many_items_with_many_rows_are_joined_in_time() {
    let items: Vec<String> = (0..8000)
        .map(|n| format!(r#"{{"task_code": "C{n}", "task_name": "甲"}}"#))
        .collect();
    let rows: Vec<String> = (0..20000)
        .map(|n| {
            format!(
                r#"{{"task_code": "C{}", "material_name": "表", "is_need": "{n}"}}"#,
                n % 9000
            )
        })
        .collect();
    let text = format!(
        r#"{{"items": [{}], "up_task_general_material": [{}]}}"#,
        items.join(","),
        rows.join(",")
    );
    let found = extract(&Capture::new("a.json", text));
    assert_eq!(found.guides.len(), 8000);
    assert_eq!(found.guides[1].materials.rows().len(), 3);
    let strange = kinds(&found)
        .iter()
        .filter(|kind| matches!(kind, NoteKind::RowWithoutItem { .. }))
        .count();
    assert_eq!(strange, 2000);
}

mod any {
    use proptest::prelude::*;

    use crate::{Capture, extract};

    proptest! {
        #[test]
        fn xml_never_panics(parts in proptest::collection::vec(prop_oneof![
            Just("<a>"), Just("</a>"), Just("<材料 名称='甲'>"), Just("</材料>"), Just("<b/>"), Just("<![CDATA["), Just("]]>"),
            Just("&lt;"), Just("&#x4e00;"), Just("&nbsp;"), Just("甲，"), Just("<"), Just(">"), Just("<!--"), Just("-->"),
            Just("<TASK_NAME>"), Just("</TASK_NAME>"), Just("<?x"), Just("<!DOCTYPE"), Just("\"'= ")
        ], 0..24)) {
            let text = format!("<?xml version=\"1.0\"?>{}", parts.concat());
            let _ = extract(&Capture::new("a.xml", text));
        }

        #[test]
        fn a_record_never_panics(parts in proptest::collection::vec(prop_oneof![
            Just("&amp;"), Just("amp;"), Just("&lt;br"), Just("&gt;"), Just("<br>"), Just("<p>"), Just("（1）"), Just("1."), Just("；"),
            Just("（二）"), Just("\\n"), Just("\\u4e8c"), Just("\\u0085"), Just("甲"), Just("【"), Just("】《"), Just("适用情形："),
            Just("1,2"), Just("无"), Just("20"), Just("自"), Just("&#39;")
        ], 0..16)) {
            let text = parts.concat();
            let record = format!(r#"{{"task_name": "{text}", "accept_condition": "{text}", "by_law": "{text}", "server_type": "{text}", "promise_day": "{text}", "promise_type": "{text}", "promise_explain": "{text}", "plan_effective_date": "{text}", "AUDIT_MATERIAL": [{{"material_name": "{text}", "is_need": "{text}", "remark": "{text}"}}, "{text}"]}}"#);
            let _ = extract(&Capture::new("a.json", record));
        }
    }
}
