//! Fields of one text value, and what holds for every field: given, stated to be none, missing, unreadable.

use tongyuan_model::{Field, Reading, Span};

use crate::difference::{Burden, Confidence, Degree, Departure, Difference, Facet, Side};
use crate::found::{Findings, Found};
use crate::normalise::{Normalisation, needed};
use crate::statement::{self, Comparison};
use crate::terms::Terms;

/// What remains to be compared of two readings after the four kinds of reading were told apart.
pub(crate) enum Standing<'r, T> {
    /// Both are given.
    Both(&'r T, Span, &'r T, Span),
    /// One of them says something and the other does not, or says that there is none.
    Apart(Departure, Span, Span),
    /// There is nothing to compare.
    Even,
}

/// How two readings of one field stand to each other.
///
/// What is unreadable on either side is not compared. What the reference does not state, the other may state: then it is
/// added.
pub(crate) fn standing<'r, T>(a: &'r Reading<T>, b: &'r Reading<T>) -> Standing<'r, T> {
    match (a, b) {
        (Reading::Given(x, at), Reading::Given(y, there)) => Standing::Both(x, *at, y, *there),
        (Reading::Unreadable(..), _) | (_, Reading::Unreadable(..)) => Standing::Even,
        (Reading::Given(..), _) => Standing::Apart(Departure::Removed, a.span(), b.span()),
        (_, Reading::Given(..)) => Standing::Apart(Departure::Added, a.span(), b.span()),
        (Reading::StatedNone(_), Reading::Missing(_)) => {
            Standing::Apart(Departure::Removed, a.span(), b.span())
        }
        (Reading::Missing(_), Reading::StatedNone(_)) => {
            Standing::Apart(Departure::Added, a.span(), b.span())
        }
        (Reading::Missing(_), _) | (Reading::StatedNone(_), _) => Standing::Even,
    }
}

/// The difference that one side says something of a field and the other nothing.
pub(crate) fn apart(
    field: Field,
    departure: Departure,
    (a, at): (Option<String>, Span),
    (b, there): (Option<String>, Span),
) -> Difference {
    Difference {
        field,
        subject: None,
        departure,
        degree: Degree::Substantive,
        confidence: Confidence::Certain,
        burden: Burden::Unknown,
        facets: Vec::new(),
        normalised_by: Vec::new(),
        a: Side { text: a, span: at },
        b: Side {
            text: b,
            span: there,
        },
        nearest: None,
    }
}

/// What a reading says in words, for the side of a difference: that there is none is said as well.
pub(crate) fn said<T>(
    reading: &Reading<T>,
    words: impl Fn(&T) -> Option<String>,
) -> Option<String> {
    match reading {
        Reading::Given(value, _) => words(value),
        Reading::StatedNone(_) => Some("无".to_owned()),
        Reading::Missing(_) | Reading::Unreadable(..) => None,
    }
}

/// Compares a field of one text.
pub(crate) fn compare_text(
    field: Field,
    facet: Facet,
    a: &Reading<String>,
    b: &Reading<String>,
    found: &mut Found<'_>,
) {
    compare_text_in(field, facet, (a, b), Terms::plain, found);
}

/// Compares a field of one text, in the normal form that is given.
pub(crate) fn compare_text_in(
    field: Field,
    facet: Facet,
    (a, b): (&Reading<String>, &Reading<String>),
    form: impl Fn(&Terms, &str) -> String,
    found: &mut Found<'_>,
) {
    match standing(a, b) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            let words = |text: &String| Some(text.clone());
            found.push(apart(
                field,
                departure,
                (said(a, words), at),
                (said(b, words), there),
            ));
        }
        Standing::Both(x, at, y, there) => {
            let mut findings = Findings::on(found.terms);
            let (own, its) = (form(found.terms, x), form(found.terms, y));
            let sides = ((x.as_str(), own.as_str()), (y.as_str(), its.as_str()));
            plain_facet(&mut findings, facet, sides.0, sides.1, Burden::Unknown);
            let side = |text: &String, span| Side {
                text: Some(text.clone()),
                span,
            };
            found.settle(findings, field, None, side(x, at), side(y, there));
        }
    }
}

/// Compares a facet that is a text.
pub(crate) fn text_facet(
    findings: &mut Findings<'_>,
    facet: Facet,
    a: &str,
    b: &str,
    burden: Burden,
) {
    if a == b {
        return;
    }
    let (x, y) = (findings.terms.plain(a), findings.terms.plain(b));
    plain_facet(findings, facet, (a, &x), (b, &y), burden);
}

/// Compares a facet that is a text, each with its normal form.
pub(crate) fn plain_facet(
    findings: &mut Findings<'_>,
    facet: Facet,
    (a, x): (&str, &str),
    (b, y): (&str, &str),
    burden: Burden,
) {
    if a == b {
        return;
    }
    let sides = || (Some(a.to_owned()), Some(b.to_owned()));
    if x == y {
        return findings.normalised(needed(a, b));
    }
    match statement::compare(x, y) {
        Comparison::Order => findings.normalised([Normalisation::Order]),
        Comparison::Wording => findings.wording(facet, sides()),
        // Where the text is what the row is, its marks are the facets; elsewhere the facet is known.
        Comparison::Marks(marks) if facet == Facet::Document => findings.marks(marks),
        Comparison::Marks(marks) => {
            let told = Burden::of_all(marks.iter().map(|mark| mark.burden));
            if marks.iter().all(|mark| mark.doubtful) {
                findings.doubtful(facet, sides(), told);
            } else {
                findings.substantive(facet, sides(), told);
            }
        }
        Comparison::Near => findings.doubtful(facet, sides(), burden),
        Comparison::Other(Burden::Unknown) => findings.substantive(facet, sides(), burden),
        Comparison::Other(told) => findings.substantive(facet, sides(), told),
    }
}

/// Compares a facet that is a text where both sides state it; what one side does not state is not compared.
pub(crate) fn stated_facet(
    findings: &mut Findings<'_>,
    facet: Facet,
    a: &Reading<String>,
    b: &Reading<String>,
    burden: Burden,
) {
    if let (Some(a), Some(b)) = (a.text(), b.text()) {
        text_facet(findings, facet, a, b, burden);
    }
}
