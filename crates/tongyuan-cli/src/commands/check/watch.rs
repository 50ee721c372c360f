//! `check --watch`: checks again whenever a file of the repository changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use clap::ArgMatches;
use notify::{Event, RecursiveMode, Watcher as _};

use super::{Context, locate, once};
use crate::exit::Exit;
use crate::output::{tell, tell_failure};

/// An editor writes a file in several steps: when it has been quiet for so long, they are over.
const QUIET: Duration = Duration::from_millis(150);
/// What never gets quiet is checked after so long all the same.
const LONGEST: Duration = Duration::from_secs(2);

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let language = context.language;
    let words = matches.get_many::<String>("path").into_iter().flatten();
    let given: Vec<PathBuf> = words.map(PathBuf::from).collect();
    let root = match locate(matches, &given, context) {
        Ok((root, _)) => root,
        Err(exit) => return exit,
    };
    let (sender, events) = channel();
    let watching = notify::recommended_watcher(sender).and_then(|mut watcher| {
        watcher.watch(&root, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    let _watcher = match watching {
        Ok(watcher) => watcher,
        Err(error) => {
            tell_failure(
                language,
                &format!("无法监视文件的改动：{error}"),
                &format!("changes of files cannot be watched: {error}"),
            );
            return Exit::Failed;
        }
    };
    let own = Own::of(matches, &root);
    loop {
        once(matches, context);
        if matches.get_count("quiet") == 0 {
            tell(match language {
                tongyuan::Language::Chinese => "等待文件改动，按 Ctrl-C 结束。\n",
                tongyuan::Language::English => "Waiting for files to change; Ctrl-C ends it.\n",
            });
        }
        if !own.wait(&events) {
            tell_failure(
                language,
                "文件的改动无法再监视",
                "changes of files can be watched no more",
            );
            return Exit::Failed;
        }
    }
}

/// What of a folder is watched: all of it but hidden files, which include what git and editors write there, and but the reports
/// that the check itself writes.
struct Own {
    root: PathBuf,
    reports: Vec<PathBuf>,
}

impl Own {
    fn of(matches: &ArgMatches, root: &Path) -> Self {
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let reports = matches.get_many::<String>("output").into_iter().flatten();
        Self {
            root: std::fs::canonicalize(root).unwrap_or_else(|_| whole(root)),
            reports: reports.map(|path| whole(Path::new(path))).collect(),
        }
    }

    /// Waits until something has changed and all is quiet again; says whether that can still be known.
    fn wait(&self, events: &Receiver<notify::Result<Event>>) -> bool {
        loop {
            match events.recv() {
                Ok(event) if self.is_change(&event) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        let since = Instant::now();
        let mut last = since;
        while since.elapsed() < LONGEST && last.elapsed() < QUIET {
            match events.recv_timeout(QUIET.saturating_sub(last.elapsed())) {
                Ok(event) if self.is_change(&event) => last = Instant::now(),
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }

    /// Whether a file that counts was changed. What was missed may have been one.
    fn is_change(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        event.need_rescan()
            || !event.kind.is_access() && event.paths.iter().any(|path| self.counts(path))
    }

    fn counts(&self, path: &Path) -> bool {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let is_hidden = |part: &std::ffi::OsStr| {
            let name = part.to_string_lossy();
            name.starts_with('.') && name != ".tongyuan.toml" && name.len() > 2
        };
        !inside.iter().any(is_hidden) && !self.reports.iter().any(|own| own == path)
    }
}
