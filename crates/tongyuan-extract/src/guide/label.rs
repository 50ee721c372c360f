//! What a heading announces: the label that its words make.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use tongyuan_model::text::marker::{self, MarkerKind};
use tongyuan_model::text::traditional::simplified;
use tongyuan_model::text::width::narrow;

mod field;
mod words;

pub(crate) use field::chinese as field_in_chinese;

use words::{LIST_TITLES, MANY_SENSES, MODIFIERS};

/// What a heading or the left side of a pair announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    ItemName,
    ItemCode,
    CatalogCode,
    ItemType,
    Level,
    Audience,
    Handling,
    Authority,
    AuthorityCode,
    Department,
    VersionNumber,
    EffectiveFrom,
    LegalBasis,
    Conditions,
    Materials,
    Process,
    TimeLimits,
    Statutory,
    Promised,
    Excluded,
    Fees,
    Charged,
    FeeBasis,
    FeeNote,
    Results,
    QuantityLimit,
    Online,
    InPerson,
    Url,
    Depth,
    Address,
    Hours,
    Phone,
    Visits,
    VisitsReason,
    Contacts,
    Consult,
    Complain,
    Faq,
    /// Known, and not read into a field.
    Skipped,
}

/// The words by which one site calls its sections, beside those that everybody uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    own: BTreeMap<String, Label>,
}

/// No words of a site's own.
static COMMON: Labels = Labels {
    own: BTreeMap::new(),
};

impl Labels {
    /// Adds a word; the first that is said of it holds. Says whether it is one.
    pub(crate) fn add(&mut self, word: &str, label: Label) -> bool {
        let bare = bare(word);
        let is_word = !bare.is_empty();
        if is_word {
            self.own.entry(bare).or_insert(label);
        }
        is_word
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// Adds the words of others that are not there yet.
    pub(crate) fn add_all(&mut self, others: &Self) {
        for (word, label) in &others.own {
            self.own.entry(word.clone()).or_insert(*label);
        }
    }

    /// The label that a text is, where it is nothing else: without its number, its colon and blanks.
    pub(super) fn of(&self, text: &str) -> Option<Label> {
        let bare = bare(text);
        let own = self.own.get(&bare).copied();
        let is_short = || bare.chars().count() <= LONGEST;
        own.or_else(|| is_short().then(|| common(text, &bare))?)
    }

    /// A line that states a label and its value: `法定时限：20个工作日`, `【法定时限】20个工作日`, or with a wide blank between
    /// the two. The value begins at the byte given.
    pub(super) fn with_value(&self, text: &str) -> Option<(Label, usize)> {
        self.bracketed(text)
            .or_else(|| self.with_colon(text))
            .or_else(|| self.apart(text))
    }

    fn with_colon(&self, text: &str) -> Option<(Label, usize)> {
        let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
        let label = self.of(&text[..at])?;
        Some((label, at + colon.len_utf8()))
    }

    /// 【申请条件】年满十八周岁
    fn bracketed(&self, text: &str) -> Option<(Label, usize)> {
        let start = marker::leading(text).map_or(0, |marker| marker.len);
        let rest = &text[start..];
        let open = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '【' | '[' | '〖' | '［' | '〔'))?;
        let close = rest.find(['】', ']', '〗', '］', '〕'])?;
        let label = self.of(&rest[open.len_utf8()..close])?;
        let close_len = rest[close..].chars().next().map_or(0, char::len_utf8);
        let value = rest[close + close_len..].trim_start_matches([' ', '：', ':', '\u{3000}']);
        (!value.is_empty()).then_some((label, text.len() - value.len()))
    }

    /// 法定时限　20个工作日
    fn apart(&self, text: &str) -> Option<(Label, usize)> {
        let at = text.find(['\t', '\u{3000}']).or_else(|| text.find("  "))?;
        let value = text[at..].trim_start();
        let bare = bare(&text[..at]);
        let own = self.own.get(&bare).copied();
        let label = own.or_else(|| written(&bare))?;
        (!value.is_empty() && at > 0).then_some((label, text.len() - value.len()))
    }
}

/// The label that a text is in words that everybody uses; `bare` is the text without its number.
fn common(text: &str, bare: &str) -> Option<Label> {
    written(bare)
        .or_else(|| composed(bare))
        .or_else(|| numbered_heading(text, bare))
        .or_else(|| says_what_to_bring(bare))
}

/// 办理委托公证应当提交的材料: whatever the item is, what must be brought for it.
fn says_what_to_bring(bare: &str) -> Option<Label> {
    const MOST_CHARS: usize = 24;
    const ENDINGS: [&str; 8] = [
        "应当提交的材料",
        "应提交的材料",
        "需提交的材料",
        "需要提交的材料",
        "应当提供的材料",
        "应提供的材料",
        "需提供的材料",
        "需要提供的材料",
    ];
    let ends = ENDINGS.iter().any(|ending| bare.ends_with(ending));
    (ends && bare.chars().count() <= MOST_CHARS).then_some(Label::Materials)
}

