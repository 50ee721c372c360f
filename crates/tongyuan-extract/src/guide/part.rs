//! Cutting a document that holds several items, or several situations of one item, into its guides.
//!
//! The cut is made where the document makes it: at a second name of an item, at headings below each of which the same
//! sections come again, at headings inside the list of materials that name situations, or at a second title of a list.
//! What stands before the first cut, and what comes once behind the last, belongs to every guide.

use tongyuan_model::text::marker;

use super::label::{self, Label};
use super::section::Section;
use super::table::is_banner;
use crate::fragment::Fragment;
use crate::outline::{Block, Cell, Line, Table, whole_text};

/// One guide of a document, before its fields are read.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// What the document calls it, where it holds several.
    pub(super) name: Option<Fragment>,
    pub(super) sections: Vec<Section>,
    /// What stands before the first section.
    pub(super) preamble: Vec<Block>,
}

/// The parts of a document; one where it is not cut.
pub(super) fn cut(mut sections: Vec<Section>, mut preamble: Vec<Block>) -> Vec<Part> {
    let titles = list_titles(&preamble);
    if sections.is_empty() && titles.len() > 1 {
        return at_titles(&preamble, &titles);
    }
    if positions(&sections, is_main_list).len() > 1 && at_headings(&sections).is_empty() {
        // The heading of the first part stands before the first section.
        sections.splice(0..0, first_heading(&mut preamble));
    }
    let starts = at_items(&sections);
    let starts = if starts.len() > 1 {
        starts
    } else {
        at_headings(&sections)
    };
    if starts.len() > 1 {
        return at_sections(&sections, &preamble, &starts);
    }
    if let Some(parts) = at_situations(&sections, &preamble) {
        return parts;
    }
    vec![Part {
        name: None,
        sections,
        preamble,
    }]
}

// ---- several items ----

/// Where each item begins, by the sections that name it.
fn at_items(sections: &[Section]) -> Vec<usize> {
    let named: Vec<usize> = positions(sections, |section| {
        section.label == Some(Label::ItemName) && !whole_text(&section.blocks).is_blank()
    });
    let mut names: Vec<_> = named
        .iter()
        .map(|at| whole_text(&sections[*at].blocks).text().trim().to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    let lists = positions(sections, is_main_list).len();
    // A list of related items at the end of a page names items and says nothing of them.
    if names.len() < named.len() || lists < 2 {
        return Vec::new();
    }
    named
        .into_iter()
        .map(|at| {
            if at > 0 && is_title(&sections[at - 1]) {
                at - 1
            } else {
                at
            }
        })
        .collect()
}

/// Where each item begins, by the headings below which the list of materials comes again.
fn at_headings(sections: &[Section]) -> Vec<usize> {
    let lists = positions(sections, is_main_list);
    if lists.len() < 2 {
        return Vec::new();
    }
    let mut starts = Vec::new();
    let mut from = 0;
    for list in lists {
        let own = (from..list).rev().find(|at| is_title(&sections[*at]));
        match own {
            Some(at) => {
                // The heading furthest up under which nothing stands but headings.
                starts.push(at);
            }
            None => return Vec::new(),
        }
        from = list + 1;
    }
    starts
}

/// The last heading before the first section, as a section of its own.
fn first_heading(preamble: &mut Vec<Block>) -> Option<Section> {
    let at = preamble
        .iter()
        .rposition(|block| matches!(block, Block::Heading(_)))?;
    let blocks = preamble.split_off(at + 1);
    let heading = preamble.pop()?.text().cloned();
    Some(Section {
        heading,
        blocks,
        ..Section::default()
    })
}

fn positions(sections: &[Section], is: impl Fn(&Section) -> bool) -> Vec<usize> {
    let found = sections
        .iter()
        .enumerate()
        .filter(|(_, section)| is(section));
    found.map(|(at, _)| at).collect()
}

fn is_main_list(section: &Section) -> bool {
    section.label == Some(Label::Materials) && !whole_text(&section.blocks).is_blank()
}

/// A heading of unknown words with nothing, or next to nothing, of its own below it.
fn is_title(section: &Section) -> bool {
    const MOST_BLOCKS: usize = 3;
    section.label.is_none() && section.heading.is_some() && section.blocks.len() <= MOST_BLOCKS
}

fn at_sections(sections: &[Section], preamble: &[Block], starts: &[usize]) -> Vec<Part> {
    let head = &sections[..starts[0]];
    let ends = starts.iter().skip(1).copied().chain([sections.len()]);
    let mut own: Vec<Vec<Section>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| sections[*start..end].to_vec())
        .collect();
    let tail = shared_tail(&mut own);
    own.into_iter()
        .map(|own| {
            let name = part_name(&own);
            let shared = |section: &&Section| {
                section.label.is_none() || own.iter().all(|other| other.label != section.label)
            };
            let head = head.iter().filter(shared);
            let tail = tail.iter().filter(shared);
            Part {
                name,
                sections: head.chain(&own).chain(tail).cloned().collect(),
                preamble: preamble.to_vec(),
            }
        })
        .collect()
}

