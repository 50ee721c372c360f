use std::io::Cursor;

use tongyuan_model::practice::ItemPractice;

use super::*;

fn read(bytes: impl AsRef<[u8]>) -> (Practice, RecordsRead) {
    let mut practice = Practice::default();
    let file = Cursor::new(bytes.as_ref());
    let read = read_records("a", file, &RecordColumns::default(), &mut practice);
    (practice, read)
}

#[track_caller]
fn item(practice: &Practice) -> &ItemPractice {
    practice.of_item(&[Some("甲登记")]).unwrap()
}

#[test]
fn a_broken_row_is_named_and_the_others_are_counted() {
    let (practice, read) = read(
        "\u{FEFF}事项名称,渠道,申请材料,受理日期,办结日期,收费金额\r\n\
         甲登记,线上,申请表；合同,2024-01-02,2024-01-05,300\r\n\
         甲登记,线上,申请表,2024-01-32,2024-01-05,300\r\n\
         甲登记,线上\r\n\
         \"甲登记,线上,申请表,2024-01-02,2024-01-05,300\r\n\
         \r\n\
         甲登记,窗口,\"申请表\n身份证\",2024/1/3,2024年1月4日,不收费\r\n\
         ,线上,申请表,2024-01-02,2024-01-05,300\r\n",
    );
    assert!(read.failure.is_none());
    let (found, wanted) = (2, 6);
    assert_eq!(
        read.broken,
        [
            (3, RowFault::date("2024-01-32")),
            (4, RowFault::Width { found, wanted }),
            (5, RowFault::Unclosed),
            (8, RowFault::NoItem),
        ]
    );
    let item = item(&practice);
    assert_eq!((read.cases, item.cases.count), (2, 2));
    assert_eq!(item.materials["申请表"].count, 2);
    let card = &item.materials["身份证"].at;
    assert_eq!(
        (card.row, card.column, card.start.line, card.start.column),
        (7, 3, 7, 9)
    );
    assert!(!item.states_suspension);
}

#[test]
fn lines_of_json() {
    let (practice, read) = read(
        "{\"item_name\": \"甲登记\", \"materials\": [\"申请表\", \"合同\"], \"accepted\": \"2024-03-01\", \"decided\": \"2024-03-20\", \"suspended\": [{\"from\": \"2024-03-04\", \"to\": \"2024-03-08\"}], \"fee\": 12.5, \"visits\": 2}\n\
         {\"item_name\": \n[1]\n",
    );
    assert_eq!(read.cases, 1);
    assert!(matches!(
        read.broken.as_slice(),
        [(2, RowFault::Json { .. }), (3, RowFault::NoObject)]
    ));
    let item = item(&practice);
    assert_eq!(item.materials.len(), 2);
    assert_eq!(item.fees.keys().next(), Some(&(None, 1_250)));
    assert_eq!(item.visits.keys().next(), Some(&(None, 2)));
    let taken = item.taken.keys().next().unwrap();
    assert_eq!(taken.2.working, 8);
}

#[test]
fn other_encodings_and_names() {
    let (bytes, ..) = encoding_rs::GB18030.encode("导出\n业务\t到现场次数\n甲登记\t1次\n");
    let mut practice = Practice::default();
    let columns = RecordColumns::default().with(Column::Item, vec!["业务".into()]);
    let read = read_records("a", Cursor::new(bytes), &columns, &mut practice);
    assert_eq!((read.cases, read.broken.len()), (1, 0));
    assert_eq!(item(&practice).visits.keys().next(), Some(&(None, 1)));
    let (_, read) = self::read("甲,乙\n丙,丁\n");
    assert!(matches!(read.failure, Some(RecordsFailure::NoHeading)));
}

#[test]
fn sheets_of_a_workbook() {
    let row = |number: u32, cells: &[&str]| {
        let cells = ('A'..).zip(cells);
        let cells: String = cells
            .map(|(column, text)| {
                format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
            })
            .collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let rows = [
        row(1, &["办件记录"]),
        row(2, &["事项名称", "补正材料", "办结日期"]),
        row(3, &["甲登记", "合同", "2024-03-01"]),
        row(4, &["甲登记", "合同", "三月"]),
    ];
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}</sheetData></worksheet>",
        rows.concat()
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let bytes = crate::testing::archive(&[
        (
            "_rels/.rels",
            &format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{office}"><sheets><sheet name="一月" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let (practice, read) = read(bytes);
    assert!(read.failure.is_none(), "{:?}", read.failure);
    assert_eq!(read.broken, [(4, RowFault::date("三月"))]);
    let at = &item(&practice).supplements["合同"].at;
    assert_eq!((at.sheet.as_str(), at.row, at.column), ("一月", 3, 2));
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let strings = " ".repeat(3_000);
    let weigh = |name: &str| {
        let bytes = crate::testing::archive(&[("xl/workbook.xml", "<a/>"), (name, &strings)]);
        super::table::weigh(Cursor::new(bytes), 1_000)
    };
    let refused = weigh("xl/sharedStrings.xml");
    assert!(matches!(
        refused,
        Err(RecordsFailure::TooLarge { limit: 1_000 })
    ));
    // A sheet is read cell by cell, however long it is.
    assert!(weigh("xl/worksheets/sheet1.xml").is_ok());
}
