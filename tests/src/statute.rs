//! Laws as the national law database exports them: Word files, their titles and chapters centred.

use std::fmt::Write as _;

use crate::document::{archive, escaped};

/// A Word file of these paragraphs; those that begin with `^` are centred.
#[must_use]
pub fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let mut body = String::new();
    for text in paragraphs {
        let (properties, text) = match text.strip_prefix('^') {
            Some(text) => (r#"<w:jc w:val="center"/>"#, text),
            None => (
                r#"<w:ind w:firstLine="640" w:firstLineChars="200"/>"#,
                *text,
            ),
        };
        let _ = write!(
            body,
            r#"<w:p><w:pPr><w:spacing w:line="580" w:lineRule="exact"/>{properties}</w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
            escaped(text)
        );
    }
    archive(&[(
        "word/document.xml",
        &format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr/></w:body></w:document>"#
        ),
    )])
}
