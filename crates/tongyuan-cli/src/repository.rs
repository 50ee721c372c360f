//! Which files of a repository belong together: a guide, and what each channel has published of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use tongyuan::{Capture, Case, Channel, Profiles, RunNote, Said};
use tongyuan_report::Evidence;

use crate::capture::store::EVIDENCE;
use crate::files;
use crate::settings::{Paths, discovery};

/// A repository on disk.
#[derive(Clone, Debug)]
pub(crate) struct Repository {
    root: PathBuf,
    /// How the root is called in reports: what the user typed, so that a terminal can follow the places.
    prefix: String,
    paths: Paths,
    ignoring: Ignoring,
    typed: Typed,
}

/// Files as somebody is writing them, by where links lead: they stand for those on disk.
pub(crate) type Typed = HashMap<PathBuf, Arc<[u8]>>;

/// What becomes of files that `.gitignore` or `.ignore` names. They are left out, but for those that the command line names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ignoring {
    /// All of them are read.
    pub(crate) nothing: bool,
    /// Those that the command line names are left out as well.
    pub(crate) named: bool,
}

/// The files of one guide.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    pub(crate) canonical: PathBuf,
    pub(crate) published: Vec<(Channel, PathBuf)>,
    /// What came of asking for its pages.
    pub(crate) evidence: Vec<(Channel, PathBuf)>,
}

/// What a repository holds.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// The guides, in the order of their names.
    pub(crate) guides: Vec<Files>,
    /// Published versions that no guide claims.
    pub(crate) orphans: Vec<PathBuf>,
}

impl Repository {
    /// The repository that a path is in: the nearest folder upwards that has settings or guides.
    pub(crate) fn find(path: &Path) -> Option<PathBuf> {
        let start = if path.is_dir() { path } else { path.parent()? };
        upwards(start).into_iter().find(|folder| is_root(folder))
    }

    /// The same for a file by its whole path, as a whole path.
    pub(crate) fn around(path: &Path) -> Option<&Path> {
        wholly_upwards(path.parent()?).find(|folder| is_root(folder))
    }

    pub(crate) fn new(root: PathBuf, paths: Paths) -> Self {
        let prefix = match root.to_str() {
            Some("." | "") | None => String::new(),
            Some(text) => format!("{}/", text.replace('\\', "/").trim_end_matches('/')),
        };
        Self {
            root,
            prefix,
            paths,
            ignoring: Ignoring::default(),
            typed: Typed::default(),
        }
    }

    /// A repository that calls its files by their paths inside it, wherever the command was started.
    pub(crate) fn by_itself(root: PathBuf, paths: Paths) -> Self {
        Self {
            prefix: String::new(),
            ..Self::new(root, paths)
        }
    }

