//! Guides as JSON-LD of CPSV-AP 3, the European profile for public services.
//!
//! What the profile has no place for is in [`LOSSES`](crate::LOSSES). Working days have no place in a duration: `P20D` stands beside
//! the limit in the author's words.

use serde_json::{Map, Value, json};
use tongyuan_model::{
    Channel, ChannelEntry, Condition, FeeItem, Guide, LegalBasis, Material, Reading, TimeLimit,
    TimeUnit,
};

use crate::guide_json::masked;
use crate::json::pretty;

/// Guides as one JSON-LD graph.
#[must_use]
pub fn cpsv_json(guides: &[&Guide]) -> String {
    let graph: Vec<Value> = guides.iter().map(|guide| masked(service(guide))).collect();
    pretty(&json!({ "@context": context(), "@graph": graph }))
}

/// The namespaces that terms are taken from. Texts are Chinese.
fn context() -> Value {
    json!({
        "@language": "zh",
        "adms": "http://www.w3.org/ns/adms#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "foaf:page": { "@type": "@id" },
        "cv:currency": { "@type": "@id" }
    })
}

/// An object of a class, without the members that say nothing.
fn node(class: &str, members: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    object.insert("@type".into(), class.into());
    for (name, value) in members {
        let says = match &value {
            Value::Null => false,
            Value::Array(rows) => !rows.is_empty(),
            Value::Object(own) => own.len() > 1 || !own.contains_key("@type"),
            _ => true,
        };
        if says {
            object.insert(name.into(), value);
        }
    }
    Value::Object(object)
}

fn text(reading: &Reading<String>) -> Value {
    reading.text().map_or(Value::Null, Value::from)
}

fn all<T>(rows: &[T], write: impl Fn(&T) -> Value) -> Value {
    rows.iter().map(write).collect()
}

/// A text that is no word of any language: a code, an address.
fn code(reading: &Reading<String>) -> Value {
    literal(reading.text())
}

fn literal(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| json!({ "@value": text }))
}

fn service(guide: &Guide) -> Value {
    let item = guide.item.given().cloned().unwrap_or_default();
    let identifier = if item.code.is_given() {
        &item.code
    } else {
        &guide.id
    };
    let authority = node(
        "cv:PublicOrganisation",
        vec![("skos:prefLabel", text(&item.authority))],
    );
    let laws = guide.legal_basis.rows();
    node(
        "cpsv:PublicService",
        vec![
            ("dct:identifier", code(identifier)),
            ("dct:title", text(&item.name)),
            ("dct:description", text(&item.name)),
            ("dct:type", text(&item.kind)),
            ("dct:audience", all(item.audience.rows(), text)),
            ("cv:hasCompetentAuthority", authority),
            ("cv:hasLegalResource", all(laws, legal_resource)),
            ("cpsv:follows", all(laws, rule)),
            (
                "cv:holdsRequirement",
                all(guide.conditions.rows(), requirement),
            ),
            ("cpsv:hasInput", all(guide.materials.rows(), evidence)),
            (
                "cpsv:produces",
                all(guide.results.rows(), |row| {
                    let members = vec![
                        ("dct:title", text(&row.name)),
                        ("dct:type", text(&row.kind)),
                    ];
                    node("cv:Output", members)
                }),
            ),
            ("cv:processingTime", processing_time(guide)),
            ("cv:hasCost", costs(guide)),
            ("cv:hasChannel", channels(guide)),
            ("cv:contactPoint", contacts(guide)),
        ],
    )
}

/// 《…》（…号）第…条
fn title(law: &LegalBasis) -> Value {
    let Some(name) = law.law.text() else {
        return Value::Null;
    };
    let number = law
        .document_number
        .text()
        .map(|number| format!("（{number}）"));
    Value::from(format!("{name}{}", number.unwrap_or_default()))
}

fn legal_resource(law: &LegalBasis) -> Value {
    let members = vec![
        ("dct:title", title(law)),
        ("dct:description", text(&law.text)),
    ];
    node("eli:LegalResource", members)
}

fn rule(law: &LegalBasis) -> Value {
    let members = vec![
        ("dct:title", title(law)),
        ("dct:description", text(&law.article)),
        ("cpsv:implements", legal_resource(law)),
    ];
    node("cpsv:Rule", members)
}

fn requirement(condition: &Condition) -> Value {
    let basis = all(condition.basis.rows(), |basis| {
        node("cpsv:Rule", vec![("dct:title", text(basis))])
    });
    let words = condition
        .text
        .text()
        .map(|text| match condition.case.text() {
            Some(case) => format!("{text}（适用情形：{case}）"),
            None => text.to_owned(),
        });
    node(
        "cv:Requirement",
        vec![
            ("dct:title", words.map_or(Value::Null, Value::from)),
            ("cv:fulfils", basis),
        ],
    )
}

