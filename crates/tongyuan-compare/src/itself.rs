//! One guide held against itself: what its answers, steps and notes say of a material, a limit or a fee that its tables state
//! otherwise. Where a text may speak of something else, it says nothing.

use std::cell::LazyCell;

use tongyuan_model::text::amount::{self, Amount};
use tongyuan_model::text::limit::Limit;
use tongyuan_model::text::requirement::{Requirement, Wanted};
use tongyuan_model::{
    Channel, Faq, Field, Guide, Key, Material, Number, ProcessStep, Reading, Span, TimeLimit,
    TimeUnit,
};

use crate::difference::{Facet, Side, Subject};
use crate::terms::Terms;
use crate::time_limit::in_words;

/// Two places of one guide of which only one can be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The field it is in.
    pub field: Field,
    /// Which material or limit it is about; none where the field is one value.
    pub subject: Option<Subject>,
    /// What exactly differs.
    pub facet: Facet,
    /// What the table says.
    pub table: Side,
    /// What the passage says.
    pub passage: Side,
}

/// Where a guide contradicts itself.
#[must_use]
pub fn contradictions(terms: &Terms, guide: &Guide) -> Vec<Contradiction> {
    let passages = passages(guide);
    let mut found = Vec::new();
    if passages.is_empty() && guide.process.rows().is_empty() {
        return found;
    }
    let names = LazyCell::new(|| -> Vec<String> {
        let rows = guide.materials.rows();
        rows.iter().map(|material| named(terms, material)).collect()
    });
    for passage in &passages {
        for clause in clauses(passage.text) {
            materials(terms, guide, &names, (passage, clause), &mut found);
        }
    }
    for faq in guide.faq.rows() {
        limits(guide, faq, &mut found);
        fees(guide, faq, &mut found);
    }
    for step in guide.process.rows() {
        step_limit(guide, step, &mut found);
    }
    found
}

struct Passage<'g> {
    question: &'g str,
    text: &'g str,
    span: Span,
}

fn passages(guide: &Guide) -> Vec<Passage<'_>> {
    let mut found = Vec::new();
    for faq in guide.faq.rows() {
        push(
            &mut found,
            faq.question.text().unwrap_or_default(),
            &faq.answer,
        );
    }
    for step in guide.process.rows() {
        push(&mut found, "", &step.standard);
    }
    for material in guide.materials.rows() {
        push(&mut found, "", &material.notes);
    }
    found
}

