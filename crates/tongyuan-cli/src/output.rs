//! Where output goes: findings to stdout, everything else to stderr. A closed pipe ends quietly.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use tongyuan::{Colour, Language, RunNote};

use crate::exit::Exit;
use crate::language::say;

/// Writes to stdout. A reader that has gone away is no error: there is nobody left to tell.
pub(crate) fn print(text: &str) -> io::Result<()> {
    print_on(text).map(|_| ())
}

/// Writes to stdout; says whether somebody still reads there.
pub(crate) fn print_on(text: &str) -> io::Result<bool> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        other => other.map(|()| true),
    }
}

/// Writes to stderr; if that fails there is nowhere to say so.
pub(crate) fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Tells a note or an error of the run on stderr.
pub(crate) fn tell_note(note: &RunNote, language: Language, colour: Colour) {
    tell(&tongyuan_report::note_text(note, language, colour));
}

/// Tells a failure of the run that concerns no place in a file.
pub(crate) fn tell_failure(language: Language, chinese: &str, english: &str) {
    tell(&say(
        language,
        format!("错误：{}\n", tongyuan_report::clean(chinese)),
        format!("error: {}\n", tongyuan_report::clean(english)),
    ));
}

/// Tells that stdout takes nothing; the run has failed by that.
pub(crate) fn unwritten(error: &io::Error, language: Language) -> Exit {
    tell_failure(
        language,
        &format!("无法写到标准输出：{error}"),
        &format!("cannot write to stdout: {error}"),
    );
    Exit::Failed
}

/// Prints, or says why it cannot.
pub(crate) fn print_or_fail(text: &str, language: Language, exit: Exit) -> Exit {
    print_bytes_or_fail(text.as_bytes(), language, exit)
}

/// The same for what is no text.
pub(crate) fn print_bytes_or_fail(bytes: &[u8], language: Language, exit: Exit) -> Exit {
    match print_bytes(bytes) {
        Ok(_) => exit,
        Err(error) => unwritten(&error, language),
    }
}

/// How many columns the terminal has that stdout goes to: what `COLUMNS` says, else what the terminal says. None where stdout
/// is no terminal.
pub(crate) fn terminal_width() -> Option<usize> {
    let out = io::stdout();
    if !out.is_terminal() {
        return None;
    }
    let said = std::env::var("COLUMNS")
        .ok()
        .and_then(|said| said.parse().ok());
    said.filter(|columns| *columns > 0)
        .or_else(|| terminal_size::terminal_size_of(&out).map(|(width, _)| usize::from(width.0)))
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

impl When {
    pub(crate) fn of(word: &str) -> Self {
        match word {
            "always" => Self::Always,
            "never" => Self::Never,
            _ => Self::Auto,
        }
    }

    /// Whether a stream is coloured: `--color`, then `NO_COLOR`, then `FORCE_COLOR` and `CLICOLOR_FORCE`, then `CLICOLOR`,
    /// then whether it is a terminal that can.
    pub(crate) fn colour(self, is_terminal: bool) -> Colour {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let forced = ["FORCE_COLOR", "CLICOLOR_FORCE"]
            .iter()
            .any(|name| set(name).is_some_and(|value| value != "0"));
        let on = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if set("NO_COLOR").is_some() => false,
            Self::Auto if forced => true,
            Self::Auto if set("CLICOLOR").as_deref() == Some("0") => false,
            Self::Auto => is_terminal && set("TERM").as_deref() != Some("dumb"),
        };
        if on { Colour::On } else { Colour::Off }
    }

    pub(crate) fn on_stdout(self) -> Colour {
        self.colour(io::stdout().is_terminal())
    }

    pub(crate) fn on_stderr(self) -> Colour {
        self.colour(io::stderr().is_terminal())
    }
}

/// Tells what is wrong with the arguments, in the language of the run; help and version are no errors.
pub(crate) fn usage(error: &clap::Error, language: Language) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = print(&error.render().to_string());
            return Exit::Clean.code();
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            tell(&error.render().to_string());
            return Exit::Failed.code();
        }
        _ => {}
    }
    match language {
        Language::English => tell(&error.render().to_string()),
        Language::Chinese => tell(&usage_in_chinese(error)),
    }
    Exit::Failed.code()
}

fn usage_in_chinese(error: &clap::Error) -> String {
    let context = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::Strings(texts) => texts.join("、"),
            other => other.to_string(),
        })
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => format!("错误：不认识参数“{argument}”"),
        ErrorKind::InvalidSubcommand => format!(
            "错误：没有命令“{}”",
            context(ContextKind::InvalidSubcommand).unwrap_or_default()
        ),
        ErrorKind::InvalidValue if value.is_empty() => format!("错误：“{argument}”后面缺少取值"),
        ErrorKind::InvalidValue => format!(
            "错误：“{argument}”不能是“{value}”，可以是：{}",
            context(ContextKind::ValidValue).unwrap_or_default()
        ),
        ErrorKind::ValueValidation => format!("错误：“{argument}”的取值“{value}”不对"),
        ErrorKind::MissingRequiredArgument => format!("错误：缺少参数 {argument}"),
        ErrorKind::ArgumentConflict => format!(
            "错误：“{argument}”不能与“{}”同时使用",
            context(ContextKind::PriorArg).unwrap_or_default()
        ),
        ErrorKind::MissingSubcommand => "错误：缺少命令".to_owned(),
        _ => format!("错误：{}", error.kind()),
    };
    let suggestion = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedSubcommand))
        .or_else(|| context(ContextKind::SuggestedValue));
    if let Some(suggestion) = suggestion {
        text.push_str(&format!("\n\n是否应为“{suggestion}”？"));
    }
    text.push_str("\n\n用 tongyuan --help 查看用法。\n");
    text
}
