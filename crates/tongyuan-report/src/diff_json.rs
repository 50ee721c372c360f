//! Differences as JSON, version 1.

use serde::Serialize;
use tongyuan_compare::{Burden, Confidence, Degree, Departure, Difference};
use tongyuan_inspect::{Language, Located};

use crate::clean::clean;
use crate::findings_json::{NoteJson, pretty};
use crate::location::LocationJson;
use crate::run::{RunNote, Side};

#[derive(Serialize)]
struct DiffJson<'d> {
    schema_version: u32,
    a: FileJson<'d>,
    b: FileJson<'d>,
    equal: bool,
    differences: Vec<DifferenceJson<'d>>,
    notes: Vec<NoteJson<'d>>,
}

#[derive(Serialize)]
struct FileJson<'d> {
    file: &'d str,
}

#[derive(Serialize)]
struct DifferenceJson<'d> {
    field: &'static str,
    subject: Option<String>,
    departure: &'static str,
    degree: &'static str,
    confidence: &'static str,
    burden: &'static str,
    facets: Vec<FacetJson>,
    normalised_by: Vec<&'static str>,
    a: SideJson<'d>,
    b: SideJson<'d>,
}

#[derive(Serialize)]
struct FacetJson {
    facet: &'static str,
    a: Option<String>,
    b: Option<String>,
}

#[derive(Serialize)]
struct SideJson<'d> {
    text: Option<String>,
    location: LocationJson<'d>,
}

/// The differences of two guides as JSON, ending in a line break.
#[must_use]
pub fn diff_json(
    a: Side<'_>,
    b: Side<'_>,
    differences: &[Difference],
    notes: &[RunNote],
    language: Language,
) -> String {
    let places: Vec<(Located, Located)> = differences
        .iter()
        .map(|d| (a.locate(d.a.span), b.locate(d.b.span)))
        .collect();
    pretty(&DiffJson {
        schema_version: 1,
        a: FileJson { file: a.file },
        b: FileJson { file: b.file },
        equal: differences.is_empty(),
        differences: differences
            .iter()
            .zip(&places)
            .map(|(difference, places)| difference_json(difference, places, language))
            .collect(),
        notes: notes.iter().map(|n| NoteJson::of(n, language)).collect(),
    })
}

fn difference_json<'d>(
    difference: &Difference,
    (a, b): &'d (Located, Located),
    language: Language,
) -> DifferenceJson<'d> {
    let text = |text: &Option<String>| text.as_deref().map(|text| clean(text).into_owned());
    DifferenceJson {
        field: difference.field.path(),
        subject: difference
            .subject
            .as_ref()
            .map(|subject| clean(&subject.name).into_owned()),
        departure: departure(difference.departure),
        degree: match difference.degree {
            Degree::Wording => "wording",
            Degree::Substantive => "substantive",
        },
        confidence: match difference.confidence {
            Confidence::Certain => "certain",
            Confidence::NeedsReview => "needs-review",
        },
        burden: match difference.burden {
            Burden::Adds => "adds",
            Burden::Relieves => "relieves",
            Burden::Neutral => "neutral",
            Burden::Unknown => "unknown",
        },
        facets: difference
            .facets
            .iter()
            .map(|facet| FacetJson {
                facet: facet.facet.key(),
                a: text(&facet.a),
                b: text(&facet.b),
            })
            .collect(),
        normalised_by: difference.normalised_by.iter().map(|n| n.key()).collect(),
        a: SideJson {
            text: text(&difference.a.text),
            location: LocationJson::of(a, language),
        },
        b: SideJson {
            text: text(&difference.b.text),
            location: LocationJson::of(b, language),
        },
    }
}

fn departure(departure: Departure) -> &'static str {
    match departure {
        Departure::Added => "added",
        Departure::Removed => "removed",
        Departure::Changed => "changed",
        Departure::Tightened => "tightened",
        Departure::Loosened => "loosened",
        Departure::Reordered => "reordered",
    }
}
