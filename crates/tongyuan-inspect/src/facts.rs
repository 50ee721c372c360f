//! What every rule is handed: the dossier, and how each published version departs from its source.

use std::borrow::Cow;

use tongyuan_compare::{Difference, compare, project};
use tongyuan_model::{Channel, Guide};

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
                let differences = compare(
                    &projected,
                    &published.document.guide,
                    Some(published.channel),
                );
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
