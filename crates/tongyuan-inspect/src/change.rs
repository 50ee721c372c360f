//! How a guide has changed since its base: what each channel must show now, held against what it had to show then.

use tongyuan_compare::{Difference, Terms, compare, project};
use tongyuan_model::Channel;

use crate::dossier::{Document, Dossier};
use crate::facts::is_fault_of_source;

/// One change of a guide.
#[derive(Clone, Debug)]
pub struct Change {
    /// How it departs: the first side is the base.
    pub difference: Difference,
    /// The channels that it shows in; none where the guide names no channel.
    pub channels: Vec<Channel>,
}

/// The changes of a guide since its base, in the order of fields; what changes in several channels alike is one change.
pub(crate) fn changes(dossier: &Dossier, terms: &Terms) -> Vec<Change> {
    let Some(base) = &dossier.base else {
        return Vec::new();
    };
    let canonical = &dossier.canonical;
    let channels: Vec<Channel> = Channel::ALL
        .iter()
        .copied()
        .filter(|channel| serves(canonical, *channel) || serves(base, *channel))
        .collect();
    let mut changes: Vec<Change> = Vec::new();
    if channels.is_empty() {
        let found = compare(terms, &base.guide, &canonical.guide, None);
        add(&mut changes, found, None);
    }
    for channel in channels {
        let then = project(&base.guide, channel).guide;
        let now = project(&canonical.guide, channel).guide;
        let found = compare(terms, &then, &now, Some(channel));
        add(&mut changes, found, Some(channel));
    }
    // A slip in either file, such as a misspelt key, is no change of what is asked.
    changes.retain(|change| {
        let mirrored = mirrored(&change.difference);
        !is_fault_of_source(&change.difference, base) && !is_fault_of_source(&mirrored, canonical)
    });
    changes
}

fn serves(document: &Document, channel: Channel) -> bool {
    let channels = document.guide.channels.given();
    channels.is_some_and(|channels| channels.get(channel).is_given())
}

fn add(changes: &mut Vec<Change>, found: Vec<Difference>, channel: Option<Channel>) {
    for difference in found {
        let same = changes
            .iter_mut()
            .find(|own| is_same(&own.difference, &difference));
        match same {
            Some(own) => own.channels.extend(channel),
            None => changes.push(Change {
                difference,
                channels: channel.into_iter().collect(),
            }),
        }
    }
}

fn is_same(a: &Difference, b: &Difference) -> bool {
    let told = |own: &Difference| {
        let sides = (own.a.text.clone(), own.b.text.clone());
        (
            own.field,
            own.subject.clone(),
            own.departure,
            own.facets.clone(),
            sides,
        )
    };
    told(a) == told(b)
}

/// The change back.
fn mirrored(difference: &Difference) -> Difference {
    use tongyuan_compare::Departure::{Added, Loosened, Removed, Tightened};
    let mut back = difference.clone();
    std::mem::swap(&mut back.a, &mut back.b);
    back.departure = match difference.departure {
        Added => Removed,
        Removed => Added,
        Tightened => Loosened,
        Loosened => Tightened,
        same => same,
    };
    back.burden = difference.burden.reversed();
    back
}
