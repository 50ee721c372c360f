//! What the report of an inspection says, in order and in words, in no form yet. Templates are given it as it stands here.

use std::collections::BTreeSet;

use serde::Serialize;
use tongyuan_inspect::Language;
use tongyuan_model::Channel;

use super::words::{self, ReportWords};
use super::{Entry, InspectedGuide, Inspection, Letter, Spot};
use crate::chrome::chrome;
use crate::marks::marked;
use crate::sentence::channel_name;

mod before;
mod figures;
mod limits;
mod scope;
mod waived;

pub(super) use before::{BeforeView, GoneView};
pub(super) use limits::{ToldRow, Unfetched};
pub(super) use waived::WaivedRow;

use limits::Limits;

/// The report.
#[derive(Debug, Serialize)]
pub(super) struct View<'i> {
    pub(super) language: &'i str,
    #[serde(skip)]
    pub(super) tongue: Language,
    pub(super) words: ReportWords,
    pub(super) letter: &'i Letter,
    pub(super) title: String,
    pub(super) day: &'i str,
    /// Whose list it is, where it is that of one department.
    pub(super) department: Option<String>,
    /// What it opens with.
    pub(super) opening: String,
    /// What a department is asked to do with its list; none where it has nothing to do.
    pub(super) ask: Option<String>,
    pub(super) objects: Vec<String>,
    pub(super) method: Vec<String>,
    /// Address, time and outcome of what was fetched.
    pub(super) captures: Vec<[String; 4]>,
    pub(super) overview: String,
    pub(super) departments: Vec<Tally>,
    pub(super) clauses: Vec<Tally>,
    pub(super) families: Vec<Tally>,
    pub(super) before: Option<BeforeView<'i>>,
    pub(super) trend: Vec<Bar>,
    pub(super) cancel_said: String,
    pub(super) cancel: Vec<Cancelled<'i>>,
    pub(super) waived: Vec<WaivedRow<'i>>,
    pub(super) unread: Vec<ToldRow>,
    pub(super) unfetched: Vec<Unfetched<'i>>,
    pub(super) remarks: Vec<ToldRow>,
    /// The open findings: a page of the report has some of them, and is given them beside.
    #[serde(skip)]
    pub(super) items: Vec<Item<'i>>,
    pub(super) inspected: Vec<InspectedRow<'i>>,
    pub(super) options: Options,
}

/// How many open findings have something in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Tally {
    pub(super) name: String,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    pub(super) total: usize,
    /// The length of a bar, in parts of a hundred of the longest.
    pub(super) percent: usize,
}

/// What an inspection came to, as a column of a chart: the heights in parts of a hundred of the highest.
#[derive(Debug, Serialize)]
pub(super) struct Bar {
    pub(super) day: String,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    pub(super) total: usize,
    pub(super) heights: [usize; 3],
}

/// A material that no law asks for.
#[derive(Debug, Serialize)]
pub(super) struct Cancelled<'i> {
    pub(super) guide: String,
    pub(super) department: String,
    pub(super) material: &'i str,
    pub(super) reason: &'i str,
    pub(super) place: String,
}

/// An open finding.
#[derive(Debug, Serialize)]
pub(super) struct Item<'i> {
    pub(super) number: usize,
    pub(super) key: &'i str,
    /// The beginning of the key, by which the ledger finds it.
    pub(super) short_key: String,
    pub(super) rule: &'i str,
    pub(super) title: &'i str,
    pub(super) severity: &'i str,
    pub(super) severity_word: &'static str,
    pub(super) doubtful: bool,
    pub(super) message: &'i str,
    pub(super) help: &'i str,
    pub(super) basis: &'i str,
    pub(super) clauses: Vec<String>,
    pub(super) family: String,
    pub(super) guide: String,
    pub(super) department: String,
    pub(super) channel: &'static str,
    pub(super) expected: Vec<PieceView>,
    pub(super) actual: Vec<PieceView>,
    pub(super) spots: Vec<SpotView<'i>>,
    pub(super) state: Option<String>,
    pub(super) state_key: Option<&'i str>,
    pub(super) since: Option<&'i str>,
    pub(super) due: Option<&'i str>,
    /// What its department says of it.
    pub(super) remark: Option<&'i str>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct PieceView {
    pub(super) text: String,
    pub(super) changed: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct SpotView<'i> {
    pub(super) role: &'i str,
    /// File, line, column and native place.
    pub(super) at: String,
    /// The same without the path of an element, which says nothing on paper.
    pub(super) brief: String,
    pub(super) before: &'i str,
    pub(super) marked: &'i str,
    pub(super) after: &'i str,
}

/// A document that was inspected.
#[derive(Debug, Serialize)]
pub(super) struct InspectedRow<'i> {
    pub(super) guide: String,
    pub(super) department: String,
    pub(super) channel: &'static str,
    pub(super) file: &'i str,
    pub(super) version: &'i str,
    pub(super) sha256: &'i str,
    pub(super) is_read: bool,
    pub(super) fetched: &'i str,
}

