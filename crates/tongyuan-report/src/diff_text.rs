//! Differences for a terminal: one after the other, both sides with their places.

use std::fmt::Write as _;

use tongyuan_compare::{Confidence, Degree, Difference};
use tongyuan_inspect::{Language, Located};

use crate::Colour;
use crate::chrome::chrome;
use crate::clean::{one_line, short};
use crate::location::place;
use crate::run::Side;
use crate::sentence::facets_in_words;

/// The differences of two guides as text.
#[must_use]
pub fn diff_text(
    a: Side<'_>,
    b: Side<'_>,
    differences: &[Difference],
    language: Language,
    colour: Colour,
) -> String {
    let words = chrome(language);
    if differences.is_empty() {
        return format!("{}\n", words.equal());
    }
    let mut text = String::new();
    let paint = Paint(colour);
    let _ = writeln!(text, "{} {}", paint.removed("---"), one_line(a.file));
    let _ = writeln!(text, "{} {}", paint.added("+++"), one_line(b.file));
    for difference in differences {
        let _ = writeln!(text, "\n{}", paint.bold(&heading(difference, language)));
        side(
            &mut text,
            &paint.removed("-"),
            &difference.a,
            &a.locate(difference.a.span),
            language,
        );
        side(
            &mut text,
            &paint.added("+"),
            &difference.b,
            &b.locate(difference.b.span),
            language,
        );
        if !difference.facets.is_empty() {
            let facets = facets_in_words(&difference.facets, language);
            let _ = writeln!(text, "    {facets}");
        }
    }
    let count = |degree| differences.iter().filter(|d| d.degree == degree).count();
    let _ = writeln!(
        text,
        "\n{}",
        words.differences(count(Degree::Substantive), count(Degree::Wording))
    );
    text
}

/// 申请材料“营业执照”：加重（实质，增加申请人负担）
fn heading(difference: &Difference, language: Language) -> String {
    let words = chrome(language);
    let field = match language {
        Language::Chinese => difference.field.chinese(),
        Language::English => difference.field.english(),
    };
    let subject = difference
        .subject
        .as_ref()
        .map(|subject| format!("“{}”", short(&subject.name, 60)))
        .unwrap_or_default();
    let mut marks = vec![words.degree(difference.degree)];
    if difference.degree == Degree::Substantive {
        marks.push(words.burden(difference.burden));
    }
    if difference.confidence == Confidence::NeedsReview {
        marks.push(words.confidence(difference.confidence));
    }
    let departure = words.departure(difference.departure);
    match language {
        Language::Chinese => format!("{field}{subject}：{departure}（{}）", marks.join("，")),
        Language::English => format!("{field} {subject}: {departure} ({})", marks.join(", ")),
    }
}

fn side(
    text: &mut String,
    sign: &str,
    side: &tongyuan_compare::Side,
    located: &Located,
    language: Language,
) {
    let words = chrome(language);
    let said = match &side.text {
        Some(said) => one_line(said),
        None => words.nothing().to_owned(),
    };
    let start = located.location.start;
    let native = located
        .location
        .place
        .as_ref()
        .map(|p| format!("  {}", place(p, language)))
        .unwrap_or_default();
    let _ = writeln!(text, "  {sign} {said}");
    let _ = writeln!(
        text,
        "      {}:{}:{}{native}",
        one_line(&located.file),
        start.line,
        start.column
    );
}

/// Colours by meaning; nothing is said by colour alone.
struct Paint(Colour);

impl Paint {
    fn wrap(&self, code: &str, text: &str) -> String {
        match self.0 {
            Colour::On => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::Off => text.to_owned(),
        }
    }

    fn bold(&self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn removed(&self, text: &str) -> String {
        self.wrap("31", text)
    }

    fn added(&self, text: &str) -> String {
        self.wrap("32", text)
    }
}
