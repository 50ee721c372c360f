//! What there is to check of the documents that are open, and the repositories that they are in.
//!
//! What stands around a guide (settings, registers, own rules, the list of files) is read once and kept: a guide is checked with
//! every pause of its author. It is read again where a document is opened or saved, where an editor says that files have changed, and
//! where one of these files is changed in the editor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tongyuan::{
    Capture, Case, Checked, Date, Policy, Profiles, Registers, RunNote, check, check_with_files,
    fix, fix_with_files, read_baseline, read_calendar, read_cancelled, read_items, read_laws,
    read_materials, read_waivers,
};
use tongyuan_model::Key;
use tongyuan_model::schema::{self, GuidePlace};

use super::documents::{Document, Documents};
use crate::commands::check::accepted;
use crate::commands::check::this_day;
use crate::repository::{Files, Inventory, Repository, Typed};
use crate::settings::{self, Paths, Settings, discovery};
use crate::sweep::Sweep;
use crate::{own_rules, profiles};

/// What is checked as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A guide with what was published of it.
    Guide { root: PathBuf, path: PathBuf },
    /// Another file that a check reads: a register, the settings.
    Beside { root: PathBuf, path: PathBuf },
    /// A guide that is in no repository, by its address.
    Alone { uri: String },
}

impl Subject {
    /// The repository that it is in.
    pub(super) fn root(&self) -> Option<&Path> {
        match self {
            Self::Guide { root, .. } | Self::Beside { root, .. } => Some(root),
            Self::Alone { .. } => None,
        }
    }
}

/// The repositories of what is open.
#[derive(Debug)]
pub(super) struct Workspace {
    /// The day that counts as today; the day of the clock where none is named.
    today: Option<Date>,
    known: BTreeMap<PathBuf, Known>,
}

/// A repository as it was read last.
#[derive(Debug)]
struct Known {
    sweep: Sweep,
    repository: Repository,
    profiles: Arc<Profiles>,
    inventory: Inventory,
}

impl Workspace {
    pub(super) fn new(today: Option<Date>) -> Self {
        Self {
            today,
            known: BTreeMap::new(),
        }
    }

    /// Reads a repository again before it is asked for the next time; all of them where none is named.
    pub(super) fn forget(&mut self, root: Option<&Path>) {
        match root {
            Some(root) => drop(self.known.remove(root)),
            None => self.known.clear(),
        }
    }

    /// What is to be checked because a document is open: of what a hall publishes, the guide of it. Nothing where a check would not
    /// look at the file.
    pub(super) fn subjects(&mut self, document: &Document, documents: &Documents) -> Vec<Subject> {
        let found = document
            .path
            .as_ref()
            .and_then(|path| Some((path, Repository::around(path)?)));
        let Some((path, root)) = found else {
            let is_guide = looks_like_a_guide(document.bare());
            let uri = document.uri.to_string();
            return is_guide
                .then_some(Subject::Alone { uri })
                .into_iter()
                .collect();
        };
        let (path, root) = (path.clone(), root.to_path_buf());
        let known = self.known(&root, documents.texts());
        if known.repository.is_guide(&known.repository.inside(&path)) {
            return vec![Subject::Guide { root, path }];
        }
        if known.repository.is_published(&path) {
            let guides = known.inventory.guides.iter();
            let own = guides.filter(|files| files.published.iter().any(|(_, own)| *own == path));
            return own
                .map(|files| Subject::Guide {
                    root: root.clone(),
                    path: files.canonical.clone(),
                })
                .collect();
        }
        let is_read = Beside::of(&known.repository, &path).is_some();
        is_read
            .then_some(Subject::Beside { root, path })
            .into_iter()
            .collect()
    }

    /// Checks a subject as `tongyuan check` does, with the texts that are open.
    pub(super) fn check(&mut self, subject: &Subject, documents: &Documents) -> Checked {
        match subject {
            Subject::Alone { uri } => {
                let Some(document) = documents.get(uri) else {
                    return Checked::default();
                };
                let mut checked = check(&alone(document), &Registers::default(), &self.policy());
                // What a guide alone cannot show: nobody gave its published versions.
                checked
                    .findings
                    .retain(|own| own.rule.id() != "guide-unpublished");
                checked
            }
            Subject::Beside { root, path } => {
                let known = self.known(root, documents.texts());
                Checked {
                    notes: known.beside(path),
                    ..Checked::default()
                }
            }
            Subject::Guide { root, path } => self.known(root, documents.texts()).guide(path),
        }
    }

