//! What each reader costs beside the bare parser of its format, and how much memory it takes.

use std::hint::black_box;
use std::io::Cursor;
use std::process::Command;
use std::time::{Duration, Instant};

use calamine::Reader as _;
use serde_json::Value;
use tongyuan::{Capture, Format, read};
use tongyuan_tests::document::{FORMATS, name, write};
use tongyuan_tests::seeded::{self, Drift};

/// The documents of every format say the same: so many bytes of canonical JSON.
const BYTES: usize = 20_000;

/// How fast each format is read, fastest of the rounds.
pub(crate) fn speed(documents: usize, rounds: usize) {
    println!("\nreaders: {documents} documents a format, each of a guide of {BYTES} bytes of JSON");
    println!(
        "{:10} {:>9} {:>10} {:>10} {:>8}   parser",
        "", "KB each", "reader MB/s", "parser MB/s", "×"
    );
    for format in FORMATS {
        let captures: Vec<Capture> = (0..documents as u64)
            .map(|seed| capture(format, seed, BYTES))
            .collect();
        let (name, parse) = parser(format);
        let mut best = [Duration::MAX; 2];
        for _ in 0..rounds {
            let start = Instant::now();
            for capture in &captures {
                parse(&capture.bytes);
            }
            best[0] = best[0].min(start.elapsed());
            let start = Instant::now();
            for capture in &captures {
                black_box(read(capture));
            }
            best[1] = best[1].min(start.elapsed());
        }
        let bytes: usize = captures.iter().map(|capture| capture.bytes.len()).sum();
        let [bare, reader] = best.map(|best| bytes as f64 / best.as_secs_f64() / 1e6);
        println!(
            "{:10} {:>9.1} {reader:>10.1} {bare:>10.1} {:>8.1}   {name}",
            format.name(),
            bytes as f64 / documents as f64 / 1e3,
            bare / reader,
        );
    }
}

fn capture(format: Format, seed: u64, bytes: usize) -> Capture {
    let json = seeded::guide(seed, bytes, Drift::None).canonical;
    let guide = read(&Capture::new("guide.json", json));
    Capture::new(name(format), write(guide.guide(), format))
}

type Parse = fn(&[u8]);

/// The bare parser of a format: the library that the reader uses, or what comes nearest.
fn parser(format: Format) -> (&'static str, Parse) {
    match format {
        Format::Json => ("serde_json to Value", |bytes| {
            black_box(serde_json::from_slice::<Value>(bytes).ok());
        }),
        Format::Ndjson => ("serde_json to Value, a line each", |bytes| {
            for line in text(bytes).lines() {
                black_box(serde_json::from_str::<Value>(line).ok());
            }
        }),
        Format::Yaml => ("granit-parser, events", |bytes| {
            let mut parser = granit_parser::Parser::new_from_str(text(bytes));
            while let Some(Ok(event)) = parser.next_event() {
                black_box(event);
            }
        }),
        Format::Xml => ("quick-xml, events", |bytes| events(text(bytes))),
        Format::Html => ("html5gum, tokens", |bytes| {
            for token in html5gum::Tokenizer::new(text(bytes)) {
                black_box(token.ok());
            }
        }),
        Format::Markdown => ("pulldown-cmark, events", |bytes| {
            let options = pulldown_cmark::Options::ENABLE_TABLES;
            for event in pulldown_cmark::Parser::new_ext(text(bytes), options) {
                black_box(event);
            }
        }),
        Format::Csv => ("split at commas", |bytes| {
            for line in text(bytes).lines() {
                black_box(line.split(',').count());
            }
        }),
        Format::Xlsx => ("calamine, one range", |bytes| {
            let book: Result<calamine::Xlsx<_>, _> =
                calamine::open_workbook_from_rs(Cursor::new(bytes));
            if let Ok(mut book) = book {
                black_box(book.worksheet_range("申请材料").ok());
            }
        }),
        Format::Docx => ("zip and quick-xml, events", |bytes| {
            let archive = zip::ZipArchive::new(Cursor::new(bytes));
            let mut body = String::new();
            if let Ok(mut archive) = archive
                && let Ok(mut part) = archive.by_name("word/document.xml")
            {
                let _ = std::io::Read::read_to_string(&mut part, &mut body);
            }
            events(&body);
        }),
        Format::Pdf => ("hayro-syntax, operations", |bytes| {
            if let Ok(file) = hayro_syntax::Pdf::new(bytes.to_vec()) {
                for page in file.pages().iter() {
                    let mut operations = page.typed_operations();
                    while let Some(operation) = operations.next() {
                        black_box(&operation);
                    }
                }
            }
        }),
        _ => ("lines", |bytes| {
            black_box(text(bytes).lines().count());
        }),
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn events(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        if event == quick_xml::events::Event::Eof {
            break;
        }
        black_box(event);
    }
}

// ---- memory ----

/// The memory that reading one large document takes, as a multiple of its size, each in a process of its own.
pub(crate) fn memory() {
    println!("\npeak memory of reading one document, its own bytes included");
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    for format in FORMATS {
        let output = Command::new(&program)
            .args(["--peak-of", format.name()])
            .output();
        let text = output.map(|output| output.stdout).unwrap_or_default();
        let text = String::from_utf8(text).unwrap_or_default();
        let mut numbers = text
            .split_whitespace()
            .filter_map(|n| n.parse::<f64>().ok());
        match (numbers.next(), numbers.next()) {
            (Some(bytes), Some(peak)) => println!(
                "{:10} {:>7.2} MB read in {:>8.1} MB, {:>6.1} × its size",
                format.name(),
                bytes / 1e6,
                peak / 1e6,
                peak / bytes
            ),
            _ => println!("{:10} not known on this system", format.name()),
        }
    }
}

/// Reads one large document and says its size and the memory that this took, in bytes; nothing where the system does not tell.
pub(crate) fn peak_of(format: &str) -> String {
    const LARGE: usize = 2_000_000;
    let Some(format) = FORMATS.into_iter().find(|own| own.name() == format) else {
        return String::new();
    };
    let capture = capture(format, 0, LARGE);
    // Makes the system forget what it took to make the document.
    let forgotten = std::fs::write("/proc/self/clear_refs", "5");
    let before = status("VmRSS:");
    black_box(read(&capture));
    match (forgotten, before, status("VmHWM:")) {
        (Ok(()), Some(before), Some(peak)) => {
            let size = capture.bytes.len();
            format!("{size} {}", peak.saturating_sub(before) * 1024 + size)
        }
        _ => String::new(),
    }
}

/// A figure of this process, in KiB.
fn status(name: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
