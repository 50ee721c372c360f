//! `tongyuan register import`: what the national law database exports becomes rows of the legal register.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;
use tongyuan::{Capture, ImportManner, Imported, Language, LawImport, Vocabulary, read_laws};
use tongyuan_tests::command::{Ran, run_in};
use tongyuan_tests::statute::docx;

const LAW: &str = "中华人民共和国专利法_20201017.docx";
const REGULATION: &str = "专利代理条例_20181106.docx";

/// An amended law, with a table of contents, chapters, paragraphs, items and an inserted article.
fn law() -> Vec<u8> {
    docx(&[
        "^中华人民共和国专利法",
        "（1984年3月12日第六届全国人民代表大会常务委员会第四次会议通过　根据1992年9月4日第七届全国人民代表大会常务委员会第二十七次会议《关于修改〈中华人民共和国专利法〉的决定》第一次修正　根据2020年10月17日第十三届全国人民代表大会常务委员会第二十二次会议《关于修改〈中华人民共和国专利法〉的决定》第四次修正）",
        "^目　　录",
        "第一章　总　　则",
        "第二章　授予专利权的条件",
        "^第一章　总　　则",
        "第一条　为了保护专利权人的合法权益，制定本法。",
        "第二条　本法所称的发明创造是指发明、实用新型和外观设计。",
        "发明，是指对产品、方法或者其改进所提出的新的技术方案。",
        "^第二章　授予专利权的条件",
        "第三条　对下列各项，不授予专利权：",
        "（一）科学发现；",
        "（二）智力活动的规则和方法；",
        "对前款第（二）项所列的方法，可以依照本法规定授予专利权。",
        "第三条之一　执行本法的任务，适用前条的规定。",
        "第四条　本法自1985年4月1日起施行。",
    ])
}

fn regulation() -> Vec<u8> {
    docx(&[
        "^专利代理条例",
        "（1991年3月4日中华人民共和国国务院令第76号发布　2018年9月6日国务院第23次常务会议修订通过　2018年11月6日中华人民共和国国务院令第706号公布　自2019年3月1日起施行）",
        "第一条　为了规范专利代理行为，制定本条例。",
        "第二条　本条例自2019年3月1日起施行。",
    ])
}

fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn import(folder: &Path, arguments: &[&str]) -> Ran {
    run_in(
        folder,
        &[&["register", "import"], arguments].concat(),
        &[],
        b"",
    )
}

