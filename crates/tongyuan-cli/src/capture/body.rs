//! Unpacks the body of an answer, and never to more than is allowed.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use tongyuan_report::Reason;

/// The kinds of packing that are understood, as a request says it.
pub(crate) const ACCEPTED: &str = "gzip, deflate";

/// What was packed, unpacked: at most so many bytes.
pub(crate) fn unpack(bytes: Vec<u8>, encoding: Option<&str>, most: u64) -> Result<Vec<u8>, Reason> {
    let encoding = encoding.unwrap_or_default().trim().to_ascii_lowercase();
    match encoding.as_str() {
        "" | "identity" | "none" => Ok(bytes),
        "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(bytes.as_slice()), most),
        // What is called deflate is zlib by the book, and bare by some servers.
        "deflate" => match bounded(ZlibDecoder::new(bytes.as_slice()), most) {
            Err(Reason::BadEncoding) => bounded(DeflateDecoder::new(bytes.as_slice()), most),
            done => done,
        },
        _ => Err(Reason::BadEncoding),
    }
}

/// Everything that a reader gives, where that is no more than allowed.
fn bounded(reader: impl Read, most: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|_| Reason::BadEncoding)?;
    if bytes.len() as u64 > most {
        return Err(Reason::TooLarge);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_servers_call_their_packing() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(b"page").unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(b"page").unwrap();
        let (zlib, bare) = (zlib.finish().unwrap(), bare.finish().unwrap());
        for (bytes, encoding) in [
            (b"page".to_vec(), None),
            (b"page".to_vec(), Some("identity")),
            (gzip(b"page"), Some(" GZip ")),
            (zlib, Some("deflate")),
            (bare, Some("deflate")),
        ] {
            assert_eq!(
                unpack(bytes, encoding, 4),
                Ok(b"page".to_vec()),
                "{encoding:?}"
            );
        }
        for encoding in ["br", "gzip, gzip", "gzip"] {
            assert_eq!(
                unpack(b"page".to_vec(), Some(encoding), 4),
                Err(Reason::BadEncoding)
            );
        }
        let mut cut = gzip(&[b'x'; 5000]);
        cut.truncate(cut.len() - 9);
        assert_eq!(unpack(cut, Some("gzip"), 9999), Err(Reason::BadEncoding));
    }

    #[test]
    fn a_bomb_is_given_up() {
        let bomb = gzip(&vec![0; 30 << 20]);
        assert!(bomb.len() < 40_000);
        assert_eq!(unpack(bomb, Some("gzip"), 1 << 20), Err(Reason::TooLarge));
    }
}
