//! What every target that reads documents holds: reading ends, and each value stands where it says.

use std::io::{Cursor, Write};

use tongyuan_extract::{Capture, Extracted, extract};
use tongyuan_model::Guide;
use zip::write::SimpleFileOptions;

/// Reads a document and holds what is read of it against its text.
pub fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Extracted {
    let read = extract(&Capture::new(name, bytes.into()));
    for leaf in read.guides.iter().flat_map(Guide::leaves) {
        let cut = read.source.slice(leaf.span);
        assert!(read.source.bears(&leaf), "{leaf:?} in {cut:?}");
    }
    for span in read.notes.iter().filter_map(|note| note.span) {
        assert!(read.source.text().get(span.range()).is_some(), "{span:?}");
        read.source.locate(span);
    }
    read
}

/// An archive of these parts, uncompressed.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in parts {
        writer.start_file(*name, options).expect("a name");
        writer.write_all(part.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}
