//! The files that declare something to a service: what they name is there, and the other way round.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::{Value, json};
use tongyuan_tests::workspace;

use super::runner::yaml;

fn keys(map: &Value) -> BTreeSet<String> {
    map.as_object().unwrap().keys().cloned().collect()
}

/// Every match of the first group of a pattern.
fn all(pattern: &str, text: &str) -> BTreeSet<String> {
    let pattern = Regex::new(pattern).unwrap();
    let found = pattern.captures_iter(text);
    found.map(|own| own[1].to_owned()).collect()
}

#[test]
fn every_input_and_output_of_the_action_is_used() {
    let action = yaml("action.yml");
    let script = workspace::text("pipelines/action.sh") + &workspace::text("pipelines/install.sh");
    let step = &action["runs"]["steps"][0];
    let declared: BTreeMap<String, String> = keys(&action["inputs"])
        .into_iter()
        .map(|name| {
            let variable = format!("INPUT_{}", name.to_uppercase().replace('-', "_"));
            (variable, format!("${{{{ inputs.{name} }}}}"))
        })
        .collect();
    let mut given: BTreeMap<String, String> = serde_json::from_value(step["env"].clone()).unwrap();
    let repository = given.remove("ACTION_REPOSITORY");
    assert_eq!(repository.unwrap(), "${{ github.action_repository }}");
    assert_eq!(given, declared);
    assert_eq!(
        all(r"\b(INPUT_[A-Z0-9_]+)\b", &script),
        declared.into_keys().collect()
    );
    for (name, input) in action["inputs"].as_object().unwrap() {
        assert_eq!(
            keys(input),
            ["default", "description"].map(String::from).into(),
            "{name}"
        );
    }
    let outputs: BTreeMap<String, String> = action["outputs"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, own)| (name.clone(), own["value"].as_str().unwrap().to_owned()))
        .collect();
    let written = all(r#"\boutput ([a-z-]+) ""#, &script);
    let expected = written.iter().map(|name| {
        (
            name.clone(),
            format!("${{{{ steps.check.outputs.{name} }}}}"),
        )
    });
    assert_eq!(outputs, expected.collect());
    assert_eq!(action["runs"]["using"], "composite");
    assert_eq!(
        (&step["id"], &step["shell"], &step["run"]),
        (
            &json!("check"),
            &json!("bash"),
            &json!("bash \"$GITHUB_ACTION_PATH/pipelines/action.sh\"")
        )
    );
}

/// A workflow takes actions of others by the commit alone, may read and nothing else unless a job says so, and lets nothing that comes
/// from outside into a script.
#[test]
fn workflows_trust_nobody() {
    let pinned = Regex::new("^[^@]+@[0-9a-f]{40}$").unwrap();
    for file in [".github/workflows/ci.yml", ".github/workflows/release.yml"] {
        let workflow = yaml(file);
        assert_eq!(
            workflow["permissions"],
            json!({ "contents": "read" }),
            "{file}"
        );
        for (name, job) in workflow["jobs"].as_object().unwrap() {
            let permissions = match (file, name.as_str()) {
                (".github/workflows/release.yml", "publish") => json!({ "contents": "write" }),
                _ => Value::Null,
            };
            assert_eq!(job["permissions"], permissions, "{file} {name}");
            for step in job["steps"].as_array().unwrap() {
                if let Some(uses) = step["uses"].as_str() {
                    assert!(
                        uses == "./" || pinned.is_match(uses),
                        "{file} {name}: {uses}"
                    );
                }
                let run = step["run"].as_str().unwrap_or_default();
                assert!(!run.contains("${{"), "{file} {name}: {run}");
            }
        }
    }
}

/// The action in CI expects what is true of the fixtures, and gives only inputs that there are.
#[test]
fn the_workflow_gives_the_action_what_it_takes() {
    let inputs = keys(&yaml("action.yml")["inputs"]);
    let steps = &yaml(".github/workflows/ci.yml")["jobs"]["action"]["steps"];
    let own: Vec<&Value> = steps
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["uses"] == "./")
        .collect();
    let paths: Vec<&Value> = own.iter().map(|step| &step["with"]["path"]).collect();
    assert_eq!(paths, ["fixtures/cnipa", "fixtures/apart"]);
    for step in own {
        assert!(keys(&step["with"]).is_subset(&inputs), "{step}");
    }
}

#[test]
fn the_hook_is_what_pre_commit_reads() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks[0];
    assert_eq!(hooks.as_array().unwrap().len(), 1);
    let fields = [
        "id",
        "entry",
        "language",
        "pass_filenames",
        "require_serial",
    ];
    assert_eq!(
        fields.map(|field| hook[field].as_str().unwrap()),
        [
            "tongyuan-check",
            "tongyuan check",
            "system",
            "false",
            "true"
        ]
    );
    let files = Regex::new(hook["files"].as_str().unwrap()).unwrap();
    for path in [
        "guides/a.yaml",
        "库/guides/a.json",
        "halls/online/a.html",
        "registers/laws.yaml",
        "rules/own.yaml",
        "practice/2024.csv",
        "profiles/a.toml",
        "waivers.yaml",
        "sub/waivers.json",
        "baseline.json",
        "tongyuan.toml",
        ".tongyuan.toml",
        "sub/.tongyuan.toml",
    ] {
        assert!(files.is_match(path), "{path}");
    }
    for path in [
        "README.md",
        "my-guides/a.yaml",
        "src/guides.rs",
        "waivers.yaml.orig",
        "xtongyuan.toml",
    ] {
        assert!(!files.is_match(path), "{path}");
    }
}
