//! A line that cites the law in any form: every range lies in the line, and what is beyond doubt is mended once.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_model::text::citation::{self, Citation, Citer};

fuzz_target!(|line: &str| {
    for cited in Citation::read_all(line) {
        assert!(line.get(cited.law).is_some());
        for range in [cited.document_number, cited.article, cited.text, cited.edition, cited.rest]
            .into_iter()
            .flatten()
        {
            let text = line.get(range).expect("it lies in the line");
            let _ = citation::articles(text);
        }
    }
    for cited in Citer::default().read(line) {
        assert!(line.get(cited.law).is_some());
        assert!(cited.article.is_none_or(|range| line.get(range).is_some()));
        for place in &cited.places {
            let written = place.to_string();
            assert_eq!(citation::articles(&written), Some(vec![*place]), "{written}");
        }
    }
    let faults = citation::faults(line);
    for fault in &faults {
        assert!(line.get(fault.at.clone()).is_some());
    }
    let _ = citation::mended(line, &faults);
    let _ = citation::articles(line);
    let _ = citation::is_quoted_from(line, &[], &[line]);
    let _ = citation::plain_title(line);
    let _ = citation::plain_document_number(line);
});
