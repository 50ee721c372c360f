//! The rules that a repository has for itself, `rules/*.yaml` or `.json`.

use std::path::Path;

use tongyuan::{OwnRules, RunNote, read_rules};

use crate::repository::{Ignoring, Repository};
use crate::settings::Paths;

/// The rules of the repository that a folder is in, with what is wrong with them; none where it is in none.
pub(crate) fn load(folder: &Path, ignoring: Ignoring) -> (OwnRules, Vec<RunNote>) {
    let Some(root) = Repository::find(folder) else {
        return Default::default();
    };
    of(&Repository::new(root, Paths::default()).ignoring(ignoring))
}

/// The rules of a repository, with what is wrong with them.
pub(crate) fn of(repository: &Repository) -> (OwnRules, Vec<RunNote>) {
    let (mut captures, mut notes) = (Vec::new(), Vec::new());
    for path in repository.rules() {
        match repository.content(&path) {
            Ok(capture) => captures.push(capture),
            Err(note) => notes.push(*note),
        }
    }
    let (rules, told) = read_rules(&captures);
    notes.extend(told);
    (rules, notes)
}
