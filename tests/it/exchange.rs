//! Guides written as exchange records are read again as the same guides, but for what is listed as lost.

use std::collections::BTreeSet;

use serde_json::Value;
use tongyuan::{Capture, Guide, Language, Profiles, read};
use tongyuan_report::{FieldCase, LOSSES, cpsv_json, exchange_json, losses_table};
use tongyuan_tests::command::run;
use tongyuan_tests::workspace;

/// A guide that says everything a guide can say.
const FULL: &str = r#"
id: everything
item: {code: "11100000MB03278700X1000104002000", catalog_code: "000104002000", name: 甲证核发, type: 行政许可, level: 国家级, audience: [自然人, 企业法人], handling: 承诺件, authority: 某局, authority_code: 11100000MB0327870X, department: 某司}
version:
  number: "3"
  effective_from: "2024-01-20"
  approval: {document: 某号文, approved_at: "2024-01-10"}
  published: {online: "2024-01-18"}
  review: {department: 办公室, reviewed_at: "2024-01-09"}
  supersedes: "2"
  changes: [{number: "2", what: 改, effective_from: "2023-01-01"}]
legal_basis: [{law: 中华人民共和国甲法, document_number: 国务院令第1号, article: 第二条, text: 应当取得许可。}]
conditions:
  - {id: a, text: 有固定的场所, basis: [《中华人民共和国甲法》第三条]}
  - {id: b, text: 有三名以上专业人员, case: 申请人为企业的}
materials:
  - {id: m, catalog: C-1, name: 甲证申请表, kind: 申请文书, necessity: 必要, source: 申请人自备, basis: [《中华人民共和国甲法》第四条], count: 2, submission: {online: {medium: 电子, original: 1}, in-person: {medium: 纸质, original: 2, copies: 1, format: A4, seal: 加盖公章}}, blank_form: 空白表.docx, sample: 样表.docx, notes: 如实填写}
  - {id: n, name: 授权委托书, kind: 其他, necessity: 容缺后补, case: 委托办理的, source: 政府部门核发, issuer: 某部门}
process: [{step: 受理, actor: 某处, limit: 5个工作日, standard: 材料齐全, result: 受理通知书}]
time_limits:
  statutory: {value: 20, unit: 工作日, from: 自受理之日起}
  promised: {value: 7, unit: 工作日}
  excluded: [专家评审]
fees: {charged: true, items: [{id: f, name: 工本费, amount: 100, per: 件, basis: [某文], valid_from: "2020-01-01", valid_to: "2030-01-01"}]}
results: [{name: 甲证, type: 证照, sample: 样本.pdf, validity: 3年}]
quantity_limit: 无
channels:
  online: {url: "https://a.example.cn", depth: 全程网办, phone: 010-1, hours: 全天, note: 先登录}
  in-person: {windows: [{name: 一号窗口, address: 某路1号, hours: 工作日, phone: 010-12345678}], visits: 1, visits_reason: 核对原件, phone: 010-2, note: 取号}
  wechat: {note: 公众号}
  hotline: {phone: "12345"}
  kiosk: {note: 一楼}
  gazette: {note: 每季}
contacts: {consult: [010-12345678], complain: [010-87654321], verified_at: "2024-01-01"}
variants: [{field: fees, channel: online, value: {charged: false}, reason: 优惠}]
faq: [{question: 要带什么？, answer: 申请表。}]
"#;

/// Without what a loss takes; says whether there was anything to take.
fn without(value: &mut Value, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return false;
    };
    match value {
        Value::Array(rows) if *first == "*" => {
            let mut any = false;
            for row in rows {
                any |= without(row, rest);
            }
            any
        }
        Value::Object(members) if rest.is_empty() => members.shift_remove(*first).is_some(),
        Value::Object(members) => {
            let any = members
                .get_mut(*first)
                .is_some_and(|below| without(below, rest));
            // What only held a loss is nothing without it.
            if members
                .get(*first)
                .and_then(Value::as_object)
                .is_some_and(serde_json::Map::is_empty)
            {
                members.shift_remove(*first);
            }
            any
        }
        _ => false,
    }
}

