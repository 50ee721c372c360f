//! Findings as workflow commands of GitHub Actions: annotations beside the changed lines.

use std::fmt::Write as _;

use tongyuan_inspect::{Finding, Language, Severity};

use super::Report;
use super::escape::{command_message, command_property};
use crate::clean::one_line;
use crate::sentence::sentence;

/// Of each kind a step may have so many annotations; GitHub drops the rest without a word.
const MOST_OF_A_KIND: usize = 10;

/// The findings that somebody has to deal with as workflow commands, the gravest first; at the end how many there are in all.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    for note in report
        .notes
        .iter()
        .filter(|note| note.is_error)
        .take(MOST_OF_A_KIND)
    {
        let file = match note.file.as_str() {
            "" => String::new(),
            file => format!(" file={}", command_property(file)),
        };
        let message = one_line(note.message.get(report.language));
        let _ = writeln!(text, "::error{file}::{}", command_message(&message));
    }
    let failed = report.notes.iter().filter(|note| note.is_error).count();
    let (mut total, mut shown) = (failed, failed.min(MOST_OF_A_KIND));
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let mut own: Vec<&Finding> = report
            .open()
            .filter(|own| own.severity == severity)
            .collect();
        // What the change brought is seen beside it; for the rest there may be no room.
        own.sort_by_key(|finding| finding.is_new == Some(false));
        // The last notice is kept for how many there are.
        let most = match severity {
            Severity::Error => MOST_OF_A_KIND.saturating_sub(shown),
            Severity::Warning => MOST_OF_A_KIND,
            Severity::Note => MOST_OF_A_KIND - 1,
        };
        for finding in own.iter().take(most) {
            let _ = writeln!(text, "{}", command(finding, report));
        }
        total += own.len();
        shown += own.len().min(most);
    }
    if shown < total {
        let words = match report.language {
            Language::Chinese => {
                format!("共 {total} 项，这里只标出 {shown} 项；其余见运行摘要和日志。")
            }
            Language::English => {
                format!(
                    "{total} in all, {shown} of them annotated; the rest is in the summary of the run and in its log."
                )
            }
        };
        let _ = writeln!(text, "::notice title=tongyuan::{}", command_message(&words));
    }
    text
}

fn command(finding: &Finding, report: &Report<'_>) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let location = &finding.location.location;
    let (start, end) = (location.start, location.end);
    let mut properties = format!(
        "file={},line={},endLine={}",
        command_property(&finding.location.file),
        start.line,
        end.line
    );
    // Columns of several lines are not understood.
    if start.line == end.line {
        let _ = write!(properties, ",col={},endColumn={}", start.column, end.column);
    }
    let title = finding.rule.title(report.language);
    let _ = write!(
        properties,
        ",title={}",
        command_property(&format!("{title} ({})", finding.rule.id()))
    );
    let said = sentence(finding, report.language);
    let message = [said.message, said.help].join("\n");
    format!(
        "::{name} {properties}::{}",
        command_message(message.trim_end())
    )
}
