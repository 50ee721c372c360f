//! What differs between two statements of one frame, mark by mark.

use super::quantity::{Bound, Quantity};
use super::words::{Extent, FORMS, Joint, Modality, Sharing, counts_other_things};
use super::{MarkDifference, Statement, flipped, ordered};
use crate::difference::{Burden, Facet};

impl Statement {
    /// What differs between two statements, mark by mark.
    pub(super) fn differences(&self, other: &Self) -> Vec<MarkDifference> {
        let mut found = Vec::new();
        let mut add = |facet, a: Option<String>, b: Option<String>, burden| {
            // Who is named on one side alone may be meant on the other.
            let doubtful = facet == Facet::Holder && (a.is_none() || b.is_none());
            found.push(MarkDifference {
                facet,
                a,
                b,
                burden,
                doubtful,
            });
        };
        if self.holder != other.holder {
            add(
                Facet::Holder,
                self.holder.clone(),
                other.holder.clone(),
                Burden::Unknown,
            );
        }
        if self.quantities.len() == other.quantities.len() {
            for (x, y) in self.quantities.iter().zip(&other.quantities) {
                if let Some((facet, burden)) = x.compare(y, self.negated) {
                    // What is valid for longer serves the applicant.
                    let is_validity = x.bound == Bound::Exactly && self.frame.contains("有效期");
                    // Of hospitals the third grade is the highest.
                    let is_hospital = x.is_grade() && self.frame.contains("医");
                    let burden = if is_hospital {
                        ordered(&x.value, &y.value)
                    } else if is_validity {
                        ordered(&y.value, &x.value)
                    } else {
                        burden
                    };
                    add(facet, Some(x.text.clone()), Some(y.text.clone()), burden);
                }
            }
        }
        let text = |quantity: &Option<Quantity>| quantity.as_ref().map(|own| own.text.clone());
        match (&self.window, &other.window) {
            (None, None) => {}
            (Some(x), Some(y)) => {
                if let Some((_, burden)) = x.compare(y, self.negated) {
                    add(
                        Facet::TimeWindow,
                        text(&self.window),
                        text(&other.window),
                        burden,
                    );
                }
            }
            // A window on what must not have been relieves; one on how old a document may be asks for more.
            (x, _) => {
                let burden = flipped(
                    if x.is_none() {
                        Burden::Adds
                    } else {
                        Burden::Relieves
                    },
                    self.negated,
                );
                add(
                    Facet::TimeWindow,
                    text(&self.window),
                    text(&other.window),
                    burden,
                );
            }
        }
        // What is listed is asked for: to say that it must be says no more.
        let strength = |own: &Self| own.modality.unwrap_or(Modality::Must);
        if strength(self) != strength(other) {
            let word = |own: &Self| own.modality.map(|modality| modality.chinese().to_owned());
            add(
                Facet::Modality,
                word(self),
                word(other),
                modality_burden(strength(self), strength(other)),
            );
        }
        if self.joints.len() == other.joints.len() && self.joints != other.joints {
            let changes: Vec<_> = self
                .joints
                .iter()
                .zip(&other.joints)
                .filter(|(x, y)| x != y)
                .collect();
            let words = |joints: Vec<&Option<Joint>>| {
                let words = joints.into_iter().flatten().map(|joint| joint.chinese());
                Some(words.collect::<Vec<_>>().join("、"))
            };
            let burdens = changes.iter().map(|(x, y)| ordered(x, y));
            add(
                Facet::Logic,
                words(changes.iter().map(|(own, _)| *own).collect()),
                words(changes.iter().map(|(_, its)| *its).collect()),
                Burden::of_all(burdens),
            );
        }
        let extent = |own: &Self| own.extent.unwrap_or(Extent::All);
        if extent(self) != extent(other) {
            let word = |own: &Self| own.extent.map(|extent| extent.chinese().to_owned());
            add(
                Facet::Logic,
                word(self),
                word(other),
                ordered(&extent(self), &extent(other)),
            );
        }
        if self.exception != other.exception {
            let burden = match (&self.exception, &other.exception) {
                (Some(_), None) => Burden::Adds,
                (None, _) => Burden::Relieves,
                _ => Burden::Unknown,
            };
            add(
                Facet::Exception,
                self.exception.clone(),
                other.exception.clone(),
                burden,
            );
        }
        if self.forms.len() == other.forms.len() && self.forms != other.forms {
            let word = |own: &Self| Some(own.forms.join("、"));
            let rank = |form: &str| FORMS.iter().position(|own| *own == form);
            let burdens = self.forms.iter().zip(&other.forms);
            let burdens = burdens.filter(|(x, y)| x != y);
            let burdens = burdens.map(|(x, y)| ordered(&rank(y), &rank(x)));
            let burden = Burden::of_all(burdens);
            add(Facet::Form, word(self), word(other), burden);
        }
        let flag = |on: bool, word: &str| on.then(|| word.to_owned());
        if self.first_time != other.first_time {
            let burden = ordered(&other.first_time, &self.first_time);
            add(
                Facet::Case,
                flag(self.first_time, "首次"),
                flag(other.first_time, "首次"),
                burden,
            );
        }
        if self.open_list != other.open_list {
            let burden = ordered(&self.open_list, &other.open_list);
            add(
                Facet::Document,
                flag(self.open_list, "等"),
                flag(other.open_list, "等"),
                burden,
            );
        }
        let sharing = |own: &Self| own.sharing.unwrap_or(Sharing::Together);
        if sharing(self) != sharing(other) {
            let word = |own: &Self| own.sharing.map(|sharing| sharing.chinese().to_owned());
            add(
                Facet::Per,
                word(self),
                word(other),
                ordered(&sharing(self), &sharing(other)),
            );
        }
        if let (Some(own), Some(its)) = (self.each, other.each)
            && counts_other_things(own, its)
        {
            let word = |counter: &str| Some(format!("每{counter}"));
            add(Facet::Per, word(own), word(its), Burden::Unknown);
        }
        for (x, y) in self.quantities.iter().zip(&other.quantities) {
            if x.is_near(y) {
                let near = |mark: &&mut MarkDifference| mark.a.as_ref() == Some(&x.text);
                found
                    .iter_mut()
                    .filter(near)
                    .for_each(|mark| mark.doubtful = true);
            }
        }
        found
    }
}

/// 不得 against 应当 forbids what was asked for: more or less cannot be told.
fn modality_burden(a: Modality, b: Modality) -> Burden {
    match (a, b) {
        (Modality::Must, Modality::MustNot) | (Modality::MustNot, Modality::Must) => {
            Burden::Unknown
        }
        _ => ordered(&a, &b),
    }
}
