//! Findings as Markdown: a comment on a change, or the summary of a run.

use std::fmt::Write as _;

use tongyuan_inspect::{Finding, Language, Severity, Words};

use super::Report;
use crate::changes::{self, Since};
use crate::chrome::chrome;
use crate::clean::one_line;
use crate::escape::markdown;
use crate::sentence::sentence;

/// A comment takes 65,536 characters; what frames the list has room in the rest.
const MOST_CHARACTERS: usize = 60_000;

/// The findings as Markdown: how many there are, and a table for each guide. What a comment has no room for is counted.
pub(super) fn render(report: &Report<'_>) -> String {
    let language = report.language;
    let title = Words::new("办事指南检查", "Check of service guides").get(language);
    let mut text = format!("## {title}\n\n{}\n", report_line(report));
    if let Some(since) = report.since {
        change(&mut text, since, report);
    }
    let mut room = MOST_CHARACTERS.saturating_sub(text.chars().count());
    let mut left_out = 0;
    for (guide, findings) in report.by_guide(report.open()) {
        let table = table(&guide, &findings, language);
        let length = table.chars().count();
        if length > room {
            left_out += findings.len();
            continue;
        }
        room -= length;
        text.push_str(&table);
    }
    if left_out > 0 {
        let words = match language {
            Language::Chinese => format!("另有 {left_out} 项放不下，见运行日志。"),
            Language::English => {
                format!("{left_out} more did not fit; they are in the log of the run.")
            }
        };
        let _ = writeln!(text, "\n{words}");
    }
    let failed: Vec<_> = report
        .notes
        .iter()
        .filter(|note| note.is_error)
        .take(20)
        .collect();
    if !failed.is_empty() {
        let heading = Words::new("没有读出来的", "What could not be read").get(language);
        let _ = writeln!(text, "\n### {heading}\n");
        for note in failed {
            let message = one_line(note.message.get(language));
            let _ = writeln!(
                text,
                "- {} {}",
                markdown(&one_line(&note.file)),
                markdown(&message)
            );
        }
    }
    text
}

/// What has changed, as a table for each guide; of a change that has no room its totals.
fn change(text: &mut String, since: &Since, report: &Report<'_>) {
    let language = report.language;
    let _ = writeln!(text, "\n### {}\n", markdown(&since.title(language)));
    for line in report.change_lines() {
        let _ = writeln!(text, "{}  ", markdown(&line));
    }
    let heads = [
        Words::new("对申请人", "For applicants"),
        Words::new("改动", "Change"),
    ]
    .map(|words| words.get(language));
    for guide in since.told() {
        let mut own = format!("\n**{}**", markdown(&changes::name(guide)));
        let remarks = [
            changes::kind(guide, language).map(str::to_owned),
            changes::version(guide, language),
        ];
        for remark in remarks.into_iter().flatten() {
            let _ = write!(own, " · {}", markdown(&remark));
        }
        own.push('\n');
        let told = changes::told(guide, language);
        if !told.is_empty() {
            let _ = writeln!(own, "\n| {} |\n|---|---|", heads.join(" | "));
        }
        for (meaning, sentence) in told {
            let _ = writeln!(own, "| {meaning} | {} |", markdown(&sentence));
        }
        // Half of the room is for findings.
        if text.chars().count() + own.chars().count() > MOST_CHARACTERS / 2 {
            let words = Words::new(
                "其余的改动放不下，见运行日志。",
                "The other changes did not fit; they are in the log of the run.",
            );
            let _ = writeln!(text, "\n{}", words.get(language));
            return;
        }
        text.push_str(&own);
    }
}

/// The totals, with what they come to.
fn report_line(report: &Report<'_>) -> String {
    let passes = !report.open().any(|finding| report.fails(finding))
        && !report.notes.iter().any(|note| note.is_error);
    let verdict = if passes {
        Words::new("✅ 通过。", "✅ Passed.")
    } else {
        Words::new("❌ 没有通过。", "❌ Not passed.")
    };
    let totals = chrome(report.language).summary(report.summary);
    format!("{} {}", verdict.get(report.language), markdown(&totals))
}

fn table(guide: &str, findings: &[&Finding], language: Language) -> String {
    let heads = [
        Words::new("严重程度", "Severity"),
        Words::new("位置", "Place"),
        Words::new("问题", "Finding"),
        Words::new("怎样整改", "How to mend it"),
    ]
    .map(|words| words.get(language));
    let mut text = format!(
        "\n### {}\n\n| {} |\n|---|---|---|---|\n",
        markdown(&one_line(guide)),
        heads.join(" | ")
    );
    for finding in findings {
        let said = sentence(finding, language);
        let sign = match finding.severity {
            Severity::Error => "🔴",
            Severity::Warning => "🟡",
            Severity::Note => "🔵",
        };
        let at = &finding.location;
        let before =
            changes::from_before(finding, language).map(|remark| chrome(language).brackets(remark));
        let _ = writeln!(
            text,
            "| {sign} {} | {}:{} | {}{} `{}` | {} |",
            chrome(language).severity(finding.severity),
            markdown(&one_line(&at.file)),
            at.location.start.line,
            markdown(&one_line(&said.message)),
            before.unwrap_or_default(),
            finding.rule.id(),
            markdown(&one_line(&said.help))
        );
    }
    text
}
