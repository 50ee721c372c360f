//! A Markdown file of any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::read;

fuzz_target!(|text: &str| {
    read("a.md", text);
});
