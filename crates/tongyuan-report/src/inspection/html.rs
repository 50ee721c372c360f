//! The report as pages of their own: whole without scripts, filtered and searched with them. A template says what stands where.

use serde::Serialize;
use tongyuan_inspect::Severity;

use super::view::{Item, View};
use crate::chrome::chrome;
use crate::run::RunNote;
use crate::template::{Ready, Template};

/// The page, unless a repository has one of its own.
pub(super) const TEMPLATE: &str = include_str!("report.html");

const STYLE: &str = include_str!("report.css");

const SCRIPT: &str = include_str!("report.js");

/// The digest by which a browser knows the script, and runs no other. A test holds it to the script.
const SCRIPT_HASH: &str = "sha256-y1F6dWvYpOVBSEGefwCjkX/mExLFvsgnytEaqTSq15U=";

/// So many findings are on a page at most: a browser still shows it at once.
pub(super) const MOST_ON_A_PAGE: usize = 20_000;

/// What a template is given.
#[derive(Serialize)]
struct Page<'v, 'i> {
    #[serde(flatten)]
    view: &'v View<'i>,
    items: &'v [Item<'i>],
    /// Which page it is, from 1.
    page: usize,
    pages: &'v [PageLink],
    severities: [&'static str; 3],
    style: Ready,
    script: Ready,
    script_hash: &'static str,
}

#[derive(Serialize)]
struct PageLink {
    number: usize,
    file: String,
    range: String,
}

/// Writes the pages of a report, each with the name of its file.
pub(super) fn write(
    view: &View<'_>,
    template: &Template,
    put: &mut dyn FnMut(&str, String),
) -> Result<(), Box<RunNote>> {
    let links = links(view.items.len());
    let severities = [Severity::Error, Severity::Warning, Severity::Note]
        .map(|own| chrome(view.tongue).severity(own));
    for link in &links {
        let start = (link.number - 1) * MOST_ON_A_PAGE;
        let end = (start + MOST_ON_A_PAGE).min(view.items.len());
        let page = Page {
            view,
            items: &view.items[start..end],
            page: link.number,
            pages: &links,
            severities,
            style: Ready(STYLE.to_owned()),
            script: Ready(SCRIPT.to_owned()),
            script_hash: SCRIPT_HASH,
        };
        put(&link.file, template.render(&page)?);
    }
    Ok(())
}

/// The names of the pages that so many findings take.
pub(super) fn names(count: usize) -> Vec<String> {
    links(count).into_iter().map(|link| link.file).collect()
}

fn links(count: usize) -> Vec<PageLink> {
    let pages = count.div_ceil(MOST_ON_A_PAGE).max(1);
    let link = |number: usize| {
        let first = (number - 1) * MOST_ON_A_PAGE + 1;
        PageLink {
            number,
            file: match number {
                1 => "report.html".to_owned(),
                _ => format!("report-{number}.html"),
            },
            range: format!("{first}–{}", (first + MOST_ON_A_PAGE - 1).min(count)),
        }
    };
    (1..=pages).map(link).collect()
}
