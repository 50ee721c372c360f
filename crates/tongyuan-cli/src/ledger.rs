//! The ledger (整改台账) on disk: one SQLite file, in which every act is one transaction.
//!
//! The file lies where people share folders, so it keeps a rollback journal: a write-ahead log needs memory that its users share,
//! which there is none of across a network, and leaves two more files that nobody may part from it. Every transaction is on the
//! disk, with the folder's word for it, before anybody is told that it is; what is broken off is taken back by whoever opens
//! the file next.
//!
//! What was done is never changed: tables refuse it by themselves ([`tables`]).

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use tongyuan::RunNote;

mod enter;
mod rows;
mod tables;
mod take;
mod trouble;

pub(crate) use rows::Filter;
pub(crate) use take::{Place, Taken};
use trouble::Trouble;

/// How long is waited for another program that writes.
const PATIENCE: Duration = Duration::from_secs(20);

/// How far the clocks of the furthest east go before those of Greenwich.
const FURTHEST_EAST: Duration = Duration::from_secs(14 * 60 * 60);

/// What a file is called in messages.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// An open ledger.
#[derive(Debug)]
pub(crate) struct Ledger {
    connection: Connection,
    /// What the file is called in messages.
    name: String,
}

impl Ledger {
    /// The ledger of a file, which is made where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, Box<RunNote>> {
        Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// The ledger of a file that is there.
    pub(crate) fn existing(path: &Path) -> Result<Self, Box<RunNote>> {
        if path.exists() {
            return Self::connect(path, OpenFlags::empty());
        }
        Err(trouble::note(&shown(path), &Trouble::None))
    }

    fn connect(path: &Path, more: OpenFlags) -> Result<Self, Box<RunNote>> {
        let name = shown(path);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
        let told = |trouble: Trouble| trouble::note(&name, &trouble);
        let connection =
            Connection::open_with_flags(path, flags).map_err(|error| told(error.into()))?;
        let ledger = Self { connection, name };
        ledger.prepare().map_err(|trouble| ledger.note(&trouble))?;
        Ok(ledger)
    }

    fn prepare(&self) -> Result<(), Trouble> {
        let connection = &self.connection;
        connection.busy_timeout(PATIENCE)?;
        // The file may be anybody's: nothing in it is run but what this program writes there.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "synchronous", "EXTRA")?;
        // In one state of the file: somebody else may be making it.
        let transaction = connection.unchecked_transaction()?;
        tables::hold(&transaction)
    }

    /// Refuses a day that is there nowhere on earth yet: what is entered of it would keep every inspection out until then.
    pub(crate) fn refuse_coming(path: &Path, day: &str) -> Result<(), Box<RunNote>> {
        let latest = jiff::Timestamp::now() + FURTHEST_EAST;
        if day <= latest.strftime("%Y-%m-%d").to_string().as_str() {
            return Ok(());
        }
        let day = day.to_owned();
        Err(trouble::note(&shown(path), &Trouble::NotYet { day }))
    }

    /// Does something in one transaction that nobody else writes in.
    fn act<T>(
        &mut self,
        act: impl FnOnce(&Connection) -> Result<T, Trouble>,
    ) -> Result<T, Box<RunNote>> {
        let run = || {
            let behaviour = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(behaviour)?;
            tables::make(&transaction)?;
            let done = act(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        let done: Result<T, Trouble> = run();
        done.map_err(|trouble| self.note(&trouble))
    }

    /// Looks something up, in one state of the ledger.
    fn look<T>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, Trouble>,
    ) -> Result<T, Box<RunNote>> {
        let run = || {
            let transaction = self.connection.unchecked_transaction()?;
            look(&transaction)
        };
        let found: Result<T, Trouble> = run();
        found.map_err(|trouble| self.note(&trouble))
    }

    fn note(&self, trouble: &Trouble) -> Box<RunNote> {
        trouble::note(&self.name, trouble)
    }
}
