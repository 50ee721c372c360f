//! Hostile and broken input: a clear message with file and place, the rest still checked, never a panic.

use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;
use tongyuan::{Capture, Case, Channel, FailureKind, Finding, Policy, Registers, check, read};
use tongyuan_tests::command::run_in;
use tongyuan_tests::workspace;
use zip::write::SimpleFileOptions;

fn failure(name: &str, bytes: impl Into<Vec<u8>>) -> Option<FailureKind> {
    read(&Capture::new(name, bytes))
        .failure
        .map(|failure| failure.kind)
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_cannot_be_read_says_why() {
    use FailureKind::*;
    assert_eq!(failure("a.yaml", ""), Some(Empty));
    assert_eq!(failure("a.yaml", " \n\n"), Some(Empty));
    assert_eq!(failure("a.yaml", "# 注释\n"), Some(Empty));
    assert!(matches!(failure("a.yaml", "a: [1\n"), Some(Syntax { .. })));
    assert!(matches!(
        failure("a.yaml", "名称: 甲\n名称: 乙\n"),
        Some(DuplicateKey { .. })
    ));
    assert_eq!(failure("a.yaml", "- 甲\n"), Some(NotAGuide));
    assert_eq!(failure("a.yaml", vec![0, 1, 2, 3]), Some(NotText));
    assert!(matches!(
        failure("a.json", "{\"a\": }"),
        Some(Syntax { .. })
    ));
    assert_eq!(failure("a.docx", "这不是压缩包"), Some(BrokenArchive));
    assert_eq!(
        failure("a.docx", b"PK\x03\x04broken".to_vec()),
        Some(BrokenArchive)
    );
    assert_eq!(
        failure("a.docx", archive(&[("a.txt", b"x")])),
        Some(NotWord)
    );
    assert!(matches!(
        failure(
            "a.docx",
            archive(&[("word/document.xml", b"<w:document><w:body></w:p>")])
        ),
        Some(BrokenXml { .. })
    ));
    assert_eq!(
        failure("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        Some(NotRead {
            format: "DOC",
            save_as: "DOCX"
        })
    );
    assert_eq!(
        failure("a.doc", "{\\rtf1\\ansi 甲}"),
        Some(NotRead {
            format: "RTF",
            save_as: "DOCX"
        })
    );
    assert_eq!(
        failure("a.zip", archive(&[("OFD.xml", b"x")])),
        Some(NotRead {
            format: "OFD",
            save_as: "PDF"
        })
    );
    assert_eq!(failure("a.pdf", "甲"), Some(UnknownFormat));
    assert!(matches!(
        failure("a.html", vec![b' '; 65 << 20]),
        Some(TooLarge { .. })
    ));
}

