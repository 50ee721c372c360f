//! The language server, in sessions of an editor over its pipes.

mod around;
mod client;
mod completion;
mod ends;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use tongyuan_tests::command::run_in;
use tongyuan_tests::workspace;

use self::client::Editor;

const TODAY: &str = "2024-03-01";

/// A repository whose halls say what its one guide says.
struct Agreeing(TempDir);

const GUIDE: &str = "guides/example-pledge.yaml";

impl Agreeing {
    fn new() -> Self {
        let own = Self(tempfile::tempdir().unwrap());
        let source = workspace::text("tests/examples/base.yaml");
        for path in [
            GUIDE,
            "halls/online/example-pledge.yaml",
            "halls/in-person/example-pledge.yaml",
        ] {
            own.write(path, &source);
        }
        own
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn uri(&self, path: &str) -> String {
        uri(&self.0.path().join(path))
    }
}

fn uri(path: &Path) -> String {
    let text = path.to_str().unwrap();
    assert!(text.is_ascii());
    format!("file://{text}")
}

/// An editor that takes changes of a version.
fn able() -> Value {
    json!({"workspace": {"workspaceEdit": {"documentChanges": true}}})
}

/// Each diagnostic as its rule, its range and its severity.
fn in_short(diagnostics: &[Value]) -> Vec<String> {
    diagnostics.iter().map(one_in_short).collect()
}

fn one_in_short(own: &Value) -> String {
    let place = |end: &str| {
        let at = &own["range"][end];
        format!("{}:{}", at["line"], at["character"])
    };
    let code = own["code"].as_str().unwrap_or("-");
    let severity = &own["severity"];
    format!("{code} {}-{} {severity}", place("start"), place("end"))
}

/// The line and the column of the first place where a text has a word, in units of UTF-16.
fn position(text: &str, word: &str) -> Value {
    let at = text.find(word).unwrap();
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let character = text[start..at].encode_utf16().count();
    json!({"line": line, "character": character})
}

/// A text with the changes of a document made, as an editor makes them. Lines end in `\n` alone.
fn applied(text: &str, edits: &[Value]) -> String {
    let offset = |at: &Value| {
        let line = at["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = at["character"].as_u64().unwrap() as usize;
        let mut characters = text[start..].char_indices();
        loop {
            match characters.next() {
                Some((_, own)) if left > 0 => left -= own.len_utf16(),
                Some((at, _)) => return start + at,
                None => return text.len(),
            }
        }
    };
    let mut ordered: Vec<_> = edits
        .iter()
        .map(|own| {
            let (start, end) = (offset(&own["range"]["start"]), offset(&own["range"]["end"]));
            (start, end, own["newText"].as_str().unwrap())
        })
        .collect();
    ordered.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in ordered.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

/// From a fault to a clean guide, with everything that an author asks on the way.
#[test]
fn a_session_from_a_fault_to_a_clean_guide() {
    let own = Agreeing::new();
    let clean = own.read(GUIDE);
    let faulty = clean
        .replace("电话: 0999-1234567", "电话: 0999－1234567")
        .replace("办件类型: 承诺件", "办件类型: 承若件")
        .replace(
            "    必要性: 必要\n    来源渠道: 申请人自备\n    依据",
            "    必要行: 必要\n    来源渠道: 申请人自备\n    依据",
        );
    let uri = own.uri(GUIDE);
    let mut editor = Editor::start("zh-CN");
    let answer = editor.ask("initialize", json!({"capabilities": able()}));
    let can = json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
        "hoverProvider": true,
        "completionProvider": {"triggerCharacters": [":", " ", "\""]},
        "codeActionProvider": {"codeActionKinds": ["quickfix", "source.fixAll"]},
    });
    assert_eq!(answer["result"]["capabilities"], can);
    editor.notify("initialized", json!({}));

    editor.open(&uri, &clean);
    assert_eq!(editor.diagnostics(&uri, 1), [] as [Value; 0]);

    editor.change(&uri, 2, json!([{"text": faulty}]));
    let found = editor.diagnostics(&uri, 2);
    assert_eq!(
        in_short(&found),
        [
            "schema-value-not-listed 6:8-6:11 1",
            "schema-field-unknown 36:4-36:7 1",
            "phone-malformed 56:75-56:87 2",
        ]
    );
    assert_eq!(found[0]["source"], "tongyuan");
    let message = found[0]["message"].as_str().unwrap();
    assert_eq!(
        message,
        "“事项.办件类型”不能写“承若件”\n可以写的有：即办件；承诺件。是否应为“承诺件”？"
    );

    // One click a finding, and one for all that takes no judgement.
    let mut text = faulty.clone();
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}});
    let mut ask = |editor: &mut Editor, range: &Value, context: Value| {
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        let answer = editor.ask("textDocument/codeAction", params);
        answer["result"].as_array().unwrap().clone()
    };
    let actions = ask(&mut editor, &whole, json!({"diagnostics": found}));
    let titles: Vec<String> = actions
        .iter()
        .map(|own| {
            format!(
                "{} {}",
                own["kind"].as_str().unwrap(),
                own["title"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        titles,
        [
            "quickfix 把“承若件”改为“承诺件”",
            "quickfix 把“必要行”改为“必要性”",
            "quickfix 把“0999－1234567”改为“0999-1234567”",
            "source.fixAll 改正全部不用判断的问题",
        ]
    );
    for (action, found) in actions.iter().zip(&found) {
        assert_eq!(action["diagnostics"], json!([found]));
    }
    let edits = |action: &Value| -> Vec<Value> {
        let changes = &action["edit"]["documentChanges"];
        assert_eq!(
            changes[0]["textDocument"],
            json!({"uri": uri, "version": 2})
        );
        assert_eq!(changes.as_array().unwrap().len(), 1);
        changes[0]["edits"].as_array().unwrap().clone()
    };
    let three: Vec<Value> = actions[..3].iter().flat_map(&edits).collect();
    text = applied(&text, &three);
    assert_eq!(text, clean);
    let all = applied(&faulty, &edits(&actions[3]));
    assert_eq!(all, faulty.replace('－', "-"));
    let only = |kind: &str| json!({"diagnostics": [], "only": [kind]});
    let of_kind = |editor: &mut Editor,
                   ask: &mut dyn FnMut(&mut Editor, &Value, Value) -> Vec<Value>,
                   kind| ask(editor, &whole, only(kind)).len();
    assert_eq!(of_kind(&mut editor, &mut ask, "source.fixAll"), 1);
    assert_eq!(of_kind(&mut editor, &mut ask, "source"), 1);
    assert_eq!(of_kind(&mut editor, &mut ask, "quickfix"), 3);
    assert_eq!(of_kind(&mut editor, &mut ask, "refactor"), 0);
    let at = json!({"start": position(&faulty, "标识: c1"), "end": position(&faulty, "标识: c1")});
    assert_eq!(ask(&mut editor, &at, only("quickfix")).len(), 0);

    // What a rule is for, and what a key holds.
    let hover = |editor: &mut Editor, text: &str, word| {
        let params = json!({"textDocument": {"uri": uri}, "position": position(text, word)});
        editor.ask("textDocument/hover", params)["result"].take()
    };
    let shown = hover(&mut editor, &faulty, "承若件");
    assert_eq!(shown["range"], found[0]["range"]);
    let shown = shown["contents"]["value"].as_str().unwrap().to_owned();
    assert!(
        shown.starts_with("### schema-value-not-listed\n\n取值不在代码表中\n"),
        "{shown}"
    );
    for head in ["检查内容", "为什么", "依据", "怎样整改"] {
        assert!(shown.contains(&format!("#### {head}\n")), "{shown}");
    }
    assert!(!shown.contains("guide,bad"), "{shown}");
    let shown = hover(&mut editor, &faulty, "受理条件");
    let key = "**受理条件 / Conditions** · `受理条件` · `conditions`\n\n予以受理的条件，一个条件一行，不写成一整段。\n\nThe conditions of acceptance: one condition a row, never one blob.\n";
    assert_eq!(shown["contents"], json!({"kind": "markdown", "value": key}));
    assert_eq!(hover(&mut editor, &faulty, "运用促进处"), Value::Null);

    editor.change(&uri, 3, json!([{"text": text}]));
    assert_eq!(editor.diagnostics(&uri, 3), [] as [Value; 0]);
    assert_eq!(editor.shut_down(), 0);
    // Nothing was written.
    assert_eq!(own.read(GUIDE), clean);
}

/// The rules with their places, as an editor shows what a check of one guide finds: in files that are no text, at the source.
fn as_checked(folder: &Path, guide: &str) -> BTreeSet<String> {
    let arguments = ["check", guide, "--today", TODAY, "--format", "json"];
    let ran = run_in(folder, &arguments, &[], b"");
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let findings = report["findings"].as_array().unwrap();
    let is_text = |own: &Value| {
        let file = own["file"].as_str().unwrap();
        [".yaml", ".json", ".html", ".md", ".txt"]
            .iter()
            .any(|ending| file.ends_with(ending))
    };
    let is_open = |own: &&Value| own["waived"].is_null() && own["baseline"] == false;
    let shown = findings.iter().filter(is_open).filter_map(|own| {
        let source = own["related"].as_array().unwrap().iter();
        let source = source.filter(|own| own["role"] == "canonical");
        let source = source.map(|own| &own["location"]);
        let place = std::iter::once(&own["location"])
            .chain(source)
            .find(|own| is_text(own))?;
        let end = |end: &str| {
            let at = |what: &str| place[end][what].as_u64().unwrap() - 1;
            format!("{}:{}", at("line"), at("column"))
        };
        let (rule, file) = (
            own["rule"].as_str().unwrap(),
            place["file"].as_str().unwrap(),
        );
        Some(format!("{file} {rule} {}-{}", end("start"), end("end")))
    });
    shown.collect()
}

/// What an editor is told of a guide that is opened and of the files around it.
fn as_told(folder: &Path, guide: &str) -> BTreeSet<String> {
    let mut editor = Editor::session("en", &able());
    let text = fs::read_to_string(folder.join(guide)).unwrap();
    let own = uri(&folder.join(guide));
    editor.open(&own, &text);
    let first = editor.diagnostics(&own, 1);
    let mut told = editor.told();
    told.push(json!({"uri": own, "diagnostics": first}));
    assert_eq!(editor.shut_down(), 0);
    let root = uri(folder);
    let mut shown = BTreeSet::new();
    for file in told {
        let name = file["uri"].as_str().unwrap().strip_prefix(&root).unwrap();
        for own in file["diagnostics"].as_array().unwrap() {
            let one = one_in_short(own);
            let (one, _) = one.rsplit_once(' ').unwrap();
            shown.insert(format!("{} {one}", &name[1..]));
        }
    }
    shown
}

/// An editor is told what a check finds, no more and no less.
#[test]
fn an_editor_is_told_what_a_check_finds() {
    let root = workspace::root();
    let mut count = 0;
    for fixture in ["apart", "faulty/content", "faulty/legal-basis"] {
        let folder = root.join("fixtures").join(fixture);
        for file in workspace::files(&format!("fixtures/{fixture}/guides")) {
            let guide = file.strip_prefix(&format!("fixtures/{fixture}/")).unwrap();
            let checked = as_checked(&folder, guide);
            assert_eq!(as_told(&folder, guide), checked, "{file}");
            count += checked.len();
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn what_is_waived_is_told_by_nobody() {
    let own = crate::waivers::Drifted::new();
    let folder = own.path();
    let before = as_told(folder, GUIDE);
    assert_eq!(before, as_checked(folder, GUIDE));
    let key = own.key("material-altered");
    own.write(
        "waivers.yaml",
        &format!("waivers:\n  - {{key: {key}, reason: r, owner: o, expiry: 2024-10-31}}\n"),
    );
    let after = as_told(folder, GUIDE);
    assert_eq!(after, as_checked(folder, GUIDE));
    let gone: Vec<_> = before.difference(&after).collect();
    assert_eq!(gone.len(), 1, "{before:?} {after:?}");
    assert!(gone[0].contains("material-altered"));
}

/// A hall's file shows what departs in it, and what the source says; the guide shows nothing then.
#[test]
fn a_hall_shows_what_departs_in_it() {
    let own = crate::waivers::Drifted::new();
    let guide = uri(&own.path().join(GUIDE));
    let sheet = uri(&own.path().join(crate::waivers::SHEET));
    let mut editor = Editor::session("en", &able());
    editor.open(&guide, &own.read(GUIDE));
    assert_eq!(editor.diagnostics(&guide, 1), [] as [Value; 0]);
    let told = editor.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (&told[0]["uri"], &told[0]["version"]),
        (&json!(sheet), &Value::Null)
    );
    let found = told[0]["diagnostics"].as_array().unwrap();
    let rules: Vec<_> = found
        .iter()
        .map(|own| own["code"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["material-altered", "quantity-limit-altered"]);
    let related = found[0]["relatedInformation"].as_array().unwrap();
    assert_eq!(related.len(), 1);
    assert_eq!(related[0]["location"]["uri"], guide);
    assert_eq!(related[0]["message"], "canonical source: 示例权利质押合同");

    // The sheet as it is mended in the editor counts, whatever is on disk.
    let text = own.read(crate::waivers::SHEET);
    editor.open(&sheet, &text);
    assert_eq!(editor.diagnostics(&sheet, 1).len(), 2);
    editor.change(&sheet, 2, json!([{"text": own.read(GUIDE)}]));
    assert_eq!(editor.diagnostics(&sheet, 2).len(), 0);
    // What was not saved is gone with its document; and with the guide, all that was said of it.
    editor.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": sheet}}),
    );
    assert_eq!(editor.closed(&sheet).len(), 2);
    editor.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": guide}}),
    );
    let last = editor.closed(&sheet);
    assert_eq!(last, [] as [Value; 0]);
    assert_eq!(editor.shut_down(), 0);
}

/// Columns count in the units that were agreed on, behind a character outside of the first plane of Unicode as well.
#[test]
fn columns_count_in_the_units_of_the_editor() {
    let own = Agreeing::new();
    let uri = own.uri(GUIDE);
    let text = own.read(GUIDE).replace(
        "{名称: 示例权利质押登记通知书, 类型: 其他",
        "{名称: 𠮷𠮷通知书, 类型: 其它",
    );
    let rule = "schema-value-not-listed";
    for (encodings, agreed, wanted) in [
        (
            json!(["utf-16"]),
            "utf-16",
            "schema-value-not-listed 50:22-50:24 1",
        ),
        (
            json!(["utf-16", "utf-8"]),
            "utf-8",
            "schema-value-not-listed 50:40-50:46 1",
        ),
        (
            json!(["utf-32"]),
            "utf-16",
            "schema-value-not-listed 50:22-50:24 1",
        ),
    ] {
        let mut editor = Editor::start("zh-CN");
        let capabilities = json!({"general": {"positionEncodings": encodings}});
        let answer = editor.ask("initialize", json!({"capabilities": capabilities}));
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], agreed);
        editor.open(&uri, &text);
        let found = in_short(&editor.diagnostics(&uri, 1));
        let own: Vec<_> = found.iter().filter(|own| own.starts_with(rule)).collect();
        assert_eq!(own, [wanted]);
        assert_eq!(editor.shut_down(), 0);
    }
}

/// Typed letter by letter, a text is found to have what it has as a whole.
#[test]
fn typing_is_as_good_as_opening() {
    let own = Agreeing::new();
    let uri = own.uri(GUIDE);
    let before = own.read(GUIDE);
    let mut editor = Editor::session("zh-CN", &able());
    editor.open(&uri, &before);
    let typed = "  - 名称: 𠮷表\n    必要姓: 必要\n";
    let mut at = position(&before, "办理流程:\n");
    let mut version = 1;
    for letter in typed.chars() {
        version += 1;
        let range = json!({"start": at, "end": at});
        editor.change(
            &uri,
            version,
            json!([{"range": range, "text": letter.to_string()}]),
        );
        at = match letter {
            '\n' => json!({"line": at["line"].as_u64().unwrap() + 1, "character": 0}),
            _ => {
                json!({"line": at["line"], "character": at["character"].as_u64().unwrap() + letter.len_utf16() as u64})
            }
        };
    }
    let found = editor.diagnostics(&uri, version);
    assert_eq!(editor.shut_down(), 0);
    let whole = before.replace("办理流程:\n", &format!("{typed}办理流程:\n"));
    let mut editor = Editor::session("zh-CN", &able());
    editor.open(&uri, &whole);
    assert_eq!(found, editor.diagnostics(&uri, 1));
    let rules: Vec<_> = found
        .iter()
        .map(|own| own["code"].as_str().unwrap())
        .collect();
    assert!(rules.contains(&"schema-field-unknown"), "{rules:?}");
    assert_eq!(editor.shut_down(), 0);
}

/// What was said of an older text comes never after a newer one has come, and of many at once the last alone is looked at.
#[test]
fn of_many_versions_the_last_counts() {
    let own = Agreeing::new();
    let uri = own.uri(GUIDE);
    let text = own.read(GUIDE);
    let mut editor = Editor::session("zh-CN", &able());
    editor.open(&uri, &text);
    assert_eq!(editor.diagnostics(&uri, 1).len(), 0);
    let mut burst = Vec::new();
    for version in 2..=40 {
        let text = text.replace(
            "承诺件",
            if version < 40 {
                "承若件"
            } else {
                "即办件"
            },
        );
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        let message =
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params});
        burst.extend(Editor::framed(&message));
        // A question has its version looked at, though newer ones wait: that is known, and not told.
        let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        let id = format!("of {version}");
        let message =
            json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": at});
        if version % 10 == 5 {
            burst.extend(Editor::framed(&message));
        }
    }
    editor.send(&burst);
    editor.diagnostics(&uri, 40);
    // Had one of the others been looked at, it would have been told before.
    let told = editor.told();
    let versions: Vec<_> = told
        .iter()
        .map(|own| &own["version"])
        .filter(|own| !own.is_null())
        .collect();
    assert_eq!(versions, [] as [&Value; 0]);
    assert_eq!(editor.shut_down(), 0);
}

/// A syntax error is told at its place, and nothing else is guessed.
#[test]
fn broken_syntax_is_told_where_it_is() {
    let own = Agreeing::new();
    let uri = own.uri(GUIDE);
    let mut editor = Editor::session("zh-CN", &able());
    editor.open(&uri, &own.read(GUIDE).replace("事项:\n", "事项：\n"));
    let found = editor.diagnostics(&uri, 1);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0].get("code"), None);
    let line = found[0]["range"]["start"]["line"].as_u64().unwrap();
    assert!((1..=2).contains(&line), "{found:?}");
    assert_eq!(editor.shut_down(), 0);
}
