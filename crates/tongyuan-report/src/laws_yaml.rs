//! Versions of laws as rows of the legal register: a new register, or rows in one that is there. What stands in it stays as it is,
//! comments and all: text is put in, and values are put in the place of values.

use std::ops::Range;

use serde_json::{Map, Value};
use tongyuan_inspect::Language;
use tongyuan_model::noun::Noun;
use tongyuan_model::register::laws::{LegalRegister, RegisteredLaw};
use tongyuan_model::{Key, Span, Vocabulary};

use crate::guide_yaml::write_scalar;

/// A new register of these rows, with a comment that says what it is. JSON has none.
#[must_use]
pub fn laws_yaml(
    rows: &[&RegisteredLaw],
    keys: Vocabulary,
    language: Language,
    is_json: bool,
) -> String {
    if is_json {
        let rows = rows
            .iter()
            .map(|law| Value::Object(law.members()))
            .collect();
        let whole = in_keys(Value::Object(Map::from_iter([("laws".into(), rows)])), keys);
        return pretty(&whole, 0) + "\n";
    }
    let comment = match language {
        Language::Chinese => [
            "依据库：指南引用的法律、法规、规章和文件，每一个版本一行。字段说明见 tongyuan schema laws。",
            "由国家法律法规数据库导出的文件导入（tongyuan register import）；文件没有写明的一律不填。",
        ],
        Language::English => [
            "The legal register: the laws, regulations and documents that guides cite, a row for each version. Its fields: tongyuan schema laws.",
            "Imported from what the national law database exports (tongyuan register import); what a file does not say is left out.",
        ],
    };
    let mut text: String = comment.iter().map(|line| format!("# {line}\n")).collect();
    text.push_str(Key::Laws.word(keys));
    text.push_str(":\n");
    for law in rows {
        text.push_str(&block_row(law, 2, keys));
    }
    text
}

/// The text of a register after changes: rows whose values are replaced by what another row states, and rows behind the last one.
/// `keys` is the vocabulary where the register has none yet. None where two changes would meet, as in rows that share a value by
/// an alias.
#[must_use]
pub fn laws_edited(
    text: &str,
    register: &LegalRegister,
    changed: &[(&RegisteredLaw, &RegisteredLaw)],
    added: &[&RegisteredLaw],
    keys: Vocabulary,
) -> Option<String> {
    let keys = vocabulary(text, register).unwrap_or(keys);
    let file = File { text, keys };
    let mut edits = Vec::new();
    // What is put in at one place stands in the opposite order: the rows behind the last one come first here.
    if !added.is_empty() {
        edits.push(file.append(register, added));
    }
    for (own, new) in changed {
        file.change(own, new, &mut edits);
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut whole = text.to_owned();
    let mut from = text.len();
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for (range, put) in edits {
        if range.end > from || text.get(range.clone()).is_none() {
            return None;
        }
        from = range.start;
        whole.replace_range(range, &put.replace('\n', line_break));
    }
    Some(whole)
}

type Edit = (Range<usize>, String);

/// A register as it stands.
#[derive(Clone, Copy)]
struct File<'f> {
    text: &'f str,
    keys: Vocabulary,
}

impl<'f> File<'f> {
    /// The rows behind the last one there is.
    fn append(self, register: &LegalRegister, added: &[&RegisteredLaw]) -> Edit {
        let Some(rows) = register.laws.given() else {
            return self.first_rows(added);
        };
        let span = register.laws.span();
        if self.begins(span, '[') {
            let json = |law: &&RegisteredLaw, depth| pretty(&row(law, self.keys), depth);
            return match rows.last() {
                Some(last) => {
                    let depth = self.column(last.span.start as usize);
                    let added = added.iter();
                    let added =
                        added.map(|law| format!(",\n{}{}", blanks(depth), json(law, depth)));
                    let at = last.span.end as usize;
                    (at..at, added.collect())
                }
                None => {
                    let json: Vec<String> = added.iter().map(|law| json(law, 0)).collect();
                    (span.range(), format!("[{}]", json.join(", ")))
                }
            };
        }
        let first = rows.first().map_or(span, |first| first.span);
        let dash = self.column(self.dash(first));
        let (at, before) = self.behind(span.end as usize, dash);
        let rows = added.iter().map(|law| block_row(law, dash, self.keys));
        (at..at, before.to_owned() + &rows.collect::<String>())
    }