#[test]
fn bombs_are_refused() {
    assert_eq!(
        failure("a.yaml", "[".repeat(100_000)),
        Some(FailureKind::TooDeep)
    );
    assert_eq!(
        failure("a.json", "[".repeat(100_000)),
        Some(FailureKind::TooDeep)
    );
    let mut aliases = String::from("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (name, of) in "bcdefghi".chars().zip("abcdefgh".chars()) {
        let ten = vec![format!("*{of}"); 10].join(",");
        aliases.push_str(&format!("{name}: &{name} [{ten}]\n"));
    }
    assert!(matches!(
        failure("a.yaml", aliases),
        Some(FailureKind::TooManyValues { .. })
    ));
    // 100 MB of blanks pack into 100 KB.
    let bomb = archive(&[("word/document.xml", &vec![b' '; 100 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(
        failure("a.docx", bomb),
        Some(FailureKind::ArchiveTooLarge { .. })
    ));
    let deep = format!("<w:document>{}", "<w:p>".repeat(100_000));
    assert!(matches!(
        failure("a.docx", archive(&[("word/document.xml", deep.as_bytes())])),
        Some(FailureKind::TooDeep)
    ));
}

/// A page has always a tree. However it is made, reading it ends.
#[test]
fn terrible_pages_are_read() {
    let pages = [
        "<div>".repeat(50_000),
        "<table><tr><td>".repeat(5_000),
        format!(
            "<table><tr><td rowspan=5000 colspan=100>{}</td></tr></table>",
            "甲".repeat(1000)
        ),
        format!("<p>{}", "（".repeat(100_000)),
        format!("<h2>申请材料</h2><p>{}", "1份".repeat(50_000)),
        format!("<h2>收费</h2><p>{}", "每件300元".repeat(20_000)),
        // Formatting that every paragraph opens again.
        (0..500)
            .map(|i| format!("<font size={i}>"))
            .collect::<String>()
            + &"<p>甲".repeat(20_000),
        "<!--".into(),
        "<script>".into(),
        "&#x110000;&#0;&nosuch;".into(),
        "\u{feff}<p>甲\u{0}乙".replace('\u{0}', ""),
    ];
    for page in pages {
        let read = read(&Capture::new("a.html", page.as_bytes()));
        assert_eq!(read.failure, None);
    }
}

/// A long page is no terrible one: it is read to the last row.
#[test]
fn a_long_table_is_read_whole() {
    let rows: String = (1..=3000)
        .map(|i| format!("<tr><td><p>第{i}号证明<b>件</b><br></td><td><span>1份</span></td></tr>"))
        .collect();
    let page =
        format!("<h2>申请材料</h2><table><tr><th>材料名称</th><th>份数</th></tr>{rows}</table>");
    let read = read(&Capture::new("a.html", page.as_bytes()));
    assert_eq!(read.guides[0].materials.rows().len(), 3000);
}

/// A page that is called a Word file is read as what it is, and said to be so.
#[test]
fn an_ending_that_lies_is_said() {
    let body = "<w:document><w:body><w:p><w:r><w:t>一、申请材料</w:t></w:r></w:p><w:p><w:r><w:t>1.身份证</w:t></w:r></w:p></w:body></w:document>";
    let document = archive(&[("word/document.xml", body.as_bytes())]);
    let page = b"<html><h2>\xE7\x94\xB3\xE8\xAF\xB7\xE6\x9D\x90\xE6\x96\x99</h2><ol><li>x</li></ol></html>";
    let said = |name: &str, bytes: &[u8]| {
        let read = read(&Capture::new(name, bytes));
        let notes = read.notes.iter().map(|note| note.kind.words().chinese);
        notes.collect::<Vec<_>>()
    };
    let told = |format: &str| vec![format!("文件内容是 {format}，与扩展名不符，已按内容读取")];
    assert_eq!(said("a.doc", &document), told("DOCX"));
    assert_eq!(said("a.xlsx", &document), told("DOCX"));
    assert_eq!(said("a.doc", page), told("HTML"));
    assert!(said("a.docm", &document).is_empty());
    assert!(said("a", &document).is_empty());
}

#[test]
fn an_entity_of_the_document_is_not_expanded() {
    let xml = br#"<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"#;
    let read = read(&Capture::new(
        "a.docx",
        archive(&[("word/document.xml", xml)]),
    ));
    assert!(
        !read.source.text().contains("root"),
        "{}",
        read.source.text()
    );
}

// ---- through the command ----

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// A repository with one good guide and one of which each file is bad in another way: the good one is checked all the same.
#[test]
fn the_rest_is_still_checked() {
    let folder = tempfile::tempdir().unwrap();
    let base = workspace::text("tests/examples/base.yaml");
    for (name, bytes) in [
        (
            "guides/good.yaml",
            base.replace("example-pledge", "good").into_bytes(),
        ),
        ("halls/online/good.yaml", base.clone().into_bytes()),
        ("halls/in-person/good.docx", b"not a zip".to_vec()),
        ("guides/broken.yaml", b"a: b: c\n".to_vec()),
        ("halls/online/broken.html", b"<p>x".to_vec()),
        ("halls/online/nobody.html", b"<h2>x</h2>".to_vec()),
        ("guides/empty.yaml", Vec::new()),
    ] {
        write(folder.path(), name, &bytes);
    }
    let ran = run_in(folder.path(), &["check"], &[], b"");
    assert_eq!(ran.code, 2, "{}\n{}", ran.out, ran.err);
    assert!(
        ran.out.contains("检查了 1 份指南，比对了 1 个已发布版本"),
        "{}",
        ran.out
    );
    for said in [
        "guides/broken.yaml:1:5",
        "此处不能有冒号",
        "halls/in-person/good.docx",
        "不是 Word 或者 Excel 文件",
        "guides/empty.yaml",
        "文件是空的",
        "没有对应的指南：guides/ 下没有 nobody.yaml",
    ] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    // A hall document that could not be read is not absent.
    assert!(!ran.out.contains("guide-unpublished"), "{}", ran.out);
    let json = run_in(folder.path(), &["check", "--format", "json"], &[], b"");
    assert_eq!(json.code, 2);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["summary"]["unreadable"], 3);
    assert_eq!(report["summary"]["guides"], 1);
}

#[test]
fn an_empty_run_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(folder.path(), &["check"], &[], b"");
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("tongyuan init"), "{}", ran.err);
    std::fs::create_dir(folder.path().join("guides")).unwrap();
    let ran = run_in(folder.path(), &["check"], &[], b"");
    assert_eq!(ran.code, 3);
    let ran = run_in(folder.path(), &["check", "nowhere"], &[], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nowhere"));
}

/// What a picture shows, or what stands in an annex, was not read: nobody may say that it is missing.
#[test]
fn what_is_not_read_is_not_absent() {
    let base = workspace::text("tests/examples/base.yaml");
    let page = |materials: &str| {
        format!(
            "<h2>一、受理条件</h2><p>无</p><h2>二、申请材料</h2>{materials}<h2>三、收费</h2><p>不收费</p>"
        )
    };
    let about_materials = |materials: &str| -> (Vec<String>, String) {
        let case = Case::new(Capture::new("guides/a.yaml", base.as_str()))
            .published(Channel::Online, Capture::new("a.html", page(materials)));
        let checked = check(&case, &Registers::default(), &Policy::default());
        let is_about = |f: &&Finding| f.field.is_some_and(|field| field.path() == "materials");
        let found = checked.findings.iter().filter(is_about);
        let notes = checked
            .notes
            .iter()
            .map(|note| note.message.chinese.as_str());
        (
            found.map(|f| f.rule.id().to_owned()).collect(),
            notes.collect::<Vec<_>>().join("\n"),
        )
    };
    for (materials, said) in [
        (
            "<p><img src='a.png'></p>",
            "“申请材料”一栏只有图片，没有参加比对",
        ),
        (
            "<table><tr><td><img src='a.png'></td></tr></table>",
            "“申请材料”一栏只有图片，没有参加比对",
        ),
        (
            "<p>详见<a href='a.pdf'>附件</a>。</p>",
            "“申请材料”一栏只写明在别处公布，没有参加比对",
        ),
    ] {
        let (found, notes) = about_materials(materials);
        assert!(found.is_empty(), "{materials}: {found:?}");
        assert!(notes.contains(said), "{materials}: {notes}");
    }
    assert_eq!(about_materials("").0, ["field-omitted"]);
    let (_, notes) = about_materials("<ol><li>申请表</li></ol><p>注：以上材料均需加盖公章。</p>");
    assert!(notes.contains("“申请材料”后面的说明没有读取"), "{notes}");
}

#[test]
fn settings_that_do_not_parse_are_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "guides/x.yaml", b"id: x\n");
    for (settings, said) in [
        ("[rules\n", "不符合 TOML 格式"),
        ("[rule]\n", "是否应为“rules”"),
        (
            "[rules]\nmaterial-extr = \"off\"\n",
            "是否应为“material-extra”",
        ),
        (
            "fail-on = \"fatal\"\n",
            "可以是：error、warning、note、never",
        ),
        ("[paths]\nguides = \"../elsewhere\"\n", "在指南库之内"),
    ] {
        write(folder.path(), "tongyuan.toml", settings.as_bytes());
        let ran = run_in(folder.path(), &["check"], &[], b"");
        assert_eq!(ran.code, 2, "{settings}");
        assert!(ran.err.contains(said), "{settings}: {}", ran.err);
        assert!(ran.err.contains("tongyuan.toml:"), "{}", ran.err);
    }
    let ran = run_in(folder.path(), &["check", "--no-config"], &[], b"");
    assert_eq!(ran.code, 1);
    let ran = run_in(
        folder.path(),
        &["check", "--config", "missing.toml"],
        &[],
        b"",
    );
    assert_eq!(ran.code, 2);
}

