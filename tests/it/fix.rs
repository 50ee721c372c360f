//! What is mended is mended whole, in every form of the file, and nothing else changes.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use tongyuan::{
    Capture, Case, Checked, Finding, Fixed, Policy, Registers, check, fix, fix_with_files,
    read_materials, rule, rules,
};
use tongyuan_extract::extract_canonical;
use tongyuan_tests::example::{Laid, examples, laid};

/// The rules whose findings can be mended.
const FIXABLE: [&str; 6] = [
    "document-number-malformed",
    "fee-none-misworded",
    "material-name-nonstandard",
    "phone-malformed",
    "text-markup-residue",
    "text-width-mixed",
];

/// Everything that the rules can mend, in a file with comments, anchors, every style of text and keys in Chinese.
const FAULTY: &str = "# 指南 &nbsp; １\n标识: example-pledge # 不改：＆nbsp;\n事项: {名称: 示例权利质押登记, 类型: 行政确认}\n版本:\n  版本号: 2\n  批准: {批准文件: '示例知发(2024)3号', 批准日期: 2024-02-20}   # 原文\n申请材料:\n  - &m1\n    名称: \"质押登记表\\u00A0（\\u539f件&nbsp;1份）\" # 别名\n    备注: |-\n      第一行２份，原件1份。\n\n        第二行&nbsp;缩进 #不是注释\n    提交方式: &s {介质: 纸质, 原件: 1}\n  - 名称: '示例权利证书''副本''2份（复印件２份)'\n    备注: >-\n      折行的文字１份，\n      &nbsp;第二行1份\n    提交方式: *s\n收费: {是否收费: false, 内容: 无}\n咨询投诉: {咨询: [0999—1234567, \"电话：010—62356655\"], 投诉: [0999-7654321]}\n常见问题:\n  - 问题: 要带什么？\n    答复: <span>- 一条</span>\n  - 问题: 怎么交？\n    答复: 用A4纸&lt;3张\n      打印，原件1份、复印件２份\n";

/// What it is when that is done.
fn mended() -> String {
    FAULTY
        .replace("示例知发(2024)3号", "示例知发〔2024〕3号")
        .replace("质押登记表\\u00A0", "示例权利质押登记申请表\\u00A0")
        .replace("\\u539f件&nbsp;1份", "\\u539f件1份")
        .replace("第一行２份", "第一行2份")
        .replace("第二行&nbsp;缩进", "第二行缩进")
        .replace("2份（复印件２份)", "2份（复印件2份）")
        .replace("文字１份，\n      &nbsp;第二行", "文字1份，\n      第二行")
        .replace("内容: 无", "内容: 不收费")
        .replace("0999—1234567", "0999-1234567")
        .replace("010—62356655", "010-62356655")
        .replace("答复: <span>- 一条</span>", "答复: \"- 一条\"")
        .replace("纸&lt;3张", "纸<3张")
        .replace("复印件２份\n", "复印件2份\n")
}

fn registers() -> Registers {
    let catalogue =
        "目录:\n  - {名称: 示例权利质押登记申请表, 别名: [质押登记表]}\n  - {名称: 示例权利证书}\n";
    let (materials, notes) = read_materials(&Capture::new("registers/materials.yaml", catalogue));
    assert!(notes.is_empty(), "{notes:?}");
    Registers {
        materials,
        ..Registers::default()
    }
}

fn policy() -> Policy {
    Policy::default().with_registers(&registers())
}

fn fixed_file(file: &Capture) -> Fixed {
    fix(&Case::new(file.clone()), &registers(), &policy())
}

