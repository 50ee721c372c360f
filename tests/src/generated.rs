//! What is generated and committed: keys, Chinese schema, settings schema, reference pages.
//!
//! `cargo xtask generate` writes them; the test of the same name fails where one is stale.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use tongyuan::{Colour, Language, Rule, rules};
use tongyuan_report::{explain, finding_text};

use crate::example;
use crate::workspace;

/// Every generated file with the text that it must have, by path from the root.
#[must_use]
pub fn all() -> Vec<(String, String)> {
    let mut files = vec![
        ("crates/tongyuan-model/src/keys.rs".to_owned(), keys()),
        ("schemas/guide.zh.schema.json".to_owned(), chinese_schema()),
        ("schemas/config.schema.json".to_owned(), config_schema()),
    ];
    files.extend(reference());
    files
}

// ---- the vocabulary ----

struct KeyOf {
    english: String,
    chinese: Vec<String>,
    title: String,
    types: Vec<String>,
}

/// `crates/tongyuan-model/src/keys.rs` from the schemas.
fn keys() -> String {
    let mut keys: Vec<KeyOf> = Vec::new();
    for name in [
        "guide",
        "items",
        "materials",
        "laws",
        "cancelled",
        "calendar",
        "waivers",
        "own-rules",
    ] {
        let schema = schema(name);
        gather(&schema, &schema, &mut keys);
    }
    let mut variants = String::new();
    let mut entries = String::new();
    let mut words: Vec<(String, String)> = Vec::new();
    for key in &keys {
        let variant = variant(&key.english);
        let chinese = key.chinese.join("、");
        let _ = writeln!(
            variants,
            "    /// `{}`, {chinese}.\n    {variant},",
            key.english
        );
        let quoted: Vec<_> = key
            .chinese
            .iter()
            .map(|word| format!("\"{word}\""))
            .collect();
        let has = |name: &str| key.types.iter().any(|own| own == name);
        let _ = writeln!(
            entries,
            "    KeyEntry {{ english: \"{}\", chinese: &[{}], title: \"{}\", is_text: {} }},",
            key.english,
            quoted.join(", "),
            key.title,
            has("string") && !has("any") && !has("boolean"),
        );
        words.push((key.english.clone(), variant.clone()));
        words.extend(
            key.chinese
                .iter()
                .map(|word| (word.clone(), variant.clone())),
        );
    }
    words.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
    let words: String = words
        .iter()
        .map(|(word, variant)| format!("    (\"{word}\", Key::{variant}),\n"))
        .collect();
    format!(
        "//! The keys of a guide file.\n//!\n\
         //! Generated from `schemas/*.schema.json` by `cargo xtask generate`; change the schemas, not this file.\n\n\
         use crate::vocabulary::KeyEntry;\n\n\
         /// A key of a guide file, whichever vocabulary it is written in.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n\
         pub enum Key {{\n{variants}}}\n\n\
         #[rustfmt::skip]\n\
         pub(crate) static KEYS: &[KeyEntry] = &[\n{entries}];\n\n\
         /// Every word with its key.\n\
         #[rustfmt::skip]\n\
         pub(crate) static WORDS: &[(&str, Key)] = &[\n{words}];\n"
    )
}

fn schema(name: &str) -> Value {
    let text = workspace::text(&format!("schemas/{name}.schema.json"));
    serde_json::from_str(&text).expect("a schema is JSON")
}

