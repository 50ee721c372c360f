//! What could not be looked at is not put right, whatever kept it from being looked at.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{Office, open};

/// The findings of a rule that an inspection has: their keys.
fn of_rule(data: &Value, rule: &str) -> BTreeSet<String> {
    let own = open(data).into_iter().filter(|own| own["rule"] == rule);
    own.map(|own| own["key"].as_str().unwrap().to_owned())
        .collect()
}

fn keys(data: &Value, list: &str) -> BTreeSet<String> {
    let list = data["before"][list].as_array().unwrap().iter();
    list.map(|own| own["key"].as_str().unwrap().to_owned())
        .collect()
}

/// Inspects a fixture, changes something, and inspects it again: what of a rule's findings is not there any more was not looked at, and
/// nothing else of the rule is put right. Gives why, as it is told.
fn unseen(fixture: &str, rule: &str, change: impl FnOnce(&Office)) -> String {
    let office = Office::of(fixture);
    office.inspect("before", &[]);
    let was = of_rule(&office.data("before"), rule);
    assert!(!was.is_empty(), "{rule}");
    change(&office);
    let ran = office.run(&["inspect", "own", "--out", "out", "--today", "2024-03-11"]);
    let data = office.data("out");
    let gone: BTreeSet<String> = was.difference(&of_rule(&data, rule)).cloned().collect();
    assert!(!gone.is_empty(), "{rule} is still there: {}", ran.err);
    let (unseen, rectified) = (keys(&data, "unseen"), keys(&data, "rectified"));
    assert!(gone.is_subset(&unseen), "{rule}: {rectified:?}");
    assert!(was.is_disjoint(&rectified), "{rule}");
    let own = data["before"]["unseen"].as_array().unwrap().iter();
    let mut own = own.filter(|own| gone.contains(own["key"].as_str().unwrap()));
    own.next().unwrap()["why"].as_str().unwrap().to_owned()
}

fn replace(office: &Office, file: &str, from: &str, to: &str) {
    let path = office.path(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

const PART: &str = "这次有关内容没有全部读出来";
const REGISTER: &str = "这次作判断所依据的清单没有全部读出来";

#[test]
fn a_section_that_is_a_picture() {
    let why = unseen("apart", "material-extra", |office| {
        let page = office.path("own/halls/online/trademark-pledge.html");
        let text = fs::read_to_string(&page).unwrap();
        let start = text.find("申请材料").unwrap();
        let table = start + text[start..].find("<table").unwrap();
        let end = table + text[table..].find("</table>").unwrap() + "</table>".len();
        let text = format!("{}<img src=\"a.png\">{}", &text[..table], &text[end..]);
        fs::write(page, text).unwrap();
    });
    assert_eq!(why, PART);
}

#[test]
fn a_slip_in_the_source() {
    let why = unseen("apart", "material-altered", |office| {
        replace(
            office,
            "own/guides/trademark-pledge.yaml",
            "原件: 2",
            "原件: 若干",
        );
    });
    assert_eq!(why, PART);
}

#[test]
fn records_that_cannot_be_read() {
    let why = unseen("faulty/practice", "practice-material-extra", |office| {
        for entry in fs::read_dir(office.path("own/practice")).unwrap() {
            fs::write(entry.unwrap().path(), "甲,乙\n1,2\n").unwrap();
        }
    });
    assert_eq!(why, "这次办件记录没有全部读出来");
}

#[test]
fn a_register_with_a_row_that_cannot_be_read() {
    let why = unseen("faulty/legal-basis", "legal-basis-repealed", |office| {
        let file = "own/registers/laws.yaml";
        replace(office, file, "废止日期: 2022-01-01", "废止日期: 二〇二二年");
    });
    assert_eq!(why, REGISTER);
}

#[test]
fn a_rule_of_the_repository_that_gives_no_answer() {
    let why = unseen("faulty/own-rules", "own-promise", |office| {
        for entry in fs::read_dir(office.path("own/guides")).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().filter(|line| !line.contains("承诺时限"));
            fs::write(path, lines.collect::<Vec<_>>().join("\n")).unwrap();
        }
    });
    assert_eq!(why, "这次这条规则对这份指南没有作判断");
}

#[test]
fn a_channel_of_which_nothing_is_there() {
    let why = unseen("apart", "material-extra", |office| {
        fs::remove_dir_all(office.path("own/halls/online")).unwrap();
    });
    assert_eq!(why, "这次没有该渠道发布的文件，指南也没有写明该渠道不办理");
}

#[test]
fn a_guide_that_is_gone_and_published_still() {
    let why = unseen("apart", "material-altered", |office| {
        fs::remove_file(office.path("own/guides/trademark-pledge.yaml")).unwrap();
    });
    assert_eq!(why, "指南已不在库中，发布的文件还在");
}

#[test]
fn waivers_that_cannot_be_read() {
    let office = Office::of("faulty/waivers");
    office.inspect("before", &[]);
    let was = office.data("before");
    let waived = |data: &Value| -> BTreeSet<String> {
        let all = data["findings"].as_array().unwrap().iter();
        let own = all.filter(|own| own["rectification"]["state"] == "waived");
        own.map(|own| own["key"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(!waived(&was).is_empty());
    let file = office.path("own/waivers.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\n- [")).unwrap();
    let ran = office.run(&["inspect", "own", "--out", "out", "--today", "2024-03-11"]);
    assert_eq!(ran.code, 2);
    let data = office.data("out");
    // They are accepted no less than before, and the rules of waivers said nothing.
    assert_eq!(waived(&data), waived(&was));
    let unused = of_rule(&was, "waiver-unused");
    assert!(!unused.is_empty() && unused.is_subset(&keys(&data, "unseen")));
}
