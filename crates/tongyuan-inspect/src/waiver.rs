//! What a repository has accepted: findings that are waived or known from its baseline, and the facts that the rules of waivers
//! judge.

use std::collections::{BTreeSet, HashMap};

use tongyuan_model::register::baseline::Baseline;
use tongyuan_model::register::waivers::{Waiver, WaiverList};

use crate::dossier::{Card, Listed, Registers};
use crate::finding::{Finding, Identity, arrange};
use crate::policy::{Date, Policy};
use crate::rule::{AnyRule, Check};
use crate::sink::Sink;
use crate::{family, rule, rules};

/// How a finding stands: whether somebody still has to deal with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It is to be dealt with.
    #[default]
    Open,
    /// It is accepted for a time.
    Waived(Waived),
    /// It was there when the baseline was written.
    Known,
}

/// Why a finding is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// 理由.
    pub reason: String,
    /// 责任人.
    pub owner: String,
    /// 到期日期.
    pub until: String,
}

/// What the rules of waivers are handed.
#[derive(Debug)]
pub struct WaiverFacts<'w> {
    /// The list.
    pub list: &'w Listed<WaiverList>,
    /// The day that counts as today; without one, no waiver has ended.
    pub today: Option<Date>,
    /// The waivers that would hold and do not do anything.
    pub idle: Vec<Idle<'w>>,
}

/// A waiver that would hold and does not do anything.
#[derive(Debug)]
pub struct Idle<'w> {
    /// The waiver.
    pub waiver: &'w Waiver,
    /// Why not.
    pub why: Why<'w>,
}

/// Why a waiver does not do anything.
#[derive(Clone, Debug)]
pub enum Why<'w> {
    /// No finding has its key.
    NoFinding,
    /// The finding is of this rule and guide, and not of those that the waiver names.
    Other {
        /// The rule of the finding.
        rule: AnyRule,
        /// Its guide.
        guide: Option<String>,
    },
    /// This one waives the finding already.
    Repeated(&'w Waiver),
}

/// Whether the findings of a rule can be accepted: those on waivers themselves cannot.
#[must_use]
pub fn can_be_accepted(rule: &AnyRule) -> bool {
    let check = rule.built_in().map(|rule| rule.check);
    !matches!(check, Some(Check::Waivers(_)))
}

/// Sets the findings aside that the waivers of the repository accept, and gives what is wrong with the waivers.
///
/// A waiver is matched by its key. One that is incomplete or has ended accepts nothing. `cards` are those of every guide, where
/// the whole repository was checked and nothing kept a part of it from being judged; without them no waiver is said to match
/// nothing.
#[must_use]
pub fn waive(
    findings: &mut [Finding],
    cards: Option<&[Card]>,
    registers: &Registers,
    policy: &Policy,
) -> Vec<Finding> {
    let Some(list) = &registers.waivers else {
        return Vec::new();
    };
    let facts = WaiverFacts {
        list,
        today: policy.today,
        idle: apply(findings, list, cards, registers, policy),
    };
    let mut found = Vec::new();
    for rule in rules() {
        if let Check::Waivers(check) = rule.check
            && policy.is_on(rule)
        {
            let mut sink = Sink::new(AnyRule::BuiltIn(rule), policy, &Identity::default());
            check(&facts, &mut sink);
            found.append(&mut sink.finish());
        }
    }
    arrange(&mut found);
    found
}

