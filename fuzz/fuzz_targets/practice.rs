//! Records of handled cases, as a table and a line each: each row is counted or named, and none twice.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{RecordColumns, read_records};
use tongyuan_model::practice::Practice;

const HEADING: &str = "事项名称,事项编码,受理日期,办结日期,材料,收费金额,到现场次数\n";

fuzz_target!(|bytes: &[u8]| {
    let table = [HEADING.as_bytes(), bytes].concat();
    for (name, file) in [("a.csv", table), ("a.csv", bytes.to_vec()), ("a.ndjson", bytes.to_vec())] {
        let lines = file.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
        let mut practice = Practice::default();
        let columns = RecordColumns::default();
        let read = read_records(name, Cursor::new(file), &columns, &mut practice);
        assert_eq!(read.cases, practice.cases());
        assert!(read.cases + read.broken.len() as u64 + read.more_broken <= lines);
    }
});
