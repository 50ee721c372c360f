//! `tongyuan inspect`: the special inspection (专项检查).

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use tongyuan::{
    Card, Case, Checked, Date, Profiles, Registers, RunNote, Severity, check_with_files,
};
use tongyuan_inspect::rectification::Deadlines;
use tongyuan_model::calendar::Calendar;
use tongyuan_report::inspection::{
    Entry, InspectedGuide, Inspection, OwnTemplates, Remark, ReportTemplates,
};
use tongyuan_report::{Captured, Captures, capture_text};

use self::begun::Begun;
use super::check::accepted::{self, Use};
use super::check::{add_notes, given, locate, today, unread};
use super::{Context, capture, report, value};
use crate::exit::Exit;
use crate::folder;
use crate::ledger::Ledger;
use crate::output::{print_or_fail, tell, tell_failure, tell_note};
use crate::progress::Progress;
use crate::repository::{Files, Ignoring, Repository};
use crate::settings::Settings;
use crate::sweep::Sweep;

mod begun;
mod scope;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    match Run::prepare(matches, context) {
        Ok(run) => run.all(),
        Err(exit) => exit,
    }
}

struct Run {
    context: Context,
    settings: Settings,
    repository: Repository,
    only: Vec<PathBuf>,
    profiles: Arc<Profiles>,
    today: Date,
    templates: OwnTemplates,
    fail_on: Option<Severity>,
    is_live: bool,
    /// The file of the ledger; none where none is kept.
    ledger: Option<PathBuf>,
    who: String,
    out: PathBuf,
    quiet: u8,
    own_notes: Vec<RunNote>,
}

impl Run {
    /// Everything that can be wrong before a page is fetched or a guide is looked at.
    fn prepare(matches: &ArgMatches, context: Context) -> Result<Self, Exit> {
        let today = today(matches, context)?;
        let paths = matches.get_many::<String>("path").into_iter().flatten();
        let paths: Vec<PathBuf> = paths.map(PathBuf::from).collect();
        let (root, only) = locate(matches, &paths, context)?;
        let ignoring = Ignoring::default();
        let (settings, own_notes) =
            given::policy_settings(matches, &root, ignoring, today, context)?;
        given::set_threads(matches);
        // A report calls files by their paths in the repository, wherever the command was started.
        let repository = Repository::by_itself(root, settings.paths.clone());
        let profiles = given::read_profiles(matches, Some(&repository), context)?;
        let tell = |notes: Vec<RunNote>| {
            for note in &notes {
                tell_note(note, context.language, context.colour.on_stderr());
            }
            Exit::Failed
        };
        let templates = scope::templates(&repository).map_err(tell)?;
        ReportTemplates::of(&templates).map_err(tell)?;
        let named = value(matches, "ledger").map(PathBuf::from);
        let ledger = named.unwrap_or_else(|| repository.ledger());
        let ledger = (!matches.get_flag("no-ledger")).then_some(ledger);
        // That it cannot be kept is known before pages are fetched for hours.
        if let Some(path) = &ledger {
            let refused = |note: Box<RunNote>| tell(vec![*note]);
            Ledger::refuse_coming(path, &today.to_string()).map_err(refused)?;
            if path.exists() {
                Ledger::existing(path).map_err(refused)?;
            }
        }
        Ok(Self {
            context,
            ledger,
            who: super::ledger::who(matches),
            fail_on: given::fail_on(matches, &settings),
            settings,
            repository,
            only,
            profiles,
            today,
            templates,
            is_live: matches.get_flag("live"),
            out: PathBuf::from(value(matches, "out").unwrap_or(".")),
            quiet: matches.get_count("quiet"),
            own_notes,
        })
    }

    fn all(mut self) -> Exit {
        let mut checked = Checked {
            notes: std::mem::take(&mut self.own_notes),
            ..Checked::default()
        };
        checked.notes.append(&mut self.settings.notes);
        let begun = match Begun::at(&self.out, self.is_live) {
            Ok(begun) => begun,
            Err(note) => return self.fails(&note),
        };
        let captures = match self.captures(&begun, &mut checked) {
            Ok(captures) => captures,
            Err(exit) => return exit,
        };
        let Some((mut inspection, calendar)) = self.inspection(captures.as_ref(), &mut checked)
        else {
            return self.nothing(&checked);
        };
        // A ledger forgets nothing: what nobody can be shown is not entered.
        let entered = folder::make(&self.out).and_then(|()| self.enter(&mut inspection, calendar));
        if let Err(note) = entered {
            return self.fails(&note);
        }
        let exit = self.exit(&inspection, captures.as_ref(), &checked);
        match report::write(&inspection, &self.out, self.context) {
            Ok(()) => {
                begun.done();
                self.told(&inspection, captures.as_ref(), &checked, exit)
            }
            Err(exit) => exit,
        }
    }

    /// Fetches what the online hall publishes, where that is asked for.
    fn captures(&self, begun: &Begun, checked: &mut Checked) -> Result<Option<Captures>, Exit> {
        if !self.is_live {
            return Ok(None);
        }
        let captures = capture::fetch(
            &self.repository,
            &self.only,
            &self.settings.capture,
            begun.time(),
            self.context,
            self.quiet,
        )?;
        checked.notes.extend(captures.notes.iter().cloned());
        Ok(Some(captures))
    }

