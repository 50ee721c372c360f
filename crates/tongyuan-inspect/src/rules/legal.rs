//! What the rules on law share: the laws that a guide refers to, with their versions in the register.

use tongyuan_model::register::laws::{Edition, Laws};
use tongyuan_model::text::citation::{Article, Named, plain_title};
use tongyuan_model::{Key, Reference};

use crate::dossier::Listed;
use crate::facts::Facts;
use crate::finding::{FieldName, Located, Role};
use crate::policy::Date;
use crate::sink::{Draft, Sink};

/// A law with every reference of the guide to it.
#[derive(Debug)]
pub(crate) struct Law<'f> {
    /// As the guide names it first.
    pub(crate) name: &'f str,
    /// The references, in the order of the guide; never empty.
    pub(crate) references: Vec<&'f Reference>,
    /// Its versions, the oldest first; none where the register does not know it.
    pub(crate) editions: Vec<&'f Edition>,
    /// The one version that is meant, where the references say so.
    pub(crate) named: Option<&'f Edition>,
}

/// The register, and the laws that the guide refers to, in the order in which it does.
pub(crate) fn laws<'f>(facts: &'f Facts<'_>) -> Option<(&'f Listed<Laws>, Vec<Law<'f>>)> {
    let register = facts.registers.laws.as_ref()?;
    let mut laws: Vec<Law<'f>> = Vec::new();
    for reference in &facts.references {
        let Some(name) = name(reference) else {
            continue;
        };
        let (editions, named) = register.value.find(&reference.cited);
        let row = |law: &Law<'_>| law.editions.first().map(|edition| edition.row);
        let own = editions.first().map(|edition| edition.row);
        let known = laws.iter_mut().find(|law| match own {
            Some(_) => row(law) == own,
            None => row(law).is_none() && plain_title(law.name) == plain_title(name),
        });
        match known {
            Some(law) => {
                law.references.push(reference);
                law.named = law.named.or(named);
            }
            None => laws.push(Law {
                name,
                references: vec![reference],
                editions,
                named,
            }),
        }
    }
    Some((register, laws))
}

/// The words by which a reference names its law.
pub(crate) fn name(reference: &Reference) -> Option<&str> {
    let cited = &reference.cited;
    cited.title.as_deref().or(cited.document_number.as_deref())
}

impl<'f> Law<'f> {
    /// The version that is in force on a day.
    pub(crate) fn in_force(&self, day: Date) -> Option<&'f Edition> {
        let mut editions = self.editions.iter().rev();
        editions.find(|edition| edition.is_in_force(day)).copied()
    }

    /// The version that the references are held against.
    pub(crate) fn judged(&self, facts: &Facts<'_>) -> Option<&'f Edition> {
        self.named.or_else(|| self.in_force(effect(facts)?))
    }

    /// Begins a finding about the law, at the first reference to it.
    pub(crate) fn draft<'s, 'p>(
        &self,
        facts: &Facts<'_>,
        sink: &'s mut Sink<'p>,
    ) -> Option<Draft<'s, 'p>> {
        let key = plain_title(self.name);
        let (first, others) = self.references.split_first()?;
        let mut draft = sink
            .at(facts.canonical().locate(first.law))
            .field(FieldName::Key(first.field))
            .subject(self.name, Some(&key));
        for other in others {
            draft = draft.related(Role::Other, facts.canonical().locate(other.law));
        }
        Some(draft)
    }

    /// The places that the references name, each with the references that name it.
    pub(crate) fn places(&self) -> Vec<(Article, Vec<&'f Reference>)> {
        let mut places: Vec<(Article, Vec<&'f Reference>)> = Vec::new();
        for reference in &self.references {
            for place in &reference.cited.places {
                match places.iter_mut().find(|(own, _)| own == place) {
                    Some((_, references)) => references.push(reference),
                    None => places.push((*place, vec![reference])),
                }
            }
        }
        places
    }

    /// Begins a finding about one place of the law, at the first reference to it.
    pub(crate) fn place_draft<'s, 'p>(
        &self,
        facts: &Facts<'_>,
        sink: &'s mut Sink<'p>,
        place: Article,
        references: &[&Reference],
    ) -> Option<Draft<'s, 'p>> {
        let (first, others) = references.split_first()?;
        let words = place.to_string();
        let key = format!("{} {words}", plain_title(self.name));
        let mut draft = sink
            .at(facts.canonical().locate(first.article))
            .field(FieldName::Key(first.field))
            .subject(self.name, Some(&key))
            .actual(Some(&words));
        for other in others {
            draft = draft.related(Role::Other, facts.canonical().locate(other.article));
        }
        Some(draft)
    }
}

/// Where the register has a version.
pub(crate) fn listed(register: &Listed<Laws>, edition: &Edition) -> Option<Located> {
    let row = register.value.row(edition)?;
    Some(register.locate(row.name.span()))
}

/// A version in words: 专利法实施细则（2023-12-11公布，2024-01-20起施行）.
pub(crate) fn in_words(register: &Listed<Laws>, edition: &Edition) -> (String, String) {
    let row = register.value.row(edition);
    let title = row.and_then(|row| row.name.text()).unwrap_or_default();
    let number = row.and_then(|row| row.document_number.text());
    let day = |day: Option<Date>, chinese: &str, english: &str| match day {
        Some(day) => (
            Some(format!("{day}{chinese}")),
            Some(format!("{english} {day}")),
        ),
        None => (None, None),
    };
    let (made, made_english) = day(edition.promulgated, "公布", "promulgated");
    let (from, from_english) = day(edition.from, "起施行", "in force from");
    let join = |parts: [Option<String>; 3], open: &str, comma: &str, close: &str| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.is_empty() {
            true => format!("《{title}》"),
            false => format!("《{title}》{open}{}{close}", parts.join(comma)),
        }
    };
    let own = number.map(str::to_owned);
    (
        join([own.clone(), made, from], "（", "，", "）"),
        join([own, made_english, from_english], " (", ", ", ")"),
    )
}

/// The day from which the guide has effect: what it says of itself, or else today.
pub(crate) fn effect(facts: &Facts<'_>) -> Option<Date> {
    let version = facts.guide().version.given();
    let day = version.and_then(|version| Date::parse(version.effective_from.text()?));
    day.or(facts.policy.today)
}

/// The later of the day from which the guide has effect and today: it is still to be right then.
pub(crate) fn latest(facts: &Facts<'_>) -> Option<Date> {
    effect(facts).max(facts.policy.today)
}

/// Whether it is beyond doubt which title a reference names: a title without marks may begin anywhere in its sentence.
pub(crate) fn is_certain(reference: &Reference) -> bool {
    reference.field == Key::LegalBasis || reference.cited.named != Named::Unmarked
}
