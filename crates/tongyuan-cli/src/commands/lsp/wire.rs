//! Messages of the protocol over stdin and stdout: what comes in waits in order, and what goes out goes out whole.
//!
//! The messages themselves are those of `lsp-server`. Its reader makes room for whatever length a header names and ends at the
//! first message that is no JSON, so that the reading is done here.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read as _, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use lsp_server::{Message, RequestId};
use serde_json::json;

/// No message is larger: a text of the size that guides may have, escaped.
const MOST_BYTES: u64 = 2 * 65 * 1024 * 1024;

/// No header is longer.
const LONGEST_HEADER: u64 = 4096;

/// So many messages wait before the editor has to.
const MOST_WAITING: usize = 1024;

/// What was read from the editor.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    /// Something that is no message, and the reason. The next one can be read.
    NoMessage(String),
    /// What comes makes no sense, or cannot be read any more.
    Broken(String),
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Next {
    Message(Message),
    NoMessage(String),
    /// Nothing has come for a while.
    Quiet,
    /// Nothing will come any more, and why, where that is no ordinary end.
    End(Option<String>),
}

/// The messages that have come, in order.
#[derive(Debug)]
pub(super) struct Inbox {
    receiver: Receiver<Incoming>,
    waiting: VecDeque<Incoming>,
}

impl Inbox {
    /// The messages that come from stdin.
    pub(super) fn of_stdin() -> Self {
        let (sender, receiver) = sync_channel(MOST_WAITING);
        // It ends with the process: nothing but the editor ends a read.
        std::thread::spawn(move || {
            let mut input = io::stdin().lock();
            while let Some(incoming) = read(&mut input) {
                let is_last = matches!(incoming, Incoming::Broken(_));
                if sender.send(incoming).is_err() || is_last {
                    break;
                }
            }
        });
        Self::new(receiver)
    }

    fn new(receiver: Receiver<Incoming>) -> Self {
        Self {
            receiver,
            waiting: VecDeque::new(),
        }
    }

    /// What comes next, waiting for it as long as `patience` says, or for ever.
    pub(super) fn next(&mut self, patience: Option<Duration>) -> Next {
        self.fill();
        let next = match (self.waiting.pop_front(), patience) {
            (Some(next), _) => next,
            (None, None) => match self.receiver.recv() {
                Ok(next) => next,
                Err(_) => return Next::End(None),
            },
            (None, Some(patience)) => match self.receiver.recv_timeout(patience) {
                Ok(next) => next,
                Err(RecvTimeoutError::Timeout) => return Next::Quiet,
                Err(RecvTimeoutError::Disconnected) => return Next::End(None),
            },
        };
        match next {
            Incoming::Message(message) => Next::Message(message),
            Incoming::NoMessage(why) => Next::NoMessage(why),
            Incoming::Broken(why) => Next::End(Some(why)),
        }
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&mut self) -> bool {
        self.fill();
        self.waiting.is_empty()
    }

    /// Whether the editor has taken a request back that was not answered yet.
    pub(super) fn is_cancelled(&mut self, id: &RequestId) -> bool {
        self.waits_for(|method, params| {
            method == "$/cancelRequest"
                && serde_json::from_value::<RequestId>(params["id"].clone())
                    .is_ok_and(|own| own == *id)
        })
    }

    /// Whether what is open will be another text once the messages that wait are read.
    pub(super) fn has_changes(&mut self) -> bool {
        self.waits_for(|method, _| {
            ["didOpen", "didChange", "didClose"]
                .iter()
                .any(|what| method.strip_prefix("textDocument/") == Some(what))
        })
    }

    fn waits_for(&mut self, is_it: impl Fn(&str, &serde_json::Value) -> bool) -> bool {
        self.fill();
        self.waiting.iter().any(|incoming| match incoming {
            Incoming::Message(Message::Notification(own)) => is_it(&own.method, &own.params),
            _ => false,
        })
    }

    fn fill(&mut self) {
        let room = MOST_WAITING.saturating_sub(self.waiting.len());
        self.waiting.extend(self.receiver.try_iter().take(room));
    }
}

/// Reads one message; none at the end of what comes.
fn read(input: &mut impl BufRead) -> Option<Incoming> {
    let length = match length(input) {
        Ok(length) => length?,
        Err(why) => return Some(Incoming::Broken(why)),
    };
    let broken = |error: io::Error| Some(Incoming::Broken(error.to_string()));
    if length > MOST_BYTES {
        return match io::copy(&mut input.take(length), &mut io::sink()) {
            Ok(_) => Some(Incoming::NoMessage(format!(
                "a message of {length} bytes; {MOST_BYTES} are read at most"
            ))),
            Err(error) => broken(error),
        };
    }
    let mut body = Vec::new();
    match input.take(length).read_to_end(&mut body) {
        Ok(read) if (read as u64) < length => {
            return Some(Incoming::Broken("a message that breaks off".to_owned()));
        }
        Ok(_) => {}
        Err(error) => return broken(error),
    }
    Some(match serde_json::from_slice(&body) {
        Ok(message) => Incoming::Message(message),
        Err(error) => Incoming::NoMessage(error.to_string()),
    })
}

