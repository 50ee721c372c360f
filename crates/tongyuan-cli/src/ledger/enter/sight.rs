//! What an inspection looked at, out of its data.

use std::collections::{BTreeMap, BTreeSet};

use tongyuan_inspect::ANYWHERE;
use tongyuan_inspect::rectification::{SeenGuide, Sight};
use tongyuan_report::Inspection;
use tongyuan_report::inspection::{Entry, InspectedGuide};

/// The rule that tells items that have no guide.
const WITHOUT_GUIDE: &str = "item-without-guide";

pub(super) fn of(inspection: &Inspection) -> Sight {
    let scope = &inspection.scope;
    let is_silent =
        |rule: &&String| scope.rules.silent.contains(rule) || scope.rules.off.contains(rule);
    let mut guides: BTreeMap<String, SeenGuide> = BTreeMap::new();
    for guide in &scope.guides {
        see(guides.entry(guide.guide.clone()).or_default(), guide);
    }
    let unread = scope.registers.iter().filter(|own| !own.is_read);
    let listed = inspection.findings.iter();
    let listed = listed.filter(|own| own.rule == WITHOUT_GUIDE);
    for finding in &inspection.findings {
        let own = finding
            .guide
            .as_ref()
            .and_then(|guide| guides.get_mut(guide));
        if let (Some(own), Some(part)) = (own, lost(finding)) {
            own.lost.insert(part);
        }
    }
    let has_list = scope
        .registers
        .iter()
        .any(|own| own.register == "items" && own.source.is_some() && own.is_read);
    let is_on = |id: &str| {
        let named = |all: &[String]| all.iter().any(|own| own == id);
        let rules = &scope.rules;
        named(&rules.on) && !named(&rules.off) && !named(&rules.silent)
    };
    Sight {
        is_whole: scope.is_whole,
        rules: scope
            .rules
            .on
            .iter()
            .filter(|rule| !is_silent(rule))
            .cloned()
            .collect(),
        limited: scope.rules.limited.clone(),
        guides,
        unread_registers: unread.map(|own| own.register.clone()).collect(),
        has_practice: !scope.practice.is_empty() && scope.practice.iter().all(|own| own.is_read),
        listed: listed.filter_map(|own| own.guide.clone()).collect(),
        has_list: has_list && is_on(WITHOUT_GUIDE),
        unread_files: files(scope.guides.iter().filter(|own| !own.is_read)),
        files: files(&scope.guides)
            .into_iter()
            .chain(scope.orphans.iter().cloned())
            .collect(),
    }
}

/// Adds what was seen of a guide; several files may be of one.
fn see(own: &mut SeenGuide, guide: &InspectedGuide) {
    own.is_unread |= !guide.is_read;
    own.unread.extend(guide.unread.iter().cloned());
    own.unjudged.extend(guide.unjudged.iter().cloned());
    own.served.extend(guide.channels.iter().cloned());
    own.lacks_samples |= !guide.are_samples_read;
    own.has_cases |= guide.cases > 0;
    for document in &guide.published {
        let page = own.pages.entry(document.channel.clone()).or_default();
        page.is_unread |= !document.is_read;
        page.unread.extend(document.unread.iter().cloned());
        if document.captured_at.is_some() {
            own.captured.insert(document.channel.clone());
        }
    }
}

/// The part of a source of which nothing was read, where that is what was found: its value is none, or its key is not known.
fn lost(finding: &Entry) -> Option<String> {
    let is_of_all = |own: &&str| !own.contains(['.', '[']);
    finding.subject.as_deref().filter(is_of_all)?;
    match finding.rule.as_str() {
        "schema-type-wrong" | "schema-value-not-listed" | "schema-format-wrong" => {
            finding.field.clone()
        }
        "schema-field-unknown" => Some(ANYWHERE.to_owned()),
        _ => None,
    }
}

/// The files of guides, by their names: the sources and what is published of them.
fn files<'g>(guides: impl IntoIterator<Item = &'g InspectedGuide>) -> BTreeSet<String> {
    let files = guides.into_iter().flat_map(|guide| {
        let pages = guide.published.iter().map(|page| &page.source.file);
        pages.chain([&guide.source.file])
    });
    files.cloned().collect()
}
