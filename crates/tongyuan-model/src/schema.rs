//! Checking a spanned tree against a JSON Schema, directly: every violation has its place, in YAML and JSON alike.
//!
//! This is the only module that knows the `jsonschema` crate. The tree is handed to it as it is, with the keys of
//! both vocabularies answering to the English words of the schema.

use std::borrow::Cow;
use std::sync::LazyLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::{Location as SchemaPath, LocationSegment};
use jsonschema::{ValidationError, Validator};
use serde_json::Value as Json;

use crate::channel::Channel;
use crate::choice::of_choice_word;
use crate::span::Span;
use crate::tree::{Entry, Node, Value};
use crate::vocabulary::{Key, Vocabulary, nearest};

mod choice;
mod node;
mod place;
pub use node::JsonType;
use node::Tree;
pub use place::{GuidePath, GuidePlace, PlaceKind, UnknownStep};

/// The guide schema as it is published: JSON Schema 2020-12, with both vocabularies as annotations.
pub const GUIDE_SCHEMA: &str = include_str!("../../../schemas/guide.schema.json");

/// The guide schema with Chinese keys, generated from [`GUIDE_SCHEMA`] for editors.
pub const GUIDE_SCHEMA_ZH: &str = include_str!("../../../schemas/guide.zh.schema.json");

/// The schema of the list of items, `registers/items.yaml`.
pub const ITEMS_SCHEMA: &str = include_str!("../../../schemas/items.schema.json");

/// The schema of the catalogue of materials.
pub const MATERIALS_SCHEMA: &str = include_str!("../../../schemas/materials.schema.json");

/// The schema of the legal register.
pub const LAWS_SCHEMA: &str = include_str!("../../../schemas/laws.schema.json");

/// The schema of the list of cancelled certificates.
pub const CANCELLED_SCHEMA: &str = include_str!("../../../schemas/cancelled.schema.json");
/// The schema of the calendar of working days, `registers/calendar.yaml`.
pub const CALENDAR_SCHEMA: &str = include_str!("../../../schemas/calendar.schema.json");

/// The schema of the list of waivers, `waivers.yaml`.
pub const WAIVERS_SCHEMA: &str = include_str!("../../../schemas/waivers.schema.json");

/// The schema of the baseline, `baseline.json`.
pub const BASELINE_SCHEMA: &str = include_str!("../../../schemas/baseline.schema.json");
/// The schema of the rules that a repository writes for itself, `rules/*.yaml`.
pub const OWN_RULES_SCHEMA: &str = include_str!("../../../schemas/own-rules.schema.json");

/// How a file departs from its schema, in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// What is wrong.
    pub kind: ViolationKind,
    /// The one key or value that is wrong; for an absent field the thing that lacks it.
    pub span: Span,
    /// The path to it, in the author's own keys: `materials[2].name`. Empty for the whole file.
    pub path: String,
    /// The top-level key it belongs to, where there is one.
    pub field: Option<Key>,
    /// What the schema says of the place, in Chinese and English.
    pub meaning: Option<Meaning>,
}

/// The description that the schema gives of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// In Chinese.
    pub chinese: String,
    /// In English.
    pub english: String,
}

impl Meaning {
    /// A description as the schema writes it, in both languages.
    fn of(description: &str) -> Option<Self> {
        let (chinese, english) = description.split_once(" / ")?;
        Some(Self {
            chinese: chinese.to_owned(),
            english: english.to_owned(),
        })
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// A required field is absent; the word is of the file's own vocabulary.
    Missing {
        /// The absent key.
        word: String,
    },
    /// A field is there, and nothing is in it.
    Empty,
    /// A key that the schema does not know here.
    Unknown {
        /// The key as written.
        word: String,
        /// The key of the same vocabulary that may have been meant.
        nearest: Option<String>,
    },
    /// Two sayings, or one that not everybody says, of which nobody has chosen yet: 承诺时限（线上）.
    Undecided {
        /// The key without the channel, as the file would write it.
        word: String,
        /// What each channel says, where it says something and that is short.
        sayings: Vec<(Channel, Option<String>)>,
    },
    /// A value of another type than the field has.
    WrongType {
        /// The types that the field may have.
        expected: Vec<JsonType>,
        /// The type it has.
        found: JsonType,
        /// What was written, where it is short.
        actual: Option<String>,
    },
    /// A value that is not in the code list.
    NotListed {
        /// The value as written.
        actual: String,
        /// The code list.
        listed: Vec<String>,
        /// The listed value that may have been meant.
        nearest: Option<String>,
    },
    /// A text that is not written as the field asks: a date, an address, an identifier, a number out of range.
    WrongFormat {
        /// The value as written.
        actual: String,
        /// The form it should have.
        expected: Format,
    },
    /// Keys of both vocabularies in one file; this key is of the rarer one.
    KeysMixed {
        /// The key as written.
        word: String,
        /// The same key in the vocabulary of the rest of the file.
        instead: String,
    },
}

/// The form that a value should have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// `2019-07-01`
    Date,
    /// A date, or an instant such as `2019-07-01T09:00:00+08:00`.
    Time,
    /// An http or https address.
    Url,
    /// What the meaning of the place says.
    Pattern,
    /// No less than this.
    AtLeast(String),
    /// No more than this.
    AtMost(String),
}