/// What comes once, behind the list of materials of the last part, speaks of all of them.
fn shared_tail(parts: &mut [Vec<Section>]) -> Vec<Section> {
    let Some((last, others)) = parts.split_last_mut() else {
        return Vec::new();
    };
    let Some(list) = last.iter().position(is_main_list) else {
        return Vec::new();
    };
    let known = |section: &Section| {
        others
            .iter()
            .flatten()
            .any(|other| other.label == section.label && section.label.is_some())
    };
    match (list + 1..last.len()).find(|at| last[*at..].iter().all(|section| !known(section))) {
        Some(from) => last.split_off(from),
        None => Vec::new(),
    }
}

fn part_name(own: &[Section]) -> Option<Fragment> {
    let title = own.first().filter(|section| section.label.is_none());
    let named = own
        .iter()
        .find(|section| section.label == Some(Label::ItemName));
    title
        .and_then(|section| section.heading.as_ref())
        .map(|heading| heading.slice(marker_len(heading)..heading.text().len()))
        .or_else(|| named.map(|section| whole_text(&section.blocks)))
}

fn marker_len(text: &Fragment) -> usize {
    marker::leading(text.text()).map_or(0, |marker| marker.len)
}

// ---- several situations of one item ----

/// A list of materials that is cut by headings which name situations.
fn at_situations(sections: &[Section], preamble: &[Block]) -> Option<Vec<Part>> {
    let at = positions(sections, is_main_list).into_iter().next()?;
    let (common, cases) = cases(&sections[at].blocks)?;
    let part = |(name, own): (Fragment, Vec<Block>)| {
        let mut sections = sections.to_vec();
        sections[at].blocks = common.iter().cloned().chain(own).collect();
        Part {
            name: Some(name),
            sections,
            preamble: preamble.to_vec(),
        }
    };
    Some(cases.into_iter().map(part).collect())
}

type Cases = (Vec<Block>, Vec<(Fragment, Vec<Block>)>);

/// What is asked in every case, and what in each.
fn cases(blocks: &[Block]) -> Option<Cases> {
    if let Some(cases) = matrix(blocks) {
        return Some(cases);
    }
    let blocks = &apart(blocks);
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|at| {
            let text = match &blocks[*at] {
                Block::Heading(heading) => &heading.text,
                Block::Line(line) => &line.text,
                _ => return false,
            };
            names_situation(text.text()) && blocks.get(at + 1).is_some_and(begins_list)
        })
        .collect();
    if starts.len() < 2 {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let cases = starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| {
            let name = blocks[*start].text()?;
            let name =
                name.slice(marker_len(name)..name.text().trim_end_matches(['：', ':']).len());
            Some((name, blocks[start + 1..end].to_vec()))
        })
        .collect();
    Some((blocks[..starts[0]].to_vec(), cases))
}

/// A table with a column for every situation, in which a mark says what is asked there.
fn matrix(blocks: &[Block]) -> Option<Cases> {
    let at = blocks.iter().position(
        |block| matches!(block, Block::Table(table) if !marked_columns(table).is_empty()),
    )?;
    let Block::Table(table) = &blocks[at] else {
        return None;
    };
    let columns = marked_columns(table);
    let first = first_marked_row(table)?;
    let header = &table.rows[..first];
    let cases = columns.iter().map(|column| {
        let name = header
            .iter()
            .rev()
            .map(|row| &row[*column].text)
            .find(|text| !text.is_blank());
        let asked = table.rows[first..]
            .iter()
            .filter(|row| is_mark(row, *column) == Some(true));
        // The marks of the other situations are none of this one's words.
        let without_marks = |row: &Vec<Cell>| -> Vec<Cell> {
            let cells = row.iter().enumerate();
            cells
                .filter(|(at, _)| !columns.contains(at))
                .map(|(_, cell)| cell.clone())
                .collect()
        };
        let rows = header.iter().chain(asked).map(without_marks).collect();
        (
            name.cloned().unwrap_or_default(),
            vec![Block::Table(Table::new(rows))],
        )
    });
    Some((blocks[..at].to_vec(), cases.collect()))
}

/// The columns that hold nothing but marks, where there are two and more.
fn marked_columns(table: &Table) -> Vec<usize> {
    let Some(first) = first_marked_row(table) else {
        return Vec::new();
    };
    let rows = &table.rows[first..];
    let width = rows.iter().map(Vec::len).min().unwrap_or(0);
    let columns: Vec<usize> = (0..width)
        .filter(|at| rows.iter().all(|row| is_mark(row, *at).is_some()))
        .filter(|at| rows.iter().any(|row| is_mark(row, *at) == Some(true)))
        .filter(|at| {
            table.rows[..first]
                .iter()
                .any(|row| row.get(*at).is_some_and(|cell| !cell.text.is_blank()))
        })
        .collect();
    if columns.len() > 1 && first > 0 {
        columns
    } else {
        Vec::new()
    }
}