/// The length of the message that the headers name; none at the end of what comes.
fn length(input: &mut impl BufRead) -> Result<Option<u64>, String> {
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        let read = input.take(LONGEST_HEADER).read_until(b'\n', &mut line);
        read.map_err(|error| error.to_string())?;
        if line.is_empty() && is_first {
            return Ok(None);
        }
        is_first = false;
        let header = String::from_utf8_lossy(&line);
        let Some(header) = header.strip_suffix("\r\n") else {
            return Err(format!("a header that does not end: {header:?}"));
        };
        if header.is_empty() {
            return match length {
                Some(length) => Ok(Some(length)),
                None => Err("a message without Content-Length".to_owned()),
            };
        }
        let Some((name, value)) = header.split_once(':') else {
            return Err(format!("no header: {header:?}"));
        };
        if name.eq_ignore_ascii_case("content-length") {
            let value = value.trim().parse();
            length = Some(value.map_err(|_| format!("no length: {header:?}"))?);
        }
    }
}

/// Where messages go out. Nothing else of the program writes there.
#[derive(Debug)]
pub(super) struct Out;

impl Out {
    /// Sends a message.
    pub(super) fn send(&self, message: impl Into<Message>) -> io::Result<()> {
        message.into().write(&mut io::stdout().lock())
    }

    /// Says that what came was no message. Its number is not known.
    pub(super) fn refuse(&self, why: &str) -> io::Result<()> {
        let code = lsp_server::ErrorCode::ParseError as i32;
        let body = json!({"jsonrpc": "2.0", "id": null, "error": {"code": code, "message": why}});
        let body = body.to_string();
        let mut out = io::stdout().lock();
        write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        let mut found = Vec::new();
        while let Some(incoming) = read(&mut input) {
            let is_last = matches!(incoming, Incoming::Broken(_));
            found.push(match incoming {
                Incoming::Message(Message::Notification(own)) => own.method,
                Incoming::Message(_) => "another message".to_owned(),
                Incoming::NoMessage(_) => "no message".to_owned(),
                Incoming::Broken(why) => format!("broken: {why}"),
            });
            if is_last {
                break;
            }
        }
        found
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn one_bad_message_does_not_keep_the_next_from_being_read() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"a"}"#);
        let many = format!("content-length:{}\r\nContent-Type: x\r\n\r\n", 30);
        let many = format!("{many}{}", r#"{"jsonrpc":"2.0","method":"b"}"#);
        let bad = framed("{");
        let not_text = [b"Content-Length: 1\r\n\r\n\xFF".as_slice()].concat();
        let all_bytes = [good.as_bytes(), bad.as_bytes(), &not_text, many.as_bytes()].concat();
        assert_eq!(all(&all_bytes), ["a", "no message", "no message", "b"]);
    }

    #[test]
    fn what_cannot_be_followed_is_told() {
        for (bytes, why) in [
            ("", None),
            ("x", Some("broken: a header that does not end: \"x\"")),
            ("x\r\n", Some("broken: no header: \"x\"")),
            ("\r\n", Some("broken: a message without Content-Length")),
            (
                "Content-Length: -1\r\n\r\n",
                Some("broken: no length: \"Content-Length: -1\""),
            ),
            (
                "Content-Length: 9\r\n\r\n{}",
                Some("broken: a message that breaks off"),
            ),
            // No room is made for what a header promises.
            (
                "Content-Length: 18446744073709551615\r\n\r\n{}",
                Some("no message"),
            ),
        ] {
            assert_eq!(all(bytes.as_bytes()), Vec::from_iter(why), "{bytes:?}");
        }
        let long = format!("a: {}\r\n", "x".repeat(9999));
        assert!(all(long.as_bytes())[0].starts_with("broken: a header that does not end"));
    }

    #[test]
    fn what_waits_is_known_before_its_turn() {
        let (sender, receiver) = sync_channel(8);
        let mut inbox = Inbox::new(receiver);
        let send = |method: &str, params| {
            let own = lsp_server::Notification::new(method.to_owned(), params);
            sender.send(Incoming::Message(own.into())).unwrap();
        };
        send("textDocument/didSave", json!({}));
        assert!(!inbox.has_changes());
        send("$/cancelRequest", json!({"id": 7}));
        send("textDocument/didChange", json!({}));
        assert!(inbox.has_changes());
        assert!(inbox.is_cancelled(&7.into()));
        assert!(!inbox.is_cancelled(&8.into()));
        for _ in 0..3 {
            assert!(matches!(inbox.next(None), Next::Message(_)));
        }
        assert!(!inbox.has_changes());
        let moment = Some(Duration::from_millis(1));
        assert!(matches!(inbox.next(moment), Next::Quiet));
        drop(sender);
        assert!(matches!(inbox.next(moment), Next::End(None)));
    }
}
