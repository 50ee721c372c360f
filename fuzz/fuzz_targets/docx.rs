//! A Word document whose body, lists and styles hold anything.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::{archive, read};

fuzz_target!(|parts: (&str, &str, &str)| {
    let archive = archive(&[
        ("word/document.xml", parts.0),
        ("word/numbering.xml", parts.1),
        ("word/styles.xml", parts.2),
    ]);
    read("a.docx", archive);
});
