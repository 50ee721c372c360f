//! 申请材料: rows of `AUDIT_MATERIAL` and its like as a table.

use tongyuan_model::{CodeList, FORMS, Key, MaterialKind};

use super::compose::{Composer, says};
use super::gather::{Field, Record, scalar};
use super::table::{Column, cell, in_order, with_header};
use super::text::standing;
use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Cell, Line};

/// The columns of the table. 形式 is the other meaning of 材料类型: original or copy.
const COLUMNS: &[Column] = &[
    ("材料名称", "material_name"),
    ("材料类型", "material_type"),
    ("必要性", "is_need"),
    ("适用情形", "material_case"),
    ("来源渠道", "source_type"),
    ("来源说明", "source_explain"),
    ("依据", "by_law"),
    ("原件", "original_amount"),
    ("复印件", "copy_amount"),
    ("份数", "page_num"),
    ("形式", "form"),
    ("介质", "material_format"),
    ("规格", "page_format"),
    ("签章", "sign_ask"),
    ("空白表格", "form_guid"),
    ("样表", "example_guid"),
    ("备注", "remark"),
];

/// Before a condition in a remark, where a platform has no field for it.
const CASE: &str = "适用情形：";

/// The materials of an item as blocks: rows that are records as a table, rows that are texts as lines.
pub(super) fn blocks(composer: &mut Composer<'_>, rows: Vec<&Record<'_, '_>>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut records = Vec::new();
    let mut first = None;
    for row in in_order(rows) {
        if let Some(text) = row.text {
            for block in composer.blocks(text) {
                blocks.push(match block {
                    Block::Line(line) => Block::Line(Line {
                        listed: true,
                        ..line
                    }),
                    other => other,
                });
            }
            continue;
        }
        if row.get("material_name").is_none() {
            let kind = NoteKind::ValueUnread {
                field: Key::Materials,
            };
            composer.notes.push(Note::at(kind, row.span));
            continue;
        }
        first = first.or(Some(row.span));
        records.push(cells(composer, row));
    }
    if let Some(at) = first {
        let headings: Vec<&str> = COLUMNS.iter().map(|(heading, _)| *heading).collect();
        blocks.insert(0, Block::Table(with_header(&headings, records, at)));
    }
    blocks
}

fn cells(composer: &Composer<'_>, row: &Record<'_, '_>) -> Vec<Cell> {
    let facts = Facts::of(composer, row);
    COLUMNS
        .iter()
        .map(|(_, name)| cell(facts.cell(composer, row, name)))
        .collect()
}

/// What has to be known of a row before its cells can be filled.
struct Facts {
    /// 材料类型 as far as it says what kind of document.
    kind: Fragment,
    /// 材料类型 as far as it says original or copy.
    form: Fragment,
    /// Whether the plain number of the row is one of originals, as there is another of copies.
    counts_originals: bool,
}

impl Facts {
    fn of(composer: &Composer<'_>, row: &Record<'_, '_>) -> Self {
        let says = |name: &str| row.get(name).is_some();
        let counts_originals = says("copy_amount") && !says("original_amount") && says("page_num");
        let written = row
            .get("material_type")
            .map(|field| composer.code(CodeList::MaterialType, field).fragment())
            .unwrap_or_default();
        let word = written.text().trim().to_owned();
        let is_form = FORMS.contains(&word.as_str())
            || MaterialKind::of_word(&word).is_none() && word.starts_with(['原', '复']);
        let none = Fragment::default;
        // The numbers of both say more than the word.
        let is_said = says("original_amount") || says("copy_amount");
        let (kind, form) = match (is_form, is_said) {
            (false, _) => (written, none()),
            (true, false) => (none(), written),
            (true, true) => (none(), none()),
        };
        Self {
            kind,
            form,
            counts_originals,
        }
    }

    fn cell(&self, composer: &Composer<'_>, row: &Record<'_, '_>, name: &str) -> Fragment {
        let text = |name: &str| composer.whole(row, name);
        let code = |list| {
            let field = row.get(name);
            field
                .map(|field| composer.code(list, field).fragment())
                .unwrap_or_default()
        };
        match name {
            "material_type" => self.kind.clone(),
            "form" => self.form.clone(),
            "is_need" => code(CodeList::IsNeed),
            "source_type" => code(CodeList::SourceType),
            "material_format" => code(CodeList::MaterialFormat),
            "original_amount" if self.counts_originals => text("page_num"),
            "page_num" if self.counts_originals => Fragment::default(),
            // No sheet of paper is no statement of how many are asked for.
            "page_num" if row.get(name).is_some_and(is_zero) => Fragment::default(),
            "material_case" => self.case(composer, row),
            "remark" => notes(composer, row),
            _ => text(name),
        }
    }

    /// When the material is asked for: of its own field, or of a remark that begins by saying so.
    fn case(&self, composer: &Composer<'_>, row: &Record<'_, '_>) -> Fragment {
        if let Some(field) = row.get("material_case") {
            return composer.text(field);
        }
        let remark = row.get("remark").map(|field| composer.text(field));
        let remark = remark.filter(|remark| remark.text().starts_with(CASE));
        remark
            .map(|remark| remark.slice(CASE.len()..remark.text().len()))
            .unwrap_or_default()
    }
}

fn is_zero(field: &Field<'_, '_>) -> bool {
    let text = scalar(field.value).unwrap_or_default();
    !text.trim().is_empty() && text.trim().bytes().all(|byte| byte == b'0')
}

/// 受理标准, 填报须知 and 备注 in one cell.
fn notes(composer: &Composer<'_>, row: &Record<'_, '_>) -> Fragment {
    let mut whole = Fragment::default();
    for name in ["accept_stand", "fill_explain", "remark"] {
        for field in row.all(name).filter(|field| says(field)) {
            let text = composer.text(field);
            if text.text().starts_with(CASE) {
                continue;
            }
            if !whole.is_blank() {
                whole.append(&standing("；", field.value.span));
            }
            whole.append(&text);
        }
    }
    whole
}
