//! Findings in the ledger, as rows.

use rusqlite::{Connection, Row, named_params};
use tongyuan::{Date, RunNote};
use tongyuan_inspect::rectification::{Record, State};
use tongyuan_report::ledger::{Claim, Course, CourseStep, LedgerEvent, LedgerRow};

use super::enter::date;
use super::trouble::Trouble;
use super::{Ledger, tables};

/// Which findings are wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// In any of these states; in all where none is named.
    pub(crate) states: Vec<State>,
    /// Of a department; of none where that is asked for.
    pub(crate) department: Option<Option<String>>,
    /// Whose key begins so.
    pub(crate) key: Option<String>,
}

impl Filter {
    fn takes(&self, row: &LedgerRow) -> bool {
        let is = |state: &State| state.key() == row.state;
        (self.states.is_empty() || self.states.iter().any(is))
            && self
                .department
                .as_ref()
                .is_none_or(|own| row.department == *own)
            && self
                .key
                .as_ref()
                .is_none_or(|own| row.key.starts_with(own.as_str()))
    }
}

impl Ledger {
    /// The findings that a filter wants, as they stand on a day: the most pressing first, then by department, guide and key.
    pub(crate) fn rows(
        &self,
        filter: &Filter,
        today: Date,
    ) -> Result<Vec<LedgerRow>, Box<RunNote>> {
        self.look(|connection| {
            if tables::is_empty(connection)? {
                return Ok(Vec::new());
            }
            let mut query = connection.prepare(
                "SELECT f.*, c.progress, c.remark, c.owner, c.done FROM finding f LEFT JOIN event c ON c.id = f.claim",
            )?;
            let mut found = Vec::new();
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let row = of(row, today)?;
                if filter.takes(&row) {
                    found.push(row);
                }
            }
            let rank = |row: &LedgerRow| {
                let state = State::of_key(&row.state);
                State::ALL.iter().position(|own| Some(*own) == state)
            };
            found.sort_by(|a, b| {
                let order = |row: &LedgerRow| (row.department.clone(), row.guide.clone(), row.key.clone());
                rank(a).cmp(&rank(b)).then_with(|| order(a).cmp(&order(b)))
            });
            Ok(found)
        })
    }
}

