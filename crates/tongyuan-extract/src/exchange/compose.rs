//! A record laid out as a page states the same, and read as one.

use std::collections::BTreeSet;

use tongyuan_model::{CodeList, Guide, Number, Profile, Reading, RecordKind, Span, is_none};

use super::fields;
use super::gather::{Field, Found, Item, Record, is_void, scalar};
use super::material;
use super::table::{cell, in_order, row_table};
use super::text::{Source, standing};
use super::unlisted::place;
use crate::fragment::Fragment;
use crate::guide;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Cell, Document, Line};

pub(super) struct Composer<'t> {
    pub(super) source: Source<'t>,
    profile: Option<&'t Profile>,
    /// Lists in which codes stand that the profile does not have: they are other lists, and none of their codes is read.
    strange: BTreeSet<CodeList>,
    /// Where a code stands that no list knows.
    pub(super) unlisted: BTreeSet<(u32, u32)>,
    /// The codes that were told of.
    pub(super) told: BTreeSet<(&'static str, String)>,
    pub(super) notes: Vec<Note>,
}

/// What a code of a field says.
pub(super) enum Coded {
    Word(Fragment),
    Unlisted(Fragment),
}

impl Coded {
    pub(super) fn fragment(self) -> Fragment {
        match self {
            Self::Word(text) | Self::Unlisted(text) => text,
        }
    }
}

/// The fields that hold codes, with their lists.
const CODED: &[(&str, CodeList)] = &[
    ("is_need", CodeList::IsNeed),
    ("material_type", CodeList::MaterialType),
    ("material_format", CodeList::MaterialFormat),
    ("source_type", CodeList::SourceType),
    ("anticipate_type", CodeList::LimitUnit),
    ("promise_type", CodeList::LimitUnit),
    ("special_date_type", CodeList::LimitUnit),
    ("server_type", CodeList::ServerType),
    ("project_type", CodeList::ProjectType),
    ("use_level", CodeList::UseLevel),
    ("task_type", CodeList::TaskType),
    ("result_type", CodeList::ResultType),
    ("is_fee", CodeList::YesNo),
];

/// A code rather than a word: digits.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The values of a field that may hold several: 1,2,9.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', ';', '；', '、', '|', '^'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

impl<'t> Composer<'t> {
    pub(super) fn new(
        source: Source<'t>,
        profile: Option<&'t Profile>,
        is_chosen: bool,
        found: &Found<'_, '_>,
    ) -> Self {
        let mut composer = Self {
            source,
            profile,
            strange: BTreeSet::new(),
            unlisted: BTreeSet::new(),
            told: BTreeSet::new(),
            notes: Vec::new(),
        };
        // Who chose a profile knows that its lists hold; then only the codes that they do not have stay unread.
        if !is_chosen {
            let records = found
                .items
                .iter()
                .flat_map(|item| std::iter::once(&item.record).chain(&item.rows));
            for field in records.flat_map(|record| &record.fields) {
                composer.suspect(field);
            }
        }
        composer
    }

    fn suspect(&mut self, field: &Field<'_, '_>) {
        let list = CODED.iter().find(|(name, _)| *name == field.name);
        let (Some((_, list)), Some(text)) = (list, scalar(field.value)) else {
            return;
        };
        let known = |code: &str| self.profile.is_some_and(|p| p.word(*list, code).is_some());
        // Types of items are listed in part only: a code that is not there does not make it another list.
        let is_whole = !matches!(list, CodeList::TaskType | CodeList::UseLevel);
        if is_whole && parts(text).any(|part| is_code(part) && !known(part)) {
            self.strange.insert(*list);
        }
    }

    /// The guide of one item.
    pub(super) fn guide(&mut self, item: &Item<'_, '_>) -> Guide {
        let mut page = Page {
            blocks: Vec::new(),
            contents: Vec::new(),
            limits: Vec::new(),
            audience: None,
        };
        for (name, label) in fields::labels(RecordKind::Item) {
            self.statement(item, name, label, &mut page);
        }
        self.table(item, RecordKind::Faq, "常见问题", &mut page);
        for field in item.record.all("content") {
            page.contents.extend(self.source.blocks(field.value));
        }
        let Page {
            mut blocks,
            contents,
            limits,
            audience,
        } = page;
        blocks.extend(contents);
        let document = Document {
            blocks,
            ..Document::default()
        };
        let read = guide::read(&document);
        self.notes.extend(read.notes);
        let mut guide = read.guides.into_iter().next().unwrap_or_default();
        guide.span = item.record.span;
        self.name(item, &mut guide);
        self.unread(&mut guide, limits, audience);
        if guide.is_empty() {
            self.notes
                .push(Note::at(NoteKind::NothingRead, item.record.span));
        }
        guide
    }

