//! What happened to a finding, step by step.

use serde::Serialize;
use tongyuan_inspect::rectification::State;
use tongyuan_inspect::{Language, Words};

use super::{Claim, claim_words};

/// Something that happened to a finding: it is never changed, and never taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LedgerEvent {
    /// The day that it counts for.
    pub day: String,
    /// When it was entered, in UTC.
    pub at: String,
    /// Who did it.
    pub who: String,
    /// The key of what was done: `found`, `remains`, `contradicted`, `reopened`, `resumed`, `waived`, `rectified`, `dated`,
    /// `claimed`.
    pub act: String,
    /// The state before; none of what is new.
    pub before: Option<String>,
    /// The state after.
    pub after: String,
    /// The day by which the finding is to be put right, after it.
    pub due: Option<String>,
    /// What the department says.
    pub claim: Option<Claim>,
    /// What there is to say of it beside.
    pub remark: Option<String>,
}

impl LedgerEvent {
    /// What happened, in a line.
    #[must_use]
    pub(super) fn line(&self, language: Language) -> String {
        let what = act(&self.act).get(language);
        let state = |key: &str| {
            State::of_key(key).map_or(key.to_owned(), |own| own.words().get(language).to_owned())
        };
        let Self { day, who, .. } = self;
        let mut line = format!("{day}  {what}");
        if self.before.as_ref() != Some(&self.after) {
            match &self.before {
                Some(before) => {
                    line.push_str(&format!("  {} → {}", state(before), state(&self.after)));
                }
                None => line.push_str(&format!("  → {}", state(&self.after))),
            }
        }
        match (language, &self.due) {
            (Language::Chinese, Some(due)) => line.push_str(&format!("  期限 {due}")),
            (Language::English, Some(due)) => line.push_str(&format!("  due by {due}")),
            (_, None) => {}
        }
        match language {
            Language::Chinese => line.push_str(&format!("  记录人 {who}")),
            Language::English => line.push_str(&format!("  by {who}")),
        }
        let claim = self
            .claim
            .as_ref()
            .map(|own| claim_words(own, false, language));
        for said in claim.iter().chain(&self.remark) {
            for part in said.lines() {
                line.push_str("\n    ");
                line.push_str(part);
            }
        }
        line
    }
}

fn act(key: &str) -> Words {
    match key {
        "found" => Words::new("检查发现", "found by an inspection"),
        "remains" => Words::new("检查仍在", "found again: it remains"),
        "contradicted" => Words::new(
            "部门称已整改，复查仍在",
            "said to be put right, and found all the same",
        ),
        "reopened" => Words::new("整改后再次出现", "there again after it was put right"),
        "resumed" => Words::new("豁免结束，仍须整改", "accepted no longer"),
        "waived" => Words::new("已豁免", "accepted by a waiver"),
        "rectified" => Words::new("复查确认整改", "an inspection finds it put right"),
        "dated" => Words::new("补上整改期限", "given its day"),
        "claimed" => Words::new("部门填报", "said by the department"),
        _ => Words::new("其他", "other"),
    }
}
