//! An inspection is entered: every finding follows from what was before and what was seen.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, named_params};
use tongyuan::{Date, Language, RunNote, Said, Severity};
use tongyuan_inspect::Words;
use tongyuan_inspect::rectification::{Deadlines, Record, Seen, Sight, State, Unseen};
use tongyuan_report::Inspection;
use tongyuan_report::inspection::{Before, Entry, Gone, Past, Rectified, Remark};
use tongyuan_report::ledger::{Claim, LedgerRow, Progress, claim_words};

use self::past::{Known, entered, event_of, has_other_settings, history, known, last};
use super::trouble::Trouble;
use super::{Ledger, rows};

mod past;
mod sight;

impl Ledger {
    /// Enters an inspection, in one act, and tells it what the ledger has: of each finding, of the inspection before, of all that
    /// were. Whoever inspects is `who`, and `at` is the time by the clock.
    ///
    /// An inspection that was entered already is told the same again, and nothing is entered: one that was broken off after it was
    /// entered can be made once more.
    pub(crate) fn enter(
        &mut self,
        inspection: &mut Inspection,
        deadlines: &Deadlines,
        who: &str,
        at: &str,
    ) -> Result<(), Box<RunNote>> {
        let entering = Entering {
            inspection,
            deadlines,
            language: inspection.language(),
            missing: RefCell::default(),
            who: &tongyuan_report::clean(who),
            at,
        };
        let told = self.act(|connection| entering.run(connection))?;
        let missing = entering.missing.into_inner();
        for entry in &mut inspection.findings {
            entry.rectification = told.rectified.get(&entry.key).cloned();
        }
        accept_still(inspection);
        inspection.before = told.before;
        inspection.history = told.history;
        let language = inspection.language();
        let remarks = missing.into_iter().map(|year| undated(year, language));
        inspection.remarks.extend(remarks);
        Ok(())
    }
}

/// Takes what was accepted, and of which nobody can tell whether it is still, for accepted: the list of waivers could not be read.
fn accept_still(inspection: &mut Inspection) {
    let said = Said::new(
        "豁免清单这次没有读出来，暂按上次检查时的豁免处理",
        "the list of waivers could not be read this time: it is accepted as it was at the last inspection",
    );
    let language = inspection.language();
    for entry in &mut inspection.findings {
        let state = entry.rectification.as_ref().map(|own| own.state.as_str());
        if entry.is_open() && state == Some(State::Waived.key()) {
            entry.standing = "waived".to_owned();
            entry.waived = Some(said.get(language).to_owned());
        }
    }
    inspection.count_again();
}

/// That no day is due, because nobody knows the working days of a year.
fn undated(year: u16, language: Language) -> Remark {
    let message = Said::new(
        format!("没有 {year} 年的放假安排，算不出整改期限，这些问题暂不计逾期"),
        format!(
            "no notice of public holidays is known for {year}: some findings have no day due, and are not overdue"
        ),
    );
    let help = Said::new(
        "把那年的放假安排写进 registers/calendar.yaml，下次检查时补上期限。",
        "Add the notice to registers/calendar.yaml: the next inspection gives them their days.",
    );
    Remark {
        file: String::new(),
        message: message.get(language).to_owned(),
        help: Some(help.get(language).to_owned()),
    }
}

/// What an inspection is told of the ledger.
#[derive(Default)]
struct Told {
    rectified: HashMap<String, Rectified>,
    before: Option<Before>,
    history: Vec<Past>,
}

/// A step of a finding, if it has made one.
struct Step<'e> {
    key: &'e str,
    before: Option<State>,
    after: Record,
    act: &'static str,
    evidence: &'e str,
    remark: Option<String>,
}

struct Entering<'i> {
    inspection: &'i Inspection,
    deadlines: &'i Deadlines,
    language: Language,
    /// The years whose working days nobody knows, and some finding would need.
    missing: RefCell<BTreeSet<u16>>,
    who: &'i str,
    at: &'i str,
}

