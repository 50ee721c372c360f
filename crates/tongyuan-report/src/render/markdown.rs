//! A channel's document as Markdown.

use std::fmt::Write as _;

use super::page::{Body, Page, Table};
use crate::escape::markdown;

/// The document, ending in a line break.
pub(super) fn write(page: &Page) -> String {
    let mut out = format!("# {}\n", markdown(&page.title));
    for section in &page.sections {
        let _ = writeln!(out, "\n## {}", section.title);
        for body in &section.bodies {
            out.push('\n');
            self::body(&mut out, body);
        }
    }
    if let Some(stamp) = &page.stamp {
        let _ = writeln!(out, "\n{}", markdown(stamp));
    }
    out
}

fn body(out: &mut String, body: &Body) {
    match body {
        Body::Said(lines) => {
            let lines: Vec<_> = lines.iter().map(|line| paragraph(line)).collect();
            let _ = writeln!(out, "{}", lines.join("\\\n"));
        }
        Body::List(rows) => {
            for (row, number) in rows.iter().zip(1..) {
                let _ = writeln!(out, "{number}. {}", paragraph(row));
            }
        }
        Body::Pairs(pairs) => {
            for (name, lines) in pairs {
                match lines.as_slice() {
                    [line] => drop(writeln!(out, "- **{name}**：{}", markdown(line))),
                    lines => {
                        let _ = writeln!(out, "- **{name}**：");
                        for line in lines {
                            let _ = writeln!(out, "  - {}", paragraph(line));
                        }
                    }
                }
            }
        }
        Body::Table(table) => self::table(out, table),
    }
}

fn table(out: &mut String, table: &Table) {
    let _ = writeln!(out, "| {} |", table.head.join(" | "));
    let _ = writeln!(out, "|{}", "---|".repeat(table.head.len()));
    for row in &table.rows {
        let cells = row.iter().map(|lines| {
            let lines: Vec<_> = lines.iter().map(|line| markdown(line)).collect();
            lines.join("<br>")
        });
        let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
    }
}

/// A text at the beginning of a line, where a dash would begin a list and an equals sign make a heading of the line above.
fn paragraph(text: &str) -> String {
    let escaped = markdown(text);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let at = match escaped.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => 0,
        Some(b'.' | b')') if digits > 0 => digits,
        _ => return escaped,
    };
    let (before, rest) = escaped.split_at(at);
    format!("{before}\\{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_block() {
        for (text, escaped) in [
            ("- 甲", "\\- 甲"),
            ("+ 甲", "\\+ 甲"),
            ("=== ", "\\=== "),
            ("12. 甲", "12\\. 甲"),
            ("3) 甲", "3\\) 甲"),
            ("# 甲", "\\# 甲"),
            ("> 甲", "&gt; 甲"),
            ("3年以上", "3年以上"),
        ] {
            assert_eq!(paragraph(text), escaped);
        }
    }
}
