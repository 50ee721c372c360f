//! 受理条件: which condition is which, and how they differ.

use std::borrow::Cow;

use tongyuan_model::text::bracket;
use tongyuan_model::{Condition, Field, Guide, Span};

use crate::difference::{Burden, Facet};
use crate::found::{Findings, Found};
use crate::legal_basis;
use crate::list::{Comparable, compare_lists};
use crate::scalar::{plain_facet, stated_facet};
use crate::terms::Terms;

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    let terms = found.terms;
    compare_lists(
        Field::Conditions,
        &a.conditions,
        &b.conditions,
        Burden::Adds,
        |x: &Condition, y: &Condition| {
            x.text.text() == y.text.text()
                && (x.case.text() == y.case.text() || x.case.is_missing() || y.case.is_missing())
                && legal_basis::same_letters(&x.basis, &y.basis)
        },
        |conditions| {
            conditions
                .iter()
                .flat_map(|condition| ConditionRow::of(condition, terms))
                .collect()
        },
        found,
    );
}

/// A condition, or a part of one that states several with semicolons between them.
#[derive(Clone)]
struct ConditionRow<'c> {
    condition: &'c Condition,
    text: Cow<'c, str>,
    is_piece: bool,
    plain: String,
}

impl<'c> ConditionRow<'c> {
    fn of(condition: &'c Condition, terms: &Terms) -> Vec<Self> {
        let Some(text) = condition.text.text() else {
            return Vec::new();
        };
        let parts = parts(text);
        let is_piece = parts.len() > 1;
        parts
            .into_iter()
            .map(|text| Self {
                condition,
                text: Cow::Borrowed(text),
                is_piece,
                plain: terms.plain(text),
            })
            .collect()
    }
}

fn parts(text: &str) -> Vec<&str> {
    let groups = bracket::groups(text);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['；', ';', '\n']) {
        if !bracket::inside(&groups, at) {
            parts.push(text[start..at].trim());
            start = at + mark.len();
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

impl Comparable for ConditionRow<'_> {
    fn ids(&self) -> [Option<&str>; 2] {
        [self.condition.id.text(), None]
    }

    fn is_piece(&self) -> bool {
        self.is_piece
    }

    fn plain_name(&self) -> &str {
        &self.plain
    }

    fn told_apart_by(&self) -> [String; 3] {
        let case = self.condition.case.text().unwrap_or_default();
        [case.to_owned(), case.to_owned(), case.to_owned()]
    }

    fn name(&self) -> &str {
        &self.text
    }

    fn renamed(&self, plain_name: &str) -> Option<Self> {
        Some(Self {
            text: Cow::Owned(plain_name.to_owned()),
            plain: plain_name.to_owned(),
            is_piece: true,
            ..self.clone()
        })
    }

    fn span(&self) -> Span {
        self.condition.text.span()
    }

    fn compare(&self, other: &Self, findings: &mut Findings<'_>) {
        plain_facet(
            findings,
            Facet::Document,
            (&self.text, &self.plain),
            (&other.text, &other.plain),
            Burden::Unknown,
        );
        let (a, b) = (self.condition, other.condition);
        stated_facet(findings, Facet::Case, &a.case, &b.case, Burden::Unknown);
        legal_basis::compare_basis(findings, &a.basis, &b.basis);
    }
}
