//! A workbook that comes back from a department: its sheet and texts hold anything, below headings or without.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, read_ledger};
use tongyuan_fuzz::archive;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/a.xml"/></Relationships>"#;
const HEADINGS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>问题编号</t></is></c><c r="B1" t="inlineStr"><is><t>整改情况</t></is></c><c r="C1" t="inlineStr"><is><t>完成日期</t></is></c><c r="D1" t="inlineStr"><is><t>填报版次</t></is></c></row>"#;

fuzz_target!(|parts: (&str, &str)| {
    let (rows, texts) = parts;
    let below = format!("<worksheet><sheetData>{HEADINGS}{rows}</sheetData></worksheet>");
    for sheet in [below.as_str(), rows] {
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", SHEETS),
            ("xl/worksheets/a.xml", sheet),
            ("xl/sharedStrings.xml", texts),
        ];
        let capture = Capture::new("a.xlsx", archive(&parts));
        let read = read_ledger(&capture);
        if let Ok(read) = &read {
            let mut numbers: Vec<u32> = read.rows.iter().map(|row| row.row).collect();
            numbers.dedup();
            assert_eq!(numbers.len(), read.rows.len(), "a row is read once");
            assert!(read.rows.iter().all(|row| row.row > 1 && (row.key.is_some() || !row.is_blank())));
        }
        assert_eq!(read, read_ledger(&capture));
    }
});
