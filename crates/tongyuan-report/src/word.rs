//! A Word file: the parts beside its text, and the archive that holds them. It names no author, and bears no time.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::escape::xml;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// What stands in for a font that is not there.
const FONTS: &str = r#"<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="仿宋"><w:altName w:val="FangSong,仿宋_GB2312,STFangsong"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font><w:font w:name="黑体"><w:altName w:val="SimHei,STHeiti,Heiti SC"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font><w:font w:name="楷体"><w:altName w:val="KaiTi,楷体_GB2312,STKaiti"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font><w:font w:name="方正小标宋简体"><w:altName w:val="FZXiaoBiaoSong-B05S,STZhongsong,SimSun"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font><w:font w:name="宋体"><w:altName w:val="SimSun,STSong"/><w:charset w:val="86"/><w:family w:val="roman"/></w:font><w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/></w:font></w:fonts>"#;

/// How much room a line has, in twentieths of a point: A4 between the margins of official papers.
pub(crate) const WIDTH: usize = 8844;

/// What the roots of a document and its footers declare.
pub(crate) const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// Begins a table; `has_header` says whether its header is a row, and not a column.
pub(crate) fn begin_table(out: &mut String, title: &str, widths: &[usize], has_header: bool) {
    let (row, column) = (u8::from(has_header), u8::from(!has_header));
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0000\" w:firstRow=\"{row}\" w:lastRow=\"0\" w:firstColumn=\"{column}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{title}\"/></w:tblPr><w:tblGrid>"
    );
    for width in widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
}

/// Ends a table. Two tables without a paragraph between them would be one.
pub(crate) fn end_table(out: &mut String) {
    out.push_str("</w:tbl>");
    paragraph(out, Some("Gap"), "");
}

/// A cell with a line a paragraph.
pub(crate) fn cell(out: &mut String, width: usize, style: &str, lines: &[impl AsRef<str>]) {
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
    );
    for line in lines {
        paragraph(out, Some(style), line.as_ref());
    }
    // A cell has a paragraph, whatever it says.
    if lines.is_empty() {
        paragraph(out, Some(style), "");
    }
    out.push_str("</w:tc>");
}

/// A paragraph of one text.
pub(crate) fn paragraph(out: &mut String, style: Option<&str>, text: &str) {
    out.push_str("<w:p>");
    if let Some(style) = style {
        let _ = write!(out, "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    }
    if !text.is_empty() {
        let _ = write!(
            out,
            "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            xml(text)
        );
    }
    out.push_str("</w:p>");
}

/// What a Word file is made of beside what is the same in all of them.
#[derive(Debug)]
pub(crate) struct WordFile<'f> {
    pub(crate) title: &'f str,
    /// The language of its words, as a tag.
    pub(crate) language: &'f str,
    pub(crate) styles: &'f str,
    pub(crate) document: &'f str,
    /// The footer of every page, or of odd and of even ones; the document names them `rId4` and `rId5`.
    pub(crate) footers: &'f [&'f str],
}

impl WordFile<'_> {
    /// The file.
    pub(crate) fn write(&self) -> Vec<u8> {
        let core = format!(
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>"#,
            xml(self.title),
            xml(self.language)
        );
        let (types, relations, settings) = (self.types(), self.relations(), self.settings());
        let names = ["word/footer1.xml", "word/footer2.xml"];
        let footers = names.into_iter().zip(self.footers.iter().copied());
        let parts = [
            ("[Content_Types].xml", types.as_str()),
            ("_rels/.rels", RELATIONS),
            ("docProps/core.xml", &core),
            ("word/document.xml", self.document),
            ("word/_rels/document.xml.rels", &relations),
            ("word/styles.xml", self.styles),
            ("word/fontTable.xml", FONTS),
            ("word/settings.xml", &settings),
        ];
        // Memory does not fail to be written, and the names are plain.
        archive(parts.into_iter().chain(footers)).unwrap_or_default()
    }

    fn types(&self) -> String {
        const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let footers: String = (1..=self.footers.len())
            .map(|number| format!(r#"<Override PartName="/word/footer{number}.xml" ContentType="{WORD}.footer+xml"/>"#))
            .collect();
        format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/><Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/><Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/>{footers}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
        )
    }

    fn relations(&self) -> String {
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let footers: String = (1..=self.footers.len())
            .map(|number| format!(r#"<Relationship Id="rId{}" Type="{OFFICE}/footer" Target="footer{number}.xml"/>"#, number + 3))
            .collect();
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{OFFICE}/fontTable" Target="fontTable.xml"/><Relationship Id="rId3" Type="{OFFICE}/settings" Target="settings.xml"/>{footers}</Relationships>"#
        )
    }

    fn settings(&self) -> String {
        let even = match self.footers.len() {
            2 => "<w:evenAndOddHeaders/>",
            _ => "",
        };
        format!(
            r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:removePersonalInformation/>{even}<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
        )
    }
}

fn archive<'p>(
    parts: impl IntoIterator<Item = (&'p str, &'p str)>,
) -> zip::result::ZipResult<Vec<u8>> {
    const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    for (name, content) in parts {
        writer.start_file(name, options)?;
        writer.write_all(DECLARATION.as_bytes())?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