    /// The rows of a register that has none: behind its key, or at the end with the key.
    fn first_rows(self, added: &[&RegisteredLaw]) -> Edit {
        let rows: String = added
            .iter()
            .map(|law| block_row(law, 2, self.keys))
            .collect();
        let word = Key::Laws.word(self.keys);
        let is_key = |line: &str| {
            let said = line.split(" #").next().unwrap_or_default();
            said.trim_end() == format!("{word}:")
        };
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            at += line.len();
            if is_key(line) {
                let before = if line.ends_with('\n') { "" } else { "\n" };
                return (at..at, format!("{before}{rows}"));
            }
        }
        let before = if self.text.is_empty() || self.text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        (at..at, format!("{before}{word}:\n{rows}"))
    }

    /// The beginning of the line behind a place and behind the comments that belong to what stands there, which are set in
    /// further than its dash; and what the last line lacks.
    fn behind(self, at: usize, dash: usize) -> (usize, &'static str) {
        // A text of several lines reaches to the next key, blanks before that included.
        let at = self.before(at).trim_end_matches(' ').len();
        let line_end = |at: usize| self.after(at).find('\n').map(|length| at + length + 1);
        let mut at = if self.before(at).ends_with('\n') {
            at
        } else {
            match line_end(at) {
                Some(next) => next,
                None => return (self.text.len(), "\n"),
            }
        };
        loop {
            let line = self.after(at).split('\n').next().unwrap_or_default();
            let bare = line.trim_start();
            if !bare.starts_with('#') || line.len() - bare.len() <= dash {
                return (at, "");
            }
            match line_end(at) {
                Some(next) => at = next,
                None => return (self.text.len(), "\n"),
            }
        }
    }

    /// Puts what another row states in the place of what a row has.
    fn change(self, own: &RegisteredLaw, new: &RegisteredLaw, edits: &mut Vec<Edit>) {
        let stated = own.stated();
        let is_flow = self.begins(own.span, '{');
        let column = self.column(own.span.start as usize);
        let mut missing = Vec::new();
        for (key, value, _) in new.stated() {
            if key == Key::Name {
                continue;
            }
            match stated.iter().find(|(other, ..)| *other == key) {
                Some((_, old, _)) if *old == value => {}
                Some((_, _, span)) => {
                    let span = match own.articles.rows().first() {
                        Some(first) if key == Key::Articles => self.block(*span, first.span),
                        _ => *span,
                    };
                    edits.push(self.replace(key, &value, span, is_flow));
                }
                None => missing.push((key, value)),
            }
        }
        if missing.is_empty() {
            return;
        }
        let name = self.whole(own.name.span());
        let put: String = missing
            .iter()
            .map(|(key, value)| match is_flow {
                true => {
                    let name = Value::from(word(*key, self.keys));
                    let value = in_keys(value.clone(), self.keys);
                    format!(", {name}: {value}")
                }
                false => blanks(column) + &member(*key, value, column, self.keys),
            })
            .collect();
        edits.push(match is_flow {
            true => (name.end..name.end, put),
            false => {
                let (at, before) = match self.after(name.end).find('\n') {
                    Some(length) => (name.end + length + 1, ""),
                    None => (self.text.len(), "\n"),
                };
                (at..at, before.to_owned() + &put)
            }
        });
    }

    fn replace(self, key: Key, value: &Value, span: Span, is_flow: bool) -> Edit {
        let range = self.whole(span);
        let put = match value {
            _ if is_flow || self.begins(span, '[') => in_keys(value.clone(), self.keys).to_string(),
            Value::Array(rows) => {
                let dash = self.column(range.start);
                let rows = rows.iter().map(|row| list_row(row, dash, self.keys));
                let rows: String = rows.collect();
                rows.trim_start_matches(' ').trim_end().to_owned()
            }
            value => scalar(key, value),
        };
        (range, put)
    }

    /// The range of a value with its quotation marks.
    fn whole(self, span: Span) -> Range<usize> {
        let range = span.range();
        let before = self.before(range.start).chars().next_back();
        let is_quoted =
            matches!(before, Some('"' | '\'')) && self.after(range.end).chars().next() == before;
        match is_quoted {
            true => range.start - 1..range.end + 1,
            false => range,
        }
    }

    fn begins(self, span: Span, mark: char) -> bool {
        self.after(span.start as usize).starts_with(mark)
    }

    /// The place of the dash before a row.
    fn dash(self, row: Span) -> usize {
        let before = self.before(row.start as usize).trim_end();
        match before.strip_suffix('-') {
            Some(before) => before.len(),
            None => row.start as usize,
        }
    }

    /// The span of a list, from the dash of its first row to the last that it says: what ends with a text of several lines would
    /// reach to the next key.
    fn block(self, list: Span, first: Span) -> Span {
        if self.begins(list, '[') {
            return list;
        }
        let end = self.before(list.end as usize).trim_end().len();
        Span::exact(self.dash(first), end)
    }

    fn before(self, at: usize) -> &'f str {
        self.text.get(..at).unwrap_or_default()
    }

    fn after(self, at: usize) -> &'f str {
        self.text.get(at..).unwrap_or_default()
    }

    /// How many characters stand before a place in its line.
    fn column(self, at: usize) -> usize {
        let line = self.before(at).rsplit('\n').next().unwrap_or_default();
        line.chars().count()
    }
}

