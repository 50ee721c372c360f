//! Which format a capture is of. The content decides; the name is asked only where the content leaves it open.

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2.
    Yaml,
    /// JSON, without any leniency.
    Json,
    /// HTML, as browsers read it.
    Html,
    /// Word (Office Open XML).
    Docx,
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
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let start = start.trim_ascii_start();
        if start.is_empty() {
            return Err(Failure::new(FailureKind::Empty));
        }
        if start.starts_with(b"PK\x03\x04") {
            return Ok(Self::Docx);
        }
        // The container of old Office files, and of encrypted new ones.
        if start.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Err(Failure::new(FailureKind::Encrypted));
        }
        if start.starts_with(b"<") {
            return Ok(Self::Html);
        }
        match Self::of_ending(&capture.name) {
            Some(Self::Docx) => Err(Failure::new(FailureKind::BrokenArchive)),
            Some(format) => Ok(format),
            None if start.starts_with(b"{") || start.starts_with(b"[") => Ok(Self::Json),
            None => Err(Failure::new(FailureKind::UnknownFormat)),
        }
    }

    /// The format that a file name promises.
    #[must_use]
    pub fn of_ending(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Self::Yaml,
            "json" => Self::Json,
            "html" | "htm" | "xhtml" => Self::Html,
            "docx" => Self::Docx,
            _ => return None,
        })
    }
}
