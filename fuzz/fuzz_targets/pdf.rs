//! Whatever the bytes: reading them as a PDF comes to an end, and every span of what is read lies in its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan_extract::{Capture, extract};

fuzz_target!(|bytes: &[u8]| {
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend_from_slice(bytes);
    let read = extract(&Capture::new("guide.pdf", file));
    for note in &read.notes {
        if let Some(span) = note.span {
            let _ = read.source.slice(span);
        }
    }
    for material in read.guide().materials.rows() {
        let _ = read.source.slice(material.name.span());
    }
});
