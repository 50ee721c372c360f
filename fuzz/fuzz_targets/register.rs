//! A register that is written in any way: rows are put in so that every old row says what it said, or nothing is written.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tongyuan::{Capture, ImportManner, Language, LawImport, Vocabulary, read_laws};
use tongyuan_fuzz::archive;

const LAW: &str = "<w:document xmlns:w=\"w\"><w:body>\
<w:p><w:r><w:t>示例办法</w:t></w:r></w:p>\
<w:p><w:r><w:t>（2020年1月2日示例部令第1号公布　自2020年3月1日起施行）</w:t></w:r></w:p>\
<w:p><w:r><w:t>第一条　甲：</w:t></w:r></w:p><w:p><w:r><w:t>（一）乙。</w:t></w:r></w:p>\
</w:body></w:document>";

fuzz_target!(|text: &str| {
    let law = Capture::new("示例办法_20200102.docx", archive(&[("word/document.xml", LAW)]));
    for name in ["laws.yaml", "laws.json"] {
        let register = Capture::new(name, text);
        for replaces in [false, true] {
            let manner = ImportManner {
                with_text: replaces,
                replaces,
                keys: Vocabulary::Chinese,
                language: Language::Chinese,
            };
            let Ok(mut import) = LawImport::new(name, Some(&register), manner) else {
                continue;
            };
            import.add(&law);
            if let Ok(Some((written, _))) = import.finish() {
                let (laws, _) = read_laws(&Capture::new(name, written));
                assert!(laws.is_some_and(|laws| !laws.value.titled("示例办法").is_empty()));
            }
        }
    }
});
