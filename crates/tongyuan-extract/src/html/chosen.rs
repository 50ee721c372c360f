//! The parts of a page that a profile chooses for fields or leaves out, where the walk through the page comes upon them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::blocks::{Scope, Walker};
use super::dom::{Dom, Element};
use super::selector::Elements;
use crate::guide::Label;
use crate::note::{Note, NoteKind};
use crate::outline::{Block, Cell, Chosen, Table};
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
    pub(super) fn takes_row(&mut self, dom: &Dom, id: usize, row: &[Cell]) -> bool {
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
            blocks: vec![Block::Table(Table::new(rows))],
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
                        table.rows_mut().extend(row.into_rows());
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

#[cfg(test)]
mod tests {
    use crate::{Capture, Extracted, NoteKind, Profiles, extract_with};

    fn read(profile: &str, page: &str) -> Extracted {
        let mut profiles = Profiles::default();
        let text = format!("name = \"site\"\n{profile}");
        assert_eq!(profiles.add(&text), Ok("site".to_owned()));
        assert!(profiles.choose("site"));
        extract_with(&Capture::new("a.html", page), &profiles)
    }

    fn materials(read: &Extracted) -> Vec<&str> {
        let rows = read.guide().materials.rows().iter();
        rows.filter_map(|row| row.name.text()).collect()
    }

    #[test]
    fn parts_of_a_table_are_chosen() {
        let page = "<table><tr><th>A</th><td class=n>核发取水许可</td></tr>\
            <tbody class=m><tr><th>名称</th><th>份数</th></tr><tr><td>申请表</td><td>1</td></tr>\
            <tr><td>承诺书</td><td>2</td></tr></tbody><tr class=x><td>收费</td><td>10元</td></tr></table>";
        let profile = "[select]\nitem.name = \"td.n\"\nmaterials = \"tbody.m\"\nskip = \".x\"\n";
        let read = read(profile, page);
        let item = read.guide().item.given().unwrap();
        assert_eq!(item.name.text(), Some("核发取水许可"));
        assert_eq!(materials(&read), ["申请表", "承诺书"]);
        assert!(read.guide().fees.is_missing());
        assert_eq!(read.notes, []);
    }

    #[test]
    fn several_parts_are_joined_and_what_is_chosen_inside_goes_its_own_way() {
        let page = "<div class=m><h3>第一批</h3><p>1.申请表</p></div>\
            <p>提示</p><dl><dt>时限</dt><dd id=t>20个工作日</dd></dl>\
            <div class=m><p>2.承诺书</p><div id=f>不收费</div></div><h2>申请材料</h2><p>1.别的</p>";
        let profile = "[select]\nmaterials = [\".m\"]\n\"收费\" = \"#f\"\n\"法定时限\" = \"#t\"\n";
        let read = read(profile, page);
        assert_eq!(materials(&read), ["申请表", "承诺书"]);
        let fees = read.guide().fees.given().unwrap();
        assert_eq!(fees.charged.given(), Some(&false));
        let limits = read.guide().time_limits.given().unwrap();
        assert!(limits.statutory.is_given());
        assert_eq!(read.source.slice(limits.statutory.span()), "20个工作日");
    }

    #[test]
    fn a_button_that_is_looked_at_twice_is_taken_once() {
        let page = "<p><a><b class=m>申请表</b></a></p>";
        let read = read("[select]\nmaterials = \".m\"\n", page);
        assert_eq!(materials(&read), ["申请表"]);
    }

    #[test]
    fn words_of_the_site_name_tabs_and_sections() {
        let page = "<ul><li>你行不行</li><li>带啥</li></ul><div><div>年满十八周岁</div>\
            <div><ol><li>申请表</li></ol></div></div>";
        let profile = "[labels]\n\"带啥\" = \"申请材料\"\n\"你行不行\" = \"conditions\"\n";
        let read = read(profile, page);
        assert_eq!(materials(&read), ["申请表"]);
        let conditions = read.guide().conditions.rows();
        assert_eq!(conditions[0].text.text(), Some("年满十八周岁"));
    }

    #[test]
    fn a_selector_that_means_nothing_is_noted_with_its_line() {
        let read = read("[select]\nfaq = \"#q\"\n", "<h2>收费</h2><p>不收费</p>");
        let kinds: Vec<_> = read.notes.iter().map(|note| note.kind.clone()).collect();
        let idle = NoteKind::SelectorIdle {
            profile: "site".to_owned(),
            line: 3,
            field: "faq",
            selector: "#q".to_owned(),
        };
        assert_eq!(kinds, [idle]);
    }
}
