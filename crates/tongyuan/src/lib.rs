//! Keeps service guides (办事指南) honest: one canonical source, and every channel held against it.
//!
//! Eight calls serve another system, each on plain bytes, with no file, network or clock behind it:
//!
//! | call | what it does |
//! |---|---|
//! | [`read`] | what a page or file says, as a guide with a place for every value |
//! | [`check`] | a canonical guide and its published versions against every rule |
//! | [`fix`] | the canonical guide with everything mended that takes no judgement |
//! | [`diff`] | how one guide departs from another |
//! | [`adopt`] | a draft of one guide from what two halls publish, with what is still to be chosen |
//! | [`render`] | what one channel must publish of a guide, as a page, a hand-out, Markdown |
//! | [`explain`] | one rule, in words |
//! | [`report`] | what a check found, as text or JSON |
//!
//! Refuse a bad guide before it is saved:
//!
//! ```
//! use tongyuan::{Capture, Case, Channel, Policy, Registers, Severity, check};
//!
//! let source = "id: pledge\nmaterials:\n  - name: 质押合同\n    submission: {original: 1}\n";
//! let page = "<h2>申请材料</h2><ol><li>质押合同（原件2份）</li></ol>";
//! let case = Case::new(Capture::new("guides/pledge.yaml", source))
//!     .published(Channel::Online, Capture::new("halls/online/pledge.html", page));
//! let checked = check(&case, &Registers::default(), &Policy::default());
//! let altered = checked.findings.iter().find(|f| f.rule.id() == "material-altered");
//! assert_eq!(altered.map(|f| f.severity), Some(Severity::Error));
//! ```

#![deny(missing_docs)]

mod accepted;
mod adopt;
mod case;
mod change;
mod diff;
mod dossier;
mod fix;
mod import;
mod notes;
mod own_rules;
mod practice;
mod register;
mod render;

pub use accepted::{read_baseline, read_waivers, read_waivers_with};
pub use adopt::{Adopted, Written, adopt, adopt_on, item_name, slug};
pub use case::{
    Case, Checked, check, check_with_files, read_calendar, read_cancelled, read_items, read_laws,
    read_materials,
};
pub use change::{guide_change, guide_changes};
pub use diff::{Diffed, diff, diff_on};
pub use dossier::{DOSSIER_SCHEMA, read_dossier};
pub use fix::{Fixed, fix, fix_with_files};
pub use import::{ImportManner, Imported, LawImport};
pub use notes::run_notes;
pub use own_rules::{ExampleFault, ExampleFaultKind, RuleTest, read_rules, test_rules};
pub use practice::read_practice;
pub use render::{Rendered, render, render_in};

pub use tongyuan_compare::{Comparison, Days, Degree, Departure, Difference, Terms};
pub use tongyuan_extract::{
    Capture, Extracted, FailureKind, Format, ProfileFault, Profiles, RecordColumns,
};
pub use tongyuan_inspect::{
    AnyRule, Card, ChangeKind, ContactPolicy, Date, Evidence, Finding, GuideChange, GuidePolicy,
    Language, OwnRule, OwnRules, Policy, Register, Registers, Rule, Severity, Standing,
    inspect_repository, rule, rules, unjudged,
};
pub use tongyuan_model::practice::Practice;
pub use tongyuan_model::register::baseline::Baseline;
pub use tongyuan_model::{Channel, Guide, Reading, Vocabulary};
pub use tongyuan_report::{
    Colour, Form, Layouts, RenderForm, Report, RunNote, Said, Sentence, Since, Summary,
    baseline_json, sentence,
};

/// What a page or file says, as a guide with a place for every value. It never fails: what could not be read is in the notes,
/// and a document that could not be read at all says why in `failure`.
///
/// ```
/// let page = "<h2>收费标准</h2><p>不收费</p>";
/// let read = tongyuan::read(&tongyuan::Capture::new("page.html", page));
/// let fees = read.guide().fees.given().expect("the page states its fees");
/// assert_eq!(fees.charged.given(), Some(&false));
/// ```
#[must_use]
pub fn read(capture: &Capture) -> Extracted {
    tongyuan_extract::extract(capture)
}

/// As [`read`], with what profiles say of the names and codes of exchange records.
///
/// ```
/// use tongyuan::{Capture, Profiles, read_with};
///
/// let mut profiles = Profiles::default();
/// profiles.add("name = \"ours\"\n[codes.is_need]\n0 = \"必要\"\n").expect("it is a profile");
/// assert!(profiles.choose("ours"));
/// let dump = Capture::new("dump.json", r#"[{"material_name": "申请表", "is_need": "0"}]"#);
/// let read = read_with(&dump, &profiles);
/// let material = &read.guide().materials.rows()[0];
/// assert_eq!(material.necessity.given().map(|own| own.chinese()), Some("必要"));
/// ```
#[must_use]
pub fn read_with(capture: &Capture, profiles: &Profiles) -> Extracted {
    tongyuan_extract::extract_with(capture, profiles)
}

/// One rule in words: what it checks, why, on what basis, how to mend it. `None` where no rule has this id.
///
/// ```
/// let words = tongyuan::explain("material-extra", tongyuan::Language::Chinese);
/// assert!(words.is_some_and(|words| words.contains("渠道多要材料")));
/// ```
#[must_use]
pub fn explain(id: &str, language: Language) -> Option<String> {
    rule(id).map(|rule| tongyuan_report::explain(rule, language))
}

/// What a check found, in a form and a language.
///
/// ```
/// use tongyuan::{Capture, Case, Form, Language, Policy, Registers, check, report};
///
/// let case = Case::new(Capture::new("guides/empty.yaml", "标识: 空\n"));
/// let checked = check(&case, &Registers::default(), &Policy::default());
/// let json = report(&checked, Form::Json, Language::English);
/// assert!(json.contains("\"rule\": \"schema-field-missing\""));
/// ```
#[must_use]
pub fn report(checked: &Checked, form: Form, language: Language) -> String {
    report_on(checked, Some(Severity::Error), language).render(form)
}

/// What a check found, ready to be put into any [`Form`]; findings from the severity `fail_on` on fail the check.
#[must_use]
pub fn report_on(checked: &Checked, fail_on: Option<Severity>, language: Language) -> Report<'_> {
    Report {
        findings: &checked.findings,
        notes: &checked.notes,
        summary: &checked.summary,
        since: checked.since.as_ref(),
        fail_on,
        language,
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// The example of the readmes compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
#[doc = include_str!("../../../README.zh-CN.md")]
struct Readmes;
