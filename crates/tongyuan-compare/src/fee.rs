//! 收费: whether a fee is charged, and each amount.

use tongyuan_model::text::amount;
use tongyuan_model::{FeeItem, Fees, Field, Guide, Number, Reading, Span};

use crate::difference::{Burden, Facet, Side};
use crate::found::{Findings, Found};
use crate::legal_basis;
use crate::lexicon::LEXICON;
use crate::list::{Comparable, compare_rows};
use crate::normalise::wording;
use crate::scalar::{Standing, apart, said, standing, text_facet};
use crate::statement::{self, Comparison};
use crate::terms::Terms;

const FIELD: Field = Field::Fees;

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    let is_stated_none = |fees| matches!(fees, &Reading::StatedNone(_));
    if is_free(&a.fees, found.terms)
        && is_free(&b.fees, found.terms)
        && (is_stated_none(&a.fees) || is_stated_none(&b.fees))
    {
        return;
    }
    match standing(&a.fees, &b.fees) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            let words = |fees: &Fees| Some(in_words(fees));
            let (x, y) = (said(&a.fees, words), said(&b.fees, words));
            found.push(apart(FIELD, departure, (x, at), (y, there)));
        }
        Standing::Both(x, at, y, there) => both((x, at), (y, there), found),
    }
}

/// 收费：无, 不收费: there is none to pay.
fn is_free(fees: &Reading<Fees>, terms: &Terms) -> bool {
    match fees {
        Reading::StatedNone(_) => true,
        Reading::Given(fees, _) => charged(fees, terms) == Some(false),
        Reading::Missing(_) | Reading::Unreadable(..) => false,
    }
}

fn both((x, at): (&Fees, Span), (y, there): (&Fees, Span), found: &mut Found<'_>) {
    let side = |fees: &Fees, span| Side {
        text: Some(in_words(fees)),
        span,
    };
    let is_unread = |fees: &Fees| matches!(fees.charged, Reading::Unreadable(..));
    if is_unread(x) || is_unread(y) {
        return;
    }
    let mut findings = Findings::on(found.terms);
    let before = found.differences.len();
    let (own, its) = (charged(x, found.terms), charged(y, found.terms));
    match (own, its) {
        (Some(own), Some(its)) if own != its => {
            let burden = if its { Burden::Adds } else { Burden::Relieves };
            let words = (Some(in_words(x)), Some(in_words(y)));
            findings.substantive(Facet::Charged, words, burden);
        }
        (Some(true), None) if is_waived(y) => {
            let words = (Some(in_words(x)), Some(in_words(y)));
            findings.substantive(Facet::Charged, words, Burden::Relieves);
        }
        (None, Some(true)) if is_waived(x) => {
            let words = (Some(in_words(x)), Some(in_words(y)));
            findings.substantive(Facet::Charged, words, Burden::Adds);
        }
        (Some(false), Some(false)) => free_words(x, y, &mut findings),
        // 是否收费：是 beside a price says no less and no more.
        (Some(true), Some(true)) if says_nothing_else(x) || says_nothing_else(y) => {}
        _ => {
            let (rows, its_rows) = (FeeRow::of(x, found.terms), FeeRow::of(y, found.terms));
            if !rows.is_empty() && !its_rows.is_empty() {
                if !same_letters(&rows, &its_rows) {
                    compare_rows(FIELD, (&rows, at), (&its_rows, there), Burden::Adds, found);
                }
                compare_remarks(remark(x), remark(y), &mut findings);
                let rows_agree = found.differences.len() == before;
                if rows_agree && findings.is_empty() {
                    compare_words(x, y, &mut findings);
                }
            } else {
                // 按照有关规定收取: words are held against words.
                words(&in_words(x), &in_words(y), &mut findings);
            }
        }
    }
    found.settle(findings, FIELD, None, side(x, at), side(y, there));
}

/// Whether nothing is told but that a fee is charged.
fn says_nothing_else(fees: &Fees) -> bool {
    fees.text.text().is_none() && !fees.items.is_given()
}

