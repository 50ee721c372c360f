//! Within how many working days findings are to be put right.

use tongyuan_inspect::rectification::Deadlines;
use tongyuan_model::tree::Node;

use super::whole;

/// What the settings say of the ledger.
pub(super) fn of(tree: &Node<'_>) -> Deadlines {
    let mut own = Deadlines::default();
    let days = tree
        .get_word("ledger")
        .and_then(|ledger| ledger.get_word("due-days"));
    let set = |own: &mut u32, word: &str| {
        let days = days.and_then(|days| days.get_word(word)).and_then(whole);
        *own = days.unwrap_or(*own);
    };
    set(&mut own.error, "error");
    set(&mut own.warning, "warning");
    set(&mut own.note, "note");
    own
}
