//! A channel's document as a page: no script that runs, nothing loaded from anywhere, to be read by eye, by ear and on paper.

use std::fmt::Write as _;

use serde_json::Value;
use tongyuan_model::Channel;

use super::RenderForm;
use super::layout::{LANGUAGE, Layouts, Values};
use super::page::{Body, Page, Section, Table};
use crate::escape::html;
use crate::run::RunNote;
use crate::template::Ready;

const STYLE: &str = "
:root{color-scheme:light dark;--text:#1b1b1b;--back:#fff;--line:#767676;--soft:#eef2f7;--link:#0b4a9e}
@media (prefers-color-scheme:dark){:root{--text:#f0f0f0;--back:#14171a;--line:#8c8c8c;--soft:#23282f;--link:#9ec5ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1rem;color:var(--text);background:var(--back);line-height:1.7;overflow-wrap:anywhere;font-family:system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif}
h1{font-size:1.6rem;line-height:1.4;margin:1rem 0}
h2{font-size:1.25rem;margin:2rem 0 .6rem;padding-left:.6rem;border-left:.3rem solid var(--link)}
p,ol,dl{margin:.6rem 0}
a{color:var(--link)}
dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
dt{flex:0 0 8rem;font-weight:bold}
dd{flex:1 0 12rem;margin:0}
dd+dd{flex-basis:100%}
.table{overflow-x:auto;margin:.6rem 0}
.table:focus-visible{outline:3px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:.2rem 0}
th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top;min-width:5.5em;overflow-wrap:break-word}
thead th,.records th{background:var(--soft)}
.table tbody th{font-weight:normal}
.table tr>:first-child{min-width:3.5em;white-space:nowrap}
.records{display:grid;gap:.8rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));align-items:start}
.records th{width:8em}
footer{margin-top:2.5rem;padding-top:.6rem;border-top:1px solid var(--line);font-size:.8rem}
@media print{:root{color-scheme:light;--text:#000;--back:#fff;--line:#555;--soft:#eee;--link:#000}
body{max-width:none;padding:0;font-size:10.5pt}
h2{break-after:avoid;margin:1.4rem 0 .4rem}caption{break-after:avoid}tr,dl>div,.records table{break-inside:avoid}thead{display:table-header-group}
.table{overflow:visible}th,td{min-width:4.9em;padding:.1rem .3rem;overflow-wrap:anywhere}.records{display:block}.records table{margin:.6rem 0}
p,ol,dl{margin:.3rem 0}dl>div{padding:.15rem 0}footer{break-before:avoid;break-inside:avoid;margin-top:1rem}}
";

/// What a hand-out has beside that: a sheet of A4 with the number of the page, and the letters of official papers.
const PAPER: &str = "
@page{size:A4;margin:25mm 20mm 20mm;@bottom-center{content:\"第 \" counter(page) \" 页 共 \" counter(pages) \" 页\";font-size:9pt}}
body{max-width:170mm;line-height:1.5;font-family:FangSong,\"仿宋\",STFangsong,\"Noto Serif CJK SC\",serif}
h1{text-align:center}
h1,h2,th,dt{font-family:SimHei,\"黑体\",STHeiti,\"Noto Sans CJK SC\",sans-serif}
";

/// The page for the screen, with what search engines read of it, or the page that is printed on A4.
pub(super) fn write(
    page: &Page,
    channel: Channel,
    data: Option<&Value>,
    form: RenderForm,
    layouts: &Layouts,
) -> Result<String, Box<RunNote>> {
    let style = match form {
        RenderForm::A4 => format!("{STYLE}{PAPER}"),
        _ => STYLE.to_owned(),
    };
    // Whatever a text holds, it does not end the script.
    let data = data.map(|data| Ready(data.to_string().replace('<', "\\u003c")));
    let values = Values {
        title: &page.title,
        body: Ready(sections(page)),
        stamp: page.stamp.as_deref(),
        language: LANGUAGE,
        channel: channel.key(),
        json_ld: data,
        style: Ready(style),
    };
    layouts.page(form, &values)
}

/// Everything that the guide says.
fn sections(page: &Page) -> String {
    let mut out = String::new();
    for (section, number) in page.sections.iter().zip(1..) {
        let _ = writeln!(
            out,
            "<section aria-labelledby=\"s{number}\">\n<h2 id=\"s{number}\">{}</h2>",
            section.title
        );
        for body in &section.bodies {
            self::body(&mut out, body, section, number);
        }
        out.push_str("</section>\n");
    }
    out
}

fn body(out: &mut String, body: &Body, section: &Section, number: usize) {
    match body {
        Body::Said(lines) => {
            for line in lines {
                let _ = writeln!(out, "<p>{}</p>", text(line));
            }
        }
        Body::List(rows) => {
            out.push_str("<ol>\n");
            for row in rows {
                let _ = writeln!(out, "<li>{}</li>", text(row));
            }
            out.push_str("</ol>\n");
        }
        Body::Pairs(pairs) => {
            out.push_str("<dl>\n");
            for (name, lines) in pairs {
                let said = lines.iter().map(|line| format!("<dd>{}</dd>", text(line)));
                let said: String = said.collect();
                let _ = writeln!(out, "<div><dt>{name}</dt>{said}</div>");
            }
            out.push_str("</dl>\n");
        }
        Body::Table(table) if table.is_wide() => records(out, table, section),
        Body::Table(table) => self::table(out, table, section, number),
    }
}

fn table(out: &mut String, table: &Table, section: &Section, number: usize) {
    // Whoever reads by keyboard can move a table that is wider than the screen.
    let _ = writeln!(
        out,
        "<div class=\"table\" role=\"region\" aria-labelledby=\"t{number}\" tabindex=\"0\">\n<table>\n\
         <caption id=\"t{number}\">{}，共 {} 项</caption>\n<thead>",
        section.title,
        table.rows.len()
    );
    let head = table.head.iter();
    let head: String = head
        .map(|name| format!("<th scope=\"col\">{name}</th>"))
        .collect();
    let _ = writeln!(out, "<tr>{head}</tr>\n</thead>\n<tbody>");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, lines) in row.iter().enumerate() {
            // What a row is called stands behind its number.
            let _ = match at {
                1 => write!(out, "<th scope=\"row\">{}</th>", cell(lines)),
                _ => write!(out, "<td>{}</td>", cell(lines)),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// A table for every row of one that is too wide.
fn records(out: &mut String, table: &Table, section: &Section) {
    out.push_str("<div class=\"records\">\n");
    for (row, number) in table.rows.iter().zip(1..) {
        let _ = writeln!(
            out,
            "<table>\n<caption>{}，第 {number} 项，共 {} 项</caption>\n<tbody>",
            section.title,
            table.rows.len()
        );
        // Its number is in the caption.
        for (name, lines) in table.said(row).skip(1) {
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\">{name}</th><td>{}</td></tr>",
                cell(lines)
            );
        }
        out.push_str("</tbody>\n</table>\n");
    }
    out.push_str("</div>\n");
}

fn cell(lines: &[String]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| text(line)).collect();
    lines.join("<br>")
}

/// A text; where it is an address and nothing else, a link.
fn text(text: &str) -> String {
    let shown = html(text);
    let is_address = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.strip_prefix(scheme))
        .any(|rest| {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        });
    match is_address {
        true => format!("<a href=\"{shown}\" rel=\"noopener noreferrer\">{shown}</a>"),
        false => shown,
    }
}