/// 二、续展条件: behind the number of a section, whatever stands before the word that says what it holds.
fn numbered_heading(text: &str, bare: &str) -> Option<Label> {
    const MOST_CHARS: usize = 10;
    let marker = marker::leading(text)?;
    if marker.kind != MarkerKind::Chinese || bare.chars().count() > MOST_CHARS {
        return None;
    }
    let ends = [
        ("条件", Label::Conditions),
        ("材料", Label::Materials),
        ("书件", Label::Materials),
        ("流程", Label::Process),
        ("程序", Label::Process),
        ("时限", Label::TimeLimits),
        ("依据", Label::LegalBasis),
        ("规费", Label::Fees),
        ("费用", Label::Fees),
    ];
    let (_, label) = ends.iter().find(|(end, _)| bare.ends_with(end))?;
    Some(*label)
}

/// The label that a text is in words that everybody uses.
pub(super) fn of(text: &str) -> Option<Label> {
    COMMON.of(text)
}

/// A line that states a label and its value in words that everybody uses.
pub(super) fn with_value(text: &str) -> Option<(Label, usize)> {
    COMMON.with_value(text)
}

/// A label that is put together: 需要准备的材料, 申请材料（清单）, 申请材料名称、来源及数量, 办理材料6.
fn composed(bare: &str) -> Option<Label> {
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = match bare.find(['（', '(']) {
        Some(at) if at > 0 && bare.ends_with(['）', ')']) => &bare[..at],
        _ => bare,
    };
    if let Some(label) = modified(bare) {
        return Some(label);
    }
    // What else the section holds is said behind it, in a word: 办理地点和时间. Two fields of weight are no label.
    let mut parts = bare.split(['、', '及', '和', '与', '/', '，', ',']);
    let first = parts.next()?;
    let is_several = first.len() < bare.len();
    let first = modified(first).or_else(|| {
        let field = first.strip_suffix("名称").filter(|_| is_several)?;
        modified(field)
    })?;
    parts
        .all(|part| {
            part.chars().count() <= 6
                && modified(part).is_none_or(|label| !is_list(label) || label == first)
        })
        .then_some(first)
}

/// A label behind words that change nothing in it.
fn modified(bare: &str) -> Option<Label> {
    // 证件, 手续 and their like say nothing alone: they are words of a list as well.
    written(bare)
        .or_else(|| {
            headed(bare).filter(|_| !MANY_SENSES.split_whitespace().any(|word| word == bare))
        })
        .or_else(|| behind_modifiers(bare))
}

fn behind_modifiers(bare: &str) -> Option<Label> {
    let limit = |rest: &str, label| (modified(rest) == Some(Label::TimeLimits)).then_some(label);
    if let Some(rest) = bare.strip_prefix("法定") {
        return limit(rest, Label::Statutory).or_else(|| modified(rest));
    }
    if let Some(rest) = bare.strip_prefix("承诺") {
        return limit(rest, Label::Promised);
    }
    MODIFIERS
        .split_whitespace()
        .filter_map(|modifier| bare.strip_prefix(modifier))
        .filter(|rest| !rest.is_empty())
        .find_map(|rest| {
            written(rest)
                .or_else(|| headed(rest))
                .or_else(|| behind_modifiers(rest))
        })
}

/// Whether a label stands for a list of its own, and not for a word or two.
fn is_list(label: Label) -> bool {
    matches!(
        label,
        Label::Conditions
            | Label::Materials
            | Label::Process
            | Label::LegalBasis
            | Label::Fees
            | Label::Faq
    )
}

/// The labels that are written so.
fn written(bare: &str) -> Option<Label> {
    look_up(&WRITTEN_WORDS, words::WRITTEN, bare)
}

/// The words that labels end in.
fn headed(bare: &str) -> Option<Label> {
    look_up(&HEAD_WORDS, words::HEADS, bare)
}

type Table = HashMap<&'static str, Label>;

static WRITTEN_WORDS: OnceLock<Table> = OnceLock::new();
static HEAD_WORDS: OnceLock<Table> = OnceLock::new();

fn look_up(table: &OnceLock<Table>, words: &'static [(Label, &str)], bare: &str) -> Option<Label> {
    let table = table.get_or_init(|| {
        words
            .iter()
            .flat_map(|(label, words)| words.split_whitespace().map(|word| (word, *label)))
            .collect()
    });
    table.get(bare).copied()
}

/// No label is longer.
const LONGEST: usize = 24;

/// A text as labels are written: without number, blanks, colon and stray marks.
fn bare(text: &str) -> String {
    // ▍一、受理条件 has two.
    without_number(marker::strip(marker::strip(text)))
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{3000}')
        .map(|c| simplified(narrow(c)))
        .collect::<String>()
        .trim_matches([
            '：', ':', '。', '【', '】', '[', ']', '〔', '〕', '*', '★', '■', '◆', '●', '◎', '◉',
            '▍', '▌', '▎', '❖', '✦', '☆', '◇', '▶', '➤', '?', '？', '❓',
        ])
        .to_owned()
}

