//! Rows of headings: what they are known by.

use crate::outline::Cell;

/// Headings of columns are short.
const LONGEST: usize = 16;

/// What the heading of a column ends with.
const ENDINGS: &[&str] = &[
    "序号",
    "编号",
    "名称",
    "份数",
    "数量",
    "备注",
    "说明",
    "须知",
    "形式",
    "类型",
    "介质",
    "必要性",
    "时限",
    "期限",
    "依据",
    "条件",
    "材料",
    "电话",
    "收费",
    "收费情况",
    "标准",
    "地点",
    "地址",
    "流程",
    "程序",
    "对象",
    "来源",
    "渠道",
    "要求",
    "规格",
    "单位",
    "部门",
    "主体",
    "机关",
    "机构",
    "编码",
    "层级",
    "方式",
    "事项",
    "时间",
    "情形",
    "结果",
];

/// The heading of a column without blanks, marks and what stands in brackets: 纸质份数（份） is 纸质份数.
pub(super) fn bare(cell: &Cell) -> String {
    let text = cell.text.text();
    let brackets = text.find(['（', '(']).filter(|at| *at > 0);
    text[..brackets.unwrap_or(text.len())]
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '：' | ':'))
        .collect()
}

/// Whether a row holds the headings of columns: at least two are known, half of all are, and none is a number.
pub(crate) fn is_header(row: &[Cell]) -> bool {
    let texts: Vec<String> = row
        .iter()
        .map(bare)
        .filter(|text| !text.is_empty())
        .collect();
    let known = texts.iter().filter(|text| is_known(text)).count();
    let is_heading = |text: &String| {
        text.chars().count() <= LONGEST && !text.chars().all(|c| c.is_ascii_digit())
    };
    texts.len() >= 2
        && known >= 2
        && known * 2 >= texts.len()
        && texts.iter().all(is_heading)
        && (texts.len() > 2 || known == texts.len())
}

/// Whether a cell is what columns or values are known by.
pub(crate) fn is_heading(cell: &Cell) -> bool {
    let text = bare(cell);
    text.chars().count() <= LONGEST && is_known(&text)
}

fn is_known(text: &str) -> bool {
    let is_choice = text.starts_with("是否") || matches!(text, "原件" | "复印件");
    is_choice || ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Makes one row of two: 份数 above 原件 and 复印件 is 原件份数 and 复印件份数.
pub(super) fn join_second_row(rows: &mut Vec<Vec<Cell>>, at: usize) {
    let Some([above, below]) = rows.get(at..at + 2) else {
        return;
    };
    let hangs = |cell: &Cell| cell.repeated && !cell.text.is_blank();
    let is_second = below.iter().any(hangs)
        && above.iter().zip(below).all(|(above, below)| {
            // A heading over both rows, or one of its own below a wider one.
            below.repeated || above.repeated || is_followed(above, rows[at].as_slice())
        });
    let texts = below
        .iter()
        .filter(|cell| !cell.repeated && !cell.text.is_blank());
    let are_short = texts
        .clone()
        .all(|cell| cell.text.text().chars().count() <= LONGEST);
    if !is_second || !are_short || texts.count() < 2 {
        return;
    }
    let joined = above.iter().zip(below).map(|(above, below)| {
        if below.repeated {
            return Cell {
                repeated: false,
                ..above.clone()
            };
        }
        let mut text = below.text.clone();
        text.append(&above.text);
        super::cell(text)
    });
    rows[at] = joined.collect();
    rows.remove(at + 1);
}

/// Whether a cell is merged with the one on its right.
fn is_followed(cell: &Cell, row: &[Cell]) -> bool {
    let at = row.iter().position(|own| std::ptr::eq(own, cell));
    at.and_then(|at| row.get(at + 1))
        .is_some_and(|next| next.repeated)
}
