//! Says where a published service guide departs from its canonical source: facts, without opinion.
//!
//! [`project`] gives the guide that a channel must show, [`compare`] holds a guide against it and returns the
//! [`Difference`]s: which field, which material or condition, how it departs, whether in words or in substance, which
//! facets differ, and where both sides stand.
//!
//! This crate knows no format, no severity and no message.
//!
//! ```
//! use tongyuan_compare::{Departure, Degree, compare};
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
//! let differences = compare(&guide("居民身份证复印件1份"), &guide("身份证复印件2份"), None);
//! assert_eq!(differences.len(), 1);
//! assert_eq!(differences[0].degree, Degree::Substantive);
//! assert_eq!(differences[0].departure, Departure::Tightened);
//! assert!(compare(&guide("身份证复印件两份"), &guide("《身份证》（复印件，2份）"), None).is_empty());
//! ```

#![deny(missing_docs)]

mod condition;
mod contact;
mod difference;
mod fee;
mod item;
mod legal_basis;
mod lexicon;
mod list;
mod matching;
mod material;
mod normalise;
mod policy;
mod process;
mod project;
mod result;
mod scalar;
mod statement;
mod time_limit;

pub use difference::{
    Burden, Confidence, Degree, Departure, Difference, Facet, FacetDifference, Side, Subject,
};
pub use normalise::{Normalisation, Verdict, compare_texts};
pub use policy::{Sharing, sharing};
pub use project::{Projection, project, unused_variants};

use tongyuan_model::{Channel, Guide};

/// How `other` departs from `reference`, field by field in the order in which a guide states them.
///
/// `channel` says whose submission is meant where either guide states it by channel; without one, what is stated for every
/// channel is compared. What either guide could not be read to say is left out: it is neither equal nor different.
#[must_use]
pub fn compare(reference: &Guide, other: &Guide, channel: Option<Channel>) -> Vec<Difference> {
    let mut found = Vec::new();
    item::compare(reference, other, &mut found);
    legal_basis::compare(reference, other, &mut found);
    item::compare_audience(reference, other, &mut found);
    condition::compare(reference, other, &mut found);
    material::compare(reference, other, channel, &mut found);
    process::compare(reference, other, &mut found);
    time_limit::compare(reference, other, &mut found);
    fee::compare(reference, other, &mut found);
    result::compare(reference, other, &mut found);
    item::compare_quantity_limit(reference, other, &mut found);
    contact::compare(reference, other, &mut found);
    found
}
