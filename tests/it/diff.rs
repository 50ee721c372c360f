//! What `diff` shows of two guides, in every format.

use std::path::Path;

use serde_json::Value;
use tongyuan_tests::command::{Ran, run_in};
use unicode_width::UnicodeWidthStr as _;

const A: &str = "\
受理条件:
  - 内容: 许可人和被许可人应当订立书面许可合同，合同期限不少于3年。
  - 内容: 申请人近三年内没有因违反《中华人民共和国商标法》受到行政处罚的记录。
申请材料:
  - 名称: 营业执照复印件一份
  - 名称: 身份证（复印件，2份）
  - 名称: 商标使用许可备案申请表
办结时限:
  承诺时限: {数值: 20, 单位: 工作日}
";

const B: &str = "\
<h2>受理条件</h2><ol><li>许可人和被许可人应当订立书面许可合同，合同期限不少于15年。</li>
<li>申请人近3年内没有因违反商标法受到行政处罚的记录</li></ol>
<h2>申请材料</h2><ol><li>营业执照（复印件1份）</li><li>居民身份证（复印件1份）</li><li>承诺书</li></ol>
<h2>承诺办结时限</h2><p>二十个工作日</p>
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.yaml", A);
    write(folder.path(), "b.html", B);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

fn diff(folder: &Path, arguments: &[&str]) -> Ran {
    let mut all = vec!["diff", "a.yaml", "b.html"];
    all.extend(arguments);
    run_in(folder, &all, &[], b"")
}

#[test]
fn every_format_shows_what_differs() {
    let folder = folder();
    for (name, arguments) in [
        ("diff-stacked-zh", vec![]),
        ("diff-beside-zh", vec!["--width", "100"]),
        (
            "diff-beside-all-en",
            vec!["--width", "90", "--all", "--lang", "en"],
        ),
        ("diff-stacked-all-zh", vec!["--width", "0", "--all"]),
        ("diff-markdown-zh", vec!["--format", "markdown"]),
        (
            "diff-markdown-all-en",
            vec!["--format", "markdown", "--all", "--lang", "en"],
        ),
        ("diff-html-all-zh", vec!["--format", "html", "--all"]),
        ("diff-html-en", vec!["--format", "html", "--lang", "en"]),
        ("diff-json-all", vec!["--format", "json", "--all"]),
    ] {
        let ran = diff(folder.path(), &arguments);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{name}");
        insta::with_settings!({snapshot_path => "../snapshots/commands", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, ran.out);
        });
    }
}

/// The line between the columns stands in one column, whatever the width, and colours do not move it.
#[test]
fn columns_are_aligned() {
    let folder = folder();
    for width in ["40", "77", "100", "200"] {
        let plain = diff(folder.path(), &["--width", width, "--all"]).out;
        let columns: Vec<usize> = plain
            .lines()
            .filter_map(|line| line.split_once(" | "))
            .map(|(left, _)| left.width())
            .collect();
        assert!(
            columns.len() > 10 && columns.iter().all(|c| *c == columns[0]),
            "{plain}"
        );
        let coloured = diff(
            folder.path(),
            &["--width", width, "--all", "--color", "always"],
        )
        .out;
        let mut without = coloured.clone();
        for code in ["0", "1", "2", "31", "32"] {
            without = without.replace(&format!("\u{1b}[{code}m"), "");
        }
        assert!(coloured.contains('\u{1b}'));
        assert_eq!(without, plain);
    }
}

#[test]
fn widths_without_room_are_refused() {
    let folder = folder();
    for width in ["1", "39", "1001", "-3", "宽"] {
        let argument = format!("--width={width}");
        assert_eq!(diff(folder.path(), &[&argument]).code, 2, "{width}");
    }
    // What goes elsewhere than to a terminal does not depend on one.
    let all = ["diff", "a.yaml", "b.html"];
    let wide = run_in(folder.path(), &all, &[("COLUMNS", "200")], b"");
    assert_eq!(wide.out, diff(folder.path(), &["--width", "0"]).out);
}

