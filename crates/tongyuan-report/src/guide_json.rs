//! Guides as JSON, version 1.

use serde::Serialize;
use serde_json::Value;
use tongyuan_inspect::Language;
use tongyuan_model::Guide;

use crate::clean::clean;
use crate::json::{NoteJson, pretty};
use crate::run::RunNote;

#[derive(Serialize)]
struct GuidesJson<'g> {
    schema_version: u32,
    guides: Vec<Value>,
    notes: Vec<NoteJson<'g>>,
}

/// Guides in the canonical English keys, with notes on what could not be read, ending in a line break.
#[must_use]
pub fn guides_json(guides: &[&Guide], notes: &[RunNote], language: Language) -> String {
    pretty(&GuidesJson {
        schema_version: 1,
        guides: guides.iter().map(|guide| masked(guide.to_json())).collect(),
        notes: notes.iter().map(|n| NoteJson::of(n, language)).collect(),
    })
}

/// One guide on one line, as [`guides_json`] has it, ending in a line break.
#[must_use]
pub fn guide_line(guide: &Guide) -> String {
    format!("{}\n", masked(guide.to_json()))
}

/// Every text of a value cleaned and masked.
pub(crate) fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(&text).into_owned()),
        Value::Array(rows) => rows.into_iter().map(masked).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(key, value)| (key, masked(value)))
            .collect(),
        other => other,
    }
}
