//! An old Word file of any bytes behind its signature.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::read;

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

fuzz_target!(|bytes: &[u8]| {
    read("a.doc", [SIGNATURE, bytes].concat());
});
