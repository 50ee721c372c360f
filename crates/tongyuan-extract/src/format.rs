//! Which format a capture is of. The content decides; the name is asked only where the content leaves it open.

use encoding_rs::Encoding;

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};

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
            return Ok(Self::of_archive(bytes));
        }
        // The container of old Office files, and of encrypted new ones.
        if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Ok(Self::Doc);
        }
        let start = beginning(bytes);
        let start = start.trim_start();
        if start.is_empty() {
            return Err(Failure::new(FailureKind::Empty));
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
            Some(Self::Html | Self::Xml) | None if !is_bracketed(start) => Ok(Self::Text),
            Some(Self::Html | Self::Xml | Self::Text) | None => Ok(Self::Json),
            Some(format) => Ok(format),
        }
    }

    /// Word and Excel are archives; their parts have fixed names, which stand uncompressed in the archive.
    fn of_archive(bytes: &[u8]) -> Self {
        let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        if holds(b"xl/workbook") && !holds(b"word/document") {
            Self::Xlsx
        } else {
            Self::Docx
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

fn is_bracketed(start: &str) -> bool {
    start.starts_with(['{', '['])
}
