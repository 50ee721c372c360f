//! 办理渠道 from lines and tables: what is said of the online and the in-person hall.

use tongyuan_model::text::clock::has_time_of_day;
use tongyuan_model::text::numeral;
use tongyuan_model::{ChannelEntry, Channels, Reading, Span, Window};

use super::label::{self, Label};
use super::table::Columns;
use super::{fill, noun_at};
use crate::fragment::Fragment;
use crate::outline::{Block, lines};

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Name,
    Address,
    Hours,
    Phone,
}

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "窗口" | "窗口名称" | "名称" | "受理窗口" | "受理点" => Column::Name,
        "地址" | "办理地点" | "窗口地址" => Column::Address,
        "办理时间" | "时间" | "办公时间" | "受理时间" => Column::Hours,
        "电话" | "联系电话" | "窗口电话" => Column::Phone,
        _ => return None,
    })
}

/// Reads one statement about a channel; says whether it was new. `within` is what the heading above it announces: below 网上办理
/// hours and telephone are those of the online hall.
pub(super) fn read(
    own: &mut Reading<Channels>,
    label: Label,
    within: Option<Label>,
    blocks: &[Block],
    content: &Fragment,
    at: Span,
) -> bool {
    let channels = noun_at(own, at);
    match label {
        Label::Online => {
            let online = noun_at(&mut channels.online, at);
            entry(online, blocks, content)
        }
        Label::Url | Label::Depth => {
            let online = noun_at(&mut channels.online, at);
            field(online, label, content)
        }
        Label::InPerson => {
            let in_person = noun_at(&mut channels.in_person, at);
            windows(in_person, blocks);
            if in_person.windows.is_missing() {
                return entry(in_person, blocks, content);
            }
            true
        }
        Label::Hours | Label::Phone | Label::Visits | Label::VisitsReason
            if within == Some(Label::Online) =>
        {
            let online = noun_at(&mut channels.online, at);
            field(online, label, content)
        }
        _ => {
            let in_person = noun_at(&mut channels.in_person, at);
            field(in_person, label, content)
        }
    }
}

fn windows(entry: &mut ChannelEntry, blocks: &[Block]) {
    for block in blocks {
        let Block::Table(table) = block else { continue };
        let Some(columns) = Columns::of(table, column) else {
            continue;
        };
        for row in columns.rows() {
            let get = |kind| row.get(kind).map(Fragment::reading).unwrap_or_default();
            let window = Window {
                span: row
                    .get(Column::Name)
                    .map(Fragment::span)
                    .unwrap_or_default(),
                name: get(Column::Name),
                address: get(Column::Address),
                hours: get(Column::Hours),
                phone: get(Column::Phone),
            };
            let at = window.span;
            noun_at(&mut entry.windows, at).push(window);
        }
    }
}

/// A section on one channel: lines that say which of its fields they state, or a remark.
fn entry(entry: &mut ChannelEntry, blocks: &[Block], content: &Fragment) -> bool {
    let mut known = false;
    for line in lines(blocks) {
        let text = line.text.text();
        if let Some((label, from)) = label::with_value(text) {
            known |= field(entry, label, &line.text.slice(from..text.len()).trimmed());
        } else if let Some(url) = url_in(&line.text) {
            known |= fill(&mut entry.url, url);
        }
    }
    if !known {
        fill(&mut entry.note, content.reading());
    }
    true
}

fn field(entry: &mut ChannelEntry, label: Label, content: &Fragment) -> bool {
    match label {
        Label::Url => fill(
            &mut entry.url,
            url_in(content).unwrap_or_else(|| content.reading()),
        ),
        Label::Depth => fill(&mut entry.depth, content.reading()),
        Label::Hours => fill(&mut entry.hours, content.reading()),
        Label::Phone => fill(&mut entry.phone, content.reading()),
        Label::VisitsReason => fill(&mut entry.visits_reason, content.reading()),
        Label::Visits => fill(&mut entry.visits, visits(content)),
        Label::Address => {
            let window = window(content);
            let fresh = entry.windows.is_missing();
            if fresh {
                entry.windows = Reading::Given(vec![window], content.span());
            }
            fresh
        }
        _ => false,
    }
}

/// A window told in one text: its address, or parts between slashes that tell themselves apart (某中心 / 周一至周五
/// 9:00-17:00 / 某路1号).
fn window(content: &Fragment) -> Window {
    const SIGNS: [&str; 7] = ["路", "街", "号", "楼", "大道", "巷", "室"];
    let mut window = Window {
        span: content.span(),
        ..Window::default()
    };
    let parts = parts(content);
    let is_hours = |part: &Fragment| has_time_of_day(part.text());
    let is_address = |part: &Fragment| SIGNS.iter().any(|sign| part.text().contains(sign));
    let (hours, places): (Vec<_>, Vec<_>) = parts.iter().partition(|part| is_hours(part));
    let ([hours], [name, ..]) = (&hours[..], &places[..]) else {
        window.address = content.reading();
        return window;
    };
    window.hours = hours.reading();
    match places.iter().rfind(|part| is_address(part)) {
        Some(address) => {
            window.address = address.reading();
            if address.span() != name.span() {
                window.name = name.reading();
            }
        }
        None => window.address = name.reading(),
    }
    window
}

/// The parts of a text between slashes with blanks around them.
fn parts(content: &Fragment) -> Vec<Fragment> {
    const SLASH: &str = " / ";
    let text = content.text();
    let mut start = 0;
    let mut parts = Vec::new();
    for (end, mark) in text.match_indices(SLASH).chain([(text.len(), "")]) {
        parts.push(content.slice(start..end).trimmed());
        start = end + mark.len();
    }
    parts.retain(|part| !part.is_blank());
    parts
}

/// `1次`, `0`, `不超过1次`
fn visits(content: &Fragment) -> Reading<u32> {
    let text = content
        .text()
        .trim_start_matches("不超过")
        .trim_start_matches("最多");
    match numeral::leading(text).and_then(|n| n.whole()) {
        Some(number) => Reading::Given(u32::try_from(number).unwrap_or(u32::MAX), content.span()),
        None => Reading::Unreadable(content.span(), tongyuan_model::Unreadable::WrongShape),
    }
}

fn url_in(text: &Fragment) -> Option<Reading<String>> {
    let whole = text.text();
    let start = whole.find("http://").or_else(|| whole.find("https://"))?;
    let length = whole[start..]
        .find(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | '<' | '>'))
        .unwrap_or(whole.len() - start);
    Some(text.reading_of(start..start + length))
}
