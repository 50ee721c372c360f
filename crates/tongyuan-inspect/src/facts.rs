//! What every rule is handed: the dossier, and how each published version departs from its source.

use std::borrow::Cow;

use tongyuan_compare::{Confidence, Departure, Difference, Remark, compare, project, remarks};
use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Channel, Field, Guide, Key, Reference};

use crate::change::{Change, changes};
use crate::dossier::{self, Document, Dossier, Published, Registers};
use crate::finding::Identity;
use crate::policy::{Date, Policy};

/// The facts of one dossier.
#[derive(Debug)]
pub struct Facts<'d> {
    /// The dossier.
    pub dossier: &'d Dossier,
    /// The registers of the repository.
    pub registers: &'d Registers,
    /// What the repository sets.
    pub policy: &'d Policy,
    /// How each published version departs from the source, in the order of channels: a star around the source.
    pub comparisons: Vec<Comparison<'d>>,
    /// Every reference of the canonical guide to a law.
    pub references: Vec<Reference>,
    /// What there is to remark on in the texts of the canonical guide.
    pub remarks: Vec<Remark<'d>>,
    /// How the canonical guide departs from what it was before the change that is judged; nothing where that is not known.
    pub changes: Vec<Change>,
    pub(crate) identity: Identity,
}

/// How one published version departs from its source.
#[derive(Debug)]
pub struct Comparison<'d> {
    /// What was published.
    pub published: &'d Published,
    /// What the channel must show.
    pub projected: Cow<'d, Guide>,
    /// The departures.
    pub differences: Vec<Difference>,
}

impl<'d> Facts<'d> {
    /// Works out the facts of a dossier.
    #[must_use]
    pub fn of(dossier: &'d Dossier, registers: &'d Registers, policy: &'d Policy) -> Self {
        let canonical = &dossier.canonical.guide;
        let comparisons = dossier
            .published
            .iter()
            .map(|published| {
                let projected = project(canonical, published.channel).guide;
                let mut differences = compare(
                    &policy.terms,
                    &projected,
                    &published.document.guide,
                    Some(published.channel),
                );
                differences
                    .retain(|difference| !is_fault_of_source(difference, &dossier.canonical));
                if published.document.unread.has_strangers {
                    differences.iter_mut().for_each(doubt_absence);
                }
                let expired = expired(canonical, published.channel, policy);
                if !expired.is_empty() {
                    let plain = compare(
                        &policy.terms,
                        &without(canonical, &expired, published.channel),
                        &published.document.guide,
                        Some(published.channel),
                    );
                    differences.retain(|difference| stands_without(difference, &plain));
                }
                Comparison {
                    published,
                    projected,
                    differences,
                }
            })
            .collect();
        Self {
            dossier,
            registers,
            policy,
            comparisons,
            references: canonical.references(),
            remarks: remarks(canonical),
            changes: changes(dossier, &policy.terms),
            identity: Identity::of(&dossier.canonical),
        }
    }

    /// The canonical document.
    #[must_use]
    pub fn canonical(&self) -> &'d Document {
        &self.dossier.canonical
    }

    /// The canonical guide.
    #[must_use]
    pub fn guide(&self) -> &'d Guide {
        &self.dossier.canonical.guide
    }

    /// The channels that serve the item: those of the list of items, or else those of the guide.
    #[must_use]
    pub fn serving(&self) -> Vec<Channel> {
        dossier::serving(self.guide(), self.registers)
    }
}

/// A field that a document seems to lack may stand in the section of it that nobody could read.
fn doubt_absence(difference: &mut Difference) {
    if difference.departure == Departure::Removed && difference.subject.is_none() {
        difference.confidence = Confidence::NeedsReview;
    }
}

/// The numbers of the variants of a channel whose day has passed.
fn expired(canonical: &Guide, channel: Channel, policy: &Policy) -> Vec<usize> {
    let rows = canonical.variants.rows().iter().enumerate();
    let has_ended = |until: &str| {
        let until = Date::parse(until);
        until
            .zip(policy.today)
            .is_some_and(|(until, today)| until < today)
    };
    rows.filter(|(_, variant)| variant.channel.given() == Some(&channel))
        .filter(|(_, variant)| variant.until.text().is_some_and(has_ended))
        .map(|(number, _)| number)
        .collect()
}

/// What the channel must show without these variants.
fn without(canonical: &Guide, numbers: &[usize], channel: Channel) -> Guide {
    let mut guide = canonical.clone();
    if let Some(variants) = guide.variants.given_mut() {
        let mut number = 0;
        variants.retain(|_| {
            number += 1;
            !numbers.contains(&(number - 1))
        });
    }
    project(&guide, channel).guide.into_owned()
}

/// Whether a difference is one with or without the variants that have ended: that they have is told once, by a rule of its own.
fn stands_without(difference: &Difference, plain: &[Difference]) -> bool {
    plain
        .iter()
        .any(|other| other.field == difference.field && other.subject == difference.subject)
}