fn text_of(file: &Capture) -> String {
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// The changes of a file as a program makes them that knows nothing but the JSON: the first of two that overlap counts.
pub(crate) fn by_script(file: &[u8], edits: &[Value]) -> Vec<u8> {
    let number = |edit: &Value, name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
    let mut ordered: Vec<_> = edits.iter().collect();
    ordered.sort_by_key(|edit| number(edit, "start"));
    let mut out = Vec::new();
    let mut at = 0;
    for edit in ordered {
        if number(edit, "start") < at {
            continue;
        }
        out.extend_from_slice(&file[at..number(edit, "start")]);
        out.extend_from_slice(edit["text"].as_str().unwrap().as_bytes());
        at = number(edit, "end");
    }
    out.extend_from_slice(&file[at..]);
    out
}

fn edits(checked: &Checked) -> Vec<Value> {
    let json = tongyuan::report(checked, tongyuan::Form::Json, tongyuan::Language::English);
    let json: Value = serde_json::from_str(&json).unwrap();
    let findings = json["findings"].as_array().unwrap().iter();
    let edits = findings.filter_map(|finding| finding["fix"]["edits"].as_array());
    edits.flatten().cloned().collect()
}

/// The rules that are called fixable are those that attach a way to mend, in the table and in what was found.
#[test]
fn the_fixable_rules_are_these() {
    let called: BTreeSet<&str> = rules()
        .filter(|rule| rule.fixable)
        .map(|rule| rule.id)
        .collect();
    assert_eq!(called, BTreeSet::from(FIXABLE));
    let mut mend = BTreeSet::new();
    for rule in rules() {
        for example in examples(rule).iter().filter(|example| example.is_bad) {
            let found = tongyuan_tests::example::run(example).findings;
            mend.extend(
                found
                    .iter()
                    .filter(|finding| finding.fix.is_some())
                    .map(|finding| finding.rule.built_in().unwrap().id),
            );
        }
    }
    assert_eq!(mend, called);
}

/// The canonical guide of an example in other forms of the same content.
fn forms(yaml: &Capture) -> Vec<(&'static str, Capture)> {
    let json = extract_canonical(yaml).guide().to_json();
    let pretty = serde_json::to_string_pretty(&json).unwrap() + "\n";
    let escaped: String = json
        .to_string()
        .chars()
        .map(|character| match character {
            '/' => "\\/".to_owned(),
            _ if character.is_ascii() => character.to_string(),
            _ => {
                let units = character.encode_utf16(&mut [0; 2]).to_vec();
                units.iter().map(|unit| format!("\\u{unit:04x}")).collect()
            }
        })
        .collect();
    let text = text_of(yaml);
    let name = |ending: &str| format!("guides/example-pledge.{ending}");
    vec![
        ("YAML", yaml.clone()),
        (
            "YAML of Windows",
            Capture::new(
                name("yaml"),
                format!("\u{FEFF}{}", text.replace('\n', "\r\n")),
            ),
        ),
        ("JSON", Capture::new(name("json"), pretty.clone())),
        ("JSON in ASCII", Capture::new(name("json"), escaped)),
        ("JSON in YAML", Capture::new(name("yaml"), pretty)),
    ]
}

/// Each bad example of a rule that mends, in every form: it is gone afterwards, what is outside of the changes is as it was, and
/// a second time nothing changes. What is not mended is offered, and that is exactly this.
#[test]
fn every_bad_example_is_mended_in_every_form() {
    let mut offered = Vec::new();
    for id in FIXABLE {
        let bad = examples(rule(id).unwrap())
            .into_iter()
            .filter(|own| own.is_bad);
        for (number, example) in bad.enumerate() {
            let laid = laid(&example);
            for (form, file) in forms(&laid.cases[0].canonical) {
                let case = Case {
                    canonical: file.clone(),
                    ..laid.cases[0].clone()
                };
                let before = checked(&laid, &case);
                let own: Vec<&Finding> = of_rule(&before, id);
                assert_eq!(own.len(), 1, "{id} {number} in {form}");
                let fixed = fixed(&laid, &case);
                let Some(mended) = fixed.canonical else {
                    offered.push(format!("{id} {number} in {form}"));
                    continue;
                };
                let left = of_rule(&fixed.checked, id);
                assert!(left.is_empty(), "{id} {number} in {form}: {left:?}");
                assert_eq!(fixed.checked.summary.fixable, 0);
                // Offsets are those of the text, and a byte order mark is none of it.
                let mark = if file.bytes.starts_with("\u{FEFF}".as_bytes()) {
                    3
                } else {
                    0
                };
                let script = by_script(&file.bytes[mark..], &edits(&before));
                assert_eq!(
                    [&file.bytes[..mark], &script].concat(),
                    mended.bytes,
                    "{id} {number} in {form}"
                );
                let again = Case {
                    canonical: mended,
                    ..case.clone()
                };
                assert!(
                    self::fixed(&laid, &again).canonical.is_none(),
                    "{id} {number} in {form}: mended twice"
                );
                // Nothing but what was mended is found less, and nothing more.
                let (mut a, b) = (ids(&before), ids(&fixed.checked));
                a.retain(|own| *own != id);
                assert_eq!(a, b, "{id} {number} in {form}");
            }
        }
    }
    let wanted: Vec<String> = [
        "YAML",
        "YAML of Windows",
        "JSON",
        "JSON in ASCII",
        "JSON in YAML",
    ]
    .iter()
    .map(|form| format!("phone-malformed 1 in {form}"))
    .collect();
    assert_eq!(offered, wanted);
}

fn checked(laid: &Laid, case: &Case) -> Checked {
    tongyuan::check_with_files(case, &laid.registers, &laid.policy, &|path| laid.file(path))
}

fn fixed(laid: &Laid, case: &Case) -> Fixed {
    fix_with_files(case, &laid.registers, &laid.policy, &|path| laid.file(path))
}

fn of_rule<'c>(checked: &'c Checked, id: &str) -> Vec<&'c Finding> {
    let findings = checked.findings.iter();
    findings.filter(|finding| finding.rule.id() == id).collect()
}

