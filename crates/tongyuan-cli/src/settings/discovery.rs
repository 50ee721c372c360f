//! Which settings file a run reads.

use std::path::{Path, PathBuf};

use tongyuan::{RunNote, Said};

use crate::repository::upwards;

/// What a settings file may be called.
pub(crate) const NAMES: [&str; 2] = [".tongyuan.toml", "tongyuan.toml"];

/// The file that was named, by the flag or else by the environment.
pub(crate) fn named(flag: Option<&str>) -> Option<PathBuf> {
    let of_environment = || std::env::var_os("TONGYUAN_CONFIG").filter(|path| !path.is_empty());
    flag.map(PathBuf::from)
        .or_else(|| of_environment().map(PathBuf::from))
}

/// The nearest settings file, from a folder upwards to the root of what git keeps.
pub(crate) fn nearest(folder: &Path) -> Result<Option<PathBuf>, Box<RunNote>> {
    for folder in upwards(folder) {
        let mut there = NAMES
            .iter()
            .map(|name| folder.join(name))
            .filter(|path| path.is_file());
        match (there.next(), there.next()) {
            (Some(one), Some(other)) => return Err(Box::new(both(&one, &other))),
            (found @ Some(_), None) => return Ok(found),
            _ => {}
        }
    }
    Ok(None)
}

/// Nobody can tell which of the two is meant, and one of them would be ignored without a word.
fn both(one: &Path, other: &Path) -> RunNote {
    let name = |path: &Path| {
        let path = path.strip_prefix(".").unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    };
    RunNote {
        file: name(one),
        message: Said::new(
            format!("同一个文件夹里还有 {}，不知道该用哪一个", name(other)),
            format!(
                "{} is there as well: nobody can tell which is meant",
                name(other)
            ),
        ),
        help: Some(Said::new(
            "把两个文件合成一个，或者用 --config 指定一个。",
            "Make one of the two, or name one with --config.",
        )),
        location: None,
        is_error: true,
    }
}