/// Whether a channel states a field that the source lacks by a fault of its own, such as a misspelt key: the channel is not
/// to blame for that.
pub(crate) fn is_fault_of_source(difference: &Difference, source: &Document) -> bool {
    let whole_field = difference.departure == Departure::Added && difference.subject.is_none();
    let path = difference.field.path();
    let (holder, key) = path.rsplit_once('.').unwrap_or(("", path));
    let lacks = |violation: &Violation| {
        let word = match &violation.kind {
            ViolationKind::Missing { word } => Some(word),
            ViolationKind::Unknown { nearest, .. } => nearest.as_ref(),
            _ => None,
        };
        let place = match (&violation.kind, violation.path.rsplit_once('.')) {
            (ViolationKind::Unknown { .. }, Some((holder, _))) => holder,
            (ViolationKind::Unknown { .. }, None) => "",
            _ => &violation.path,
        };
        word.is_some_and(|word| english(word) == Some(key))
            && english(place).unwrap_or("") == holder
    };
    whole_field && source.violations.iter().any(lacks)
        || may_be_nameless(difference, source)
        || is_unread(difference, source)
        || is_misspelt(difference, source)
        || is_undecided(difference, source)
}

/// Whether the source has yet to choose what it says in this field.
fn is_undecided(difference: &Difference, source: &Document) -> bool {
    let path = difference.field.path();
    let field = path.split('.').next();
    source.violations.iter().any(|violation| {
        let is_open = matches!(violation.kind, ViolationKind::Undecided { .. });
        is_open && violation.field.map(Key::english) == field
    })
}

/// Whether a row that a channel has more may be one of the source whose name has a misspelt key: 名城: 示例合同.
fn may_be_nameless(difference: &Difference, source: &Document) -> bool {
    const NAMES: [&str; 4] = ["name", "text", "law", "step"];
    let is_row = difference.departure == Departure::Added && difference.subject.is_some();
    let is_nameless = |violation: &Violation| {
        let word = match &violation.kind {
            ViolationKind::Missing { word } => Some(word),
            ViolationKind::Unknown { nearest, .. } => nearest.as_ref(),
            _ => None,
        };
        let names = word.and_then(|word| english(word));
        violation.field == Some(difference.field.key())
            && violation.path.contains('[')
            && names.is_some_and(|name| NAMES.contains(&name))
    };
    is_row && source.violations.iter().any(is_nameless)
}

/// Whether the source says something under a misspelt key in the row or field that the difference is of, as 承诺时现: what a channel
/// has there may be just that.
fn is_misspelt(difference: &Difference, source: &Document) -> bool {
    let (part, below) = match difference.field.path().split_once('.') {
        Some((part, _)) => (part, true),
        None => (difference.field.path(), false),
    };
    let is_it = |violation: &Violation| {
        let ViolationKind::Unknown { nearest, .. } = &violation.kind else {
            return false;
        };
        let Some((holder, _)) = violation.path.split_once(['.', '[']) else {
            return below && nearest.as_deref().and_then(english) == Some(part);
        };
        // The keys of an item are fields each, and looked at by themselves.
        !below
            && english(holder) == Some(part)
            && row_of(&violation.path).is_none_or(|row| is_of_row(difference, source, row))
    };
    // What the source says under its right name is to be there; a row without a name is no row that anybody can have.
    let subject = difference.subject.as_ref();
    let is_nameless = subject.is_some_and(|own| own.name.trim().is_empty());
    (is_nameless || difference.departure != Departure::Removed)
        && source.violations.iter().any(is_it)
}

/// The number of the first row that a path leads through, from 1.
fn row_of(path: &str) -> Option<usize> {
    let (_, rest) = path.split_once('[')?;
    rest.split_once(']')?.0.parse().ok()
}

/// Whether a difference is of a row of the source; a row without a name may be any.
fn is_of_row(difference: &Difference, source: &Document, row: usize) -> bool {
    let guide = &source.guide;
    let at = row.saturating_sub(1);
    let name = match difference.field {
        Field::Materials => guide.materials.rows().get(at).map(|own| own.name.text()),
        Field::LegalBasis => guide.legal_basis.rows().get(at).map(|own| own.law.text()),
        Field::Process => guide.process.rows().get(at).map(|own| own.step.text()),
        Field::Conditions => guide.conditions.rows().get(at).map(|own| own.text.text()),
        _ => None,
    };
    let subject = difference.subject.as_ref().map(|own| own.name.as_str());
    match (name.flatten(), subject) {
        (Some(name), Some(subject)) => subject.contains(name) || name.contains(subject),
        _ => true,
    }
}

/// Whether the source says something of the whole field that cannot be read, as 申请材料: 3: nobody knows what is to be there.
fn is_unread(difference: &Difference, source: &Document) -> bool {
    let is_it = |violation: &Violation| {
        let is_lost = matches!(
            violation.kind,
            ViolationKind::WrongType { .. }
                | ViolationKind::NotListed { .. }
                | ViolationKind::WrongFormat { .. }
        );
        let path: Option<Vec<&str>> = violation.path.split('.').map(english).collect();
        is_lost && path.is_some_and(|own| own.join(".") == difference.field.path())
    };
    source.violations.iter().any(is_it)
}

/// A key of either vocabulary in English.
fn english(word: &str) -> Option<&'static str> {
    Key::of_word(word).map(|(key, _)| key.english())
}
