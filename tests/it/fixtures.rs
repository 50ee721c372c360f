//! The fixtures say what they are said to say.

use std::collections::BTreeMap;

use serde_json::Value;
use tongyuan::{Capture, Case, Channel, Form, Language, Policy, Registers, check, report};
use tongyuan_model::schema::{
    BASELINE_SCHEMA, CALENDAR_SCHEMA, CANCELLED_SCHEMA, GUIDE_SCHEMA, GUIDE_SCHEMA_ZH,
    ITEMS_SCHEMA, LAWS_SCHEMA, MATERIALS_SCHEMA, OWN_RULES_SCHEMA, WAIVERS_SCHEMA,
};
use tongyuan_tests::command::run;
use tongyuan_tests::repository::fixtures;
use tongyuan_tests::{repository, workspace};

const TODAY: [&str; 2] = ["--today", "2024-03-01"];

#[test]
fn cnipa_is_clean() {
    let ran = run(&["check", "fixtures/cnipa", TODAY[0], TODAY[1]]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "检查了 17 份指南，比对了 33 个已发布版本：没有发现问题。\n"
        )
    );
    let checked = repository::checked("cnipa");
    assert!(checked.findings.is_empty());
    // Every document of the fixture is read to the last section.
    let unread: Vec<_> = checked
        .notes
        .iter()
        .map(|note| format!("{}: {}", note.file, note.message.english))
        .filter(|note| !note.contains("decoded as GB18030"))
        .collect();
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn cnipa_is_as_rich_as_it_claims() {
    let cases = repository::cases("cnipa");
    assert!(cases.len() >= 12, "{} items", cases.len());
    let online = cases
        .iter()
        .flat_map(|case| &case.published)
        .filter(|(_, c)| c.name.ends_with(".html"));
    let halls = cases
        .iter()
        .flat_map(|case| &case.published)
        .filter(|(_, c)| c.name.ends_with(".docx"));
    assert!(online.count() >= 12);
    assert!(halls.count() >= 12);
}

