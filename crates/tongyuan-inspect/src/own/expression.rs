//! Expressions of a repository's own rules, in CEL. This is the only module that knows the `cel` crate.
//!
//! An expression always ends, and soon: what the parser is handed is bounded in length and depth, and evaluation is counted. The
//! count depends on the expression and the guide alone, not on the machine, so that the same input gives the same output.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use cel::common::ast::IdedExpr;
use cel::common::types::{CelList, CelMap, CelString};
use cel::common::value::{CowVal, Val};
use cel::extractors::This;
use cel::objects::Key as MapKey;
use cel::parser::Parser;
use cel::{Context, Env, ExecutionError, FunctionContext, Value};
use regex::Regex;
use serde_json::Value as Json;
use tongyuan_model::schema::{GuidePlace, PlaceKind};
use tongyuan_model::{Key, View, ViewValue};

use super::pattern::PatternFault;

mod ascii;
mod metered;

use ascii::{Ascii, THIS, Unread, name_of};
use metered::{COUNTED, MATCHES, Meter, ROWS, Type};

pub(crate) use ascii::{MOST_CHARACTERS, MOST_TOKENS};

/// No evaluation counts further: a value that an operation takes counts one, and one more for each 32 bytes of its texts.
pub(crate) const MOST_STEPS: u64 = 1_000_000;
/// No expression nests deeper.
const DEEPEST: u16 = 24;

/// What expressions call that is written like a function, and is none: `all` goes through a list, `has` asks whether a field is there.
pub(crate) const MACROS: &[&str] = &["all", "exists", "exists_one", "filter", "map", "has"];
/// What expressions can call.
pub(crate) const FUNCTIONS: &[&str] = &[
    "all",
    "exists",
    "exists_one",
    "filter",
    "map",
    "has",
    "size",
    "contains",
    "startsWith",
    "endsWith",
    "matches",
    "int",
    "double",
    "string",
];

/// A compiled expression.
#[derive(Debug)]
pub(crate) struct Expression {
    code: IdedExpr,
    /// The field of a guide that it names first.
    pub(crate) first: Option<Key>,
}

/// The regular expressions that expressions match by, each compiled once, by how it is written.
pub(crate) type Patterns = HashMap<String, Regex>;

/// What is wrong with an expression, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionFault {
    /// What is wrong.
    pub kind: ExpressionFaultKind,
    /// The bytes of the expression that it is about; none where it is about the whole.
    pub at: Option<Range<usize>>,
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExpressionFaultKind {
    /// It is longer than an expression can be.
    TooLong,
    /// It nests deeper than an expression can.
    TooDeep,
    /// A mark of full width where the language has one of half width.
    WideMark {
        /// The mark that was meant.
        instead: &'static str,
    },
    /// A quotation mark that is never closed.
    OpenQuote,
    /// It ends before it is complete.
    Unfinished,
    /// What stands there cannot stand there.
    Unexpected,
    /// No field of a guide, nor anything that the expression itself names, is called so.
    UnknownName {
        /// The name.
        word: String,
        /// The name that may have been meant.
        nearest: Option<String>,
    },
    /// There is no such function.
    UnknownFunction {
        /// Its name.
        name: String,
        /// The function that may have been meant.
        nearest: Option<&'static str>,
    },
    /// What goes through a list, or asks whether a field is there, has other parts than it asks for.
    Misused {
        /// What it is called.
        name: String,
    },
    /// It asks a list for a field that its rows have.
    OfRows {
        /// The field.
        word: String,
    },
    /// It goes through the fields of something that is no list.
    NoList,
    /// What it gives is neither true nor false.
    NoTruth,
    /// A regular expression that is not written out.
    PatternUnwritten,
    /// A regular expression that is none.
    Pattern(PatternFault),
}

/// Why an expression gave no answer for a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExpressionTrouble {
    /// The guide does not have a field that it asks for without `has`.
    Missing {
        /// The field, in English keys.
        field: String,
    },
    /// It counted further than an evaluation may.
    TooCostly,
    /// What it gave is neither true nor false.
    NoTruth,
    /// It asks for a row that a list does not have.
    NoRow,
    /// A number beyond all bounds, or divided by zero.
    NoNumber,
    /// Values that do not go together, such as a text and a number.
    Mismatch,
}

