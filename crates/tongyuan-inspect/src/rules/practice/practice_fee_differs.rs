//! 实际收费与指南不一致。

use std::collections::BTreeMap;

use tongyuan_model::practice::Tally;
use tongyuan_model::{Channel, Fees, Field, Guide};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName, Role};
use crate::practice::{Records, shown};
use crate::rule::{Register, rule};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 办件记录中的收费金额，不是指南公布的收费项目的金额，也不是这些金额的若干倍或者相加。
    ///
    /// ## 为什么
    ///
    /// 多收没有依据；少收说明指南的标准已经过时。申请人无法预先知道要交多少。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南与实际工作一致。《中华人民共和国行政许可法》第五十九条：应当按照公布的法定项目和标准收费。
    ///
    /// ## 怎样整改
    ///
    /// 核对收费标准。多收的退还；指南过时的，改正并公布。
    ///
    /// ## 何时不报
    ///
    /// 没有收费的办件不报；收费项目没有写明金额、不是人民币的，指南写有减缴、减免、优惠而实收较少的，不报；某一渠道另有公布的标准的，按该渠道的标准核对，记录没有写明渠道的，符合任一渠道即可。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- practice
    /// 事项名称,渠道,收费金额
    /// 示例权利质押登记,窗口,0
    /// 示例权利质押登记,窗口,100
    ///                       ^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 收费:
    ///   是否收费: true
    ///   收费项目:
    ///     - {名称: 登记费, 金额: 50, 币种: CNY, 计费单位: 件, 依据: [《示例权利条例》第二十条]}
    ///     - {名称: 工本费, 金额: 20, 币种: CNY, 计费单位: 件, 依据: [《示例权利条例》第二十条]}
    /// //- practice
    /// 事项名称,渠道,收费金额
    /// 示例权利质押登记,窗口,50
    /// 示例权利质押登记,窗口,120.00元
    /// 示例权利质押登记,窗口,不收费
    /// ```
    ///
    /// ## English
    ///
    /// Cases were charged an amount that is none of the guide's, nor a multiple or sum of them. Nothing charged, items without an amount
    /// or in another currency, and less than the guide says where it speaks of reductions are passed over. A case is held against the
    /// fees of its own channel, or of any where the record names none.
    "practice-fee-differs" {
        title: ("实际收费与指南不一致", "Charged what the guide does not say"),
        severity: Error,
        audience: Inspector,
        status: Trial,
        since: "next",
        clauses: ["21"],
        ratings: [],
        fixable: false,
        needs: Some(Register::Practice),
        message: (
            "办件记录中有{cases}的收费与指南不一致{period}：实收{amounts}元，指南公布的是{expected}",
            "Charged {amounts} yuan, where the guide has {expected}: {cases} in the records{period}",
        ),
        help: (
            "核对收费标准：多收的退还，指南过时的改正并公布。",
            "Check the fees: refund what was charged beyond them, or mend a guide that is out of date.",
        ),
        check: Dossier(check),
    }
}

/// So many amounts are named.
const MOST_NAMED: usize = 5;

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(records) = Records::of(facts) else {
        return;
    };
    let mut wrong: BTreeMap<Option<Channel>, (Tally, Vec<u64>)> = BTreeMap::new();
    let mut known: BTreeMap<Option<Channel>, Option<Vec<Charges>>> = BTreeMap::new();
    for ((channel, fen), cases) in &records.item.fees {
        let known = known
            .entry(*channel)
            .or_insert_with(|| charges(facts, *channel));
        let Some(charges) = known else { continue };
        if *fen == 0 || charges.iter().any(|own| own.allows(*fen)) {
            continue;
        }
        let (tally, amounts) = wrong.entry(*channel).or_insert_with(|| {
            let none = Tally {
                count: 0,
                ..cases.clone()
            };
            (none, Vec::new())
        });
        tally.join(cases);
        amounts.push(*fen);
    }
    let span = facts.guide().fees.span();
    for (channel, (cases, amounts)) in wrong {
        let stated = known.get(&channel).and_then(|own| own.as_ref()?.first());
        let named = amounts.iter().take(MOST_NAMED).map(|fen| yuan(*fen));
        let draft = records
            .at(&cases, sink)
            .field(FieldName::Field(Field::Fees))
            .expected(Some(&stated.map(Charges::words).unwrap_or_default()))
            .arg("amounts", Arg::List(named.collect()))
            .related(Role::Canonical, facts.canonical().locate(span));
        match channel {
            Some(channel) => draft.channel(channel).send(),
            None => draft.send(),
        }
    }
}

