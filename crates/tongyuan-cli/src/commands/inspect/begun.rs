//! When an inspection began that was interrupted: what it has fetched is not fetched again. All else takes seconds and is done anew.

use std::fs;
use std::path::{Path, PathBuf};

use tongyuan::RunNote;

use crate::folder;

/// What says in the folder of a report that it is not done, and when it was begun.
const FILE: &str = "unfinished.txt";

/// An inspection that goes on.
#[derive(Debug)]
pub(super) struct Begun {
    time: String,
    path: Option<PathBuf>,
}

impl Begun {
    /// Begins an inspection, or goes on with the one that was begun in this folder on the same day, by UTC. A page that was fetched
    /// earlier than that is not what the hall shows now.
    pub(super) fn at(out: &Path, is_live: bool) -> Result<Self, Box<RunNote>> {
        let now = jiff::Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string();
        if !is_live {
            return Ok(Self {
                time: now,
                path: None,
            });
        }
        let path = out.join(FILE);
        let standing = fs::read_to_string(&path).ok();
        let standing = standing
            .map(|text| text.trim().to_owned())
            .filter(|begun| begun.len() == now.len() && begun.get(..10) == now.get(..10));
        let time = standing.unwrap_or(now);
        folder::write(&path, &format!("{time}\n"))?;
        Ok(Self {
            time,
            path: Some(path),
        })
    }

    /// When it began, in UTC.
    pub(super) fn time(&self) -> &str {
        &self.time
    }

    /// Everything is written.
    pub(super) fn done(self) {
        if let Some(path) = self.path {
            // That it stays has no other consequence than that pages of today are not fetched again.
            let _ = fs::remove_file(path);
        }
    }
}
