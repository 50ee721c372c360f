//! Tables of materials: what each column says, and small tables that describe one material.

use tongyuan_model::text::numeral;
use tongyuan_model::text::requirement::Requirement;
use tongyuan_model::{
    Material, MaterialKind, MaterialSource, Medium, Necessity, Reading, Submissions,
};

use super::{add_notes, apply, from_text};
use crate::fragment::Fragment;
use crate::guide::label::{self, Label};
use crate::guide::noun_at;
use crate::guide::table::{Row, facets};
use crate::outline::Table;

/// What a column of a table of materials says, or a row of a small table about one.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Column {
    Name,
    Kind,
    Necessity,
    Case,
    Source,
    Issuer,
    Basis,
    Original,
    Copies,
    Count,
    Form,
    Medium,
    Format,
    Seal,
    BlankForm,
    Sample,
    Notes,
    Number,
}

pub(super) fn column(heading: &str) -> Option<Column> {
    const MOST_CHARS: usize = 16;
    if heading.chars().count() > MOST_CHARS {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    // 材料1：申请表
    let numbered = heading.strip_prefix("材料").unwrap_or_default();
    if !numbered.is_empty() && numbered.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Column::Name);
    }
    Some(match heading {
        "序号" | "编号" | "材料编号" | "顺序号" => Column::Number,
        "名称" | "材料名称" | "材料" | "资料名称" | "要件名称" | "文件名称" | "证件名称"
        | "材料目录" | "材料标题" => Column::Name,
        "原件/复印件"
        | "原件或复印件"
        | "原件复印件"
        | "形式"
        | "材料形式"
        | "要求"
        | "材料要求"
        | "申请材料要求"
        | "申请材料形式"
        | "提交要求"
        | "形式及份数"
        | "份数及形式"
        | "材料形式及份数"
        | "形式要求" => Column::Form,
        "规格" | "纸质材料规格" | "材料规格" | "格式" | "材料格式" | "规格要求" => {
            Column::Format
        }
        "空白表格" | "空表" | "空白表格下载" | "空白表样" => Column::BlankForm,
        "样表" | "示例样表" | "样本" | "填写样表" | "材料样本" => Column::Sample,
        "材料类型" | "材料类别" | "材料性质" => Column::Kind,
        "依据" | "法律依据" | "设定依据" | "要求提供材料的依据" | "材料依据" => {
            Column::Basis
        }
        _ if is(&["依据"]) => Column::Basis,
        _ if is(&["必要", "必需", "必须", "必备", "必交", "必填"]) => Column::Necessity,
        _ if heading.starts_with("原件") => Column::Original,
        _ if heading.starts_with("复印件") || heading.ends_with("复印件份数") => {
            Column::Copies
        }
        _ if is(&["份数", "数量", "份"]) && !is(&["年份", "月份", "身份"]) => {
            Column::Count
        }
        _ if is(&[
            "介质",
            "提交方式",
            "纸质/电子",
            "纸质或电子",
            "载体",
            "电子或纸质",
            "电子/纸质",
        ]) =>
        {
            Column::Medium
        }
        _ if is(&["签章", "签字", "盖章"]) => Column::Seal,
        _ if is(&[
            "来源说明",
            "出具",
            "核发机构",
            "开具",
            "来源渠道说明",
            "出证",
        ]) =>
        {
            Column::Issuer
        }
        _ if is(&["来源", "获取方式", "取得方式", "提供方式"]) => Column::Source,
        _ if is(&["适用", "情形", "提交条件", "适用对象"]) => Column::Case,
        _ if is(&[
            "备注",
            "须知",
            "说明",
            "标准",
            "要点",
            "注意",
            "内容要求",
            "具体要求",
            "其他要求",
        ]) =>
        {
            Column::Notes
        }
        _ if label::of(heading) == Some(Label::Materials) || heading.ends_with("材料名称") => {
            Column::Name
        }
        _ => return None,
    })
}

/// A small table that says of one material what it is, a row a facet.
pub(super) fn vertical(table: &Table) -> Option<Vec<(Column, &Fragment)>> {
    let facets = facets(table, column)?;
    let is_named = facets.iter().any(|(column, _)| *column == Column::Name);
    (facets.len() > 1 || is_named).then_some(facets)
}

pub(super) fn from_row(row: &Row<'_, Column>) -> Option<Material> {
    let name = row.get(Column::Name)?;
    if name.is_blank() || row.repeats(Column::Name) {
        return None;
    }
    let mut material = from_text(name);
    fill(&mut material, &|kind| row.get(kind));
    Some(material)
}

