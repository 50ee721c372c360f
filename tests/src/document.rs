//! A guide as offices publish it, in every format that is read: the same content each time, so that readers can be held
//! against each other and timed on the same thing.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use serde_json::Value;
use tongyuan::{Channel, Format, Guide};
use tongyuan_compare::project;
use tongyuan_model::{LegalBasis, Profile, TimeLimit};
use tongyuan_report::{FieldCase, Keys, exchange_json, guides_yaml};

/// The formats that a guide can be written in.
pub const FORMATS: [Format; 11] = [
    Format::Json,
    Format::Yaml,
    Format::Xml,
    Format::Html,
    Format::Markdown,
    Format::Text,
    Format::Csv,
    Format::Xlsx,
    Format::Docx,
    Format::Pdf,
    Format::Ndjson,
];

/// The name of a file of this format.
#[must_use]
pub fn name(format: Format) -> String {
    let ending = match format {
        Format::Markdown => "md".to_owned(),
        other => other.name().to_lowercase(),
    };
    format!("guide.{ending}")
}

/// A guide as its in-person hall hands it out, in a format.
#[must_use]
pub fn write(guide: &Guide, format: Format) -> Vec<u8> {
    let page = Page::of(guide);
    match format {
        Format::Json => guide.to_json().to_string().into_bytes(),
        Format::Yaml => guides_yaml(&[guide], Keys::Chinese).into_bytes(),
        Format::Ndjson => record(guide, FieldCase::Lower).into_bytes(),
        Format::Xml => {
            let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            let record = serde_json::from_str(&record(guide, FieldCase::Upper)).unwrap_or_default();
            element(&mut text, "ROW", &record);
            text.into_bytes()
        }
        Format::Html => page.html().into_bytes(),
        Format::Markdown => page.markdown().into_bytes(),
        Format::Text => page.text().into_bytes(),
        Format::Csv => page.csv().into_bytes(),
        Format::Xlsx => page.xlsx(),
        Format::Docx => page.docx(),
        Format::Pdf => page.pdf(),
        _ => Vec::new(),
    }
}

fn record(guide: &Guide, case: FieldCase) -> String {
    let text = exchange_json(&[guide], &Profile::default(), case);
    let record: Value = serde_json::from_str(&text).unwrap_or_default();
    match record {
        Value::Array(mut records) if records.len() == 1 => records.remove(0).to_string(),
        record => record.to_string(),
    }
}

fn element(out: &mut String, name: &str, value: &Value) {
    if let Value::Array(rows) = value {
        for row in rows {
            element(out, name, row);
        }
        return;
    }
    let _ = write!(out, "<{name}>");
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                element(out, name, value);
            }
        }
        Value::String(text) => out.push_str(&escaped(text)),
        Value::Null => {}
        other => out.push_str(&other.to_string()),
    }
    let _ = writeln!(out, "</{name}>");
}

