//! The limits of the steps against the limit of the whole.

use tongyuan_model::text::limit::Limit;
use tongyuan_model::{Field, Guide, Key, ProcessStep, TimeUnit};

use super::limit::{Quantity, Stated, stated};
use super::words;
use super::{Contradiction, add};
use crate::difference::{Confidence, Facet, FacetDifference, Side, Subject};

/// The limit of a step that is nothing but a quantity.
fn of_step(step: &ProcessStep) -> Option<Quantity> {
    let read = Limit::read(step.limit.text()?)?;
    let quantity = Quantity::new(read.value.and_then(|value| value.whole()), read.unit?)?;
    read.rest.is_empty().then_some(quantity)
}

/// No process has more steps: what is longer is no list of steps.
const MOST_STEPS: usize = 40;

/// The limit of every run of steps, one step and all of them included.
pub(super) fn sums(table: &Guide) -> Vec<Quantity> {
    let steps: Vec<_> = table
        .process
        .rows()
        .iter()
        .take(MOST_STEPS)
        .map(of_step)
        .collect();
    let mut sums = Vec::new();
    for from in 0..steps.len() {
        let mut sum: Option<Quantity> = None;
        for step in steps[from..].iter().flatten() {
            sum = Some(match sum {
                None => *step,
                Some(sum) if step.unit == TimeUnit::OnTheSpot => sum,
                Some(sum) if sum.unit == TimeUnit::OnTheSpot => *step,
                Some(sum) if sum.unit == step.unit => Quantity {
                    value: sum.value.saturating_add(step.value),
                    ..sum
                },
                Some(_) => break,
            });
            sums.extend(sum);
        }
    }
    sums
}

/// Steps that lie before or behind the limit of the whole, or that it does not count.
#[rustfmt::skip]
const OUTSIDE: &[&str] = &[
    "申请", "受理", "收件", "接件", "登记受理", "补正", "公示", "公告", "听证", "评审", "论证", "检验",
    "检测", "检疫", "鉴定", "勘", "考试", "培训", "缴费", "收费", "制证", "发证", "颁证", "领证", "送达",
    "颁发", "领取", "取件", "邮寄", "咨询", "预约", "归档", "公开", "办结", "告知", "整改", "专家", "实地",
    "现场", "抽样", "测绘", "评估", "拍卖", "招标", "审图", "第三方", "中介", "年检", "验收", "征求", "备案",
    "特别", "复", "异议",
];

/// The steps of a process that take longer than the whole is promised to take: one of them alone, or together.
pub(super) fn of_steps(table: &Guide, guide: &Guide, found: &mut Vec<Contradiction>) {
    let steps = guide.process.rows();
    if steps.len() > MOST_STEPS || steps.iter().all(|step| step.limit.is_missing()) {
        return;
    }
    let Some(limits) = stated(table) else { return };
    let Some(longest) = longest(&limits) else {
        return;
    };
    let limit = longest.quantity;
    let quantities: Vec<_> = steps.iter().map(of_step).collect();
    let alike = quantities
        .iter()
        .flatten()
        .filter(|own| own.unit == limit.unit);
    let total = alike.fold(0_u32, |sum, own| sum.saturating_add(own.value));
    // Nearly every process keeps within its limit: then no name needs to be read.
    if total > limit.value
        && let Some(too_long) = first_too_long(table, longest, steps, &quantities)
    {
        add(found, too_long);
    }
}

/// The first step that is too long, or that makes the steps before it too long together.
fn first_too_long(
    table: &Guide,
    longest: &Stated<'_>,
    steps: &[ProcessStep],
    quantities: &[Option<Quantity>],
) -> Option<Contradiction> {
    let mut sum = 0_u32;
    let mut has_other_units = false;
    for (step, quantity) in steps.iter().zip(quantities) {
        let name = step.step.text().unwrap_or_default();
        if words::any(name, OUTSIDE) || is_excluded(table, longest, name) {
            continue;
        }
        let quantity = match quantity {
            Some(quantity) if quantity.unit == longest.quantity.unit => *quantity,
            // What is of another kind, or could not be read, may be a branch of its own.
            other => {
                has_other_units |= other.is_some() || step.limit.is_given();
                continue;
            }
        };
        let alone = quantity.value > longest.quantity.value;
        sum = sum.saturating_add(quantity.value);
        if alone || sum > longest.quantity.value && !has_other_units {
            let value = if alone { quantity.value } else { sum };
            return Some(too_long(
                longest,
                step,
                Quantity { value, ..quantity },
                alone,
            ));
        }
    }
    None
}

/// The longest of the limits, where they are of one unit: a step may be told within the statutory limit.
fn longest<'s, 'g>(limits: &'s [Stated<'g>]) -> Option<&'s Stated<'g>> {
    let first = limits.first()?;
    let is_one_unit = limits
        .iter()
        .all(|own| own.quantity.unit == first.quantity.unit);
    let promised = limits.iter().find(|own| own.key == Key::Promised);
    let can_be_exceeded = first.quantity.unit != TimeUnit::OnTheSpot && is_one_unit;
    promised
        .or_else(|| limits.iter().max_by_key(|own| own.quantity.value))
        .filter(|_| can_be_exceeded)
}

/// Whether what does not count towards the limit names this step.
fn is_excluded(table: &Guide, limit: &Stated<'_>, step: &str) -> bool {
    let limits = table.time_limits.given();
    let rows = limits.map_or(&[][..], |limits| limits.excluded.rows());
    let notes = [limit.limit.note.text(), limit.limit.text.text()];
    rows.iter()
        .map(|row| row.text())
        .chain(notes)
        .flatten()
        .any(|text| {
            text.contains(step)
                || step.contains(text)
                || words::any(text, &["不含", "不计", "不包括", "除外"])
        })
}

fn too_long(
    limit: &Stated<'_>,
    step: &ProcessStep,
    quantity: Quantity,
    alone: bool,
) -> Contradiction {
    Contradiction {
        field: Field::TimeLimits,
        subject: Subject {
            id: None,
            name: limit.key.chinese().to_owned(),
        },
        place: Key::Process,
        facets: vec![FacetDifference {
            facet: Facet::Limit,
            a: Some(limit.quantity.in_words()),
            b: Some(quantity.in_words()),
        }],
        // Steps may run beside each other, and one may be told from another start.
        confidence: if alone && limit.key == Key::Promised {
            Confidence::Certain
        } else {
            Confidence::NeedsReview
        },
        stated: limit.side(),
        passage: Side {
            text: step.limit.text().map(str::to_owned),
            span: step.limit.span(),
        },
        repeated: Vec::new(),
    }
}
