//! What every rule is handed: the dossier, and how each published version departs from its source.

use std::borrow::Cow;

use tongyuan_compare::{Departure, Difference, compare, project};
use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Channel, Guide, Key};

use crate::dossier::{Document, Dossier, Published, Registers};
use crate::finding::Identity;
use crate::policy::Policy;

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
                    &projected,
                    &published.document.guide,
                    Some(published.channel),
                );
                differences
                    .retain(|difference| !is_fault_of_source(difference, &dossier.canonical));
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
            identity: Identity::of(dossier),
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
        let listed = self
            .registers
            .items
            .as_ref()
            .zip(self.guide().id.text())
            .and_then(|(items, id)| items.value.find(id))
            .filter(|item| item.channels.is_given());
        match listed {
            Some(item) => item.serving().collect(),
            None => self
                .guide()
                .channels
                .given()
                .map(|channels| channels.served().collect())
                .unwrap_or_default(),
        }
    }
}

/// Whether a channel states a field that the source lacks by a fault of its own, such as a misspelt key: the channel is not
/// to blame for that.
fn is_fault_of_source(difference: &Difference, source: &Document) -> bool {
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
}

/// A key of either vocabulary in English.
fn english(word: &str) -> Option<&'static str> {
    Key::of_word(word).map(|(key, _)| key.english())
}
