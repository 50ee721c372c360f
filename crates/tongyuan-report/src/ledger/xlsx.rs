//! The ledger as a workbook (问题台账) that departments fill in and send back: all findings, then a sheet for each department.
//!
//! Rows are known again by their hidden columns, wherever they were moved or sorted to. Whatever a guide says is written as text,
//! so that nothing of it is ever calculated. The same rows give the same bytes. Sheets are written as they are made: a workbook
//! takes little more memory than its texts do, however many findings there are.

use std::collections::{BTreeMap, HashSet};

use tongyuan_inspect::rectification::State;
use tongyuan_inspect::{Language, Severity};
use tongyuan_model::ledger::LedgerColumn;
use tongyuan_model::{Channel, Date};
use zip::result::ZipError;

use super::{LedgerRow, Progress, no_department};
use crate::chrome::chrome;
use crate::clean::clean;

mod package;

use package::{Choice, Look, Package, Sheet};

/// What a cell holds at most, in units of UTF-16.
const LONGEST: usize = 32_767;
/// The rows of a sheet below its header.
const MOST_ROWS: usize = 1_048_575;
/// What the name of a sheet holds at most, in units of UTF-16.
const LONGEST_NAME: usize = 31;

/// The workbook of these rows, as of a day.
///
/// # Errors
///
/// The workbook is larger than an archive can be.
pub fn ledger_xlsx(rows: &[LedgerRow], language: Language, day: Date) -> Result<Vec<u8>, ZipError> {
    let (title, all) = match language {
        Language::Chinese => ("问题台账", "全部"),
        Language::English => ("Ledger of findings", "All"),
    };
    let unnamed = no_department(language);
    let mut departments: BTreeMap<&str, Vec<&LedgerRow>> = BTreeMap::new();
    let mut nobody = Vec::new();
    for row in rows {
        match row.department.as_deref() {
            Some(department) => departments.entry(department).or_default().push(row),
            None => nobody.push(row),
        }
    }
    let mut package = Package::new();
    let mut names = Names::default();
    let mut write = |name: &str, rows: &[&LedgerRow]| {
        // What one sheet does not hold goes on in another.
        let mut parts = rows.chunks(MOST_ROWS);
        let first = parts.next().unwrap_or_default();
        std::iter::once(first)
            .chain(parts)
            .try_for_each(|part| sheet(&mut package, &names.take(name), part, language))
    };
    write(all, &rows.iter().collect::<Vec<_>>())?;
    for (department, own) in &departments {
        write(department, own)?;
    }
    // Those that belong to nobody stand last.
    if !nobody.is_empty() {
        write(&unnamed, &nobody)?;
    }
    package.finish(title, day)
}

fn sheet(
    package: &mut Package,
    name: &str,
    rows: &[&LedgerRow],
    language: Language,
) -> Result<(), ZipError> {
    let is_filled = |column: &LedgerColumn| LedgerColumn::FILLED.contains(column);
    let is_hidden = |column: &LedgerColumn| {
        matches!(
            column,
            LedgerColumn::Key | LedgerColumn::Evidence | LedgerColumn::Revision
        )
    };
    let columns: Vec<(u32, bool)> = LedgerColumn::ALL
        .iter()
        .map(|column| (width(*column), is_hidden(column)))
        .collect();
    let mut sheet = Sheet::begin(package, name, &columns)?;
    sheet.row(|cells| {
        for column in LedgerColumn::ALL {
            let heading = match language {
                Language::Chinese => column.chinese(),
                Language::English => column.english(),
            };
            let look = if is_filled(&column) {
                Look::Asked
            } else {
                Look::Header
            };
            cells.text(heading, look);
        }
    })?;
    for (number, row) in (1..).zip(rows) {
        sheet.row(|cells| {
            for column in LedgerColumn::ALL {
                match column {
                    LedgerColumn::Number => cells.number(number),
                    _ => {
                        let look = if is_filled(&column) {
                            Look::Open
                        } else {
                            Look::Cell
                        };
                        cells.text(&fitted(&said(row, column, language), language), look);
                    }
                }
            }
        })?;
    }
    let at = LedgerColumn::ALL
        .iter()
        .position(|own| *own == LedgerColumn::Progress);
    sheet.finish(at.unwrap_or_default(), &progress(language))
}

