//! Differences as JSON, version 1.

use std::ops::Range;

use serde::Serialize;
use tongyuan_compare::{Agreement, Difference, Side as Stated, Subject, changed};
use tongyuan_inspect::{Language, Located};

use crate::clean::clean;
use crate::diff::DiffReport;
use crate::json::{self, NoteJson, pretty};
use crate::location::LocationJson;
use crate::marks::code_points;

#[derive(Serialize)]
struct DiffJson<'d> {
    schema_version: u32,
    a: FileJson<'d>,
    b: FileJson<'d>,
    equal: bool,
    differences: Vec<DifferenceJson<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agreements: Option<Vec<AgreementJson<'d>>>,
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
    /// Of a row without a partner the row of the other guide that came nearest; only where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<SideJson<'d>>,
}

#[derive(Serialize)]
struct FacetJson {
    facet: &'static str,
    a: Option<String>,
    b: Option<String>,
}

#[derive(Serialize)]
struct AgreementJson<'d> {
    field: &'static str,
    subject: Option<String>,
    normalised_by: Vec<&'static str>,
    a: SideJson<'d>,
    b: SideJson<'d>,
}

#[derive(Serialize)]
struct SideJson<'d> {
    text: Option<String>,
    /// Which code points of the text the other side does not have; only where something differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Vec<[usize; 2]>>,
    location: LocationJson<'d>,
}

/// Two guides held against each other as JSON, ending in a line break.
#[must_use]
pub fn diff_json(report: &DiffReport<'_>) -> String {
    let comparison = report.comparison;
    let places = |a: &Stated, b: &Stated| (report.a.locate(a.span), report.b.locate(b.span));
    let of_differences: Vec<_> = comparison
        .differences
        .iter()
        .map(|d| (places(&d.a, &d.b), report.nearest(d)))
        .collect();
    let agreements = if report.all {
        comparison.agreements.as_slice()
    } else {
        &[]
    };
    let of_agreements: Vec<_> = agreements.iter().map(|d| places(&d.a, &d.b)).collect();
    pretty(&DiffJson {
        schema_version: 1,
        a: FileJson {
            file: report.a.file,
        },
        b: FileJson {
            file: report.b.file,
        },
        equal: comparison.differences.is_empty(),
        differences: comparison
            .differences
            .iter()
            .zip(&of_differences)
            .map(|(difference, places)| difference_json(difference, places, report.language))
            .collect(),
        agreements: report.all.then(|| {
            agreements
                .iter()
                .zip(&of_agreements)
                .map(|(agreement, places)| agreement_json(agreement, places, report.language))
                .collect()
        }),
        notes: report
            .notes
            .iter()
            .map(|n| NoteJson::of(n, report.language))
            .collect(),
    })
}

fn agreement_json<'d>(
    agreement: &Agreement,
    (a, b): &'d (Located, Located),
    language: Language,
) -> AgreementJson<'d> {
    AgreementJson {
        field: agreement.field.path(),
        subject: subject(agreement.subject.as_ref()),
        normalised_by: agreement.normalised_by.iter().map(|n| n.key()).collect(),
        a: side(&agreement.a, None, a, language),
        b: side(&agreement.b, None, b, language),
    }
}

fn text(text: &Option<String>) -> Option<String> {
    text.as_deref().map(|text| clean(text).into_owned())
}

fn subject(subject: Option<&Subject>) -> Option<String> {
    subject.map(|subject| clean(&subject.name).into_owned())
}

fn side<'d>(
    side: &Stated,
    changed: Option<&[Range<usize>]>,
    located: &'d Located,
    language: Language,
) -> SideJson<'d> {
    let said = side.text.as_deref().unwrap_or_default();
    SideJson {
        text: text(&side.text),
        changed: changed.map(|ranges| code_points(said, ranges)),
        location: LocationJson::of(located, language),
    }
}

fn difference_json<'d>(
    difference: &Difference,
    ((a, b), nearest): &'d ((Located, Located), Option<(&'d Stated, Located)>),
    language: Language,
) -> DifferenceJson<'d> {
    let changed = changed(
        difference.a.text.as_deref().unwrap_or_default(),
        difference.b.text.as_deref().unwrap_or_default(),
    );
    DifferenceJson {
        field: difference.field.path(),
        subject: subject(difference.subject.as_ref()),
        departure: json::departure(difference.departure),
        degree: json::degree(difference.degree),
        confidence: json::confidence(difference.confidence),
        burden: json::burden(difference.burden),
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
        a: side(&difference.a, Some(&changed.a), a, language),
        b: side(&difference.b, Some(&changed.b), b, language),
        nearest: nearest
            .as_ref()
            .map(|(nearest, located)| side(nearest, None, located, language)),
    }
}
