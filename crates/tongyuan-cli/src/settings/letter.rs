//! `[inspection]`: what stands on the report as an official document.

use tongyuan_model::tree::Node;
use tongyuan_report::inspection::Letter;

/// What stands on the report of an inspection as an official document.
pub(super) fn of(table: &Node<'_>) -> Letter {
    let text = |word| table.get_word(word).and_then(Node::text).map(str::to_owned);
    Letter {
        title: text("title").unwrap_or_default(),
        number: text("number"),
        addressee: text("addressee"),
        issuer: text("issuer"),
    }
}
