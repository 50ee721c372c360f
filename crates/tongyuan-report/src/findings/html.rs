//! Findings as a page of its own: no script, nothing loaded from anywhere, fit to be printed and filed.

use std::fmt::Write as _;

use tongyuan_inspect::{Finding, Language, Related, Words};

use super::Report;
use crate::changes::{self, Since};
use crate::chrome::chrome;
use crate::clean::one_line;
use crate::escape::html;
use crate::location::place;
use crate::sentence::sentence;

const STYLE: &str = "
:root{color-scheme:light dark;--line:#8a8a8a;--soft:#f1f4f8;--text:#1b1b1b;--back:#fff;--dim:#555;--error:#8c1515;--warning:#7a4d00;--note:#1f4e8c}
@media (prefers-color-scheme:dark){:root{--line:#777;--soft:#22262c;--text:#eee;--back:#14171a;--dim:#b5b5b5;--error:#ff9b9b;--warning:#ffc966;--note:#9ec5ff}}
body{margin:2rem auto;max-width:60rem;padding:0 1rem;font-family:system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;line-height:1.6;color:var(--text);background:var(--back)}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:0}
article{border:1px solid var(--line);border-left-width:.4rem;margin:.8rem 0;padding:.6rem .9rem;break-inside:avoid;overflow-wrap:anywhere}
article.error{border-left-color:var(--error)}article.warning{border-left-color:var(--warning)}article.note{border-left-color:var(--note)}
.error h3 b{color:var(--error)}.warning h3 b{color:var(--warning)}.note h3 b{color:var(--note)}
p{margin:.3rem 0}.dim{color:var(--dim);font-size:.875rem}
blockquote{margin:.3rem 0;padding:.3rem .6rem;background:var(--soft)}
mark{background:none;color:inherit;text-decoration:underline;text-decoration-thickness:2px;font-weight:bold}
@media print{body{margin:0;max-width:none;padding:0;font-size:10.5pt}}
";

/// The findings as an HTML page, ending in a line break.
pub(super) fn render(report: &Report<'_>) -> String {
    let language = report.language;
    let title = Words::new("办事指南检查", "Check of service guides").get(language);
    let summary = html(&chrome(language).summary(report.summary));
    let mut body = format!("<h1>{title}</h1>\n<p>{summary}</p>\n");
    if let Some(since) = report.since {
        change(&mut body, since, report);
    }
    for (guide, findings) in report.by_guide(report.open()) {
        let _ = writeln!(body, "<section>\n<h2>{}</h2>", html(&one_line(&guide)));
        for finding in findings {
            article(&mut body, finding, language);
        }
        body.push_str("</section>\n");
    }
    notes(&mut body, report);
    page(title, &body, language)
}

/// A page of its own: no script, nothing loaded from anywhere. `body` is HTML.
pub(crate) fn page(title: &str, body: &str, language: Language) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        language.tag(),
    )
}

fn change(page: &mut String, since: &Since, report: &Report<'_>) {
    let language = report.language;
    let _ = writeln!(page, "<section>\n<h2>{}</h2>", html(&since.title(language)));
    for line in report.change_lines() {
        let _ = writeln!(page, "<p>{}</p>", html(&line));
    }
    for guide in since.told() {
        let remarks = [
            Some(changes::name(guide)),
            changes::kind(guide, language).map(str::to_owned),
            changes::version(guide, language),
        ];
        let remarks: Vec<String> = remarks.into_iter().flatten().collect();
        let _ = writeln!(page, "<h3>{}</h3>\n<ul>", html(&remarks.join(" · ")));
        for (meaning, sentence) in changes::told(guide, language) {
            let _ = writeln!(page, "<li><b>{meaning}</b> {}</li>", html(&sentence));
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</section>\n");
}

fn article(page: &mut String, finding: &Finding, language: Language) {
    let words = chrome(language);
    let said = sentence(finding, language);
    let _ = writeln!(
        page,
        "<article class=\"{}\">\n<h3><b>{}</b> {}</h3>",
        finding.severity.key(),
        words.severity(finding.severity),
        html(&said.message)
    );
    excerpt(page, &finding.location, None, language);
    for Related { role, location } in &finding.related {
        excerpt(page, location, Some(words.role(*role)), language);
    }
    if !said.help.is_empty() {
        let _ = writeln!(
            page,
            "<p>{}</p>",
            html(&words.named(words.help(), &said.help))
        );
    }
    let basis = match finding.rule.clauses().as_slice() {
        [] => String::new(),
        clauses => format!(" · {}", words.basis(clauses)),
    };
    let before = changes::from_before(finding, language).map(|remark| format!(" · {remark}"));
    let _ = writeln!(
        page,
        "<p class=\"dim\">{}{}{}</p>\n</article>",
        finding.rule.id(),
        html(&basis),
        html(&before.unwrap_or_default())
    );
}

/// Where it is, and the line with its words marked.
fn excerpt(
    page: &mut String,
    located: &tongyuan_inspect::Located,
    role: Option<&str>,
    language: Language,
) {
    let start = located.location.start;
    let place = located
        .location
        .place
        .as_ref()
        .map(|own| place(own, language));
    let place = place.map_or_else(String::new, |place| format!(" · {place}"));
    let role = role.map_or_else(String::new, |role| chrome(language).named(role, ""));
    let (text, (from, to)) = super::text::shown(located);
    let part = |range: std::ops::Range<usize>| html(text.get(range).unwrap_or_default());
    let _ = writeln!(
        page,
        "<p class=\"dim\">{}{}:{}:{}{}</p>\n<blockquote>{}<mark>{}</mark>{}</blockquote>",
        html(&role),
        html(&one_line(&located.file)),
        start.line,
        start.column,
        html(&place),
        part(0..from),
        part(from..to),
        part(to..text.len())
    );
}

fn notes(page: &mut String, report: &Report<'_>) {
    if report.notes.is_empty() {
        return;
    }
    let title = Words::new("说明", "Notes").get(report.language);
    let _ = writeln!(page, "<section>\n<h2>{title}</h2>\n<ul>");
    for note in report.notes {
        let file = html(&one_line(&note.file));
        let message = html(&one_line(note.message.get(report.language)));
        let _ = writeln!(page, "<li><span class=\"dim\">{file}</span> {message}</li>");
    }
    page.push_str("</ul>\n</section>\n");
}
