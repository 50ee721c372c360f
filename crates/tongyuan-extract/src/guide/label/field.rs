//! The fields that a profile may name, as the guide schema calls them or as pages do.

use tongyuan_model::Key;

use super::{Label, bare, written};

/// The fields with their paths in the schema; the keys of the Chinese vocabulary follow from these.
const FIELDS: &[(Label, &str)] = &[
    (Label::ItemName, "item.name"),
    (Label::ItemCode, "item.code"),
    (Label::CatalogCode, "item.catalog_code"),
    (Label::ItemType, "item.type"),
    (Label::Level, "item.level"),
    (Label::Audience, "item.audience"),
    (Label::Handling, "item.handling"),
    (Label::Authority, "item.authority"),
    (Label::AuthorityCode, "item.authority_code"),
    (Label::Department, "item.department"),
    (Label::VersionNumber, "version.number"),
    (Label::EffectiveFrom, "version.effective_from"),
    (Label::LegalBasis, "legal_basis"),
    (Label::Conditions, "conditions"),
    (Label::Materials, "materials"),
    (Label::Process, "process"),
    (Label::TimeLimits, "time_limits"),
    (Label::Statutory, "time_limits.statutory"),
    (Label::Promised, "time_limits.promised"),
    (Label::Excluded, "time_limits.excluded"),
    (Label::Fees, "fees"),
    (Label::Charged, "fees.charged"),
    (Label::FeeBasis, "fees.items.basis"),
    (Label::FeeNote, "fees.text"),
    (Label::Results, "results"),
    (Label::QuantityLimit, "quantity_limit"),
    (Label::Online, "channels.online"),
    (Label::Url, "channels.online.url"),
    (Label::Depth, "channels.online.depth"),
    (Label::InPerson, "channels.in-person"),
    (Label::Address, "channels.in-person.address"),
    (Label::Hours, "channels.in-person.hours"),
    (Label::Phone, "channels.in-person.phone"),
    (Label::Visits, "channels.in-person.visits"),
    (Label::VisitsReason, "channels.in-person.visits_reason"),
    (Label::Contacts, "contacts"),
    (Label::Consult, "contacts.consult"),
    (Label::Complain, "contacts.complain"),
    (Label::Faq, "faq"),
];

/// What is known and holds nothing of the guide, in either vocabulary.
const NOTHING: [&str; 2] = ["skip", "略过"];

/// The path of a field in the Chinese vocabulary: 事项.名称.
pub(crate) fn chinese(path: &str) -> String {
    if path == NOTHING[0] {
        return NOTHING[1].to_owned();
    }
    let keys = path.split('.').map(|word| {
        let key = Key::of_word(word).map(|(key, _)| key.chinese());
        key.unwrap_or(word)
    });
    keys.collect::<Vec<_>>().join(".")
}

impl Label {
    /// The label of a field: its path in the schema in either vocabulary, or a name by which pages commonly call it.
    pub(crate) fn of_field(name: &str) -> Option<Self> {
        if NOTHING.contains(&name) {
            return Some(Self::Skipped);
        }
        let mut fields = FIELDS.iter();
        let by_path = fields.find(|(_, path)| *path == name || chinese(path) == name);
        let by_path = by_path.map(|(label, _)| *label);
        by_path.or_else(|| written(&bare(name)).filter(|label| *label != Self::Skipped))
    }

    /// The field's path in the schema, in English keys.
    pub(crate) fn path(self) -> &'static str {
        let mut fields = FIELDS.iter();
        let own = fields.find(|(label, _)| *label == self);
        own.map_or(NOTHING[0], |(_, path)| path)
    }

    /// Every name that messages may propose for a field.
    pub(crate) fn field_names() -> Vec<String> {
        let paths = FIELDS.iter().map(|(_, path)| *path);
        let english = paths.clone().chain(NOTHING).map(str::to_owned);
        let short = paths.clone().map(chinese).filter_map(|path| {
            let (_, last) = path.rsplit_once('.')?;
            Self::of_field(last).map(|_| last.to_owned())
        });
        english.chain(paths.map(chinese)).chain(short).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_in_both_vocabularies() {
        for (name, label) in [
            ("materials", Label::Materials),
            ("申请材料", Label::Materials),
            ("item.name", Label::ItemName),
            ("事项.名称", Label::ItemName),
            ("事项名称", Label::ItemName),
            ("time_limits.statutory", Label::Statutory),
            ("办结时限.法定时限", Label::Statutory),
            ("法定时限", Label::Statutory),
            ("contacts.consult", Label::Consult),
            ("咨询", Label::Consult),
            ("办理渠道.线下.地址", Label::Address),
            ("收费", Label::Fees),
            ("skip", Label::Skipped),
            ("略过", Label::Skipped),
        ] {
            assert_eq!(Label::of_field(name), Some(label), "{name}");
        }
        // Known words that are of no field, sentences and slips are no names of fields.
        for name in ["受理部门", "materia", "name", "", "notes"] {
            assert_eq!(Label::of_field(name), None, "{name}");
        }
    }

    #[test]
    fn every_field_is_found_by_its_own_paths() {
        for (label, path) in FIELDS {
            assert_eq!(Label::of_field(path), Some(*label), "{path}");
            assert_eq!(Label::of_field(&chinese(path)), Some(*label), "{path}");
            assert_eq!(label.path(), *path);
            assert!(!chinese(path).is_ascii(), "{path}");
        }
    }
}
