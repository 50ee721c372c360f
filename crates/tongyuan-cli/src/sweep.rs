//! Every guide of a repository held against the rules: what `check` and `inspect` do alike.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tongyuan::{
    Card, Checked, Language, Policy, Register, Registers, RunNote, Said, inspect_repository,
    unjudged,
};

use crate::registers;
use crate::repository::{Files, Repository};
use crate::settings::Settings;

/// So many guides are read and checked at a time: enough to keep every thread at work, few enough that memory does not grow
/// with the number of guides.
const AT_A_TIME: usize = 256;

/// A repository with what its guides are judged by.
#[derive(Debug)]
pub(crate) struct Sweep {
    pub(crate) registers: Registers,
    pub(crate) policy: Policy,
    /// Whether every guide of the repository is looked at. A part says nothing of the whole.
    pub(crate) is_whole: bool,
}

impl Sweep {
    /// Reads the registers of a repository; what is wrong with them is told in `checked`.
    pub(crate) fn of(
        repository: &Repository,
        settings: &Settings,
        is_whole: bool,
        checked: &mut Checked,
    ) -> Self {
        let registers = registers::read(repository, &settings.columns, checked);
        let policy = settings.policy.clone().with_registers(&registers);
        Self {
            registers,
            policy,
            is_whole,
        }
    }

    /// Checks guides, each by itself by `one`, and then what only shows across them. Gives what is known of each, and what `one` says
    /// beside, in the order of the guides.
    pub(crate) fn over<T: Send>(
        &self,
        guides: &[Files],
        checked: &mut Checked,
        one: impl Fn(&Files) -> (Checked, T) + Sync,
    ) -> (Vec<Card>, Vec<T>) {
        let mut cards = Vec::new();
        let mut beside = Vec::with_capacity(guides.len());
        for chunk in guides.chunks(AT_A_TIME) {
            let done: Vec<(Checked, T)> = chunk.par_iter().map(&one).collect();
            for (mut one, own) in done {
                cards.extend(one.card.take());
                checked.add(one);
                beside.push(own);
            }
        }
        if self.is_whole {
            let across = inspect_repository(&cards, &self.registers, &self.policy);
            checked.add_findings(across);
        }
        (cards, beside)
    }

    /// The rules that could not judge, by the register without which they cannot.
    pub(crate) fn silent(&self) -> BTreeMap<Register, Vec<&'static str>> {
        let mut silent: BTreeMap<Register, Vec<&str>> = BTreeMap::new();
        for rule in unjudged(&self.registers, &self.policy) {
            if let Some(register) = rule.needs {
                silent.entry(register).or_default().push(rule.id);
            }
        }
        silent
    }

    /// Says once for each register that is not there what could not be judged without it; rules are called as `call` says.
    pub(crate) fn unjudged(&self, call: impl Fn(&'static str, Language) -> String) -> Vec<RunNote> {
        let notes = self.silent().into_iter().map(|(register, rules)| {
            let path = register.path();
            let all = |language, between: &str| {
                let called: Vec<String> = rules.iter().map(|id| call(id, language)).collect();
                called.join(between)
            };
            RunNote {
                file: String::new(),
                message: Said::new(
                    format!(
                        "没有 {path}，这些规则没有作判断：{}",
                        all(Language::Chinese, "、")
                    ),
                    format!(
                        "without {path} these rules did not judge: {}",
                        all(Language::English, ", ")
                    ),
                ),
                help: None,
                location: None,
                is_error: false,
            }
        });
        notes.collect()
    }
}