    /// Checks everything, and puts what was found and looked at into one, with the calendar that days are counted by; none where there
    /// is nothing to check.
    fn inspection(
        &self,
        captures: Option<&Captures>,
        checked: &mut Checked,
    ) -> Option<(Inspection, Calendar)> {
        let repository = &self.repository;
        let is_whole = self.only.is_empty();
        let inventory = repository.inventory(&self.only);
        if inventory.guides.is_empty() {
            return None;
        }
        let mut sweep = Sweep::of(repository, &self.settings, is_whole, checked);
        let progress = Progress::over(
            inventory.guides.len(),
            self.context.language,
            self.quiet > 0,
        );
        let (cards, guides) = sweep.over(&inventory.guides, checked, |files| {
            let one = self.guide(files, &sweep);
            progress.step();
            one
        });
        drop(progress);
        if is_whole {
            let orphans = inventory.orphans.iter();
            checked
                .notes
                .extend(orphans.map(|path| repository.orphan(path)));
        }
        checked.notes.extend(sweep.unjudged(scope::called));
        accepted::accept(repository, &Use::Ignore, &cards, &mut sweep, checked);
        let mut inspection = self.of(checked, &cards, &sweep.registers);
        let captures = captures.map(|own| (own, self.context.language));
        inspection.scope = scope::of(
            repository,
            &self.settings,
            &sweep,
            guides,
            &inventory.orphans,
            checked,
            captures,
        );
        Some((inspection, sweep.policy.calendar))
    }

    /// Checks one guide with what was published of it, and keeps what was looked at.
    fn guide(&self, files: &Files, sweep: &Sweep) -> (Checked, InspectedGuide) {
        let repository = &self.repository;
        match repository.read(files, &self.profiles) {
            Ok((case, notes)) => {
                let beside = |path: &str| repository.file(path);
                let mut checked = check_with_files(&case, &sweep.registers, &sweep.policy, &beside);
                add_notes(&mut checked, notes);
                let inspected = self.inspected(files, Some(&case), &checked, sweep);
                (checked, inspected)
            }
            Err(note) => {
                let checked = unread(*note);
                let inspected = self.inspected(files, None, &checked, sweep);
                (checked, inspected)
            }
        }
    }

    fn inspected(
        &self,
        files: &Files,
        case: Option<&Case>,
        checked: &Checked,
        sweep: &Sweep,
    ) -> InspectedGuide {
        scope::guide(&self.repository, files, case, checked, &sweep.registers)
    }

    /// What was found, in words.
    fn of(&self, checked: &Checked, cards: &[Card], registers: &Registers) -> Inspection {
        let language = self.context.language;
        let day = self.today.to_string();
        let mut own = Inspection::new(language, &day, env!("CARGO_PKG_VERSION"));
        let names = scope::names(cards, registers);
        own.letter = self.settings.letter.clone();
        own.findings = checked
            .findings
            .iter()
            .map(|finding| {
                let guide = finding.guide.as_deref();
                let name = guide.and_then(|guide| names.get(guide));
                Entry::of(finding, name.copied(), language)
            })
            .collect();
        own.count(&checked.summary);
        let remark = |note: &RunNote| Remark::of(note, language);
        let (unread, notes): (Vec<&RunNote>, Vec<&RunNote>) =
            checked.notes.iter().partition(|note| note.is_error);
        own.unread = unread.into_iter().map(remark).collect();
        own.remarks = notes.into_iter().map(remark).collect();
        own.templates = self.templates.clone();
        own
    }

    /// Enters what was found into the ledger, which says what has become of it since the inspection before.
    fn enter(&self, inspection: &mut Inspection, calendar: Calendar) -> Result<(), Box<RunNote>> {
        let Some(path) = &self.ledger else {
            return Ok(());
        };
        let deadlines = Deadlines {
            calendar,
            ..self.settings.deadlines.clone()
        };
        Ledger::open(path)?.enter(inspection, &deadlines, &self.who, &super::ledger::now())
    }

    // ---- what is told ----

    fn fails(&self, note: &RunNote) -> Exit {
        tell_note(note, self.context.language, self.context.colour.on_stderr());
        Exit::Failed
    }

    fn nothing(&self, checked: &Checked) -> Exit {
        for note in &checked.notes {
            self.fails(note);
        }
        tell_failure(
            self.context.language,
            "没有可检查的指南：guides/ 下没有 .yaml 或者 .json 文件。用 tongyuan init 新建一个指南库。",
            "there is nothing to inspect: no .yaml or .json file below guides/. `tongyuan init` makes a repository to start from.",
        );
        match checked.is_incomplete() {
            true => Exit::Failed,
            false => Exit::Nothing,
        }
    }

    /// Of several, an error goes before a finding, and that before a page that could not be had.
    fn exit(
        &self,
        inspection: &Inspection,
        captures: Option<&Captures>,
        checked: &Checked,
    ) -> Exit {
        let fails = |entry: &Entry| self.fail_on.is_some_and(|least| entry.severity() >= least);
        if checked.is_incomplete() {
            Exit::Failed
        } else if inspection.open().any(fails) {
            Exit::Found
        } else if undecided(captures).next().is_some() {
            Exit::Undecided
        } else {
            Exit::Clean
        }
    }

    fn told(
        &self,
        inspection: &Inspection,
        captures: Option<&Captures>,
        checked: &Checked,
        exit: Exit,
    ) -> Exit {
        let language = self.context.language;
        for note in &checked.notes {
            if note.is_error || self.quiet == 0 {
                tell_note(note, language, self.context.colour.on_stderr());
            }
        }
        if self.quiet >= 1 {
            return exit;
        }
        for one in undecided(captures) {
            tell(&capture_text(one, language));
        }
        let text = report::summary(inspection, &self.out);
        print_or_fail(&text, language, exit)
    }
}

/// The pages that could not be had, so that nothing can be said of them.
fn undecided(captures: Option<&Captures>) -> impl Iterator<Item = &Captured> {
    let all = captures.into_iter().flat_map(|own| &own.captured);
    all.filter(|one| {
        let outcome = one.evidence.as_ref().map(|own| own.outcome);
        outcome.is_some_and(|own| !own.is_decided())
    })
}
