//! From the outline of a document to a guide: first which section says what, then each noun from its own section.

use std::borrow::Cow;

use tongyuan_model::{Guide, Key, Reading, STAMP_MARK, Span, Stamp, Unreadable};

use crate::fragment::Fragment;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Document, has_picture, whole_span, whole_text};

mod channel;
mod condition;
mod contact;
mod faq;
mod fee;
mod item;
mod label;
mod legal_basis;
mod material;
mod part;
mod process;
mod record;
mod result;
mod section;
mod table;
mod ticked;
mod time_limit;
mod title;

pub(crate) use label::{Label, Labels, field_in_chinese};
use section::Section;

/// The guides read from a document.
pub(crate) struct Read {
    pub(crate) guides: Vec<Guide>,
    pub(crate) notes: Vec<Note>,
}

/// Reads the guides that a document shows: one, or one for every item and situation that it keeps apart.
///
/// What a profile has chosen for a field stands before all others, and nothing else is read into that field.
pub(crate) fn read(document: &Document) -> Read {
    let (written, blocks) = without_stamp(&document.blocks);
    let stamp = document.stamp.clone().or(written);
    let title = document.title.as_ref();
    let blocks = ticked::ticked(blocks.into_owned());
    let (mut sections, preamble) = section::split(&blocks, &document.labels);
    let chosen = &document.chosen;
    sections.retain(|section| chosen.iter().all(|own| section.label != Some(own.label)));
    sections.splice(0..0, chosen.iter().map(Section::chosen));
    let whole = chosen.iter().flat_map(|own| &own.blocks).chain(&*blocks);
    let whole: Vec<Block> = whole.cloned().collect();
    let mut read = Read {
        guides: Vec::new(),
        notes: Vec::new(),
    };
    for part in part::cut(sections, preamble) {
        let mut reader = Reader {
            guide: Guide::default(),
            notes: Vec::new(),
        };
        if let Some(stamp) = &stamp {
            reader.guide.stamp = Reading::Given(stamp.clone(), stamp.span);
        }
        // A name that was put in between, as records are laid out, names nothing.
        let name = part.name.as_ref();
        if let Some(name) = name.filter(|name| !name.span().range().is_empty()) {
            reader.guide.part = name.reading();
        }
        for section in &part.sections {
            reader.section(section);
        }
        reader.title(title, part.name.as_ref(), &part.preamble, &part.sections);
        reader.untitled_list(&part.preamble);
        reader.whole(&whole);
        read.guides.push(reader.guide);
        // What several guides share is said once.
        for note in reader.notes {
            if !read.notes.contains(&note) {
                read.notes.push(note);
            }
        }
    }
    read
}

/// Adds to the guides of a page what its scripts hold: guides where it shows none, fields where it shows but one.
pub(crate) fn complete(guides: &mut Vec<Guide>, records: Vec<Guide>) {
    if guides.iter().all(Guide::is_empty) {
        if records.iter().any(|record| !record.is_empty()) {
            *guides = records;
        }
        return;
    }
    let ([guide], [record]) = (guides.as_mut_slice(), records.as_slice()) else {
        return;
    };
    let record = record.clone();
    fn take<T>(own: &mut Reading<T>, other: Reading<T>) {
        if !own.is_given() && other.is_given() {
            *own = other;
        }
    }
    if let (Reading::Given(own, _), Reading::Given(other, _)) = (&mut guide.item, &record.item) {
        take(&mut own.name, other.name.clone());
        take(&mut own.code, other.code.clone());
    }
    take(&mut guide.item, record.item);
    take(&mut guide.legal_basis, record.legal_basis);
    take(&mut guide.conditions, record.conditions);
    take(&mut guide.materials, record.materials);
    take(&mut guide.process, record.process);
    take(&mut guide.time_limits, record.time_limits);
    take(&mut guide.fees, record.fees);
    take(&mut guide.results, record.results);
    take(&mut guide.quantity_limit, record.quantity_limit);
    take(&mut guide.channels, record.channels);
    take(&mut guide.contacts, record.contacts);
    take(&mut guide.faq, record.faq);
}

