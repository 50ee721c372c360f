//! An inspection is entered: every finding follows from what was before and what was seen.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension as _, named_params};
use tongyuan::{Date, Language, RunNote, Said, Severity};
use tongyuan_inspect::rectification::{Deadlines, Record, Seen, SeenGuide, Sight, State, Subject};
use tongyuan_report::Inspection;
use tongyuan_report::inspection::{Before, Entry, Gone, Past, Rectified, Remark};
use tongyuan_report::ledger::{Claim, LedgerRow, Progress, claim_words};

use super::trouble::Trouble;
use super::{Ledger, rows};

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
        inspection.before = told.before;
        inspection.history = told.history;
        let language = inspection.language();
        let remarks = missing.into_iter().map(|year| undated(year, language));
        inspection.remarks.extend(remarks);
        Ok(())
    }
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

/// A finding of before.
struct Known {
    record: Record,
    rule: String,
    severity: String,
    guide: Option<String>,
    department: Option<String>,
    channel: Option<String>,
    field: Option<String>,
    message: String,
    evidence: String,
    claim: Claim,
    /// The entry that claims it; 0 where none does.
    revision: i64,
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
        let entered: Option<i64> = connection
            .query_row(
                "SELECT id FROM inspection WHERE digest = ?1",
                [&digest],
                |row| row.get(0),
            )
            .optional()?;
        let last = last(connection, entered)?;
        if let (None, Some((_, last))) = (entered, &last)
            && *last > self.inspection.day
        {
            return Err(Trouble::Earlier {
                day: self.inspection.day.clone(),
                last: last.clone(),
            });
        }
        let known = known(connection, last.as_ref().map_or(0, |(id, _)| *id), entered)?;
        let id = match entered {
            Some(_) => None,
            None => Some(self.insert(connection, &digest)?),
        };
        let mut told = Told {
            history: history(connection, entered.or(id))?,
            ..Told::default()
        };
        let mut before = Before {
            day: last
                .as_ref()
                .map(|(_, day)| day.clone())
                .unwrap_or_default(),
            ..Before::default()
        };
        let found = found(self.inspection);
        let mut writer = id.map(|id| Writer::new(connection, self, id));
        for entry in &self.inspection.findings {
            let Some(is_waived) = found.get(entry.key.as_str()).copied() else {
                continue;
            };
            if told.rectified.contains_key(&entry.key) {
                continue;
            }
            let own = known.get(&entry.key);
            let seen = Seen::Found { is_waived };
            let Some(record) = self.follow(own, seen, day, entry.severity()) else {
                continue;
            };
            if record.state.is_pending() {
                match own.map(|own| own.record.state) {
                    None | Some(State::Rectified) => before.new += 1,
                    Some(_) => before.remaining += 1,
                }
            }
            let act = act(own.map(|own| &own.record), &record, own);
            let remark = said_last(own, act, self.language);
            let (claim, revision) = standing(own, act);
            told.rectified.insert(
                entry.key.clone(),
                Rectified {
                    state: record.state.on(day, record.due).key().to_owned(),
                    since: record.since.to_string(),
                    due: record.due.map(|due| due.to_string()),
                    remark,
                    claim,
                    revision,
                },
            );
            if let Some(writer) = &mut writer {
                writer.finding(entry, &record, self.language)?;
                if let Some(act) = act {
                    writer.event(&Step {
                        key: &entry.key,
                        before: own.map(|own| own.record.state),
                        after: record,
                        act,
                        evidence: &entry.evidence,
                        remark: None,
                    })?;
                }
            }
        }
        let sight = sight(self.inspection);
        for (key, own) in known
            .iter()
            .filter(|(key, _)| !told.rectified.contains_key(*key))
        {
            let seen = sight.of_missing(Subject {
                rule: &own.rule,
                guide: own.guide.as_deref(),
                channel: own.channel.as_deref(),
                field: own.field.as_deref(),
            });
            let severity = Severity::of_key(&own.severity).unwrap_or(Severity::Note);
            let Some(record) = self.follow(Some(own), seen, day, severity) else {
                continue;
            };
            let was = own.record.state;
            match seen {
                Seen::Unseen(_) if was != State::Rectified => before.unseen.push(gone(key, own)),
                Seen::Absent(absent) if was != State::Rectified => {
                    before.rectified.push(gone(key, own));
                    if let Some(writer) = &mut writer {
                        writer.rectified(key)?;
                        writer.event(&Step {
                            key,
                            before: Some(was),
                            after: record,
                            act: "rectified",
                            evidence: &own.evidence,
                            remark: Some(absent.words().get(self.language).to_owned()),
                        })?;
                    }
                }
                _ => {}
            }
        }
        told.before = last.map(|_| before);
        Ok(told)
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
            "INSERT INTO inspection (digest, day, at, who, is_whole, guides, published, errors, warnings, notes, waived)
             VALUES (:digest, :day, :at, :who, :is_whole, :guides, :published, :errors, :warnings, :notes, :waived)",
            named_params! {
                ":digest": digest, ":day": day, ":at": self.at, ":who": self.who, ":is_whole": scope.is_whole,
                ":guides": count(totals.guides), ":published": count(totals.published), ":errors": count(totals.errors),
                ":warnings": count(totals.warnings), ":notes": count(totals.notes), ":waived": count(totals.waived),
            },
        )?;
        Ok(connection.last_insert_rowid())
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

