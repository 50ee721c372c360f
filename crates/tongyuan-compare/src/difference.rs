//! What a comparison states.

use tongyuan_model::{Field, Span};

use crate::normalise::Normalisation;

/// One departure of a guide from its reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The field it is in.
    pub field: Field,
    /// Which material, condition or other row it is about; none where the field is one value.
    pub subject: Option<Subject>,
    /// How the other guide departs.
    pub departure: Departure,
    /// Whether in words alone or in what is asked for.
    pub degree: Degree,
    /// How sure that is.
    pub confidence: Confidence,
    /// What it means for the applicant.
    pub burden: Burden,
    /// What exactly differs, where that can be told.
    pub facets: Vec<FacetDifference>,
    /// The normalisations that were needed to find the rest equal.
    pub normalised_by: Vec<Normalisation>,
    /// The reference.
    pub a: Side,
    /// The guide that was held against it.
    pub b: Side,
    /// Of a row that one guide alone has: the row left over in the other that came nearest, too far to be the same. None where
    /// nothing came near.
    pub nearest: Option<Side>,
}

/// One side of a difference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// What it says; none where it says nothing.
    pub text: Option<String>,
    /// Where it says so, or where it would.
    pub span: Span,
}

/// Two guides held against each other in full.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// How the second departs from the first.
    pub differences: Vec<Difference>,
    /// What both say.
    pub agreements: Vec<Agreement>,
}

/// A row or value that two guides say alike, with what was needed to see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The field it is in.
    pub field: Field,
    /// Which material, condition or other row it is about; none where the field is one value.
    pub subject: Option<Subject>,
    /// The normalisations that make both sides equal; none where they are the same letter by letter.
    pub normalised_by: Vec<Normalisation>,
    /// The reference.
    pub a: Side,
    /// The guide that was held against it.
    pub b: Side,
}

/// The row that a difference is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its id in the reference, where it has one.
    pub id: Option<String>,
    /// Its name, or a condition's text.
    pub name: String,
}

/// How a guide departs from its reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Departure {
    /// It says something that the reference does not.
    Added,
    /// It does not say something that the reference says.
    Removed,
    /// It says something else.
    Changed,
    /// It asks for more of the same.
    Tightened,
    /// It asks for less of the same.
    Loosened,
    /// It says the same in another order, where the order has a meaning.
    Reordered,
}

/// Whether a difference is one of words or of substance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Degree {
    /// Other words that ask for the same.
    Wording,
    /// Something else is asked for.
    Substantive,
}

/// How sure a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// No doubt.
    Certain,
    /// A person should look: both sides may mean the same.
    NeedsReview,
}

/// What a departure means for the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Burden {
    /// More is asked.
    Adds,
    /// Less is asked.
    Relieves,
    /// Neither.
    Neutral,
    /// It cannot be told.
    Unknown,
}

impl Burden {
    /// What the change back means.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Adds => Self::Relieves,
            Self::Relieves => Self::Adds,
            same => same,
        }
    }

    /// The burden of several differences together.
    pub(crate) fn of_all(burdens: impl IntoIterator<Item = Self>) -> Self {
        let mut all: Vec<_> = burdens
            .into_iter()
            .filter(|b| *b != Self::Neutral)
            .collect();
        all.dedup();
        match all.as_slice() {
            [] => Self::Neutral,
            [one] => *one,
            _ => Self::Unknown,
        }
    }
}

/// A facet in which two rows differ, with what each side says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetDifference {
    /// The facet.
    pub facet: Facet,
    /// What the reference says; none where it says nothing.
    pub a: Option<String>,
    /// What the other guide says; none where it says nothing.
    pub b: Option<String>,
}

/// A facet of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// The document itself.
    Document,
    /// Whose it is.
    Holder,
    /// Original or copy.
    Form,
    /// The number of originals.
    Originals,
    /// The number of copies.
    Copies,
    /// A number not said to be of originals or of copies.
    Count,
    /// Paper or electronic.
    Medium,
    /// Paper size, file format.
    Format,
    /// Seal or signature.
    Seal,
    /// Who issues it.
    Issuer,
    /// Where it comes from.
    Source,
    /// The kind of document.
    Kind,
    /// The case in which it is asked for.
    Case,
    /// Whether it is necessary.
    Necessity,
    /// What it rests on.
    Basis,
    /// What else is said of it.
    Note,
    /// A quantity.
    Quantity,
    /// A unit.
    Unit,
    /// Whether at least, at most, more or less than a quantity.
    Comparator,
    /// Whether it must, may or must not be.
    Modality,
    /// Whether all of it or one of it.
    Logic,
    /// A time before the application in which something was or was not.
    TimeWindow,
    /// What is excepted.
    Exception,
    /// From when a limit runs.
    Start,
    /// What does not count towards a limit.
    Excluded,
    /// Whether a fee is charged.
    Charged,
    /// An amount.
    Amount,
    /// What an amount is charged for.
    Per,
    /// An article of law.
    Article,
    /// A document number.
    DocumentNumber,
    /// How long a result is valid.
    Validity,
    /// Who does a step.
    Actor,
    /// The limit of a step.
    Limit,
    /// What a step is examined by.
    Standard,
    /// What a step ends in.
    Result,
    /// A telephone number.
    Phone,
}

impl Facet {
    /// Every facet.
    pub const ALL: &'static [Self] = &[
        Self::Document,
        Self::Holder,
        Self::Form,
        Self::Originals,
        Self::Copies,
        Self::Count,
        Self::Medium,
        Self::Format,
        Self::Seal,
        Self::Issuer,
        Self::Source,
        Self::Kind,
        Self::Case,
        Self::Necessity,
        Self::Basis,
        Self::Note,
        Self::Quantity,
        Self::Unit,
        Self::Comparator,
        Self::Modality,
        Self::Logic,
        Self::TimeWindow,
        Self::Exception,
        Self::Start,
        Self::Excluded,
        Self::Charged,
        Self::Amount,
        Self::Per,
        Self::Article,
        Self::DocumentNumber,
        Self::Validity,
        Self::Actor,
        Self::Limit,
        Self::Standard,
        Self::Result,
        Self::Phone,
    ];

    /// The name of the facet in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Holder => "holder",
            Self::Form => "form",
            Self::Originals => "originals",
            Self::Copies => "copies",
            Self::Count => "count",
            Self::Medium => "medium",
            Self::Format => "format",
            Self::Seal => "seal",
            Self::Issuer => "issuer",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Case => "case",
            Self::Necessity => "necessity",
            Self::Basis => "basis",
            Self::Note => "note",
            Self::Quantity => "quantity",
            Self::Unit => "unit",
            Self::Comparator => "comparator",
            Self::Modality => "modality",
            Self::Logic => "logic",
            Self::TimeWindow => "time_window",
            Self::Exception => "exception",
            Self::Start => "start",
            Self::Excluded => "excluded",
            Self::Charged => "charged",
            Self::Amount => "amount",
            Self::Per => "per",
            Self::Article => "article",
            Self::DocumentNumber => "document_number",
            Self::Validity => "validity",
            Self::Actor => "actor",
            Self::Limit => "limit",
            Self::Standard => "standard",
            Self::Result => "result",
            Self::Phone => "phone",
        }
    }
}
