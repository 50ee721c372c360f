//! What could not be read or judged: of all that was inspected, or of what a department answers for. Nothing that was not looked at is
//! without faults by that.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Serialize;
use tongyuan_inspect::{ANYWHERE, Language, Words};
use tongyuan_model::{Field, Key};

use super::super::words::{self, ReportWords};
use super::super::{InspectedCapture, InspectedGuide, Inspection, Remark};
use super::guide_of;

/// Something to be known that is no finding.
#[derive(Debug, Serialize)]
pub(in super::super) struct ToldRow {
    /// The file that it is about; empty where it is about the run.
    pub(in super::super) file: String,
    pub(in super::super) message: String,
    pub(in super::super) help: Option<String>,
}

/// A page that could not be had.
#[derive(Debug, Serialize)]
pub(in super::super) struct Unfetched<'i> {
    pub(in super::super) guide: String,
    pub(in super::super) address: &'i str,
    pub(in super::super) reason: String,
}

/// What could not be read or judged.
#[derive(Debug, Default)]
pub(super) struct Limits<'i> {
    pub(super) unread: Vec<ToldRow>,
    pub(super) remarks: Vec<ToldRow>,
    pub(super) unfetched: Vec<Unfetched<'i>>,
    counts: Counts,
    /// The files that something was told of.
    told: HashSet<&'i str>,
}

/// How many of what could not be read or judged.
#[derive(Debug, Default)]
struct Counts {
    files: usize,
    /// Of the files, sources of which nobody knows whose they are.
    strays: usize,
    partly: usize,
    rules: usize,
    lists: usize,
    pages: usize,
    others: usize,
}

/// Which guides and files a report has to do with.
struct Reach<'i> {
    /// Its guides, and those that could not be read: nobody knows whose these are.
    guides: Vec<&'i InspectedGuide>,
    /// The files of these guides.
    own: HashSet<&'i str>,
    /// The files of the guides of other departments.
    foreign: HashSet<&'i str>,
    /// The identifiers of these.
    others: HashSet<&'i str>,
}

impl<'i> Reach<'i> {
    fn of(inspection: &'i Inspection, department: Option<&Option<String>>) -> Self {
        let is_own = |guide: &&InspectedGuide| match department {
            Some(wanted) => guide.department == *wanted || is_stray(guide),
            None => true,
        };
        let (guides, others): (Vec<_>, Vec<_>) = inspection
            .scope
            .guides
            .iter()
            .partition(|guide| is_own(guide));
        Self {
            own: guides.iter().flat_map(|guide| files(guide)).collect(),
            foreign: others.iter().flat_map(|guide| files(guide)).collect(),
            others: others.iter().map(|guide| guide.guide.as_str()).collect(),
            guides,
        }
    }

    /// Whether a note is about a guide of another department. A rule that gave up is told of at the rule, and names the guide.
    fn is_foreign(&self, note: &Remark) -> bool {
        self.foreign.contains(note.file.as_str())
            || !self.own.contains(note.file.as_str()) && names(note, &self.foreign)
    }

    /// Whether a note is about a guide at all.
    fn is_of_a_guide(&self, note: &Remark) -> bool {
        self.own.contains(note.file.as_str()) || names(note, &self.own)
    }
}

/// Whether a note has one of these files among its words.
fn names(note: &Remark, files: &HashSet<&str>) -> bool {
    let mut words = note.message.split_whitespace();
    words.any(|word| files.contains(word.trim_end_matches(':')))
}

/// Whether nobody knows whose a guide is, since its source could not be read.
fn is_stray(guide: &InspectedGuide) -> bool {
    !guide.is_read && guide.department.is_none()
}

fn files(guide: &InspectedGuide) -> impl Iterator<Item = &str> {
    let published = guide.published.iter().map(|own| own.source.file.as_str());
    std::iter::once(guide.source.file.as_str()).chain(published)
}

impl<'i> Limits<'i> {
    /// What could not be read or judged in all, or of what concerns one department.
    pub(super) fn of(
        inspection: &'i Inspection,
        department: Option<&Option<String>>,
        words: &ReportWords,
        language: Language,
    ) -> Self {
        let reach = Reach::of(inspection, department);
        let mut own = Self::default();
        own.tell(inspection, &reach, department.is_some(), language);
        own.guides(&reach, language);
        own.lists(inspection, &reach, language);
        own.pages(inspection, &reach, words, language);
        // Of a guide that names no department, it is no question whose it is.
        if !matches!(department, Some(Some(_))) {
            own.counts.strays = 0;
        }
        own
    }

