//! The examples in the documentation of rules: read from there, and run.
//!
//! An example is an overlay over a complete base guide (`tests/examples/base.yaml`): what it states replaces the base's
//! top-level fields. What the canonical guide says is also what both halls publish, unless the example has them say otherwise.
//! Carets under a line mark where the one finding of a bad example must be.

use std::collections::BTreeMap;
use std::io::Cursor;

use tongyuan::{
    Capture, Case, Channel, Date, Evidence, Finding, Policy, Practice, RecordColumns, Registers,
    Rule, RunNote, check_with_files, inspect_repository, read_cancelled, read_items, read_laws,
    read_materials, read_practice, read_waivers,
};
use tongyuan_inspect::waive;
use unicode_width::UnicodeWidthStr as _;

use crate::workspace;

/// An example of a rule.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whether it shows the fault.
    pub is_bad: bool,
    /// The text between the fences.
    pub text: String,
}

/// Where the carets of an example point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The first column, from 1.
    pub start: u32,
    /// One past the last column.
    pub end: u32,
}

/// What came of running an example.
#[derive(Debug)]
pub struct Outcome {
    /// Every finding of every rule that is still to be dealt with.
    pub findings: Vec<Finding>,
    /// Where the carets point, if there are any.
    pub marked: Option<Marked>,
}

/// The examples in the documentation of a rule, in order.
#[must_use]
pub fn examples(rule: &Rule) -> Vec<Example> {
    let mut found = Vec::new();
    let mut current: Option<Example> = None;
    for line in rule.docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut current, line.strip_prefix("```")) {
            (None, Some(tag)) if tag.starts_with("guide,") => {
                current = Some(Example {
                    is_bad: tag == "guide,bad",
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => found.extend(current.take()),
            (Some(example), None) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            _ => {}
        }
    }
    found
}

/// What an example is made of: guides with what was published of them, and all that stands beside them.
#[derive(Debug)]
pub struct Laid {
    /// The guide of the example, and the others of its repository.
    pub cases: Vec<Case>,
    /// Their registers.
    pub registers: Registers,
    /// What the repository sets.
    pub policy: Policy,
    sections: Sections,
}

impl Laid {
    /// A file that a guide of the example hands out.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<Capture> {
        let text = self.sections.texts.get(&format!("file: {path}"))?;
        Some(Capture::new(path, text.as_bytes()))
    }
}

/// Lays an example out.
#[must_use]
pub fn laid(example: &Example) -> Laid {
    let sections = Sections::of(&example.text);
    let base = Overlay::of(&workspace::text("tests/examples/base.yaml"));
    let canonical = sections.overlay("canonical").over(&base);
    let mut case = sections.case(&canonical, "example-pledge", true);
    if sections.texts.contains_key("base") {
        let base = sections.overlay("base").over(&canonical);
        case = case.base(Capture::new("base/example-pledge.yaml", base.text()));
    }
    case.evidence = sections.evidence();
    let mut cases = vec![case];
    let mut other_ids: Vec<_> = sections.named("other").collect();
    other_ids.sort_unstable();
    for (id, text) in other_ids {
        let mut overlay = Overlay::of(text);
        if !overlay.blocks.contains_key("标识") {
            overlay
                .blocks
                .insert("标识".into(), format!("标识: {id}\n"));
            overlay.order.push("标识".into());
        }
        let other = overlay.over(&base);
        cases.push(sections.case(&other, &format!("other-{id}"), false));
    }
    let mut registers = Registers {
        items: sections.register("items", read_items),
        materials: sections.register("materials", read_materials),
        laws: sections.register("laws", read_laws),
        cancelled: sections.register("cancelled", read_cancelled),
        waivers: sections.register("waivers", read_waivers),
        ..Registers::default()
    };
    if let Some(text) = sections.texts.get("practice") {
        let mut practice = Practice::default();
        let table = Cursor::new(text.as_bytes());
        let columns = RecordColumns::default();
        let notes = read_practice("practice/cases.csv", table, &columns, &mut practice);
        assert!(
            notes.is_empty(),
            "the records of an example are right: {notes:?}"
        );
        registers.practice = Some(practice);
    }
    let today = sections
        .flags
        .get("today")
        .map_or("2024-03-01", String::as_str);
    let policy = Policy {
        today: Date::parse(today),
        ..Policy::default()
    };
    Laid {
        cases,
        policy: policy.with_registers(&registers),
        registers,
        sections,
    }
}