fn ids(checked: &Checked) -> Vec<&str> {
    let mut ids: Vec<_> = checked.findings.iter().map(|own| own.rule.id()).collect();
    ids.sort_unstable();
    ids
}

/// All faults at once, in every style of YAML: exactly the words are changed, and comments, blanks, anchors, quotation marks and
/// escapes stay.
#[test]
fn everything_else_stays_byte_for_byte() {
    let wanted = mended();
    for (before, after) in [
        (FAULTY.to_owned(), wanted.clone()),
        (FAULTY.replace('\n', "\r\n"), wanted.replace('\n', "\r\n")),
        (format!("\u{FEFF}{FAULTY}"), format!("\u{FEFF}{wanted}")),
        (FAULTY.trim_end().to_owned(), wanted.trim_end().to_owned()),
    ] {
        let file = Capture::new("guides/example-pledge.yaml", before);
        let fixed = fixed_file(&file);
        let mended = fixed.canonical.expect("there is something to mend");
        assert_eq!(text_of(&mended), after);
        let left: Vec<_> = fixed
            .checked
            .findings
            .iter()
            .filter(|own| own.rule.is_fixable())
            .collect();
        assert!(left.is_empty(), "{left:?}");
        assert!(fixed_file(&mended).canonical.is_none());
    }
}

/// What may mean something else in another place, or takes judgement, is left to its author.
#[test]
fn what_takes_judgement_stays() {
    for text in [
        // The number of copies is no fee.
        "收费: {是否收费: false, 内容: &none 无}\n数量限制: *none\n",
        "常见问题: [{问题: 怎么交？, 答复: 原件<br>复印件}]\n",
        "咨询投诉: {咨询: [咨询电话：81234567]}\n",
        "申请才料: []\n",
        // Nothing would be left.
        "常见问题: [{问题: 怎么交？, 答复: <span></span>}]\n",
    ] {
        let file = Capture::new("guides/a.yaml", format!("标识: a\n{text}"));
        let fixed = fixed_file(&file);
        assert!(fixed.canonical.is_none(), "{text}");
        assert_eq!(fixed.checked.summary.fixable, 0, "{text}");
        assert!(fixed.checked.findings.iter().all(|own| own.fix.is_none()));
    }
    // What can be mended beside it is mended.
    let file = Capture::new(
        "guides/a.yaml",
        "标识: a\n常见问题: [{问题: 怎么交？, 答复: 原件<br>复印&nbsp;件}]\n",
    );
    let before = check(&Case::new(file.clone()), &registers(), &policy());
    assert_eq!(before.summary.fixable, 0);
    let mended = fixed_file(&file).canonical.unwrap();
    assert_eq!(text_of(&mended), text_of(&file).replace("&nbsp;", ""));
}

