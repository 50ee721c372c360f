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
                limits.excluded = super::list(rows, content, at);
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
