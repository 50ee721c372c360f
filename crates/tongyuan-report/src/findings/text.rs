//! Findings for a terminal: what is wrong, the line it stands in with the words marked, what the source says, what to do.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet,
};
use tongyuan_compare::Confidence;
use tongyuan_inspect::{Finding, Language, Located, Severity, Standing, can_be_accepted};
use tongyuan_model::Precision;
use tongyuan_model::text::personal;

use super::Report;
use crate::Colour;
use crate::changes::{self, Since};
use crate::chrome::chrome;
use crate::clean::one_line;
use crate::location::place;
use crate::run::{RunNote, Summary};
use crate::sentence::sentence;

/// The notes, the findings that somebody has to deal with, and the totals.
pub(super) fn render(report: &Report<'_>, colour: Colour) -> String {
    let language = report.language;
    let notes = report
        .notes
        .iter()
        .map(|note| note_text(note, language, colour));
    let findings = report
        .open()
        .map(|finding| finding_text(finding, language, colour));
    let mut text: String = notes.chain(findings).collect();
    if let Some(since) = report.since {
        text.push_str(&since_text(since, report.open().count(), language));
    }
    text.push_str(&summary_text(report.summary, language));
    text.push('\n');
    text
}

/// A finding with its excerpts, ending in a blank line. One that was accepted says so.
#[must_use]
pub fn finding_text(finding: &Finding, language: Language, colour: Colour) -> String {
    in_full(finding, language, colour, false)
}

/// As [`finding_text`], with the key by which a waiver names it.
#[must_use]
pub fn finding_text_with_key(finding: &Finding, language: Language, colour: Colour) -> String {
    in_full(finding, language, colour, can_be_accepted(&finding.rule))
}

fn in_full(finding: &Finding, language: Language, colour: Colour, with_key: bool) -> String {
    let words = chrome(language);
    let said = sentence(finding, language);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::INFO,
    }
    .with_name(words.severity(finding.severity));
    let mut elements = excerpt(&finding.location, AnnotationKind::Primary, None, language);
    for related in &finding.related {
        let label = words.role(related.role);
        elements.extend(excerpt(
            &related.location,
            AnnotationKind::Context,
            Some(label),
            language,
        ));
    }
    if finding.confidence == Confidence::NeedsReview {
        elements.push(message(words.note(), words.doubtful()));
    }
    let clauses = finding.rule.clauses();
    if !clauses.is_empty() {
        elements.push(message(words.note(), &words.basis(&clauses)));
    }
    let mut help = said.help;
    if finding.is_fixable() {
        help.push_str(words.fixable());
    }
    if !help.is_empty() {
        elements.push(message(words.help(), &help));
    }
    match &finding.standing {
        Standing::Open => {}
        Standing::Waived(own) => {
            let said = words.waived(
                &one_line(&own.reason),
                &one_line(&own.owner),
                &one_line(&own.until),
            );
            elements.push(message(words.note(), &said));
        }
        Standing::Known => elements.push(message(words.note(), words.known())),
    }
    if let Some(remark) = changes::from_before(finding, language) {
        elements.push(message(words.note(), remark));
    }
    if with_key {
        elements.push(message(words.note(), &words.key(&finding.key)));
    }
    let title = level.primary_title(said.message).id(finding.rule.id());
    draw(title.elements(elements), colour)
}

/// A note or an error of the run, ending in a blank line.
#[must_use]
pub fn note_text(note: &RunNote, language: Language, colour: Colour) -> String {
    let words = chrome(language);
    let level = if note.is_error {
        Level::ERROR.with_name(words.failure())
    } else {
        Level::NOTE.with_name(words.note())
    };
    let message_text = one_line(note.message.get(language));
    let mut elements = match &note.location {
        Some(location) => excerpt(location, AnnotationKind::Primary, None, language),
        None if note.file.is_empty() => Vec::new(),
        None => vec![Element::from(Origin::path(one_line(&note.file)))],
    };
    if let Some(help) = &note.help {
        elements.push(message(words.help(), &one_line(help.get(language))));
    }
    draw(level.primary_title(message_text).elements(elements), colour)
}

