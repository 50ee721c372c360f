//! The ledger as a workbook (问题台账) that departments fill in and send back: all findings, then a sheet for each department.
//!
//! Rows are known again by their hidden columns, wherever they were moved or sorted to. Whatever a guide says is written as text, so that nothing of it
//! is ever calculated. The same rows give the same bytes.

use std::collections::{BTreeMap, HashSet};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use tongyuan_inspect::rectification::State;
use tongyuan_inspect::{Language, Severity};
use tongyuan_model::ledger::LedgerColumn;
use tongyuan_model::{Channel, Date};

use super::{LedgerRow, Progress};
use crate::chrome::chrome;
use crate::clean::clean;

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
/// What the library says that writes it: the workbook is too large.
pub fn ledger_xlsx(
    rows: &[LedgerRow],
    language: Language,
    day: Date,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Written when it is asked for, not when the clock says: the same rows are the same bytes.
    let written = ExcelDateTime::from_ymd(day.year.max(1900), day.month, day.day)?;
    let title = match language {
        Language::Chinese => "问题台账",
        Language::English => "Ledger of findings",
    };
    let properties = DocProperties::new()
        .set_title(title)
        .set_creation_datetime(&written);
    workbook.set_properties(&properties);
    let look = Look::new();
    let (all, unnamed) = match language {
        Language::Chinese => ("全部", "未注明责任部门"),
        Language::English => ("All", "No department named"),
    };
    let mut names = Names::default();
    let whole: Vec<&LedgerRow> = rows.iter().collect();
    sheets(&mut workbook, &mut names, all, &whole, language, &look)?;
    let mut departments: BTreeMap<Option<&str>, Vec<&LedgerRow>> = BTreeMap::new();
    for row in rows {
        departments
            .entry(row.department.as_deref())
            .or_default()
            .push(row);
    }
    // Those that belong to nobody stand last.
    let nobody = departments.remove(&None);
    for (department, own) in &departments {
        let name = department.unwrap_or(unnamed);
        sheets(&mut workbook, &mut names, name, own, language, &look)?;
    }
    if let Some(own) = nobody {
        sheets(&mut workbook, &mut names, unnamed, &own, language, &look)?;
    }
    workbook.save_to_buffer()
}

/// A sheet of rows, or several where one does not hold them.
fn sheets(
    workbook: &mut Workbook,
    names: &mut Names,
    name: &str,
    rows: &[&LedgerRow],
    language: Language,
    look: &Look,
) -> Result<(), XlsxError> {
    let mut parts = rows.chunks(MOST_ROWS);
    let first = parts.next().unwrap_or_default();
    for part in std::iter::once(first).chain(parts) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(names.take(name))?;
        fill(sheet, part, language, look)?;
    }
    Ok(())
}

fn fill(
    sheet: &mut Worksheet,
    rows: &[&LedgerRow],
    language: Language,
    look: &Look,
) -> Result<(), XlsxError> {
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    for (at, column) in (0..).zip(LedgerColumn::ALL) {
        let heading = match language {
            Language::Chinese => column.chinese(),
            Language::English => column.english(),
        };
        let is_filled = LedgerColumn::FILLED.contains(&column);
        let format = if is_filled { &look.asked } else { &look.header };
        sheet.write_string_with_format(0, at, heading, format)?;
        sheet.set_column_width(at, width(column))?;
        if matches!(
            column,
            LedgerColumn::Key | LedgerColumn::Evidence | LedgerColumn::Revision
        ) {
            sheet.set_column_hidden(at)?;
        }
        if column == LedgerColumn::Progress && last > 0 {
            sheet.add_data_validation(1, at, last, at, &progress(language)?)?;
        }
    }
    for (line, row) in (1..).zip(rows) {
        for (at, column) in (0..).zip(LedgerColumn::ALL) {
            let is_filled = LedgerColumn::FILLED.contains(&column);
            let format = if is_filled { &look.open } else { &look.cell };
            if column == LedgerColumn::Number {
                sheet.write_number_with_format(line, at, line, &look.number)?;
                continue;
            }
            let text = fitted(&said(row, column, language), language);
            if text.is_empty() {
                sheet.write_blank(line, at, format)?;
            } else {
                sheet.write_string_with_format(line, at, text, format)?;
            }
        }
    }
    let right = u16::try_from(LedgerColumn::ALL.len() - 1).unwrap_or_default();
    sheet.autofilter(0, 0, last, right)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
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

fn width(column: LedgerColumn) -> f64 {
    match column {
        LedgerColumn::Number => 6.0,
        LedgerColumn::State | LedgerColumn::Severity | LedgerColumn::Channel => 10.0,
        LedgerColumn::Since | LedgerColumn::Due | LedgerColumn::Done => 12.0,
        LedgerColumn::Progress | LedgerColumn::Owner => 12.0,
        LedgerColumn::Department => 16.0,
        LedgerColumn::Item | LedgerColumn::Guide | LedgerColumn::Place | LedgerColumn::Basis => {
            24.0
        }
        LedgerColumn::Expected | LedgerColumn::Actual | LedgerColumn::Remark => 28.0,
        LedgerColumn::Finding | LedgerColumn::Help => 40.0,
        LedgerColumn::Key | LedgerColumn::Evidence | LedgerColumn::Revision => 18.0,
    }
}

/// The list to choose from, with what is to be filled in.
fn progress(language: Language) -> Result<DataValidation, XlsxError> {
    let words = Progress::ALL.map(|own| own.words().get(language));
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
    DataValidation::new()
        .allow_list_strings(&words)?
        .set_input_title(title)?
        .set_input_message(message)?
        .set_error_title(title)?
        .set_error_message(wrong)
        .map(|own| own.set_error_style(DataValidationErrorStyle::Stop))
}

/// How cells look. All of them hold text, so that what is typed over them is text as well.
struct Look {
    header: Format,
    /// The heading of what is to be filled in.
    asked: Format,
    cell: Format,
    /// What is to be filled in.
    open: Format,
    number: Format,
}

impl Look {
    fn new() -> Self {
        let base = Format::new()
            .set_align(FormatAlign::Top)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xBF_BF_BF));
        let text = base.clone().set_num_format("@");
        let header = text.clone().set_bold().set_align(FormatAlign::Center);
        Self {
            header: header.clone().set_background_color(Color::RGB(0xDD_E6_F0)),
            asked: header.set_background_color(Color::RGB(0xFF_E6_99)),
            cell: text.clone(),
            open: text.set_background_color(Color::RGB(0xFF_FB_EE)),
            number: base,
        }
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
