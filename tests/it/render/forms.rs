//! Each form by itself: what it looks like, that it is the same each time, and that nothing of a guide steers it.

use std::io::Read as _;

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;
use tongyuan::{Capture, Channel, RenderForm, render};
use tongyuan_tests::workspace;

fn rendered(source: &Capture, channel: Channel, form: RenderForm) -> Vec<u8> {
    render(source, channel, form).document.unwrap()
}

fn text(source: &Capture, channel: Channel, form: RenderForm) -> String {
    String::from_utf8(rendered(source, channel, form)).unwrap()
}

fn fixture(name: &str) -> Capture {
    let file = format!("fixtures/fictitious/guides/{name}");
    Capture::new(file.clone(), workspace::text(&file))
}

/// The parts of a Word file.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let time = part.last_modified().map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("1980-01-01 00:00:00"));
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(own, _)| own == name);
    found.unwrap().1
}

#[test]
fn every_form_is_as_it_was() {
    let source = fixture("example-pledge.yaml");
    let word = rendered(&source, Channel::InPerson, RenderForm::Docx);
    let word = part(&word, "word/document.xml").replace("<w:p>", "\n<w:p>");
    for (name, text) in [
        ("html", text(&source, Channel::Online, RenderForm::Html)),
        ("a4-html", text(&source, Channel::InPerson, RenderForm::A4)),
        (
            "markdown",
            text(&source, Channel::Online, RenderForm::Markdown),
        ),
        ("docx", word),
    ] {
        insta::with_settings!({snapshot_path => "../../snapshots/render", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, text);
        });
    }
}

#[test]
fn the_same_guide_gives_the_same_bytes() {
    for name in ["example-pledge.yaml", "example-copy.json"] {
        for form in RenderForm::ALL {
            let bytes = || rendered(&fixture(name), Channel::InPerson, *form);
            assert_eq!(bytes(), bytes(), "{name} {}", form.key());
        }
    }
}

#[test]
fn a_word_file_has_what_word_needs() {
    let bytes = rendered(
        &fixture("example-pledge.yaml"),
        Channel::InPerson,
        RenderForm::Docx,
    );
    let parts = parts(&bytes);
    for (name, text) in &parts {
        assert_eq!(
            elements(text).first().map(String::is_empty),
            Some(false),
            "{name}"
        );
        for person in ["creator", "lastModifiedBy", "dcterms"] {
            assert!(!text.contains(person), "{name} holds {person}");
        }
    }
    let document = part(&bytes, "word/document.xml");
    let count = |words: &str| document.matches(words).count();
    // 设定依据, 受理条件, 办理流程, 办理结果, 窗口办理: the materials are too many columns for a sheet.
    assert_eq!(count("<w:tblHeader/>"), 5);
    assert_eq!(count("<w:pStyle w:val=\"Heading1\"/>"), 11);
    assert_eq!(count("<w:pStyle w:val=\"Title\"/>"), 1);
    let footer = part(&bytes, "word/footer1.xml");
    assert!(footer.contains("w:instr=\" PAGE \"") && footer.contains("w:instr=\" NUMPAGES \""));
    assert!(footer.contains("同源印记 example-pledge 2 "));
    // What a part refers to is there.
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    for target in relations.split("Target=\"").skip(1) {
        let target = format!("word/{}", target.split('"').next().unwrap());
        assert!(parts.iter().any(|(name, _)| *name == target), "{target}");
    }
}

