//! 基线: the findings that were there when a repository began to be checked.

use std::collections::BTreeSet;

use crate::tree::Node;

/// The keys of the findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The keys; what else the file says of them is for its readers.
    pub keys: BTreeSet<String>,
}

impl Baseline {
    /// Reads the baseline from the tree of its file.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>) -> Self {
        let rows = tree.get_word("findings").map(Node::rows);
        let keys = rows.unwrap_or_default().iter();
        let keys = keys.filter_map(|row| row.get_word("key")?.text());
        Self {
            keys: keys.map(str::to_owned).collect(),
        }
    }
}
