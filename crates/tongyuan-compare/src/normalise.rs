//! When do two texts say the same? Named normalisations, and below them differences of wording.

mod characters;
mod citations;
mod figures;

use tongyuan_model::text::marker;

use crate::lexicon::LEXICON;
pub(crate) use characters::readable;
use characters::{characters, is_formless, without_markup};
use citations::citations;
use figures::figures;
use tongyuan_model::text::traditional::is_traditional;

/// A normalisation: two texts that are equal after it say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Normalisation {
    /// Entities, tags and characters without a form, left over from a page.
    Markup,
    /// Full- and half-width forms.
    Width,
    /// Traditional and simplified characters.
    Traditional,
    /// Blanks and line breaks.
    Whitespace,
    /// List numbers and bullets at the beginning.
    ListMarker,
    /// Punctuation at the end.
    ClosingPunctuation,
    /// Kinds of brackets, quotation marks, dashes and other punctuation.
    Punctuation,
    /// Book title marks.
    TitleMarks,
    /// Chinese and Arabic numerals.
    Numerals,
    /// Forms of dates.
    Dates,
    /// Units that mean the same.
    Units,
    /// Forms of citing an article or a document.
    Citations,
    /// Law titles with and without the name of the country.
    LawTitles,
    /// Names of one thing.
    Aliases,
    /// The order of a list whose order has no meaning.
    Order,
}

impl Normalisation {
    /// Every normalisation, in the order in which they are applied.
    pub const ALL: &'static [Self] = &[
        Self::Markup,
        Self::Width,
        Self::Traditional,
        Self::Whitespace,
        Self::ListMarker,
        Self::ClosingPunctuation,
        Self::Punctuation,
        Self::TitleMarks,
        Self::Numerals,
        Self::Dates,
        Self::Units,
        Self::Citations,
        Self::LawTitles,
        Self::Aliases,
        Self::Order,
    ];

    /// The name of the normalisation in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Markup => "markup",
            Self::Width => "width",
            Self::Traditional => "traditional",
            Self::Whitespace => "whitespace",
            Self::ListMarker => "list-marker",
            Self::ClosingPunctuation => "closing-punctuation",
            Self::Punctuation => "punctuation",
            Self::TitleMarks => "title-marks",
            Self::Numerals => "numerals",
            Self::Dates => "dates",
            Self::Units => "units",
            Self::Citations => "citations",
            Self::LawTitles => "law-titles",
            Self::Aliases => "aliases",
            Self::Order => "order",
        }
    }
}

/// What two texts are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They say the same; the normalisations that were needed are named.
    Same(Vec<Normalisation>),
    /// They ask for the same in other words.
    Wording,
    /// Something that carries meaning differs.
    Different,
}

/// Which normalisations are applied.
#[derive(Clone, Copy, Debug)]
struct Steps(u32);

impl Steps {
    const ALL: Self = Self(u32::MAX);

    fn has(self, step: Normalisation) -> bool {
        self.0 & (1 << step as u32) != 0
    }

    fn without(self, step: Normalisation) -> Self {
        Self(self.0 & !(1 << step as u32))
    }
}

/// Compares two texts.
#[must_use]
pub fn compare_texts(a: &str, b: &str) -> Verdict {
    if a == b {
        return Verdict::Same(Vec::new());
    }
    let (x, y) = (plain(a), plain(b));
    if x == y {
        Verdict::Same(needed(a, b))
    } else if wording(&x) == wording(&y) {
        Verdict::Wording
    } else {
        Verdict::Different
    }
}

/// A text in the form in which texts are equal that say the same, whatever their signs, figures and names for one thing.
#[must_use]
pub fn normal_form(text: &str) -> String {
    plain(text)
}

/// A text in the form in which texts are equal that ask for the same, be it in other words.
#[must_use]
pub fn common_form(text: &str) -> String {
    wording(&plain(text))
}

/// A text in its normal form: what is equal in it says the same.
#[must_use]
pub(crate) fn plain(text: &str) -> String {
    normal(text, Steps::ALL)
}

/// Signs and figures in their normal form: how words are written of which a longer text is made.
pub(crate) fn signs_and_figures(word: &str) -> String {
    figures(&characters(word, Steps::ALL), Steps::ALL)
}

/// A text in the form in which differences of wording disappear as well. Takes the normal form.
#[must_use]
pub(crate) fn wording(plain: &str) -> String {
    let text = LEXICON.without_lead(plain);
    let text = LEXICON.synonyms.apply(text.to_owned());
    let mut text = at_least(&text);
    text.retain(|c| !matches!(c, '的' | '"'));
    politely(text)
}

