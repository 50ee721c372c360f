//! What servers answer instead of a page, and what they do instead of answering.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::site::{Question, Site, Wire, answer, html, status};
use super::{Office, PAGE, certificates, fetch, outcome, told};

#[test]
fn statuses_are_told_apart() {
    for (line, wanted) in [
        ("404 Not Found", outcome("gone", "not-found", 1)),
        ("410 Gone", outcome("gone", "gone", 1)),
        ("401 Unauthorized", outcome("blocked", "unauthorised", 4)),
        ("403 Forbidden", outcome("blocked", "forbidden", 4)),
        ("451 Legal", outcome("blocked", "legal-reasons", 4)),
        (
            "412 Precondition Failed",
            outcome("blocked", "verification", 4),
        ),
        ("521 Down", outcome("blocked", "verification", 4)),
        ("202 Accepted", outcome("blocked", "verification", 4)),
        ("429 Too Many", outcome("blocked", "too-many-requests", 4)),
        ("500 Error", outcome("unreachable", "server-error", 4)),
        ("503 Unavailable", outcome("unreachable", "server-error", 4)),
        (
            "206 Partial",
            outcome("unreachable", "unexpected-status", 4),
        ),
        (
            "400 Bad Request",
            outcome("unreachable", "unexpected-status", 4),
        ),
        (
            "204 No Content",
            outcome("unreachable", "unexpected-status", 4),
        ),
        (
            "300 Choices",
            outcome("unreachable", "unexpected-status", 4),
        ),
    ] {
        let site = Site::that_says(move |question| match question.path.as_str() {
            "/a" => status(line, ""),
            _ => status("404 Not Found", ""),
        });
        assert_eq!(fetch(&site), wanted, "{line}");
        let is_repeated = matches!(&line[..3], "429" | "500" | "503");
        assert_eq!(
            site.paths().len(),
            if is_repeated { 3 } else { 1 },
            "{line}"
        );
    }
}

#[test]
fn a_busy_server_is_given_time() {
    let site = Site::that_says(|question| match (question.path.as_str(), question.before) {
        ("/a", 0) => status("429 Too Many", "retry-after: 1\r\n"),
        ("/b", 0) => status(
            "503 Unavailable",
            "retry-after: Wed, 21 Oct 2015 07:28:00 GMT\r\n",
        ),
        ("/b", 1) => status("502 Bad Gateway", ""),
        ("/c", _) => status("429 Too Many", "retry-after: 9999\r\n"),
        ("/a" | "/b", _) => html(PAGE),
        _ => status("404 Not Found", ""),
    });
    let office = Office::new();
    office
        .guide("a", &site.page("/a"))
        .guide("b", &site.page("/b"))
        .guide("c", &site.page("/c"));
    let start = Instant::now();
    let (code, all) = office.captured();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(code, 4);
    let attempts: Vec<_> = all
        .iter()
        .map(|one| one["attempts"].as_u64().unwrap())
        .collect();
    assert_eq!(attempts, [2, 3, 1]);
    assert_eq!(all[2]["reason"], "too-many-requests");
    assert_eq!(
        office.hall(),
        ["a.capture.json", "a.html", "b.capture.json", "b.html"]
    );
}

