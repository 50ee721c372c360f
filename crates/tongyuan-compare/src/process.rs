//! 办理流程: the steps, and their order.

use tongyuan_model::{Field, Guide, ProcessStep, Reading, Span};

use crate::difference::{Burden, Confidence, Degree, Departure, Difference, Facet, Side};
use crate::found::{Findings, Found};
use crate::list::{Comparable, compare_lists};
use crate::scalar::{plain_facet, stated_facet};
use crate::terms::Terms;

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    let terms = found.terms;
    let before = found.differences.len();
    compare_lists(
        Field::Process,
        &a.process,
        &b.process,
        Burden::Unknown,
        |x: &ProcessStep, y: &ProcessStep| {
            let same = |x: &Reading<String>, y: &Reading<String>| {
                x.text() == y.text() || x.is_missing() || y.is_missing()
            };
            x.step.text() == y.step.text()
                && same(&x.actor, &y.actor)
                && same(&x.limit, &y.limit)
                && same(&x.standard, &y.standard)
                && same(&x.result, &y.result)
        },
        |steps| steps.iter().map(|step| StepRow::of(step, terms)).collect(),
        found,
    );
    if found.differences.len() == before
        && let Some(difference) = reordered(&a.process, &b.process, terms)
    {
        found.push(difference);
    }
}

/// The same steps in another order. What else differs is told first, and then the order tells no more.
fn reordered(
    a: &Reading<Vec<ProcessStep>>,
    b: &Reading<Vec<ProcessStep>>,
    terms: &Terms,
) -> Option<Difference> {
    let rows = |reading: &'_ Reading<Vec<ProcessStep>>| -> Vec<String> {
        reading
            .rows()
            .iter()
            .filter_map(|step| step.step.text())
            .map(str::to_owned)
            .collect()
    };
    let (x, y) = (rows(a), rows(b));
    if x == y || x.is_empty() || y.is_empty() {
        return None;
    }
    let keys = |steps: &[String]| steps.iter().map(|s| terms.plain(s)).collect::<Vec<_>>();
    let (own, its) = (keys(&x), keys(&y));
    if own == its || own.len() != its.len() {
        return None;
    }
    let side = |steps: &[String], span: Span| Side {
        text: Some(steps.join("→")),
        span,
    };
    Some(Difference {
        field: Field::Process,
        subject: None,
        departure: Departure::Reordered,
        degree: Degree::Substantive,
        confidence: Confidence::Certain,
        burden: Burden::Unknown,
        facets: Vec::new(),
        normalised_by: Vec::new(),
        a: side(&x, a.span()),
        b: side(&y, b.span()),
        nearest: None,
    })
}

#[derive(Clone)]
struct StepRow<'s> {
    step: &'s ProcessStep,
    name: &'s str,
    plain: String,
}

impl<'s> StepRow<'s> {
    fn of(step: &'s ProcessStep, terms: &Terms) -> Self {
        let name = step.step.text().unwrap_or_default();
        Self {
            step,
            name,
            plain: terms.plain(name),
        }
    }
}

impl Comparable for StepRow<'_> {
    fn plain_name(&self) -> &str {
        &self.plain
    }

    fn name(&self) -> &str {
        self.name
    }

    fn span(&self) -> Span {
        self.step.step.span()
    }

    fn compare(&self, other: &Self, findings: &mut Findings<'_>) {
        let (a, b) = (self.step, other.step);
        plain_facet(
            findings,
            Facet::Document,
            (self.name, &self.plain),
            (other.name, &other.plain),
            Burden::Unknown,
        );
        stated_facet(findings, Facet::Actor, &a.actor, &b.actor, Burden::Unknown);
        stated_facet(findings, Facet::Limit, &a.limit, &b.limit, Burden::Unknown);
        stated_facet(
            findings,
            Facet::Standard,
            &a.standard,
            &b.standard,
            Burden::Unknown,
        );
        stated_facet(
            findings,
            Facet::Result,
            &a.result,
            &b.result,
            Burden::Unknown,
        );
    }
}
