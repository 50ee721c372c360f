//! Every rule, by family. Generated from the folders by `cargo xtask generate`; not edited by hand.

use crate::rule::Rule;

#[path = "same_source/audience_altered.rs"]
mod audience_altered;
#[path = "same_source/authority_altered.rs"]
mod authority_altered;
#[path = "item/authority_code_checksum.rs"]
mod authority_code_checksum;
#[path = "item/authority_name_outdated.rs"]
mod authority_name_outdated;
#[path = "same_source/condition_altered.rs"]
mod condition_altered;
#[path = "same_source/condition_extra.rs"]
mod condition_extra;
#[path = "same_source/condition_omitted.rs"]
mod condition_omitted;
#[path = "same_source/condition_reworded.rs"]
mod condition_reworded;
#[path = "same_source/contact_altered.rs"]
mod contact_altered;
#[path = "same_source/fee_altered.rs"]
mod fee_altered;
#[path = "same_source/field_omitted.rs"]
mod field_omitted;
#[path = "text/guide_contradicts_itself.rs"]
mod guide_contradicts_itself;
#[path = "item/guide_unpublished.rs"]
mod guide_unpublished;
#[path = "same_source/item_code_altered.rs"]
mod item_code_altered;
#[path = "item/item_code_inconsistent.rs"]
mod item_code_inconsistent;
#[path = "item/item_code_malformed.rs"]
mod item_code_malformed;
#[path = "item/item_duplicated.rs"]
mod item_duplicated;
#[path = "same_source/item_name_altered.rs"]
mod item_name_altered;
#[path = "item/item_name_differs.rs"]
mod item_name_differs;
#[path = "item/item_unlisted.rs"]
mod item_unlisted;
#[path = "item/item_without_guide.rs"]
mod item_without_guide;
#[path = "same_source/legal_basis_altered.rs"]
mod legal_basis_altered;
#[path = "same_source/material_altered.rs"]
mod material_altered;
#[path = "same_source/material_extra.rs"]
mod material_extra;
#[path = "same_source/material_omitted.rs"]
mod material_omitted;
#[path = "same_source/material_reworded.rs"]
mod material_reworded;
#[path = "material/material_sample_personal_data.rs"]
mod material_sample_personal_data;
#[path = "publication/personal_data_exposed.rs"]
mod personal_data_exposed;
#[path = "practice/practice_condition_extra.rs"]
mod practice_condition_extra;
#[path = "practice/practice_fee_differs.rs"]
mod practice_fee_differs;
#[path = "practice/practice_item_unknown.rs"]
mod practice_item_unknown;
#[path = "practice/practice_late.rs"]
mod practice_late;
#[path = "practice/practice_material_extra.rs"]
mod practice_material_extra;
#[path = "practice/practice_material_unused.rs"]
mod practice_material_unused;
#[path = "practice/practice_visits_exceeded.rs"]
mod practice_visits_exceeded;
#[path = "same_source/process_altered.rs"]
mod process_altered;
#[path = "same_source/quantity_limit_altered.rs"]
mod quantity_limit_altered;
#[path = "same_source/result_altered.rs"]
mod result_altered;
#[path = "schema/schema_choice_undecided.rs"]
mod schema_choice_undecided;
#[path = "schema/schema_field_missing.rs"]
mod schema_field_missing;
#[path = "schema/schema_field_unknown.rs"]
mod schema_field_unknown;
#[path = "schema/schema_format_wrong.rs"]
mod schema_format_wrong;
#[path = "schema/schema_keys_mixed.rs"]
mod schema_keys_mixed;
#[path = "schema/schema_type_wrong.rs"]
mod schema_type_wrong;
#[path = "schema/schema_value_not_listed.rs"]
mod schema_value_not_listed;
#[path = "same_source/stamp_forged.rs"]
mod stamp_forged;
#[path = "same_source/stamp_outdated.rs"]
mod stamp_outdated;
#[path = "same_source/time_limit_altered.rs"]
mod time_limit_altered;
#[path = "same_source/variant_expired.rs"]
mod variant_expired;
#[path = "same_source/variant_unused.rs"]
mod variant_unused;
#[path = "same_source/variant_without_basis.rs"]
mod variant_without_basis;