/// Compares what is said beside the amounts: 不含教材费, 含教材费.
fn compare_remarks(own: &str, its: &str, findings: &mut Findings<'_>) {
    if own.is_empty() || its.is_empty() {
        return;
    }
    let plain = |text: &str| wording(&findings.terms.plain(text));
    let (x, y) = (plain(own), plain(its));
    // What the fee does not hold is paid beside it.
    let burden = match (x.strip_prefix("不含"), y.strip_prefix("不含")) {
        (Some(what), None) if y.strip_prefix('含') == Some(what) => Burden::Relieves,
        (None, Some(what)) if x.strip_prefix('含') == Some(what) => Burden::Adds,
        _ => return text_facet(findings, Facet::Note, own, its, Burden::Unknown),
    };
    findings.substantive(
        Facet::Note,
        (Some(own.to_owned()), Some(its.to_owned())),
        burden,
    );
}

/// The same fees in two texts: whether the words around the amounts are the same as well.
fn compare_words(x: &Fees, y: &Fees, findings: &mut Findings<'_>) {
    let (Some(a), Some(b)) = (x.text.text(), y.text.text()) else {
        return;
    };
    let (own, its) = (
        around_amounts(a, findings.terms),
        around_amounts(b, findings.terms),
    );
    // The order of fees has no meaning.
    let pieces = |text: &str| {
        let plain = findings.terms.plain(text);
        let mut pieces: Vec<_> = plain.split([',', ';', '。']).map(str::to_owned).collect();
        pieces.sort_unstable();
        pieces
    };
    if own == its || pieces(a) == pieces(b) {
        return;
    }
    let sides = (Some(a.to_owned()), Some(b.to_owned()));
    // Words that only one side has beside its amounts may ask for something, unless they hand the amounts over.
    if handed_over(&own) == handed_over(&its) {
        findings.wording(Facet::Note, sides);
    } else {
        findings.doubtful(Facet::Note, sides, Burden::Unknown);
    }
}

/// What is left of the words around amounts without the ways to say that an amount is taken.
fn handed_over(around: &str) -> String {
    let text = if LEXICON.is_only_lead(around) {
        ""
    } else {
        around
    };
    wording(text).replace(['收', '取'], "")
}

/// A text without its amounts and what they are charged for, which were compared.
fn around_amounts(text: &str, terms: &Terms) -> String {
    let mut rest = String::new();
    let mut at = 0;
    for read in amount::read_all(text) {
        let mut taken = vec![read.at.clone()];
        taken.extend(read.per);
        taken.sort_by_key(|range| range.start);
        for range in taken {
            if range.start >= at {
                rest.push_str(&text[at..range.start]);
                at = range.end;
            }
        }
    }
    rest.push_str(&text[at..]);
    let mut plain = terms.plain(&rest).replace("人民币", "");
    plain.retain(|c| !matches!(c, '每' | '/' | '(' | ')' | ',' | ';'));
    // A colon inside parts a label from what follows; at an end it parts nothing.
    plain.trim_matches(':').to_owned()
}

/// Two texts that there is nothing to pay: 不收费 and 免费 are one, 本事项不收费 puts it in other words.
fn free_words(x: &Fees, y: &Fees, findings: &mut Findings<'_>) {
    let (Some(a), Some(b)) = (x.text.text(), y.text.text()) else {
        return;
    };
    let is_bare = |text: &str| {
        matches!(
            findings.terms.plain(text).as_str(),
            "不收费" | "无" | "否" | "免收" | "无收费"
        )
    };
    if !(is_bare(a) && is_bare(b)) && findings.terms.plain(a) != findings.terms.plain(b) {
        findings.wording(Facet::Charged, (Some(a.to_owned()), Some(b.to_owned())));
    }
}

