//! What stands before the articles: the order that promulgates, the title, and in brackets who made and amended it when.

use tongyuan_model::register::laws::Force;
use tongyuan_model::{Date, Span};

use super::{Line, bare, day};

/// A title has no more lines.
const MOST_LINES: usize = 4;
/// No title is longer, in characters.
const LONGEST_TITLE: usize = 120;

/// The head of a law.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) title: String,
    /// Where the title stands, and the history behind it.
    pub(super) span: Span,
    /// What was done with it, in the order of the text.
    pub(super) events: Vec<Event>,
}

/// One thing that was done with a law on a day.
#[derive(Debug)]
pub(super) struct Event {
    kind: EventKind,
    day: Date,
    /// What is said of it, titles of other documents left out.
    said: String,
    /// Whether the document that changed it is one of the State Council: 《国务院关于修改〈…〉的决定》.
    is_by_council: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EventKind {
    Adopted,
    Amended,
    Promulgated,
    InForce,
    Other,
}

/// Who made a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    By(Force),
    /// By somebody whose acts have no level in the register.
    Otherwise(&'static str),
    Unknown,
}

/// Reads the lines before the articles. None where they hold no title.
pub(super) fn read(lines: &[Line<'_>], file_title: &str) -> Option<Head> {
    let history = lines.iter().position(|line| is_history(line.text));
    let until = history.unwrap_or(lines.len());
    let order = order(&lines[..until]);
    let titles = &lines[order..until];
    let (title, span) = title(titles, file_title)?;
    let mut events = Vec::new();
    if order > 0 {
        let said: Vec<String> = lines[..order].iter().map(|line| bare(line.text)).collect();
        events.extend(of_order(&said));
    }
    let mut whole = span;
    if let Some(at) = history {
        let (text, last) = bracket(&lines[at..]);
        whole = span.to(last);
        events.extend(events_of(&text));
    }
    Some(Head {
        title,
        span: whole,
        events,
    })
}

/// Whether a line begins the brackets that say who made the law: （1984年3月12日…通过.
fn is_history(text: &str) -> bool {
    text.starts_with(['（', '(']) && !day::find_all(text).is_empty()
}

/// How many lines the order takes that promulgates the law: 国务院令, its number, its text, the signature and the day.
fn order(lines: &[Line<'_>]) -> usize {
    let is_order = |line: &Line<'_>| {
        let text = bare(line.text);
        text.ends_with('令') || text.ends_with("公告") || text.contains("令第")
    };
    let Some(first) = lines.iter().take(2).position(is_order) else {
        return 0;
    };
    let is_day = |line: &Line<'_>| {
        let text = bare(line.text);
        day::leading(&text).is_some_and(|(_, len)| len == text.len())
    };
    let signed = lines.iter().skip(first).rposition(is_day);
    signed.map_or(0, |at| first + at + 1)
}

/// The title: the lines that make up what the file is called, or else all that stand there.
fn title(lines: &[Line<'_>], file_title: &str) -> Option<(String, Span)> {
    let wanted = bare(file_title);
    let join =
        |lines: &[Line<'_>]| -> String { lines.iter().map(|line| bare(line.text)).collect() };
    let is_wanted = |lines: &&[Line<'_>]| !wanted.is_empty() && join(lines) == wanted;
    let mut runs = (1..=MOST_LINES.min(lines.len())).flat_map(|count| lines.windows(count));
    let own = runs.find(is_wanted).or_else(|| {
        let from = lines.len().saturating_sub(MOST_LINES);
        lines.get(from..)
    })?;
    let title = join(own);
    let is_title = !title.is_empty() && title.chars().count() <= LONGEST_TITLE;
    let span = own.first()?.span.to(own.last()?.span);
    is_title.then_some((title, span))
}

/// What stands in the brackets, over as many lines as they take.
fn bracket(lines: &[Line<'_>]) -> (String, Span) {
    let mut text = String::new();
    let mut depth = 0_usize;
    let mut span = Span::default();
    for line in lines {
        span = line.span;
        text.push_str(line.text);
        text.push('\n');
        for character in line.text.chars() {
            match character {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 {
            break;
        }
    }
    (text, span)
}

/// The events of a history: each begins with its day, and a word before that says whether it is a day of effect.
fn events_of(text: &str) -> Vec<Event> {
    let days = day::find_all(text);
    let mut events: Vec<Event> = Vec::new();
    for (at, (day, place)) in days.iter().enumerate() {
        let until = days.get(at + 1).map_or(text.len(), |(_, next)| next.start);
        let whole = bare(&text[place.end..until]);
        let said = outside_titles(&whole);
        let before = text[..place.start].trim_end();
        let kind = if before.ends_with('自') && has(&said, &["施行", "实施", "生效"]) {
            EventKind::InForce
        } else if has(&said, &["公布", "发布", "颁布"]) {
            EventKind::Promulgated
        } else if has(&said, &["修正", "修订", "修改"]) {
            EventKind::Amended
        } else if has(&said, &["通过", "批准", "决定"]) {
            EventKind::Adopted
        } else {
            EventKind::Other
        };
        events.push(Event {
            kind,
            day: *day,
            said,
            is_by_council: whole.contains("《国务院关于"),
        });
    }
    events
}

/// What an order says: it promulgates, on the day that it is signed.
fn of_order(lines: &[String]) -> Vec<Event> {
    let Some((signed, body)) = lines.split_last() else {
        return Vec::new();
    };
    let Some((day, _)) = day::leading(signed) else {
        return Vec::new();
    };
    // The name and number of the order stand in its first lines, its text behind them.
    let name: String = lines.iter().take(2).map(String::as_str).collect();
    let text: String = body.concat();
    let mut events = events_of(&text);
    events.retain(|event| event.kind == EventKind::InForce);
    let promulgation = Event {
        kind: EventKind::Promulgated,
        day,
        said: name,
        is_by_council: false,
    };
    events.insert(0, promulgation);
    if has(&outside_titles(&text), &["修改", "修正", "修订"]) {
        let amendment = Event {
            kind: EventKind::Amended,
            day,
            said: String::new(),
            is_by_council: false,
        };
        events.insert(0, amendment);
    }
    events
}

/// A text without the titles that it names: what 《关于修改〈…〉的决定》 is called did not happen to this law.
fn outside_titles(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| {
            match character {
                '《' => depth += 1,
                '》' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0 && !character.is_whitespace()
        })
        .collect()
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

impl Head {
    /// Whether it is a decision that changes other laws, and no law itself.
    pub(super) fn is_decision(&self) -> bool {
        let title = outside_titles(&self.title);
        let changes = has(&title, &["关于修改", "关于废止", "关于修正"]);
        changes && title.ends_with("决定") || title.contains("修正案")
    }

    /// Whether the version of a day is one that was changed since the law was first made, as far as the history tells.
    pub(super) fn is_amended(&self, day: Date) -> bool {
        let mut events = self.events.iter();
        let is_change = |event: &Event| {
            event.kind == EventKind::Amended || has(&event.said, &["修正", "修订", "修改"])
        };
        events.any(is_change) || self.promulgated().is_some_and(|stated| stated < day)
    }

    /// When it was last adopted, amended or promulgated.
    pub(super) fn last_made(&self) -> Option<Date> {
        let made = self.made().map(|event| event.day);
        made.max()
    }

    /// When the document says that this version was promulgated. A promulgation before the last amendment is that of another.
    pub(super) fn promulgated(&self) -> Option<Date> {
        self.promulgation().map(|event| event.day)
    }

    fn promulgation(&self) -> Option<&Event> {
        let last = self.last_made()?;
        let mut events = self.events.iter().rev();
        events.find(|event| event.kind == EventKind::Promulgated && event.day >= last)
    }

    fn made(&self) -> impl DoubleEndedIterator<Item = &Event> {
        let is_made = |event: &&Event| {
            matches!(
                event.kind,
                EventKind::Adopted | EventKind::Amended | EventKind::Promulgated
            )
        };
        self.events.iter().filter(is_made)
    }

    /// The number of the order that promulgated the version of a day: 国务院令第706号.
    pub(super) fn document_number(&self, day: Date) -> Option<String> {
        let said = &self.promulgation().filter(|event| event.day == day)?.said;
        let said = said.replace("中华人民共和国", "");
        let number = ["由", "以", "经"]
            .iter()
            .find_map(|lead| said.strip_prefix(lead));
        let number = number.unwrap_or(&said);
        let end = number.find("号令").map(|at| at + "号令".len());
        let end = end.or_else(|| Some(number.find('号')? + '号'.len_utf8()))?;
        let number = &number[..end];
        has(number, &["令第", "公告第", "号令"]).then(|| number.to_owned())
    }

    /// From when the document says, before its articles, that this version is in force.
    pub(super) fn effect(&self) -> Option<Date> {
        let last = self.last_made()?;
        let mut days = self
            .events
            .iter()
            .filter(|event| event.kind == EventKind::InForce);
        // The last one of a version; those of earlier ones lie before its promulgation.
        days.rfind(|event| event.day >= last).map(|event| event.day)
    }

    /// By whom it was made, as far as the last that is said of it tells.
    pub(super) fn force(&self) -> Made {
        if self.title == "中华人民共和国宪法" {
            return Made::Otherwise("宪法");
        }
        let made: Vec<Made> = self.made().rev().map(maker).collect();
        // What a department promulgates may have been approved above it.
        let weak = Made::By(Force::Rule);
        let known = |own: &&Made| **own != Made::Unknown;
        let strong = made.iter().filter(known).find(|own| **own != weak);
        *strong
            .or_else(|| made.iter().find(known))
            .unwrap_or(&Made::Unknown)
    }
}

/// Who acts: 第六届全国人民代表大会常务委员会第四次会议, 国务院令第706号.
fn maker(event: &Event) -> Made {
    let said = &event.said;
    // 国家市场监督管理总局令第6号, 海关总署第4号令
    let order = said
        .find("令第")
        .or_else(|| said.find("号令"))
        .map(|at| &said[..at]);
    let issuer = order.map(|order| order.rsplit_once('第').map_or(order, |(issuer, _)| issuer));
    let orders =
        |ends: &[&str]| issuer.is_some_and(|own| ends.iter().any(|end| own.ends_with(end)));
    if said.contains("全国人民代表大会") {
        Made::By(Force::Law)
    } else if has(said, &["最高人民法院", "最高人民检察院"]) {
        Made::By(Force::Interpretation)
    } else if said.contains("国家监察委员会") {
        Made::Otherwise("监察法规")
    } else if said.contains("中共中央") {
        Made::Otherwise("党内法规")
    } else if event.is_by_council || has(said, &["国务院", "政务院"]) {
        Made::By(Force::Regulation)
    } else if said.contains("人民代表大会") {
        Made::By(Force::LocalRegulation)
    } else if orders(&["人民政府"]) {
        Made::By(Force::LocalRule)
    } else if orders(&["部", "局", "署", "委员会", "银行", "办公室"])
        || has(
            said,
            &["部务会议", "局务会议", "委务会议", "署务会议", "室务会议"],
        )
    {
        Made::By(Force::Rule)
    } else {
        Made::Unknown
    }
}