/// The families with their rules.
#[rustfmt::skip]
pub(crate) static FAMILIES: &[(&str, &[&Rule])] = &[
    (
        "schema",
        &[
            &schema_choice_undecided::RULE,
            &schema_field_missing::RULE,
            &schema_field_unknown::RULE,
            &schema_format_wrong::RULE,
            &schema_keys_mixed::RULE,
            &schema_type_wrong::RULE,
            &schema_value_not_listed::RULE,
        ],
    ),
    (
        "item",
        &[
            &authority_code_checksum::RULE,
            &authority_name_outdated::RULE,
            &guide_unpublished::RULE,
            &item_code_inconsistent::RULE,
            &item_code_malformed::RULE,
            &item_duplicated::RULE,
            &item_name_differs::RULE,
            &item_unlisted::RULE,
            &item_without_guide::RULE,
        ],
    ),
    (
        "same-source",
        &[
            &audience_altered::RULE,
            &authority_altered::RULE,
            &condition_altered::RULE,
            &condition_extra::RULE,
            &condition_omitted::RULE,
            &condition_reworded::RULE,
            &contact_altered::RULE,
            &fee_altered::RULE,
            &field_omitted::RULE,
            &item_code_altered::RULE,
            &item_name_altered::RULE,
            &legal_basis_altered::RULE,
            &material_altered::RULE,
            &material_extra::RULE,
            &material_omitted::RULE,
            &material_reworded::RULE,
            &process_altered::RULE,
            &quantity_limit_altered::RULE,
            &result_altered::RULE,
            &stamp_forged::RULE,
            &stamp_outdated::RULE,
            &time_limit_altered::RULE,
            &variant_expired::RULE,
            &variant_unused::RULE,
            &variant_without_basis::RULE,
        ],
    ),
    (
        "material",
        &[
            &material_sample_personal_data::RULE,
        ],
    ),
    (
        "text",
        &[
            &guide_contradicts_itself::RULE,
        ],
    ),
    (
        "publication",
        &[
            &personal_data_exposed::RULE,
        ],
    ),
    (
        "practice",
        &[
            &practice_condition_extra::RULE,
            &practice_fee_differs::RULE,
            &practice_item_unknown::RULE,
            &practice_late::RULE,
            &practice_material_extra::RULE,
            &practice_material_unused::RULE,
            &practice_visits_exceeded::RULE,
        ],
    ),
];

/// Every rule.
#[rustfmt::skip]
pub(crate) static REGISTRY: &[&Rule] = &[
    &schema_choice_undecided::RULE,
    &schema_field_missing::RULE,
    &schema_field_unknown::RULE,
    &schema_format_wrong::RULE,
    &schema_keys_mixed::RULE,
    &schema_type_wrong::RULE,
    &schema_value_not_listed::RULE,
    &authority_code_checksum::RULE,
    &authority_name_outdated::RULE,
    &guide_unpublished::RULE,
    &item_code_inconsistent::RULE,
    &item_code_malformed::RULE,
    &item_duplicated::RULE,
    &item_name_differs::RULE,
    &item_unlisted::RULE,
    &item_without_guide::RULE,
    &audience_altered::RULE,
    &authority_altered::RULE,
    &condition_altered::RULE,
    &condition_extra::RULE,
    &condition_omitted::RULE,
    &condition_reworded::RULE,
    &contact_altered::RULE,
    &fee_altered::RULE,
    &field_omitted::RULE,
    &item_code_altered::RULE,
    &item_name_altered::RULE,
    &legal_basis_altered::RULE,
    &material_altered::RULE,
    &material_extra::RULE,
    &material_omitted::RULE,
    &material_reworded::RULE,
    &process_altered::RULE,
    &quantity_limit_altered::RULE,
    &result_altered::RULE,
    &stamp_forged::RULE,
    &stamp_outdated::RULE,
    &time_limit_altered::RULE,
    &variant_expired::RULE,
    &variant_unused::RULE,
    &variant_without_basis::RULE,
    &material_sample_personal_data::RULE,
    &guide_contradicts_itself::RULE,
    &personal_data_exposed::RULE,
    &practice_condition_extra::RULE,
    &practice_fee_differs::RULE,
    &practice_item_unknown::RULE,
    &practice_late::RULE,
    &practice_material_extra::RULE,
    &practice_material_unused::RULE,
    &practice_visits_exceeded::RULE,
];