/// A value that is used in two places by an alias is mended where both ask for it.
#[test]
fn an_alias_is_mended_where_every_place_asks_for_it() {
    let text = "标识: a\n常见问题:\n  - {问题: &q 原件1份、复印件２份？, 答复: 是}\n  - {问题: 丙, 答复: *q}\n";
    let fixed = fixed_file(&Capture::new("guides/a.yaml", text));
    let mended = fixed.canonical.unwrap();
    assert_eq!(text_of(&mended), text.replace('２', "2"));
    assert_eq!(fixed.checked.summary.mended, 1);
}

#[test]
fn other_encodings_are_kept() {
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect()
    };
    let file = Capture::new("guides/a.yaml", utf_16(FAULTY));
    assert_eq!(
        fixed_file(&file).canonical.unwrap().bytes,
        utf_16(&mended())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the texts of a guide hold, in YAML and in JSON: what is left of the fixable rules cannot be mended, a second time
    /// nothing changes, and a text without a finding is as it was.
    #[test]
    fn mending_ends_and_keeps_the_rest(texts in proptest::collection::vec(
        proptest::collection::vec(proptest::sample::select(vec![
            "原件", "复印件", "1份", "２份", "（", "）", "(", ")", "&nbsp;", "&amp;nbsp;", "&lt;", "br&gt;", "<br>", "<span>", "</p>",
            "&quot;", "'", "\"", "\\", ": ", " #", "- ", "，", ",", "。", "Ａ4", "A4", "９:00", "\u{200b}", "\n", " ", "　", "国办发[2018]45号",
            "国办发〔2018〕第4号", "电话：010—62356655", "无", "{", "]", "*", "&a", "|", "质押登记表", "R&D", "…", "\t",
        ]), 0..8),
        4,
    )) {
        let texts: Vec<String> = texts.iter().map(|own| own.concat()).collect();
        let json = serde_json::json!({
            "标识": "a",
            "设定依据": [{"法律名称": texts[0], "文号": texts[1]}],
            "申请材料": [{"名称": texts[2], "备注": texts[3]}],
            "咨询投诉": {"咨询": [texts[0]]},
            "常见问题": [{"问题": texts[1], "答复": texts[2]}, {"问题": "原样", "答复": "照旧，1份"}],
        });
        let block = |text: &str, by: usize| {
            let indented = text.replace('\n', &format!("\n{}", " ".repeat(by)));
            format!("|-\n{}{indented}", " ".repeat(by))
        };
        let plain = format!(
            "标识: a\n设定依据:\n  - 法律名称: {}\n    文号: '{}'\n申请材料:\n  - 名称: {} # 注\n    备注: {}\n",
            texts[0].replace('\n', " "), texts[1].replace('\'', "''").replace('\n', " "), texts[2].replace('\n', " "), block(&texts[3], 6)
        );
        for file in [
            Capture::new("guides/a.json", serde_json::to_string_pretty(&json).unwrap()),
            Capture::new("guides/a.yaml", json.to_string()),
            Capture::new("guides/a.yaml", plain),
        ] {
            let before = check(&Case::new(file.clone()), &registers(), &policy());
            let fixed = fixed_file(&file);
            let left = fixed.checked.findings.iter().filter(|own| own.fix.is_some()).count();
            prop_assert_eq!(left, 0, "{}", text_of(&file));
            let Some(mended) = fixed.canonical else {
                prop_assert!(before.findings.iter().all(|own| own.fix.is_none()));
                continue;
            };
            prop_assert!(fixed_file(&mended).canonical.is_none());
            let unmended = |checked: &Checked| checked.findings.iter().filter(|own| !own.rule.is_fixable() && own.rule.id().starts_with("schema-")).count();
            prop_assert_eq!(unmended(&before), unmended(&fixed.checked));
            let (text, after) = (text_of(&file), text_of(&mended));
            prop_assert_eq!(text.contains("# 注"), after.contains("# 注"));
            prop_assert_eq!(text.contains("照旧，1份"), after.contains("照旧，1份"));
            prop_assert_eq!(text.lines().count(), after.lines().count());
        }
    }
}
