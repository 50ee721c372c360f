//! `tongyuan check`

pub(super) mod accepted;
mod base;
mod dossiers;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use rayon::prelude::*;
use tongyuan::{
    Card, Checked, Colour, Date, Form, Language, Profiles, RunNote, Severity, report_on,
};

use self::base::Base;
pub(super) use self::given::{locate, read_settings};
use self::mender::{Mender, Place};
use self::outputs::Output;
use super::{Context, value};
use crate::exit::Exit;
use crate::output::{tell, tell_failure, tell_note};
use crate::progress::Progress;
use crate::repository::{Files, Ignoring, Repository};
use crate::settings::Settings;
use crate::sweep::Sweep;

pub(super) mod given;
mod mender;
mod outputs;
mod shown;
mod typed;
mod watch;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    if matches.get_flag("watch") {
        return watch::run(matches, context);
    }
    once(matches, context)
}

fn once(matches: &ArgMatches, context: Context) -> Exit {
    match Run::prepare(matches, context) {
        Ok(run) if matches.get_flag("show-settings") => run.show_settings(matches),
        Ok(run) if matches.get_flag("show-files") => run.show_files(),
        Ok(run) => run.all(matches),
        Err(exit) => exit,
    }
}

struct Run {
    context: Context,
    settings: Settings,
    /// None where one guide comes from stdin, and nothing says where it belongs.
    repository: Option<Repository>,
    /// Whether that guide is none of those of the repository.
    is_lone: bool,
    profiles: Arc<Profiles>,
    only: Vec<PathBuf>,
    fail_on: Option<Severity>,
    outputs: Vec<Output>,
    mender: Mender,
    /// What a change is held against, where one is judged.
    base: Option<Base>,
    quiet: u8,
    baseline: accepted::Use,
    show_waived: bool,
    show_keys: bool,
    /// What is wrong with the repository's own rules.
    own_notes: Vec<RunNote>,
}

impl Run {
    /// Everything that can be wrong before a guide is looked at.
    fn prepare(matches: &ArgMatches, context: Context) -> Result<Self, Exit> {
        let today = today(matches, context)?;
        let given: Vec<PathBuf> = matches
            .get_many::<String>("path")
            .into_iter()
            .flatten()
            .map(PathBuf::from)
            .collect();
        let from_stdin = given == [PathBuf::from("-")];
        let mender = Mender::of(matches);
        let outputs = outputs::of(matches, context.language)?;
        if from_stdin && mender.fixes() {
            tell_failure(
                context.language,
                "从标准输入读的指南不能用 --fix 修改：没有可以写回的文件。用 --diff 看可以怎样修改。",
                "--fix cannot mend what comes from stdin: there is no file to write to. --diff shows what it would do.",
            );
            return Err(Exit::Failed);
        }
        if from_stdin && matches.contains_id("base") {
            tell_failure(
                context.language,
                "--base 判断的是文件的改动，从标准输入读的内容不能同时写 --base。",
                "--base judges how files have changed, and not what comes from stdin: leave one of them out.",
            );
            return Err(Exit::Failed);
        }
        // What somebody is writing belongs where its name says.
        let typed = value(matches, "stdin-filename").map(Path::new);
        let typed = typed.filter(|_| from_stdin);
        let home = typed.and_then(|name| Some((Repository::find(name)?, vec![name.into()])));
        // Dossiers are judged by the repository that is here, where one is.
        let are_dossiers = matches.contains_id("stdin") && given.is_empty();
        let here = || Some((Repository::find(Path::new("."))?, Vec::new()));
        let home = home.or_else(|| are_dossiers.then(here).flatten());
        let needs_home = !from_stdin && !are_dossiers;
        let has_home = home.is_some() || needs_home;
        let (root, only) = match home {
            Some(home) => home,
            None if needs_home => locate(matches, &given, context)?,
            None => (PathBuf::from("."), Vec::new()),
        };
        let ignoring = Ignoring {
            nothing: matches.get_flag("no-ignore"),
            named: matches.get_flag("force-exclude"),
        };
        let base = Base::of(matches, &root, context)?;
        let is_whole = !from_stdin && only.is_empty() && !matches.get_flag("changed-only");
        let baseline = accepted::Use::of(matches, is_whole, context)?;
        let (settings, own_notes) =
            given::policy_settings(matches, &root, ignoring, today, context)?;
        // What is kept elsewhere has no past here, and would pass for what it was.
        if base.is_some() && settings.paths.lead_out() {
            tell_failure(
                context.language,
                "[paths] 指到了指南库以外，--base 看不到那里以前的内容：在包含这些文件夹的上级文件夹运行，或者不写 --base。",
                "[paths] leads out of the repository, where --base cannot see what was before: run this from the folder that holds them all, or leave --base out.",
            );
            return Err(Exit::Failed);
        }
        let fail_on = given::fail_on(matches, &settings);
        given::set_threads(matches);
        let mut repository =
            has_home.then(|| Repository::new(root, settings.paths.clone()).ignoring(ignoring));
        let is_placed = |own: &Repository| typed.is_none_or(|name| own.has_place_for(name));
        let is_lone = !repository.as_ref().is_some_and(is_placed);
        if let Some(name) = typed.filter(|_| !is_lone) {
            let bytes = typed::read(name, context)?;
            repository = repository.map(|own| own.with_typed(name, bytes));
        }
        let profiles = given::read_profiles(matches, repository.as_ref(), context)?;
        Ok(Self {
            context,
            repository,
            is_lone,
            profiles,
            settings,
            only,
            fail_on,
            outputs,
            mender,
            base,
            quiet: matches.get_count("quiet"),
            baseline,
            show_waived: matches.get_flag("show-waived"),
            show_keys: matches.get_flag("show-keys"),
            own_notes,
        })
    }

