//! From bytes to text: UTF-8 where it is, GB18030 and its kin where a page is older than that.

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::failure::{Failure, FailureKind};
use crate::note::{Note, NoteKind};

/// The text of some bytes, with a note where it was not plain UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Vec<Note>), Failure> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = &bytes[length..];
        if encoding == UTF_8 {
            return finish(UTF_8, rest, false);
        }
        return finish(encoding, rest, true);
    }
    if bytes.contains(&0) {
        return Err(Failure::new(FailureKind::NotText));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), Vec::new()));
    }
    finish(declared(bytes).unwrap_or_else(|| guess(bytes)), bytes, true)
}

/// A text in the bytes that a file has it in: its encoding, and its byte order mark where it has one. None where the text of
/// the file cannot be brought back to the bytes that are there, or the encoding has no way to write something.
pub(crate) fn encode_as(file: &[u8], text: &str) -> Option<Vec<u8>> {
    let (encoding, mark) = match Encoding::for_bom(file) {
        Some((encoding, length)) => (encoding, file.get(..length)?),
        None if std::str::from_utf8(file).is_ok() => (UTF_8, &[][..]),
        None => (declared(file).unwrap_or_else(|| guess(file)), &[][..]),
    };
    let encode = |text: &str| -> Option<Vec<u8>> {
        let mut bytes = mark.to_vec();
        match encoding.name() {
            "UTF-16LE" => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
            "UTF-16BE" => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            _ => {
                let (encoded, _, has_gaps) = encoding.encode(text);
                if has_gaps {
                    return None;
                }
                bytes.extend_from_slice(&encoded);
            }
        }
        Some(bytes)
    };
    let is_kept = decode(file).is_ok_and(|(own, _)| encode(&own).is_some_and(|own| own == file));
    let bytes = encode(text).filter(|_| is_kept)?;
    decode(&bytes)
        .is_ok_and(|(own, _)| own == text)
        .then_some(bytes)
}

fn finish(
    encoding: &'static Encoding,
    bytes: &[u8],
    say_so: bool,
) -> Result<(String, Vec<Note>), Failure> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let is_bad = |c: &char| {
        *c == char::REPLACEMENT_CHARACTER
            || c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0C')
    };
    let bad = text.chars().filter(is_bad).count();
    // A few broken characters are a broken page; more than one in a hundred is no text at all.
    if bad * 100 > text.chars().count() {
        return Err(Failure::new(FailureKind::NotText));
    }
    let mut notes = Vec::new();
    if say_so {
        notes.push(Note::on_document(NoteKind::Decoded {
            encoding: name(encoding),
        }));
    }
    if replaced {
        notes.push(Note::on_document(NoteKind::ReplacedCharacters));
    }
    Ok((text.into_owned(), notes))
}

/// GB2312 and GBK are what old pages declare; GB18030 contains both.
fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_uppercase()
}

/// The encoding that a page declares in its first bytes: `charset=gb2312`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let head = head.to_ascii_lowercase();
    let at = find(&head, b"charset")? + b"charset".len();
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b' ' | b'=' | b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    let encoding = Encoding::for_label(&label)?;
    match encoding.name() {
        // The page says UTF-8 and is not.
        "UTF-8" => None,
        "GBK" => Some(GB18030),
        _ => Some(encoding),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    if guessed.name() == "GBK" {
        GB18030
    } else {
        guessed
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> Result<(String, Vec<NoteKind>), FailureKind> {
        decode(bytes)
            .map(|(text, notes)| (text, notes.into_iter().map(|n| n.kind).collect()))
            .map_err(|failure| failure.kind)
    }

    #[test]
    fn what_is_not_utf_8_is_said() {
        assert_eq!(
            shown("申请材料".as_bytes()),
            Ok(("申请材料".into(), vec![]))
        );
        let page = "<meta charset=gb2312><p>申请材料：居民身份证</p>";
        let (gb, _, _) = GB18030.encode(page);
        let decoded = NoteKind::Decoded {
            encoding: "GB18030".into(),
        };
        assert_eq!(shown(&gb), Ok((page.into(), vec![decoded.clone()])));
        let (bare, _, _) = GB18030.encode("事项名称：专利代理机构执业许可，办理条件与申请材料如下");
        assert_eq!(shown(&bare).map(|(_, notes)| notes), Ok(vec![decoded]));
    }

    #[test]
    fn a_file_keeps_its_encoding() {
        let (before, after) = (
            "标识: 甲\r\n名称: 质押登记指南２份\r\n",
            "标识: 甲\r\n名称: 质押登记指南2份\r\n",
        );
        let utf_16 = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            [0xFF, 0xFE].into_iter().chain(units).collect()
        };
        let forms = |text: &str| {
            let gb = GB18030.encode(text).0.into_owned();
            let marked = format!("\u{FEFF}{text}").into_bytes();
            [text.as_bytes().to_vec(), marked, gb, utf_16(text)]
        };
        for (file, wanted) in forms(before).iter().zip(forms(after)) {
            assert_eq!(encode_as(file, after), Some(wanted));
        }
        let broken = [before.as_bytes(), &[0xFF]].concat();
        assert_eq!(encode_as(&broken, after), None);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(shown(b"\x00\x01\x02"), Err(FailureKind::NotText));
        let noise: Vec<u8> = (0..400_u32).map(|n| (n * 7 % 255 + 1) as u8).collect();
        assert_eq!(shown(&noise), Err(FailureKind::NotText));
    }
}
