//! What somebody has done to the files of an inspection, and what the program then does not do.

use std::fs;

use serde_json::{Value, json};

use super::{Office, by_key, open};

#[test]
fn a_workbook_that_somebody_has_saved_is_not_lost() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "填好的").unwrap();
    let filled = book.save_to_buffer().unwrap();
    let department = office.path("out/综合窗口");
    for folder in [&office.path("out"), &department] {
        fs::write(folder.join("ledger.xlsx"), &filled).unwrap();
    }
    // 综合窗口 answers for nothing any more.
    fs::remove_file(office.path("own/guides/example-copy.json")).unwrap();
    let ran = office.run(&["inspect", "own", "--out", "out", "--today", "2024-04-01"]);
    assert!(ran.err.contains("ledger.filled.xlsx"), "{}", ran.err);
    for folder in [office.path("out"), department] {
        assert_eq!(fs::read(folder.join("ledger.filled.xlsx")).unwrap(), filled);
    }
    assert!(!by_key(&office.path("out/ledger.xlsx")).is_empty());
    // What nobody has saved since is written over.
    office.run(&["report", "out/inspection.json"]);
    assert!(!office.path("out/ledger.filled-2.xlsx").exists());
}

#[test]
fn data_that_was_altered_is_refused() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    let data = office.data("out");
    type Alter = fn(&mut Value);
    let alterations: [(&str, Alter); 7] = [
        ("对不上", |data| {
            data["findings"].as_array_mut().unwrap().pop();
        }),
        ("severity 不能是“fatal”", |data| {
            data["findings"][0]["severity"] = json!("fatal");
        }),
        ("standing 不能是“known”", |data| {
            data["findings"][0]["standing"] = json!("known");
        }),
        ("state 不能是“done”", |data| {
            data["findings"][0]["rectification"]["state"] = json!("done");
        }),
        ("language 不能是“<x>&”", |data| {
            data["language"] = json!("<x>&");
        }),
        ("不是日期", |data| data["day"] = json!(" 2999-01-05")),
        ("不是日期", |data| data["day"] = json!("2018-01-05 99")),
    ];
    for (told, alter) in alterations {
        let mut altered = data.clone();
        alter(&mut altered);
        office.write("altered.json", &altered.to_string());
        for arguments in [
            ["report", "altered.json", "--out", "again"],
            ["ledger", "enter", "altered.json", "--ledger=l.sqlite"],
        ] {
            let ran = office.run(&arguments);
            assert_eq!(ran.code, 2, "{told}");
            assert!(ran.err.contains(told), "{told}: {}", ran.err);
        }
        assert!(!office.path("again").exists() && !office.path("l.sqlite").exists());
    }
}

#[test]
fn without_a_ledger_nothing_is_said_of_states() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    office.run(&[
        "inspect",
        "own",
        "--out",
        "bare",
        "--today",
        "2024-04-20",
        "--no-ledger",
    ]);
    let (with, without) = (
        by_key(&office.path("out/ledger.xlsx")),
        by_key(&office.path("bare/ledger.xlsx")),
    );
    assert_eq!(with.len(), without.len());
    // 整改状态 and 发现日期.
    assert!(
        with.values()
            .all(|row| row[0] == "新发现" && row[12] == "2024-03-01")
    );
    assert!(
        without
            .values()
            .all(|row| row[0].is_empty() && row[12].is_empty())
    );
}

#[test]
fn a_report_is_not_written_where_a_file_is() {
    let office = Office::of("apart");
    office.write("out", "");
    let ran = office.inspect("out", &["--no-ledger"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("这是文件，不是文件夹"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn nothing_is_read_through_a_link_that_leads_out() {
    let office = Office::of("apart");
    office.write("secret.txt", "SECRET");
    let link = |to: &str| {
        fs::create_dir_all(office.path(to).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(office.path("secret.txt"), office.path(to)).unwrap();
    };
    link("own/templates/report.md");
    let ran = office.inspect("out", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("指到库外面的链接"), "{}", ran.err);
    fs::remove_file(office.path("own/templates/report.md")).unwrap();
    link("own/registers/laws.yaml");
    link("own/templates/page.html");
    let ran = office.inspect("out", &[]);
    assert!(
        ran.err.contains("指到库外面的链接") && !ran.err.contains("SECRET"),
        "{}",
        ran.err
    );
    let ran = office.run(&["render", "own/guides/trademark-pledge.yaml", "-c", "online"]);
    assert!(
        ran.code == 2 && ran.err.contains("指到库外面的链接"),
        "{}",
        ran.err
    );
    assert!(!open(&office.data("out")).is_empty());
}

#[test]
fn a_department_that_is_none_is_told() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    let export = |department: &str| {
        office.run(&[
            "ledger",
            "export",
            "-o",
            "own.xlsx",
            "--ledger",
            "own/ledger.sqlite",
            "--department",
            department,
        ])
    };
    let ran = export("商标剧");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("没有责任部门“商标剧”") && ran.err.contains("商标局"),
        "{}",
        ran.err
    );
    assert!(!office.path("own.xlsx").exists());
    assert_eq!(export("商标局").code, 0);
}

#[test]
fn a_refutation_ends_only_what_was_said_before_it() {
    let office = Office::of("apart");
    office.inspect("out", &[]);
    let key = open(&office.data("out"))[0]["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let claim = |progress: &str, day: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in [["问题编号", "整改情况"], [&key, progress]]
            .iter()
            .enumerate()
        {
            for (column, text) in cells.iter().enumerate() {
                sheet
                    .write_string(row as u32, column as u16, *text)
                    .unwrap();
            }
        }
        book.save(office.path("said.xlsx")).unwrap();
        let ran = office.run(&[
            "ledger",
            "import",
            "said.xlsx",
            "--ledger",
            "own/ledger.sqlite",
            "--today",
            day,
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    claim("已整改", "2024-03-05");
    claim("有异议", "2024-03-20");
    let claimed = |day: &str| {
        office.run(&["inspect", "own", "--out", "out", "--today", day]);
        let data = office.data("out");
        let own = open(&data)
            .into_iter()
            .find(|own| own["key"] == key.as_str())
            .unwrap()
            .clone();
        own["rectification"]["claim"]["progress"].clone()
    };
    assert_eq!(claimed("2024-03-10"), Value::Null);
    assert_eq!(claimed("2024-03-25"), json!("disputed"));
}