/// The vocabulary that a register is written in: that of the key of its rows, else of the day that it gives.
fn vocabulary(text: &str, register: &LegalRegister) -> Option<Vocabulary> {
    let by_key = |key: Key, until: usize| {
        let before = text.get(..until)?;
        let place = |keys| before.rfind(key.word(keys));
        match (place(Vocabulary::Chinese), place(Vocabulary::English)) {
            (None, None) => None,
            (chinese, english) if chinese > english => Some(Vocabulary::Chinese),
            _ => Some(Vocabulary::English),
        }
    };
    let rows = match register.laws.is_given() {
        true => register.laws.span().start as usize,
        false => text.len(),
    };
    by_key(Key::Laws, rows).or_else(|| by_key(Key::AsOf, text.len()))
}

/// A key as registers write it: the Chinese word for this one is another one than in guides.
fn word(key: Key, keys: Vocabulary) -> &'static str {
    match (key, keys) {
        (Key::EffectiveFrom, Vocabulary::Chinese) => "施行日期",
        _ => key.word(keys),
    }
}

/// A row with its dash at a column, and each of its lines ended.
fn block_row(law: &RegisteredLaw, dash: usize, keys: Vocabulary) -> String {
    let members: Vec<String> = law
        .stated()
        .iter()
        .map(|(key, value, _)| member(*key, value, dash + 2, keys))
        .collect();
    format!("{}- {}", blanks(dash), members.join(&blanks(dash + 2)))
}

/// A key with its value, its first line not set in.
fn member(key: Key, value: &Value, column: usize, keys: Vocabulary) -> String {
    let word = word(key, keys);
    match value {
        Value::Array(rows) if rows.iter().any(Value::is_object) => {
            let rows = rows.iter().map(|row| list_row(row, column + 2, keys));
            format!("{word}:\n{}", rows.collect::<String>())
        }
        value => format!("{word}: {}\n", scalar(key, value)),
    }
}

/// A row of a list: a line, or where it holds a text of several lines, a line for each of its values.
fn list_row(row: &Value, dash: usize, keys: Vocabulary) -> String {
    let Some(members) = row.as_object() else {
        return format!("{}- {}\n", blanks(dash), write_scalar(row));
    };
    let stated = members.iter().map(|(word, value)| {
        let key = Key::of_word(word).map(|(key, _)| key);
        let word = key.map_or(word.as_str(), |key| self::word(key, keys));
        (word, value)
    });
    let long = |value: &Value| value.as_str().is_some_and(|text| text.contains('\n'));
    if !members.contains_key(Key::Text.english()) {
        let stated: Vec<String> = stated
            .map(|(word, value)| format!("{word}: {}", flow(value)))
            .collect();
        return format!("{}- {{{}}}\n", blanks(dash), stated.join(", "));
    }
    let inner = blanks(dash + 2);
    let stated: Vec<String> = stated
        .map(|(word, value)| match value.as_str() {
            Some(text) if long(value) && is_literal(text) => {
                let lines = text.lines().map(|line| format!("{inner}  {line}\n"));
                format!("{word}: |-\n{}", lines.collect::<String>())
            }
            _ => format!("{word}: {}\n", flow(value)),
        })
        .collect();
    format!("{}- {}", blanks(dash), stated.join(&inner))
}

/// Whether a text of several lines can stand as it is.
fn is_literal(text: &str) -> bool {
    let is_plain = |line: &str| !line.is_empty() && line.trim() == line;
    let is_odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}');
    text.split('\n')
        .all(|line| is_plain(line) && !line.contains(is_odd))
}

/// A value in one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(flow).collect();
            format!("[{}]", values.join(", "))
        }
        value => write_scalar(value),
    }
}

/// A value behind its key. A date is one without quotation marks, as registers have it.
fn scalar(key: Key, value: &Value) -> String {
    match (key, value) {
        (Key::Promulgated | Key::EffectiveFrom | Key::EndsOn, Value::String(day)) => day.clone(),
        _ => flow(value),
    }
}

fn row(law: &RegisteredLaw, keys: Vocabulary) -> Value {
    in_keys(Value::Object(law.members()), keys)
}

/// A value with its keys in a vocabulary.
fn in_keys(value: Value, keys: Vocabulary) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(word, value)| {
                let key = Key::of_word(&word).map(|(key, _)| self::word(key, keys));
                (key.map_or(word, str::to_owned), in_keys(value, keys))
            });
            Value::Object(members.collect())
        }
        Value::Array(rows) => rows.into_iter().map(|row| in_keys(row, keys)).collect(),
        other => other,
    }
}

/// JSON over several lines, those after the first set in.
fn pretty(value: &Value, depth: usize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.replace('\n', &format!("\n{}", blanks(depth)))
}

fn blanks(count: usize) -> String {
    " ".repeat(count)
}