/// Whether a text is nothing but the name of a section of a guide.
pub(crate) fn names_section(text: &str, labels: &Labels) -> bool {
    labels.of(text).is_some()
}

/// The stamp that stands as a line of its own, and the document without it: it belongs to no section.
fn without_stamp(blocks: &[Block]) -> (Option<Stamp>, Cow<'_, [Block]>) {
    let stamp = |block: &Block| {
        let text = block
            .text()
            .filter(|text| text.text().starts_with(STAMP_MARK))?;
        Stamp::from_line(text.text(), text.span())
    };
    match blocks.iter().position(|block| stamp(block).is_some()) {
        None => (None, Cow::Borrowed(blocks)),
        Some(at) => {
            let mut rest = blocks.to_vec();
            let line = rest.remove(at);
            (stamp(&line), Cow::Owned(rest))
        }
    }
}

struct Reader {
    guide: Guide,
    notes: Vec<Note>,
}

impl Reader {
    fn section(&mut self, section: &Section) {
        let Some(label) = section.label else {
            if let Some(heading) = &section.heading
                && whole_span(&section.blocks).is_some()
            {
                let kind = NoteKind::SectionUnknown {
                    heading: heading.text().to_owned(),
                };
                self.notes.push(Note::at(kind, heading.span()));
            }
            contact::stray(&mut self.guide.contacts, &section.blocks);
            return;
        };
        let content = section.with_unit(whole_text(&section.blocks));
        let at = section.span(&content);
        let beyond_us = if content.is_blank() {
            has_picture(&section.blocks).then_some(Unreadable::Picture)
        } else {
            // A law that is pointed to is the basis itself.
            let elsewhere = label != Label::LegalBasis && label::points_elsewhere(content.text());
            elsewhere.then_some(Unreadable::Elsewhere)
        };
        if let (Some(why), Some(field)) = (beyond_us, field(&mut self.guide, label)) {
            if field.is_open() {
                field.set_unreadable(at, why);
                self.unread(label, why, at);
            }
            return;
        }
        if content.is_blank() {
            // A heading with nothing below it: the field is searched and not stated.
            if let Some(field) = field(&mut self.guide, label) {
                field.searched(at);
            }
            return;
        }
        let blocks = &section.blocks;
        if label == Label::Materials
            && let Some(remark) = material::remark(blocks)
        {
            let field = Key::Materials;
            self.notes
                .push(Note::at(NoteKind::RemarkUnread { field }, remark));
        }
        let guide = &mut self.guide;
        let fresh = match label {
            Label::LegalBasis => fill(&mut guide.legal_basis, legal_basis::read(blocks, at)),
            Label::Conditions => fill(&mut guide.conditions, condition::read(blocks, at)),
            Label::Materials => fill(&mut guide.materials, material::read(blocks, at)),
            Label::Process => fill(&mut guide.process, process::read(blocks, at)),
            Label::Fees | Label::Charged | Label::FeeBasis | Label::FeeNote => {
                fee::read(&mut guide.fees, label, blocks, &content, at)
            }
            Label::Results => fill(&mut guide.results, result::read(blocks, at)),
            Label::QuantityLimit => fill(&mut guide.quantity_limit, content.reading()),
            Label::TimeLimits | Label::Statutory | Label::Promised | Label::Excluded => {
                time_limit::read(&mut guide.time_limits, label, blocks, &content, at)
            }
            Label::Consult | Label::Complain | Label::Contacts => {
                contact::read(&mut guide.contacts, label, blocks, &content, at)
            }
            Label::Online
            | Label::InPerson
            | Label::Url
            | Label::Address
            | Label::Hours
            | Label::Phone
            | Label::Visits
            | Label::VisitsReason
            | Label::Depth => {
                let within = section.within;
                channel::read(&mut guide.channels, label, within, blocks, &content, at)
            }
            Label::Faq => {
                more(&mut guide.faq, faq::read(blocks, at));
                true
            }
            Label::Skipped => true,
            _ => item::read(guide, label, &content, at),
        };
        if !fresh {
            let kind = NoteKind::StatedTwice { field: label.key() };
            self.notes.push(Note::at(kind, at));
        } else if field(&mut self.guide, label).is_some_and(|field| field.is_unread()) {
            self.unread(label, Unreadable::WrongShape, at);
        }
    }