/// Guide text cannot steer the terminal, and personal data is masked in every output.
#[test]
fn guide_text_is_cleaned() {
    let folder = tempfile::tempdir().unwrap();
    let base = workspace::text("tests/examples/base.yaml");
    write(folder.path(), "guides/x.yaml", base.as_bytes());
    write(folder.path(), "halls/in-person/x.yaml", base.as_bytes());
    let page = "<h2>申请材料</h2><ol><li>\u{1b}[31m红\u{202e}色</li><li>身份证11010519491231002X，手机13812345678</li></ol>";
    write(folder.path(), "halls/online/x.html", page.as_bytes());
    let diff = |arguments: &[&'static str]| {
        let guides = ["diff", "guides/x.yaml", "halls/online/x.html"];
        [&guides, arguments].concat()
    };
    for arguments in [
        vec!["check"],
        vec!["check", "--format", "json"],
        diff(&[]),
        diff(&["--width", "100"]),
        diff(&["--format", "json"]),
        diff(&["--format", "html"]),
        diff(&["--format", "markdown"]),
        vec!["extract", "halls/online/x.html"],
        vec!["extract", "halls/online/x.html", "--format", "json"],
    ] {
        let ran = run_in(folder.path(), &arguments, &[], b"");
        // Markdown escapes the asterisks of a mask.
        let all = format!("{}{}", ran.out, ran.err).replace("\\*", "*");
        assert!(all.contains("110105********002X"), "{arguments:?}: {all}");
        for bad in [
            "19491231",
            "13812345678",
            "\u{1b}",
            "\u{202e}",
            "\\u001b",
            "\\u202e",
        ] {
            assert!(!all.contains(bad), "{arguments:?}: {bad:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the bytes, reading ends without a panic, and every span fits the text.
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "[a-z]{1,3}\\.(yaml|json|html|docx|xlsx|csv|doc)") {
        let _ = read(&Capture::new(name, bytes));
    }

    /// Pages and lists made of the words of guides: every given name is where its span says.
    #[test]
    fn any_list_of_materials_is_read(words in proptest::collection::vec("(身份证|复印件|原件|1份|（|）|，|。|；|《|》|或者|及|一式两份|的，提交|：|[0-9]{1,3}|、){1,8}", 1..8)) {
        let items: String = words.iter().map(|word| format!("<li>{word}</li>")).collect();
        let page = format!("<h2>申请材料</h2><ul>{items}</ul>");
        let read = read(&Capture::new("a.html", page.as_bytes()));
        for material in read.guide().materials.rows() {
            if let (Some(name), span) = (material.name.text(), material.name.span()) {
                let cut = read.source.slice(span);
                if span.precision == tongyuan_model::Precision::Exact {
                    prop_assert_eq!(cut, name);
                } else {
                    prop_assert!(!cut.is_empty());
                }
            }
        }
    }
}

/// Rows that no guide has are compared like any other: runs of numerals, brackets without end, marks of direction, ten thousand rows.
#[test]
fn terrible_rows_are_compared() {
    use tongyuan::diff;
    let capture = |name: &str, rows: &[String]| {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| serde_json::json!({"name": row}))
            .collect();
        Capture::new(name, serde_json::json!({"materials": rows}).to_string())
    };
    let compared = |a: &[String], b: &[String]| {
        let (a, b) = (capture("a.json", a), capture("b.json", b));
        (
            diff(&a, &b).comparison.differences.len(),
            diff(&a, &a).comparison.differences.len(),
        )
    };
    for (a, b) in [
        ("一", "9"),
        ("（", "）"),
        ("、", "和"),
        ("除外", "不少于"),
        ("3以上", "请"),
        ("\u{202E}\u{0301}a", "\u{200F}א"),
        ("第〔", "号令"),
        ("99999999999", "亿"),
    ] {
        assert_eq!(
            compared(&[a.repeat(40_000)], &[b.repeat(40_000)]).1,
            0,
            "{a}"
        );
    }
    for (a, b) in [("", "。。"), ("；；", " "), ("\n", "1."), ("（）", "《")] {
        assert_eq!(compared(&[a.to_owned()], &[b.to_owned()]).1, 0, "{a}");
    }
    let many = |end: &str| -> Vec<String> {
        (0..10_000)
            .map(|number| format!("第{number}号设备清单{end}"))
            .collect()
    };
    assert_eq!(compared(&many("1份"), &many("2份")), (10_000, 0));
}