/// A compiled schema.
pub struct Schema {
    validator: Validator<Tree>,
    source: Json,
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Schema")
            .field("id", &self.source["$id"])
            .finish_non_exhaustive()
    }
}

/// The schema of canonical guides, compiled once.
#[must_use]
pub fn guide() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(GUIDE_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of the list of items, compiled once.
#[must_use]
pub fn items() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(ITEMS_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of the catalogue of materials, compiled once.
#[must_use]
pub fn materials() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(MATERIALS_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of the legal register, compiled once.
#[must_use]
pub fn laws() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(LAWS_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of the list of cancelled certificates, compiled once.
#[must_use]
pub fn cancelled() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(CANCELLED_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of the calendar of working days, compiled once.
#[must_use]
pub fn calendar() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(CALENDAR_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of the list of waivers, compiled once.
#[must_use]
pub fn waivers() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(WAIVERS_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of the baseline, compiled once.
#[must_use]
pub fn baseline() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(BASELINE_SCHEMA));
    SCHEMA.as_ref()
}

/// The schema of a repository's own rules, compiled once.
#[must_use]
pub fn own_rules() -> Option<&'static Schema> {
    static SCHEMA: LazyLock<Option<Schema>> = LazyLock::new(|| Schema::compile(OWN_RULES_SCHEMA));
    SCHEMA.as_ref()
}

impl Schema {
    /// Compiles a schema; `None` where the text is no schema. Nothing is fetched, and patterns are linear.
    #[must_use]
    pub fn compile(text: &str) -> Option<Self> {
        let source: Json = serde_json::from_str(text).ok()?;
        let validator = jsonschema::options_for::<Tree>()
            .with_pattern_options(jsonschema::PatternOptions::regex())
            .should_validate_formats(true)
            .offline()
            .build(&source)
            .ok()?;
        Some(Self { validator, source })
    }

    /// Whether the tree keeps the schema: much cheaper than listing violations.
    #[must_use]
    pub fn is_valid(&self, tree: &Node<'_>) -> bool {
        self.validator.is_valid(tree)
    }

    /// Every violation, in the order of the file.
    #[must_use]
    pub fn violations(&self, tree: &Node<'_>) -> Vec<Violation> {
        let mut found = Vec::new();
        if !self.is_valid(tree) {
            let vocabulary = majority(tree);
            for error in self.validator.iter_errors(tree) {
                self.translate(&error, tree, vocabulary, &mut found);
            }
        }
        found.sort_by(|a, b| (a.span, &a.path).cmp(&(b.span, &b.path)));
        // Alternatives of one keyword can report the same fault twice.
        found.dedup();
        found
    }

    fn translate(
        &self,
        error: &ValidationError<'_>,
        tree: &Node<'_>,
        vocabulary: Vocabulary,
        found: &mut Vec<Violation>,
    ) {
        let spot = Spot::find(tree, error.instance_path());
        let violation = |kind, span, path: String| Violation {
            kind,
            span,
            field: spot.field,
            meaning: self.meaning(error.schema_path()),
            path,
        };
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                let word = property.as_str().unwrap_or_default();
                if choice::is_open(spot.node.entries(), word) {
                    return;
                }
                let word = Key::of_word(word).map_or(word, |(key, _)| key.word(vocabulary));
                let kind = ViolationKind::Missing {
                    word: word.to_owned(),
                };
                found.push(violation(kind, spot.handle, spot.path.clone()));
            }
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                for open in choice::open(spot.node.entries(), vocabulary) {
                    found.push(Violation {
                        path: spot.join(&open.word),
                        kind: open.kind,
                        span: open.span,
                        field: spot.field.or(Some(open.key)),
                        meaning: None,
                    });
                }
                for entry in spot.node.entries() {
                    let is_unknown = of_choice_word(&entry.word).is_none();
                    if is_unknown && unexpected.iter().any(|word| word == entry.schema_word()) {
                        let kind = ViolationKind::Unknown {
                            word: entry.word.to_string(),
                            nearest: self.nearest_key(&entry.word, error, vocabulary),
                        };
                        found.push(violation(kind, entry.word_span, spot.join(&entry.word)));
                    }
                }
            }
            kind => {
                if let Some(kind) = value_violation(kind, spot.node, vocabulary) {
                    let span = match kind {
                        ViolationKind::Empty => spot.handle,
                        _ => spot.node.span,
                    };
                    found.push(violation(kind, span, spot.path.clone()));
                }
            }
        }
    }

    /// The known key of this place that an unknown one may have been meant for, in the file's own vocabulary.
    fn nearest_key(
        &self,
        word: &str,
        error: &ValidationError<'_>,
        vocabulary: Vocabulary,
    ) -> Option<String> {
        let parent = parent_pointer(error.schema_path().as_str());
        let here = self
            .source
            .pointer(&format!("{parent}/properties"))
            .and_then(Json::as_object);
        let words = here.into_iter().flatten().flat_map(|(english, property)| {
            let chinese = self.annotation(property, "x-zh-key");
            match vocabulary {
                Vocabulary::English => Some(english.as_str()),
                Vocabulary::Chinese => chinese,
            }
        });
        nearest(word, words).map(str::to_owned)
    }

    /// What the schema says of the place where a keyword failed.
    fn meaning(&self, path: &SchemaPath) -> Option<Meaning> {
        let place = self.source.pointer(parent_pointer(path.as_str()))?;
        Meaning::of(self.annotation(place, "description")?)
    }

    /// An annotation of a property, its own or that of the definition it refers to.
    fn annotation<'a>(&'a self, property: &'a Json, name: &str) -> Option<&'a str> {
        property.get(name).and_then(Json::as_str).or_else(|| {
            let pointer = property.get("$ref")?.as_str()?.strip_prefix('#')?;
            self.source.pointer(pointer)?.get(name)?.as_str()
        })
    }
}

/// `/properties/item/required` → `/properties/item`
fn parent_pointer(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// A violation that concerns the value at the spot itself.
fn value_violation(
    kind: &ValidationErrorKind,
    node: &Node<'_>,
    vocabulary: Vocabulary,
) -> Option<ViolationKind> {
    let actual = || written(node).unwrap_or_default();
    let format = |expected| {
        Some(ViolationKind::WrongFormat {
            actual: actual(),
            expected,
        })
    };
    match kind {
        _ if is_empty(node) => Some(ViolationKind::Empty),
        ValidationErrorKind::MinLength { .. }
        | ValidationErrorKind::MinItems { .. }
        | ValidationErrorKind::MinProperties { .. } => Some(ViolationKind::Empty),
        ValidationErrorKind::Type { kind } => Some(ViolationKind::WrongType {
            expected: match kind {
                TypeKind::Single(one) => vec![(*one).into()],
                TypeKind::Multiple(many) => many.iter().map(Into::into).collect(),
            },
            found: JsonType::of(node),
            actual: written(node),
        }),
        ValidationErrorKind::Enum { options } => Some(not_listed(options, node, vocabulary)),
        ValidationErrorKind::Format { format: name } => format(match name.as_str() {
            "date" => Format::Date,
            "uri" => Format::Url,
            _ => Format::Time,
        }),
        // The pattern of an address says only what its format says already.
        ValidationErrorKind::Pattern { pattern } if pattern == "^https?://" => format(Format::Url),
        ValidationErrorKind::Pattern { .. } => format(Format::Pattern),
        ValidationErrorKind::AnyOf { .. } => format(Format::Time),
        ValidationErrorKind::Minimum { limit } => format(Format::AtLeast(limit.to_string())),
        ValidationErrorKind::Maximum { limit } => format(Format::AtMost(limit.to_string())),
        _ => format(Format::Pattern),
    }
}

fn not_listed(options: &Json, node: &Node<'_>, vocabulary: Vocabulary) -> ViolationKind {
    let actual = written(node).unwrap_or_default();
    let listed = in_vocabulary(options, vocabulary).into_iter();
    let listed: Vec<String> = listed.map(str::to_owned).collect();
    ViolationKind::NotListed {
        nearest: nearest(&actual, listed.iter().map(String::as_str)).map(str::to_owned),
        actual,
        listed,
    }
}

/// The words of a code list. One that holds the words of both vocabularies is shown in the file's own.
fn in_vocabulary(list: &Json, vocabulary: Vocabulary) -> Vec<&str> {
    let all = list.as_array().into_iter().flatten();
    let all: Vec<&str> = all.filter_map(Json::as_str).collect();
    let is_shown = |word: &&&str| {
        let other = Key::of_word(word).filter(|(_, of)| *of != vocabulary);
        other.is_none_or(|(key, _)| !all.contains(&key.word(vocabulary)))
    };
    all.iter().filter(is_shown).copied().collect()
}

fn is_empty(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// A scalar as the author wrote it.
fn written(node: &Node<'_>) -> Option<String> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The vocabulary that most keys of the file are of; Chinese where they are even. A misspelt key counts by its letters.
#[must_use]
pub fn majority(tree: &Node<'_>) -> Vocabulary {
    let mut english = 0_usize;
    let mut chinese = 0_usize;
    each_entry(tree, &mut |entry, _| match entry.vocabulary() {
        Some(Vocabulary::English) => english += 1,
        Some(Vocabulary::Chinese) => chinese += 1,
        None if entry.word.is_ascii() => english += 1,
        None => chinese += 1,
    });
    if english > chinese {
        Vocabulary::English
    } else {
        Vocabulary::Chinese
    }
}

/// The keys that are of the rarer vocabulary of their file. A file uses one.
#[must_use]
pub fn mixed_keys(tree: &Node<'_>) -> Vec<Violation> {
    let vocabulary = majority(tree);
    let mut found = Vec::new();
    each_entry(tree, &mut |entry, field| {
        let (Some(key), Some(own)) = (entry.key, entry.vocabulary()) else {
            return;
        };
        if own != vocabulary {
            found.push(Violation {
                kind: ViolationKind::KeysMixed {
                    word: entry.word.to_string(),
                    instead: key.word(vocabulary).to_owned(),
                },
                span: entry.word_span,
                path: entry.word.to_string(),
                field,
                meaning: None,
            });
        }
    });
    found
}

/// Visits every entry with the top-level key it belongs to.
fn each_entry<'n>(tree: &'n Node<'n>, visit: &mut impl FnMut(&'n Entry<'n>, Option<Key>)) {
    fn inside<'n>(
        node: &'n Node<'n>,
        field: Option<Key>,
        visit: &mut impl FnMut(&'n Entry<'n>, Option<Key>),
    ) {
        for entry in node.entries() {
            let field = field.or(entry.key);
            visit(entry, field);
            inside(&entry.value, field, visit);
        }
        for row in node.rows() {
            inside(row, field, visit);
        }
    }
    inside(tree, None, visit);
}

/// Where a violation sits in the tree.
struct Spot<'n> {
    node: &'n Node<'n>,
    /// What to point at when something is absent from the node: its key, or for a row its first key.
    handle: Span,
    path: String,
    field: Option<Key>,
}

impl<'n> Spot<'n> {
    fn find(tree: &'n Node<'n>, location: &SchemaPath) -> Self {
        let mut spot = Self {
            node: tree,
            handle: first_key(tree),
            path: String::new(),
            field: None,
        };
        for segment in location {
            spot.step(&segment);
        }
        spot
    }

    fn step(&mut self, segment: &LocationSegment<'_>) {
        match segment {
            LocationSegment::Property(word) => {
                let word: Cow<'_, str> = word.clone();
                let Some(entry) = self
                    .node
                    .entries()
                    .iter()
                    .find(|entry| entry.schema_word() == word)
                else {
                    return;
                };
                self.path = self.join(&entry.word);
                self.field = self.field.or(entry.key);
                self.handle = entry.word_span;
                self.node = &entry.value;
            }
            LocationSegment::Index(index) => {
                let Some(row) = self.node.rows().get(*index) else {
                    return;
                };
                self.path = format!("{}[{}]", self.path, index + 1);
                self.handle = first_key(row);
                self.node = row;
            }
        }
    }

    fn join(&self, word: &str) -> String {
        if self.path.is_empty() {
            word.to_owned()
        } else {
            format!("{}.{word}", self.path)
        }
    }
}

fn first_key(node: &Node<'_>) -> Span {
    node.entries()
        .first()
        .map_or(node.span, |entry| entry.word_span)
}
