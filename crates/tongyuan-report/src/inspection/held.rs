//! Whether the data of an inspection can be what was written: a report is signed, and a ledger forgets nothing.

use tongyuan_inspect::Severity;
use tongyuan_inspect::rectification::State;
use tongyuan_model::Date;

use super::{Inspection, Totals};
use crate::clean::short;
use crate::run::Said;

/// No inspection has found more.
const MOST_COUNTED: usize = 1_000_000_000;
/// How much of a text that is wrong is shown.
const SHOWN: usize = 64;

impl Inspection {
    /// Refuses what no inspection says: another day or language than there is, words that are no keys, sums that are not those of the
    /// findings.
    pub(super) fn hold(&self) -> Result<(), Said> {
        let day = Date::parse(&self.day).map(|own| own.to_string());
        if day.as_ref() != Some(&self.day) {
            return Err(no_day(&self.day));
        }
        if !["zh-CN", "en"].contains(&self.language.as_str()) {
            return Err(unknown("language", &self.language));
        }
        for entry in &self.findings {
            if Severity::of_key(&entry.severity).is_none() {
                return Err(unknown("severity", &entry.severity));
            }
            if !["open", "waived"].contains(&entry.standing.as_str()) {
                return Err(unknown("standing", &entry.standing));
            }
            let state = entry.rectification.as_ref().map(|own| own.state.as_str());
            if let Some(state) = state.filter(|own| State::of_key(own).is_none()) {
                return Err(unknown("state", state));
            }
        }
        let counted = self.counted();
        if counted != self.totals {
            return Err(other_sums(&self.totals, &counted));
        }
        let most = self
            .history
            .iter()
            .flat_map(|own| [own.errors, own.warnings, own.notes])
            .max();
        match most.filter(|own| *own > MOST_COUNTED) {
            Some(number) => Err(unknown("history", &number.to_string())),
            None => Ok(()),
        }
    }
}

fn no_day(day: &str) -> Said {
    let day = short(day, SHOWN);
    Said::new(
        format!("检查的日期“{day}”不是日期"),
        format!("the day of the inspection is no date: “{day}”"),
    )
}

fn unknown(name: &str, value: &str) -> Said {
    let value = short(value, SHOWN);
    Said::new(
        format!("检查数据的 {name} 不能是“{value}”：文件被改动过"),
        format!("the data of an inspection has no {name} “{value}”: the file was altered"),
    )
}

fn other_sums(told: &Totals, counted: &Totals) -> Said {
    let all = |own: &Totals| {
        [own.errors, own.warnings, own.notes, own.waived]
            .into_iter()
            .fold(0, usize::saturating_add)
    };
    let (told, counted) = (all(told), all(counted));
    Said::new(
        format!("检查数据的合计（{told} 项）与列出的问题（{counted} 项）对不上：文件被改动过"),
        format!(
            "the sums of the inspection ({told}) are not those of its findings ({counted}): the file was altered"
        ),
    )
}
