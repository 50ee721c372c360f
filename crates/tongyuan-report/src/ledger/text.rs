//! The ledger for people and for programs: a table, one finding with its history, and both as JSON.

use serde::Serialize;
use tongyuan_inspect::rectification::State;
use tongyuan_inspect::{Language, Severity};
use unicode_width::UnicodeWidthStr as _;

use super::{LedgerEvent, LedgerRow, claim_words};
use crate::chrome::chrome;
use crate::clean::{clean, one_line, short};
use crate::json::pretty;

/// The version of the shapes in JSON.
pub(super) const VERSION: u32 = 1;
/// As much of a key as tells it from others in nearly any ledger.
const SHORT_KEY: usize = 12;
/// As much of the name of an item as has room in a table.
const SHORT_NAME: usize = 30;
/// As much of a sentence as has room in a table.
const SHORT_MESSAGE: usize = 60;

/// Findings as a table, with how many there are in each state.
#[must_use]
pub fn ledger_text(rows: &[LedgerRow], language: Language) -> String {
    let headings = match language {
        Language::Chinese => [
            "编号",
            "状态",
            "严重程度",
            "期限",
            "责任部门",
            "事项",
            "问题",
        ],
        Language::English => [
            "key",
            "state",
            "severity",
            "due by",
            "department",
            "item",
            "finding",
        ],
    };
    let mut table: Vec<Vec<String>> = vec![headings.map(str::to_owned).to_vec()];
    table.extend(rows.iter().map(|row| {
        let dash = |text: &Option<String>| text.as_deref().map_or_else(|| "-".to_owned(), one_line);
        vec![
            row.key.chars().take(SHORT_KEY).collect(),
            state(&row.state, language),
            severity(&row.severity, language),
            dash(&row.due),
            dash(&row.department),
            short(&dash(named(row)), SHORT_NAME),
            short(&row.message, SHORT_MESSAGE),
        ]
    }));
    let mut text = String::new();
    let widths: Vec<usize> = (0..headings.len())
        .map(|at| {
            let cells = table.iter().filter_map(|line| line.get(at));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    for line in &table {
        let mut written = String::new();
        for (cell, width) in line.iter().zip(&widths) {
            written.push_str(cell);
            written.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(written.trim_end());
        text.push('\n');
    }
    text.push_str(&total(rows, language));
    text
}

/// What an item is called; the identifier of its guide where it has no name.
fn named(row: &LedgerRow) -> &Option<String> {
    match &row.name {
        None => &row.guide,
        name => name,
    }
}

/// How many findings there are in each state.
fn total(rows: &[LedgerRow], language: Language) -> String {
    let parts: Vec<String> = State::ALL
        .iter()
        .filter_map(|own| {
            let count = rows.iter().filter(|row| row.state == own.key()).count();
            let words = own.words().get(language);
            (count > 0).then(|| format!("{words} {count}"))
        })
        .collect();
    let count = rows.len();
    match (language, parts.is_empty()) {
        (Language::Chinese, true) => "没有这样的问题。\n".to_owned(),
        (Language::English, true) => "No such findings.\n".to_owned(),
        (Language::Chinese, false) => format!("共 {count} 个：{}\n", parts.join("，")),
        (Language::English, false) => format!("{count} in all: {}\n", parts.join(", ")),
    }
}

/// One finding with all that happened to it.
#[must_use]
pub fn ledger_entry_text(row: &LedgerRow, history: &[LedgerEvent], language: Language) -> String {
    let label = |chinese: &'static str, english: &'static str| match language {
        Language::Chinese => chinese,
        Language::English => english,
    };
    let mut lines = vec![clean(&row.message).into_owned(), String::new()];
    let mut say = |label: &str, text: &str| {
        if !text.is_empty() {
            lines.push(match language {
                Language::Chinese => format!("{label}：{}", clean(text)),
                Language::English => format!("{label}: {}", clean(text)),
            });
        }
    };
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    say(label("编号", "key"), &row.key);
    say(label("状态", "state"), &state(&row.state, language));
    say(
        label("规则", "rule"),
        &format!("{} {}", row.rule, row.title),
    );
    say(
        label("严重程度", "severity"),
        &severity(&row.severity, language),
    );
    say(label("责任部门", "department"), &some(&row.department));
    say(label("事项", "item"), &some(&row.name));
    say(label("指南", "guide"), &some(&row.guide));
    let channel = row
        .channel
        .as_deref()
        .map(|key| super::xlsx::channel(key, language));
    say(label("渠道", "channel"), &some(&channel));
    say(label("位置", "place"), &row.place);
    say(label("应为", "should be"), &some(&row.expected));
    say(label("实为", "is"), &some(&row.actual));
    say(label("依据", "basis"), unlabelled(&row.basis));
    say(label("整改建议", "how to mend it"), &row.help);
    say(label("发现", "found on"), &row.since);
    say(label("最近一次见到", "last seen on"), &row.seen);
    say(label("期限", "due by"), &some(&row.due));
    say(
        label("确认整改", "found put right on"),
        &some(&row.rectified),
    );
    say(label("豁免", "accepted"), &some(&row.waived));
    if !row.claim.is_empty() {
        lines.push(clean(&claim_words(&row.claim, false, language)).into_owned());
    }
    lines.push(String::new());
    lines.push(label("经过：", "What happened:").to_owned());
    lines.extend(
        history
            .iter()
            .map(|event| format!("  {}", clean(&event.line(language)))),
    );
    lines.push(String::new());
    lines.join("\n")
}

/// What a finding rests on, without the word that introduces it in a sentence, in whatever language it was entered.
fn unlabelled(basis: &str) -> &str {
    let labels = [Language::Chinese, Language::English].map(|own| chrome(own).basis(&[]));
    let rest = labels
        .iter()
        .find_map(|own| basis.strip_prefix(own.as_str()));
    rest.unwrap_or(basis)
}

fn state(key: &str, language: Language) -> String {
    State::of_key(key)
        .map_or(key, |own| own.words().get(language))
        .to_owned()
}

fn severity(key: &str, language: Language) -> String {
    Severity::of_key(key)
        .map_or(key, |own| chrome(language).severity(own))
        .to_owned()
}

/// Findings as data, as they stand on a day.
#[must_use]
pub fn ledger_json(rows: &[LedgerRow], day: &str) -> String {
    #[derive(Serialize)]
    struct Shape<'r> {
        schema_version: u32,
        day: &'r str,
        findings: &'r [LedgerRow],
    }
    pretty(&Shape {
        schema_version: VERSION,
        day,
        findings: rows,
    })
}

/// One finding with all that happened to it, as data.
#[must_use]
pub fn ledger_entry_json(row: &LedgerRow, history: &[LedgerEvent], day: &str) -> String {
    #[derive(Serialize)]
    struct Shape<'r> {
        schema_version: u32,
        day: &'r str,
        finding: &'r LedgerRow,
        history: &'r [LedgerEvent],
    }
    pretty(&Shape {
        schema_version: VERSION,
        day,
        finding: row,
        history,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_called_by_its_name_where_it_has_one() {
        let row = |name: Option<&str>| LedgerRow {
            guide: Some("trademark-transfer".to_owned()),
            name: name.map(str::to_owned),
            ..LedgerRow::default()
        };
        let told = |name| ledger_text(&[row(name)], Language::Chinese);
        let named = told(Some("商标转让"));
        assert!(
            named.contains("事项") && named.contains("商标转让"),
            "{named}"
        );
        assert!(!named.contains("trademark-transfer"), "{named}");
        assert!(told(None).contains("trademark-transfer"));
    }

    #[test]
    fn a_basis_is_labelled_once() {
        for (language, entered, told) in [
            (
                Language::Chinese,
                Language::Chinese,
                "\n依据：行政许可法第30条\n",
            ),
            (
                Language::English,
                Language::English,
                "\nbasis: article 30 of the Administrative Licensing Law\n",
            ),
            (
                Language::English,
                Language::Chinese,
                "\nbasis: 行政许可法第30条\n",
            ),
        ] {
            let row = LedgerRow {
                basis: chrome(entered).basis(&["许可30"]),
                ..LedgerRow::default()
            };
            let text = ledger_entry_text(&row, &[], language);
            assert!(text.contains(told), "{text}");
        }
    }
}
