//! Records of handled cases, with what their reading has to tell.

use std::io::{Read, Seek};

use tongyuan_extract::{RecordColumns, Wording, read_records};
use tongyuan_model::practice::Practice;
use tongyuan_report::{RunNote, Said};

/// Adds the cases of a file of records, CSV, Excel or NDJSON, to those of other files; the notes say which of its rows could not
/// be read. However many rows it has, they are read one by one.
///
/// ```
/// use tongyuan::{Practice, RecordColumns, read_practice};
///
/// let mut practice = Practice::default();
/// let table = std::io::Cursor::new("事项名称,受理日期\n示例登记,2024-01-05\n示例登记,一月\n");
/// let notes = read_practice("practice/2024.csv", table, &RecordColumns::default(), &mut practice);
/// assert_eq!((practice.cases(), notes.len()), (1, 1));
/// ```
pub fn read_practice(
    name: &str,
    file: impl Read + Seek,
    columns: &RecordColumns,
    practice: &mut Practice,
) -> Vec<RunNote> {
    let read = read_records(name, file, columns, practice);
    let note = |message: Said, help: Option<Said>| RunNote {
        file: name.to_owned(),
        message,
        help,
        location: None,
        is_error: true,
    };
    let said = |words: Wording| Said::new(words.chinese, words.english);
    let mut notes: Vec<RunNote> = Vec::new();
    for (row, fault) in &read.broken {
        let words = fault.words();
        notes.push(note(
            Said::new(
                format!("第 {row} 行没有计入：{}", words.chinese),
                format!("row {row} was not counted: {}", words.english),
            ),
            None,
        ));
    }
    if read.more_broken > 0 {
        let more = read.more_broken;
        notes.push(note(
            Said::new(
                format!("还有 {more} 行没有计入"),
                format!("{more} more rows were not counted"),
            ),
            None,
        ));
    }
    if let Some(failure) = &read.failure {
        notes.push(note(said(failure.words()), failure.help().map(said)));
    }
    notes
}
