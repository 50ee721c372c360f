//! 申请材料 from lines and tables: one row, one material.

use std::ops::Range;

use tongyuan_model::text::marker::{self, MarkerKind};
use tongyuan_model::text::numeral;
use tongyuan_model::text::requirement::{Requirement, Wanted};
use tongyuan_model::{
    Material, MaterialKind, MaterialSource, Medium, Necessity, Reading, Span, Submissions,
};

use super::label::{self, Label};
use super::noun_at;
use super::table::{Columns, Row, as_lines, heading};
use crate::fragment::Fragment;
use crate::outline::{Block, Line, Table, lines, whole_text};

pub(super) fn read(blocks: &[Block], at: Span) -> Reading<Vec<Material>> {
    let mut reader = ListReader::default();
    for block in blocks {
        reader.block(block);
    }
    reader.end_lines();
    super::list(reader.rows, &whole_text(blocks), at)
}

#[derive(Default)]
struct ListReader {
    rows: Vec<Material>,
    /// Lines of a list that is not yet ended.
    gathered: Vec<Line>,
    /// Below a heading that announces files to take along.
    elsewhere: bool,
    /// Below a table that has the list: what is said there without a number is said of it.
    below_table: bool,
}

impl ListReader {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let text = heading.text.text();
                self.elsewhere = names_downloads(text);
                self.below_table = false;
                // A heading may be the entry itself: 1. 授权委托书.
                if marker::leading(text).is_some() {
                    self.gathered.push(Line::plain(heading.text.clone()));
                } else {
                    self.end_lines();
                }
            }
            _ if self.elsewhere => {}
            Block::Table(table) => self.table(table),
            _ => {
                let lines = lines(std::slice::from_ref(block));
                let said = lines.into_iter();
                let below = self.below_table;
                self.gathered
                    .extend(said.filter(|line| !below || is_entry(line)));
            }
        }
    }

    fn end_lines(&mut self) {
        from_lines(&std::mem::take(&mut self.gathered), &mut self.rows);
    }

    fn table(&mut self, table: &Table) {
        let facets = vertical(table);
        let columns = Columns::of(table, column);
        if facets.is_none() && columns.is_some() {
            // A line right above the table is its title.
            let is_title = |line: &Line| !is_entry(line) && line.text.text().chars().count() <= 40;
            self.gathered.pop_if(|line| is_title(line));
            self.below_table = true;
        }
        self.end_lines();
        if let Some(facets) = facets {
            self.facets(&facets);
        } else if let Some(columns) = columns {
            self.rows
                .extend(columns.rows().filter_map(|row| from_row(&row)));
        } else {
            from_lines(&as_lines(table), &mut self.rows);
        }
    }

    /// What a small table says of the material above it, or of the one that it names.
    fn facets(&mut self, facets: &[(Column, &Fragment)]) {
        let get = |kind: Column| {
            let found = facets.iter().find(|(own, _)| *own == kind);
            found.map(|(_, value)| *value)
        };
        if let Some(name) = get(Column::Name).filter(|name| !name.is_blank()) {
            self.rows.push(from_text(name));
        }
        if let Some(material) = self.rows.last_mut() {
            fill(material, &get);
        }
    }
}

/// Whether what stands below a heading are files to take along, and not what has to be handed in.
fn names_downloads(heading: &str) -> bool {
    const MOST_CHARS: usize = 14;
    heading.chars().count() <= MOST_CHARS
        && marker::leading(heading).is_none()
        && ["下载", "样表", "样例", "范本", "附件", "流程"]
            .iter()
            .any(|word| heading.contains(word))
}

/// Whether the name of a field is one by which a material is described: 材料名称, 材料必要性.
pub(super) fn is_facet(name: &str) -> bool {
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_end_matches(['：', ':']);
    bare.contains("材料") && column(bare).is_some() && label::of(bare).is_none()
}

// ---- tables ----

/// What a column of a table of materials says, or a row of a small table about one.
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
    let is = |words: &[&str]| words.iter().any(|word| heading.contains(word));
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
        "材料类型" | "材料类别" => Column::Kind,
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
fn vertical(table: &Table) -> Option<Vec<(Column, &Fragment)>> {
    let mut facets = Vec::new();
    for row in &table.rows {
        let own: Vec<_> = row.iter().filter(|cell| !cell.repeated).collect();
        for pair in own.chunks(2) {
            let [name, value] = pair else { return None };
            facets.push((column(&heading(&name.text))?, &value.text));
        }
    }
    let is_named = facets.iter().any(|(column, _)| *column == Column::Name);
    (facets.len() > 1 || is_named).then_some(facets)
}

fn from_row(row: &Row<'_, Column>) -> Option<Material> {
    let name = row.get(Column::Name)?;
    if name.is_blank() || row.repeats(Column::Name) {
        return None;
    }
    let mut material = from_text(name);
    fill(&mut material, &|kind| row.get(kind));
    Some(material)
}

