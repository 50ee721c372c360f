//! The registers of a repository and its records, read for a check.

use std::fs::File;
use std::path::Path;

use tongyuan::{
    Capture, Checked, Practice, RecordColumns, Registers, RunNote, read_calendar, read_cancelled,
    read_items, read_laws, read_materials, read_practice,
};

use crate::files;
use crate::repository::Repository;

/// Reads every register that a repository has. What is wrong with one is told in `checked`, and the others are read all the same.
pub(crate) fn read(
    repository: &Repository,
    columns: &RecordColumns,
    checked: &mut Checked,
) -> Registers {
    Registers {
        items: register(repository, "items", read_items, checked),
        materials: register(repository, "materials", read_materials, checked),
        laws: register(repository, "laws", read_laws, checked),
        cancelled: register(repository, "cancelled", read_cancelled, checked),
        calendar: register(repository, "calendar", read_calendar, checked),
        practice: practice(repository, columns, checked),
        ..Registers::default()
    }
}

/// The records of handled cases, where the repository has any.
fn practice(
    repository: &Repository,
    columns: &RecordColumns,
    checked: &mut Checked,
) -> Option<Practice> {
    let files = repository.practice();
    let mut practice = Practice::default();
    for path in &files {
        let name = repository.name(path);
        let notes = match File::open(path) {
            Ok(file) => read_practice(&name, file, columns, &mut practice),
            Err(error) => vec![*files::failure(&name, &error)],
        };
        checked.summary.unreadable += usize::from(notes.iter().any(|note| note.is_error));
        checked.notes.extend(notes);
    }
    (!files.is_empty()).then_some(practice)
}

/// Reads a register, where the repository has it.
fn register<T>(
    repository: &Repository,
    name: &str,
    read: impl Fn(&Capture) -> (Option<T>, Vec<RunNote>),
    checked: &mut Checked,
) -> Option<T> {
    let path = repository.register(name)?;
    read_at(repository, &path, read, checked)
}

/// Reads a file of the repository that is no guide.
pub(crate) fn read_at<T>(
    repository: &Repository,
    path: &Path,
    read: impl Fn(&Capture) -> (Option<T>, Vec<RunNote>),
    checked: &mut Checked,
) -> Option<T> {
    match repository.content(path) {
        Ok(capture) => {
            let (register, notes) = read(&capture);
            checked.summary.unreadable += usize::from(notes.iter().any(|note| note.is_error));
            checked.notes.extend(notes);
            register
        }
        Err(note) => {
            checked.summary.unreadable += 1;
            checked.notes.push(*note);
            None
        }
    }
}
