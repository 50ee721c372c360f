//! An inspection (专项检查): all that its report says, as data. It is written once, as `inspection.json`, and every form of the report
//! is made from it and from nothing else, so that a form can be made again, byte for byte, wherever and whenever.
//!
//! What comes from guides is cleaned and masked when it is entered ([`Entry::of`]); the forms only make it harmless for what they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tongyuan_inspect::{Language, Severity};

use crate::json::pretty;
use crate::ledger::Claim;
use crate::run::{Said, Summary};

mod csv;
mod docx;
mod entry;
mod forms;
mod held;
mod html;
mod pages;
mod sample;
mod view;
mod words;

pub use forms::{Made, ReportTemplates, folders, report_files, report_names};
pub(crate) use words::clause;

/// The schema of [`Inspection::to_json`].
pub const INSPECTION_SCHEMA: &str = include_str!("../../../schemas/inspection.schema.json");

/// The version of the shape.
const VERSION: u32 = 1;

/// What an inspection found, and what it looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// The version of this shape.
    pub schema_version: u32,
    /// The program that made it.
    pub tool: Tool,
    /// The language of its words: `zh-CN` or `en`.
    pub language: String,
    /// The day that it was made for, `YYYY-MM-DD`.
    pub day: String,
    /// What stands on the report as an official document.
    pub letter: Letter,
    /// What was looked at, and by what means.
    pub scope: Scope,
    /// How many of what.
    pub totals: Totals,
    /// What was found, in the order of the files and places.
    pub findings: Vec<Entry>,
    /// What could not be read, and what kept a part from being inspected.
    pub unread: Vec<Remark>,
    /// What was not judged, and what should be known of the reading.
    pub remarks: Vec<Remark>,
    /// The comparison with the inspection before; none where there was none.
    pub before: Option<Before>,
    /// The inspections before, the oldest first.
    pub history: Vec<Past>,
    /// The templates of the repository that the report is written by, so that it can be written again without the repository.
    pub templates: OwnTemplates,
}

/// Templates of a repository; the built-in one stands for what is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTemplates {
    /// Of `report.html`.
    pub html: Option<OwnTemplate>,
    /// Of `report.md`.
    pub markdown: Option<OwnTemplate>,
}

/// A template of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTemplate {
    /// What its file is called in reports.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// A program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What stands on the report as an official document. What is empty is left out, but for the title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// 标题.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// 主送机关.
    pub addressee: Option<String>,
    /// 发文机关署名.
    pub issuer: Option<String>,
}

/// What was looked at, and by what means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Whether that was the whole repository.
    pub is_whole: bool,
    /// The guides with what was published of them.
    pub guides: Vec<InspectedGuide>,
    /// The registers, those that are not there as well.
    pub registers: Vec<InspectedRegister>,
    /// The years whose public holidays are known.
    pub calendar_years: Vec<u16>,
    /// The records of handled cases.
    pub practice: Vec<InspectedRecords>,
    /// Published versions that no guide of the repository claims.
    pub orphans: Vec<String>,
    /// Which rules judged.
    pub rules: InspectedRules,
    /// The settings file.
    pub settings: Option<InspectedFile>,
    /// What came of fetching the published pages; none where none was fetched.
    pub captures: Option<Vec<InspectedCapture>>,
}

/// A file that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectedFile {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, in hex; none where it could not be opened.
    pub sha256: Option<String>,
}

/// A file of records of handled cases that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectedRecords {
    /// The file.
    #[serde(flatten)]
    pub source: InspectedFile,
    /// Whether all of it could be read.
    pub is_read: bool,
}

/// A guide that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectedGuide {
    /// Its id, else the name of its file without endings.
    pub guide: String,
    /// The name of its item.
    pub name: Option<String>,
    /// 实施编码 of its item.
    pub item: Option<String>,
    /// 责任部门.
    pub department: Option<String>,
    /// The number of its version.
    pub version: Option<String>,
    /// The canonical source.
    #[serde(flatten)]
    pub source: InspectedFile,
    /// Whether the source could be read.
    pub is_read: bool,
    /// The parts of the source, by their first keys, that were not wholly read: what is not found there may only be unread. `*` is
    /// all of them.
    pub unread: Vec<String>,
    /// The rules that could give no answer for it.
    pub unjudged: Vec<String>,
    /// Whether all forms and samples that it names could be read.
    pub are_samples_read: bool,
    /// How many records of handled cases were judged for it.
    pub cases: u64,
    /// The keys of the channels that serve it, as it says or the list of items does; none where neither says.
    pub channels: Vec<String>,
    /// What was published of it.
    pub published: Vec<InspectedDocument>,
}

