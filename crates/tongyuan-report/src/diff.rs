//! Two guides held against each other, row by row, before they are put into a format.

use tongyuan_compare::{
    Agreement, Comparison, Confidence, Degree, Departure, Difference, FacetDifference,
    Side as Stated, Subject,
};
use tongyuan_inspect::{Language, Located};
use tongyuan_model::Field;

use crate::chrome::{chrome, normalisation};
use crate::clean::{one_line, short};
use crate::location::place;
use crate::marks::{Piece, marked, unmarked};
use crate::run::{RunNote, Side};

/// What there is to tell of two guides.
#[derive(Clone, Copy, Debug)]
pub struct DiffReport<'d> {
    /// The reference.
    pub a: Side<'d>,
    /// The guide that was held against it.
    pub b: Side<'d>,
    /// What differs and what agrees.
    pub comparison: &'d Comparison,
    /// What was not read as it stands, in either.
    pub notes: &'d [RunNote],
    /// The language of the report.
    pub language: Language,
    /// Whether what agrees is shown as well, and what was taken as the same.
    pub all: bool,
}

impl<'d> DiffReport<'d> {
    /// What is shown, in the order of the fields: what differs before what agrees.
    pub(crate) fn rows(&self) -> Vec<Row<'d>> {
        let mut rows: Vec<Row<'d>> = self
            .comparison
            .differences
            .iter()
            .map(Row::Differs)
            .collect();
        if self.all {
            rows.extend(self.comparison.agreements.iter().map(Row::Agrees));
            rows.sort_by_key(Row::field);
        }
        rows
    }

    /// How much differs, and how much agrees.
    pub(crate) fn totals(&self) -> String {
        let words = chrome(self.language);
        let differences = &self.comparison.differences;
        let count = |degree| differences.iter().filter(|d| d.degree == degree).count();
        let mut text = if differences.is_empty() {
            words.equal().to_owned()
        } else {
            words.differences(count(Degree::Substantive), count(Degree::Wording))
        };
        if self.all {
            if self.language == Language::English {
                text.push(' ');
            }
            text.push_str(&words.agreements(self.comparison.agreements.len()));
        }
        text
    }

    /// Both sides of a row with their differing words. What one side alone says is not marked: that it is alone says it.
    pub(crate) fn texts(&self, row: Row<'_>) -> Both {
        let (a, b) = row.sides();
        self.both((&a.text, &b.text), row.differs())
    }

    /// The facets of a row, each with what either side says.
    pub(crate) fn facets(&self, row: Row<'_>) -> Vec<(&'static str, Both)> {
        let words = chrome(self.language);
        row.facets()
            .iter()
            .map(|facet| {
                let both = self.both((&facet.a, &facet.b), true);
                (words.facet(facet.facet), both)
            })
            .collect()
    }

    fn both(&self, (a, b): (&Option<String>, &Option<String>), marks: bool) -> Both {
        let side = |text: &Option<String>| match text {
            Some(text) => unmarked(text),
            None => vec![Piece::words(chrome(self.language).nothing())],
        };
        match (a, b) {
            (Some(a), Some(b)) if marks => marked(Some(a), Some(b)),
            _ => (side(a), side(b)),
        }
    }

    /// What else is to be said of a row: what was taken as the same, if all is wanted, and which row came nearest to one that
    /// has no partner.
    pub(crate) fn remarks(&self, row: Row<'_>) -> Vec<String> {
        let same = row.taken_as_same(self.language).filter(|_| self.all);
        let nearest = match row {
            Row::Differs(difference) => self.nearest(difference),
            Row::Agrees(_) => None,
        };
        let nearest = nearest.map(|(nearest, located)| {
            let name = short(nearest.text.as_deref().unwrap_or_default(), 60);
            chrome(self.language).nearest(&name, &whereabouts(&located, self.language))
        });
        same.into_iter().chain(nearest).collect()
    }

    /// The row of the other guide that came nearest to one without a partner, and where it stands.
    pub(crate) fn nearest<'n>(&self, difference: &'n Difference) -> Option<(&'n Stated, Located)> {
        let nearest = difference.nearest.as_ref()?;
        let its = match difference.departure {
            Departure::Added => &self.a,
            _ => &self.b,
        };
        Some((nearest, its.locate(nearest.span)))
    }

    /// Where both sides of a row stand.
    pub(crate) fn places(&self, row: Row<'_>) -> (String, String) {
        let (a, b) = row.sides();
        (
            whereabouts(&self.a.locate(a.span), self.language),
            whereabouts(&self.b.locate(b.span), self.language),
        )
    }
}