/// What findings can be chosen by.
#[derive(Debug, Default, Serialize)]
pub(super) struct Options {
    pub(super) departments: Vec<String>,
    pub(super) channels: Vec<String>,
    pub(super) clauses: Vec<String>,
    pub(super) states: Vec<String>,
}

impl<'i> View<'i> {
    /// The report of an inspection, or of what it found in one department.
    pub(super) fn of(inspection: &'i Inspection, department: Option<&Option<String>>) -> Self {
        let language = inspection.language();
        let words = ReportWords::of(language);
        let is_own = |own: &Option<String>| department.is_none_or(|wanted| own == wanted);
        let entries: Vec<&'i Entry> = inspection
            .open()
            .filter(|entry| is_own(&entry.department))
            .collect();
        let guides: Vec<&InspectedGuide> = inspection
            .scope
            .guides
            .iter()
            .filter(|guide| is_own(&guide.department))
            .collect();
        let items: Vec<Item<'i>> = (1..)
            .zip(&entries)
            .map(|(number, entry)| Item::of(number, entry, language))
            .collect();
        let is_part = department.is_some();
        let is_clean = entries.is_empty();
        let waived = waived::rows(inspection, &is_own, &words);
        let limits = Limits::of(inspection, department, &words, language);
        let title = match inspection.letter.title.as_str() {
            "" if is_part => words.part_title.to_owned(),
            "" => words.title.to_owned(),
            title => title.to_owned(),
        };
        Self {
            language: &inspection.language,
            tongue: language,
            letter: &inspection.letter,
            title,
            day: &inspection.day,
            department: department.map(|own| department_of(own.as_deref(), &words)),
            opening: scope::opening(inspection, &guides, department, is_clean, language),
            ask: is_part.then(|| ask(inspection, &entries)).flatten(),
            objects: scope::objects(inspection, &guides, department, language),
            method: scope::method(inspection, language),
            captures: if is_part {
                Vec::new()
            } else {
                scope::captures(inspection, &words, language)
            },
            overview: figures::overview(inspection, &entries, waived.len(), &limits, &words),
            departments: if is_part {
                Vec::new()
            } else {
                figures::tally(&entries, |entry| {
                    vec![department_of(entry.department.as_deref(), &words)]
                })
            },
            clauses: figures::tally_of_clauses(&entries, language, &words),
            families: figures::tally(&entries, |entry| {
                vec![words::family(&entry.family, language)]
            }),
            before: before::before(inspection, department, &entries, &words),
            trend: if is_part {
                Vec::new()
            } else {
                figures::trend(inspection)
            },
            cancel_said: figures::cancel_said(inspection, &entries, language),
            cancel: figures::cancelled(&entries, &words, language),
            waived,
            unread: limits.unread,
            unfetched: limits.unfetched,
            remarks: limits.remarks,
            inspected: scope::inspected(&guides, &words, language),
            options: Options::of(&items),
            items,
            words,
        }
    }
}

/// What a department is asked to do with its list, and by when; none where nothing is to be put right.
fn ask(inspection: &Inspection, entries: &[&Entry]) -> Option<String> {
    let today = inspection.day.as_str();
    let rectified = entries.iter().filter_map(|own| own.rectification.as_ref());
    let days: Vec<&str> = rectified.filter_map(|own| own.due.as_deref()).collect();
    // Days are written so that they sort as texts.
    let next = days.iter().filter(|day| **day >= today).min();
    let overdue = days.iter().filter(|day| **day < today).count();
    let language = inspection.language();
    let said = match language {
        Language::Chinese => {
            let by = next.map_or_else(
                || "填好后送回".to_owned(),
                |day| format!("于最近的整改期限（{}）前送回", day_in_words(day, language)),
            );
            let late = match overdue {
                0 => String::new(),
                _ => format!("已经逾期的 {overdue} 项请立即整改。"),
            };
            format!("请填写 ledger.xlsx 中的整改情况、整改说明、责任人、完成日期，{by}。{late}")
        }
        Language::English => {
            let by = next.map_or_else(String::new, |day| {
                format!(" by {day}, the next day by which something is to be put right")
            });
            let late = match overdue {
                0 => String::new(),
                _ => format!(" What is overdue is to be put right at once: {overdue}."),
            };
            format!(
                "Please fill in Progress, Remark, Owner and Done on in ledger.xlsx, and send it back{by}.{late}"
            )
        }
    };
    (!entries.is_empty()).then_some(said)
}

/// The departments that an inspection looked at or found something of, in the order of their names; none for what names none.
pub(super) fn departments(inspection: &Inspection) -> Vec<Option<String>> {
    let guides = inspection.scope.guides.iter();
    let guides = guides.map(|guide| &guide.department);
    let entries = inspection.open().map(|entry| &entry.department);
    let mut found: Vec<Option<String>> = guides.chain(entries).cloned().collect();
    // What names no department comes last.
    found.sort_by(|a, b| (a.is_none(), a).cmp(&(b.is_none(), b)));
    found.dedup();
    found
}

