//! What can be wrong with a legal register beyond its schema, and how its versions are put in order.

use super::{Laws, RegisteredLaw};
use crate::date::Date;
use crate::reading::Reading;
use crate::span::Span;
use crate::text::bracket;
use crate::text::citation::plain_title;

/// Something that is wrong with a legal register. The rest of the register holds all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawMistake {
    /// What is wrong.
    pub kind: LawMistakeKind,
    /// Where.
    pub span: Span,
    /// The title of the law.
    pub law: String,
}

/// What is wrong with a legal register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LawMistakeKind {
    /// It ends on or before the day on which it begins.
    EndsBeforeItBegins,
    /// Two rows are versions of one title with one day of promulgation.
    SameVersionTwice,
    /// Two versions of one title are in force on one day.
    TwoInForce(Date),
    /// Something is no single article.
    NoArticle(String),
    /// An article is there twice.
    ArticleTwice(String),
    /// What amended or repealed it is not in the register.
    NotThere(String),
    /// Following what amended or repealed it leads back to itself.
    Cycle,
}

impl LawMistake {
    pub(super) fn new(kind: LawMistakeKind, span: Span, law: &RegisteredLaw) -> Self {
        Self {
            kind,
            span,
            law: law.name.text().unwrap_or_default().to_owned(),
        }
    }
}

impl Laws {
    /// Puts the versions of each title in order, ends each where the next begins, and follows amendments.
    pub(super) fn put_in_order(&mut self) {
        let mut titles: Vec<Vec<usize>> = self.by_title.values().cloned().collect();
        titles.sort_unstable();
        titles.dedup();
        for mut rows in titles {
            rows.sort_by_key(|row| self.age(*row));
            for pair in rows.windows(2) {
                if let [earlier, later] = *pair {
                    self.follow(earlier, later);
                }
            }
        }
        let age: Vec<_> = (0..self.editions.len()).map(|row| self.age(row)).collect();
        for rows in self.by_title.values_mut() {
            rows.sort_by_key(|row| age.get(*row).copied());
        }
        self.follow_documents();
        self.break_cycles();
        self.mistakes.sort_by_key(|mistake| mistake.span);
    }

    /// By what versions are ordered: the day of effect, or of promulgation, and the place in the file.
    fn age(&self, row: usize) -> (Option<Date>, Option<Date>, usize) {
        let edition = self.editions.get(row);
        let promulgated = edition.and_then(|edition| edition.promulgated);
        let from = edition.and_then(|edition| edition.from);
        (from.or(promulgated), promulgated, row)
    }

    /// One version follows another under the same title.
    fn follow(&mut self, earlier: usize, later: usize) {
        let rows = self.register.laws.rows();
        let (Some(law), Some(next)) = (rows.get(earlier), rows.get(later)) else {
            return;
        };
        let Some(from) = self.editions.get(later).map(|edition| edition.from) else {
            return;
        };
        let later_day = self
            .editions
            .get(later)
            .and_then(|edition| edition.promulgated);
        let Some(edition) = self.editions.get_mut(earlier) else {
            return;
        };
        let same_day = edition.promulgated.is_some() && edition.promulgated == later_day;
        if same_day || (edition.from.is_some() && edition.from == from) {
            let kind = match from {
                Some(from) if !same_day => LawMistakeKind::TwoInForce(from),
                _ => LawMistakeKind::SameVersionTwice,
            };
            self.mistakes
                .push(LawMistake::new(kind, next.name.span(), next));
        } else if let Some(from) = from
            && law.ends_on.is_given()
            && edition.until.is_some_and(|until| until > from)
        {
            let kind = LawMistakeKind::TwoInForce(from);
            self.mistakes
                .push(LawMistake::new(kind, law.ends_on.span(), law));
            edition.until = Some(from);
        } else if !law.ends_on.is_given() && from.is_some() {
            edition.until = from;
        }
        edition.next = Some(later);
    }

    /// Finds what amended or repealed each version.
    fn follow_documents(&mut self) {
        let mut found = Vec::new();
        let mut mistakes = Vec::new();
        for (row, law) in self.register.laws.rows().iter().enumerate() {
            for reading in [&law.amended_by, &law.repealed_by] {
                let Some(name) = reading.text() else { continue };
                match self.named(name, row) {
                    Some(other) => found.push((row, other)),
                    None => {
                        let kind = LawMistakeKind::NotThere(name.to_owned());
                        mistakes.push(LawMistake::new(kind, reading.span(), law));
                    }
                }
            }
        }
        self.mistakes.append(&mut mistakes);
        for (row, other) in found {
            let from = self.editions.get(other).and_then(|other| other.from);
            if let Some(edition) = self.editions.get_mut(row) {
                edition.replaced_by = Some(other);
                if edition.until.is_none() {
                    edition.until = from;
                }
            }
        }
    }

    /// The row that a document number, or a title with the day of promulgation, names.
    fn named(&self, name: &str, own: usize) -> Option<usize> {
        let other = |rows: Vec<&super::Edition>| {
            let own_next = self.editions.get(own).and_then(|edition| edition.next);
            let mut rows = rows.into_iter().map(|edition| edition.row);
            rows.clone()
                .find(|row| Some(*row) == own_next)
                .or_else(|| rows.next())
        };
        let day = bracket::groups(name)
            .last()
            .and_then(|group| Some((group.outer.start, Date::parse(&name[group.inner.clone()])?)));
        if let Some((at, day)) = day {
            let rows = self.titled(&name[..at]).into_iter();
            return other(
                rows.filter(|edition| edition.promulgated == Some(day))
                    .collect(),
            );
        }
        other(self.numbered(name)).or_else(|| {
            let mut rows = self.titled(&plain_title(name));
            rows.reverse();
            other(rows)
        })
    }

    /// Says where following amendments leads back to where it began, and follows no further there.
    fn break_cycles(&mut self) {
        // 0: not looked at, n: looked at in the n-th walk.
        let mut walked = vec![0_usize; self.editions.len()];
        let mut ends = Vec::new();
        for start in 0..self.editions.len() {
            let mut at = Some(start);
            while let Some(row) = at {
                match walked.get_mut(row) {
                    Some(walk) if *walk == 0 => *walk = start + 1,
                    Some(walk) => {
                        if *walk == start + 1 {
                            ends.push(row);
                        }
                        break;
                    }
                    None => break,
                }
                at = self
                    .editions
                    .get(row)
                    .and_then(|edition| edition.replaced_by);
            }
        }
        for row in ends {
            if let Some(edition) = self.editions.get_mut(row) {
                edition.replaced_by = None;
            }
            if let Some(law) = self.register.laws.rows().get(row) {
                let place = [&law.repealed_by, &law.amended_by]
                    .into_iter()
                    .find(|reading| reading.is_given())
                    .map_or(law.name.span(), Reading::span);
                self.mistakes
                    .push(LawMistake::new(LawMistakeKind::Cycle, place, law));
            }
        }
    }
}