#[test]
fn a_page_is_one_that_everybody_can_read() {
    let page = text(
        &fixture("example-pledge.yaml"),
        Channel::Online,
        RenderForm::Html,
    );
    for words in [
        "<html lang=\"zh-CN\">",
        "<main>",
        "<h1>示例权利质押登记办事指南</h1>",
        "<caption>申请材料，第 2 项，共 2 项</caption>",
        "<caption id=\"t5\">办理流程，共 3 项</caption>",
        "<tr><th scope=\"row\">材料名称</th><td>示例权利质押合同</td></tr>",
        "<p>不收费</p>",
        "<th scope=\"col\">审查标准</th>",
        "<dd>自受理之日起5个工作日</dd>",
        "default-src 'none'",
    ] {
        assert_eq!(page.matches(words).count(), 1, "{words}");
    }
    // What belongs to the hall, what the source keeps for its administration, what it does not say.
    for words in [
        "综合窗口</th><td>示例市示例路1号",
        "纸质",
        "保密审查",
        "示例知发",
        "收费项目",
        "常见问题",
    ] {
        assert!(!page.contains(words), "{words}");
    }
    let levels: Vec<String> = tags(&page)
        .into_iter()
        .filter(|tag| tag.starts_with('h') && tag.len() == 2)
        .collect();
    assert_eq!(levels.iter().filter(|tag| *tag == "h1").count(), 1);
    assert_eq!(levels.first().map(String::as_str), Some("h1"));
    assert!(levels.iter().skip(1).all(|tag| tag == "h2"), "{levels:?}");
}

#[test]
fn search_engines_read_what_the_page_says() {
    let page = text(
        &fixture("example-pledge.yaml"),
        Channel::Online,
        RenderForm::Html,
    );
    let data = data(&page);
    assert_eq!(data["@type"], "GovernmentService");
    assert_eq!(data["name"], "示例权利质押登记");
    assert_eq!(data["identifier"], "11990100MB123456203000712345000");
    assert_eq!(data["serviceOperator"]["name"], "示例市知识产权局");
    assert_eq!(
        data["availableChannel"]["serviceUrl"],
        "https://hall.example.gov.cn/pledge"
    );
    assert_eq!(data["audience"].as_array().map(Vec::len), Some(2));
    let members: Vec<&str> = data
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    // Nothing is charged, and so nothing is offered at a price.
    assert_eq!(
        members,
        [
            "@context",
            "@type",
            "name",
            "identifier",
            "serviceType",
            "audience",
            "serviceOperator",
            "availableChannel",
            "serviceOutput"
        ]
    );
}

/// What the page says to search engines.
fn data(page: &str) -> Value {
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (data, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(data).unwrap()
}

/// The tags of a page, in order.
fn tags(page: &str) -> Vec<String> {
    let tokens = Tokenizer::new(page).map(Result::unwrap);
    let tags = tokens.filter_map(|token| match token {
        Token::StartTag(tag) => {
            let mut names: Vec<String> = tag
                .attributes
                .keys()
                .map(|name| String::from_utf8_lossy(name).into_owned())
                .collect();
            names.insert(0, String::from_utf8_lossy(&tag.name).into_owned());
            Some(names.join(" "))
        }
        Token::EndTag(tag) => Some(format!("/{}", String::from_utf8_lossy(&tag.name))),
        _ => None,
    });
    tags.collect()
}

/// The elements of an XML part, in order; a part that is not well-formed has none.
fn elements(xml: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => names.push(tag.name().as_ref().to_owned()),
            Event::Eof => return names,
            _ => {}
        }
    }
}

/// What Markdown makes of a text, without the text.
fn marks(markdown: &str) -> Vec<String> {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let marks = events.filter_map(|event| match event {
        Event::Text(_) => None,
        other => Some(format!("{other:?}")),
    });
    marks.collect()
}

const ATTACKS: [&str; 14] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "]]><w:p/>&#x3c;b&#x3e;",
    "| a | b |",
    "**b** _i_ `c` ~~d~~ [l](http://a.example) ![p](q)",
    "<b>&lt;&amp;",
    "- 甲",
    "# 甲",
    "1. 甲",
    "\u{202E}甲\u{2066}\u{1B}[31m\u{7}",
    "\u{FFFE}\u{FFFF}甲",
];

