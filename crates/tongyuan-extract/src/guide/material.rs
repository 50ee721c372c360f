//! 申请材料 from lines and tables: one row, one material.

use std::ops::Range;

use tongyuan_model::text::marker::{self, MarkerKind};
use tongyuan_model::text::numeral;
use tongyuan_model::text::requirement::{Requirement, Wanted};
use tongyuan_model::{
    Material, MaterialKind, MaterialSource, Medium, Necessity, Reading, Span, Submissions,
};

use super::noun_at;
use super::table::{Columns, Row};
use crate::fragment::Fragment;
use crate::outline::{Block, Line, Table, lines, whole_text};

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<Material>> {
    let mut rows = Vec::new();
    let mut gathered: Vec<Line> = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => {
                from_lines(&std::mem::take(&mut gathered), &mut rows);
                from_table(table, &mut rows);
            }
            _ => gathered.extend(lines(std::slice::from_ref(block))),
        }
    }
    from_lines(&gathered, &mut rows);
    super::list(rows, &whole_text(blocks), at)
}

// ---- tables ----

#[derive(Clone, Copy, PartialEq)]
enum Column {
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

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "材料名称" | "申请材料名称" | "名称" | "申请材料" | "材料" | "提交材料名称" => {
            Column::Name
        }
        "材料类型" => Column::Kind,
        "材料必要性" | "必要性" | "是否必要" | "必需" | "是否必需" => {
            Column::Necessity
        }
        "适用情形" | "特殊适用情形说明" | "适用条件" | "情形" => Column::Case,
        "来源渠道" | "材料来源" | "来源" | "获取方式" => Column::Source,
        "出具机构" | "核发机构" | "出具单位" | "来源说明" | "来源渠道说明" => {
            Column::Issuer
        }
        "依据" | "法律依据" | "设定依据" | "要求提供材料的依据" => Column::Basis,
        "原件" | "原件份数" | "原件数量" => Column::Original,
        "复印件" | "复印件份数" | "复印件数量" => Column::Copies,
        "份数" | "数量" | "纸质份数" | "纸质材料份数" | "数量要求" => {
            Column::Count
        }
        "原件/复印件" | "材料形式" | "原件或复印件" | "形式" | "要求" | "材料要求" | "提交要求"
        | "原件复印件" => Column::Form,
        "介质" | "材料介质" | "纸质/电子" | "提交方式" | "介质要求" | "纸质或电子" => {
            Column::Medium
        }
        "规格" | "纸质材料规格" | "材料规格" | "格式" => Column::Format,
        "签章" | "签章要求" | "签字盖章要求" => Column::Seal,
        "空白表格" | "空表" | "空白表格下载" => Column::BlankForm,
        "样表" | "示例样表" | "样本" | "填写样表" => Column::Sample,
        "备注" | "填报须知" | "说明" | "受理标准" | "备注说明" => Column::Notes,
        "序号" | "编号" => Column::Number,
        _ => return None,
    })
}

fn from_table(table: &Table, rows: &mut Vec<Material>) {
    match Columns::of(table, column) {
        Some(columns) => rows.extend(columns.rows().filter_map(|row| from_row(&row))),
        None => {
            // A table without a header that is known: the rows as lines.
            for row in &table.rows {
                let mut line = Fragment::default();
                for cell in row.iter().filter(|cell| !cell.repeated) {
                    line.append(&cell.text);
                }
                from_lines(&[Line::plain(line)], rows);
            }
        }
    }
}

