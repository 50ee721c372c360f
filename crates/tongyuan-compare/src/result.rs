//! 办理结果.

use tongyuan_model::{Field, Guide, Reading, ResultDocument, Span};

use crate::difference::{Burden, Facet};
use crate::found::{Findings, Found};
use crate::list::{Comparable, compare_lists};
use crate::scalar::{plain_facet, stated_facet};

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    let terms = found.terms;
    compare_lists(
        Field::Results,
        &a.results,
        &b.results,
        Burden::Unknown,
        |x: &ResultDocument, y: &ResultDocument| {
            let same = |x: &Reading<String>, y: &Reading<String>| {
                x.text() == y.text() || x.is_missing() || y.is_missing()
            };
            x.name.text() == y.name.text()
                && same(&x.validity, &y.validity)
                && same(&x.kind, &y.kind)
        },
        |results| {
            results
                .iter()
                .filter_map(|result| {
                    let name = result.name.text()?;
                    Some(ResultRow {
                        result,
                        name,
                        plain: terms.plain(name),
                    })
                })
                .collect()
        },
        found,
    );
}

#[derive(Clone)]
struct ResultRow<'r> {
    result: &'r ResultDocument,
    name: &'r str,
    plain: String,
}

impl Comparable for ResultRow<'_> {
    const LONE_ROWS_ARE_ONE: bool = true;

    fn plain_name(&self) -> &str {
        &self.plain
    }

    fn name(&self) -> &str {
        self.name
    }

    fn span(&self) -> Span {
        self.result.name.span()
    }

    fn compare(&self, other: &Self, findings: &mut Findings<'_>) {
        let (a, b) = (self.result, other.result);
        plain_facet(
            findings,
            Facet::Document,
            (self.name, &self.plain),
            (other.name, &other.plain),
            Burden::Unknown,
        );
        stated_facet(findings, Facet::Kind, &a.kind, &b.kind, Burden::Neutral);
        stated_facet(
            findings,
            Facet::Validity,
            &a.validity,
            &b.validity,
            Burden::Unknown,
        );
    }
}
