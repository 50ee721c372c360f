//! 事项, and the version it is described in.

use tongyuan_model::{Guide, Item, Reading, Span};

use super::label::Label;
use super::{fill, noun_at};
use crate::fragment::Fragment;

/// The item of the guide, made where there is none yet.
pub(super) fn of(guide: &mut Guide, at: Span) -> &mut Item {
    noun_at(&mut guide.item, at)
}

/// Reads one field of the item or the version; says whether it was new.
pub(super) fn read(guide: &mut Guide, label: Label, content: &Fragment, at: Span) -> bool {
    match label {
        Label::VersionNumber => {
            return fill(
                &mut noun_at(&mut guide.version, at).number,
                content.reading(),
            );
        }
        Label::EffectiveFrom => {
            let version = noun_at(&mut guide.version, at);
            return fill(&mut version.effective_from, content.reading());
        }
        _ => {}
    }
    let item = of(guide, at);
    let field = match label {
        Label::ItemCode => &mut item.code,
        Label::CatalogCode => &mut item.catalog_code,
        // A name is a line; what stands below it is something else.
        Label::ItemName => {
            let name = content.lines().into_iter().next();
            return fill(&mut item.name, name.unwrap_or_default().reading());
        }
        // Sites sort their pages by types of their own as well: 社会保障类.
        Label::ItemType if !is_kind(content.text()) => return true,
        Label::ItemType => &mut item.kind,
        Label::Level => &mut item.level,
        Label::Handling => &mut item.handling,
        Label::Authority => &mut item.authority,
        Label::AuthorityCode => &mut item.authority_code,
        Label::Department => &mut item.department,
        Label::Audience => return fill(&mut item.audience, audience(content, at)),
        _ => return true,
    };
    fill(field, content.reading())
}

/// Whether a text says of which kind an item is, in words or by the code of an exchange platform.
fn is_kind(text: &str) -> bool {
    const KINDS: [&str; 4] = ["行政", "公共服务", "其他行政", "其他权力"];
    let bare = text.trim();
    let is_code = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
    is_code || KINDS.iter().any(|kind| bare.starts_with(kind))
}

/// 自然人、企业法人、事业法人
fn audience(content: &Fragment, at: Span) -> Reading<Vec<Reading<String>>> {
    let text = content.text();
    let mut parts = Vec::new();
    let mut start = 0;
    for (end, mark) in text
        .match_indices(['、', '，', ',', '；', ';', '\n'])
        .chain([(text.len(), "")])
    {
        let part = content.reading_of(start..end);
        if part.is_given() {
            parts.push(part);
        }
        start = end + mark.len();
    }
    super::list(parts, || content.clone(), at)
}

/// The name of the item in a title of the document, with how surely it is one.
pub(super) fn name_in_title(title: &Fragment) -> Option<(Certainty, Reading<String>)> {
    let text = title.text();
    // In 当前位置：首页 > 办事 > 食品经营许可 the last step is the page itself.
    let start = text.rfind(['>', '›', '»', '＞']).map_or(0, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    // Behind a dash or bar stands the name of the site.
    let end = text[start..]
        .find(['-', '—', '_', '|', '–', '｜'])
        .filter(|at| *at > 0)
        .map_or(text.len(), |at| start + at);
    let bare = text[start..end].trim();
    if bare.contains("常见问题")
        || bare.contains(['。', '；', ';', '：', ':', '，', '？', '?', '！'])
        || bare.chars().count() > LONGEST_NAME
    {
        return None;
    }
    // A trail of steps whose signs are pictures is no name.
    if bare.starts_with("首页") {
        return None;
    }
    let start = start + text[start..end].find(bare).unwrap_or(0);
    let (certainty, name) = match without_ending(bare) {
        Some(name) if is_general(name) => (Certainty::General, name),
        Some(name) => (Certainty::Titled, name),
        None if is_general(bare) => return None,
        None if ends_as_items(bare) => (Certainty::Alike, bare),
        None => return None,
    };
    let reading = title.reading_of(start..start + name.len());
    reading.is_given().then_some((certainty, reading))
}

/// How surely a title names an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// It says that what follows is the guide to it: …办事指南.
    Titled,
    /// It ends as items do: …登记.
    Alike,
    /// It is the first heading of the page, and names neither site nor office.
    Heading,
    /// It is the guide of an office, to whatever it does: 某局行政审批办事指南.
    General,
}

