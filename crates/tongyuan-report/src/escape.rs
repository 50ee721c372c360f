//! Text of guides made harmless for the format that it goes into.

/// For HTML, in elements and in attributes.
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match entity(character) {
            Some(entity) => out.push_str(entity),
            None => out.push(character),
        }
    }
    out
}

/// For Markdown, in a cell of a table as well: no sign of it means anything, and no HTML is left.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match (character, entity(character)) {
            ('<' | '>' | '&', Some(entity)) => out.push_str(entity),
            ('\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!', _) => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

/// Text for XML 1.0, in elements and attributes, without the characters that it forbids.
pub(crate) fn xml(text: &str) -> String {
    let allowed: String = text.chars().filter(|c| is_xml(*c)).collect();
    html(&allowed)
}

fn is_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

fn entity(character: char) -> Option<&'static str> {
    Some(match character {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_guide_is_markup() {
        assert_eq!(
            html("<script>\"&'</script>"),
            "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;"
        );
        assert_eq!(
            markdown("a|b `c` **d** <e> ![f](g) \\"),
            "a\\|b \\`c\\` \\*\\*d\\*\\* &lt;e&gt; \\!\\[f\\](g) \\\\"
        );
    }

    #[test]
    fn nothing_is_markup_in_xml() {
        assert_eq!(
            xml("<a b=\"c\">&\u{0}\u{b}\u{FFFE}'"),
            "&lt;a b=&quot;c&quot;&gt;&amp;&#39;"
        );
    }
}
