//! What of a document was not read: whatever is not found there may only be unread.

use std::collections::BTreeSet;

use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Field, Guide, Key};

use crate::dossier::Document;

/// The name of every part at once, where anything may be unread.
pub const ANYWHERE: &str = "*";

/// What of a document was not read, beside what its values themselves say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Whether anything may lack: the file was cut off, or pages of it are pictures.
    pub is_anywhere: bool,
    /// Whether there are sections that nobody could tell what they are of: what seems to be missing may stand there.
    pub has_strangers: bool,
    /// The fields of which something stands there and was not read.
    pub fields: BTreeSet<Key>,
}

impl Document {
    /// The parts of a guide, by the first key of their paths, of which something may be unread; [`ANYWHERE`] for all of them.
    #[must_use]
    pub fn unread_parts(&self) -> BTreeSet<&'static str> {
        let mut parts = BTreeSet::new();
        if self.unread.is_anywhere {
            parts.insert(ANYWHERE);
        }
        parts.extend(self.unread.fields.iter().map(|key| part_of(*key)));
        let lossy = self.violations.iter().filter(|own| loses(own));
        let (named, nameless): (Vec<_>, Vec<_>) = lossy.partition(|own| own.field.is_some());
        parts.extend(named.into_iter().filter_map(|own| own.field).map(part_of));
        if self.unread.has_strangers || !nameless.is_empty() {
            let missing = Field::ALL
                .iter()
                .filter(|own| is_missing(&self.guide, **own));
            parts.extend(missing.map(|own| part(own.path())));
        }
        parts
    }
}

/// The first key of a path.
fn part(path: &'static str) -> &'static str {
    path.split_once('.').map_or(path, |(first, _)| first)
}

/// The part that a key belongs to.
fn part_of(key: Key) -> &'static str {
    let field = Field::ALL.iter().find(|own| own.key() == key);
    field.map_or(key.english(), |own| part(own.path()))
}

/// Whether something that the file says is lost by what is wrong with it.
fn loses(violation: &Violation) -> bool {
    !matches!(violation.kind, ViolationKind::KeysMixed { .. })
}

fn is_missing(guide: &Guide, field: Field) -> bool {
    let item = guide.item.given();
    match field {
        Field::ItemName => item.is_none_or(|own| own.name.is_missing()),
        Field::ItemCode => item.is_none_or(|own| own.code.is_missing()),
        Field::Authority => item.is_none_or(|own| own.authority.is_missing()),
        Field::Audience => item.is_none_or(|own| own.audience.is_missing()),
        Field::LegalBasis => guide.legal_basis.is_missing(),
        Field::Conditions => guide.conditions.is_missing(),
        Field::Materials => guide.materials.is_missing(),
        Field::Process => guide.process.is_missing(),
        Field::TimeLimits => guide.time_limits.is_missing(),
        Field::Fees => guide.fees.is_missing(),
        Field::Results => guide.results.is_missing(),
        Field::QuantityLimit => guide.quantity_limit.is_missing(),
        Field::Contacts => guide.contacts.is_missing(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_may_be_whatever_is_missing() {
        let mut document = Document::default();
        assert_eq!(document.unread_parts(), BTreeSet::new());
        document.unread.fields.insert(Key::Authority);
        document.unread.fields.insert(Key::Materials);
        assert_eq!(
            document.unread_parts(),
            BTreeSet::from(["item", "materials"])
        );
        document.unread = Unread {
            has_strangers: true,
            ..Unread::default()
        };
        let all = document.unread_parts();
        assert!(all.contains("fees") && all.contains("item") && !all.contains(ANYWHERE));
        document.unread.is_anywhere = true;
        assert!(document.unread_parts().contains(ANYWHERE));
    }
}
