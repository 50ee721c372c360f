//! A law whose file is called anything and whose paragraphs say anything: what is read of it is read back from a register.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan::{Capture, ImportManner, Imported, Language, LawImport, Vocabulary};
use tongyuan_fuzz::archive;

/// So that paragraphs come near to a law at all: each begins with one of these, or with nothing.
const BEGINNINGS: [&str; 8] = [
    "",
    "第一条　",
    "第二条　",
    "第二条之一　",
    "（一）",
    "第一章　",
    "（2020年1月2日第十三届全国人民代表大会常务委员会第十六次会议通过",
    "本法自2020年3月1日起施行。",
];

fuzz_target!(|parts: (&str, Vec<(u8, &str)>)| {
    let (name, paragraphs) = parts;
    let mut body = String::from("<w:p><w:r><w:t>示例法</w:t></w:r></w:p>");
    for (beginning, text) in paragraphs {
        let beginning = BEGINNINGS[usize::from(beginning) % BEGINNINGS.len()];
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        body += &format!("<w:p><w:r><w:t>{beginning}{text}</w:t></w:r></w:p>");
    }
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let file = archive(&[("word/document.xml", &document)]);
    for (keys, with_text, register) in [
        (Vocabulary::Chinese, true, "laws.yaml"),
        (Vocabulary::English, true, "laws.json"),
        (Vocabulary::Chinese, false, "laws.yaml"),
    ] {
        let manner = ImportManner {
            with_text,
            replaces: false,
            keys,
            language: Language::Chinese,
        };
        let mut import = LawImport::new(register, None, manner).expect("a new register");
        let file = Capture::new(format!("{name}_20200102.docx"), file.clone());
        let (imported, _) = import.add(&file);
        let written = import.finish().expect("what was entered is read back");
        assert_eq!(written.is_some(), imported == Imported::Added);
    }
});
