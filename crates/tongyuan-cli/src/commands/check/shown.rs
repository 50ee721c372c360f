//! `check --show-settings` and `check --show-files`: what a run would go by, and what it would read.

use std::fmt::Write as _;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{Base, Run, value};
use crate::exit::Exit;
use crate::language::say;
use crate::output::{print_or_fail, tell_note};
use crate::repository::Repository;
use crate::settings::effective::{Origin, Setting, effective, key};

/// Of which version these shapes are.
const SCHEMA_VERSION: u8 = 1;

/// A file with what it is to the run.
struct Shown {
    /// Its role as programs know it; of a published version its channel is the word for people.
    role: &'static str,
    words: (&'static str, &'static str),
    channel: Option<&'static str>,
    file: String,
}

impl Run {
    /// Prints the settings that hold.
    pub(super) fn show_settings(&self, matches: &ArgMatches) -> Exit {
        let mut flags = Vec::new();
        if let Some(severity) = value(matches, "fail-on") {
            flags.push(("fail-on", "--fail-on", severity));
        }
        let file = self.settings.file.as_ref();
        let settings = effective(file, &self.settings.policy.own_rules, &flags);
        let name = file.map(|file| file.name.as_str());
        let text = if self.is_json() {
            settings_json(&settings, name)
        } else {
            self.settings_toml(&settings, name)
        };
        self.shown(&text)
    }

    /// As a settings file that says the same, with where each setting is from behind it.
    fn settings_toml(&self, settings: &[Setting], file: Option<&str>) -> String {
        let language = self.context.language;
        let clean = |text: &str| tongyuan_report::clean(text).replace(['\n', '\r'], " ");
        let mut text = match file.map(clean) {
            Some(file) => say(
                language,
                format!("# 设置文件：{file}\n"),
                format!("# settings file: {file}\n"),
            ),
            None => say(
                language,
                "# 没有设置文件\n".to_owned(),
                "# no settings file\n".to_owned(),
            ),
        };
        let mut table: &[String] = &[];
        for setting in settings {
            let Some((word, above)) = setting.path.split_last() else {
                continue;
            };
            if above != table {
                let header: Vec<String> = above.iter().map(|word| key(word)).collect();
                let _ = write!(text, "\n[{}]\n", header.join("."));
                table = above;
            }
            let origin = match setting.origin {
                Origin::File(line) => format!("{}:{line}", clean(file.unwrap_or_default())),
                Origin::Flag(flag) => flag.to_owned(),
                Origin::Default => say(language, "默认", "default").to_owned(),
            };
            let _ = writeln!(text, "{} = {}  # {origin}", key(word), setting.toml);
        }
        text
    }

    /// Prints the files that would be read, each with its role.
    pub(super) fn show_files(&self) -> Exit {
        let files = self.repository.as_ref().map(|own| self.files(own));
        let files = files.unwrap_or_default();
        if self.is_json() {
            let rows: Vec<Value> = files
                .iter()
                .map(|own| json!({ "role": own.role, "channel": own.channel, "file": own.file }))
                .collect();
            let whole = json!({ "schema_version": SCHEMA_VERSION, "files": rows });
            return self.shown(&format!("{whole:#}\n"));
        }
        let mut text = String::new();
        for own in &files {
            let (chinese, english) = own.words;
            let role = say(self.context.language, chinese, english);
            let _ = writeln!(text, "{role}\t{}", tongyuan_report::clean(&own.file));
        }
        self.shown(&text)
    }

    fn files(&self, repository: &Repository) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut add = |role, words, channel, file| {
            shown.push(Shown {
                role,
                words,
                channel,
                file,
            });
        };
        if let Some(file) = &self.settings.file {
            add("settings", ("设置", "settings"), None, file.name.clone());
        }
        let is_wanted = |files: &&_| {
            let base = self.base.as_ref();
            base.is_none_or(|base: &Base| base.is_wanted(repository, files))
        };
        let inventory = repository.inventory(&self.only);
        for files in inventory.guides.iter().filter(is_wanted) {
            let name = repository.name(&files.canonical);
            add("guide", ("权威数据源", "guide"), None, name);
            for (channel, path) in &files.published {
                let words = (channel.chinese(), channel.key());
                let name = repository.name(path);
                add("published", words, Some(channel.key()), name);
            }
            for (channel, path) in &files.evidence {
                let name = repository.name(path);
                add("evidence", ("证据", "evidence"), Some(channel.key()), name);
            }
        }
        for register in ["items", "materials", "laws", "cancelled", "calendar"] {
            if let Some(path) = repository.register(register) {
                let name = repository.name(&path);
                add("register", ("清单目录", "register"), None, name);
            }
        }
        for path in repository.practice() {
            let name = repository.name(&path);
            add("practice", ("办件记录", "practice"), None, name);
        }
        for path in repository.rules() {
            add(
                "rule",
                ("本库规则", "own rule"),
                None,
                repository.name(&path),
            );
        }
        for path in repository.profiles() {
            add("profile", ("方案", "profile"), None, repository.name(&path));
        }
        if let Some(path) = repository.waivers() {
            add("waivers", ("豁免", "waivers"), None, repository.name(&path));
        }
        let baseline = repository.baseline();
        if baseline.exists() && self.heeds_baseline() {
            add(
                "baseline",
                ("基线", "baseline"),
                None,
                repository.name(&baseline),
            );
        }
        shown
    }

    fn is_json(&self) -> bool {
        self.outputs.iter().any(|own| own.format == "json")
    }

    /// Prints; what is to be told of settings and rules is told beside it.
    fn shown(&self, text: &str) -> Exit {
        for note in self.settings.notes.iter().chain(&self.own_notes) {
            tell_note(note, self.context.language, self.context.colour.on_stderr());
        }
        print_or_fail(text, self.context.language, Exit::Clean)
    }
}

fn settings_json(settings: &[Setting], file: Option<&str>) -> String {
    let rows: Vec<Value> = settings
        .iter()
        .map(|own| {
            let (from, line) = match own.origin {
                Origin::File(line) => (file.unwrap_or_default(), Some(line)),
                Origin::Flag(flag) => (flag, None),
                Origin::Default => ("default", None),
            };
            json!({ "path": own.path, "value": own.json, "from": from, "line": line })
        })
        .collect();
    let whole = json!({ "schema_version": SCHEMA_VERSION, "file": file, "settings": rows });
    format!("{whole:#}\n")
}