fn path(of: &'static str) -> Vec<&'static str> {
    of.split('.').collect()
}

/// The guide as it should come back, and what was taken from it.
fn expected(guide: &Guide) -> (Value, BTreeSet<&'static str>) {
    let mut json = guide.to_json();
    let lost = LOSSES.iter().filter(|loss| loss.exchange);
    let taken = lost.filter(|loss| without(&mut json, &path(loss.path)));
    let taken = taken.map(|loss| loss.path).collect();
    (json, taken)
}

fn back(guide: &Guide, case: FieldCase) -> Value {
    let profiles = Profiles::default();
    let text = exchange_json(&[guide], profiles.preferred().unwrap(), case);
    let read = read(&Capture::new("guide.json", text));
    assert!(read.failure.is_none());
    let notes: Vec<_> = read
        .notes
        .iter()
        .map(|note| note.kind.words().english)
        .collect();
    assert!(notes.is_empty(), "{notes:?}");
    let mut json = read.guide().to_json();
    // How it is handed in is said in another way, and is held to its own test.
    without(&mut json, &["materials", "*", "submission"]);
    json
}

/// The places where two values differ.
fn apart(a: &Value, b: &Value, at: &str, found: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys: BTreeSet<&String> = x.keys().chain(y.keys()).collect();
            for key in keys {
                let none = Value::Null;
                let (x, y) = (x.get(key).unwrap_or(&none), y.get(key).unwrap_or(&none));
                apart(x, y, &format!("{at}.{key}"), found);
            }
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            for (at_row, (x, y)) in x.iter().zip(y).enumerate() {
                apart(x, y, &format!("{at}[{at_row}]"), found);
            }
        }
        _ if a != b => found.push(format!("{at}: {a} / {b}")),
        _ => {}
    }
}