impl Ledger {
    /// The departments that findings are of.
    pub(crate) fn departments(&self) -> Result<Vec<Option<String>>, Box<RunNote>> {
        self.look(|connection| {
            if tables::is_empty(connection)? {
                return Ok(Vec::new());
            }
            let mut query = connection
                .prepare("SELECT DISTINCT department FROM finding ORDER BY department")?;
            let rows = query.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn of(row: &Row<'_>, today: Date) -> Result<LedgerRow, Trouble> {
    let text = |name: &str| row.get::<_, String>(name);
    let some = |name: &str| row.get::<_, Option<String>>(name);
    let state = text("state")?;
    let state = State::of_key(&state).ok_or(Trouble::Broken(state))?;
    let due = some("due")?;
    let by = due.as_deref().map(date).transpose()?;
    Ok(LedgerRow {
        key: text("key")?,
        evidence: text("evidence")?,
        state: state.on(today, by).key().to_owned(),
        since: text("since")?,
        due,
        seen: text("seen")?,
        rectified: some("rectified")?,
        rule: text("rule")?,
        title: text("title")?,
        severity: text("severity")?,
        clauses: text("clauses")?.lines().map(str::to_owned).collect(),
        basis: text("basis")?,
        guide: some("guide")?,
        name: some("name")?,
        item: some("item")?,
        department: some("department")?,
        channel: some("channel")?,
        field: some("field")?,
        message: text("message")?,
        help: text("help")?,
        expected: some("expected")?,
        actual: some("actual")?,
        place: text("place")?,
        waived: some("waived")?,
        claim: Claim {
            progress: some("progress")?,
            remark: some("remark")?,
            owner: some("owner")?,
            done: some("done")?,
        },
        revision: row.get("revision")?,
    })
}

/// Enters what is known of a finding now.
pub(super) fn put(
    connection: &Connection,
    row: &LedgerRow,
    record: &Record,
) -> Result<(), Trouble> {
    let mut put = connection.prepare_cached(
        "INSERT INTO finding (key, evidence, rule, title, severity, clauses, basis, guide, name, item, department, channel, field,
                              message, help, expected, actual, place, waived, state, since, start, due, seen)
         VALUES (:key, :evidence, :rule, :title, :severity, :clauses, :basis, :guide, :name, :item, :department, :channel, :field,
                 :message, :help, :expected, :actual, :place, :waived, :state, :since, :start, :due, :seen)
         ON CONFLICT (key) DO UPDATE SET
           evidence = excluded.evidence, rule = excluded.rule, title = excluded.title, severity = excluded.severity,
           clauses = excluded.clauses, basis = excluded.basis, guide = excluded.guide, name = excluded.name,
           item = excluded.item, department = excluded.department, channel = excluded.channel, field = excluded.field, message = excluded.message,
           help = excluded.help, expected = excluded.expected, actual = excluded.actual, place = excluded.place,
           waived = coalesce(excluded.waived, iif(excluded.state = 'waived', finding.waived, NULL)), state = excluded.state, start = excluded.start, due = excluded.due,
           seen = excluded.seen, rectified = NULL",
    )?;
    put.execute(named_params! {
        ":key": row.key, ":evidence": row.evidence, ":rule": row.rule, ":title": row.title, ":severity": row.severity,
        ":clauses": row.clauses.join("\n"), ":basis": row.basis, ":guide": row.guide, ":name": row.name, ":item": row.item,
        ":department": row.department, ":channel": row.channel, ":field": row.field, ":message": row.message, ":help": row.help,
        ":expected": row.expected, ":actual": row.actual, ":place": row.place, ":waived": row.waived,
        ":state": record.state.key(), ":since": record.since.to_string(), ":start": record.start.to_string(),
        ":due": record.due.map(|due| due.to_string()), ":seen": row.seen,
    })?;
    Ok(())
}

impl Ledger {
    /// All that happened to a finding, from the first on.
    pub(crate) fn history(&self, key: &str) -> Result<Vec<LedgerEvent>, Box<RunNote>> {
        self.look(|connection| {
            let mut query = connection.prepare(
                "SELECT day, at, who, act, before, after, due, progress, remark, owner, done FROM event
                 WHERE finding = ?1 ORDER BY id",
            )?;
            let rows = query.query_map([key], |row| {
                let act: String = row.get(3)?;
                let remark: Option<String> = row.get(8)?;
                let is_claim = act == "claimed";
                let claim = Claim {
                    progress: row.get(7)?,
                    remark: remark.clone(),
                    owner: row.get(9)?,
                    done: row.get(10)?,
                };
                Ok(LedgerEvent {
                    day: row.get(0)?,
                    at: row.get(1)?,
                    who: row.get(2)?,
                    act,
                    before: row.get(4)?,
                    after: row.get(5)?,
                    due: row.get(6)?,
                    claim: is_claim.then_some(claim),
                    remark: remark.filter(|_| !is_claim),
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The days of all inspections, and what became of every finding.
    pub(crate) fn courses(&self) -> Result<(Vec<Date>, Vec<Course>), Box<RunNote>> {
        self.look(|connection| {
            if tables::is_empty(connection)? {
                return Ok((Vec::new(), Vec::new()));
            }
            let mut query = connection.prepare("SELECT day FROM inspection ORDER BY id")?;
            let mut rows = query.query([])?;
            let mut days = Vec::new();
            while let Some(row) = rows.next()? {
                days.push(date(&row.get::<_, String>(0)?)?);
            }
            let mut query = connection.prepare(
                "SELECT f.key, f.department, f.clauses, f.severity, e.day, e.after, e.due FROM event e
                 JOIN finding f ON f.key = e.finding WHERE e.inspection IS NOT NULL ORDER BY f.key, e.id",
            )?;
            let mut rows = query.query([])?;
            let mut courses: Vec<Course> = Vec::new();
            let mut last = None;
            while let Some(row) = rows.next()? {
                let key: String = row.get(0)?;
                let state: String = row.get(5)?;
                let step = CourseStep {
                    day: date(&row.get::<_, String>(4)?)?,
                    after: State::of_key(&state).ok_or(Trouble::Broken(state))?,
                    due: row.get::<_, Option<String>>(6)?.map(|due| date(&due)).transpose()?,
                };
                if last.as_ref() != Some(&key) {
                    let clauses: String = row.get(2)?;
                    courses.push(Course {
                        department: row.get(1)?,
                        clauses: clauses.lines().map(str::to_owned).collect(),
                        severity: row.get(3)?,
                        steps: Vec::new(),
                    });
                    last = Some(key);
                }
                if let Some(course) = courses.last_mut() {
                    course.steps.push(step);
                }
            }
            Ok((days, courses))
        })
    }
}
