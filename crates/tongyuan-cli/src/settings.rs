//! `tongyuan.toml`: read into the spanned tree, held against its schema, so that every mistake has its place.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use tongyuan::{Days, OwnRules, Policy, RecordColumns, RunNote, Said, Severity, Terms};
use tongyuan_inspect::Located;
use tongyuan_inspect::rectification::Deadlines;
use tongyuan_model::schema::{Schema, Violation, ViolationKind};
use tongyuan_model::tree::{Entry, Node, Value};
use tongyuan_model::{Field, SourceMap, SourceText, Span};
use tongyuan_report::inspection::Letter;

use crate::files;
use crate::repository::absolute;

mod columns;
mod deadlines;
pub(crate) mod discovery;
pub(crate) mod effective;
mod letter;

/// The schema of the settings.
pub(crate) const SCHEMA: &str = include_str!("../../../schemas/config.schema.json");

/// What a repository sets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) paths: Paths,
    pub(crate) policy: Policy,
    pub(crate) fail_on: Option<String>,
    pub(crate) capture: Fetching,
    /// What stands on the report of an inspection.
    pub(crate) letter: Letter,
    /// Within how many working days findings are to be put right; the calendar is that of the policy.
    pub(crate) deadlines: Deadlines,
    /// What the columns of records are called.
    pub(crate) columns: RecordColumns,
    /// The file that they are from; none where all of them are the defaults.
    pub(crate) file: Option<File>,
    /// What is to be told of the file.
    pub(crate) notes: Vec<RunNote>,
}

/// A settings file as it was read.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// How published pages are fetched.
#[derive(Clone, Debug)]
pub(crate) struct Fetching {
    /// Hosts that may be asked though their network is not public.
    pub(crate) allow_hosts: Vec<String>,
    pub(crate) robots: bool,
    /// Between two requests to one host.
    pub(crate) pause: Duration,
    /// For one request.
    pub(crate) timeout: Duration,
    pub(crate) max_bytes: u64,
    pub(crate) user_agent: String,
    pub(crate) ca_file: Option<PathBuf>,
}

impl Default for Fetching {
    fn default() -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Self {
            allow_hosts: Vec::new(),
            robots: true,
            pause: Duration::from_secs(2),
            timeout: Duration::from_secs(60),
            max_bytes: 20 * 1024 * 1024,
            user_agent: format!(
                "tongyuan/{version} (holds published service guides against their source)"
            ),
            ca_file: None,
        }
    }
}

/// Where things are in a repository.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    pub(crate) guides: String,
    pub(crate) halls: String,
    pub(crate) registers: String,
    pub(crate) practice: String,
    pub(crate) baseline: String,
    pub(crate) ledger: String,
}

impl Paths {
    /// Whether any of them leads out of the repository, as those of a settings file beside it may.
    pub(crate) fn lead_out(&self) -> bool {
        let own = [
            &self.guides,
            &self.halls,
            &self.registers,
            &self.practice,
            &self.baseline,
        ];
        own.into_iter().any(|path| Path::new(path).is_absolute())
    }
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            guides: "guides".into(),
            halls: "halls".into(),
            registers: "registers".into(),
            practice: "practice".into(),
            baseline: "baseline.json".into(),
            ledger: "ledger.sqlite".into(),
        }
    }
}

/// Reads the settings file of a repository, whose rules it may name; what is wrong with it is an error of the run. What it says of
/// places is seen from where it stands, wherever the command is started.
pub(crate) fn read(path: &Path, root: &Path, own: &OwnRules) -> Result<Settings, Vec<RunNote>> {
    let path = path.strip_prefix(".").unwrap_or(path);
    let name = path.to_string_lossy().replace('\\', "/");
    let capture = files::read(path, &name).map_err(|note| vec![*note])?;
    let text = String::from_utf8(capture.bytes).map_err(|_| {
        vec![RunNote {
            file: name.clone(),
            message: Said::new("设置文件应当是 UTF-8 编码", "a settings file is UTF-8"),
            help: None,
            location: None,
            is_error: true,
        }]
    })?;
    of_text(path, &name, text, root, own)
}

