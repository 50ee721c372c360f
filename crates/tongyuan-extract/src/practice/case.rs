//! From the cells of a row to a case.

use std::ops::Range;

use tongyuan_model::practice::{CaseRecord, Column, RecordPlace};
use tongyuan_model::text::bracket;
use tongyuan_model::{Channel, Date, Number, Position};

use super::RowFault;

/// So much of a cell is kept for reports.
const SHOWN: usize = 120;

/// A cell of a row.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The texts of a list, where the format has lists.
    pub(super) list: Vec<String>,
    /// Which column of the table, from 1.
    pub(super) column: u32,
    /// Where it stands in the text of the row.
    pub(super) range: Range<usize>,
}

/// A row: what it says in each column.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) sheet: String,
    /// Which row of the table, from 1.
    pub(super) number: u32,
    /// The text of the row, where it is one; which line it begins on, and where that begins in the file.
    pub(super) text: String,
    pub(super) line: u32,
    pub(super) offset: u32,
    pub(super) cells: Vec<(Column, Cell)>,
}

impl Row {
    fn cell(&self, column: Column) -> Option<&Cell> {
        let own = self.cells.iter().find(|(other, _)| *other == column);
        own.map(|(_, cell)| cell)
    }

    fn text(&self, column: Column) -> &str {
        self.cell(column).map_or("", |cell| cell.text.trim())
    }

    /// Where a cell stands; the first one of the row where it has no such cell.
    pub(super) fn place(&self, column: Column) -> RecordPlace {
        let first = self.cells.first().map(|(_, cell)| cell);
        let Some(cell) = self.cell(column).or(first) else {
            return RecordPlace::default();
        };
        RecordPlace {
            file: 0,
            sheet: self.sheet.clone(),
            row: self.number,
            column: cell.column,
            start: self.position(cell.range.start),
            end: self.position(cell.range.end),
            text: cell.text.chars().take(SHOWN).collect(),
        }
    }

    fn position(&self, at: usize) -> Position {
        let before = self.text.get(..at).unwrap_or_default();
        let begun = before.rfind('\n').map_or(0, |line| line + 1);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position {
            line: self
                .line
                .saturating_add(count(before.matches('\n').count())),
            column: count(before[begun..].chars().count() + 1),
            offset: self.offset.saturating_add(count(at)),
        }
    }

    /// The case that the row tells of.
    pub(super) fn case(&self) -> Result<CaseRecord, RowFault> {
        let item = self.text(Column::Item).to_owned();
        if item.is_empty() {
            return Err(RowFault::NoItem);
        }
        let case = CaseRecord {
            item,
            channel: channel(self.text(Column::Channel)),
            materials: self.names(Column::Materials),
            supplements: self.names(Column::Supplements),
            refusal: stated(self.text(Column::Refusal)).map(str::to_owned),
            received: self.date(Column::Received)?,
            accepted: self.date(Column::Accepted)?,
            decided: self.date(Column::Decided)?,
            suspended: self.intervals()?,
            fee: self.fee()?,
            visits: self.visits()?,
        };
        let begun = case.accepted.max(case.received);
        match begun.zip(case.decided) {
            Some((begun, decided)) if decided < begun => Err(RowFault::DecidedBefore),
            _ => Ok(case),
        }
    }

    fn date(&self, column: Column) -> Result<Option<Date>, RowFault> {
        match stated(self.text(column)) {
            None => Ok(None),
            Some(text) => date(text).map(Some).ok_or_else(|| RowFault::date(text)),
        }
    }

    fn intervals(&self) -> Result<Vec<(Date, Date)>, RowFault> {
        let Some(cell) = self.cell(Column::Suspended) else {
            return Ok(Vec::new());
        };
        let texts: Vec<&str> = if cell.list.is_empty() {
            cell.text.split(['；', ';', '\n']).collect()
        } else {
            cell.list.iter().map(String::as_str).collect()
        };
        let texts = texts.into_iter().filter_map(stated);
        texts
            .map(|text| interval(text).ok_or_else(|| RowFault::date(text)))
            .collect()
    }

    fn fee(&self) -> Result<Option<u64>, RowFault> {
        let text = self.text(Column::Fee);
        if matches!(text, "免费" | "不收费") {
            return Ok(Some(0));
        }
        let Some(text) = stated(text) else {
            return Ok(None);
        };
        fen(text).map(Some).ok_or_else(|| RowFault::number(text))
    }

    fn visits(&self) -> Result<Option<u32>, RowFault> {
        let Some(text) = stated(self.text(Column::Visits)) else {
            return Ok(None);
        };
        let bare = text.trim_end_matches('次').trim();
        let visits = Number::parse(bare).and_then(|number| number.whole());
        visits.map(Some).ok_or_else(|| RowFault::number(text))
    }

