//! Files beside the guides of a repository, and guides that are in none.

use std::fs;

use serde_json::{Value, json};
use tongyuan_tests::workspace;

use super::client::Editor;
use super::{Agreeing, GUIDE, able, applied, in_short, uri};

const OWN_RULE: &str = "rules:
  - id: own-a
    title: {zh-CN: 甲, en: A}
    forbidden: 甲
    bad: {quantity_limit: 甲}
    good: {quantity_limit: 乙}
";

/// Registers, settings, rules and waivers are told what is wrong with them; what they say holds before it is saved.
#[test]
fn what_stands_around_a_guide_is_read_as_it_is_open() {
    let own = Agreeing::new();
    for (path, good, bad, line) in [
        (
            "registers/materials.yaml",
            "目录:\n  - 名称: 甲\n",
            "目录:\n  - 名城: 甲\n",
            1,
        ),
        ("registers/laws.yaml", "laws: []\n", "laws: 1\n", 0),
        ("waivers.yaml", "waivers: []\n", "waivers: []\nx: 1\n", 1),
        (
            "tongyuan.toml",
            "",
            "\n[rules]\nmaterial-extr = \"off\"\n",
            2,
        ),
        ("rules/own.yaml", OWN_RULE, "rules:\n  - id: 1\n", 1),
    ] {
        own.write(path, good);
        let uri = own.uri(path);
        let mut editor = Editor::session("zh-CN", &able());
        editor.open(&uri, good);
        let found = editor.diagnostics(&uri, 1);
        assert_eq!(found, [] as [Value; 0], "{path}");
        editor.change(&uri, 2, json!([{"text": bad}]));
        let found = editor.diagnostics(&uri, 2);
        assert!(!found.is_empty(), "{path}");
        for own in &found {
            assert_eq!(own["range"]["start"]["line"], line, "{path} {own}");
        }
        assert_eq!(editor.shut_down(), 0);
        fs::remove_file(own.0.path().join(path)).unwrap();
    }
    let (guide, register) = (own.uri(GUIDE), "registers/materials.yaml");
    own.write(register, "目录: []\n");
    let mut editor = Editor::session("zh-CN", &able());
    editor.open(&guide, &own.read(GUIDE));
    let before = editor.diagnostics(&guide, 1).len();
    let named = "目录:\n  - 名称: 示例权利质押合同书\n    别名: [示例权利质押合同]\n";
    editor.open(&own.uri(register), named);
    let found = editor.diagnostics(&guide, 1);
    let rules: Vec<_> = found
        .iter()
        .map(|own| own["code"].as_str().unwrap())
        .collect();
    // Of two that no catalogue had one is there now, under another name.
    let now = ["material-uncatalogued", "material-name-nonstandard"];
    assert_eq!((before, rules), (2, now.to_vec()));
    assert_eq!(editor.shut_down(), 0);
}

/// A guide outside of any repository is checked by itself; other YAML is left alone.
#[test]
fn a_file_of_no_repository_is_checked_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut editor = Editor::session("zh-CN", &able());
    let guide = uri(&folder.path().join("a.yaml"));
    editor.open(
        "untitled:Untitled-1",
        "id: a\nversion: {number: 1}\nservices: {x: 1}\n",
    );
    let text = workspace::text("tests/examples/base.yaml");
    editor.open(&guide, &text);
    assert_eq!(editor.diagnostics(&guide, 1), [] as [Value; 0]);
    assert_eq!(editor.told(), [] as [Value; 0]);
    editor.change(
        &guide,
        2,
        json!([{"text": text.replace("承诺件", "承若件")}]),
    );
    let found = editor.diagnostics(&guide, 2);
    assert_eq!(in_short(&found), ["schema-value-not-listed 6:8-6:11 1"]);
    // A client that knows no versions of changes gets them by file.
    let mut plain = Editor::session("zh-CN", &json!({}));
    plain.open("untitled:a", &text.replace("承诺件", "承若件"));
    let params = json!({"textDocument": {"uri": "untitled:a"}, "range": found[0]["range"], "context": {"diagnostics": []}});
    let answer = plain.ask("textDocument/codeAction", params);
    let changes = &answer["result"][0]["edit"]["changes"]["untitled:a"];
    assert_eq!(
        applied(
            &text.replace("承诺件", "承若件"),
            changes.as_array().unwrap()
        ),
        text
    );
    assert_eq!(plain.shut_down(), 0);
    assert_eq!(editor.shut_down(), 0);
}