/// The settings that the text of a file says, wherever that text is from.
pub(crate) fn of_text(
    path: &Path,
    name: &str,
    text: String,
    root: &Path,
    own: &OwnRules,
) -> Result<Settings, Vec<RunNote>> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let seen = |path: &str| seen_from(root, folder, path);
    let mut settings = parse(&schema(own), name, &text, &seen)?;
    if let Some(file) = &mut settings.capture.ca_file {
        *file = folder.join(&*file);
    }
    if tree(&text).is_ok_and(|tree| tree.entries().is_empty()) {
        settings.notes.push(RunNote {
            file: name.to_owned(),
            message: Said::new(
                "设置文件里没有一项设置，全部按默认处理",
                "the settings file sets nothing: every default holds",
            ),
            help: Some(Said::new(
                "写上要改的设置，或者删去这个文件。全部设置项见 tongyuan check --show-settings。",
                "Set what is to be otherwise, or remove the file. `tongyuan check --show-settings` shows all settings.",
            )),
            location: None,
            is_error: false,
        });
    }
    settings.file = Some(File {
        name: name.to_owned(),
        text,
    });
    Ok(settings)
}

/// A path that a settings file names, as seen from the root of the repository; whole where it leads out of it.
fn seen_from(root: &Path, folder: &Path, path: &str) -> String {
    let whole = absolute(folder).join(path);
    let inside = whole.strip_prefix(absolute(root)).unwrap_or(&whole);
    inside.to_string_lossy().replace('\\', "/")
}

/// The schema of the settings of a repository with rules of its own.
fn schema(own: &OwnRules) -> Cow<'static, str> {
    let mut ids = own.ids().peekable();
    let known = serde_json::from_str::<serde_json::Value>(SCHEMA);
    let (Some(_), Ok(mut schema)) = (ids.peek(), known) else {
        return Cow::Borrowed(SCHEMA);
    };
    if let Some(rules) = schema.pointer_mut("/properties/rules/properties") {
        for id in ids {
            rules[id] = serde_json::json!({ "$ref": "#/$defs/severity" });
        }
    }
    Cow::Owned(schema.to_string())
}

/// What a settings file says. `seen` says where a path of it leads.
fn parse(
    schema: &str,
    name: &str,
    text: &str,
    seen: &dyn Fn(&str) -> String,
) -> Result<Settings, Vec<RunNote>> {
    let source = SourceText::new(text.to_owned(), SourceMap::default());
    let note = |message: Said, help: Option<Said>, span: Option<Span>| RunNote {
        file: name.to_owned(),
        message,
        help,
        location: span.map(|span| Located::new(name, &source, span)),
        is_error: true,
    };
    let tree = tree(text).map_err(|error| {
        let span = error
            .span()
            .map(|range| Span::exact(range.start, range.end));
        let detail = error.message().to_owned();
        let message = Said::new(format!("设置文件不符合 TOML 格式（{detail}）"), detail);
        vec![note(message, None, span)]
    })?;
    let violations = Schema::compile(schema)
        .map(|schema| schema.violations(&tree))
        .unwrap_or_default();
    if violations.is_empty() {
        return Ok(settings(&tree, seen));
    }
    Err(violations
        .iter()
        .map(|violation| {
            let (message, help) = words(violation);
            note(message, help, Some(violation.span))
        })
        .collect())
}

/// The tree of a settings file.
fn tree(text: &str) -> Result<Node<'_>, toml::de::Error> {
    let table = DeTable::parse(text)?;
    let span = table.span();
    Ok(map(table.get_ref(), Span::exact(span.start, span.end)))
}

/// A table as a map of the tree. The keys of settings are no keys of a guide, whatever they are called.
fn map<'s>(table: &DeTable<'s>, span: Span) -> Node<'s> {
    let entries = table
        .iter()
        .map(|(key, value)| Entry {
            key: None,
            word: key.get_ref().clone(),
            word_span: Span::exact(key.span().start, key.span().end),
            value: node(value),
        })
        .collect();
    Node::new(Value::Map(entries), span)
}

fn node<'s>(value: &Spanned<DeValue<'s>>) -> Node<'s> {
    let span = Span::exact(value.span().start, value.span().end);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.clone()),
        DeValue::Integer(number) => Value::Number(Cow::Owned(number.as_str().to_owned())),
        DeValue::Float(number) => Value::Number(Cow::Owned(number.as_str().to_owned())),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(date) => Value::Text(Cow::Owned(date.to_string())),
        DeValue::Array(rows) => Value::List(rows.iter().map(node).collect()),
        DeValue::Table(table) => return map(table, span),
    };
    Node::new(value, span)
}

