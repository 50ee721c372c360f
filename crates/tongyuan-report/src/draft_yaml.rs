//! A draft as YAML that an editor finishes by deleting lines.
//!
//! Where the halls differ, both sayings stand one below the other, each under the key of the field with its channel behind it:
//!
//! ```yaml
//! # 【待定 1】办结时限 承诺时限：线上、线下说法不一，请留一种、删一种
//! #   线上：“5个工作日”　halls/online/pledge.html:21:9
//! #   线下：“7个工作日”　halls/in-person/pledge.docx:14:1（段落 14）
//! 承诺时限（线上）: {数值: 5, 单位: 工作日}
//! 承诺时限（线下）: {数值: 7, 单位: 工作日}
//! ```
//!
//! Other forms were weighed. A map of both (`待定: {线上: …, 线下: …}`) has to be taken apart and put together again by hand. Two
//! lines with the same key are no YAML. One saying in force and the other in a comment is a decision that nobody made. Here both
//! sides are equal, each is one line where it can be, and what is left to do is to delete one and to shorten the other. The
//! schema knows the two keys ([`tongyuan_model::choice_word`]) and refuses them with both sayings in the message.

use serde_json::Value as Json;
use tongyuan_compare::draft::{Choice, Draft, Entry, Mark, Member, Row, Saying, Value};
use tongyuan_inspect::Language;
use tongyuan_model::{Channel, Key, Place, Span, Vocabulary, choice_word};

use crate::clean::short;
use crate::draft_words::Words;
use crate::guide_json::masked;
use crate::guide_yaml::{write_member, write_scalar};
use crate::location::place;
use crate::run::{Said, Side};

/// A draft with what its text needs.
#[derive(Clone, Copy, Debug)]
pub struct DraftReport<'d> {
    /// The draft.
    pub draft: &'d Draft,
    /// Its id: the slug of its file.
    pub id: &'d str,
    /// The online guide.
    pub online: Side<'d>,
    /// The in-person guide.
    pub in_person: Side<'d>,
    /// The vocabulary of the keys.
    pub keys: Vocabulary,
    /// The language of the comments.
    pub language: Language,
    /// What is still to be filled in.
    pub todo: &'d [Said],
}

/// The draft as YAML, with what is to do at its top.
#[must_use]
pub fn draft_yaml(report: &DraftReport<'_>) -> String {
    let words = Words(report.language);
    let mut writer = Writer {
        report,
        words,
        labels: Vec::new(),
        path: Vec::new(),
    };
    let id = Json::from(report.id);
    let mut body = Vec::new();
    body.push(format!(
        "{}: {}",
        Key::Id.word(report.keys),
        write_scalar(&id)
    ));
    for entry in &report.draft.entries {
        body.push(String::new());
        let block = writer.entry(entry);
        body.extend(block.comments);
        body.extend(block.lines);
    }
    let todo: Vec<&str> = report
        .todo
        .iter()
        .map(|said| said.get(report.language))
        .collect();
    let name = item_name(report.draft);
    let mut head = words.opening(
        name.as_deref(),
        &short(report.online.file, 200),
        &short(report.in_person.file, 200),
    );
    head.push(String::new());
    head.extend(words.choose(&writer.labels));
    head.extend(words.fill(&todo));
    let head = head.iter().map(|line| comment(line)).chain([String::new()]);
    let mut text = String::new();
    for line in head.chain(body) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn item_name(draft: &Draft) -> Option<String> {
    let item = draft.entries.iter().find_map(|entry| match entry {
        Entry::Said(member) if member.key == Key::Item => Some(&member.value),
        _ => None,
    })?;
    match item {
        Value::Group(entries) => name_of(entries, Key::Name),
        Value::Plain(item) => item.get(Key::Name.english())?.as_str().map(clip),
        Value::Rows(_) => None,
    }
}

/// What a row or noun is called: the value of a key, as the online guide has it where they differ.
fn name_of(entries: &[Entry], key: Key) -> Option<String> {
    let entry = entries.iter().find(|entry| entry.key() == Some(key))?;
    let member = match entry {
        Entry::Said(member) => Some(member),
        Entry::Choice(choice) => choice.online.member().or(choice.in_person.member()),
    };
    match &member?.value {
        Value::Plain(Json::String(text)) => Some(clip(text)),
        _ => None,
    }
}

fn clip(text: &str) -> String {
    const MOST: usize = 40;
    short(text, MOST)
}

/// A line as a comment: whatever it holds, it stays one line.
fn comment(line: &str) -> String {
    // YAML 1.1 breaks lines at these as well.
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let line = line.replace(breaks, " ");
    if line.is_empty() {
        "#".to_owned()
    } else {
        format!("# {line}")
    }
}

/// Lines without their indentation, and the comments above them.
#[derive(Default)]
struct Block {
    comments: Vec<String>,
    lines: Vec<String>,
}

struct Writer<'w> {
    report: &'w DraftReport<'w>,
    words: Words,
    /// What each choice is about, in their order.
    labels: Vec<String>,
    /// The fields and rows that lead to where the writer is.
    path: Vec<String>,
}

