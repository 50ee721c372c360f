//! Rows of every kind, and what is read of them.

use super::*;

/// name | original | copies | count | medium | necessity | case | notes
fn shown(row: &str) -> String {
    let read = Requirement::read(row);
    let wanted = |w: &Option<Wanted>| match w {
        None => "-".to_owned(),
        Some(w) => w.number.map_or("+".to_owned(), |n| n.to_string()),
    };
    let notes: Vec<_> = read.notes.iter().map(|r| &row[r.clone()]).collect();
    format!(
        "{}|{}{}|{}|{}|{}|{}|{}|{}",
        read.name_in(row),
        wanted(&read.original),
        if read.either { "?" } else { "" },
        wanted(&read.copies),
        read.count
            .as_ref()
            .map_or("-".to_owned(), |c| format!("{}{}", c.number, c.counter)),
        read.medium.as_ref().map_or("-", |(m, _)| m.chinese()),
        read.necessity.as_ref().map_or("-", |(n, _)| n.chinese()),
        read.case.as_ref().map_or("-", |r| &row[r.clone()]),
        notes.join("/"),
    )
}

#[test]
fn rows_of_every_kind() {
    let cases = [
        ("居民身份证", "居民身份证|-|-|-|-|-|-|"),
        ("3.居民身份证复印件1份。", "居民身份证|-|1|-|-|-|-|"),
        (
            "身份证（原件1份，复印件2份，纸质）",
            "身份证|1|2|-|纸质|-|-|",
        ),
        (
            "《专利权质押登记申请表》一式两份",
            "《专利权质押登记申请表》|-|-|2份|-|-|-|",
        ),
        (
            "《公司登记（备案）申请书》。(1份)",
            "《公司登记（备案）申请书》|-|-|1份|-|-|-|",
        ),
        ("登记证书（副本）复印件", "登记证书（副本）|-|+|-|-|-|-|"),
        ("学籍证明原件及复印件", "学籍证明|+|+|-|-|-|-|"),
        ("产权证（原件或者复印件1份）", "产权证|1?|1|-|-|-|-|"),
        ("图样（3张）", "图样|-|-|3张|-|-|-|"),
        (
            "方案（原件3，纸质；来源：申请人自备）",
            "方案|3|-|-|纸质|-|-|",
        ),
        ("样图纸质2份", "样图|-|-|2份|纸质|-|-|"),
        ("样图（电子一份）", "样图|-|-|1份|电子|-|-|"),
        ("方案（复印件2份、原件1份）", "方案|1|2|-|-|-|-|"),
        (
            "境外设立的，请一并提交公证文书1份",
            "公证文书|-|-|1份|-|-|境外设立的|",
        ),
        ("承诺书（加盖公章）", "承诺书|-|-|-|-|-|-|加盖公章"),
        (
            "变更住所的，提供产权证明2份",
            "产权证明|-|-|2份|-|-|变更住所的|",
        ),
        ("获奖证明复印件（非必要）", "获奖证明|-|+|-|-|非必要|-|"),
        (
            "主合同（原件1份，纸质）。不提交原件的，提交经确认的复印件",
            "主合同|1|-|-|纸质|-|-|不提交原件的，提交经确认的复印件",
        ),
        (
            "申请表（原件1份；规格：A4；签章要求：加盖公章）",
            "申请表|1|-|-|-|-|-|",
        ),
        ("身份证件复印件。（1份）", "身份证件|-|1|-|-|-|-|"),
        ("《通知书》原件。（1份）", "《通知书》|1|-|-|-|-|-|"),
        ("章程。（1份）\n（股东签字）", "章程|-|-|1份|-|-|-|股东签字"),
        (
            "住所（经营场所）使用证明复印件一份",
            "住所（经营场所）使用证明|-|1|-|-|-|-|",
        ),
        ("图纸（电子版）", "图纸|-|-|-|电子|-|-|"),
        ("复印件", "复印件|-|-|-|-|-|-|"),
        ("申请书（加盖公章）1份", "申请书|-|-|1份|-|-|-|加盖公章"),
        ("委托书（委托办理时提供）", "委托书|-|-|-|-|-|委托办理|"),
        ("户口簿（户主页）复印件2份", "户口簿|-|2|-|-|-|-|户主页"),
        ("", "|-|-|-|-|-|-|"),
        ("（", "（|-|-|-|-|-|-|"),
    ];
    for (row, wanted) in cases {
        assert_eq!(shown(row), wanted, "{row}");
    }
}

#[test]
fn nothing_is_dropped() {
    let row = "租赁合同（原件1份，须经公证）";
    assert_eq!(shown(row), "租赁合同|1|-|-|-|-|-|须经公证");
}

/// What is longer than any row is taken as it stands, whatever it holds.
#[test]
fn what_is_longer_than_any_row_is_left_whole() {
    let part = "示例材料证明文件（原件1份，复印件2份）";
    let short = part.repeat(100);
    assert!(Requirement::read(&short).original.is_some());
    let long = part.repeat(200);
    let read = Requirement::read(&long);
    assert_eq!(read.name_in(&long), long);
    assert!(read.original.is_none() && read.notes.is_empty());
    let remark = Requirement::read_remark(&long);
    assert_eq!(remark.notes.first(), Some(&(0..long.len())));
}
