//! A guide against itself: what its questions, process, notes and quotations say of a material, limit or fee that its own
//! fields state.
//!
//! Running text is loose, and a guide speaks of many things besides its own materials, limits and fees. So a passage
//! counts only where it surely speaks of the same thing, of every case of it, and in a form that is read to the end; whatever
//! else it says contradicts nothing.

use tongyuan_model::{Field, Guide, Key, Precision, Reading, Span};

use crate::difference::{Confidence, FacetDifference, Side, Subject};
use crate::terms::Terms;

mod fee;
mod limit;
mod material;
mod step;
#[cfg(test)]
mod tests;
mod words;

use words::Topics;

/// Something that a guide says in two places, differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The field that states it: materials, limits or fees.
    pub field: Field,
    /// Which material, limit or fee.
    pub subject: Subject,
    /// Where the passage stands: `faq`, `process`, `notes`, `conditions`, `time_limits`, `fees` or `legal_basis`.
    pub place: Key,
    /// What differs: the field first, the passage second.
    pub facets: Vec<FacetDifference>,
    /// How sure that is.
    pub confidence: Confidence,
    /// What the field states.
    pub stated: Side,
    /// What the passage says.
    pub passage: Side,
    /// Where other passages say the same as this one.
    pub repeated: Vec<(Key, Span)>,
}

/// What the passages of `guide` say otherwise than the fields of `table`: the fields of the guide itself, or those that it
/// should have.
///
/// Several passages that depart from a field in the same way are one contradiction, told at the first of them.
#[must_use]
pub fn contradictions(terms: &Terms, table: &Guide, guide: &Guide) -> Vec<Contradiction> {
    let passages = passages(guide);
    let about = |topic: Topics| passages.iter().any(|passage| passage.topics.has(topic));
    let own = words::Own::of(table);
    let mut found = Vec::new();
    if about(Topics::MATERIALS) && !is_declared_otherwise(table, Key::Materials) {
        material::contradictions(terms, table, guide, &own, &passages, &mut found);
    }
    if !is_declared_otherwise(table, Key::TimeLimits) {
        if about(Topics::LIMITS) {
            limit::contradictions(table, &own, &passages, &mut found);
        }
        step::of_steps(table, guide, &mut found);
    }
    if about(Topics::FEES) && !is_declared_otherwise(table, Key::Fees) {
        fee::contradictions(terms, table, &own, &passages, &mut found);
    }
    found
}

/// Whether the source declares that channels differ in a field: then a passage may speak of either.
fn is_declared_otherwise(table: &Guide, key: Key) -> bool {
    let mut fields = table.variants.rows().iter().map(|own| &own.field);
    fields.any(|field| field.given().is_none_or(|path| path.field == key))
}

/// A piece of running text.
struct Passage<'g> {
    place: Key,
    /// The question that it answers, the step that it is about.
    lead: &'g str,
    text: &'g str,
    span: Span,
    topics: Topics,
    /// The number of the material that it is a note of.
    material: Option<usize>,
}

/// Every passage of a guide that names anything of ours.
fn passages(guide: &Guide) -> Vec<Passage<'_>> {
    let mut found = Vec::new();
    let mut add = |place, lead, text, material| {
        found.extend(Passage::of(place, lead, text, material));
    };
    for row in guide.faq.rows() {
        add(Key::Faq, said(&row.question), &row.answer, None);
    }
    for row in guide.process.rows() {
        add(Key::Process, said(&row.step), &row.standard, None);
        add(Key::Process, "", &row.step, None);
    }
    for (number, row) in guide.materials.rows().iter().enumerate() {
        add(Key::Notes, "", &row.notes, Some(number));
    }
    // A condition of one case speaks of that case alone.
    let conditions = guide.conditions.rows().iter();
    for row in conditions.filter(|row| row.case.is_missing()) {
        add(Key::Conditions, "", &row.text, None);
    }
    if let Some(limits) = guide.time_limits.given() {
        for limit in [&limits.promised, &limits.statutory, &limits.stated] {
            if let Some(limit) = limit.given() {
                add(Key::TimeLimits, "", &limit.note, None);
            }
        }
    }
    if let Some(fees) = guide.fees.given()
        && (fees.charged.is_given() || fees.items.is_given())
    {
        add(Key::Fees, "", &fees.text, None);
    }
    for row in guide.legal_basis.rows() {
        add(Key::LegalBasis, said(&row.law), &row.text, None);
    }
    found
}

fn said(reading: &Reading<String>) -> &str {
    reading.text().unwrap_or_default()
}

impl<'g> Passage<'g> {
    fn of(
        place: Key,
        lead: &'g str,
        text: &'g Reading<String>,
        material: Option<usize>,
    ) -> Option<Self> {
        let words = text.text()?;
        let question = if place == Key::Faq { lead } else { "" };
        let topics = Topics::of(question, words);
        (!topics.is_none()).then_some(Self {
            place,
            lead,
            text: words,
            span: text.span(),
            topics,
            material,
        })
    }

    /// The sentences of the passage that state something.
    fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let text = self.text;
        let mut start = 0;
        let ends = text
            .match_indices(['。', '；', ';', '！', '!', '？', '?', '\n'])
            .chain([(text.len(), "")]);
        ends.filter_map(move |(at, mark)| {
            let from = std::mem::replace(&mut start, at + mark.len());
            let raw = &text[from..at];
            let from = from + (raw.len() - raw.trim_start().len());
            let is_question = matches!(mark, "？" | "?") || words::asks(raw);
            (!raw.trim().is_empty() && !is_question).then(|| Sentence {
                passage: self,
                start: from,
                text: raw.trim(),
            })
        })
    }
}

/// A sentence of a passage.
#[derive(Clone, Copy)]
struct Sentence<'p> {
    passage: &'p Passage<'p>,
    /// Where it begins in the passage.
    start: usize,
    text: &'p str,
}

impl Sentence<'_> {
    /// Whether it speaks of one case among others, as far as what leads to it and follows it tells.
    fn is_of_a_case(&self, own: &words::Own) -> bool {
        let passage = self.passage;
        let end = self.start + self.text.len();
        // What the title of a law or the name of a step says is no case.
        let lead = match passage.place {
            Key::LegalBasis => "",
            _ => passage.lead,
        };
        own.names_a_case(lead)
            || own.names_a_case(&passage.text[..end])
            || words::takes_back(&passage.text[end..])
    }

    /// The sentence as the side of a contradiction, at its own place where the passage stands letter by letter.
    fn side(&self) -> Side {
        let passage = self.passage;
        let span = passage.span;
        let is_verbatim =
            span.precision == Precision::Exact && span.range().len() == passage.text.len();
        let start = span.start as usize + self.start;
        Side {
            text: Some(self.text.to_owned()),
            span: if is_verbatim {
                Span::exact(start, start + self.text.len())
            } else {
                span
            },
        }
    }
}

/// Adds a contradiction, or notes at the one that says the same that it is said here too.
fn add(found: &mut Vec<Contradiction>, new: Contradiction) {
    let same = found.iter_mut().find(|own| {
        own.field == new.field && own.subject == new.subject && own.facets == new.facets
    });
    match same {
        Some(own) => {
            let place = (new.place, new.passage.span);
            if own.passage.span != place.1 && !own.repeated.contains(&place) {
                own.repeated.push(place);
            }
        }
        None => found.push(new),
    }
}