/// The command finds in `fixtures/apart` exactly what `faults.json` names, by rule, file and place.
#[test]
fn apart_has_exactly_its_faults() {
    let faults = faults("fixtures/apart");
    assert!(faults.len() >= 25, "{} faults", faults.len());
    let ran = run(&[
        "check",
        "fixtures/apart",
        "--format",
        "json",
        TODAY[0],
        TODAY[1],
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(departures("fixtures/apart", &ran.out, &faults), []);
    let rules: std::collections::BTreeSet<_> =
        faults.iter().map(|fault| text(&fault["rule"])).collect();
    assert!(rules.len() >= 20, "{} kinds of faults", rules.len());
}

/// So do the small repositories, one for each family of rules.
#[test]
fn faulty_repositories_have_exactly_their_faults() {
    for fixture in fixtures() {
        let folder = format!("fixtures/{fixture}");
        if fixture.starts_with("faulty/") {
            // Through the library, which takes what these guides were before a change from a folder.
            let checked = repository::checked(&fixture);
            let report = report(&checked, Form::Json, Language::Chinese);
            assert_eq!(
                departures(&folder, &report, &faults(&folder)),
                [],
                "{fixture}"
            );
        }
    }
}

fn faults(folder: &str) -> Vec<Value> {
    serde_json::from_str(&workspace::text(&format!("{folder}/faults.json"))).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Where a repository has more or fewer faults than it is said to have: rule, file and place, with the two numbers.
fn departures(folder: &str, report: &str, faults: &[Value]) -> Vec<([String; 3], (usize, usize))> {
    let report: Value = serde_json::from_str(report).unwrap();
    let mut counts: BTreeMap<[String; 3], (usize, usize)> = BTreeMap::new();
    for fault in faults {
        assert!(!text(&fault["why"]).is_empty());
        let key = ["rule", "file", "place"].map(|name| text(&fault[name]));
        counts.entry(key).or_default().0 += 1;
    }
    let open = |finding: &&Value| finding["waived"].is_null() && finding["baseline"] == false;
    for finding in report["findings"].as_array().unwrap().iter().filter(open) {
        let location = &finding["location"];
        let file = text(&location["file"]);
        let inside = file.strip_prefix(&format!("{folder}/"));
        let file = inside.unwrap_or(&file).to_owned();
        let key = [text(&finding["rule"]), file, text(&location["place"])];
        counts.entry(key).or_default().1 += 1;
    }
    let counts = counts.into_iter();
    counts
        .filter(|(_, (wanted, found))| wanted != found)
        .collect()
}

/// The text output shows each fault with the line it stands in.
#[test]
fn apart_is_shown_with_excerpts() {
    let faults: Vec<Value> =
        serde_json::from_str(&workspace::text("fixtures/apart/faults.json")).unwrap();
    let ran = run(&["check", "fixtures/apart", TODAY[0], TODAY[1]]);
    assert_eq!(ran.code, 1);
    let shown = ran.out.matches("\n  --> ").count() + ran.out.matches(" --> ").count();
    assert!(
        shown >= faults.len(),
        "{shown} places for {} faults",
        faults.len()
    );
    for fault in &faults {
        let rule = fault["rule"].as_str().unwrap();
        assert!(
            ran.out.contains(&format!("[{rule}]")),
            "{rule} is not shown"
        );
    }
}

#[test]
fn the_fictitious_authority_is_clean_and_has_codes() {
    let checked = repository::checked("fictitious");
    assert!(checked.findings.is_empty(), "{:#?}", checked.findings);
    assert!(checked.notes.is_empty(), "{:#?}", checked.notes);
    let text = workspace::text("fixtures/fictitious/guides/example-pledge.yaml");
    assert!(text.contains("实施编码") && text.contains("基本编码"));
}

/// The schemas are schemas, and the fixtures keep them when an independent reading of JSON Schema looks at them.
#[test]
fn schemas_are_valid() {
    for text in [
        GUIDE_SCHEMA,
        GUIDE_SCHEMA_ZH,
        ITEMS_SCHEMA,
        MATERIALS_SCHEMA,
        LAWS_SCHEMA,
        CANCELLED_SCHEMA,
        CALENDAR_SCHEMA,
        WAIVERS_SCHEMA,
        BASELINE_SCHEMA,
        OWN_RULES_SCHEMA,
    ] {
        let schema: Value = serde_json::from_str(text).unwrap();
        jsonschema::meta::validate(&schema).unwrap();
    }
    for name in ["config", "findings", "diff"] {
        let schema: Value =
            serde_json::from_str(&workspace::text(&format!("schemas/{name}.schema.json"))).unwrap();
        jsonschema::meta::validate(&schema).unwrap();
    }
}

/// A guide in Chinese keys keeps the Chinese schema, checked as plain JSON.
#[test]
fn chinese_guides_keep_the_chinese_schema() {
    let schema: Value = serde_json::from_str(GUIDE_SCHEMA_ZH).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let guide: Value = serde_json::from_str(&workspace::text(
        "fixtures/cnipa/guides/patent-register-copy.json",
    ))
    .unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&guide)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut broken = guide;
    broken["事项"]["类型"] = Value::from("行政许诺");
    assert!(!validator.is_valid(&broken));
}

/// JSON outputs keep their own schemas.
#[test]
fn outputs_keep_their_schemas() {
    let schema = |name: &str| -> Value {
        serde_json::from_str(&workspace::text(&format!("schemas/{name}.schema.json"))).unwrap()
    };
    let findings = run(&[
        "check",
        "fixtures/apart",
        "--format",
        "json",
        TODAY[0],
        TODAY[1],
    ]);
    let diff = run(&[
        "diff",
        "fixtures/cnipa/guides/patent-pledge.yaml",
        "fixtures/cnipa/guides/trademark-pledge.yaml",
        "--format",
        "json",
    ]);
    let agreeing = run(&[
        "diff",
        "fixtures/cnipa/guides/patent-pledge.yaml",
        "fixtures/cnipa/halls/online/patent-pledge.html",
        "--all",
        "--format",
        "json",
    ]);
    for (name, out) in [
        ("findings", &findings.out),
        ("diff", &diff.out),
        ("diff", &agreeing.out),
    ] {
        let value: Value = serde_json::from_str(out).unwrap();
        let validator = jsonschema::validator_for(&schema(name)).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&value)
            .map(|e| format!("{e} at {}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

/// The sheet of a hall that says the same as the source in the layouts that offices use: none of them departs from it.
#[test]
fn layouts_that_say_the_same() {
    const FORM: &str = "示例权利质押登记申请表";
    const CONTRACT: &str = "示例权利质押合同";
    let source = format!(
        "标识: a\n申请材料:\n\
         - {{名称: {FORM}, 提交方式: {{介质: 纸质, 原件: 1}}}}\n\
         - {{名称: {CONTRACT}, 提交方式: {{介质: 纸质, 原件: 1, 复印件: 1}}}}\n\
         受理条件:\n- 内容: 出质人是登记簿记载的权利人\n- 内容: 债务期限不超过权利有效期\n\
         办结时限:\n  法定时限: {{数值: 10, 单位: 工作日, 起算: 自受理之日起}}\n  承诺时限: {{数值: 7, 单位: 工作日, 起算: 自受理之日起}}\n\
         收费: {{是否收费: false}}\n咨询投诉: {{咨询: [0999-1234567], 投诉: [0999-7654321]}}\n"
    );
    let materials = [
        format!("<ol><li>{FORM}（原件1份）</li><li>{CONTRACT}（原件1份，复印件1份）</li></ol>"),
        format!(
            "<p>申请人应当提交以下材料：</p><p>1.{FORM}原件一份；</p><p>2.{CONTRACT}原件、复印件各一份。</p>"
        ),
        format!("<p>（一）《{FORM}》，原件1份；</p><p>（二）{CONTRACT}，原件及复印件各1份。</p>"),
        format!(
            "<table><tr><th>序号</th><th>名称</th><th>份数</th><th>材料要求</th></tr>\
             <tr><td>1</td><td>{FORM}</td><td>1</td><td>原件</td></tr>\
             <tr><td>2</td><td>{CONTRACT}</td><td>各1份</td><td>原件和复印件</td></tr></table>"
        ),
        format!(
            "<ul><li><a href='x.doc'>{FORM}</a>（原件1份）<a href='y'>下载空表</a></li>\
             <li>{CONTRACT}（原件1份，复印件1份）</li></ul>"
        ),
    ];
    let conditions = [
        "<p>1. 出质人是登记簿记载的权利人；</p><p>2. 债务期限不超过权利有效期。</p>",
        "<p>应当同时符合下列条件：（一）出质人是登记簿记载的权利人；（二）债务期限不超过权利有效期。</p>",
    ];
    let limits = [
        "<p>法定时限：10个工作日；承诺时限：7个工作日（自受理之日起）</p>",
        "<table><tr><th>法定办结时限</th><td>10个工作日</td><th>承诺办结时限</th><td>7个工作日</td></tr></table>",
        "<p>法定办结时限：10（工作日）</p><p>承诺办结时限：7（工作日）</p>",
    ];
    let fees = ["不收费", "无", "本事项不收取任何费用。", "是否收费：否"];
    let contacts = [
        "<p>咨询电话：0999-1234567</p><p>投诉电话：0999-7654321</p>",
        "<p>咨询方式：电话 0999-1234567</p><p>监督投诉方式：0999—7654321</p>",
        "<table><tr><td>咨询电话</td><td>（0999）1234567</td></tr><tr><td>投诉电话</td><td>0999 7654321</td></tr></table>",
    ];
    let mut problems = Vec::new();
    for turn in 0..materials.len() {
        let page = format!(
            "<h2>一、受理条件</h2>{}<h2>二、申请材料</h2>{}<h2>三、办理时限</h2>{}<h2>四、收费标准</h2><p>{}</p><h2>五、咨询投诉</h2>{}",
            conditions[turn % 2],
            materials[turn],
            limits[turn % 3],
            fees[turn % 4],
            contacts[turn % 3]
        );
        let case = Case::new(Capture::new("guides/a.yaml", source.as_str()))
            .published(Channel::InPerson, Capture::new("a.html", page));
        let checked = check(&case, &Registers::default(), &Policy::default());
        let about_the_hall = checked.findings.iter().filter(|f| f.channel.is_some());
        problems.extend(about_the_hall.map(|f| (turn, f.rule.id().to_owned(), f.actual.clone())));
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