/// Whatever a server does instead of answering, it is told what, it takes no longer than it may, and nothing is written.
#[test]
fn servers_that_misbehave() {
    type Deed = fn(&Question, &mut dyn Wire);
    const CASES: [(&str, Deed, &str); 15] = [
        (
            "hangs",
            |_, _| std::thread::sleep(Duration::from_secs(3)),
            "read-timeout",
        ),
        (
            "drips",
            |_, wire| {
                let _ = wire.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
                while wire.write_all(b"x").is_ok() {
                    std::thread::sleep(Duration::from_millis(50));
                }
            },
            "read-timeout",
        ),
        (
            "drips its header",
            |_, wire| {
                let _ = wire.write_all(b"HTTP/1.1 200 OK\r\nx: ");
                while wire.write_all(b"x").is_ok() {
                    std::thread::sleep(Duration::from_millis(50));
                }
            },
            "read-timeout",
        ),
        (
            "never ends",
            |_, wire| {
                let _ = wire.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
                while wire.write_all(&[b'x'; 4096]).is_ok() {}
            },
            "too-large",
        ),
        (
            "bomb",
            |_, wire| {
                let bomb = certificates::gzip(&vec![0; 8 << 20]);
                let _ = wire.write_all(&answer("200 OK", "content-encoding: gzip\r\n", &bomb));
            },
            "too-large",
        ),
        (
            "cut",
            |_, wire| {
                let _ = wire.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n<p>x");
            },
            "truncated",
        ),
        (
            "cut chunk",
            |_, wire| {
                let _ = wire
                    .write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n<p>x");
            },
            "truncated",
        ),
        (
            "empty",
            |_, wire| {
                let _ = wire.write_all(&html(""));
            },
            "empty",
        ),
        (
            "not gzip",
            |_, wire| {
                let _ = wire.write_all(&answer("200 OK", "content-encoding: gzip\r\n", b"<p>x"));
            },
            "bad-encoding",
        ),
        (
            "unasked packing",
            |_, wire| {
                let _ = wire.write_all(&answer("200 OK", "content-encoding: br\r\n", b"<p>x"));
            },
            "bad-encoding",
        ),
        (
            "another protocol",
            |_, wire| {
                let _ = wire.write_all(b"220 ftp.example ready\r\n\r\n");
            },
            "not-http",
        ),
        ("nothing", |_, _| {}, "connection-reset"),
        (
            "long header",
            |_, wire| {
                let headers = format!("x: {}\r\n", "x".repeat(65 * 1024));
                let _ = wire.write_all(&answer("200 OK", &headers, b"<p>x"));
            },
            "header-too-large",
        ),
        (
            "many headers",
            |_, wire| {
                let headers = "x: x\r\n".repeat(1000);
                let _ = wire.write_all(&answer("200 OK", &headers, b"<p>x"));
            },
            "header-too-large",
        ),
        (
            "huge header",
            |_, wire| {
                let _ = wire.write_all(b"HTTP/1.1 200 OK\r\nx: ");
                for _ in 0..200 {
                    let _ = wire.write_all(&[b'x'; 4096]);
                }
                let _ = wire.write_all(b"\r\n\r\n<p>x");
            },
            "header-too-large",
        ),
    ];
    std::thread::scope(|scope| {
        for (name, deed, reason) in CASES {
            scope.spawn(move || {
                let site = Site::that_does(move |question, wire| match question.path.as_str() {
                    "/a" => deed(question, wire),
                    _ => drop(wire.write_all(&status("404 Not Found", ""))),
                });
                let office = Office::with("allow-hosts = [\"127.0.0.1\"]\nmax-bytes = 100000");
                office.guide("a", &site.page("/a"));
                let start = Instant::now();
                assert_eq!(told(&office), outcome("unreachable", reason, 4), "{name}");
                assert!(
                    start.elapsed() < Duration::from_secs(6),
                    "{name}: {:?}",
                    start.elapsed()
                );
            });
        }
    });
}

#[test]
fn servers_that_are_not_there() {
    // A port that was free a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let office = Office::new();
    office.guide("a", &format!("http://{free}/"));
    assert_eq!(
        told(&office),
        outcome("unreachable", "connection-refused", 4)
    );
    // Where nobody answered is told all the same.
    let (_, all) = office.captured();
    assert_eq!(
        all[0]["address"],
        serde_json::json!({"ip": "127.0.0.1", "port": free.port(), "ipv6": false})
    );
    let office = Office::new();
    office.guide("a", "http://no-such-host.invalid/");
    assert_eq!(told(&office), outcome("unreachable", "name-not-found", 4));
    // One that hangs up before it has heard anything.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for tcp in listener.incoming() {
            std::thread::sleep(Duration::from_millis(20));
            drop(tcp);
        }
    });
    let office = Office::new();
    office.guide("a", &format!("http://{address}/"));
    assert_eq!(told(&office), outcome("unreachable", "connection-reset", 4));
    // One that speaks another protocol, and first.
    let site = Site::on(
        "127.0.0.1:0",
        |mut tcp| {
            let _ = std::io::Write::write_all(&mut tcp, b"220 ftp.example ready\r\n");
            Box::new(tcp)
        },
        |_, _| {},
    );
    assert_eq!(fetch(&site), outcome("unreachable", "not-http", 4));
}

