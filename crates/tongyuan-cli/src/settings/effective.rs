//! What holds in a run, setting by setting, and where each is from. The schema says which settings there are and what holds where
//! nobody sets one.

use serde_json::Value as Json;
use tongyuan::OwnRules;
use tongyuan_inspect::Located;
use tongyuan_model::tree::{Node, Value};
use tongyuan_model::{SourceMap, SourceText};

use super::{File, tree};

/// One setting.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    /// Its keys, from the outermost table.
    pub(crate) path: Vec<String>,
    /// Its value as the file writes it.
    pub(crate) toml: String,
    pub(crate) json: Json,
    pub(crate) origin: Origin,
}

/// Where a setting is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The settings file, with the line.
    File(u32),
    /// A flag of the command.
    Flag(&'static str),
    /// Nobody set it.
    Default,
}

/// The settings that hold, in the order of the schema; those that nobody set and that have no value then are left out. `flags` are
/// settings that the command line has instead, each with the name of its flag.
pub(crate) fn effective(
    file: Option<&File>,
    own: &OwnRules,
    flags: &[(&str, &'static str, &str)],
) -> Vec<Setting> {
    let Ok(schema) = serde_json::from_str::<Json>(&super::schema(own)) else {
        return Vec::new();
    };
    let mut walk = Walk {
        own,
        source: file.map(|file| SourceText::new(file.text.clone(), SourceMap::default())),
        found: Vec::new(),
    };
    let set = file.and_then(|file| tree(&file.text).ok());
    walk.table(&schema, set.as_ref(), &[]);
    for (key, flag, value) in flags {
        let held = walk.found.iter_mut().find(|own| own.path == [*key]);
        if let Some(held) = held {
            held.json = Json::from(*value);
            held.toml = held.json.to_string();
            held.origin = Origin::Flag(flag);
        }
    }
    walk.found
}

struct Walk<'w> {
    own: &'w OwnRules,
    source: Option<SourceText>,
    found: Vec<Setting>,
}

impl Walk<'_> {
    /// The settings of a table: those that the schema knows by name, then those whose keys are free.
    fn table(&mut self, schema: &Json, set: Option<&Node<'_>>, path: &[String]) {
        let known = schema["properties"].as_object();
        for (word, below) in known.into_iter().flatten() {
            let path: Vec<String> = path.iter().cloned().chain([word.clone()]).collect();
            let set = set.and_then(|set| set.get_word(word));
            if below["type"] == "object" {
                self.table(below, set, &path);
            } else {
                self.leaf(below, set, path);
            }
        }
        if schema["additionalProperties"].is_object() {
            for entry in set.map(Node::entries).unwrap_or_default() {
                let word = entry.word.to_string();
                let path = path.iter().cloned().chain([word]).collect();
                self.leaf(&Json::Null, Some(&entry.value), path);
            }
        }
    }

    fn leaf(&mut self, schema: &Json, set: Option<&Node<'_>>, path: Vec<String>) {
        let setting = match (set, &self.source) {
            (Some(node), Some(source)) => Setting {
                toml: toml(node, source),
                json: json(node),
                origin: Origin::File(Located::new("", source, node.span).location.start.line),
                path,
            },
            _ => {
                let Some(value) = self.default(schema, &path) else {
                    return;
                };
                Setting {
                    toml: value.to_string(),
                    json: value,
                    origin: Origin::Default,
                    path,
                }
            }
        };
        self.found.push(setting);
    }

    /// What holds where nobody sets anything.
    fn default(&self, schema: &Json, path: &[String]) -> Option<Json> {
        let severity = match path {
            [table, id] if table == "rules" => {
                let built_in = tongyuan::rules().find(|rule| rule.id == id);
                let severity = built_in.map(|rule| rule.severity);
                severity.or_else(|| self.own.get(id).map(|rule| rule.severity))
            }
            _ => None,
        };
        severity
            .map(|severity| Json::from(severity.key()))
            .or_else(|| schema.get("default").cloned())
    }
}

/// A value as the file writes it; a table in one line.
fn toml(node: &Node<'_>, source: &SourceText) -> String {
    match &node.value {
        Value::Map(entries) => {
            let rows: Vec<String> = entries
                .iter()
                .map(|entry| format!("{} = {}", key(&entry.word), toml(&entry.value, source)))
                .collect();
            format!("{{ {} }}", rows.join(", "))
        }
        _ => source.slice(node.span).to_owned(),
    }
}

/// A key as TOML writes it.
pub(crate) fn key(word: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !word.is_empty() && word.chars().all(is_bare) {
        word.to_owned()
    } else {
        // What JSON escapes in a text, TOML escapes the same way.
        Json::from(word).to_string()
    }
}

fn json(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(truth) => Json::from(*truth),
        Value::Text(text) => Json::from(text.as_ref()),
        Value::Number(digits) => {
            let digits = digits.replace('_', "");
            serde_json::from_str(&digits).unwrap_or_else(|_| Json::from(digits.as_str()))
        }
        Value::List(rows) => rows.iter().map(json).collect(),
        Value::Map(entries) => {
            let rows = entries.iter();
            Json::Object(
                rows.map(|own| (own.word.to_string(), json(&own.value)))
                    .collect(),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tongyuan::{Policy, RunNote, Severity};

    use super::*;
    use crate::settings::{SCHEMA, Settings};

    fn parse(name: &str, text: &str) -> Result<Settings, Vec<RunNote>> {
        crate::settings::parse(SCHEMA, name, text, &str::to_owned)
    }

    /// What is shown of the defaults is what the program does without a file, and putting it back changes nothing.
    #[test]
    fn what_is_shown_can_be_put_back() {
        let own = OwnRules::default();
        let written = |file: Option<&File>| -> File {
            let mut text = String::new();
            for setting in effective(file, &own, &[]) {
                let keys: Vec<String> = setting.path.iter().map(|word| key(word)).collect();
                text.push_str(&format!("{} = {}\n", keys.join("."), setting.toml));
            }
            File {
                name: "t".into(),
                text,
            }
        };
        let same = |first: &Settings, second: &Settings| {
            let told = |own: &Settings| {
                let policy = Policy {
                    severities: BTreeMap::new(),
                    fields: BTreeMap::new(),
                    ..own.policy.clone()
                };
                format!("{:?}", (&own.paths, policy, &own.capture, &own.columns))
            };
            assert_eq!(told(first), told(second));
        };
        let defaults = written(None);
        let settings = parse("t", &defaults.text).unwrap();
        same(&settings, &Settings::default());
        assert_eq!(settings.fail_on.as_deref(), Some("error"));
        let severities: BTreeMap<String, Option<Severity>> = tongyuan::rules()
            .map(|rule| (rule.id.to_owned(), Some(rule.severity)))
            .collect();
        assert_eq!(settings.policy.severities, severities);
        let text = "fail-on = \"note\"\n[words.aliases]\n\"身份证 \\\"1\\\"\" = [\n  \"身份证件\", # 都一样\n]\n[rules]\nmaterial-extra = \"off\"\n[rules.guide-contradicts-itself]\nfields = [\"fees\"]\n[practice.columns]\nfee = [\"费用\"]\n";
        let file = File {
            name: "t".into(),
            text: text.into(),
        };
        let once = written(Some(&file));
        let (was, now) = (parse("t", text).unwrap(), parse("t", &once.text).unwrap());
        same(&was, &now);
        assert_eq!(was.policy.fields, now.policy.fields);
        assert_eq!(now.policy.severities["material-extra"], None);
        assert_eq!(written(Some(&once)).text, once.text);
    }
}
