//! What is left unread because no code list knows it.

use tongyuan_model::{Guide, Key, Number, Reading, Span, TimeLimit, Unreadable};

use super::compose::Composer;
use crate::note::{Note, NoteKind};

impl Composer<'_> {
    /// Makes unreadable what a code says that no list knows, and tells of each once.
    pub(super) fn unread(
        &mut self,
        guide: &mut Guide,
        limits: Vec<(bool, Number, Span, Span)>,
        audience: Option<Span>,
    ) {
        for (is_statutory, value, at, unit) in limits {
            let limit = TimeLimit {
                span: at.to(unit),
                value: Reading::Given(value, at),
                unit: Reading::Unreadable(unit, Unreadable::NotListed),
                ..TimeLimit::default()
            };
            if !guide.time_limits.is_given() {
                guide.time_limits = Reading::Given(Default::default(), at);
            }
            if let Some(own) = guide.time_limits.given_mut() {
                let field = if is_statutory {
                    &mut own.statutory
                } else {
                    &mut own.promised
                };
                *field = Reading::Given(limit, at.to(unit));
            }
            self.tell(Key::Unit, unit);
        }
        if let Some(at) = audience {
            if !guide.item.is_given() {
                guide.item = Reading::Given(Default::default(), at);
            }
            if let Some(item) = guide.item.given_mut() {
                item.audience = Reading::Unreadable(at, Unreadable::NotListed);
            }
            self.tell(Key::Audience, at);
        }
        let unlisted = std::mem::take(&mut self.unlisted);
        let is_unlisted = |reading: &Reading<String>| {
            reading.is_given() && unlisted.contains(&place(reading.span()))
        };
        let mut told = Vec::new();
        let mut text = |key: Key, reading: &mut Reading<String>| {
            if is_unlisted(reading) {
                let at = reading.span();
                *reading = Reading::Unreadable(at, Unreadable::NotListed);
                told.push((key, at));
            }
        };
        if let Some(item) = guide.item.given_mut() {
            text(Key::Type, &mut item.kind);
            text(Key::Level, &mut item.level);
            text(Key::Handling, &mut item.handling);
        }
        for result in guide.results.given_mut().into_iter().flatten() {
            text(Key::Type, &mut result.kind);
        }
        fn at<T>(reading: &Reading<T>) -> Option<Span> {
            match reading {
                Reading::Unreadable(span, Unreadable::NotListed) => Some(*span),
                _ => None,
            }
        }
        for material in guide.materials.rows() {
            let medium = material.submission.given().and_then(|own| at(&own.medium));
            let found = [
                (Key::Kind, at(&material.kind)),
                (Key::Necessity, at(&material.necessity)),
                (Key::Source, at(&material.source)),
                (Key::Medium, medium),
            ];
            told.extend(found.into_iter().filter_map(|(key, at)| Some((key, at?))));
        }
        for (key, at) in told {
            self.tell(key, at);
        }
    }

    /// Tells of a code that no list knows, once for each code of a field.
    fn tell(&mut self, field: Key, at: Span) {
        let code = self
            .source
            .text
            .get(at.range())
            .unwrap_or_default()
            .to_owned();
        if self.told.insert((field.english(), code.clone())) {
            let kind = NoteKind::CodeUnlisted { field, code };
            self.notes.push(Note::at(kind, at));
        }
    }
}

/// A place as a key.
pub(super) fn place(span: Span) -> (u32, u32) {
    (span.start, span.end)
}
