//! `tongyuan changelog BASE..REV`: what changed for the public between two states of a repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tempfile::TempDir;
use tongyuan::{
    Capture, ChangeKind, GuideChange, Policy, Registers, RunNote, Said, guide_change,
    guide_changes, read, read_materials,
};
use tongyuan_report::Changelog;

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::git;
use crate::output::{print_or_fail, tell_failure, tell_note};
use crate::repository::Repository;
use crate::settings::Settings;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let range = value(matches, "range").unwrap_or_default();
    let given: Vec<PathBuf> = value(matches, "path")
        .map(PathBuf::from)
        .into_iter()
        .collect();
    let told = super::check::locate(matches, &given, context).and_then(|(root, _)| {
        let own = tongyuan::OwnRules::default();
        let settings = super::check::read_settings(matches, &root, &own, context)?;
        Ok((root, settings))
    });
    let (root, settings) = match told {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    match States::of(range, &root, &settings) {
        Ok(states) => states.tell(matches, settings, context),
        Err(said) => {
            tell_failure(context.language, &said.chinese, &said.english);
            Exit::Failed
        }
    }
}

/// The two states between which something changed.
struct States {
    base: String,
    revision: Option<String>,
    then: Repository,
    now: Repository,
    /// The folders that hold states of the past; they are gone when this is.
    _folders: Vec<TempDir>,
}

impl States {
    /// `BASE..REV`, `BASE...REV` (from where they parted), or `BASE` alone: up to what is there now.
    fn of(range: &str, root: &Path, settings: &Settings) -> Result<Self, Said> {
        let (base, revision, is_parting) = match (range.split_once("..."), range.split_once("..")) {
            (Some((base, revision)), _) => (base, revision, true),
            (None, Some((base, revision))) => (base, revision, false),
            (None, None) => (range, "", false),
        };
        if base.is_empty() {
            return Err(Said::new(
                "缺少起始版本：写成 BASE..REV，例如 v1.0..v1.1，或者 BASE（到当前为止）",
                "the earlier state is missing: write BASE..REV, as in v1.0..v1.1, or BASE for what changed up to now",
            ));
        }
        let here = Repository::new(root.to_path_buf(), settings.paths.clone());
        let mut folders = Vec::new();
        let mut past = |commit: &str| -> Result<Repository, Said> {
            let folder = git::folder()?;
            git::write_tree(root, commit, folder.path())?;
            let repository = here.as_it_was(folder.path());
            folders.push(folder);
            Ok(repository)
        };
        let end = match revision {
            "" => None,
            revision => Some(git::commit(root, revision)?),
        };
        let mut start = git::commit(root, base)?;
        if is_parting {
            start = git::parting(root, &start, end.as_deref().unwrap_or("HEAD"), base)?;
        }
        let then = past(&start)?;
        let now = match &end {
            Some(commit) => past(commit)?,
            None => here.as_it_was(root),
        };
        Ok(Self {
            base: base.to_owned(),
            revision: end.map(|_| revision.to_owned()),
            then,
            now,
            _folders: folders,
        })
    }

    fn tell(&self, matches: &ArgMatches, settings: Settings, context: Context) -> Exit {
        let language = context.language;
        let mut notes = Vec::new();
        let policy = self.policy(settings, &mut notes);
        let guides = self.changes(&policy, &mut notes);
        for note in &notes {
            tell_note(note, language, context.colour.on_stderr());
        }
        let changelog = Changelog {
            base: &self.base,
            revision: self.revision.as_deref(),
            guides: &guides,
            language,
        };
        let text = match value(matches, "format") {
            Some("json") => changelog.json(),
            Some("html") => changelog.html(),
            _ => changelog.markdown(),
        };
        let exit = if notes.iter().any(|note| note.is_error) {
            Exit::Failed
        } else {
            Exit::Clean
        };
        let Some(path) = value(matches, "output") else {
            return print_or_fail(&text, language, exit);
        };
        match files::write(Path::new(path), &text) {
            Ok(()) => exit,
            Err(error) => {
                tell_failure(
                    language,
                    &format!("无法写到 {path}：{error}"),
                    &format!("cannot write to {path}: {error}"),
                );
                Exit::Failed
            }
        }
    }

    /// The policy of the settings, with the names that the catalogue of the later state holds for one thing.
    fn policy(&self, settings: Settings, notes: &mut Vec<RunNote>) -> Policy {
        let mut registers = Registers::default();
        if let Some(path) = self.now.register("materials") {
            match files::read(&path, &self.now.name(&path)) {
                Ok(capture) => {
                    let (materials, own) = read_materials(&capture);
                    registers.materials = materials;
                    notes.extend(own);
                }
                Err(note) => notes.push(*note),
            }
        }
        settings.policy.with_registers(&registers)
    }

    /// What has become of each guide, in the order of their files.
    fn changes(&self, policy: &Policy, notes: &mut Vec<RunNote>) -> Vec<GuideChange> {
        let then = guides(&self.then, notes);
        let now = guides(&self.now, notes);
        let mut changes: Vec<GuideChange> = Vec::new();
        for (id, capture) in &now {
            changes.extend(match then.get(id) {
                Some(before) if before.bytes == capture.bytes => None,
                Some(before) => guide_changes(before, capture, policy),
                None => guide_change(capture, ChangeKind::New),
            });
        }
        let gone = then.iter().filter(|(id, _)| !now.contains_key(*id));
        changes.extend(gone.filter_map(|(_, capture)| guide_change(capture, ChangeKind::Gone)));
        changes.sort_by(|a, b| (&a.file, a.kind).cmp(&(&b.file, b.kind)));
        changes
    }
}

/// The guides of a repository by their identifiers; one without goes by its file. What cannot be read is told.
fn guides(repository: &Repository, notes: &mut Vec<RunNote>) -> BTreeMap<String, Capture> {
    let mut found = BTreeMap::new();
    for own in repository.inventory(&[]).guides {
        let name = repository.name(&own.canonical);
        match files::read(&own.canonical, &name) {
            Ok(capture) => {
                let extracted = read(&capture);
                notes.extend(
                    tongyuan::run_notes(&name, &extracted)
                        .into_iter()
                        .filter(|note| note.is_error),
                );
                let id = extracted.guide().id.text().map(str::to_owned);
                found.insert(id.unwrap_or(name), capture);
            }
            Err(note) => notes.push(*note),
        }
    }
    found
}