    /// One field of an item, with the rows that say the same in parts.
    fn statement(&mut self, item: &Item<'_, '_>, name: &'static str, label: &str, page: &mut Page) {
        use RecordKind::{Condition, Fee, Law, Material, Special, Step, Window};
        let record = &item.record;
        let done = match name {
            "by_law" => self.table(item, Law, label, page),
            "accept_condition" => self.table(item, Condition, label, page),
            "materials" => {
                let rows = item.rows.iter().filter(|row| row.kind == Material);
                let blocks = material::blocks(self, rows.collect());
                let any = !blocks.is_empty();
                let at = record.span;
                page.pair_if(label, at, blocks);
                any
            }
            "handle_flow" => self.table(item, Step, label, page),
            "special_procedure" => self.table(item, Special, label, page),
            "fee_stand" => self.table(item, Fee, label, page),
            "result_name" => self.results(item, label, page),
            "transact_addr" => self.table(item, Window, "窗口办理", page),
            "anticipate_day" => self.limit(
                record,
                ["anticipate_day", "anticipate_type", "anticipate_explain"],
                label,
                page,
            ),
            "promise_day" => self.limit(
                record,
                ["promise_day", "promise_type", "promise_explain"],
                label,
                page,
            ),
            "server_type" => self.audience(record, label, page),
            // The first of the three ways to state the flow counts.
            "offline_flow" => record.get("handle_flow").is_some() || has_rows(item, Step),
            "online_flow" => {
                ["handle_flow", "offline_flow"]
                    .iter()
                    .any(|name| record.get(name).is_some())
                    || has_rows(item, Step)
            }
            _ => false,
        };
        if done {
            return;
        }
        let mut fields: Vec<_> = record
            .all(name)
            .filter(|field| !field.is_weak)
            .copied()
            .collect();
        // Ways to make contact add up; of anything else the first statement counts.
        if !matches!(name, "link_way" | "supervise_way") {
            let first = fields.first().map(|field| field.word);
            fields.retain(|field| Some(field.word) == first);
        }
        let is_none =
            |field: &Field<'_, '_>| scalar(field.value).is_some_and(|text| is_none(text.trim()));
        for group in fields.chunk_by(|a, b| a.word == b.word) {
            // There is no special procedure: then nothing is left out of the limit, and nobody says that this is none.
            if name == "special_procedure" && group.iter().all(is_none) {
                continue;
            }
            let blocks = group.iter().flat_map(|field| self.said(name, field));
            let blocks = blocks.collect();
            if let Some(first) = group.first() {
                page.pair(label, first.word, blocks);
            }
        }
    }

    /// What a field of an item says, as blocks.
    fn said(&mut self, name: &str, field: &Field<'_, '_>) -> Vec<Block> {
        let line = |text| vec![Block::Line(Line::plain(text))];
        if let Some((_, list)) = CODED.iter().find(|(coded, _)| *coded == name) {
            let coded = self.code(*list, field);
            if let Coded::Unlisted(_) = coded {
                self.unlisted.insert(place(field.value.span));
            }
            return line(coded.fragment());
        }
        match name {
            "plan_effective_date" => line(date(self.text(field))),
            "by_law" => unclassed(self.source.blocks(field.value)),
            _ => self.source.blocks(field.value),
        }
    }

    /// What a field of a row says, a line for every value.
    pub(super) fn whole(&self, row: &Record<'_, '_>, name: &str) -> Fragment {
        let mut whole = Fragment::default();
        for field in row.said(name) {
            if !whole.is_blank() {
                let at = field.value.span.start as usize;
                whole.push("\n", at..at, false);
            }
            whole.append(&self.text(&field));
        }
        whole
    }

    /// The text of a field.
    pub(super) fn text(&self, field: &Field<'_, '_>) -> Fragment {
        self.source.fragment(field.value)
    }

    pub(super) fn blocks(&self, node: &tongyuan_model::tree::Node<'_>) -> Vec<Block> {
        self.source.blocks(node)
    }

    /// What the code of a field stands for; a word stands for itself.
    pub(super) fn code(&self, list: CodeList, field: &Field<'_, '_>) -> Coded {
        let written = self.text(field);
        let text = written.text().trim();
        let known = self.profile.and_then(|profile| profile.word(list, text));
        match known.filter(|_| !is_code(text) || !self.strange.contains(&list)) {
            Some(word) if word == text => Coded::Word(written),
            Some(word) => Coded::Word(standing(word, field.value.span)),
            None if is_code(text) => Coded::Unlisted(written),
            None => Coded::Word(written),
        }
    }