    /// The text of a guide with all mended that takes no judgement; none where there is nothing to mend.
    pub(super) fn mended(&mut self, subject: &Subject, documents: &Documents) -> Option<String> {
        let fixed = match subject {
            Subject::Alone { uri } => {
                let case = alone(documents.get(uri)?);
                fix(&case, &Registers::default(), &self.policy())
            }
            Subject::Beside { .. } => return None,
            Subject::Guide { root, path } => {
                let known = self.known(root, documents.texts());
                let (case, _) = known.read(path).ok()?;
                let beside = |path: &str| known.repository.file(path);
                fix_with_files(&case, &known.sweep.registers, &known.sweep.policy, &beside)
            }
        };
        fixed.canonical?.text()
    }

    /// What a file is by its schema, where it has one that keys can be told of.
    pub(super) fn file(&mut self, subject: &Subject, documents: &Documents) -> Option<GuidePlace> {
        match subject {
            Subject::Guide { .. } | Subject::Alone { .. } => GuidePlace::guide(),
            Subject::Beside { root, path } => {
                let known = self.known(root, documents.texts());
                let schema = match Beside::of(&known.repository, path)? {
                    Beside::Items => schema::items(),
                    Beside::Materials => schema::materials(),
                    Beside::Laws => schema::laws(),
                    Beside::Cancelled => schema::cancelled(),
                    Beside::Calendar => schema::calendar(),
                    Beside::Waivers => schema::waivers(),
                    Beside::Baseline | Beside::Settings | Beside::Rules | Beside::Profiles => None,
                };
                schema.map(GuidePlace::of)
            }
        }
    }

    /// The standard names of the catalogue of materials.
    pub(super) fn materials(&mut self, subject: &Subject, documents: &Documents) -> Vec<String> {
        let Some(root) = subject.root() else {
            return Vec::new();
        };
        let known = self.known(root, documents.texts());
        let catalogue = known.sweep.registers.materials.as_ref();
        let rows = catalogue.map(|own| own.value.catalogue.rows());
        let names = rows
            .unwrap_or_default()
            .iter()
            .filter_map(|own| own.name.text());
        names.map(str::to_owned).collect()
    }

    fn known(&mut self, root: &Path, open: Typed) -> &mut Known {
        let today = self.today();
        let known = self
            .known
            .entry(root.to_path_buf())
            .or_insert_with(|| Known::read_anew(root, today, open.clone()));
        known.repository.set_typed(open);
        known
    }

    /// The policy of a guide that is in no repository.
    fn policy(&self) -> Policy {
        Policy {
            today: self.today(),
            ..Policy::default()
        }
    }

    fn today(&self) -> Option<Date> {
        self.today.or_else(|| Date::parse(&this_day()))
    }
}

impl Known {
    /// Reads what stands around the guides of a repository. What is wrong with a file is told where that is open, and the rest is
    /// used without it.
    fn read_anew(root: &Path, today: Option<Date>, open: Typed) -> Self {
        let mut bare = Repository::by_itself(root.to_path_buf(), Paths::default());
        bare.set_typed(open.clone());
        let (own, _) = own_rules::of(&bare);
        let nearest = || discovery::nearest(root).ok().flatten();
        let settings = discovery::named(None).or_else(nearest).and_then(|path| {
            let typed = bare.content(&path).ok()?;
            let text = typed.text()?;
            let typed = settings::of_text(&path, &typed.name, text, root, &own).ok();
            // While they make no sense, what was saved last holds.
            typed.or_else(|| settings::read(&path, root, &own).ok())
        });
        let settings: Settings = settings.unwrap_or_default();
        let mut repository = Repository::by_itself(root.to_path_buf(), settings.paths.clone());
        repository.set_typed(open);
        let mut sweep = Sweep::of(&repository, &settings, false, &mut Checked::default());
        sweep.policy.own_rules = own;
        sweep.policy.today = today;
        Self {
            profiles: Arc::new(profiles::load(Some(&repository), None).unwrap_or_default()),
            inventory: repository.inventory(&[]),
            repository,
            sweep,
        }
    }

    /// The files of a guide; one that was never saved is alone.
    fn files(&self, path: &Path) -> Files {
        let mut all = self.inventory.guides.iter();
        let own = all.find(|files| files.canonical == path);
        own.cloned().unwrap_or_else(|| Files {
            canonical: path.to_path_buf(),
            ..Files::default()
        })
    }

