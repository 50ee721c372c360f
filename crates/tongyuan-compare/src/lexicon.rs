//! The words that mean the same, and the words that carry no requirement.
//!
//! Two names of one document, person or action are no difference. Two ways of asking for the same thing are a difference
//! of wording.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Pairs of words, of which the second is read as the first: all of them in one pass over a text, the longest first.
#[derive(Debug)]
pub(crate) struct Readings {
    finder: Option<AhoCorasick>,
    kept: Vec<&'static str>,
}

impl Readings {
    fn of(pairs: &[(&'static str, &'static str)]) -> Self {
        let others = pairs.iter().map(|(_, other)| other);
        Self {
            finder: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(others)
                .ok(),
            kept: pairs.iter().map(|(kept, _)| *kept).collect(),
        }
    }

    /// The text with the words that it is read as.
    pub(crate) fn apply(&self, text: String) -> String {
        match &self.finder {
            Some(finder) if finder.is_match(&text) => finder.replace_all(&text, &self.kept),
            _ => text,
        }
    }
}

pub(crate) static ALIASES: LazyLock<Readings> = LazyLock::new(|| Readings::of(ALIAS_PAIRS));
pub(crate) static SYNONYMS: LazyLock<Readings> = LazyLock::new(|| Readings::of(SYNONYM_PAIRS));
pub(crate) static UNITS: LazyLock<Readings> = LazyLock::new(|| Readings::of(UNIT_PAIRS));

/// Units that mean the same.
const UNIT_PAIRS: &[(&str, &str)] = &[
    ("工作日", "个工作日"),
    ("自然日", "个自然日"),
    ("元", "元人民币"),
    ("元", "元整"),
];

/// Names of one thing: the first is what the others are read as.
const ALIAS_PAIRS: &[(&str, &str)] = &[
    ("身份证", "中华人民共和国居民身份证"),
    ("身份证", "居民身份证"),
    ("户口簿", "居民户口簿"),
    ("户口簿", "居民户口本"),
    ("户口簿", "户口本"),
    ("营业执照副本", "营业执照(副本)"),
    ("营业执照正本", "营业执照(正本)"),
    ("正本和副本", "正副本"),
    ("平方米", "㎡"),
    ("平方米", "m2"),
    ("千米", "公里"),
    ("不收费", "免费"),
];

/// Ways to say one thing: the first is what the others are read as, and the difference is one of wording.
const SYNONYM_PAIRS: &[(&str, &str)] = &[
    ("或", "或者"),
    ("和", "以及"),
    ("和", "及"),
    ("和", "与"),
    ("近", "最近"),
    ("签字", "签名"),
    ("照片", "相片"),
    ("上年度", "上1年度"),
    ("收到", "接到"),
    ("有", "具有"),
    ("有", "具备"),
    ("依法", "已依法"),
    ("经", "已经"),
    ("不超过", "不多于"),
    ("不少于", "不低于"),
    ("不少于", "不小于"),
    ("不少于", "至少有"),
    ("不少于", "至少"),
    ("不含", "不计算在内"),
];

/// Words at the beginning of a row that only hand it over.
pub(crate) const LEAD_INS: &[&str] = &[
    "申请人应当符合以下条件:",
    "申请人应当符合下列条件:",
    "应当符合以下条件:",
    "申请人应当",
    "条件如下:",
    "材料名称:",
    "办理时限:",
    "办结时限:",
    "承诺时限:",
    "法定时限:",
    "咨询电话:",
    "监督电话:",
    "投诉电话:",
    "电话:",
    "请拨打",
    "请您提交",
    "请您提供",
    "请提供1下",
    "请提交",
    "请提供",
    "须提供",
    "须提交",
    "需提供",
    "需提交",
    "应提供",
    "应提交",
    "应当提交",
    "应当提供",
    "请缴纳",
    "提交",
    "提供",
    "请",
];