/// A published version that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectedDocument {
    /// The key of its channel.
    pub channel: String,
    /// The document.
    #[serde(flatten)]
    pub source: InspectedFile,
    /// Whether it could be read.
    pub is_read: bool,
    /// The parts of it, by their first keys, that were not wholly read; `*` is all of them.
    pub unread: Vec<String>,
    /// The address that it was fetched from, where that is known.
    pub address: Option<String>,
    /// When it was fetched, in UTC, where that is known.
    pub captured_at: Option<String>,
}

/// A register that was looked at, or is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectedRegister {
    /// Its key: `items`, `laws` …
    pub register: String,
    /// Its file; none where there is none.
    #[serde(flatten)]
    pub source: Option<InspectedFile>,
    /// Whether all of it could be read; so it is where there is none.
    pub is_read: bool,
}

/// Which rules judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectedRules {
    /// The rules that judged, those of the repository as well.
    pub on: Vec<String>,
    /// The rules that the settings turn off.
    pub off: Vec<String>,
    /// The rules that could not judge, because the register is missing that they need.
    pub silent: Vec<String>,
    /// The rules that the settings limit to fields, with the paths of these.
    pub limited: BTreeMap<String, Vec<String>>,
}

/// What came of fetching a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectedCapture {
    /// The guide.
    pub guide: String,
    /// The address.
    pub address: String,
    /// When it was asked for, in UTC.
    pub at: Option<String>,
    /// `same`, `different`, `gone`, `blocked`, `unreachable`; none where that is not known.
    pub outcome: Option<String>,
    /// What came of it, in words.
    pub told: String,
}

/// How many of what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Canonical guides that were read.
    pub guides: usize,
    /// Published versions that were held against their source.
    pub published: usize,
    /// Open findings that are errors.
    pub errors: usize,
    /// Open findings that are warnings.
    pub warnings: usize,
    /// Open findings that are notes.
    pub notes: usize,
    /// Findings that were accepted.
    pub waived: usize,
    /// Files that could not be read.
    pub unreadable: usize,
}

impl Totals {
    fn add(&mut self, entry: &Entry) {
        let count = match (entry.standing.as_str(), entry.severity()) {
            ("waived", _) => &mut self.waived,
            (_, Severity::Error) => &mut self.errors,
            (_, Severity::Warning) => &mut self.warnings,
            (_, Severity::Note) => &mut self.notes,
        };
        *count += 1;
    }
}

/// A finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its identity from one inspection to the next.
    pub key: String,
    /// A digest of what was found: it changes when that changes.
    pub evidence: String,
    /// The id of the rule.
    pub rule: String,
    /// The family of the rule; `own` for a rule of the repository.
    pub family: String,
    /// What the rule is called.
    pub title: String,
    /// `error`, `warning`, `note`.
    pub severity: String,
    /// `certain` or `needs-review`.
    pub confidence: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// What it rests on, in words.
    pub basis: String,
    /// The clauses that the rule serves.
    pub clauses: Vec<String>,
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
    /// The material, condition or other row.
    pub subject: Option<String>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// Where it is.
    pub place: Spot,
    /// Where else to look.
    pub related: Vec<Spot>,
    /// `open` or `waived`.
    pub standing: String,
    /// Why it was accepted, by whom, until when, in words.
    pub waived: Option<String>,
    /// What the ledger has of it; none where no ledger is kept.
    pub rectification: Option<Rectified>,
}

/// A place in a file, with what stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// What it is to the finding, in words; empty for the place of the finding itself.
    pub role: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in code points.
    pub column: u32,
    /// The native place in words: 表 2 行 3 列 1.
    pub place: Option<String>,
    /// What stands in the line before the place.
    pub before: String,
    /// What stands at the place.
    pub marked: String,
    /// What stands in the line after the place.
    pub after: String,
}

/// What the ledger (整改台账) has of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rectified {
    /// The key of its state: `new`, `open`, `reopened`, `overdue`, `waived`, `rectified`.
    pub state: String,
    /// The day of the inspection that found it first.
    pub since: String,
    /// The day by which it is to be put right; none where that cannot be said.
    pub due: Option<String>,
    /// Whether this inspection is the first that found it, or that found it again.
    pub is_new: bool,
    /// What was last said of it.
    pub remark: Option<String>,
    /// What its department says of it, which the workbook shows; nothing where that was contradicted since.
    pub claim: Claim,
    /// The number of the entry that says so; 0 where nobody has said anything.
    pub revision: i64,
}

