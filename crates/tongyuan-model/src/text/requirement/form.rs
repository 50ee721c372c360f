//! One form of a document, read whole: original or copy, how many, on paper or as a file, necessary or not.

use crate::material::{Medium, Necessity};
use crate::text::numeral;

const COUNTERS: &[char] = &[
    '份', '套', '张', '張', '册', '本', '件', '页', '幅', '枚', '盘', '个',
];

/// How many bytes the longest form takes: 原件或者复印件各一式二十份.
pub(super) const FORM_REACH: usize = 60;

/// One form, read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Original(Option<u32>),
    Copy(Option<u32>),
    Both(Option<u32>),
    Either(Option<u32>),
    Count(u32, char),
    Medium(Medium),
    Necessity(Necessity),
}

impl Form {
    /// The form that the whole of `text` states.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.starts_with(begins_a_form) {
            return None;
        }
        if let Some(medium) = medium(text) {
            return Some(Self::Medium(medium));
        }
        if let Some(necessity) = necessity(text) {
            return Some(Self::Necessity(necessity));
        }
        if let Some((number, counter)) = count(text) {
            return Some(Self::Count(number, counter));
        }
        let (first, rest) = kind(text)?;
        let rest = rest.trim_start();
        if rest.is_empty() {
            return Some(first.with(None));
        }
        if let Some(number) = number_of(rest) {
            return Some(first.with(Some(number)));
        }
        let (joint, rest) = joint(rest)?;
        let (second, rest) = kind(rest.trim_start())?;
        if first == second {
            return None;
        }
        let number = match rest.trim() {
            "" => None,
            rest => Some(number_of(rest)?),
        };
        Some(match joint {
            Joint::And => Self::Both(number),
            Joint::Or => Self::Either(number),
        })
    }

    /// 原件份数：1, 份数：2, 介质：纸质: the form of a label and its value.
    pub(super) fn labelled(kind: &str, value: &str) -> Option<Self> {
        Self::read(&format!("{kind}{value}"))
            .or_else(|| Self::read(&format!("{value}份")).filter(|_| kind.is_empty()))
    }

    fn with(self, number: Option<u32>) -> Self {
        match self {
            Self::Original(_) => Self::Original(number),
            Self::Copy(_) => Self::Copy(number),
            other => other,
        }
    }
}

/// Whether a form can begin with this character. Most characters of a row begin none.
fn begins_a_form(character: char) -> bool {
    "原正复影複纸书电光U必非选可容共各".contains(character) || numeral::begins(character)
}

enum Joint {
    And,
    Or,
}

fn joint(text: &str) -> Option<(Joint, &str)> {
    for (word, joint) in [
        ("或者", Joint::Or),
        ("或", Joint::Or),
        ("/", Joint::Or),
        ("以及", Joint::And),
        ("及", Joint::And),
        ("和", Joint::And),
        ("与", Joint::And),
        ("、", Joint::And),
        ("，", Joint::And),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((joint, rest));
        }
    }
    None
}

fn kind(text: &str) -> Option<(Form, &str)> {
    for (word, form) in [
        ("原件", Form::Original(None)),
        ("正本原件", Form::Original(None)),
        ("复印件", Form::Copy(None)),
        ("影印件", Form::Copy(None)),
        ("複印件", Form::Copy(None)),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((form, rest));
        }
    }
    None
}

/// `1份`, `：1`, `3`, `各一份`, `一式两份`: the number behind a form.
fn number_of(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['：', ':', ' ']);
    let text = text.strip_prefix('各').unwrap_or(text);
    let text = ["一式", "壹式", "1式"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let numeral = numeral::leading(text)?;
    let rest = text[numeral.len..].trim();
    (rest.is_empty() || rest == "份")
        .then(|| numeral.whole())
        .flatten()
        .and_then(|number| u32::try_from(number).ok())
}

/// `1份`, `一式3份`, `共2张`, `两套`.
fn count(text: &str) -> Option<(u32, char)> {
    let mut rest = text;
    for word in ["共", "各", "一式", "壹式", "1式"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let numeral = numeral::leading(rest)?;
    let counter = rest[numeral.len..].trim();
    let mut chars = counter.chars();
    let first = chars.next()?;
    (chars.next().is_none() && COUNTERS.contains(&first)).then_some(())?;
    Some((u32::try_from(numeral.whole()?).ok()?, first))
}

fn medium(text: &str) -> Option<Medium> {
    let one = |part: &str| {
        let is_paper = part.starts_with("纸质") || part == "书面";
        let is_electronic = part.starts_with("电子") || matches!(part, "光盘" | "U盘");
        // 纸质材料, 电子光盘: no more than the medium and the kind of thing; 纸质2份 is a number as well.
        if !is_paper && !is_electronic {
            return None;
        }
        let counts = || {
            part.char_indices()
                .any(|(at, _)| numeral::leading(&part[at..]).is_some())
        };
        let is_short = part.chars().count() <= 4 && !counts();
        match (is_paper && is_short, is_electronic && is_short) {
            (true, _) => Some(Medium::Paper),
            (_, true) => Some(Medium::Electronic),
            _ => None,
        }
    };
    if let Some(medium) = one(text) {
        return Some(medium);
    }
    let joined = |joints: &[&str]| {
        let (first, second) = joints.iter().find_map(|joint| text.split_once(joint))?;
        let both = (one(first)?, one(second)?);
        (both.0 != both.1).then_some(())
    };
    if joined(&["或者", "或", "/"]).is_some() {
        return Some(Medium::Either);
    }
    joined(&["和", "及", "与", "、"]).map(|()| Medium::Both)
}

fn necessity(text: &str) -> Option<Necessity> {
    Some(match text {
        "必要" | "必需" | "必须" | "必交" | "必选" => Necessity::Necessary,
        "非必要" | "非必需" | "选交" | "可选" => Necessity::Optional,
        "容缺后补" | "可容缺" | "可容缺后补" | "容缺" => Necessity::Deferrable,
        _ => return None,
    })
}
