//! The parts of a page that a profile chooses for fields or leaves out, where the walk through the page comes upon them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::blocks::{Scope, Walker};
use super::dom::{Dom, Element};
use super::selector::Elements;
use crate::guide::Label;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Chosen, Table};
use crate::profiles::Layout;

/// Which elements of a page a profile means.
#[derive(Debug, Default)]
pub(super) struct Choice {
    labels: HashMap<usize, Label>,
    skipped: HashSet<usize>,
    /// What was found on the way, by the number of the element.
    taken: BTreeMap<usize, Taken>,
    /// The field for which the part is chosen that the walk is in.
    within: Option<Label>,
}

#[derive(Debug)]
struct Taken {
    label: Label,
    blocks: Vec<Block>,
    /// Whether it is a row of a table, which goes with its neighbours.
    is_row: bool,
}

impl Choice {
    /// Finds the elements; a selector that means none of them is told.
    pub(super) fn of(dom: &Dom, layout: &Layout, notes: &mut Vec<Note>) -> Self {
        let mut choice = Self::default();
        if layout.picks.is_empty() {
            return choice;
        }
        let elements = Elements::of(dom);
        for pick in &layout.picks {
            let found = elements.find(&pick.selector);
            if found.is_empty() {
                notes.push(Note::on_document(NoteKind::SelectorIdle {
                    profile: layout.source.clone(),
                    line: pick.line,
                    field: pick.label.path(),
                    selector: pick.text.clone(),
                }));
            }
            match pick.label {
                Label::Skipped => choice.skipped.extend(found),
                // Of two fields that choose the same element, the first has it.
                label => found.into_iter().for_each(|id| {
                    choice.labels.entry(id).or_insert(label);
                }),
            }
        }
        choice
    }

    pub(super) fn skips(&self, id: usize) -> bool {
        self.skipped.contains(&id)
    }

    /// Whether the profile says anything of an element.
    pub(super) fn means(&self, id: usize) -> bool {
        self.skips(id) || self.labels.contains_key(&id)
    }

    /// Enters an element; what it returns is to be handed back on leaving it.
    pub(super) fn enter(&mut self, id: usize) -> Option<Label> {
        let outer = self.within;
        self.within = self.labels.get(&id).copied().or(outer);
        outer
    }

    /// Leaves an element: what it holds goes to the field that it is chosen for, or else stays where it is. An element that
    /// is entered a second time is taken once.
    pub(super) fn leave(
        &mut self,
        id: usize,
        outer: Option<Label>,
        blocks: Vec<Block>,
    ) -> Vec<Block> {
        self.within = outer;
        match self.labels.get(&id).copied() {
            Some(label) if outer != Some(label) => {
                let is_row = false;
                let taken = Taken {
                    label,
                    blocks,
                    is_row,
                };
                self.taken.insert(id, taken);
                Vec::new()
            }
            _ => blocks,
        }
    }

    /// Takes a row of a table if it is chosen or left out, by itself or with its part of the table; says whether it was.
    pub(super) fn takes_row(&mut self, dom: &Dom, id: usize, row: &[crate::outline::Cell]) -> bool {
        let own = [Some(id), dom.parent(id)];
        let mut own = own.into_iter().flatten();
        if own.clone().any(|id| self.skips(id)) {
            return true;
        }
        let label = own.find_map(|id| self.labels.get(&id).copied());
        let Some(label) = label.filter(|label| self.within != Some(*label)) else {
            return false;
        };
        let rows = vec![row.to_vec()];
        let taken = Taken {
            label,
            blocks: vec![Block::Table(Table { rows })],
            is_row: true,
        };
        self.taken.insert(id, taken);
        true
    }

    /// What was taken, field by field, each in the order of the page.
    pub(super) fn finish(self) -> Vec<Chosen> {
        let mut all: Vec<(Chosen, bool)> = Vec::new();
        for taken in self.taken.into_values() {
            let own = all.iter_mut().find(|(own, _)| own.label == taken.label);
            let Some((own, ends_in_row)) = own else {
                let Taken {
                    label,
                    blocks,
                    is_row,
                } = taken;
                all.push((Chosen { label, blocks }, is_row));
                continue;
            };
            let goes_on = *ends_in_row && taken.is_row;
            for block in taken.blocks {
                match (own.blocks.last_mut(), block) {
                    (Some(Block::Table(table)), Block::Table(row)) if goes_on => {
                        table.rows.extend(row.rows);
                    }
                    (_, block) => own.blocks.push(block),
                }
            }
            *ends_in_row = taken.is_row;
        }
        all.into_iter().map(|(chosen, _)| chosen).collect()
    }
}

impl Walker<'_> {
    /// Reads an element of which the profile speaks into a scope of its own.
    pub(super) fn chosen(
        &mut self,
        id: usize,
        element: &Element,
        step: String,
        scope: &mut Scope,
        depth: usize,
    ) {
        let mut inside = Scope::default();
        inside.path.clone_from(&scope.path);
        let outer = self.choice.enter(id);
        self.element(id, element, step, &mut inside, depth);
        let left = self.choice.leave(id, outer, inside.finish());
        if !left.is_empty() {
            scope.end_line();
            scope.blocks.extend(left);
        }
        scope.paths.append(&mut inside.paths);
    }
}
