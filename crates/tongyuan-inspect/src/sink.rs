//! Where a rule puts what it found. The sink adds what no rule should have to think of: identity, severity, keys.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use tongyuan_compare::{Confidence, Difference};
use tongyuan_model::{Channel, Mend};

use crate::dossier::Document;
use crate::finding::{Arg, FieldName, Finding, Fix, Identity, Located, Related, Role};
use crate::policy::{Policy, Severity};
use crate::rule::AnyRule;
use crate::waiver::Standing;

/// The sink of one rule.
#[derive(Debug)]
pub struct Sink<'p> {
    rule: AnyRule,
    policy: &'p Policy,
    identity: Identity,
    found: Vec<Finding>,
}

impl<'p> Sink<'p> {
    pub(crate) fn new(rule: AnyRule, policy: &'p Policy, identity: &Identity) -> Self {
        Self {
            rule,
            policy,
            identity: identity.clone(),
            found: Vec::new(),
        }
    }

    /// What the repository sets.
    pub(crate) fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// Begins a finding at a place. It counts once the draft is [sent](Draft::send).
    pub(crate) fn at(&mut self, location: Located) -> Draft<'_, 'p> {
        let finding = Finding {
            rule: self.rule.clone(),
            severity: self.rule.severity(),
            confidence: Confidence::Certain,
            guide: self.identity.guide.clone(),
            item: self.identity.item.clone(),
            department: self.identity.department.clone(),
            channel: None,
            field: None,
            subject: None,
            expected: None,
            actual: None,
            args: Vec::new(),
            location,
            related: Vec::new(),
            key: String::new(),
            evidence: String::new(),
            fix: None,
            standing: Standing::Open,
            is_new: None,
        };
        Draft {
            sink: self,
            finding,
            subject_key: None,
        }
    }

    /// The findings, each with a key of its own: the second of two that would share one is told apart by its number.
    pub(crate) fn finish(self) -> Vec<Finding> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut found = self.found;
        for finding in &mut found {
            let count = seen.entry(finding.key.clone()).or_default();
            *count += 1;
            if *count > 1 {
                finding.key = digest(&[&finding.key, &count.to_string()]);
            }
        }
        found
    }
}

/// A finding that is being made.
#[must_use = "a draft counts only once it is sent"]
pub(crate) struct Draft<'s, 'p> {
    sink: &'s mut Sink<'p>,
    finding: Finding,
    subject_key: Option<String>,
}

impl Draft<'_, '_> {
    /// The channel that departs.
    pub(crate) fn channel(mut self, channel: Channel) -> Self {
        self.finding.channel = Some(channel);
        self
    }

    /// The field.
    pub(crate) fn field(mut self, field: FieldName) -> Self {
        self.finding.field = Some(field);
        self
    }

    /// The row it is about, by name, and by id where it has one.
    pub(crate) fn subject(mut self, name: &str, id: Option<&str>) -> Self {
        self.finding.subject = Some(name.to_owned());
        self.subject_key = Some(id.unwrap_or(name).to_owned());
        self
    }

    /// What should stand there.
    pub(crate) fn expected(mut self, text: Option<&str>) -> Self {
        self.finding.expected = text.map(str::to_owned);
        self
    }

    /// What stands there.
    pub(crate) fn actual(mut self, text: Option<&str>) -> Self {
        self.finding.actual = text.map(str::to_owned);
        self
    }

    /// An argument of the rule's words.
    pub(crate) fn arg(mut self, name: &'static str, value: Arg) -> Self {
        self.finding.args.push((name, value));
        self
    }

    /// Another place to look at.
    pub(crate) fn related(mut self, role: Role, location: Located) -> Self {
        self.finding.related.push(Related { role, location });
        self
    }

    /// A severity other than the rule's own.
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// How sure it is.
    pub(crate) fn confidence(mut self, confidence: Confidence) -> Self {
        self.finding.confidence = confidence;
        self
    }

    /// Another guide than the one that is being judged.
    pub(crate) fn guide(mut self, guide: &str, department: Option<&str>) -> Self {
        self.finding.guide = Some(guide.to_owned());
        self.finding.department = department.map(str::to_owned);
        self
    }

    /// How to mend it without judgement.
    pub(crate) fn mend(self, mend: Mend) -> Self {
        self.mends(vec![mend], true)
    }

    /// The same in several places, or in one; in none there is no way. `is_whole` is whether nothing of it is left then.
    pub(crate) fn mends(mut self, mends: Vec<Mend>, is_whole: bool) -> Self {
        self.finding.fix = (!mends.is_empty()).then_some(Fix {
            mends,
            is_whole,
            edits: Vec::new(),
        });
        self
    }

    /// Everything that a difference says: row, texts, facets, both places.
    pub(crate) fn difference(
        self,
        difference: &Difference,
        canonical: &Document,
        channel: Channel,
    ) -> Self {
        let draft = match &difference.subject {
            Some(subject) => self.subject(&subject.name, subject.id.as_deref()),
            None => self,
        };
        draft
            .channel(channel)
            .field(FieldName::Field(difference.field))
            .expected(difference.a.text.as_deref())
            .actual(difference.b.text.as_deref())
            .confidence(difference.confidence)
            .arg("facets", Arg::Facets(difference.facets.clone()))
            .related(Role::Canonical, canonical.locate(difference.a.span))
    }

    /// Hands the finding in.
    pub(crate) fn send(self) {
        let mut finding = self.finding;
        finding.severity = self
            .sink
            .policy
            .severity(finding.rule.id(), finding.severity);
        finding.key = digest(&[
            finding.rule.id(),
            finding.guide.as_deref().unwrap_or_default(),
            finding.channel.map_or("", Channel::key),
            finding.field.map_or("", FieldName::path),
            &squeezed(self.subject_key.as_deref().unwrap_or_default()),
        ]);
        finding.evidence = digest(&[
            &squeezed(finding.expected.as_deref().unwrap_or_default()),
            &squeezed(finding.actual.as_deref().unwrap_or_default()),
        ]);
        self.sink.found.push(finding);
    }
}

/// A text without blanks and punctuation, so that a full stop more does not make a new finding.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The first sixteen hexadecimal digits of SHA-256 over the parts, each with its length so that they cannot run together.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["a"]).len(), 16);
        assert_eq!(squeezed("身份证，（1份）。"), squeezed("身份证1份"));
    }
}