/// Something to be known that is no finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The file that it is about; empty where it is about the run.
    pub file: String,
    /// What there is to say.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// The comparison with the inspection before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The day that it was made for.
    pub day: String,
    /// How many findings were not there then.
    pub new: usize,
    /// How many were there then, and are.
    pub remaining: usize,
    /// How many were there then, and have been accepted since.
    pub waived: usize,
    /// What was there then, and is put right.
    pub rectified: Vec<Gone>,
    /// What was there then, and could not be looked at this time.
    pub unseen: Vec<Gone>,
}

/// A finding of an inspection before that is none of this one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Its key.
    pub key: String,
    /// The rule.
    pub rule: String,
    /// How bad it was.
    pub severity: String,
    /// The guide.
    pub guide: Option<String>,
    /// The name of its item.
    pub name: Option<String>,
    /// 责任部门.
    pub department: Option<String>,
    /// The key of the channel that departed.
    pub channel: Option<String>,
    /// What was wrong.
    pub message: String,
    /// By what it is put right, or why it could not be looked at, in words.
    pub why: String,
}

/// What an inspection before came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The day that it was made for.
    pub day: String,
    /// Open findings that were errors.
    pub errors: usize,
    /// Open findings that were warnings.
    pub warnings: usize,
    /// Open findings that were notes.
    pub notes: usize,
}

impl Inspection {
    /// An inspection in which nothing was looked at yet.
    #[must_use]
    pub fn new(language: Language, day: &str, version: &str) -> Self {
        Self {
            schema_version: VERSION,
            tool: Tool {
                name: "tongyuan".to_owned(),
                version: version.to_owned(),
            },
            language: language.tag().to_owned(),
            day: day.to_owned(),
            ..Self::default()
        }
    }

    /// The language of its words.
    #[must_use]
    pub fn language(&self) -> Language {
        match self.language.as_str() {
            "en" => Language::English,
            _ => Language::Chinese,
        }
    }

    /// Its JSON, ending in a line break.
    #[must_use]
    pub fn to_json(&self) -> String {
        pretty(self)
    }

    /// The inspection that the text of an `inspection.json` holds.
    ///
    /// # Errors
    ///
    /// What is wrong with the text: it is no JSON, another thing than an inspection, one of a newer version, or not as it was written.
    pub fn of_json(text: &str) -> Result<Self, Said> {
        #[derive(Deserialize)]
        struct Versioned {
            schema_version: u32,
        }
        let unread = |error: serde_json::Error| {
            Said::new(
                format!("不是专项检查的数据（inspection.json）：{error}"),
                format!("this is no inspection (inspection.json): {error}"),
            )
        };
        let Versioned { schema_version } = serde_json::from_str(text).map_err(unread)?;
        if schema_version > VERSION {
            return Err(Said::new(
                format!(
                    "这份检查数据是第 {schema_version} 版，本程序只认识到第 {VERSION} 版：请换用新版本的程序。"
                ),
                format!(
                    "this inspection is of version {schema_version}, and this program knows no later than {VERSION}: use a newer one."
                ),
            ));
        }
        let own: Self = serde_json::from_str(text).map_err(unread)?;
        own.hold().map(|()| own)
    }

    /// Counts what was found, and takes from a run how much it looked at.
    pub fn count(&mut self, summary: &Summary) {
        self.totals = Totals {
            guides: summary.guides,
            published: summary.published,
            unreadable: summary.unreadable,
            ..Totals::default()
        };
        self.count_again();
    }

    /// Counts what was found once more.
    pub fn count_again(&mut self) {
        self.totals = self.counted();
    }

    /// The totals as the findings have them.
    fn counted(&self) -> Totals {
        let mut totals = Totals {
            guides: self.totals.guides,
            published: self.totals.published,
            unreadable: self.totals.unreadable,
            ..Totals::default()
        };
        self.findings.iter().for_each(|entry| totals.add(entry));
        totals
    }

    /// The findings that somebody still has to deal with.
    pub fn open(&self) -> impl Iterator<Item = &Entry> {
        self.findings.iter().filter(|entry| entry.is_open())
    }
}

impl Entry {
    /// Whether somebody still has to deal with it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.standing == "open"
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        Severity::of_key(&self.severity).unwrap_or(Severity::Note)
    }
}
