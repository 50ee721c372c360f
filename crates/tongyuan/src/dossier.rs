//! A dossier as one line of JSON: a canonical guide with its published versions, as a stream hands them in.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use tongyuan_extract::Capture;
use tongyuan_model::{Channel, nearest};
use tongyuan_report::Said;

use crate::case::Case;

/// The schema of a dossier in a line: `{"canonical": …, "published": {"online": …, "in-person": …}}`.
pub const DOSSIER_SCHEMA: &str = include_str!("../../../schemas/dossier.schema.json");

/// The keys of a dossier.
const KEYS: [&str; 4] = ["canonical", "published", "base", "name"];

/// Reads a line of JSON into a case, together with what it calls itself. Places of what is found count within the value they
/// are in: a guide that is given as an object in the bytes of that object, one that is given as a text in the text.
///
/// `number` is that of the line; a dossier without a name goes by it.
///
/// ```
/// use tongyuan::{Policy, Registers, check, read_dossier};
///
/// let line = r#"{"canonical": {"id": "a", "materials": [{"name": "申请书"}]},
///     "published": {"online": "<h2>申请材料</h2><ol><li>申请书</li><li>户口簿</li></ol>"}}"#;
/// let case = read_dossier(line.as_bytes(), 1).expect("it is a dossier");
/// let checked = check(&case, &Registers::default(), &Policy::default());
/// let extra = checked.findings.iter().find(|own| own.rule.id() == "material-extra");
/// assert_eq!(extra.map(|own| own.location.file.as_str()), Some("1/online"));
/// ```
///
/// # Errors
/// Where the line is no JSON, no dossier, or names a channel that there is not.
pub fn read_dossier(line: &[u8], number: u64) -> Result<Case, Said> {
    let mut parts: Parts<'_> = serde_json::from_slice(line).map_err(|error| not_json(&error))?;
    let canonical = parts.remove("canonical").ok_or_else(|| {
        Said::new(
            "缺少 canonical：权威数据源",
            "“canonical” is missing: the guide that is the source",
        )
    })?;
    let name = match parts.remove("name") {
        Some(name) => of_json(name)?,
        None => number.to_string(),
    };
    let mut case = Case::new(capture(&name, "canonical", canonical));
    let published: Parts<'_> = match parts.remove("published") {
        Some(published) => of_json(published)?,
        None => Parts::new(),
    };
    for (word, value) in published {
        let channel = Channel::of_word(&word).ok_or_else(|| {
            let keys = Channel::ALL.iter().map(|channel| channel.key());
            unknown(("渠道", "channel"), &word, nearest(&word, keys))
        })?;
        case = case.published(channel, capture(&name, channel.key(), value));
    }
    if let Some(base) = parts.remove("base") {
        case = case.base(capture(&name, "base", base));
    }
    match parts.keys().next() {
        Some(key) => Err(unknown(("键", "key"), key, nearest(key, KEYS))),
        None => Ok(case),
    }
}

/// The values of an object, each as it is written.
type Parts<'l> = BTreeMap<String, &'l RawValue>;

fn of_json<'l, T: Deserialize<'l>>(value: &'l RawValue) -> Result<T, Said> {
    serde_json::from_str(value.get()).map_err(|error| not_json(&error))
}

/// A guide of the dossier: an object as it stands, a text as what it says, whatever its format.
fn capture(name: &str, part: &str, value: &RawValue) -> Capture {
    match serde_json::from_str::<String>(value.get()) {
        Ok(text) => Capture::new(format!("{name}/{part}"), text),
        Err(_) => Capture::new(format!("{name}/{part}.json"), value.get()),
    }
}

fn not_json(error: &serde_json::Error) -> Said {
    Said::new(
        format!("不是一份卷宗的 JSON：{error}"),
        format!("this is no dossier in JSON: {error}"),
    )
}

fn unknown((chinese, english): (&str, &str), word: &str, nearest: Option<&str>) -> Said {
    let (also, hint) = match nearest {
        Some(nearest) => (
            format!("，是否应为“{nearest}”？"),
            format!("; did you mean “{nearest}”?"),
        ),
        None => Default::default(),
    };
    Said::new(
        format!("不认识的{chinese}“{word}”{also}"),
        format!("no {english} is called “{word}”{hint}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        read_dossier(line.as_bytes(), 7).unwrap_err().chinese
    }

    #[test]
    fn objects_and_texts_are_captures_of_their_own() {
        let line = r#"{"name": "甲", "published": {"线上": "<p>&#20013;</p>", "in-person": {"a": 1}}, "canonical": {"id": "x"}}"#;
        let case = read_dossier(line.as_bytes(), 7).unwrap();
        let shown = |own: &Capture| format!("{} {}", own.name, String::from_utf8_lossy(&own.bytes));
        let mut all: Vec<String> = case.published.iter().map(|(_, own)| shown(own)).collect();
        all.push(shown(&case.canonical));
        all.sort();
        assert_eq!(
            all,
            [
                r#"甲/canonical.json {"id": "x"}"#,
                r#"甲/in-person.json {"a": 1}"#,
                "甲/online <p>&#20013;</p>",
            ]
        );
    }

    #[test]
    fn what_is_no_dossier_is_told() {
        assert!(told("{").starts_with("不是一份卷宗的 JSON"));
        assert!(told("[1]").starts_with("不是一份卷宗的 JSON"));
        assert_eq!(told(r#"{"published": {}}"#), "缺少 canonical：权威数据源");
        assert_eq!(
            told(r#"{"canonical": {}, "publised": {}}"#),
            "不认识的键“publised”，是否应为“published”？"
        );
        assert_eq!(
            told(r#"{"canonical": {}, "published": {"onlin": {}}}"#),
            "不认识的渠道“onlin”，是否应为“online”？"
        );
    }
}
