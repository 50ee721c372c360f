//! What search engines read of a page: schema.org `GovernmentService`, in JSON-LD.

use serde_json::{Map, Value, json};
use tongyuan_model::{Channel, ChannelEntry, Contacts, FeeItem, Guide, Reading, Window};

use crate::guide_json::masked;

/// What the vocabulary has a word for, of a guide as a channel shows it. What the guide does not say is left out.
pub(super) fn of(guide: &Guide, channel: Channel) -> Value {
    let item = guide.item.given().cloned().unwrap_or_default();
    let identifier = if item.code.is_given() {
        &item.code
    } else {
        &guide.id
    };
    let entry = guide
        .channels
        .given()
        .and_then(|own| own.get(channel).given());
    let contacts = guide.contacts.given().map(contact_points);
    let fees = guide.fees.given().map(|fees| fees.items.rows());
    let mut service = node(
        "GovernmentService",
        vec![
            ("name", text(&item.name)),
            ("identifier", text(identifier)),
            ("serviceType", text(&item.kind)),
            (
                "audience",
                all(item.audience.rows(), |who| {
                    node("Audience", vec![("audienceType", text(who))])
                }),
            ),
            (
                "serviceOperator",
                node(
                    "GovernmentOrganization",
                    vec![
                        ("name", text(&item.authority)),
                        ("contactPoint", contacts.unwrap_or_default()),
                    ],
                ),
            ),
            (
                "availableChannel",
                entry.map_or(Value::Null, service_channel),
            ),
            ("offers", all(fees.unwrap_or_default(), offer)),
            (
                "serviceOutput",
                all(guide.results.rows(), |own| {
                    node("Thing", vec![("name", text(&own.name))])
                }),
            ),
        ],
    );
    if let Value::Object(members) = &mut service {
        members.shift_insert(0, "@context".into(), "https://schema.org".into());
    }
    masked(service)
}

fn service_channel(own: &ChannelEntry) -> Value {
    let phone = node("ContactPoint", vec![("telephone", text(&own.phone))]);
    node(
        "ServiceChannel",
        vec![
            ("serviceUrl", text(&own.url)),
            ("servicePhone", phone),
            ("serviceLocation", all(own.windows.rows(), place)),
        ],
    )
}

fn place(own: &Window) -> Value {
    node(
        "Place",
        vec![
            ("name", text(&own.name)),
            ("address", text(&own.address)),
            ("telephone", text(&own.phone)),
        ],
    )
}

fn contact_points(own: &Contacts) -> Value {
    let of = |kind: &str, ways: &[Reading<String>]| -> Vec<Value> {
        let ways = ways.iter().filter_map(Reading::text);
        let is_phone = |way: &str| {
            let mut chars = way.chars();
            chars.all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '(' | ')'))
        };
        ways.filter(|way| is_phone(way))
            .map(|way| json!({ "@type": "ContactPoint", "contactType": kind, "telephone": way }))
            .collect()
    };
    let consult = of("咨询", own.consult.rows());
    let complain = of("投诉", own.complain.rows());
    Value::Array([consult, complain].concat())
}

fn offer(own: &FeeItem) -> Value {
    let price = own.amount.given().map(|amount| amount.digits().to_owned());
    let currency = own.currency.text().unwrap_or("CNY");
    let currency = price.as_ref().map(|_| currency);
    node(
        "Offer",
        vec![
            ("name", text(&own.name)),
            ("price", json!(price)),
            ("priceCurrency", json!(currency)),
        ],
    )
}

fn text(reading: &Reading<String>) -> Value {
    reading.text().map_or(Value::Null, Value::from)
}

fn all<T>(rows: &[T], write: impl Fn(&T) -> Value) -> Value {
    rows.iter()
        .map(write)
        .filter(|value| !value.is_null())
        .collect()
}

/// A thing of a class with what is said of it; nothing where nothing is.
fn node(class: &str, members: Vec<(&str, Value)>) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(rows) => !rows.is_empty(),
        _ => true,
    };
    let said = members.into_iter().filter(|(_, value)| says(value));
    let mut object: Map<String, Value> = said.map(|(name, own)| (name.to_owned(), own)).collect();
    if object.is_empty() {
        return Value::Null;
    }
    object.shift_insert(0, "@type".into(), class.into());
    Value::Object(object)
}
