//! `tongyuan ledger`

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tongyuan::{Date, Extracted, Language, OwnRules, RunNote, Said, read_calendar};
use tongyuan_extract::{FilledRow, read_ledger};
use tongyuan_inspect::rectification::{Deadlines, State};
use tongyuan_report::ledger::{
    LedgerRow, Period, PeriodReport, ledger_entry_json, ledger_entry_text, ledger_json,
    ledger_text, ledger_xlsx, no_department,
};

use super::check::{locate, read_settings, today};
use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::folder;
use crate::language::say;
use crate::ledger::{Filter, Ledger, Place, Taken};
use crate::output::{print_or_fail, tell, tell_note};
use crate::repository::Repository;
use crate::settings::Settings;

/// How many rows of a workbook are named one by one.
const MOST_NAMED: usize = 200;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let Some((name, matches)) = matches.subcommand() else {
        return Exit::Failed;
    };
    let desk = match Desk::of(matches, context) {
        Ok(desk) => desk,
        Err(exit) => return exit,
    };
    let done = match name {
        "list" => desk.list(),
        "show" => desk.show(),
        "enter" => desk.enter(),
        "import" => desk.import(),
        "export" => desk.export(),
        "report" => desk.report(),
        _ => Ok(Exit::Failed),
    };
    done.unwrap_or_else(|note| {
        desk.tell(&note);
        Exit::Failed
    })
}

/// Who enters something, where nobody is named: the user of the system.
pub(super) fn who(matches: &ArgMatches) -> String {
    let named = value(matches, "by").map(str::to_owned);
    let user = || {
        let names = ["USER", "LOGNAME", "USERNAME"].into_iter();
        let mut set = names.filter_map(|name| std::env::var(name).ok());
        set.find(|name| !name.trim().is_empty())
    };
    named.or_else(user).unwrap_or_else(|| "-".to_owned())
}

/// The time by the clock, in UTC.
pub(super) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

type Done = Result<Exit, Box<RunNote>>;

/// What a command is started with.
struct Desk<'d> {
    matches: &'d ArgMatches,
    context: Context,
    language: Language,
    today: Date,
    path: PathBuf,
    settings: Settings,
    /// None where the ledger was named, and lies in no repository.
    repository: Option<Repository>,
}

impl<'d> Desk<'d> {
    fn of(matches: &'d ArgMatches, context: Context) -> Result<Self, Exit> {
        let today = today(matches, context)?;
        let named = value(matches, "ledger").map(PathBuf::from);
        let root = match (&named, Repository::find(Path::new("."))) {
            (_, Some(root)) => Some(root),
            (Some(_), None) => None,
            (None, None) => Some(locate(matches, &[], context)?.0),
        };
        let settings = match &root {
            Some(root) => read_settings(matches, root, &OwnRules::default(), context)?,
            None => Settings::default(),
        };
        let repository = root.map(|root| Repository::new(root, settings.paths.clone()));
        let of_repository = || repository.as_ref().map(Repository::ledger);
        let path = named.or_else(of_repository).unwrap_or_default();
        Ok(Self {
            matches,
            context,
            language: context.language,
            today,
            path,
            settings,
            repository,
        })
    }

    fn tell(&self, note: &RunNote) {
        tell_note(note, self.language, self.context.colour.on_stderr());
    }

    fn ledger(&self) -> Result<Ledger, Box<RunNote>> {
        Ledger::existing(&self.path)
    }

    fn format(&self) -> &str {
        value(self.matches, "format").unwrap_or("text")
    }

    fn filter(&self, ledger: &Ledger) -> Result<Filter, Box<RunNote>> {
        let states = self.matches.get_many::<String>("state");
        let states = states.into_iter().flatten();
        let department = value(self.matches, "department");
        Ok(Filter {
            states: states.filter_map(|key| State::of_key(key)).collect(),
            department: department
                .map(|name| self.department(ledger, name))
                .transpose()?,
            key: None,
        })
    }

    /// The department of a name, as findings have it; a name that none has is a slip.
    fn department(&self, ledger: &Ledger, name: &str) -> Result<Option<String>, Box<RunNote>> {
        let known = ledger.departments()?;
        let named =
            |own: &Option<String>| own.clone().unwrap_or_else(|| no_department(self.language));
        let own = known.iter().find(|own| named(own) == name);
        own.cloned().ok_or_else(|| {
            let all: Vec<String> = known.iter().map(named).collect();
            let said = Said::new(
                format!("台账里没有责任部门“{name}”的问题"),
                format!("the ledger has no finding of a department “{name}”"),
            );
            let help = Said::new(
                format!("有：{}。", all.join("、")),
                format!("There are: {}.", all.join(", ")),
            );
            note(&self.name(), said, Some(help))
        })
    }

