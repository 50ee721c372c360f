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
fn a_picture_in_place_of_a_text() {
    let why = unseen("apart", "authority-altered", |office| {
        for entry in fs::read_dir(office.path("own/halls/online")).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let Some(start) = text.find("实施主体") else {
                continue;
            };
            let value = ["<dd>", "<td", "</th>"]
                .iter()
                .filter_map(|own| text[start..].find(own));
            let open = start + value.min().unwrap();
            let open = open + text[open..].find('>').unwrap() + 1;
            let open = match text[open..].starts_with("<td") {
                true => open + text[open..].find('>').unwrap() + 1,
                false => open,
            };
            let end = open + text[open..].find('<').unwrap();
            let text = format!("{}<img src=\"a.png\">{}", &text[..open], &text[end..]);
            fs::write(path, text).unwrap();
        }
    });
    assert_eq!(why, PART);
}

#[test]
fn a_word_of_a_row_that_means_nothing() {
    let office = Office::of("fictitious");
    let source = fs::read_to_string(office.path("own/guides/example-pledge.yaml")).unwrap();
    fs::remove_file(office.path("own/halls/online/example-pledge.html")).unwrap();
    let page = source.replacen("必要性: 必要", "必要性: 非必要", 1);
    assert_ne!(page, source);
    office.write("own/halls/online/example-pledge.yaml", &page);
    office.inspect("before", &[]);
    let was = of_rule(&office.data("before"), "material-altered");
    assert_eq!(was.len(), 1);
    let page = page.replacen("必要性: 非必要", "必要性: 视情况", 1);
    office.write("own/halls/online/example-pledge.yaml", &page);
    office.run(&["inspect", "own", "--out", "out", "--today", "2024-03-11"]);
    let data = office.data("out");
    assert_eq!(keys(&data, "rectified"), BTreeSet::new());
    assert!(
        was.is_subset(&keys(&data, "unseen")),
        "{:#}",
        data["before"]
    );
}

#[test]
fn another_identifier_in_the_same_file() {
    let why = unseen("apart", "material-altered", |office| {
        replace(
            office,
            "own/guides/trademark-pledge.yaml",
            "标识: trademark-pledge",
            "标识: pledge-of-trademarks",
        );
    });
    assert_eq!(why, "库中已没有这个标识的指南，问题所在的文件还在");
}

#[test]
fn a_guide_that_is_gone_where_no_list_says_whether_it_should_be() {
    let why = unseen("apart", "material-altered", |office| {
        for file in ["guides/trademark-pledge.yaml", "registers/items.yaml"] {
            fs::remove_file(office.path("own").join(file)).unwrap();
        }
        for hall in ["online", "in-person"] {
            for entry in fs::read_dir(office.path("own/halls").join(hall)).unwrap() {
                let path = entry.unwrap().path();
                if path.to_string_lossy().contains("trademark-pledge") {
                    fs::remove_file(path).unwrap();
                }
            }
        }
    });
    assert_eq!(why, "指南已不在库中，这次没有可以核对的事项清单");
}

#[test]
fn whatever_is_mended_is_put_right() {
    let office = Office::of("apart");
    office.inspect("before", &[]);
    let pending = open(&office.data("before")).len();
    for (channel, format, ending) in [("online", "html", "html"), ("in-person", "docx", "docx")] {
        for entry in fs::read_dir(office.path("own/halls").join(channel)).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let guides = ["yaml", "json"].map(|own| format!("own/guides/{stem}.{own}"));
            let Some(guide) = guides.iter().find(|own| office.path(own).exists()) else {
                continue;
            };
            let folder = format!("own/halls/{channel}");
            office.run(&[
                "render",
                guide,
                "-c",
                channel,
                "-f",
                format,
                "-o",
                &folder,
                "--today",
                "2024-03-01",
            ]);
            assert!(office.path(&format!("{folder}/{stem}.{ending}")).exists());
        }
    }
    office.run(&["inspect", "own", "--out", "out", "--today", "2024-03-11"]);
    let data = office.data("out");
    let (rectified, unseen) = (keys(&data, "rectified"), keys(&data, "unseen"));
    assert_eq!(unseen, BTreeSet::new());
    assert!(rectified.len() >= 30, "{}", rectified.len());
    let remaining = data["before"]["remaining"].as_u64().unwrap() as usize;
    assert_eq!(rectified.len() + remaining, pending);
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
    assert_eq!(why, "库中已没有这个标识的指南，问题所在的文件还在");
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
    // Nor is it forgotten why.
    let list = [
        "ledger",
        "list",
        "--format",
        "json",
        "--state",
        "waived",
        "--ledger",
        "own/ledger.sqlite",
    ];
    let list: Value = serde_json::from_str(&office.run(&list).out).unwrap();
    let reasons = list["findings"].as_array().unwrap().iter();
    assert!(reasons.clone().count() > 0 && reasons.clone().all(|own| own["waived"].is_string()));
    // They are accepted no less than before, and the rules of waivers said nothing.
    assert_eq!(waived(&data), waived(&was));
    let unused = of_rule(&was, "waiver-unused");
    assert!(!unused.is_empty() && unused.is_subset(&keys(&data, "unseen")));
}

#[test]
fn one_of_two_files_of_a_guide() {
    let why = unseen("apart", "material-altered", |office| {
        // The first of them still bears the identifier.
        let text = fs::read_to_string(office.path("own/guides/trademark-pledge.yaml")).unwrap();
        office.write("own/guides/another.yaml", &text);
        office.write("own/guides/trademark-pledge.yaml", "- [");
    });
    assert_eq!(why, "这次指南没有读出来");
}
