//! A row about a material in any form: every range lies in the row, and what was read is not read twice.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_model::text::requirement::Requirement;

fuzz_target!(|row: &str| {
    let read = Requirement::read(row);
    let name = read.name_in(row);
    assert!(name.len() <= row.len());
    for note in &read.notes {
        assert!(row.get(note.clone()).is_some());
    }
    let remark = Requirement::read_remark(row);
    for note in &remark.notes {
        assert!(row.get(note.clone()).is_some());
    }
});