/// Compares what two guides say of fees without an amount. What is free only for the first time costs more than what is free,
/// and less than what is charged.
fn words(a: &str, b: &str, findings: &mut Findings<'_>) {
    let is_spared = |text: &str| text.contains('免') || text.contains("不收");
    let first_only = |text: &str| text.contains("首次") && is_spared(text);
    if first_only(a) == first_only(b) {
        text_facet(findings, Facet::Charged, a, b, Burden::Unknown);
    } else {
        let other = if first_only(b) { a } else { b };
        let to_first_only = if is_spared(other) {
            Burden::Adds
        } else if is_charged_in_words(&findings.terms.plain(other)) {
            Burden::Relieves
        } else {
            Burden::Unknown
        };
        let burden = if first_only(b) {
            to_first_only
        } else {
            to_first_only.reversed()
        };
        findings.substantive(
            Facet::Charged,
            (Some(a.to_owned()), Some(b.to_owned())),
            burden,
        );
    }
}

/// What is said of fees behind the last amount: （含快递费）.
fn remark(fees: &Fees) -> &str {
    let text = fees.text.text().unwrap_or_default();
    let end = amount::read_all(text).last().map_or(0, |read| {
        read.per
            .as_ref()
            .map_or(read.at.end, |per| per.end.max(read.at.end))
    });
    text[end..].trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '（' | '）'
                    | '('
                    | ')'
                    | '【'
                    | '】'
                    | '〔'
                    | '〕'
                    | '['
                    | ']'
                    | '。'
                    | '；'
                    | ';'
                    | '，'
                    | ','
            )
    })
}

/// Whether a fee is charged, where it is said.
pub(crate) fn charged(fees: &Fees, terms: &Terms) -> Option<bool> {
    fees.charged
        .given()
        .copied()
        .or_else(|| fees.items.is_given().then_some(true))
        .or_else(|| matches!(fees.text, Reading::StatedNone(_)).then_some(false))
        .or_else(|| {
            let text = fees.text.text()?;
            let plain = terms.plain(text);
            let bare = wording(&plain);
            let has_amounts = !amount::read_all(text).is_empty();
            if amount::is_free(text) || amount::is_free(&bare) {
                Some(false)
            } else {
                (has_amounts || is_charged_in_words(&plain)).then_some(true)
            }
        })
}

/// 职业技能鉴定不收费, 不收取评审费: free, for whatever is named.
fn is_waived(fees: &Fees) -> bool {
    let text = fees.text.text().unwrap_or_default();
    ["不收费", "不收取", "免费", "免收"]
        .iter()
        .any(|word| text.contains(word))
        && !["暂", "首次", "减半", "除"]
            .iter()
            .any(|word| text.contains(word))
        && amount::read_all(text).is_empty()
}

/// 收取鉴定费: charged, with the amount left to a price list.
fn is_charged_in_words(text: &str) -> bool {
    const NOT: [&str; 5] = ["不", "免", "暂", "首次", "减"];
    ["收取", "缴纳", "收费标准"]
        .iter()
        .any(|word| text.contains(word))
        && !NOT.iter().any(|word| text.contains(word))
}

/// The fees in words, for the side of a difference.
pub(crate) fn in_words(fees: &Fees) -> String {
    if let Some(text) = fees.text.text() {
        return text.to_owned();
    }
    if matches!(fees.text, Reading::StatedNone(_)) {
        return "无".to_owned();
    }
    let items: Vec<_> = fees.items.rows().iter().map(item_in_words).collect();
    match (items.is_empty(), fees.charged.given()) {
        (false, _) => items.join("；"),
        (true, Some(false)) => "不收费".to_owned(),
        (true, Some(true)) => "收费".to_owned(),
        (true, None) => String::new(),
    }
}

fn item_in_words(item: &FeeItem) -> String {
    let name = item.name.text().unwrap_or_default();
    let amount = item
        .amount
        .given()
        .map(|amount| format!("{amount}{}", unit(item)))
        .unwrap_or_default();
    let per = item
        .per
        .text()
        .map(|per| format!("/{}", per.trim_start_matches('每')))
        .unwrap_or_default();
    format!("{name}{amount}{per}")
}

fn unit(item: &FeeItem) -> &str {
    match item.currency.text() {
        None | Some("CNY") => "元",
        Some(other) => other,
    }
}