impl Expression {
    /// Compiles an expression. `this` is the place that the rule's field selects, where it has one; the patterns that it matches by
    /// are added to `patterns`.
    pub(crate) fn compile(
        text: &str,
        this: Option<GuidePlace>,
        patterns: &mut Patterns,
    ) -> Result<Self, ExpressionFault> {
        let ascii = Ascii::of(text).map_err(unread)?;
        let parser = Parser::new()
            .max_recursion_depth(DEEPEST)
            .error_recovery_limit(1);
        let (mut code, places) = parser
            .parse_with_source_info(&ascii.text)
            .map_err(|errors| syntax(text, &ascii, &errors))?;
        let mut meter = Meter::new(&ascii, &places, this, patterns);
        let gives = meter.go_through(&mut code)?;
        if !gives.may_be_truth() {
            let kind = ExpressionFaultKind::NoTruth;
            return Err(ExpressionFault { kind, at: None });
        }
        let first = meter.first;
        Ok(Self { code, first })
    }
}

fn unread(unread: Unread) -> ExpressionFault {
    use ExpressionFaultKind::{OpenQuote, TooLong, Unexpected, WideMark};
    let (kind, at) = match unread {
        Unread::TooLong => (TooLong, None),
        Unread::WideMark { instead, at } => (WideMark { instead }, Some(at)),
        Unread::Stray { at } => (Unexpected, Some(at)),
        Unread::OpenQuote { at } => (OpenQuote, Some(at)),
    };
    ExpressionFault { kind, at }
}

/// The first thing that the parser stumbled over. Its own words speak of tokens of the grammar, which help nobody.
fn syntax(text: &str, ascii: &Ascii, errors: &cel::ParseErrors) -> ExpressionFault {
    let is_deep = |error: &cel::ParseError| {
        let source = error.source.as_ref().map(ToString::to_string);
        error.msg.contains("Recursion limit") || source.is_some_and(|own| own.contains("Recursion"))
    };
    if errors.errors.iter().any(is_deep) {
        let kind = ExpressionFaultKind::TooDeep;
        return ExpressionFault { kind, at: None };
    }
    // What is told of a node is an echo of what is told of a token.
    let of_tokens = errors.errors.iter().filter(|error| error.expr_id == 0);
    let first = of_tokens.chain(&errors.errors).next();
    let offset = first.and_then(|error| {
        let (line, column) = error.pos;
        let before: usize = ascii
            .text
            .split_inclusive('\n')
            .take(usize::try_from(line - 1).ok()?)
            .map(str::len)
            .sum();
        Some(before + usize::try_from(column - 1).ok()?)
    });
    match offset {
        Some(offset) if offset < ascii.text.trim_end().len() => ExpressionFault {
            kind: ExpressionFaultKind::Unexpected,
            at: ascii.original(offset),
        },
        _ => ExpressionFault {
            kind: ExpressionFaultKind::Unfinished,
            at: Some(text.trim_end().len()..text.len()),
        },
    }
}

/// A guide as expressions see it.
pub(crate) struct Scope {
    context: Context<'static, 'static>,
    count: Arc<AtomicU64>,
}

impl Scope {
    pub(crate) fn of(guide: &View, patterns: &Arc<Patterns>) -> Self {
        static ENV: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));
        let mut context = Context::with_env(Arc::clone(&ENV));
        for key in <tongyuan_model::Guide as tongyuan_model::noun::Noun>::KEYS {
            let value = match guide.get(*key) {
                Some(view) => value(view),
                None => absent(*key),
            };
            context.add_variable_from_value(name_of(*key), value);
        }
        let patterns = Arc::clone(patterns);
        let matches = move |This(text): This<Arc<String>>, pattern: Arc<String>| {
            let pattern = patterns.get(pattern.as_str());
            pattern.is_some_and(|pattern| pattern.is_match(&text))
        };
        let count = Arc::new(AtomicU64::new(0));
        // None of the names is one of the library's own: that is the only way in which these can fail.
        let _ = context.add_function(MATCHES, matches);
        let _ = context.add_function(COUNTED, counter(&count, false));
        let _ = context.add_function(ROWS, counter(&count, true));
        Self { context, count }
    }

    /// Begins to count anew.
    pub(crate) fn begin(&self) {
        self.count.store(0, Ordering::Relaxed);
    }

    /// Whether an expression is true of the guide, or of one part of it.
    pub(crate) fn holds(
        &self,
        expression: &Expression,
        this: Option<&View>,
    ) -> Result<bool, ExpressionTrouble> {
        let mut context = self.context.new_inner_scope();
        if let Some(this) = this {
            context.add_variable_from_value(THIS, value(this));
        }
        let given = Value::resolve(&expression.code, &context);
        // An evaluation that was cut short may have come to an answer by what it left out.
        if self.count.load(Ordering::Relaxed) > MOST_STEPS {
            return Err(ExpressionTrouble::TooCostly);
        }
        match given {
            Ok(Value::Bool(truth)) => Ok(truth),
            Ok(_) => Err(ExpressionTrouble::NoTruth),
            Err(error) => Err(trouble(&error)),
        }
    }
}

