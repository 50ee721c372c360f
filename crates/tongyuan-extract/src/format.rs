//! Which format a capture is of. The content decides; the name is asked only where the content leaves it open.

use encoding_rs::Encoding;

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::ole;
use crate::package::Package;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2.
    Yaml,
    /// JSON, without any leniency.
    Json,
    /// JSON, one value a line.
    Ndjson,
    /// XML of an exchange platform.
    Xml,
    /// HTML, as browsers read it.
    Html,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// Plain text.
    Text,
    /// Comma separated values (RFC 4180), or separated by tabs or semicolons.
    Csv,
    /// Word (Office Open XML).
    Docx,
    /// Excel (Office Open XML).
    Xlsx,
    /// Word as it was before 2007.
    Doc,
    /// PDF.
    Pdf,
}

/// No guide is larger. A page or hand-out beyond it is refused before it is read.
pub(crate) const MOST_BYTES: u64 = 64 * 1024 * 1024;

impl Format {
    /// The format of a capture.
    pub(crate) fn of(capture: &Capture) -> Result<Self, Failure> {
        let bytes = capture.bytes.as_slice();
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Failure::new(FailureKind::TooLarge { limit: MOST_BYTES }));
        }
        if bytes.trim_ascii_start().starts_with(b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::of_archive(bytes);
        }
        if bytes.starts_with(ole::SIGNATURE) {
            return Ok(Self::Doc);
        }
        let start = beginning(bytes);
        let start = start.trim_start();
        if start.is_empty() {
            return Err(Failure::new(FailureKind::Empty));
        }
        if start.starts_with("{\\rtf") {
            let (format, save_as) = ("RTF", "DOCX");
            return Err(Failure::new(FailureKind::NotRead { format, save_as }));
        }
        let promised = Self::of_ending(&capture.name);
        if start.starts_with('<') {
            return Ok(Self::of_markup(start, promised));
        }
        match promised {
            Some(Self::Docx | Self::Xlsx | Self::Doc) => {
                Err(Failure::new(FailureKind::BrokenArchive))
            }
            Some(Self::Pdf) => Err(Failure::new(FailureKind::UnknownFormat)),
            Some(Self::Html) if start.contains(['<', '&']) => Ok(Self::Html),
            // No page and no XML: what it says is there all the same.
            Some(Self::Html | Self::Xml | Self::Text) | None => Ok(if is_json(start) {
                Self::Json
            } else {
                Self::Text
            }),
            Some(format) => Ok(format),
        }
    }

    /// Word and Excel are archives that have a part of a fixed name. Any other archive is taken for a Word file, whose reader
    /// says what is wrong with it.
    fn of_archive(bytes: &[u8]) -> Result<Self, Failure> {
        let Ok(package) = Package::open(bytes) else {
            return Ok(Self::Docx);
        };
        let known = [
            ("word/document.xml", Ok(Self::Docx)),
            ("xl/workbook.xml", Ok(Self::Xlsx)),
            ("xl/workbook.bin", Err(("XLSB", "XLSX"))),
            ("ppt/presentation.xml", Err(("PPTX", "PDF"))),
            ("OFD.xml", Err(("OFD", "PDF"))),
            ("content.xml", Err(("ODF", "DOCX"))),
        ];
        let found = known.into_iter().find(|(part, _)| package.holds(part));
        match found {
            Some((_, Err((format, save_as)))) => {
                Err(Failure::new(FailureKind::NotRead { format, save_as }))
            }
            Some((_, Ok(format))) => Ok(format),
            None => Ok(Self::Docx),
        }
    }

    fn of_markup(start: &str, promised: Option<Self>) -> Self {
        let start = start.to_ascii_lowercase();
        let holds = |signs: &[&str]| signs.iter().any(|sign| start.contains(sign));
        // An exchange file may have a HEAD and a BODY of its own.
        let is_record = start.starts_with("<?xml") || promised == Some(Self::Xml);
        let is_page =
            holds(&["<!doctype html", "<html"]) || !is_record && holds(&["<head", "<body"]);
        match promised {
            Some(Self::Markdown) if !is_page => Self::Markdown,
            _ if is_page => Self::Html,
            Some(Self::Xml) => Self::Xml,
            _ if start.starts_with("<?xml") => Self::Xml,
            _ => Self::Html,
        }
    }

    /// The format that a file name promises.
    #[must_use]
    pub fn of_ending(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Self::Yaml,
            "json" => Self::Json,
            "ndjson" | "jsonl" => Self::Ndjson,
            "xml" => Self::Xml,
            "html" | "htm" | "xhtml" | "shtml" | "mht" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "txt" | "text" | "log" => Self::Text,
            "csv" | "tsv" => Self::Csv,
            "docx" | "docm" => Self::Docx,
            "xlsx" | "xlsm" => Self::Xlsx,
            "doc" | "wps" => Self::Doc,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// What the format is called. The names are the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Json => "JSON",
            Self::Ndjson => "NDJSON",
            Self::Xml => "XML",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Text => "TXT",
            Self::Csv => "CSV",
            Self::Docx => "DOCX",
            Self::Xlsx => "XLSX",
            Self::Doc => "DOC",
            Self::Pdf => "PDF",
        }
    }
}

/// The beginning of a text, in so far as it tells the format.
fn beginning(bytes: &[u8]) -> String {
    const ENOUGH: usize = 2048;
    let head = &bytes[..bytes.len().min(ENOUGH)];
    match Encoding::for_bom(head) {
        Some((encoding, length)) => encoding
            .decode_without_bom_handling(&head[length..])
            .0
            .into_owned(),
        // Whatever the encoding: what tells the format is ASCII.
        None => head
            .trim_ascii_start()
            .iter()
            .map(|byte| char::from(*byte))
            .collect(),
    }
}

/// `{"`, `[{`, `["`, `[]`: a text that begins with [标签：…] is none.
fn is_json(start: &str) -> bool {
    let next = |rest: &str| rest.trim_start().chars().next();
    match start.chars().next() {
        Some('{') => matches!(next(&start[1..]), Some('"' | '}')),
        Some('[') => matches!(next(&start[1..]), Some('{' | '[' | '"' | ']')),
        _ => false,
    }
}
