//! Every rule, by family. Generated from the folders by `cargo xtask generate`; not edited by hand.

use crate::rule::Rule;

#[path = "same_source/audience_altered.rs"]
mod audience_altered;
#[path = "item/audience_mismatch.rs"]
mod audience_mismatch;
#[path = "same_source/authority_altered.rs"]
mod authority_altered;
#[path = "item/authority_code_checksum.rs"]
mod authority_code_checksum;
#[path = "item/authority_name_outdated.rs"]
mod authority_name_outdated;
#[path = "change/change_adds_burden.rs"]
mod change_adds_burden;
#[path = "change/change_channels_apart.rs"]
mod change_channels_apart;
#[path = "change/change_date_missing.rs"]
mod change_date_missing;
#[path = "change/change_history_gap.rs"]
mod change_history_gap;
#[path = "change/change_published_late.rs"]
mod change_published_late;
#[path = "change/change_unapproved.rs"]
mod change_unapproved;
#[path = "change/change_unversioned.rs"]
mod change_unversioned;
#[path = "same_source/condition_altered.rs"]
mod condition_altered;
#[path = "condition/condition_catch_all.rs"]
mod condition_catch_all;
#[path = "condition/condition_channel_restricting.rs"]
mod condition_channel_restricting;
#[path = "condition/condition_dangling.rs"]
mod condition_dangling;
#[path = "condition/condition_discretionary.rs"]
mod condition_discretionary;
#[path = "same_source/condition_extra.rs"]
mod condition_extra;
#[path = "portfolio/condition_inconsistent.rs"]
mod condition_inconsistent;
#[path = "same_source/condition_omitted.rs"]
mod condition_omitted;
#[path = "same_source/condition_reworded.rs"]
mod condition_reworded;
#[path = "condition/condition_without_basis.rs"]
mod condition_without_basis;
#[path = "same_source/contact_altered.rs"]
mod contact_altered;
#[path = "contact/contact_shared.rs"]
mod contact_shared;
#[path = "contact/contact_unverified.rs"]
mod contact_unverified;
#[path = "legal_basis/document_number_malformed.rs"]
mod document_number_malformed;
#[path = "same_source/fee_altered.rs"]
mod fee_altered;
#[path = "fee/fee_contradicts.rs"]
mod fee_contradicts;
#[path = "fee/fee_elements_missing.rs"]
mod fee_elements_missing;
#[path = "fee/fee_none_misworded.rs"]
mod fee_none_misworded;
#[path = "fee/fee_outside_validity.rs"]
mod fee_outside_validity;
#[path = "same_source/field_omitted.rs"]
mod field_omitted;
#[path = "text/guide_contradicts_itself.rs"]
mod guide_contradicts_itself;
#[path = "portfolio/guide_stale.rs"]
mod guide_stale;
#[path = "item/guide_unpublished.rs"]
mod guide_unpublished;
#[path = "contact/hotline_many.rs"]
mod hotline_many;
#[path = "same_source/item_code_altered.rs"]
mod item_code_altered;
#[path = "item/item_code_inconsistent.rs"]
mod item_code_inconsistent;
#[path = "item/item_code_malformed.rs"]
mod item_code_malformed;
#[path = "item/item_duplicated.rs"]
mod item_duplicated;
#[path = "item/item_exchange_mismatch.rs"]
mod item_exchange_mismatch;
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
#[path = "legal_basis/legal_basis_article_missing.rs"]
mod legal_basis_article_missing;
#[path = "legal_basis/legal_basis_article_unstated.rs"]
mod legal_basis_article_unstated;
#[path = "legal_basis/legal_basis_citation_malformed.rs"]
mod legal_basis_citation_malformed;
#[path = "legal_basis/legal_basis_missing.rs"]
mod legal_basis_missing;
#[path = "legal_basis/legal_basis_not_in_force.rs"]
mod legal_basis_not_in_force;
#[path = "legal_basis/legal_basis_paragraph_unstated.rs"]
mod legal_basis_paragraph_unstated;
#[path = "legal_basis/legal_basis_quote_differs.rs"]
mod legal_basis_quote_differs;
#[path = "legal_basis/legal_basis_repealed.rs"]
mod legal_basis_repealed;
#[path = "legal_basis/legal_basis_superseded.rs"]
mod legal_basis_superseded;
#[path = "legal_basis/legal_basis_unresolved.rs"]
mod legal_basis_unresolved;
#[path = "same_source/material_altered.rs"]
mod material_altered;
#[path = "material/material_basis_too_low.rs"]
mod material_basis_too_low;
#[path = "material/material_cancelled.rs"]
mod material_cancelled;
#[path = "material/material_catch_all.rs"]
mod material_catch_all;
#[path = "material/material_duplicated.rs"]
mod material_duplicated;
#[path = "same_source/material_extra.rs"]
mod material_extra;
#[path = "material/material_form_blank_missing.rs"]
mod material_form_blank_missing;
#[path = "material/material_form_unstated.rs"]
mod material_form_unstated;
#[path = "portfolio/material_name_inconsistent.rs"]
mod material_name_inconsistent;
#[path = "material/material_name_nonstandard.rs"]
mod material_name_nonstandard;
#[path = "same_source/material_omitted.rs"]
mod material_omitted;
#[path = "material/material_open_list.rs"]
mod material_open_list;
#[path = "same_source/material_reworded.rs"]
mod material_reworded;
#[path = "material/material_sample_personal_data.rs"]
mod material_sample_personal_data;
#[path = "material/material_shareable.rs"]
mod material_shareable;
#[path = "material/material_uncatalogued.rs"]
mod material_uncatalogued;
#[path = "material/material_vague.rs"]
mod material_vague;
#[path = "material/material_without_basis.rs"]
mod material_without_basis;
#[path = "publication/personal_data_exposed.rs"]
mod personal_data_exposed;
#[path = "contact/phone_malformed.rs"]
mod phone_malformed;
#[path = "text/placeholder_value.rs"]
mod placeholder_value;
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
#[path = "process/process_step_bare.rs"]
mod process_step_bare;
#[path = "same_source/quantity_limit_altered.rs"]
mod quantity_limit_altered;
#[path = "same_source/result_altered.rs"]
mod result_altered;
#[path = "result/result_sample_missing.rs"]
mod result_sample_missing;
#[path = "result/result_type_mismatch.rs"]
mod result_type_mismatch;
#[path = "publication/review_after_publication.rs"]
mod review_after_publication;
#[path = "publication/review_missing.rs"]
mod review_missing;
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
#[path = "text/text_bracket_unpaired.rs"]
mod text_bracket_unpaired;
#[path = "text/text_markup_residue.rs"]
mod text_markup_residue;
#[path = "text/text_number_inconsistent.rs"]
mod text_number_inconsistent;
#[path = "text/text_width_mixed.rs"]
mod text_width_mixed;
#[path = "same_source/time_limit_altered.rs"]
mod time_limit_altered;
#[path = "time_limit/time_limit_contradicts_handling.rs"]
mod time_limit_contradicts_handling;
#[path = "time_limit/time_limit_exceeds_statutory.rs"]
mod time_limit_exceeds_statutory;
#[path = "time_limit/time_limit_missing.rs"]
mod time_limit_missing;
#[path = "time_limit/time_limit_start_unstated.rs"]
mod time_limit_start_unstated;
#[path = "time_limit/time_limit_unit_unclear.rs"]
mod time_limit_unit_unclear;
#[path = "channel/url_dead.rs"]
mod url_dead;
#[path = "channel/url_insecure.rs"]
mod url_insecure;
#[path = "channel/url_ipv6_missing.rs"]
mod url_ipv6_missing;
#[path = "same_source/variant_expired.rs"]
mod variant_expired;
#[path = "same_source/variant_unused.rs"]
mod variant_unused;
#[path = "same_source/variant_without_basis.rs"]
mod variant_without_basis;
#[path = "channel/visits_contradict.rs"]
mod visits_contradict;
#[path = "channel/visits_reason_missing.rs"]
mod visits_reason_missing;
#[path = "waiver/waiver_expired.rs"]
mod waiver_expired;
#[path = "waiver/waiver_incomplete.rs"]
mod waiver_incomplete;
#[path = "waiver/waiver_unused.rs"]
mod waiver_unused;
#[path = "channel/window_incomplete.rs"]
mod window_incomplete;

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
            &audience_mismatch::RULE,
            &authority_code_checksum::RULE,
            &authority_name_outdated::RULE,
            &guide_unpublished::RULE,
            &item_code_inconsistent::RULE,
            &item_code_malformed::RULE,
            &item_duplicated::RULE,
            &item_exchange_mismatch::RULE,
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
            &material_basis_too_low::RULE,
            &material_cancelled::RULE,
            &material_catch_all::RULE,
            &material_duplicated::RULE,
            &material_form_blank_missing::RULE,
            &material_form_unstated::RULE,
            &material_name_nonstandard::RULE,
            &material_open_list::RULE,
            &material_sample_personal_data::RULE,
            &material_shareable::RULE,
            &material_uncatalogued::RULE,
            &material_vague::RULE,
            &material_without_basis::RULE,
        ],
    ),
    (
        "condition",
        &[
            &condition_catch_all::RULE,
            &condition_channel_restricting::RULE,
            &condition_dangling::RULE,
            &condition_discretionary::RULE,
            &condition_without_basis::RULE,
        ],
    ),
    (
        "legal-basis",
        &[
            &document_number_malformed::RULE,
            &legal_basis_article_missing::RULE,
            &legal_basis_article_unstated::RULE,
            &legal_basis_citation_malformed::RULE,
            &legal_basis_missing::RULE,
            &legal_basis_not_in_force::RULE,
            &legal_basis_paragraph_unstated::RULE,
            &legal_basis_quote_differs::RULE,
            &legal_basis_repealed::RULE,
            &legal_basis_superseded::RULE,
            &legal_basis_unresolved::RULE,
        ],
    ),
    (
        "time-limit",
        &[
            &time_limit_contradicts_handling::RULE,
            &time_limit_exceeds_statutory::RULE,
            &time_limit_missing::RULE,
            &time_limit_start_unstated::RULE,
            &time_limit_unit_unclear::RULE,
        ],
    ),
    (
        "fee",
        &[
            &fee_contradicts::RULE,
            &fee_elements_missing::RULE,
            &fee_none_misworded::RULE,
            &fee_outside_validity::RULE,
        ],
    ),
    (
        "process",
        &[
            &process_step_bare::RULE,
        ],
    ),
    (
        "result",
        &[
            &result_sample_missing::RULE,
            &result_type_mismatch::RULE,
        ],
    ),
    (
        "channel",
        &[
            &url_dead::RULE,
            &url_insecure::RULE,
            &url_ipv6_missing::RULE,
            &visits_contradict::RULE,
            &visits_reason_missing::RULE,
            &window_incomplete::RULE,
        ],
    ),
    (
        "contact",
        &[
            &contact_shared::RULE,
            &contact_unverified::RULE,
            &hotline_many::RULE,
            &phone_malformed::RULE,
        ],
    ),
    (
        "text",
        &[
            &guide_contradicts_itself::RULE,
            &placeholder_value::RULE,
            &text_bracket_unpaired::RULE,
            &text_markup_residue::RULE,
            &text_number_inconsistent::RULE,
            &text_width_mixed::RULE,
        ],
    ),
    (
        "change",
        &[
            &change_adds_burden::RULE,
            &change_channels_apart::RULE,
            &change_date_missing::RULE,
            &change_history_gap::RULE,
            &change_published_late::RULE,
            &change_unapproved::RULE,
            &change_unversioned::RULE,
        ],
    ),
    (
        "publication",
        &[
            &personal_data_exposed::RULE,
            &review_after_publication::RULE,
            &review_missing::RULE,
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
    (
        "portfolio",
        &[
            &condition_inconsistent::RULE,
            &guide_stale::RULE,
            &material_name_inconsistent::RULE,
        ],
    ),
    (
        "waiver",
        &[
            &waiver_expired::RULE,
            &waiver_incomplete::RULE,
            &waiver_unused::RULE,
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
    &audience_mismatch::RULE,
    &authority_code_checksum::RULE,
    &authority_name_outdated::RULE,
    &guide_unpublished::RULE,
    &item_code_inconsistent::RULE,
    &item_code_malformed::RULE,
    &item_duplicated::RULE,
    &item_exchange_mismatch::RULE,
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
    &material_basis_too_low::RULE,
    &material_cancelled::RULE,
    &material_catch_all::RULE,
    &material_duplicated::RULE,
    &material_form_blank_missing::RULE,
    &material_form_unstated::RULE,
    &material_name_nonstandard::RULE,
    &material_open_list::RULE,
    &material_sample_personal_data::RULE,
    &material_shareable::RULE,
    &material_uncatalogued::RULE,
    &material_vague::RULE,
    &material_without_basis::RULE,
    &condition_catch_all::RULE,
    &condition_channel_restricting::RULE,
    &condition_dangling::RULE,
    &condition_discretionary::RULE,
    &condition_without_basis::RULE,
    &document_number_malformed::RULE,
    &legal_basis_article_missing::RULE,
    &legal_basis_article_unstated::RULE,
    &legal_basis_citation_malformed::RULE,
    &legal_basis_missing::RULE,
    &legal_basis_not_in_force::RULE,
    &legal_basis_paragraph_unstated::RULE,
    &legal_basis_quote_differs::RULE,
    &legal_basis_repealed::RULE,
    &legal_basis_superseded::RULE,
    &legal_basis_unresolved::RULE,
    &time_limit_contradicts_handling::RULE,
    &time_limit_exceeds_statutory::RULE,
    &time_limit_missing::RULE,
    &time_limit_start_unstated::RULE,
    &time_limit_unit_unclear::RULE,
    &fee_contradicts::RULE,
    &fee_elements_missing::RULE,
    &fee_none_misworded::RULE,
    &fee_outside_validity::RULE,
    &process_step_bare::RULE,
    &result_sample_missing::RULE,
    &result_type_mismatch::RULE,
    &url_dead::RULE,
    &url_insecure::RULE,
    &url_ipv6_missing::RULE,
    &visits_contradict::RULE,
    &visits_reason_missing::RULE,
    &window_incomplete::RULE,
    &contact_shared::RULE,
    &contact_unverified::RULE,
    &hotline_many::RULE,
    &phone_malformed::RULE,
    &guide_contradicts_itself::RULE,
    &placeholder_value::RULE,
    &text_bracket_unpaired::RULE,
    &text_markup_residue::RULE,
    &text_number_inconsistent::RULE,
    &text_width_mixed::RULE,
    &change_adds_burden::RULE,
    &change_channels_apart::RULE,
    &change_date_missing::RULE,
    &change_history_gap::RULE,
    &change_published_late::RULE,
    &change_unapproved::RULE,
    &change_unversioned::RULE,
    &personal_data_exposed::RULE,
    &review_after_publication::RULE,
    &review_missing::RULE,
    &practice_condition_extra::RULE,
    &practice_fee_differs::RULE,
    &practice_item_unknown::RULE,
    &practice_late::RULE,
    &practice_material_extra::RULE,
    &practice_material_unused::RULE,
    &practice_visits_exceeded::RULE,
    &condition_inconsistent::RULE,
    &guide_stale::RULE,
    &material_name_inconsistent::RULE,
    &waiver_expired::RULE,
    &waiver_incomplete::RULE,
    &waiver_unused::RULE,
];
