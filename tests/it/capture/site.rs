//! A web site that misbehaves, on a port of this machine.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A question as it came in.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// The whole head, in lower case but for the path.
    pub(super) head: String,
    pub(super) path: String,
    /// How often this path was asked for before.
    pub(super) before: usize,
}

impl Question {
    /// A header, if it was sent.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            (own == name).then(|| value.trim())
        })
    }
}

/// The site with everything that it was asked.
pub(super) struct Site {
    pub(super) address: SocketAddr,
    asked: Arc<Mutex<Vec<Question>>>,
}

/// What a connection can do.
pub(super) trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

type Answering = dyn Fn(&Question, &mut dyn Wire) + Send + Sync;

impl Site {
    /// A site that answers with these bytes, whole.
    pub(super) fn that_says(answer: impl Fn(&Question) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::that_does(move |question, wire| {
            let _ = wire.write_all(&answer(question));
        })
    }

    /// A site that does as it likes. It has no robots.txt unless it says so.
    pub(super) fn that_does(
        answer: impl Fn(&Question, &mut dyn Wire) + Send + Sync + 'static,
    ) -> Self {
        Self::on("127.0.0.1:0", |tcp| Box::new(tcp), answer)
    }

    /// The same on an address of one's own, behind a layer of one's own.
    pub(super) fn on(
        address: &str,
        layer: impl Fn(TcpStream) -> Box<dyn Wire> + Send + Sync + 'static,
        answer: impl Fn(&Question, &mut dyn Wire) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let site = Self {
            address: listener.local_addr().unwrap(),
            asked: Arc::default(),
        };
        let asked = Arc::clone(&site.asked);
        let answer: Arc<Answering> = Arc::new(answer);
        let layer = Arc::new(layer);
        thread::spawn(move || {
            for tcp in listener.incoming().map_while(Result::ok) {
                let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
                let layer = Arc::clone(&layer);
                thread::spawn(move || {
                    let _ = tcp.set_read_timeout(Some(Duration::from_secs(5)));
                    let mut wire = layer(tcp);
                    if let Some(question) = hear(&mut *wire, &asked) {
                        answer(&question, &mut *wire);
                    }
                });
            }
        });
        site
    }

    /// The address of a page.
    pub(super) fn page(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The paths that were asked for, in order, robots.txt left out.
    pub(super) fn paths(&self) -> Vec<String> {
        let asked = self.questions();
        asked.into_iter().map(|question| question.path).collect()
    }

    pub(super) fn questions(&self) -> Vec<Question> {
        let asked = self.asked.lock().unwrap().clone();
        asked
            .into_iter()
            .filter(|question| question.path != "/robots.txt")
            .collect()
    }

    /// Everything that was asked for, robots.txt included.
    pub(super) fn all_paths(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|question| question.path.clone()).collect()
    }
}

/// Reads the head of a request; nothing where none came.
fn hear(wire: &mut dyn Wire, asked: &Mutex<Vec<Question>>) -> Option<Question> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if wire.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let mut asked = asked.lock().unwrap();
    let before = asked
        .iter()
        .filter(|question| question.path == path)
        .count();
    let question = Question {
        head: head.to_ascii_lowercase(),
        path,
        before,
    };
    asked.push(question.clone());
    Some(question)
}

/// An answer with a status, headers and a body, and its length.
pub(super) fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut bytes =
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A page.
pub(super) fn html(body: &str) -> Vec<u8> {
    answer(
        "200 OK",
        "content-type: text/html; charset=utf-8\r\n",
        body.as_bytes(),
    )
}

/// An answer without a page.
pub(super) fn status(status: &str, headers: &str) -> Vec<u8> {
    answer(status, headers, b"<html>sorry</html>")
}
