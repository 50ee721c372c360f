//! What is written, mended.

use tongyuan_model::Key;

use super::*;

/// The file after one word of the value of 内容 was replaced by another, by changes that hold.
fn replaced(text: &str, format: Format, word: &str, by: &str) -> Option<String> {
    let written = Written::read(text, format).unwrap();
    let value = written.tree.get(Key::Text).unwrap();
    let at = value.text().unwrap().trim().find(word).unwrap();
    let mends = [Mend {
        value: value.span,
        at: Some(at..at + word.len()),
        text: by.into(),
    }];
    let edits = written.edits(&mends)?;
    written
        .holds(&[(&mends, &edits)])
        .then(|| edited(text, &edits))
}

fn yaml(text: &str, word: &str, by: &str) -> Option<String> {
    replaced(text, Format::Yaml, word, by)
}

#[test]
fn each_style_keeps_what_is_around() {
    for (before, word, by, after) in [
        ("内容: 甲２乙 # 注\n", "２", "2", "内容: 甲2乙 # 注\n"),
        (
            "内容: '甲''２' # 注\n",
            "２",
            "it's",
            "内容: '甲''it''s' # 注\n",
        ),
        (
            "内容: \"甲\\\"２\\u4e59\"\n",
            "２",
            "\"2\"",
            "内容: \"甲\\\"\\\"2\\\"\\u4e59\"\n",
        ),
        (
            "内容: \"甲\\u00a0乙\\/\"\n",
            "\u{a0}",
            "",
            "内容: \"甲乙\\/\"\n",
        ),
        ("内容: \"甲\\_乙\"\n", "\u{a0}", "", "内容: \"甲乙\"\n"),
        (
            "内容: \"甲\n  乙\\\n  ２丙\"\n",
            "２",
            "2",
            "内容: \"甲\n  乙\\\n  2丙\"\n",
        ),
        (
            "内容: 甲\n  乙２\n  丙\n",
            "２",
            "2",
            "内容: 甲\n  乙2\n  丙\n",
        ),
        (
            "内容: |\n  甲２\n\n   乙\n# 注\n",
            "２",
            "2",
            "内容: |\n  甲2\n\n   乙\n# 注\n",
        ),
        (
            "内容: |2-\n    甲\n  ２\n",
            "２",
            "2",
            "内容: |2-\n    甲\n  2\n",
        ),
        (
            "内容: >- # 注\n  甲\n  ２乙\n\n  丙\n",
            "２",
            "2",
            "内容: >- # 注\n  甲\n  2乙\n\n  丙\n",
        ),
        (
            "内容: >+\r\n  甲２  \r\n  乙\r\n\r\n",
            "２",
            "2",
            "内容: >+\r\n  甲2  \r\n  乙\r\n\r\n",
        ),
        (
            "{内容: 甲２, 名称: &n 丙}\n",
            "２",
            "2",
            "{内容: 甲2, 名称: &n 丙}\n",
        ),
        ("内容: !!str ２\n", "２", "2", "内容: !!str \"2\"\n"),
        ("内容: &a ２\n", "２", "2", "内容: &a \"2\"\n"),
    ] {
        assert_eq!(yaml(before, word, by).as_deref(), Some(after), "{before}");
    }
}

#[test]
fn what_cannot_stay_bare_is_quoted() {
    for (before, word, by, after) in [
        ("内容: ２\n", "２", "2", "内容: \"2\"\n"),
        ("内容: <b>#甲\n", "<b>", "", "内容: \"#甲\"\n"),
        (
            "内容: 甲：&nbsp;乙\n",
            "：&nbsp;",
            ": ",
            "内容: \"甲: 乙\"\n",
        ),
        ("内容: 甲＂：　乙\n", "＂：　", "\": ", "内容: '甲\": 乙'\n"),
        ("{内容: 甲，乙}\n", "，", ", ", "{内容: \"甲, 乙\"}\n"),
        ("内容: 甲，乙\n", "，", ", ", "内容: 甲, 乙\n"),
        (
            "内容: 甲\n  乙２\n  丙\n",
            "２",
            ": ",
            "内容: \"甲 乙:  丙\"\n",
        ),
    ] {
        assert_eq!(yaml(before, word, by).as_deref(), Some(after), "{before}");
    }
}

/// Where a block begins, blanks may be of the text or set it in.
#[test]
fn blocks_are_mended_within_their_lines() {
    for (before, word, by, after) in [
        (
            "内容: |\n  无\n",
            "无",
            "不收费",
            Some("内容: |\n  不收费\n"),
        ),
        (
            "内容: |+\n\n  甲２\n\n",
            "２",
            "2",
            Some("内容: |+\n\n  甲2\n\n"),
        ),
        (
            "内容: |1\n    甲\n  ２\n",
            "２",
            "2",
            Some("内容: |1\n    甲\n  2\n"),
        ),
        (
            "内容: >\n  甲\n    缩２进\n  乙\n",
            "２",
            "2",
            Some("内容: >\n  甲\n    缩2进\n  乙\n"),
        ),
        (
            "内容: |\n  甲: ２ #乙\n",
            "２",
            "'\"",
            Some("内容: |\n  甲: '\" #乙\n"),
        ),
        // A line break more would be another line of the file, and a blank in front would set the block in.
        ("内容: |\n  甲２\n", "２", "\n", None),
        ("内容: |\n  ２甲\n", "２", " ", None),
    ] {
        assert_eq!(yaml(before, word, by).as_deref(), after, "{before}");
    }
}