pub(super) fn department_of(name: Option<&str>, words: &ReportWords) -> String {
    name.unwrap_or(words.no_department).to_owned()
}

/// A day as an official document has it: 2024年3月1日.
pub(super) fn day_in_words(day: &str, language: Language) -> String {
    let parts: Vec<&str> = day.split('-').collect();
    match (language, parts.as_slice()) {
        (Language::Chinese, [year, month, day]) => {
            let plain = |text: &str| text.trim_start_matches('0').to_owned();
            format!("{year}年{}月{}日", plain(month), plain(day))
        }
        _ => day.to_owned(),
    }
}

/// The name of an item with the id of its guide, or what is about no one guide.
fn guide_of(name: Option<&str>, guide: Option<&str>, words: &ReportWords) -> String {
    name.or(guide).unwrap_or(words.whole).to_owned()
}

pub(super) fn channel_of(
    key: Option<&str>,
    words: &ReportWords,
    language: Language,
) -> &'static str {
    match key.and_then(Channel::of_word) {
        Some(channel) => channel_name(channel, language),
        None => words.no_channel,
    }
}

/// Where something is: file, line and column, and the native place.
pub(super) fn at(spot: &Spot) -> String {
    let place = spot.place.as_deref();
    let place = place.map_or_else(String::new, |place| format!(" · {place}"));
    format!("{}:{}:{}{place}", spot.file, spot.line, spot.column)
}

/// The same on paper, where the path of an element of a page says nothing.
fn brief(spot: &Spot) -> String {
    match &spot.place {
        Some(path) if path.contains(" > ") => {
            format!("{}:{}:{}", spot.file, spot.line, spot.column)
        }
        _ => at(spot),
    }
}

impl<'i> Item<'i> {
    fn of(number: usize, entry: &'i Entry, language: Language) -> Self {
        let words = ReportWords::of(language);
        let (expected, actual) = texts(entry);
        let spots = std::iter::once(&entry.place).chain(&entry.related);
        let rectified = entry.rectification.as_ref();
        Self {
            number,
            key: &entry.key,
            short_key: short_key(&entry.key),
            rule: &entry.rule,
            title: &entry.title,
            severity: &entry.severity,
            severity_word: chrome(language).severity(entry.severity()),
            doubtful: entry.confidence == "needs-review",
            message: &entry.message,
            help: &entry.help,
            basis: &entry.basis,
            clauses: entry
                .clauses
                .iter()
                .map(|clause| words::clause(clause, language))
                .collect(),
            family: words::family(&entry.family, language),
            guide: guide_of(entry.name.as_deref(), entry.guide.as_deref(), &words),
            department: department_of(entry.department.as_deref(), &words),
            channel: channel_of(entry.channel.as_deref(), &words, language),
            expected,
            actual,
            spots: spots
                .map(|spot| SpotView {
                    role: &spot.role,
                    at: at(spot),
                    brief: brief(spot),
                    before: &spot.before,
                    marked: &spot.marked,
                    after: &spot.after,
                })
                .collect(),
            state: rectified.map(|own| words::state(&own.state, language)),
            state_key: rectified.map(|own| own.state.as_str()),
            since: rectified.map(|own| own.since.as_str()),
            due: rectified.and_then(|own| own.due.as_deref()),
            remark: rectified.and_then(|own| own.remark.as_deref()),
        }
    }
}

/// As much of a key as tells it from others in nearly any ledger.
fn short_key(key: &str) -> String {
    key.chars().take(8).collect()
}

/// Both texts, what differs in them marked where there are two.
fn texts(entry: &Entry) -> (Vec<PieceView>, Vec<PieceView>) {
    let is_pair = entry.expected.is_some() && entry.actual.is_some();
    let (expected, actual) = marked(entry.expected.as_deref(), entry.actual.as_deref());
    let view = |pieces: Vec<crate::marks::Piece<'static>>| {
        let pieces = pieces.into_iter().map(|piece| PieceView {
            text: piece.text.into_owned(),
            changed: piece.is_changed && is_pair,
        });
        pieces.collect()
    };
    (view(expected), view(actual))
}

impl Options {
    fn of(items: &[Item<'_>]) -> Self {
        let sorted = |names: Vec<&str>| {
            let set: BTreeSet<&str> = names.into_iter().collect();
            set.into_iter().map(str::to_owned).collect()
        };
        Self {
            departments: sorted(items.iter().map(|own| own.department.as_str()).collect()),
            channels: sorted(items.iter().map(|own| own.channel).collect()),
            clauses: sorted(
                items
                    .iter()
                    .flat_map(|own| own.clauses.iter().map(String::as_str))
                    .collect(),
            ),
            states: sorted(
                items
                    .iter()
                    .filter_map(|own| own.state.as_deref())
                    .collect(),
            ),
        }
    }
}
