//! Where a guide, a redirect and robots.txt may lead.

use serde_json::Value;

use super::site::{Site, answer, html, status};
use super::{Office, PAGE, fetch, outcome, told};

#[test]
fn redirects_are_followed_and_kept() {
    let site = Site::that_says(|question| match question.path.as_str() {
        "/a" => status("301 Moved", "location: /b/../c\r\n"),
        "/c" => status("302 Found", "location: 办?x=1#y\r\n"),
        "/%E5%8A%9E?x=1" => status(
            "307 Temporary",
            &format!(
                "location: http://{}/e\r\n",
                question.header("host").unwrap()
            ),
        ),
        "/e" => html(PAGE),
        _ => status("404 Not Found", ""),
    });
    let office = Office::new();
    office.guide("a", &site.page("/a"));
    let ran = office.run(&[]);
    assert_eq!(ran.code, 0);
    let line = format!("  从 {} 跳转到 {}\n", site.page("/a"), site.page("/e"));
    assert!(ran.out.contains(&line), "{}", ran.out);
    let evidence = office.evidence("a");
    let steps: Vec<(u64, &str)> = evidence["redirects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["status"].as_u64().unwrap(), one["to"].as_str().unwrap()))
        .collect();
    let (c, d, e) = (
        site.page("/c"),
        site.page("/%E5%8A%9E?x=1"),
        site.page("/e"),
    );
    assert_eq!(
        steps,
        [(301, c.as_str()), (302, d.as_str()), (307, e.as_str())]
    );
    assert_eq!(evidence["final"], e);
    assert_eq!(
        site.all_paths(),
        ["/robots.txt", "/a", "/c", "/%E5%8A%9E?x=1", "/e"]
    );
}

#[test]
fn redirects_that_go_on_for_ever() {
    let site = Site::that_says(|_| status("302 Found", "location: /a\r\n"));
    let office = Office::with("allow-hosts = [\"127.0.0.1\"]\nrobots = false");
    office.guide("a", &site.page("/a"));
    assert_eq!(
        told(&office),
        outcome("unreachable", "too-many-redirects", 4)
    );
    assert_eq!(site.paths().len(), 6);
    for (location, reason) in [
        ("", "redirect-broken"),
        ("location: http://[x/\r\n", "redirect-broken"),
    ] {
        let site = Site::that_says(move |_| status("302 Found", location));
        assert_eq!(fetch(&site), outcome("unreachable", reason, 4));
    }
}

#[test]
fn a_redirect_leads_nowhere_that_a_guide_may_not_name() {
    // Somebody listens there, and is not to be asked.
    let hidden = Site::that_says(|_| html(PAGE));
    let port = hidden.address.port();
    for (to, reason) in [
        (format!("http://127.0.0.1:{port}/"), "address-not-public"),
        (format!("http://0x7f.1:{port}/"), "address-not-public"),
        (format!("http://2130706433:{port}/"), "address-not-public"),
        (
            format!("//[::ffff:127.0.0.1]:{port}/"),
            "address-not-public",
        ),
        ("http://127.0.0.2/".to_owned(), "address-not-public"),
        ("http://10.0.0.1/".to_owned(), "address-not-public"),
        (
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            "address-not-public",
        ),
        ("http://100.100.100.200/".to_owned(), "address-not-public"),
        ("http://[fd00::1]/".to_owned(), "address-not-public"),
        ("http://[64:ff9b::a00:1]/".to_owned(), "address-not-public"),
        ("file:///etc/passwd".to_owned(), "address-scheme"),
        ("ftp://a.example/".to_owned(), "address-scheme"),
        (
            "http://user:word@127.0.0.1/".to_owned(),
            "address-credentials",
        ),
    ] {
        let location = format!("location: {to}\r\n");
        let site = Site::that_says(move |question| match question.path.as_str() {
            "/a" => status("302 Found", &location),
            _ => status("404 Not Found", ""),
        });
        let office = only_localhost(&site);
        let (code, all) = office.captured();
        assert_eq!(
            (all[0]["outcome"].as_str(), all[0]["reason"].as_str(), code),
            (Some("blocked"), Some(reason), 4),
            "{to}"
        );
        assert_eq!(all[0]["redirects"].as_array().unwrap().len(), 1);
        assert!(!all[0].to_string().contains("user:word"));
        assert!(office.hall().is_empty());
    }
    // The robots.txt of a site leads nowhere else either.
    let location = format!("location: http://127.0.0.1:{port}/robots.txt\r\n");
    let site = Site::that_says(move |_| status("301 Moved", &location));
    let office = only_localhost(&site);
    assert_eq!(told(&office), outcome("blocked", "robots-unavailable", 4));
    assert!(hidden.all_paths().is_empty());
}

/// An office that may ask this machine by its name alone.
fn only_localhost(site: &Site) -> Office {
    let office = Office::with("allow-hosts = [\"localhost\"]");
    let port = site.address.port();
    office.guide("a", &format!("http://localhost:{port}/a"));
    office
}

/// Where the settings allow nothing, this machine is not asked, by number or by name.
#[test]
fn a_guide_may_not_name_what_is_inside() {
    let site = Site::that_says(|_| html(PAGE));
    let port = site.address.port();
    for (address, reason) in [
        (site.page("/"), "address-not-public"),
        (format!("http://localhost:{port}/"), "address-not-public"),
        (format!("http://127.1:{port}/"), "address-not-public"),
        ("ftp://a.example/".to_owned(), "address-scheme"),
        (
            "http://user:word@a.example/".to_owned(),
            "address-credentials",
        ),
        ("http://".to_owned(), "address-malformed"),
        ("请见官网".to_owned(), "address-malformed"),
    ] {
        let office = Office::with("");
        office.guide("a", &address);
        assert_eq!(told(&office), outcome("blocked", reason, 4), "{address}");
        assert!(!office.run(&[]).out.contains("user:word"));
    }
    assert!(site.all_paths().is_empty());
    // A host that is allowed opens no door for others.
    let office = Office::with("allow-hosts = [\"localhost\"]");
    office.guide("a", &site.page("/"));
    office.guide("b", &format!("http://localhost:{port}/"));
    let (_, all) = office.captured();
    assert_eq!(
        (&all[0]["reason"], &all[1]["outcome"]),
        (
            &Value::from("address-not-public"),
            &Value::from("different")
        )
    );
}

#[test]
fn robots_are_heeded() {
    let rules = "User-agent: *\nDisallow: /secret\n\nUser-agent: Tongyuan\nDisallow: /*.do\n";
    let site = Site::that_says(move |question| match question.path.as_str() {
        "/robots.txt" => answer("200 OK", "", rules.as_bytes()),
        "/moved" => status("302 Found", "location: /x.do\r\n"),
        _ => html(PAGE),
    });
    let office = Office::new();
    office
        .guide("a", &site.page("/a.do?id=1"))
        .guide("b", &site.page("/secret"))
        .guide("c", &site.page("/moved"));
    let (code, all) = office.captured();
    assert_eq!(code, 4);
    let reasons: Vec<_> = all.iter().map(|one| one["reason"].as_str()).collect();
    assert_eq!(reasons, [Some("robots"), None, Some("robots")]);
    assert_eq!(site.all_paths(), ["/robots.txt", "/secret", "/moved"]);
    // One's own site may be exempt.
    let own = Office::with("robots = false\nallow-hosts = [\"127.0.0.1\"]");
    own.guide("a", &site.page("/a.do"));
    assert_eq!(told(&own), outcome("different", "-", 0));
    // A server that cannot say allows nothing.
    let site = Site::that_says(|question| match question.path.as_str() {
        "/robots.txt" => status("500 Error", ""),
        _ => html(PAGE),
    });
    assert_eq!(fetch(&site), outcome("blocked", "robots-unavailable", 4));
    assert!(site.paths().is_empty());
}
