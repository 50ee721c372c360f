//! Grids that are no plain tables. What a whole workbook comes to is tested with its reader.

use super::{Row, cell, outline};
use crate::fragment::Fragment;
use crate::outline::Document;
use crate::testing::shown;

/// The outline of rows of cells that are set apart by `|`; a cell `^` repeats the one on its left.
#[track_caller]
fn outlined(rows: &[&str]) -> Vec<String> {
    let mut text = String::new();
    let rows = (1..).zip(rows).map(|(number, row)| {
        let mut cells: Vec<crate::outline::Cell> = Vec::new();
        for said in row.split('|').map(str::trim) {
            if said == "^" {
                let mut again = cells.last().cloned().unwrap_or_default();
                again.repeated = true;
                cells.push(again);
            } else {
                cells.push(cell(Fragment::verbatim(said, text.len())));
                text.push_str(said);
            }
        }
        Row { number, cells }
    });
    let blocks = outline(rows.collect());
    let document = Document {
        text,
        blocks,
        ..Document::default()
    };
    shown(&document)
}

#[test]
fn blank_rows_end_a_table_unless_it_goes_on() {
    assert_eq!(
        outlined(&[
            "材料名称|份数|备注",
            "甲|1|无",
            "",
            "乙|2|无",
            "",
            "电话|12345",
            "|"
        ]),
        [
            "| 材料名称 | 份数 | 备注 |",
            "| 甲 | 1 | 无 |",
            "| 乙 | 2 | 无 |",
            "| 电话 | 12345 |"
        ]
    );
}

#[test]
fn a_group_within_a_table_stays_in_it() {
    assert_eq!(
        outlined(&[
            "序号|材料名称|份数",
            "必交材料|^|^",
            "1|甲|1",
            "2|乙|1",
            "以上一式两份|^|^"
        ]),
        [
            "| 序号 | 材料名称 | 份数 |",
            "| 必交材料 | [必交材料] | [必交材料] |",
            "| 1 | 甲 | 1 |",
            "| 2 | 乙 | 1 |",
            "以上一式两份"
        ]
    );
}

#[test]
fn a_second_table_begins_with_its_headings() {
    assert_eq!(
        outlined(&[
            "序号|材料名称|份数",
            "1|甲|1",
            "序号|窗口名称|电话",
            "1|一号窗口|12345"
        ]),
        [
            "| 序号 | 材料名称 | 份数 |",
            "| 1 | 甲 | 1 |",
            "| 序号 | 窗口名称 | 电话 |",
            "| 1 | 一号窗口 | 12345 |"
        ]
    );
}

#[test]
fn what_names_no_item_is_a_table() {
    let rows = ["task_code|task_name|material_name", "01|甲|乙"];
    assert_eq!(
        outlined(&rows),
        [
            "| task_code | task_name | material_name |",
            "| 01 | 甲 | 乙 |"
        ]
    );
    let rows = ["事项名称|序号|备注", "甲|1|无"];
    assert_eq!(
        outlined(&rows),
        ["| 事项名称 | 序号 | 备注 |", "| 甲 | 1 | 无 |"]
    );
}

#[test]
fn the_narrowest_name_is_that_of_the_item() {
    assert_eq!(
        outlined(&[
            "主项名称|子项名称|办理条件|办理时限",
            "甲|甲一|有|5日",
            "甲|甲二|无|3日",
            "乙||无|1日"
        ]),
        [
            "# 甲一",
            "主项名称:",
            "  甲",
            "子项名称:",
            "  甲一",
            "办理条件:",
            "  有",
            "办理时限:",
            "  5日",
            "# 甲二",
            "主项名称:",
            "  甲",
            "子项名称:",
            "  甲二",
            "办理条件:",
            "  无",
            "办理时限:",
            "  3日",
            "# 乙",
            "主项名称:",
            "  乙",
            "办理条件:",
            "  无",
            "办理时限:",
            "  1日"
        ]
    );
}