/// A guide that says the same words wherever it may say any.
fn guide(words: &str) -> Capture {
    let say = |kind: &str| Value::from(format!("{words}{kind}"));
    let guide = serde_json::json!({
        "id": "hostile",
        "item": {"name": say("名"), "type": say("型"), "authority": say("机关"), "audience": [say("人")], "department": say("处")},
        "version": {"number": "1", "effective_from": say("日")},
        "legal_basis": [{"law": say("法"), "document_number": say("号"), "article": say("条"), "text": say("文")}],
        "conditions": [{"text": say("件"), "case": say("情"), "basis": [say("据"), say("据二")]}],
        "materials": [{"name": say("材"), "case": say("情"), "issuer": say("出"), "basis": [say("据")], "blank_form": say("表"),
            "sample": say("样"), "notes": say("注"), "submission": {"format": say("规"), "seal": say("章")}}],
        "process": [{"step": say("步"), "actor": say("谁"), "limit": say("限"), "standard": say("准"), "result": say("果")}],
        "time_limits": {"promised": {"text": say("时")}, "excluded": [say("外")]},
        "fees": {"charged": true, "items": [{"name": say("费"), "amount": 1, "currency": say("币"), "per": say("位"), "basis": [say("据")]}]},
        "results": [{"name": say("结"), "type": say("类"), "sample": say("样"), "validity": say("效")}],
        "quantity_limit": say("量"),
        "channels": {"online": {"url": say("址"), "depth": say("深"), "phone": say("话"), "hours": say("时"), "note": say("明"),
            "visits_reason": say("因"), "windows": [{"name": say("窗"), "address": say("地"), "hours": say("时"), "phone": say("话")}]}},
        "contacts": {"consult": [say("问")], "complain": [say("诉")]},
        "faq": [{"question": say("问"), "answer": say("答")}]
    });
    Capture::new("guides/hostile.json", guide.to_string())
}

#[test]
fn nothing_of_a_guide_steers_a_form() {
    let plain = guide("甲");
    for attack in ATTACKS {
        let hostile = guide(attack);
        for form in [RenderForm::Html, RenderForm::A4] {
            let (page, own) = (
                text(&hostile, Channel::Online, form),
                text(&plain, Channel::Online, form),
            );
            assert_eq!(tags(&page), tags(&own), "{attack}");
            assert!(
                !page.contains(['\u{202E}', '\u{2066}', '\u{1B}', '\u{7}']),
                "{attack}"
            );
        }
        let page = text(&hostile, Channel::Online, RenderForm::Html);
        let shown = tongyuan_report::clean(attack);
        assert_eq!(data(&page)["name"], format!("{shown}名"), "{attack}");
        let own = text(&plain, Channel::Online, RenderForm::Markdown);
        let page = text(&hostile, Channel::Online, RenderForm::Markdown);
        assert_eq!(marks(&page), marks(&own), "{attack}\n{page}");
        let (word, own) = (
            rendered(&hostile, Channel::Online, RenderForm::Docx),
            rendered(&plain, Channel::Online, RenderForm::Docx),
        );
        for ((name, part), (_, own)) in parts(&word).iter().zip(parts(&own)) {
            assert_eq!(elements(part), elements(&own), "{attack} {name}");
            assert!(
                !part.contains(['\u{FFFE}', '\u{FFFF}', '\u{1B}']),
                "{attack} {name}"
            );
        }
    }
}

#[test]
fn an_address_is_a_link_and_nothing_else_is() {
    let page = |url: &str| {
        let source = format!("id: a\nchannels: {{online: {{url: {url:?}}}}}\n");
        text(
            &Capture::new("guides/a.yaml", source),
            Channel::Online,
            RenderForm::Html,
        )
    };
    let links = |url: &str| page(url).matches("<a href=").count();
    assert!(page("https://a.example/?b=1&c=2").contains(
        "<a href=\"https://a.example/?b=1&amp;c=2\" rel=\"noopener noreferrer\">https://a.example/?b=1&amp;c=2</a>"
    ));
    for url in [
        "javascript:alert(1)",
        "https://",
        "data:text/html,x",
        "https://a.example 见说明",
        "https:\\\\a.example",
    ] {
        assert_eq!(links(url), 0, "{url}");
    }
}
