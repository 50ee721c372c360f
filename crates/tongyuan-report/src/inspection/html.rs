//! The report as pages of their own: whole without scripts, filtered and searched with them. A template says what stands where.

use serde::Serialize;
use tongyuan_inspect::Severity;

use super::pages;
use super::view::View;
use crate::chrome::chrome;
use crate::run::RunNote;
use crate::template::{Ready, Template};

/// How the names of its files end.
pub(super) const ENDING: &str = "html";

/// The page, unless a repository has one of its own.
pub(super) const TEMPLATE: &str = include_str!("report.html");

const STYLE: &str = include_str!("report.css");

const SCRIPT: &str = include_str!("report.js");

/// The digest by which a browser knows the script, and runs no other. A test holds it to the script.
const SCRIPT_HASH: &str = "sha256-y1F6dWvYpOVBSEGefwCjkX/mExLFvsgnytEaqTSq15U=";

/// What a template is given beside what every form has.
#[derive(Serialize)]
struct Extra {
    severities: [&'static str; 3],
    style: Ready,
    script: Ready,
    script_hash: &'static str,
}

/// Writes the pages of a report, each with the name of its file.
pub(super) fn write(
    view: &View<'_>,
    template: &Template,
    put: &mut dyn FnMut(&str, String),
) -> Result<(), Box<RunNote>> {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let extra = Extra {
        severities: severities.map(|own| chrome(view.tongue).severity(own)),
        style: Ready(STYLE.to_owned()),
        script: Ready(SCRIPT.to_owned()),
        script_hash: SCRIPT_HASH,
    };
    pages::write(view, template, ENDING, &extra, put)
}
