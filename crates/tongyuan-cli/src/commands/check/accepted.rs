//! What a repository has accepted: its waivers, and the findings that were there when its baseline was written.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tongyuan::{
    Capture, Card, Checked, RunNote, Said, baseline_json, read_baseline, read_waivers_with,
};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::output::tell_failure;
use crate::registers::read_at;
use crate::repository::Repository;
use crate::sweep::Sweep;

/// What a run makes of a baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commands) enum Use {
    /// What it knows counts no more.
    Heed,
    /// It does not look at it.
    Ignore,
    /// It writes a new one, into this file or that of the repository.
    Write(Option<PathBuf>),
}

impl Use {
    /// What the arguments ask for. A baseline is of a whole repository.
    pub(super) fn of(matches: &ArgMatches, is_whole: bool, context: Context) -> Result<Self, Exit> {
        if matches.get_flag("no-baseline") {
            return Ok(Self::Ignore);
        }
        if !matches.contains_id("write-baseline") {
            return Ok(Self::Heed);
        }
        if !is_whole {
            tell_failure(
                context.language,
                "基线要检查整个指南库才能写：--write-baseline 之外只写指南库的文件夹，或者不写。",
                "a baseline is of a whole repository: beside --write-baseline name its folder alone, or nothing.",
            );
            return Err(Exit::Failed);
        }
        let named = value(matches, "write-baseline").filter(|name| !name.is_empty());
        Ok(Self::Write(named.map(PathBuf::from)))
    }
}

/// Sets aside what the repository has accepted, when everything was checked.
pub(in crate::commands) fn accept(
    repository: &Repository,
    baseline: &Use,
    cards: &[Card],
    sweep: &mut Sweep,
    checked: &mut Checked,
) {
    // What was not read may still be as it was.
    let cards = (sweep.is_whole && !checked.is_incomplete()).then_some(cards);
    enter_waivers(repository, sweep, checked);
    checked.waive(cards, &sweep.registers, &sweep.policy);
    let path = repository.baseline();
    match baseline {
        Use::Ignore => {}
        Use::Write(named) => write(repository, &path, named.as_deref(), checked),
        Use::Heed if path.exists() => {
            if let Some(known) = read_at(repository, &path, read_baseline, checked) {
                let gone = checked.set_known(&known);
                // What it says wrongly of itself is told already.
                if gone > 0 && cards.is_some() && !checked.is_incomplete() {
                    checked.notes.push(outdated(repository.name(&path), gone));
                }
            }
        }
        Use::Heed => {}
    }
}

/// Enters the waivers of the repository into the registers, where it has any.
pub(in crate::commands) fn enter_waivers(
    repository: &Repository,
    sweep: &mut Sweep,
    checked: &mut Checked,
) {
    // A rule that could not be read is not one that there is not.
    let own = (!checked.is_incomplete()).then_some(&sweep.policy.own_rules);
    let read = |capture: &Capture| read_waivers_with(capture, own);
    sweep.registers.waivers = repository
        .waivers()
        .and_then(|path| read_at(repository, &path, read, checked));
}

/// Writes the findings that there are as the baseline; from then on they are known.
fn write(repository: &Repository, own: &Path, named: Option<&Path>, checked: &mut Checked) {
    let text = baseline_json(&checked.findings);
    let path = named.unwrap_or(own);
    let file = match named {
        Some(path) => path.to_string_lossy().replace('\\', "/"),
        None => repository.name(own),
    };
    let note = match files::write(path, &text) {
        Ok(()) => {
            let capture = Capture::new(file.clone(), text.into_bytes());
            if let (Some(known), _) = read_baseline(&capture) {
                checked.set_known(&known);
            }
            written(
                file,
                checked.summary.known,
                named.filter(|path| *path != own),
            )
        }
        Err(error) => RunNote {
            message: Said::new(
                format!("基线没有写成：{error}"),
                format!("the baseline was not written: {error}"),
            ),
            is_error: true,
            ..about(file)
        },
    };
    checked.notes.push(note);
}

fn written(file: String, count: usize, elsewhere: Option<&Path>) -> RunNote {
    RunNote {
        message: Said::new(
            format!("已把现有的 {count} 项问题写进基线，以后只报新的问题"),
            format!("the findings that there are were written as the baseline ({count}); from now on only new ones count"),
        ),
        help: elsewhere.map(|_| {
            Said::new(
                "这不是本库的基线文件；要用它，在 tongyuan.toml 的 [paths] baseline 中写明。",
                "It is not where this repository has its baseline; name it in tongyuan.toml, [paths] baseline, to use it.",
            )
        }),
        ..about(file)
    }
}

/// That a baseline knows more than there is.
fn outdated(file: String, gone: usize) -> RunNote {
    RunNote {
        message: Said::new(
            format!("基线中有 {gone} 项已经不再出现，可以重新写基线"),
            format!("no longer found of what the baseline knows: {gone}; it can be written anew"),
        ),
        help: Some(Said::new(
            "用 tongyuan check --write-baseline 重写。重写会把现有的新问题也写进去，请先整改或者豁免。",
            "`tongyuan check --write-baseline` does. It takes in what is new as well: mend or waive that first.",
        )),
        ..about(file)
    }
}

fn about(file: String) -> RunNote {
    RunNote {
        file,
        message: Said::default(),
        help: None,
        location: None,
        is_error: false,
    }
}
