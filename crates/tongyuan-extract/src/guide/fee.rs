//! 收费 from lines and tables.

use tongyuan_model::text::amount;
use tongyuan_model::text::marker;
use tongyuan_model::{FeeItem, Fees, Number, Reading, Span};

use super::label::Label;
use super::noun_at;
use super::table::{Columns, Row};
use crate::fragment::Fragment;
use crate::outline::{Block, lines};

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Name,
    Amount,
    Basis,
    Per,
    Currency,
}

fn column(heading: &str) -> Option<Column> {
    Some(match heading {
        "收费项目" | "项目" | "收费项目名称" | "名称" | "费用名称" => {
            Column::Name
        }
        "收费标准" | "标准" | "金额" => Column::Amount,
        "收费依据" | "依据" => Column::Basis,
        "计费单位" | "单位" => Column::Per,
        "币种" | "币别" => Column::Currency,
        _ => return None,
    })
}

/// Reads one statement on fees; says whether it was new.
pub(super) fn read(
    own: &mut Reading<Fees>,
    label: Label,
    blocks: &[Block],
    content: &Fragment,
    at: Span,
) -> bool {
    let fresh = !own.is_given();
    let fees = noun_at(own, at);
    if fees.span == Span::default() {
        fees.span = at;
    }
    match label {
        Label::Charged => charged(fees, content),
        Label::FeeBasis => {
            let basis = super::lines_of(content);
            for item in fees.items.given_mut().into_iter().flatten() {
                item.basis.or_fill(basis.clone());
            }
            true
        }
        // What is said beside a list of fees is no fee.
        Label::FeeNote if fees.items.is_given() => super::fill(&mut fees.text, content.reading()),
        _ => {
            let had_items = fees.items.is_given();
            statement(fees, blocks, content);
            fresh || !had_items
        }
    }
}

/// 是否收费：是 / 否 / 不收费
fn charged(fees: &mut Fees, content: &Fragment) -> bool {
    let text = content.text().trim();
    let read = match text {
        // 1 and 0 are how forms log the two.
        "是" | "收费" | "有" | "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ if amount::is_free(text) || begins_free(text) => Some(false),
        _ => None,
    };
    match read {
        Some(value) => super::fill(&mut fees.charged, Reading::Given(value, content.span())),
        None => super::fill(&mut fees.text, content.reading()),
    }
}

/// 不收费。首次申领的亦不收取工本费: whether a statement begins by saying so, and names no amount.
fn begins_free(text: &str) -> bool {
    let first = text
        .trim()
        .split(['。', '；', '（', '(', '\n', '，'])
        .next()
        .unwrap_or_default();
    amount::is_free(first) && !first.is_empty() && amount::read_all(text).is_empty()
}

fn statement(fees: &mut Fees, blocks: &[Block], content: &Fragment) {
    if amount::is_free(content.text()) {
        fees.charged.or_fill(Reading::Given(false, content.span()));
        return;
    }
    if begins_free(content.text()) {
        fees.charged.or_fill(Reading::Given(false, content.span()));
        fees.text.or_fill(content.reading());
        return;
    }
    let mut items: Vec<FeeItem> = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => {
                if let Some(columns) = Columns::of(table, column) {
                    items.extend(columns.rows().filter_map(|row| from_row(&row)));
                }
            }
            _ => {
                for line in lines(std::slice::from_ref(block)) {
                    from_line(&line.text, &mut items);
                }
            }
        }
    }
    if items.is_empty() {
        fees.text.or_fill(content.reading());
        return;
    }
    fees.charged.or_fill(Reading::Given(true, content.span()));
    let span = items
        .iter()
        .map(|item| item.span)
        .reduce(Span::to)
        .unwrap_or_default();
    fees.items.or_fill(Reading::Given(items, span));
}

fn from_row(row: &Row<'_, Column>) -> Option<FeeItem> {
    let name = row.get(Column::Name);
    let cell = row.get(Column::Amount)?;
    let text = cell.text();
    let read = amount::read_all(text).into_iter().next();
    let mut item = FeeItem {
        span: name.map_or_else(|| cell.span(), |name| name.span().to(cell.span())),
        name: name.map(Fragment::reading).unwrap_or_default(),
        ..FeeItem::default()
    };
    match read {
        Some(read) => {
            if read.currency != "CNY" {
                item.currency = Reading::Given(
                    read.currency.to_owned(),
                    cell.span_of(read.at.clone()).loosened(),
                );
            }
            item.amount = Reading::Given(read.value, cell.span_of(read.at));
            item.per = read.per.map(|per| cell.reading_of(per)).unwrap_or_default();
        }
        // A bare number in a column of amounts is in yuan.
        None => {
            item.amount = match Number::parse(text.trim()) {
                Some(value) => Reading::Given(value, cell.span()),
                None => Reading::Unreadable(cell.span(), tongyuan_model::Unreadable::WrongShape),
            }
        }
    }
    if let Some(per) = row.get(Column::Per) {
        item.per.or_fill(per.reading());
    }
    if let Some(currency) = row.get(Column::Currency) {
        item.currency.or_fill(currency.reading());
    }
    if let Some(basis) = row.get(Column::Basis) {
        item.basis = super::lines_of(basis);
    }
    Some(item)
}

/// `商标注册费：300元/类`, `每件300元`: the name stands before the first amount, or before its colon.
fn from_line(line: &Fragment, items: &mut Vec<FeeItem>) {
    let text = line.text();
    let mut from = marker::leading(text).map_or(0, |marker| marker.len);
    for read in amount::read_all(text) {
        let until = read
            .per
            .as_ref()
            .filter(|per| per.start < read.at.start)
            .map_or(read.at.start, |per| per.start - '每'.len_utf8());
        let name = text[from..until.max(from)].trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '：' | ':' | '，' | ',' | '；' | ';' | '、' | '。')
        });
        let start = from + text[from..].find(name).unwrap_or(0);
        let end = read
            .per
            .as_ref()
            .map_or(read.at.end, |per| per.end.max(read.at.end));
        items.push(FeeItem {
            span: line.span_of(start..end),
            name: line.reading_of(start..start + name.len()),
            amount: Reading::Given(read.value, line.span_of(read.at.clone())),
            currency: if read.currency != "CNY" {
                Reading::Given(read.currency.to_owned(), line.span_of(read.at).loosened())
            } else {
                Default::default()
            },
            per: read.per.map(|per| line.reading_of(per)).unwrap_or_default(),
            ..FeeItem::default()
        });
        from = end;
    }
}