/// One fee, from a row or from a text.
#[derive(Clone)]
pub(crate) struct FeeRow {
    written: String,
    /// The name in its normal form.
    pub(crate) plain: String,
    /// The fee in words.
    pub(crate) words: String,
    pub(crate) amount: Option<Number>,
    pub(crate) currency: String,
    pub(crate) per: Option<String>,
    basis: Reading<Vec<Reading<String>>>,
    pub(crate) span: Span,
}

impl FeeRow {
    pub(crate) fn of(fees: &Fees, terms: &Terms) -> Vec<Self> {
        if fees.items.is_given() {
            return fees
                .items
                .rows()
                .iter()
                .map(|item| Self::of_item(item, terms))
                .collect();
        }
        let Some(text) = fees.text.text() else {
            return Vec::new();
        };
        let mut from = 0;
        amount::read_all(text)
            .into_iter()
            .map(|read| {
                let row = Self::of_amount(text, from, &read, fees.text.span(), terms);
                from = read.per.map_or(read.at.end, |per| per.end.max(read.at.end));
                row
            })
            .collect()
    }

    fn of_item(item: &FeeItem, terms: &Terms) -> Self {
        let written = item.name.text().unwrap_or_default().to_owned();
        Self {
            plain: name_key(&written, terms),
            written,
            words: item_in_words(item),
            amount: item.amount.given().cloned(),
            currency: item.currency.text().unwrap_or("CNY").to_owned(),
            per: item.per.text().map(str::to_owned),
            basis: item.basis.clone(),
            span: item.span,
        }
    }

    fn of_amount(
        text: &str,
        from: usize,
        read: &amount::Amount,
        span: Span,
        terms: &Terms,
    ) -> Self {
        let end = read
            .per
            .as_ref()
            .map_or(read.at.end, |per| per.end.max(read.at.end));
        let mut name = text[from..read.at.start].to_owned();
        if let Some(per) = &read.per
            && per.end <= read.at.start
            && per.start >= from
        {
            // 每证收取工本费10元: the unit stands inside the name.
            name = format!(
                "{}{}",
                text[from..per.start].trim_end_matches('每'),
                &text[per.end..read.at.start]
            );
        }
        Self {
            plain: name_key(&name, terms),
            written: text[from..end].trim().to_owned(),
            words: text[from..end]
                .trim_start_matches(is_between)
                .trim()
                .to_owned(),
            amount: Some(read.value.clone()),
            currency: read.currency.to_owned(),
            per: read.per.clone().map(|per| text[per].to_owned()),
            basis: Reading::default(),
            span,
        }
    }
}

/// Whether a character only parts a fee from the one before it.
fn is_between(character: char) -> bool {
    character.is_whitespace() || matches!(character, '，' | '、' | '；' | '。' | ',' | ';')
}

impl FeeRow {
    /// 5元/小时 and 5元/天, 每只30元 and 共30元: the same amount for more things, or for a longer time, is less.
    fn per_burden(&self, other: &Self) -> Burden {
        const SCALES: [&[&str]; 3] = [
            &["小时", "日", "周", "月", "季", "年"],
            &["平方米", "亩", "公顷", "平方千米"],
            &["克", "千克", "吨"],
        ];
        let place = |per: &str| {
            let per = other_forms(per.trim_start_matches(['每', '个']));
            let places = SCALES
                .iter()
                .map(|scale| scale.iter().position(|unit| *unit == per));
            places
                .enumerate()
                .find_map(|(scale, place)| Some((scale, place?)))
        };
        let is_total = |row: &Self| {
            ["共", "合计", "总"]
                .iter()
                .any(|word| row.words.contains(word))
        };
        match (&self.per, &other.per) {
            (Some(own), Some(its)) => match (place(own), place(its)) {
                (Some(own), Some(its)) if own.0 == its.0 && own < its => Burden::Relieves,
                (Some(own), Some(its)) if own.0 == its.0 && own > its => Burden::Adds,
                _ => Burden::Unknown,
            },
            (Some(_), None) if is_total(other) => Burden::Relieves,
            (None, Some(_)) if is_total(self) => Burden::Adds,
            _ => Burden::Unknown,
        }
    }
}

