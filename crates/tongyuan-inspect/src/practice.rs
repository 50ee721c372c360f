//! What the records of handled cases say of a guide: the facts that the rules of the family judge.

use tongyuan_compare::{Asked, Verdict, asked_for, compare_texts, is_name, project};
use tongyuan_model::practice::{ItemPractice, Practice, RecordPlace, Tally};
use tongyuan_model::{Channel, Guide, Location, Place, Precision};

use crate::facts::Facts;
use crate::finding::{Arg, Located};
use crate::sink::{Draft, Sink};

/// The records of the item of one guide.
#[derive(Clone, Copy)]
pub(crate) struct Records<'f> {
    practice: &'f Practice,
    /// What they say.
    pub(crate) item: &'f ItemPractice,
}

impl<'f> Records<'f> {
    /// The records of a guide's item, by its code, identifier or name; none where there are none.
    pub(crate) fn of(facts: &Facts<'f>) -> Option<Self> {
        let practice = facts.registers.practice.as_ref()?;
        let guide = facts.guide();
        let item = guide.item.given();
        let names = [
            item.and_then(|item| item.code.text()),
            guide.id.text(),
            item.and_then(|item| item.name.text()),
        ];
        let item = practice.of_item(&names)?;
        Some(Self { practice, item })
    }

    /// Begins a finding at the first of some cases.
    pub(crate) fn at<'s, 'p>(self, cases: &Tally, sink: &'s mut Sink<'p>) -> Draft<'s, 'p> {
        let located = located(self.practice, &cases.at);
        sink.at(located)
            .arg("cases", count(cases.count))
            .arg("period", period(cases))
    }
}

/// A place of a record. What is shown of its line is its cell.
pub(crate) fn located(practice: &Practice, at: &RecordPlace) -> Located {
    let location = Location {
        start: at.start,
        end: at.end,
        place: Some(Place::SheetCell {
            sheet: at.sheet.clone(),
            row: at.row,
            column: at.column,
        }),
        precision: Precision::Exact,
    };
    Located::alone(practice.file(at.file), location, &at.text)
}

/// So many cases, in words.
pub(crate) fn count(cases: u64) -> Arg {
    let plural = if cases == 1 { "" } else { "s" };
    Arg::Both {
        chinese: format!("{cases}件"),
        english: format!("{cases} case{plural}"),
    }
}

/// The time over which cases were, behind what they are said of; nothing where the records state no day.
pub(crate) fn period(cases: &Tally) -> Arg {
    let (chinese, english) = match (cases.first, cases.last) {
        (Some(first), Some(last)) if first == last => {
            (format!("（{first}）"), format!(", on {first}"))
        }
        (Some(first), Some(last)) => (
            format!("（{first}至{last}）"),
            format!(", from {first} to {last}"),
        ),
        _ => Default::default(),
    };
    Arg::Both { chinese, english }
}

/// What the guide shows in every channel in which the cases of a record may have been handled: in the one that it names, or else
/// in any.
pub(crate) fn shown(facts: &Facts<'_>, channel: Option<Channel>) -> Vec<(Option<Channel>, Guide)> {
    let guide = facts.guide();
    let projected = |channel: Channel| (Some(channel), project(guide, channel).guide.into_owned());
    match channel {
        Some(channel) => vec![projected(channel)],
        None => {
            let channels = facts.serving().into_iter().map(projected);
            std::iter::once((None, guide.clone()))
                .chain(channels)
                .collect()
        }
    }
}

/// The materials that cases were asked for, each with what it is to the guide. Two ways of writing one name are one.
pub(crate) fn asked(facts: &Facts<'_>, item: &ItemPractice) -> Vec<(String, Tally, Asked)> {
    let supplements = item.supplements.iter().filter(|(text, _)| is_name(text));
    let mut names: Vec<(String, Tally)> = Vec::new();
    for (name, tally) in item.materials.iter().chain(supplements) {
        let same = names
            .iter_mut()
            .find(|(own, _)| !matches!(compare_texts(own, name), Verdict::Different));
        match same {
            Some((_, own)) => own.join(tally),
            None => names.push((name.clone(), tally.clone())),
        }
    }
    let shown = shown(facts, None);
    let terms = &facts.policy.terms;
    let known = |name: &str| {
        let asked = shown
            .iter()
            .map(|(channel, guide)| asked_for(terms, guide, name, *channel));
        // What one channel may ask for is nothing beyond the guide.
        let mut asked = asked.filter(|asked| *asked != Asked::Extra);
        asked.next().unwrap_or(Asked::Extra)
    };
    names
        .into_iter()
        .map(|(name, tally)| {
            let asked = known(&name);
            (name, tally, asked)
        })
        .collect()
}
