//! A text of numerals, limits, amounts, document numbers and clock times: what is read lies in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_model::text::limit::{self, Limit};
use tongyuan_model::text::{amount, document_number, marker, numeral};

fuzz_target!(|text: &str| {
    if let Some(numeral) = numeral::leading(text) {
        assert!(numeral.len > 0 && text.get(..numeral.len).is_some());
        let _ = numeral.decimal();
    }
    if let Some(number) = numeral::whole(text).and_then(|number| u32::try_from(number).ok())
        && let Some(written) = numeral::in_chinese(number)
    {
        assert_eq!(numeral::whole(&written), Some(u64::from(number)));
    }
    if let Some(limit) = Limit::read(text) {
        let ranges = limit.rest.into_iter().chain(limit.from).chain([limit.at]);
        for range in ranges {
            assert!(text.get(range).is_some());
        }
    }
    let _ = limit::read_all(text);
    let _ = amount::read_all(text);
    let _ = amount::is_free(text);
    for number in document_number::find_all(text) {
        assert!(text.get(number.at).is_some());
    }
    if let Some(marker) = marker::leading(text) {
        assert!(text.get(marker.len..).is_some());
    }
});
