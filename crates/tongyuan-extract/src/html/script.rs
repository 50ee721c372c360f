//! Data that a page keeps in its scripts: `var material = [...]`, `window.__INITIAL_STATE__ = {...}`, JSON for the page's own
//! program. No script is run: a value is read where it stands written out.

use std::ops::Range;

use super::dom::{Dom, Node};

/// No page keeps more values worth reading.
const MOST_VALUES: usize = 50;
/// A shorter value holds no guide.
const FEWEST_BYTES: usize = 40;

/// Where values stand written out in the scripts of a page, in order: objects and arrays that are assigned, or that are all
/// there is.
pub(super) fn values(dom: &Dom, text: &str) -> Vec<Range<usize>> {
    let mut values = Vec::new();
    for node in 0..dom.len() {
        if !matches!(dom.node(node), Node::Element(element) if element.tag() == "script") {
            continue;
        }
        for child in dom.children(node) {
            let Node::Text(ranges) = dom.node(*child) else {
                continue;
            };
            for range in ranges {
                in_script(text, range.clone(), &mut values);
            }
        }
    }
    values.truncate(MOST_VALUES);
    values
}

fn in_script(text: &str, script: Range<usize>, values: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = script.start;
    // What stands before the value, blanks left out; nothing at the beginning of the script.
    let mut before = None;
    while at < script.end {
        let byte = bytes[at];
        let opens = matches!(byte, b'{' | b'[') && matches!(before, None | Some(b'='));
        if opens && let Some(end) = closing(bytes, at, script.end) {
            if end - at >= FEWEST_BYTES {
                values.push(at..end);
            }
            at = end;
            before = Some(b'}');
            continue;
        }
        match byte {
            b'"' | b'\'' | b'`' => at = after_string(bytes, at, script.end),
            _ => at += 1,
        }
        if !byte.is_ascii_whitespace() {
            before = Some(byte);
        }
    }
}

/// The end of the object or array that begins here.
fn closing(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    while at < end {
        match bytes[at] {
            b'"' | b'\'' => {
                at = after_string(bytes, at, end);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn after_string(bytes: &[u8], start: usize, end: usize) -> usize {
    let quote = bytes[start];
    let mut at = start + 1;
    while at < end {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(script: &str) -> Vec<&str> {
        let mut values = Vec::new();
        in_script(script, 0..script.len(), &mut values);
        values.into_iter().map(|range| &script[range]).collect()
    }

    #[test]
    fn what_is_assigned_is_found_and_code_is_not() {
        let list = r#"[{"M_NAME":"身份证 \" ] ","ISNEED":"必要","M_SOURCE":"20"}]"#;
        assert_eq!(found(&format!("var a = 1;\nvar m = {list};")), [list]);
        assert_eq!(found(list), [list]);
        assert_eq!(
            found("$(function(){ $.each(material, function(i, m){ show(m.M_NAME); }); });"),
            [""; 0]
        );
        assert_eq!(
            found("var open = [{\"a\": \"never closed, and so no value at all\""),
            [""; 0]
        );
    }
}
