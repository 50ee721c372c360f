//! On which terms texts are compared: which words mean the same here, beside those that mean the same everywhere, and which
//! days 日 counts.

use std::collections::HashMap;
use std::sync::Arc;

use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::text::requirement::Requirement;

use crate::lexicon::Readings;
use crate::normalise;

/// The terms on which two guides are compared.
///
/// ```
/// use tongyuan_compare::{Days, Terms};
///
/// let terms = Terms::default()
///     .with_aliases([("专利权质押登记申请表", "质押登记申请表")])
///     .with_days(Days::AsWritten);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The names that are one, the first read for the second.
    names: Vec<(String, String)>,
    aliases: Option<Arc<Readings>>,
    /// The rows of the catalogue of materials, by every name that they have, in its normal form.
    catalogue: Arc<HashMap<String, usize>>,
    days: Days,
}

/// What 日 means in the limits of the procedure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// As the law has it: the statutory limit of an administrative licence is counted in working days (行政许可法第八十二条); any other 日
    /// is a 日.
    #[default]
    ByLaw,
    /// 日 is never a working day.
    AsWritten,
    /// 日 is a working day in every limit of the procedure.
    Working,
}

impl Terms {
    /// The terms with names of one thing more: the second name of each pair is read as the first.
    #[must_use]
    pub fn with_aliases<'p>(mut self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let pairs = pairs
            .into_iter()
            .filter(|(is, other)| !is.trim().is_empty() && !other.trim().is_empty() && is != other);
        let pairs = pairs.map(|(is, other)| (is.to_owned(), other.to_owned()));
        self.names.extend(pairs);
        // The name that counts is named too, so that it is not found inside itself: 甲表 for 表.
        let all = self.names.iter();
        let all = all.flat_map(|(is, other)| [(is.as_str(), is.as_str()), (is, other)]);
        self.aliases = (!self.names.is_empty()).then(|| Arc::new(Readings::of(all)));
        self
    }

    /// The terms with the other names of a catalogue of materials.
    #[must_use]
    pub fn with_catalogue(mut self, catalogue: &MaterialCatalogue) -> Self {
        let mut rows = HashMap::new();
        for (number, row) in catalogue.catalogue.rows().iter().enumerate() {
            let others = row.aliases.rows().iter();
            for name in std::iter::once(&row.name)
                .chain(others)
                .filter_map(|own| own.text())
            {
                rows.entry(normalise::plain(name)).or_insert(number);
            }
        }
        self.catalogue = Arc::new(rows);
        self.with_aliases(catalogue.aliases())
    }

    /// The row of the catalogue that a name of a material means: the document that it names, whoever's it is (出质人营业执照 is 营业执照),
    /// by whichever of its names.
    #[must_use]
    pub fn catalogued(&self, name: &str) -> Option<usize> {
        let core = Requirement::read(name).name_in(name);
        let plain = normalise::plain(if core.is_empty() { name } else { &core });
        let mut tails = plain.char_indices().map(|(at, _)| &plain[at..]);
        tails.find_map(|tail| self.catalogue.get(tail).copied())
    }

    /// The terms with another reading of 日.
    #[must_use]
    pub fn with_days(mut self, days: Days) -> Self {
        self.days = days;
        self
    }

    /// What 日 means.
    pub(crate) fn days(&self) -> Days {
        self.days
    }

    /// A text in its normal form.
    pub(crate) fn plain(&self, text: &str) -> String {
        let plain = normalise::plain(text);
        match &self.aliases {
            Some(aliases) => aliases.apply(plain),
            None => plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use tongyuan_model::{Guide, Item, Material, Reading, Span, TimeLimit, TimeLimits};

    use super::*;
    use crate::{Degree, compare};

    fn given<T>(value: T) -> Reading<T> {
        Reading::Given(value, Span::default())
    }

    #[test]
    fn names_of_a_repository() {
        let guide = |name: &str| Guide {
            materials: given(vec![Material {
                name: given(name.to_owned()),
                ..Material::default()
            }]),
            ..Guide::default()
        };
        let (a, b) = (guide("甲类登记申请表2份"), guide("登记申请表2份"));
        let own = Terms::default().with_aliases([("甲类登记申请表", "登记申请表")]);
        assert_eq!(compare(&own, &a, &b, None), []);
        assert_eq!(compare(&own, &a, &a, None), []);
        assert_eq!(compare(&Terms::default(), &a, &b, None).len(), 1);
        // What says nothing adds nothing.
        let empty = Terms::default().with_aliases([("", "表"), ("表", "表")]);
        assert_eq!(compare(&empty, &a, &b, None).len(), 1);
        let nothing = Terms::default().with_aliases([("", "甲类")]);
        assert_eq!(compare(&nothing, &a, &b, None).len(), 1);
    }

    #[test]
    fn days_of_the_procedure() {
        let guide = |kind: &str, text: &str| Guide {
            item: given(Item {
                kind: given(kind.to_owned()),
                ..Item::default()
            }),
            time_limits: given(TimeLimits {
                statutory: given(TimeLimit {
                    text: given(text.to_owned()),
                    ..TimeLimit::default()
                }),
                ..TimeLimits::default()
            }),
            ..Guide::default()
        };
        let degree = |kind, days| {
            let terms = Terms::default().with_days(days);
            let found = compare(
                &terms,
                &guide(kind, "20个工作日"),
                &guide(kind, "20日"),
                None,
            );
            found
                .iter()
                .map(|difference| difference.degree)
                .collect::<Vec<_>>()
        };
        assert_eq!(degree("行政许可", Days::ByLaw), [Degree::Wording]);
        assert_eq!(degree("行政确认", Days::ByLaw), [Degree::Substantive]);
        assert_eq!(degree("行政许可", Days::AsWritten), [Degree::Substantive]);
        assert_eq!(degree("行政确认", Days::Working), [Degree::Wording]);
    }
}