/// Both sides of something, in pieces.
pub(crate) type Both = (Vec<Piece<'static>>, Vec<Piece<'static>>);

/// A row or value of the two guides.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Row<'d> {
    Differs(&'d Difference),
    Agrees(&'d Agreement),
}

impl<'d> Row<'d> {
    pub(crate) fn differs(self) -> bool {
        matches!(self, Self::Differs(_))
    }

    fn field(&self) -> Field {
        match self {
            Self::Differs(difference) => difference.field,
            Self::Agrees(agreement) => agreement.field,
        }
    }

    fn subject(self) -> Option<&'d Subject> {
        match self {
            Self::Differs(difference) => difference.subject.as_ref(),
            Self::Agrees(agreement) => agreement.subject.as_ref(),
        }
    }

    pub(crate) fn sides(self) -> (&'d Stated, &'d Stated) {
        match self {
            Self::Differs(difference) => (&difference.a, &difference.b),
            Self::Agrees(agreement) => (&agreement.a, &agreement.b),
        }
    }

    pub(crate) fn facets(self) -> &'d [FacetDifference] {
        match self {
            Self::Differs(difference) => &difference.facets,
            Self::Agrees(_) => &[],
        }
    }

    /// 申请材料“营业执照”：加重（实质，增加申请人负担）
    pub(crate) fn heading(self, language: Language) -> String {
        let words = chrome(language);
        let field = match language {
            Language::Chinese => self.field().chinese(),
            Language::English => self.field().english(),
        };
        let name = match (self.subject(), language) {
            (Some(subject), Language::Chinese) => format!("{field}“{}”", short(&subject.name, 60)),
            (Some(subject), Language::English) => {
                format!("{field} “{}”", short(&subject.name, 60))
            }
            (None, _) => field.to_owned(),
        };
        let said = match self {
            Self::Differs(difference) => departure(difference, language),
            Self::Agrees(_) => words.agrees().to_owned(),
        };
        words.named(&name, &said)
    }

    /// What was taken as the same, where anything was: 视为相同：全角半角、数字写法
    fn taken_as_same(self, language: Language) -> Option<String> {
        let words = chrome(language);
        let (steps, is_rest) = match self {
            Self::Differs(difference) => (&difference.normalised_by, true),
            Self::Agrees(agreement) => (&agreement.normalised_by, false),
        };
        let names: Vec<_> = steps
            .iter()
            .map(|step| normalisation(*step).get(language))
            .collect();
        match (names.is_empty(), is_rest) {
            (true, _) => None,
            (false, true) => Some(words.rest_taken_as_same(&names)),
            (false, false) => Some(words.taken_as_same(&names)),
        }
    }
}

/// 加重（实质，增加申请人负担）
fn departure(difference: &Difference, language: Language) -> String {
    let words = chrome(language);
    let mut marks = vec![words.degree(difference.degree)];
    if difference.degree == Degree::Substantive {
        marks.push(words.burden(difference.burden));
    }
    if difference.confidence == Confidence::NeedsReview {
        marks.push(words.confidence(difference.confidence));
    }
    let departure = words.departure(difference.departure);
    match language {
        Language::Chinese => format!("{departure}（{}）", marks.join("，")),
        Language::English => format!("{departure} ({})", marks.join(", ")),
    }
}

/// A place as file, line and column, with the place in the document's own terms.
pub(crate) fn whereabouts(located: &Located, language: Language) -> String {
    let start = located.location.start;
    let native = located
        .location
        .place
        .as_ref()
        .map(|p| format!("  {}", place(p, language)))
        .unwrap_or_default();
    format!(
        "{}:{}:{}{native}",
        one_line(&located.file),
        start.line,
        start.column
    )
}

/// A note in one line, with its place.
pub(crate) fn note_line(note: &RunNote, language: Language) -> String {
    let place = match &note.location {
        Some(location) => whereabouts(location, language),
        None => one_line(&note.file),
    };
    let message = one_line(note.message.get(language));
    if place.is_empty() {
        message
    } else {
        chrome(language).named(&place, &message)
    }
}
