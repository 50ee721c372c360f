//! What of a document was not read: whatever is not found there may only be unread.

use std::collections::BTreeSet;

use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Field, Guide, Key, Reading, Span};

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
    /// The keys of which something stands there and was not read.
    pub fields: BTreeSet<Key>,
    /// Where pictures stand, which may show what the text around them does not say.
    pub pictures: Vec<Span>,
}

impl Document {
    /// The parts of a guide of which something may be unread, by the first keys of their paths, or by the whole path of a field;
    /// [`ANYWHERE`] for all of them.
    #[must_use]
    pub fn unread_parts(&self) -> BTreeSet<String> {
        let mut parts: BTreeSet<&str> = BTreeSet::new();
        if self.unread.is_anywhere {
            parts.insert(ANYWHERE);
        }
        parts.extend(self.unread.fields.iter().map(|key| part_of(*key)));
        for picture in &self.unread.pictures {
            let all = Field::ALL.iter().filter(|own| {
                let span = span_of(&self.guide, **own);
                span.is_some_and(|own| own.contains(*picture))
            });
            parts.extend(all.map(|own| own.path()));
        }
        let mut has_strangers = self.unread.has_strangers || !self.unread.pictures.is_empty();
        let mut lost = BTreeSet::new();
        for violation in &self.violations {
            match loss(violation) {
                Loss::None => {}
                Loss::Path(path) => {
                    lost.insert(path);
                }
                Loss::Part(key) => {
                    parts.insert(part_of(key));
                }
                Loss::Stranger => has_strangers = true,
            }
        }
        if has_strangers {
            let missing = Field::ALL
                .iter()
                .filter(|own| is_missing(&self.guide, **own));
            parts.extend(missing.map(|own| own.path()));
        }
        parts.into_iter().map(str::to_owned).chain(lost).collect()
    }
}

/// The part of a guide that a key belongs to, by the first key of its path; [`ANYWHERE`] where it may be of several.
#[must_use]
pub fn part_of(key: Key) -> &'static str {
    match key {
        Key::Id
        | Key::Part
        | Key::Item
        | Key::Version
        | Key::Stamp
        | Key::LegalBasis
        | Key::Conditions
        | Key::Materials
        | Key::Process
        | Key::TimeLimits
        | Key::Fees
        | Key::Results
        | Key::QuantityLimit
        | Key::Channels
        | Key::Contacts
        | Key::Variants
        | Key::Faq => key.english(),
        Key::Code
        | Key::CatalogCode
        | Key::Level
        | Key::Audience
        | Key::Handling
        | Key::Authority
        | Key::AuthorityCode
        | Key::Department => "item",
        Key::Catalog
        | Key::Necessity
        | Key::Source
        | Key::Submission
        | Key::BlankForm
        | Key::Medium
        | Key::Original
        | Key::Copies
        | Key::Seal => "materials",
        Key::Step | Key::Actor | Key::Limit | Key::Standard | Key::Result => "process",
        Key::Statutory | Key::Promised | Key::Stated | Key::Excluded => "time_limits",
        Key::Charged | Key::Amount | Key::Currency | Key::Per => "fees",
        Key::Url | Key::Depth | Key::Windows | Key::Hours | Key::Visits | Key::VisitsReason => {
            "channels"
        }
        Key::Consult | Key::Complain | Key::VerifiedAt => "contacts",
        Key::Question | Key::Answer => "faq",
        _ => ANYWHERE,
    }
}

/// What is lost by what is wrong with a file.
enum Loss {
    None,
    /// A field, by its path.
    Path(String),
    /// Something of the part that a key begins.
    Part(Key),
    /// Something of which nobody can tell what it is.
    Stranger,
}

fn loss(violation: &Violation) -> Loss {
    let path = |path: &str| -> Option<String> {
        let keys = path
            .split('.')
            .map(|word| Key::of_word(word).map(|(key, _)| key.english()));
        keys.collect::<Option<Vec<_>>>().map(|own| own.join("."))
    };
    let field = |path: Option<String>| {
        let own = path.filter(|own| Field::ALL.iter().any(|field| field.path() == own));
        own.map_or(Loss::None, Loss::Path)
    };
    match &violation.kind {
        ViolationKind::KeysMixed { .. } => Loss::None,
        ViolationKind::Empty => field(path(&violation.path)),
        ViolationKind::Missing { word } if violation.path.is_empty() => field(path(word)),
        ViolationKind::Missing { word } => field(path(&format!("{}.{word}", violation.path))),
        _ => violation.field.map_or(Loss::Stranger, Loss::Part),
    }
}

fn is_missing(guide: &Guide, field: Field) -> bool {
    span_of(guide, field).is_none()
}

/// Where a field stands; none where it is missing.
fn span_of(guide: &Guide, field: Field) -> Option<Span> {
    fn of<T>(reading: &Reading<T>) -> Option<Span> {
        (!reading.is_missing()).then(|| reading.span())
    }
    let item = guide.item.given();
    match field {
        Field::ItemName => item.and_then(|own| of(&own.name)),
        Field::ItemCode => item.and_then(|own| of(&own.code)),
        Field::Authority => item.and_then(|own| of(&own.authority)),
        Field::Audience => item.and_then(|own| of(&own.audience)),
        Field::LegalBasis => of(&guide.legal_basis),
        Field::Conditions => of(&guide.conditions),
        Field::Materials => of(&guide.materials),
        Field::Process => of(&guide.process),
        Field::TimeLimits => of(&guide.time_limits),
        Field::Fees => of(&guide.fees),
        Field::Results => of(&guide.results),
        Field::QuantityLimit => of(&guide.quantity_limit),
        Field::Contacts => of(&guide.contacts),
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
        document.unread.fields.insert(Key::Necessity);
        let parts = ["item", "materials"].map(str::to_owned);
        assert_eq!(document.unread_parts(), BTreeSet::from(parts));
        document.unread.fields.insert(Key::Type);
        assert!(document.unread_parts().contains(ANYWHERE));
        document.unread = Unread {
            has_strangers: true,
            ..Unread::default()
        };
        let all = document.unread_parts();
        assert!(all.contains("fees") && all.contains("item.code") && !all.contains(ANYWHERE));
        document.unread.is_anywhere = true;
        assert!(document.unread_parts().contains(ANYWHERE));
    }
}