impl Writer<'_> {
    fn entry(&mut self, entry: &Entry) -> Block {
        match entry {
            Entry::Said(member) => self.said(member),
            Entry::Choice(choice) => self.choice(choice),
        }
    }

    fn said(&mut self, member: &Member) -> Block {
        let word = member.key.word(self.report.keys);
        let mut block = Block::default();
        self.path.push(word.to_owned());
        match &member.value {
            Value::Plain(value) => block.lines = self.plain(word, value),
            Value::Group(entries) => {
                let inside = self.entries(entries);
                match flow_group(&inside, entries) {
                    Some(flow) => block.lines.push(format!("{word}: {flow}")),
                    None => {
                        block.lines.push(format!("{word}:"));
                        block.lines.extend(indented(inside));
                    }
                }
            }
            Value::Rows(rows) if rows.is_empty() => block.lines.push(format!("{word}: []")),
            Value::Rows(rows) => {
                block.lines.push(format!("{word}:"));
                for row in rows {
                    let row = self.row(row);
                    block.lines.extend(indented(row));
                }
            }
        }
        self.path.pop();
        self.mark(&mut block, &member.mark, member.from, member.span);
        block
    }

    /// The lines of several entries, comments and all.
    fn entries(&mut self, entries: &[Entry]) -> Vec<String> {
        let mut lines = Vec::new();
        for entry in entries {
            let block = self.entry(entry);
            lines.extend(block.comments);
            lines.extend(block.lines);
        }
        lines
    }

    /// A row: what is said of its first entry stands above the dash.
    fn row(&mut self, row: &Row) -> Vec<String> {
        let named = [Key::Name, Key::Text, Key::Law, Key::Step, Key::Question];
        let name = named.iter().find_map(|key| name_of(&row.entries, *key));
        self.path
            .push(name.map_or_else(String::new, |name| self.words.quoted(&name)));
        let mut own = Block::default();
        let mut lines = Vec::new();
        for (number, entry) in row.entries.iter().enumerate() {
            let block = self.entry(entry);
            if number == 0 {
                own.comments.extend(block.comments);
                lines.extend(block.lines);
            } else {
                lines.extend(block.comments);
                lines.extend(block.lines);
            }
        }
        self.path.pop();
        if lines.is_empty() {
            lines.push("{}".to_owned());
        }
        // A line that may go must not take the dash with it.
        if matches!(row.entries.first(), Some(Entry::Choice(_))) {
            own.lines.push("-".to_owned());
            own.lines
                .extend(indented(std::mem::take(&mut own.comments)));
            own.lines.extend(indented(lines));
        } else {
            let dashed = lines.iter().enumerate().map(|(number, line)| match number {
                0 => format!("- {line}"),
                _ => format!("  {line}"),
            });
            own.lines = dashed.collect();
        }
        let mut above = Block::default();
        if row.mark == Mark::Only {
            let place = self.place(row.from, row.span);
            let said = self.words.only_at(row.from, &place);
            above.comments.push(comment(&said));
        } else {
            self.mark(&mut above, &row.mark, row.from, row.span);
        }
        let comments = above.comments.into_iter().chain(own.comments);
        comments.chain(own.lines).collect()
    }

    fn choice(&mut self, choice: &Choice) -> Block {
        let sides = [
            (Channel::Online, &choice.online),
            (Channel::InPerson, &choice.in_person),
        ];
        let member = sides.iter().find_map(|(_, saying)| saying.member());
        let Some(member) = member else {
            return Block::default();
        };
        let mut path = self.path.clone();
        path.push(member.key.word(self.report.keys).to_owned());
        path.retain(|part| !part.is_empty());
        let label = path.join(" ");
        self.labels.push(label.clone());
        let only = match (&choice.online, &choice.in_person) {
            (Saying::Says(_), Saying::Silent(_)) => Some(Channel::Online),
            (Saying::Silent(_), Saying::Says(_)) => Some(Channel::InPerson),
            _ => None,
        };
        let mut block = Block::default();
        let first = self.words.choice(self.labels.len(), &label, only);
        block.comments.push(comment(&first));
        for (channel, saying) in sides {
            if saying.span() == Span::default() && saying.member().is_none() {
                continue;
            }
            let place = self.place(channel, saying.span());
            let text = saying.member().map(|_| self.quoted(channel, saying.span()));
            let said = self.words.saying(channel, text.as_deref(), &place);
            block.comments.push(comment(&format!("  {said}")));
        }
        for (channel, saying) in sides {
            if let (Saying::Says(member), keys) = (saying, self.report.keys) {
                let word = choice_word(member.key.word(keys), channel, keys);
                if let Value::Plain(value) = &member.value {
                    block.lines.extend(self.plain(&word, value));
                }
            }
        }
        block
    }

    /// A key with a value as it was read, on one line where it is short.
    fn plain(&self, word: &str, value: &Json) -> Vec<String> {
        let value = masked(value.clone());
        if let Some(flow) = flow(&value, self.report.keys) {
            return vec![format!("{word}: {flow}")];
        }
        let mut text = String::new();
        write_member(&mut text, word, &value, 0, self.report.keys);
        text.lines().map(str::to_owned).collect()
    }

    fn mark(&self, block: &mut Block, mark: &Mark, from: Channel, span: Span) {
        let other = match from {
            Channel::InPerson => Channel::Online,
            _ => Channel::InPerson,
        };
        let above = match mark {
            Mark::Both => return,
            Mark::Only => match block.lines.as_mut_slice() {
                [line] => {
                    line.push_str(&format!("  {}", comment(&self.words.only(from))));
                    return;
                }
                _ => self.words.only_at(from, &self.place(from, span)),
            },
            Mark::Worded(side) => {
                let text = short(side.text.as_deref().unwrap_or_default(), MOST);
                self.words.worded(&text, &self.place(other, side.span))
            }
            Mark::Otherwise(side) => {
                let text = short(side.text.as_deref().unwrap_or_default(), MOST);
                let place = self.place(other, side.span);
                self.words.otherwise(other, &text, &place)
            }
            Mark::ByChannel => self.words.by_channel().to_owned(),
        };
        block.comments.push(comment(&above));
    }

    fn side(&self, channel: Channel) -> Side<'_> {
        match channel {
            Channel::InPerson => self.report.in_person,
            _ => self.report.online,
        }
    }

    /// What stands at a place, as it was published.
    fn quoted(&self, channel: Channel, span: Span) -> String {
        short(self.side(channel).source.slice(span), MOST)
    }

    /// A place that an editor can go to: file, line and column, and where that is in the document's own terms.
    fn place(&self, channel: Channel, span: Span) -> String {
        let located = self.side(channel).locate(span);
        let start = located.location.start;
        let at = format!(
            "{}:{}:{}",
            short(&located.file, 200),
            start.line,
            start.column
        );
        let native = located.location.place.as_ref();
        // Nobody finds a line of a web page by its path in the DOM.
        let native = native.filter(|native| !matches!(native, Place::Element(_)));
        let native = native.map(|native| place(native, self.report.language));
        match (
            native.filter(|native| !native.is_empty()),
            self.report.language,
        ) {
            (Some(native), Language::Chinese) => format!("{at}（{native}）"),
            (Some(native), Language::English) => format!("{at} ({native})"),
            (None, _) => at,
        }
    }
}

