//! `check --watch`: a change of a file is checked, and what the check itself writes is none.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use tongyuan_tests::command::binary;
use tongyuan_tests::workspace;

/// No machine is so slow.
const PATIENCE: Duration = Duration::from_secs(60);
/// So long nothing may happen where nothing should.
const SILENCE: Duration = Duration::from_millis(1_500);

struct Watched {
    child: Child,
    lines: Receiver<String>,
}

impl Watched {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(binary())
            .args(["check", "--watch", "--today", "2024-03-01", "--lang", "en"])
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// The last line of the next report.
    fn summary(&self) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).expect("a report comes");
            if line.contains("guide checked") || line.contains("guides checked") {
                return line;
            }
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_checked_and_a_report_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let guide = workspace::text("tests/examples/base.yaml");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for place in ["guides", "halls/online", "halls/in-person"] {
        write(&format!("{place}/example-pledge.yaml"), &guide);
    }
    let watched = Watched::start(
        folder.path(),
        &[
            "--format",
            "json",
            "--output",
            "report.json",
            "--format",
            "text",
        ],
    );
    assert!(watched.summary().contains("nothing found"));
    // What git and editors keep to themselves, and the report, are none of its business.
    write(".git/index", "x");
    write("guides/.example-pledge.yaml.swp", "x");
    assert_eq!(watched.lines.recv_timeout(SILENCE).ok(), None);
    write(
        "halls/online/example-pledge.yaml",
        &guide.replace("原件: 1, 复印件: 1", "原件: 1, 复印件: 2"),
    );
    assert!(watched.summary().contains("1 error"));
    write("halls/online/example-pledge.yaml", &guide);
    assert!(watched.summary().contains("nothing found"));
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("\"errors\": 0"));
}
