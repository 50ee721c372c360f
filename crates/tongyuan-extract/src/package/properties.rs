//! Whom an Office file names as its author and as its last editor.

use tongyuan_model::{Author, AuthorRole};

use super::{Element, Package};

/// Where nearly every file has it.
const USUAL: &str = "docProps/core.xml";

impl Package<'_> {
    /// Whom the file names. Properties that cannot be read name nobody: the document can be read all the same.
    pub(crate) fn authors(&mut self) -> Vec<Author> {
        let relations = self.relations("").unwrap_or_default();
        let stated = relations
            .into_iter()
            .find(|relation| relation.kind == "core-properties");
        let part = stated.map_or_else(|| USUAL.to_owned(), |relation| relation.part);
        let Ok(Some(xml)) = self.text(&part) else {
            return Vec::new();
        };
        let Ok(root) = Element::parse(&xml, &part) else {
            return Vec::new();
        };
        let mut authors = Vec::new();
        root.visit(&mut |element| {
            let role = match element.name() {
                "creator" => AuthorRole::Author,
                "lastModifiedBy" => AuthorRole::LastEditor,
                _ => return,
            };
            let name = element.text().trim().to_owned();
            if !name.is_empty() {
                authors.push(Author { role, name });
            }
        });
        authors
    }
}