    /// The repository as it was, in another folder: its files bear the names that they have here.
    pub(crate) fn as_it_was(&self, root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            typed: Typed::default(),
            ..self.clone()
        }
    }

    /// Whether a path from the root of the repository is that of a guide.
    pub(crate) fn is_guide(&self, inside: &str) -> bool {
        let path = self.root.join(inside);
        path.starts_with(self.root.join(&self.paths.guides)) && is_guide(&path)
    }

    /// The repository with other files left out of it.
    pub(crate) fn ignoring(self, ignoring: Ignoring) -> Self {
        Self { ignoring, ..self }
    }

    /// The repository with a file as somebody is writing it.
    pub(crate) fn with_typed(mut self, path: &Path, bytes: Vec<u8>) -> Self {
        self.typed.insert(absolute(path), bytes.into());
        self
    }

    /// Takes these files for what is on disk from now on, and no others.
    pub(crate) fn set_typed(&mut self, typed: Typed) {
        self.typed = typed;
    }

    /// Reads a file of the repository, as it is being written where somebody does that.
    pub(crate) fn content(&self, path: &Path) -> Result<Capture, Box<RunNote>> {
        let name = self.name(path);
        let is_any = !self.typed.is_empty();
        let typed = is_any.then(|| self.typed.get(&absolute(path)));
        match typed.flatten() {
            Some(bytes) => Ok(Capture::new(name, bytes.to_vec())),
            None => files::read_inside(&self.root, path, &name),
        }
    }

    /// Whether a file is what some channel publishes, by where it is.
    pub(crate) fn is_published(&self, path: &Path) -> bool {
        Channel::ALL
            .iter()
            .any(|channel| path.starts_with(self.hall(*channel)) && !is_evidence(path))
    }

    /// Whether a file is where the repository has something of its own. One that is elsewhere, as a draft is, belongs to no guide.
    pub(crate) fn has_place_for(&self, path: &Path) -> bool {
        let own = absolute(path);
        let Paths {
            guides,
            halls,
            registers,
            practice,
            baseline,
            ledger,
        } = &self.paths;
        [guides, halls, registers, practice, baseline, ledger]
            .map(String::as_str)
            .into_iter()
            .chain(["rules", "profiles"])
            .map(|place| self.root.join(place))
            .chain(self.waivers())
            .any(|place| own.starts_with(absolute(&place)))
    }

    /// The files below a folder of the repository, in the order of their names, with those in it that `named` says.
    fn below(&self, folder: &str, named: &[PathBuf]) -> Vec<PathBuf> {
        let folder = self.root.join(folder);
        let mut found = files_below(&folder, !self.ignoring.nothing);
        let whole = absolute(&folder);
        for path in named {
            let own = absolute(path);
            let is_new = self.typed.contains_key(&own) && !own.exists();
            let is_there = own.is_file() && !self.ignoring.named;
            if let Ok(inside) = own.strip_prefix(&whole)
                && (is_new || is_there)
            {
                found.push(folder.join(inside));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The folder that it is.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file from the root of the repository, with `/` between folders.
    pub(crate) fn inside(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        inside.to_string_lossy().replace('\\', "/")
    }

    /// The name of a file in reports.
    pub(crate) fn name(&self, path: &Path) -> String {
        if path.starts_with(&self.root) || path.is_relative() {
            return format!("{}{}", self.prefix, self.inside(path));
        }
        // The settings may have led out of the repository.
        relative(path).to_string_lossy().replace('\\', "/")
    }

    /// Where a register stands, if it is there: `items`, `materials`, `calendar`.
    pub(crate) fn register(&self, name: &str) -> Option<PathBuf> {
        ["yaml", "yml", "json"]
            .iter()
            .map(|form| format!("{name}.{form}"))
            .map(|name| self.root.join(&self.paths.registers).join(name))
            .find(|path| path.exists())
    }

    /// Where the list of waivers stands, if it is there.
    pub(crate) fn waivers(&self) -> Option<PathBuf> {
        ["yaml", "yml", "json"]
            .iter()
            .map(|form| self.root.join(format!("waivers.{form}")))
            .find(|path| path.exists())
    }

    /// Where the baseline stands, or would stand.
    pub(crate) fn baseline(&self) -> PathBuf {
        self.root.join(&self.paths.baseline)
    }

    /// Where the ledger stands, or would stand.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.root.join(&self.paths.ledger)
    }

    /// The profiles of the repository, in the order of their names.
    pub(crate) fn profiles(&self) -> Vec<PathBuf> {
        let mut files = self.below("profiles", &[]);
        files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        files
    }

    /// The files of the repository's own rules, in the order of their names.
    pub(crate) fn rules(&self) -> Vec<PathBuf> {
        let mut files = self.below("rules", &[]);
        // An editor completes from a schema that may stand beside them.
        let is_schema = |path: &Path| path.to_string_lossy().ends_with(".schema.json");
        files.retain(|path| is_guide(path) && !is_schema(path));
        files
    }

    /// The records of handled cases, in the order of their names.
    pub(crate) fn practice(&self) -> Vec<PathBuf> {
        let mut files = self.below(&self.paths.practice, &[]);
        files.retain(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let ending = path.extension().and_then(|ending| ending.to_str());
            let ending = ending.unwrap_or_default().to_ascii_lowercase();
            let is_record = matches!(ending.as_str(), "csv" | "tsv" | "xlsx" | "ndjson" | "jsonl");
            is_record && !name.starts_with("~$")
        });
        files
    }

    /// The folder of what a channel publishes.
    pub(crate) fn hall(&self, channel: Channel) -> PathBuf {
        self.root.join(&self.paths.halls).join(channel.key())
    }

    /// The guides with what was published of them. `only` keeps the guides of which it holds a file, or all where it is empty.
    pub(crate) fn inventory(&self, only: &[PathBuf]) -> Inventory {
        let mut by_stem: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for path in self.below(&self.paths.guides, only) {
            if is_guide(&path) {
                by_stem.entry(stem(&path)).or_default().push(path);
            }
        }
        let mut published: BTreeMap<String, Vec<(Channel, PathBuf)>> = BTreeMap::new();
        let mut evidence: BTreeMap<String, Vec<(Channel, PathBuf)>> = BTreeMap::new();
        for channel in Channel::ALL {
            for path in self.below(&format!("{}/{}", self.paths.halls, channel.key()), only) {
                let kind = if is_evidence(&path) {
                    &mut evidence
                } else {
                    &mut published
                };
                kind.entry(stem(&path)).or_default().push((*channel, path));
            }
        }
        let wanted: Vec<PathBuf> = only.iter().map(|path| absolute(path)).collect();
        let is_wanted = |path: &Path| {
            let path = absolute(path);
            wanted.is_empty() || wanted.iter().any(|only| path.starts_with(only))
        };
        let mut inventory = Inventory::default();
        let mut claimed = BTreeSet::new();
        for (stem, canonicals) in by_stem {
            let own = published.get(&stem).cloned().unwrap_or_default();
            let evidence = evidence.remove(&stem).unwrap_or_default();
            claimed.insert(stem);
            for canonical in canonicals {
                let files = Files {
                    canonical,
                    published: own.clone(),
                    evidence: evidence.clone(),
                };
                let any_wanted = is_wanted(&files.canonical)
                    || files.published.iter().any(|(_, path)| is_wanted(path));
                if any_wanted {
                    inventory.guides.push(files);
                }
            }
        }
        for (stem, files) in published {
            if !claimed.contains(&stem) {
                let orphans = files.into_iter().map(|(_, path)| path);
                inventory
                    .orphans
                    .extend(orphans.filter(|path| is_wanted(path)));
            }
        }
        inventory
    }

    /// Reads the files of a guide. A published version that cannot be read is named, and the others are still there.
    pub(crate) fn read(
        &self,
        wanted: &Files,
        profiles: &Arc<Profiles>,
    ) -> Result<(Case, Vec<RunNote>), Box<RunNote>> {
        let canonical = self.content(&wanted.canonical)?;
        let mut case = Case::new(canonical).with_profiles(Arc::clone(profiles));
        let mut notes = Vec::new();
        for (channel, path) in &wanted.published {
            let name = self.name(path);
            match self.content(path) {
                Ok(capture) => case = case.published(*channel, capture),
                Err(note) => {
                    // What cannot be read is not absent: an empty capture stands for it and fails as one.
                    notes.push(*note);
                    case = case.published(*channel, Capture::new(name, Vec::new()));
                }
            }
        }
        // A capture that was not finished leaves evidence that is none: it says nothing.
        for (channel, path) in &wanted.evidence {
            let read = files::read(path, "").ok();
            let read = read.and_then(|file| Evidence::read(&file.bytes));
            if let Some(evidence) = read {
                case = case.evidence(evidence.of_channel(*channel));
            }
        }
        Ok((case, notes))
    }

    /// A file that a guide names by its path in the repository. One that is not there, or lies outside of it, is none.
    pub(crate) fn file(&self, path: &str) -> Option<Capture> {
        let below = Path::new(path);
        let is_below = below
            .components()
            .all(|step| matches!(step, Component::Normal(_)));
        let whole = self.root.join(below);
        if path.is_empty() || !is_below || !whole.is_file() {
            return None;
        }
        // A link may lead out of it all the same.
        let read = self.holds(&whole).then(|| self.content(&whole))?;
        read.ok()
    }

    /// Whether a file lies in the repository, wherever links lead.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        absolute(path).starts_with(absolute(&self.root))
    }

    /// A note that nobody claims a published version.
    pub(crate) fn orphan(&self, path: &Path) -> RunNote {
        let guides = &self.paths.guides;
        let stem = stem(path);
        RunNote {
            file: self.name(path),
            message: Said::new(
                format!("没有对应的指南：{guides}/ 下没有 {stem}.yaml"),
                format!("no guide belongs to it: there is no {guides}/{stem}.yaml"),
            ),
            help: Some(Said::new(
                "补上这个事项的权威数据源；事项已经取消的，从渠道撤下。",
                "Add the canonical source of the item; or, if the item is gone, take it off the channel.",
            )),
            location: None,
            is_error: false,
        }
    }
}

