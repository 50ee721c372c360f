//! What a repository was before: asked of the program `git`, which changes nothing by it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use tongyuan::Said;

/// The state of a repository that a change is held against.
#[derive(Debug)]
pub(crate) struct Base {
    root: PathBuf,
    commit: String,
    /// What has another content, another name, or is new: the path now, and that of then; paths from the root, with `/`.
    changed: BTreeMap<String, Option<String>>,
    /// What is there no more.
    gone: Vec<String>,
}

impl Base {
    /// The state where a revision and what is checked out now parted; what is not committed yet belongs to the change.
    pub(crate) fn open(root: &Path, revision: &str) -> Result<Self, Said> {
        let named = self::commit(root, revision)?;
        let commit = parting(root, &named, "HEAD", revision)?;
        let mut base = Self {
            root: root.to_path_buf(),
            commit,
            changed: BTreeMap::new(),
            gone: Vec::new(),
        };
        base.read_changes()?;
        Ok(base)
    }

    /// Puts the whole repository as it was into an empty folder.
    pub(crate) fn write_to(&self, folder: &Path) -> Result<(), Said> {
        write_tree(&self.root, &self.commit, folder)
    }

    /// Whether a file is as it is no more: it has another content or another name now, or is gone.
    pub(crate) fn was_changed(&self, path: &str) -> bool {
        let mut then = self.changed.values().flatten().chain(&self.gone);
        then.any(|then| then == path)
    }

    /// Whether a file of the repository has changed.
    pub(crate) fn has_changed(&self, path: &str) -> bool {
        self.changed.contains_key(path)
    }

    /// What a file that has changed was before; none where it has not changed, or was not there. Nothing stands for what git cannot
    /// give, so that whoever reads it says so.
    pub(crate) fn before(&self, path: &str) -> Option<Vec<u8>> {
        let then = self.changed.get(path)?.as_ref()?;
        Some(self.content(then).unwrap_or_default())
    }

    /// Whether a file was not there before under this name or another that git knows of.
    pub(crate) fn is_new(&self, path: &str) -> bool {
        self.changed.get(path) == Some(&None)
    }

    /// Of the files that are there no more those that are wanted, with what they were.
    pub(crate) fn gone(
        &self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = (&str, Vec<u8>)> {
        let gone = self.gone.iter().filter(move |path| is_wanted(path));
        gone.filter_map(|path| Some((path.as_str(), self.content(path)?)))
    }

    fn content(&self, path: &str) -> Option<Vec<u8>> {
        let object = format!("{}:./{path}", self.commit);
        let output = git(&self.root, &["cat-file", "blob", &object]).ok()?;
        output.status.success().then_some(output.stdout)
    }

    fn read_changes(&mut self) -> Result<(), Said> {
        let commit = self.commit.clone();
        let listed = asked(
            &self.root,
            &[
                "diff",
                "--name-status",
                "-z",
                "-M",
                "--no-ext-diff",
                "--relative",
                &commit,
                "--",
                ".",
            ],
        )?;
        let mut words = listed.split('\0').filter(|word| !word.is_empty());
        while let (Some(kind), Some(path)) = (words.next(), words.next()) {
            match kind.as_bytes().first() {
                Some(b'D') => self.gone.push(path.to_owned()),
                Some(b'A') => self.add(path, None),
                Some(b'R' | b'C') => {
                    if let Some(now) = words.next() {
                        self.add(now, Some(path));
                    }
                }
                _ => self.add(path, Some(path)),
            }
        }
        let untracked = asked(
            &self.root,
            &[
                "ls-files",
                "-z",
                "--others",
                "--exclude-standard",
                "--",
                ".",
            ],
        )?;
        for path in untracked.split('\0').filter(|path| !path.is_empty()) {
            // A file that was moved and not told of yet is there under its new name.
            self.add(path, None);
        }
        Ok(())
    }

    fn add(&mut self, now: &str, then: Option<&str>) {
        self.changed.insert(now.to_owned(), then.map(str::to_owned));
    }
}

/// A temporary folder that is gone when its handle is.
pub(crate) fn folder() -> Result<TempDir, Said> {
    tempfile::tempdir().map_err(|error| {
        Said::new(
            format!("无法新建临时文件夹：{error}"),
            format!("no temporary folder can be made: {error}"),
        )
    })
}

/// Puts a whole repository as it was at a commit into an empty folder. The index and the working tree stay as they are.
pub(crate) fn write_tree(root: &Path, commit: &str, folder: &Path) -> Result<(), Said> {
    let tree = format!("{commit}:./");
    let is_there = git(root, &["rev-parse", "--verify", "--quiet", &tree])?;
    if !is_there.status.success() {
        // The folder of the repository came later.
        return Ok(());
    }
    let index = self::folder()?;
    let index = index.path().join("index");
    let target = format!("--prefix={}/", folder.display());
    for arguments in [
        &["read-tree", tree.as_str()][..],
        &["checkout-index", "--all", "--quiet", target.as_str()],
    ] {
        let mut command = command(root, arguments);
        answered(&run(command.env("GIT_INDEX_FILE", &index))?)?;
    }
    Ok(())
}

/// The commit that a revision names; of a shallow clone that lacks it, how to get it.
pub(crate) fn commit(root: &Path, revision: &str) -> Result<String, Said> {
    let inside = git(root, &["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() || first_line(&inside.stdout) != "true" {
        return Err(Said::new(
            "这里不是 git 仓库的工作目录，没有可以比较的版本：先 git init 并提交",
            "this is no working tree of a git repository, and there is nothing to compare with: `git init` and commit first",
        ));
    }
    let named = format!("{revision}^{{commit}}");
    let found = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ],
    )?;
    if found.status.success() {
        return Ok(first_line(&found.stdout));
    }
    Err(if is_shallow(root)? {
        shallow(
            &format!("没有版本“{revision}”"),
            &format!("there is no revision “{revision}”"),
        )
    } else {
        let branch = revision.strip_prefix("origin/").unwrap_or("main");
        Said::new(
            format!("没有版本“{revision}”。远程的分支先取回：git fetch origin {branch}"),
            format!(
                "there is no revision “{revision}”. Fetch the branch first: git fetch origin {branch}"
            ),
        )
    })
}

