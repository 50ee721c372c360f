//! How much was found of what.

use std::collections::{BTreeMap, HashSet};

use tongyuan_inspect::Language;

use super::super::words::{self, ReportWords};
use super::super::{Entry, Inspection, Past};
use super::limits::Limits;
use super::{Bar, Cancelled, Tally, at, channel_of, department_of, guide_of};

fn count(tally: &mut Tally, entry: &Entry) {
    match entry.severity.as_str() {
        "error" => tally.errors += 1,
        "warning" => tally.warnings += 1,
        _ => tally.notes += 1,
    }
    tally.total += 1;
}

/// Open findings by what they have in common, the most first.
pub(super) fn tally(entries: &[&Entry], names: impl Fn(&Entry) -> Vec<String>) -> Vec<Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for entry in entries {
        for name in names(entry) {
            count(tallies.entry(name).or_default(), entry);
        }
    }
    let named = tallies.into_iter().map(|(name, own)| Tally { name, ..own });
    let mut tallies: Vec<Tally> = named.collect();
    tallies.sort_by_key(|own| std::cmp::Reverse((own.errors, own.total)));
    let most = tallies.iter().map(|own| own.total).max().unwrap_or(0);
    for own in &mut tallies {
        own.percent = own.total * 100 / most.max(1);
    }
    tallies
}

/// By clause: a finding that serves several counts for each.
pub(super) fn tally_of_clauses(
    entries: &[&Entry],
    language: Language,
    words: &ReportWords,
) -> Vec<Tally> {
    tally(entries, |entry| match entry.clauses.as_slice() {
        [] => vec![words.no_clause.to_owned()],
        clauses => clauses
            .iter()
            .map(|clause| words::clause(clause, language))
            .collect(),
    })
}

/// 发现问题 5 项，其中严重 2 项 …, with how many were accepted, and what nobody has looked at.
pub(super) fn overview(
    inspection: &Inspection,
    entries: &[&Entry],
    waived: usize,
    limits: &Limits<'_>,
    words: &ReportWords,
) -> String {
    let language = inspection.language();
    let waived = (waived > 0).then(|| match language {
        Language::Chinese => format!("另有已豁免 {waived} 项。"),
        Language::English => format!("Findings that are accepted: {waived}."),
    });
    let unseen = limits.said(words, entries.is_empty(), language);
    let said = [Some(found(inspection, entries, language)), waived, unseen];
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join(gap(language))
}

/// What stands between sentences.
pub(super) fn gap(language: Language) -> &'static str {
    match language {
        Language::Chinese => "",
        Language::English => " ",
    }
}

fn found(inspection: &Inspection, entries: &[&Entry], language: Language) -> String {
    let mut all = Tally::default();
    entries.iter().for_each(|entry| count(&mut all, entry));
    // An item that has no guide is named by the identifier that its guide would have.
    let named: HashSet<_> = entries
        .iter()
        .filter_map(|entry| entry.guide.as_deref())
        .collect();
    let guides = inspection.scope.guides.iter().map(|own| own.guide.as_str());
    let guides: HashSet<_> = guides.filter(|own| named.contains(own)).collect();
    match (all.total, language) {
        (0, Language::Chinese) => "没有发现需要整改的问题。".to_owned(),
        (0, Language::English) => "Nothing was found that is to be put right.".to_owned(),
        (total, Language::Chinese) => format!(
            "发现需要整改的问题 {total} 项，涉及 {} 份指南：严重 {} 项，一般 {} 项，提示 {} 项。",
            guides.len(),
            all.errors,
            all.warnings,
            all.notes
        ),
        (total, Language::English) => format!(
            "Findings to be put right: {total}, of {} guides; errors {}, warnings {}, notes {}.",
            guides.len(),
            all.errors,
            all.warnings,
            all.notes
        ),
    }
}

/// The inspections so far, this one as the last; nothing where it is the first.
pub(super) fn trend(inspection: &Inspection) -> Vec<Bar> {
    if inspection.history.is_empty() {
        return Vec::new();
    }
    let own = Past {
        day: inspection.day.clone(),
        errors: inspection.totals.errors,
        warnings: inspection.totals.warnings,
        notes: inspection.totals.notes,
    };
    let all: Vec<&Past> = inspection.history.iter().chain([&own]).collect();
    let total = |past: &Past| past.errors + past.warnings + past.notes;
    let most = all.iter().map(|past| total(past)).max().unwrap_or(0).max(1);
    all.into_iter()
        .map(|past| Bar {
            day: past.day.clone(),
            errors: past.errors,
            warnings: past.warnings,
            notes: past.notes,
            total: total(past),
            heights: [past.errors, past.warnings, past.notes].map(|own| own * 100 / most),
        })
        .collect()
}

/// The rules that find a material which nothing in law asks for (clause 22). Others of the clause find a basis that is cited wrongly: it is
/// to be cited rightly, and no material goes.
const WITHOUT_BASIS: [&str; 3] = [
    "material-cancelled",
    "material-without-basis",
    "material-basis-too-low",
];

/// How many such materials there are, and whether all were looked for.
pub(super) fn cancel_said(
    inspection: &Inspection,
    entries: &[&Entry],
    language: Language,
) -> String {
    let rules = &inspection.scope.rules;
    let is_cancelled = |entry: &&&Entry| WITHOUT_BASIS.contains(&entry.rule.as_str());
    let count = entries.iter().filter(is_cancelled).count();
    let unasked: Vec<String> = rules
        .off
        .iter()
        .chain(&rules.silent)
        .filter(|id| WITHOUT_BASIS.contains(&id.as_str()))
        .cloned()
        .collect();
    let mut said = match (count, language) {
        (0, Language::Chinese) => "没有发现这类材料。".to_owned(),
        (0, Language::English) => "No such material was found.".to_owned(),
        (_, Language::Chinese) => format!("这类材料有 {count} 项。核实后取消，或者补充法定依据。"),
        (_, Language::English) => {
            format!("There are {count}. Verify each; then cancel it, or cite its basis in law.")
        }
    };
    if !unasked.is_empty() {
        let list = words::rules(&unasked, language);
        said.push_str(&match language {
            Language::Chinese => format!("以下规则没有作判断，可能还有遗漏：{list}。"),
            Language::English => {
                format!(" These rules did not judge, so that there may be more: {list}.")
            }
        });
    }
    said
}

pub(super) fn cancelled<'i>(
    entries: &[&'i Entry],
    words: &ReportWords,
    language: Language,
) -> Vec<Cancelled<'i>> {
    let own = entries
        .iter()
        .filter(|entry| WITHOUT_BASIS.contains(&entry.rule.as_str()));
    let row = |entry: &&'i Entry| {
        let channel = channel_of(entry.channel.as_deref(), words, language);
        Cancelled {
            guide: guide_of(entry.name.as_deref(), entry.guide.as_deref(), words),
            department: department_of(entry.department.as_deref(), words),
            material: entry.subject.as_deref().unwrap_or_default(),
            reason: &entry.message,
            place: format!("{channel} {}", at(&entry.place)),
        }
    };
    own.map(row).collect()
}
