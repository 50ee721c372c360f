//! 咨询投诉 from lines and tables.

use tongyuan_model::text::marker;
use tongyuan_model::{Contacts, Reading, Span};

use super::label::{self, Label};
use super::noun_at;
use crate::fragment::Fragment;
use crate::outline::{Block, lines};

/// Reads one statement of where to ask or to complain; says whether it was new.
pub(super) fn read(
    own: &mut Reading<Contacts>,
    label: Label,
    blocks: &[Block],
    content: &Fragment,
    at: Span,
) -> bool {
    let contacts = noun_at(own, at);
    match label {
        Label::Consult => add(&mut contacts.consult, &content.lines(), at),
        Label::Complain => add(&mut contacts.complain, &content.lines(), at),
        _ => {
            // Each line says which of the two it is.
            for line in lines(blocks) {
                let text = line.text.text();
                let start = marker::leading(text).map_or(0, |marker| marker.len);
                let tail = line.text.slice(start..text.len());
                if let Some((label, from)) = label::with_value(tail.text()) {
                    let value = tail.slice(from..tail.text().len()).trimmed();
                    match label {
                        Label::Complain => add(&mut contacts.complain, &[value], at),
                        _ => add(&mut contacts.consult, &[value], at),
                    };
                }
            }
            true
        }
    }
}

/// Reads where to ask and to complain from lines that say it by themselves, below a heading that says something else: 温馨提示.
/// What a section of its own says goes first.
pub(super) fn stray(own: &mut Reading<Contacts>, blocks: &[Block]) {
    for line in lines(blocks) {
        let text = line.text.text();
        let said = label::with_value(text);
        let Some((label @ (Label::Consult | Label::Complain), from)) = said else {
            continue;
        };
        let value = line.text.slice(from..text.len()).trimmed();
        let known = own.given().map(|own| match label {
            Label::Consult => own.consult.is_given(),
            _ => own.complain.is_given(),
        });
        if known != Some(true) && value.text().contains(|c: char| c.is_ascii_digit()) {
            read(own, label, &[], &value, value.span());
        }
    }
}

fn add(own: &mut Reading<Vec<Reading<String>>>, lines: &[Fragment], at: Span) -> bool {
    let said: Vec<_> = lines
        .iter()
        .map(|line| {
            let text = line.text();
            let start = marker::leading(text).map_or(0, |marker| marker.len);
            line.reading_of(start..text.len())
        })
        .filter(Reading::is_given)
        .collect();
    if said.is_empty() {
        return true;
    }
    noun_at(own, at).extend(said);
    true
}
