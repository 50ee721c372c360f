//! What can be wrong with a ledger, in words.

use rusqlite::ffi::ErrorCode;
use tongyuan::{RunNote, Said};

/// What kept something from being done.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There is no file.
    None,
    /// The file is something else of SQLite.
    Foreign,
    /// The tables are not those of a ledger.
    Altered,
    /// The ledger is of a version that this program does not know.
    Newer { version: i64 },
    /// An inspection of a later day was entered already.
    Earlier { day: String, last: String },
    /// The inspection has not one of the guides that the ledger knows.
    OtherRepository,
    /// The day is nowhere there yet.
    NotYet { day: String },
    /// What stands in it cannot be.
    Broken(String),
    /// What SQLite says.
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// The trouble with a ledger, with what to do about it.
pub(super) fn note(name: &str, trouble: &Trouble) -> Box<RunNote> {
    let (message, help) = words(trouble);
    Box::new(RunNote {
        file: name.to_owned(),
        message,
        help: Some(help),
        location: None,
        is_error: true,
    })
}

const UNTOUCHED: (&str, &str) = ("文件没有改动。", "The file was left as it is.");

fn words(trouble: &Trouble) -> (Said, Said) {
    match trouble {
        Trouble::None => (
            Said::new("还没有整改台账", "there is no ledger yet"),
            Said::new(
                "用 tongyuan inspect 做一次专项检查，台账随之建立；台账在别处的，用 --ledger 指明。",
                "`tongyuan inspect` makes one with the first inspection; name one that is elsewhere with --ledger.",
            ),
        ),
        Trouble::Foreign => (
            Said::new(
                "这是别的程序的数据库，不是整改台账",
                "this is a database of another program, and no ledger",
            ),
            Said::new(
                format!(
                    "{}用 --ledger 或者设置项 paths.ledger 指定另一个文件。",
                    UNTOUCHED.0
                ),
                format!(
                    "{} Name another file with --ledger, or by the setting paths.ledger.",
                    UNTOUCHED.1
                ),
            ),
        ),
        Trouble::Altered => (
            Said::new(
                "台账的表结构被改动过，不再可信",
                "the tables of the ledger were altered, so that it can be trusted no longer",
            ),
            Said::new(
                format!("{}换回备份，或者换一个文件重新建立台账。", UNTOUCHED.0),
                format!(
                    "{} Put a backup in its place, or begin another ledger in another file.",
                    UNTOUCHED.1
                ),
            ),
        ),
        Trouble::Newer { version } => (
            Said::new(
                format!(
                    "台账是第 {version} 版，本程序只认识到第 {} 版",
                    super::tables::VERSION
                ),
                format!(
                    "the ledger is of version {version}, and this program knows no later than {}",
                    super::tables::VERSION
                ),
            ),
            Said::new(
                format!("{}请换用新版本的程序。", UNTOUCHED.0),
                format!("{} Use a newer version of the program.", UNTOUCHED.1),
            ),
        ),
        Trouble::Earlier { day, last } => (
            Said::new(
                format!("台账里已有 {last} 的检查，{day} 的检查不能再记在它前面"),
                format!(
                    "the ledger holds an inspection of {last} already: one of {day} cannot be entered before it"
                ),
            ),
            Said::new(
                "按时间先后记账：核对 --today；只想重出那天的报告，用当时的 inspection.json。",
                "Enter inspections in their order: look at --today. To make the report of that day again, take the inspection.json of that day.",
            ),
        ),
        Trouble::OtherRepository => (
            Said::new(
                "台账里的指南，这次检查一份都没有：它记的是另一个指南库",
                "not one of the guides that the ledger knows was inspected: it is the ledger of another repository",
            ),
            Said::new(
                "每个指南库用自己的台账：核对 --ledger 和设置项 paths.ledger。指南全部换过的，另建一个台账。",
                "Keep a ledger for each repository: look at --ledger, and at the setting paths.ledger. Where all guides were replaced, begin another.",
            ),
        ),
        Trouble::NotYet { day } => (
            Said::new(
                format!("{day} 还没有到，不能记进台账"),
                format!("{day} is not there yet, and cannot be entered into the ledger"),
            ),
            Said::new(
                "台账只能往后记，记错了日子就改不回来：核对 --today；只是想预先看一看，检查时加 --no-ledger。",
                "A ledger is only ever added to, and a wrong day cannot be taken back: look at --today. To see what would be, inspect with --no-ledger.",
            ),
        ),
        Trouble::Broken(detail) => damaged(detail),
        Trouble::Database(error) => database(error),
    }
}

