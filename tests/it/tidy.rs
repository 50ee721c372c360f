//! What must hold of the code itself: layers, licences, files, words.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tongyuan_tests::workspace;

/// The layers: which crate of ours may depend on which. Every edge that is not listed here fails.
const LAYERS: [(&str, &[&str]); 9] = [
    ("tongyuan-model", &[]),
    ("tongyuan-extract", &["tongyuan-model"]),
    ("tongyuan-compare", &["tongyuan-model"]),
    ("tongyuan-inspect", &["tongyuan-model", "tongyuan-compare"]),
    (
        "tongyuan-report",
        &["tongyuan-model", "tongyuan-compare", "tongyuan-inspect"],
    ),
    (
        "tongyuan",
        &[
            "tongyuan-model",
            "tongyuan-extract",
            "tongyuan-compare",
            "tongyuan-inspect",
            "tongyuan-report",
        ],
    ),
    (
        "tongyuan-cli",
        &[
            "tongyuan",
            "tongyuan-model",
            "tongyuan-extract",
            "tongyuan-compare",
            "tongyuan-inspect",
            "tongyuan-report",
        ],
    ),
    ("xtask", &[]),
    (
        "tongyuan-tests",
        &[
            "tongyuan",
            "tongyuan-model",
            "tongyuan-extract",
            "tongyuan-compare",
            "tongyuan-inspect",
            "tongyuan-report",
        ],
    ),
];

#[test]
fn layers_hold() {
    let metadata = workspace::metadata();
    let members: BTreeMap<String, Vec<String>> = packages(&metadata)
        .filter(|package| package["source"].is_null())
        .map(|package| {
            let own = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["source"].is_null())
                .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
                .collect();
            (package["name"].as_str().unwrap().to_owned(), own)
        })
        .collect();
    let known: BTreeSet<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<&str> = members.keys().map(String::as_str).collect();
    assert_eq!(found, known, "a crate is not in the table");
    for (name, allowed) in LAYERS {
        for dependency in &members[name] {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{name} must not know {dependency}"
            );
        }
    }
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().unwrap().iter()
}

/// Every dependency may be used under a licence that deny.toml allows.
#[test]
fn licences_are_allowed() {
    let deny: toml::Table = workspace::text("deny.toml").parse().unwrap();
    let allowed: BTreeSet<&str> = deny["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .map(|licence| licence.as_str().unwrap())
        .collect();
    for package in packages(&workspace::metadata()) {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(
            is_allowed(licence, &allowed),
            "{} is under {licence:?}",
            package["name"]
        );
    }
}

/// Whether an SPDX expression can be satisfied: `A OR B`, `A AND B`, `(A OR B) AND C`, `A/B`.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let expression = expression.replace('/', " OR ");
    let split = |text: &str, operator: &str| -> Vec<String> {
        let (mut depth, mut parts, mut current) = (0, Vec::new(), Vec::new());
        for word in text
            .replace('(', " ( ")
            .replace(')', " ) ")
            .split_whitespace()
        {
            match word {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if word == operator && depth == 0 {
                parts.push(current.join(" "));
                current.clear();
            } else {
                current.push(word.to_owned());
            }
        }
        parts.push(current.join(" "));
        parts
    };
    let all = split(&expression, "AND");
    if all.len() > 1 {
        return all.iter().all(|part| is_allowed(part, allowed));
    }
    let any = split(&expression, "OR");
    if any.len() > 1 {
        return any.iter().any(|part| is_allowed(part, allowed));
    }
    let bare = expression
        .trim()
        .trim_start_matches('(')
        .trim_end_matches(')')
        .trim();
    if bare != expression.trim() {
        return is_allowed(bare, allowed);
    }
    allowed.contains(bare)
}

#[test]
fn licence_expressions_are_read() {
    let allowed = BTreeSet::from(["MIT", "BSD-3-Clause"]);
    for (expression, wanted) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("(Apache-2.0 OR MIT) AND BSD-3-Clause", true),
        ("MIT AND GPL-3.0", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), wanted, "{expression}");
    }
}

fn sources() -> Vec<String> {
    let mut files = workspace::files("crates");
    files.extend(workspace::files("tests"));
    files.retain(|file| file.ends_with(".rs"));
    files
}

