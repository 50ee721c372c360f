//! Judges service guides: one file a rule, findings with their places, and the policy that a repository sets.
//!
//! [`inspect`] holds one [`Dossier`] (a canonical guide with its published versions) against every rule,
//! [`inspect_repository`] judges what only shows across guides, and [`waive`] sets aside what the repository has accepted. All take what was read already: nothing is parsed here, no
//! file is opened, and no sentence is made before a report asks for one.
//!
//! A rule is one file below `rules/`: its documentation with examples, its words in both languages, its metadata and its
//! check. [`rules`] lists them all. What a repository adds of its own, as data, is [`OwnRules`].

#![deny(missing_docs)]

mod change;
mod dossier;
mod facts;
mod finding;
mod own;
mod policy;
mod practice;
mod reach;
pub mod rectification;
mod rule;
mod rules;
mod schedule;
mod sink;
mod unread;
mod waiver;
mod words;

pub use change::{Change, ChangeKind, GuideChange};
pub use dossier::{
    Card, CardRow, Document, Dossier, Evidence, Hotline, Listed, Published, Registers, Sample,
    serving,
};
pub use facts::{Comparison, Facts};
pub use finding::{Arg, Excerpt, FieldName, Finding, Fix, Located, Related, Role, arrange};
pub use own::{
    ExpressionFault, ExpressionFaultKind, ExpressionTrouble, Judged, LONGEST_EXPRESSION,
    MOST_IN_EXPRESSION, MOST_STEPS, OwnFault, OwnFaultKind, OwnRule, OwnRules, OwnTrouble,
    PatternFault, Tried,
};
pub use policy::{ContactPolicy, Date, GuidePolicy, Policy, Severity};
pub use reach::ReachChange;
pub use rule::{AnyRule, Audience, Check, Register, Rule, Status};
pub use schedule::{BY_WORKING_DAYS, missing_years};
pub use unread::{ANYWHERE, Unread, part_of};
pub use waiver::{
    Idle, Standing, Waived, WaiverFacts, Why, can_be_accepted, mark_known, to_be_known, waive,
};
pub use words::{Language, Words};

use sink::Sink;

/// Every rule, in the order of its family and id.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::REGISTRY.iter().copied()
}

/// The rule of an id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// The family of a rule, by its folder: `schema`, `item`, `same-source` …
#[must_use]
pub fn family(rule: &Rule) -> &'static str {
    rules::FAMILIES
        .iter()
        .find(|(_, members)| members.iter().any(|member| member.id == rule.id))
        .map_or("", |(family, _)| family)
}

/// The families in their order, each with its rules.
#[must_use]
pub fn families() -> &'static [(&'static str, &'static [&'static Rule])] {
    rules::FAMILIES
}

/// Holds one dossier against every rule that looks at dossiers.
#[must_use]
pub fn inspect(dossier: &Dossier, registers: &Registers, policy: &Policy) -> Vec<Finding> {
    let facts = Facts::of(dossier, registers, policy);
    let on = rules().filter(|rule| policy.is_on(rule));
    let mut findings: Vec<Finding> = on.flat_map(|rule| judge(rule, &facts)).collect();
    finding::arrange(&mut findings);
    findings
}

/// What one rule finds in the facts of a dossier, whether a policy turns it on or not; a rule that looks at repositories finds
/// nothing in one of them.
#[must_use]
pub fn judge(rule: &'static Rule, facts: &Facts<'_>) -> Vec<Finding> {
    let mut sink = Sink::new(AnyRule::BuiltIn(rule), facts.policy, &facts.identity);
    if let Check::Dossier(check) = rule.check {
        check(facts, &mut sink);
    }
    sink.finish()
}

/// Holds the guides of a repository against every rule that looks at all of them together.
#[must_use]
pub fn inspect_repository(cards: &[Card], registers: &Registers, policy: &Policy) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules() {
        if let Check::Repository(check) = rule.check
            && policy.is_on(rule)
        {
            let mut sink = Sink::new(
                AnyRule::BuiltIn(rule),
                policy,
                &finding::Identity::default(),
            );
            check(cards, registers, &mut sink);
            findings.append(&mut sink.finish());
        }
    }
    finding::arrange(&mut findings);
    findings
}

/// The rules that cannot judge because the repository lacks the register that they need.
#[must_use]
pub fn unjudged(registers: &Registers, policy: &Policy) -> Vec<&'static Rule> {
    rules()
        .filter(|rule| policy.is_on(rule))
        .filter(|rule| rule.needs.is_some_and(|needed| !registers.has(needed)))
        .collect()
}
