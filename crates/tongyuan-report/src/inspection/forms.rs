//! The files of a report, made of an inspection one after the other. The same inspection gives the same bytes.

use std::collections::BTreeSet;

use tongyuan_model::Date;

use super::view::{self, View};
use super::words::ReportWords;
use super::{Inspection, OwnTemplate, OwnTemplates, csv, docx, html, pages, sample};
use crate::ledger::{LedgerRow, ledger_xlsx};
use crate::run::{RunNote, Said};
use crate::template::{Escape, Template};

/// The templates that a report is written by.
#[derive(Debug)]
pub struct ReportTemplates {
    html: Template,
    markdown: Template,
}

impl ReportTemplates {
    /// Reads the templates of a repository, and fills each in on trial.
    ///
    /// # Errors
    ///
    /// What is wrong with each of them, and where.
    pub fn of(own: &OwnTemplates) -> Result<Self, Vec<RunNote>> {
        let read = |own: &Option<OwnTemplate>, (name, text), escape| match own {
            Some(own) => Template::new(&own.file, &own.text, escape),
            None => Template::built_in(name, text, escape),
        };
        let html = read(&own.html, ("report.html", html::TEMPLATE), Escape::Html);
        let markdown = read(&own.markdown, ("report.md", MARKDOWN), Escape::Markdown);
        let html = html.and_then(|own| tried(own, |view, own, put| html::write(view, own, put)));
        let markdown = markdown.and_then(|own| tried(own, markdown_pages));
        match (html, markdown) {
            (Ok(html), Ok(markdown)) => Ok(Self { html, markdown }),
            (html, markdown) => {
                let faults = [html.err(), markdown.err()].into_iter().flatten();
                Err(faults.map(|note| *note).collect())
            }
        }
    }
}