#[test]
fn json_strings_keep_their_escapes() {
    for (before, word, by, after) in [
        (
            r#"{"内容": "甲２\u4e59\/"}"#,
            "２",
            "\"2\\",
            r#"{"内容": "甲\"2\\\u4e59\/"}"#,
        ),
        (
            r#"{"内容": "甲\u00A0乙"}"#,
            "\u{a0}",
            "",
            r#"{"内容": "甲乙"}"#,
        ),
        (
            r#"{"内容": "\uD83D\uDE00２"}"#,
            "２",
            "2",
            r#"{"内容": "\uD83D\uDE002"}"#,
        ),
        (r#"{"内容": "２"}"#, "２", "a\nb", r#"{"内容": "a\nb"}"#),
    ] {
        let found = replaced(before, Format::Json, word, by);
        assert_eq!(found.as_deref(), Some(after), "{before}");
    }
}

#[test]
fn a_change_that_breaks_something_does_not_hold() {
    let text = "内容: 甲２\n名称: 乙\n";
    let written = Written::read(text, Format::Yaml).unwrap();
    let value = written.tree.get(Key::Text).unwrap();
    let mends = [Mend {
        value: value.span,
        at: Some(3..6),
        text: "2".into(),
    }];
    let start = text.find('２').unwrap();
    let edit = |start: usize, end: usize, text: &str| {
        [Edit {
            span: Span::exact(start, end),
            text: text.into(),
        }]
    };
    let right = edit(start, start + 3, "2");
    assert!(written.holds(&[(&mends, &right)]));
    for wrong in [
        // Another value, a value more, a file that cannot be read, another value than is wanted, and too much.
        edit(start, start + 3, "3"),
        edit(start, start + 3, "2\n备注: 丙"),
        edit(start, start + 3, "2\n  - : ["),
        edit(text.len() - 4, text.len() - 1, "丁"),
    ] {
        assert!(!written.holds(&[(&mends, &wrong)]), "{wrong:?}");
    }
}

#[test]
fn an_alias_is_one_more_place() {
    let text = "内容: &a ２份\n名称: *a\n";
    let written = Written::read(text, Format::Yaml).unwrap();
    let value = written.tree.get(Key::Text).unwrap();
    assert_eq!(written.places(value.span), 2);
}

proptest::proptest! {
    /// Whatever a text holds, in whatever style it is written, replacing a word of it gives the text with the word replaced, or
    /// nothing is done.
    #[test]
    fn what_holds_is_what_is_wanted(
        words in "[甲乙 :#\"'\\\\,&{}|>\\-0-9\u{a0}\u{feff}\n]{0,12}",
        by in "[丙 :#\"'\\\\,\\-0-9\n]{0,4}",
        behind in "[甲乙 :#\"',0-9]{0,6}",
    ) {
        let value = format!("{words}２{behind}");
        let quoted = serde_json::Value::from(value.as_str()).to_string();
        let single = format!("'{}'", value.replace('\'', "''"));
        let block: String = value.lines().map(|line| format!("    {line}\n")).collect();
        let files = [
            format!("标识: a # 注\n内容: {quoted}\n名称: 乙\n"),
            format!("标识: a # 注\n内容: {single}\n名称: 乙\n"),
            format!("标识: a # 注\n内容: {value}\n名称: 乙\n"),
            format!("标识: a # 注\n内容: |\n{block}名称: 乙\n"),
            format!("标识: a # 注\n内容: >-\n{block}名称: 乙\n"),
            format!("[{{标识: a, 内容: {quoted}}}]\n"),
        ];
        for file in files {
            let Some(written) = Written::read(&file, Format::Yaml) else { continue };
            let Some(node) = written.tree.get(Key::Text) else { continue };
            let Some(own) = node.text().filter(|own| own.contains('２')) else { continue };
            let at = own.trim().find('２').unwrap();
            let mends = [Mend { value: node.span, at: Some(at..at + 3), text: by.clone() }];
            let Some(edits) = written.edits(&mends) else { continue };
            if !written.holds(&[(&mends, &edits)]) { continue }
            let after = edited(&file, &edits);
            let again = Written::read(&after, Format::Yaml).unwrap();
            let wanted = own.replacen('２', &by, 1);
            proptest::prop_assert_eq!(again.tree.get(Key::Text).unwrap().text().unwrap(), wanted.as_str());
            proptest::prop_assert!(after.contains("# 注") == file.contains("# 注"));
        }
    }
}
