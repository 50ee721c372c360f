//! `check --base REV`: what a guide was before the change that is judged.

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use clap::ArgMatches;
use tongyuan::{Capture, Case, read};

use super::{Context, value};
use crate::exit::Exit;
use crate::git;
use crate::output::tell_failure;
use crate::repository::{Files, Repository};

/// The state that a change is held against, and whether only what has changed is looked at.
#[derive(Debug)]
pub(super) struct Base {
    state: git::Base,
    only_changed: bool,
    /// The guides that are there no more, by identifier; read when a new one is met.
    gone: OnceLock<HashMap<String, Vec<u8>>>,
}

impl Base {
    /// What the arguments ask for; none where no change is judged.
    pub(super) fn of(
        matches: &ArgMatches,
        root: &Path,
        context: Context,
    ) -> Result<Option<Self>, Exit> {
        let Some(revision) = value(matches, "base") else {
            return Ok(None);
        };
        match git::Base::open(root, revision) {
            Ok(state) => Ok(Some(Self {
                state,
                only_changed: matches.get_flag("changed-only"),
                gone: OnceLock::new(),
            })),
            Err(said) => {
                tell_failure(context.language, &said.chinese, &said.english);
                Err(Exit::Failed)
            }
        }
    }

    /// Whether only what has changed is looked at.
    pub(super) fn is_of_changed(&self) -> bool {
        self.only_changed
    }

    /// Whether a guide is to be looked at: it has changed, or something that was published of it.
    pub(super) fn is_wanted(&self, repository: &Repository, files: &Files) -> bool {
        let published = files.published.iter().map(|(_, path)| path);
        let mut own = std::iter::once(&files.canonical).chain(published);
        !self.only_changed || own.any(|path| self.state.has_changed(&repository.inside(path)))
    }

    /// The case with its guide as it was before, where it has changed.
    pub(super) fn with_before(&self, case: Case, repository: &Repository, files: &Files) -> Case {
        let path = repository.inside(&files.canonical);
        let name = case.canonical.name.clone();
        let before = match self.state.before(&path) {
            Some(bytes) => Some(bytes),
            None if self.state.is_new(&path) => self.moved(&case),
            None => None,
        };
        match before {
            Some(bytes) => case.base(Capture::new(name, bytes)),
            None => case,
        }
    }

    /// What a new file was under another name that is gone: a guide goes by its identifier, whatever its file is called.
    fn moved(&self, case: &Case) -> Option<Vec<u8>> {
        let own = id(&case.canonical)?;
        let gone = self.gone.get_or_init(|| {
            let by_id = self.state.gone(is_guide).filter_map(|(path, bytes)| {
                let capture = Capture::new(path, bytes);
                Some((id(&capture)?, capture.bytes))
            });
            by_id.collect()
        });
        gone.get(&own).cloned()
    }
}

fn id(capture: &Capture) -> Option<String> {
    read(capture).guide().id.text().map(str::to_owned)
}

fn is_guide(path: &str) -> bool {
    [".yaml", ".yml", ".json"]
        .iter()
        .any(|ending| path.ends_with(ending))
}
