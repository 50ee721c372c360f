//! A Word document whose body, lists and styles hold anything: it is read or refused, without a panic.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract};

fuzz_target!(|parts: (&str, &str, &str)| {
    let names = ["word/document.xml", "word/numbering.xml", "word/styles.xml"];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in names.into_iter().zip([parts.0, parts.1, parts.2]) {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file(name, options).expect("a name");
        writer.write_all(part.as_bytes()).expect("memory");
    }
    let bytes = writer.finish().expect("memory").into_inner();
    let _ = extract(&Capture::new("a.docx", bytes));
});
