//! The parts of an Excel file, and the archive that holds them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use tongyuan_model::Date;
use unicode_width::UnicodeWidthStr as _;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::escape::xml;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// The looks in the order of [`Look`], behind the one that Excel has for what has none. All but the number are text (format 49), so that
/// what is typed over them is text as well.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font><font><b/><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font></fonts><fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDE6F0"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFE699"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFBEE"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color rgb="FFBFBFBF"/></left><right style="thin"><color rgb="FFBFBFBF"/></right><top style="thin"><color rgb="FFBFBFBF"/></top><bottom style="thin"><color rgb="FFBFBFBF"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="4" borderId="1" xfId="0" applyNumberFormat="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

/// The height of a line, in points.
const LINE_HEIGHT: usize = 15;
/// The greatest height of a row that Excel takes, in points.
const GREATEST_HEIGHT: usize = 409;

/// How a cell looks.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// A heading.
    Header = 1,
    /// The heading of what is to be filled in.
    Asked = 2,
    /// A text.
    Cell = 3,
    /// What is to be filled in.
    Open = 4,
    /// A number.
    Number = 5,
}

/// A list to choose from.
pub(super) struct Choice {
    pub(super) words: Vec<&'static str>,
    pub(super) title: &'static str,
    /// What is shown beside the cell, at most 255 characters.
    pub(super) message: &'static str,
    pub(super) wrong: &'static str,
}

/// A workbook that is being written.
pub(super) struct Package {
    archive: ZipWriter<Cursor<Vec<u8>>>,
    /// The names of the sheets, and the last row of each.
    sheets: Vec<(String, usize)>,
    columns: usize,
    /// The texts with their numbers: each stands in the file once.
    texts: HashMap<String, usize>,
    /// How many cells have one.
    cells: usize,
}

impl Package {
    pub(super) fn new() -> Self {
        Self {
            archive: ZipWriter::new(Cursor::new(Vec::new())),
            sheets: Vec::new(),
            columns: 0,
            texts: HashMap::new(),
            cells: 0,
        }
    }

    fn begin(&mut self, name: &str) -> Result<(), ZipError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT);
        self.archive.start_file(name, options)?;
        self.write(DECLARATION)
    }

    fn write(&mut self, text: &str) -> Result<(), ZipError> {
        Ok(self.archive.write_all(text.as_bytes())?)
    }

    fn part(&mut self, name: &str, content: &str) -> Result<(), ZipError> {
        self.begin(name)?;
        self.write(content)
    }

    /// The file. It says that it was written on this day: the same rows are the same bytes.
    pub(super) fn finish(mut self, title: &str, day: Date) -> Result<Vec<u8>, ZipError> {
        self.shared()?;
        let mut types = format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/>"#
        );
        let mut relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="{RELATED}/styles" Target="styles.xml"/><Relationship Id="texts" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/>"#
        );
        let mut sheets = String::new();
        let mut names = String::new();
        let right = column(self.columns.saturating_sub(1));
        for (at, (name, last)) in self.sheets.iter().enumerate() {
            let number = at + 1;
            let quoted = xml(&format!("'{}'", name.replace('\'', "''")));
            types += &format!(
                r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{TYPE}.worksheet+xml"/>"#
            );
            relations += &format!(
                r#"<Relationship Id="sheet{number}" Type="{RELATED}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            );
            sheets += &format!(
                r#"<sheet name="{}" sheetId="{number}" r:id="sheet{number}"/>"#,
                xml(name)
            );
            names += &format!(
                r#"<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">{quoted}!$A$1:${right}${last}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="{at}">{quoted}!$1:$1</definedName>"#
            );
        }
        types += "</Types>";
        relations += "</Relationships>";
        let book = format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><bookViews><workbookView/></bookViews><sheets>{sheets}</sheets><definedNames>{names}</definedNames></workbook>"#
        );
        let core = format!(
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created></cp:coreProperties>"#,
            xml(title)
        );
        self.part("[Content_Types].xml", &types)?;
        self.part("_rels/.rels", RELATIONS)?;
        self.part("docProps/core.xml", &core)?;
        self.part("xl/workbook.xml", &book)?;
        self.part("xl/_rels/workbook.xml.rels", &relations)?;
        self.part("xl/styles.xml", STYLES)?;
        Ok(self.archive.finish()?.into_inner())
    }

    /// The texts, in the order of their numbers.
    fn shared(&mut self) -> Result<(), ZipError> {
        self.begin("xl/sharedStrings.xml")?;
        let mut texts: Vec<(String, usize)> = std::mem::take(&mut self.texts).into_iter().collect();
        texts.sort_by_key(|(_, number)| *number);
        let (cells, count) = (self.cells, texts.len());
        self.write(&format!(
            r#"<sst xmlns="{MAIN}" count="{cells}" uniqueCount="{count}">"#
        ))?;
        for (text, _) in &texts {
            self.write(&format!(
                r#"<si><t xml:space="preserve">{}</t></si>"#,
                escaped(text)
            ))?;
        }
        self.write("</sst>")
    }
}

