//! A finding as an inspection keeps it.

use tongyuan_inspect::{AnyRule, Finding, Language, Located, Standing, family};
use tongyuan_model::Channel;

use super::{Entry, InspectedGuide, Remark, Spot};
use crate::chrome::chrome;
use crate::clean::{clean, one_line};
use crate::findings::text::shown;
use crate::json;
use crate::location::place;
use crate::run::RunNote;
use crate::sentence::sentence;

impl Entry {
    /// A finding in words. `name` is what its item is called.
    #[must_use]
    pub fn of(finding: &Finding, name: Option<&str>, language: Language) -> Self {
        let said = sentence(finding, language);
        let words = chrome(language);
        let text = |text: &Option<String>| text.as_deref().map(|text| clean(text).into_owned());
        let clauses = finding.rule.clauses();
        let related = finding.related.iter();
        let related = related.map(|own| Spot::of(words.role(own.role), &own.location, language));
        let (standing, waived) = standing(finding, language);
        Self {
            key: finding.key.clone(),
            evidence: finding.evidence.clone(),
            rule: finding.rule.id().to_owned(),
            family: family_of(&finding.rule).to_owned(),
            title: clean(finding.rule.title(language)).into_owned(),
            severity: finding.severity.key().to_owned(),
            confidence: json::confidence(finding.confidence).to_owned(),
            message: said.message,
            help: said.help,
            basis: match clauses.as_slice() {
                [] => String::new(),
                clauses => words.basis(clauses),
            },
            clauses: clauses.into_iter().map(str::to_owned).collect(),
            guide: text(&finding.guide),
            name: name.map(one_line),
            item: text(&finding.item),
            department: finding.department.as_deref().map(one_line),
            channel: finding.channel.map(Channel::key).map(str::to_owned),
            field: finding.field.map(|own| own.path().to_owned()),
            subject: text(&finding.subject),
            expected: text(&finding.expected),
            actual: text(&finding.actual),
            place: Spot::of("", &finding.location, language),
            related: related.collect(),
            standing: standing.to_owned(),
            waived,
            rectification: None,
        }
    }
}

/// The family of a rule; those of a repository are one of their own.
fn family_of(rule: &AnyRule) -> &'static str {
    rule.built_in().map_or("own", family)
}

/// Whether somebody has to deal with a finding, and if not, why.
fn standing(finding: &Finding, language: Language) -> (&'static str, Option<String>) {
    match &finding.standing {
        // A baseline keeps daily checks quiet; an inspection tells all that there is.
        Standing::Open | Standing::Known => ("open", None),
        Standing::Waived(own) => {
            let said = [&own.reason, &own.owner, &own.until].map(|text| one_line(text));
            let [reason, owner, until] = &said;
            (
                "waived",
                Some(chrome(language).waived(reason, owner, until)),
            )
        }
    }
}

impl Spot {
    fn of(role: &str, located: &Located, language: Language) -> Self {
        let (text, (from, to)) = shown(located);
        let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
        let location = &located.location;
        Self {
            role: role.to_owned(),
            file: one_line(&located.file),
            line: location.start.line,
            column: location.start.column,
            place: location.place.as_ref().map(|own| place(own, language)),
            before: part(0..from),
            marked: part(from..to),
            after: part(to..text.len()),
        }
    }
}

impl InspectedGuide {
    /// The guide with what comes from its source cleaned and masked.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        self.guide = clean(&self.guide).into_owned();
        for text in [&mut self.item, &mut self.version].into_iter().flatten() {
            *text = clean(text).into_owned();
        }
        for text in [&mut self.name, &mut self.department].into_iter().flatten() {
            *text = one_line(text);
        }
        self
    }
}

impl Remark {
    /// A note on the reading, or an error of the run.
    #[must_use]
    pub fn of(note: &RunNote, language: Language) -> Self {
        Self {
            file: one_line(&note.file),
            message: one_line(note.message.get(language)),
            help: note.help.as_ref().map(|help| one_line(help.get(language))),
        }
    }
}
