//! What a comparison gathers as it goes from field to field and from row to row.

use tongyuan_model::Field;

use crate::difference::{
    Agreement, Burden, Comparison, Confidence, Degree, Departure, Difference, Facet,
    FacetDifference, Side, Subject,
};
use crate::normalise::Normalisation;
use crate::statement::MarkDifference;
use crate::terms::Terms;

/// The differences found so far, and what agrees where that is asked for.
#[derive(Debug)]
pub(crate) struct Found<'t> {
    /// On which terms texts are compared.
    pub(crate) terms: &'t Terms,
    pub(crate) differences: Vec<Difference>,
    agreements: Option<Vec<Agreement>>,
}

impl<'t> Found<'t> {
    /// Gathers differences alone.
    pub(crate) fn differences_on(terms: &'t Terms) -> Self {
        Self {
            terms,
            differences: Vec::new(),
            agreements: None,
        }
    }

    /// Gathers what agrees as well.
    pub(crate) fn everything_on(terms: &'t Terms) -> Self {
        Self {
            agreements: Some(Vec::new()),
            ..Self::differences_on(terms)
        }
    }

    pub(crate) fn into_comparison(self) -> Comparison {
        Comparison {
            differences: self.differences,
            agreements: self.agreements.unwrap_or_default(),
        }
    }

    /// Whether rows that agree letter by letter must be told as well.
    pub(crate) fn wants_agreements(&self) -> bool {
        self.agreements.is_some()
    }

    pub(crate) fn push(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    /// Notes the difference of two matched rows, or that they agree where no facet differs.
    pub(crate) fn settle(
        &mut self,
        findings: Findings<'_>,
        field: Field,
        subject: Option<Subject>,
        a: Side,
        b: Side,
    ) {
        if !findings.facets.is_empty() {
            self.differences
                .push(findings.into_difference(field, subject, a, b));
        } else if let Some(agreements) = &mut self.agreements {
            agreements.push(Agreement {
                field,
                subject,
                normalised_by: findings.normalised_by,
                a,
                b,
            });
        }
    }
}

/// The facets in which two rows were found to differ, as they are gathered.
#[derive(Debug)]
pub(crate) struct Findings<'t> {
    /// On which terms texts are compared.
    pub(crate) terms: &'t Terms,
    facets: Vec<FacetDifference>,
    normalised_by: Vec<Normalisation>,
    burdens: Vec<Burden>,
    substantive: bool,
    certain: bool,
}

impl<'t> Findings<'t> {
    /// Nothing found yet.
    pub(crate) fn on(terms: &'t Terms) -> Self {
        Self {
            terms,
            facets: Vec::new(),
            normalised_by: Vec::new(),
            burdens: Vec::new(),
            substantive: false,
            certain: false,
        }
    }

    /// Whether no facet differs so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.facets.is_empty()
    }

    /// Notes a facet that differs in substance.
    pub(crate) fn substantive(
        &mut self,
        facet: Facet,
        (a, b): (Option<String>, Option<String>),
        burden: Burden,
    ) {
        self.certain = true;
        self.doubtful(facet, (a, b), burden);
    }

    /// Notes a facet that differs, and may mean the same.
    pub(crate) fn doubtful(
        &mut self,
        facet: Facet,
        (a, b): (Option<String>, Option<String>),
        burden: Burden,
    ) {
        self.substantive = true;
        self.burdens.push(burden);
        self.facets.push(FacetDifference { facet, a, b });
    }

    /// Notes the marks in which two statements differ.
    pub(crate) fn marks(&mut self, marks: Vec<MarkDifference>) {
        for mark in marks {
            let sides = (mark.a, mark.b);
            if mark.doubtful {
                self.doubtful(mark.facet, sides, mark.burden);
            } else {
                self.substantive(mark.facet, sides, mark.burden);
            }
        }
    }

    /// Notes a facet that differs in words.
    pub(crate) fn wording(&mut self, facet: Facet, (a, b): (Option<String>, Option<String>)) {
        self.facets.push(FacetDifference { facet, a, b });
    }

    /// Notes the normalisations that made something equal.
    pub(crate) fn normalised(&mut self, steps: impl IntoIterator<Item = Normalisation>) {
        self.normalised_by.extend(steps);
        self.normalised_by.sort_unstable();
        self.normalised_by.dedup();
    }

    fn into_difference(
        self,
        field: Field,
        subject: Option<Subject>,
        a: Side,
        b: Side,
    ) -> Difference {
        let burden = Burden::of_all(self.burdens);
        Difference {
            field,
            subject,
            departure: match burden {
                Burden::Adds => Departure::Tightened,
                Burden::Relieves => Departure::Loosened,
                Burden::Neutral | Burden::Unknown => Departure::Changed,
            },
            degree: if self.substantive {
                Degree::Substantive
            } else {
                Degree::Wording
            },
            // One facet that surely differs makes the difference sure.
            confidence: if self.substantive && !self.certain {
                Confidence::NeedsReview
            } else {
                Confidence::Certain
            },
            burden,
            facets: self.facets,
            normalised_by: self.normalised_by,
            a,
            b,
            nearest: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use tongyuan_model::{Guide, Material, Reading, Span};

    use crate::{Normalisation, Terms, compare_in_full};

    /// What is called equal can be audited: the steps that were needed are named, whichever part of the row they were needed for.
    #[test]
    fn an_agreement_names_its_steps() {
        use Normalisation::{Numerals, Traditional, Width};
        let guide = |name: &str| Guide {
            materials: Reading::Given(
                vec![Material {
                    name: Reading::Given(name.to_owned(), Span::default()),
                    ..Material::default()
                }],
                Span::default(),
            ),
            ..Guide::default()
        };
        for (a, b, steps) in [
            (
                "測繪資質證複印件兩份",
                "测绘资质证复印件2份",
                &[Traditional, Numerals][..],
            ),
            ("航道图复印件一份", "航道图复印件1份", &[Numerals]),
            ("航道图（Ａ３）", "航道图（A3）", &[Width]),
            ("航道图", "航道图", &[]),
        ] {
            let found = compare_in_full(&Terms::default(), &guide(a), &guide(b), None);
            assert_eq!(found.differences, [], "{a}");
            let named: Vec<_> = found
                .agreements
                .iter()
                .map(|one| one.normalised_by.as_slice())
                .collect();
            assert_eq!(named, [steps], "{a}");
        }
    }
}
