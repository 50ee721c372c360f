//! A PDF of any bytes behind its first line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::read;

fuzz_target!(|bytes: &[u8]| {
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend_from_slice(bytes);
    read("a.pdf", file);
});
