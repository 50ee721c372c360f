//! The numbers of lists in Word's formats.

/// A number in one of the formats of `w:numFmt`.
pub(super) fn write(number: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(number, &PLAIN),
        "chineseLegalSimplified" => chinese(number, &LEGAL),
        "ideographLegalTraditional" | "japaneseLegal" => chinese(number, &TRADITIONAL),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits(number),
        "ideographTraditional" => cycle(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cycle(number, "子丑寅卯辰巳午未申酉戌亥"),
        "ideographZodiacTraditional" => stems_and_branches(number),
        "ideographEnclosedCircle" => enclosed(number, '㊀', 10),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match number {
            21..=35 => offset('㉑', number - 21),
            36..=50 => offset('㊱', number - 36),
            _ => enclosed(number, '①', 20),
        },
        "decimalEnclosedParen" => enclosed(number, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(number, '⒈', 20),
        "decimalFullWidth" | "decimalFullWidth2" => number
            .to_string()
            .chars()
            .map(|digit| offset('０', digit as u32 - '0' as u32))
            .collect(),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letter(number, 'a'),
        "upperLetter" => letter(number, 'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "ordinal" => ordinal(number),
        "numberInDash" => format!("- {number} -"),
        _ => number.to_string(),
    }
}

/// The digits from nought to nine, and ten, hundred, thousand, ten thousand.
struct Numerals {
    digits: [char; 10],
    units: [&'static str; 4],
    ten_thousand: char,
    /// Whether ten is 十 rather than 一十.
    bare_ten: bool,
}

const PLAIN: Numerals = Numerals {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ["", "十", "百", "千"],
    ten_thousand: '万',
    bare_ten: true,
};
const LEGAL: Numerals = Numerals {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ["", "拾", "佰", "仟"],
    ten_thousand: '万',
    bare_ten: false,
};
const TRADITIONAL: Numerals = Numerals {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    units: ["", "拾", "佰", "仟"],
    ten_thousand: '萬',
    bare_ten: false,
};

/// 一, 十二, 二十, 一百零三, 一千零二十, 一万零三.
fn chinese(number: u32, numerals: &Numerals) -> String {
    if number >= 100_000_000 {
        return number.to_string();
    }
    let (high, low) = (number / 10_000, number % 10_000);
    let mut out = String::new();
    if high > 0 {
        out += &below_ten_thousand(high, numerals, numerals.bare_ten);
        out.push(numerals.ten_thousand);
        if low > 0 && low < 1000 {
            out.push(numerals.digits[0]);
        }
    }
    if low > 0 || high == 0 {
        out += &below_ten_thousand(low, numerals, numerals.bare_ten && high == 0);
    }
    out
}

fn below_ten_thousand(number: u32, numerals: &Numerals, bare_ten: bool) -> String {
    if number == 0 {
        return numerals.digits[0].into();
    }
    let mut out = String::new();
    let mut gap = false;
    for (power, unit) in (0_u32..4).zip(numerals.units).rev() {
        let digit = number / 10_u32.pow(power) % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(numerals.digits[0]);
        }
        if !(bare_ten && out.is_empty() && power == 1 && digit == 1) {
            out.push(numerals.digits[digit as usize]);
        }
        out += unit;
    }
    out
}

/// 一〇三: digit by digit.
fn digits(number: u32) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| DIGITS[c.to_digit(10).unwrap_or(0) as usize];
    number.to_string().chars().map(digit).collect()
}

/// 甲 to 癸; beyond them plain digits, as Word has it.
fn cycle(number: u32, signs: &str) -> String {
    let sign = number
        .checked_sub(1)
        .and_then(|at| signs.chars().nth(at as usize));
    sign.map_or_else(|| number.to_string(), String::from)
}

/// 甲子, 乙丑 …
fn stems_and_branches(number: u32) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at < 60) else {
        return number.to_string();
    };
    let stem = "甲乙丙丁戊己庚辛壬癸".chars().nth(at as usize % 10);
    let branch = "子丑寅卯辰巳午未申酉戌亥".chars().nth(at as usize % 12);
    stem.into_iter().chain(branch).collect()
}

/// ①: a sign of its own for each of the first numbers.
fn enclosed(number: u32, first: char, last: u32) -> String {
    if (1..=last).contains(&number) {
        offset(first, number - 1)
    } else {
        number.to_string()
    }
}

fn offset(first: char, by: u32) -> String {
    char::from_u32(first as u32 + by).map_or_else(String::new, String::from)
}

fn letter(number: u32, first: char) -> String {
    let index = number.saturating_sub(1) % 26;
    let repeated = (number.saturating_sub(1) / 26 + 1).min(10);
    offset(first, index).repeat(repeated as usize)
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.min(3999);
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn written(format: &str, numbers: &[u32]) -> String {
        let written: Vec<_> = numbers.iter().map(|n| write(*n, format)).collect();
        written.join(" ")
    }

    #[test]
    fn numbers_as_word_writes_them() {
        assert_eq!(
            written("chineseCounting", &[0, 1, 10, 12, 20, 21, 103, 110, 115]),
            "零 一 十 十二 二十 二十一 一百零三 一百一十 一百一十五"
        );
        assert_eq!(
            written(
                "chineseCountingThousand",
                &[11, 1000, 1001, 1020, 2310, 10_003, 120_000]
            ),
            "十一 一千 一千零一 一千零二十 二千三百一十 一万零三 十二万"
        );
        assert_eq!(
            written("chineseLegalSimplified", &[1, 10, 12, 20, 103]),
            "壹 壹拾 壹拾贰 贰拾 壹佰零叁"
        );
        assert_eq!(written("ideographTraditional", &[1, 10, 11]), "甲 癸 11");
        assert_eq!(written("ideographZodiac", &[1, 12, 13]), "子 亥 13");
        assert_eq!(written("ideographDigital", &[1, 10, 21]), "一 一〇 二一");
        assert_eq!(
            written("decimalEnclosedCircle", &[1, 20, 21, 36, 50, 51]),
            "① ⑳ ㉑ ㊱ ㊿ 51"
        );
        assert_eq!(written("decimalFullWidth", &[1, 12]), "１ １２");
        assert_eq!(written("decimalZero", &[3, 12]), "03 12");
        assert_eq!(written("lowerLetter", &[1, 26, 28]), "a z bb");
        assert_eq!(written("upperLetter", &[2]), "B");
        assert_eq!(written("upperRoman", &[4, 14, 90]), "IV XIV XC");
        assert_eq!(written("lowerRoman", &[9]), "ix");
        assert_eq!(written("decimal", &[7]), "7");
    }
}
