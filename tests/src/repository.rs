//! The fixtures, checked through the library.

use std::fs;
use std::path::Path;

use tongyuan::{
    Capture, Case, Channel, Checked, Date, OwnRules, Policy, Practice, RecordColumns, Registers,
    check_with_files, inspect_repository, read_calendar, read_cancelled, read_items, read_laws,
    read_materials, read_practice, read_rules, read_waivers,
};
use tongyuan_report::Evidence;

use crate::workspace;

/// The fixture repositories that are whole.
const WHOLE: [&str; 3] = ["apart", "cnipa", "fictitious"];

/// The fixture repositories: those that are whole, and the small ones that show what one family of rules finds.
#[must_use]
pub fn fixtures() -> Vec<String> {
    let files = workspace::files("fixtures/faulty");
    let mut faulty: Vec<String> = files
        .iter()
        .filter_map(|file| file.strip_prefix("fixtures/")?.strip_suffix("/faults.json"))
        .map(str::to_owned)
        .collect();
    faulty.sort();
    let whole = WHOLE.map(str::to_owned).into_iter();
    whole.chain(faulty).collect()
}

/// The cases of a fixture repository, in the order of their names.
#[must_use]
pub fn cases(fixture: &str) -> Vec<Case> {
    let folder = format!("fixtures/{fixture}");
    let mut cases = Vec::new();
    for file in workspace::files(&format!("{folder}/guides")) {
        let stem = stem(&file);
        let mut case = Case::new(capture(&file));
        for channel in Channel::ALL {
            let hall = format!("{folder}/halls/{}", channel.key());
            for published in workspace::files(&hall) {
                if self::stem(&published) != stem {
                    continue;
                }
                if published.ends_with(".capture.json") {
                    let evidence = Evidence::read(&capture(&published).bytes);
                    let evidence = evidence.expect("the evidence of a fixture can be read");
                    case = case.evidence(evidence.of_channel(*channel));
                } else {
                    case = case.published(*channel, capture(&published));
                }
            }
        }
        let base = format!("{folder}/base/{stem}.yaml");
        if workspace::root().join(&base).exists() {
            case = case.base(capture(&base));
        }
        cases.push(case);
    }
    cases
}

/// The registers of a fixture repository.
#[must_use]
pub fn registers(fixture: &str) -> Registers {
    let register = |name: &str| {
        let path = format!("fixtures/{fixture}/registers/{name}.yaml");
        let exists = workspace::root().join(&path).exists();
        exists.then(|| capture(&path))
    };
    let mut registers = Registers {
        items: register("items").and_then(|file| read_items(&file).0),
        materials: register("materials").and_then(|file| read_materials(&file).0),
        laws: register("laws").and_then(|file| read_laws(&file).0),
        cancelled: register("cancelled").and_then(|file| read_cancelled(&file).0),
        calendar: register("calendar").and_then(|file| read_calendar(&file).0),
        ..Registers::default()
    };
    let waivers = format!("fixtures/{fixture}/waivers.yaml");
    if workspace::root().join(&waivers).exists() {
        registers.waivers = read_waivers(&capture(&waivers)).0;
    }
    let mut records = workspace::files(&format!("fixtures/{fixture}/practice"));
    records.retain(|file| !file.ends_with(".py") && !file.ends_with(".md"));
    let mut practice = Practice::default();
    for file in &records {
        let opened = fs::File::open(workspace::root().join(file)).expect("a fixture can be read");
        read_practice(file, opened, &RecordColumns::default(), &mut practice);
    }
    if !records.is_empty() {
        registers.practice = Some(practice);
    }
    registers
}

/// The policy that fixtures are checked under: as of the date of the CNIPA repository.
#[must_use]
pub fn policy() -> Policy {
    Policy {
        today: Date::parse("2024-03-01"),
        ..Policy::default()
    }
}

/// The rules that a fixture repository has for itself.
#[must_use]
pub fn own_rules(fixture: &str) -> OwnRules {
    let files = workspace::files(&format!("fixtures/{fixture}/rules"));
    let captures: Vec<Capture> = files.iter().map(|file| capture(file)).collect();
    let (rules, notes) = read_rules(&captures);
    assert!(notes.is_empty(), "{notes:?}");
    rules
}

/// Everything that a fixture repository gives.
#[must_use]
pub fn checked(fixture: &str) -> Checked {
    let registers = registers(fixture);
    let mut policy = policy().with_registers(&registers);
    policy.own_rules = own_rules(fixture);
    let mut whole = Checked::default();
    let mut cards = Vec::new();
    for case in cases(fixture) {
        let beside = |path: &str| {
            let path = format!("fixtures/{fixture}/{path}");
            let is_there = workspace::root().join(&path).is_file();
            is_there.then(|| capture(&path))
        };
        let mut one = check_with_files(&case, &registers, &policy, &beside);
        cards.extend(one.card.take());
        whole.add(one);
    }
    whole.add_findings(inspect_repository(&cards, &registers, &policy));
    whole.waive(Some(&cards), &registers, &policy);
    whole
}

fn capture(file: &str) -> Capture {
    let bytes = fs::read(workspace::root().join(file)).expect("a fixture can be read");
    Capture::new(file, bytes)
}

fn stem(file: &str) -> String {
    let name = Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}