fn is_root(folder: &Path) -> bool {
    let has = |name: &&str| folder.join(name).is_file();
    discovery::NAMES.iter().any(has) || folder.join("guides").is_dir()
}

/// A folder and those above it, up to the one that git keeps as a whole.
pub(crate) fn upwards(folder: &Path) -> Vec<PathBuf> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let mut found = vec![folder.to_path_buf()];
    let Ok(whole) = std::path::absolute(folder) else {
        return found;
    };
    found.extend(wholly_upwards(&whole).skip(1).map(relative));
    found
}

/// The same by whole paths.
fn wholly_upwards(folder: &Path) -> impl Iterator<Item = &Path> {
    let is_last = |folder: &Path| folder.join(".git").exists();
    std::iter::successors(Some(folder), move |folder| {
        folder.parent().filter(|_| !is_last(folder))
    })
}

/// The files below a folder, in the order of their names; hidden and ignored ones left out.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    files_below(folder, true)
}

fn files_below(folder: &Path, heeds_ignores: bool) -> Vec<PathBuf> {
    if !folder.is_dir() {
        return Vec::new();
    }
    let mut found: Vec<PathBuf> = WalkBuilder::new(folder)
        .standard_filters(heeds_ignores)
        // What an office program or an editor hides is never meant.
        .hidden(true)
        .require_git(false)
        .follow_links(false)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .collect();
    found.sort();
    found
}

