//! Shapes that many rules share. A rule of a shape is one line; what makes it a rule of its own are its words.

use tongyuan_compare::{Degree, Departure, Difference};
use tongyuan_model::schema::{Meaning, Violation, ViolationKind};
use tongyuan_model::{Field, Key};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName};
use crate::sink::{Draft, Sink};

// ---- the guide and its schema ----

/// A finding for every violation of the schema that `words` knows what to say of.
///
/// The drafts bear the arguments `path` (where, in the author's keys) and `meaning` (what the schema says of the place).
pub(crate) fn violation(
    facts: &Facts<'_>,
    sink: &mut Sink<'_>,
    words: impl Fn(&ViolationKind) -> Option<Vec<(&'static str, Arg)>>,
) {
    for violation in &facts.canonical().violations {
        if let Some(args) = words(&violation.kind) {
            let mut draft = violation_draft(facts, sink, violation);
            for (name, value) in args {
                draft = draft.arg(name, value);
            }
            draft.send();
        }
    }
}

fn violation_draft<'s, 'p>(
    facts: &Facts<'_>,
    sink: &'s mut Sink<'p>,
    violation: &Violation,
) -> Draft<'s, 'p> {
    let canonical = facts.canonical();
    let draft = sink
        .at(canonical.locate(violation.span))
        .subject(&violation.path, Some(&subject_key(violation)))
        .arg("path", Arg::Text(violation.path.clone()))
        .arg("meaning", meaning(violation.meaning.as_ref()));
    match violation.field {
        Some(field) => draft.field(FieldName::Key(field)),
        None => draft,
    }
}

/// What identifies a violation from one run to the next: its path, and which key it is about.
fn subject_key(violation: &Violation) -> String {
    match &violation.kind {
        ViolationKind::Missing { word } | ViolationKind::Unknown { word, .. } => {
            format!("{} {word}", violation.path)
        }
        _ => violation.path.clone(),
    }
}

fn meaning(meaning: Option<&Meaning>) -> Arg {
    let text = |get: fn(&Meaning) -> &String| meaning.map(get).cloned().unwrap_or_default();
    Arg::Both {
        chinese: text(|m| &m.chinese),
        english: text(|m| &m.english),
    }
}

// ---- a channel and the source ----

/// Whether a channel leaves out a shared field as a whole: `field-omitted` speaks of that, and no other rule.
pub(crate) fn is_omitted_field(difference: &Difference) -> bool {
    // The parts of these fields (法定时限, 咨询) are named as subjects; rows of other fields are materials, laws and the like.
    let has_parts = matches!(difference.field, Field::TimeLimits | Field::Contacts);
    difference.departure == Departure::Removed && (difference.subject.is_none() || has_parts)
}

/// A finding for every departure of a channel that `owns` says the rule speaks of.
pub(crate) fn departure(
    facts: &Facts<'_>,
    sink: &mut Sink<'_>,
    owns: impl Fn(&Difference) -> bool,
) {
    for comparison in &facts.comparisons {
        let published = comparison.published;
        for difference in comparison.differences.iter().filter(|d| owns(d)) {
            sink.at(published.document.locate(difference.b.span))
                .difference(difference, facts.canonical(), published.channel)
                .send();
        }
    }
}

/// A channel asks for a row that the source does not have.
pub(crate) fn extra(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        d.field == field && d.departure == Departure::Added && d.subject.is_some()
    });
}

/// A channel leaves out a row of the source.
pub(crate) fn omitted(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        d.field == field && d.departure == Departure::Removed && d.subject.is_some()
    });
}

/// A channel states a row otherwise than the source.
pub(crate) fn altered_row(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        let is_row = d.subject.is_some() && matches!(d.departure, Departure::Added | Departure::Removed);
        d.field == field && d.degree == Degree::Substantive && !is_row && !is_omitted_field(d)
    });
}

/// A channel states a row in other words than the source.
pub(crate) fn reworded(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| d.field == field && d.degree == Degree::Wording);
}

/// A channel states another value of a field than the source; rows that it adds or leaves out are part of the value.
pub(crate) fn altered(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        d.field == field && d.degree == Degree::Substantive && !is_omitted_field(d)
    });
}

// ---- words ----

/// A text argument.
pub(crate) fn text(value: impl Into<String>) -> Arg {
    Arg::Text(value.into())
}

/// The key of a field, for findings that are about a key of the file.
pub(crate) fn key(key: Key) -> FieldName {
    FieldName::Key(key)
}
