//! Two guides as a page of its own: no script, nothing loaded from anywhere, fit to be printed and filed.

use std::fmt::Write as _;

use tongyuan_inspect::Language;

use crate::chrome::chrome;
use crate::clean::one_line;
use crate::diff::{DiffReport, Row, note_line};
use crate::escape::html;
use crate::marks::Piece;

/// Differing words are struck out and underlined besides being coloured, so that a print in black says the same.
const STYLE: &str = "
body{margin:2rem auto;max-width:72rem;padding:0 1rem;font-family:system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;line-height:1.6;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{border:1px solid #8a8a8a;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th{background:#e8edf3}
tbody th{background:#f4f4f4}
tbody.agrees th{font-weight:normal}
td p{margin:0}
.place,.remark,.file{color:#555;font-size:.875rem;font-weight:normal}
del{background:#fbe3e4;color:#8c1515;text-decoration:line-through}
ins{background:#dff2e1;color:#14532d;text-decoration:underline}
@media print{body{margin:0;max-width:none;padding:0;font-size:10.5pt}thead{display:table-header-group}tbody{break-inside:avoid}del,ins,th{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
";

/// Two guides as an HTML page.
#[must_use]
pub fn diff_html(report: &DiffReport<'_>) -> String {
    let words = chrome(report.language);
    let title = words.comparison();
    let rows = report.rows();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n",
        tag(report.language),
        html(&report.totals())
    );
    if !report.comparison.differences.is_empty() {
        let _ = writeln!(page, "<p class=\"same\">{}</p>", words.marks());
    }
    let _ = writeln!(
        page,
        "<table>\n<thead>\n<tr>{}</tr>\n</thead>",
        files(report)
    );
    for row in rows {
        group(&mut page, report, row);
    }
    page.push_str("</table>\n");
    notes(&mut page, report);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    }
}

fn files(report: &DiffReport<'_>) -> String {
    let words = chrome(report.language);
    [
        (words.side_a(), report.a.file),
        (words.side_b(), report.b.file),
    ]
    .iter()
    .map(|(side, file)| {
        let file = html(&one_line(file));
        format!("<th scope=\"col\">{side}<br><span class=\"file\">{file}</span></th>")
    })
    .collect()
}

fn group(page: &mut String, report: &DiffReport<'_>, row: Row<'_>) {
    let class = if row.differs() { "differs" } else { "agrees" };
    let heading = html(&row.heading(report.language));
    let remarks: String = report
        .remarks(row)
        .iter()
        .map(|remark| format!("<br><span class=\"remark\">{}</span>", html(remark)))
        .collect();
    let _ = writeln!(
        page,
        "<tbody class=\"{class}\">\n<tr><th scope=\"rowgroup\" colspan=\"2\">{heading}{remarks}</th></tr>"
    );
    let ((a, b), (place_a, place_b)) = (report.texts(row), report.places(row));
    let nothing = chrome(report.language).nothing();
    let (mut left, mut right) = (
        paragraph("", &a, "del", nothing),
        paragraph("", &b, "ins", nothing),
    );
    for (name, (a, b)) in report.facets(row) {
        let name = chrome(report.language).named(name, "");
        left.push_str(&paragraph(&name, &a, "del", nothing));
        right.push_str(&paragraph(&name, &b, "ins", nothing));
    }
    let _ = writeln!(
        page,
        "<tr>{}{}</tr>\n</tbody>",
        cell(&left, &place_a),
        cell(&right, &place_b)
    );
}

fn cell(content: &str, place: &str) -> String {
    format!("<td>{content}<p class=\"place\">{}</p></td>", html(place))
}

/// What a guide says is Chinese, whatever language the page is in; that it says nothing is said in the language of the page.
fn paragraph(name: &str, pieces: &[Piece<'_>], element: &str, nothing: &str) -> String {
    let text: String = pieces
        .iter()
        .map(|piece| {
            let text = html(&piece.text);
            if piece.is_changed {
                format!("<{element}>{text}</{element}>")
            } else {
                text
            }
        })
        .collect();
    let name = html(name);
    if text == nothing {
        return format!("<p>{name}{nothing}</p>");
    }
    format!("<p>{name}<span lang=\"zh-CN\">{text}</span></p>")
}

fn notes(page: &mut String, report: &DiffReport<'_>) {
    if report.notes.is_empty() {
        return;
    }
    let _ = writeln!(page, "<h2>{}</h2>\n<ul>", chrome(report.language).note());
    for note in report.notes {
        let _ = writeln!(page, "<li>{}</li>", html(&note_line(note, report.language)));
    }
    page.push_str("</ul>\n");
}