    /// What was told while everything was read.
    fn tell(
        &mut self,
        inspection: &'i Inspection,
        reach: &Reach<'i>,
        is_part: bool,
        tongue: Language,
    ) {
        let unread = inspection.unread.iter();
        for note in unread.filter(|note| !reach.is_foreign(note)) {
            self.told.insert(&note.file);
            self.unread.push(row(note, tongue));
        }
        // A department is told of its own files and of the run; what is odd elsewhere is not its business.
        let concerns = |note: &&Remark| {
            !is_part || note.file.is_empty() || reach.own.contains(note.file.as_str())
        };
        let remarks = inspection.remarks.iter().filter(concerns);
        self.remarks.extend(remarks.map(|note| row(note, tongue)));
        let listed: HashSet<&str> = lists(inspection).map(|(file, _)| file).collect();
        let others = inspection.unread.iter().filter(|note| {
            !reach.is_foreign(note)
                && !reach.is_of_a_guide(note)
                && !listed.contains(note.file.as_str())
        });
        self.counts.others = others.count();
    }

    fn guides(&mut self, reach: &Reach<'i>, language: Language) {
        let mut rules = BTreeSet::new();
        for guide in &reach.guides {
            let source = guide.source.file.as_str();
            match guide.is_read {
                true => self.partly(source, &guide.unread, language),
                false => self.unread(source, UNREAD.get(language)),
            }
            self.counts.strays += usize::from(is_stray(guide));
            for document in &guide.published {
                let file = document.source.file.as_str();
                match document.is_read {
                    true => self.partly(file, &document.unread, language),
                    // It was not even opened, since there was nothing to hold it against.
                    false if !guide.is_read && document.source.sha256.is_none() => {
                        self.say(file, WITHOUT_SOURCE.get(language));
                    }
                    false => self.unread(file, UNREAD.get(language)),
                }
            }
            if !guide.unjudged.is_empty() {
                rules.extend(&guide.unjudged);
                let list = words::rules(&guide.unjudged, language);
                let message = match language {
                    Language::Chinese => format!("没有作出判断的规则：{list}。"),
                    Language::English => format!("Rules that gave up: {list}."),
                };
                self.remarks.push(ToldRow {
                    file: source.to_owned(),
                    message,
                    help: None,
                });
            }
        }
        self.counts.rules = rules.len();
    }

    /// A file that could not be read. Where something was told of it already, that says more.
    fn unread(&mut self, file: &'i str, message: &str) {
        self.counts.files += 1;
        self.say(file, message);
    }

    fn say(&mut self, file: &'i str, message: &str) {
        if self.told.insert(file) {
            self.unread.push(ToldRow {
                file: file.to_owned(),
                message: message.to_owned(),
                help: None,
            });
        }
    }

    /// A file of which parts were not wholly read, if there are any.
    fn partly(&mut self, file: &str, parts: &[String], language: Language) {
        if parts.is_empty() {
            return;
        }
        self.counts.partly += 1;
        let is_anywhere = parts.iter().any(|part| part == ANYWHERE);
        let message = match (is_anywhere, language) {
            (true, Language::Chinese) => "有的内容没有读出来，不知道属于哪些栏目。".to_owned(),
            (true, Language::English) => {
                "Something was not read, and nobody knows of what.".to_owned()
            }
            (false, Language::Chinese) => {
                let named: Vec<&str> = parts.iter().map(|own| part(own, language)).collect();
                format!("没有读到或者没有读全的栏目：{}。", named.join("、"))
            }
            (false, Language::English) => {
                let named: Vec<&str> = parts.iter().map(|own| part(own, language)).collect();
                format!("Not read, or not wholly: {}.", named.join(", "))
            }
        };
        self.unread.push(ToldRow {
            file: file.to_owned(),
            message,
            help: Some(LOOK.get(language).to_owned()),
        });
    }

    /// Registers and records of handled cases: what they hold concerns every department.
    fn lists(&mut self, inspection: &'i Inspection, reach: &Reach<'i>, language: Language) {
        for (file, is_read) in lists(inspection) {
            if !is_read && !reach.own.contains(file) {
                self.counts.lists += 1;
                self.say(file, UNREAD.get(language));
            }
        }
    }

    fn pages(
        &mut self,
        inspection: &'i Inspection,
        reach: &Reach<'_>,
        words: &ReportWords,
        language: Language,
    ) {
        let named = names_of_items(inspection);
        let captures = inspection.scope.captures.iter().flatten();
        let own =
            captures.filter(|own| !was_had(own) && !reach.others.contains(own.guide.as_str()));
        for capture in own {
            self.unfetched.push(Unfetched {
                guide: guide_of(
                    named.get(capture.guide.as_str()).copied(),
                    Some(&capture.guide),
                    words,
                ),
                address: &capture.address,
                reason: reason(capture, language),
            });
        }
        self.counts.pages = self.unfetched.len();
    }

