//! What has become of what the inspection before found, and what departments say of it.

use std::cmp::Reverse;

use serde::Serialize;
use tongyuan_inspect::{Language, Severity};

use super::super::words::ReportWords;
use super::super::{Before, Entry, Gone, Inspection};
use super::figures::gap;
use super::{channel_of, day_in_words, department_of, guide_of};
use crate::chrome::chrome;
use crate::ledger::{Claim, Progress, claim_words};

#[derive(Debug, Serialize)]
pub(in super::super) struct BeforeView<'i> {
    pub(in super::super) said: String,
    pub(in super::super) rectified: Vec<GoneView<'i>>,
    pub(in super::super) unseen: Vec<GoneView<'i>>,
}

/// A finding of the inspection before that is none of this one.
#[derive(Debug, Serialize)]
pub(in super::super) struct GoneView<'i> {
    pub(in super::super) severity: &'static str,
    pub(in super::super) guide: String,
    pub(in super::super) department: String,
    pub(in super::super) channel: &'static str,
    pub(in super::super) message: &'i str,
    pub(in super::super) why: &'i str,
}

/// The comparison with the inspection before, of all departments or of one; none where there was none. `open` are its findings.
pub(super) fn before<'i>(
    inspection: &'i Inspection,
    department: Option<&Option<String>>,
    open: &[&Entry],
    words: &ReportWords,
) -> Option<BeforeView<'i>> {
    let before = inspection.before.as_ref()?;
    let language = inspection.language();
    let own = |gone: &'i [Gone]| -> Vec<GoneView<'i>> {
        let own = gone.iter();
        let own = own.filter(|gone| department.is_none_or(|wanted| *wanted == gone.department));
        let mut own: Vec<&Gone> = own.collect();
        own.sort_by(|a, b| place(a).cmp(&place(b)));
        let view = own
            .into_iter()
            .map(|gone| GoneView::of(gone, words, language));
        view.collect()
    };
    let (rectified, unseen) = (own(&before.rectified), own(&before.unseen));
    let compared = compared(
        before,
        [rectified.len(), unseen.len()],
        department.is_none(),
        open,
        language,
    );
    let said = [Some(compared), answers(open, language)];
    let said: Vec<String> = said.into_iter().flatten().collect();
    Some(BeforeView {
        said: said.join(gap(language)),
        rectified,
        unseen,
    })
}

/// What a finding stands after in a list: by department, guide, severity and words. What names no department comes last.
fn place(gone: &Gone) -> impl Ord {
    let department = gone.department.as_deref();
    let severity = Severity::of_key(&gone.severity).unwrap_or(Severity::Note);
    let guide = gone.name.as_deref().or(gone.guide.as_deref());
    (
        (department.is_none(), department),
        (guide, gone.guide.as_deref()),
        Reverse(severity),
        (&gone.message, &gone.key),
    )
}

impl<'i> GoneView<'i> {
    fn of(gone: &'i Gone, words: &ReportWords, language: Language) -> Self {
        let severity = Severity::of_key(&gone.severity).unwrap_or(Severity::Note);
        Self {
            severity: chrome(language).severity(severity),
            guide: guide_of(gone.name.as_deref(), gone.guide.as_deref(), words),
            department: department_of(gone.department.as_deref(), words),
            channel: channel_of(gone.channel.as_deref(), words, language),
            message: &gone.message,
            why: &gone.why,
        }
    }
}

/// How many findings are gone, are there still, and are new.
fn compared(
    before: &Before,
    [rectified, unseen]: [usize; 2],
    is_whole: bool,
    open: &[&Entry],
    language: Language,
) -> String {
    // Which findings are new is known of every one; how many of a department, its entries say.
    let is_new = |entry: &&&Entry| entry.rectification.as_ref().is_some_and(|own| own.is_new);
    let new = open.iter().filter(is_new).count();
    let remaining = open.len() - new;
    // Of a finding that is accepted nobody can tell since when, so that a department is not told how many are so newly.
    let waived = is_whole.then_some(before.waived);
    let day = day_in_words(&before.day, language);
    match language {
        Language::Chinese => format!(
            "上次检查是{day}。与上次相比：已经整改 {rectified} 项，仍未整改 {remaining} 项，{}本次未能核对 {unseen} 项；新发现或者再次出现 {new} 项。",
            waived.map_or_else(String::new, |count| format!("新近豁免 {count} 项，"))
        ),
        Language::English => format!(
            "The last inspection was made on {day}. Since then: put right {rectified}, still there {remaining}, {}not looked at this time {unseen}; new or back again {new}.",
            waived.map_or_else(String::new, |count| format!("newly accepted {count}, "))
        ),
    }
}

/// What departments say of what is still there: only what somebody says is told.
fn answers(open: &[&Entry], language: Language) -> Option<String> {
    let count = |is: &dyn Fn(&Entry) -> bool| open.iter().filter(|entry| is(entry)).count();
    let says = |wanted: Progress| {
        move |entry: &Entry| {
            let said = entry.rectification.as_ref();
            let said = said.and_then(|own| own.claim.progress.as_deref());
            said.and_then(Progress::of_word) == Some(wanted)
        }
    };
    let refuted = |entry: &Entry| is_refuted(entry, language);
    let counts = [
        (
            count(&refuted),
            "部门称已整改而复查仍在",
            "said to be put right and still there",
        ),
        (count(&says(Progress::Disputed)), "有异议", "disputed"),
        (count(&says(Progress::UnderWay)), "正在整改", "under way"),
    ];
    let said = counts.into_iter().filter(|(count, ..)| *count > 0);
    let said = said.map(|(count, chinese, english)| match language {
        Language::Chinese => format!("{chinese} {count} 项"),
        Language::English => format!("{english} {count}"),
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| match language {
        Language::Chinese => format!("其中{}。", said.join("，")),
        Language::English => format!("Of those still there: {}.", said.join(", ")),
    })
}

/// Whether a department has said that a finding is put right, and the inspection found it all the same: then nothing that was claimed
/// stands, and what was last said of it is put as [`claim_words`] puts what is contradicted.
fn is_refuted(entry: &Entry, language: Language) -> bool {
    let Some(own) = &entry.rectification else {
        return false;
    };
    let nothing = Claim::default();
    let introduced = claim_words(&nothing, false, language);
    let contradicted = claim_words(&nothing, true, language);
    let contrary = contradicted.strip_prefix(&introduced);
    own.claim.is_empty()
        && own
            .remark
            .as_deref()
            .zip(contrary)
            .is_some_and(|(said, contrary)| {
                said.starts_with(&introduced) && said.ends_with(contrary)
            })
}