/// A template that writes a sample without fault: a slip in it is told before pages are fetched and a ledger is written.
fn tried(
    template: Template,
    write: impl Fn(&View<'_>, &Template, &mut dyn FnMut(&str, String)) -> Result<(), Box<RunNote>>,
) -> Result<Template, Box<RunNote>> {
    let sample = sample::inspection();
    for department in [None, Some(&None)] {
        let view = View::of(&sample, department);
        write(&view, &template, &mut |_, _| {})?;
    }
    Ok(template)
}

fn markdown_pages(
    view: &View<'_>,
    template: &Template,
    put: &mut dyn FnMut(&str, String),
) -> Result<(), Box<RunNote>> {
    pages::write(view, template, "md", &(), put)
}

/// A form of a report, as far as it could be made.
pub type Made = Result<Vec<u8>, Box<RunNote>>;

const MARKDOWN: &str = include_str!("report.md");

/// Makes the files of a report: those of the whole, then a folder for each department. `put` is given the path of each, with `/` between
/// folders, and its bytes, or why there are none; it is called as soon as a file is made, so that no two of them are in memory at once.
pub fn report_files(
    inspection: &Inspection,
    templates: &ReportTemplates,
    put: &mut dyn FnMut(&str, Made),
) {
    whole(inspection, None, templates, "", put);
    for (folder, department) in folders(inspection) {
        let folder = format!("{folder}/");
        whole(inspection, Some(&department), templates, &folder, put);
    }
}

/// The paths of all files that [`report_files`] makes of an inspection.
#[must_use]
pub fn report_names(inspection: &Inspection) -> BTreeSet<String> {
    let counted = |department: Option<&Option<String>>| {
        let own = inspection.open();
        own.filter(|entry| department.is_none_or(|wanted| *wanted == entry.department))
            .count()
    };
    let names = |folder: String, count: usize| {
        let others = ["report.docx", "ledger.xlsx", "findings.csv"].map(str::to_owned);
        let pages = [html::ENDING, "md"].map(|ending| pages::names(count, ending));
        let all: Vec<String> = pages.into_iter().flatten().chain(others).collect();
        all.into_iter().map(move |name| format!("{folder}{name}"))
    };
    let below = folders(inspection).into_iter();
    let below = below.flat_map(|(folder, own)| names(format!("{folder}/"), counted(Some(&own))));
    names(String::new(), counted(None)).chain(below).collect()
}

/// The folders of a report, each with the department whose list it holds.
#[must_use]
pub fn folders(inspection: &Inspection) -> Vec<(String, Option<String>)> {
    let words = ReportWords::of(inspection.language());
    let mut taken = BTreeSet::new();
    let named = view::departments(inspection).into_iter();
    named
        .map(|department| {
            let name = folder_name(&view::department_of(department.as_deref(), &words));
            let mut own = name.clone();
            let mut number = 2;
            while !taken.insert(own.to_lowercase()) {
                own = format!("{name}-{number}");
                number += 1;
            }
            (own, department)
        })
        .collect()
}

/// A name that is one of a folder everywhere, and of no file of the report.
fn folder_name(department: &str) -> String {
    const MOST_CHARACTERS: usize = 60;
    let is_plain = |own: char| own.is_alphanumeric() || "-_（）()〔〕·、".contains(own);
    let kept = department.chars().take(MOST_CHARACTERS);
    let name: String = kept
        .map(|own| if is_plain(own) { own } else { '_' })
        .collect();
    // Windows takes these for devices, with whatever ending.
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let lower = name.to_lowercase();
    let is_port = |kind| {
        lower
            .strip_prefix(kind)
            .is_some_and(|rest: &str| rest.len() == 1)
    };
    let is_device = DEVICES.contains(&lower.as_str()) || is_port("com") || is_port("lpt");
    match name.is_empty() || is_device {
        true => format!("_{name}"),
        false => name,
    }
}

fn whole(
    inspection: &Inspection,
    department: Option<&Option<String>>,
    templates: &ReportTemplates,
    folder: &str,
    put: &mut dyn FnMut(&str, Made),
) {
    let view = View::of(inspection, department);
    let mut page = |name: &str, text: String| {
        put(&format!("{folder}{name}"), Ok(text.into_bytes()));
    };
    let html = html::write(&view, &templates.html, &mut page);
    let markdown = markdown_pages(&view, &templates.markdown, &mut page);
    for (name, done) in [("report.html", html), ("report.md", markdown)] {
        if let Err(note) = done {
            put(&format!("{folder}{name}"), Err(note));
        }
    }
    let document = docx::write(inspection, &view);
    put(&format!("{folder}report.docx"), Ok(document));
    drop(view);
    put(
        &format!("{folder}ledger.xlsx"),
        ledger(inspection, department),
    );
    let rows = csv::render(inspection, department);
    put(&format!("{folder}findings.csv"), Ok(rows.into_bytes()));
}

/// The workbook in which a department says what it has done.
fn ledger(inspection: &Inspection, department: Option<&Option<String>>) -> Made {
    let language = inspection.language();
    let entries = inspection.findings.iter();
    let rows: Vec<LedgerRow> = entries
        .filter(|entry| department.is_none_or(|own| *own == entry.department))
        .map(|entry| LedgerRow::of(entry, &inspection.day, language))
        .collect();
    let failed = |chinese: String, english: String| {
        Box::new(RunNote {
            file: "ledger.xlsx".to_owned(),
            message: Said::new(chinese, english),
            help: None,
            location: None,
            is_error: true,
        })
    };
    let day = &inspection.day;
    let known = Date::parse(day).ok_or_else(|| {
        failed(
            format!("检查日期“{day}”不是日期，整改台账没有写成"),
            format!("the day of the inspection is no date: “{day}”; the ledger was not written"),
        )
    })?;
    ledger_xlsx(&rows, language, known).map_err(|error| {
        failed(
            format!("整改台账没有写成（{error}）"),
            format!("the ledger was not written ({error})"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_a_name_that_leads_nowhere_else() {
        for (department, name) in [
            ("审业部", "审业部"),
            (
                "运用促进司（知识产权服务监管处）",
                "运用促进司（知识产权服务监管处）",
            ),
            ("../../etc", "______etc"),
            ("report.html", "report_html"),
            ("", "_"),
            ("CON", "_CON"),
            ("com1", "_com1"),
            ("a\u{202e}b", "a_b"),
        ] {
            assert_eq!(folder_name(department), name, "{department:?}");
        }
    }
}
