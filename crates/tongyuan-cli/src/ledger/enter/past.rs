//! What a ledger has of the inspections before one.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _};
use tongyuan_inspect::rectification::{Record, State, Subject};
use tongyuan_report::Inspection;
use tongyuan_report::inspection::Past;
use tongyuan_report::ledger::Claim;

use super::super::trouble::Trouble;
use super::{date, settings_of};

/// A finding of before.
pub(super) struct Known {
    pub(super) record: Record,
    pub(super) rule: String,
    pub(super) severity: String,
    pub(super) guide: Option<String>,
    pub(super) name: Option<String>,
    pub(super) department: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) field: Option<String>,
    /// The file that it stands in.
    pub(super) file: String,
    pub(super) message: String,
    pub(super) evidence: String,
    pub(super) claim: Claim,
    /// The last entry that claimed something of it, or refuted that; 0 where there is none.
    pub(super) revision: i64,
}

impl Known {
    /// What it is of, to ask what an inspection has seen of it.
    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            rule: &self.rule,
            guide: self.guide.as_deref(),
            channel: self.channel.as_deref(),
            field: self.field.as_deref(),
            file: Some(&self.file),
        }
    }
}

/// Whether an inspection had other settings than one that was entered.
pub(super) fn has_other_settings(
    connection: &Connection,
    id: i64,
    inspection: &Inspection,
) -> Result<bool, Trouble> {
    let was: Option<String> = connection.query_row(
        "SELECT settings FROM inspection WHERE id = ?1",
        [id],
        |row| row.get(0),
    )?;
    Ok(was.as_ref() != settings_of(inspection))
}

/// The inspection, and the last event before it, where it was entered already. Where another of the same day was entered after it, it
/// was made anew: things are again as they were then.
pub(super) fn entered(
    connection: &Connection,
    digest: &str,
) -> Result<Option<(i64, i64)>, Trouble> {
    let found = connection.query_row(
        "SELECT id, event FROM inspection own WHERE digest = ?1
         AND NOT EXISTS (SELECT 1 FROM inspection WHERE id > own.id AND day = own.day) ORDER BY id DESC LIMIT 1",
        [digest],
        |row| Ok((row.get(0)?, row.get(1)?)),
    );
    Ok(found.optional()?)
}

/// The event of a finding in an inspection.
pub(super) fn event_of(
    connection: &Connection,
    key: &str,
    inspection: i64,
) -> Result<Option<i64>, Trouble> {
    let mut query = connection
        .prepare_cached("SELECT id FROM event WHERE finding = ?1 AND +inspection = ?2")?;
    Ok(query
        .query_row((key, inspection), |row| row.get(0))
        .optional()?)
}

/// The inspection before one that was entered; the last where none is given.
pub(super) fn last(
    connection: &Connection,
    entered: Option<i64>,
) -> Result<Option<(i64, String)>, Trouble> {
    let found = connection.query_row(
        "SELECT id, day FROM inspection WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT 1",
        [entered],
        |row| Ok((row.get(0)?, row.get(1)?)),
    );
    Ok(found.optional()?)
}

/// What the inspections of the whole before one came to, the oldest first.
pub(super) fn history(connection: &Connection, before: Option<i64>) -> Result<Vec<Past>, Trouble> {
    let mut query = connection.prepare(
        "SELECT day, errors, warnings, notes FROM inspection WHERE is_whole AND (?1 IS NULL OR id < ?1) ORDER BY id",
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

/// The findings as they were after an inspection, by their keys. What was claimed is what stood after an event, on a day: an
/// inspection of an earlier day refutes nothing that was said since.
pub(super) fn known(
    connection: &Connection,
    after: i64,
    event: i64,
    day: &str,
) -> Result<BTreeMap<String, Known>, Trouble> {
    let mut query = connection.prepare(
        "SELECT f.key, e.after, f.since, e.start, e.due, f.rule, f.severity, f.guide, f.department, f.channel, f.message,
                f.evidence, c.progress, c.remark, c.owner, c.done, coalesce(c.id, 0), f.field, f.name, f.place
         FROM (SELECT finding, after, start, due, max(id) FROM event
               WHERE inspection IS NOT NULL AND inspection <= ?1 GROUP BY finding) e
         JOIN finding f ON f.key = e.finding
         LEFT JOIN (SELECT finding, act, progress, remark, owner, done, id,
                           max(day || substr('00000000000000000000' || id, -20)) FROM event
                    WHERE act IN ('claimed', 'contradicted', 'reopened') AND id <= ?2 AND (act <> 'claimed' OR day <= ?3)
                    GROUP BY finding) c ON c.finding = f.key",
    )?;
    let mut rows = query.query((after, event, day))?;
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
                name: text(18)?,
                file: row.get::<_, String>(19).map(|place| file_of(&place))?,
            },
        );
    }
    Ok(known)
}

/// The file of a place as the ledger has it: `a.yaml:3:5`, or `a.docx（段落 3）`.
fn file_of(place: &str) -> String {
    let file = place.split(['（']).next().unwrap_or(place);
    let file = file.split(" (").next().unwrap_or(file);
    let mut parts = file.rsplitn(3, ':');
    let (column, line, rest) = (parts.next(), parts.next(), parts.next());
    let is_number = |own: Option<&str>| own.is_some_and(|own| own.parse::<u32>().is_ok());
    match rest.filter(|_| is_number(column) && is_number(line)) {
        Some(rest) => rest.to_owned(),
        None => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_tells_its_file() {
        for (place, file) in [
            ("guides/a.yaml:3:5", "guides/a.yaml"),
            ("halls/a.docx（表 1 行 2 列 3）", "halls/a.docx"),
            ("halls/a.docx (paragraph 3)", "halls/a.docx"),
            ("guides/a.yaml", "guides/a.yaml"),
            ("a:b.yaml:3:5", "a:b.yaml"),
        ] {
            assert_eq!(file_of(place), file, "{place}");
        }
    }
}