/// What columns beside the name say of a material.
fn fill<'t>(material: &mut Material, get: &dyn Fn(Column) -> Option<&'t Fragment>) {
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
        material.basis = super::lines_of(basis);
    }
    let at = material.span;
    let count = get(Column::Count).filter(|count| !count.is_blank());
    let form = get(Column::Form)
        .filter(|form| !form.is_blank())
        .or(kind_as_form);
    // 纸质/电子 in that column is no form for a number to belong to.
    let form_medium = form.filter(|form| medium(form.text().trim()).is_some());
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
    if *submission == Submissions::default() {
        material.submission = Reading::Missing(at);
    }
    add_notes(material, text(Column::Notes));
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
        Reading::Given(word, span) => match of_word(ticked(word.trim())) {
            Some(value) => Reading::Given(value, span),
            None => Reading::Unreadable(span, tongyuan_model::Unreadable::NotListed),
        },
        Reading::StatedNone(span) | Reading::Missing(span) => Reading::Missing(span),
        Reading::Unreadable(span, why) => Reading::Unreadable(span, why),
    };
    own.or_fill(read);
}

/// □是 ☑否: the word that is ticked, where a cell offers several.
fn ticked(cell: &str) -> &str {
    let offers = cell.contains(['□', '☐', '○', '◯']);
    let tick = cell.find(['☑', '☒', '✓', '✔', '√', '■', '●', '◉']);
    match tick.filter(|_| offers) {
        Some(at) => {
            let rest = &cell[at + cell[at..].chars().next().map_or(0, char::len_utf8)..];
            let end = rest.find(['□', '☐', '○', '◯']).unwrap_or(rest.len());
            rest[..end].trim()
        }
        None => cell,
    }
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

// ---- lines ----

fn from_lines(lines: &[Line], rows: &mut Vec<Material>) {
    let lines = &without_groups(lines);
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
            if is_entry(line) || !goes_on(entry.text()) {
                let at = line.text.span().start as usize;
                entry.push("\n", at..at, false);
            }
            entry.append(&line.text);
        }
    }
    finish(current.take());
}

/// A list without the lines that only head a part of it: 申请人为个人的： before 1., and （一）基本材料 where every such
/// line has a numbered list below it.
fn without_groups(lines: &[Line]) -> Vec<Line> {
    let headed: Vec<usize> = (0..lines.len())
        .filter(|at| {
            let below = lines.get(at + 1).map(level).unwrap_or_default();
            is_group(&lines[*at], below)
        })
        .collect();
    let chinese = |line: &Line| {
        line.marker()
            .is_some_and(|marker| marker.kind <= MarkerKind::ChineseBracketed)
    };
    // （一）身份证明 with its kinds below it is an entry, where others of its rank stand for themselves.
    let all_headed = (0..lines.len())
        .filter(|at| chinese(&lines[*at]))
        .all(|at| headed.contains(&at));
    let keeps = |at: usize| {
        let line = &lines[at];
        let closed = line.text.text().ends_with(['：', ':']);
        !headed.contains(&at) || chinese(line) && !all_headed && !closed
    };
    (0..lines.len())
        .filter(|at| keeps(*at))
        .map(|at| lines[at].clone())
        .collect()
}

/// Whether a line heads those below it: it is of a higher rank than they, or of none and ends in a colon.
fn is_group(line: &Line, below: Option<Level>) -> bool {
    const MOST_CHARS: usize = 40;
    let text = line.text.text();
    if text.chars().count() > MOST_CHARS || is_remark(text) {
        return false;
    }
    match (level(line), below) {
        (Some((_, own)), Some((_, below))) => {
            own <= MarkerKind::ChineseBracketed && below > MarkerKind::ChineseBracketed
        }
        (None, Some(_)) => text.ends_with(['：', ':']) || text.ends_with("材料"),
        _ => false,
    }
}

/// An entry's place in the numbering: how deep the format nests it, then how its number is written.
type Level = (u8, MarkerKind);

/// What Word counts and what is typed are of one level, as they are mixed in one list.
fn level(line: &Line) -> Option<Level> {
    let kind = match line.marker() {
        Some(marker) if marker.kind == MarkerKind::Bullet && line.listed => MarkerKind::Arabic,
        Some(marker) => marker.kind,
        None if line.listed => MarkerKind::Arabic,
        None => return None,
    };
    Some((line.depth.max(1), kind))
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
        "备注",
        "说明：",
        "以上材料",
        "上述材料",
        "以上复印件",
        "温馨提醒",
        "友情提示",
        "重要提示",
        "提示：",
        "注意：",
        "【注",
        "（注：",
        "※",
        "特别提示",
        "特别提醒",
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
        // 套 says what is counted; 份, 件 and the 张 of pictures are plain numbers.
        if matches!(count.counter, '份' | '件' | '张') {
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
