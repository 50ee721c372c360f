//! `check -`: what somebody is writing, before it is a file.

use std::path::Path;

use tongyuan::{Case, Checked, Registers};

use super::{Context, Run};
use crate::exit::Exit;
use crate::files;
use crate::output::tell_note;
use crate::sweep::Sweep;

/// Reads what stands for a file of a repository.
pub(super) fn read(name: &Path, context: Context) -> Result<Vec<u8>, Exit> {
    let read = files::read_stdin(&name.to_string_lossy());
    read.map(|capture| capture.bytes).map_err(|note| {
        tell_note(&note, context.language, context.colour.on_stderr());
        Exit::Failed
    })
}

impl Run {
    /// What something is judged by that is none of the files of a repository: what a repository has, where there is one.
    pub(super) fn alone(&self, checked: &mut Checked) -> Sweep {
        match &self.repository {
            Some(repository) => Sweep::of(repository, &self.settings, false, checked),
            None => Sweep {
                registers: Registers::default(),
                policy: self.settings.policy.clone(),
                is_whole: false,
            },
        }
    }

    /// Checks a guide alone, by the settings and registers of the repository that it lies in, if it lies in one; says whether there was
    /// nothing to check.
    pub(super) fn lone(&self, name: Option<&str>, checked: &mut Checked) -> bool {
        match files::read_stdin(name.unwrap_or("stdin.yaml")) {
            Ok(capture) => {
                let sweep = self.alone(checked);
                let (registers, policy) = (&sweep.registers, &sweep.policy);
                let case = Case::new(capture);
                let mut one = self.mender.check(&case, registers, policy, &|_| None, None);
                one.card = None;
                // What a guide alone cannot show: nobody gave its published versions.
                let published =
                    |finding: &tongyuan::Finding| finding.rule.id() == "guide-unpublished";
                let kept: Vec<_> = std::mem::take(&mut one.findings)
                    .into_iter()
                    .filter(|finding| !published(finding))
                    .collect();
                one.summary.errors = 0;
                one.summary.warnings = 0;
                one.summary.notes = 0;
                one.summary.fixable = 0;
                one.add_findings(kept);
                checked.add(one);
            }
            Err(note) => {
                checked.summary.unreadable = 1;
                checked.notes.push(*note);
            }
        }
        checked.summary.guides + checked.summary.unreadable == 0
    }
}
