//! A workbook whose sheet and texts hold anything.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_fuzz::{archive, read};

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
    read("a.xlsx", archive(&parts));
});
