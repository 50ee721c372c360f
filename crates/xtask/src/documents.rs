//! What the command writes, in the programs that people open it with: pages in a browser, Word files in an office suite.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::programs::{self, Programs};
use crate::{cargo, root};

/// Runs `tests/browser` and `tests/office` against the command as it is built now.
pub(crate) fn run(rest: &[String]) -> Result<(), String> {
    if let Some(unknown) = rest.first() {
        return Err(format!("documents takes no argument, and {unknown} is one"));
    }
    let programs = programs::ready()?;
    cargo(&["build", "--quiet", "-p", "tongyuan-cli"])?;
    let mut node = test(&programs.node, &programs);
    node.args(["--test", "--test-reporter=spec"]);
    for file in files("tests/browser", ".test.mjs")? {
        node.arg(file);
    }
    programs::run(&mut node)?;
    let mut python = test(&programs.python, &programs);
    // No traces of a run among the sources.
    python.args(["-B", "-m", "unittest", "discover", "-s", "tests/office"]);
    programs::run(&mut python)
}

/// A program that runs tests, and is told where what it needs is.
fn test(program: &Path, programs: &Programs) -> Command {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let command = format!("debug/tongyuan{}", env::consts::EXE_SUFFIX);
    let mut test = Command::new(program);
    test.current_dir(root())
        .env("TONGYUAN", root().join(target).join(command))
        .env("TONGYUAN_MODULES", &programs.modules)
        .env("TONGYUAN_CHROMIUM", &programs.chromium)
        .env("TONGYUAN_SOFFICE", &programs.soffice);
    test
}

/// The files of a folder with this ending, in order.
fn files(folder: &str, ending: &str) -> Result<Vec<String>, String> {
    let entries =
        fs::read_dir(root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names
        .filter(|name| name.ends_with(ending))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    Ok(files)
}
