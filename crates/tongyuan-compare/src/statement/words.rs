//! The words that statements are read by.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether something must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Modality {
    NotNeeded,
    May,
    Must,
    MustNot,
}

/// How two things are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joint {
    Or,
    And,
}

/// How much of what is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    One,
    All,
}

/// What is counted by each, where it makes a difference whether it is one or the other: 每人, 每户.
const KINDS: [&[&str]; 6] = [
    &["人", "名", "位"],
    &["户"],
    &["家", "所"],
    &["辆车", "辆"],
    &["班"],
    &["科", "门"],
];

/// Whether 每 of one counter is surely not 每 of the other.
pub(super) fn counts_other_things(a: &str, b: &str) -> bool {
    let kind = |counter: &str| KINDS.iter().position(|kind| kind.contains(&counter));
    kind(a).zip(kind(b)).is_some_and(|(a, b)| a != b)
}

/// Whether a number is for each of several things or for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sharing {
    Together,
    Each,
}

pub(super) const MODALITIES: &[(&str, Modality)] = &[
    ("可以不", Modality::NotNeeded),
    ("可不", Modality::NotNeeded),
    ("不需要", Modality::NotNeeded),
    ("不需", Modality::NotNeeded),
    ("无需", Modality::NotNeeded),
    ("无须", Modality::NotNeeded),
    ("毋须", Modality::NotNeeded),
    ("不必", Modality::NotNeeded),
    ("免于", Modality::NotNeeded),
    ("无需要", Modality::NotNeeded),
    ("不可以", Modality::MustNot),
    ("不得", Modality::MustNot),
    ("不能", Modality::MustNot),
    ("不准", Modality::MustNot),
    ("不应当", Modality::MustNot),
    ("不应", Modality::MustNot),
    ("严禁", Modality::MustNot),
    ("禁止", Modality::MustNot),
    ("可以", Modality::May),
    ("应当", Modality::Must),
    ("必须", Modality::Must),
    ("需要", Modality::Must),
    ("务必", Modality::Must),
];

/// Single characters that are a modality where they are no part of a word.
pub(super) const SHORT_MODALITIES: &[(char, Modality)] = &[
    ('可', Modality::May),
    ('应', Modality::Must),
    ('须', Modality::Must),
    ('需', Modality::Must),
];

/// Whether a modality of one character is one here, behind `frame` and before `rest`: 应聘, 供应, 须知, 所需 are words.
pub(crate) fn is_short_modality(character: char, frame: &str, rest: &str) -> bool {
    match character {
        '可' => {
            !frame.ends_with(['许', '认', '不', '宁', '尚', '非', '大', '两'])
                && !PARTS_OF_ABLE.iter().any(|part| rest.starts_with(part))
        }
        '应' => {
            !frame.ends_with([
                '相', '适', '对', '响', '供', '反', '效', '感', '答', '呼', '因',
            ]) && !rest.starts_with([
                '急', '届', '用', '聘', '征', '试', '收', '付', '税', '纳', '酬', '邀', '对', '诉',
                '答', '援', '力', '计', '召', '验', '运', '激', '变', '战', '考', '县', '城',
            ])
        }
        '须' => !frame.ends_with(['胡', '无', '毋', '必']) && !rest.starts_with(['知', '弥']),
        _ => {
            !frame.ends_with(['所', '急', '必', '特', '军', '内', '供', '刚', '无'])
                && !rest.starts_with(['求', '方', '量', '氧'])
        }
    }
}

/// What goes on with a word behind 可: 可行, 可靠, 可再生.
const PARTS_OF_ABLE: [&str; 22] = [
    "行", "靠", "研", "再生", "燃", "回收", "能", "否", "供", "见", "移", "持续", "逆", "控", "比",
    "塑", "溶", "变", "调", "追溯", "吸入", "口",
];

/// The joints that a list may have between its things besides 、, which takes the meaning of the one that follows.
pub(super) const JOINTS: &[(&str, Joint)] = &[
    ("或者", Joint::Or),
    ("并且", Joint::And),
    ("而且", Joint::And),
    ("以及", Joint::And),
    ("或", Joint::Or),
    ("和", Joint::And),
    ("且", Joint::And),
    ("并", Joint::And),
    ("及", Joint::And),
    ("与", Joint::And),
];

pub(super) const EXTENTS: &[(&str, Extent)] = &[
    ("任意一项", Extent::One),
    ("任何一项", Extent::One),
    ("其中一项", Extent::One),
    ("任意一种", Extent::One),
    ("任意1项", Extent::One),
    ("任何1项", Extent::One),
    ("其中1项", Extent::One),
    ("之一", Extent::One),
    ("之1", Extent::One),
    ("任一", Extent::One),
    ("任1", Extent::One),
    ("一方", Extent::One),
    ("1方", Extent::One),
    ("全体", Extent::All),
    ("所有", Extent::All),
    ("同时", Extent::All),
    ("共同", Extent::All),
    ("全部", Extent::All),
    ("一并", Extent::All),
];

/// Original and copy, the one that asks for more first.
pub(super) const FORMS: &[&str] = &["原件", "复印件"];