    /// 1,2 in words; an audience of which one code is not known is not known.
    fn audience(&mut self, record: &Record<'_, '_>, label: &str, page: &mut Page) -> bool {
        let fields = record.said("server_type");
        let Some(field) = fields.first() else {
            return false;
        };
        let mut whole = String::new();
        for part in fields
            .iter()
            .filter_map(|field| scalar(field.value))
            .flat_map(parts)
        {
            let known = self
                .profile
                .and_then(|profile| profile.word(CodeList::ServerType, part));
            let word = match known.filter(|_| !self.strange.contains(&CodeList::ServerType)) {
                Some(word) => word,
                None if is_code(part) => {
                    page.audience = Some(field.value.span);
                    return true;
                }
                None => return false,
            };
            whole.push_str(if whole.is_empty() { "" } else { "、" });
            whole.push_str(word);
        }
        let line = Line::plain(standing(&whole, field.value.span));
        page.pair(label, field.word, vec![Block::Line(line)]);
        true
    }

    /// A number and its unit in two fields, with what is said of them in a third.
    fn limit(
        &mut self,
        record: &Record<'_, '_>,
        names: [&'static str; 3],
        label: &str,
        page: &mut Page,
    ) -> bool {
        let [day, unit, explain] = names.map(|name| record.get(name).copied());
        let Some(first) = day.or(explain) else {
            return false;
        };
        let mut text = day.map(|day| self.text(&day)).unwrap_or_default();
        if let Some(number) = Number::parse(text.text().trim())
            && let Some(unit) = unit
        {
            match self.code(CodeList::LimitUnit, &unit) {
                Coded::Word(word) => text.append(&word),
                Coded::Unlisted(code) => {
                    let is_statutory = names[0] == "anticipate_day";
                    page.limits
                        .push((is_statutory, number, text.span(), code.span()));
                    return true;
                }
            }
        }
        if let Some(explain) = explain.map(|explain| self.text(&explain))
            && !is_none(explain.text().trim())
        {
            if text.is_blank() {
                text = explain;
            } else {
                bracketed(&mut text, &explain);
            }
        }
        page.pair(label, first.word, vec![Block::Line(Line::plain(text))]);
        true
    }

    fn results(&mut self, item: &Item<'_, '_>, label: &str, page: &mut Page) -> bool {
        if self.table(item, RecordKind::Result, label, page) {
            return true;
        }
        let record = &item.record;
        let Some(name) = record.get("result_name").copied() else {
            return false;
        };
        if scalar(name.value).is_some_and(|text| is_none(text.trim()))
            || record.get("result_type").is_none()
        {
            return false;
        }
        let row = self.cells(record, RecordKind::Result);
        page.pair(
            label,
            name.word,
            vec![Block::Table(row_table(
                RecordKind::Result,
                vec![row],
                name.word,
            ))],
        );
        true
    }

    /// The rows of a kind as a table below its label; says whether there are any.
    fn table(
        &mut self,
        item: &Item<'_, '_>,
        kind: RecordKind,
        label: &str,
        page: &mut Page,
    ) -> bool {
        let rows = item.rows.iter().filter(|row| row.kind == kind);
        let rows = in_order(rows.collect());
        let mut blocks = Vec::new();
        let mut records = Vec::new();
        for row in &rows {
            if let Some(text) = row.text {
                blocks.extend(self.source.blocks(text));
            } else if kind == RecordKind::Special {
                blocks.extend(self.special(row));
            } else {
                let cells = self.cells(row, kind);
                if cells.iter().any(|cell| !cell.text.is_blank()) {
                    records.push(cells);
                }
            }
        }
        let Some(first) = rows.first() else {
            return false;
        };
        if !records.is_empty() {
            blocks.push(Block::Table(row_table(kind, records, first.span)));
        }
        let any = !blocks.is_empty();
        page.pair_if(label, first.span, blocks);
        any
    }

    fn cells(&mut self, row: &Record<'_, '_>, kind: RecordKind) -> Vec<Cell> {
        fields::labels(kind)
            .map(|(name, _)| {
                let Some(field) = row.get(name).copied() else {
                    return cell(Fragment::default());
                };
                let text = match name {
                    "result_type" => match self.code(CodeList::ResultType, &field) {
                        Coded::Word(word) => word,
                        Coded::Unlisted(code) => {
                            self.unlisted.insert(place(field.value.span));
                            code
                        }
                    },
                    "law_name" => untitled(&self.text(&field)),
                    _ => self.whole(row, name),
                };
                cell(text)
            })
            .collect()
    }

    /// 听证（20工作日）：…
    fn special(&mut self, row: &Record<'_, '_>) -> Option<Block> {
        let name = row.get("special_name").copied()?;
        let mut text = self.text(&name);
        if let Some(date) = row.get("special_date").copied() {
            let end = text.span().end as usize;
            text.push("（", end..end, false);
            text.append(&self.text(&date));
            if let Some(unit) = row.get("special_date_type").copied() {
                text.append(&self.code(CodeList::LimitUnit, &unit).fragment());
            }
            let end = date.value.span.end as usize;
            text.push("）", end..end, false);
        }
        Some(Block::Line(Line::plain(text)))
    }

    /// The name of the item from a field that is called so and says no more (`title`), where nothing else names it.
    fn name(&self, item: &Item<'_, '_>, guide: &mut Guide) {
        let named = guide.item.given().is_some_and(|item| item.name.is_given());
        let weak = item.record.all("task_name").find(|field| field.is_weak);
        if let (false, Some(field)) = (named, weak) {
            let name = self.text(field).reading();
            if !guide.item.is_given() {
                guide.item = Reading::Given(tongyuan_model::Item::default(), field.value.span);
            }
            if let Some(item) = guide.item.given_mut() {
                item.name = name;
            }
        }
    }
}

/// The page that a record is laid out as.
struct Page {
    blocks: Vec<Block>,
    /// Pages that the record holds: they come after what the record says itself.
    contents: Vec<Block>,
    /// Limits whose unit is not known: whether statutory, the number, where both stand.
    limits: Vec<(bool, Number, Span, Span)>,
    /// Where an audience stands whose codes are not known.
    audience: Option<Span>,
}

impl Page {
    fn pair(&mut self, label: &str, at: Span, blocks: Vec<Block>) {
        self.blocks.push(Block::Pair(standing(label, at), blocks));
    }