/// What an office does altogether is no item.
fn is_general(name: &str) -> bool {
    const WHOLE: [&str; 14] = [
        "个人服务",
        "法人服务",
        "部门服务",
        "个人办事",
        "行政审批",
        "行政许可",
        "政务服务",
        "公共服务",
        "办事服务",
        "在线服务",
        "网上办事",
        "便民服务",
        "办事",
        "审批服务",
    ];
    WHOLE.iter().any(|word| {
        name.strip_suffix(word).is_some_and(|office| {
            office.is_empty()
                || office.ends_with(['局', '委', '厅', '会', '府', '部', '心', '市', '县', '区'])
        })
    })
}

fn ends_as_items(bare: &str) -> bool {
    let unbracketed = match bare.rfind(['（', '(']) {
        Some(at) if at > 0 && bare.ends_with(['）', ')']) => bare[..at].trim_end(),
        _ => bare,
    };
    unbracketed.chars().count() > 3 && ACTS.iter().any(|act| unbracketed.ends_with(act))
}

/// The name of the item in a heading that says nothing else of itself.
pub(super) fn name_in_heading(heading: &Fragment) -> Option<(Certainty, Reading<String>)> {
    const MOST_CHARS: usize = 40;
    const OTHERS: [&str; 14] = [
        "网", "局", "政府", "平台", "系统", "首页", "欢迎", "中心", "大厅", "导航", "目录", "信息",
        "公告", "通知",
    ];
    let text = heading.text();
    // 办事指南 says what sort of paper it is, and of what it does not say.
    let names_other = GUIDE_TITLES.contains(&text.trim())
        || OTHERS.iter().any(|word| text.ends_with(word))
        || text.contains(['，', '。', '：', '!', '！', '?', '？', '|']);
    let count = text.chars().count();
    (count > 3 && count <= MOST_CHARS && !names_other && !is_general(text))
        .then(|| (Certainty::Heading, heading.reading()))
}

const LONGEST_NAME: usize = 60;

/// A title without the words that say what sort of paper it heads.
fn without_ending(bare: &str) -> Option<&str> {
    let unbracketed = match bare.rfind(['（', '(']) {
        Some(at) if at > 0 && bare.ends_with(['）', ')']) => bare[..at].trim_end(),
        _ => bare,
    };
    let endings = GUIDE_TITLES
        .iter()
        .copied()
        .chain(super::label::list_titles());
    let name = endings
        .filter_map(|ending| unbracketed.strip_suffix(ending))
        .min_by_key(|name| name.len())?;
    let name = name.trim_end_matches(['（', '(', '—', '-', ' ', '的', '：']);
    (!name.is_empty()).then_some(name)
}

const GUIDE_TITLES: &[&str] = &[
    "办事指南",
    "服务指南",
    "办理指南",
    "申请指南",
    "申报指南",
    "业务指南",
    "办理须知",
    "申请须知",
    "办事须知",
    "办理说明",
    "指南",
    "一次性告知单",
    "一次性告知书",
    "一次告知单",
    "一次性告知",
    "告知单",
    "告知书",
    "须知",
    "办理流程",
    "办事流程",
    "服务手册",
    "办理规程",
];

/// What items end in.
const ACTS: &[&str] = &[
    "许可",
    "登记",
    "备案",
    "审批",
    "核准",
    "核发",
    "办理",
    "申请",
    "申领",
    "确认",
    "认定",
    "变更",
    "注销",
    "补办",
    "换发",
    "换证",
    "补领",
    "换领",
    "延续",
    "新办",
    "设立",
    "缴存",
    "提取",
    "鉴定",
    "检定",
    "年检",
    "补贴",
    "救助",
    "给付",
    "参保",
    "转移",
    "发放",
    "审核",
    "考核",
    "注册",
    "查询",
    "报销",
    "公证",
    "援助",
    "仲裁",
    "迁入",
    "落户",
    "过户",
    "许可证",
    "审查",
    "验收",
    "设置",
    "证办理",
    "首次",
    "开业",
    "征收",
    "奖励",
    "裁决",
    "申报",
    "评审",
    "认证",
    "资格",
    "转让",
    "签注",
    "服务",
    "受理",
    "补助",
    "津贴",
    "待遇",
];