    fn all(mut self, matches: &ArgMatches) -> Exit {
        if matches.contains_id("stdin") {
            return dossiers::run(&self, matches);
        }
        let mut checked = Checked {
            notes: std::mem::take(&mut self.own_notes),
            ..Checked::default()
        };
        checked.notes.append(&mut self.settings.notes);
        let is_empty = match &self.repository {
            Some(repository) if !self.is_lone => self.repository(repository, &mut checked),
            _ => self.lone(value(matches, "stdin-filename"), &mut checked),
        };
        if is_empty {
            self.nothing();
            // What could not be read is worse than nothing to read.
            return if checked.is_incomplete() {
                Exit::Failed
            } else {
                Exit::Nothing
            };
        }
        let found = checked
            .findings
            .iter()
            .filter(|finding| finding.is_open())
            .any(|finding| self.fail_on.is_some_and(|least| finding.severity >= least));
        let patch = self.mender.patch();
        let found = found || patch.as_ref().is_some_and(|patch| !patch.is_empty());
        let exit = match (checked.is_incomplete(), found) {
            (true, _) => Exit::Failed,
            (false, true) => Exit::Found,
            (false, false) => Exit::Clean,
        };
        if self.quiet >= 2 {
            return exit;
        }
        self.write(&checked, patch.as_deref(), exit)
    }

    /// Checks a repository; says whether there was nothing to check.
    fn repository(&self, repository: &Repository, checked: &mut Checked) -> bool {
        let mut sweep = Sweep::of(repository, &self.settings, self.is_whole(), checked);
        // What is accepted is not mended. What is wrong with the waivers is told at the end, when everything was checked.
        accepted::enter_waivers(repository, &mut sweep, &mut Checked::default());
        let mut inventory = repository.inventory(&self.only);
        // Nothing has changed where something could: that is a clean change.
        let is_empty = inventory.guides.is_empty();
        if let Some(base) = &self.base {
            inventory
                .guides
                .retain(|files| base.is_wanted(repository, files));
        }
        let progress = Progress::over(
            inventory.guides.len(),
            self.context.language,
            self.quiet > 0,
        );
        let (cards, _) = sweep.over(&inventory.guides, checked, |files| {
            let one = self.guide(repository, files, &sweep);
            progress.step();
            (one, ())
        });
        drop(progress);
        if sweep.is_whole {
            let orphans = inventory.orphans.iter();
            checked
                .notes
                .extend(orphans.map(|path| repository.orphan(path)));
        }
        if !inventory.guides.is_empty() {
            checked.notes.extend(sweep.unjudged(|id, _| id.to_owned()));
            accepted::accept(repository, &self.baseline, &cards, &mut sweep, checked);
        }
        if let Some(base) = &self.base {
            base.tell(self, repository, &cards, checked);
        }
        is_empty
    }

    fn heeds_baseline(&self) -> bool {
        self.baseline == accepted::Use::Heed
    }

    /// Whether every guide of the repository is looked at.
    fn is_whole(&self) -> bool {
        let is_part = self.base.as_ref().is_some_and(Base::is_of_changed);
        self.only.is_empty() && !is_part
    }

