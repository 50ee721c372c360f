//! A page of any bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::read;

fuzz_target!(|bytes: &[u8]| {
    read("a.html", bytes);
});
