//! Every rule, by family. Generated from the folders by `cargo xtask generate`; not edited by hand.

use crate::rule::Rule;

#[path = "schema/schema_field_unknown.rs"]
mod schema_field_unknown;
#[path = "item/guide_unpublished.rs"]
mod guide_unpublished;
#[path = "same_source/field_omitted.rs"]
mod field_omitted;
#[path = "same_source/material_extra.rs"]
mod material_extra;

/// The families with their rules.
#[rustfmt::skip]
pub(crate) static FAMILIES: &[(&str, &[&Rule])] = &[
    (
        "schema",
        &[
            &schema_field_unknown::RULE,
        ],
    ),
    (
        "item",
        &[
            &guide_unpublished::RULE,
        ],
    ),
    (
        "same-source",
        &[
            &field_omitted::RULE,
            &material_extra::RULE,
        ],
    ),
];

/// Every rule.
#[rustfmt::skip]
pub(crate) static REGISTRY: &[&Rule] = &[
    &schema_field_unknown::RULE,
    &guide_unpublished::RULE,
    &field_omitted::RULE,
    &material_extra::RULE,
];
