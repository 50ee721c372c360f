//! The workbook: exported, filled in, and taken back.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tongyuan_inspect::Language;
use tongyuan_model::Date;
use tongyuan_report::ledger::{LedgerRow, ledger_xlsx};

use super::{Desk, finding, inspection};

/// What somebody fills in: columns in an order of their own.
const HEADINGS: [&str; 7] = [
    "Key",
    "整改情况",
    "整改说明",
    "责任人",
    "完成日期",
    "填报版次",
    "自己的列",
];

impl Desk {
    /// Writes a workbook with these rows on its sheets, below a title.
    fn workbook(&self, name: &str, headings: &[&str], sheets: &[(&str, &[&[&str]])]) {
        let mut book = Workbook::new();
        for (sheet, rows) in sheets {
            let own = book.add_worksheet().set_name(*sheet).unwrap();
            own.write_string(0, 0, "商标局报来的台账").unwrap();
            for (row, cells) in std::iter::once(&headings).chain(rows.iter()).enumerate() {
                for (column, text) in cells.iter().enumerate() {
                    own.write_string(row as u32 + 2, column as u16, *text)
                        .unwrap();
                }
            }
        }
        book.save(self.path().join(name)).unwrap();
    }

    /// Takes what is said of findings, in a workbook that does not tell when it was written.
    pub(crate) fn claim(&self, said: &[(&str, &str)], day: &str) {
        let rows: Vec<[&str; 2]> = said
            .iter()
            .map(|(key, progress)| [*key, *progress])
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
        self.workbook("said.xlsx", &HEADINGS, &[("全部", &rows)]);
        let ran = self.run(&["import", "said.xlsx", "--today", day]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }

    /// What the department says of each finding now.
    fn claims(&self) -> Vec<String> {
        let mut database = self.database();
        let transaction = database.transaction().unwrap();
        let mut query = transaction
            .prepare("SELECT f.key, c.progress, c.remark, c.owner, c.done, c.who FROM finding f JOIN event c ON c.id = f.claim ORDER BY f.key")
            .unwrap();
        let rows = query.query_map([], |row| {
            let text = |at: usize| {
                row.get::<_, Option<String>>(at)
                    .map(|own| own.unwrap_or_default())
            };
            Ok(format!(
                "{} {} {} {} {} {}",
                &text(0)?[..1],
                text(1)?,
                text(2)?,
                text(3)?,
                text(4)?,
                text(5)?
            ))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

#[test]
fn what_a_department_fills_in_is_taken_and_only_an_inspection_confirms_it() {
    let desk = Desk::new();
    desk.enter(&inspection(
        "2018-05-02",
        vec![finding("a"), finding("b"), finding("c")],
    ));
    let (a, b) = (finding("a").key, finding("b").key);
    let rows: &[&[&str]] = &[
        &[&a, "已整改", "页面已改", "王五", "2018年5月10日", "0", "x"],
        &[&b, "under way", "", "赵六", "", "0"],
    ];
    desk.workbook("filled.xlsx", &HEADINGS, &[("报送", rows)]);
    let import = || {
        desk.run(&[
            "import",
            "filled.xlsx",
            "--by",
            "商标局",
            "--today",
            "2018-05-11",
        ])
    };
    let ran = import();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out
            .contains("已记入 2 个问题的填报，0 个没有新内容，0 行不能记入"),
        "{}",
        ran.out
    );
    let claims = [
        "a rectified 页面已改 王五 2018-05-10 商标局",
        "b under-way  赵六  商标局",
    ];
    assert_eq!(desk.claims(), claims);
    // Nothing is put right by saying so, and saying it again is nothing new.
    assert_eq!(desk.states("2018-05-11"), ["a new", "b new", "c new"]);
    assert!(
        import()
            .out
            .contains("已记入 0 个问题的填报，2 个没有新内容")
    );
    assert_eq!(desk.acts("a"), ["found", "claimed"]);

    // The inspection finds a all the same, and b put right though nobody has said so.
    desk.enter(&inspection("2018-06-04", vec![finding("a"), finding("c")]));
    assert_eq!(desk.acts("a"), ["found", "claimed", "contradicted"]);
    assert_eq!(desk.acts("b"), ["found", "claimed", "rectified"]);
    assert_eq!(
        desk.states("2018-06-04"),
        ["a overdue", "b rectified", "c overdue"]
    );
    assert_eq!(desk.claims(), ["b under-way  赵六  商标局"]);
    // What it said before it was contradicted is not claimed again by the old file: the department has to say so anew.
    let again = import();
    assert!(
        again.code == 2 && again.err.contains("确实要改回的，重新导出再填"),
        "{}",
        again.err
    );
    assert_eq!(desk.claims(), ["b under-way  赵六  商标局"]);
    desk.enter(&inspection("2018-07-02", vec![finding("b"), finding("c")]));
    assert_eq!(
        desk.acts("a"),
        ["found", "claimed", "contradicted", "rectified"]
    );
    assert_eq!(desk.claims(), Vec::<String>::new());
}

#[test]
fn an_old_copy_takes_nothing_back_that_was_said_since() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    let a = finding("a").key;
    let copy = |name: &str, progress: &str, remark: &str, revision: &str| {
        let rows: &[&[&str]] = &[&[&a, progress, remark, "", "", revision]];
        desk.workbook(name, &HEADINGS, &[("全部", rows)]);
    };
    let import = |name: &str| {
        let ran = desk.run(&["import", name, "--today", "2018-05-11"]);
        (ran.out.contains("已记入 1 个"), ran.err)
    };
    let revision = || -> i64 {
        let read = |row: &rusqlite::Row<'_>| row.get(0);
        desk.database()
            .query_row("SELECT revision FROM finding", [], read)
            .unwrap()
    };
    copy("march.xlsx", "正在整改", "三月", "0");
    assert!(import("march.xlsx").0);
    copy("april.xlsx", "已整改", "四月", &revision().to_string());
    assert_eq!(import("april.xlsx"), (true, String::new()));
    // Neither lost without a word nor taken for new.
    let (is_taken, told) = import("march.xlsx");
    assert!(
        !is_taken && told.contains("确实要改回的，重新导出再填"),
        "{told}"
    );
    assert_eq!(desk.claims(), ["a rectified 四月   李检查"]);
    // Something else out of an old copy is taken, and told.
    copy("other.xlsx", "有异议", "", "0");
    let (is_taken, told) = import("other.xlsx");
    assert!(
        is_taken && told.contains("导出以后这个问题又有人填报过"),
        "{told}"
    );
}

#[test]
fn a_row_whose_key_stayed_behind_is_not_taken_for_another_finding() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a"), finding("b")]));
    let (a, b) = (finding("a").key, finding("b").key);
    let headings = ["问题", "整改情况", "问题编号"];
    let rows: &[&[&str]] = &[
        &[&finding("b").message, "已整改", &a],
        &[&finding("a").message, "", &b],
    ];
    desk.workbook("sorted.xlsx", &headings, &[("全部", rows)]);
    let ran = desk.run(&["import", "sorted.xlsx", "--today", "2018-05-11"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("第 4 行") && ran.err.contains("只排序了一部分列"),
        "{}",
        ran.err
    );
    assert_eq!(desk.claims(), Vec::<String>::new());
    // A text that somebody has shortened is no other finding.
    let rows: &[&[&str]] = &[&["多要材料", "已整改", &a]];
    desk.workbook("short.xlsx", &headings, &[("全部", rows)]);
    assert_eq!(
        desk.run(&["import", "short.xlsx", "--today", "2018-05-11"])
            .code,
        0
    );
}

#[test]
fn each_row_that_cannot_be_taken_is_named_and_the_others_are_taken() {
    let desk = Desk::new();
    let all = ["a", "b", "c", "d", "e", "f"].map(finding);
    desk.enter(&inspection("2018-05-02", all.to_vec()));
    let key = |name: &str| finding(name).key;
    let [a, b, c, d, e, f] = ["a", "b", "c", "d", "e", "f"].map(key);
    let whole: &[&[&str]] = &[
        &[&a, "已整改", "", "", "2018-05-10", "0"],
        &["nobody", "已整改", "", "", "", "0"],
        &[&b, "差不多了", "", "", "", "0"],
        &[&c, "已整改", "", "", "五月十日", "0"],
        &[&d, "已整改", "", "", "2018-06-01", "0"],
        &[&e, "已整改", "", "", "", "0"],
        &["", "已整改", "删了编号", "", "", "0"],
        &[&f, "", "", "", "", "0"],
    ];
    let own: &[&[&str]] = &[
        // The same as on the other sheet, another thing, and something where the other has nothing.
        &[&a, "已整改", "", "", "2018/5/10", "0"],
        &[&e, "正在整改", "", "", "", "0"],
        &[
            &f,
            "有异议",
            "=cmd|'/C calc'!A1",
            "电话13812345678",
            "",
            "0",
        ],
    ];
    desk.workbook(
        "filled.xlsx",
        &HEADINGS,
        &[("全部", whole), ("商标局", own)],
    );
    let ran = desk.run(&["import", "filled.xlsx", "--today", "2018-05-11"]);
    assert_eq!(ran.code, 2);
    let mut named: Vec<String> = ran
        .err
        .lines()
        .filter_map(|line| {
            line.split_once("工作表")
                .map(|(_, own)| own.chars().take(24).collect())
        })
        .collect();
    named.sort();
    assert_eq!(
        named,
        [
            "“全部”第 10 行：没有问题编号，不知道是哪个问题",
            "“全部”第 5 行：台账里没有编号为“nobody",
            "“全部”第 6 行：整改情况不能是“差不多了”，可以",
            "“全部”第 7 行：完成日期“五月十日”不是日期，写",
            "“全部”第 8 行：已整改的完成日期 2018-06",
            "“全部”第 9 行：与工作表“商标局”第 5 行填的是",
            "“商标局”第 5 行：与工作表“全部”第 9 行填的是",
        ]
        .map(|text| text.chars().take(24).collect::<String>())
    );
    assert!(
        ran.out
            .contains("已记入 2 个问题的填报，0 个没有新内容，7 行不能记入"),
        "{}",
        ran.out
    );
    // What was said is masked as it comes.
    assert_eq!(
        desk.claims(),
        [
            "a rectified   2018-05-10 李检查",
            "f disputed =cmd|'/C calc'!A1 电话138****5678  李检查",
        ]
    );
}

#[test]
fn a_copy_that_somebody_left_alone_takes_nothing_back() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a"), finding("b")]));
    let (a, b) = (finding("a").key, finding("b").key);
    let import = |rows: &[&[&str]]| {
        desk.workbook("filled.xlsx", &HEADINGS, &[("全部", rows)]);
        let ran = desk.run(&["import", "filled.xlsx", "--today", "2018-05-11"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    import(&[&[&a, "正在整改", "", "", "", "0"]]);
    let first: i64 = desk
        .database()
        .query_row("SELECT claim FROM finding WHERE claim > 0", [], |row| {
            row.get(0)
        })
        .unwrap();
    let first = first.to_string();
    import(&[&[&a, "已整改", "", "", "", &first]]);
    // Two copies from before: one blank, one with what it showed then.
    import(&[
        &[&a, "", "", "", "", "0"],
        &[&b, "正在整改", "", "", "", "0"],
    ]);
    import(&[&[&a, "正在整改", "", "", "", &first]]);
    assert_eq!(
        desk.claims(),
        ["a rectified    李检查", "b under-way    李检查"]
    );
}

#[test]
fn what_is_exported_is_filled_in_and_taken_back() {
    let desk = Desk::new();
    let mut other = finding("b");
    other.department = Some("专利/局".to_owned());
    let mut nobody = finding("c");
    nobody.department = None;
    desk.enter(&inspection("2018-05-02", vec![finding("a"), other, nobody]));
    let export = |name: &str| desk.run(&["export", "-o", name, "--today", "2018-05-11"]);
    assert_eq!(export("one.xlsx").code, 0);
    export("two.xlsx");
    let bytes = |name: &str| std::fs::read(desk.path().join(name)).unwrap();
    assert_eq!(bytes("one.xlsx"), bytes("two.xlsx"));
    let whole = desk.sheet("one.xlsx", "全部");
    let column = |name: &str| whole[0].iter().position(|own| own == name).unwrap();
    let told: Vec<[&str; 3]> = whole[1..]
        .iter()
        .map(|row| ["问题", "责任部门", "整改期限"].map(|name| row[column(name)].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ["线上多要材料c", "", "2018-05-16"],
            ["线上多要材料b", "专利/局", "2018-05-16"],
            ["线上多要材料a", "商标局", "2018-05-16"],
        ]
    );
    assert_eq!(desk.sheet("one.xlsx", "专利 局").len(), 2);
    assert_eq!(desk.sheet("one.xlsx", "未注明责任部门").len(), 2);
    // As it is it says nothing.
    let ran = desk.run(&["import", "one.xlsx"]);
    assert!(
        ran.out
            .contains("已记入 0 个问题的填报，3 个没有新内容，0 行不能记入"),
        "{}",
        ran.out
    );
    let english = desk.run(&[
        "export",
        "-o",
        "en.xlsx",
        "--lang",
        "en",
        "--department",
        "商标局",
    ]);
    assert_eq!(english.code, 0);
    assert_eq!(desk.sheet("en.xlsx", "All").len(), 2);
    assert_eq!(desk.run(&["import", "en.xlsx", "--lang", "en"]).code, 0);
}

#[test]
fn nothing_of_a_guide_is_calculated_or_breaks_the_workbook() {
    let texts = [
        "=cmd|'/C calc'!A1".to_owned(),
        "+1+1".to_owned(),
        "-2".to_owned(),
        "@SUM(A1)".to_owned(),
        "\t=1".to_owned(),
        "a\u{0}\u{b}\u{202e}b\u{ffff}<x>&amp;]]>_x000A_".to_owned(),
        "字".repeat(100_000),
    ];
    let rows: Vec<LedgerRow> = texts
        .iter()
        .map(|text| LedgerRow {
            key: "k".to_owned(),
            state: "new".to_owned(),
            severity: "error".to_owned(),
            department: Some(text.chars().take(60).collect()),
            message: text.clone(),
            ..LedgerRow::default()
        })
        .collect();
    let desk = Desk::new();
    let day = Date::parse("2018-05-02").unwrap();
    let bytes = ledger_xlsx(&rows, Language::Chinese, day).unwrap();
    std::fs::write(desk.path().join("x.xlsx"), &bytes).unwrap();
    let sheet = desk.sheet("x.xlsx", "全部");
    let column = sheet[0].iter().position(|own| own == "问题").unwrap();
    let told: Vec<&str> = sheet[1..].iter().map(|row| row[column].as_str()).collect();
    assert_eq!(&told[..5], &texts[..5]);
    assert_eq!(
        told[5],
        "a\u{fffd}\u{fffd}\u{fffd}b\u{fffd}<x>&amp;]]>_x000A_"
    );
    assert!(told[6].ends_with("全文见检查报告）") && told[6].encode_utf16().count() == 32_767);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for at in 0..archive.len() {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut text).unwrap();
        assert!(!text.contains("<f>") && !text.contains("<f "), "part {at}");
    }
}

#[test]
fn files_that_are_no_ledger_say_so() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    desk.workbook(
        "other.xlsx",
        &["姓名", "电话"],
        &[("通讯录", &[&["王五", "1"]])],
    );
    std::fs::write(desk.path().join("text.xlsx"), "不是工作簿").unwrap();
    std::fs::write(desk.path().join("broken.xlsx"), b"PK\x03\x04broken").unwrap();
    let mut dated = Workbook::new();
    let sheet = dated.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.write_string(1, 0, finding("a").key).unwrap();
    sheet.write_string(1, 1, "已整改").unwrap();
    let day = ExcelDateTime::from_ymd(2018, 5, 10).unwrap();
    sheet.write_datetime_with_format(1, 4, &day, &date).unwrap();
    dated.save(desk.path().join("dated.xlsx")).unwrap();
    let files = [
        "other.xlsx",
        "text.xlsx",
        "broken.xlsx",
        "none.xlsx",
        "dated.xlsx",
    ];
    let mut arguments = vec!["import", "--today", "2018-05-11"];
    arguments.extend(files);
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 2);
    for file in &files[..4] {
        assert!(ran.err.contains(file), "{file}: {}", ran.err);
    }
    assert!(ran.err.contains("没有一行是问题台账的内容"), "{}", ran.err);
    // The one that is a ledger, with a date of Excel in it, is taken.
    assert_eq!(desk.claims(), ["a rectified   2018-05-10 李检查"]);
}