    fn list(&self) -> Done {
        let ledger = self.ledger()?;
        let rows = ledger.rows(&self.filter(&ledger)?, self.today)?;
        let text = match self.format() {
            "json" => ledger_json(&rows, &self.today.to_string()),
            _ => ledger_text(&rows, self.language),
        };
        Ok(print_or_fail(&text, self.language, Exit::Clean))
    }

    fn show(&self) -> Done {
        let ledger = self.ledger()?;
        let asked = value(self.matches, "key")
            .unwrap_or_default()
            .to_lowercase();
        let filter = Filter {
            key: Some(asked.clone()),
            ..Filter::default()
        };
        let rows = ledger.rows(&filter, self.today)?;
        let is_whole = |row: &&LedgerRow| row.key == asked;
        let row = match (rows.iter().find(is_whole), rows.as_slice()) {
            (Some(row), _) | (None, [row]) => row,
            (None, []) => return Err(self.about(unknown(&asked))),
            (None, several) => return Err(self.about(ambiguous(&asked, several))),
        };
        let history = ledger.history(&row.key)?;
        let text = match self.format() {
            "json" => ledger_entry_json(row, &history, &self.today.to_string()),
            _ => ledger_entry_text(row, &history, self.language),
        };
        Ok(print_or_fail(&text, self.language, Exit::Clean))
    }

    fn enter(&self) -> Done {
        let path = value(self.matches, "file").unwrap_or_default();
        let mut inspection = super::report::read(Path::new(path))?;
        let (day, count) = (inspection.day.clone(), inspection.findings.len());
        let known = inspection.remarks.len();
        Ledger::refuse_coming(&self.path, &day)?;
        let mut ledger = Ledger::open(&self.path)?;
        ledger.enter(
            &mut inspection,
            &self.deadlines()?,
            &who(self.matches),
            &now(),
        )?;
        for remark in inspection.remarks.iter().skip(known) {
            let said = Said::new(&remark.message, &remark.message);
            let help = remark.help.as_ref().map(|help| Said::new(help, help));
            let mut told = note(&self.name(), said, help);
            told.is_error = false;
            self.tell(&told);
        }
        let text = say(
            self.language,
            format!("已记入 {day} 的检查：问题 {count} 个\n"),
            format!("entered the inspection of {day}: {count} findings\n"),
        );
        Ok(print_or_fail(&text, self.language, Exit::Clean))
    }

    /// By when findings are to be put right, with the calendar of the repository.
    fn deadlines(&self) -> Result<Deadlines, Box<RunNote>> {
        let mut deadlines = self.settings.deadlines.clone();
        let calendar = self
            .repository
            .as_ref()
            .and_then(|own| Some((own, own.register("calendar")?)));
        if let Some((repository, path)) = calendar {
            let (calendar, notes) = read_calendar(&files::read(&path, &repository.name(&path))?);
            notes.iter().for_each(|note| self.tell(note));
            if let Some(calendar) = calendar {
                deadlines.calendar = deadlines.calendar.replaced_by(&calendar.value.notices());
            }
        }
        Ok(deadlines)
    }

    fn import(&self) -> Done {
        let mut exit = Exit::Clean;
        let mut ledger = self.ledger()?;
        Ledger::refuse_coming(&self.path, &self.today.to_string())?;
        let named = self
            .matches
            .get_many::<String>("file")
            .into_iter()
            .flatten();
        for path in named {
            match self.import_one(&mut ledger, path) {
                Ok(own) if exit == Exit::Clean => exit = own,
                Ok(_) => {}
                Err(note) => {
                    self.tell(&note);
                    exit = Exit::Failed;
                }
            }
        }
        Ok(exit)
    }

    fn import_one(&self, ledger: &mut Ledger, path: &str) -> Done {
        let rows = self.filled(path)?;
        let taken = ledger.take(&rows, &who(self.matches), self.today, &now())?;
        self.tell_rows(path, &taken.refused, true);
        self.tell_rows(path, &taken.remarks, false);
        let Taken {
            taken,
            unchanged,
            refused,
            ..
        } = taken;
        let refused = refused.len();
        let name = tongyuan_report::clean(path);
        let text = say(
            self.language,
            format!(
                "{name}：已记入 {taken} 个问题的填报，{unchanged} 个没有新内容，{refused} 行不能记入。是否整改到位，以下次检查为准。\n"
            ),
            format!(
                "{name}: entered what is said of {taken} findings; nothing new of {unchanged}; {refused} rows could not be entered. Whether they are put right, the next inspection says.\n"
            ),
        );
        let exit = if refused > 0 {
            Exit::Failed
        } else {
            Exit::Clean
        };
        Ok(print_or_fail(&text, self.language, exit))
    }

