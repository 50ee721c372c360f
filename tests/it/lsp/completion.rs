//! What is offered where somebody writes.

use serde_json::{Value, json};

use super::client::Editor;
use super::{Agreeing, GUIDE, able};

/// The labels that are offered at the end of a text.
fn offered(editor: &mut Editor, uri: &str, version: i32, text: &str) -> Vec<Value> {
    editor.change(uri, version, json!([{"text": text}]));
    let line = text.matches('\n').count();
    let last = text.rsplit('\n').next().unwrap();
    let at = json!({"line": line, "character": last.encode_utf16().count()});
    let params = json!({"textDocument": {"uri": uri}, "position": at});
    let answer = editor.ask("textDocument/completion", params);
    answer["result"].as_array().unwrap().clone()
}

/// Keys and words are offered in the vocabulary of the file, in a line that is not finished.
#[test]
fn keys_and_words_are_offered_in_the_vocabulary_of_the_file() {
    let own = Agreeing::new();
    own.write(
        "registers/materials.yaml",
        "目录:\n  - 名称: 甲表\n  - 名称: 乙表\n",
    );
    let top_zh = "标识 情形 事项 版本 同源印记 设定依据 受理条件 申请材料 办理流程 办结时限 收费 办理结果 数量限制 办理渠道 咨询投诉 渠道差异 常见问题";
    let top_en = "id part item version stamp legal_basis conditions materials process time_limits fees results quantity_limit channels contacts variants faq";
    let less = |all: &str, gone: &[&str]| {
        let left: Vec<_> = all.split(' ').filter(|own| !gone.contains(own)).collect();
        left.join(" ")
    };
    let uri = own.uri(GUIDE);
    let mut editor = Editor::session("zh-CN", &able());
    editor.open(&uri, "");
    let mut version = 1;
    for (text, wanted, written) in [
        ("", top_zh.to_owned(), "标识: "),
        ("标识: a\n申", less(top_zh, &["标识"]), "情形: "),
        ("id: a\nmat", less(top_en, &["id"]), "part: "),
        ("事项:\n  办件类型: ", "即办件 承诺件".to_owned(), "即办件"),
        ("item:\n  handling:", "即办件 承诺件".to_owned(), " 即办件"),
        ("收费:\n  是否收费: ", "true false".to_owned(), "true"),
        (
            "事项:\n  服务对象: [自然人, 企",
            "自然人 企业法人 事业法人 社会组织法人 非法人企业 行政机关 其他组织".to_owned(),
            "自然人",
        ),
        (
            "渠道差异:\n  - 渠道: ",
            "线上 线下 微信 热线 自助终端 公报".to_owned(),
            "线上",
        ),
        (
            "variants:\n  - channel: ",
            "online in-person wechat hotline kiosk gazette".to_owned(),
            "online",
        ),
        ("申请材料:\n  - 名称: ", "甲表 乙表".to_owned(), "甲表"),
        (
            "版本:\n  保密审查:\n    ",
            "依据 审查部门 审查日期".to_owned(),
            "依据:",
        ),
        (
            "办理流程:\n  ",
            "环节 办理人 环节时限 审查标准 环节结果".to_owned(),
            "- 环节: ",
        ),
        (
            "办理流程:\n  - 环节: 受理\n    ",
            "办理人 环节时限 审查标准 环节结果".to_owned(),
            "办理人: ",
        ),
        (
            "办理流程:\n  -",
            "环节 办理人 环节时限 审查标准 环节结果".to_owned(),
            " 环节: ",
        ),
        // Nothing where free text stands, and where nothing can be told.
        ("标识: a\n事项:\n  名称: ", String::new(), ""),
        ("标识: a\n  ", String::new(), ""),
        ("# 申", String::new(), ""),
    ] {
        version += 1;
        let offered = offered(&mut editor, &uri, version, text);
        let labels: Vec<_> = offered
            .iter()
            .map(|own| own["label"].as_str().unwrap())
            .collect();
        assert_eq!(labels.join(" "), wanted, "{text:?}");
        let first = offered
            .first()
            .map_or("", |own| own["textEdit"]["newText"].as_str().unwrap());
        assert_eq!(first, written, "{text:?}");
    }
    let offered_here = offered(&mut editor, &uri, 99, "标识: a\n申");
    let own_key = &offered_here[6];
    let range = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 1}});
    assert_eq!(own_key["label"], "申请材料");
    assert_eq!(own_key["detail"], "materials");
    assert_eq!(own_key["filterText"], "申请材料 materials");
    assert_eq!(
        own_key["textEdit"],
        json!({"range": range, "newText": "申请材料:"})
    );
    assert_eq!(
        own_key["documentation"]["value"],
        "申请人应当提交的材料，一种材料一行。"
    );
    assert_eq!(editor.shut_down(), 0);

    // JSON, and a register.
    let mut editor = Editor::session("en", &able());
    let json = own.uri("guides/other.json");
    editor.open(&json, "");
    let offered_here = offered(&mut editor, &json, 2, "{\"item\": {\"handling\": \"承");
    let texts: Vec<_> = offered_here
        .iter()
        .map(|own| own["textEdit"]["newText"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["\"即办件\"", "\"承诺件\""]);
    let register = own.uri("registers/materials.yaml");
    editor.open(&register, "");
    let offered_here = offered(&mut editor, &register, 2, "目录:\n  - 名称: 甲\n    ");
    let labels: Vec<_> = offered_here
        .iter()
        .map(|own| own["label"].as_str().unwrap())
        .collect();
    assert_eq!(
        labels,
        ["材料目录编号", "别名", "出具机构", "可共享", "共享形式"]
    );
    assert_eq!(editor.shut_down(), 0);
}
