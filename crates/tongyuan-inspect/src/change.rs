//! How a guide has changed since its base: what each channel must show now, held against what it had to show then.

use tongyuan_compare::{Burden, Degree, Difference, Terms, compare, project};
use tongyuan_model::{Channel, Field, Guide, Reading, Span};

use crate::dossier::{Document, Dossier};
use crate::facts::is_fault_of_source;
use crate::finding::Identity;
use crate::policy::Policy;
use crate::reach::{ReachChange, reach_changes};

/// One change of a guide.
#[derive(Clone, Debug)]
pub struct Change {
    /// How it departs: the first side is the base.
    pub difference: Difference,
    /// The channels that it shows in; none where the guide names no channel.
    pub channels: Vec<Channel>,
    /// What the row rests on, as the guide states it now.
    pub basis: Vec<String>,
}

/// What has become of one guide since the base.
#[derive(Clone, Debug)]
pub struct GuideChange {
    /// The id of the guide, or the name of its file.
    pub guide: String,
    /// Its file.
    pub file: String,
    /// The name of the item.
    pub item: Option<String>,
    /// 责任部门.
    pub department: Option<String>,
    /// Whether it was there before, and is there now.
    pub kind: ChangeKind,
    /// The number of its version.
    pub number: Option<String>,
    /// The document by which this version was approved.
    pub approval: Option<String>,
    /// From which day this version is in effect.
    pub effective_from: Option<String>,
    /// What has changed, in the order of fields; nothing of a guide that is new or gone.
    pub changes: Vec<Change>,
    /// What has changed of how its channels are reached.
    pub reach: Vec<ReachChange>,
}

/// Whether a guide was there before a change, and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Its file is another, and may say the same.
    Changed,
    /// It was not there before.
    New,
    /// It is there no more.
    Gone,
}

impl GuideChange {
    /// What has become of the guide of a dossier; nothing where it has no base.
    #[must_use]
    pub fn of(dossier: &Dossier, policy: &Policy) -> Option<Self> {
        let base = dossier.base.as_ref()?;
        Some(Self {
            changes: changes(dossier, &policy.terms),
            reach: reach_changes(&base.guide, &dossier.canonical.guide),
            ..Self::about(&dossier.canonical, ChangeKind::Changed)
        })
    }

    /// A guide that is new, or gone.
    #[must_use]
    pub fn about(document: &Document, kind: ChangeKind) -> Self {
        let guide: &Guide = &document.guide;
        let item = guide.item.given();
        let version = guide.version.given();
        let approval = version.and_then(|version| version.approval.given());
        let identity = Identity::of(document);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Self {
            guide: identity.guide.unwrap_or_else(|| document.file.clone()),
            file: document.file.clone(),
            item: item.and_then(|item| owned(item.name.text())),
            department: identity.department,
            kind,
            number: version.and_then(|version| owned(version.number.text())),
            approval: approval.and_then(|approval| owned(approval.document.text())),
            effective_from: version.and_then(|version| owned(version.effective_from.text())),
            changes: Vec::new(),
            reach: Vec::new(),
        }
    }

    /// How many of its changes mean this for the applicant; what differs in words alone means nothing.
    #[must_use]
    pub fn count(&self, burden: Burden) -> usize {
        let own = self.changes.iter().map(|change| &change.difference);
        own.filter(|own| own.degree == Degree::Substantive && own.burden == burden)
            .count()
    }
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
    for change in &mut changes {
        change.basis = basis(&canonical.guide, &change.difference);
    }
    changes
}

/// What the row rests on, as the guide states it.
fn basis(guide: &Guide, difference: &Difference) -> Vec<String> {
    let at = |span: Span| span.contains(difference.b.span);
    let texts = |basis: &Reading<Vec<Reading<String>>>| -> Vec<String> {
        let rows = basis.rows().iter();
        rows.filter_map(|row| row.text().map(str::to_owned))
            .collect()
    };
    let found = match difference.field {
        Field::Materials => {
            let row = guide.materials.rows().iter().find(|row| at(row.span));
            row.map(|row| texts(&row.basis))
        }
        Field::Conditions => {
            let row = guide.conditions.rows().iter().find(|row| at(row.span));
            row.map(|row| texts(&row.basis))
        }
        Field::Fees => {
            let fees = guide.fees.given();
            let mut rows = fees.into_iter().flat_map(|fees| fees.items.rows());
            rows.find(|row| at(row.span)).map(|row| texts(&row.basis))
        }
        _ => None,
    };
    found.unwrap_or_default()
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
                basis: Vec::new(),
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
