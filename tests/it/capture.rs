//! Fetching pages from sites that behave, and from many that do not. Nothing here leaves this machine.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::workspace;

mod certificates;
mod inspected;
mod pages;
mod redirects;
mod servers;
mod site;

use site::Site;

const PAGE: &str = "<html><h2>申请材料</h2><ol><li>申请表1份</li></ol></html>";

/// A repository with guides that have addresses.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    /// With the settings of these tests: this machine may be asked, and nobody waits for long.
    fn new() -> Self {
        Self::with("allow-hosts = [\"127.0.0.1\", \"localhost\"]")
    }

    fn with(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("guides")).unwrap();
        let pause = if settings.contains("pause") {
            ""
        } else {
            "pause = 0.01\n"
        };
        let text = format!("[capture]\ntimeout = 1\n{pause}{settings}\n");
        fs::write(folder.path().join("tongyuan.toml"), text).unwrap();
        Self { folder }
    }

    fn guide(&self, id: &str, address: &str) -> &Self {
        let text = format!("标识: {id}\n办理渠道:\n  线上: {{网址: \"{address}\"}}\n");
        fs::write(self.path(&format!("guides/{id}.yaml")), text).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.command("capture", arguments)
    }

    fn command(&self, name: &str, arguments: &[&str]) -> Ran {
        let mut all = vec![name];
        all.extend(arguments);
        // A proxy of the environment is not to be asked.
        let proxy = "http://127.0.0.1:1";
        let environment = [
            ("http_proxy", proxy),
            ("HTTPS_PROXY", proxy),
            ("ALL_PROXY", proxy),
        ];
        run_in(self.folder.path(), &all, &environment, b"")
    }

    /// The evidence of every guide, as a run reports it, with the exit code.
    fn captured(&self) -> (i32, Vec<Value>) {
        let ran = self.run(&["--format", "json"]);
        let run: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
        keeps_schema(&run);
        let all = run["captures"].as_array().unwrap();
        (
            ran.code,
            all.iter().map(|one| one["evidence"].clone()).collect(),
        )
    }

    /// The files of the online hall.
    fn hall(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("halls/online")) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn kept(&self, name: &str) -> Vec<u8> {
        fs::read(self.path("halls/online").join(name)).unwrap()
    }

    fn evidence(&self, id: &str) -> Value {
        let evidence = serde_json::from_slice(&self.kept(&format!("{id}.capture.json"))).unwrap();
        keeps_schema(&evidence);
        evidence
    }
}

fn keeps_schema(value: &Value) {
    let schema: Value =
        serde_json::from_str(&workspace::text("schemas/capture.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|e| format!("{e} at {}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// What became of one page: outcome, reason, exit code. Nothing is written where there is no page, but that it is gone.
fn told(office: &Office) -> (String, String, i32) {
    let (code, all) = office.captured();
    let word = |name: &str| all[0][name].as_str().unwrap_or("-").to_owned();
    let kept = match all[0]["outcome"].as_str() {
        Some("same" | "different") => 2,
        Some("gone") => 1,
        _ => 0,
    };
    assert_eq!(office.hall().len(), kept, "{:?}", office.hall());
    (word("outcome"), word("reason"), code)
}

fn outcome(outcome: &str, reason: &str, code: i32) -> (String, String, i32) {
    (outcome.to_owned(), reason.to_owned(), code)
}

fn fetch(site: &Site) -> (String, String, i32) {
    told(Office::new().guide("a", &site.page("/a")))
}
