//! The command `tongyuan`: collects files, calls, prints, exits. It decides nothing of the field.

mod args;
mod capture;
mod commands;
mod exit;
mod files;
mod folder;
mod git;
mod language;
mod layouts;
mod ledger;
mod output;
mod own_rules;
mod profiles;
mod progress;
mod registers;
mod repository;
mod settings;
mod stream;
mod sweep;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let language = language::of_arguments(&arguments);
    let mut command = args::command(language);
    let matches = match command.try_get_matches_from_mut(arguments) {
        Ok(matches) => matches,
        Err(error) => return output::usage(&error, language),
    };
    commands::run(&matches, language).code()
}
