//! Where in a guide a cursor stands, told from the text before it alone: a line that is being typed need not make sense yet.
//!
//! YAML goes by the indentation of its lines, JSON and the brackets of YAML (`{介质: 纸质}`) by brackets and commas.

use std::ops::Range;

use super::flow;

/// What is being written where the cursor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Key,
    Value,
}

/// A place in a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The keys that lead there from the top, as they are written; the key of a value is the last.
    pub(super) path: Vec<String>,
    pub(super) at: At,
    /// The bytes that are written of the word so far, with the quotation mark before it.
    pub(super) typed: Range<usize>,
    /// Whether a row of a list has begun.
    pub(super) is_row: bool,
    /// The other keys of the same place.
    pub(super) present: Vec<String>,
}

impl Cursor {
    /// Where byte `offset` of a text is; none in a comment, and where that cannot be told.
    pub(super) fn find(text: &str, offset: usize, is_json: bool) -> Option<Self> {
        let offset = text.floor_char_boundary(offset);
        if is_json {
            return flow::find(text, 0..offset, Vec::new(), true);
        }
        in_lines(text, offset)
    }

    /// Where the word is that byte `offset` is in, with the whole of it.
    pub(super) fn word(text: &str, offset: usize, is_json: bool) -> Option<(Self, String)> {
        let offset = text.floor_char_boundary(offset);
        let rest = text.get(offset..)?;
        let is_end = |own: char| {
            matches!(
                own,
                ':' | ',' | '"' | '\'' | '{' | '}' | '[' | ']' | '\n' | '\r'
            )
        };
        let end = offset + rest.find(is_end).unwrap_or(rest.len());
        let cursor = Self::find(text, end, is_json)?;
        let word = text.get(cursor.typed.clone())?.trim();
        let word = word.trim_start_matches(['"', '\'']).to_owned();
        (cursor.typed.start <= offset).then_some((cursor, word))
    }
}

/// A line of YAML.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    /// The column of its first dash.
    dash: Option<usize>,
    /// The column of what stands behind blanks and dashes.
    column: usize,
    content: &'t str,
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Self {
        let mut rest = line.trim_start_matches(' ');
        let mut dash = None;
        loop {
            let column = line.len() - rest.len();
            match rest.strip_prefix('-') {
                Some(behind) if behind.is_empty() || behind.starts_with(' ') => {
                    dash = dash.or(Some(column));
                    rest = behind.trim_start_matches(' ');
                }
                _ => {
                    return Self {
                        dash,
                        column,
                        content: rest,
                    };
                }
            }
        }
    }

    /// Whether nothing stands there that counts.
    fn is_blank(&self) -> bool {
        self.dash.is_none() && (self.content.trim().is_empty() || self.content.starts_with('#'))
    }

    /// The column of the first thing in it.
    fn first(&self) -> usize {
        self.dash.unwrap_or(self.column)
    }

    /// Its key, and where behind the colon the content goes on.
    fn key(&self) -> Option<(&'t str, usize)> {
        let content = self.content;
        if content.starts_with(['{', '[', '#']) {
            return None;
        }
        if let Some(quote) = content
            .chars()
            .next()
            .filter(|own| matches!(own, '"' | '\''))
        {
            let end = content.get(1..)?.find(quote)? + 1;
            let behind = content.get(end + 1..)?;
            let colon = behind.trim_start().strip_prefix(':')?;
            return Some((content.get(1..end)?, content.len() - colon.len()));
        }
        let colon = content.match_indices(':').find(|(at, _)| {
            let behind = content.get(at + 1..).unwrap_or_default();
            behind.is_empty() || behind.starts_with([' ', '\t'])
        });
        let (at, _) = colon?;
        Some((content.get(..at)?.trim_end(), at + 1))
    }

    /// Its key, where its value stands in the lines below.
    fn opening(&self) -> Option<&'t str> {
        let (key, behind) = self.key()?;
        let value = self.content.get(behind..)?.trim();
        (value.is_empty() || value.starts_with(['#', '&'])).then_some(key)
    }
}

