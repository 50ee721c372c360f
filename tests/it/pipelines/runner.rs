//! A runner of pipelines, as far as the scripts see one.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use granit_parser::{Event, Parser, StrInput};
use serde_json::Value;
use tongyuan_tests::command::{Ran, binary};
use tongyuan_tests::workspace;

/// A name that a shell would do something with, if one of the scripts let it.
pub(super) const HOSTILE: &str = "甲 $(touch pwned) `touch pwned` \"乙\" '丙' & *";

/// A runner: a workspace, and files for outputs and the summary.
pub(super) struct Runner {
    folder: tempfile::TempDir,
    inputs: BTreeMap<String, String>,
}

impl Runner {
    pub(super) fn new() -> Self {
        let own = Self {
            folder: tempfile::tempdir().unwrap(),
            inputs: BTreeMap::new(),
        };
        fs::create_dir_all(own.workspace()).unwrap();
        fs::create_dir(own.folder.path().join("temp")).unwrap();
        own.input("binary", binary().to_str().unwrap())
            .input("args", "--today=2024-03-01")
    }

    pub(super) fn workspace(&self) -> PathBuf {
        self.folder.path().join(HOSTILE)
    }

    pub(super) fn input(mut self, name: &str, value: &str) -> Self {
        self.inputs.insert(name.to_owned(), value.to_owned());
        self
    }

    /// A program that stands for tongyuan.
    pub(super) fn program(self, script: &str) -> Self {
        let path = self.folder.path().join("program");
        write_program(&path, script);
        let path = path.to_str().unwrap().to_owned();
        self.input("binary", &path)
    }

    pub(super) fn with_fixture(self, fixture: &str, name: &str) -> Self {
        copy(
            &workspace::root().join("fixtures").join(fixture),
            &self.workspace().join(name),
        );
        self
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the action as action.yml says: every input is a variable, with its default where nothing was given.
    pub(super) fn run(&self, environment: &[(&str, &str)]) -> Ran {
        let action = yaml("action.yml");
        let step = &action["runs"]["steps"][0];
        let mut command = Command::new("bash");
        command
            .args([
                "--noprofile",
                "--norc",
                "-e",
                "-o",
                "pipefail",
                "-c",
                step["run"].as_str().unwrap(),
            ])
            .current_dir(self.workspace())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "Asia/Shanghai")
            .env("CI", "true")
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_ACTION_PATH", workspace::root())
            .env("GITHUB_WORKSPACE", self.workspace())
            .env("GITHUB_OUTPUT", self.path("outputs"))
            .env("GITHUB_STEP_SUMMARY", self.path("summary"))
            .env("RUNNER_TEMP", self.path("temp"))
            .env("ACTION_REPOSITORY", "office/tongyuan")
            .envs(environment.iter().copied());
        for (name, input) in action["inputs"].as_object().unwrap() {
            let value = self
                .inputs
                .get(name)
                .map_or(input["default"].as_str().unwrap(), |own| own);
            command.env(
                format!("INPUT_{}", name.to_uppercase().replace('-', "_")),
                value,
            );
        }
        for name in self.inputs.keys() {
            assert!(action["inputs"].get(name).is_some(), "{name} is no input");
        }
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// The outputs, read as the runner reads them.
    pub(super) fn outputs(&self) -> BTreeMap<String, String> {
        let text = fs::read_to_string(self.path("outputs")).unwrap();
        let mut outputs = BTreeMap::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let (name, mark) = line.split_once("<<").unwrap_or_else(|| panic!("{text}"));
            let value: Vec<&str> = lines.by_ref().take_while(|line| *line != mark).collect();
            assert!(
                outputs.insert(name.to_owned(), value.join("\n")).is_none(),
                "{text}"
            );
        }
        outputs
    }

    /// Whether anything that was given was run instead of read.
    pub(super) fn is_pwned(&self) -> bool {
        let mut waiting = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_name() == "pwned" {
                    return true;
                }
                if entry.file_type().unwrap().is_dir() {
                    waiting.push(entry.path());
                }
            }
        }
        false
    }
}

pub(super) fn write_program(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub(super) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A YAML file of the workspace. Every scalar is a text.
pub(super) fn yaml(path: &str) -> Value {
    let text = workspace::text(path);
    let mut parser = Parser::new_from_str(&text);
    loop {
        match parser.next_event().unwrap().unwrap().0 {
            Event::StreamStart | Event::DocumentStart(..) | Event::Comment(..) => {}
            first => return value(first, &mut parser),
        }
    }
}

fn value<'s>(first: Event<'s>, parser: &mut Parser<'s, StrInput<'s>>) -> Value {
    let next = |parser: &mut Parser<'s, StrInput<'s>>| loop {
        match parser.next_event().unwrap().unwrap().0 {
            Event::Comment(..) => {}
            event => return event,
        }
    };
    match first {
        Event::Scalar(text, ..) => Value::from(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut rows = Vec::new();
            loop {
                match next(parser) {
                    Event::SequenceEnd => return Value::from(rows),
                    event => rows.push(value(event, parser)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut map = serde_json::Map::new();
            loop {
                let key = match next(parser) {
                    Event::MappingEnd => return Value::from(map),
                    Event::Scalar(key, ..) => key.into_owned(),
                    other => panic!("no key: {other:?}"),
                };
                let event = next(parser);
                assert!(
                    map.insert(key.clone(), value(event, parser)).is_none(),
                    "{key} twice"
                );
            }
        }
        other => panic!("not expected: {other:?}"),
    }
}