/// Marks the findings that are waived; gives the waivers that do nothing.
fn apply<'w>(
    findings: &mut [Finding],
    list: &'w Listed<WaiverList>,
    cards: Option<&[Card]>,
    registers: &Registers,
    policy: &Policy,
) -> Vec<Idle<'w>> {
    // Guides that share an identifier share their keys.
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if can_be_accepted(&finding.rule) {
            by_key.entry(finding.key.clone()).or_default().push(at);
        }
    }
    let mut taken: HashMap<&str, &Waiver> = HashMap::new();
    let mut idle = Vec::new();
    let rows = list.value.waivers.rows().iter();
    for waiver in rows.filter(|waiver| waiver.holds(policy.today)) {
        let Some(key) = waiver.finding() else {
            continue;
        };
        let own = by_key.get(key).map_or(&[][..], Vec::as_slice);
        let first = own.first().and_then(|at| findings.get(*at));
        let why = if let Some(earlier) = taken.get(key) {
            Why::Repeated(earlier)
        } else if let Some(other) = first.filter(|finding| !names(waiver, finding)) {
            Why::Other {
                rule: other.rule.clone(),
                guide: other.guide.clone(),
            }
        } else {
            taken.insert(key, waiver);
            for at in own {
                if let Some(finding) = findings.get_mut(*at) {
                    finding.standing = Standing::Waived(waived(waiver));
                }
            }
            if !own.is_empty() || !would_show(waiver, cards, registers, policy) {
                continue;
            }
            Why::NoFinding
        };
        idle.push(Idle { waiver, why });
    }
    // A rule that nobody knows is a mistake in the list, and told as such.
    let is_known = |id: &str| rule(id).is_some() || policy.own_rules.ids().any(|own| own == id);
    idle.retain(|own| own.waiver.rule.text().is_none_or(is_known));
    idle
}

/// Whether a finding is of the rule and the guide that a waiver names; it need not name either.
fn names(waiver: &Waiver, finding: &Finding) -> bool {
    let is = |named: Option<&str>, own: Option<&str>| named.is_none() || named == own;
    is(waiver.rule.text(), Some(finding.rule.id()))
        && is(waiver.guide.text(), finding.guide.as_deref())
}

fn waived(waiver: &Waiver) -> Waived {
    let text =
        |reading: &tongyuan_model::Reading<String>| reading.text().unwrap_or_default().to_owned();
    Waived {
        reason: text(&waiver.reason),
        owner: text(&waiver.owner),
        until: text(&waiver.expiry),
    }
}

/// Whether the finding of a waiver would have been found if it were still there. In doubt it would not.
fn would_show(
    waiver: &Waiver,
    cards: Option<&[Card]>,
    registers: &Registers,
    policy: &Policy,
) -> bool {
    let guide = waiver.guide.text();
    let is_another = |card: &Card| guide.is_some_and(|guide| !card.is_named(guide));
    let is_read = |card: &Card| !card.is_unread && (!card.is_partly_read || is_another(card));
    if !cards.is_some_and(|cards| cards.iter().all(is_read)) {
        return false;
    }
    let Some(named) = waiver.rule.text() else {
        // It may be of any rule.
        return policy.fields.is_empty() && policy.severities.values().all(Option::is_some);
    };
    if policy.own_rules.get(named).is_some() {
        return policy.severities.get(named) != Some(&None);
    }
    rule(named).is_some_and(|rule| {
        let judges = rule.needs.is_none_or(|needed| registers.has(needed));
        // What is wrong with a change shows only while the change is looked at.
        let is_lasting = family(rule) != "change";
        policy.is_on(rule) && !policy.fields.contains_key(rule.id) && judges && is_lasting
    })
}

/// Marks the findings that a baseline knows, but for those that are waived; gives how many of its keys no finding has.
pub fn mark_known(findings: &mut [Finding], baseline: &Baseline) -> usize {
    let mut seen = BTreeSet::new();
    for finding in findings.iter_mut() {
        if !can_be_accepted(&finding.rule) || !baseline.keys.contains(&finding.key) {
            continue;
        }
        seen.insert(finding.key.clone());
        if finding.standing == Standing::Open {
            finding.standing = Standing::Known;
        }
    }
    baseline.keys.len() - seen.len()
}

/// The findings that a new baseline is to know: those that are open. What is waived ends with its waiver.
pub fn to_be_known(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let accepted = |finding: &&Finding| can_be_accepted(&finding.rule);
    findings
        .iter()
        .filter(accepted)
        .filter(|finding| !matches!(finding.standing, Standing::Waived(_)))
}
