//! The findings as rows for a spreadsheet: every one, those that were accepted as well.

use tongyuan_inspect::Language;

use super::view::{at, channel_of, department_of};
use super::words::{self, ReportWords};
use super::{Entry, Inspection};
use crate::chrome::chrome;

/// The rows with their header, as RFC 4180 has them, behind the mark by which Excel knows UTF-8.
pub(super) fn render(inspection: &Inspection, department: Option<&Option<String>>) -> String {
    let language = inspection.language();
    let words = ReportWords::of(language);
    let mut text = String::from("\u{feff}");
    line(&mut text, &header(language, &words));
    let entries = inspection.findings.iter();
    for entry in entries.filter(|entry| department.is_none_or(|own| *own == entry.department)) {
        line(&mut text, &row(entry, language, &words));
    }
    text
}

const COLUMNS: usize = 21;

fn header(language: Language, words: &ReportWords) -> [String; COLUMNS] {
    let own = |chinese: &str, english: &str| match language {
        Language::Chinese => chinese.to_owned(),
        Language::English => english.to_owned(),
    };
    [
        words.key.to_owned(),
        words.severity.to_owned(),
        words.rule.to_owned(),
        words.family.to_owned(),
        words.clause.to_owned(),
        words.department.to_owned(),
        own("指南", "Guide"),
        own("事项名称", "Name of item"),
        own("实施编码", "Item code"),
        words.channel.to_owned(),
        own("对象", "Subject"),
        words.problem.to_owned(),
        words.mend.to_owned(),
        words.expected.to_owned(),
        words.actual.to_owned(),
        words.place.to_owned(),
        words.doubtful.to_owned(),
        own("豁免", "Waived"),
        words.state.to_owned(),
        words.due.to_owned(),
        own("部门反馈", "What the department says"),
    ]
}

fn row(entry: &Entry, language: Language, words: &ReportWords) -> [String; COLUMNS] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rectified = entry.rectification.as_ref();
    let clauses = entry.clauses.iter();
    let clauses: Vec<String> = clauses.map(|own| words::clause(own, language)).collect();
    [
        entry.key.clone(),
        chrome(language).severity(entry.severity()).to_owned(),
        entry.rule.clone(),
        words::family(&entry.family, language),
        chrome(language).list(&clauses),
        department_of(entry.department.as_deref(), words),
        text(&entry.guide),
        text(&entry.name),
        text(&entry.item),
        channel_of(entry.channel.as_deref(), words, language).to_owned(),
        text(&entry.subject),
        entry.message.clone(),
        entry.help.clone(),
        text(&entry.expected),
        text(&entry.actual),
        at(&entry.place),
        match entry.confidence.as_str() {
            "needs-review" => words.doubtful.to_owned(),
            _ => String::new(),
        },
        text(&entry.waived),
        rectified.map_or_else(String::new, |own| words::state(&own.state, language)),
        rectified
            .and_then(|own| own.due.clone())
            .unwrap_or_default(),
        rectified
            .and_then(|own| own.remark.clone())
            .unwrap_or_default(),
    ]
}

fn line(text: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push('"');
        // A spreadsheet would take it for a formula, and run it.
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}
