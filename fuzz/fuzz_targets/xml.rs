//! XML of any kind.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::read;

fuzz_target!(|text: &str| {
    read("a.xml", format!("<?xml version=\"1.0\"?>{text}"));
});