fn damaged(detail: &str) -> (Said, Said) {
    (
        Said::new(
            format!("台账文件已损坏（{detail}）"),
            format!("the ledger is damaged ({detail})"),
        ),
        Said::new(
            "不要再写入，先另存一份，再换回最近的备份。",
            "Write to it no more: set a copy aside, and put the last backup in its place.",
        ),
    )
}

fn database(error: &rusqlite::Error) -> (Said, Said) {
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => (
            Said::new(
                "这不是整改台账，也不是数据库文件",
                "this is no ledger, and no database at all",
            ),
            Said::new(
                format!(
                    "{}用 --ledger 或者设置项 paths.ledger 指定另一个文件。",
                    UNTOUCHED.0
                ),
                format!(
                    "{} Name another file with --ledger, or by the setting paths.ledger.",
                    UNTOUCHED.1
                ),
            ),
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            Said::new(
                "另一个程序正在写台账，等了 20 秒还没有写完",
                "another program writes to the ledger, and was not done after 20 seconds",
            ),
            Said::new(
                "这次什么也没有记入。等它结束再试；用数据库工具打开着台账的，先关掉。",
                "Nothing was entered. Try again when it is done; close the ledger where a database tool has it open.",
            ),
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => (
            Said::new(
                "台账文件是只读的，不能记账",
                "the ledger is read-only: nothing can be entered",
            ),
            Said::new(
                "这次什么也没有记入。给文件和所在文件夹写的权限（记账时要在旁边放一个临时文件），或者用 --ledger 指定另一个文件。",
                "Nothing was entered. Allow writing to the file and to its folder (a file stands beside it meanwhile), or name another with --ledger.",
            ),
        ),
        Some(ErrorCode::DiskFull) => (
            Said::new(
                "磁盘已满，没有记入台账",
                "the disk is full: nothing was entered",
            ),
            Said::new(
                "台账还是这次之前的样子。腾出空间再试。",
                "The ledger is as it was before. Make room, and try again.",
            ),
        ),
        Some(ErrorCode::CannotOpen) => (
            Said::new(
                format!("打不开台账文件（{detail}）"),
                format!("the ledger cannot be opened ({detail})"),
            ),
            Said::new(
                "看看所在的文件夹是否存在、能否写入；它应当是文件，不是文件夹。",
                "See that its folder is there and may be written to, and that it is a file and no folder.",
            ),
        ),
        Some(ErrorCode::ConstraintViolation) => (
            Said::new(
                format!("要记入的内容不合台账的规定（{detail}），没有记入"),
                format!(
                    "what was to be entered is not what a ledger holds ({detail}): nothing was entered"
                ),
            ),
            Said::new(
                "台账还是这次之前的样子。检查数据（inspection.json）可能被改动过，用 tongyuan inspect 重新检查。",
                "The ledger is as it was before. The data of the inspection (inspection.json) may have been altered: inspect again.",
            ),
        ),
        Some(ErrorCode::DatabaseCorrupt) => damaged(&detail),
        Some(ErrorCode::SystemIoFailure) => (
            Said::new(
                format!("读写台账文件出错（{detail}），没有记入"),
                format!("the ledger could not be read or written ({detail}): nothing was entered"),
            ),
            Said::new(
                "台账还是这次之前的样子。看看磁盘空间、配额和网络，再试一次。",
                "The ledger is as it was before. See to room, quota and network, and try again.",
            ),
        ),
        _ => damaged(&detail),
    }
}
