//! The files of the workspace.

use std::fs;
use std::path::PathBuf;

/// The root of the workspace that cargo runs in, even where two checkouts share one build folder.
#[must_use]
pub fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
        .parent()
        .expect("the tests are a folder of the workspace")
        .to_path_buf()
}

/// The text of a file of the workspace.
#[must_use]
pub fn text(path: &str) -> String {
    let whole = root().join(path);
    fs::read_to_string(&whole).unwrap_or_else(|error| panic!("{}: {error}", whole.display()))
}

/// The files below a folder of the workspace, in order, as paths from the root with `/`.
#[must_use]
pub fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let inside = path.strip_prefix(root()).expect("it is inside");
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}
