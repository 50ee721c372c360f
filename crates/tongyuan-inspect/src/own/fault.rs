//! What is wrong with a repository's own rules, and what went wrong while one was judging a guide.

use std::sync::Arc;

use tongyuan_model::Span;

use super::OwnRule;
pub use super::expression::{ExpressionFault, ExpressionFaultKind, ExpressionTrouble};
pub use super::pattern::PatternFault;
use crate::finding::Located;

/// What is wrong with a rule. The rule does not judge; the others do.
#[derive(Clone, Debug)]
pub struct OwnFault {
    /// What is wrong.
    pub kind: OwnFaultKind,
    /// Where.
    pub at: Located,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OwnFaultKind {
    /// Another rule has the id.
    IdTwice {
        /// The id.
        id: String,
        /// The file of the other rule, and its line.
        first: (String, u32),
    },
    /// It checks nothing.
    NoCheck,
    /// It checks more than one thing.
    SeveralChecks,
    /// Exceptions of a rule that forbids no phrase.
    ExceptAlone,
    /// An exception that holds no forbidden phrase, so that it excepts nothing.
    ExceptIdle {
        /// The exception.
        phrase: String,
    },
    /// A check that needs a field, without one.
    NoField,
    /// A guide has no such field.
    UnknownField {
        /// The key that there is not.
        word: String,
        /// The key that may have been meant.
        nearest: Option<String>,
    },
    /// A field whose rows are to be counted, and which is no list.
    NoList,
    /// A field that is to be held against texts, and which has fields of its own.
    NoValue,
    /// A field of rows to be equal to one of other rows.
    OtherRows,
    /// The least is more than the most.
    BoundsCrossed,
    /// A name in braces that a sentence of the rule cannot use.
    UnknownPlaceholder {
        /// The name.
        name: String,
        /// The names that it can use.
        known: Vec<&'static str>,
    },
    /// A regular expression that cannot be used.
    Pattern(PatternFault),
    /// An expression that cannot be used.
    Expression(ExpressionFault),
    /// More rules than a repository can have.
    TooMany {
        /// How many there can be.
        limit: usize,
    },
    /// All phrases together are more than can be looked for.
    TooManyPhrases,
}

/// Why a rule gave no answer for a guide.
#[derive(Clone, Debug)]
pub struct OwnTrouble {
    /// The rule.
    pub rule: Arc<OwnRule>,
    /// Where its expression stands.
    pub at: Located,
    /// Why.
    pub kind: ExpressionTrouble,
}

/// What is wrong, before it has a place in a file.
pub(super) type Fault = (OwnFaultKind, Span);

/// A fault of a path.
pub(super) fn unknown_field(unknown: tongyuan_model::schema::UnknownStep, path: Span) -> Fault {
    let start = path.start as usize + unknown.at;
    let span = match path.precision {
        tongyuan_model::Precision::Exact => Span::exact(start, start + unknown.word.len()),
        tongyuan_model::Precision::Enclosing => path,
    };
    let kind = OwnFaultKind::UnknownField {
        word: unknown.word,
        nearest: unknown.nearest,
    };
    (kind, span)
}
