//! Pages in the layouts that a repository has for itself.

use std::fs;
use std::path::Path;

use tongyuan::{Capture, Guide, Terms, read};
use tongyuan_compare::compare;
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

const OWN: &str = "<!DOCTYPE html>\n<html lang=\"{{ language }}\"><head><meta charset=\"utf-8\"><title>{{ title }}</title>\n\
    {% if json_ld %}\n<script type=\"application/ld+json\">{{ json_ld }}</script>\n{% endif %}\n</head>\n\
    <body><nav><a href=\"/\">示例市政务服务网</a></nav>\n<h1>{{ title }}</h1>\n{{ body }}\n<p>{{ stamp }}</p></body></html>\n";

/// A repository with the guides of the fixture and these templates.
fn repository(templates: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for file in workspace::files("fixtures/fictitious/guides") {
        let name = Path::new(&file).file_name().unwrap().to_string_lossy();
        put(&format!("guides/{name}"), workspace::text(&file).as_bytes());
    }
    for (name, text) in templates {
        put(&format!("templates/{name}"), text.as_bytes());
    }
    folder
}

fn render(folder: &Path, format: &str) -> Ran {
    let arguments = [
        "render",
        "--channel",
        "online",
        "--format",
        format,
        "--output",
        "out",
        "--lang",
        "en",
    ];
    run_in(folder, &arguments, &[], b"")
}

fn said(folder: &Path, name: &str) -> (String, Guide) {
    let bytes = fs::read(folder.join("out").join(name)).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let guide = read(&Capture::new(name, bytes)).guide().clone();
    (text, guide)
}

#[test]
fn a_page_in_an_own_layout_says_the_same() {
    for (template, format) in [("page.html", "html"), ("handout.html", "a4-html")] {
        let plain = repository(&[]);
        let own = repository(&[(template, OWN)]);
        for folder in [&plain, &own] {
            let ran = render(folder.path(), format);
            assert_eq!(ran.code, 0, "{}", ran.err);
        }
        for name in ["example-copy.html", "example-pledge.html"] {
            let (built_in, a) = said(plain.path(), name);
            let (page, b) = said(own.path(), name);
            assert!(page.contains("示例市政务服务网") && !built_in.contains("示例市政务服务网"));
            assert_eq!(compare(&Terms::default(), &a, &b, None), []);
            let stamp = |own: &Guide| {
                own.stamp
                    .given()
                    .and_then(|own| own.sha256.text().map(str::to_owned))
            };
            assert_eq!((stamp(&a).is_some(), stamp(&a)), (true, stamp(&b)));
            assert_eq!(page.contains("application/ld+json"), format == "html");
        }
        // The other form has its own layout, or the one that is built in.
        let other = if format == "html" { "a4-html" } else { "html" };
        assert_eq!(render(own.path(), other).code, 0);
        assert!(
            !said(own.path(), "example-copy.html")
                .0
                .contains("示例市政务服务网")
        );
    }
}

#[test]
fn what_is_wrong_with_a_layout_is_told_before_anything_is_written() {
    let without_body = OWN.replace("{{ body }}", "");
    let without_stamp = OWN.replace("{{ stamp }}", "");
    let escaped = OWN.replace("{{ body }}", "{{ body|string|replace('<', '[') }}");
    let misspelt = OWN.replace("{{ title }}</title>", "{{ titel }}</title>");
    let open = OWN.replace("{% endif %}", "");
    let included = OWN.replace(
        "{{ body }}",
        "{{ body }}{% include \"guides/example-copy.json\" %}",
    );
    let endless = OWN.replace("{{ body }}", "{{ body }}{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}");
    for (text, words) in [
        (
            &without_body,
            "the template does not write {{ body }} as it is",
        ),
        (
            &without_stamp,
            "the template does not write {{ stamp }} as it is",
        ),
        (&escaped, "the template does not write {{ body }} as it is"),
        (
            &misspelt,
            "the template uses a name that nothing is given for",
        ),
        (&open, "the template is not written as templates are"),
        (&included, "the template is not written as templates are"),
        (
            &endless,
            "the template takes too many steps and was stopped",
        ),
    ] {
        let folder = repository(&[("page.html", text)]);
        let ran = render(folder.path(), "html");
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (2, ""),
            "{words}: {}",
            ran.err
        );
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
        assert!(ran.err.contains("templates/page.html"), "{}", ran.err);
        assert!(!folder.path().join("out").exists(), "{words}");
    }
    let folder = repository(&[("page.html", &misspelt)]);
    let ran = render(folder.path(), "html");
    assert!(ran.err.contains("templates/page.html:2:"), "{}", ran.err);
}

/// A layout is no place for what a guide says: nobody holds it against the source.
#[test]
fn a_layout_that_says_more_than_the_guide_is_refused() {
    let more = OWN.replace(
        "{{ body }}",
        "{{ body }}<h2>申请材料</h2><ol><li>营业执照（复印件1份）</li></ol>",
    );
    let folder = repository(&[("page.html", &more)]);
    let ran = render(folder.path(), "html");
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(
        ran.err
            .contains("is not read as what the guide says: Materials"),
        "{}",
        ran.err
    );
    assert!(!folder.path().join("out/example-copy.html").exists());
}

#[test]
fn what_is_filled_in_is_escaped() {
    let folder = repository(&[("page.html", OWN)]);
    let name = "<script>alert(1)</script>";
    let guide = format!("id: a\nitem: {{name: \"{name}\"}}\nversion: {{number: 1}}\n");
    fs::write(folder.path().join("guides/a.yaml"), guide).unwrap();
    let ran = run_in(
        folder.path(),
        &["render", "guides/a.yaml", "-c", "online"],
        &[],
        b"",
    );
    assert!(
        !ran.out.contains(name)
            && ran
                .out
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;办事指南</h1>"),
        "{}",
        ran.out
    );
}

#[test]
fn the_example_of_the_documentation_works() {
    let page = workspace::text("docs/templates.md");
    let (_, rest) = page.split_once("```html\n").unwrap();
    let (example, _) = rest.split_once("```\n").unwrap();
    let folder = repository(&[("page.html", example), ("handout.html", example)]);
    for format in ["html", "a4-html"] {
        let ran = render(folder.path(), format);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(
            said(folder.path(), "example-copy.html")
                .0
                .contains("示例市政务服务网")
        );
    }
}

#[test]
fn each_guide_has_the_layout_of_its_own_repository() {
    let (with, without) = (repository(&[("page.html", OWN)]), repository(&[]));
    let guide = |folder: &Path, name: &str| format!("{}/guides/{name}", folder.display());
    let arguments = [
        "render",
        &guide(with.path(), "example-pledge.yaml"),
        &guide(without.path(), "example-copy.json"),
        "--channel",
        "online",
        "--output",
        "out",
    ];
    let out = tempfile::tempdir().unwrap();
    let ran = run_in(out.path(), &arguments, &[], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = |name: &str| fs::read_to_string(out.path().join("out").join(name)).unwrap();
    assert!(page("example-pledge.html").contains("示例市政务服务网"));
    assert!(!page("example-copy.html").contains("示例市政务服务网"));
}
