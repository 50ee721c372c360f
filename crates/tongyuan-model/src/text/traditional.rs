//! Traditional characters and their simplified forms.

use std::sync::LazyLock;

/// The simplified form of each traditional character, by its place among the ideographs; 0 where it has none of its own.
///
/// The pairs are those of OpenCC's table of characters, one to one; what a character means in a phrase is not asked.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; 0x5200];
    let pairs: Vec<char> = include_str!("traditional.txt")
        .chars()
        .filter(|c| *c != '\n')
        .collect();
    for pair in pairs.chunks_exact(2) {
        let place = (pair[0] as usize).saturating_sub(FIRST);
        if let Some(form) = table.get_mut(place) {
            *form = u16::try_from(pair[1] as u32).unwrap_or(0);
        }
    }
    table
});

/// The first of the ideographs.
const FIRST: usize = 0x4E00;

/// The simplified form of a character; the character itself where it has none.
#[must_use]
pub fn simplified(character: char) -> char {
    let place = (character as usize).checked_sub(FIRST);
    match place.and_then(|place| SIMPLIFIED.get(place)) {
        None | Some(0) => character,
        Some(code) => char::from_u32(u32::from(*code)).unwrap_or(character),
    }
}

/// Whether a character has a simplified form.
#[must_use]
pub fn is_traditional(character: char) -> bool {
    simplified(character) != character
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_its_form() {
        let text: String = "申請條件與證書A，".chars().map(simplified).collect();
        assert_eq!(text, "申请条件与证书A，");
        assert!(is_traditional('證') && !is_traditional('证'));
    }
}
