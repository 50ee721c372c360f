//! `tongyuan render` as its users start it.

use std::fs;
use std::path::Path;

use tongyuan::{Capture, read};
use tongyuan_tests::command::{Ran, run, run_in};
use tongyuan_tests::workspace;

const PLEDGE: &str = "fixtures/fictitious/guides/example-pledge.yaml";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|own| own.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn here(folder: &Path, arguments: &[&str]) -> Ran {
    run_in(folder, arguments, &[], b"")
}

/// A folder with a repository of these guides.
fn repository(guides: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in guides {
        let path = folder.path().join("guides").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn one_guide_goes_to_stdout() {
    let ran = run(&["render", PLEDGE, "--channel", "online"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("<!DOCTYPE html>\n"));
    // The words of the page are those of its readers, whatever the run speaks.
    let english = run(&["render", PLEDGE, "--channel", "线上", "--lang", "en"]);
    assert_eq!((english.code, english.out), (0, ran.out));
    let text = workspace::text(PLEDGE);
    let typed = run_in(
        &workspace::root(),
        &["render", "-", "-c", "online", "-f", "markdown"],
        &[],
        text.as_bytes(),
    );
    assert_eq!(typed.code, 0, "{}", typed.err);
    assert!(typed.out.starts_with("# 示例权利质押登记办事指南\n"));
}

#[test]
fn a_repository_goes_to_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("halls/online");
    let output = out.to_string_lossy();
    let ran = run(&[
        "render",
        "fixtures/fictitious",
        "--channel",
        "online",
        "--output",
        &output,
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.err,
        "线上版本：生成 2 份；不在这个渠道办理 0 份；失败 0 份\n"
    );
    assert_eq!(names(&out), ["example-copy.html", "example-pledge.html"]);
    // A second run writes over the first.
    let again = run(&[
        "render",
        "fixtures/fictitious",
        "--channel",
        "online",
        "--output",
        &output,
        "--lang",
        "en",
    ]);
    assert_eq!(
        (again.code, again.err.as_str()),
        (0, "online: 2 written; 0 not served there; 0 failed\n")
    );
    let hall = folder.path().join("halls/in-person");
    let output = hall.to_string_lossy();
    let ran = run(&[
        "render",
        "fixtures/fictitious/guides",
        "--channel",
        "in-person",
        "--format",
        "docx",
        "--output",
        &output,
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(&hall), ["example-copy.docx", "example-pledge.docx"]);
    let bytes = fs::read(hall.join("example-copy.docx")).unwrap();
    let back = read(&Capture::new("example-copy.docx", bytes));
    assert_eq!(
        back.guide().stamp.given().and_then(|own| own.id.text()),
        Some("example-copy")
    );
}

#[test]
fn what_is_not_served_there_is_a_note() {
    let ran = run(&["render", PLEDGE, "--channel", "kiosk"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert_eq!(
        ran.err,
        "说明: 办理渠道没有列出“自助终端”，没有生成这个渠道的版本\n--> fixtures/fictitious/guides/example-pledge.yaml\n\n"
    );
}

#[test]
fn what_breaks_the_schema_is_written_with_what_it_says() {
    let folder = repository(&[
        (
            "a.yaml",
            "标识: a\n版本: {版本号: 1}\n事项: {名称: 甲登记}\n申请材料:\n  - 名称: 申请表\n    必要性: 也许\n数量限制: 无\n",
        ),
        ("b.yaml", "标识: [b\n"),
    ]);
    let ran = here(
        folder.path(),
        &[
            "render",
            "guides/a.yaml",
            "--channel",
            "online",
            "--format",
            "markdown",
            "--lang",
            "en",
        ],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.out.contains("申请表") && !ran.out.contains("也许"),
        "{}",
        ran.out
    );
    assert!(
        ran.err.contains("error[schema-value-not-listed]"),
        "{}",
        ran.err
    );
    let ran = here(
        folder.path(),
        &["render", "--channel", "online", "--output", "out"],
    );
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("guides/b.yaml:1:5"), "{}", ran.err);
    assert!(
        ran.err.ends_with(
            "线上版本：生成 1 份，其中 1 份指南不符合格式；不在这个渠道办理 0 份；失败 1 份\n"
        ),
        "{}",
        ran.err
    );
    assert_eq!(names(&folder.path().join("out")), ["a.html"]);
}

#[test]
fn arguments_that_do_not_fit_are_told() {
    let several = run(&["render", "fixtures/fictitious", "--channel", "online"]);
    assert_eq!((several.code, several.out.as_str()), (2, ""));
    assert!(several.err.contains("--output"), "{}", several.err);
    assert_eq!(run(&["render", "fixtures/fictitious"]).code, 2);
    assert_eq!(run(&["render", PLEDGE, "--channel", "radio"]).code, 2);
    let page = run(&[
        "render",
        "fixtures/cnipa/halls/online/patent-pledge.html",
        "--channel",
        "online",
    ]);
    assert_eq!((page.code, page.out.as_str()), (2, ""));
    let nothing = tempfile::tempdir().unwrap();
    assert_eq!(
        here(nothing.path(), &["render", "--channel", "online"]).code,
        3
    );
    let gone = here(nothing.path(), &["render", "a.yaml", "--channel", "online"]);
    assert_eq!(gone.code, 2);
    assert!(gone.err.contains("没有这个文件"), "{}", gone.err);
}

#[test]
fn two_guides_of_one_name_do_not_become_one_file() {
    let folder = repository(&[
        ("x/a.yaml", "标识: a\n事项: {名称: 甲}\n"),
        ("y/a.yaml", "标识: b\n事项: {名称: 乙}\n"),
    ]);
    let ran = here(
        folder.path(),
        &[
            "render",
            "--channel",
            "online",
            "--format",
            "markdown",
            "--output",
            "out",
        ],
    );
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("out/a.md"), "{}", ran.err);
    let kept = fs::read_to_string(folder.path().join("out/a.md")).unwrap();
    assert!(kept.starts_with("# 甲办事指南"), "{kept}");
}

#[test]
fn personal_data_is_masked_and_told() {
    let source = "标识: a\n版本: {版本号: 1}\n事项: {名称: 甲登记}\n数量限制: 联系人陈小满，身份证号11010519491231002X\n";
    for form in ["html", "a4-html", "markdown"] {
        let ran = run_in(
            &workspace::root(),
            &["render", "-", "-c", "online", "-f", form],
            &[],
            source.as_bytes(),
        );
        assert!(!ran.out.contains("19491231"), "{form}");
        assert!(ran.out.contains("110105"), "{form}");
        assert!(ran.err.contains("已经遮盖"), "{}", ran.err);
    }
}

#[test]
fn a_variant_counts_until_its_last_day() {
    let own = repository(&[(
        "a.yaml",
        "标识: a\n数量限制: 无\n渠道差异:\n  - {字段: 数量限制, 渠道: 线上, 取值: 每年1件, 理由: 试点, 依据: [某通知], 截止日期: 2023-12-31}\n",
    )]);
    let on = |day: &str| {
        let arguments = [
            "render",
            "guides/a.yaml",
            "-c",
            "online",
            "-f",
            "markdown",
            "--today",
            day,
        ];
        here(own.path(), &arguments)
    };
    let last = on("2023-12-31");
    assert!(last.out.contains("每年1件"), "{}", last.out);
    assert!(!last.err.contains("到期"), "{}", last.err);
    let after = on("2024-01-01");
    assert!(!after.out.contains("每年1件"), "{}", after.out);
    assert!(
        after.err.contains("一项渠道差异已于 2023-12-31 到期"),
        "{}",
        after.err
    );
}
