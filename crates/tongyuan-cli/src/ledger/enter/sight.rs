//! What an inspection looked at, out of its data.

use std::collections::BTreeMap;

use tongyuan_inspect::rectification::{SeenGuide, Sight};
use tongyuan_report::Inspection;
use tongyuan_report::inspection::InspectedGuide;

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
        orphans: scope.orphans.iter().map(|file| stem(file)).collect(),
    }
}

/// Adds what was seen of a guide; several files may be of one.
fn see(own: &mut SeenGuide, guide: &InspectedGuide) {
    own.is_unread |= !guide.is_read;
    own.unread.extend(guide.unread.iter().cloned());
    own.unjudged.extend(guide.unjudged.iter().cloned());
    own.served.extend(guide.channels.iter().cloned());
    for document in &guide.published {
        let page = own.pages.entry(document.channel.clone()).or_default();
        page.is_unread |= !document.is_read;
        page.unread.extend(document.unread.iter().cloned());
        if document.captured_at.is_some() {
            own.captured.insert(document.channel.clone());
        }
    }
}

/// The name of a file without its folders and endings: that of its guide.
fn stem(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or_default();
    name.split('.').next().unwrap_or_default().to_owned()
}
