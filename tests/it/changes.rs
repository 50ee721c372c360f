//! What is told of a guide that is held against what it was before.

use tongyuan::{Capture, Case, Channel, Checked, Date, Policy, Registers, check};
use tongyuan_tests::workspace;

/// The guide of the examples, with these words put for others, against itself as it was.
fn changed(changes: &[(&str, &str)]) -> Checked {
    let base = workspace::text("tests/examples/base.yaml");
    let mut now = base.clone();
    for (old, new) in changes {
        assert!(now.contains(old), "{old}");
        now = now.replace(old, new);
    }
    against(&now, &base)
}

fn against(now: &str, base: &str) -> Checked {
    let mut case =
        Case::new(Capture::new("guides/a.yaml", now)).base(Capture::new("guides/a.yaml", base));
    for channel in [Channel::Online, Channel::InPerson] {
        let name = format!("halls/{}/a.yaml", channel.key());
        case = case.published(channel, Capture::new(name, now));
    }
    let policy = Policy {
        today: Date::parse("2024-03-01"),
        ..Policy::default()
    };
    check(&case, &Registers::default(), &policy)
}

fn rules(checked: &Checked) -> Vec<&str> {
    checked.findings.iter().map(|own| own.rule.id()).collect()
}

const NEW: (&str, &str) = ("版本号: 2", "版本号: 3");
const APPROVED: (&str, &str) = ("示例知发〔2024〕3号", "示例知发〔2024〕5号");

#[test]
fn what_is_no_change_of_the_guide() {
    assert!(rules(&changed(&[])).is_empty());
    for change in [
        // Other forms of the same.
        (
            "债务履行期限不超过权利有效期",
            "债务履行期限不超过权利有效期。",
        ),
        // What is a channel's own, or no demand at all.
        ("地址: 示例市示例路1号", "地址: 示例市示例路2号"),
        ("9:00-12:00", "8:30-12:00"),
        ("核验日期: 2024-02-20", "核验日期: 2024-02-28"),
        ("责任部门: 运用促进处", "责任部门: 业务处"),
    ] {
        let found = changed(&[change]);
        assert!(rules(&found).is_empty(), "{change:?}: {:?}", rules(&found));
    }
}

#[test]
fn one_change_is_told_by_the_rule_whose_it_is() {
    let relieved = ("原件: 1, 复印件: 1", "原件: 1");
    assert_eq!(rules(&changed(&[relieved])), ["change-unversioned"]);
    assert_eq!(rules(&changed(&[relieved, NEW])), ["change-unapproved"]);
    assert!(rules(&changed(&[relieved, NEW, APPROVED])).is_empty());
    let lower = ("版本号: 2", "版本号: 1");
    assert_eq!(
        rules(&changed(&[relieved, lower, APPROVED])),
        ["change-unversioned"]
    );
    // An approval without a day is told where it stands, whatever changed.
    let dayless = (
        "{批准文件: 示例知发〔2024〕3号, 批准日期: 2024-02-20}",
        "{批准文件: 示例知发〔2024〕5号}",
    );
    assert_eq!(
        rules(&changed(&[relieved, NEW, dayless])),
        ["change-unapproved"]
    );
}

#[test]
fn a_burden_is_told_once_with_its_channel() {
    let found = changed(&[("原件: 1, 复印件: 1", "原件: 1, 复印件: 3"), NEW, APPROVED]);
    assert_eq!(rules(&found), ["change-adds-burden"]);
    assert_eq!(found.findings[0].channel, None);
    let one = "线上: {介质: 电子, 原件: 1}, 线下: {介质: 纸质, 原件: 1, 复印件: 1}";
    let more = one.replace("复印件: 1", "复印件: 2");
    let base = workspace::text("tests/examples/base.yaml");
    let base = base.replace("介质: 纸质, 原件: 1, 复印件: 1", one);
    let now = base
        .replace(one, &more)
        .replace(NEW.0, NEW.1)
        .replace(APPROVED.0, APPROVED.1);
    let found = against(&now, &base);
    assert_eq!(rules(&found), ["change-adds-burden"]);
    assert_eq!(found.findings[0].channel, Some(Channel::InPerson));
}

/// A slip that was mended, and a base that cannot be read, blame nobody.
#[test]
fn what_is_not_known_is_no_change() {
    let now = workspace::text("tests/examples/base.yaml");
    let slip = now.replace("    名称: 示例权利质押合同", "    名城: 示例权利质押合同");
    let found = against(&now, &slip);
    assert!(
        !rules(&found).contains(&"change-adds-burden"),
        "{:?}",
        rules(&found)
    );
    let found = against(&now, "[甲: {");
    assert!(rules(&found).is_empty(), "{:?}", rules(&found));
    assert_eq!(found.notes.len(), 1);
    assert!(!found.is_incomplete());
}