    /// The rows of a workbook that was filled in.
    fn filled(&self, path: &str) -> Result<Vec<FilledRow>, Box<RunNote>> {
        let file = files::read(Path::new(path), path)?;
        let read = read_ledger(&file).map_err(|failure| {
            let extracted = Extracted {
                failure: Some(failure),
                ..Extracted::default()
            };
            let mut notes = tongyuan::run_notes(path, &extracted).into_iter();
            let unread = || {
                let said = Said::new("无法读取", "it cannot be read");
                *note(path, said, None)
            };
            Box::new(notes.find(|note| note.is_error).unwrap_or_else(unread))
        })?;
        if !read.rows.is_empty() {
            return Ok(read.rows);
        }
        let said = Said::new(
            "没有一行是问题台账的内容：表头“整改情况”“问题编号”都找不到",
            "no row of it is of a ledger: neither the heading “Progress” nor “Key” is to be found",
        );
        let help = Said::new(
            "用 tongyuan ledger export 重新导出，在导出的文件里填写，表头和隐藏的列不要改。",
            "Write it again with `tongyuan ledger export`, fill in that file, and leave its headings and hidden columns as they are.",
        );
        Err(note(path, said, Some(help)))
    }

    fn tell_rows(&self, path: &str, rows: &[(Place, Said)], is_error: bool) {
        for (place, said) in rows.iter().take(MOST_NAMED) {
            let Place { sheet, row } = place;
            let sheet = tongyuan_report::clean(sheet);
            let message = Said::new(
                format!("工作表“{sheet}”第 {row} 行：{}", said.chinese),
                format!("sheet “{sheet}”, row {row}: {}", said.english),
            );
            let mut told = note(path, message, None);
            told.is_error = is_error;
            self.tell(&told);
        }
        let more = rows.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            tell(&say(
                self.language,
                format!("……另有 {more} 行\n"),
                format!("… and {more} rows more\n"),
            ));
        }
    }

    fn export(&self) -> Done {
        let ledger = self.ledger()?;
        let rows = ledger.rows(&self.filter(&ledger)?, self.today)?;
        let path = value(self.matches, "output").unwrap_or_default();
        let bytes = ledger_xlsx(&rows, self.language, self.today).map_err(|error| {
            let said = Said::new(
                format!("无法写成 XLSX（{error}）"),
                format!("it cannot be written as a workbook ({error})"),
            );
            note(path, said, None)
        })?;
        folder::write_bytes(Path::new(path), &bytes)?;
        let count = rows.len();
        tell(&say(
            self.language,
            format!("已写出 {count} 个问题：{}\n", tongyuan_report::clean(path)),
            format!("wrote {count} findings: {}\n", tongyuan_report::clean(path)),
        ));
        Ok(Exit::Clean)
    }

    fn report(&self) -> Done {
        let asked = value(self.matches, "period").unwrap_or_default();
        let Some(period) = Period::of(asked) else {
            let said = Said::new(
                format!("--period 应当写成 2018、2018-Q3 或者 2018-05，而不是“{asked}”"),
                format!(
                    "--period is a year, a quarter or a month, as 2018, 2018-Q3 or 2018-05, not “{asked}”"
                ),
            );
            return Err(note("", said, None));
        };
        let (days, courses) = self.ledger()?.courses()?;
        let report = PeriodReport::of(&period, self.today, &days, &courses);
        let text = match self.format() {
            "json" => report.json(),
            "markdown" => report.markdown(self.language),
            _ => report.text(self.language),
        };
        let exit = match report.inspections.is_empty() {
            true => Exit::Nothing,
            false => Exit::Clean,
        };
        Ok(print_or_fail(&text, self.language, exit))
    }

    fn name(&self) -> String {
        self.path.to_string_lossy().replace('\\', "/")
    }

    fn about(&self, said: Said) -> Box<RunNote> {
        let help = Said::new(
            "用 tongyuan ledger list 查看编号。",
            "`tongyuan ledger list` shows the keys.",
        );
        note(&self.name(), said, Some(help))
    }
}

fn note(file: &str, message: Said, help: Option<Said>) -> Box<RunNote> {
    Box::new(RunNote {
        file: file.to_owned(),
        message,
        help,
        location: None,
        is_error: true,
    })
}

fn unknown(key: &str) -> Said {
    Said::new(
        format!("台账里没有编号以“{key}”开头的问题"),
        format!("the ledger has no finding whose key begins with “{key}”"),
    )
}

fn ambiguous(key: &str, rows: &[LedgerRow]) -> Said {
    let keys: Vec<&str> = rows.iter().take(5).map(|row| row.key.as_str()).collect();
    let (count, keys) = (rows.len(), keys.join(", "));
    Said::new(
        format!("有 {count} 个问题的编号以“{key}”开头，请多写几位：{keys}"),
        format!("the keys of {count} findings begin with “{key}”: write more of it: {keys}"),
    )
}
