//! Opening a PDF without being blown up by it.
//!
//! The library unpacks object streams without a limit, and so does everything that is compressed before it is known what it
//! is. Therefore every stream that is no picture is unpacked once beforehand, counted and thrown away; a file that comes to
//! more than [`MOST_UNPACKED`] is refused before the library sees it.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::Encoding;
use flate2::read::ZlibDecoder;
use hayro_syntax::object::Stream;
use hayro_syntax::{DecryptionError, Filter, LoadPdfError, Pdf};
use memchr::memmem;
use tongyuan_model::{Author, AuthorRole};

use crate::failure::{Failure, FailureKind};

/// No guide unpacks to more.
const MOST_UNPACKED: u64 = 128 * 1024 * 1024;
/// No guide consists of more dictionaries.
const MOST_DICTIONARIES: usize = 300_000;
/// No page is described in more, and no font.
const MOST_OF_A_STREAM: u64 = 32 * 1024 * 1024;
/// Encrypted streams, and those in rare encodings, cannot be counted beforehand: of them no more is taken than what even a
/// bomb makes no more of than [`MOST_UNPACKED`].
const MOST_UNCOUNTED: usize = 128 * 1024;

/// The file, if it is safe and can be opened.
pub(super) fn open(bytes: &[u8]) -> Result<Pdf, Failure> {
    refuse_bombs(bytes)?;
    Pdf::new(bytes.to_vec()).map_err(|error| {
        Failure::new(match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
                FailureKind::PdfProtected
            }
            LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
                FailureKind::PdfProtected
            }
            LoadPdfError::Decryption(_) | LoadPdfError::Invalid => FailureKind::BrokenPdf,
        })
    })
}

/// Whether a file has no end: it was cut off, and what is missing nobody knows.
pub(super) fn is_cut_off(bytes: &[u8]) -> bool {
    const TAIL: usize = 2048;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    memmem::find(tail, b"startxref").is_none() && memmem::find(tail, b"%%EOF").is_none()
}

/// Whom the file names as its author. A name in an encoding that a PDF may not have names nobody.
pub(super) fn author(file: &Pdf) -> Option<Author> {
    let bytes = file.metadata().author.as_deref()?;
    let name = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            let rest = bytes.get(length..)?;
            encoding.decode_without_bom_handling_and_without_replacement(rest)?
        }
        None => std::str::from_utf8(bytes).ok()?.into(),
    };
    let name = name.trim().to_owned();
    let role = AuthorRole::Author;
    (!name.is_empty()).then_some(Author { role, name })
}

pub(super) fn too_large() -> Failure {
    Failure::new(FailureKind::UnpacksTooLarge {
        limit: MOST_UNPACKED,
    })
}

fn refuse_bombs(bytes: &[u8]) -> Result<(), Failure> {
    let mut left = MOST_UNPACKED;
    let mut dictionaries = memmem::find_iter(bytes, b"<<").count();
    let mut uncounted = 0_usize;
    let is_encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let mut before = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let Some(data) = data_after(&bytes[at + 6..]).filter(|_| !bytes[..at].ends_with(b"end"))
        else {
            continue;
        };
        let header = &bytes[before..at];
        before = at;
        let header = memmem::rfind(header, b"endobj").map_or(header, |end| &header[end..]);
        let holds = |part: &[u8]| memmem::find(header, part).is_some();
        // What the library unpacks by itself: object streams and cross-reference streams.
        let is_structure = holds(b"/First") || holds(b"/W[") || holds(b"/W ") || holds(b"#");
        if holds(b"/Image") && !is_structure {
            continue;
        }
        let is_plain = holds(b"Flate") && !is_encrypted && !RARE.iter().any(|name| holds(name));
        if is_structure && !is_plain && holds(b"/Filter") {
            let length = memmem::find(data, b"endstream").unwrap_or(data.len());
            uncounted += length;
            if uncounted > MOST_UNCOUNTED {
                return Err(too_large());
            }
        }
        dictionaries += count(data, &mut left, 0)?;
    }
    if dictionaries > MOST_DICTIONARIES {
        let limit = MOST_DICTIONARIES;
        return Err(Failure::new(FailureKind::TooManyValues { limit }));
    }
    Ok(())
}

const RARE: [&[u8]; 6] = [b"85", b"A85", b"AHx", b"ASCIIHex", b"LZW", b"RunLength"];

/// What follows the keyword `stream`, if it is one.
fn data_after(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    rest.strip_prefix(b"\n")
        .or(Some(rest).filter(|rest| looks_packed(rest)))
}

/// Whether it begins as zlib data does.
fn looks_packed(data: &[u8]) -> bool {
    matches!(data, [first, second, ..]
        if first & 0x0F == 8 && first >> 4 <= 7
            && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Unpacks data, packed more than once as well, and counts what comes out and how many dictionaries are in it.
fn count(data: &[u8], left: &mut u64, depth: u8) -> Result<usize, Failure> {
    const DEEPEST: u8 = 4;
    if !looks_packed(data) {
        return Ok(0);
    }
    let mut inner = Vec::new();
    let mut dictionaries = 0;
    let mut decoder = ZlibDecoder::new(data);
    let mut buffer = vec![0; 64 * 1024];
    let mut is_first = true;
    let mut is_packed_again = false;
    while let Ok(length @ 1..) = decoder.read(&mut buffer) {
        let read = &buffer[..length];
        *left = left.checked_sub(length as u64).ok_or_else(too_large)?;
        dictionaries += memmem::find_iter(read, b"<<").count();
        if std::mem::take(&mut is_first) {
            is_packed_again = looks_packed(read);
        }
        if is_packed_again {
            inner.extend_from_slice(read);
        }
    }
    if is_packed_again && depth < DEEPEST {
        dictionaries += count(&inner, left, depth + 1)?;
    }
    Ok(dictionaries)
}

/// What may still be unpacked while the pages are read.
#[derive(Debug)]
pub(super) struct Budget {
    left: u64,
    /// Whether something was left out for want of budget.
    pub(super) is_spent: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            left: 4 * MOST_UNPACKED,
            is_spent: false,
        }
    }
}

impl Budget {
    /// The data of a stream. A truncated one gives what there is of it.
    pub(super) fn decode<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let raw = stream.raw_data();
        let has_parameters = stream.dict().contains_key("DecodeParms");
        let data = match stream.filters().as_slice() {
            [] => raw,
            [Filter::FlateDecode] if !has_parameters => {
                let mut data = Vec::new();
                let most = self.left.min(MOST_OF_A_STREAM);
                // An error at the end of a truncated stream leaves what was read.
                let _ = ZlibDecoder::new(&*raw).take(most).read_to_end(&mut data);
                Cow::Owned(data)
            }
            _ if raw.len() > MOST_UNCOUNTED => {
                self.is_spent = true;
                return None;
            }
            _ => stream.decoded_data().ok()?,
        };
        self.is_spent |= data.len() as u64 >= MOST_OF_A_STREAM;
        let rest = self.left.checked_sub(data.len() as u64);
        self.is_spent |= rest.is_none_or(|rest| rest == 0);
        self.left = rest.unwrap_or(0);
        rest.map(|_| data)
    }
}
