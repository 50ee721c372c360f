//! The words by which a passage is told to speak of a thing, of one case of it, or of something else.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use tongyuan_model::Guide;

/// What a passage names, one bit a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Topics(u8);

impl Topics {
    pub(super) const MATERIALS: Self = Self(1);
    pub(super) const LIMITS: Self = Self(2);
    pub(super) const FEES: Self = Self(4);
    /// Of a question: what these ask for, a bare answer may state.
    const ASKS_FOR_A_LIMIT: Self = Self(8);
    const ASKS_FOR_A_FEE: Self = Self(16);

    /// What a passage and the question that it answers name, in one pass over each: most passages name nothing.
    pub(super) fn of(question: &str, text: &str) -> Self {
        let Some(finder) = TOPIC_FINDER.as_ref() else {
            return Self(0);
        };
        let bits = |text: &str| {
            finder
                .find_overlapping_iter(text)
                .map(|found| TOPIC_WORDS[found.pattern().as_usize()].1.0)
                .fold(0, |all, bit| all | bit)
        };
        let (said, asked) = (bits(text), bits(question));
        let by_question = |asks: Self, topic: Self| if asked & asks.0 == 0 { 0 } else { topic.0 };
        Self(
            said & (Self::MATERIALS.0 | Self::LIMITS.0 | Self::FEES.0)
                | by_question(Self::ASKS_FOR_A_LIMIT, Self::LIMITS)
                | by_question(Self::ASKS_FOR_A_FEE, Self::FEES),
        )
    }

    pub(super) fn has(self, topic: Self) -> bool {
        self.0 & topic.0 != 0
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }
}

static TOPIC_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| finder(TOPIC_WORDS.iter().map(|(word, _)| *word)));

/// All of some words in one pass. Every Chinese text is full of the bytes that words begin with, so that looking for those
/// first would only cost.
fn finder(words: impl Iterator<Item = &'static str>) -> Option<AhoCorasick> {
    AhoCorasick::builder().prefilter(false).build(words).ok()
}

#[rustfmt::skip]
const TOPIC_WORDS: &[(&str, Topics)] = &[
    ("份", Topics::MATERIALS),
    ("张", Topics::MATERIALS),
    ("套", Topics::MATERIALS),
    ("办结", Topics::LIMITS),
    ("办理时限", Topics::LIMITS),
    ("办理期限", Topics::LIMITS),
    ("办理完", Topics::LIMITS),
    ("办完", Topics::LIMITS),
    ("办好", Topics::LIMITS),
    ("审批时限", Topics::LIMITS),
    ("审批期限", Topics::LIMITS),
    ("承诺时限", Topics::LIMITS),
    ("承诺期限", Topics::LIMITS),
    ("法定时限", Topics::LIMITS),
    ("法定期限", Topics::LIMITS),
    ("许可决定", Topics::LIMITS),
    ("审批决定", Topics::LIMITS),
    ("作出决定", Topics::LIMITS),
    ("是否准予", Topics::LIMITS),
    ("是否批准", Topics::LIMITS),
    ("立等可取", Topics::LIMITS),
    ("元", Topics::FEES),
    ("时限", Topics::ASKS_FOR_A_LIMIT),
    ("期限", Topics::ASKS_FOR_A_LIMIT),
    ("多久", Topics::ASKS_FOR_A_LIMIT),
    ("多长时间", Topics::ASKS_FOR_A_LIMIT),
    ("多少天", Topics::ASKS_FOR_A_LIMIT),
    ("几天", Topics::ASKS_FOR_A_LIMIT),
    ("个工作日", Topics::ASKS_FOR_A_LIMIT),
    ("什么时候能", Topics::ASKS_FOR_A_LIMIT),
    ("何时能", Topics::ASKS_FOR_A_LIMIT),
    ("费", Topics::ASKS_FOR_A_FEE),
    ("钱", Topics::ASKS_FOR_A_FEE),
    ("收取", Topics::ASKS_FOR_A_FEE),
];

/// What the guide itself is about: an item that is a change is not one case of itself.
pub(super) struct Own<'g> {
    name: &'g str,
}

impl<'g> Own<'g> {
    pub(super) fn of(table: &'g Guide) -> Self {
        let item = table.item.given();
        Self {
            name: item.and_then(|item| item.name.text()).unwrap_or_default(),
        }
    }

    /// Whether a text speaks of one case among others, or only roughly.
    pub(super) fn names_a_case(&self, text: &str) -> bool {
        let Some(finder) = CASE_FINDER.as_ref() else {
            return true;
        };
        finder.find_iter(text).any(|found| {
            let word = CASES[found.pattern().as_usize()];
            let before = &text[..found.start()];
            let follows = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
            // 申请时，… and 材料齐全的，… are how every case begins.
            let is_general = match word {
                "时，" | "时," => follows(&["申请", "办理", "提交"]),
                "的，" | "的," => follows(&["齐全", "法定形式"]),
                "情况" => follows(&["齐全的", "法定形式的"]),
                _ => false,
            };
            !is_general && !self.name.contains(word)
        })
    }
}

static CASE_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| finder(CASES.iter().copied()));

/// Words of one case among others, of a channel, of another time, of a rough figure.
#[rustfmt::skip]
const CASES: &[&str] = &[
    "加急", "特急", "急件", "变更", "延续", "补办", "补发", "补领", "换发", "换领", "遗失", "注销", "撤销", "特殊", "除外", "除了",
    "一般", "通常", "原则上", "复杂", "疑难", "简易", "简单", "重大", "最长", "最短", "最快", "最迟", "最多", "最少", "最低", "最高",
    "延长", "延期", "顺延", "的，", "的,", "的：", "的:", "时，", "时,", "如果", "如需", "如有", "如因", "如为", "如系", "如遇", "若", "假如",
    "情形", "情况", "另需", "另行", "另外", "还需", "还应", "其中", "分别", "双方", "每人", "每名", "每位", "每家", "每一", "各自",
    "委托", "代理", "代办", "经办", "境外", "外籍", "外国", "港澳", "台湾", "华侨", "未成年", "监护", "配偶", "夫妻", "股东", "合伙人",
    "以前", "之前", "此前", "曾", "原来", "过去", "旧", "目前", "暂", "试点", "今后", "将来", "起施行", "起执行", "起，", "起,", "月1日起",
    "网上", "线上", "网办", "窗口", "线下", "现场", "电子", "邮寄", "快递", "自助", "掌上", "手机",
    "左右", "大约", "大概", "约", "预计", "可能", "尽快", "其他", "其它", "例如", "比如", "譬如", "首次", "第二次", "再次", "之外", "以外",
    "提速", "压缩", "缩短", "减免", "优惠", "减半", "小微", "减缴", "缓缴", "停征", "告知承诺", "容缺", "并联", "联办", "一件事",
    "简化", "普通程序", "特别程序", "听证", "或者", "任一", "之一", "其一", "代替", "替代", "选择",
];

/// Whether what follows a statement takes part of it back.
pub(super) fn takes_back(rest: &str) -> bool {
    [
        "除外",
        "但",
        "例外",
        "不包括",
        "仅限",
        "只限",
        "不适用",
        "不受此限",
        "延长",
        "另有规定",
    ]
    .iter()
    .any(|word| rest.contains(word))
}

/// Whether a sentence asks. What it asks about it does not state.
pub(super) fn asks(sentence: &str) -> bool {
    let bare = sentence.trim_end();
    bare.ends_with(['吗', '呢', '么']) || bare.starts_with("问：") || bare.starts_with("问:")
}

/// Whether any of some words stands in a text.
pub(super) fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