    fn read(&self, path: &Path) -> Result<(Case, Vec<RunNote>), Box<RunNote>> {
        self.repository.read(&self.files(path), &self.profiles)
    }

    fn guide(&mut self, path: &Path) -> Checked {
        let mut checked = match self.read(path) {
            Ok((case, notes)) => {
                let beside = |path: &str| self.repository.file(path);
                let mut checked =
                    check_with_files(&case, &self.sweep.registers, &self.sweep.policy, &beside);
                checked.notes.extend(notes);
                checked
            }
            Err(note) => Checked {
                notes: vec![*note],
                ..Checked::default()
            },
        };
        accepted::accept(
            &self.repository,
            &accepted::Use::Heed,
            &[],
            &mut self.sweep,
            &mut checked,
        );
        checked.findings.retain(|own| own.is_open());
        checked
    }

    /// What is wrong with a file that is no guide.
    fn beside(&self, path: &Path) -> Vec<RunNote> {
        let repository = &self.repository;
        let Some(kind) = Beside::of(repository, path) else {
            return Vec::new();
        };
        let capture = match repository.content(path) {
            Ok(capture) => capture,
            Err(note) => return vec![*note],
        };
        let mut notes = match kind {
            Beside::Items => read_items(&capture).1,
            Beside::Materials => read_materials(&capture).1,
            Beside::Laws => read_laws(&capture).1,
            Beside::Cancelled => read_cancelled(&capture).1,
            Beside::Calendar => read_calendar(&capture).1,
            Beside::Waivers => read_waivers(&capture).1,
            Beside::Baseline => read_baseline(&capture).1,
            Beside::Rules => own_rules::of(repository).1,
            Beside::Profiles => profiles::load(Some(repository), None)
                .err()
                .unwrap_or_default(),
            Beside::Settings => {
                let text = capture.text().unwrap_or_default();
                let own = &self.sweep.policy.own_rules;
                let read = settings::of_text(path, &capture.name, text, repository.root(), own);
                read.err().unwrap_or_default()
            }
        };
        notes.retain(|note| note.file == capture.name);
        notes
    }
}

/// The files that a check reads beside guides and what is published.
#[derive(Clone, Copy)]
enum Beside {
    Items,
    Materials,
    Laws,
    Cancelled,
    Calendar,
    Waivers,
    Baseline,
    Rules,
    Profiles,
    Settings,
}

impl Beside {
    fn of(repository: &Repository, path: &Path) -> Option<Self> {
        for (name, register) in [
            ("items", Self::Items),
            ("materials", Self::Materials),
            ("laws", Self::Laws),
            ("cancelled", Self::Cancelled),
            ("calendar", Self::Calendar),
        ] {
            if repository.register(name).as_deref() == Some(path) {
                return Some(register);
            }
        }
        match () {
            () if repository.waivers().as_deref() == Some(path) => Some(Self::Waivers),
            () if repository.baseline() == path => Some(Self::Baseline),
            () if discovery::NAMES.contains(&repository.inside(path).as_str()) => {
                Some(Self::Settings)
            }
            () if repository.profiles().iter().any(|own| own == path) => Some(Self::Profiles),
            () if repository.rules().iter().any(|own| own == path) => Some(Self::Rules),
            () => None,
        }
    }
}

fn alone(document: &Document) -> Case {
    Case::new(Capture::new(document.name(), document.text.as_bytes()))
}

/// Whether a text outside of any repository is meant for a guide, readable or not: editors show us all kinds of YAML.
fn looks_like_a_guide(text: &str) -> bool {
    let Some(guide) = GuidePlace::guide() else {
        return false;
    };
    let mut keys: Vec<Key> = Vec::new();
    for (at, _) in text.match_indices([':', '：']) {
        let line = text.get(..at).unwrap_or_default();
        let line = line.rsplit(['\n', '{', ',']).next().unwrap_or_default();
        let word = line
            .trim_start_matches([' ', '\t', '\r'])
            .trim_matches(['"', '\'']);
        if let Some((key, _)) = guide
            .field(word)
            .ok()
            .filter(|(key, _)| !keys.contains(key))
        {
            keys.push(key);
        }
        // English keys are words that others use as well.
        if keys.len() >= if word.is_ascii() { 3 } else { 2 } {
            return true;
        }
    }
    false
}
