//! 办结时限 from lines and tables.

use tongyuan_model::text::limit::Limit;
use tongyuan_model::{Reading, Span, TimeLimit, TimeLimits};

use super::label::{self, Label};
use super::noun_at;
use crate::fragment::Fragment;
use crate::outline::{Block, lines};

/// Reads one statement of a limit; says whether it was new.
pub(super) fn read(
    own: &mut Reading<TimeLimits>,
    label: Label,
    blocks: &[Block],
    content: &Fragment,
    at: Span,
) -> bool {
    let limits = noun_at(own, at);
    match label {
        Label::Statutory => set(&mut limits.statutory, content),
        Label::Promised => set(&mut limits.promised, content),
        Label::Excluded => {
            if limits.excluded.is_missing() {
                let rows: Vec<_> = lines(blocks)
                    .iter()
                    .map(|line| {
                        let text = line.text.text();
                        let start =
                            tongyuan_model::text::marker::leading(text).map_or(0, |m| m.len);
                        line.text.reading_of(start..text.len())
                    })
                    .collect();
                limits.excluded = super::list(rows, || content.clone(), at);
                return true;
            }
            false
        }
        _ => several(limits, blocks, content),
    }
}

/// 办结时限 as a section: lines that say which limit they state, or one limit.
fn several(limits: &mut TimeLimits, blocks: &[Block], content: &Fragment) -> bool {
    let mut found = false;
    let mut rest = Vec::new();
    for line in lines(blocks) {
        let text = line.text.text();
        match label::with_value(text) {
            Some((Label::Statutory, from)) => {
                set(&mut limits.statutory, &line.text.slice(from..text.len()));
                found = true;
            }
            Some((Label::Promised, from)) => {
                set(&mut limits.promised, &line.text.slice(from..text.len()));
                found = true;
            }
            Some((Label::Excluded, from)) => {
                let value = line.text.slice(from..text.len()).trimmed();
                limits.excluded = Reading::Given(vec![value.reading()], value.span());
                found = true;
            }
            _ => rest.push(line.text),
        }
    }
    if !found && let Some((statutory, promised)) = both(content) {
        set(&mut limits.statutory, &statutory);
        set(&mut limits.promised, &promised);
        return true;
    }
    if !found {
        return set(&mut limits.stated, content);
    }
    for line in rest {
        if Limit::read(line.text()).is_some() {
            set(&mut limits.stated, &line);
        }
    }
    true
}

/// 法定时限20个工作日，承诺时限7个工作日; 法定20日/承诺3日: both limits in one sentence.
fn both(content: &Fragment) -> Option<(Fragment, Fragment)> {
    let text = content.text();
    let (statutory, promised) = (text.find("法定")?, text.find("承诺")?);
    let cut = statutory.max(promised);
    let one = content.slice(statutory.min(promised)..cut);
    let other = content.slice(cut..text.len());
    let (statutory, promised) = if statutory < promised {
        (one, other)
    } else {
        (other, one)
    };
    let value = |part: &Fragment, word: &str| {
        let text = part.text();
        let rest = text.strip_prefix(word)?;
        let rest = [
            "办结时限",
            "办理时限",
            "审批时限",
            "办理期限",
            "时限",
            "期限",
        ]
        .iter()
        .find_map(|label| rest.strip_prefix(label))
        .unwrap_or(rest)
        .trim_start_matches(['为', '：', ':', ' ']);
        let end = text
            .trim_end_matches(['，', '。', '；', '/', '、', '\n', ' '])
            .len();
        let start = (text.len() - rest.len()).min(end);
        let value = part.slice(start..end);
        Limit::read(value.text()).is_some().then_some(value)
    };
    Some((value(&statutory, "法定")?, value(&promised, "承诺")?))
}

fn set(own: &mut Reading<TimeLimit>, text: &Fragment) -> bool {
    let text = text.trimmed();
    if !own.is_missing() {
        return false;
    }
    *own = match text.reading() {
        Reading::Given(..) => Reading::Given(limit(&text), text.span()),
        Reading::StatedNone(span) => Reading::StatedNone(span),
        Reading::Missing(span) => Reading::Missing(span),
        Reading::Unreadable(span, why) => Reading::Unreadable(span, why),
    };
    true
}

/// A limit in its parts; one that is not understood stays in its words.
fn limit(text: &Fragment) -> TimeLimit {
    let mut limit = TimeLimit {
        span: text.span(),
        ..TimeLimit::default()
    };
    let Some(read) = Limit::read(text.text()) else {
        limit.text = text.reading();
        return limit;
    };
    let at = text.span_of(read.at);
    if let Some(value) = read.value {
        limit.value = Reading::Given(value, at);
    }
    if let Some(unit) = read.unit {
        limit.unit = Reading::Given(unit, at);
    }
    if let Some(from) = read.from {
        limit.from = text.reading_of(from);
    }
    if let (Some(first), Some(last)) = (read.rest.first(), read.rest.last()) {
        limit.note = text.reading_of(first.start..last.end);
    }
    limit
}
