//! What is kept of a page, and what is said of it.

use std::fs;

use serde_json::Value;
use tongyuan_tests::command::run_in;

use super::site::{Site, answer, html, status};
use super::{Office, PAGE, certificates, fetch, keeps_schema, outcome, told};

#[test]
fn a_page_is_kept_with_its_evidence() {
    let site = Site::that_says(|question| match question.path.as_str() {
        "/a?id=1" => answer(
            "200 OK",
            "content-type: text/html; charset=\"UTF-8\"\r\nserver: nginx\r\nset-cookie: a=b\r\netag: \"1\"\r\n",
            PAGE.as_bytes(),
        ),
        _ => status("404 Not Found", ""),
    });
    let office = Office::new();
    office.guide("a", &format!("{}#materials", site.page("/a?id=1")));
    let ran = office.run(&[]);
    let length = PAGE.len();
    let line = format!(
        "a：首次抓取，存为 halls/online/a.html（{length} 字节）\n访问了 1 个网页：有变化 1。\n"
    );
    assert_eq!((ran.out, ran.err, ran.code), (line, String::new(), 0));
    assert_eq!(office.hall(), ["a.capture.json", "a.html"]);
    assert_eq!(office.kept("a.html"), PAGE.as_bytes());
    let evidence = office.evidence("a");
    let port = site.address.port();
    for (name, wanted) in [
        ("outcome", Value::from("different")),
        ("first", Value::from(true)),
        ("file", Value::from("a.html")),
        (
            "requested",
            Value::from(format!("{}#materials", site.page("/a?id=1"))),
        ),
        ("final", Value::from(site.page("/a?id=1"))),
        ("status", Value::from(200)),
        ("http_version", Value::from("1.1")),
        ("tls", Value::from(false)),
        (
            "address",
            serde_json::json!({"ip": "127.0.0.1", "port": port, "ipv6": false}),
        ),
        ("charset", Value::from("utf-8")),
        ("content_encoding", Value::Null),
        ("attempts", Value::from(1)),
        ("bytes", Value::from(length)),
        ("bytes_on_wire", Value::from(length)),
        (
            "sha256",
            Value::from(tongyuan::Capture::new("", PAGE).digest()),
        ),
        ("previous_sha256", Value::Null),
        ("downgraded", Value::from(false)),
    ] {
        assert_eq!(evidence[name], wanted, "{name}");
    }
    let headers: Vec<&String> = evidence["headers"].as_object().unwrap().keys().collect();
    assert_eq!(
        headers,
        ["content-length", "content-type", "etag", "server"]
    );
    let question = &site.questions()[0];
    assert!(
        question
            .header("user-agent")
            .unwrap()
            .starts_with("tongyuan/")
    );
    assert_eq!(question.header("accept-encoding"), Some("gzip, deflate"));
    assert_eq!(site.all_paths(), ["/robots.txt", "/a?id=1"]);
}