/// What the channels charge that a case may have been handled in; none where one of them cannot be told.
fn charges(facts: &Facts<'_>, channel: Option<Channel>) -> Option<Vec<Charges>> {
    let shown = shown(facts, channel);
    shown.iter().map(|(_, guide)| Charges::of(guide)).collect()
}

/// What a guide says is charged.
struct Charges {
    /// The amounts, in fen.
    amounts: Vec<u64>,
    /// Whether it speaks of charging less.
    may_be_less: bool,
}

impl Charges {
    /// What can be told of a guide's fees: all of them or nothing.
    fn of(guide: &Guide) -> Option<Self> {
        let fees: &Fees = guide.fees.given()?;
        let items = fees.items.rows();
        let is_free = fees.charged.given() == Some(&false);
        if items.is_empty() && !is_free {
            return None;
        }
        let amounts = items.iter().map(|item| {
            let is_yuan = item
                .currency
                .text()
                .is_none_or(|currency| currency == "CNY");
            let amount = item.amount.given().filter(|_| is_yuan)?;
            let (whole, fraction) = amount
                .digits()
                .split_once('.')
                .unwrap_or((amount.digits(), ""));
            let cents = format!("{:0<2}", fraction.trim_end_matches('0'));
            let (whole, cents): (u64, u64) = (whole.parse().ok()?, cents.parse().ok()?);
            whole.checked_mul(100)?.checked_add(cents)
        });
        let amounts: Option<Vec<u64>> = amounts.collect();
        let leaves = guide.leaves();
        let mut texts = leaves.iter().filter_map(|leaf| leaf.value.as_str());
        Some(Self {
            amounts: amounts?,
            may_be_less: texts.any(|text| text.contains("减") || text.contains("优惠")),
        })
    }

    /// Whether an amount is one of these, or made of them.
    fn allows(&self, fen: u64) -> bool {
        const MOST: u64 = 100_000;
        let amounts: Vec<u64> = self
            .amounts
            .iter()
            .copied()
            .filter(|own| *own > 0)
            .collect();
        let least = amounts.iter().min().copied();
        if self.may_be_less && amounts.iter().max().is_some_and(|most| fen < *most) {
            return true;
        }
        let Some(least) = least.filter(|least| *least <= fen) else {
            return false;
        };
        let unit = amounts.iter().fold(0, |a, b| divisor(a, *b));
        if !fen.is_multiple_of(unit) {
            return false;
        }
        // A sum of so many parts is nothing that anybody could tell to be wrong.
        if fen / unit > MOST || fen / least > MOST {
            return true;
        }
        let wanted = (fen / unit) as usize;
        let mut can_be = vec![false; wanted + 1];
        can_be[0] = true;
        for sum in 1..=wanted {
            can_be[sum] = amounts.iter().any(|own| {
                let step = (own / unit) as usize;
                step <= sum && can_be[sum - step]
            });
        }
        can_be[wanted]
    }

    fn words(&self) -> String {
        if self.amounts.is_empty() {
            return "不收费".to_owned();
        }
        let amounts: Vec<String> = self
            .amounts
            .iter()
            .map(|fen| format!("{}元", yuan(*fen)))
            .collect();
        amounts.join("、")
    }
}

/// The greatest common divisor; with nothing, the other.
fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

fn yuan(fen: u64) -> String {
    match fen % 100 {
        0 => (fen / 100).to_string(),
        cents => format!("{}.{cents:02}", fen / 100),
    }
}
