//! `check --format F --output FILE`, as often as is wanted: which forms go where.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tongyuan::{Colour, Form, Language, Report};

use crate::exit::Exit;
use crate::files;
use crate::output::{print, tell_failure};

/// What a summary of a workflow step may hold.
const MOST_OF_SUMMARY: usize = 1024 * 1024;

/// A form and where it goes: to a file, or to stdout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) format: String,
    pub(super) path: Option<PathBuf>,
}

/// The outputs that the arguments ask for: each `--output` belongs to the `--format` before it. One of them at most goes to stdout.
pub(super) fn of(matches: &ArgMatches, language: Language) -> Result<Vec<Output>, Exit> {
    let mut outputs: Vec<Output> = Vec::new();
    let mut early = Vec::new();
    for (name, word) in in_order(matches) {
        match (name, outputs.last_mut()) {
            ("format", _) => outputs.push(Output {
                format: word,
                path: None,
            }),
            (_, Some(last)) if last.path.is_none() => last.path = Some(word.into()),
            _ => early.push(PathBuf::from(word)),
        }
    }
    if outputs.is_empty() {
        outputs.push(Output {
            format: "text".into(),
            path: None,
        });
    }
    // -o FILE -f json says the same as -f json -o FILE.
    if let ([only], [_]) = (&mut outputs[..], &early[..])
        && only.path.is_none()
    {
        only.path = early.pop();
    }
    if !early.is_empty() {
        tell_failure(
            language,
            "每个 --output 写在它的 --format 后面，例如：--format sarif --output a.sarif --format junit --output a.xml",
            "each --output stands behind its --format, as in: --format sarif --output a.sarif --format junit --output a.xml",
        );
        return Err(Exit::Failed);
    }
    if outputs.iter().filter(|own| own.path.is_none()).count() > 1 {
        tell_failure(
            language,
            "只有一种格式可以写到标准输出，其余的用 --output 指定文件",
            "only one format can go to stdout; the others need a file each, by --output",
        );
        return Err(Exit::Failed);
    }
    let is_twice = |own: &Output| {
        let same = outputs.iter().filter(|other| other.path == own.path);
        own.path.is_some() && same.count() > 1
    };
    if let Some(path) = outputs
        .iter()
        .find(|own| is_twice(own))
        .and_then(|own| own.path.as_ref())
    {
        let path = path.display();
        tell_failure(
            language,
            &format!("两种格式不能写到同一个文件：{path}"),
            &format!("two formats cannot go to one file: {path}"),
        );
        return Err(Exit::Failed);
    }
    Ok(outputs)
}

/// The formats and files of the arguments, as they were typed.
fn in_order(matches: &ArgMatches) -> Vec<(&'static str, String)> {
    let mut typed: Vec<(usize, &'static str, String)> = Vec::new();
    for name in ["format", "output"] {
        let indices = matches.indices_of(name).into_iter().flatten();
        let words = matches.get_many::<String>(name).into_iter().flatten();
        typed.extend(
            indices
                .zip(words)
                .map(|(at, word)| (at, name, word.clone())),
        );
    }
    typed.sort();
    typed
        .into_iter()
        .map(|(_, name, word)| (name, word))
        .collect()
}

impl Output {
    /// Whether it is for a program, which reads nothing else on its stream.
    pub(super) fn is_for_program(&self) -> bool {
        self.format != "text"
    }

    /// The form, with colours only where somebody sees it.
    pub(super) fn form(&self, on_stdout: Colour) -> Form {
        let colour = match self.path {
            Some(_) => Colour::Off,
            None => on_stdout,
        };
        Form::of_name(&self.format, colour).unwrap_or(Form::Text(colour))
    }

    /// Puts a text where it belongs; says so where that fails.
    pub(super) fn put(&self, text: &str, language: Language) -> Result<(), Exit> {
        let (done, target) = match &self.path {
            None => (print(text), None),
            Some(path) => (files::write(path, text), Some(path)),
        };
        done.map_err(|error| {
            let (chinese, english) = match target {
                None => (
                    format!("无法写到标准输出：{error}"),
                    format!("cannot write to stdout: {error}"),
                ),
                Some(path) => {
                    let path = path.display();
                    (
                        format!("无法写到 {path}：{error}"),
                        format!("cannot write to {path}: {error}"),
                    )
                }
            };
            tell_failure(language, &chinese, &english);
            Exit::Failed
        })
    }
}

/// Adds the report to the summary of the workflow step, where the run is one: annotations are few, and the summary has room.
pub(super) fn summarise(report: &Report<'_>, language: Language) -> Result<(), Exit> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let mut text = report.render(Form::Markdown);
    if text.len() > MOST_OF_SUMMARY {
        text.truncate(text.floor_char_boundary(MOST_OF_SUMMARY));
    }
    let path = Path::new(&path);
    let opened = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path);
    let done = opened.and_then(|mut file| file.write_all(text.as_bytes()));
    done.map_err(|error| {
        let path = path.display();
        tell_failure(
            language,
            &format!("无法写运行摘要 {path}：{error}"),
            &format!("cannot write the summary of the run, {path}: {error}"),
        );
        Exit::Failed
    })
}
