//! Where the name in a row ends and a case, an explanation or an afterthought begins.

use super::form::Form;
use super::words::labelled;

/// Words that stand before the verb by which a document is asked for: 还应当一并提交.
pub(super) const REQUESTS: [&str; 12] = [
    "应当", "必须", "需要", "一并", "应", "须", "需", "还", "另", "并", "请", "您",
];

/// 若在外地投保，另附…
pub(super) fn opens_a_case(text: &str) -> bool {
    ["如果", "倘若", "如", "若"]
        .iter()
        .filter_map(|word| text.strip_prefix(word))
        .any(|rest| !rest.starts_with(['实', '下', '期', '有', '干']))
}

/// 办公场所证明：自有房产的为…: whether what stands behind a colon says what the document consists of.
pub(super) fn explains(before: &str, after: &str) -> bool {
    const LEAD_INS: [&str; 14] = [
        "材料",
        "包括",
        "清单",
        "资料",
        "的",
        "时",
        "提交",
        "提供",
        "情形",
        "情况",
        "如下",
        "材料为",
        "之一",
        "下列",
    ];
    let name = before.trim();
    name.chars().count() > 2
        && !after.trim().is_empty()
        && !name.ends_with(|c: char| c.is_ascii_digit())
        && !name.contains(['，', ','])
        && labelled(&format!("{name}：{after}")).is_none()
        && !LEAD_INS.iter().any(|word| name.ends_with(word))
}

/// 复印件1份，租赁的附租赁合同: whether a comma follows a form, and what stands behind it is no further form; or opens
/// what the document consists of.
pub(super) fn is_afterthought(before: &str, after: &str) -> bool {
    let after = after.trim();
    let consists = [
        "包括",
        "包含",
        "内容包括",
        "应包括",
        "应包含",
        "应载明",
        "应当载明",
        "应注明",
    ];
    if consists.iter().any(|word| after.starts_with(word)) {
        return true;
    }
    if says_which(before, after) {
        return true;
    }
    let next = after
        .split(['，', ',', '。', '（', '(', '、'])
        .next()
        .unwrap_or(after);
    let follows_form = ["份", "原件", "复印件", "扫描件", "影印件"]
        .iter()
        .any(|form| before.trim_end().ends_with(form));
    follows_form && before.chars().count() > 4 && !next.is_empty() && Form::read(next).is_none()
}

/// 场所使用证明，自有的提供产权证书: whether a comma behind a document opens who has to bring which.
fn says_which(before: &str, after: &str) -> bool {
    const DOCUMENTS: [&str; 20] = [
        "证明", "证", "书", "表", "件", "材料", "文件", "合同", "协议", "报告", "照片", "单",
        "票据", "清单", "执照", "簿", "卡", "图纸", "凭证", "批文",
    ];
    const MOST_CHARS: usize = 14;
    let clause = after.split(['，', ',', '；', '。']).next().unwrap_or(after);
    let verb = ["提交", "提供", "出具", "附", "须附", "应附"]
        .iter()
        .filter_map(|verb| clause.find(verb))
        .min();
    let Some(at) = verb else { return false };
    let who = clause[..at].trim();
    let asks = [
        "应", "须", "需", "还", "并", "同时", "或", "以及", "由", "均", "都", "一律", "除",
    ];
    !who.is_empty()
        && who.chars().count() <= MOST_CHARS
        && !asks.iter().any(|word| who.starts_with(word))
        && DOCUMENTS
            .iter()
            .any(|document| before.trim_end().ends_with(document))
}

/// Whether a run of dots or dashes is long enough to lead to a column, and no ellipsis or dash.
pub(super) fn is_leader(first: char, after: &str) -> bool {
    const FEWEST: usize = 4;
    after
        .chars()
        .take_while(|c| *c == first || *c == ' ')
        .filter(|c| *c == first)
        .count()
        + 1
        >= FEWEST
}
