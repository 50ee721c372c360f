//! What the shapes of JSON have in common.

use serde::Serialize;
use tongyuan_compare::{Burden, Confidence, Degree, Departure};
use tongyuan_inspect::Language;

use crate::clean::clean;
use crate::location::LocationJson;
use crate::run::RunNote;

#[derive(Serialize)]
pub(crate) struct NoteJson<'r> {
    file: &'r str,
    message: String,
    location: Option<LocationJson<'r>>,
}

impl<'r> NoteJson<'r> {
    pub(crate) fn of(note: &'r RunNote, language: Language) -> Self {
        Self {
            file: &note.file,
            message: clean(note.message.get(language)).into_owned(),
            location: note
                .location
                .as_ref()
                .map(|location| LocationJson::of(location, language)),
        }
    }
}

/// JSON for people and programs: two blanks of indentation, Chinese as it is, a line break at the end.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // Every shape here serialises: keys are texts and numbers are finite.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// How sure something is, in data.
pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "certain",
        Confidence::NeedsReview => "needs-review",
    }
}

/// Whether a difference is one of words or of substance, in data.
pub(crate) fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::Wording => "wording",
        Degree::Substantive => "substantive",
    }
}

/// What a difference means for the applicant, in data.
pub(crate) fn burden(burden: Burden) -> &'static str {
    match burden {
        Burden::Adds => "adds",
        Burden::Relieves => "relieves",
        Burden::Neutral => "neutral",
        Burden::Unknown => "unknown",
    }
}

/// How one guide departs from another, in data.
pub(crate) fn departure(departure: Departure) -> &'static str {
    match departure {
        Departure::Added => "added",
        Departure::Removed => "removed",
        Departure::Changed => "changed",
        Departure::Tightened => "tightened",
        Departure::Loosened => "loosened",
        Departure::Reordered => "reordered",
    }
}
