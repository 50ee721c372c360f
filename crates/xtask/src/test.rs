//! Everything that must hold before a change lands.

use crate::{cargo, cargo_with, documents, generate};

pub(crate) fn run(rest: &[String]) -> Result<(), String> {
    if let Some(unknown) = rest.first() {
        return Err(format!("test takes no argument, and {unknown} is one"));
    }
    cargo(&["fmt", "--all", "--check"])?;
    generate::registry_is_fresh()?;
    cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ])?;
    cargo(&["test", "--workspace", "--quiet"])?;
    cargo_with(
        &["doc", "--workspace", "--no-deps", "--quiet"],
        &[("RUSTDOCFLAGS", "-D warnings")],
    )?;
    documents::run(&[])?;
    eprintln!("everything holds");
    Ok(())
}
