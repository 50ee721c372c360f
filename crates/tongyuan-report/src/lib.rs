//! Puts findings, comparisons and guides into words and formats.
//!
//! Every serialised shape is owned here and versioned: findings and differences as JSON, guides as JSON and YAML, the list of
//! rules. The words of a rule come from the rule; what a report says of its own is in [`chrome`], once for each language.
//!
//! Text from guides is untrusted and may hold personal data: it is cleaned and masked on its way into every output.

#![deny(missing_docs)]

mod baseline_json;
mod capture;
mod changelog;
mod changes;
pub mod chrome;
mod clean;
mod columns;
mod cpsv;
mod diff;
mod diff_html;
mod diff_json;
mod diff_markdown;
mod diff_text;
mod draft_words;
mod draft_yaml;
mod escape;
mod exchange;
mod explain;
mod findings;
mod guide_json;
mod guide_yaml;
pub mod inspection;
mod json;
mod laws_yaml;
pub mod ledger;
mod location;
mod losses;
mod marks;
mod patch;
mod render;
mod rules_json;
mod run;
mod sentence;
mod template;
mod word;

pub use baseline_json::baseline_json;
pub use capture::{
    Captured, Captures, Dialled, Evidence, Outcome, Reason, Redirect, capture_text, captures_json,
    captures_summary,
};
pub use changelog::Changelog;
pub use changes::Since;
pub use clean::clean;
pub use cpsv::cpsv_json;
pub use diff::DiffReport;
pub use diff_html::diff_html;
pub use diff_json::diff_json;
pub use diff_markdown::diff_markdown;
pub use diff_text::{Layout, diff_text};
pub use draft_yaml::{DraftReport, draft_yaml};
pub use exchange::{FieldCase, exchange_json};
pub use explain::{explain, explain_own, split_docs};
pub use findings::json::{dossier_lines, summary_line};
pub use findings::text::{
    finding_text, finding_text_with_key, note_text, since_text, summary_text,
};
pub use findings::{Form, Report};
pub use guide_json::{guide_line, guides_json};
pub use guide_yaml::{Keys, guides_yaml};
pub use inspection::Inspection;
pub use laws_yaml::{laws_edited, laws_yaml};
pub use losses::{LOSSES, Loss, losses_table};
pub use patch::patch;
pub use render::{ChannelDocument, Layouts, RenderForm, channel_document};
pub use rules_json::{rules_json, rules_text};
pub use run::{RunNote, Said, Side, Summary};
pub use sentence::{Sentence, sentence};
pub use template::{Escape, Ready, Template};

/// The schema of [`Form::Json`].
pub const FINDINGS_SCHEMA: &str = include_str!("../../../schemas/findings.schema.json");

/// The schema of [`diff_json`].
pub const DIFF_SCHEMA: &str = include_str!("../../../schemas/diff.schema.json");

/// The schema of the evidence of a capture, and of [`captures_json`].
pub const CAPTURE_SCHEMA: &str = include_str!("../../../schemas/capture.schema.json");

/// Whether a text output may hold terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With colours, for a terminal.
    On,
    /// Plain text.
    Off,
}