/// What has become of the guides since the base of a change, ending in a blank line. `open` is how many findings there are to
/// deal with.
#[must_use]
pub fn since_text(since: &Since, open: usize, language: Language) -> String {
    let mut text = format!("{}\n", since.title(language));
    for guide in since.told() {
        let version = changes::version(guide, language);
        let kind = changes::kind(guide, language).map(|kind| format!("  {kind}"));
        let _ = writeln!(
            text,
            "  {}  {}{}{}",
            changes::name(guide),
            one_line(&guide.file),
            kind.unwrap_or_default(),
            version.map(|own| format!("  {own}")).unwrap_or_default(),
        );
        for (meaning, sentence) in changes::told(guide, language) {
            let _ = writeln!(text, "    [{meaning}] {sentence}");
        }
    }
    for line in since.lines(open, language) {
        let _ = writeln!(text, "  {line}");
    }
    text.push('\n');
    text
}

/// The last line of a check.
#[must_use]
pub fn summary_text(summary: &Summary, language: Language) -> String {
    chrome(language).summary(summary)
}

fn draw(group: Group<'_>, colour: Colour) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    // The width is fixed: the same findings give the same text, whatever terminal they are shown in.
    let mut text = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(140)
        .render(&[group]);
    text.push_str("\n\n");
    text
}

fn message<'a>(name: &'static str, text: &str) -> Element<'a> {
    let message: Message<'a> = Level::NOTE.with_name(name).message(text.to_owned());
    Element::from(message)
}

/// Where it is, and the line with its words marked. Of a longer passage it is the first line.
fn excerpt<'a>(
    located: &Located,
    kind: AnnotationKind,
    role: Option<&'static str>,
    language: Language,
) -> Vec<Element<'a>> {
    let location = &located.location;
    let path = one_line(&located.file);
    let origin = || {
        Origin::path(path.clone())
            .line(location.start.line as usize)
            .char_column(location.start.column as usize)
    };
    let label: Vec<String> = role
        .map(str::to_owned)
        .into_iter()
        .chain(whereabouts(located, language))
        .collect();
    let label = label.join(match language {
        Language::Chinese => "：",
        Language::English => ": ",
    });
    let (text, mark) = shown(located);
    let snippet = Snippet::source(text)
        .line_start(location.start.line as usize)
        .fold(false)
        .annotation(kind.span(mark.0..mark.1).label(label));
    if located.excerpt.cut_before {
        // The column of a line that was cut cannot be counted in what is left of it.
        vec![Element::from(origin()), Element::from(snippet)]
    } else {
        vec![Element::from(snippet.path(path))]
    }
}

/// The place in the document's own terms; of a passage of many lines the place from which on it stands.
fn whereabouts(located: &Located, language: Language) -> Option<String> {
    let location = &located.location;
    let place = location.place.as_ref().map(|p| place(p, language));
    let is_passage = location.precision == Precision::Enclosing
        && location.end.line - location.start.line > LINES_AT_A_GLANCE;
    if is_passage {
        return Some(chrome(language).onwards(place.as_deref()));
    }
    place
}

/// What goes on for no more lines than this is seen with the first of them.
const LINES_AT_A_GLANCE: u32 = 2;

/// The excerpt, cleaned part by part so that the mark stays where it is, with dots where it was cut.
pub(crate) fn shown(located: &Located) -> (String, (usize, usize)) {
    let excerpt = &located.excerpt;
    let (start, end) = excerpt.mark;
    // As a whole first: whose name it is may be told by a number in another part. Its places stay the same.
    let text = personal::mask(&excerpt.text);
    let part = |text: &str| crate::clean(text).replace(['\t', '\r', '\n'], " ");
    let before = part(text.get(..start).unwrap_or_default());
    let marked = part(text.get(start..end).unwrap_or_default());
    let after = part(text.get(end..).unwrap_or_default());
    let before = if excerpt.cut_before {
        format!("…{before}")
    } else {
        before
    };
    let mark = (before.len(), before.len() + marked.len());
    let dots = if excerpt.cut_after { "…" } else { "" };
    (format!("{before}{marked}{after}{dots}"), mark)
}
