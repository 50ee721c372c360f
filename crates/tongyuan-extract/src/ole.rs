//! The container of old Office files, and of new ones with a password: what it holds is told, so that somebody knows what
//! to do about what is not read.

use memchr::memmem;

use crate::capture::Capture;
use crate::failure::{Failure, FailureKind};

/// What every such container begins with.
pub(crate) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// An entry of the directory: the name in UTF-16 with its length behind it.
const ENTRY: usize = 128;
const LENGTH_AT: usize = 64;

/// Why a container cannot be read.
pub(crate) fn failure(capture: &Capture) -> Failure {
    let holds = |name| holds_entry(&capture.bytes, name);
    let is_wps = capture.name.to_ascii_lowercase().ends_with(".wps");
    let (format, save_as) = match () {
        () if holds("EncryptedPackage") => return Failure::new(FailureKind::Encrypted),
        () if holds("Workbook") || holds("Book") => ("XLS", "XLSX"),
        () if holds("PowerPoint Document") => ("PPT", "PDF"),
        () if is_wps => ("WPS", "DOCX"),
        () => ("DOC", "DOCX"),
    };
    Failure::new(FailureKind::NotRead { format, save_as })
}

/// Whether it holds a Word document.
#[cfg(feature = "doc")]
pub(crate) fn is_word(bytes: &[u8]) -> bool {
    holds_entry(bytes, "WordDocument")
}

/// Whether the directory has an entry of that name. Entries lie at multiples of their size; a text that says the same lies
/// there hardly ever, and has no length behind it.
fn holds_entry(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    let is_entry = |at: usize| {
        let length = bytes.get(at + LENGTH_AT..at + LENGTH_AT + 2);
        at.is_multiple_of(ENTRY)
            && length.is_some_and(|l| usize::from(l[0]) == name.len() && l[1] == 0)
    };
    memmem::find_iter(bytes, &name).any(is_entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(name: &str, file: &str) -> FailureKind {
        let mut bytes = SIGNATURE.to_vec();
        bytes.resize(1024, 0);
        // A text that only speaks of a workbook.
        bytes.extend("Workbook\0".encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(2048, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(2048 + LENGTH_AT, 0);
        bytes.push((name.len() * 2 + 2) as u8);
        bytes.resize(4096, 0);
        failure(&Capture::new(file, bytes)).kind
    }

    #[test]
    fn what_a_container_holds_is_told() {
        let not_read = |format, save_as| FailureKind::NotRead { format, save_as };
        assert_eq!(
            container("EncryptedPackage", "a.docx"),
            FailureKind::Encrypted
        );
        assert_eq!(container("WordDocument", "a.doc"), not_read("DOC", "DOCX"));
        assert_eq!(container("WordDocument", "a.wps"), not_read("WPS", "DOCX"));
        assert_eq!(container("Workbook", "a.doc"), not_read("XLS", "XLSX"));
        assert_eq!(
            container("PowerPoint Document", "a.ppt"),
            not_read("PPT", "PDF")
        );
    }
}