#[test]
fn certificates_that_are_not_good() {
    let folder = tempfile::tempdir().unwrap();
    let authority = certificates::Authority::new();
    let file = folder.path().join("ca.pem");
    fs::write(&file, authority.pem()).unwrap();
    let settings = |trusts: bool| {
        let ca = format!("ca-file = {:?}\n", file.to_str().unwrap());
        format!(
            "allow-hosts = [\"localhost\"]\n{}",
            if trusts { &ca } else { "" }
        )
    };
    let fetch = |site: &Site, trusts: bool| {
        let office = Office::with(&settings(trusts));
        office.guide("a", &format!("https://localhost:{}/a", site.address.port()));
        (told(&office), office)
    };
    let good = authority.site("localhost", (2020, 2090));
    let (told_of_it, office) = fetch(&good, true);
    assert_eq!(told_of_it, outcome("different", "-", 0));
    let evidence = office.evidence("a");
    assert_eq!(
        (&evidence["tls"], &evidence["address"]["ip"]),
        (&Value::from(true), &Value::from("127.0.0.1"))
    );
    for (site, trusts, reason) in [
        (good, false, "tls-unknown-issuer"),
        (
            authority.site("localhost", (2020, 2021)),
            true,
            "tls-expired",
        ),
        (
            authority.site("localhost", (2088, 2090)),
            true,
            "tls-not-yet-valid",
        ),
        (
            authority.site("www.example.gov.cn", (2020, 2090)),
            true,
            "tls-wrong-name",
        ),
        (
            // Somebody who does not wait to hear what is wanted, and has never heard of certificates.
            Site::on(
                "127.0.0.1:0",
                |mut tcp| {
                    let _ = std::io::Write::write_all(&mut tcp, &html(PAGE));
                    Box::new(tcp)
                },
                |_, _| {},
            ),
            true,
            "tls-handshake",
        ),
    ] {
        assert_eq!(fetch(&site, trusts).0, outcome("unreachable", reason, 4));
    }
    // Somebody who says nothing at all: no connection that could be asked has come about.
    let silent = Site::on(
        "127.0.0.1:0",
        |tcp| {
            std::thread::sleep(Duration::from_secs(3));
            Box::new(tcp)
        },
        |_, _| {},
    );
    let (told_of_it, _) = fetch(&silent, true);
    assert_eq!(told_of_it, outcome("unreachable", "connect-timeout", 4));
    // From https back to http: followed, and said.
    let plain = Site::that_says(|_| html(PAGE));
    let to = format!("http://localhost:{}/b", plain.address.port());
    let site = authority.site_that("localhost", (2020, 2090), move |question| {
        match question.path.as_str() {
            "/a" => status("302 Found", &format!("location: {to}\r\n")),
            _ => status("404 Not Found", ""),
        }
    });
    let (told_of_it, office) = fetch(&site, true);
    assert_eq!(told_of_it, outcome("different", "-", 0));
    assert_eq!(
        (
            &office.evidence("a")["downgraded"],
            &office.evidence("a")["tls"]
        ),
        (&Value::from(true), &Value::from(false))
    );
}

/// A host is asked one question at a time, with a pause; another host need not wait for it.
#[test]
fn a_host_is_asked_one_thing_at_a_time() {
    let times = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let clock = std::sync::Arc::clone(&times);
    let site = Site::that_says(move |_| {
        clock.lock().unwrap().push(Instant::now());
        html(PAGE)
    });
    let office =
        Office::with("allow-hosts = [\"127.0.0.1\", \"localhost\"]\npause = 0.2\nrobots = false");
    for id in ["a", "b", "c"] {
        office.guide(id, &site.page(&format!("/{id}")));
    }
    let (code, all) = office.captured();
    assert_eq!(code, 0);
    let guides: Vec<_> = all
        .iter()
        .map(|one| one["guide"].as_str().unwrap())
        .collect();
    assert_eq!(guides, ["a", "b", "c"]);
    let times = times.lock().unwrap();
    assert!(
        times
            .windows(2)
            .all(|pair| pair[1] - pair[0] >= Duration::from_millis(190)),
        "{times:?}"
    );
}