/// 天, 公斤: the unit in the form in which the scales have it.
fn other_forms(per: &str) -> &str {
    match per {
        "天" => "日",
        "公斤" => "千克",
        "㎡" => "平方米",
        "星期" => "周",
        "季度" => "季",
        other => other,
    }
}

/// The name of a fee without the words around it.
fn name_key(name: &str, terms: &Terms) -> String {
    let bare = wording(&terms.plain(name));
    let bare = bare.trim_start_matches(['、', ',', ';', ':']);
    let bare = ["全部", "合计", "总共", "共计", "人民币", "共"]
        .iter()
        .fold(bare.to_owned(), |bare, word| bare.replace(word, ""));
    let bare = bare.replace(['收', '取'], "").replace("费用", "费");
    let bare = bare.trim_matches([':', ',', '(', ')']);
    // A label alone names no fee.
    if matches!(bare, "费标准" | "费" | "标准" | "费依据") {
        return String::new();
    }
    if LEXICON.is_only_lead(bare) {
        return String::new();
    }
    bare.to_owned()
}

fn same_letters(a: &[FeeRow], b: &[FeeRow]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(x, y)| {
            x.written == y.written
                && x.amount == y.amount
                && x.currency == y.currency
                && x.per == y.per
                && legal_basis::same_letters(&x.basis, &y.basis)
        })
}

impl Comparable for FeeRow {
    const LONE_ROWS_ARE_ONE: bool = true;

    fn plain_name(&self) -> &str {
        &self.plain
    }

    fn told_apart_by(&self) -> [String; 3] {
        let amount = self
            .amount
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let per = self.per.clone().unwrap_or_default();
        [format!("{amount}{}/{per}", self.currency), per, amount]
    }

    fn name(&self) -> &str {
        &self.words
    }

    fn span(&self) -> Span {
        self.span
    }

    fn compare(&self, other: &Self, findings: &mut Findings<'_>) {
        let words = |row: &Self| Some(row.words.clone());
        if self.plain.is_empty() != other.plain.is_empty() {
            // One side does not say what the fee is for: it may well mean the same.
            let sides = (words(self), words(other));
            findings.doubtful(Facet::Document, sides, Burden::Unknown);
        } else if self.plain != other.plain {
            let sides = (words(self), words(other));
            match statement::compare(&self.plain, &other.plain) {
                Comparison::Order | Comparison::Wording => {
                    findings.wording(Facet::Document, sides);
                }
                Comparison::Marks(marks) => {
                    // 逾期6个月内办理的: of a case that a fee is for it cannot be told.
                    let burden = match self.words.contains('的') || other.words.contains('的') {
                        true => Burden::Unknown,
                        false => Burden::of_all(marks.iter().map(|mark| mark.burden)),
                    };
                    findings.substantive(Facet::Document, sides, burden);
                }
                Comparison::Near => findings.doubtful(Facet::Document, sides, Burden::Unknown),
                Comparison::Other(burden) => {
                    findings.substantive(Facet::Document, sides, burden);
                }
            }
        }
        if self.currency != other.currency {
            findings.substantive(Facet::Unit, (words(self), words(other)), Burden::Unknown);
        } else if self.amount != other.amount {
            let burden = match (&self.amount, &other.amount) {
                (Some(own), Some(its)) if own < its => Burden::Adds,
                (Some(_), Some(_)) => Burden::Relieves,
                _ => Burden::Unknown,
            };
            let amount = |row: &Self| row.amount.as_ref().map(ToString::to_string);
            findings.substantive(Facet::Amount, (amount(self), amount(other)), burden);
        }
        let per = |row: &Self| {
            row.per.as_deref().map(|per| {
                let plain = findings.terms.plain(per);
                other_forms(plain.trim_start_matches('每')).to_owned()
            })
        };
        if per(self) != per(other) {
            let burden = self.per_burden(other);
            findings.substantive(Facet::Per, (self.per.clone(), other.per.clone()), burden);
        }
        legal_basis::compare_basis(findings, &self.basis, &other.basis);
    }
}
