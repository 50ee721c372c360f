//! Boxes to tick: □是 ☑否 says 否. What is not ticked is offered by the form and not said by its author.

use crate::fragment::Fragment;
use crate::outline::{Block, Cell};

const BOXES: [char; 5] = ['□', '☐', '○', '◯', '〇'];
const TICKS: [char; 6] = ['☑', '☒', '✓', '✔', '√', '■'];

/// Blocks with what is ticked alone, wherever several boxes stand side by side.
pub(super) fn ticked(mut blocks: Vec<Block>) -> Vec<Block> {
    for block in &mut blocks {
        tick(block);
    }
    blocks
}

fn tick(block: &mut Block) {
    match block {
        Block::Line(line) => replace(&mut line.text),
        Block::Pair(_, said) => said.iter_mut().for_each(tick),
        // A table without a tick goes on sharing its rows.
        Block::Table(table) if table.rows.iter().flatten().any(is_ticked) => {
            table.rows_mut().iter_mut().flatten().for_each(cell);
        }
        Block::Table(_) => {}
        Block::Heading(_) | Block::Picture => {}
    }
}

/// Whether something in a cell may be ticked.
fn is_ticked(cell: &Cell) -> bool {
    let text = |text: &Fragment| text.text().contains(TICKS);
    text(&cell.text)
        || cell.blocks.iter().any(|block| match block {
            Block::Line(line) => text(&line.text),
            Block::Pair(..) | Block::Table(_) => true,
            Block::Heading(_) | Block::Picture => false,
        })
}

fn cell(cell: &mut Cell) {
    replace(&mut cell.text);
    cell.blocks.iter_mut().for_each(tick);
}

fn replace(text: &mut Fragment) {
    if let Some(said) = choice(text) {
        *text = said;
    }
}

/// What is ticked of a short choice; none where the text is no choice.
fn choice(text: &Fragment) -> Option<Fragment> {
    const MOST_BYTES: usize = 200;
    let shown = text.text();
    let marks: Vec<(usize, char)> = shown
        .char_indices()
        .filter(|(_, c)| BOXES.contains(c) || TICKS.contains(c))
        .collect();
    let is_choice = shown.len() <= MOST_BYTES
        && marks.len() > 1
        && marks.iter().any(|(_, mark)| TICKS.contains(mark))
        && marks.iter().any(|(_, mark)| BOXES.contains(mark));
    // 请在□内打√ tells how to fill it in.
    if !is_choice || shown.contains("打√") || shown.contains("打✓") {
        return None;
    }
    // What stands before the first box names the choice.
    let mut said = text.slice(0..marks[0].0).trimmed();
    let named = !said.is_blank();
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([shown.len()]);
    let mut first = true;
    for ((at, mark), end) in marks.iter().zip(ends) {
        if !TICKS.contains(mark) {
            continue;
        }
        let word = text.slice(at + mark.len_utf8()..end).trimmed();
        if !first {
            let place = word.span().start as usize;
            said.push("/", place..place, false);
        } else if named && !said.text().ends_with(['：', ':']) {
            let place = word.span().start as usize;
            said.push("：", place..place, false);
        }
        said.append(&word);
        first = false;
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_said() {
        let said =
            |text: &str| choice(&Fragment::verbatim(text, 0)).map(|said| said.text().to_owned());
        assert_eq!(said("☐是　☑否").as_deref(), Some("否"));
        assert_eq!(said("☑纸质 ☑电子 ☐其他").as_deref(), Some("纸质/电子"));
        assert_eq!(said("是否收费：□是 √否").as_deref(), Some("是否收费：否"));
        assert_eq!(said("□ 1.户口簿 □ 2.身份证"), None);
        assert_eq!(said("请在□内打√"), None);
        assert_eq!(said("1.身份证"), None);
    }
}
