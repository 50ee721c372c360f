//! A line that cites the law in any form: every range lies in the line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_model::text::citation::{self, Citation};

fuzz_target!(|line: &str| {
    for cited in Citation::read_all(line) {
        assert!(line.get(cited.law).is_some());
        for range in [cited.document_number, cited.article, cited.text]
            .into_iter()
            .flatten()
        {
            let text = line.get(range).expect("it lies in the line");
            let _ = citation::articles(text);
        }
    }
    let _ = citation::articles(line);
    let _ = citation::plain_title(line);
    let _ = citation::plain_document_number(line);
});
