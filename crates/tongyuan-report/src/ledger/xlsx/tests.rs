use super::*;

fn row(key: &str, department: Option<&str>, message: &str) -> LedgerRow {
    LedgerRow {
        key: key.to_owned(),
        state: "new".to_owned(),
        severity: "error".to_owned(),
        department: department.map(str::to_owned),
        message: message.to_owned(),
        ..LedgerRow::default()
    }
}

#[test]
fn names_of_sheets_are_those_that_excel_takes() {
    let mut names = Names::default();
    let mut take = |name: &str| names.take(name);
    assert_eq!(take("全部"), "全部");
    assert_eq!(take("全部"), "全部 (2)");
    assert_eq!(take("商标/专利[一]:*?\\处"), "商标 专利 一     处");
    assert_eq!(take("'引号'"), "引号");
    assert_eq!(take("  "), "_");
    assert_eq!(take("History"), "History_");
    let long = "很".repeat(40);
    assert_eq!(take(&long), "很".repeat(31));
    assert_eq!(take(&long), format!("{} (2)", "很".repeat(27)));
    assert_eq!(take("ABC"), "ABC");
    assert_eq!(take("abc"), "abc (2)");
    // Two units each, and never half of one.
    assert_eq!(take(&"𠀀".repeat(20)), "𠀀".repeat(15));
}

#[test]
fn a_text_fits_into_a_cell() {
    let long = "字".repeat(100_000);
    let cut = fitted(&long, Language::Chinese);
    assert_eq!(cut.encode_utf16().count(), LONGEST);
    assert!(cut.ends_with("全文见检查报告）"));
    let wide = fitted(&"𠀀".repeat(20_000), Language::English);
    assert!(wide.encode_utf16().count() <= LONGEST && wide.ends_with("in the report)"));
    assert_eq!(
        fitted("\u{202e}a\u{0}\u{ffff}\r\nb", Language::English),
        "\u{fffd}a\u{fffd}\u{fffd}\nb"
    );
}

#[test]
fn the_same_rows_are_the_same_bytes() {
    let rows = [
        row("a", Some("乙局"), "=1+1"),
        row("b", None, "@x"),
        row("c", Some("甲局"), ""),
    ];
    let Some(day) = Date::parse("2018-05-02") else {
        unreachable!()
    };
    let write = || ledger_xlsx(&rows, Language::Chinese, day).unwrap_or_default();
    let first = write();
    assert!(first.starts_with(b"PK"));
    assert_eq!(first, write());
}
