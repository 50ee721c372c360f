//! A mistake in any field of a guide is found, at its place, in YAML and JSON alike.

use serde_json::{Value, json};
use tongyuan::{Capture, Case, Policy, Registers, check};
use tongyuan_model::schema::GUIDE_SCHEMA;
use tongyuan_tests::workspace;

/// Every property of the schema, as a path from the root through rows.
fn paths(schema: &Value, node: &Value, path: &[String], found: &mut Vec<Vec<String>>) {
    let node = resolve(schema, node);
    if let Some(properties) = node.get("properties").and_then(Value::as_object) {
        for (key, property) in properties {
            let mut path = path.to_vec();
            path.push(key.clone());
            found.push(path.clone());
            if path.len() < 8 {
                paths(schema, property, &path, found);
            }
        }
    }
    if let Some(items) = node.get("items") {
        paths(schema, items, path, found);
    }
}

fn resolve<'s>(schema: &'s Value, node: &'s Value) -> &'s Value {
    match node.get("$ref").and_then(Value::as_str) {
        Some(pointer) => resolve(schema, schema.pointer(&pointer[1..]).unwrap()),
        None => node,
    }
}

/// A guide that holds nothing but `wrong` at a path; lists have one row.
fn guide_with(schema: &Value, path: &[String], wrong: Value) -> Value {
    let mut nodes = vec![schema.clone()];
    for key in path {
        let node = resolve(schema, nodes.last().unwrap()).clone();
        let node = match node.get("items") {
            Some(items) => resolve(schema, items).clone(),
            None => node,
        };
        nodes.push(node["properties"][key].clone());
    }
    let mut value = wrong;
    for (at, key) in path.iter().enumerate().rev() {
        let holder = resolve(schema, &nodes[at]);
        let mut object = serde_json::Map::new();
        object.insert(key.clone(), value);
        value = Value::Object(object);
        if holder.get("items").is_some() {
            value = json!([value]);
        }
    }
    value
}

/// Whatever the field, a list of lists in it is a mistake, and the finding stands in the file where the mistake does.
#[test]
fn a_mistake_in_any_field_is_found_at_its_place() {
    let schema: Value = serde_json::from_str(GUIDE_SCHEMA).unwrap();
    let mut all = Vec::new();
    paths(&schema, &schema, &[], &mut all);
    assert!(all.len() > 120, "{} fields", all.len());
    for path in all {
        if path == ["variants", "value"] {
            continue; // It holds whatever the field that it stands for holds; see below.
        }
        let wrong = json!([[["错"]]]);
        let guide = guide_with(&schema, &path, wrong);
        let text = serde_json::to_string(&guide).unwrap();
        let place = text.find("[[[\"错").unwrap_or_default();
        for name in ["x.json", "x.yaml"] {
            // JSON is YAML: the same text, read by the other reader.
            let case = Case::new(Capture::new(name, text.as_bytes()));
            let checked = check(&case, &Registers::default(), &Policy::default());
            assert!(
                checked.notes.iter().all(|note| !note.is_error),
                "{path:?} {:?}",
                checked.notes
            );
            let hit = checked.findings.iter().any(|finding| {
                let location = &finding.location.location;
                let (start, end) = (location.start.offset as usize, location.end.offset as usize);
                finding.rule.id().starts_with("schema-")
                    && start <= place + 3
                    && place <= end
                    && finding.rule.id() != "schema-field-missing"
            });
            let found: Vec<_> = checked
                .findings
                .iter()
                .map(|f| {
                    (
                        f.rule.id(),
                        f.location.location.start.offset,
                        f.location.location.end.offset,
                    )
                })
                .collect();
            assert!(hit, "{path:?} in {name} at {place}: {found:?}\n{text}");
        }
    }
}

#[test]
fn the_value_of_a_variant_is_held_to_the_field_it_stands_for() {
    let text =
        r#"{"variants": [{"field": "fees", "channel": "online", "value": {"charged": "yes"}}]}"#;
    let case = Case::new(Capture::new("x.json", text));
    let checked = check(&case, &Registers::default(), &Policy::default());
    let wrong: Vec<_> = checked
        .findings
        .iter()
        .filter(|f| f.rule.id() == "schema-type-wrong")
        .map(|f| f.subject.clone().unwrap_or_default())
        .collect();
    assert_eq!(wrong, ["variants[1].value.charged"]);
}

/// The same guide in YAML and in JSON gives the same findings.
#[test]
fn yaml_and_json_are_one() {
    let text = workspace::text("fixtures/cnipa/guides/patent-register-copy.json");
    let broken = text
        .replace("公共服务", "公共事务")
        .replace("\"纸质\"", "\"纸张\"");
    let found = |name: &str| -> Vec<(String, String)> {
        let case = Case::new(Capture::new(name, broken.as_bytes()));
        check(&case, &Registers::default(), &Policy::default())
            .findings
            .into_iter()
            .filter(|finding| finding.rule.id().starts_with("schema-"))
            .map(|finding| {
                (
                    finding.rule.id().to_owned(),
                    finding.subject.unwrap_or_default(),
                )
            })
            .collect()
    };
    let as_json = found("x.json");
    assert!(!as_json.is_empty());
    assert_eq!(as_json, found("x.yaml"));
}