/// What stands in a cell.
fn said(row: &LedgerRow, column: LedgerColumn, language: Language) -> String {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        LedgerColumn::Number => String::new(),
        LedgerColumn::State => State::of_key(&row.state)
            .map_or(row.state.as_str(), |own| own.words().get(language))
            .to_owned(),
        LedgerColumn::Severity => Severity::of_key(&row.severity)
            .map_or(row.severity.as_str(), |own| chrome(language).severity(own))
            .to_owned(),
        LedgerColumn::Department => some(&row.department),
        LedgerColumn::Item => some(&row.name),
        LedgerColumn::Guide => some(&row.guide),
        LedgerColumn::Channel => some(&row.channel.as_deref().map(|key| channel(key, language))),
        LedgerColumn::Finding => row.message.clone(),
        LedgerColumn::Expected => some(&row.expected),
        LedgerColumn::Actual => some(&row.actual),
        LedgerColumn::Place => row.place.clone(),
        LedgerColumn::Basis => row.basis.clone(),
        LedgerColumn::Help => match &row.waived {
            Some(waived) => waived.clone(),
            None => row.help.clone(),
        },
        LedgerColumn::Since => row.since.clone(),
        LedgerColumn::Due => some(&row.due),
        LedgerColumn::Progress => {
            let own = row.claim.progress.as_deref().and_then(Progress::of_word);
            own.map_or_else(String::new, |own| own.words().get(language).to_owned())
        }
        LedgerColumn::Remark => some(&row.claim.remark),
        LedgerColumn::Owner => some(&row.claim.owner),
        LedgerColumn::Done => some(&row.claim.done),
        LedgerColumn::Key => row.key.clone(),
        LedgerColumn::Evidence => row.evidence.clone(),
        LedgerColumn::Revision => row.revision.to_string(),
    }
}

/// What a channel is called.
pub(super) fn channel(key: &str, language: Language) -> String {
    let own = Channel::ALL.iter().find(|own| own.key() == key);
    own.map_or(key, |own| match language {
        Language::Chinese => own.chinese(),
        Language::English => own.key(),
    })
    .to_owned()
}

/// A text as a cell can hold it: clean, in characters that XML has, and cut with words that say so where it is too long.
fn fitted(text: &str, language: Language) -> String {
    let clean = clean(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut text = clean.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}");
    if text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let cut = match language {
        Language::Chinese => "……（一个单元格放不下，以下略去，全文见检查报告）",
        Language::English => "… (a cell holds no more: the whole text is in the report)",
    };
    let room = LONGEST - cut.encode_utf16().count();
    let end = prefix(&text, room).len();
    text.truncate(end);
    text.push_str(cut);
    text
}

/// As much of a text as so many units of UTF-16 hold.
fn prefix(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// How wide a column is, in characters.
fn width(column: LedgerColumn) -> u32 {
    match column {
        LedgerColumn::Number => 6,
        LedgerColumn::State | LedgerColumn::Severity | LedgerColumn::Channel => 10,
        LedgerColumn::Since | LedgerColumn::Due | LedgerColumn::Done => 12,
        LedgerColumn::Progress | LedgerColumn::Owner => 12,
        LedgerColumn::Department => 16,
        LedgerColumn::Item | LedgerColumn::Guide | LedgerColumn::Place | LedgerColumn::Basis => 24,
        LedgerColumn::Expected | LedgerColumn::Actual | LedgerColumn::Remark => 28,
        LedgerColumn::Finding | LedgerColumn::Help => 40,
        LedgerColumn::Key | LedgerColumn::Evidence | LedgerColumn::Revision => 18,
    }
}

/// The list to choose from, with what is to be filled in.
fn progress(language: Language) -> Choice {
    let (title, message, wrong) = match language {
        Language::Chinese => (
            "整改情况",
            "从列表中选一项，并填写右边的整改说明、责任人、完成日期（如 2024-03-01）。是否整改到位以复查为准。",
            "请从列表中选一项。",
        ),
        Language::English => (
            "Progress",
            "Choose one of the list, and fill in remark, owner and the day it was done (such as 2024-03-01). Whether it is put right, the next inspection says.",
            "Choose one of the list.",
        ),
    };
    Choice {
        words: Progress::ALL.map(|own| own.words().get(language)).to_vec(),
        title,
        message,
        wrong,
    }
}

/// The names of sheets that are taken.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    /// A name that Excel takes, and that no other sheet has.
    fn take(&mut self, wanted: &str) -> String {
        let cleaned = clean(wanted);
        let kept = cleaned.chars().map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' | '\r' | '\t' => ' ',
            '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            other => other,
        });
        let kept: String = kept.collect();
        let bare = kept.trim().trim_matches('\'').trim();
        // Excel keeps this name for itself.
        let bare = match bare.to_lowercase().as_str() {
            "" => "_",
            "history" => "History_",
            _ => bare,
        };
        for number in 1.. {
            let ending = match number {
                1 => String::new(),
                number => format!(" ({number})"),
            };
            let room = LONGEST_NAME - ending.len();
            let front = prefix(bare, room).trim_end().trim_end_matches('\'');
            let name = format!("{front}{ending}");
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        bare.to_owned()
    }
}

#[cfg(test)]
mod tests;