fn push<'g>(found: &mut Vec<Passage<'g>>, question: &'g str, reading: &'g Reading<String>) {
    if let Some(text) = reading.text() {
        let span = reading.span();
        found.push(Passage {
            question,
            text,
            span,
        });
    }
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', '；', '。', ',', ';', '\n', '？', '！'])
        .map(str::trim)
        .filter(|clause| !clause.is_empty())
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

// ---- materials ----

/// What makes it doubtful that a text speaks of what every applicant hands in.
const OTHER_CASES: &[&str] = &[
    "或", "可", "如", "若", "核", "验", "退", "委托", "代", "无需", "不", "免", "线上", "网上",
    "电子", "补", "遗失", "丢失", "的话", "以前", "原来", "另", "再", "变更", "情形", "时",
];

/// After which words a material begins.
const LEADS: &[&str] = &[
    "提交", "提供", "携带", "准备", "需", "要", "交", "附", "、", "和", "及", "与", "：", ":",
];

fn materials(
    terms: &Terms,
    guide: &Guide,
    names: &LazyCell<Vec<String>, impl FnOnce() -> Vec<String>>,
    (passage, clause): (&Passage<'_>, &str),
    found: &mut Vec<Contradiction>,
) {
    if has(clause, OTHER_CASES) || has(passage.question, OTHER_CASES) {
        return;
    }
    let clause_plain = terms.plain(clause);
    for (material, name) in guide.materials.rows().iter().zip(names.iter()) {
        let namesakes = names.iter().filter(|other| other.contains(name.as_str()));
        if name.chars().count() < 3 || namesakes.count() != 1 {
            continue;
        }
        let Some((before, after)) = clause_plain.split_once(name.as_str()) else {
            continue;
        };
        let begins = before.is_empty() || LEADS.iter().any(|lead| before.ends_with(lead));
        if !begins || after.contains(name.as_str()) {
            continue;
        }
        let row = format!("{name}{}", after.split('、').next().unwrap_or_default());
        let said = Requirement::read(&row);
        let is_plain = said.name_in(&row) == *name && said.notes.is_empty();
        if !is_plain || said.case.is_some() || said.either || said.shared || said.each {
            continue;
        }
        if let Some((facet, text)) = Table::of(material).against(&said) {
            let table = (Some(text), material.name.span());
            let subject = Subject {
                id: material.id.text().map(str::to_owned),
                name: material.name.text().unwrap_or_default().to_owned(),
            };
            let passage = (clause, passage.span);
            found.push(told(Field::Materials, Some(subject), facet, table, passage));
        }
    }
}

fn named(terms: &Terms, material: &Material) -> String {
    let row = material.name.text().unwrap_or_default();
    terms.plain(&Requirement::read(row).name_in(row))
}

/// What the table asks for of a material, in any channel.
#[derive(Default)]
struct Table {
    originals: Vec<u32>,
    copies: Vec<u32>,
    is_doubtful: bool,
}

impl Table {
    fn of(material: &Material) -> Self {
        let mut table = Self::default();
        let read = Requirement::read(material.name.text().unwrap_or_default());
        let number = |wanted: &Option<Wanted>| wanted.as_ref().map(|w| w.number);
        table.is_doubtful = read.either
            || read.shared
            || read.count.is_some()
            || material.count.is_stated()
            || !read.notes.is_empty()
            || [&read.original, &read.copies]
                .into_iter()
                .any(|w| number(w) == Some(None));
        table.originals.extend(number(&read.original).flatten());
        table.copies.extend(number(&read.copies).flatten());
        if let Some(submissions) = material.submission.given() {
            let channels = Channel::ALL.iter().map(|channel| Some(*channel));
            for channel in channels.chain([None]) {
                let own = submissions.in_channel(channel);
                table.originals.extend(own.original.given());
                table.copies.extend(own.copies.given());
            }
        }
        table
    }

    /// What the table says that the passage contradicts.
    fn against(&self, said: &Requirement) -> Option<(Facet, String)> {
        let wants = |numbers: &[u32]| numbers.iter().any(|n| *n > 0);
        let words =
            |word: &str, numbers: &[u32]| numbers.iter().max().map(|n| format!("{word}{n}份"));
        if self.is_doubtful {
            return None;
        }
        let (originals, copies) = (wants(&self.originals), wants(&self.copies));
        match (&said.original, &said.copies) {
            (None, Some(_)) if originals && !copies => {
                Some((Facet::Form, words("原件", &self.originals)?))
            }
            (Some(_), None) if copies && !originals => {
                Some((Facet::Form, words("复印件", &self.copies)?))
            }
            (own, its) => {
                let other = |wanted: &Option<Wanted>, numbers: &[u32]| {
                    let number = wanted.as_ref().and_then(|w| w.number);
                    number.is_some_and(|n| wants(numbers) && !numbers.contains(&n))
                };
                if other(own, &self.originals) {
                    Some((Facet::Originals, words("原件", &self.originals)?))
                } else if other(its, &self.copies) {
                    Some((Facet::Copies, words("复印件", &self.copies)?))
                } else {
                    None
                }
            }
        }
    }
}

fn told(
    field: Field,
    subject: Option<Subject>,
    facet: Facet,
    (table, at): (Option<String>, Span),
    (passage, there): (&str, Span),
) -> Contradiction {
    Contradiction {
        field,
        subject,
        facet,
        table: Side {
            text: table,
            span: at,
        },
        passage: Side {
            text: Some(passage.to_owned()),
            span: there,
        },
    }
}

// ---- limits ----

const WHOLE: &[&str] = &[
    "办结",
    "办理时限",
    "多久能办",
    "多长时间",
    "几天办",
    "审批时限",
    "办理完毕",
];

/// Words of a step, of another procedure, or of what is only usual.
const PART: &[&str] = &[
    "补正",
    "公示",
    "受理决定",
    "是否受理",
    "不予受理",
    "缴",
    "有效",
    "提前",
    "投诉",
    "邮寄",
    "寄",
    "领取",
    "复议",
    "诉讼",
    "延长",
    "加急",
    "特殊",
    "最长",
    "公告",
    "送达",
    "现场",
    "一般",
    "通常",
    "平均",
    "最快",
    "办结后",
    "颁发",
    "制证",
    "发证",
    "发放",
    "至少",
    "以上",
    "前",
    "另",
    "专家",
    "评审",
    "检验",
    "检测",
    "鉴定",
    "听证",
    "不",
    "逾期",
    "整改",
    "期满",
    "保存",
    "审查",
    "告知",
    "每",
    "内提",
    "如",
    "若",
    "变更",
    "简易",
    "答复",
    "咨询",
];

fn limits(guide: &Guide, faq: &Faq, found: &mut Vec<Contradiction>) {
    let question = faq.question.text().unwrap_or_default();
    for clause in clauses(faq.answer.text().unwrap_or_default()) {
        let is_whole = has(clause, WHOLE) || has(question, WHOLE);
        if !is_whole || has(clause, PART) || has(question, PART) {
            continue;
        }
        if let Some((key, limit, span)) = contradicted(guide, clause) {
            let subject = Subject {
                id: None,
                name: key.chinese().to_owned(),
            };
            let table = (Some(in_words(limit)), span);
            let passage = (clause, faq.answer.span());
            let facet = Facet::Quantity;
            found.push(told(
                Field::TimeLimits,
                Some(subject),
                facet,
                table,
                passage,
            ));
        }
    }
}

/// The limit of the table that a clause contradicts: one in the same unit, where no limit has the number of the clause.
fn contradicted<'g>(guide: &'g Guide, clause: &str) -> Option<(Key, &'g TimeLimit, Span)> {
    let own = only_quantity(clause)?;
    let limits = guide.time_limits.given()?;
    if limits.stated.is_stated() {
        return None;
    }
    let rows = [
        (Key::Promised, "法定", &limits.promised),
        (Key::Statutory, "承诺", &limits.statutory),
    ];
    let mut first = None;
    for (key, other, reading) in rows {
        if clause.contains(other) || reading.is_missing() {
            continue;
        }
        let limit = reading.given()?;
        let its = quantity(limit)?;
        if its.0 == own.0 {
            return None;
        }
        if its.1 == own.1 && first.is_none() {
            first = Some((key, limit, reading.span()));
        }
    }
    first
}

/// The one quantity of time in a clause.
fn only_quantity(clause: &str) -> Option<(Number, TimeUnit)> {
    let read = Limit::read(clause)?;
    let rest = format!(
        "{}。{}",
        clause.get(..read.at.start)?,
        clause.get(read.at.end..)?
    );
    if Limit::read(&rest).is_some() {
        return None;
    }
    read.value.zip(read.unit)
}

fn quantity(limit: &TimeLimit) -> Option<(Number, TimeUnit)> {
    match (limit.value.given(), limit.unit.given()) {
        (Some(value), Some(unit)) => Some((value.clone(), *unit)),
        (None, None) => only_quantity(limit.text.text()?),
        _ => None,
    }
}

/// A step that may take longer than the whole.
fn step_limit(guide: &Guide, step: &ProcessStep, found: &mut Vec<Contradiction>) -> Option<()> {
    let limits = guide.time_limits.given()?;
    let (name, text) = (step.step.text()?, step.limit.text()?);
    if limits.excluded.is_stated() || has(name, PART) && name != "审查" || has(text, PART) {
        return None;
    }
    let promised = limits.promised.given()?;
    let (whole, part) = (quantity(promised)?, only_quantity(text)?);
    if whole.1 == part.1 && part.0 > whole.0 && promised.note.is_missing() {
        let subject = Subject {
            id: None,
            name: name.to_owned(),
        };
        let table = (Some(in_words(promised)), limits.promised.span());
        let passage = (text, step.limit.span());
        let facet = Facet::Limit;
        found.push(told(
            Field::TimeLimits,
            Some(subject),
            facet,
            table,
            passage,
        ));
    }
    None
}

// ---- fees ----

/// Words of what others charge, or of what is charged no more.
const OTHER_MONEY: &[&str] = &[
    "退",
    "罚",
    "押金",
    "他",
    "第三方",
    "邮",
    "快递",
    "银行",
    "原",
    "取消",
    "免",
    "不",
    "停",
    "减",
    "代理",
    "中介",
    "检测",
    "公证",
    "评估",
    "翻译",
    "复印",
    "注册资",
    "以前",
    "曾",
    "加收",
    "每",
    "共",
    "半",
    "优惠",
    "如",
    "若",
    "另",
    "滞纳",
    "补",
];

fn fees(guide: &Guide, faq: &Faq, found: &mut Vec<Contradiction>) {
    let question = faq.question.text().unwrap_or_default();
    let answer = faq.answer.text().unwrap_or_default();
    let Some(fees) = guide.fees.given() else {
        return;
    };
    let text = fees.text.text().unwrap_or_default();
    let charged = fees.charged.given();
    let has_items = !fees.items.rows().is_empty();
    let is_free = !has_items && (charged == Some(&false) || charged.is_none() && text == "不收费");
    for clause in clauses(answer) {
        let amounts = yuan(clause);
        let [one] = amounts.as_slice() else {
            continue;
        };
        let speaks = has(clause, &["收费", "费用", "工本费", "收取"]);
        let span = guide.fees.span();
        let passage = (clause, faq.answer.span());
        if is_free && speaks && !has(clause, OTHER_MONEY) && one.value.digits() != "0" {
            let table = (Some("不收费".to_owned()), span);
            found.push(told(Field::Fees, None, Facet::Charged, table, passage));
        } else if let [item] = fees.items.rows()
            && let Some(amount) = item.amount.given()
            && has(question, &["收费", "多少钱"])
            && !has(answer, OTHER_MONEY)
            && !has(question, OTHER_MONEY)
            && fees.text.is_missing()
            && yuan(answer).len() == 1
            && item
                .currency
                .text()
                .is_none_or(|currency| currency == "CNY")
            && one
                .per
                .as_ref()
                .is_none_or(|per| item.per.text() == clause.get(per.clone()))
            && *amount != one.value
        {
            let table = (Some(format!("{amount}元")), item.amount.span());
            found.push(told(Field::Fees, None, Facet::Amount, table, passage));
        }
    }
}

fn yuan(text: &str) -> Vec<Amount> {
    let mut found = amount::read_all(text);
    found.retain(|amount| amount.currency == "CNY" && text.contains('元'));
    found
}

#[cfg(test)]
mod tests;