fn first_marked_row(table: &Table) -> Option<usize> {
    table.rows.iter().position(|row| {
        (0..row.len())
            .filter(|at| is_mark(row, *at) == Some(true))
            .count()
            > 0
    })
}

/// Whether a cell is a mark, and which: ▲ asks for the material, — and nothing do not.
fn is_mark(row: &[Cell], at: usize) -> Option<bool> {
    match row.get(at)?.text.text().trim() {
        "√" | "✓" | "✔" | "▲" | "●" | "★" | "○" | "◎" | "☑" | "■" | "△" => {
            Some(true)
        }
        "" | "—" | "-" | "－" | "——" | "×" | "/" | "╳" => Some(false),
        _ => None,
    }
}

/// Blocks in which a table is cut where a row over its whole width names a situation; each piece has the header.
fn apart(blocks: &[Block]) -> Vec<Block> {
    let mut done = Vec::new();
    for block in blocks {
        let Block::Table(table) = block else {
            done.push(block.clone());
            continue;
        };
        let banner = |row: &[Cell]| is_banner(row) && names_situation(row[0].text.text());
        let first = table.rows.iter().position(|row| banner(row));
        // What stands above the first of them heads all the tables.
        let header = &table.rows[..first.unwrap_or(table.rows.len())];
        let mut rows = header.to_vec();
        let mut fresh = first.is_some();
        for row in &table.rows[header.len()..] {
            if banner(row) {
                if !fresh {
                    done.push(Block::Table(Table::new(rows)));
                }
                done.push(Block::Line(Line::plain(row[0].text.clone())));
                rows = header.to_vec();
                fresh = false;
            } else {
                rows.push(row.clone());
            }
        }
        done.push(Block::Table(Table::new(rows)));
    }
    done
}

/// A table, or the first entry of a numbered list.
fn begins_list(block: &Block) -> bool {
    match block {
        Block::Table(_) => true,
        Block::Line(line) => line
            .marker()
            .map_or(line.listed, |marker| marker.number == Some(1)),
        _ => false,
    }
}

/// Whether a line says in which case what stands below it is asked: 情形一：首次申领, （二）变更登记, 委托他人办理的：.
fn names_situation(text: &str) -> bool {
    const MOST_CHARS: usize = 40;
    let bare = marker::strip(text).trim_end_matches(['：', ':', ' ']);
    if bare.chars().count() > MOST_CHARS || bare.contains(['。', '；', ';', '《']) {
        return false;
    }
    let numbered = ["情形", "情况", "类型", "业务", "适用", "事项"];
    let is_numbered = numbered.iter().any(|word| bare.starts_with(word)) || bare.contains("适用");
    let says_case = bare.contains("情形") || bare.ends_with("的") || bare.ends_with("类");
    let acts = [
        "申请", "登记", "办理", "申领", "换领", "补领", "补办", "换发", "换证", "变更", "延续",
        "注销", "首次", "签注", "备案", "代办", "许可", "核发", "新办", "设立", "申报", "提取",
        "转移", "续期", "增项", "迁移", "本人", "报考", "审批", "补证", "注册",
    ];
    let names_act = acts.iter().any(|act| bare.ends_with(act));
    let closed = text.trim_end().ends_with(['：', ':']);
    is_numbered || says_case || names_act || closed && acts.iter().any(|act| bare.contains(act))
}

// ---- several lists under a title each ----

/// Where a title of a list of materials stands, one after the other.
fn list_titles(blocks: &[Block]) -> Vec<usize> {
    (0..blocks.len())
        .filter(|at| {
            blocks[*at]
                .text()
                .is_some_and(|text| label::names_materials(text.text()))
        })
        .collect()
}

fn at_titles(preamble: &[Block], titles: &[usize]) -> Vec<Part> {
    // A title may be broken over lines: all parts begin with as many lines before the one that says 材料清单.
    let before = titles[0].min(2);
    let start = |title: usize| title - before.min(title);
    let ends = titles
        .iter()
        .skip(1)
        .map(|title| start(*title))
        .chain([preamble.len()]);
    titles
        .iter()
        .zip(ends)
        .map(|(title, end)| {
            let own = &preamble[start(*title)..end];
            let case = preamble.get(*title + 1).and_then(Block::text);
            let case =
                case.filter(|text| text.text().starts_with(['（', '(']) && marker_len(text) == 0);
            Part {
                name: case.or_else(|| preamble[*title].text()).cloned(),
                sections: Vec::new(),
                preamble: own.to_vec(),
            }
        })
        .collect()
}