    fn unread(&mut self, label: Label, why: Unreadable, at: Span) {
        let field = label.key();
        let kind = NoteKind::SectionUnread { field, why };
        self.notes.push(Note::at(kind, at));
    }

    /// The name of the item from the title, where no section gives it.
    fn title(
        &mut self,
        title: Option<&Fragment>,
        part: Option<&Fragment>,
        preamble: &[Block],
        sections: &[Section],
    ) {
        let titles = titles(preamble);
        let titles = titles.iter().chain(title);
        let named = self
            .guide
            .item
            .given()
            .is_some_and(|item| !item.name.is_missing());
        if named || sections.is_empty() && preamble.is_empty() {
            return;
        }
        // Of those that say as much, the first.
        let headings = preamble.iter().filter_map(|block| match block {
            Block::Heading(heading) => item::name_in_heading(&heading.text),
            _ => None,
        });
        let best = titles
            .filter_map(item::name_in_title)
            .chain(part.and_then(item::name_in_title))
            .chain(headings)
            .min_by_key(|(certainty, _)| *certainty);
        if let Some((_, name)) = best {
            let span = name.span();
            item::of(&mut self.guide, span).name = name;
        }
    }

    /// A document that is nothing but a list of materials, under a title that says so, or a table that does.
    fn untitled_list(&mut self, preamble: &[Block]) {
        if !self.guide.materials.is_missing() {
            return;
        }
        let titled = preamble.iter().position(|block| {
            block
                .text()
                .is_some_and(|t| label::names_materials(t.text()))
        });
        let table = || {
            let is_table =
                |block: &Block| matches!(block, Block::Table(table) if material::is_table(table));
            preamble.iter().position(is_table)
        };
        if let Some(first) = titled.map(|at| at + 1).or_else(table) {
            let list = &preamble[first..];
            if let Some(span) = whole_span(list) {
                self.guide.materials = material::read(list, span);
            }
        }
    }

    /// What was searched for the fields that nothing was found of: the whole document.
    fn whole(&mut self, blocks: &[Block]) {
        let whole = whole_span(blocks).unwrap_or_default().loosened();
        let guide = &mut self.guide;
        guide.span = whole;
        guide.item.searched(whole);
        guide.legal_basis.searched(whole);
        guide.conditions.searched(whole);
        guide.materials.searched(whole);
        guide.process.searched(whole);
        guide.time_limits.searched(whole);
        guide.fees.searched(whole);
        guide.results.searched(whole);
        guide.quantity_limit.searched(whole);
        guide.contacts.searched(whole);
    }
}

/// The lines before the first section that may be a title; a title of a list that is broken over two lines is one.
fn titles(preamble: &[Block]) -> Vec<Fragment> {
    let mut titles: Vec<Fragment> = Vec::new();
    for text in preamble.iter().filter_map(Block::text) {
        let broken = titles.last_mut().filter(|before| {
            label::names_materials(text.text())
                && !before.text().ends_with(['。', '；', '：', '）', ')'])
                && !label::names_materials(before.text())
        });
        match broken {
            Some(before) => before.append(text),
            None => titles.push(text.clone()),
        }
    }
    titles
}

/// A field of the guide, whatever it holds.
trait Field {
    /// Says what was searched for it, where nothing was found and nothing was said of it yet.
    fn searched(&mut self, at: Span);
    /// Says that it stands there and cannot be read.
    fn set_unreadable(&mut self, at: Span, why: Unreadable);
    /// Whether nothing was found of it.
    fn is_open(&self) -> bool;
    /// Whether it stands there and could not be read.
    fn is_unread(&self) -> bool;
}

impl<T> Field for Reading<T> {
    fn searched(&mut self, at: Span) {
        if let Self::Missing(span) = self
            && *span == Span::default()
        {
            *span = at;
        }
    }

    fn set_unreadable(&mut self, at: Span, why: Unreadable) {
        *self = Self::Unreadable(at, why);
    }

    fn is_open(&self) -> bool {
        self.is_missing()
    }

    fn is_unread(&self) -> bool {
        matches!(self, Self::Unreadable(..))
    }
}

