//! The project's own tasks. No dependency: `cargo xtask` is there in a second.

// A task speaks on the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

mod documents;
mod generate;
mod new_rule;
mod programs;
mod test;

const HELP: &str = "\
cargo xtask <task>

  test              format, clippy, tests, documentation, documents: everything that must hold
  documents         what the command writes, in a browser and in an office suite
  generate          writes again what is generated: rule registry, keys, schemas, reference pages
  new-rule <id>     scaffolds a rule: cargo xtask new-rule material-vague [--family material]
  bench [options]   measures the pipeline beside the bare JSON parser (cargo xtask bench --help)
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let done = match task.as_str() {
        "test" => test::run(&rest),
        "documents" => documents::run(&rest),
        "generate" => generate::run(),
        "new-rule" => new_rule::run(&rest),
        "bench" => cargo(&bench(&rest)),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no task is called {other}\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn bench(rest: &[String]) -> Vec<&str> {
    let mut arguments = vec![
        "bench",
        "--quiet",
        "-p",
        "tongyuan-tests",
        "--bench",
        "pipeline",
        "--",
    ];
    arguments.extend(rest.iter().map(String::as_str));
    arguments
}

/// The root of the workspace that cargo runs in, even where two checkouts share one build folder.
fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.ancestors()
        .nth(2)
        .map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Runs cargo in the workspace, and fails as it does.
fn cargo(arguments: &[&str]) -> Result<(), String> {
    cargo_with(arguments, &[])
}

fn cargo_with(arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    eprintln!("cargo {}", arguments.join(" "));
    let status = Command::new(program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(root())
        .status()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("cargo {} failed", arguments.join(" ")))
    }
}
