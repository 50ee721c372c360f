//! A capture: the bytes of one document as they were published.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use crate::decode::{decode, encode_as};

/// The bytes of one document with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The name of the file or page. Its ending is a hint at the format, no more.
    pub name: String,
    /// The bytes, as they were published.
    pub bytes: Vec<u8>,
}

impl Capture {
    /// A capture of these bytes.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }

    /// The text, where it is one, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        decode(&self.bytes).ok().map(|(text, _)| text)
    }

    /// The capture with another text, in the encoding and with the byte order mark that it has. None where its encoding cannot say
    /// the text, or its own text does not lead back to its own bytes.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Option<Self> {
        let bytes = encode_as(&self.bytes, text)?;
        Some(Self::new(self.name.clone(), bytes))
    }

    /// SHA-256 of the bytes, in 64 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        hexadecimal(&Sha256::digest(&self.bytes))
    }
}

/// SHA-256 of all that a reader gives, in 64 hexadecimal digits: of a file that is too large to be kept in memory.
///
/// # Errors
///
/// Those of the reader.
pub fn digest_of(mut reader: impl Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut part = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut part) {
            Ok(0) => return Ok(hexadecimal(&hash.finalize())),
            Ok(count) => hash.update(part.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// SHA-256 of a canonical source as a stamp states it, in 64 hexadecimal digits.
///
/// A byte order mark and the kind of line breaks are left out of account, so that a checkout on another system does not
/// make every stamp a false one.
#[must_use]
pub fn source_digest(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut hash = Sha256::new();
    for line in text.split_inclusive('\n') {
        match line.strip_suffix("\r\n") {
            Some(line) => {
                hash.update(line);
                hash.update("\n");
            }
            None => hash.update(line),
        }
    }
    hexadecimal(&hash.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_do_not_change_the_digest_of_a_source() {
        assert_eq!(
            source_digest("甲\n乙\n"),
            source_digest("\u{FEFF}甲\r\n乙\r\n")
        );
        assert_ne!(source_digest("甲\n"), source_digest("甲"));
    }

    #[test]
    fn the_digest_is_sha_256() {
        assert_eq!(
            Capture::new("a", "abc").digest(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
