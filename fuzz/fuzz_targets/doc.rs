//! An old Word file of any bytes behind its signature: it is read or refused, without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract};

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

fuzz_target!(|bytes: &[u8]| {
    let _ = extract(&Capture::new("a.doc", [SIGNATURE, bytes].concat()));
});
