//! A YAML file of any text, as a document and as a canonical source.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract_canonical};
use tongyuan_fuzz::read;

fuzz_target!(|text: &str| {
    read("a.yaml", text);
    let _ = extract_canonical(&Capture::new("a.yaml", text));
});
