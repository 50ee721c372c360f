//! What is generated and committed.
//!
//! The registry of rules is made from the folders here, because without it the rules are not compiled. The rest (keys,
//! Chinese schema, settings schema, reference pages) is made by the tests of the workspace, which also fail when it is stale.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::{cargo_with, root};

/// The families in the order of the reference, each with its folder.
pub(crate) const FAMILIES: &[&str] = &[
    "schema",
    "item",
    "same-source",
    "material",
    "condition",
    "legal-basis",
    "time-limit",
    "fee",
    "process",
    "result",
    "channel",
    "contact",
    "text",
    "change",
    "publication",
    "practice",
    "portfolio",
    "waiver",
];

/// Writes the registry alone.
pub(crate) fn write_registry() -> Result<(), String> {
    let (path, text) = registry()?;
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

pub(crate) fn run() -> Result<(), String> {
    write_registry()?;
    cargo_with(
        &[
            "test",
            "--quiet",
            "-p",
            "tongyuan-tests",
            "--test",
            "it",
            "generated",
        ],
        &[("TONGYUAN_GENERATE", "1"), ("INSTA_UPDATE", "no")],
    )
}

pub(crate) fn registry_is_fresh() -> Result<(), String> {
    let (path, wanted) = registry()?;
    let found = fs::read_to_string(&path).unwrap_or_default();
    if found == wanted {
        Ok(())
    } else {
        Err("the registry of rules is stale: run `cargo xtask generate`".into())
    }
}

/// The folder of the rules.
pub(crate) fn rules() -> PathBuf {
    root().join("crates/tongyuan-inspect/src/rules")
}

/// The path and the text of the registry.
fn registry() -> Result<(PathBuf, String), String> {
    let mut modules = Vec::new();
    let mut families = String::new();
    let mut all = String::new();
    for family in FAMILIES {
        let folder = family.replace('-', "_");
        let mut names = Vec::new();
        for entry in fs::read_dir(rules().join(&folder)).into_iter().flatten() {
            let entry = entry.map_err(|error| error.to_string())?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(stem) = name.strip_suffix(".rs") {
                names.push(stem.to_owned());
            }
        }
        if names.is_empty() {
            continue;
        }
        names.sort();
        let _ = writeln!(families, "    (\n        \"{family}\",\n        &[");
        for name in &names {
            modules.push((name.clone(), folder.clone()));
            let _ = writeln!(families, "            &{name}::RULE,");
            let _ = writeln!(all, "    &{name}::RULE,");
        }
        let _ = writeln!(families, "        ],\n    ),");
    }
    // The order that the formatter gives them.
    modules.sort();
    let modules: String = modules
        .iter()
        .map(|(name, folder)| format!("#[path = \"{folder}/{name}.rs\"]\nmod {name};\n"))
        .collect();
    let text = format!(
        "//! Every rule, by family. Generated from the folders by `cargo xtask generate`; not edited by hand.\n\n\
         use crate::rule::Rule;\n\n\
         {modules}\n\
         /// The families with their rules.\n\
         #[rustfmt::skip]\n\
         pub(crate) static FAMILIES: &[(&str, &[&Rule])] = &[\n{families}];\n\n\
         /// Every rule.\n\
         #[rustfmt::skip]\n\
         pub(crate) static REGISTRY: &[&Rule] = &[\n{all}];\n"
    );
    Ok((rules().join("registry.rs"), text))
}