fn text(folder: &TempDir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

const CHINESE_ROWS: &str = "  - 名称: 专利代理条例
    效力层级: 行政法规
    文号: 国务院令第706号
    公布日期: 2018-11-06
    施行日期: 2019-03-01
    条数: 2
    条文:
      - {条款: 第一条, 款数: 1}
      - {条款: 第二条, 款数: 1}
  - 名称: 中华人民共和国专利法
    效力层级: 法律
    公布日期: 2020-10-17
    条数: 4
    条文:
      - {条款: 第一条, 款数: 1}
      - {条款: 第二条, 款数: 2}
      - {条款: 第三条, 款数: 2, 项数: [2, 0]}
      - {条款: 第三条之一, 款数: 1}
      - {条款: 第四条, 款数: 1}
";

#[test]
fn a_register_is_made_and_what_is_no_law_is_named() {
    let folder = folder(&[
        (&format!("下载/{REGULATION}"), regulation()),
        (&format!("下载/{LAW}"), law()),
        (
            "下载/办事指南_20200101.docx",
            docx(&["^专利权质押登记办事指南", "一、申请材料", "1.申请表"]),
        ),
        (
            "下载/旧法_20000101.doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old".to_vec(),
        ),
        ("下载/读我.md", b"# no law".to_vec()),
    ]);
    let ran = import(folder.path(), &["下载", "--into", "registers/laws.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    let whole = text(&folder, "registers/laws.yaml");
    let (comment, rows) = whole.split_at(whole.find("依据库:\n").unwrap());
    assert!(comment.lines().count() == 2 && comment.lines().all(|line| line.starts_with("# ")));
    assert_eq!(rows, format!("依据库:\n{CHINESE_ROWS}"));
    for told in [
        "末尾写的 1985-04-01 早于公布日期",
        "不是法律法规",
        "读取 4 份文件：新列入 2 份，没有列入 2 份：下载/办事指南_20200101.docx、下载/旧法_20000101.doc",
    ] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    // Once more: everything is there, and nothing is written.
    let ran = import(
        folder.path(),
        &[
            &format!("下载/{LAW}"),
            &format!("下载/{REGULATION}"),
            "--into",
            "registers/laws.yaml",
        ],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(text(&folder, "registers/laws.yaml"), whole);
    assert_eq!(
        ran.err.matches("已经在依据库中，与文件一致").count(),
        2,
        "{}",
        ran.err
    );
}

#[test]
fn without_a_register_the_rows_go_to_stdout() {
    let folder = folder(&[(REGULATION, regulation())]);
    let ran = import(folder.path(), &[REGULATION, "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows = "laws:
  - name: 专利代理条例
    force: 行政法规
    document_number: 国务院令第706号
    promulgated: 2018-11-06
    effective_from: 2019-03-01
    article_count: 2
    articles:
      - {article: 第一条, paragraphs: 1}
      - {article: 第二条, paragraphs: 1}
";
    assert!(
        ran.out.starts_with("# The legal register") && ran.out.ends_with(rows),
        "{}",
        ran.out
    );
    assert_eq!(ran.err, "1 read: 1 entered\n");
    let ran = import(folder.path(), &[REGULATION, "--text", "--keys", "zh"]);
    assert!(ran.out.contains("      - 条款: 第一条\n        款数: 1\n        内容: 为了规范专利代理行为，制定本条例。\n"), "{}", ran.out);
    let ran = import(folder.path(), &["."]);
    assert_eq!(ran.code, 0);
    std::fs::create_dir(folder.path().join("空")).unwrap();
    let ran = import(folder.path(), &["空"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
}

/// Whatever a register looks like, its own text stays, and the row stands where rows stand.
#[test]
fn what_a_register_holds_stays_as_it_is() {
    let row = "专利代理条例\n    效力层级: 行政法规\n    文号: 国务院令第706号\n    公布日期: 2018-11-06\n    施行日期: 2019-03-01\n    条数: 2\n    条文:\n      - {条款: 第一条, 款数: 1}\n      - {条款: 第二条, 款数: 1}\n";
    let block = format!("  - 名称: {row}");
    let flush: String = block
        .lines()
        .map(|line| format!("{}\n", &line[2..]))
        .collect();
    let json = "{\n      \"name\": \"专利代理条例\",";
    let cases = [
        // Comments, a blank line, and a key behind the rows.
        (
            "# 甲\n依据库:\n  # 乙\n  - {名称: 某办法} # 丙\n    # 丁\n\n# 戊\n截至日期: 2024-03-01 # 己\n".to_owned(),
            vec!["# 甲\n依据库:\n  # 乙\n  - {名称: 某办法} # 丙\n    # 丁\n".to_owned(), block.clone(), "\n# 戊\n截至日期: 2024-03-01 # 己\n".to_owned()],
        ),
        // Rows that are not set in, a value over several lines.
        (
            "截至日期: 2024-03-01\n依据库:\n- 名称: 某办法\n  备注: |\n    甲\n    乙\n\n".to_owned(),
            vec!["截至日期: 2024-03-01\n依据库:\n- 名称: 某办法\n  备注: |\n    甲\n    乙\n\n".to_owned(), flush.clone()],
        ),
        // No line break at the end.
        ("依据库:\n- 名称: 某办法".to_owned(), vec!["依据库:\n- 名称: 某办法\n".to_owned(), flush]),
        ("依据库:\n".to_owned(), vec!["依据库:\n".to_owned(), block.clone()]),
        ("依据库: []\n".to_owned(), Vec::new()),
        ("# 还没有\n".to_owned(), vec!["# 还没有\n依据库:\n".to_owned(), block.clone()]),
        (String::new(), vec!["依据库:\n".to_owned(), block.clone()]),
        ("截至日期: 2024-03-01".to_owned(), vec!["截至日期: 2024-03-01\n依据库:\n".to_owned(), block]),
        (
            "\u{FEFF}laws:\r\n  - name: \"某办法\"\r\n    notes: '甲'\r\n".to_owned(),
            Vec::new(),
        ),
        (
            "laws: [\n    {name: 某办法, notes: 甲}, # 乙\n]\n".to_owned(),
            vec!["laws: [\n    {name: 某办法, notes: 甲},\n    ".to_owned(), json.to_owned()],
        ),
    ];
    for (before, wanted) in cases {
        let folder = folder(&[
            (REGULATION, regulation()),
            ("laws.yaml", before.clone().into_bytes()),
        ]);
        let ran = import(folder.path(), &[REGULATION, "--into", "laws.yaml"]);
        let after = text(&folder, "laws.yaml");
        assert_eq!(ran.code, 0, "{before}\n{}", ran.err);
        let mut rest = after.as_str();
        for (at, part) in wanted.iter().enumerate() {
            assert!(rest.starts_with(part.as_str()), "{before:?} {at}: {after}");
            rest = &rest[part.len()..];
        }
        // Every line that was there still is, in its order.
        let mut lines = after.split('\n');
        for own in before
            .split('\n')
            .filter(|own| !own.contains("[]") && !own.contains("},"))
        {
            assert!(
                lines.any(|line| line.trim_end_matches('\r') == own.trim_end_matches('\r')),
                "{own:?} of {before:?}: {after}"
            );
        }
        assert_eq!(
            before.matches("\r\n").count() > 0,
            after.replace("\r\n", "").len() + 1 < after.len(),
            "{after:?}"
        );
        assert_eq!(
            before.starts_with('\u{FEFF}'),
            after.starts_with('\u{FEFF}')
        );
        let again = import(folder.path(), &[REGULATION, "--into", "laws.yaml"]);
        assert_eq!(again.code, 0, "{before}\n{}", again.err);
        assert!(again.err.contains("与文件一致"), "{before}\n{}", again.err);
        assert_eq!(text(&folder, "laws.yaml"), after);
    }
}

#[test]
fn a_json_register_stays_one() {
    let own = "{\n  \"laws\": [\n    {\n      \"name\": \"某办法\"\n    }\n  ]\n}\n";
    let folder = folder(&[
        (REGULATION, regulation()),
        ("laws.json", own.as_bytes().to_vec()),
    ]);
    for name in ["laws.json", "new.json"] {
        let ran = import(folder.path(), &[REGULATION, "--into", name, "--keys", "en"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let register: Value = serde_json::from_str(&text(&folder, name)).unwrap();
        let rows = register["laws"].as_array().unwrap();
        assert_eq!(rows.len(), if name == "new.json" { 1 } else { 2 });
        assert_eq!(rows.last().unwrap()["articles"][1]["article"], "第二条");
    }
    assert!(
        text(&folder, "laws.json")
            .starts_with("{\n  \"laws\": [\n    {\n      \"name\": \"某办法\"\n    },\n    {\n")
    );
}

/// What the register says of a version is left alone, and what differs is told; `--replace` replaces these values and no others.
#[test]
fn a_version_that_is_there_is_left_alone_unless_it_is_to_be_replaced() {
    let own = "# 甲
依据库:
  - 名称: 专利代理条例 # 乙
    别名: [代理条例]
    文号: 国务院令第六百号
    公布日期: '2018-11-06'
    条数: 2
    条文:
      # 丙
      - {条款: 第一条, 款数: 3}
      - 条款: 第二条
        款数: 1
    备注: 丁
  - {名称: 专利法, 公布日期: \"2020-10-17\", 条数: 82}
";
    let folder = folder(&[
        (REGULATION, regulation()),
        (LAW, law()),
        ("laws.yaml", own.as_bytes().to_vec()),
    ]);
    let ran = import(folder.path(), &[REGULATION, LAW, "--into", "laws.yaml"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(text(&folder, "laws.yaml"), own);
    for told in [
        "与文件不同的有：效力层级 没有写 → 行政法规；文号 国务院令第六百号 → 国务院令第706号；施行日期 没有写 → 2019-03-01；条文 第一条",
        "与文件不同的有：效力层级 没有写 → 法律；条数 82 → 4；条文 没有写 → 5",
        "laws.yaml:3:",
        "加 --replace 再导入一次",
    ] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    let ran = import(
        folder.path(),
        &[REGULATION, LAW, "--into", "laws.yaml", "--replace"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        text(&folder, "laws.yaml"),
        "# 甲
依据库:
  - 名称: 专利代理条例 # 乙
    效力层级: 行政法规
    施行日期: 2019-03-01
    别名: [代理条例]
    文号: 国务院令第706号
    公布日期: '2018-11-06'
    条数: 2
    条文:
      # 丙
      - {条款: 第一条, 款数: 1}
      - {条款: 第二条, 款数: 1}
    备注: 丁
  - {名称: 专利法, \"效力层级\": \"法律\", \"条文\": [{\"条款\":\"第一条\",\"款数\":1},{\"条款\":\"第二条\",\"款数\":2},{\"条款\":\"第三条\",\"款数\":2,\"项数\":[2,0]},{\"条款\":\"第三条之一\",\"款数\":1},{\"条款\":\"第四条\",\"款数\":1}], 公布日期: \"2020-10-17\", 条数: 4}
"
    );
    let ran = import(folder.path(), &[REGULATION, LAW, "--into", "laws.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // What a file does not say and somebody has entered is not told of any more.
    assert!(ran.err.contains("施行日期没有填"), "{}", ran.err);
    let entered = text(&folder, "laws.yaml").replace("条数: 4}", "条数: 4, 施行日期: 2021-06-01}");
    std::fs::write(folder.path().join("laws.yaml"), &entered).unwrap();
    let ran = import(folder.path(), &[LAW, "--into", "laws.yaml", "--replace"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("施行日期没有填"), "{}", ran.err);
    assert_eq!(text(&folder, "laws.yaml"), entered);
}

/// Lists that are not set in, and texts of several lines, are replaced as a whole and alone.
#[test]
fn the_text_of_a_version_is_replaced() {
    let own = "laws:
- name: 专利代理条例
  promulgated: 2018-11-06
  articles:
  - article: 第一条
    text: |-
      甲。
      乙。
  - article: 第九条
    text: |
      丙。
      丁。

  # 戊
  notes: 己
as_of: 2024-03-01
";
    let folder = folder(&[
        (REGULATION, regulation()),
        ("laws.yaml", own.as_bytes().to_vec()),
    ]);
    let arguments = [REGULATION, "--into", "laws.yaml", "--text", "--replace"];
    let ran = import(folder.path(), &arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("条文 第一条、第二条、第九条"),
        "{}",
        ran.err
    );
    assert_eq!(
        text(&folder, "laws.yaml"),
        "laws:
- name: 专利代理条例
  force: 行政法规
  document_number: 国务院令第706号
  effective_from: 2019-03-01
  article_count: 2
  promulgated: 2018-11-06
  articles:
  - article: 第一条
    paragraphs: 1
    text: 为了规范专利代理行为，制定本条例。
  - article: 第二条
    paragraphs: 1
    text: 本条例自2019年3月1日起施行。

  # 戊
  notes: 己
as_of: 2024-03-01
"
    );
    let ran = import(folder.path(), &arguments);
    assert!(ran.err.contains("与文件一致"), "{}", ran.err);
}

#[test]
fn two_files_of_one_version_are_one_row() {
    let other = docx(&[
        "^专利代理条例",
        "（2018年11月6日中华人民共和国国务院令第706号公布　自2019年3月1日起施行）",
        "第一条　为了规范专利代理行为，制定本条例。",
    ]);
    let folder = folder(&[
        (REGULATION, regulation()),
        ("专利代理条例_20181106 (1).docx", regulation()),
        ("b/专利代理条例.docx", other),
    ]);
    let ran = import(
        folder.path(),
        &[
            REGULATION,
            "专利代理条例_20181106 (1).docx",
            "b",
            "--into",
            "laws.yaml",
        ],
    );
    assert_eq!(ran.code, 1, "{}", ran.err);
    let same = format!("与 {REGULATION} 是同一个版本（《专利代理条例》，2018-11-06），没有再列入");
    assert_eq!(ran.err.matches(&same).count(), 2, "{}", ran.err);
    assert!(
        ran.err
            .contains("与那一份不同的有：条数 2 → 1；条文 第二条"),
        "{}",
        ran.err
    );
    assert_eq!(text(&folder, "laws.yaml").matches("名称:").count(), 1);
}

#[test]
fn a_register_that_cannot_be_added_to_is_left_alone() {
    let registers: [(&str, &[u8], &str); 4] = [
        (
            "broken.yaml",
            "依据库:\n  - 名称: \"甲\n".as_bytes(),
            "broken.yaml",
        ),
        ("list.yaml", "- 甲\n".as_bytes(), "list.yaml"),
        (
            "gbk.yaml",
            b"# \xD2\xC0\xBE\xDD\nlaws:\n  - name: \xBC\xD7\n",
            "不是 UTF-8 编码",
        ),
        ("null.yaml", b"laws: ~\n", "没有把握"),
    ];
    for (name, bytes, told) in registers {
        let folder = folder(&[(REGULATION, regulation()), (name, bytes.to_vec())]);
        let ran = import(folder.path(), &[REGULATION, "--into", name]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}");
        assert!(ran.err.contains(told), "{name}: {}", ran.err);
        assert_eq!(
            std::fs::read(folder.path().join(name)).unwrap(),
            bytes,
            "{name}"
        );
    }
    let folder = folder(&[(REGULATION, regulation())]);
    let ran = import(folder.path(), &["没有.docx", "--into", "laws.yaml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("没有这个文件") && !folder.path().join("laws.yaml").exists());
}

/// What was imported is a register that guides are held against.
#[test]
fn citations_are_held_against_what_was_imported() {
    let folder = folder(&[(LAW, law()), (REGULATION, regulation())]);
    let made = run_in(folder.path(), &["init", "库"], &[], b"");
    assert_eq!(made.code, 0, "{}", made.err);
    let ran = import(
        folder.path(),
        &[
            LAW,
            REGULATION,
            "--text",
            "--into",
            "库/registers/laws.yaml",
        ],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let path = folder.path().join("库/guides/example-pledge.yaml");
    let guide = std::fs::read_to_string(&path).unwrap();
    let checked = |citation: &str| -> BTreeSet<String> {
        let first = "依据: [《示例权利条例》第八条]";
        assert!(guide.contains(first));
        std::fs::write(&path, guide.replace(first, &format!("依据: [{citation}]"))).unwrap();
        let ran = run_in(
            folder.path(),
            &["check", "库", "--format", "json", "--today", "2024-03-01"],
            &[],
            b"",
        );
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        let rules = findings.map(|own| own["rule"].as_str().unwrap().to_owned());
        assert_ne!(ran.code, 2, "{}", ran.err);
        rules
            .filter(|rule| rule.starts_with("legal-basis"))
            .collect()
    };
    let none = BTreeSet::new();
    let missing = BTreeSet::from(["legal-basis-article-missing".to_owned()]);
    for sound in [
        "《专利法》第三条第一款第（二）项",
        "《中华人民共和国专利法》第三条之一",
        "《专利法》第二条第二款",
        "《专利代理条例》第二条",
    ] {
        assert_eq!(checked(sound), none, "{sound}");
    }
    for unsound in [
        "《专利法》第三条第一款第（三）项",
        "《专利法》第三条第三款",
        "《专利法》第五条",
        "《专利代理条例》第三条",
    ] {
        assert_eq!(checked(unsound), missing, "{unsound}");
    }
}

fn manner(replaces: bool) -> ImportManner {
    ImportManner {
        with_text: true,
        replaces,
        keys: Vocabulary::Chinese,
        language: Language::Chinese,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the paragraphs of a law say, what is entered of it is read back as it was.
    #[test]
    fn any_paragraphs_are_entered_or_refused(paragraphs in proptest::collection::vec("(第[一二十]{1,2}条|第二条之一|（[一二]）|附件|第一章|目录|附则|（2020年1月2日示例部令第1号公布|自2020年3月1日起施行|\\PC|[ :#'\"|>~-]|　|甲){1,6}", 0..12)) {
        let mut whole = vec!["示例办法", "（2020年1月2日示例部令第1号公布）"];
        whole.extend(paragraphs.iter().map(String::as_str));
        let file = Capture::new("示例办法_20200102.docx", docx(&whole));
        for name in ["laws.yaml", "laws.json"] {
            let mut import = LawImport::new(name, None, manner(false)).unwrap();
            let (imported, _) = import.add(&file);
            let written = import.finish().unwrap();
            prop_assert_eq!(written.is_some(), imported == Imported::Added);
        }
    }

    /// However a register is written, it is added to or left alone, and nothing panics.
    #[test]
    fn any_register_is_added_to_or_left_alone(lines in proptest::collection::vec("[ ]{0,4}(- )?(依据库:|laws:|名称: 专利代理条例|公布日期: 2018-11-06|条数: 3|条文:|条款: 第一条|备注: [|>][-+]?|甲|\\[|\\]|\\{名称: 甲\\}|,|#乙|&a|\\*a|\"丙\")?", 0..10), replaces: bool) {
        let text = lines.join("\n");
        let Ok(mut import) = LawImport::new("laws.yaml", Some(&Capture::new("laws.yaml", text)), manner(replaces)) else {
            return Ok(());
        };
        import.add(&Capture::new(REGULATION, regulation()));
        if let Ok(Some((written, _))) = import.finish() {
            let (laws, _) = read_laws(&Capture::new("laws.yaml", written));
            prop_assert!(!laws.unwrap().value.titled("专利代理条例").is_empty());
        }
    }
}
