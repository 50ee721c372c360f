//! Lists of items: sheets in which a row, or a group of rows, is the guide of one item.

use super::{header, lines};
use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Heading, Table};

/// What columns with the name of an item are called, from the widest to the narrowest.
const ITEMS: [&[&str]; 2] = [
    &[
        "事项名称",
        "项目名称",
        "服务名称",
        "业务名称",
        "主项名称",
        "大项名称",
        "服务事项",
        "办理事项",
        "办事事项",
        "审批事项",
        "许可事项",
        "政务服务事项",
        "政务服务事项名称",
        "主项",
        "事项",
    ],
    &[
        "子项名称",
        "小项名称",
        "办理项名称",
        "业务办理项名称",
        "办理项",
        "业务办理项",
        "子项",
    ],
];

/// What a column is about that says something of the item, not of one of its materials.
const OF_ITEM: &[&str] = &[
    "时限",
    "期限",
    "收费",
    "费用",
    "电话",
    "窗口",
    "地点",
    "地址",
    "流程",
    "程序",
    "对象",
    "条件",
    "结果",
    "机关",
    "主体",
    "部门",
    "设定依据",
    "实施依据",
    "法律依据",
    "办理依据",
    "审批依据",
    "编码",
    "层级",
    "办件",
    "事项",
    "办理时间",
];

/// What a column may be about besides, where a row is a guide.
const OF_GUIDE: &[&str] = &["依据", "材料", "方式", "机构", "类型", "时间"];

/// What each column of a list holds.
struct Columns<'t> {
    headings: &'t [Cell],
    /// The columns with the name of the item, the narrowest last.
    items: Vec<usize>,
    /// The column with the names of materials, where every material has a row.
    material: Option<usize>,
    /// The columns that only say of which unit the number before them is.
    units: Vec<usize>,
}

/// The guides that the rows of a table are; none where it is no list of items. `at` is its row of headings.
pub(super) fn outline(rows: &[Vec<Cell>], at: usize) -> Option<Vec<Block>> {
    let columns = Columns::of(rows.get(at)?)?;
    let mut blocks: Vec<Block> = rows[..at]
        .iter()
        .flatten()
        .filter(|cell| !cell.repeated)
        .flat_map(|cell| lines(&cell.text))
        .collect();
    let mut groups: Vec<(Fragment, Vec<&Vec<Cell>>)> = Vec::new();
    for row in &rows[at + 1..] {
        match columns.name(row) {
            Some(name)
                if groups
                    .last()
                    .is_none_or(|(own, _)| own.text() != name.text()) =>
            {
                groups.push((name, vec![row]));
            }
            _ => match groups.last_mut() {
                Some((_, group)) => group.push(row),
                // What stands before the first item belongs to none.
                None => blocks.extend(row.iter().flat_map(|cell| lines(&cell.text))),
            },
        }
    }
    for (name, group) in &groups {
        columns.guide(name, group, &mut blocks);
    }
    Some(blocks)
}

impl<'t> Columns<'t> {
    fn of(headings: &'t [Cell]) -> Option<Self> {
        let names: Vec<String> = headings.iter().map(header::bare).collect();
        let is = |words: &[&str], name: &String| words.contains(&name.as_str());
        let items: Vec<usize> = ITEMS
            .iter()
            .filter_map(|words| names.iter().position(|name| is(words, name)))
            .collect();
        let about = |words: &[&str], name: &str| words.iter().any(|word| name.contains(word));
        let material = names.iter().position(|name| {
            ["材料名称", "要件名称", "资料名称"]
                .iter()
                .any(|word| name.ends_with(word))
        });
        let fields = (0..names.len())
            .filter(|at| !items.contains(at))
            .filter(|at| about(OF_ITEM, &names[*at]) || about(OF_GUIDE, &names[*at]))
            .count();
        let units = (1..names.len())
            .filter(|at| names[*at].strip_suffix("单位") == Some(names[at - 1].as_str()))
            .collect();
        let is_list = !items.is_empty() && (material.is_some() || fields >= 2);
        is_list.then_some(Self {
            headings,
            items,
            material,
            units,
        })
    }

    /// The name of the item of a row: of its narrowest name. None where the row goes on with the item above.
    fn name(&self, row: &[Cell]) -> Option<Fragment> {
        let named = self.items.iter().rev().filter_map(|at| row.get(*at));
        let mut named = named.filter(|cell| !cell.text.is_blank());
        named.next().map(|cell| cell.text.trimmed())
    }

    /// The guide of one item.
    fn guide(&self, name: &Fragment, rows: &[&Vec<Cell>], blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(Heading {
            level: 1,
            text: name.clone(),
        }));
        let mut of_materials = Vec::new();
        for (at, heading) in self.headings.iter().enumerate() {
            let is_number = matches!(header::bare(heading).as_str(), "序号" | "编号");
            if self.material.is_some() && !self.is_of_item(at, rows) {
                of_materials.push(at);
            } else if !is_number && !self.units.contains(&at) {
                let said = self.said(at, rows);
                if !said.is_empty() {
                    blocks.push(Block::Pair(heading.text.clone(), said));
                }
            }
        }
        if let Some(material) = self.material {
            blocks.push(self.materials(material, &of_materials, rows));
        }
    }

    /// Whether a column says something of the item, and one thing only.
    fn is_of_item(&self, at: usize, rows: &[&Vec<Cell>]) -> bool {
        if self.items.contains(&at) {
            return true;
        }
        let name = header::bare(&self.headings[at]);
        let first = rows.first().and_then(|row| row.get(at));
        let is_another = |cell: &Cell| {
            !cell.text.is_blank() && first.is_none_or(|first| cell.text.text() != first.text.text())
        };
        let differs = rows.iter().filter_map(|row| row.get(at)).any(is_another);
        let is_merged = rows.len() > 1
            && rows[1..]
                .iter()
                .all(|row| row.get(at).is_some_and(|cell| cell.repeated));
        let is_about = !name.contains("材料") && OF_ITEM.iter().any(|word| name.contains(word));
        self.material != Some(at) && !differs && (is_about || is_merged)
    }

    /// What the rows of an item say in a column, a merged cell once.
    fn said(&self, at: usize, rows: &[&Vec<Cell>]) -> Vec<Block> {
        let mut said: Vec<Fragment> = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let Some(cell) = row.get(at) else { continue };
            let is_new = said
                .last()
                .is_none_or(|last| last.text() != cell.text.text());
            if cell.text.is_blank() || cell.repeated && number > 0 || !is_new {
                continue;
            }
            let mut text = cell.text.clone();
            if self.units.contains(&(at + 1))
                && let Some(unit) = row.get(at + 1)
            {
                text.append(&unit.text);
            }
            said.push(text);
        }
        said.iter().flat_map(lines).collect()
    }

    /// The materials of an item as a table below a heading of their own.
    fn materials(&self, material: usize, columns: &[usize], rows: &[&Vec<Cell>]) -> Block {
        let pick = |row: &[Cell]| {
            let cells = columns.iter().map(|at| row.get(*at).cloned());
            cells.map(Option::unwrap_or_default).collect::<Vec<_>>()
        };
        let mut table = vec![pick(self.headings)];
        table.extend(rows.iter().map(|row| pick(row)));
        let at = self.headings[material].text.span().range();
        let mut term = Fragment::default();
        term.push("申请材料", at, false);
        Block::Pair(term, vec![Block::Table(Table::new(table))])
    }
}