/// Runs an example against every rule.
#[must_use]
pub fn run(example: &Example) -> Outcome {
    let laid = laid(example);
    let (registers, policy) = (&laid.registers, &laid.policy);
    let mut findings = Vec::new();
    let mut cards = Vec::new();
    for case in &laid.cases {
        let mut checked = check_with_files(case, registers, policy, &|path| laid.file(path));
        for note in &checked.notes {
            assert!(!note.is_error, "{note:?}\n{}", example.text);
        }
        cards.extend(checked.card.take());
        findings.extend(checked.findings);
    }
    findings.extend(inspect_repository(&cards, registers, policy));
    let of_waivers = waive(&mut findings, Some(&cards), registers, policy);
    findings.extend(of_waivers);
    findings.retain(Finding::is_open);
    Outcome {
        findings,
        marked: laid.sections.marked,
    }
}

/// The sections of an example: `//- canonical`, `//- online`, `//- items`, `//- laws`, `//- practice`, `//- waivers`, `//- base` (the guide before the change),
/// `//- other: id`, `//- file: path`; flags such as `//- in-person: none`, and `//- gone: URL`, `//- ipv4: URL`, `//- ipv6: URL` for what a capture found.
#[derive(Debug, Default)]
struct Sections {
    texts: BTreeMap<String, String>,
    flags: BTreeMap<String, String>,
    marked: Option<Marked>,
}

impl Sections {
    fn of(text: &str) -> Self {
        let mut sections = Self::default();
        let mut current = "canonical".to_owned();
        for line in text.lines() {
            if let Some(header) = line.strip_prefix("//- ") {
                let (name, flag) = header.split_once(": ").unzip();
                match (name, flag) {
                    (Some(kind @ ("other" | "file")), Some(name)) => {
                        current = format!("{kind}: {}", name.trim());
                    }
                    (Some(name), Some(flag)) => {
                        sections
                            .flags
                            .insert(name.to_owned(), flag.trim().to_owned());
                        continue;
                    }
                    _ => current = header.trim().to_owned(),
                }
                sections.texts.entry(current.clone()).or_default();
                continue;
            }
            let bare = line.trim();
            if !bare.is_empty() && bare.chars().all(|c| c == '^') {
                sections.mark(&current, line);
                continue;
            }
            let section = sections.texts.entry(current.clone()).or_default();
            section.push_str(line);
            section.push('\n');
        }
        sections
    }

    /// Turns carets, which are aligned by display width, into columns of the line above them.
    fn mark(&mut self, section: &str, carets: &str) {
        let text = self.texts.get(section).expect("carets stand below a line");
        let line = text.lines().last().expect("carets stand below a line");
        let before = carets.len() - carets.trim_start().len();
        let wide = carets.trim().len();
        let column = |width: usize| {
            let mut at = 0;
            for (index, character) in line.chars().enumerate() {
                if at >= width {
                    return index + 1;
                }
                at += character.to_string().width();
            }
            line.chars().count() + 1
        };
        let marked = Marked {
            file: Self::file(section),
            line: u32::try_from(text.lines().count()).expect("examples are short"),
            start: u32::try_from(column(before)).expect("examples are short"),
            end: u32::try_from(column(before + wide)).expect("examples are short"),
        };
        assert!(
            self.marked.replace(marked).is_none(),
            "an example has carets once"
        );
    }