/// The settings of a tree that keeps the schema.
fn settings(tree: &Node<'_>, seen: &dyn Fn(&str) -> String) -> Settings {
    let mut settings = Settings::default();
    if let Some(paths) = tree.get_word("paths") {
        let set = |own: &mut String, word: &str| {
            if let Some(path) = paths.get_word(word).and_then(Node::text) {
                *own = seen(path.trim_end_matches('/'));
            }
        };
        set(&mut settings.paths.guides, "guides");
        set(&mut settings.paths.halls, "halls");
        set(&mut settings.paths.registers, "registers");
        set(&mut settings.paths.practice, "practice");
        set(&mut settings.paths.baseline, "baseline");
        set(&mut settings.paths.ledger, "ledger");
    }
    let rules = tree.get_word("rules").map(Node::entries);
    for entry in rules.unwrap_or_default() {
        let rule = entry.word.to_string();
        let severity = entry.value.get_word("severity").unwrap_or(&entry.value);
        if let Some(word) = severity.text() {
            let severity = Severity::of_key(word);
            settings.policy.severities.insert(rule.clone(), severity);
        }
        if let Some(fields) = entry.value.get_word("fields") {
            settings.policy.fields.insert(rule, named_fields(fields));
        }
    }
    let items = tree.get_word("items");
    settings.policy.local_codes = items
        .and_then(|items| items.get_word("local-codes"))
        .is_some_and(|node| node.value == Value::Bool(true));
    let within = tree
        .get_word("guides")
        .and_then(|guides| guides.get_word("verified-within"))
        .and_then(whole);
    if let Some(within) = within {
        settings.policy.guides.verified_within = within;
    }
    if let Some(contacts) = tree.get_word("contacts") {
        let own = &mut settings.policy.contacts;
        let number = |word| contacts.get_word(word).and_then(whole);
        own.verified_within = number("verified-within").unwrap_or(own.verified_within);
        let most = number("most-hotlines").and_then(|most| usize::try_from(most).ok());
        own.most_hotlines = most.unwrap_or(own.most_hotlines);
    }
    let hosts = tree
        .get_word("urls")
        .and_then(|urls| urls.get_word("retired-hosts"))
        .map(Node::rows);
    let hosts = hosts.unwrap_or_default().iter().filter_map(Node::text);
    settings.policy.retired_hosts = hosts.map(str::to_owned).collect();
    settings.policy.terms = terms(tree);
    settings.columns = columns::of(tree);
    settings.deadlines = deadlines::of(tree);
    if let Some(table) = tree.get_word("capture") {
        fetching(table, &mut settings.capture);
    }
    if let Some(table) = tree.get_word("inspection") {
        settings.letter = letter::of(table);
    }
    settings.fail_on = tree
        .get_word("fail-on")
        .and_then(Node::text)
        .map(str::to_owned);
    settings
}

fn fetching(table: &Node<'_>, own: &mut Fetching) {
    let number = |word: &str| match &table.get_word(word)?.value {
        Value::Number(digits) => digits.parse::<f64>().ok(),
        _ => None,
    };
    let seconds = |word: &str| Duration::try_from_secs_f64(number(word)?).ok();
    let text = |word: &str| table.get_word(word).and_then(Node::text);
    if let Some(hosts) = table.get_word("allow-hosts") {
        let names = hosts.rows().iter().filter_map(Node::text);
        own.allow_hosts = names.map(str::to_owned).collect();
    }
    if let Some(Value::Bool(truth)) = table.get_word("robots").map(|node| &node.value) {
        own.robots = *truth;
    }
    own.pause = seconds("pause").unwrap_or(own.pause);
    own.timeout = seconds("timeout").unwrap_or(own.timeout);
    // The schema has seen to it that this is a whole number within reason.
    own.max_bytes = number("max-bytes").map_or(own.max_bytes, |bytes| bytes as u64);
    if let Some(name) = text("user-agent") {
        own.user_agent = name.to_owned();
    }
    own.ca_file = text("ca-file").map(PathBuf::from);
}

/// On which terms texts are compared: the names that are one here, and what 日 means.
fn terms(tree: &Node<'_>) -> Terms {
    let aliases = tree
        .get_word("words")
        .and_then(|words| words.get_word("aliases"))
        .map(Node::entries)
        .unwrap_or_default();
    let pairs: Vec<(&str, &str)> = aliases
        .iter()
        .flat_map(|entry| {
            let others = entry.value.rows().iter().filter_map(Node::text);
            others.map(|other| (entry.word.as_ref(), other))
        })
        .collect();
    let days = tree
        .get_word("time-limits")
        .and_then(|limits| limits.get_word("days"))
        .and_then(Node::text);
    Terms::default().with_aliases(pairs).with_days(match days {
        Some("as-written") => Days::AsWritten,
        Some("working") => Days::Working,
        _ => Days::ByLaw,
    })
}

