//! The nouns of the service guide (办事指南): what an item is, what is asked of the applicant, on what basis.
//!
//! Each noun has its official name in both languages, and every value is a [`Reading`] with the place it was read
//! from. The guide schema and the two key vocabularies live here as well, because they say what the nouns are called.
//!
//! This crate knows neither files nor formats, neither severities nor sentences.
//!
//! ```
//! use tongyuan_model::{Guide, Reading, Span};
//!
//! let mut guide = Guide::default();
//! guide.id = Reading::Given("patent-pledge".into(), Span::exact(4, 17));
//! assert_eq!(guide.id.text(), Some("patent-pledge"));
//! assert!(guide.materials.is_missing());
//! ```

#![deny(missing_docs)]

pub mod calendar;
mod channel;
mod choice;
mod code_list;
mod condition;
mod contact;
mod date;
mod edit;
mod faq;
mod fee;
mod field;
mod guide;
mod item;
mod keys;
pub mod ledger;
mod legal_basis;
mod material;
pub mod noun;
mod number;
mod own_rule;
mod personal;
pub mod practice;
mod process;
mod profile;
mod reading;
pub mod register;
mod result;
pub mod schema;
mod source;
mod span;
mod stamp;
pub mod text;
mod time_limit;
pub mod tree;
mod variant;
mod version;
mod view;
mod vocabulary;

pub use channel::{Channel, ChannelEntry, Channels, Window};
pub use choice::{choice_word, of_choice_word};
pub use condition::Condition;
pub use contact::Contacts;
pub use date::{Date, Moment};
pub use edit::{Edit, Mend, edited};
pub use faq::Faq;
pub use fee::{FeeItem, Fees};
pub use field::Field;
pub use guide::Guide;
pub use item::Item;
pub use legal_basis::{LegalBasis, Reference, part_of};
pub use material::{
    Material, MaterialKind, MaterialSource, Medium, Necessity, Submission, Submissions,
};
pub use number::Number;
pub use own_rule::{Bounds, InBoth, OwnCheck, OwnExample, StatedRule, StatedRules, When, Written};
pub use personal::{Author, AuthorRole, PersonalDatum};
pub use process::ProcessStep;
pub use profile::{CodeList, FORMS, Profile, RecordKind};
pub use reading::{Reading, Unreadable, is_none};
pub use result::ResultDocument;
pub use source::{Location, Position, SourceMap, SourceText};
pub use span::{Place, Precision, Span};
pub use stamp::{STAMP_MARK, Stamp};
pub use time_limit::{Length, TimeLimit, TimeLimits, TimeUnit};
pub use variant::{FieldPath, Variant};
pub use version::{Approval, Change, Published, Review, Version, VersionNumber};
pub use view::{View, ViewValue};
pub use vocabulary::{Key, Vocabulary, nearest};