fn in_lines(text: &str, offset: usize) -> Option<Cursor> {
    let begin = text.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
    let line = Line::of(text.get(begin..offset)?);
    if line.content.starts_with('#') || line.content.contains(" #") {
        return None;
    }
    let above = text.get(..begin)?;
    let (mut path, mut present, is_row) = above_of(above, &line)?;
    let start = begin + line.column;
    let Some((key, behind)) = line.key() else {
        if line.content.starts_with(['{', '[']) {
            return flow::find(text, start..offset, path, false);
        }
        below_of(text.get(offset..)?, &line, &mut present);
        return Some(Cursor {
            path,
            at: At::Key,
            typed: start..offset,
            is_row,
            present,
        });
    };
    path.push(key.to_owned());
    let value = line.content.get(behind..)?.trim_start();
    let start = offset - value.len();
    if value.starts_with(['{', '[']) {
        return flow::find(text, start..offset, path, false);
    }
    Some(Cursor {
        path,
        at: At::Value,
        typed: start..offset,
        is_row: false,
        present: Vec::new(),
    })
}

/// Where the key is that leads to a line.
#[derive(Clone, Copy)]
enum Reach {
    /// Left of this column; what stands in it is beside the line.
    Left(usize),
    /// In this column of a dash, or left of it.
    Dash(usize),
}

/// The keys that lead to a line, those that stand above it beside it, and whether it is in a row of a list.
fn above_of(above: &str, line: &Line<'_>) -> Option<(Vec<String>, Vec<String>, bool)> {
    let (mut path, mut present) = (Vec::new(), Vec::new());
    let mut is_row = line.dash.is_some();
    let mut reach = line.dash.map_or(Reach::Left(line.column), Reach::Dash);
    for line in above.lines().rev().map(Line::of) {
        if line.is_blank() {
            continue;
        }
        let is_above = match reach {
            Reach::Left(column) if line.column == column => {
                if path.is_empty() {
                    present.extend(line.key().map(|(key, _)| key.to_owned()));
                    is_row |= line.dash.is_some();
                }
                // The first of its row: the list is what leads on.
                reach = line.dash.map_or(reach, Reach::Dash);
                false
            }
            Reach::Left(column) => line.column < column,
            Reach::Dash(column) => line.column <= column,
        };
        if is_above {
            path.push(line.opening()?.to_owned());
            reach = line.dash.map_or(Reach::Left(line.column), Reach::Dash);
        }
    }
    path.reverse();
    // What is indented below nothing is nowhere.
    let is_nowhere = path.is_empty() && matches!(reach, Reach::Left(1..) | Reach::Dash(_));
    (!is_nowhere || line.first() == 0).then_some((path, present, is_row))
}

