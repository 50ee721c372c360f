//! What reading a file has to tell, as notes of a run.

use tongyuan_extract::{Extracted, Failure, Note, Wording};
use tongyuan_inspect::Located;
use tongyuan_model::SourceText;
use tongyuan_report::{RunNote, Said};

fn said(words: Wording) -> Said {
    Said::new(words.chinese, words.english)
}

/// The notes and the failure of one file, in the order of the file.
#[must_use]
pub fn run_notes(file: &str, extracted: &Extracted) -> Vec<RunNote> {
    notes_of(
        file,
        &extracted.source,
        &extracted.notes,
        extracted.failure.as_ref(),
    )
}

pub(crate) fn notes_of(
    file: &str,
    source: &SourceText,
    notes: &[Note],
    failure: Option<&Failure>,
) -> Vec<RunNote> {
    let located =
        |span: Option<tongyuan_model::Span>| span.map(|span| Located::new(file, source, span));
    let failure = failure.map(|failure| RunNote {
        file: file.to_owned(),
        message: said(failure.kind.words()),
        help: failure.kind.help().map(said),
        location: located(failure.span),
        is_error: true,
    });
    let notes = notes.iter().map(|note| RunNote {
        file: file.to_owned(),
        message: said(note.kind.words()),
        help: None,
        location: located(note.span),
        is_error: false,
    });
    failure.into_iter().chain(notes).collect()
}
