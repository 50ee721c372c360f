//! Which column of a record is which.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tongyuan_model::practice::Column;

const DATA: &str = include_str!("columns.txt");

static BUILT_IN: LazyLock<BTreeMap<Column, Vec<String>>> = LazyLock::new(|| {
    let lines = DATA.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let column = Column::of_key(words.next()?)?;
            Some((column, words.map(str::to_owned).collect()))
        })
        .collect()
});

/// What the columns of records are called.
#[derive(Clone, Debug)]
pub struct RecordColumns(BTreeMap<Column, Vec<String>>);

impl Default for RecordColumns {
    fn default() -> Self {
        Self(BUILT_IN.clone())
    }
}

impl RecordColumns {
    /// The names with those that a repository has for a column: they take the place of the built-in ones.
    #[must_use]
    pub fn with(mut self, column: Column, names: Vec<String>) -> Self {
        self.0.insert(column, names);
        self
    }

    /// Which of some headings, by their numbers, are which column: for each column those that have one of its names, the
    /// surest first.
    pub(super) fn of(&self, headings: &[&str]) -> BTreeMap<Column, Vec<usize>> {
        let mut found = BTreeMap::new();
        for (column, names) in &self.0 {
            let places = names.iter().filter_map(|name| {
                let is_one = |heading: &&str| bare(heading) == bare(name);
                headings.iter().position(is_one)
            });
            let places: Vec<usize> = places.collect();
            if !places.is_empty() {
                found.insert(*column, places);
            }
        }
        found
    }
}

/// A heading without blanks, marks, and differences of case.
fn bare(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || *c == '_');
    kept.flat_map(char::to_lowercase).collect()
}
