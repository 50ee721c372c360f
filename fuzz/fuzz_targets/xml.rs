//! XML of any kind is read without a panic, and every place lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract};

fuzz_target!(|text: &str| {
    let read = extract(&Capture::new("a.xml", format!("<?xml version=\"1.0\"?>{text}")));
    for note in &read.notes {
        if let Some(span) = note.span {
            read.source.locate(span);
        }
    }
});