fn gather(node: &Value, root: &Value, keys: &mut Vec<KeyOf>) {
    match node {
        Value::Object(members) => {
            let properties = members.get("properties").and_then(Value::as_object);
            for (english, property) in properties.into_iter().flatten() {
                let named = named(property, root);
                let Some(chinese) = named.get("x-zh-key").and_then(Value::as_str) else {
                    continue;
                };
                let title = named["title"].as_str().expect("a key has a title");
                let title = title.split(" / ").nth(1).expect("in both languages");
                let at = keys.iter().position(|key| key.english == *english);
                let at = at.unwrap_or_else(|| {
                    keys.push(KeyOf {
                        english: english.clone(),
                        chinese: Vec::new(),
                        title: title.to_owned(),
                        types: Vec::new(),
                    });
                    keys.len() - 1
                });
                if !keys[at].chinese.iter().any(|own| own == chinese) {
                    keys[at].chinese.push(chinese.to_owned());
                }
                keys[at].types.extend(types(property, root));
            }
            for (name, member) in members {
                if name != "allOf" {
                    gather(member, root, keys);
                }
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| gather(row, root, keys)),
        _ => {}
    }
}

/// A property with its names: its own, or those of the definition that it refers to.
fn named<'s>(property: &'s Value, root: &'s Value) -> &'s Value {
    if property.get("x-zh-key").is_some() {
        return property;
    }
    refers(property, root).unwrap_or(property)
}

fn refers<'s>(property: &Value, root: &'s Value) -> Option<&'s Value> {
    root.pointer(property.get("$ref")?.as_str()?.strip_prefix('#')?)
}

fn types(property: &Value, root: &Value) -> Vec<String> {
    if let Some(target) = refers(property, root) {
        return types(target, root);
    }
    if property.get("enum").is_some() {
        return vec!["string".into()];
    }
    if let Some(alternatives) = property.get("anyOf").and_then(Value::as_array) {
        return alternatives
            .iter()
            .flat_map(|one| types(one, root))
            .collect();
    }
    match property.get("type") {
        Some(Value::String(name)) if name == "array" => types(&property["items"], root),
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => vec!["any".into()],
    }
}