/// What a page shows: its title, and sections of lines or of a table.
struct Page {
    title: String,
    sections: Vec<(&'static str, Body)>,
}

enum Body {
    Said(String),
    List(Vec<String>),
    Table(Vec<Vec<String>>),
}

impl Page {
    fn of(guide: &Guide) -> Self {
        let projection = project(guide, Channel::InPerson);
        let guide = &*projection.guide;
        let item = guide.item.given();
        let title = item.and_then(|item| item.name.text()).unwrap_or_default();
        let mut sections = vec![("事项名称", Body::Said(title.to_owned()))];
        let bases = guide.legal_basis.rows().iter().map(legal_basis).collect();
        sections.push(("设定依据", Body::List(bases)));
        let conditions = guide.conditions.rows().iter();
        let conditions = conditions.filter_map(|own| own.text.text().map(str::to_owned));
        sections.push(("受理条件", Body::List(conditions.collect())));
        let head = ["材料名称", "原件份数", "复印件份数", "适用情形", "备注"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        for own in guide.materials.rows() {
            let forms = own.submission.given().cloned().unwrap_or_default();
            let forms = forms.in_channel(Some(Channel::InPerson));
            let number = |number: Option<&u32>| number.map_or(String::new(), u32::to_string);
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            rows.push(vec![
                text(own.name.text()),
                number(forms.original.given()),
                number(forms.copies.given()),
                text(own.case.text()),
                text(own.notes.text()),
            ]);
        }
        sections.push(("申请材料", Body::Table(rows)));
        if let Some(limits) = guide.time_limits.given() {
            for (title, limit) in [
                ("法定办结时限", &limits.statutory),
                ("承诺办结时限", &limits.promised),
            ] {
                sections.extend(
                    limit
                        .given()
                        .map(|own| (title, Body::Said(time_limit(own)))),
                );
            }
        }
        sections.retain(|(_, body)| !matches!(body, Body::List(rows) if rows.is_empty()));
        Self {
            title: format!("{title}办事指南"),
            sections,
        }
    }

    fn html(&self) -> String {
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>{0}</title></head>\n<body>\n<h1>{0}</h1>\n",
            escaped(&self.title)
        );
        for (title, body) in &self.sections {
            let _ = writeln!(out, "<h2>{title}</h2>");
            match body {
                Body::Said(text) => drop(writeln!(out, "<p>{}</p>", escaped(text))),
                Body::List(rows) => {
                    out.push_str("<ol>\n");
                    for row in rows {
                        let _ = writeln!(out, "<li>{}</li>", escaped(row));
                    }
                    out.push_str("</ol>\n");
                }
                Body::Table(rows) => {
                    out.push_str("<table>\n");
                    for (at, row) in rows.iter().enumerate() {
                        let tag = if at == 0 { "th" } else { "td" };
                        let cells = row
                            .iter()
                            .map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell)));
                        let _ = writeln!(out, "<tr>{}</tr>", cells.collect::<String>());
                    }
                    out.push_str("</table>\n");
                }
            }
        }
        out.push_str("</body>\n</html>\n");
        out
    }

    fn markdown(&self) -> String {
        let mut out = format!("# {}\n", self.title);
        for (title, body) in &self.sections {
            let _ = write!(out, "\n## {title}\n\n");
            match body {
                Body::Said(text) => drop(writeln!(out, "{text}")),
                Body::List(rows) => {
                    for (row, number) in rows.iter().zip(1..) {
                        let _ = writeln!(out, "{number}. {row}");
                    }
                }
                Body::Table(rows) => {
                    for (at, row) in rows.iter().enumerate() {
                        let cells: Vec<_> =
                            row.iter().map(|cell| cell.replace('|', "\\|")).collect();
                        let _ = writeln!(out, "| {} |", cells.join(" | "));
                        if at == 0 {
                            let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
                        }
                    }
                }
            }
        }
        out
    }

    /// The lines of the page: the title, then each heading with what stands below it. A material is a line.
    fn lines(&self) -> Vec<(bool, String)> {
        const NUMBERS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let mut lines = vec![(true, self.title.clone())];
        for ((title, body), number) in self.sections.iter().zip(NUMBERS) {
            lines.push((true, format!("{number}、{title}")));
            match body {
                Body::Said(text) => lines.push((false, text.clone())),
                Body::List(rows) => {
                    let rows = rows.iter().zip(1..);
                    lines.extend(rows.map(|(row, number)| (false, format!("{number}. {row}；"))));
                }
                Body::Table(rows) => {
                    let rows = rows.iter().skip(1).zip(1..);
                    lines.extend(
                        rows.map(|(row, number)| (false, format!("{number}. {}", in_words(row)))),
                    );
                }
            }
        }
        lines
    }

    fn text(&self) -> String {
        let lines = self.lines().into_iter();
        lines.map(|(_, line)| format!("{line}\n")).collect()
    }

    fn materials(&self) -> &[Vec<String>] {
        let mut tables = self.sections.iter().filter_map(|(_, body)| match body {
            Body::Table(rows) => Some(rows.as_slice()),
            _ => None,
        });
        tables.next_back().unwrap_or_default()
    }

    fn csv(&self) -> String {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = self.materials().iter();
        rows.map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n")
            .collect()
    }

    fn xlsx(&self) -> Vec<u8> {
        let mut sheet = String::from(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
        );
        for row in self.materials() {
            sheet.push_str("<row>");
            for cell in row {
                let cell = escaped(cell);
                let _ = write!(sheet, r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#);
            }
            sheet.push_str("</row>");
        }
        sheet.push_str("</sheetData></worksheet>");
        archive(&[
            (
                "_rels/.rels",
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
            ),
            (
                "xl/workbook.xml",
                r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="申请材料" sheetId="1" r:id="r"/></sheets></workbook>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
            ),
            ("xl/worksheets/sheet1.xml", &sheet),
        ])
    }

    fn docx(&self) -> Vec<u8> {
        let mut body = paragraph(&self.title, Some("Heading1"));
        for (title, content) in &self.sections {
            body.push_str(&paragraph(title, Some("Heading2")));
            match content {
                Body::Said(text) => body.push_str(&paragraph(text, None)),
                Body::List(rows) => {
                    for (row, number) in rows.iter().zip(1..) {
                        body.push_str(&paragraph(&format!("{number}. {row}"), None));
                    }
                }
                Body::Table(rows) => {
                    body.push_str("<w:tbl>");
                    for row in rows {
                        body.push_str("<w:tr>");
                        for cell in row {
                            let _ = write!(body, "<w:tc>{}</w:tc>", paragraph(cell, None));
                        }
                        body.push_str("</w:tr>");
                    }
                    body.push_str("</w:tbl>");
                }
            }
        }
        let document = format!(
            r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
        );
        let styles = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"#;
        archive(&[
            ("word/document.xml", &document),
            ("word/styles.xml", styles),
        ])
    }

    /// Pages of text in a font that is named, not embedded, as office programs of the time made them.
    fn pdf(&self) -> Vec<u8> {
        const LINES: usize = 40;
        const CHARS: usize = 38;
        let mut lines: Vec<(usize, String)> = Vec::new();
        for (is_heading, line) in self.lines() {
            let chars: Vec<char> = line.chars().collect();
            let size = if is_heading { 16 } else { 12 };
            lines.extend(
                chars
                    .chunks(CHARS)
                    .map(|part| (size, part.iter().collect())),
            );
        }
        let pages: Vec<String> = lines
            .chunks(LINES)
            .map(|lines| {
                let mut content = String::from("BT\n");
                for ((size, line), at) in lines.iter().zip(0_usize..) {
                    let codes: String = line.encode_utf16().map(|c| format!("{c:04X}")).collect();
                    let _ = writeln!(
                        content,
                        "/F {size} Tf 1 0 0 1 60 {} Tm <{codes}> Tj",
                        790 - 18 * at
                    );
                }
                content + "ET"
            })
            .collect();
        let kids: String = (0..pages.len())
            .map(|at| format!("{} 0 R ", 5 + 2 * at))
            .collect();
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()),
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>".to_owned(),
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>".to_owned(),
        ];
        for (content, at) in pages.iter().zip(0_usize..) {
            objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>", 6 + 2 * at));
            objects.push(format!(
                "<</Length {}>>\nstream\n{content}\nendstream",
                content.len()
            ));
        }
        let mut out = String::from("%PDF-1.4\n");
        let mut starts = String::new();
        for (object, number) in objects.iter().zip(1..) {
            let _ = writeln!(starts, "{:010} 00000 n ", out.len());
            let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
        }
        let (start, count) = (out.len(), objects.len() + 1);
        let _ = write!(
            out,
            "xref\n0 {count}\n0000000000 65535 f \n{starts}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        );
        out.into_bytes()
    }
}