/// What went wrong. The library's own words show values in whatever order its maps have, and are left out.
fn trouble(error: &ExecutionError) -> ExpressionTrouble {
    match error {
        ExecutionError::NoSuchKey(field) => ExpressionTrouble::Missing {
            field: field.to_string(),
        },
        ExecutionError::IndexOutOfBounds(_) => ExpressionTrouble::NoRow,
        ExecutionError::DivisionByZero(_)
        | ExecutionError::RemainderByZero(_)
        | ExecutionError::Overflow(..) => ExpressionTrouble::NoNumber,
        _ => ExpressionTrouble::Mismatch,
    }
}

type Counter = Box<
    dyn for<'context, 'call> Fn(
            &mut FunctionContext<'context, 'call>,
        ) -> Result<CowVal<'context, 'call>, ExecutionError>
        + Send
        + Sync,
>;

/// A function that hands back what it is given, counts it, and fails once there is too much. `rows` asks for a list: the fields
/// of anything else come in no order.
fn counter(count: &Arc<AtomicU64>, rows: bool) -> Counter {
    let count = Arc::clone(count);
    Box::new(move |call: &mut FunctionContext<'_, '_>| {
        let Some(value) = call.args.pop() else {
            return Err(ExecutionError::missing_argument_or_target());
        };
        let before = count.load(Ordering::Relaxed);
        let left = MOST_STEPS.saturating_sub(before);
        let own = steps(value.as_ref(), left);
        count.store(before.saturating_add(own), Ordering::Relaxed);
        if own > left {
            return Err(call.error("too costly"));
        }
        if rows && value.downcast_ref::<CelList>().is_none() {
            return Err(call.error("not a list"));
        }
        Ok(value)
    })
}

/// What a value counts; where that is more than `left`, something that is more.
fn steps(value: &dyn Val, left: u64) -> u64 {
    let mut own: u64 = 1;
    if let Some(text) = value.downcast_ref::<CelString>() {
        own += text.inner().len() as u64 / 32;
    } else if let Some(list) = value.downcast_ref::<CelList>() {
        for row in list.inner() {
            if own > left {
                break;
            }
            own += steps(row.as_ref(), left - own);
        }
    } else if let Some(map) = value.downcast_ref::<CelMap>() {
        for member in map.inner().values() {
            if own > left {
                break;
            }
            own += steps(member.as_ref(), left - own);
        }
    }
    own
}

/// A part of a guide as a value of the language.
fn value(view: &View) -> Value {
    match &view.value {
        ViewValue::Fields(fields) => {
            let members = fields
                .iter()
                .map(|(key, view)| (name_of(*key), value(view)));
            Value::Map(members.collect::<HashMap<String, Value>>().into())
        }
        ViewValue::Rows(rows) => Value::List(Arc::new(rows.iter().map(value).collect())),
        ViewValue::One { value, .. } => single(value),
        ViewValue::None => Value::String(Arc::new("无".to_owned())),
        ViewValue::Unreadable => Value::Null,
    }
}

fn single(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(*truth),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Float(number.as_f64().unwrap_or_default()),
        },
        Json::String(text) => Value::String(Arc::new(text.clone())),
        Json::Array(rows) => Value::List(Arc::new(rows.iter().map(single).collect())),
        Json::Object(members) => {
            let members = members.iter().map(|(key, own)| (key.clone(), single(own)));
            Value::Map(members.collect::<HashMap<String, Value>>().into())
        }
    }
}

/// A field that a guide does not state: a list without rows, a noun without fields, or null.
fn absent(key: Key) -> Value {
    let place = GuidePlace::guide().and_then(|guide| guide.field(key.english()).ok());
    match place.map(|(_, place)| place.kind()) {
        Some(PlaceKind::Rows) => Value::List(Arc::default()),
        Some(PlaceKind::Fields) => Value::Map(HashMap::<MapKey, Value>::new().into()),
        _ => Value::Null,
    }
}

impl Type {
    /// Whether a value of the type may be true or false.
    fn may_be_truth(self) -> bool {
        match self {
            Self::Truth | Self::Unknown => true,
            Self::Place(place) => place.kind() == PlaceKind::Truth,
            Self::Other => false,
        }
    }
}