/// `in-person` → `InPerson`
fn variant(english: &str) -> String {
    english
        .split(['-', '_'])
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

// ---- the Chinese schema ----

/// The guide schema with Chinese keys, for editors that complete what an office author writes.
fn chinese_schema() -> String {
    let guide = schema("guide");
    let mut chinese = translated(&guide, &guide);
    chinese["$id"] = json!("urn:tongyuan:schema:guide.zh:1");
    chinese["$comment"] = json!(
        "Generated from guide.schema.json by `cargo xtask generate`; change that file, not this one."
    );
    let mut text = serde_json::to_string_pretty(&chinese).expect("a schema is JSON");
    text.push('\n');
    text
}

fn translated(node: &Value, root: &Value) -> Value {
    match node {
        Value::Object(members) => {
            let properties = members.get("properties").and_then(Value::as_object);
            let word = |english: &str| {
                let chinese = properties
                    .and_then(|properties| properties.get(english))
                    .and_then(|property| named(property, root)["x-zh-key"].as_str());
                chinese.unwrap_or(english).to_owned()
            };
            members
                .iter()
                .filter(|(name, _)| *name != "x-zh-key")
                .map(|(name, member)| {
                    let value = match (name.as_str(), member) {
                        ("properties", Value::Object(properties)) => properties
                            .iter()
                            .map(|(english, property)| (word(english), translated(property, root)))
                            .collect::<Map<_, _>>()
                            .into(),
                        ("required", Value::Array(required)) => required
                            .iter()
                            .map(|english| json!(word(english.as_str().unwrap_or_default())))
                            .collect(),
                        // The properties of a definition keep their paths, which `$ref` points to.
                        ("$ref", Value::String(pointer)) => {
                            json!(translated_pointer(pointer, root))
                        }
                        ("if", condition) => translated_condition(condition),
                        ("then", Value::Object(_)) => translated_then(member, root),
                        _ => translated(member, root),
                    };
                    (name.clone(), value)
                })
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(rows) => rows.iter().map(|row| translated(row, root)).collect(),
        other => other.clone(),
    }
}

/// `#/properties/materials` → `#/properties/申请材料`, percent-encoded as a reference has to be.
fn translated_pointer(pointer: &str, root: &Value) -> String {
    match pointer.strip_prefix("#/properties/") {
        Some(english) => {
            let property = &root["properties"][english];
            let chinese = property["x-zh-key"].as_str().unwrap_or(english);
            let encoded: String = chinese.bytes().map(|byte| format!("%{byte:02X}")).collect();
            format!("#/properties/{encoded}")
        }
        None => pointer.to_owned(),
    }
}

fn translated_condition(condition: &Value) -> Value {
    json!({ "properties": { "字段": condition["properties"]["field"] } })
}

fn translated_then(then: &Value, root: &Value) -> Value {
    json!({ "properties": { "取值": translated(&then["properties"]["value"], root) } })
}

// ---- the settings ----

/// The schema of the settings with the rules that there are.
fn config_schema() -> String {
    let mut schema = schema("config");
    let known: Map<String, Value> = rules()
        .map(|rule| (rule.id.to_owned(), setting(rule)))
        .collect();
    schema["properties"]["rules"]["properties"] = Value::Object(known);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

/// What can be set of a rule: its severity, and the fields that it looks at where it looks at several.
fn setting(rule: &Rule) -> Value {
    let title = format!("{} / {}", rule.title.chinese, rule.title.english);
    if rule.fields.is_empty() {
        return json!({ "title": title, "$ref": "#/$defs/severity" });
    }
    let fields: Vec<_> = rule.fields.iter().map(|field| field.path()).collect();
    json!({
        "title": title,
        "description": "级别；或者级别和所查的栏目。 / The severity; or the severity and the fields that it looks at.",
        "type": ["string", "object"],
        "if": { "type": "string" },
        "then": { "$ref": "#/$defs/severity" },
        "additionalProperties": false,
        "properties": {
            "severity": { "$ref": "#/$defs/severity" },
            "fields": {
                "title": "栏目 / Fields",
                "description": "只查这些栏目；不写则全部都查。 / Looks at these fields alone; at all of them where nothing is said.",
                "type": "array",
                "items": { "enum": fields },
                "uniqueItems": true,
                "default": fields
            }
        }
    })
}

// ---- the reference ----

/// A page for every rule in both languages, and the pages that list them.
fn reference() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for language in [Language::Chinese, Language::English] {
        let folder = format!("docs/rules/{}", language.tag());
        pages.push((format!("{folder}/README.md"), index(language)));
        for rule in rules() {
            pages.push((format!("{folder}/{}.md", rule.id), page(rule, language)));
        }
    }
    pages
}

fn index(language: Language) -> String {
    let mut text = match language {
        Language::Chinese => {
            "# 规则\n\n由各条规则自己的文件生成（`cargo xtask generate`）。\n".to_owned()
        }
        Language::English => {
            "# Rules\n\nGenerated from the files of the rules (`cargo xtask generate`).\n"
                .to_owned()
        }
    };
    for (family, members) in tongyuan_inspect::families() {
        let heading = match language {
            Language::Chinese => "| 规则 | 级别 | 查什么 |",
            Language::English => "| rule | severity | fault |",
        };
        let _ = writeln!(text, "\n## {family}\n\n{heading}\n|---|---|---|");
        for rule in *members {
            let severity = tongyuan_report::chrome::chrome(language).severity(rule.severity);
            let title = rule.title.get(language);
            let _ = writeln!(text, "| [{0}]({0}.md) | {severity} | {title} |", rule.id);
        }
    }
    text
}

/// The documentation of a rule, with the finding below each bad example.
fn page(rule: &'static Rule, language: Language) -> String {
    let mut examples = example::examples(rule).into_iter();
    let mut text = String::new();
    let mut open: Option<bool> = None;
    for line in explain(rule, language).lines() {
        let fence = line.strip_prefix("```");
        match (open, fence) {
            (None, Some(tag)) if tag.starts_with("guide,") => {
                open = Some(tag == "guide,bad");
                text.push_str("```yaml\n");
            }
            (Some(is_bad), Some(_)) => {
                open = None;
                text.push_str("```\n");
                let example = examples.next().expect("every fence is an example");
                if is_bad {
                    let shown = example::run(&example)
                        .findings
                        .iter()
                        .map(|finding| finding_text(finding, language, Colour::Off))
                        .collect::<String>();
                    let _ = writeln!(text, "\n```text\n{}\n```", shown.trim_end());
                }
            }
            _ => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    text
}
