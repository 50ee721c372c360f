//! A JSON or NDJSON file of any text, as a document and as a canonical source.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract_canonical};
use tongyuan_fuzz::read;

fuzz_target!(|text: &str| {
    read("a.json", text);
    read("a.ndjson", text);
    let _ = extract_canonical(&Capture::new("a.json", text));
});