    /// Checks one guide with what was published of it.
    fn guide(&self, repository: &Repository, files: &Files, sweep: &Sweep) -> Checked {
        match repository.read(files, &self.profiles) {
            Ok((case, notes)) => {
                let (case, is_new) = match &self.base {
                    Some(base) => base.with_before(case, repository, files),
                    None => (case, false),
                };
                let beside = |path: &str| repository.file(path);
                let place = Place {
                    repository,
                    path: &files.canonical,
                    only: &self.only,
                };
                let (registers, policy) = (&sweep.registers, &sweep.policy);
                let mut checked =
                    self.mender
                        .check(&case, registers, policy, &beside, Some(&place));
                if is_new {
                    checked.since = base::with_new(&case.canonical);
                }
                add_notes(&mut checked, notes);
                checked
            }
            Err(note) => unread(*note),
        }
    }

    fn nothing(&self) {
        tell_failure(
            self.context.language,
            "没有可检查的指南：guides/ 下没有 .yaml 或者 .json 文件。用 tongyuan init 新建一个指南库。",
            "there is nothing to check: no .yaml or .json file below guides/. `tongyuan init` makes a repository to start from.",
        );
    }

    fn write(&self, checked: &Checked, patch: Option<&str>, exit: Exit) -> Exit {
        let language = self.context.language;
        let is_for_program = self
            .outputs
            .iter()
            .any(|own| own.path.is_none() && own.is_for_program());
        // Errors of the run are told on stderr, whatever the format; a program that reads JSON has them in it as well.
        let told = self.context.colour.on_stderr();
        for note in &checked.notes {
            if note.is_error || (self.quiet == 0 && !is_for_program) {
                tell_note(note, language, told);
            }
        }
        if patch.is_some() && self.quiet == 0 {
            tell(&Mender::told(checked, language));
        }
        let report = report_on(checked, self.fail_on, language);
        let mut exit = exit;
        for output in &self.outputs {
            let text = match (patch, output.form(self.context.colour.on_stdout())) {
                (Some(patch), _) => patch.to_owned(),
                (None, Form::Text(colour)) => self.text(checked, language, colour),
                (None, form) => report.render(form),
            };
            // What cannot be written keeps nothing else from being written.
            if let Err(failed) = output.put(&text, language) {
                exit = failed;
            }
        }
        if self.outputs.iter().any(|own| own.format == "github")
            && let Err(failed) = outputs::summarise(&report, language)
        {
            exit = failed;
        }
        exit
    }

    fn text(&self, checked: &Checked, language: Language, colour: Colour) -> String {
        let mut text: String = checked
            .findings
            .par_iter()
            .filter(|finding| self.show_waived || finding.is_open())
            .map(|finding| {
                if self.show_keys {
                    tongyuan_report::finding_text_with_key(finding, language, colour)
                } else {
                    tongyuan_report::finding_text(finding, language, colour)
                }
            })
            .collect();
        if let Some(since) = &checked.since {
            let open = checked.findings.iter().filter(|own| own.is_open()).count();
            text.push_str(&tongyuan_report::since_text(since, open, language));
        }
        if self.quiet == 0 {
            text.push_str(&tongyuan_report::summary_text(&checked.summary, language));
            text.push('\n');
        }
        text
    }
}

/// Adds what is to be told of the files of a guide. That one could not be opened says more than that nothing was in it.
pub(super) fn add_notes(checked: &mut Checked, notes: Vec<RunNote>) {
    let unread: Vec<&str> = notes.iter().map(|note| note.file.as_str()).collect();
    checked
        .notes
        .retain(|note| !unread.contains(&note.file.as_str()));
    checked.notes.extend(notes);
}

/// What is checked of a guide whose file could not be opened.
pub(super) fn unread(note: RunNote) -> Checked {
    let mut checked = Checked {
        card: Some(Card::unread(&note.file)),
        ..Checked::default()
    };
    checked.summary.unreadable = 1;
    checked.notes.push(note);
    checked
}

/// The day by the clock, `YYYY-MM-DD`.
pub(super) fn this_day() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

pub(super) fn today(matches: &ArgMatches, context: Context) -> Result<Date, Exit> {
    let Some(text) = value(matches, "today") else {
        return Date::parse(&this_day()).ok_or(Exit::Failed);
    };
    Date::parse(text)
        .filter(|_| text.len() == 10)
        .ok_or_else(|| {
            tell_failure(
                context.language,
                &format!("--today 应当写成 2024-03-01 这样的日期，而不是“{text}”"),
                &format!("--today is a date such as 2024-03-01, not “{text}”"),
            );
            Exit::Failed
        })
}
