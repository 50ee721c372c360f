//! A report in pages: a template is filled in once for so many findings, and every page names the others.

use serde::Serialize;

use super::view::{Item, View};
use crate::run::RunNote;
use crate::template::Template;

/// So many findings are on a page at most: a browser or an editor still opens it at once.
const MOST_ON_A_PAGE: usize = 20_000;

/// What a template is given.
#[derive(Serialize)]
struct Page<'v, 'i, E> {
    #[serde(flatten)]
    view: &'v View<'i>,
    items: &'v [Item<'i>],
    /// Which page it is, from 1.
    page: usize,
    pages: &'v [PageLink],
    /// What only templates of this form are given.
    #[serde(flatten)]
    extra: &'v E,
}

#[derive(Serialize)]
struct PageLink {
    number: usize,
    file: String,
    range: String,
}

/// Writes the pages of a report, each with the name of its file, which ends so.
pub(super) fn write(
    view: &View<'_>,
    template: &Template,
    ending: &str,
    extra: &impl Serialize,
    put: &mut dyn FnMut(&str, String),
) -> Result<(), Box<RunNote>> {
    let links = links(view.items.len(), ending);
    for link in &links {
        let start = (link.number - 1) * MOST_ON_A_PAGE;
        let end = (start + MOST_ON_A_PAGE).min(view.items.len());
        let page = Page {
            view,
            items: &view.items[start..end],
            page: link.number,
            pages: &links,
            extra,
        };
        put(&link.file, template.render(&page)?);
    }
    Ok(())
}

/// The names of the pages that so many findings take.
pub(super) fn names(count: usize, ending: &str) -> Vec<String> {
    let links = links(count, ending).into_iter();
    links.map(|link| link.file).collect()
}

fn links(count: usize, ending: &str) -> Vec<PageLink> {
    let pages = count.div_ceil(MOST_ON_A_PAGE).max(1);
    let link = |number: usize| {
        let first = (number - 1) * MOST_ON_A_PAGE + 1;
        PageLink {
            number,
            file: match number {
                1 => format!("report.{ending}"),
                _ => format!("report-{number}.{ending}"),
            },
            range: format!("{first}–{}", (first + MOST_ON_A_PAGE - 1).min(count)),
        }
    };
    (1..=pages).map(link).collect()
}