fn from_row(row: &Row<'_, Column>) -> Option<Material> {
    let name = row.get(Column::Name)?;
    if name.is_blank() {
        return None;
    }
    let mut material = from_text(name);
    let text = |kind| row.get(kind).map(said).unwrap_or_default();
    code(
        &mut material.kind,
        row.get(Column::Kind),
        MaterialKind::of_word,
    );
    code(
        &mut material.necessity,
        row.get(Column::Necessity),
        necessity,
    );
    code(
        &mut material.source,
        row.get(Column::Source),
        MaterialSource::of_word,
    );
    material.case.or_fill(text(Column::Case));
    material.issuer.or_fill(text(Column::Issuer));
    material.blank_form.or_fill(text(Column::BlankForm));
    material.sample.or_fill(text(Column::Sample));
    if let Some(basis) = row.get(Column::Basis) {
        material.basis = super::lines_of(basis);
    }
    let at = material.span;
    let count = row.get(Column::Count).filter(|count| !count.is_blank());
    let form = row.get(Column::Form).filter(|form| !form.is_blank());
    // A number that does not say of what is one of the form beside it.
    let beside = count.filter(|count| form.is_some() && !count.text().contains('件'));
    if let Some(form) = form {
        let cells: Vec<_> = [Some(form), beside].into_iter().flatten().collect();
        form_column(&mut material, &cells);
    }
    let submission = noun_at(&mut material.submission, at);
    submission
        .original
        .or_fill(number(row.get(Column::Original)));
    submission.copies.or_fill(number(row.get(Column::Copies)));
    submission.seal.or_fill(text(Column::Seal));
    submission.format.or_fill(text(Column::Format));
    if let Some(count) = count.filter(|_| beside.is_none()) {
        form_column(&mut material, &[count]);
    }
    let submission = noun_at(&mut material.submission, at);
    code(&mut submission.medium, row.get(Column::Medium), medium);
    if *submission == Submissions::default() {
        material.submission = Reading::Missing(at);
    }
    add_notes(&mut material, text(Column::Notes));
    Some(material)
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
            "是" | "√" => Some(Necessity::Necessary),
            "否" => Some(Necessity::Optional),
            _ => None,
        })
}

fn medium(word: &str) -> Option<Medium> {
    Requirement::read(&format!("材料（{word}）"))
        .medium
        .map(|(medium, _)| medium)
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

// ---- lines ----

fn from_lines(lines: &[Line], rows: &mut Vec<Material>) {
    let numbered = lines.iter().any(is_entry);
    let outer = lines.iter().filter_map(level).min();
    let mut current: Option<Fragment> = None;
    let mut finish = |entry: Option<Fragment>| {
        if let Some(entry) = entry {
            let material = from_text(&entry);
            if material.name.is_given() {
                rows.push(material);
            }
        }
    };
    for line in lines {
        let text = line.text.text();
        if is_remark(text) {
            // 注：… and what follows it speaks of the whole list.
            break;
        }
        let begins = if numbered {
            // Below 1. there may be （1）: these belong to the entry above.
            level(line).is_some_and(|level| Some(level) == outer)
                || is_first_unnumbered(line, &current)
        } else {
            !is_bracketed(text)
        };
        if begins {
            finish(current.take());
            current = Some(line.text.clone());
        } else if let Some(entry) = &mut current {
            if !goes_on(entry.text()) {
                let at = line.text.span().start as usize;
                entry.push("\n", at..at, false);
            }
            entry.append(&line.text);
        }
    }
    finish(current.take());
}

/// An entry's place in the numbering: what Word counts and what is typed are of one level, as they are mixed in one list.
fn level(line: &Line) -> Option<MarkerKind> {
    match line.marker() {
        Some(marker) if marker.kind == MarkerKind::Bullet && line.listed => {
            Some(MarkerKind::Arabic)
        }
        Some(marker) => Some(marker.kind),
        None => line.listed.then_some(MarkerKind::Arabic),
    }
}

fn is_entry(line: &Line) -> bool {
    level(line).is_some()
}

/// The first line of a list whose numbers begin later, unless it only introduces the list.
fn is_first_unnumbered(line: &Line, current: &Option<Fragment>) -> bool {
    let text = line.text.text();
    current.is_none()
        && level(line).is_none()
        && !is_bracketed(text)
        && !text.ends_with(['：', ':'])
}

fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '【', '{', '｛', '〔']) && marker::leading(text).is_none()
}

/// Whether a line was cut in the middle of a sentence or of a bracket, as pages do that break their lines by hand.
fn goes_on(text: &str) -> bool {
    let open = text.matches(['（', '(', '{', '｛']).count();
    let closed = text.matches(['）', ')', '}', '｝']).count();
    let ends = text.ends_with([
        '。', '；', ';', '：', ':', '）', ')', '}', '｝', '》', '份', '，', ',',
    ]);
    open > closed || !ends
}

