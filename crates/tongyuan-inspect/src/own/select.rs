//! What the field of a rule selects in a guide.

use tongyuan_model::schema::GuidePath;
use tongyuan_model::{Key, Span, View, ViewValue};

/// One thing that a path selects, or the lack of it.
#[derive(Clone, Debug)]
pub(crate) struct Selected<'v> {
    /// What stands there; none where what would hold it does not.
    pub(crate) view: Option<&'v View>,
    /// Where it stands, or what lacks it.
    pub(crate) span: Span,
    /// Which row it is of each list on the way, counted from 0, after how many keys.
    pub(crate) rows: Vec<(usize, usize)>,
    /// The row of the first list on the way.
    pub(crate) row: Option<&'v View>,
}

/// Everything that a path selects, in the order of the guide. What is absent is told once for each thing that could hold it.
pub(crate) fn select<'v>(guide: &'v View, path: &GuidePath) -> Vec<Selected<'v>> {
    let mut found = Vec::new();
    let start = Selected {
        view: Some(guide),
        span: guide.span,
        rows: Vec::new(),
        row: None,
    };
    follow(&path.keys, 0, start, &mut found);
    found
}

fn follow<'v>(keys: &[Key], depth: usize, at: Selected<'v>, found: &mut Vec<Selected<'v>>) {
    let (Some(view), Some(key)) = (at.view, keys.get(depth)) else {
        found.push(at);
        return;
    };
    match &view.value {
        ViewValue::Rows(rows) => {
            for (number, row) in rows.iter().enumerate() {
                let mut passed = at.rows.clone();
                passed.push((depth, number));
                let one = Selected {
                    view: Some(row),
                    span: row.span,
                    rows: passed,
                    row: at.row.or(Some(row)),
                };
                follow(keys, depth, one, found);
            }
        }
        ViewValue::Fields(_) => match view.get(*key) {
            Some(own) => {
                let next = Selected {
                    view: Some(own),
                    span: own.span,
                    ..at
                };
                follow(keys, depth + 1, next, found);
            }
            // What lacks more than the last step of the path is another matter than that this is not stated.
            None if depth + 1 == keys.len() => found.push(Selected { view: None, ..at }),
            None => {}
        },
        ViewValue::One { .. } | ViewValue::None | ViewValue::Unreadable => {}
    }
}

impl<'v> Selected<'v> {
    /// The single values here: the thing itself, or of a list its rows.
    pub(crate) fn values(&self) -> Vec<&'v View> {
        match self.view {
            Some(view) if matches!(view.value, ViewValue::Rows(_)) => view.rows().iter().collect(),
            Some(view) => vec![view],
            None => Vec::new(),
        }
    }

    /// Whether another thing is of the same rows, as far as both are of rows of the same lists.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        self.rows.iter().zip(&other.rows).all(|(a, b)| a == b)
    }
}

/// What a row is called, and what identifies it from one run to the next.
pub(crate) fn named(row: &View) -> (Option<String>, Option<String>) {
    const NAMES: [Key; 5] = [Key::Name, Key::Text, Key::Law, Key::Step, Key::Question];
    let name = NAMES.iter().find_map(|key| row.get(*key)?.written());
    let id = row.get(Key::Id).and_then(View::written);
    (name.or_else(|| row.written()), id)
}
