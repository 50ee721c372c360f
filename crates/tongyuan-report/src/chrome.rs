//! What reports say of their own: headings, totals, names of degrees and facets. Two files, one trait: what one language
//! lacks, the compiler finds.

use tongyuan_compare::{Burden, Confidence, Degree, Departure, Facet};
use tongyuan_inspect::{Language, Role, Severity, Status};

use crate::run::Summary;

mod en;
mod zh_cn;

/// The furniture of reports in one language.
pub trait Chrome: Sync {
    /// How bad a finding is.
    fn severity(&self, severity: Severity) -> &'static str;
    /// Where a rule is in its life.
    fn status(&self, status: Status) -> &'static str;
    /// What another place is to a finding.
    fn role(&self, role: Role) -> &'static str;
    /// A facet.
    fn facet(&self, facet: Facet) -> &'static str;
    /// How a guide departs.
    fn departure(&self, departure: Departure) -> &'static str;
    /// In words or in substance.
    fn degree(&self, degree: Degree) -> &'static str;
    /// What it means for the applicant.
    fn burden(&self, burden: Burden) -> &'static str;
    /// How sure it is; nothing where there is no doubt.
    fn confidence(&self, confidence: Confidence) -> &'static str;
    /// A paragraph of a document.
    fn paragraph(&self, number: u32) -> String;
    /// A cell of a table.
    fn cell(&self, table: u32, row: u32, column: u32) -> String;
    /// What stands where a side says nothing.
    fn nothing(&self) -> &'static str;
    /// Several things in a row.
    fn list(&self, items: &[String]) -> String;
    /// Something in brackets.
    fn brackets(&self, text: &str) -> String;
    /// The name of a help line.
    fn help(&self) -> &'static str;
    /// The name of a note.
    fn note(&self) -> &'static str;
    /// The name of an error of the run.
    fn failure(&self) -> &'static str;
    /// The clauses that a rule serves, and the guide a finding is about.
    fn basis(&self, clauses: &[&str]) -> String;
    /// The last line of a check.
    fn summary(&self, summary: &Summary) -> String;
    /// That two guides say the same.
    fn equal(&self) -> &'static str;
    /// How many differences there are.
    fn differences(&self, substantive: usize, wording: usize) -> String;
    /// That a doubtful statement wants a person's eye.
    fn doubtful(&self) -> &'static str;
}

/// The furniture of a language.
#[must_use]
pub fn chrome(language: Language) -> &'static dyn Chrome {
    match language {
        Language::Chinese => &zh_cn::ZhCn,
        Language::English => &en::En,
    }
}