/// Where a remark on the whole list stands below it, with what follows it.
pub(super) fn remark(blocks: &[Block]) -> Option<Span> {
    let lines = lines(blocks);
    let first = lines.iter().find(|line| is_remark(line.text.text()))?;
    lines
        .last()
        .map(|last| first.text.span().to(last.text.span()))
}

/// A remark on the whole list.
fn is_remark(text: &str) -> bool {
    [
        "注：",
        "注:",
        "备注：",
        "说明：",
        "规范要求",
        "注意事项",
        "温馨提示",
        "特别说明",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

/// Reads one entry: its first line names the material, the rest says more of it.
fn from_text(entry: &Fragment) -> Material {
    let text = entry.text();
    let read = Requirement::read(text);
    let name = read.name_in(text);
    let range = read.name_range();
    let span = if read.name.len() == 1 {
        entry.span_of(range)
    } else {
        entry.span_of(range).loosened()
    };
    let mut material = Material {
        span: entry.span(),
        name: Reading::from_text(&name, span),
        ..Material::default()
    };
    apply(&mut material, &read, entry);
    material
}

/// Puts what a requirement row says into the fields of the material.
fn apply(material: &mut Material, read: &Requirement, entry: &Fragment) {
    let at = material.span;
    let place = |range: &Range<usize>| entry.span_of(range.clone());
    if let Some((necessity, range)) = &read.necessity {
        material
            .necessity
            .or_fill(Reading::Given(*necessity, place(range)));
    }
    if let Some(range) = &read.case {
        material.case.or_fill(entry.reading_of(range.clone()));
    }
    if let Some(range) = &read.source
        && let Some(source) = MaterialSource::of_word(&entry.text()[range.clone()])
    {
        material
            .source
            .or_fill(Reading::Given(source, place(range)));
    }
    if let Some(range) = &read.issuer {
        material.issuer.or_fill(entry.reading_of(range.clone()));
    }
    let mut submission = Submissions::default();
    let part = |range: &Option<Range<usize>>| {
        range
            .clone()
            .map(|range| entry.reading_of(range))
            .unwrap_or_default()
    };
    submission.format = part(&read.format);
    submission.seal = part(&read.seal);
    let mut unnumbered = Vec::new();
    form(
        &mut submission.original,
        &read.original,
        &place,
        &mut unnumbered,
    );
    form(
        &mut submission.copies,
        &read.copies,
        &place,
        &mut unnumbered,
    );
    if let Some(count) = &read.count {
        // 张 and 套 say what is counted; only 份 and 件 are plain numbers of documents.
        if matches!(count.counter, '份' | '件') {
            material
                .count
                .or_fill(Reading::Given(count.number, place(&count.at)));
        } else {
            unnumbered.push(count.at.clone());
        }
    }
    if let Some((medium, range)) = &read.medium {
        submission.medium = Reading::Given(*medium, place(range));
    }
    if submission != Submissions::default() {
        let own = noun_at(&mut material.submission, at);
        own.original.or_fill(submission.original);
        own.copies.or_fill(submission.copies);
        own.medium.or_fill(submission.medium);
        own.format.or_fill(submission.format);
        own.seal.or_fill(submission.seal);
    }
    // Forms without a number (原件, 复印件) and notes stay in the author's words.
    unnumbered.dedup();
    for range in unnumbered.iter().chain(&read.notes) {
        add_notes(material, entry.reading_of(range.clone()));
    }
}

fn form(
    own: &mut Reading<u32>,
    wanted: &Option<Wanted>,
    place: &dyn Fn(&Range<usize>) -> Span,
    unnumbered: &mut Vec<Range<usize>>,
) {
    match wanted {
        Some(Wanted {
            number: Some(number),
            at,
        }) => *own = Reading::Given(*number, place(at)),
        Some(Wanted { number: None, at }) => unnumbered.push(at.clone()),
        None => {}
    }
}

fn add_notes(material: &mut Material, note: Reading<String>) {
    let Reading::Given(note, at) = note else {
        return;
    };
    match &mut material.notes {
        Reading::Given(own, span) => {
            own.push('；');
            own.push_str(&note);
            *span = span.to(at);
        }
        own => *own = Reading::Given(note, at),
    }
}
