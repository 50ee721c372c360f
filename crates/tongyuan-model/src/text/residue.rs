//! What a text keeps of the markup it once stood in: entities, tags, control characters.

use std::ops::Range;

use super::width::is_wide;

/// No tag or entity of a guide is longer: what runs on is text.
const LONGEST: usize = 200;

/// Something in a text that is not of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residue {
    /// The bytes that it takes.
    pub at: Range<usize>,
    /// What should stand there; `None` where only its author can tell.
    pub instead: Option<String>,
}

/// Every residue of a text, in order.
///
/// ```
/// use tongyuan_model::text::residue::residues;
///
/// assert_eq!(residues("原件&nbsp;1份")[0].instead.as_deref(), Some(""));
/// assert!(residues("收入<6万元，R&D费用").is_empty());
/// ```
#[must_use]
pub fn residues(text: &str) -> Vec<Residue> {
    let mut found = Vec::new();
    let mut until = 0;
    for (at, character) in text.char_indices() {
        if at < until {
            continue;
        }
        let own = match character {
            '&' => entity(text, at),
            '<' => tag(text, at),
            _ if is_stray(character) => Some(Residue {
                at: at..at + character.len_utf8(),
                instead: (!is_lost(character)).then(String::new),
            }),
            _ => None,
        };
        if let Some(own) = own {
            until = own.at.end;
            found.push(own);
        }
    }
    found
}

/// Control characters, and those that show nothing.
fn is_stray(character: char) -> bool {
    let is_layout = matches!(character, '\n' | '\r' | '\t');
    character.is_control() && !is_layout
        || matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
        || is_lost(character)
}

/// Characters that stand for one that was lost.
fn is_lost(character: char) -> bool {
    matches!(character, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}

fn entity(text: &str, at: usize) -> Option<Residue> {
    let mut name_at = at + 1;
    // &amp;nbsp; was escaped twice.
    while let Some(rest) = text[name_at..].strip_prefix("amp;")
        && bare_entity(rest).is_some()
    {
        name_at += "amp;".len();
    }
    let (len, stands_for) = bare_entity(&text[name_at..])?;
    let end = name_at + len;
    let instead = match stands_for {
        // Between the squares of Chinese characters no blank belongs.
        Some(' ') => {
            let before = text[..at].chars().next_back();
            let after = text[end..].chars().next();
            let holds = [before, after]
                .iter()
                .all(|c| c.is_some_and(|c| !is_wide(c)));
            Some(if holds { " ".to_owned() } else { String::new() })
        }
        other => other.map(String::from),
    };
    Some(Residue {
        at: at..end,
        instead,
    })
}

/// The length of the name of an entity with its semicolon, and the character that it stands for.
fn bare_entity(rest: &str) -> Option<(usize, Option<char>)> {
    const NAMES: [(&str, char); 20] = [
        ("nbsp;", ' '),
        ("ensp;", ' '),
        ("emsp;", ' '),
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("apos;", '\''),
        ("ldquo;", '“'),
        ("rdquo;", '”'),
        ("lsquo;", '‘'),
        ("rsquo;", '’'),
        ("hellip;", '…'),
        ("mdash;", '—'),
        ("ndash;", '–'),
        ("middot;", '·'),
        ("times;", '×'),
        ("yen;", '¥'),
        ("ge;", '≥'),
        ("le;", '≤'),
    ];
    if let Some((name, stands_for)) = NAMES.iter().find(|(name, _)| rest.starts_with(name)) {
        return Some((name.len(), Some(*stands_for)));
    }
    const DIGITS: usize = 8;
    let number = rest.strip_prefix('#')?;
    let end = number
        .bytes()
        .take(DIGITS + 1)
        .position(|byte| byte == b';')?;
    let digits = &number[..end];
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    let stands_for = char::from_u32(code).map(|c| if c == '\u{A0}' { ' ' } else { c });
    Some((digits.len() + 2, stands_for.filter(|c| !is_stray(*c))))
}

fn tag(text: &str, at: usize) -> Option<Residue> {
    /// What only forms the letters of a text: without it nothing is lost.
    const INLINE: [&str; 11] = [
        "span", "font", "b", "i", "u", "strong", "em", "o:p", "center", "small", "big",
    ];
    const BLOCKS: [&str; 26] = [
        "br", "p", "div", "table", "tbody", "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "img", "a", "input", "script", "style", "sup", "sub", "pre",
    ];
    let rest = &text[at + 1..];
    let name_at = usize::from(rest.starts_with('/'));
    let name: String = rest[name_at..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
        .take(8)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let is_inline = INLINE.contains(&name.as_str());
    if !is_inline && !BLOCKS.contains(&name.as_str()) {
        return None;
    }
    let behind = &rest[name_at + name.len()..];
    let len = behind.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    if !(behind.starts_with(['>', '/']) || behind.starts_with(char::is_whitespace)) {
        return None;
    }
    let end = at + 1 + name_at + name.len() + len + 1;
    // What parted two lines parts them no more where a mark stands or nothing follows.
    let is_needless = || {
        let marks = ['。', '；', '，', '、', '：'];
        let before = text[..at].trim_end();
        before.is_empty() || before.ends_with(marks) || text[end..].trim().is_empty()
    };
    let parts = matches!(name.as_str(), "br" | "p" | "div");
    let instead = (is_inline || parts && is_needless()).then(String::new);
    Some(Residue {
        at: at..end,
        instead,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, Option<String>)> {
        let own = residues(text).into_iter();
        own.map(|residue| (&text[residue.at], residue.instead))
            .collect()
    }

    #[test]
    fn entities() {
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(
            shown("甲&amp;nbsp;乙&lt;6万A&nbsp;B"),
            [
                ("&amp;nbsp;", is("")),
                ("&lt;", is("<")),
                ("&nbsp;", is(" "))
            ]
        );
        assert_eq!(
            shown("&quot;甲&#21333;&#xA0;"),
            [
                ("&quot;", is("\"")),
                ("&#21333;", is("单")),
                ("&#xA0;", is(""))
            ]
        );
        assert_eq!(shown("R&D；A&B；&;&#;&#xZZ;"), []);
    }

    #[test]
    fn tags() {
        let nothing = Some(String::new());
        assert_eq!(
            shown("<span style='x'>甲</span>。<br/>乙<br>丙</p>"),
            [
                ("<span style='x'>", nothing.clone()),
                ("</span>", nothing.clone()),
                ("<br/>", nothing.clone()),
                ("<br>", None),
                ("</p>", nothing)
            ]
        );
        assert_eq!(shown("面积<100平方米，年龄>18岁；<名称>；<body；a<b"), []);
    }

    #[test]
    fn characters_that_show_nothing() {
        assert_eq!(
            shown("甲\u{200B}乙\u{85}丙\u{FFFD}\n丁"),
            [
                ("\u{200B}", Some(String::new())),
                ("\u{85}", Some(String::new())),
                ("\u{FFFD}", None)
            ]
        );
    }
}
