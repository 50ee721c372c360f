//! `tongyuan report`: the forms of a report, from the data of an inspection.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Language, RunNote, Said};
use tongyuan_extract::is_saved_by_office;
use tongyuan_report::Inspection;
use tongyuan_report::inspection::{self, ReportTemplates, report_files, report_names};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::folder;
use crate::output::{print_or_fail, tell_note};

/// The file that every form is made from.
const DATA: &str = "inspection.json";

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let path = Path::new(value(matches, "path").unwrap_or(DATA));
    let inspection = match read(path) {
        Ok(inspection) => inspection,
        Err(note) => {
            tell_note(&note, context.language, context.colour.on_stderr());
            return Exit::Failed;
        }
    };
    let beside = path.parent().unwrap_or(Path::new(""));
    let out = value(matches, "out").map_or(beside, Path::new);
    if let Err(exit) = write_forms(&inspection, out, context) {
        return exit;
    }
    if matches.get_count("quiet") > 0 {
        return Exit::Clean;
    }
    print_or_fail(&summary(&inspection, out), context.language, Exit::Clean)
}

/// Reads the data of an inspection.
pub(super) fn read(path: &Path) -> Result<Inspection, Box<RunNote>> {
    let name = path.to_string_lossy();
    let capture = files::read_large(path, &name)?;
    let text = String::from_utf8(capture.bytes).map_err(|_| files::not_utf8(&name))?;
    Inspection::of_json(&text).map_err(|message| {
        Box::new(RunNote {
            file: name.into_owned(),
            message,
            help: Some(Said::new(
                "写上 tongyuan inspect 写出的 inspection.json。",
                "Name the inspection.json that `tongyuan inspect` has written.",
            )),
            location: None,
            is_error: true,
        })
    })
}

/// Writes an inspection and every form of its report. Where another inspection was written there, what it had and this one has not is taken
/// away: a list of a department that is no more, or a further page, would be read as if it held.
pub(super) fn write(inspection: &Inspection, out: &Path, context: Context) -> Result<(), Exit> {
    let data = out.join(DATA);
    let earlier = read(&data).map(|own| report_names(&own));
    let written = folder::write(&data, &inspection.to_json());
    written.map_err(|note| {
        tell_note(&note, context.language, context.colour.on_stderr());
        Exit::Failed
    })?;
    let own = report_names(inspection);
    for name in earlier.unwrap_or_default().difference(&own) {
        let path = out.join(name);
        kept(&path)
            .iter()
            .for_each(|note| tell_note(note, context.language, context.colour.on_stderr()));
        // What somebody has put beside it stays, and its folder with it.
        let _ = fs::remove_file(&path);
        if let Some(folder) = path.parent().filter(|folder| *folder != out) {
            let _ = fs::remove_dir(folder);
        }
    }
    write_forms(inspection, out, context)
}

/// Writes every form of a report. What cannot be made or written is told, and the others are written all the same.
fn write_forms(inspection: &Inspection, out: &Path, context: Context) -> Result<(), Exit> {
    let tell = |note: &RunNote| tell_note(note, context.language, context.colour.on_stderr());
    let templates = match ReportTemplates::of(&inspection.templates) {
        Ok(templates) => templates,
        Err(notes) => {
            notes.iter().for_each(tell);
            return Err(Exit::Failed);
        }
    };
    let mut failures = BTreeSet::new();
    report_files(inspection, &templates, &mut |name, made| {
        let path = out.join(name);
        kept(&path).iter().for_each(tell);
        let written = match made {
            Ok(bytes) => folder::write_bytes(&path, &bytes),
            Err(note) => {
                // What stands there is of an earlier report.
                let _ = fs::remove_file(&path);
                Err(note)
            }
        };
        if let Err(note) = written {
            // A template fails each department in the same way.
            if failures.insert((note.file.clone(), note.message.chinese.clone())) {
                tell(&note);
            }
        }
    });
    match failures.is_empty() {
        false => Err(Exit::Failed),
        true => Ok(()),
    }
}

/// Puts a workbook aside that an office program has saved since it was written: somebody may have filled it in.
fn kept(path: &Path) -> Option<RunNote> {
    let is_workbook = path.extension().is_some_and(|own| own == "xlsx");
    let bytes = fs::read(path).ok().filter(|_| is_workbook)?;
    if !is_saved_by_office(&bytes) {
        return None;
    }
    let mut numbers = 1..;
    let free = numbers.find_map(|number: usize| {
        let name = match number {
            1 => "ledger.filled.xlsx".to_owned(),
            number => format!("ledger.filled-{number}.xlsx"),
        };
        Some(path.with_file_name(name)).filter(|own| !own.exists())
    })?;
    fs::rename(path, &free).ok()?;
    let shown = free.display();
    Some(RunNote {
        file: path.to_string_lossy().into_owned(),
        message: Said::new(
            format!("有人在办公软件里保存过，没有覆盖，改名为 {shown}"),
            format!(
                "an office program has saved it since it was written: it was not overwritten, and is {shown} now"
            ),
        ),
        help: Some(Said::new(
            format!("填了内容的，用 tongyuan ledger import {shown} 记入台账。"),
            format!("What was filled in is entered by `tongyuan ledger import {shown}`."),
        )),
        location: None,
        is_error: false,
    })
}

/// What was found and where it is written, and what to do next.
pub(super) fn summary(inspection: &Inspection, out: &Path) -> String {
    let totals = &inspection.totals;
    let departments = inspection::folders(inspection).len();
    let report = out.join("report.html");
    let (report, out) = (report.display(), out.display());
    let open = totals.errors + totals.warnings + totals.notes;
    let mut said = match inspection.language() {
        Language::Chinese => format!(
            "检查指南 {} 份、已发布版本 {} 份：问题 {open} 项（严重 {}，一般 {}，提示 {}），已豁免 {} 项，未能读取 {} 个文件。\n报告写在 {out}：先看 {report}；{departments} 个责任部门各有一个文件夹，可以分别发送。\n",
            totals.guides,
            totals.published,
            totals.errors,
            totals.warnings,
            totals.notes,
            totals.waived,
            totals.unreadable,
        ),
        Language::English => format!(
            "guides {}, published versions {}: findings {open} (errors {}, warnings {}, notes {}), waived {}, files that could not be read {}\nThe report is in {out}: begin with {report}. Each of {departments} departments has a folder that can be sent to it.\n",
            totals.guides,
            totals.published,
            totals.errors,
            totals.warnings,
            totals.notes,
            totals.waived,
            totals.unreadable,
        ),
    };
    if open > 0 {
        said.push_str(match inspection.language() {
            Language::Chinese => {
                "各部门填好 ledger.xlsx 送回后，用 tongyuan ledger import 录入整改情况。\n"
            }
            Language::English => {
                "Departments fill in ledger.xlsx and send it back; `tongyuan ledger import` enters what they say.\n"
            }
        });
    }
    said
}