impl Entering<'_> {
    fn run(&self, connection: &Connection) -> Result<Told, Trouble> {
        let day = date(&self.inspection.day)?;
        let digest = digest(self.inspection);
        let entered = entered(connection, &digest)?;
        let last = last(connection, entered.map(|(id, _)| id))?;
        if let (None, Some((_, last))) = (entered, &last)
            && *last > self.inspection.day
        {
            return Err(Trouble::Earlier {
                day: self.inspection.day.clone(),
                last: last.clone(),
            });
        }
        let known = known(
            connection,
            last.as_ref().map_or(0, |(id, _)| *id),
            entered.map_or(i64::MAX, |(_, event)| event),
            &self.inspection.day,
        )?;
        if entered.is_none() {
            self.hold_repository(&known)?;
        }
        let id = match entered {
            Some(_) => None,
            None => Some(self.insert(connection, &digest)?),
        };
        let mut told = Told::default();
        if self.inspection.scope.is_whole {
            told.history = history(connection, entered.map(|(id, _)| id).or(id))?;
        }
        let mut course = Course {
            entering: self,
            connection,
            day,
            known,
            sight: sight::of(self.inspection),
            writer: id.map(|id| Writer::new(connection, self, id)),
            entered: entered.map(|(id, _)| id),
            before: Before::default(),
            rectified: HashMap::new(),
        };
        course.found()?;
        let is_resettled = match &last {
            Some((id, _)) => has_other_settings(connection, *id, self.inspection)?,
            None => false,
        };
        course.missing(is_resettled)?;
        let (before, rectified) = (course.before, course.rectified);
        told.rectified = rectified;
        told.before = last.map(|(_, day)| Before { day, ..before });
        Ok(told)
    }

    /// Refuses an inspection of a repository that has not one of the guides that the ledger knows: every finding of theirs would seem to
    /// be put right.
    fn hold_repository(&self, known: &BTreeMap<String, Known>) -> Result<(), Trouble> {
        let scope = &self.inspection.scope;
        let mut of_guides = known
            .values()
            .filter_map(|own| own.guide.as_deref())
            .peekable();
        let guides: HashSet<&str> = scope.guides.iter().map(|own| own.guide.as_str()).collect();
        let is_unread = scope.guides.iter().any(|own| !own.is_read);
        let is_other =
            !is_unread && of_guides.peek().is_some() && !of_guides.any(|own| guides.contains(own));
        match scope.is_whole && is_other {
            true => Err(Trouble::OtherRepository),
            false => Ok(()),
        }
    }

    fn follow(
        &self,
        own: Option<&Known>,
        seen: Seen,
        day: Date,
        severity: Severity,
    ) -> Option<Record> {
        let due = |start| {
            let due = self.deadlines.due(severity, start);
            due.map_err(|missing| self.missing.borrow_mut().insert(missing.0))
                .ok()
        };
        Record::follow(own.map(|own| &own.record), seen, day, due)
    }

    fn insert(&self, connection: &Connection, digest: &str) -> Result<i64, Trouble> {
        let Inspection {
            day, scope, totals, ..
        } = self.inspection;
        connection.execute(
            "INSERT INTO inspection (digest, day, at, who, is_whole, guides, published, errors, warnings, notes, waived, settings, event)
             VALUES (:digest, :day, :at, :who, :is_whole, :guides, :published, :errors, :warnings, :notes, :waived, :settings,
                     (SELECT coalesce(max(id), 0) FROM event))",
            named_params! {
                ":digest": digest, ":day": day, ":at": self.at, ":who": self.who, ":is_whole": scope.is_whole,
                ":guides": count(totals.guides), ":published": count(totals.published), ":errors": count(totals.errors),
                ":warnings": count(totals.warnings), ":notes": count(totals.notes), ":waived": count(totals.waived),
                ":settings": settings_of(self.inspection),
            },
        )?;
        Ok(connection.last_insert_rowid())
    }
}

/// What becomes of every finding, those that were found first.
struct Course<'c> {
    entering: &'c Entering<'c>,
    connection: &'c Connection,
    day: Date,
    /// The findings of before, by their keys.
    known: BTreeMap<String, Known>,
    sight: Sight,
    /// None where the inspection was entered already.
    writer: Option<Writer<'c>>,
    /// The inspection, where it was entered already.
    entered: Option<i64>,
    before: Before,
    rectified: HashMap<String, Rectified>,
}

