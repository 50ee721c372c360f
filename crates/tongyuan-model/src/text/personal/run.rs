//! Runs of letters and digits, and which of them are written as one number in groups.

use std::ops::Range;

/// No number that is looked for has more characters.
const LONGEST: usize = 24;
/// No number that is looked for is written in more groups.
const MOST_GROUPS: usize = 6;

/// A run of letters and digits, full-width ones counted as half-width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    start: usize,
    end: usize,
    /// What joins it to the run before: one blank or one dash.
    joined_by: Option<char>,
    characters: [u8; LONGEST],
    /// How many characters it has; those beyond the longest are not kept.
    length: usize,
}

impl Run {
    fn begin(start: usize, joined_by: Option<char>) -> Self {
        Self {
            start,
            end: start,
            joined_by,
            characters: [0; LONGEST],
            length: 0,
        }
    }

    fn push(&mut self, character: u8, end: usize) {
        if let Some(place) = self.characters.get_mut(self.length) {
            *place = character;
        }
        self.length += 1;
        self.end = end;
    }

    /// Where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// What joins it to the run before.
    pub(super) fn joined_by(&self) -> Option<char> {
        self.joined_by
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Its characters; nothing where there are more than any number has.
    pub(super) fn characters(&self) -> &[u8] {
        self.characters.get(..self.length).unwrap_or_default()
    }

    /// Whether it is made of digits alone.
    pub(super) fn is_digits(&self) -> bool {
        let own = self.characters();
        !own.is_empty() && own.iter().all(u8::is_ascii_digit)
    }
}

/// Runs that are joined to one another.
pub(super) struct Chain;

impl Chain {
    /// Visits the chains of a text that have digits enough for a number; one that is longer than any number is visited in pieces.
    pub(super) fn visit(text: &str, visit: &mut impl FnMut(&[Run])) {
        let mut done = 0;
        while let Some(digit) = next_digit(text, done) {
            let start = digit - backward(&text[done..digit]);
            let end = digit + forward(&text[digit..]);
            if has_digits_enough(&text[digit..end]) {
                Self::runs(text, start..end, visit);
            }
            done = end;
        }
    }

    /// Visits the runs of one chain.
    fn runs(text: &str, chain: Range<usize>, visit: &mut impl FnMut(&[Run])) {
        let mut runs: Vec<Run> = Vec::with_capacity(MOST_GROUPS);
        let mut open: Option<Run> = None;
        let mut joint = None;
        for (at, character) in text[chain.clone()].char_indices() {
            let at = chain.start + at;
            let Some(folded) = folded(character) else {
                runs.extend(open.take());
                joint = Some(character);
                continue;
            };
            if open.is_none() {
                if runs.len() == MOST_GROUPS {
                    visit(&runs);
                    runs.clear();
                }
                open = Some(Run::begin(at, joint));
            }
            if let Some(run) = &mut open {
                run.push(folded, at + character.len_utf8());
            }
        }
        runs.extend(open);
        visit(&runs);
    }
}

/// Where the first digit from a place on stands, of either width.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        // ０ to ９ begin with this byte, and so does most punctuation.
        at += rest
            .iter()
            .position(|byte| matches!(byte, b'0'..=b'9' | 0xEF))?;
        match bytes.get(at..)? {
            [0xEF, 0xBC, 0x90..=0x99, ..] | [b'0'..=b'9', ..] => return Some(at),
            _ => at += 1,
        }
    }
}

/// How many bytes before a digit are of its chain.
fn backward(before: &str) -> usize {
    chained(before.chars().rev())
}

/// How many bytes from a digit on are of its chain.
fn forward(rest: &str) -> usize {
    chained(rest.chars())
}

/// How many bytes letters and digits take, with the single joints between them.
fn chained(characters: impl Iterator<Item = char>) -> usize {
    let (mut whole, mut length) = (0, 0);
    let mut is_joined = false;
    for character in characters {
        length += character.len_utf8();
        if folded(character).is_some() {
            whole = length;
            is_joined = false;
        } else if is_joined || !is_joint(character) {
            break;
        } else {
            is_joined = true;
        }
    }
    whole
}

/// Whether a text has as many digits as the shortest number that is looked for.
fn has_digits_enough(text: &str) -> bool {
    const FEWEST: usize = 7;
    let digits = |c: &char| folded(*c).is_some_and(|byte| byte.is_ascii_digit());
    text.chars().filter(digits).take(FEWEST).count() == FEWEST
}

fn is_joint(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{A0}' | '\u{3000}' | '-' | '－' | '—' | '–'
    )
}

/// Whether it is a dash.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '－' | '—' | '–')
}

/// A letter or digit as half-width; an underline is one as well: it makes a code of what it joins.
fn folded(character: char) -> Option<u8> {
    let code = match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => u32::from(character) - 0xFEE0,
        _ => u32::from(character),
    };
    let byte = u8::try_from(code).ok()?;
    (byte.is_ascii_alphanumeric() || byte == b'_').then_some(byte)
}
