//! The command, started as its users start it, in an environment that holds no surprises.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use crate::workspace;

/// What a run of the command left behind.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What it wrote to stdout.
    pub out: String,
    /// What it wrote to stderr.
    pub err: String,
}

/// The binary, built once for the profile that the tests are built for.
#[must_use]
pub fn binary() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let test = std::env::current_exe().expect("a test has a path");
        // target/<profile>/deps/it-…
        let profile = test
            .ancestors()
            .nth(2)
            .expect("tests are built below target")
            .to_path_buf();
        let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        cargo
            .args([
                "build",
                "--quiet",
                "-p",
                "tongyuan-cli",
                "--bin",
                "tongyuan",
            ])
            .current_dir(workspace::root());
        // What cargo tells of the package of the tests is none of the command's business: build scripts that ask for it would run
        // again, and everything behind them, with every run of the tests.
        for (name, _) in std::env::vars_os() {
            let is_of_package = ["CARGO_PKG_", "CARGO_MANIFEST_"]
                .iter()
                .any(|start| name.to_string_lossy().starts_with(start));
            if is_of_package {
                cargo.env_remove(name);
            }
        }
        if let Some(target) = profile.parent() {
            cargo.env("CARGO_TARGET_DIR", target);
        }
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        let status = cargo.status().expect("cargo can be started");
        assert!(status.success(), "the command does not build");
        profile.join(format!("tongyuan{}", std::env::consts::EXE_SUFFIX))
    })
}

/// Runs the command from the root of the workspace.
#[must_use]
pub fn run(arguments: &[&str]) -> Ran {
    run_in(&workspace::root(), arguments, &[], b"")
}

/// Runs the command in a folder, with these variables of the environment and this on stdin.
#[must_use]
pub fn run_in(
    folder: &std::path::Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
    stdin: &[u8],
) -> Ran {
    let mut child = prepared(folder, arguments, environment)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("stdin is a pipe");
    let bytes = stdin.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that does not read its stdin closes it: that is no fault of the test.
        let _ = input.write_all(&bytes);
    });
    let output: Output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the writer ends");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

/// The command, ready to be started in a folder, with these variables of the environment and no others that matter.
#[must_use]
pub fn prepared(
    folder: &std::path::Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Command {
    let mut command = Command::new(binary());
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("TZ", "Asia/Shanghai")
        .env("LANG", "zh_CN.UTF-8")
        .envs(environment.iter().copied());
    command
}
