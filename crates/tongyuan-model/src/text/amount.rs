//! Amounts of money in words: 300元/件, 每件300元, 3万元, 不收费.

use std::ops::Range;

use super::numeral;
use crate::number::Number;

/// An amount read from its words. Ranges are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The amount, in the unit of its currency (yuan, not ten thousand yuan).
    pub value: Number,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// Where number and unit stand.
    pub at: Range<usize>,
    /// What it is charged for: 件, 类, 每份.
    pub per: Option<Range<usize>>,
}

/// Every amount in a text, in order.
#[must_use]
pub fn read_all(text: &str) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let Some(number) = numeral::leading(&text[at..]) else {
            at += first.len_utf8();
            continue;
        };
        let after = at + number.len;
        if let Some((currency, length)) = currency(&text[after..])
            && let Some(value) = Number::parse(&number.decimal())
        {
            let end = after + length;
            found.push(Amount {
                value,
                currency,
                at: at..end,
                per: per_after(text, end).or_else(|| per_before(text, at)),
            });
            at = end;
        } else {
            at = after;
        }
    }
    found
}

fn currency(text: &str) -> Option<(&'static str, usize)> {
    let blanks = text.len() - text.trim_start().len();
    let bare = &text[blanks..];
    for (word, code) in [
        ("元人民币", "CNY"),
        ("元整", "CNY"),
        ("元", "CNY"),
        ("美元", "USD"),
        ("欧元", "EUR"),
        ("瑞士法郎", "CHF"),
    ] {
        if bare.starts_with(word) {
            return Some((code, blanks + word.len()));
        }
    }
    None
}

/// 300元/件, 300元每类
fn per_after(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = &text[end..];
    let bare = rest.trim_start();
    // 28元（每只）: in brackets it is the unit as well.
    let open = bare.strip_prefix(['（', '(', '【', '〔', '[']);
    let bare = open
        .filter(|inside| inside.starts_with(['/', '／', '每']))
        .unwrap_or(bare);
    let mark = bare
        .strip_prefix(['/', '／'])
        .or_else(|| bare.strip_prefix('每'))?;
    let start = text.len() - mark.len();
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '，' | ',' | '。' | '；' | ';' | '（' | '(' | '）' | ')' | '、' | '】' | '〕' | ']'
            )
    };
    let mut near = mark.char_indices().take(LONGEST_PER + 1);
    // What runs on without end is no unit.
    let length = match near.find(|(_, c)| ends(*c)) {
        Some((at, _)) => at,
        None if mark.chars().nth(LONGEST_PER).is_none() => mark.len(),
        None => return None,
    };
    (length > 0).then_some(start..start + length)
}

/// How many characters the unit behind an amount can have: 每增加一个商品项目.
const LONGEST_PER: usize = 20;

/// 每件300元, 每证收取工本费10元
fn per_before(text: &str, start: usize) -> Option<Range<usize>> {
    let reach = (start.saturating_sub(PER_REACH)..=start).find(|at| text.is_char_boundary(*at))?;
    let begin = reach + text[reach..start].rfind('每')? + '每'.len_utf8();
    let between = &text[begin..start];
    let end = ["收取", "收费", "缴纳", "人民币", "人民幣", "收", "为"]
        .iter()
        .filter_map(|word| between.find(word))
        .min()
        .unwrap_or(between.len());
    let unit = between[..end].trim_end();
    let short = (1..=8).contains(&unit.chars().count());
    let whole = !unit.contains(['，', ',', '。', '；', '：', ':']);
    (short && whole).then_some(begin..begin + unit.len())
}

/// How many bytes before an amount its unit can begin.
const PER_REACH: usize = 60;

/// Whether a text says that no fee is charged.
#[must_use]
pub fn is_free(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['。', '；', ';', '.']);
    let bare = bare.strip_prefix("办理").unwrap_or(bare);
    let bare = ["本事项", "该事项", "本项目", "本服务", "本业务", "该业务"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    matches!(
        bare,
        "不收费"
            | "免费"
            | "不收取费用"
            | "无收费"
            | "否"
            | "不收取任何费用"
            | "不收任何费用"
            | "不收取相关费用"
            | "不涉及收费"
            | "不涉及费用"
            | "无需缴费"
            | "不需要缴费"
            | "无费用"
            | "零收费"
            | "免收"
            | "不收取"
            | "无须缴费"
            | "不收取收费"
            | "无偿"
    ) || crate::reading::is_none(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_words() {
        let shown = |text: &str| {
            read_all(text)
                .into_iter()
                .map(|a| {
                    format!(
                        "{} {} {}",
                        a.value,
                        a.currency,
                        a.per.map_or("-", |r| &text[r])
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(shown("300元/类"), ["300 CNY 类"]);
        assert_eq!(shown("每件300元"), ["300 CNY 件"]);
        assert_eq!(shown("每本收取制作费八元"), ["8 CNY 本"]);
        assert_eq!(shown("押金2万元"), ["20000 CNY -"]);
        assert_eq!(
            shown("申请费900元，公布印刷费50元"),
            ["900 CNY -", "50 CNY -"]
        );
        assert_eq!(shown("300万美元"), ["3000000 USD -"]);
        assert_eq!(shown("第3类"), Vec::<String>::new());
    }

    #[test]
    fn free_of_charge() {
        for text in ["不收费", "不收费。", "无", "免费"] {
            assert!(is_free(text), "{text}");
        }
        for text in ["暂不收费", "首次免费", ""] {
            assert!(!is_free(text), "{text}");
        }
    }
}
