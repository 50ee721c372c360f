//! How conversations go wrong, and how they end.

use serde_json::{Value, json};

use super::client::Editor;
use super::{Agreeing, GUIDE, able};

/// How a conversation ends is told by the exit code, and what makes no sense is refused by its number.
#[test]
fn every_conversation_ends() {
    let code = |answer: &Value| answer["error"]["code"].as_i64();
    let mut editor = Editor::start("zh-CN");
    assert_eq!(
        code(&editor.ask("textDocument/hover", json!({}))),
        Some(-32002)
    );
    assert_eq!(
        code(&editor.ask("initialize", json!({"capabilities": 1}))),
        Some(-32602)
    );
    editor.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(
        code(&editor.ask("workspace/symbol", json!({}))),
        Some(-32601)
    );
    assert_eq!(
        code(&editor.ask("textDocument/hover", json!({"a": 1}))),
        Some(-32602)
    );
    editor.send(b"Content-Length: 1\r\n\r\n{");
    assert_eq!(code(&editor.answer(&Value::Null)), Some(-32700));
    // Of a document that is not open nothing is known, and what makes no sense is passed over.
    editor.change("file:///nowhere/a.yaml", 3, json!([{"text": ""}]));
    editor.notify("textDocument/didOpen", json!({"textDocument": 1}));
    editor.notify("$/setTrace", json!({"value": "off"}));
    let at = json!({"textDocument": {"uri": "file:///nowhere/a.yaml"}, "position": {"line": 0, "character": 0}});
    assert_eq!(
        editor.ask("textDocument/hover", at.clone())["result"],
        Value::Null
    );
    assert_eq!(
        editor.ask("textDocument/completion", at)["result"],
        json!([])
    );
    editor.ask("shutdown", Value::Null);
    assert_eq!(
        code(&editor.ask("textDocument/hover", json!({}))),
        Some(-32600)
    );
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end(), (0, String::new()));

    // Before it was shut down, without a word, and with a wrong one.
    let mut editor = Editor::session("zh-CN", &json!({}));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.end(), (1, String::new()));
    let editor = Editor::session("zh-CN", &json!({}));
    assert_eq!(editor.end(), (1, String::new()));
    let mut editor = Editor::session("en", &json!({}));
    editor.send(b"Content-Length: many\r\n\r\n{}");
    let told =
        "error: what the editor sends keeps no protocol: no length: \"Content-Length: many\"\n";
    assert_eq!(editor.end(), (1, told.to_owned()));
}

/// A request that was taken back before its turn is not answered.
#[test]
fn what_was_taken_back_is_not_answered() {
    let own = Agreeing::new();
    let uri = own.uri(GUIDE);
    let mut editor = Editor::session("zh-CN", &able());
    editor.open(&uri, &own.read(GUIDE));
    let ask = |id: &str| {
        let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        Editor::framed(
            &json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": at}),
        )
    };
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "b"}});
    // The first is worked at for a while: nothing was checked yet.
    editor.send(&[ask("a"), ask("b"), Editor::framed(&cancel), ask("c")].concat());
    assert!(editor.answer(&json!("a")).get("error").is_none());
    assert_eq!(editor.answer(&json!("b"))["error"]["code"], -32800);
    assert!(editor.answer(&json!("c")).get("error").is_none());
    assert_eq!(editor.shut_down(), 0);
}
