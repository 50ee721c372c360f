//! What the names of glyphs mean (the Adobe Glyph List, in so far as guides use it).

/// The character that a glyph is named for: `A`, `comma`, `uni7533`, `u20000`.
pub(super) fn character(name: &str) -> Option<char> {
    let name = name.split('.').next().unwrap_or_default();
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Some(only);
    }
    let hexadecimal = |digits: &str| {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
    };
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4) {
        return digits.get(..4).and_then(hexadecimal);
    }
    if let Some(digits) = name
        .strip_prefix('u')
        .filter(|d| (4..=6).contains(&d.len()))
        && let Some(character) = hexadecimal(digits)
    {
        return Some(character);
    }
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, character)| *character)
}

const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("degree", '°'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("plusminus", '±'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("yen", '¥'),
    ("checkmark", '✓'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("ff", 'ﬀ'),
    ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        let read = [
            "A",
            "comma",
            "uni7533",
            "u20000",
            "seven.oldstyle",
            "union",
            "g12",
        ];
        let read: Vec<_> = read.iter().map(|name| character(name)).collect();
        let expected = [
            Some('A'),
            Some(','),
            Some('申'),
            Some('\u{20000}'),
            Some('7'),
            None,
            None,
        ];
        assert_eq!(read, expected);
    }
}
