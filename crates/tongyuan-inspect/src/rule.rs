//! What a rule is: its words, its metadata, its check. One file below `rules/` declares one rule.

use std::sync::Arc;

use tongyuan_model::Field;

use crate::dossier::{Card, Registers};
use crate::facts::Facts;
use crate::own::OwnRule;
use crate::policy::Severity;
use crate::sink::Sink;
use crate::waiver::WaiverFacts;
use crate::words::{Language, Words};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id, for ever: kebab-case, subject first, naming the fault.
    pub id: &'static str,
    /// What it is called.
    pub title: Words,
    /// Its documentation, in Markdown: what, why, on what basis, how to mend, when it stays silent, examples.
    pub docs: &'static str,
    /// How bad its findings are, unless a repository says otherwise.
    pub severity: Severity,
    /// Whom its findings are for.
    pub audience: Audience,
    /// Where it is in its life.
    pub status: Status,
    /// The version that it came with.
    pub since: &'static str,
    /// The clauses of the 2018 work plan, and other rules of law, that it serves.
    pub clauses: &'static [&'static str],
    /// The 好差评 indicators that the fault would earn.
    pub ratings: &'static [&'static str],
    /// Whether its findings can be mended by `check --fix`.
    pub fixable: bool,
    /// The register without which it cannot judge.
    pub needs: Option<Register>,
    /// The fields that it looks at, where a repository can limit it to some of them.
    pub fields: &'static [Field],
    /// What a finding says: a template over its arguments.
    pub message: Words,
    /// What to do about it: a template over its arguments.
    pub help: Words,
    /// The check.
    pub check: Check,
}

impl Rule {
    /// Whether the rule still judges.
    #[must_use]
    pub fn is_active(&self) -> bool {
        !matches!(self.status, Status::Removed)
    }
}

/// The rule of a finding: one of the program, or one that the repository has for itself.
#[derive(Clone, Debug)]
pub enum AnyRule {
    /// A rule of the program.
    BuiltIn(&'static Rule),
    /// A rule of the repository.
    Own(Arc<OwnRule>),
}

impl AnyRule {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::BuiltIn(rule) => rule.id,
            Self::Own(rule) => &rule.id,
        }
    }

    /// How bad its findings are, unless a repository says otherwise.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::BuiltIn(rule) => rule.severity,
            Self::Own(rule) => rule.severity,
        }
    }

    /// Where it is in its life. What a repository has for itself holds as it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::BuiltIn(rule) => rule.status,
            Self::Own(_) => Status::Stable,
        }
    }

    /// The clauses that it serves.
    #[must_use]
    pub fn clauses(&self) -> Vec<&str> {
        match self {
            Self::BuiltIn(rule) => rule.clauses.to_vec(),
            Self::Own(rule) => rule.clauses.iter().map(String::as_str).collect(),
        }
    }

    /// Whether its findings can be mended by `check --fix`.
    #[must_use]
    pub fn is_fixable(&self) -> bool {
        match self {
            Self::BuiltIn(rule) => rule.fixable,
            Self::Own(_) => false,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        match self {
            Self::BuiltIn(rule) => rule.title.get(language),
            Self::Own(rule) => rule.title(language),
        }
    }

    /// What a finding says: a template over its arguments.
    #[must_use]
    pub fn message(&self, language: Language) -> &str {
        match self {
            Self::BuiltIn(rule) => rule.message.get(language),
            Self::Own(rule) => rule.message(language),
        }
    }

    /// What to do about it: a template over its arguments.
    #[must_use]
    pub fn help(&self, language: Language) -> &str {
        match self {
            Self::BuiltIn(rule) => rule.help.get(language),
            Self::Own(rule) => rule.help(language),
        }
    }

    /// The rule of the program, where it is one.
    #[must_use]
    pub fn built_in(&self) -> Option<&'static Rule> {
        match self {
            Self::BuiltIn(rule) => Some(rule),
            Self::Own(_) => None,
        }
    }
}

/// The check of a rule: a pure function from facts to findings.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Looks at one guide with its published versions.
    Dossier(fn(&Facts<'_>, &mut Sink<'_>)),
    /// Looks at all guides of a repository together.
    Repository(fn(&[Card], &Registers, &mut Sink<'_>)),
    /// Looks at the waivers of a repository, once they were held against its findings.
    Waivers(fn(&WaiverFacts<'_>, &mut Sink<'_>)),
}

/// Whom a finding is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever edits the guide.
    Editor,
    /// Whoever inspects; an editor can do little about it.
    Inspector,
}

impl Audience {
    /// The name in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::Inspector => "inspector",
        }
    }
}

/// Where a rule is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 试行: it may still change.
    Trial,
    /// 正式.
    Stable,
    /// It will go; another rule judges instead.
    Deprecated,
    /// 废止: it judges no more. Its id stays taken.
    Removed,
}

impl Status {
    /// The name in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Stable => "stable",
            Self::Deprecated => "deprecated",
            Self::Removed => "removed",
        }
    }
}

/// A register that rules judge by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    /// The list of items, `registers/items.yaml`.
    Items,
    /// The catalogue of materials, `registers/materials.yaml`.
    Materials,
    /// The legal register, `registers/laws.yaml`.
    Laws,
    /// The list of cancelled certificates, `registers/cancelled.yaml`.
    Cancelled,
    /// The records of handled cases, `practice/`.
    Practice,
}

impl Register {
    /// The name in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Laws => "laws",
            Self::Cancelled => "cancelled",
            Self::Materials => "materials",
            Self::Practice => "practice",
        }
    }

    /// Where the register stands in a repository.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Items => "registers/items.yaml",
            Self::Laws => "registers/laws.yaml",
            Self::Cancelled => "registers/cancelled.yaml",
            Self::Materials => "registers/materials.yaml",
            Self::Practice => "practice/",
        }
    }
}

/// Declares the rule of a file.
///
/// The doc comment is the rule's documentation: `explain`, the reference pages and the tests of its examples are made from
/// it, so that they cannot say something else.
macro_rules! rule {
    (
        $(#[doc = $line:literal])*
        $id:literal {
            title: ($title_zh:literal, $title_en:literal),
            severity: $severity:ident,
            audience: $audience:ident,
            status: $status:ident,
            since: $since:literal,
            clauses: [$($clause:literal),* $(,)?],
            ratings: [$($rating:literal),* $(,)?],
            fixable: $fixable:literal,
            needs: $needs:expr,
            $(fields: [$($field:ident),+ $(,)?],)?
            message: ($message_zh:literal, $message_en:literal $(,)?),
            help: ($help_zh:literal, $help_en:literal $(,)?),
            check: $scope:ident($check:expr),
        }
    ) => {
        $(#[doc = $line])*
        pub(crate) static RULE: $crate::rule::Rule = $crate::rule::Rule {
            id: $id,
            title: $crate::words::Words::new($title_zh, $title_en),
            docs: concat!($($line, "\n"),*),
            severity: $crate::policy::Severity::$severity,
            audience: $crate::rule::Audience::$audience,
            status: $crate::rule::Status::$status,
            since: $since,
            clauses: &[$($clause),*],
            ratings: &[$($rating),*],
            fixable: $fixable,
            needs: $needs,
            fields: &[$($(::tongyuan_model::Field::$field),+)?],
            message: $crate::words::Words::new($message_zh, $message_en),
            help: $crate::words::Words::new($help_zh, $help_en),
            check: $crate::rule::Check::$scope($check),
        };
    };
}

pub(crate) use rule;
