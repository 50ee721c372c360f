//! `[practice] columns`: what the columns of records are called.

use tongyuan::RecordColumns;
use tongyuan_model::practice::Column;
use tongyuan_model::tree::Node;

/// What the columns of records are called.
pub(super) fn of(tree: &Node<'_>) -> RecordColumns {
    let named = tree
        .get_word("practice")
        .and_then(|practice| practice.get_word("columns"))
        .map(Node::entries)
        .unwrap_or_default();
    let mut columns = RecordColumns::default();
    for entry in named {
        let names = entry.value.rows().iter().filter_map(Node::text);
        if let Some(column) = Column::of_key(&entry.word) {
            columns = columns.with(column, names.map(str::to_owned).collect());
        }
    }
    columns
}
