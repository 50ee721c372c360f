//! What a repository has accepted: waivers, and the findings of its baseline.

use std::collections::BTreeSet;

use tongyuan_extract::Capture;
use tongyuan_inspect::{
    Card, Finding, Listed, Located, OwnRules, Policy, Registers, Severity, Standing,
};
use tongyuan_inspect::{can_be_accepted, mark_known, rule, rules, waive};
use tongyuan_model::register::baseline::Baseline;
use tongyuan_model::register::waivers::{Waiver, WaiverList};
use tongyuan_model::schema::{Violation, ViolationKind};
use tongyuan_model::{Key, nearest};
use tongyuan_report::{RunNote, Said};

use crate::case::{Checked, listed};

/// How the ids of rules begin that a repository has for itself: which of them there are is not known here.
const OWN: &str = "own-";

impl Checked {
    /// Sets aside what the waivers of the registers accept, and adds what is wrong with the waivers. It is done once, when
    /// everything was checked.
    ///
    /// `cards` are those of every guide, where the whole repository was checked and nothing was left unread; without them no
    /// waiver is said to match nothing.
    ///
    /// ```
    /// use tongyuan::{Capture, Case, Date, Policy, Registers, check, read_waivers};
    ///
    /// let case = Case::new(Capture::new("guides/a.yaml", "标识: 甲\n"));
    /// let policy = Policy { today: Date::parse("2024-03-01"), ..Policy::default() };
    /// let mut checked = check(&case, &Registers::default(), &policy);
    /// let key = checked.findings[0].key.clone();
    /// let list = format!("豁免清单: [{{问题编号: {key}, 理由: 试点, 责任人: 办公室, 到期日期: 2024-06-30}}]");
    /// let (waivers, _) = read_waivers(&Capture::new("waivers.yaml", list));
    /// let registers = Registers { waivers, ..Registers::default() };
    /// checked.waive(None, &registers, &policy);
    /// assert!(!checked.findings[0].is_open());
    /// assert_eq!(checked.summary.waived, 1);
    /// ```
    pub fn waive(&mut self, cards: Option<&[Card]>, registers: &Registers, policy: &Policy) {
        let found = waive(&mut self.findings, cards, registers, policy);
        self.findings.extend(found);
        self.count();
    }

    /// Sets aside what the waivers of the registers accept, and says nothing of the waivers: this is one part of many.
    pub fn set_waived(&mut self, registers: &Registers, policy: &Policy) {
        let _ = waive(&mut self.findings, None, registers, policy);
        self.count();
    }

    /// Sets aside the findings that a baseline knows; says how many of those that it knows were not found.
    pub fn set_known(&mut self, baseline: &Baseline) -> usize {
        let gone = mark_known(&mut self.findings, baseline);
        self.count();
        gone
    }

    /// Marks each finding as new or as one that was there before the change, by the keys of those that were. With `only_new` what
    /// was there before counts no more. Says how many of the keys are found no more.
    pub fn set_before(&mut self, before: &BTreeSet<String>, only_new: bool) -> usize {
        let mut seen = BTreeSet::new();
        for finding in self
            .findings
            .iter_mut()
            .filter(|own| can_be_accepted(&own.rule))
        {
            let is_new = !before.contains(&finding.key);
            finding.is_new = Some(is_new);
            if is_new {
                continue;
            }
            seen.insert(&finding.key);
            if only_new && finding.standing == Standing::Open {
                finding.standing = Standing::Known;
            }
        }
        let gone = before.len() - seen.len();
        self.count();
        gone
    }

