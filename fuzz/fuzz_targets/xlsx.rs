//! A workbook whose sheet and texts hold anything: it is read or refused, without a panic.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract};

const ROOT: &str = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/a.xml"/></Relationships>"#;

fuzz_target!(|parts: (&str, &str)| {
    let parts = [
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/worksheets/a.xml", parts.0),
        ("xl/sharedStrings.xml", parts.1),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file(name, options).expect("a name");
        writer.write_all(part.as_bytes()).expect("memory");
    }
    let bytes = writer.finish().expect("memory").into_inner();
    let _ = extract(&Capture::new("a.xlsx", bytes));
});
