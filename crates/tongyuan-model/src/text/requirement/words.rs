//! The words that a row is cut by: labels, cases, brackets that belong to a name, marks that carry nothing.

use super::form::Form;
use crate::text::{numeral, width};

/// 委托办理时提供, 境外申请人需提交: a case, up to the byte given, and that the row is asked for in it.
pub(super) fn case_of(text: &str) -> Option<usize> {
    const LONGEST: usize = 30;
    if text.chars().count() > LONGEST || text.contains(['，', ',', '；', '。', '、']) {
        return None;
    }
    let verb = ["提供", "提交", "出具", "携带"].iter();
    let rest = verb.filter_map(|verb| text.strip_suffix(verb)).next()?;
    let rest = rest.trim_end_matches(['需', '须', '应']);
    let case = ['时', '的', '者']
        .iter()
        .find_map(|opener| rest.strip_suffix(*opener))?;
    (case.chars().count() >= 2).then_some(case.len())
}

/// What a label in a bracket announces.
pub(super) enum Label {
    Source,
    Format,
    Seal,
    Issuer,
    Case,
    /// A form whose value is read behind this word.
    Form(&'static str),
}

/// `规格：A4`: a label with its value.
pub(super) fn labelled(text: &str) -> Option<(Label, &str)> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let value = text[at + colon.len_utf8()..].trim_start();
    if value.is_empty() {
        return None;
    }
    let label = match text[..at].trim() {
        "来源" | "来源渠道" | "材料来源" => Label::Source,
        "规格" | "格式" | "材料规格" => Label::Format,
        "签章" | "签章要求" | "签字盖章" | "签字盖章要求" => Label::Seal,
        "出具机构" | "核发机构" | "出具单位" => Label::Issuer,
        "适用情形" => Label::Case,
        "介质" | "形式" | "必要性" | "份数" => Label::Form(""),
        "原件" | "原件份数" => Label::Form("原件"),
        "复印件" | "复印件份数" => Label::Form("复印件"),
        _ => return None,
    };
    Some((label, value))
}

pub(super) fn is_source(text: &str) -> bool {
    matches!(
        text,
        "申请人自备" | "政府部门核发" | "中介机构出具" | "申请人自行准备"
    )
}

/// Whether a text is nothing but forms, as between two brackets.
pub(super) fn forms_only(text: &str) -> bool {
    Form::read(text).is_some()
}

/// Whether a short bracket at the end is part of the name.
pub(super) fn is_part_of_name(text: &str) -> bool {
    matches!(
        text,
        "正本"
            | "副本"
            | "正、副本"
            | "正副本"
            | "试行"
            | "暂行"
            | "备案"
            | "草案"
            | "修订"
            | "范本"
    )
}

/// Whether cutting `text` before `form` would cut a word: 第三者权利证明1份 ends in 1份, 附件一式 … does not begin one.
pub(super) fn continues_a_word(before: &str, form: &str) -> bool {
    let ends_in_digit = before
        .chars()
        .next_back()
        .is_some_and(|c| width::narrow(c).is_ascii_digit() || matches!(c, '.' | '第' | '之'));
    let begins_with_digit = numeral::leading(form).is_some();
    let mid_numeral = begins_with_digit
        && before.char_indices().next_back().is_some_and(|(at, _)| {
            numeral::leading(&before[at..]).is_some_and(|n| n.len == before.len() - at)
        });
    // 照片不少于8张: a bound belongs to its number.
    let bounded = begins_with_digit
        && [
            "不少于",
            "至少",
            "不低于",
            "不超过",
            "最多",
            "不多于",
            "超过",
            "大于",
            "多于",
        ]
        .iter()
        .any(|word| before.ends_with(word));
    (ends_in_digit && begins_with_digit) || mid_numeral || bounded
}

/// Marks that end a row or part it, and carry nothing.
pub(super) fn is_closing_mark(character: char) -> bool {
    matches!(
        character,
        '。' | '；'
            | ';'
            | '，'
            | ','
            | '、'
            | '.'
            | '…'
            | '·'
            | '：'
            | ':'
            | ' '
            | '\u{3000}'
            | '\n'
            | '\r'
            | '\t'
    )
}