    /// Counts the findings anew.
    fn count(&mut self) {
        let of = |wanted: &dyn Fn(&Finding) -> bool| {
            self.findings.iter().filter(|own| wanted(own)).count()
        };
        let open = |severity: Severity| of(&|own| own.is_open() && own.severity == severity);
        let (errors, warnings) = (open(Severity::Error), open(Severity::Warning));
        let notes = open(Severity::Note);
        let waived = of(&|own| matches!(own.standing, Standing::Waived(_)));
        let known = of(&|own| own.standing == Standing::Known);
        let fixable = of(&|own| own.is_open() && own.is_fixable());
        let own = &mut self.summary;
        own.fixable = fixable;
        (own.errors, own.warnings, own.notes) = (errors, warnings, notes);
        (own.waived, own.known) = (waived, known);
    }
}

/// Reads the list of waivers; the notes say what is wrong with it. A list that breaks its schema is used as far as it goes. What
/// a waiver must say and does not is no mistake of the file, but a finding.
#[must_use]
pub fn read_waivers(capture: &Capture) -> (Option<Listed<WaiverList>>, Vec<RunNote>) {
    read_waivers_with(capture, None)
}

/// The same where it is known which rules the repository has for itself: that a waiver names another is told as well.
#[must_use]
pub fn read_waivers_with(
    capture: &Capture,
    own: Option<&OwnRules>,
) -> (Option<Listed<WaiverList>>, Vec<RunNote>) {
    let mut read = tongyuan_extract::read_waivers(capture);
    read.violations.retain(|violation| !is_a_finding(violation));
    let (waivers, mut notes) = listed(capture, read);
    let is_known = |id: &str| {
        let is_own = || match own {
            Some(own) => own.ids().any(|other| other == id),
            None => id.starts_with(OWN),
        };
        rule(id).is_some() || is_own()
    };
    if let Some(list) = &waivers {
        let named = list.value.waivers.rows().iter().map(|row| &row.rule);
        for reading in named {
            if let Some(id) = reading.text().filter(|id| !is_known(id)) {
                let location = list.locate(reading.span());
                notes.push(unknown_rule(id, own, &capture.name, location));
            }
        }
    }
    (waivers, notes)
}

/// Whether a rule judges it.
fn is_a_finding(violation: &Violation) -> bool {
    let word = match &violation.kind {
        ViolationKind::Missing { word } => word.as_str(),
        ViolationKind::Empty => violation.path.rsplit('.').next().unwrap_or_default(),
        _ => return false,
    };
    Key::of_word(word).is_some_and(|(key, _)| Waiver::DEMANDS.contains(&key))
}

fn unknown_rule(id: &str, own: Option<&OwnRules>, file: &str, location: Located) -> RunNote {
    let of_repository = own.into_iter().flat_map(OwnRules::ids);
    let help = match nearest(id, rules().map(|rule| rule.id).chain(of_repository)) {
        Some(near) => Said::new(
            format!("是否应为“{near}”？这条豁免没有起作用。"),
            format!("Did you mean “{near}”? The waiver has no effect."),
        ),
        None => Said::new(
            "全部规则见 tongyuan rules。这条豁免没有起作用。",
            "`tongyuan rules` lists them all. The waiver has no effect.",
        ),
    };
    RunNote {
        file: file.to_owned(),
        message: Said::new(
            format!("没有规则“{id}”"),
            format!("there is no rule “{id}”"),
        ),
        help: Some(help),
        location: Some(location),
        is_error: true,
    }
}

/// Reads a baseline; the notes say what is wrong with it. One that breaks its schema is used as far as it goes.
#[must_use]
pub fn read_baseline(capture: &Capture) -> (Option<Baseline>, Vec<RunNote>) {
    let (baseline, mut notes) = listed(capture, tongyuan_extract::read_baseline(capture));
    for note in notes.iter_mut().filter(|note| note.is_error) {
        note.help = Some(Said::new(
            "基线由 tongyuan check --write-baseline 写成，不必手工修改；恢复原来的文件，或者重新写。",
            "A baseline is written by `tongyuan check --write-baseline` and not by hand: restore the file, or write it anew.",
        ));
    }
    (baseline.map(|own| own.value), notes)
}