/// A text as a cell has it: Excel takes `_x000A_` for the character of that number, so that the one that means itself is written
/// with its first character as such.
fn escaped(text: &str) -> String {
    let text = xml(text);
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let rest = text.as_bytes().get(at..at + 7).unwrap_or_default();
        let is_number = matches!(rest, [b'_', b'x', digits @ .., b'_'] if digits.iter().all(u8::is_ascii_hexdigit));
        match is_number {
            true => out.push_str("_x005F_"),
            false => out.push(character),
        }
    }
    out
}

/// How many lines a text takes in a column of a width: office programs make no room for them by themselves.
fn lines(text: &str, width: u32) -> usize {
    // Some of the width is its margin, and a line may end before a wide character or a word.
    let room = (width as usize).saturating_sub(2).max(1);
    let lines = text.split('\n');
    lines.map(|line| line.width().div_ceil(room).max(1)).sum()
}

/// The name of a column, from 0: `A`, `Z`, `AA`.
fn column(at: usize) -> String {
    let mut name = String::new();
    let mut left = at + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    name
}

/// A sheet that is being written, row by row.
pub(super) struct Sheet<'p> {
    package: &'p mut Package,
    name: String,
    columns: Vec<Column>,
    rows: usize,
    buffer: String,
}

/// A column of a sheet.
struct Column {
    letters: String,
    /// How wide it is, in characters; none where it is hidden.
    width: Option<u32>,
}