/// Without 请 and 一下, wherever they stand before a verb or behind it.
fn politely(text: String) -> String {
    if !text.contains(['请', '下']) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let behind = &rest[first.len_utf8()..];
        // 申请, 邀请, 请求, 请示, 聘请: 请 is part of a word.
        let is_polite = first == '请'
            && !out.ends_with(['申', '邀', '聘', '提', '报', '声', '呈', '敦', '延'])
            && !behind.starts_with(['求', '示', '假', '柬', '教', '款', '功', '愿', '领'])
            && !behind.is_empty();
        if is_polite {
            rest = behind.strip_prefix('您').unwrap_or(behind);
            continue;
        }
        if let Some(after) = rest.strip_prefix("1下")
            && !after.starts_with(['载', '列', '属', '级', '达', '发', '岗', '班'])
            && out.chars().next_back().is_some_and(|c| !c.is_ascii())
        {
            rest = after;
            continue;
        }
        out.push(first);
        rest = behind;
    }
    out
}

/// 8名以上 in the form of 不少于8名: both include the number.
fn at_least(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = rest.find("以上") {
        let before = &rest[..end];
        let behind = &rest[end + "以上".len()..];
        match last_quantity(before) {
            Some(start) => {
                let head = before[..start].trim_end_matches("不少于");
                let head = ["达到", "年满", "已满", "满"]
                    .iter()
                    .find_map(|word| head.strip_suffix(word))
                    .unwrap_or(head);
                out.push_str(head);
                out.push_str("不少于");
                out.push_str(&before[start..]);
            }
            None => {
                out.push_str(before);
                out.push_str("以上");
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// 3年内未发生重大以上: the number belongs to something else.
fn is_beyond_a_unit(character: char) -> bool {
    matches!(
        character,
        ',' | ';' | '。' | ':' | '内' | '未' | '无' | '没' | '不' | '有' | '的'
    )
}

/// Where the number begins whose unit ends the text: a unit is short.
fn last_quantity(text: &str) -> Option<usize> {
    const LONGEST_UNIT: usize = 8;
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%');
    let (last, _) = text
        .char_indices()
        .rev()
        .take(LONGEST_UNIT)
        .take_while(|(_, c)| !is_beyond_a_unit(*c))
        .find(|(_, c)| is_figure(*c))?;
    text[..=last]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_figure(*c))
        .map(|(at, _)| at)
        .last()
}

/// The fewest normalisations that make the two equal, the plainest first: width before numerals, numerals before aliases.
///
/// Names that only a repository calls one need no more than that.
pub(crate) fn needed(a: &str, b: &str) -> Vec<Normalisation> {
    if plain(a) != plain(b) {
        return vec![Normalisation::Aliases];
    }
    let mut on = Steps::ALL;
    for step in Normalisation::ALL.iter().rev() {
        if !can_matter(*step, a) && !can_matter(*step, b) {
            on = on.without(*step);
            continue;
        }
        let without = on.without(*step);
        if normal(a, without) == normal(b, without) {
            on = without;
        }
    }
    Normalisation::ALL
        .iter()
        .copied()
        .filter(|step| on.has(*step))
        .collect()
}

/// Whether a step can change a text at all: a look at its characters spares the work.
fn can_matter(step: Normalisation, text: &str) -> bool {
    match step {
        Normalisation::Markup => text.contains(|c| matches!(c, '&' | '<') || is_formless(c)),
        Normalisation::Width => text.contains(|c: char| ('\u{2160}'..='\u{FF5E}').contains(&c)),
        Normalisation::Traditional => text.contains(is_traditional),
        Normalisation::Whitespace => text.contains(char::is_whitespace),
        Normalisation::TitleMarks => text.contains(['《', '》', '〈', '〉']),
        Normalisation::LawTitles => text.contains("中华人民共和国"),
        Normalisation::Citations => text.contains(['条', '款', '令']),
        Normalisation::ClosingPunctuation => text.ends_with(|c: char| !c.is_alphanumeric()),
        Normalisation::ListMarker
        | Normalisation::Punctuation
        | Normalisation::Numerals
        | Normalisation::Dates
        | Normalisation::Units
        | Normalisation::Aliases
        | Normalisation::Order => true,
    }
}

fn normal(text: &str, on: Steps) -> String {
    let marked = on
        .has(Normalisation::Markup)
        .then(|| without_markup(text))
        .flatten();
    let text = marked.as_deref().unwrap_or(text);
    let text = if on.has(Normalisation::ListMarker) {
        marker::strip(text.trim_start())
    } else {
        text
    };
    let text = figures(&characters(text, on), on);
    let text = if on.has(Normalisation::Citations) {
        citations(text)
    } else {
        text
    };
    let text = if on.has(Normalisation::LawTitles) {
        without_country(text)
    } else {
        text
    };
    let mut text = if on.has(Normalisation::Aliases) {
        LEXICON.aliases.apply(text)
    } else {
        text
    };
    if on.has(Normalisation::ClosingPunctuation) {
        let end = text.trim_end_matches(is_closing).len();
        text.truncate(end);
    }
    text
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '。' | '；' | '，' | '、' | '：' | '.' | ';' | ',' | ':' | '!' | '！' | ' ' | '…'
    )
}

/// 中华人民共和国专利法 → 专利法: before the title of a law or of a certificate.
fn without_country(text: String) -> String {
    const COUNTRY: &str = "中华人民共和国";
    const ENDS: [&str; 6] = ["法", "条例", "细则", "办法", "规定", "证"];
    const LONGEST: usize = 30;
    if !text.contains(COUNTRY) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(COUNTRY) {
        out.push_str(&rest[..at]);
        rest = &rest[at + COUNTRY.len()..];
        let end = rest
            .char_indices()
            .take(LONGEST)
            .find(|(_, c)| matches!(c, ',' | ';' | '。' | '、' | '(' | ')'))
            .map_or_else(
                || {
                    rest.char_indices()
                        .nth(LONGEST)
                        .map_or(rest.len(), |(at, _)| at)
                },
                |(at, _)| at,
            );
        let title = &rest[..end];
        let is_title = ENDS.iter().any(|end| title.contains(end))
            && !["境", "公民", "国籍", "领", "的", "主权", "政府"]
                .iter()
                .any(|word| title.starts_with(word));
        if !is_title {
            out.push_str(COUNTRY);
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same() {
        use Normalisation::*;
        let cases: [(&str, &str, &[Normalisation]); 16] = [
            ("方案（原件１份）", "方案（原件1份）", &[Width]),
            ("方案。", "方案", &[ClosingPunctuation]),
            ("申请表〔原件〕", "申请表（原件）", &[Punctuation]),
            ("许可 证", "许可证", &[Whitespace]),
            ("四十五日", "45日", &[Numerals]),
            ("（三）有设备", "3.有设备", &[ListMarker]),
            ("2021年1月1日以后", "2021-01-01以后", &[Dates]),
            ("3工作日", "3个工作日", &[Units]),
            ("《中华人民共和国教师法》", "《教师法》", &[LawTitles]),
            ("《申请表》", "申请表", &[TitleMarks]),
            ("居民身份证", "身份证", &[Aliases]),
            ("标注“旅行社”字样", "标注\"旅行社\"字样", &[Punctuation]),
            ("不低于百分之五十一", "不低于51%", &[Numerals]),
            ("押金2万元", "押金20000元", &[Numerals]),
            ("10天", "10日", &[Units]),
            ("5‰", "0.5%", &[Numerals]),
        ];
        for (a, b, steps) in cases {
            assert_eq!(
                compare_texts(a, b),
                Verdict::Same(steps.to_vec()),
                "{a} {b}"
            );
        }
    }

    #[test]
    fn what_differs_in_words() {
        for (a, b) in [
            ("请提供检疫证书", "检疫证书"),
            ("车辆的保险单", "车辆保险单"),
            ("教练员不少于8名", "教练员8名以上"),
            ("近3年未受处罚", "最近三年未受处罚"),
            ("产权证或者租赁合同", "产权证或租赁合同"),
        ] {
            assert_eq!(compare_texts(a, b), Verdict::Wording, "{a} {b}");
        }
    }

    #[test]
    fn what_differs_in_substance() {
        for (a, b) in [
            ("不少于3年", "不少于5年"),
            ("10名以上", "超过10名"),
            ("身份证", "居住证"),
            ("房产证和租约", "房产证或租约"),
            ("应当配备", "可以配备"),
            ("属于失信人", "不属于失信人"),
            ("20日", "20个工作日"),
            ("学历证、职称证", "学历证、职称证等"),
        ] {
            assert_eq!(compare_texts(a, b), Verdict::Different, "{a} {b}");
        }
    }
}