/// What columns beside the name say of a material.
pub(super) fn fill<'t>(material: &mut Material, get: &dyn Fn(Column) -> Option<&'t Fragment>) {
    let text = |kind| get(kind).map(said).unwrap_or_default();
    // 材料类型 is the kind of document in some forms, and original or copy in others.
    let kind = get(Column::Kind).filter(|cell| !cell.is_blank());
    let (kind, kind_as_form) = match kind {
        Some(cell) if states_form(cell.text()) => (None, Some(cell)),
        cell => (cell, None),
    };
    code(&mut material.kind, kind, MaterialKind::of_word);
    code(&mut material.necessity, get(Column::Necessity), necessity);
    code(
        &mut material.source,
        get(Column::Source),
        MaterialSource::of_word,
    );
    material.case.or_fill(text(Column::Case));
    material.issuer.or_fill(text(Column::Issuer));
    material.blank_form.or_fill(text(Column::BlankForm));
    material.sample.or_fill(text(Column::Sample));
    if let Some(basis) = get(Column::Basis) {
        material.basis = crate::guide::lines_of(basis);
    }
    let at = material.span;
    let count = get(Column::Count).filter(|count| !count.is_blank());
    let form = get(Column::Form)
        .filter(|form| !form.is_blank())
        .or(kind_as_form);
    // 纸质/电子 in that column is no form for a number to belong to.
    let form_medium =
        form.filter(|form| medium(form.text().trim()).is_some() && !states_form(form.text()));
    let form = form.filter(|_| form_medium.is_none());
    // A number that does not say of what is one of the form beside it.
    let beside = count.filter(|count| form.is_some() && !count.text().contains('件'));
    if let Some(form) = form {
        let cells: Vec<_> = [Some(form), beside].into_iter().flatten().collect();
        form_column(material, &cells);
    }
    let submission = noun_at(&mut material.submission, at);
    submission.original.or_fill(number(get(Column::Original)));
    submission.copies.or_fill(number(get(Column::Copies)));
    submission.seal.or_fill(text(Column::Seal));
    submission.format.or_fill(text(Column::Format));
    if let Some(count) = count.filter(|_| beside.is_none()) {
        form_column(material, &[count]);
    }
    let submission = noun_at(&mut material.submission, at);
    code(
        &mut submission.medium,
        get(Column::Medium).or(form_medium),
        medium,
    );
    if **submission == Submissions::default() {
        material.submission = Reading::Missing(at);
    }
    // 备注：原件1份 says it of the material as a column of its own would.
    match get(Column::Notes).filter(|cell| states_only_forms(cell.text())) {
        Some(cell) => {
            let read = Requirement::read_remark(cell.text());
            apply(material, &read, cell);
        }
        None => add_notes(material, text(Column::Notes)),
    }
}

fn states_only_forms(text: &str) -> bool {
    let read = Requirement::read_remark(text);
    read.notes.is_empty()
        && (read.original.is_some() || read.copies.is_some() || read.count.is_some())
}

/// A cell as text; a dash in a cell says nothing.
fn said(cell: &Fragment) -> Reading<String> {
    match cell.text().trim() {
        "-" | "—" | "——" | "/" | "－" | "--" => Reading::Missing(cell.span()),
        _ => cell.reading(),
    }
}

/// A cell of a code list; a word that is not in the list stays unread rather than being guessed at.
fn code<T>(own: &mut Reading<T>, cell: Option<&Fragment>, of_word: impl Fn(&str) -> Option<T>) {
    let Some(cell) = cell else { return };
    let read = match said(cell) {
        Reading::Given(word, span) => match of_word(word.trim()) {
            Some(value) => Reading::Given(value, span),
            None => Reading::Unreadable(span, tongyuan_model::Unreadable::NotListed),
        },
        Reading::StatedNone(span) | Reading::Missing(span) => Reading::Missing(span),
        Reading::Unreadable(span, why) => Reading::Unreadable(span, why),
    };
    own.or_fill(read);
}

fn necessity(word: &str) -> Option<Necessity> {
    Requirement::read(&format!("材料（{word}）"))
        .necessity
        .map(|(necessity, _)| necessity)
        .or(match word {
            "是" | "√" | "true" | "必须提供" | "必须" | "必备" | "必交" => {
                Some(Necessity::Necessary)
            }
            "否" | "×" | "false" | "非必须" | "可选" | "选交" => Some(Necessity::Optional),
            _ => None,
        })
}

fn medium(word: &str) -> Option<Medium> {
    Requirement::read(&format!("材料（{word}）"))
        .medium
        .map(|(medium, _)| medium)
}

fn states_form(text: &str) -> bool {
    let read = Requirement::read(&format!("材料（{text}）"));
    (read.original.is_some() || read.copies.is_some()) && read.notes.is_empty()
}

/// `原件1份，复印件2份`, `2`, `1份`: a cell that states forms and numbers.
/// The cells that say in which form and how many: 原件 in one column and 1 in the next are 原件1份.
fn form_column(material: &mut Material, cells: &[&Fragment]) {
    let bare = |cell: &Fragment| {
        let number = numeral::whole(cell.text().trim());
        number.and_then(|number| u32::try_from(number).ok())
    };
    if let [cell] = cells
        && let Some(number) = bare(cell)
    {
        material.count.or_fill(Reading::Given(number, cell.span()));
        return;
    }
    // Read as what stands in brackets behind a name, so that one grammar serves both.
    let mut whole = Fragment::default();
    let start = cells.first().map_or(0, |cell| cell.span().start as usize);
    whole.push("材料（", start..start, false);
    let mut end = start;
    for cell in cells {
        whole.append(cell);
        end = cell.span().end as usize;
        if bare(cell).is_some() {
            whole.push("份", end..end, false);
        }
    }
    whole.push("）", end..end, false);
    let read = Requirement::read(whole.text());
    apply(material, &read, &whole);
}

fn number(cell: Option<&Fragment>) -> Reading<u32> {
    let Some(cell) = cell else {
        return Reading::default();
    };
    let text = cell.text().trim();
    let bare = text.strip_suffix('份').unwrap_or(text).trim();
    match numeral::whole(bare).and_then(|n| u32::try_from(n).ok()) {
        Some(value) => Reading::Given(value, cell.span()),
        None if matches!(bare, "" | "-" | "—" | "/" | "无") => Reading::Missing(cell.span()),
        None => Reading::Unreadable(cell.span(), tongyuan_model::Unreadable::WrongShape),
    }
}