/// What is claimed of a finding and still stands after what it has done, and the number of the entry.
fn standing(known: Option<&Known>, act: Option<&str>) -> (Claim, i64) {
    let is_refuted = act.is_some_and(|act| REFUTES.contains(&act));
    let own = known.filter(|_| !is_refuted);
    own.map_or_else(Default::default, |own| (own.claim.clone(), own.revision))
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

fn gone(key: &str, own: &Known) -> Gone {
    Gone {
        key: key.to_owned(),
        rule: own.rule.clone(),
        severity: own.severity.clone(),
        guide: own.guide.clone(),
        department: own.department.clone(),
        message: own.message.clone(),
    }
}

/// The findings by their keys, and whether each is accepted. Guides that share an identifier share their keys: then the finding
/// is accepted where all of it is.
fn found(inspection: &Inspection) -> HashMap<&str, bool> {
    let mut found = HashMap::new();
    for entry in &inspection.findings {
        let is_waived = entry.standing == "waived";
        found
            .entry(entry.key.as_str())
            .and_modify(|own| *own &= is_waived)
            .or_insert(is_waived);
    }
    found
}

/// What an inspection looked at.
fn sight(inspection: &Inspection) -> Sight {
    let scope = &inspection.scope;
    let is_silent =
        |rule: &&String| scope.rules.silent.contains(rule) || scope.rules.off.contains(rule);
    let mut guides: BTreeMap<String, SeenGuide> = BTreeMap::new();
    for guide in &scope.guides {
        let own = guides.entry(guide.guide.clone()).or_default();
        own.is_unread |= !guide.is_read;
        for document in &guide.published {
            *own.channels.entry(document.channel.clone()).or_default() |=
                !document.is_read || guide.is_partly_read;
            if document.captured_at.is_some() {
                own.captured.insert(document.channel.clone());
            }
        }
    }
    Sight {
        is_whole: scope.is_whole,
        rules: scope
            .rules
            .on
            .iter()
            .filter(|rule| !is_silent(rule))
            .cloned()
            .collect(),
        limited: scope.rules.limited.clone(),
        guides,
        has_practice: !scope.practice.is_empty()
            && scope.practice.iter().all(|file| file.sha256.is_some()),
    }
}

/// What makes two inspections one: the day, what was looked at, by which rules, and what was found.
fn digest(inspection: &Inspection) -> String {
    let scope = &inspection.scope;
    let guides = scope.guides.iter().map(|guide| {
        let published = guide.published.iter();
        let published = published.map(|own| (&own.channel, &own.source.sha256, own.is_read));
        let published: Vec<_> = published.collect();
        (&guide.guide, &guide.source.sha256, guide.is_read, published)
    });
    let findings = inspection.findings.iter();
    let findings = findings.map(|own| (&own.key, &own.evidence, &own.severity, &own.standing));
    let rules = &scope.rules;
    let whole = serde_json::json!([
        inspection.day,
        scope.is_whole,
        guides.collect::<Vec<_>>(),
        [&rules.on, &rules.off, &rules.silent],
        rules.limited,
        findings.collect::<Vec<_>>(),
    ]);
    tongyuan_extract::source_digest(&whole.to_string())
}

/// The inspection before one that was entered; the last where none is given.
fn last(connection: &Connection, entered: Option<i64>) -> Result<Option<(i64, String)>, Trouble> {
    let found = connection.query_row(
        "SELECT id, day FROM inspection WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT 1",
        [entered],
        |row| Ok((row.get(0)?, row.get(1)?)),
    );
    Ok(found.optional()?)
}

/// What the inspections before one came to, the oldest first.
fn history(connection: &Connection, before: Option<i64>) -> Result<Vec<Past>, Trouble> {
    let mut query = connection.prepare(
        "SELECT day, errors, warnings, notes FROM inspection WHERE ?1 IS NULL OR id < ?1 ORDER BY id",
    )?;
    let rows = query.query_map([before], |row| {
        let number = |at: usize| {
            row.get::<_, i64>(at)
                .map(|own| usize::try_from(own).unwrap_or(0))
        };
        Ok(Past {
            day: row.get(0)?,
            errors: number(1)?,
            warnings: number(2)?,
            notes: number(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The findings as they were after an inspection, by their keys. What was claimed is what stood when `entered` was, else now.
fn known(
    connection: &Connection,
    after: i64,
    entered: Option<i64>,
) -> Result<BTreeMap<String, Known>, Trouble> {
    let mut query = connection.prepare(
        "SELECT f.key, e.after, f.since, e.start, e.due, f.rule, f.severity, f.guide, f.department, f.channel, f.message,
                f.evidence, c.progress, c.remark, c.owner, c.done, coalesce(c.id, 0), f.field
         FROM (SELECT finding, after, start, due, max(id) FROM event
               WHERE inspection IS NOT NULL AND inspection <= ?1 GROUP BY finding) e
         JOIN finding f ON f.key = e.finding
         LEFT JOIN (SELECT finding, act, progress, remark, owner, done, max(id) AS id FROM event
                    WHERE act IN ('claimed', 'contradicted', 'reopened')
                      AND id < coalesce((SELECT min(id) FROM event WHERE inspection = ?2), 9223372036854775807)
                    GROUP BY finding) c ON c.finding = f.key AND c.act = 'claimed'",
    )?;
    let mut rows = query.query((after, entered))?;
    let mut known = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get::<_, Option<String>>(at);
        let state: String = row.get(1)?;
        let record = Record {
            state: State::of_key(&state).ok_or(Trouble::Broken(state))?,
            since: date(&row.get::<_, String>(2)?)?,
            start: date(&row.get::<_, String>(3)?)?,
            due: text(4)?.map(|due| date(&due)).transpose()?,
        };
        known.insert(
            row.get(0)?,
            Known {
                record,
                rule: row.get(5)?,
                severity: row.get(6)?,
                guide: text(7)?,
                department: text(8)?,
                channel: text(9)?,
                message: row.get(10)?,
                evidence: row.get(11)?,
                claim: Claim {
                    progress: text(12)?,
                    remark: text(13)?,
                    owner: text(14)?,
                    done: text(15)?,
                },
                revision: row.get(16)?,
                field: text(17)?,
            },
        );
    }
    Ok(known)
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

    fn event(&self, step: &Step<'_>) -> Result<(), Trouble> {
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
        if REFUTES.contains(&step.act) {
            // What was claimed does not hold: it stands in the events, and whoever claims it again says so again.
            let mut clear = self
                .connection
                .prepare_cached("UPDATE finding SET claim = NULL WHERE key = ?1")?;
            clear.execute([step.key])?;
        }
        Ok(())
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
