//! `check --base REV`: what a guide was before the change that is judged.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::OnceLock;

use clap::ArgMatches;
use tongyuan::{
    Capture, Card, Case, ChangeKind, Checked, RunNote, Said, Since, check_with_files, guide_change,
    read,
};

use super::{Context, Run, value};
use crate::exit::Exit;
use crate::git;
use crate::output::tell_failure;
use crate::repository::{Files, Repository};
use crate::sweep::Sweep;

/// The state that a change is held against, and whether only what has changed is looked at.
#[derive(Debug)]
pub(super) struct Base {
    /// The revision, as it was named.
    revision: String,
    state: git::Base,
    only_changed: bool,
    only_new: bool,
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
                revision: revision.to_owned(),
                state,
                only_new: matches.get_flag("only-new"),
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

    /// The case with its guide as it was before, where it has changed; says whether the guide is new.
    pub(super) fn with_before(
        &self,
        case: Case,
        repository: &Repository,
        files: &Files,
    ) -> (Case, bool) {
        let path = repository.inside(&files.canonical);
        let name = case.canonical.name.clone();
        let is_new = self.state.is_new(&path);
        let before = match self.state.before(&path) {
            Some(bytes) => Some(bytes),
            None if is_new => self.moved(&case),
            None => None,
        };
        match before {
            Some(bytes) => (case.base(Capture::new(name, bytes)), false),
            None => (case, is_new),
        }
    }

    /// Tells of the whole change: the guides that are gone, and which findings it brought.
    pub(super) fn tell(
        &self,
        run: &Run,
        repository: &Repository,
        cards: &[Card],
        checked: &mut Checked,
    ) {
        let mut since = checked.since.take().unwrap_or_default();
        since.base.clone_from(&self.revision);
        since.guides.extend(self.gone(repository, cards));
        since
            .guides
            .sort_by(|a, b| (&a.file, a.kind).cmp(&(&b.file, b.kind)));
        match self.found_before(run, repository, cards) {
            Ok(before) => {
                since.gone = Some(checked.set_before(&before, self.only_new));
                let open = checked.findings.iter().filter(|own| own.is_open());
                // Whatever cannot be from before is new.
                since.new = Some(open.filter(|own| own.is_new != Some(false)).count());
            }
            Err(said) => checked.notes.push(unknown_before(&said)),
        }
        checked.since = Some(since);
    }

    /// The guides that are there no more, under no name.
    fn gone(&self, repository: &Repository, cards: &[Card]) -> Vec<tongyuan::GuideChange> {
        let there: HashSet<&str> = cards
            .iter()
            .filter_map(|card| card.id.as_ref())
            .map(|(id, _)| id.as_str())
            .collect();
        let gone = self.state.gone(|path| repository.is_guide(path));
        gone.map(|(path, bytes)| Capture::new(repository.name(Path::new(path)), bytes))
            .filter(|capture| id(capture).is_none_or(|id| !there.contains(id.as_str())))
            .filter_map(|capture| guide_change(&capture, ChangeKind::Gone))
            .collect()
    }

    /// The keys of what was found before the change, by the measure of today: the settings and rules that hold now.
    fn found_before(
        &self,
        run: &Run,
        repository: &Repository,
        cards: &[Card],
    ) -> Result<BTreeSet<String>, Said> {
        let folder = git::folder()?;
        self.state.write_to(folder.path())?;
        let before = repository.as_it_was(folder.path());
        let mut inventory = before.inventory(&[]);
        inventory
            .guides
            .retain(|files| !self.only_changed || self.was_changed(&before, files));
        let mut checked = Checked::default();
        let sweep = Sweep::of(&before, &run.settings, run.is_whole(), &mut checked);
        let (registers, policy) = (&sweep.registers, &sweep.policy);
        sweep.over(&inventory.guides, &mut checked, |files| {
            let Ok((case, _)) = before.read(files, &run.profiles) else {
                return (Checked::default(), ());
            };
            let one = check_with_files(&case, registers, policy, &|path| before.file(path));
            (one, ())
        });
        let mut before = checked.findings;
        // Of a part of the guides nothing is said of the others.
        if !run.only.is_empty() {
            let looked_at = |id: &str| cards.iter().any(|card| card.is_named(id));
            before.retain(|own| own.guide.as_deref().is_some_and(looked_at));
        }
        Ok(before.into_iter().map(|own| own.key).collect())
    }

    /// Whether a guide, or something that was published of it, is not as it was.
    fn was_changed(&self, before: &Repository, files: &Files) -> bool {
        let published = files.published.iter().map(|(_, path)| path);
        let mut own = std::iter::once(&files.canonical).chain(published);
        own.any(|path| self.state.was_changed(&before.inside(path)))
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

/// That nobody knows which findings the change brought.
fn unknown_before(said: &Said) -> RunNote {
    RunNote {
        file: String::new(),
        message: Said::new(
            format!(
                "改动之前的检查结果未知，分不出哪些问题是新出现的：{}",
                said.chinese
            ),
            format!(
                "what was found before the change is not known, nor which findings are new: {}",
                said.english
            ),
        ),
        help: None,
        location: None,
        is_error: true,
    }
}

/// A change with one guide that was not there before.
pub(super) fn with_new(capture: &Capture) -> Option<Since> {
    guide_change(capture, ChangeKind::New).map(|change| Since {
        guides: vec![change],
        ..Since::default()
    })
}

fn id(capture: &Capture) -> Option<String> {
    read(capture).guide().id.text().map(str::to_owned)
}

fn is_guide(path: &str) -> bool {
    [".yaml", ".yml", ".json"]
        .iter()
        .any(|ending| path.ends_with(ending))
}