impl<'p> Sheet<'p> {
    /// A sheet with columns of these widths, hidden or not, and a header that stays where it is.
    pub(super) fn begin(
        package: &'p mut Package,
        name: &str,
        columns: &[(u32, bool)],
    ) -> Result<Self, ZipError> {
        let number = package.sheets.len() + 1;
        package.columns = columns.len();
        package.begin(&format!("xl/worksheets/sheet{number}.xml"))?;
        let selected = if number == 1 {
            r#" tabSelected="1""#
        } else {
            ""
        };
        let mut head = format!(
            r#"<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView{selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>"#
        );
        for (at, (width, is_hidden)) in (1..).zip(columns) {
            let hidden = if *is_hidden { r#" hidden="1""# } else { "" };
            let _ = write!(
                head,
                r#"<col min="{at}" max="{at}" width="{width}"{hidden} customWidth="1"/>"#
            );
        }
        head.push_str("</cols><sheetData>");
        package.write(&head)?;
        Ok(Self {
            package,
            name: name.to_owned(),
            columns: (0..)
                .map(column)
                .zip(columns)
                .map(|(letters, (width, is_hidden))| Column {
                    letters,
                    width: (!is_hidden).then_some(*width),
                })
                .collect(),
            rows: 0,
            buffer: String::new(),
        })
    }

    /// The next row.
    pub(super) fn row(&mut self, fill: impl FnOnce(&mut Cells<'_>)) -> Result<(), ZipError> {
        self.rows += 1;
        self.buffer.clear();
        let mut cells = Cells {
            columns: &self.columns,
            row: self.rows,
            at: 0,
            lines: 1,
            texts: &mut self.package.texts,
            count: &mut self.package.cells,
            out: &mut self.buffer,
        };
        fill(&mut cells);
        let height = (cells.lines * LINE_HEIGHT + 3).min(GREATEST_HEIGHT);
        self.package
            .write(&format!(r#"<row r="{}" ht="{height}">"#, self.rows))?;
        self.buffer.push_str("</row>");
        self.package.write(&self.buffer)
    }

    /// Ends the sheet: it can be filtered, and one of its columns, from 0, has a list to choose from.
    pub(super) fn finish(self, chosen: usize, choice: &Choice) -> Result<(), ZipError> {
        let right = column(self.columns.len().saturating_sub(1));
        let last = self.rows;
        let mut tail = format!(r#"</sheetData><autoFilter ref="A1:{right}{last}"/>"#);
        if last > 1 {
            let at = column(chosen);
            let Choice {
                title,
                message,
                wrong,
                ..
            } = choice;
            let [title, message, wrong] = [title, message, wrong].map(|text| xml(text));
            let words = xml(&choice.words.join(","));
            let _ = write!(
                tail,
                r#"<dataValidations count="1"><dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="{title}" error="{wrong}" promptTitle="{title}" prompt="{message}" sqref="{at}2:{at}{last}"><formula1>"{words}"</formula1></dataValidation></dataValidations>"#
            );
        }
        tail.push_str(r#"<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"#);
        self.package.write(&tail)?;
        self.package.sheets.push((self.name, last));
        Ok(())
    }
}

/// The cells of a row, from left to right.
pub(super) struct Cells<'c> {
    columns: &'c [Column],
    row: usize,
    at: usize,
    /// How many lines the longest of them takes.
    lines: usize,
    texts: &'c mut HashMap<String, usize>,
    count: &'c mut usize,
    out: &'c mut String,
}

impl Cells<'_> {
    /// A text: it is never a formula, whatever it begins with.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        let place = self.place();
        let style = look as u8;
        if text.is_empty() {
            let _ = write!(self.out, r#"<c r="{place}" s="{style}"/>"#);
            return;
        }
        let column = self.columns.get(self.at - 1);
        if let Some(width) = column.and_then(|own| own.width) {
            self.lines = self.lines.max(lines(text, width));
        }
        let next = self.texts.len();
        let number = match self.texts.get(text) {
            Some(number) => *number,
            None => *self.texts.entry(text.to_owned()).or_insert(next),
        };
        *self.count += 1;
        let _ = write!(
            self.out,
            r#"<c r="{place}" s="{style}" t="s"><v>{number}</v></c>"#
        );
    }

    /// A whole number.
    pub(super) fn number(&mut self, number: usize) {
        let place = self.place();
        let style = Look::Number as u8;
        let _ = write!(
            self.out,
            r#"<c r="{place}" s="{style}"><v>{number}</v></c>"#
        );
    }

    fn place(&mut self) -> String {
        let column = self.columns.get(self.at);
        let letters = column.map_or("", |own| own.letters.as_str());
        self.at += 1;
        format!("{letters}{}", self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_so_many_lines_in_a_column() {
        let told =
            ["", "身份证", "身份证件的复印件", "a\n\nb", "0123456789a"].map(|text| lines(text, 12));
        assert_eq!(told, [1, 1, 2, 3, 2]);
    }

    #[test]
    fn columns_have_their_letters() {
        let names = [0, 1, 25, 26, 51, 52, 701, 702].map(column);
        assert_eq!(names, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_looks_like_a_number_of_a_character_means_itself() {
        assert_eq!(
            escaped("_x000A_ _x00_ a_x12aF_"),
            "_x005F_x000A_ _x00_ a_x005F_x12aF_"
        );
        assert_eq!(escaped("身份证_x"), "身份证_x");
    }
}
