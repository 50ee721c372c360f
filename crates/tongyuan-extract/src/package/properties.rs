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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::archive;

    #[test]
    fn whom_a_file_names() {
        let core = r#"<c:coreProperties xmlns:c="c" xmlns:dc="d"><dc:creator> 陈小满 </dc:creator><dc:title>指南</dc:title><c:lastModifiedBy>admin</c:lastModifiedBy></c:coreProperties>"#;
        let named = |parts: &[(&str, &str)]| {
            let bytes = archive(parts);
            let mut package = Package::open(&bytes).unwrap();
            let authors = package.authors().into_iter();
            authors.map(|own| (own.role, own.name)).collect::<Vec<_>>()
        };
        let wanted = [
            (AuthorRole::Author, "陈小满".to_owned()),
            (AuthorRole::LastEditor, "admin".to_owned()),
        ];
        assert_eq!(named(&[("docProps/core.xml", core)]), wanted);
        let relations = r#"<Relationships><Relationship Type="http://x/metadata/core-properties" Target="props/own.xml"/></Relationships>"#;
        assert_eq!(
            named(&[("_rels/.rels", relations), ("props/own.xml", core)]),
            wanted
        );
        assert_eq!(named(&[("docProps/core.xml", "<a>")]), []);
        assert_eq!(named(&[("a.xml", core)]), []);
    }
}
