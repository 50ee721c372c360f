//! `check --stdin ndjson`: dossiers as they come, one a line. Memory holds a few of them, however many there are.

use std::io::{self, BufReader};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use clap::ArgMatches;
use rayon::prelude::*;
use tongyuan::{
    Checked, Language, Policy, Registers, RunNote, Said, Summary, check, read_dossier, report_on,
};
use tongyuan_report::{dossier_lines, summary_line};

use super::{Run, accepted};
use crate::exit::Exit;
use crate::output::{print_on, tell_failure, tell_note, unwritten};
use crate::stream::Records;
use crate::sweep::Sweep;

/// So many dossiers are judged at a time, or fewer where they are large: enough to keep every thread at work.
const AT_A_TIME: usize = 128;
/// No more bytes are judged at a time, unless a single line has more.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A line of the stream: its number, and its bytes or why it was not read.
type Line = (u64, Result<Vec<u8>, Said>);

pub(super) fn run(run: &Run, matches: &ArgMatches) -> Exit {
    let language = run.context.language;
    let mut formats = matches.get_many::<String>("format").into_iter().flatten();
    if formats.any(|format| format != "ndjson") || matches.contains_id("output") {
        tell_failure(
            language,
            "--stdin ndjson 只写 ndjson，并且写到标准输出。",
            "--stdin ndjson writes ndjson, and to stdout.",
        );
        return Exit::Failed;
    }
    let mut checked = Checked {
        notes: run.own_notes.clone(),
        ..Checked::default()
    };
    let mut sweep = run.alone(&mut checked);
    if let Some(repository) = &run.repository {
        accepted::enter_waivers(repository, &mut sweep, &mut checked);
    }
    let Sweep {
        registers, policy, ..
    } = sweep;
    for note in checked.notes.iter().filter(|note| note.is_error) {
        tell_note(note, language, run.context.colour.on_stderr());
    }
    let mut judge = Judge {
        run,
        registers,
        policy,
        summary: Summary::default(),
        lines: 0,
        has_found: false,
        has_failed: checked.is_incomplete(),
    };
    let written = thread::scope(|scope| {
        // One batch is read while another is judged.
        let (sender, receiver) = sync_channel(1);
        scope.spawn(move || read(&sender));
        judge.all(&receiver)
    });
    match written {
        Ok(()) => judge.finish(language),
        Err(error) => unwritten(&error, language),
    }
}

/// Hands the lines of stdin on in batches, until nobody takes them.
fn read(sender: &SyncSender<Vec<Line>>) {
    let mut records = match Records::new(BufReader::with_capacity(1 << 20, io::stdin()), true) {
        Ok(records) => records,
        Err(error) => {
            let _ = sender.send(vec![(1, Err(unread(&error)))]);
            return;
        }
    };
    let mut batch: Vec<Line> = Vec::new();
    let mut bytes = 0;
    loop {
        let at = u64::from(records.line_number());
        let Some(record) = records.next() else { break };
        batch.push(match record {
            Ok(record) => {
                bytes += record.bytes.len();
                (u64::from(record.line()), Ok(record.bytes))
            }
            Err(error) => (at, Err(unread(&error))),
        });
        if batch.len() >= AT_A_TIME || bytes >= MOST_BYTES {
            bytes = 0;
            if sender.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
        }
    }
    let _ = sender.send(batch);
}

fn unread(error: &io::Error) -> Said {
    if error.kind() == io::ErrorKind::FileTooLarge {
        return Said::new(
            "这一行太长，没有读：一份卷宗不得超过 64 MB",
            "this line is too long and was not read: no dossier has more than 64 MB",
        );
    }
    Said::new(
        format!("无法读标准输入：{error}"),
        format!("stdin cannot be read: {error}"),
    )
}

/// Judges dossiers in the order of their lines.
struct Judge<'r> {
    run: &'r Run,
    registers: Registers,
    policy: Policy,
    summary: Summary,
    lines: usize,
    has_found: bool,
    has_failed: bool,
}

impl Judge<'_> {
    fn all(&mut self, batches: &Receiver<Vec<Line>>) -> io::Result<()> {
        for batch in batches {
            let judged: Vec<(Checked, String)> =
                batch.par_iter().map(|line| self.one(line)).collect();
            let mut text = String::new();
            for (checked, lines) in judged {
                text.push_str(&lines);
                self.count(&checked);
            }
            // Whoever reads no more wants no more.
            if self.run.quiet < 2 && !print_on(&text)? {
                return Ok(());
            }
        }
        if self.run.quiet == 0 {
            print_on(&summary_line(&self.summary))?;
        }
        Ok(())
    }

    /// Judges one dossier; what there is to say of it is a line each.
    fn one(&self, (number, line): &Line) -> (Checked, String) {
        let case = line
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|line| read_dossier(line, *number));
        let checked = match case {
            Ok(case) => {
                let case = case.with_profiles(self.run.profiles.clone());
                let mut checked = check(&case, &self.registers, &self.policy);
                checked.set_waived(&self.registers, &self.policy);
                checked
            }
            Err(said) => lost(said),
        };
        let report = report_on(&checked, self.run.fail_on, self.run.context.language);
        let lines = dossier_lines(&report, *number);
        (checked, lines)
    }

    fn count(&mut self, checked: &Checked) {
        self.lines += 1;
        self.has_failed |= checked.is_incomplete();
        let least = self.run.fail_on;
        let mut findings = checked.findings.iter().filter(|own| own.is_open());
        self.has_found |= findings.any(|own| least.is_some_and(|least| own.severity >= least));
        self.summary.add(&checked.summary);
    }

    fn finish(&self, language: Language) -> Exit {
        if self.lines == 0 && !self.has_failed {
            tell_failure(
                language,
                "没有可检查的卷宗：标准输入是空的。",
                "there is nothing to check: stdin is empty.",
            );
            return Exit::Nothing;
        }
        match (self.has_failed, self.has_found) {
            (true, _) => Exit::Failed,
            (false, true) => Exit::Found,
            (false, false) => Exit::Clean,
        }
    }
}

/// What comes of a line that is no dossier: the others go on.
fn lost(said: Said) -> Checked {
    let mut checked = Checked::default();
    checked.summary.unreadable = 1;
    checked.notes.push(RunNote {
        file: String::new(),
        message: said,
        help: None,
        location: None,
        is_error: true,
    });
    checked
}