#[test]
fn a_guide_comes_back_but_for_its_losses() {
    let mut guides = vec![read(&Capture::new("full.yaml", FULL)).guides.remove(0)];
    for file in workspace::files("fixtures/cnipa/guides") {
        let read = read(&Capture::new(file.clone(), workspace::text(&file)));
        guides.extend(read.guides);
    }
    assert_eq!(guides.len(), 18);
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    for guide in &guides {
        let (wanted, lost) = expected(guide);
        taken.extend(lost);
        for case in [FieldCase::Upper, FieldCase::Lower] {
            let id = guide.id.text().unwrap();
            apart(&wanted, &back(guide, case), id, &mut found);
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    // Nothing is listed as lost that no guide has lost.
    let listed: BTreeSet<&str> = LOSSES
        .iter()
        .filter(|loss| loss.exchange)
        .map(|loss| loss.path)
        .collect();
    let idle: Vec<_> = listed.difference(&taken).collect();
    assert_eq!(idle, [&"part", &"stamp", &"time_limits.stated"]);
}

#[test]
fn handing_in_is_said_once_for_all_channels() {
    let guide = read(&Capture::new("full.yaml", FULL)).guides.remove(0);
    let profiles = Profiles::default();
    let text = exchange_json(&[&guide], profiles.preferred().unwrap(), FieldCase::Upper);
    let read = read(&Capture::new("a.json", text));
    let own = &read.guide().to_json()["materials"][0]["submission"];
    let wanted = serde_json::json!({
        "medium": "纸质或电子", "original": 2, "copies": 1, "format": "A4", "seal": "加盖公章"
    });
    assert_eq!(own, &wanted);
}

/// What the table says that CPSV-AP keeps is in the output, and what it loses is not.
#[test]
fn what_cpsv_ap_keeps_is_written() {
    let guide = read(&Capture::new("full.yaml", FULL)).guides.remove(0);
    let json: Value = serde_json::from_str(&cpsv_json(&[&guide])).unwrap();
    let service = &json["@graph"][0];
    assert_eq!(service["dct:title"], "甲证核发");
    assert_eq!(
        service["dct:identifier"]["@value"],
        "11100000MB03278700X1000104002000"
    );
    assert_eq!(
        service["cv:hasCompetentAuthority"]["skos:prefLabel"],
        "某局"
    );
    assert_eq!(service["cv:processingTime"]["@value"], "P7D");
    assert_eq!(
        service["cv:holdsRequirement"][1]["dct:title"],
        "有三名以上专业人员（适用情形：申请人为企业的）"
    );
    assert_eq!(
        service["cpsv:hasInput"][1]["dct:description"],
        "适用情形：委托办理的"
    );
    assert_eq!(service["cv:hasCost"][0]["cv:hasValue"]["@value"], "100");
    assert_eq!(service["cpsv:produces"][0]["dct:title"], "甲证");
    assert_eq!(service["cv:hasChannel"][1]["dct:description"], "某路1号");
    let text = json.to_string();
    for lost in [
        "某司",
        "C-1",
        "专家评审",
        "全程网办",
        "公众号",
        "要带什么",
        "材料齐全",
        "某文",
        "2024-01-01",
        "加盖公章",
    ] {
        assert!(!text.contains(lost), "{lost}");
    }
}

#[test]
fn the_table_of_losses_is_that_of_the_code() {
    let document = workspace::text("docs/exchange.md");
    for language in [Language::Chinese, Language::English] {
        let table = losses_table(language);
        assert!(
            document.contains(&table),
            "docs/exchange.md should hold:\n{table}"
        );
    }
}

#[test]
fn records_are_read_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let lines = write(
        "dump.ndjson",
        "{\"AUDIT_ITEM\": {\"TASK_NAME\": \"甲\", \"USE_LEVEL\": \"8\"}}\n{\"AUDIT_ITEM\": \n{\"item\": {\"name\": \"乙\"}}\n",
    );
    let ran = run(&["extract", &lines, "--format", "ndjson", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.out,
        "{\"item\":{\"name\":\"甲\"}}\n{\"item\":{\"name\":\"乙\"}}\n"
    );
    assert!(ran.err.contains("dump.ndjson:1:49"), "{}", ran.err);
    assert!(ran.err.contains("dump.ndjson:2:"), "{}", ran.err);
    let array = write(
        "dump.json",
        "[{\"task_name\": \"甲\", \"is_fee\": \"0\"},\n {\"task_name\": \"乙\",\n  \"is_fee\": \"7\"}]",
    );
    let ran = run(&["extract", &array, "--format", "ndjson", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.out,
        "{\"item\":{\"name\":\"甲\"},\"fees\":{\"charged\":false}}\n{\"item\":{\"name\":\"乙\"},\"fees\":{\"text\":\"7\"}}\n"
    );
}

#[test]
fn profiles_of_a_repository_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::create_dir_all(folder.path().join("profiles")).unwrap();
    std::fs::create_dir_all(folder.path().join("guides")).unwrap();
    let profile = "name = \"city\"\nbase = \"national\"\n[codes.is_need]\n0 = \"必要\"\n[fields.material]\nCLMC2 = \"material_name\"\n";
    std::fs::write(at("profiles/city.toml"), profile).unwrap();
    let dump = r#"{"AUDIT_ITEM": {"TASK_NAME": "甲"}, "AUDIT_MATERIAL": [{"CLMC2": "申请表", "IS_NEED": "0"}]}"#;
    std::fs::write(at("dump.json"), dump).unwrap();
    let ran = run(&[
        "extract",
        &at("dump.json"),
        "--profile",
        "city",
        "-f",
        "ndjson",
    ]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "{\"item\":{\"name\":\"甲\"},\"materials\":[{\"name\":\"申请表\",\"necessity\":\"必要\"}]}\n"
        )
    );
    std::fs::write(
        at("profiles/city.toml"),
        "name = \"city\"\n[codes.is_ned]\n",
    )
    .unwrap();
    let ran = run(&["check", &at("guides"), "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("profiles/city.toml:2:8"), "{}", ran.err);
    assert!(ran.err.contains("Did you mean “is_need”?"), "{}", ran.err);
}