impl Course<'_> {
    fn found(&mut self) -> Result<(), Trouble> {
        for entry in found(self.entering.inspection) {
            let own = self.known.get(&entry.key);
            let seen = self.seen(entry, own);
            let severity = entry.severity();
            let Some(record) = self.entering.follow(own, seen, self.day, severity) else {
                continue;
            };
            let was = own.map(|own| own.record.state);
            let is_new = matches!(was, None | Some(State::Rectified));
            match (record.state.is_pending(), is_new) {
                (true, true) => self.before.new += 1,
                (true, false) => self.before.remaining += 1,
                (false, _) => self.before.waived += usize::from(was.is_some_and(State::is_pending)),
            }
            let act = act(own.map(|own| &own.record), &record, own);
            let event = self.write(entry, own, record, act)?;
            let (claim, revision) = standing(own, act, event);
            let rectified = Rectified {
                state: record.state.on(self.day, record.due).key().to_owned(),
                since: record.since.to_string(),
                due: record.due.map(|due| due.to_string()),
                is_new,
                remark: said_last(own, act, self.entering.language),
                claim,
                revision,
            };
            self.rectified.insert(entry.key.clone(), rectified);
        }
        Ok(())
    }

    fn seen(&self, entry: &Entry, own: Option<&Known>) -> Seen {
        let is_waived = entry.standing == "waived";
        let was_waived = own.is_some_and(|own| own.record.state == State::Waived);
        let has_waivers = !self.sight.unread_registers.contains("waivers");
        match was_waived && !is_waived && !has_waivers {
            // Nobody knows whether it is accepted still.
            true => Seen::Unseen(Unseen::RegisterUnread),
            false => Seen::Found { is_waived },
        }
    }

    /// Enters what was found, and the step that it has made; the number of its entry, or of that made before.
    fn write(
        &self,
        entry: &Entry,
        own: Option<&Known>,
        record: Record,
        act: Option<&'static str>,
    ) -> Result<Option<i64>, Trouble> {
        let Some(writer) = &self.writer else {
            return match self.entered {
                Some(id) => event_of(self.connection, &entry.key, id),
                None => Ok(None),
            };
        };
        writer.finding(entry, &record, self.entering.language)?;
        let step = act.map(|act| Step {
            key: &entry.key,
            before: own.map(|own| own.record.state),
            after: record,
            act,
            evidence: &entry.evidence,
            remark: None,
        });
        step.map(|step| writer.event(&step)).transpose()
    }

    /// What was there before and was not found; `is_resettled` is whether the settings are others now.
    fn missing(&mut self, is_resettled: bool) -> Result<(), Trouble> {
        let language = self.entering.language;
        let missing = self.known.iter();
        for (key, own) in missing.filter(|(key, _)| !self.rectified.contains_key(*key)) {
            let was = own.record.state;
            match self.sight.of_missing(own.subject()) {
                Seen::Unseen(unseen) if was.is_pending() => {
                    let why = unseen.words().get(language);
                    self.before.unseen.push(gone(key, own, why));
                }
                seen @ Seen::Absent(absent) if was != State::Rectified => {
                    let mut why = absent.words().get(language).to_owned();
                    if is_resettled {
                        why.push_str(RESETTLED.get(language));
                    }
                    if was.is_pending() {
                        self.before.rectified.push(gone(key, own, &why));
                    }
                    let severity = Severity::of_key(&own.severity).unwrap_or(Severity::Note);
                    let record = self.entering.follow(Some(own), seen, self.day, severity);
                    if let (Some(writer), Some(record)) = (&self.writer, record) {
                        writer.rectified(key)?;
                        writer.event(&Step {
                            key,
                            before: Some(was),
                            after: record,
                            act: "rectified",
                            evidence: &own.evidence,
                            remark: Some(why),
                        })?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What is called what a finding has done; nothing where it stands as it stood.
fn act(was: Option<&Record>, is: &Record, known: Option<&Known>) -> Option<&'static str> {
    let claims = known.and_then(|own| own.claim.progress.as_deref());
    let is_claimed = claims == Some(Progress::Rectified.key());
    match (was.map(|own| own.state), is.state) {
        (None, State::Waived) => Some("waived"),
        (None, _) => Some("found"),
        (Some(was), State::Waived) => (was != State::Waived).then_some("waived"),
        (Some(State::Rectified), _) => Some("reopened"),
        (Some(State::Waived), _) => Some("resumed"),
        _ if is_claimed => Some("contradicted"),
        (Some(was), is) if was != is => Some("remains"),
        _ if was.is_some_and(|was| was.due != is.due) => Some("dated"),
        _ => None,
    }
}

/// What an inspection does that shows a claim not to hold.
const REFUTES: [&str; 2] = ["contradicted", "reopened"];

/// What is claimed of a finding and still stands after what it has done in an event, and the number of the last entry on that.
fn standing(known: Option<&Known>, act: Option<&str>, event: Option<i64>) -> (Claim, i64) {
    match act {
        Some(act) if REFUTES.contains(&act) => (Claim::default(), event.unwrap_or(0)),
        _ => known.map_or_else(Default::default, |own| (own.claim.clone(), own.revision)),
    }
}

/// What is said beside where a finding is gone and the settings are others.
const RESETTLED: Words = Words::new(
    "；两次检查之间设置有改动，请核对是不是按新的设置不再算问题",
    "; the settings were changed between the two inspections: see whether it counts no more by the new ones",
);

fn settings_of(inspection: &Inspection) -> Option<&String> {
    let settings = inspection.scope.settings.as_ref();
    settings.and_then(|own| own.sha256.as_ref())
}

/// What was last said of a finding.
fn said_last(known: Option<&Known>, act: Option<&str>, language: Language) -> Option<String> {
    let claim = known
        .map(|own| &own.claim)
        .filter(|claim| !claim.is_empty())?;
    match act {
        Some("reopened") => None,
        act => Some(claim_words(claim, act == Some("contradicted"), language)),
    }
}

fn gone(key: &str, own: &Known, why: &str) -> Gone {
    Gone {
        name: own.name.clone(),
        channel: own.channel.clone(),
        why: why.to_owned(),
        key: key.to_owned(),
        rule: own.rule.clone(),
        severity: own.severity.clone(),
        guide: own.guide.clone(),
        department: own.department.clone(),
        message: own.message.clone(),
    }
}

/// The findings, each key once. Guides that share an identifier share their keys: then one that is to be put right goes before one
/// that is accepted.
fn found(inspection: &Inspection) -> Vec<&Entry> {
    let mut order = HashMap::new();
    let mut found: Vec<&Entry> = Vec::new();
    for entry in &inspection.findings {
        let at = *order.entry(entry.key.as_str()).or_insert(found.len());
        match found.get_mut(at) {
            None => found.push(entry),
            Some(own) if !own.is_open() && entry.is_open() => *own = entry,
            Some(_) => {}
        }
    }
    found
}

/// What makes two inspections one: the day, all that was looked at, and what was found. Neither the language nor what the ledger has
/// said of it makes it another.
fn digest(inspection: &Inspection) -> String {
    let scope = &inspection.scope;
    let findings = inspection.findings.iter();
    let findings = findings.map(|own| {
        let of = (&own.guide, &own.department, &own.channel);
        (&own.key, &own.evidence, &own.severity, &own.standing, of)
    });
    let captures = scope.captures.iter().flatten();
    let captures = captures.map(|own| (&own.guide, &own.address, &own.at, &own.outcome));
    let whole = serde_json::json!([
        inspection.day,
        scope.is_whole,
        scope.guides,
        scope.registers,
        scope.calendar_years,
        scope.practice,
        scope.orphans,
        scope.rules,
        scope.settings,
        captures.collect::<Vec<_>>(),
        findings.collect::<Vec<_>>(),
    ]);
    tongyuan_extract::source_digest(&whole.to_string())
}

pub(super) fn date(text: &str) -> Result<Date, Trouble> {
    Date::parse(text).ok_or_else(|| Trouble::Broken(text.to_owned()))
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Writes what an inspection moves.
struct Writer<'w> {
    connection: &'w Connection,
    entering: &'w Entering<'w>,
    inspection: i64,
}

impl<'w> Writer<'w> {
    fn new(connection: &'w Connection, entering: &'w Entering<'w>, inspection: i64) -> Self {
        Self {
            connection,
            entering,
            inspection,
        }
    }

    /// Enters a step; the number of its entry.
    fn event(&self, step: &Step<'_>) -> Result<i64, Trouble> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO event (finding, inspection, day, at, who, act, before, after, start, due, evidence, remark)
             VALUES (:finding, :inspection, :day, :at, :who, :act, :before, :after, :start, :due, :evidence, :remark)",
        )?;
        let Entering {
            inspection,
            who,
            at,
            ..
        } = self.entering;
        insert.execute(named_params! {
            ":finding": step.key, ":inspection": self.inspection, ":day": inspection.day, ":at": at, ":who": who,
            ":act": step.act, ":before": step.before.map(State::key), ":after": step.after.state.key(),
            ":start": step.after.start.to_string(), ":due": step.after.due.map(|due| due.to_string()),
            ":evidence": step.evidence, ":remark": step.remark,
        })?;
        let id = self.connection.last_insert_rowid();
        if REFUTES.contains(&step.act) {
            // What was claimed until then does not hold: it stands in the events, and whoever claims it again says so again.
            let mut clear = self.connection.prepare_cached(
                "UPDATE finding SET claim = NULL, revision = ?2 WHERE key = ?1
                 AND NOT EXISTS (SELECT 1 FROM event WHERE id = finding.claim AND day > ?3)",
            )?;
            clear.execute((step.key, id, &inspection.day))?;
        }
        Ok(id)
    }

    fn finding(&self, entry: &Entry, record: &Record, language: Language) -> Result<(), Trouble> {
        let row = LedgerRow::of(entry, &self.entering.inspection.day, language);
        rows::put(self.connection, &row, record)
    }

    fn rectified(&self, key: &str) -> Result<(), Trouble> {
        let mut update = self.connection.prepare_cached(
            "UPDATE finding SET state = 'rectified', rectified = ?2 WHERE key = ?1",
        )?;
        update.execute([key, &self.entering.inspection.day])?;
        Ok(())
    }
}