fn is_shallow(root: &Path) -> Result<bool, Said> {
    Ok(asked(root, &["rev-parse", "--is-shallow-repository"])?.trim() == "true")
}

/// The commit where two histories parted. `named` is what the first was called.
pub(crate) fn parting(root: &Path, one: &str, other: &str, named: &str) -> Result<String, Said> {
    let parted = git(root, &["merge-base", one, other])?;
    if parted.status.success() {
        return Ok(first_line(&parted.stdout));
    }
    Err(if is_shallow(root)? {
        shallow(
            &format!("找不到与“{named}”共同的历史"),
            &format!("no history in common with “{named}” is here"),
        )
    } else {
        Said::new(
            format!("与“{named}”没有共同的历史，无从比较改动"),
            format!("there is no history in common with “{named}”, and so no change to judge"),
        )
    })
}

/// That a clone lacks the history, and how to get it.
fn shallow(chinese: &str, english: &str) -> Said {
    Said::new(
        format!(
            "{chinese}：仓库只有部分历史。先取回全部历史：git fetch --unshallow origin（GitHub Actions 的 actions/checkout 写 fetch-depth: 0）"
        ),
        format!(
            "{english}: the clone is shallow. Fetch its history first: git fetch --unshallow origin (in GitHub Actions, actions/checkout with fetch-depth: 0)"
        ),
    )
}

/// What git answers; that it failed is told in its own words.
fn asked(root: &Path, arguments: &[&str]) -> Result<String, Said> {
    answered(&git(root, arguments)?)
}

fn answered(output: &Output) -> Result<String, Said> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let told = first_line(&output.stderr);
    Err(Said::new(
        format!("git 失败：{told}"),
        format!("git failed: {told}"),
    ))
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, Said> {
    run(&mut command(root, arguments))
}

fn command(root: &Path, arguments: &[&str]) -> Command {
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "core.quotePath=false",
            "-c",
            "core.fsmonitor=false",
            // No program of the repository is run by asking.
            "-c",
            "core.hooksPath=/dev/null",
            "--no-pager",
            "-C",
        ])
        .arg(root)
        .args(arguments)
        // Asking locks nothing, and answers in one language.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Result<Output, Said> {
    command.output().map_err(|error| {
        Said::new(
            format!("无法运行 git（{error}）：比较改动需要装有 git"),
            format!("git cannot be run ({error}): changes are asked of it"),
        )
    })
}

fn first_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.lines().next().unwrap_or_default().trim().to_owned()
}