fn evidence(material: &Material) -> Value {
    // When a material is asked for is said with it: a reader of the profile would ask for too much otherwise.
    let case = material.case.text().map(|case| format!("适用情形：{case}"));
    let words: Vec<String> = [case, material.notes.text().map(str::to_owned)]
        .into_iter()
        .flatten()
        .collect();
    let description = match words.is_empty() {
        true => Value::Null,
        false => Value::from(words.join("；")),
    };
    node(
        "cv:Evidence",
        vec![
            ("dct:title", text(&material.name)),
            ("dct:description", description),
        ],
    )
}

/// The limit that the applicant is promised, else the statutory one.
fn processing_time(guide: &Guide) -> Value {
    let Some(limits) = guide.time_limits.given() else {
        return Value::Null;
    };
    let limit = limits.promised.given().or(limits.statutory.given());
    let Some(duration) = limit.and_then(duration) else {
        return Value::Null;
    };
    json!({ "@value": duration, "@type": "xsd:duration" })
}

/// P20D
fn duration(limit: &TimeLimit) -> Option<String> {
    let number = limit.value.given()?.whole()?;
    Some(match limit.unit.given()? {
        TimeUnit::WorkingDay | TimeUnit::CalendarDay | TimeUnit::Day => format!("P{number}D"),
        TimeUnit::Month => format!("P{number}M"),
        TimeUnit::Year => format!("P{number}Y"),
        TimeUnit::Hour => format!("PT{number}H"),
        TimeUnit::OnTheSpot => return None,
    })
}

fn costs(guide: &Guide) -> Value {
    let items = guide.fees.given().map(|fees| fees.items.rows());
    all(items.unwrap_or_default(), cost)
}

fn cost(fee: &FeeItem) -> Value {
    let value = fee.amount.given().map_or(
        Value::Null,
        |amount| json!({ "@value": amount.digits(), "@type": "xsd:decimal" }),
    );
    let per = fee
        .per
        .text()
        .map(|per| format!("/{per}"))
        .unwrap_or_default();
    let name = fee.name.text().unwrap_or_default();
    let currency = fee.currency.text().unwrap_or("CNY");
    node(
        "cv:Cost",
        vec![
            ("dct:description", Value::from(format!("{name}{per}"))),
            ("cv:hasValue", value),
            (
                "cv:currency",
                Value::from(format!("{CURRENCIES}{currency}")),
            ),
        ],
    )
}

/// The authority list of currencies that the profile names.
const CURRENCIES: &str = "http://publications.europa.eu/resource/authority/currency/";

fn channels(guide: &Guide) -> Value {
    let Some(channels) = guide.channels.given() else {
        return Value::Null;
    };
    let mut nodes = Vec::new();
    for channel in [Channel::Online, Channel::InPerson] {
        if let Some(entry) = channels.get(channel).given() {
            nodes.extend(ways(channel, entry));
        }
    }
    Value::Array(nodes)
}

/// A channel for every window, or one where there are none.
fn ways(channel: Channel, entry: &ChannelEntry) -> Vec<Value> {
    let kind = Value::from(channel.chinese());
    if channel == Channel::Online || entry.windows.rows().is_empty() {
        let members = vec![
            ("dct:type", kind),
            ("foaf:page", text(&entry.url)),
            ("cv:openingHours", text(&entry.hours)),
        ];
        return vec![node("cv:Channel", members)];
    }
    let windows = entry.windows.rows().iter().map(|window| {
        let contact = node(
            "cv:ContactPoint",
            vec![("cv:telephone", code(&window.phone))],
        );
        let members = vec![
            ("dct:type", kind.clone()),
            ("dct:title", text(&window.name)),
            ("dct:description", text(&window.address)),
            ("cv:openingHours", text(&window.hours)),
            ("cv:contactPoint", contact),
        ];
        node("cv:Channel", members)
    });
    windows.collect()
}

fn contacts(guide: &Guide) -> Value {
    let Some(contacts) = guide.contacts.given() else {
        return Value::Null;
    };
    let mut nodes = Vec::new();
    for (kind, said) in [("咨询", &contacts.consult), ("投诉", &contacts.complain)] {
        for way in said.rows().iter().filter_map(Reading::text) {
            let is_phone = way
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')'));
            let own = if is_phone {
                ("cv:telephone", literal(Some(way)))
            } else {
                ("dct:description", Value::from(way))
            };
            nodes.push(node(
                "cv:ContactPoint",
                vec![("dct:type", Value::from(kind)), own],
            ));
        }
    }
    Value::Array(nodes)
}
