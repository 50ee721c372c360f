//! A CSV file of any bytes: it is read without a panic, and every place lies in its text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract};

fuzz_target!(|bytes: &[u8]| {
    let read = extract(&Capture::new("a.csv", bytes));
    for note in &read.notes {
        let span = note.span.unwrap_or_default();
        assert!(read.source.text().get(span.range()).is_some());
    }
});
