//! An editor, as far as the protocol goes: it starts the command and speaks to it over pipes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tongyuan_tests::command::prepared;

/// An answer that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(120);

/// A session of an editor with the command.
pub(super) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    asked: i32,
    /// What was told and not asked for since anybody looked.
    told: Vec<Value>,
}

impl Editor {
    /// Starts the command, and says nothing yet.
    pub(super) fn start(language: &str) -> Self {
        let arguments = ["lsp", "--today", super::TODAY, "--lang", language];
        let mut child = prepared(Path::new("/"), &arguments, &[])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            loop {
                let mut length = 0;
                let mut line = String::new();
                while out.read_line(&mut line).unwrap() > 0 && line != "\r\n" {
                    let value = line.strip_prefix("Content-Length: ").unwrap();
                    length = value.trim_end().parse().unwrap();
                    line.clear();
                }
                let mut body = vec![0; length];
                if length == 0 || out.read_exact(&mut body).is_err() {
                    break;
                }
                let message = serde_json::from_slice(&body).unwrap();
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            input: child.stdin.take(),
            child,
            messages,
            asked: 0,
            told: Vec::new(),
        }
    }

    /// Starts a session of an editor that can do this.
    pub(super) fn session(language: &str, capabilities: &Value) -> Self {
        let mut own = Self::start(language);
        let answer = own.ask("initialize", json!({"capabilities": capabilities}));
        assert_eq!(answer["result"]["serverInfo"]["name"], "tongyuan");
        own.notify("initialized", json!({}));
        own
    }

    /// A message with its header.
    pub(super) fn framed(message: &Value) -> Vec<u8> {
        let body = message.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }

    /// Sends bytes as they are. The command may have gone already.
    pub(super) fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) {
        let mut message = json!({"jsonrpc": "2.0", "method": method});
        message["params"] = params;
        self.send(&Self::framed(&message));
    }

    /// Asks, and waits for the answer.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        message["params"] = params;
        self.send(&Self::framed(&message));
        self.answer(&json!(id))
    }

    /// Waits for the answer to a request.
    pub(super) fn answer(&mut self, id: &Value) -> Value {
        loop {
            let message = self.next();
            if message.get("method").is_none() && message["id"] == *id {
                return message;
            }
            self.told.push(message);
        }
    }

    fn next(&self) -> Value {
        self.messages
            .recv_timeout(PATIENCE)
            .expect("the command says something")
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Changes a document by these changes, into this version.
    pub(super) fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        let mut params = json!({"textDocument": document});
        params["contentChanges"] = changes;
        self.notify("textDocument/didChange", params);
    }

    /// Waits for what is told of a version of a document.
    pub(super) fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let is_it = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        };
        loop {
            if let Some(at) = self.told.iter().position(is_it) {
                let own = self.told.remove(at);
                return own["params"]["diagnostics"].as_array().unwrap().clone();
            }
            let message = self.next();
            self.told.push(message);
        }
    }

    /// Waits for what is told of a file that is not open.
    pub(super) fn closed(&mut self, uri: &str) -> Vec<Value> {
        loop {
            let message = self.next();
            let own = &message["params"];
            if own["uri"] == uri && own["version"].is_null() {
                return own["diagnostics"].as_array().unwrap().clone();
            }
            self.told.push(message);
        }
    }

    /// What was told of files since anybody looked, in order: address, version, diagnostics. It asks for something first, so that
    /// all that was to be told is.
    pub(super) fn told(&mut self) -> Vec<Value> {
        self.ask("nothing", json!({}));
        let told = std::mem::take(&mut self.told).into_iter();
        told.map(|mut own| own["params"].take()).collect()
    }

    /// Shuts the command down; its exit code.
    pub(super) fn shut_down(mut self) -> i32 {
        let answer = self.ask("shutdown", Value::Null);
        assert_eq!(answer["result"], Value::Null);
        assert_eq!(answer.get("error"), None);
        self.notify("exit", Value::Null);
        self.end().0
    }

    /// Says nothing any more; the exit code, and what was written to stderr.
    pub(super) fn end(mut self) -> (i32, String) {
        drop(self.input.take());
        let mut told = String::new();
        let mut errors = self.child.stderr.take().unwrap();
        errors.read_to_string(&mut told).unwrap();
        let status = self.child.wait().unwrap();
        (status.code().unwrap_or(-1), told)
    }
}