fn whole(node: &Node<'_>) -> Option<u32> {
    match &node.value {
        Value::Number(digits) => digits.replace('_', "").parse().ok(),
        _ => None,
    }
}

/// The fields that a list names.
fn named_fields(list: &Node<'_>) -> Vec<Field> {
    let words = list.rows().iter().filter_map(Node::text);
    words
        .filter_map(|word| Field::ALL.iter().find(|field| field.path() == word))
        .copied()
        .collect()
}

fn words(violation: &Violation) -> (Said, Option<Said>) {
    let path = &violation.path;
    match &violation.kind {
        ViolationKind::Unknown { word, nearest } => (
            Said::new(
                format!("没有“{word}”这个设置项"),
                format!("there is no setting “{word}”"),
            ),
            Some(match nearest {
                Some(nearest) => Said::new(
                    format!("是否应为“{nearest}”？"),
                    format!("Did you mean “{nearest}”?"),
                ),
                None => Said::new(
                    "全部设置项见 tongyuan schema config。",
                    "See `tongyuan schema config` for all of them.",
                ),
            }),
        ),
        ViolationKind::NotListed {
            actual,
            listed,
            nearest,
        } => {
            let meant = |before: &str, after: &str| {
                nearest
                    .as_ref()
                    .map(|nearest| format!("{before}“{nearest}”{after}"))
                    .unwrap_or_default()
            };
            (
                Said::new(
                    format!("“{path}”不能是“{actual}”"),
                    format!("“{path}” cannot be “{actual}”"),
                ),
                Some(Said::new(
                    format!("{}可以是：{}。", meant("是否应为", "？"), listed.join("、")),
                    format!(
                        "{}It is one of: {}.",
                        meant("Did you mean ", "? "),
                        listed.join(", ")
                    ),
                )),
            )
        }
        _ => {
            let meaning = violation.meaning.clone();
            (
                Said::new(
                    format!("“{path}”的写法不对"),
                    format!("“{path}” is not written as it should be"),
                ),
                meaning.map(|meaning| Said::new(meaning.chinese, meaning.english)),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn parse(name: &str, text: &str) -> Result<Settings, Vec<RunNote>> {
        super::parse(SCHEMA, name, text, &str::to_owned)
    }

    #[test]
    fn what_is_set() {
        let text = "fail-on = \"warning\"\n[paths]\nguides = \"指南/\"\n[rules]\nmaterial-extra = \"off\"\nfield-omitted = \"error\"\n[items]\nlocal-codes = true\n";
        let settings = parse("tongyuan.toml", text).unwrap();
        assert_eq!(settings.paths.guides, "指南");
        assert_eq!(settings.paths.halls, "halls");
        assert_eq!(settings.fail_on.as_deref(), Some("warning"));
        assert!(settings.policy.local_codes);
        assert_eq!(
            settings.policy.severities,
            BTreeMap::from([
                ("material-extra".to_owned(), None),
                ("field-omitted".to_owned(), Some(Severity::Error)),
            ])
        );
    }

    #[test]
    fn what_is_asked_of_guides_and_contacts() {
        let text = "[guides]\nverified-within = 400\n[contacts]\nverified-within = 90\nmost-hotlines = 1\n[urls]\nretired-hosts = [\"old.example.gov.cn\"]\n";
        let policy = parse("t", text).unwrap().policy;
        assert_eq!(policy.guides.verified_within, 400);
        assert_eq!(policy.contacts.verified_within, 90);
        assert_eq!(policy.contacts.most_hotlines, 1);
        assert_eq!(policy.retired_hosts, ["old.example.gov.cn"]);
        let policy = parse("t", "").unwrap().policy;
        assert_eq!(policy.contacts.verified_within, 365);
        assert!(parse("t", "[contacts]\nverified-within = 0\n").is_err());
        assert!(parse("t", "[urls]\nretired-hosts = [\"https://a.example/\"]\n").is_err());
    }

    #[test]
    fn how_pages_are_fetched() {
        let text = "[capture]\nallow-hosts = [\"10.1.2.3\", \"a.example\"]\nrobots = false\npause = 0.5\ntimeout = 3\nmax-bytes = 1_000\nca-file = \"ca.pem\"\n";
        let set = parse("t", text).unwrap().capture;
        assert_eq!(set.allow_hosts, ["10.1.2.3", "a.example"]);
        assert!(!set.robots);
        assert_eq!(set.pause, Duration::from_millis(500));
        assert_eq!(set.timeout, Duration::from_secs(3));
        assert_eq!(set.max_bytes, 1000);
        assert_eq!(set.ca_file, Some(PathBuf::from("ca.pem")));
        assert!(set.user_agent.starts_with("tongyuan/"));
        for wrong in [
            "pause = -1",
            "timeout = 0",
            "max-bytes = 1.5",
            "robots = \"no\"",
            "user-agent = \"a\\nb\"",
            "allow_hosts = []",
        ] {
            assert!(
                parse("t", &format!("[capture]\n{wrong}\n")).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn columns_of_records_have_names() {
        let text = "[paths]\npractice = \"办件\"\n[practice.columns]\nitem = [\"业务事项\"]\n";
        assert_eq!(parse("t", text).unwrap().paths.practice, "办件");
        for wrong in ["item = \"业务事项\"", "items = [\"业务事项\"]"] {
            assert!(
                parse("t", &format!("[practice.columns]\n{wrong}\n")).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn terms_of_the_wrong_form() {
        assert!(parse("t", "[time-limits]\ndays = \"workdays\"\n").is_err());
        assert!(parse("t", "[words]\naliases = [\"甲\"]\n").is_err());
        assert!(parse("t", "[words.aliases]\n\"甲表\" = \"乙表\"\n").is_err());
    }

    #[test]
    fn a_rule_is_limited_to_fields() {
        let rule = "guide-contradicts-itself";
        let text = format!("[rules]\n{rule} = {{ severity = \"error\", fields = [\"fees\"] }}\n");
        let policy = parse("t", &text).unwrap().policy;
        assert_eq!(policy.severities[rule], Some(Severity::Error));
        assert_eq!(policy.fields[rule], [Field::Fees]);
        let text = format!("[rules.{rule}]\nfields = [\"materials\", \"time_limits\"]\n");
        let policy = parse("t", &text).unwrap().policy;
        assert!(policy.severities.is_empty());
        assert_eq!(policy.fields[rule], [Field::Materials, Field::TimeLimits]);
        let text = format!("[rules]\n{rule} = \"off\"\n");
        assert_eq!(parse("t", &text).unwrap().policy.severities[rule], None);
    }

    #[test]
    fn mistakes_have_their_places() {
        let shown = |text: &str| {
            let notes = parse("t", text).unwrap_err();
            let note = &notes[0];
            let start = note.location.as_ref().unwrap().location.start;
            let help = note.help.as_ref().map(|h| h.chinese.clone());
            (
                note.message.chinese.clone(),
                help.unwrap_or_default(),
                start.line,
            )
        };
        let (message, help, line) = shown("[rules]\nmaterial-extr = \"off\"\n");
        assert_eq!(
            (message.as_str(), line),
            ("没有“material-extr”这个设置项", 2)
        );
        assert_eq!(help, "是否应为“material-extra”？");
        let (message, help, _) = shown("[rules]\nmaterial-extra = \"fatal\"\n");
        assert_eq!(message, "“rules.material-extra”不能是“fatal”");
        assert!(help.contains("warning"));
        assert_eq!(shown("fail-on = [\n").2, 1);
        let (message, help, line) =
            shown("[rules.guide-contradicts-itself]\nfields = [\"fees\",\n \"material\"]\n");
        assert_eq!(
            (message.as_str(), line),
            (
                "“rules.guide-contradicts-itself.fields[2]”不能是“material”",
                3
            )
        );
        assert!(help.starts_with("是否应为“materials”？"), "{help}");
        let (message, help, _) = shown("[rules.guide-contradicts-itself]\nfield = []\n");
        assert_eq!(message, "没有“field”这个设置项");
        assert_eq!(help, "是否应为“fields”？");
        let (message, help, _) = shown("[rules]\nguide-contradicts-itself = \"fatal\"\n");
        assert_eq!(message, "“rules.guide-contradicts-itself”不能是“fatal”");
        assert!(help.contains("warning"));
        // Other rules have no fields to choose from.
        shown("[rules]\nmaterial-extra = { fields = [\"fees\"] }\n");
    }
}