/// Office programs leave `~$name.docx` beside an open file.
fn is_guide(path: &Path) -> bool {
    matches!(
        path.extension().and_then(|e| e.to_str()),
        Some("yaml" | "yml" | "json")
    )
}

/// The evidence of a capture stands beside its page, and is none itself.
fn is_evidence(path: &Path) -> bool {
    path.to_string_lossy().ends_with(EVIDENCE)
}

/// The name of a file up to its first dot: what a guide and its published versions share.
pub(crate) fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// A path from the root of the file system, with links followed as far as it is there.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    std::fs::canonicalize(&whole)
        .or_else(|error| {
            let (folder, name) = whole.parent().zip(whole.file_name()).ok_or(error)?;
            std::fs::canonicalize(folder).map(|folder| folder.join(name))
        })
        .unwrap_or(whole)
}

/// A folder as seen from here, so that reports show paths that a terminal can follow.
fn relative(folder: &Path) -> PathBuf {
    let Ok(here) = std::env::current_dir() else {
        return folder.to_path_buf();
    };
    for (steps, ancestor) in here.ancestors().enumerate() {
        if let Ok(below) = folder.strip_prefix(ancestor) {
            let mut path: PathBuf = std::iter::repeat_n("..", steps).collect();
            path.push(below);
            return if path.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                path
            };
        }
    }
    folder.to_path_buf()
}
