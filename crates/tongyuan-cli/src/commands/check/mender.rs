//! `check --fix` and `check --diff`: what comes of a guide that can be mended.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::ArgMatches;
use tongyuan::{
    Capture, Case, Checked, Language, Policy, Registers, RunNote, Said, check_with_files,
    fix_with_files,
};

use crate::files;
use crate::language::say;
use crate::repository::{Repository, absolute};

/// What is done about findings that can be mended without judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// They are told.
    Tell,
    /// The files are changed.
    Fix,
    /// The changes are shown.
    Diff,
}

/// Checks guides, and mends them where that is asked for.
#[derive(Debug)]
pub(super) struct Mender {
    mode: Mode,
    /// The patches of the files that would be changed, by the names of the files.
    patches: Mutex<BTreeMap<String, String>>,
}

/// Where the file of a guide is, and which files may be changed: all where none is named.
pub(super) struct Place<'p> {
    pub(super) repository: &'p Repository,
    pub(super) path: &'p Path,
    pub(super) only: &'p [PathBuf],
}

impl Mender {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let mode = match (matches.get_flag("fix"), matches.get_flag("diff")) {
            (true, _) => Mode::Fix,
            (_, true) => Mode::Diff,
            _ => Mode::Tell,
        };
        Self {
            mode,
            patches: Mutex::default(),
        }
    }

    /// Whether files are changed.
    pub(super) fn fixes(&self) -> bool {
        self.mode == Mode::Fix
    }

    /// The changes that would be made, where they are asked for instead of findings.
    pub(super) fn patch(&self) -> Option<String> {
        let patches = self.patches.lock().unwrap_or_else(PoisonError::into_inner);
        (self.mode == Mode::Diff).then(|| patches.values().map(String::as_str).collect())
    }

    /// Checks a guide; where it is mended, or would be, what is found afterwards.
    pub(super) fn check(
        &self,
        case: &Case,
        registers: &Registers,
        policy: &Policy,
        file: &dyn Fn(&str) -> Option<Capture>,
        place: Option<&Place<'_>>,
    ) -> Checked {
        let may_change = place.is_none_or(Place::is_named);
        if self.mode == Mode::Tell || !may_change {
            return check_with_files(case, registers, policy, file);
        }
        let fixed = fix_with_files(case, registers, policy, file);
        let (Some(mended), before) = (&fixed.canonical, &case.canonical) else {
            return fixed.checked;
        };
        if self.mode == Mode::Diff {
            let patch = tongyuan_report::patch(&before.name, &shown(before), &shown(mended));
            let mut patches = self.patches.lock().unwrap_or_else(PoisonError::into_inner);
            patches.insert(before.name.clone(), patch);
            return fixed.checked;
        }
        let written = place.map_or(Ok(()), |place| place.write(before, mended));
        match written {
            Ok(()) => fixed.checked,
            // What is found is what the file says, and it says what it said before.
            Err(note) => {
                let mut checked = check_with_files(case, registers, policy, file);
                checked.notes.push(*note);
                checked
            }
        }
    }

    /// What is told of the changes that would be made.
    pub(super) fn told(checked: &Checked, language: Language) -> String {
        let summary = &checked.summary;
        let (places, files) = (summary.mended, summary.mended_files);
        let would = match places {
            0 => say(
                language,
                "没有 --fix 可以修改的内容。".to_owned(),
                "There is nothing that --fix would mend. ".to_owned(),
            ),
            _ => say(
                language,
                format!("--fix 将修改 {places} 处，涉及 {files} 个文件。改后："),
                format!(
                    "--fix would mend {places} place{} in {files} file{}. After that: ",
                    if places == 1 { "" } else { "s" },
                    if files == 1 { "" } else { "s" },
                ),
            ),
        };
        let rest = tongyuan::Summary {
            mended: 0,
            ..*summary
        };
        format!(
            "{would}{}\n",
            tongyuan_report::summary_text(&rest, language)
        )
    }
}

impl Place<'_> {
    /// Whether the file is one of those that were named, or in one of the folders.
    fn is_named(&self) -> bool {
        if self.only.is_empty() {
            return true;
        }
        let own = absolute(self.path);
        let mut only = self.only.iter().map(|path| absolute(path));
        only.any(|only| own.starts_with(only))
    }

    /// Puts the mended file in the place of the one that was checked, if that is still there and may be changed.
    fn write(&self, before: &Capture, mended: &Capture) -> Result<(), Box<RunNote>> {
        let refused = |message: Said, help: Said| {
            Box::new(RunNote {
                file: before.name.clone(),
                message,
                help: Some(help),
                location: None,
                is_error: true,
            })
        };
        if !self.repository.holds(self.path) {
            return Err(refused(
                Said::new(
                    "没有修改：这个文件经链接指向指南库以外",
                    "not mended: a link leads to this file, and it lies outside of the repository",
                ),
                Said::new(
                    "在文件所在的位置修改，或者把它放进指南库。",
                    "Change it where it is, or move it into the repository.",
                ),
            ));
        }
        let is_read_only = std::fs::metadata(self.path)
            .map_err(|error| files::failure(&before.name, &error))?
            .permissions()
            .readonly();
        if is_read_only {
            return Err(refused(
                Said::new(
                    "没有修改：文件是只读的",
                    "not mended: the file is read-only",
                ),
                Said::new(
                    "去掉文件的只读属性，再运行一次。",
                    "Make it writable and run this again.",
                ),
            ));
        }
        if files::read(self.path, &before.name)?.bytes != before.bytes {
            return Err(refused(
                Said::new(
                    "没有修改：检查的时候文件又有了改动",
                    "not mended: the file was changed while it was checked",
                ),
                Said::new("再运行一次。", "Run this again."),
            ));
        }
        files::write_bytes(self.path, &mended.bytes).map_err(|error| {
            refused(
                Said::new(
                    format!("没有修改：无法写入（{error}）"),
                    format!("not mended: it cannot be written ({error})"),
                ),
                Said::new(
                    "检查文件夹的权限和磁盘空间。",
                    "See to the permissions of the folder and the room on the disk.",
                ),
            )
        })
    }
}

/// The text of a file as a patch shows it.
fn shown(capture: &Capture) -> String {
    match std::str::from_utf8(&capture.bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => capture.text().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Paths;

    /// What an editor writes while the check runs is not overwritten.
    #[test]
    fn a_file_that_was_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        std::fs::write(&path, "标识: b\n").unwrap();
        let repository = Repository::new(folder.path().to_path_buf(), Paths::default());
        let place = Place {
            repository: &repository,
            path: &path,
            only: &[],
        };
        let file = |text: &str| Capture::new("a.yaml", text);
        let refused = place.write(&file("标识: a\n"), &file("标识: c\n"));
        let words = refused.unwrap_err().message.english;
        assert_eq!(
            words,
            "not mended: the file was changed while it was checked"
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "标识: b\n");
        assert!(place.write(&file("标识: b\n"), &file("标识: c\n")).is_ok());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "标识: c\n");
    }
}