/// Only the binary touches network, clock, environment, file system and stdout.
#[test]
fn libraries_touch_nothing() {
    let banned = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::io::stdout",
        "SystemTime",
        "Instant::now",
        "println!",
        "eprintln!",
        "std::thread",
    ];
    for file in sources() {
        let is_library = file.starts_with("crates/")
            && !file.contains("tongyuan-cli")
            && !file.contains("xtask");
        if !is_library {
            continue;
        }
        let text = workspace::text(&file);
        for word in banned {
            assert!(!text.contains(word), "{file} has {word}");
        }
    }
}

/// `compare` holds no severity and no sentence; `inspect` parses nothing.
#[test]
fn facts_judgement_and_words_are_apart() {
    for file in sources() {
        let text = workspace::text(&file);
        if file.contains("tongyuan-compare/") {
            assert!(
                !text.contains("Severity") && !text.contains("{channel}"),
                "{file}"
            );
        }
        if file.contains("tongyuan-inspect/") {
            for word in ["serde_json::from", "quick_xml", "granit", "html5"] {
                assert!(!text.contains(word), "{file} has {word}");
            }
        }
    }
}

/// Functions fit in the eye, and so do files.
#[test]
fn files_fit_in_the_eye() {
    for file in sources() {
        let is_table = ["keys.rs", "registry.rs"]
            .iter()
            .any(|name| file.ends_with(name));
        let lines = workspace::text(&file).lines().count();
        assert!(is_table || lines <= 620, "{file} has {lines} lines");
    }
}

/// The project speaks of itself alone.
#[test]
fn no_place_of_a_machine_is_named() {
    let mut files = sources();
    for folder in [
        "docs",
        "schemas",
        "fixtures",
        ".github",
        "pipelines",
        "crates",
        "tests",
    ] {
        files.extend(workspace::files(folder).into_iter().filter(|file| {
            [
                ".md", ".json", ".yaml", ".yml", ".toml", ".html", ".py", ".sh", ".txt",
            ]
            .iter()
            .any(|end| file.ends_with(end))
        }));
    }
    for name in [
        "README.md",
        "README.zh-CN.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "Cargo.lock",
        "Containerfile",
        "action.yml",
        ".pre-commit-hooks.yaml",
    ] {
        files.push(name.to_owned());
    }
    // Put together here, so that this file does not hold them.
    let banned: Vec<String> = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"]]
        .iter()
        .map(|p| p.concat())
        .collect();
    for file in files {
        if file.contains("/target/") {
            continue;
        }
        let bytes = std::fs::read(workspace::root().join(&file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for word in &banned {
            assert!(!text.contains(word.as_str()), "{file} has {word}");
        }
    }
}

/// Both readmes have the same sections, and name the same commands.
#[test]
fn readmes_say_the_same() {
    let commands = |name: &str| -> Vec<String> {
        let text = workspace::text(name);
        let mut inside = false;
        text.lines()
            .filter(|line| {
                if line.starts_with("```") {
                    inside = !inside;
                    return false;
                }
                inside
            })
            .filter(|line| line.starts_with("cargo ") || line.starts_with("tongyuan "))
            .map(|line| line.trim_end_matches(" --lang en").to_owned())
            .collect()
    };
    let headings = |name: &str| {
        workspace::text(name)
            .lines()
            .filter(|l| l.starts_with("## "))
            .count()
    };
    assert_eq!(commands("README.md"), commands("README.zh-CN.md"));
    assert_eq!(headings("README.md"), headings("README.zh-CN.md"));
}

/// Every invariant of ARCHITECTURE.md names a test that there is.
#[test]
fn invariants_name_their_tests() {
    let text = workspace::text("ARCHITECTURE.md");
    let all: String = sources().iter().map(|file| workspace::text(file)).collect();
    let mut count = 0;
    for line in text.lines().filter(|line| line.contains("Test: `")) {
        for name in line.split("`").skip(1).step_by(2) {
            if let Some((_, test)) = name.split_once("::") {
                count += 1;
                assert!(
                    all.contains(&format!("fn {test}(")),
                    "there is no test {name}"
                );
            }
        }
    }
    assert!(count >= 10, "{count} tests are named");
}