    /// What was not looked at, and that nothing follows from it; none where everything was. `is_clean` where nothing else was found.
    pub(super) fn said(
        &self,
        words: &ReportWords,
        is_clean: bool,
        tongue: Language,
    ) -> Option<String> {
        let parts = self.counts.said(tongue);
        if parts.is_empty() {
            return None;
        }
        let limits = words.limits;
        Some(match tongue {
            Language::Chinese => format!(
                "另有 {}，见“{limits}”，不能据此认为没有{}问题。",
                parts.join("，"),
                if is_clean { "" } else { "其他" },
            ),
            Language::English => format!(
                "Not everything was looked at: {}; see “{limits}”. It does not follow that nothing {}is wrong.",
                parts.join(", "),
                if is_clean { "" } else { "else " },
            ),
        })
    }
}

impl Counts {
    fn said(&self, language: Language) -> Vec<String> {
        let count = |count: usize, chinese: &str, english: &str| {
            (count > 0).then(|| match language {
                Language::Chinese => format!("{count} {chinese}"),
                Language::English => format!("{english} {count}"),
            })
        };
        let mut files = count(
            self.files,
            "份文件没有读出来",
            "files that could not be read",
        );
        if let Some(said) = files.as_mut().filter(|_| self.strays > 0) {
            let strays = self.strays;
            said.push_str(&match language {
                Language::Chinese => format!("（其中 {strays} 份不知道属于哪个部门）"),
                Language::English => format!(" (of which nobody knows whose they are: {strays})"),
            });
        }
        let all = [
            files,
            count(
                self.partly,
                "份文件没有读全",
                "files that were not wholly read",
            ),
            count(self.rules, "条规则没有作出判断", "rules that gave up"),
            count(
                self.lists,
                "份清单或者办件记录没有读出来",
                "registers or records that could not be read",
            ),
            count(self.pages, "个网页没有抓到", "pages that could not be had"),
            count(self.others, "处其他错误", "other errors"),
        ];
        all.into_iter().flatten().collect()
    }
}

const UNREAD: Words = Words::new("没有读出来。", "It could not be read.");

const WITHOUT_SOURCE: Words = Words::new(
    "权威数据源没有读出来，这一份没有核对。",
    "Its source could not be read, so that it was held against nothing.",
);

const LOOK: Words = Words::new(
    "这里没有列出的问题可能只是没有读到，请人工核对。",
    "What is not found there may only be unread: look at it yourself.",
);

fn row(note: &Remark, language: Language) -> ToldRow {
    let message = match note.help {
        Some(_) => words::ended(&note.message, language),
        None => note.message.clone(),
    };
    ToldRow {
        file: note.file.clone(),
        message,
        help: note.help.clone(),
    }
}

/// The registers and the records of handled cases that there are, and whether each was read.
fn lists(inspection: &Inspection) -> impl Iterator<Item = (&str, bool)> {
    let scope = &inspection.scope;
    let registers = scope.registers.iter().filter_map(|own| {
        let source = own.source.as_ref()?;
        Some((source.file.as_str(), own.is_read))
    });
    let records = scope.practice.iter();
    registers.chain(records.map(|own| (own.source.file.as_str(), own.is_read)))
}

/// What a part of a guide is called.
fn part(key: &str, language: Language) -> &str {
    if let Some(field) = Field::ALL.iter().find(|own| own.path() == key) {
        return Words::new(field.chinese(), field.english()).get(language);
    }
    match (Key::of_word(key), language) {
        (Some((key, _)), Language::Chinese) => key.chinese(),
        (Some((key, _)), Language::English) => key.english(),
        (None, _) => key,
    }
}

/// Whether there was a page to hold against anything.
fn was_had(capture: &InspectedCapture) -> bool {
    matches!(capture.outcome.as_deref(), Some("same" | "different"))
}

/// What items are called, by the identifiers of their guides.
pub(super) fn names_of_items(inspection: &Inspection) -> HashMap<&str, &str> {
    let guides = inspection.scope.guides.iter();
    let named = guides.filter_map(|guide| Some((guide.guide.as_str(), guide.name.as_deref()?)));
    named.collect()
}

/// Why a page could not be had, without the identifier that the sentence begins with, in one line.
pub(super) fn reason(capture: &InspectedCapture, language: Language) -> String {
    let told = capture.told.strip_prefix(capture.guide.as_str());
    let told = told.and_then(|rest| rest.strip_prefix(['：', ':']));
    let told = told.unwrap_or(&capture.told);
    let lines = told.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    lines.join(match language {
        Language::Chinese => "；",
        Language::English => "; ",
    })
}