/// The field that a section gives as a whole.
fn field(guide: &mut Guide, label: Label) -> Option<&mut dyn Field> {
    Some(match label {
        Label::LegalBasis => &mut guide.legal_basis,
        Label::Conditions => &mut guide.conditions,
        Label::Materials => &mut guide.materials,
        Label::Process => &mut guide.process,
        Label::TimeLimits => &mut guide.time_limits,
        Label::Results => &mut guide.results,
        Label::Fees => &mut guide.fees,
        Label::QuantityLimit => &mut guide.quantity_limit,
        _ => return None,
    })
}

/// Takes a reading where none was made yet; says whether it was taken.
fn fill<T>(own: &mut Reading<T>, read: Reading<T>) -> bool {
    let fresh = own.is_missing();
    if fresh {
        *own = read;
    }
    fresh
}

/// Adds rows to a list that may go on in a section of its own.
fn more<T>(own: &mut Reading<Vec<T>>, read: Reading<Vec<T>>) {
    match (own, read) {
        (Reading::Given(rows, _), Reading::Given(others, _)) => rows.extend(others),
        (own, read) if !own.is_given() => *own = read,
        _ => {}
    }
}

/// The noun that a reading holds, made where there is none yet.
fn noun_at<T: Default>(reading: &mut Reading<T>, at: Span) -> &mut T {
    if !reading.is_given() {
        *reading = Reading::Given(T::default(), at);
    }
    match reading {
        Reading::Given(noun, _) => noun,
        _ => unreachable!("it was just given"),
    }
}

/// A cell of several lines as a list, a line a row.
fn lines_of(cell: &Fragment) -> Reading<Vec<Reading<String>>> {
    let lines: Vec<_> = cell
        .lines()
        .iter()
        .map(Fragment::reading)
        .filter(Reading::is_given)
        .collect();
    if lines.is_empty() {
        Reading::Missing(cell.span())
    } else {
        Reading::Given(lines, cell.span())
    }
}

/// What was read of a list: nothing found in a text that is there is unreadable, not absent.
fn list<T>(mut rows: Vec<T>, content: impl FnOnce() -> Fragment, at: Span) -> Reading<Vec<T>> {
    if !rows.is_empty() {
        rows.shrink_to_fit();
        return Reading::Given(rows, at);
    }
    match content().reading() {
        Reading::StatedNone(span) => Reading::StatedNone(span),
        Reading::Missing(_) => Reading::Missing(at),
        _ => Reading::Unreadable(at, Unreadable::WrongShape),
    }
}

impl Label {
    /// The key of the field that a section belongs to.
    fn key(self) -> Key {
        match self {
            Self::LegalBasis => Key::LegalBasis,
            Self::Conditions => Key::Conditions,
            Self::Materials => Key::Materials,
            Self::Process => Key::Process,
            Self::TimeLimits => Key::TimeLimits,
            Self::Statutory => Key::Statutory,
            Self::Promised => Key::Promised,
            Self::Excluded => Key::Excluded,
            Self::Fees | Self::Charged | Self::FeeBasis | Self::FeeNote => Key::Fees,
            Self::Results => Key::Results,
            Self::QuantityLimit => Key::QuantityLimit,
            Self::Consult => Key::Consult,
            Self::Complain => Key::Complain,
            Self::Contacts => Key::Contacts,
            Self::Faq => Key::Faq,
            Self::ItemName => Key::Name,
            Self::ItemCode => Key::Code,
            Self::CatalogCode => Key::CatalogCode,
            Self::ItemType => Key::Type,
            Self::Level => Key::Level,
            Self::Audience => Key::Audience,
            Self::Handling => Key::Handling,
            Self::Authority => Key::Authority,
            Self::AuthorityCode => Key::AuthorityCode,
            Self::Department => Key::Department,
            Self::VersionNumber => Key::Number,
            Self::EffectiveFrom => Key::EffectiveFrom,
            Self::Online
            | Self::InPerson
            | Self::Url
            | Self::Address
            | Self::Hours
            | Self::Phone
            | Self::Visits
            | Self::VisitsReason
            | Self::Depth
            | Self::Skipped => Key::Channels,
        }
    }
}

#[cfg(test)]
mod tests;