#[test]
fn a_page_is_told_same_or_different() {
    let site = Site::that_says(|question| match question.before {
        0 | 1 => html("<p>甲"),
        _ => html("<p>乙"),
    });
    let office = Office::new();
    office.guide("a", &site.page("/a"));
    let (_, first) = office.captured();
    let written = fs::metadata(office.path("halls/online/a.html"))
        .unwrap()
        .modified()
        .unwrap();
    let ran = office.run(&[]);
    assert_eq!(
        ran.out,
        "a：没有变化（halls/online/a.html）\n访问了 1 个网页：没有变化 1。\n"
    );
    let still = fs::metadata(office.path("halls/online/a.html"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(still, written);
    let second = office.evidence("a");
    assert_eq!(second["outcome"], "same");
    assert_eq!(second["first"], false);
    assert_eq!(second["previous_sha256"], first[0]["sha256"]);
    assert_eq!(second["sha256"], first[0]["sha256"]);
    let ran = office.run(&[]);
    assert_eq!(
        ran.out,
        "a：有变化，已更新 halls/online/a.html（6 字节）\n访问了 1 个网页：有变化 1。\n"
    );
    assert_eq!(office.kept("a.html"), "<p>乙".as_bytes());
    assert_eq!(office.evidence("a")["previous_sha256"], first[0]["sha256"]);
    // A page that somebody put there by hand is an earlier version as well.
    fs::remove_file(office.path("halls/online/a.capture.json")).unwrap();
    assert_eq!(told(&office), outcome("same", "-", 0));
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let site = Site::that_says(|question| {
        if question.header("if-none-match") == Some("\"v1\"")
            && question.header("if-modified-since").is_some()
        {
            return b"HTTP/1.1 304 Not Modified\r\netag: \"v1\"\r\n\r\n".to_vec();
        }
        let headers = "content-type: text/html; charset=gbk\r\netag: \"v1\"\r\nlast-modified: Fri, 01 Mar 2024 00:00:00 GMT\r\n";
        answer("200 OK", headers, b"<p>x")
    });
    let office = Office::new();
    office.guide("a", &site.page("/a"));
    let (_, first) = office.captured();
    let ran = office.run(&["--lang", "en"]);
    assert_eq!(
        ran.out,
        "a: the same, as the server says with 304 (halls/online/a.html)\n1 page: 1 the same.\n"
    );
    let evidence = office.evidence("a");
    assert_eq!(
        (evidence["status"].as_u64(), evidence["outcome"].as_str()),
        (Some(304), Some("same"))
    );
    assert_eq!(evidence["sha256"], first[0]["sha256"]);
    assert_eq!(evidence["charset"], "gbk");
    assert_eq!(
        evidence["headers"]["last-modified"],
        "Fri, 01 Mar 2024 00:00:00 GMT"
    );
    // Once more, now on the word of the renewed evidence.
    assert_eq!(told(&office), outcome("same", "-", 0));
    assert_eq!(office.evidence("a")["status"], 304);
    // A page that was changed by hand is not vouched for: it is asked for without conditions.
    fs::write(office.path("halls/online/a.html"), "<p>y").unwrap();
    assert_eq!(told(&office), outcome("different", "-", 0));
    assert_eq!(office.kept("a.html"), b"<p>x");
    // 304 where nothing was said of an earlier version is no answer.
    let site = Site::that_says(|_| b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec());
    assert_eq!(fetch(&site), outcome("unreachable", "unexpected-status", 4));
}

#[test]
fn pages_are_kept_as_they_were_sent() {
    let site = Site::that_says(|question| match question.path.as_str() {
        "/gb" => {
            let page =
                b"<html><meta charset=gb2312>\xC9\xEA\xC7\xEB\xB2\xC4\xC1\xCF\x81\x30\x81\x30"
                    .as_slice();
            answer(
                "200 OK",
                "Content-Type: text/html;charset=GB18030\r\n",
                page,
            )
        }
        "/zip" => answer(
            "200 OK",
            "content-type: text/html\r\ncontent-encoding: gzip\r\n",
            &certificates::gzip(PAGE.as_bytes()),
        ),
        "/pdf" => answer(
            "200 OK",
            "content-type: application/octet-stream\r\n",
            b"%PDF-1.7 x",
        ),
        "/json" => answer("200 OK", "content-type: application/json\r\n", b"{}"),
        "/chunks" => {
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n<p>\r\n1\r\nx\r\n0\r\n\r\n"
                .to_vec()
        }
        "/old" => b"HTTP/1.0 200 OK\r\n\r\n<p>to the end".to_vec(),
        "/short" => {
            b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\n<p>x and more"
                .to_vec()
        }
        _ => status("404 Not Found", ""),
    });
    let office = Office::new();
    for id in ["chunks", "gb", "json", "old", "pdf", "short", "zip"] {
        office.guide(id, &site.page(&format!("/{id}")));
    }
    let (code, all) = office.captured();
    assert_eq!(code, 0);
    let files: Vec<&str> = all
        .iter()
        .map(|one| one["file"].as_str().unwrap())
        .collect();
    assert_eq!(
        files,
        [
            "chunks.html",
            "gb.html",
            "json.json",
            "old.html",
            "pdf.pdf",
            "short.html",
            "zip.html"
        ]
    );
    assert!(
        office
            .kept("gb.html")
            .ends_with(b"\xC1\xCF\x81\x30\x81\x30")
    );
    assert_eq!(office.evidence("gb")["charset"], "gb18030");
    assert_eq!(office.kept("zip.html"), PAGE.as_bytes());
    let zip = office.evidence("zip");
    assert_eq!(zip["content_encoding"], "gzip");
    assert_eq!(zip["bytes"], PAGE.len());
    assert_ne!(zip["bytes_on_wire"], zip["bytes"]);
    assert_eq!(office.kept("chunks.html"), b"<p>x");
    assert_eq!(office.evidence("old")["http_version"], "1.0");
    assert_eq!(office.kept("short.html"), b"<p>x");
    // And `check` does not take the evidence for a published version.
    let checked = run_in(
        office.folder.path(),
        &["check", "--format", "json"],
        &[],
        b"",
    );
    let checked: Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!(
        checked["summary"]["published"].as_u64().unwrap()
            + checked["summary"]["unreadable"].as_u64().unwrap(),
        7
    );
    assert!(!checked.to_string().contains("capture.json"));
}

/// What is there is not replaced by an error page, and it is said that it was left.
#[test]
fn an_error_page_overwrites_nothing() {
    let site = Site::that_says(|question| match (question.path.as_str(), question.before) {
        ("/a", 0) => html(PAGE),
        ("/a", 1) => status("404 Not Found", ""),
        ("/a", _) => status("403 Forbidden", ""),
        _ => status("404 Not Found", ""),
    });
    let office = Office::new();
    office.guide("a", &site.page("/a"));
    let _ = office.captured();
    let before = office.evidence("a");
    let ran = office.run(&[]);
    let page = site.page("/a");
    let gone = office.evidence("a");
    assert_eq!(gone["outcome"], "gone");
    assert_eq!(
        (&gone["file"], &gone["sha256"]),
        (&before["file"], &before["sha256"])
    );
    assert_eq!(
        ran.out,
        format!(
            "a：网页不在：服务器答复没有这个网页（HTTP 404）：{page}\n  halls/online/a.html 保留原样\n访问了 1 个网页：网页不在 1。\n"
        )
    );
    assert_eq!(ran.code, 1);
    // And `check` says so of the guide.
    let checked = run_in(
        office.folder.path(),
        &["check", "--format", "json"],
        &[],
        b"",
    );
    assert!(
        checked.out.contains("\"rule\": \"url-dead\""),
        "{}",
        checked.out
    );
    let ran = office.run(&["--lang", "en"]);
    assert_eq!(
        ran.out,
        format!(
            "a: blocked: the site refuses (HTTP 403): {page}\n  halls/online/a.html was left as it is\n1 page: 1 blocked.\n"
        )
    );
    assert_eq!(ran.code, 4);
    assert_eq!(office.kept("a.html"), PAGE.as_bytes());
    // That it could not be had this time says nothing against what is known.
    assert_eq!(office.evidence("a"), gone);
}

#[test]
fn what_would_be_fetched() {
    let site = Site::that_says(|_| html(PAGE));
    let office = Office::new();
    office
        .guide("a", &site.page("/a"))
        .guide("b", &site.page("/b"));
    fs::write(office.path("guides/c.yaml"), "标识: c\n").unwrap();
    let ran = office.run(&["--dry-run"]);
    let (a, b) = (site.page("/a"), site.page("/b"));
    assert_eq!(
        ran.out,
        format!("a：将抓取 {a}\nb：将抓取 {b}\n将抓取 2 个网页；本次没有访问网络。\n")
    );
    assert!(
        ran.err
            .contains("有 1 份指南没有写线上渠道的网址，没有抓取"),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, 0);
    let ran = office.run(&["--dry-run", "--format", "json", "guides/b.yaml"]);
    let run: Value = serde_json::from_str(&ran.out).unwrap();
    keeps_schema(&run);
    assert_eq!(run["captures"][0]["address"], b);
    assert_eq!(
        (&run["captures"][0]["evidence"], &run["dry_run"]),
        (&Value::Null, &Value::from(true))
    );
    assert!(site.all_paths().is_empty() && office.hall().is_empty());
    // A part of the repository, a guide without an address, and one that cannot be read.
    let ran = office.run(&["guides/c.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    fs::write(office.path("guides/d.yaml"), "a: [\n").unwrap();
    let ran = office.run(&["-q", "guides/a.yaml", "guides/d.yaml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("a：首次抓取"), "{}", ran.out);
    assert_eq!(site.paths(), ["/a"]);
}

/// A version in another format is left alone and named.
#[test]
fn other_versions_are_left_alone() {
    let site = Site::that_says(|_| html(PAGE));
    let office = Office::new();
    office.guide("a", &site.page("/a"));
    fs::create_dir_all(office.path("halls/online")).unwrap();
    fs::write(office.path("halls/online/a.docx"), "old").unwrap();
    let ran = office.run(&["-q"]);
    assert!(
        ran.out
            .ends_with("  另有已发布版本 halls/online/a.docx，保留原样\n"),
        "{}",
        ran.out
    );
    assert_eq!(office.kept("a.docx"), b"old");
    assert_eq!(office.hall(), ["a.capture.json", "a.docx", "a.html"]);
}

#[test]
fn settings_that_are_wrong() {
    let office = Office::with("allow_hosts = []");
    office.guide("a", "http://a.example/");
    let ran = office.run(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("是否应为“allow-hosts”？"), "{}", ran.err);
    let office = Office::with("ca-file = \"no.pem\"");
    office.guide("a", "http://a.example/");
    let ran = office.run(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("ca-file"), "{}", ran.err);
}
