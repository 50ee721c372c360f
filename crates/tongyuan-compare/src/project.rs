//! Projection: the guide that a channel must show.

use std::borrow::Cow;

use crate::terms::Terms;
use tongyuan_model::{
    Channel, Condition, Guide, Item, Key, Material, Reading, TimeLimits, Variant,
};

/// The guide that one channel must show: the shared fields of the source with the variants that it declares for the
/// channel.
///
/// How a material is submitted stays stated by channel; [`compare`](crate::compare) takes the channel's own.
#[derive(Clone, Debug)]
pub struct Projection<'g> {
    /// The guide, borrowed from the source where no variant changes it.
    pub guide: Cow<'g, Guide>,
    /// The channel.
    pub channel: Channel,
}

/// Projects a canonical guide onto a channel.
#[must_use]
pub fn project(canonical: &Guide, channel: Channel) -> Projection<'_> {
    let mut guide = Cow::Borrowed(canonical);
    for variant in canonical.variants.rows() {
        if variant.channel.given() == Some(&channel) && has_effect(variant) {
            apply(guide.to_mut(), variant);
        }
    }
    Projection { guide, channel }
}

/// The declared variants that change nothing: of a channel in which the item is not served, or with the value that the
/// source states anyhow. They are given by their number in the list, from 0.
#[must_use]
pub fn unused_variants(terms: &Terms, canonical: &Guide) -> Vec<usize> {
    let served: Vec<Channel> = canonical
        .channels
        .given()
        .map(|channels| channels.served().collect())
        .unwrap_or_default();
    canonical
        .variants
        .rows()
        .iter()
        .enumerate()
        .filter(|(_, variant)| {
            let Some(channel) = variant.channel.given() else {
                return false;
            };
            let mut varied = canonical.clone();
            apply(&mut varied, variant);
            !served.contains(channel)
                || has_effect(variant)
                    && crate::compare(terms, canonical, &varied, Some(*channel)).is_empty()
        })
        .map(|(index, _)| index)
        .collect()
}

/// Whether field and value of a variant could be read.
fn has_effect(variant: &Variant) -> bool {
    variant.field.is_given() && variant.overlay.is_given()
}

fn apply(guide: &mut Guide, variant: &Variant) {
    let (Some(path), Some(overlay)) = (variant.field.given(), variant.overlay.given()) else {
        return;
    };
    match (path.field, path.part, &path.row) {
        (Key::LegalBasis, ..) => guide.legal_basis = overlay.legal_basis.clone(),
        (Key::Conditions, _, None) => guide.conditions = overlay.conditions.clone(),
        (Key::Conditions, _, Some(_)) => rows(&mut guide.conditions, &overlay.conditions),
        (Key::Materials, _, None) => guide.materials = overlay.materials.clone(),
        (Key::Materials, _, Some(_)) => rows(&mut guide.materials, &overlay.materials),
        (Key::Process, ..) => guide.process = overlay.process.clone(),
        (Key::TimeLimits, None, _) => guide.time_limits = overlay.time_limits.clone(),
        (Key::TimeLimits, Some(part), _) => {
            limit(&mut guide.time_limits, part, &overlay.time_limits);
        }
        (Key::Fees, ..) => guide.fees = overlay.fees.clone(),
        (Key::Results, ..) => guide.results = overlay.results.clone(),
        (Key::QuantityLimit, ..) => guide.quantity_limit = overlay.quantity_limit.clone(),
        (Key::Contacts, ..) => guide.contacts = overlay.contacts.clone(),
        (Key::Item, Some(part), _) => item(&mut guide.item, part, &overlay.item),
        _ => {}
    }
}

fn limit(own: &mut Reading<TimeLimits>, part: Key, overlay: &Reading<TimeLimits>) {
    let (Some(own), Some(overlay)) = (own.given_mut(), overlay.given()) else {
        return;
    };
    match part {
        Key::Statutory => own.statutory = overlay.statutory.clone(),
        Key::Promised => own.promised = overlay.promised.clone(),
        Key::Excluded => own.excluded = overlay.excluded.clone(),
        _ => {}
    }
}

fn item(own: &mut Reading<Item>, part: Key, overlay: &Reading<Item>) {
    let (Some(own), Some(overlay)) = (own.given_mut(), overlay.given()) else {
        return;
    };
    match part {
        Key::Name => own.name = overlay.name.clone(),
        Key::Authority => own.authority = overlay.authority.clone(),
        Key::Audience => own.audience = overlay.audience.clone(),
        _ => {}
    }
}

/// A row that a variant can change by its id, field by field.
trait VariableRow {
    fn id(&self) -> Option<&str>;
    fn take(&mut self, other: &Self);
}

fn rows<T: VariableRow>(own: &mut Reading<Vec<T>>, overlay: &Reading<Vec<T>>) {
    let Some(own) = own.given_mut() else { return };
    for other in overlay.rows() {
        if let Some(row) = own.iter_mut().find(|row| row.id() == other.id()) {
            row.take(other);
        }
    }
}

fn replace<T: Clone>(own: &mut Reading<T>, other: &Reading<T>) {
    if !other.is_missing() {
        *own = other.clone();
    }
}

impl VariableRow for Material {
    fn id(&self) -> Option<&str> {
        self.id.text()
    }

    fn take(&mut self, other: &Self) {
        replace(&mut self.name, &other.name);
        replace(&mut self.kind, &other.kind);
        replace(&mut self.necessity, &other.necessity);
        replace(&mut self.case, &other.case);
        replace(&mut self.source, &other.source);
        replace(&mut self.issuer, &other.issuer);
        replace(&mut self.basis, &other.basis);
        replace(&mut self.submission, &other.submission);
        replace(&mut self.notes, &other.notes);
    }
}

impl VariableRow for Condition {
    fn id(&self) -> Option<&str> {
        self.id.text()
    }

    fn take(&mut self, other: &Self) {
        replace(&mut self.text, &other.text);
        replace(&mut self.case, &other.case);
        replace(&mut self.basis, &other.basis);
    }
}
