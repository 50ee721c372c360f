//! An old Word document, whole and broken.

use tongyuan_model::Place;

use super::read;
use crate::capture::Capture;
use crate::failure::FailureKind;
use crate::note::NoteKind;
use crate::testing::shown;

const GUIDE: &[u8] = include_bytes!("guide.doc");

#[test]
fn text_tables_and_stamp_are_read() {
    let read = read(&Capture::new("a.doc", GUIDE)).unwrap();
    assert_eq!(
        shown(&read),
        [
            "# 甲登记办事指南",
            "一、申请条件",
            "* 年满十八周岁",
            "* 有固定住所",
            "* （租赁亦可）",
            "二、申请材料",
            "| 序号 | 材料名称 | 原件 | 备注 |",
            "| 1 | 申请表 | 1 | 本人签名 |",
            "| 2 | 居民身份证 | 核对原件 | [核对原件] |",
            "| 3 | 户口簿 | [核对原件] | [核对原件] |",
            "| 收费 | [收费] | 不收费 | [不收费] |",
            "| 时限 | [时限] | 法定⏎20日 | [法定⏎20日] |"
        ]
    );
    let kinds: Vec<_> = read.notes.iter().map(|note| &note.kind).collect();
    assert_eq!(kinds, [&NoteKind::OldWord]);
    let stamp = read.stamp.as_ref().unwrap();
    assert_eq!(&read.text[stamp.span.range()], "同源印记 sample 3 ff");
    let place = |text: &str| {
        let at = read.text.find(text).unwrap();
        let found = read
            .places
            .iter()
            .find(|(span, _)| span.start as usize == at);
        found.map(|(_, place)| place.clone())
    };
    assert_eq!(place("年满"), Some(Place::Paragraph(3)));
    let (table, row, column) = (1, 3, 2);
    assert_eq!(
        place("居民身份证"),
        Some(Place::Cell { table, row, column })
    );
}

#[test]
fn broken_files_are_read_or_refused() {
    let not_read = FailureKind::NotRead {
        format: "DOC",
        save_as: "DOCX",
    };
    for length in (0..GUIDE.len()).step_by(509) {
        let capture = Capture::new("a.doc", &GUIDE[..length]);
        if let Err(failure) = read(&capture) {
            assert_eq!(failure.kind, not_read);
        }
    }
    for at in (8..4096).step_by(7) {
        let mut bytes = GUIDE.to_vec();
        bytes[at] ^= 0xFF;
        let _ = read(&Capture::new("a.doc", bytes));
    }
}
