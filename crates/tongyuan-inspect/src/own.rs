//! The rules that a repository writes for itself, as data: compiled once, and held against canonical guides.
//!
//! A rule is stated in a file that somebody else has read ([`StatedRules`]); here its phrases, patterns and expressions are
//! compiled by the libraries that know them, what makes no sense is told with its place, and what is left judges.

use std::collections::HashMap;
use std::sync::Arc;

use regex::Regex;
use tongyuan_model::schema::GuidePath;
use tongyuan_model::{Bounds, InBoth, OwnExample, SourceText, StatedRules};

use crate::dossier::{Document, Listed};
use crate::finding::{Finding, Located};
use crate::policy::{Policy, Severity};
use crate::words::Language;

mod compile;
mod expression;
mod fault;
mod judge;
mod pattern;
mod phrases;
mod select;
mod words;

pub use fault::{
    ExpressionFault, ExpressionFaultKind, ExpressionTrouble, OwnFault, OwnFaultKind, OwnTrouble,
    PatternFault,
};

use expression::{Expression, Patterns};
use phrases::Phrases;

/// The most characters that an expression can have.
pub const LONGEST_EXPRESSION: usize = expression::MOST_CHARACTERS;
/// The most words, numbers and marks that an expression can have.
pub const MOST_IN_EXPRESSION: usize = expression::MOST_TOKENS;
/// How far an expression may count before it is given up.
pub const MOST_STEPS: u64 = expression::MOST_STEPS;
/// No repository has more rules of its own.
const MOST_RULES: usize = 1000;

/// The rules that a repository has for itself. A copy shares them.
#[derive(Clone, Debug, Default)]
pub struct OwnRules {
    rules: Vec<Arc<OwnRule>>,
    phrases: Arc<Phrases>,
    patterns: Arc<Patterns>,
    /// The ids of rules that cannot judge: settings may name them all the same.
    broken: Vec<String>,
}

/// A rule that a repository has for itself.
#[derive(Debug)]
pub struct OwnRule {
    /// Its id; it begins with `own-`.
    pub id: String,
    /// How bad its findings are, unless the settings say otherwise.
    pub severity: Severity,
    /// The clauses that it serves.
    pub clauses: Vec<String>,
    /// Where it stands.
    pub location: Located,
    /// The rule as its file has it.
    pub text: String,
    /// Its examples.
    pub examples: Vec<OwnExample>,
    title: InBoth,
    message: (String, String),
    help: (String, String),
    path: Option<GuidePath>,
    when: Option<When>,
    check: Check,
    source: Arc<SourceText>,
}

/// What a rule checks, ready to be held against guides.
#[derive(Debug)]
enum Check {
    /// The phrases are those of all rules together.
    Forbidden,
    Required,
    OneOf(Vec<String>),
    Pattern(Regex),
    Length(Bounds),
    Rows(Bounds),
    Equals(GuidePath),
    Expression(Box<Asked>),
}

/// Which guides a rule looks at.
#[derive(Debug)]
enum When {
    Fields(Vec<(GuidePath, Vec<String>)>),
    Expression(Box<Asked>),
}

/// An expression with its place.
#[derive(Debug)]
struct Asked {
    expression: Expression,
    at: Located,
}

/// What the rules found in a guide.
#[derive(Debug, Default)]
pub struct Judged {
    /// The findings, by rule.
    pub findings: Vec<Finding>,
    /// The rules that gave no answer, each once.
    pub troubles: Vec<OwnTrouble>,
}

/// What came of an example.
#[derive(Debug)]
pub struct Tried<'r> {
    /// The example.
    pub example: &'r OwnExample,
    /// Where it stands.
    pub at: Located,
    /// What the rule found in it.
    pub judged: Judged,
}

impl OwnRules {
    /// Compiles the rules of files; says what is wrong with those that cannot judge.
    #[must_use]
    pub fn compile(files: Vec<Listed<StatedRules>>) -> (Self, Vec<OwnFault>) {
        compile::all(files)
    }

    /// The rules, in the order of their files.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<OwnRule>> {
        self.rules.iter()
    }

    /// Whether there are none, not even one that cannot judge.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.broken.is_empty()
    }

    /// The rule of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<OwnRule>> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Every id, those of rules that cannot judge as well.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let able = self.rules.iter().map(|rule| rule.id.as_str());
        able.chain(self.broken.iter().map(String::as_str))
    }

    /// Holds a canonical guide against every rule.
    #[must_use]
    pub fn judge(&self, document: &Document, policy: &Policy) -> Judged {
        let is_on = |rule: &OwnRule| policy.severities.get(&rule.id) != Some(&None);
        judge::guide(self, document, policy, &is_on)
    }

    /// Runs the examples of a rule against that rule alone, whatever the settings say of it.
    #[must_use]
    pub fn try_examples<'r>(&self, rule: &'r OwnRule) -> Vec<Tried<'r>> {
        let policy = Policy::default();
        let of_example = |example: &'r OwnExample| {
            let document = Document {
                file: rule.location.file.clone(),
                guide: example.guide.clone(),
                ..Document::default()
            };
            let is_it = |own: &OwnRule| own.id == rule.id;
            // The guide stands in the file of the rule, whose text is shared.
            let judged = judge::in_text(self, &document, &rule.source, &policy, &is_it);
            Tried {
                example,
                at: rule.locate(example.span),
                judged,
            }
        };
        rule.examples.iter().map(of_example).collect()
    }
}

impl OwnRule {
    /// What it is called.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.title.chinese.text,
            Language::English => &self.title.english.text,
        }
    }

    /// What a finding says: a template over its arguments.
    #[must_use]
    pub fn message(&self, language: Language) -> &str {
        of(&self.message, language)
    }

    /// What to do about it: a template over its arguments.
    #[must_use]
    pub fn help(&self, language: Language) -> &str {
        of(&self.help, language)
    }

    /// A place in the file of the rule.
    #[must_use]
    pub fn locate(&self, span: tongyuan_model::Span) -> Located {
        Located::new(&self.location.file, &self.source, span)
    }
}

fn of((chinese, english): &(String, String), language: Language) -> &str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// The places of ids, while rules are gathered.
type Seen = HashMap<String, Located>;
