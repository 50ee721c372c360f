//! Word documents (Office Open XML), into the outline of a document.
//!
//! A Word document has no lines. Its linear text is what Word shows: every paragraph and every paragraph of a table cell a
//! line, with the list numbers that Word counts itself written out. The places lead back to paragraph and cell.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};
use crate::outline::Document;

mod body;
mod numbering;
mod styles;

/// No Word hand-out unpacks to more.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// No Word hand-out consists of more parts.
const MOST_PARTS: usize = 10_000;

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    open(&capture.bytes)
}

fn open(bytes: &[u8]) -> Result<Document, Failure> {
    let broken = |_| Failure::new(FailureKind::BrokenArchive);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        let limit = MOST_UNPACKED;
        return Err(Failure::new(FailureKind::ArchiveTooLarge { limit }));
    }
    let mut budget = MOST_UNPACKED;
    let numbering = part(&mut archive, "word/numbering.xml", &mut budget)?
        .map(|xml| numbering::Numbering::read(&xml))
        .transpose()?
        .unwrap_or_default();
    let styles = part(&mut archive, "word/styles.xml", &mut budget)?
        .map(|xml| styles::Styles::read(&xml))
        .transpose()?
        .unwrap_or_default();
    let body = part(&mut archive, "word/document.xml", &mut budget)?
        .ok_or(Failure::new(FailureKind::NotWord))?;
    body::read(&body, styles, numbering)
}

/// One part of the archive as text. `budget` is how many bytes may still be unpacked, whatever the archive says of itself.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    budget: &mut u64,
) -> Result<Option<String>, Failure> {
    let Some(index) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let file = match archive.by_index(index) {
        Ok(file) if file.encrypted() => return Err(Failure::new(FailureKind::Encrypted)),
        Ok(file) => file,
        Err(_) => return Err(Failure::new(FailureKind::BrokenArchive)),
    };
    let mut bytes = Vec::new();
    file.take(*budget + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| Failure::new(FailureKind::BrokenArchive))?;
    let unpacked = bytes.len() as u64;
    if unpacked > *budget {
        let limit = MOST_UNPACKED;
        return Err(Failure::new(FailureKind::ArchiveTooLarge { limit }));
    }
    *budget -= unpacked;
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| broken_xml(name, &"not UTF-8"))
}

fn broken_xml(part: &str, detail: &dyn ToString) -> Failure {
    Failure::new(FailureKind::BrokenXml {
        part: part.to_owned(),
        detail: detail.to_string(),
    })
}
