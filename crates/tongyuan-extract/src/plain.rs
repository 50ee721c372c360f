//! Plain text into the outline of a document: lines, tables by tabs, and the dumps of forms (`字段 is 值`).

use crate::capture::Capture;
use crate::decode;
use crate::failure::Failure;
use crate::fragment::Fragment;
use crate::outline::{Block, Document, Line, tables_by_tabs};

pub(crate) fn read(capture: &Capture) -> Result<Document, Failure> {
    let (text, notes) = decode::decode(&capture.bytes)?;
    let lines: Vec<Fragment> = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(Fragment::verbatim(line, start).trimmed())
        })
        .filter(|line| !line.is_blank())
        .collect();
    let blocks = if is_form_dump(&lines) {
        form_dump(&lines)
    } else if is_bracketed(&lines) {
        bracketed(&lines)
    } else {
        blocks(lines)
    };
    Ok(Document {
        text,
        blocks,
        notes,
        ..Document::default()
    })
}

/// Lines as they are, but for those that are the rows of a table: by tabs, or drawn with bars.
fn blocks(lines: Vec<Fragment>) -> Vec<Block> {
    let lines = lines
        .into_iter()
        .map(|line| Block::Line(Line::plain(by_tabs(line))));
    tables_by_tabs(lines.collect())
}

/// A row of a drawn table as one that tabs cut: | 名称 | 份数 |.
fn by_tabs(line: Fragment) -> Fragment {
    let text = line.text();
    let is_drawn = text.starts_with('|') && text.ends_with('|') && text.len() > 1;
    if !is_drawn {
        return line;
    }
    let mut row = Fragment::default();
    let inner = line.slice(1..text.len() - 1);
    let mut start = 0;
    for (at, bar) in inner
        .text()
        .match_indices('|')
        .chain([(inner.text().len(), "")])
    {
        if start > 0 {
            let place = inner.span_of(start..at).start as usize;
            row.push("\t", place..place, false);
        }
        row.append(&inner.slice(start..at));
        start = at + bar.len();
    }
    row
}

// ---- dumps of forms: 权利名称 is 再生资源回收经营者备案, type is text, value_range is … ----

const IS: &str = " is ";
const TYPE: &str = ", type is ";
const FIELD: &str = "字段=";
const VALUE: &str = " 值=";

/// Whether most fields of a text are written as a program logs the fields of a form.
fn is_form_dump(lines: &[Fragment]) -> bool {
    let fields = lines.iter().filter(|line| {
        let text = line.text();
        text.contains(TYPE) || text.contains(FIELD) && text.contains(VALUE)
    });
    fields.count() >= 3
}

/// The name and the value of a field: 权利名称 is 备案, type is text; … 字段=权利名称 值=备案.
fn field(line: &Fragment) -> Option<(Fragment, Fragment)> {
    let text = line.text();
    if let Some(at) = text.find(FIELD) {
        let name = at + FIELD.len();
        let value = name + text[name..].find(VALUE)?;
        let said = line.slice(value + VALUE.len()..text.len()).trimmed();
        return Some((line.slice(name..value).trimmed(), said));
    }
    let end = text.find(TYPE).unwrap_or(text.len());
    // A field begins with a name of its own; a value that goes on has none.
    let at = text
        .find(IS)
        .filter(|at| *at < end && is_name(&text[..*at]))?;
    let value = line.slice(at + IS.len()..end.max(at + IS.len()));
    Some((line.slice(0..at).trimmed(), value.trimmed()))
}

/// A pair for every field; a value may go on over the lines below it.
fn form_dump(lines: &[Fragment]) -> Vec<Block> {
    let mut fields: Vec<(Fragment, Vec<Fragment>)> = Vec::new();
    for line in lines {
        match field(line) {
            Some((name, value)) => fields.push((name, vec![value])),
            None => {
                if let Some((_, value)) = fields.last_mut() {
                    let end = line.text().find(TYPE).unwrap_or(line.text().len());
                    value.push(line.slice(0..end).trimmed());
                }
            }
        }
    }
    let block = |line: Fragment| Block::Line(Line::plain(line));
    fields
        .into_iter()
        .map(|(name, value)| {
            let lines = value.into_iter().filter(|line| !line.is_blank());
            Block::Pair(name, lines.map(block).collect())
        })
        .collect()
}

