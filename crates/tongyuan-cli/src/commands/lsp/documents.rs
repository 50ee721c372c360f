//! The documents that an editor has open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{
    DidChangeTextDocumentParams, TextDocumentContentChangeEvent, TextDocumentItem, Uri,
};

use super::positions::{Lines, Units};
use crate::repository::{Typed, absolute};

/// A document as the editor has it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    /// Its file; none where it was never saved.
    pub(super) path: Option<PathBuf>,
    pub(super) version: i32,
    pub(super) text: Arc<String>,
    /// What the editor takes it for: `yaml`, `json`.
    kind: String,
}

impl Document {
    /// The text without a byte order mark, as spans count in it.
    pub(super) fn bare(&self) -> &str {
        self.text.strip_prefix('\u{FEFF}').unwrap_or(&self.text)
    }

    /// Whether it is JSON; else it is taken for YAML.
    pub(super) fn is_json(&self) -> bool {
        match self.path.as_deref().and_then(Path::extension) {
            Some(ending) => ending.eq_ignore_ascii_case("json"),
            None => self.kind.starts_with("json"),
        }
    }

    /// What it is called where it belongs to no repository.
    pub(super) fn name(&self) -> String {
        match &self.path {
            Some(path) => path.to_string_lossy().replace('\\', "/"),
            None if self.is_json() => "untitled.json".to_owned(),
            None => "untitled.yaml".to_owned(),
        }
    }

    fn change(&mut self, change: &TextDocumentContentChangeEvent, units: Units) {
        let text = Arc::make_mut(&mut self.text);
        match change.range {
            Some(range) => {
                let bytes = Lines::new(text.as_str(), units).bytes(range);
                text.replace_range(bytes, &change.text);
            }
            None => text.clone_from(&change.text),
        }
    }
}

/// All that are open, by their addresses.
#[derive(Debug, Default)]
pub(super) struct Documents(BTreeMap<String, Document>);

impl Documents {
    pub(super) fn open(&mut self, item: TextDocumentItem) {
        let document = Document {
            path: path_of(&item.uri),
            version: item.version,
            text: Arc::new(item.text),
            kind: item.language_id,
            uri: item.uri,
        };
        self.0.insert(document.uri.to_string(), document);
    }

    /// Changes a document as the editor has; what is not open is passed over.
    pub(super) fn change(&mut self, change: &DidChangeTextDocumentParams, units: Units) {
        let Some(document) = self.0.get_mut(change.text_document.uri.as_str()) else {
            return;
        };
        document.version = change.text_document.version;
        for change in &change.content_changes {
            document.change(change, units);
        }
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        self.0.remove(uri.as_str());
    }

    pub(super) fn get(&self, uri: &str) -> Option<&Document> {
        self.0.get(uri)
    }

    /// The document of a file.
    pub(super) fn at(&self, path: &Path) -> Option<&Document> {
        self.iter().find(|own| own.path.as_deref() == Some(path))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.0.values()
    }

    /// Their texts, for whoever would read their files.
    pub(super) fn texts(&self) -> Typed {
        let with_path = self
            .iter()
            .filter_map(|own| Some((own.path.as_ref()?, own)));
        with_path
            .map(|(path, own)| (absolute(path), own.text.as_bytes().into()))
            .collect()
    }
}

/// The file of an address.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    url::Url::parse(uri.as_str()).ok()?.to_file_path().ok()
}

/// The address of a file.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    url::Url::from_file_path(path).ok()?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use lsp_types::Position;

    use super::*;

    fn document(text: &str) -> Document {
        Document {
            uri: "untitled:a".parse().unwrap(),
            path: None,
            version: 1,
            text: Arc::new(text.to_owned()),
            kind: "yaml".to_owned(),
        }
    }

    /// Whatever is replaced by whatever, the editor and we have the same text.
    #[test]
    fn changes_of_a_part_are_as_good_as_the_whole() {
        let text = "名: 𠮷\r\nb: 乙\n";
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for units in [Units::Utf16, Units::Utf8] {
            for &start in &bounds {
                for &end in bounds.iter().filter(|end| **end >= start) {
                    // An editor names no place between the two characters of a line break.
                    let is_split = |at: usize| {
                        text.get(at..at + 1) == Some("\n") && text.get(at - 1..at) == Some("\r")
                    };
                    if is_split(start) || is_split(end) {
                        continue;
                    }
                    for new in ["", "丙", "x\n𠮷"] {
                        let lines = Lines::new(text, units);
                        let mut own = document(text);
                        let range = Some(lines.range(&(start..end)));
                        let change = TextDocumentContentChangeEvent {
                            range,
                            range_length: None,
                            text: new.to_owned(),
                        };
                        own.change(&change, units);
                        let whole = [&text[..start], new, &text[end..]].concat();
                        assert_eq!(*own.text, whole, "{start} {end} {new:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_range_that_makes_no_sense_breaks_nothing() {
        let mut own = document("甲\n");
        let range = lsp_types::Range::new(Position::new(9, 9), Position::new(0, 0));
        let change = TextDocumentContentChangeEvent {
            range: Some(range),
            range_length: None,
            text: "乙".to_owned(),
        };
        own.change(&change, Units::Utf16);
        assert_eq!(*own.text, "甲\n乙");
    }

    #[cfg(unix)]
    #[test]
    fn addresses_and_files() {
        let path = Path::new("/指南 库/a#b.yaml");
        let uri = uri_of(path).unwrap();
        assert_eq!(path_of(&uri).as_deref(), Some(path));
        assert_eq!(path_of(&"untitled:a".parse().unwrap()), None);
        assert_eq!(path_of(&"http://a.example/b".parse().unwrap()), None);
    }
}
