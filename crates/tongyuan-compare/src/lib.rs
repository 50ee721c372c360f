//! Says where a published service guide departs from its canonical source: facts, without opinion.
//!
//! [`project`] gives the guide that a channel must show, [`compare`] holds a guide against it and returns the
//! [`Difference`]s: which field, which material or condition, how it departs, whether in words or in substance, which
//! facets differ, and where both sides stand.
//!
//! This crate knows no format, no severity and no message.
//!
//! ```
//! use tongyuan_compare::{Departure, Degree, Terms, compare};
//! use tongyuan_model::{Guide, Material, Reading, Span};
//!
//! let guide = |name: &str| Guide {
//!     materials: Reading::Given(
//!         vec![Material {
//!             name: Reading::Given(name.to_owned(), Span::default()),
//!             ..Material::default()
//!         }],
//!         Span::default(),
//!     ),
//!     ..Guide::default()
//! };
//! let terms = Terms::default();
//! let differences = compare(&terms, &guide("居民身份证复印件1份"), &guide("身份证复印件2份"), None);
//! assert_eq!(differences.len(), 1);
//! assert_eq!(differences[0].degree, Degree::Substantive);
//! assert_eq!(differences[0].departure, Departure::Tightened);
//! assert!(compare(&terms, &guide("身份证复印件两份"), &guide("《身份证》（复印件，2份）"), None).is_empty());
//! ```

#![deny(missing_docs)]

mod condition;
mod contact;
mod cut;
mod difference;
pub mod draft;
mod fee;
mod found;
mod inline;
mod item;
mod itself;
mod legal_basis;
mod lexicon;
mod list;
mod matching;
mod material;
mod normalise;
mod policy;
mod practice;
mod process;
mod project;
mod remark;
mod result;
mod scalar;
mod statement;
mod terms;
mod time_limit;

pub use difference::{
    Agreement, Burden, Comparison, Confidence, Degree, Departure, Difference, Facet,
    FacetDifference, Side, Subject,
};
pub use inline::{Changed, changed};
pub use itself::{Contradiction, contradictions};
pub use normalise::{Normalisation, Verdict, common_form, compare_texts, normal_form};
pub use policy::{Sharing, sharing};
pub use practice::{Asked, asked_for, is_name, speaks_of};
pub use project::{Projection, project, unused_variants};
pub use remark::{Remark, Sign, remarks};
pub use terms::{Days, Terms};

use found::Found;
use tongyuan_model::{Channel, Guide};

/// How `other` departs from `reference`, field by field in the order in which a guide states them.
///
/// `channel` says whose submission is meant where either guide states it by channel; without one, what is stated for every
/// channel is compared. What either guide could not be read to say is left out: it is neither equal nor different.
#[must_use]
pub fn compare(
    terms: &Terms,
    reference: &Guide,
    other: &Guide,
    channel: Option<Channel>,
) -> Vec<Difference> {
    let mut found = Found::differences_on(terms);
    every_field(reference, other, channel, &mut found);
    found.differences
}

/// As [`compare`], with what agrees and which normalisations it took to see it, so that “equal” can be audited.
#[must_use]
pub fn compare_in_full(
    terms: &Terms,
    reference: &Guide,
    other: &Guide,
    channel: Option<Channel>,
) -> Comparison {
    let mut found = Found::everything_on(terms);
    every_field(reference, other, channel, &mut found);
    found.into_comparison()
}

fn every_field(a: &Guide, b: &Guide, channel: Option<Channel>, found: &mut Found<'_>) {
    item::compare(a, b, found);
    legal_basis::compare(a, b, found);
    item::compare_audience(a, b, found);
    condition::compare(a, b, found);
    material::compare(a, b, channel, found);
    process::compare(a, b, found);
    time_limit::compare(a, b, found);
    fee::compare(a, b, found);
    result::compare(a, b, found);
    item::compare_quantity_limit(a, b, found);
    contact::compare(a, b, found);
}