/// The keys that stand below a line beside it.
fn below_of(below: &str, line: &Line<'_>, present: &mut Vec<String>) {
    for own in below.lines().skip(1).map(Line::of) {
        if own.is_blank() {
            continue;
        }
        if own.first() < line.column {
            break;
        }
        if own.dash.is_none() && own.column == line.column {
            present.extend(own.key().map(|(key, _)| key.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the bar of a text is: the path, what is written, and the keys beside it.
    fn found(text: &str, is_json: bool) -> Option<String> {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let cursor = Cursor::find(&text, offset, is_json)?;
        let kind = match cursor.at {
            At::Key => "key",
            At::Value => "value",
        };
        let row = if cursor.is_row { " in a row" } else { "" };
        let typed = &text[cursor.typed];
        let present = cursor.present.join(" ");
        let path = cursor.path.join(".");
        Some(format!("{path} {kind}{row} “{typed}” beside [{present}]"))
    }

    #[test]
    fn yaml_goes_by_its_indentation() {
        for (text, wanted) in [
            ("|", Some(" key “” beside []")),
            (
                "标识: a\n申|\n收费:\n  是否收费: true\n",
                Some(" key “申” beside [标识 收费]"),
            ),
            (
                "申请材料:\n  - 名称: a\n    |\n    备注: b\n  - 标识: c\n",
                Some("申请材料 key in a row “” beside [名称 备注]"),
            ),
            (
                "申请材料:\n  - 名称: a\n  - |",
                Some("申请材料 key in a row “” beside []"),
            ),
            (
                "申请材料:\n- 名称: a\n- 必|\n  备注: b\n",
                Some("申请材料 key in a row “必” beside [备注]"),
            ),
            (
                "申请材料:\n- 名称: a\n  提交方式:\n    线下:\n      介|\n- 名称: b\n",
                Some("申请材料.提交方式.线下 key “介” beside []"),
            ),
            ("申请材料:\n  |", Some("申请材料 key “” beside []")),
            (
                "申请材料:\n\n# 说明\n  - 名称: a\n    必要性: 必|",
                Some("申请材料.必要性 value “必” beside []"),
            ),
            (
                "事项:\n  办件类型:|\n",
                Some("事项.办件类型 value “” beside []"),
            ),
            (
                "事项:\n  服务对象:\n    - 自|\n",
                Some("事项.服务对象 key in a row “自” beside []"),
            ),
            (
                "事项:\n  服务对象: [自然人, 企|]\n",
                Some("事项.服务对象 value in a row “企” beside []"),
            ),
            (
                "申请材料:\n  - 名称: a\n    提交方式: {介质: 纸质, 原|}\n",
                Some("申请材料.提交方式 key “原” beside [介质]"),
            ),
            (
                "申请材料:\n  - {名称: a, 必要性: |}\n",
                Some("申请材料.必要性 value “” beside []"),
            ),
            (
                "\"item\":\n  \"type\": \"|",
                Some("item.type value “\"” beside []"),
            ),
            (
                "办理渠道:\n  线下:\n    窗口:\n      - 名称: a\n        |\n",
                Some("办理渠道.线下.窗口 key in a row “” beside [名称]"),
            ),
            // What makes no sense is nowhere.
            ("# 申|", None),
            ("标识: a # |", None),
            ("标识: a\n  |", None),
            ("  |", None),
        ] {
            assert_eq!(found(text, false).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn json_goes_by_its_brackets() {
        for (text, wanted) in [
            ("{\"|\"}", Some(" key “\"” beside []")),
            (
                "{\"id\": \"a\", |\n \"fees\": {\"charged\": true}}",
                Some(" key “” beside [id fees]"),
            ),
            (
                "{\"materials\": [{\"name\": \"甲,{\\\"\"}, {\"name\": \"b\", \"nec|",
                Some("materials key “\"nec” beside [name]"),
            ),
            (
                "{\"item\": {\"handling\": \"承|",
                Some("item.handling value “\"承” beside []"),
            ),
            (
                "{\"item\": {\"audience\": [\"自然人\", |",
                Some("item.audience value in a row “” beside []"),
            ),
            (
                "{\"fees\": {\"charged\": t|",
                Some("fees.charged value “t” beside []"),
            ),
            ("{\"id\": \"a\"|}", None),
            ("{}|", None),
            ("|", None),
        ] {
            assert_eq!(found(text, true).as_deref(), wanted, "{text}");
        }
    }

    /// Wherever a text breaks off, an answer comes.
    #[test]
    fn no_place_is_too_strange() {
        let yaml = "申请材料:\n  - 名称: \"a: b\"\n    - - x: {y: [z, 'q\\\n---\n\t- ：\r\n 𠮷: | #\n  >\n";
        for (at, _) in yaml.char_indices() {
            for is_json in [true, false] {
                let _ = Cursor::find(yaml, at, is_json);
                let _ = Cursor::find(&yaml[..at], at, is_json);
                let _ = Cursor::word(yaml, at, is_json);
            }
        }
    }

    #[test]
    fn the_whole_word_around_a_place() {
        let text = "申请材料:\n  - 名称: a\n";
        let word = |part: &str, more| {
            let at = text.find(part).unwrap() + more;
            Cursor::word(text, at, false).map(|(own, word)| (own.path, own.at, word))
        };
        let key = (vec!["申请材料".to_owned()], At::Key, "名称".to_owned());
        assert_eq!(word("名称", 0), Some(key.clone()));
        assert_eq!(word("名称", 3), Some(key));
        let top = (vec![], At::Key, "申请材料".to_owned());
        assert_eq!(word("材料", 0), Some(top));
    }
}
