//! Codes of items and authorities: how they are built, and their check character (GB/T 39554.1, GB 32100-2015).

/// The characters of unified social credit codes (GB 32100-2015), each at the place of its value: no I, O, S, V, Z.
pub const CREDIT_CODE_CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 实施编码 taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemCode<'c> {
    /// 实施主体编码: 18 characters.
    pub authority: &'c str,
    /// 行使层级: one digit, 1 to 6.
    pub level: &'c str,
    /// 基本编码: 12 digits.
    pub catalog: &'c str,
}

impl<'c> ItemCode<'c> {
    /// Takes a code apart; none where it is not built of these parts.
    #[must_use]
    pub fn parse(code: &'c str) -> Option<Self> {
        let (authority, rest) = code.split_at_checked(18)?;
        let (level, catalog) = rest.split_at_checked(1)?;
        let is_built = authority
            .chars()
            .all(|c| CREDIT_CODE_CHARACTERS.contains(c))
            && matches!(level, "1" | "2" | "3" | "4" | "5" | "6")
            && is_catalog_code(catalog);
        is_built.then_some(Self {
            authority,
            level,
            catalog,
        })
    }
}

/// Whether a text is a 基本编码: 12 digits.
#[must_use]
pub fn is_catalog_code(code: &str) -> bool {
    code.len() == 12 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// The character by which the first seventeen of a credit code are checked; none where one of them is not of the alphabet.
#[must_use]
pub fn check_character(code: &str) -> Option<char> {
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let mut sum = 0;
    for (character, weight) in code.chars().take(17).zip(weights) {
        sum += CREDIT_CODE_CHARACTERS.find(character)? * weight;
    }
    CREDIT_CODE_CHARACTERS.chars().nth((31 - sum % 31) % 31)
}

/// Whether a text is a unified social credit code whose last character agrees with the others.
#[must_use]
pub fn is_credit_code(code: &str) -> bool {
    code.len() == 18
        && code
            .chars()
            .nth(17)
            .is_some_and(|last| check_character(code) == Some(last))
}