/// 6 申请材料, 6.1 申请材料, 第八条 办结时限: numbers of headings that are none of a list.
fn without_number(text: &str) -> &str {
    let article = || {
        let rest = text.trim_start().strip_prefix('第')?;
        let end = rest.find('条').filter(|end| *end <= 9)?;
        rest[end + '条'.len_utf8()..].strip_prefix([' ', '\u{3000}'])
    };
    let digits = || {
        let rest = text
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest.strip_prefix([' ', '\u{3000}'])
    };
    article().or_else(digits).unwrap_or(text)
}

/// Whether a text says nothing but where else to look: 详见附件, 请见《办事指南》, 点击下载.
pub(super) fn points_elsewhere(text: &str) -> bool {
    const MOST_CHARS: usize = 30;
    let bare = text.trim().trim_end_matches(['。', '；', ';', '.', '！']);
    let is_sentence = bare.contains(['\n', '。', '；', ';', '，', ',', '、', '：', ':']);
    // A provision is where the law stands, and a good answer.
    let cites = bare.contains('第') && bare.contains('条');
    if bare.chars().count() > MOST_CHARS || is_sentence || cites {
        return false;
    }
    let bare = bare.trim_start_matches(['（', '(']);
    let bare = bare.strip_prefix('请').unwrap_or(bare);
    let bare = bare.strip_prefix("具体").unwrap_or(bare);
    let leads = [
        "详见", "参见", "参阅", "参看", "点击", "下载", "查看", "附件",
    ];
    // 见证人 and 见习 are no pointers.
    let sees = |rest: &str| {
        rest.starts_with([
            '附', '《', '本', '办', '下', '网', '官', '公', '通', '链', '相',
        ])
    };
    leads.iter().any(|lead| bare.starts_with(lead)) || bare.strip_prefix('见').is_some_and(sees)
}

/// How the title of a list of materials ends.
pub(super) fn list_titles() -> impl Iterator<Item = &'static str> {
    LIST_TITLES.split_whitespace()
}

/// Whether a title announces a list of materials and nothing else: 内资企业申请书目录, 申请材料清单（一）.
pub(super) fn names_materials(title: &str) -> bool {
    const MOST_CHARS: usize = 40;
    let bare = bare(title);
    let bare = match bare.find(['（', '(']) {
        Some(at) if at > 0 && bare.ends_with(['）', ')']) => &bare[..at],
        _ => &bare,
    };
    bare.chars().count() <= MOST_CHARS && list_titles().any(|ending| bare.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_every_dress() {
        for text in [
            "申请材料",
            "三、申请材料",
            "（三）申请材料：",
            "【申请材料】",
            "申 请 材 料",
            "3. 申请材料:",
        ] {
            assert_eq!(of(text), Some(Label::Materials), "{text}");
        }
        assert_eq!(of("申请材料应当使用A4纸"), None);
        assert_eq!(
            with_value("法定时限：20个工作日"),
            Some((Label::Statutory, "法定时限：".len()))
        );
        assert_eq!(with_value("注：申请材料"), None);
    }

    #[test]
    fn numbers_of_headings() {
        for text in [
            "6 申请材料",
            "6.1 申请材料",
            "第八条 申请材料",
            "六、申请材料",
            "（六）申请材料：",
        ] {
            assert_eq!(of(text), Some(Label::Materials), "{text}");
        }
        assert_eq!(of("第八条申请材料"), None);
    }

    #[test]
    fn words_of_one_site_come_before_those_of_all() {
        let mut labels = Labels::default();
        labels.add("温馨指引", Label::Materials);
        labels.add("您 要 带 什 么：", Label::Materials);
        labels.add("收费标准", Label::Skipped);
        labels.add("温馨指引", Label::Faq);
        assert_eq!(labels.of("二、温馨指引："), Some(Label::Materials));
        assert_eq!(labels.of("您要带什么"), Some(Label::Materials));
        assert_eq!(labels.of("收费标准"), Some(Label::Skipped));
        assert_eq!(labels.of("收费依据"), Some(Label::FeeBasis));
        let value = "温馨指引：".len();
        assert_eq!(
            labels.with_value("温馨指引：身份证"),
            Some((Label::Materials, value))
        );
        assert_eq!(of("温馨指引"), None);
    }

    #[test]
    fn what_points_elsewhere() {
        for text in [
            "详见附件。",
            "请见《办事指南》",
            "见附件1",
            "点击下载申请材料清单",
            "附件",
            "（详见材料清单）",
        ] {
            assert!(points_elsewhere(text), "{text}");
        }
        for text in [
            "见证人身份证明",
            "见习合同",
            "居民身份证",
            "详见《专利法》第二十五条",
            "1.申请表；2.详见附件",
            "无",
        ] {
            assert!(!points_elsewhere(text), "{text}");
        }
    }
}
