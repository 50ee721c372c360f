//! What has become of guides between two states of a repository.

use tongyuan_extract::{Capture, extract_canonical};
use tongyuan_inspect::{ChangeKind, Dossier, GuideChange, Policy};

use crate::case::document;

/// What has become of a guide that is new, or gone; nothing where its file cannot be read.
#[must_use]
pub fn guide_change(capture: &Capture, kind: ChangeKind) -> Option<GuideChange> {
    let read = extract_canonical(capture);
    let is_read = read.failure.is_none();
    is_read.then(|| GuideChange::about(&document(&capture.name, read), kind))
}

/// What has changed of a guide since it was `before`; nothing where either cannot be read.
///
/// ```
/// use tongyuan::{Capture, Policy, guide_changes};
///
/// let before = Capture::new("guides/a.yaml", "标识: 甲\n申请材料: [{名称: 申请书}, {名称: 身份证}]\n");
/// let now = Capture::new("guides/a.yaml", "标识: 甲\n申请材料: [{名称: 申请书}]\n");
/// let change = guide_changes(&before, &now, &Policy::default()).expect("both can be read");
/// assert_eq!(change.changes.len(), 1);
/// ```
#[must_use]
pub fn guide_changes(before: &Capture, now: &Capture, policy: &Policy) -> Option<GuideChange> {
    let [base, canonical] = [before, now].map(|capture| {
        let read = extract_canonical(capture);
        let is_read = read.failure.is_none();
        is_read.then(|| document(&capture.name, read))
    });
    let dossier = Dossier {
        canonical: canonical?,
        base: Some(base?),
        ..Dossier::default()
    };
    GuideChange::of(&dossier, policy)
}