/// How much of a text a comment holds.
const MOST: usize = 120;

/// How long a value on one line may be.
const MOST_ON_A_LINE: usize = 72;

fn indented(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(|line| format!("  {line}"))
}

/// A group on one line: where it is short, and nothing is to be said of what is in it.
fn flow_group(lines: &[String], entries: &[Entry]) -> Option<String> {
    let is_bare = |entry: &Entry| {
        matches!(entry, Entry::Said(member)
            if member.mark == Mark::Both && matches!(&member.value, Value::Plain(value) if is_scalar(value)))
    };
    let flow = format!("{{{}}}", lines.join(", "));
    let is_short = flow.chars().count() <= MOST_ON_A_LINE;
    (is_short && entries.iter().all(is_bare)).then_some(flow)
}

fn is_scalar(value: &Json) -> bool {
    !matches!(value, Json::Array(_) | Json::Object(_))
}

/// A value on one line, where it is short and flat.
fn flow(value: &Json, keys: Vocabulary) -> Option<String> {
    let text = match value {
        Json::Array(rows) if rows.iter().all(is_scalar) => {
            let rows: Vec<_> = rows.iter().map(write_scalar).collect();
            format!("[{}]", rows.join(", "))
        }
        Json::Object(members) if members.values().all(is_scalar) => {
            let members: Vec<_> = members
                .iter()
                .map(|(key, value)| {
                    let word = Key::of_word(key).map_or(key.as_str(), |(key, _)| key.word(keys));
                    format!("{word}: {}", write_scalar(value))
                })
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Json::Array(_) | Json::Object(_) => return None,
        scalar => return Some(write_scalar(scalar)),
    };
    (text.chars().count() <= MOST_ON_A_LINE).then_some(text)
}