    fn names(&self, column: Column) -> Vec<String> {
        let Some(cell) = self.cell(column) else {
            return Vec::new();
        };
        let names = if cell.list.is_empty() {
            names(&cell.text)
        } else {
            cell.list.iter().map(String::as_str).collect()
        };
        let names = names.into_iter().filter_map(stated);
        names.map(str::to_owned).collect()
    }
}

/// What a cell says; nothing where it says that there is nothing.
fn stated(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_none = matches!(
        text,
        "" | "无" | "/" | "-" | "—" | "——" | "暂无" | "齐全" | "材料齐全" | "null"
    );
    (!is_none).then_some(text)
}

/// The names in a cell: between semicolons, bars and line breaks; where there are none, between commas that stand in no bracket
/// and do not list forms of one material (原件、复印件).
fn names(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text
        .split(['；', ';', '|', '｜', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let [only] = parts.as_slice() else {
        return parts;
    };
    const FORMS: [&str; 6] = ["原件", "复印件", "电子件", "扫描件", "副本", "正本"];
    let mut cut = Vec::new();
    let mut start = 0;
    let groups = bracket::groups(only);
    for (at, comma) in only.match_indices('、') {
        if !bracket::inside(&groups, at) {
            cut.push(only[start..at].trim());
            start = at + comma.len();
        }
    }
    cut.push(only[start..].trim());
    let is_name =
        |part: &&str| part.chars().count() > 2 && !FORMS.iter().any(|form| part.starts_with(form));
    if cut.iter().all(is_name) { cut } else { parts }
}

fn channel(text: &str) -> Option<Channel> {
    let text = text.trim();
    Channel::of_word(text).or(match text {
        "网上" | "互联网" | "网上大厅" | "线上办理" | "网办" => {
            Some(Channel::Online)
        }
        "窗口" | "现场" | "实体大厅" | "线下办理" | "窗口办理" => {
            Some(Channel::InPerson)
        }
        _ => None,
    })
}

/// A date as records write it: 2024-01-05, 2024/1/5, 2024年1月5日, 20240105; a time of day behind it is left out.
fn date(text: &str) -> Option<Date> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<&str> = numbers.filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match numbers.as_slice() {
        [whole, ..] if whole.len() == 8 => (&whole[..4], &whole[4..6], &whole[6..]),
        [year, month, day, ..] if year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

/// Two dates with a word between them: 2024-01-05至2024-01-09. One date is a day.
fn interval(text: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = text
        .split(['至', '到', '~', '～', '—', '–'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let (first, last) = match parts.as_slice() {
        [day] => (date(day)?, date(day)?),
        [first, last] => (date(first)?, date(last)?),
        _ => return None,
    };
    (first <= last).then_some((first, last))
}

/// An amount of yuan in fen.
fn fen(text: &str) -> Option<u64> {
    let bare = text.trim_start_matches(['¥', '￥']).trim_end_matches('元');
    let number = Number::parse(bare.trim())?;
    let (whole, fraction) = number
        .digits()
        .split_once('.')
        .unwrap_or((number.digits(), ""));
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > 2 {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let cents: u64 = format!("{fraction:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cells_say() {
        let day = Date::parse("2024-01-05");
        for text in [
            "2024-01-05",
            "2024/1/5",
            "2024年1月5日",
            "20240105",
            "2024-01-05 09:30:00",
            "2024-01-05T09:30:00+08:00",
        ] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in ["2024-02-30", "5日", "待定", "24-1-5", "约2024-01-05"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(interval("2024-01-05至2024-01-05"), day.zip(day));
        assert_eq!(interval("2024-01-06至2024-01-05"), None);
        assert_eq!(
            (fen("300"), fen("¥1,200.5"), fen("0.05元")),
            (Some(30_000), Some(120_050), Some(5))
        );
        assert_eq!((fen("三百"), fen("1.005"), fen("")), (None, None, None));
    }

    #[test]
    fn names_are_cut_apart() {
        assert_eq!(
            names("申请表；身份证复印件;合同"),
            ["申请表", "身份证复印件", "合同"]
        );
        assert_eq!(names("登记申请表、质押合同"), ["登记申请表", "质押合同"]);
        assert_eq!(names("质押合同原件、复印件"), ["质押合同原件、复印件"]);
        assert_eq!(names("证明（身份证、护照）"), ["证明（身份证、护照）"]);
        assert_eq!(names(""), [] as [&str; 0]);
    }
}
