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
    /// Visits the runs of a text, those together that one blank or dash joins. A chain that is longer than any number is cut.
    pub(super) fn visit(text: &str, visit: &mut impl FnMut(&[Run])) {
        let mut chain: Vec<Run> = Vec::with_capacity(MOST_GROUPS);
        let mut open: Option<Run> = None;
        // What stands since the last run ended.
        let mut between: (Option<char>, usize) = (None, 0);
        for (at, character) in text.char_indices() {
            let Some(folded) = folded(character) else {
                if let Some(run) = open.take() {
                    chain.push(run);
                    between = (None, 0);
                }
                between = (Some(character), between.1 + 1);
                continue;
            };
            if open.is_none() {
                let joint = between.0.filter(|c| between.1 == 1 && is_joint(*c));
                let joint = joint.filter(|_| !chain.is_empty());
                if !chain.is_empty() && (joint.is_none() || chain.len() == MOST_GROUPS) {
                    visit(&chain);
                    chain.clear();
                }
                open = Some(Run::begin(at, joint));
            }
            if let Some(run) = &mut open {
                run.push(folded, at + character.len_utf8());
            }
        }
        chain.extend(open);
        if !chain.is_empty() {
            visit(&chain);
        }
    }
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