/// Counters behind 每, longer ones first. Without one, 每 and its noun are what the row is about: 每月.
pub(super) const EACH: &[&str] = &[
    "辆车",
    "平方米",
    "个",
    "本",
    "人",
    "份",
    "项",
    "件",
    "证",
    "辆",
    "名",
    "位",
    "只",
    "台",
    "套",
    "间",
    "户",
    "家",
    "张",
    "类",
    "批",
    "艘",
    "架",
    "处",
    "座",
    "条",
    "头",
    "株",
    "亩",
    "吨",
    "次",
    "页",
    "册",
    "门",
    "科",
    "所",
    "队",
    "班",
];

/// Whose a document is, or whose word it is; longer ones first.
pub(super) const HOLDERS: &[&str] = &[
    "法定代表人(负责人)",
    "法定代表人或负责人",
    "企业法定代表人",
    "单位法定代表人",
    "委托代理人",
    "法定代理人",
    "被委托人",
    "被监护人",
    "被收养人",
    "法定代表人",
    "申请单位",
    "申请机构",
    "申请企业",
    "投资主体",
    "项目单位",
    "建设单位",
    "施工单位",
    "用人单位",
    "联系人",
    "申请人",
    "代理人",
    "经办人",
    "监护人",
    "委托人",
    "受托人",
    "收养人",
    "负责人",
    "投资人",
    "合伙人",
    "出租人",
    "承租人",
    "产权人",
    "权利人",
    "继承人",
    "当事人",
    "持证人",
    "参保人",
    "担保人",
    "见证人",
    "公司",
    "企业",
    "单位",
    "股东",
    "配偶",
    "父母",
    "父亲",
    "母亲",
    "子女",
    "夫妻双方",
    "双方",
    "本人",
    "学生",
    "患者",
    "户主",
    "业主",
    "房主",
    "行政主管部门",
    "主管部门",
    "公安机关",
    "税务机关",
    "人民法院",
    "医疗机构",
    "街道办事处",
    "开户银行",
    "银行",
    "学校",
    "医院",
];

/// Whether what follows can be held by somebody: a document begins so.
pub(super) fn may_follow_a_holder(rest: &str) -> bool {
    const GOES_ON: [&str; 28] = [
        "数", "会", "名", "权", "及", "和", "或", "、", "变更", "应", "与", "登记", "须", "需",
        "必", "可", "不", "未", "无", "(", "卡", "账", "流水", "出具", "开具", "颁发", "核发",
        "签发",
    ];
    rest.chars().count() >= 2 && !GOES_ON.iter().any(|word| rest.starts_with(word))
}

pub(super) const SHARINGS: &[(&str, Sharing)] = &[
    ("各1份", Sharing::Each),
    ("总共", Sharing::Together),
    ("合计", Sharing::Together),
    ("共计", Sharing::Together),
    ("共收取", Sharing::Together),
    ("共缴纳", Sharing::Together),
    ("一共", Sharing::Together),
    ("共", Sharing::Together),
];

impl Modality {
    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::NotNeeded => "不需要",
            Self::May => "可以",
            Self::Must => "应当",
            Self::MustNot => "不得",
        }
    }
}

impl Joint {
    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::Or => "或",
            Self::And => "和",
        }
    }
}

impl Extent {
    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::One => "之一",
            Self::All => "同时",
        }
    }
}

impl Sharing {
    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::Together => "共",
            Self::Each => "每",
        }
    }
}

/// 等 ends a list that is left open, where nothing or only the kind of thing follows.
pub(super) fn is_open_list(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with([',', ')', ';', '。', '、'])
        || [
            "材料",
            "证件",
            "证明",
            "文件",
            "资料",
            "复印件",
            "原件",
            "相关",
            "有关",
            "#",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
}

/// Joints of one character that stand inside a word.
pub(super) fn is_inside_a_word(word: &str, frame: &str, text: &str) -> bool {
    const WORDS: &[&str] = &[
        "和平", "及时", "及格", "参与", "与会", "合并", "并购", "并行", "并网", "并联", "并入",
        "并轨", "以及", "涉及", "普及", "和解", "和谐", "总和",
    ];
    WORDS.iter().any(|other| {
        other
            .match_indices(word)
            .any(|(at, _)| frame.ends_with(&other[..at]) && text.starts_with(&other[at..]))
    })
}

/// Whether a word that makes a mark can begin with this character. Most characters of a text begin none.
pub(super) fn begins_a_mark(first: char) -> bool {
    static FIRST: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let words = MODALITIES.iter().map(|(word, _)| *word);
        let words = words.chain(JOINTS.iter().map(|(word, _)| *word));
        let words = words.chain(EXTENTS.iter().map(|(word, _)| *word));
        let words = words.chain(SHARINGS.iter().map(|(word, _)| *word));
        let words = words
            .chain(super::quantity::words())
            .chain(["首次", "等", "均", "都", "每", "原", "复", "、"]);
        let short = SHORT_MODALITIES.iter().map(|(character, _)| *character);
        words
            .filter_map(|word| word.chars().next())
            .chain(short)
            .collect()
    });
    first.is_ascii_digit() || (!first.is_ascii() && FIRST.contains(&first))
}
