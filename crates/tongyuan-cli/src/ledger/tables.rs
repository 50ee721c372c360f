//! The tables of a ledger, and whether a file has them.

use rusqlite::Connection;

use super::trouble::Trouble;

/// What tells a ledger from other files of SQLite: `TYLD`.
const APPLICATION: i64 = 0x5459_4c44;
/// The version of the tables.
pub(super) const VERSION: i64 = 1;

/// The tables. What happened is only ever added: the triggers refuse the rest, whoever asks for it, and an `INSERT OR REPLACE` that
/// would do the same by another way.
const TABLES: &str = "
CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  is_whole INTEGER NOT NULL,
  guides INTEGER NOT NULL,
  published INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  waived INTEGER NOT NULL,
  settings TEXT,
  event INTEGER NOT NULL
) STRICT;
CREATE TABLE finding (
  key TEXT PRIMARY KEY,
  evidence TEXT NOT NULL,
  rule TEXT NOT NULL,
  title TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
  clauses TEXT NOT NULL,
  basis TEXT NOT NULL,
  guide TEXT,
  name TEXT,
  item TEXT,
  department TEXT,
  channel TEXT,
  field TEXT,
  message TEXT NOT NULL,
  help TEXT NOT NULL,
  expected TEXT,
  actual TEXT,
  place TEXT NOT NULL,
  waived TEXT,
  state TEXT NOT NULL CHECK (state IN ('new', 'open', 'reopened', 'waived', 'rectified')),
  since TEXT NOT NULL,
  start TEXT NOT NULL,
  due TEXT,
  seen TEXT NOT NULL,
  rectified TEXT,
  claim INTEGER REFERENCES event (id),
  revision INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  finding TEXT NOT NULL REFERENCES finding (key),
  inspection INTEGER REFERENCES inspection (id),
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('found', 'remains', 'contradicted', 'reopened', 'resumed', 'waived', 'rectified', 'dated', 'claimed')),
  before TEXT,
  after TEXT NOT NULL,
  start TEXT NOT NULL,
  due TEXT,
  evidence TEXT NOT NULL,
  progress TEXT,
  remark TEXT,
  owner TEXT,
  done TEXT
) STRICT;
CREATE INDEX event_of_finding ON event (finding, id);
CREATE INDEX event_of_inspection ON event (inspection);
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'what happened is not changed'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'what happened is not removed'); END;
CREATE TRIGGER event_is_new BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'what happened is not replaced'); END;
CREATE TRIGGER inspection_stays BEFORE UPDATE ON inspection BEGIN SELECT RAISE(ABORT, 'what happened is not changed'); END;
CREATE TRIGGER inspection_is_kept BEFORE DELETE ON inspection BEGIN SELECT RAISE(ABORT, 'what happened is not removed'); END;
CREATE TRIGGER inspection_is_new BEFORE INSERT ON inspection
  WHEN EXISTS (SELECT 1 FROM inspection WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'what happened is not replaced'); END;
CREATE TRIGGER finding_is_kept BEFORE DELETE ON finding BEGIN SELECT RAISE(ABORT, 'a finding is not removed'); END;
";

/// Refuses what is no ledger, or one that this program does not know. An empty file is one that was never written to.
pub(super) fn hold(connection: &Connection) -> Result<(), Trouble> {
    let number = |name: &str| -> Result<i64, Trouble> {
        Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
    };
    let (application, version) = (number("application_id")?, number("user_version")?);
    let found = tables(connection)?;
    if application == 0 && version == 0 && found.is_empty() {
        return Ok(());
    }
    if application != APPLICATION {
        return Err(Trouble::Foreign);
    }
    if version > VERSION {
        return Err(Trouble::Newer { version });
    }
    if found != own()? {
        return Err(Trouble::Altered);
    }
    Ok(())
}

/// Makes the tables where there are none: the first act of a ledger does.
pub(super) fn make(connection: &Connection) -> Result<(), Trouble> {
    if tables(connection)?.is_empty() {
        connection.execute_batch(TABLES)?;
        connection.pragma_update(None, "application_id", APPLICATION)?;
        connection.pragma_update(None, "user_version", VERSION)?;
        return Ok(());
    }
    // Somebody else may have made them since the file was opened.
    hold(connection)
}

/// Whether anything was ever entered.
pub(super) fn is_empty(connection: &Connection) -> Result<bool, Trouble> {
    Ok(tables(connection)?.is_empty())
}

/// What is declared in a file, in the order of the names. What SQLite keeps for itself there is none of.
fn tables(connection: &Connection) -> Result<Vec<(String, String)>, Trouble> {
    let mut query = connection.prepare(
        "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is declared in a ledger.
fn own() -> Result<Vec<(String, String)>, Trouble> {
    let empty = Connection::open_in_memory()?;
    empty.execute_batch(TABLES)?;
    tables(&empty)
}
