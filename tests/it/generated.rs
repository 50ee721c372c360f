//! What is generated and committed is as it would be generated now.

use std::fs;

use tongyuan_tests::{generated, workspace};

#[test]
fn generated_files_are_fresh() {
    let files = generated::all();
    if std::env::var_os("TONGYUAN_GENERATE").is_some() {
        let folder = workspace::root().join("docs/rules");
        for language in ["zh-CN", "en"] {
            let _ = fs::remove_dir_all(folder.join(language));
            fs::create_dir_all(folder.join(language)).unwrap();
        }
        for (path, text) in &files {
            fs::write(workspace::root().join(path), text).unwrap();
        }
    }
    let stale: Vec<&str> = files
        .iter()
        .filter(|(path, text)| {
            let found = fs::read_to_string(workspace::root().join(path)).unwrap_or_default();
            found != *text
        })
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(
        stale.is_empty(),
        "stale, run `cargo xtask generate`: {stale:?}"
    );
    let wanted: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let left: Vec<String> = workspace::files("docs/rules")
        .into_iter()
        .filter(|file| file.ends_with(".md") && !wanted.contains(&file.as_str()))
        .collect();
    assert!(left.is_empty(), "pages of rules that are gone: {left:?}");
}