    fn pair_if(&mut self, label: &str, at: Span, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.pair(label, at, blocks);
        }
    }
}

fn has_rows(item: &Item<'_, '_>, kind: RecordKind) -> bool {
    item.rows.iter().any(|row| row.kind == kind)
}

/// 《…》 around the whole of a title is a mark, not a part of it.
fn untitled(text: &Fragment) -> Fragment {
    let words = text.text();
    let bare = words
        .strip_prefix('《')
        .and_then(|rest| rest.strip_suffix('》'));
    match bare.filter(|bare| !bare.contains(['《', '》'])) {
        Some(bare) => text.slice('《'.len_utf8()..'《'.len_utf8() + bare.len()),
        None => text.clone(),
    }
}

/// Puts what is said of a limit behind it in brackets: from when it runs and the rest each in its own.
fn bracketed(text: &mut Fragment, said: &Fragment) {
    let words = said.text();
    let first = words
        .find('；')
        .filter(|_| words.starts_with(['自', '从']))
        .unwrap_or(words.len());
    let rest = (first + '；'.len_utf8()).min(words.len());
    for part in [said.slice(0..first), said.slice(rest..words.len())] {
        if !part.is_blank() {
            let (start, end) = (part.span().start as usize, part.span().end as usize);
            text.push("（", start..start, false);
            text.append(&part);
            text.push("）", end..end, false);
        }
    }
}

/// Laws without the class that stands before their titles: 【行政法规】《…》.
fn unclassed(blocks: Vec<Block>) -> Vec<Block> {
    let bare = |text: &Fragment| {
        let words = text.text();
        let end = words.strip_prefix('【').and_then(|rest| rest.find('】'))?;
        let from = '【'.len_utf8() + end + '】'.len_utf8();
        words[from..]
            .starts_with('《')
            .then(|| text.slice(from..words.len()))
    };
    let blocks = blocks.into_iter();
    let unclassed = blocks.map(|block| match &block {
        Block::Line(line) => bare(&line.text).map_or(block, |text| Block::Line(Line::plain(text))),
        _ => block,
    });
    unclassed.collect()
}

/// The day of a moment: 2024-01-20 00:00:00.
fn date(text: Fragment) -> Fragment {
    let words = text.text();
    let is_moment = words.len() > 10
        && words.is_char_boundary(10)
        && words[..10]
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
        && words[10..].starts_with([' ', 'T']);
    if is_moment { text.slice(0..10) } else { text }
}

/// Whether a field says anything but that there is nothing.
pub(super) fn says(field: &Field<'_, '_>) -> bool {
    !is_void(field.value) && scalar(field.value).is_some_and(|text| !is_none(text.trim()))
}
