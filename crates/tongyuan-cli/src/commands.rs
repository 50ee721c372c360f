//! The commands.

use clap::ArgMatches;
use tongyuan::Language;

use crate::exit::Exit;
use crate::output::When;

mod adopt;
mod capture;
mod changelog;
mod check;
mod diff;
mod export;
mod extract;
mod init;
mod inspect;
mod ledger;
mod lsp;
mod reference;
mod register;
mod render;
mod report;
mod rules_test;

/// What every command is handed.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    pub(crate) language: Language,
    pub(crate) colour: When,
}

/// Runs the command that was asked for.
pub(crate) fn run(matches: &ArgMatches, language: Language) -> Exit {
    let colour = matches
        .get_one::<String>("color")
        .map_or(When::Auto, |word| When::of(word));
    let context = Context { language, colour };
    match matches.subcommand() {
        Some(("init", matches)) => init::run(matches, context),
        Some(("check", matches)) => check::run(matches, context),
        Some(("changelog", matches)) => changelog::run(matches, context),
        Some(("diff", matches)) => diff::run(matches, context),
        Some(("extract", matches)) => extract::run(matches, context),
        Some(("adopt", matches)) => adopt::run(matches, context),
        Some(("render", matches)) => render::run(matches, context),
        Some(("export", matches)) => export::run(matches, context),
        Some(("capture", matches)) => capture::run(matches, context),
        Some(("inspect", matches)) => inspect::run(matches, context),
        Some(("report", matches)) => report::run(matches, context),
        Some(("register", matches)) => register::run(matches, context),
        Some(("ledger", matches)) => ledger::run(matches, context),
        Some(("lsp", matches)) => lsp::run(matches, context),
        Some(("rules", matches)) => reference::rules(matches, context),
        Some(("explain", matches)) => reference::explain(matches, context),
        Some(("schema", matches)) => reference::schema(matches, context),
        Some(("completions", matches)) => reference::completions(matches, context),
        Some(("man", _)) => reference::man(context),
        _ => Exit::Failed,
    }
}

/// The value of an argument, where it was given.
fn value<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    matches.get_one::<String>(name).map(String::as_str)
}