    fn file(section: &str) -> String {
        match section {
            "canonical" => "guides/example-pledge.yaml".into(),
            "items" | "materials" | "laws" | "cancelled" => format!("registers/{section}.yaml"),
            "base" => "base/example-pledge.yaml".into(),
            "practice" => "practice/cases.csv".into(),
            "waivers" => "waivers.yaml".into(),
            _ => match section.split_once(": ") {
                Some(("other", id)) => format!("guides/other-{id}.yaml"),
                Some((_, path)) => path.to_owned(),
                None => format!("halls/{section}/example-pledge.yaml"),
            },
        }
    }

    /// A register of the example; what it says is right.
    fn register<T>(
        &self,
        section: &str,
        read: impl Fn(&Capture) -> (Option<T>, Vec<RunNote>),
    ) -> Option<T> {
        let text = self.texts.get(section)?;
        let (register, notes) = read(&Capture::new(Self::file(section), text.as_bytes()));
        assert!(notes.is_empty(), "{section} of an example: {notes:?}");
        register
    }

    /// What came of asking for the page of the online hall.
    fn evidence(&self) -> Vec<Evidence> {
        let of = |(flag, is_gone, has_ipv6): (&str, bool, Option<bool>)| {
            let url = self.flags.get(flag)?;
            let host = url.split('/').nth(2)?;
            Some(Evidence {
                channel: Channel::Online,
                requested: url.clone(),
                host: host.to_owned(),
                asked_at: "2024-02-28".to_owned(),
                is_gone,
                has_ipv6,
            })
        };
        [
            ("gone", true, None),
            ("ipv4", false, Some(false)),
            ("ipv6", false, Some(true)),
        ]
        .into_iter()
        .filter_map(of)
        .collect()
    }

    fn overlay(&self, section: &str) -> Overlay {
        Overlay::of(self.texts.get(section).map_or("", String::as_str))
    }

    fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
        self.texts.iter().filter_map(move |(section, text)| {
            let id = section.strip_prefix(name)?.strip_prefix(": ")?;
            Some((id, text.as_str()))
        })
    }

    fn case(&self, canonical: &Overlay, stem: &str, with_halls: bool) -> Case {
        let mut case = Case::new(Capture::new(
            format!("guides/{stem}.yaml"),
            canonical.text().into_bytes(),
        ));
        for channel in [Channel::Online, Channel::InPerson] {
            let key = channel.key();
            if with_halls && self.flags.get(key).is_some_and(|flag| flag == "none") {
                continue;
            }
            let hall = if with_halls {
                self.overlay(key).over(canonical)
            } else {
                canonical.clone()
            };
            let name = format!("halls/{key}/{stem}.yaml");
            case = case.published(channel, Capture::new(name, hall.text().into_bytes()));
        }
        case
    }
}

/// A guide file as its top-level blocks, in order.
#[derive(Clone, Debug, Default)]
struct Overlay {
    order: Vec<String>,
    blocks: BTreeMap<String, String>,
    removed: Vec<String>,
}

impl Overlay {
    fn of(text: &str) -> Self {
        let mut overlay = Self::default();
        let mut current: Option<String> = None;
        for line in text.lines() {
            if let Some(key) = line.strip_prefix("- ") {
                overlay.removed.push(key.trim().to_owned());
                continue;
            }
            let starts = !line.starts_with([' ', '#', '\t']) && line.contains(':');
            if starts {
                let key = line.split(':').next().unwrap_or_default().trim().to_owned();
                overlay.order.push(key.clone());
                current = Some(key);
            }
            if let Some(key) = &current {
                let block = overlay.blocks.entry(key.clone()).or_default();
                block.push_str(line);
                block.push('\n');
            }
        }
        overlay
    }

    /// The guide with the blocks of this overlay first, in its own order, and the rest of the base below.
    fn over(&self, base: &Self) -> Self {
        let mut whole = self.clone();
        for key in &base.order {
            if !self.blocks.contains_key(key) && !self.removed.contains(key) {
                whole.order.push(key.clone());
                whole.blocks.insert(key.clone(), base.blocks[key].clone());
            }
        }
        whole.removed.clear();
        whole
    }

    fn text(&self) -> String {
        self.order
            .iter()
            .map(|key| self.blocks[key].as_str())
            .collect()
    }
}
