//! What the arguments name: the repository, a part of it, its settings.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use tongyuan::{Date, OwnRules, Profiles, RunNote, Severity};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::output::{tell_failure, tell_note};
use crate::repository::{Ignoring, Repository};
use crate::settings::{self, Settings, discovery};
use crate::{own_rules, profiles};

/// The repository of the paths, and which part of it is meant; nothing where it is the whole.
pub(in crate::commands) fn locate(
    matches: &ArgMatches,
    given: &[PathBuf],
    context: Context,
) -> Result<(PathBuf, Vec<PathBuf>), Exit> {
    let language = context.language;
    for path in given {
        if !path.exists() {
            let path = path.display();
            tell_failure(
                language,
                &format!("没有这个文件或者文件夹：{path}"),
                &format!("there is no such file or folder: {path}"),
            );
            return Err(Exit::Failed);
        }
    }
    // What was named and cannot be read is worse than nothing to check.
    if let Some(path) = named(matches)
        && let Err(note) = files::read(&path, &path.to_string_lossy())
    {
        tell_note(&note, language, context.colour.on_stderr());
        return Err(Exit::Failed);
    }
    let first = given.first().map_or(Path::new("."), PathBuf::as_path);
    // Settings that are named say where the repository is, where nothing else does.
    let of_settings = || {
        let named = named(matches).filter(|_| given.is_empty())?;
        Repository::find(&named)
    };
    let Some(root) = Repository::find(first).or_else(of_settings) else {
        tell_failure(
            language,
            "这里不是指南库：没有 guides/ 文件夹，也没有 tongyuan.toml。用 tongyuan init 新建一个。",
            "this is no repository of guides: there is neither guides/ nor tongyuan.toml. `tongyuan init` makes one.",
        );
        return Err(Exit::Nothing);
    };
    let is_whole = given.is_empty() || given.contains(&root);
    let only = if is_whole { Vec::new() } else { given.to_vec() };
    Ok((root, only))
}

/// The settings of a repository with its own rules in them, as of today; beside them what is wrong with the rules.
pub(in crate::commands) fn policy_settings(
    matches: &ArgMatches,
    root: &Path,
    ignoring: Ignoring,
    today: Date,
    context: Context,
) -> Result<(Settings, Vec<RunNote>), Exit> {
    let (own_rules, own_notes) = own_rules::load(root, ignoring);
    let mut settings = read_settings(matches, root, &own_rules, context)?;
    settings.policy.own_rules = own_rules;
    settings.policy.today = Some(today);
    Ok((settings, own_notes))
}

/// The severity from which on a finding fails the run; none where none does.
pub(in crate::commands) fn fail_on(matches: &ArgMatches, settings: &Settings) -> Option<Severity> {
    let named = value(matches, "fail-on").or(settings.fail_on.as_deref());
    Severity::of_key(named.unwrap_or("error"))
}

/// Sets the number of threads, where it is given.
pub(in crate::commands) fn set_threads(matches: &ArgMatches) {
    if let Some(threads) = matches.get_one::<u16>("threads") {
        // Only the first call in a process can set it, and this is the first.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(*threads))
            .build_global();
    }
}

/// The profiles of a run.
pub(in crate::commands) fn read_profiles(
    matches: &ArgMatches,
    repository: Option<&Repository>,
    context: Context,
) -> Result<Arc<Profiles>, Exit> {
    let profiles = profiles::load(repository, value(matches, "profile"));
    profiles.map(Arc::new).map_err(|notes| {
        for note in &notes {
            tell_note(note, context.language, context.colour.on_stderr());
        }
        Exit::Failed
    })
}

/// The settings file that was named.
fn named(matches: &ArgMatches) -> Option<PathBuf> {
    let is_wanted = !matches.get_flag("no-config");
    is_wanted.then(|| discovery::named(value(matches, "config")))?
}

/// The settings of a repository: of the file that was named, else of the nearest one, else the defaults.
pub(in crate::commands) fn read_settings(
    matches: &ArgMatches,
    root: &Path,
    own: &OwnRules,
    context: Context,
) -> Result<Settings, Exit> {
    if matches.get_flag("no-config") {
        return Ok(Settings::default());
    }
    let found = match named(matches) {
        Some(path) => Ok(Some(path)),
        None => discovery::nearest(root).map_err(|note| vec![*note]),
    };
    let settings = found.and_then(|found| match found {
        Some(path) => settings::read(&path, root, own),
        None => Ok(Settings::default()),
    });
    settings.map_err(|notes| {
        for note in notes {
            tell_note(&note, context.language, context.colour.on_stderr());
        }
        Exit::Failed
    })
}
