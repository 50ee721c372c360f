//! The ledger (整改台账): what became of every finding, as a table, as data, and as a workbook to be filled in.
//!
//! Rows come from an inspection ([`LedgerRow::of`]) or from the ledger that a repository keeps; what they say is clean and masked
//! already. The forms only make it harmless for what they are.

use serde::{Deserialize, Serialize};
use tongyuan_inspect::{Language, Words};

use crate::inspection::{Entry, Spot};

mod event;
mod period;
mod text;
mod xlsx;

pub use event::LedgerEvent;
pub use period::{Course, CourseStep, Group, Period, PeriodReport, Tally};
pub use text::{ledger_entry_json, ledger_entry_text, ledger_json, ledger_text};
pub use xlsx::ledger_xlsx;

/// The schema of what [`ledger_json`], [`ledger_entry_json`] and [`PeriodReport::json`] give.
pub const LEDGER_SCHEMA: &str = include_str!("../../../schemas/ledger.schema.json");

/// A finding as the ledger has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LedgerRow {
    /// Its identity.
    pub key: String,
    /// A digest of what was found.
    pub evidence: String,
    /// The key of its state: `new`, `open`, `reopened`, `overdue`, `waived`, `rectified`.
    pub state: String,
    /// The day of the inspection that found it first.
    pub since: String,
    /// The day by which it is to be put right; none where that cannot be said.
    pub due: Option<String>,
    /// The day of the last inspection that found it.
    pub seen: String,
    /// The day of the inspection that found it put right.
    pub rectified: Option<String>,
    /// The id of the rule.
    pub rule: String,
    /// What the rule is called.
    pub title: String,
    /// `error`, `warning`, `note`.
    pub severity: String,
    /// The clauses that the rule serves.
    pub clauses: Vec<String>,
    /// What it rests on, in words.
    pub basis: String,
    /// The guide.
    pub guide: Option<String>,
    /// The name of its item.
    pub name: Option<String>,
    /// 实施编码 of its item.
    pub item: Option<String>,
    /// 责任部门.
    pub department: Option<String>,
    /// The key of the channel that departs.
    pub channel: Option<String>,
    /// The path of the field.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// Where it is: file, line and column, or the native place.
    pub place: String,
    /// Why it was accepted, by whom, until when, in words.
    pub waived: Option<String>,
    /// What the department says of it.
    pub claim: Claim,
    /// The number of the entry that says so; 0 where nobody has said anything.
    pub revision: i64,
}

/// What a department says of a finding. It puts nothing right: only an inspection that looks again does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// 整改情况: the key of a [`Progress`].
    pub progress: Option<String>,
    /// 整改说明.
    pub remark: Option<String>,
    /// 责任人.
    pub owner: Option<String>,
    /// 完成日期, `YYYY-MM-DD`.
    pub done: Option<String>,
}

impl Claim {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// 整改情况: how far a department says it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is put right.
    Rectified,
    /// It is being put right.
    UnderWay,
    /// Nothing was done so far.
    NotBegun,
    /// The department does not think that it is wrong.
    Disputed,
}

impl Progress {
    /// All of them, in the order of the list to choose from.
    pub const ALL: [Self; 4] = [
        Self::Rectified,
        Self::UnderWay,
        Self::NotBegun,
        Self::Disputed,
    ];

    /// The name in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Rectified => "rectified",
            Self::UnderWay => "under-way",
            Self::NotBegun => "not-begun",
            Self::Disputed => "disputed",
        }
    }

    /// The words to choose from.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Rectified => Words::new("已整改", "rectified"),
            Self::UnderWay => Words::new("正在整改", "under way"),
            Self::NotBegun => Words::new("尚未整改", "not begun"),
            Self::Disputed => Words::new("有异议", "disputed"),
        }
    }

    /// What a word of either language, or a name in data, says.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|own| {
            let words = own.words();
            [own.key(), words.chinese, words.english].contains(&word.as_str())
        })
    }
}

impl LedgerRow {
    /// The row of a finding of an inspection of a day.
    #[must_use]
    pub fn of(entry: &Entry, day: &str, language: Language) -> Self {
        // Without a ledger nobody knows since when it is there, or what has become of it.
        let kept = entry.rectification.clone().unwrap_or_default();
        Self {
            key: entry.key.clone(),
            evidence: entry.evidence.clone(),
            state: kept.state,
            since: kept.since,
            due: kept.due,
            seen: day.to_owned(),
            rectified: None,
            rule: entry.rule.clone(),
            title: entry.title.clone(),
            severity: entry.severity.clone(),
            clauses: entry.clauses.clone(),
            basis: entry.basis.clone(),
            guide: entry.guide.clone(),
            name: entry.name.clone(),
            item: entry.item.clone(),
            department: entry.department.clone(),
            channel: entry.channel.clone(),
            field: entry.field.clone(),
            message: entry.message.clone(),
            help: entry.help.clone(),
            expected: entry.expected.clone(),
            actual: entry.actual.clone(),
            place: placed(&entry.place, language),
            waived: entry.waived.clone(),
            claim: kept.claim,
            revision: kept.revision,
        }
    }
}

/// What stands for the department of a finding that has none.
#[must_use]
pub fn no_department(language: Language) -> String {
    Words::new("未注明责任部门", "No department given")
        .get(language)
        .to_owned()
}

/// Where a finding is, in one line.
fn placed(spot: &Spot, language: Language) -> String {
    let file = &spot.file;
    match (&spot.place, language) {
        (Some(place), Language::Chinese) => format!("{file}（{place}）"),
        (Some(place), Language::English) => format!("{file} ({place})"),
        (None, _) if spot.line > 0 => format!("{file}:{}:{}", spot.line, spot.column),
        (None, _) => file.clone(),
    }
}

/// What a department says of a finding, in one line; `is_contradicted` where an inspection has found the contrary since.
#[must_use]
pub fn claim_words(claim: &Claim, is_contradicted: bool, language: Language) -> String {
    let progress = claim.progress.as_deref().and_then(Progress::of_word);
    let mut parts = Vec::new();
    parts.extend(progress.map(|own| own.words().get(language).to_owned()));
    parts.extend(claim.remark.clone());
    parts.extend(claim.owner.clone());
    parts.extend(claim.done.clone());
    match (language, is_contradicted) {
        (Language::Chinese, true) => format!("部门反馈：{}；复查时问题仍在", parts.join("，")),
        (Language::Chinese, false) => format!("部门反馈：{}", parts.join("，")),
        (Language::English, true) => format!(
            "the department says: {}; it was still there when it was looked for",
            parts.join(", ")
        ),
        (Language::English, false) => format!("the department says: {}", parts.join(", ")),
    }
}
