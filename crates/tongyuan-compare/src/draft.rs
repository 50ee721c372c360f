//! One guide from two published ones: what both say once, what one says as that one's, and where they differ both, as a choice.
//!
//! Nothing is decided here and nothing invented. What counts as the same is what [`compare`](crate::compare) counts as the same:
//! of every key in which two rows are written differently, it is asked whether taking the other one's words would make a
//! difference less. Only then is it a choice; the rest is one saying in two wordings, and the online one is taken.
//!
//! What belongs to a channel goes to the channel: how a material is handed in, where and when it is. What belongs to a version
//! (its number, its approval, its dates) is not published twice but made anew, and is left out.

use serde_json::Value as Json;
use tongyuan_model::noun::Noun as _;
use tongyuan_model::{Channel, Guide, Key, Reading, Span};

use crate::difference::Side;
use crate::terms::Terms;

mod material;
mod merge;
mod own;
mod rows;

/// A guide with what is still to be chosen in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Its fields, in the order in which a guide states them.
    pub entries: Vec<Entry>,
}

/// One field of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// It can stand as it is.
    Said(Member),
    /// An editor has to choose.
    Choice(Choice),
}

/// Two sayings of which one can stay, or one that may have to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What the online hall says.
    pub online: Saying,
    /// What the in-person hall says.
    pub in_person: Saying,
}

/// What one side says of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Saying {
    /// It says this.
    Says(Member),
    /// It says nothing; here it would.
    Silent(Span),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Value,
    /// Which guide it was read from.
    pub from: Channel,
    /// Where it stands in that guide.
    pub span: Span,
    /// What an editor should know of it.
    pub mark: Mark,
}

/// A value of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As it was read.
    Plain(Json),
    /// Fields of their own.
    Group(Vec<Entry>),
    /// Rows of their own.
    Rows(Vec<Row>),
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its fields.
    pub entries: Vec<Entry>,
    /// Which guide it was read from.
    pub from: Channel,
    /// Where it stands in that guide.
    pub span: Span,
    /// What an editor should know of it.
    pub mark: Mark,
}

/// What an editor should know of something that can stand as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mark {
    /// Both say it.
    #[default]
    Both,
    /// One guide alone says it.
    Only,
    /// The in-person guide says the same in other words.
    Worded(Side),
    /// It is the channel's own, and the other guide says something else of it.
    Otherwise(Side),
    /// The channels want it in other forms or numbers, each its own.
    ByChannel,
}

impl Entry {
    /// The key of the field.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Said(member) => Some(member.key),
            Self::Choice(choice) => [&choice.online, &choice.in_person]
                .into_iter()
                .find_map(Saying::member)
                .map(|member| member.key),
        }
    }
}

impl Saying {
    /// What is said.
    #[must_use]
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Says(member) => Some(member),
            Self::Silent(_) => None,
        }
    }

    /// Where it is said, or would be.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Says(member) => member.span,
            Self::Silent(span) => *span,
        }
    }
}

/// A guide from what the two halls publish.
#[must_use]
pub fn draft(terms: &Terms, online: &Guide, in_person: &Guide) -> Draft {
    let (a, b) = (online, in_person);
    let mut entries = Vec::new();
    for key in Guide::KEYS {
        let found = match key {
            Key::Item => own::item(terms, a, b),
            Key::LegalBasis => rows::legal_basis(terms, a, b),
            Key::Conditions => rows::conditions(terms, a, b),
            Key::Materials => material::materials(terms, a, b),
            Key::Process => rows::process(terms, a, b),
            Key::TimeLimits => own::time_limits(terms, a, b),
            Key::Fees => own::fees(terms, a, b),
            Key::Results => rows::results(terms, a, b),
            Key::QuantityLimit => own::whole(terms, a, b, *key),
            Key::Channels => own::channels(a, b),
            Key::Contacts => own::contacts(terms, a, b),
            Key::Faq => rows::faq(a, b),
            // Made anew with every version, or with the file.
            _ => Vec::new(),
        };
        entries.extend(found);
    }
    Draft { entries }
}

fn given<T>(value: T) -> Reading<T> {
    Reading::Given(value, Span::default())
}
