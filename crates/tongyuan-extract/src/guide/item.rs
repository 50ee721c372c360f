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
        Label::ItemName => &mut item.name,
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
    super::list(parts, content, at)
}

/// The name of the item in the title of a guide: 专利代理机构执业许可办事指南.
pub(super) fn name_in_title(title: &Fragment) -> Option<Reading<String>> {
    let text = title.text().trim_end();
    // Behind a dash or bar stands the name of the site.
    let first = text
        .find([' ', '-', '—', '_', '|', '–'])
        .filter(|at| *at > 0)
        .unwrap_or(text.len());
    let bare = text[..first].trim_end();
    let name = [
        "办事指南",
        "服务指南",
        "办理指南",
        "申请指南",
        "办理须知",
        "指南",
    ]
    .iter()
    .find_map(|ending| bare.strip_suffix(ending))?;
    let name = name.trim_end_matches(['（', '(', '—', '-', ' ']);
    (!name.is_empty()).then(|| title.reading_of(0..name.len()))
}