/// A material in one line: 身份证明（原件1份，复印件2份；委托办理的）。备注
fn in_words(row: &[String]) -> String {
    let [name, original, copies, case, notes] = row else {
        return String::new();
    };
    let forms = [("原件", original), ("复印件", copies)];
    let forms = forms.iter().filter(|(_, number)| !number.is_empty());
    let forms: Vec<String> = forms
        .map(|(form, number)| format!("{form}{number}份"))
        .collect();
    let forms = match forms.as_slice() {
        [] => String::new(),
        forms => format!("（{}）", forms.join("，")),
    };
    let case = match case.as_str() {
        "" => String::new(),
        case => format!("{case}，提交"),
    };
    let notes = match notes.as_str() {
        "" => String::new(),
        notes => format!("。{notes}"),
    };
    format!("{case}{name}{forms}{notes}")
}

fn legal_basis(own: &LegalBasis) -> String {
    let part = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let number = own
        .document_number
        .text()
        .map(|number| format!("（{number}）"));
    format!(
        "《{}》{}{}",
        part(own.law.text()),
        number.unwrap_or_default(),
        part(own.article.text())
    )
}

fn time_limit(own: &TimeLimit) -> String {
    let number = own.value.given().map(ToString::to_string);
    let unit = own.unit.given().map_or("", |unit| unit.chinese());
    let unit = if unit == "月" { "个月" } else { unit };
    let note = own.note.text().map(|note| format!("（{note}）"));
    format!(
        "{}{}{unit}{}",
        own.from.text().unwrap_or_default(),
        number.unwrap_or_default(),
        note.unwrap_or_default()
    )
}

fn paragraph(text: &str, style: Option<&str>) -> String {
    let style = style.map(|style| format!(r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#));
    format!(
        r#"<w:p>{}<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        style.unwrap_or_default(),
        escaped(text)
    )
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in parts {
        let started = writer.start_file(*name, options);
        started.expect("a plain name");
        writer.write_all(content.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}
