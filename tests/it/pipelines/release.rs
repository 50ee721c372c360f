//! What is released, and the action that takes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use tongyuan_tests::command::{Ran, binary};
use tongyuan_tests::workspace;

use super::runner::{Runner, ran, write_program};

/// A release as `package.sh` makes it, at the place where the action looks for it.
fn release(runner: &Runner) -> PathBuf {
    let program = runner.path("tongyuan");
    write_program(&program, &format!("exec '{}' \"$@\"", binary().display()));
    let version = env!("CARGO_PKG_VERSION");
    let folder = runner.path(&format!(
        "server/office/tongyuan/releases/download/v{version}"
    ));
    let packed = package(&[
        &format!("v{version}"),
        &target(),
        program.to_str().unwrap(),
        folder.to_str().unwrap(),
    ]);
    assert_eq!((packed.code, packed.err.as_str()), (0, ""));
    folder.join(format!("tongyuan-{version}-{}.tar.gz", target()))
}

fn package(arguments: &[&str]) -> Ran {
    let script = workspace::root().join("pipelines/package.sh");
    ran(Command::new("bash").arg(script).args(arguments))
}

/// What the archive for this machine is called.
fn target() -> String {
    let script = format!(
        ". '{}'; release_target",
        workspace::root().join("pipelines/install.sh").display()
    );
    ran(Command::new("bash").args(["-c", &script]))
        .out
        .trim()
        .to_owned()
}

#[test]
fn a_release_holds_what_is_needed() {
    let runner = Runner::new();
    let archive = release(&runner);
    let listed = ran(Command::new("tar").arg("-tzf").arg(&archive)).out;
    let name = archive.file_name().unwrap().to_str().unwrap();
    let folder = name.strip_suffix(".tar.gz").unwrap();
    let listed: BTreeSet<&str> = listed
        .lines()
        .map(|line| line.strip_prefix(folder).unwrap().trim_matches('/'))
        .collect();
    let expected = [
        "",
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "README.zh-CN.md",
        "completions",
        "completions/tongyuan.bash",
        "completions/tongyuan.elvish",
        "completions/tongyuan.fish",
        "completions/tongyuan.powershell",
        "completions/tongyuan.zsh",
        "tongyuan",
        "tongyuan.1",
    ];
    assert_eq!(listed, expected.into());
    let sum = fs::read_to_string(format!("{}.sha256", archive.display())).unwrap();
    assert!(
        Regex::new(&format!(r"^[0-9a-f]{{64}} [ *]{}\n$", regex::escape(name)))
            .unwrap()
            .is_match(&sum),
        "{sum}"
    );
    // A tag that names another version is refused, and a binary that asks for libraries is not static.
    let folder = runner.path("dist");
    let (binary, folder) = (binary().to_str().unwrap(), folder.to_str().unwrap());
    assert_eq!(package(&["v9.9.9", &target(), binary, folder]).code, 1);
    if cfg!(all(target_os = "linux", target_env = "gnu")) {
        let version = concat!("v", env!("CARGO_PKG_VERSION"));
        let refused = package(&[version, "x86_64-unknown-linux-musl", binary, folder]);
        assert_eq!(
            (refused.code, refused.err),
            (1, format!("{binary} is not static\n"))
        );
    }
    assert!(!Path::new(folder).exists());
}

#[test]
fn the_action_takes_a_release_and_holds_it_to_its_digest() {
    let runner = Runner::new()
        .with_fixture("fictitious", "own")
        .input("path", "own")
        .input("binary", "");
    let archive = release(&runner);
    let server = format!("file://{}", runner.path("server").display());
    let server = [("GITHUB_SERVER_URL", server.as_str())];
    let ran = runner.run(&server);
    assert_eq!(
        (ran.code, runner.outputs()["exit-code"].as_str()),
        (0, "0"),
        "{}{}",
        ran.out,
        ran.err
    );
    let refused = |runner: &Runner, words: &str| {
        let _ = fs::remove_file(runner.path("outputs"));
        let ran = runner.run(&server);
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
        assert!(
            ran.out.starts_with("::error title=tongyuan::"),
            "{}",
            ran.out
        );
        // The program was not started.
        assert!(!runner.path("outputs").exists());
    };
    // Another digest than the one that was pinned, a release that is not there, and an archive that was changed.
    let runner = runner.input("sha256", &"0".repeat(64));
    refused(&runner, "is not what was released");
    let runner = runner.input("sha256", "").input("version", "9.9.9");
    refused(&runner, "cannot be fetched");
    let runner = runner.input("version", "1/../../$(touch pwned)");
    refused(&runner, "not the number of a release");
    let runner = runner.input("version", concat!("v", env!("CARGO_PKG_VERSION")));
    let mut bytes = fs::read(&archive).unwrap();
    bytes.push(0);
    fs::write(&archive, bytes).unwrap();
    refused(&runner, "is not what was released");
    assert!(!runner.is_pwned());
}