/// What is marked as changed lies in the text, and the rest of both texts is the same.
#[test]
fn changed_words_are_counted_in_code_points() {
    let folder = folder();
    let ran = diff(folder.path(), &["--format", "json"]);
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(value.get("agreements").is_none());
    let first = &value["differences"][0];
    let marked = |side: &str| -> Vec<String> {
        let text: Vec<char> = first[side]["text"].as_str().unwrap().chars().collect();
        first[side]["changed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|range| {
                let at = |n: usize| usize::try_from(range[n].as_u64().unwrap()).unwrap();
                text[at(0)..at(1)].iter().collect()
            })
            .collect()
    };
    assert_eq!(
        (marked("a"), marked("b")),
        (vec!["3".to_owned()], vec!["15".to_owned()])
    );
}

#[test]
fn guides_that_agree_say_so_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "a.yaml",
        "申请材料:\n  - 名称: 营业执照复印件一份\n",
    );
    write(
        folder.path(),
        "b.html",
        "<h2>申请材料</h2><ol><li>营业执照（复印件1份）。</li></ol>",
    );
    for format in ["text", "html", "markdown"] {
        for arguments in [vec!["--format", format], vec!["--format", format, "--all"]] {
            let ran = diff(folder.path(), &arguments);
            assert_eq!(ran.code, 0);
            assert!(ran.out.contains("两份指南的内容一致。"), "{}", ran.out);
            let lists = ran.out.contains("申请材料“营业执照”：一致");
            assert_eq!(lists, arguments.contains(&"--all"), "{}", ran.out);
        }
    }
}

/// Nothing that a guide says is markup or steers anything, and personal data is masked.
#[test]
fn hostile_text_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let said =
        "甲|`乙`<script>alert(1)</script><b>\u{202e}丙</b>\u{200f}[丁](javascript:x)**戊**\\";
    let guide = |end: &str| {
        let name = format!("{said}\u{1b}[31m{end} 电话13812345678");
        serde_json::json!({"conditions": [{"text": name}], "results": [{"name": "\" onload=\"x"}]})
    };
    write(folder.path(), "a.json", &guide("3年").to_string());
    write(folder.path(), "b.json", &guide("5年").to_string());
    for format in ["text", "json", "html", "markdown"] {
        let arguments = ["diff", "a.json", "b.json", "--all", "--format", format];
        let ran = run_in(folder.path(), &arguments, &[], b"");
        assert_eq!(ran.code, 1, "{format}: {}", ran.err);
        for bad in ["\u{1b}", "\u{202e}", "\u{200f}", "13812345678"] {
            assert!(!ran.out.contains(bad), "{format} has {bad:?}");
        }
        let is_markup = [
            "<script",
            "<b>",
            "\" onload",
            "](java",
            "甲|",
            " `乙`",
            "**戊",
        ]
        .iter()
        .find(|bad| ran.out.contains(**bad));
        match format {
            "html" => assert!(
                matches!(is_markup, None | Some(&("](java" | "甲|" | "**戊"))),
                "{is_markup:?}"
            ),
            "markdown" => assert!(
                matches!(is_markup, None | Some(&"\" onload")),
                "{is_markup:?}"
            ),
            _ => {}
        }
        assert!(
            ran.out.replace("\\*", "*").contains("138****5678"),
            "{format}"
        );
    }
    // Every row of a table has as many cells as its head.
    let arguments = ["diff", "a.json", "b.json", "--format", "markdown"];
    let markdown = run_in(folder.path(), &arguments, &[], b"").out;
    for line in markdown.lines().filter(|line| line.starts_with('|')) {
        let bars = line
            .replace("\\\\", "")
            .replace("\\|", "")
            .matches('|')
            .count();
        assert_eq!(bars, 3, "{line}");
    }
}

/// A row of a megabyte, or rows by the thousand, are shown in good time in every format.
#[test]
fn long_texts_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let long = |word: &str| format!("{word}，").repeat(60_000);
    let guide = |text: String| serde_json::json!({"conditions": [{"text": text}]}).to_string();
    write(folder.path(), "a.json", &guide(long("应当提交申请")));
    write(folder.path(), "b.json", &guide(long("可以出具证明")));
    for format in ["text", "html", "markdown", "json"] {
        let arguments = [
            "diff", "a.json", "b.json", "--width", "100", "--format", format,
        ];
        let ran = run_in(folder.path(), &arguments, &[], b"");
        assert!(
            ran.code == 1 && ran.out.len() > 1 << 20,
            "{format}: {}",
            ran.err
        );
    }
}