fn is_name(text: &str) -> bool {
    text.chars().count() <= 20 && !text.contains(['，', '。', '；'])
}

// ---- fields in brackets: [事项名称：收养登记] ----

/// The label of a line that opens a field in brackets, and where its value begins.
fn opened(text: &str) -> Option<(usize, usize)> {
    let rest = text.strip_prefix(['[', '［'])?;
    let start = text.len() - rest.len();
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    is_name(&text[start..at]).then_some((start, at + colon.len_utf8()))
}

/// Whether a text is made of fields in brackets.
fn is_bracketed(lines: &[Fragment]) -> bool {
    lines
        .iter()
        .filter(|line| opened(line.text()).is_some())
        .count()
        >= 3
}

/// A pair for every field; a value may go on over lines until its bracket is closed.
fn bracketed(lines: &[Fragment]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(Fragment, Vec<Block>)> = None;
    for line in lines {
        let text = line.text();
        let closes = text.ends_with([']', '］']);
        let end = if closes {
            text.len() - text.chars().next_back().map_or(0, char::len_utf8)
        } else {
            text.len()
        };
        let value =
            |from: usize| Block::Line(Line::plain(line.slice(from..end.max(from)).trimmed()));
        match (opened(text), &mut open) {
            (Some((start, from)), _) => {
                let colon = text[..from].chars().next_back().map_or(0, char::len_utf8);
                let name = line.slice(start..from - colon).trimmed();
                blocks.extend(
                    open.replace((name, vec![value(from)]))
                        .map(|(name, said)| Block::Pair(name, said)),
                );
            }
            (None, Some((_, said))) => said.push(value(0)),
            (None, None) => blocks.push(Block::Line(Line::plain(line.clone()))),
        }
        if closes {
            blocks.extend(open.take().map(|(name, said)| Block::Pair(name, said)));
        }
    }
    blocks.extend(open.map(|(name, said)| Block::Pair(name, said)));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<String> {
        let document = read(&Capture::new("a.txt", text)).unwrap_or_default();
        document.blocks.iter().map(shown).collect()
    }

    fn shown(block: &Block) -> String {
        match block {
            Block::Line(line) => line.text.text().to_owned(),
            Block::Table(table) => table
                .rows
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|cell| cell.text.text())
                        .collect::<Vec<_>>()
                        .join("|")
                })
                .collect::<Vec<_>>()
                .join(" / "),
            Block::Pair(term, said) => {
                let said: Vec<_> = said.iter().map(shown).collect();
                format!("{} = {}", term.text(), said.join(" / "))
            }
            _ => "other".to_owned(),
        }
    }

    #[test]
    fn lines_and_tables() {
        assert_eq!(
            outline("申请材料\n\n序号\t名称\t备注\n1\t身份证\n  无\n"),
            ["申请材料", "序号|名称|备注 / 1|身份证|", "无"]
        );
        assert_eq!(
            outline("| 名称 | 份数 | 备注 |\n| 甲 | 1 | 无 |"),
            ["名称|份数|备注 / 甲|1|无"]
        );
        assert_eq!(outline("法定时限\t20日"), ["法定时限\t20日"]);
    }

    #[test]
    fn fields_in_brackets() {
        assert_eq!(
            outline("[名称：甲]\n[材料：1、乙\n2、丙（原件）]\n[电话:12345]\n==##=="),
            [
                "名称 = 甲",
                "材料 = 1、乙 / 2、丙（原件）",
                "电话 = 12345",
                "==##=="
            ]
        );
    }

    #[test]
    fn dumps_of_forms() {
        let dump = "事项 is 甲\n设定依据 is 《办法》\n  第七条 应当备案。, type is text, value_range is \n是否收费 is 0, type is radio, value_range is 0,1\n材料名称 is 身份证, type is text, value_range is \n";
        assert_eq!(
            outline(dump),
            [
                "事项 = 甲",
                "设定依据 = 《办法》 / 第七条 应当备案。",
                "是否收费 = 0",
                "材料名称 = 身份证"
            ]
        );
    }
}
