//! Which form a number in a row belongs to.

use super::{Counted, Requirement, Wanted};

impl Requirement {
    /// A number beside exactly one form that has none belongs to that form: 复印件（2份）, 原件及复印件各1份.
    pub(super) fn settle_count(&mut self) {
        let Some(count) = self.count.clone() else {
            return;
        };
        if count.counter != '份' {
            return;
        }
        let open = |wanted: &Option<Wanted>| wanted.as_ref().is_some_and(|w| w.number.is_none());
        match (open(&self.original), open(&self.copies)) {
            (false, false) => return,
            (true, true) => {
                // One number for both forms: 原件及复印件1份.
                self.shared |= !self.each;
                for wanted in [&mut self.original, &mut self.copies].into_iter().flatten() {
                    wanted.settle(&count);
                }
            }
            (true, false) if self.copies.is_none() => {
                if let Some(original) = &mut self.original {
                    original.settle(&count);
                }
            }
            (false, true) if self.original.is_none() => {
                if let Some(copies) = &mut self.copies {
                    copies.settle(&count);
                }
            }
            _ => return,
        }
        self.count = None;
    }

    pub(super) fn has_facets_beside_notes(&self) -> bool {
        let without = Self {
            notes: Vec::new(),
            ..self.clone()
        };
        without.has_facets()
    }
}

impl Wanted {
    /// Takes a number that stands elsewhere in the row: where both stand is where it is said.
    fn settle(&mut self, count: &Counted) {
        self.number = Some(count.number);
        self.at = self.at.start.min(count.at.start)..self.at.end.max(count.at.end);
    }
}
