//! Workbooks as Excel writes them, part by part.

use tongyuan_model::Place;

use super::read;
use crate::capture::Capture;
use crate::failure::FailureKind;
use crate::note::NoteKind;
use crate::outline::Document;
use crate::testing::{archive, shown};

/// A workbook of sheets, each with its name, its state and what stands inside `worksheet`.
fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    with_shared(sheets, "")
}

/// The same with one more text that its cells share.
fn with_shared(sheets: &[(&str, &str, &str)], shared: &str) -> Vec<u8> {
    let numbered = || (1..).zip(sheets);
    let listed: String = numbered()
        .map(|(n, (name, state, _))| {
            format!(r#"<sheet name="{name}" sheetId="{n}" state="{state}" r:id="rId{n}"/>"#)
        })
        .collect();
    let related: String = numbered()
        .map(|(n, _)| {
            format!(r#"<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>"#)
        })
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{listed}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>"#),
        ),
        (
            "xl/sharedStrings.xml".to_owned(),
            format!(r#"<sst xmlns="{main}"><si><t>材料名称</t></si><si><r><t>居民</t></r><r><t>身份证</t></r><rPh sb="0" eb="1"><t>jū</t></rPh></si><si><t>{shared}</t></si></sst>"#),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
        ),
    ];
    parts.extend(numbered().map(|(n, (.., content))| {
        (
            format!("xl/worksheets/sheet{n}.xml"),
            format!(r#"<worksheet xmlns="{main}">{content}</worksheet>"#),
        )
    }));
    let parts: Vec<_> = parts
        .iter()
        .map(|(n, c)| (n.as_str(), c.as_str()))
        .collect();
    archive(&parts)
}

/// The rows of a sheet, each with its number and what its cells say from the first column on.
fn rows(rows: &[(u32, &[&str])]) -> String {
    let cell = |row: u32, (column, text): (char, &&str)| {
        if text.is_empty() {
            return String::new();
        }
        format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let rows: String = rows
        .iter()
        .map(|(row, cells)| {
            let cells: String = ('A'..).zip(*cells).map(|c| cell(*row, c)).collect();
            format!(r#"<row r="{row}">{cells}</row>"#)
        })
        .collect();
    format!("<sheetData>{rows}</sheetData>")
}

fn merged(regions: &[&str]) -> String {
    let regions: String = regions
        .iter()
        .map(|region| format!(r#"<mergeCell ref="{region}"/>"#))
        .collect();
    format!("<mergeCells>{regions}</mergeCells>")
}

#[track_caller]
fn document(sheets: &[(&str, &str, &str)]) -> Document {
    read(&Capture::new("a.xlsx", workbook(sheets))).unwrap()
}

#[test]
fn values_are_what_excel_shows() {
    let content = r#"<sheetData><row r="2">
      <c r="B2" t="s"><v>0</v></c><c r="C2"><v>1</v></c><c r="D2"><v>0.30000000000000004</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="s"><v>1</v></c></row>
      <row r="3"><c r="B3" s="1"><v>45299</v></c><c r="C3"><f>1+1</f><v>2</v></c><c r="D3" t="str"><f>A1</f><v>甲</v></c><c r="E3"><f>SUM(C2:C3)</f></c><c r="F3" t="inlineStr"><is><t xml:space="preserve"> 两
行 </t></is></c></row></sheetData>"#;
    let read = document(&[("清单", "visible", content)]);
    assert_eq!(
        shown(&read),
        [
            "| 材料名称 | 1 | 0.3 | TRUE | 居民身份证 |",
            "| 2024-01-08 | 2 | 甲 |  | 两⏎行 |"
        ]
    );
    assert_eq!(
        read.text,
        "清单\n材料名称\n1\n0.3\nTRUE\n居民身份证\n2024-01-08\n2\n甲\n两\n行\n"
    );
    let kinds: Vec<_> = read.notes.iter().map(|note| &note.kind).collect();
    assert_eq!(kinds, [&NoteKind::Formula]);
    let (span, place) = &read.places[4];
    assert_eq!(&read.text[span.range()], "居民身份证");
    let sheet = "清单".to_owned();
    let (row, column) = (2, 6);
    assert_eq!(*place, Place::SheetCell { sheet, row, column });
}

#[test]
fn a_guide_on_a_sheet_is_titles_pairs_and_tables() {
    let content = rows(&[
        (1, &["许可办事指南"]),
        (3, &["事项名称", "甲许可"]),
        (4, &["收费"]),
        (5, &["电话", "12345"]),
        (6, &["申请材料"]),
        (7, &["序号", "材料名称", "份数", "备注"]),
        (8, &["1", "申请表", "2"]),
        (9, &["2", "身份证", "1", "核原件"]),
        (10, &["合计", "", "3"]),
        (11, &["注：复印件签名。"]),
    ]) + &merged(&["A1:D1", "B3:D3", "B5:D5", "A11:D11", "A20:Z30"]);
    assert_eq!(
        shown(&document(&[("表", "visible", &content)])),
        [
            "许可办事指南",
            "| 事项名称 | 甲许可 | [甲许可] | [甲许可] |",
            "| 收费 |  |  |  |",
            "| 电话 | 12345 | [12345] | [12345] |",
            "申请材料",
            "| 序号 | 材料名称 | 份数 | 备注 |",
            "| 1 | 申请表 | 2 |  |",
            "| 2 | 身份证 | 1 | 核原件 |",
            "注：复印件签名。"
        ]
    );
}

#[test]
fn sheets_are_headings_and_hidden_ones_are_said() {
    let one = rows(&[(1, &["甲"])]);
    let sheets = [
        ("新办", "visible", one.as_str()),
        ("旧", "hidden", &one),
        ("空", "visible", "<sheetData/>"),
        ("变更", "visible", &one),
    ];
    let read = document(&sheets);
    assert_eq!(shown(&read), ["# 新办", "甲", "# 变更", "甲"]);
    let name = "旧".to_owned();
    assert_eq!(read.notes[0].kind, NoteKind::HiddenSheet { name });
    assert_eq!(shown(&document(&sheets[..3])), ["甲"]);
}

#[test]
fn a_row_for_every_item() {
    let content = rows(&[
        (1, &["事项清单"]),
        (
            2,
            &[
                "序号",
                "事项名称",
                "受理条件",
                "申请材料",
                "法定时限",
                "法定时限单位",
                "电话",
            ],
        ),
        (
            3,
            &[
                "1",
                "甲许可",
                "有住所\n有章程",
                "1.申请表\n2.身份证",
                "20",
                "工作日",
                "12345",
            ],
        ),
        (4, &["2", "乙许可", "", "照片", "5", "日"]),
        (7, &["注：工作日办理"]),
    ]) + &merged(&["G3:G4"]);
    assert_eq!(
        shown(&document(&[("表", "visible", &content)])),
        [
            "事项清单",
            "# 甲许可",
            "事项名称:",
            "  甲许可",
            "受理条件:",
            "  有住所",
            "  有章程",
            "申请材料:",
            "  1.申请表",
            "  2.身份证",
            "法定时限:",
            "  20工作日",
            "电话:",
            "  12345",
            "# 乙许可",
            "事项名称:",
            "  乙许可",
            "申请材料:",
            "  照片",
            "法定时限:",
            "  5日",
            "电话:",
            "  12345",
            "注：工作日办理"
        ]
    );
}

#[test]
fn several_rows_for_an_item() {
    let content = rows(&[
        (1, &["序号", "事项名称", "材料名称", "份数", "", "承诺时限"]),
        (2, &["", "", "", "原件", "复印件"]),
        (3, &["1", "甲登记", "申请表", "1", "", "5日"]),
        (4, &["", "", "身份证", "", "1"]),
        (5, &["2", "乙登记", "申请表", "2", "", "3日"]),
    ]) + &merged(&[
        "A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "A3:A4", "B3:B4", "F3:F4",
    ]);
    assert_eq!(
        shown(&document(&[("表", "visible", &content)])),
        [
            "# 甲登记",
            "事项名称:",
            "  甲登记",
            "承诺时限:",
            "  5日",
            "申请材料:",
            "  | 材料名称 | 原件份数 | 复印件份数 |",
            "  | 申请表 | 1 |  |",
            "  | 身份证 |  | 1 |",
            "# 乙登记",
            "事项名称:",
            "  乙登记",
            "承诺时限:",
            "  3日",
            "申请材料:",
            "  | 序号 | 材料名称 | 原件份数 | 复印件份数 |",
            "  | 2 | 申请表 | 2 |  |"
        ]
    );
}

#[test]
fn hostile_workbooks_are_refused_or_read() {
    let failure = |bytes: Vec<u8>| {
        let read = read(&Capture::new("a.xlsx", bytes));
        read.err().map(|failure| failure.kind)
    };
    // Two cells at the ends of the sheet are two cells, not seventeen thousand million.
    let far = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="IV1048576"><v>2</v></c></row></sheetData>"#;
    assert_eq!(failure(workbook(&[("表", "visible", far)])), None);
    let wide = rows(&[(1, &["甲", "乙"])]) + &merged(&["A1:XFD1048576", "B1:B1"]);
    assert_eq!(failure(workbook(&[("表", "visible", &wide)])), None);
    let many = merged(&vec!["A1:IV1"; 3000]);
    let too_many = Some(FailureKind::TooManyValues { limit: 500_000 });
    assert_eq!(
        failure(workbook(&[(
            "表",
            "visible",
            &(rows(&[(1, &["甲"])]) + &many)
        )])),
        too_many
    );
    assert!(matches!(
        failure(workbook(&[("表", "visible", "<sheetData><row><c")])),
        Some(FailureKind::BrokenSheet { .. })
    ));
    assert!(matches!(
        failure(archive(&[("xl/workbook.xml", "")])),
        Some(FailureKind::BrokenSheet { .. })
    ));
    // One text of a hundred thousand bytes, which a thousand cells say.
    let long = "甲".repeat(30_000);
    let cells = r#"<c t="s"><v>2</v></c>"#.repeat(100);
    let shared: String = (1..=10)
        .map(|n| format!(r#"<row r="{n}">{cells}</row>"#))
        .collect();
    let content = format!("<sheetData>{shared}</sheetData>");
    let shared = with_shared(&[("表", "visible", &content)], &long);
    assert!(matches!(
        failure(shared),
        Some(FailureKind::ArchiveTooLarge { .. })
    ));
    let blanks = " ".repeat(100 << 20);
    assert!(matches!(
        failure(workbook(&[("表", "visible", &blanks)])),
        Some(FailureKind::ArchiveTooLarge { .. })
    ));
}
