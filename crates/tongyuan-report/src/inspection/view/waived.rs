//! The findings that a waiver accepts: nobody has to put them right, and everybody can see what was accepted, and by whom.

use serde::Serialize;

use super::super::words::ReportWords;
use super::super::{Entry, Inspection};
use super::{channel_of, department_of, guide_of, short_key};
use crate::chrome::chrome;

#[derive(Debug, Serialize)]
pub(in super::super) struct WaivedRow<'i> {
    pub(in super::super) key: &'i str,
    pub(in super::super) short_key: String,
    pub(in super::super) severity: &'static str,
    pub(in super::super) guide: String,
    pub(in super::super) department: String,
    pub(in super::super) channel: &'static str,
    pub(in super::super) message: &'i str,
    /// Why, by whom and until when it is accepted.
    pub(in super::super) waiver: &'i str,
}

/// The findings that are accepted, of the departments that are asked for.
pub(super) fn rows<'i>(
    inspection: &'i Inspection,
    is_own: &dyn Fn(&Option<String>) -> bool,
    words: &ReportWords,
) -> Vec<WaivedRow<'i>> {
    let language = inspection.language();
    let row = |entry: &'i Entry| WaivedRow {
        key: &entry.key,
        short_key: short_key(&entry.key),
        severity: chrome(language).severity(entry.severity()),
        guide: guide_of(entry.name.as_deref(), entry.guide.as_deref(), words),
        department: department_of(entry.department.as_deref(), words),
        channel: channel_of(entry.channel.as_deref(), words, language),
        message: &entry.message,
        waiver: entry.waived.as_deref().unwrap_or(words.none),
    };
    let all = inspection.findings.iter();
    let waived = all.filter(|entry| !entry.is_open() && is_own(&entry.department));
    waived.map(row).collect()
}
