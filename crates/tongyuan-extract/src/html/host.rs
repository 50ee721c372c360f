//! Which site a page is of, as far as it says so itself.

use super::dom::{Dom, Element, Node};

/// The hosts that a page names as its own: in its name, where that is an address, in `canonical`, `base` and `og:url`, and in
/// what browsers write at the head of a page that they save.
pub(super) fn hosts(dom: &Dom, name: &str, text: &str) -> Vec<String> {
    let elements = (0..dom.len()).filter_map(|id| match dom.node(id) {
        Node::Element(element) => own_address(element),
        _ => None,
    });
    let named = std::iter::once(name).chain(saved_from(text));
    named.chain(elements).filter_map(host).collect()
}

fn own_address(element: &Element) -> Option<&str> {
    let is = |name, value| element.attribute(name) == Some(value);
    match element.tag() {
        "base" => element.attribute("href"),
        "link" if is("rel", "canonical") => element.attribute("href"),
        "meta" if is("property", "og:url") => element.attribute("content"),
        _ => None,
    }
}

/// `<!-- saved from url=(0038)https://zwfw.example.gov.cn/item/1 -->`
fn saved_from(text: &str) -> Option<&str> {
    const FARTHEST: usize = 4096;
    const MARK: &str = "saved from url=(";
    let at = memchr::memmem::find(
        &text.as_bytes()[..text.len().min(FARTHEST)],
        MARK.as_bytes(),
    )?;
    let (_, address) = text[at + MARK.len()..].split_once(')')?;
    address.split([' ', '\n', '\r']).next()
}

/// The host of an address, in small letters.
pub(crate) fn host(address: &str) -> Option<String> {
    let (_, rest) = address.trim().split_once("//")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::dom;
    use super::*;

    #[test]
    fn the_site_of_a_page() {
        let page = "<!DOCTYPE html>\n<!-- saved from url=(0030)https://A.example.cn:8080/x -->\n\
            <link rel=canonical href='https://b.example.cn/y'><link rel=icon href='//c.example.cn'>\
            <meta property='og:url' content='//d.example.cn?z'><base href='/e'>";
        let dom = dom::parse(page);
        let own = hosts(&dom, "https://me@f.example.cn#1", page);
        let all = [
            "f.example.cn",
            "a.example.cn",
            "b.example.cn",
            "d.example.cn",
        ];
        assert_eq!(own, all);
        assert_eq!(
            hosts(&dom::parse(""), "halls/online/a.html", ""),
            [""; 0].map(String::from)
        );
    }
}
