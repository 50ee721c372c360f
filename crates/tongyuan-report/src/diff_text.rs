//! Two guides for a terminal: one side below the other, or beside it where there is room.

use std::fmt::Write as _;

use crate::Colour;
use crate::chrome::chrome;
use crate::clean::one_line;
use crate::columns::Columns;
use crate::diff::{DiffReport, Row};
use crate::marks::Piece;
use crate::sentence::facets_in_words;

/// How the two sides stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One below the other.
    Stacked,
    /// Beside each other, in so many columns of the display.
    SideBySide(usize),
}

/// Two guides as text. Nothing is said by colour alone: differing words stand in `[-…-]` and `{+…+}`.
#[must_use]
pub fn diff_text(report: &DiffReport<'_>, layout: Layout, colour: Colour) -> String {
    let rows = report.rows();
    if rows.is_empty() {
        return format!("{}\n", report.totals());
    }
    let paint = Paint(colour);
    let mut text = String::new();
    match layout {
        Layout::Stacked => stacked(&mut text, report, &rows, paint),
        Layout::SideBySide(width) => {
            side_by_side(&mut text, report, &rows, &Columns::new(width, paint));
        }
    }
    let _ = writeln!(text, "\n{}", report.totals());
    text
}

fn stacked(text: &mut String, report: &DiffReport<'_>, rows: &[Row<'_>], paint: Paint) {
    let _ = writeln!(text, "{} {}", paint.removed("---"), one_line(report.a.file));
    let _ = writeln!(text, "{} {}", paint.added("+++"), one_line(report.b.file));
    for row in rows {
        heading(text, report, *row, paint);
        let (a, b) = report.texts(*row);
        let (place_a, place_b) = report.places(*row);
        if row.differs() {
            side(text, &paint.removed("-"), &a, &place_a, paint);
            side(text, &paint.added("+"), &b, &place_b, paint);
        } else {
            side(text, "=", &a, &place_a, paint);
            side(text, "=", &b, &place_b, paint);
        }
        if !row.facets().is_empty() {
            let facets = facets_in_words(row.facets(), report.language);
            let _ = writeln!(text, "    {facets}");
        }
        remarks(text, report, *row, "    ");
    }
}

fn side(text: &mut String, sign: &str, pieces: &[Piece<'_>], place: &str, paint: Paint) {
    let said: String = pieces
        .iter()
        .map(|piece| match (piece.is_changed, sign.contains('+')) {
            (false, _) => piece.text.to_string(),
            (true, false) => paint.removed(&format!("[-{}-]", piece.text)),
            (true, true) => paint.added(&format!("{{+{}+}}", piece.text)),
        })
        .collect();
    let _ = writeln!(text, "  {sign} {said}\n      {place}");
}

fn heading(text: &mut String, report: &DiffReport<'_>, row: Row<'_>, paint: Paint) {
    let heading = row.heading(report.language);
    let heading = if row.differs() {
        paint.bold(&heading)
    } else {
        paint.dim(&heading)
    };
    let _ = writeln!(text, "\n{heading}");
}

fn remarks(text: &mut String, report: &DiffReport<'_>, row: Row<'_>, indent: &str) {
    for remark in report.remarks(row) {
        let _ = writeln!(text, "{indent}{remark}");
    }
}

fn side_by_side(text: &mut String, report: &DiffReport<'_>, rows: &[Row<'_>], columns: &Columns) {
    let words = chrome(report.language);
    let file = |file: &str| vec![Piece::words(one_line(file))];
    columns.pair(
        text,
        "---",
        "+++",
        &(file(report.a.file), file(report.b.file)),
    );
    for row in rows {
        heading(text, report, *row, columns.paint);
        let (sign_a, sign_b) = if row.differs() {
            ("-", "+")
        } else {
            ("=", "=")
        };
        columns.pair(text, sign_a, sign_b, &report.texts(*row));
        for (name, (a, b)) in report.facets(*row) {
            let named = |pieces: Vec<Piece<'static>>| {
                let name = Piece::words(words.named(name, ""));
                std::iter::once(name).chain(pieces).collect::<Vec<_>>()
            };
            columns.pair(text, " ", " ", &(named(a), named(b)));
        }
        let (place_a, place_b) = report.places(*row);
        let places = (vec![Piece::words(place_a)], vec![Piece::words(place_b)]);
        columns.pair(text, " ", " ", &places);
        remarks(text, report, *row, "  ");
    }
}

/// Colours by meaning; nothing is said by colour alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint(pub(crate) Colour);

impl Paint {
    fn wrap(self, code: &str, text: &str) -> String {
        match self.0 {
            Colour::On => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::Off => text.to_owned(),
        }
    }

    fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    pub(crate) fn removed(self, text: &str) -> String {
        self.wrap("31", text)
    }

    pub(crate) fn added(self, text: &str) -> String {
        self.wrap("32", text)
    }
}
