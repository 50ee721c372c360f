//! Folders of published documents: what in them is read, and what a document is called.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use tongyuan::{Format, RunNote, Said};

use crate::files;
use crate::repository::{stem, walk};

/// A document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// The file.
    pub(crate) path: PathBuf,
    /// What it is called in reports: what was typed, and the path below it.
    pub(crate) name: String,
    /// Its path below the folder that was named; its file name where it was named itself.
    pub(crate) below: PathBuf,
}

impl Document {
    /// A file that was named itself.
    pub(crate) fn file(path: &str) -> Self {
        let whole = Path::new(path);
        Self {
            below: whole.file_name().map(PathBuf::from).unwrap_or_default(),
            path: whole.to_path_buf(),
            name: path.to_owned(),
        }
    }

    /// What a document and its like of another hall share.
    pub(crate) fn stem(&self) -> String {
        stem(&self.path)
    }
}

/// The documents below a folder, in the order of their paths. Hidden and ignored files are left out, links are not followed, and
/// of the rest only what a reader may know by its ending is taken. `but` is a folder that is none of it.
pub(crate) fn documents(folder: &Path, but: Option<&Path>) -> Vec<Document> {
    let but = but.and_then(|but| std::fs::canonicalize(but).ok());
    let is_kept = |path: &PathBuf| {
        let whole = but.as_ref().and_then(|_| std::fs::canonicalize(path).ok());
        is_document(path)
            && !but
                .as_ref()
                .zip(whole)
                .is_some_and(|(but, whole)| whole.starts_with(but))
    };
    let found = walk(folder).into_iter().filter(is_kept);
    found
        .map(|path| Document {
            name: path.to_string_lossy().replace('\\', "/"),
            below: path.strip_prefix(folder).unwrap_or(&path).to_path_buf(),
            path,
        })
        .collect()
}

/// Whether a file may be a published document: no evidence of a capture, and nothing that an office program left behind.
fn is_document(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_evidence = name.ends_with(".capture.json");
    !is_evidence && !name.starts_with("~$") && Format::of_ending(&name).is_some()
}

/// Documents by their stems.
pub(crate) fn by_stem(documents: &[Document]) -> BTreeMap<String, Vec<&Document>> {
    let mut stems: BTreeMap<String, Vec<&Document>> = BTreeMap::new();
    for document in documents {
        stems.entry(document.stem()).or_default().push(document);
    }
    stems
}

/// Makes a folder with those that lead to it, where it is not there yet.
pub(crate) fn make(path: &Path) -> Result<(), Box<RunNote>> {
    std::fs::create_dir_all(path).map_err(|error| unwritten(path, &error))
}

/// Writes a file with the folders that lead to it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Box<RunNote>> {
    write_bytes(path, text.as_bytes())
}

/// The same for what is no text.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Box<RunNote>> {
    let written = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| files::write_bytes(path, bytes));
    written.map_err(|error| unwritten(path, &error))
}

/// Says that a file is there already and was left as it is.
pub(crate) fn taken(path: &Path) -> Box<RunNote> {
    Box::new(RunNote {
        file: path.to_string_lossy().into_owned(),
        message: Said::new(
            "文件已经存在，没有覆盖",
            "it is there already and was not overwritten",
        ),
        help: None,
        location: None,
        is_error: true,
    })
}

fn unwritten(path: &Path, error: &io::Error) -> Box<RunNote> {
    // Where a folder belongs, a file stands: on the way to it, or there.
    let is_file = path.ancestors().any(Path::is_file);
    let is_in_the_way = matches!(
        error.kind(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory
    );
    Box::new(RunNote {
        file: path.to_string_lossy().into_owned(),
        message: if is_file && is_in_the_way {
            Said::new("这是文件，不是文件夹", "this is a file, and no folder")
        } else {
            Said::new(
                format!("无法写入（{error}）"),
                format!("it cannot be written ({error})"),
            )
        },
        help: None,
        location: None,
        is_error: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_a_document() {
        for (name, is_one) in [
            ("指南.docx", true),
            ("a.HTML", true),
            ("a.yaml", true),
            ("a.capture.json", false),
            ("~$指南.docx", false),
            ("a.png", false),
            ("README", false),
        ] {
            assert_eq!(is_document(Path::new(name)), is_one, "{name}");
        }
    }
}
