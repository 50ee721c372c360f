//! A template that a repository has written itself: it is refused or filled in, and ends, whatever it says.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::json;
use tongyuan_report::{Escape, Template};

fuzz_target!(|text: &str| {
    let values = json!({
        "title": "<script>alert(1)</script>",
        "number": 3,
        "findings": [{"message": "a | b\n# c", "facets": []}, {"message": "", "facets": ["x"]}],
        "none": null,
    });
    for escape in [Escape::Html, Escape::Markdown] {
        let Ok(template) = Template::new("own.html", text, escape) else {
            continue;
        };
        let said = |made: Result<String, _>| made.map_err(|note: Box<tongyuan_report::RunNote>| note.message);
        let once = said(template.render(&values));
        assert_eq!(once, said(template.render(&values)), "the same values give the same text");
    }
});
