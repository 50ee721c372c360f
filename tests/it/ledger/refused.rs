//! Files that are no ledger, or that nothing can be entered into: they say so, and are left as they are.

use std::fs;

use super::{Desk, finding, inspection};

/// Asks for everything that reads or writes; each must be refused with these words, and the file be the same byte for byte.
fn refuses(desk: &Desk, told: &str) {
    desk.write(
        "inspection.json",
        &inspection("2018-05-02", vec![finding("a")]),
    );
    let before = fs::read(desk.file()).unwrap();
    for arguments in [
        &["list"][..],
        &["show", "a"],
        &["export", "-o", "x.xlsx"],
        &["report", "--period", "2018"],
        &["enter", "inspection.json"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("ledger.sqlite"), "{}", ran.err);
    }
    assert_eq!(fs::read(desk.file()).unwrap(), before);
    assert!(!desk.path().join("ledger.sqlite-journal").exists());
}

#[test]
fn no_ledger_is_no_failure_to_read_one() {
    let desk = Desk::new();
    for arguments in [
        &["list"][..],
        &["import", "x.xlsx"],
        &["report", "--period", "2018"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("还没有整改台账"), "{}", ran.err);
    }
    assert!(!desk.file().exists());
}

#[test]
fn a_newer_version_is_left_as_it_is() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    desk.database()
        .pragma_update(None, "user_version", 9)
        .unwrap();
    refuses(&desk, "台账是第 9 版");
}

#[test]
fn a_database_of_another_program_is_left_as_it_is() {
    let desk = Desk::new();
    desk.database()
        .execute_batch("CREATE TABLE finding (key TEXT)")
        .unwrap();
    refuses(&desk, "别的程序的数据库");
}

#[test]
fn altered_tables_are_trusted_no_longer() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    desk.database()
        .execute_batch("DROP TRIGGER event_is_kept; DELETE FROM event WHERE 0")
        .unwrap();
    refuses(&desk, "表结构被改动过");
}

#[test]
fn a_text_is_no_ledger() {
    let desk = Desk::new();
    fs::write(
        desk.file(),
        "这不是数据库，只是一个名字一样的文本文件。".repeat(100),
    )
    .unwrap();
    refuses(&desk, "不是整改台账");
    fs::write(desk.file(), "短").unwrap();
    refuses(&desk, "不是整改台账");
}

#[test]
fn a_damaged_ledger_says_so() {
    let desk = Desk::new();
    desk.enter(&inspection(
        "2018-05-02",
        ["a", "b", "c"].map(finding).to_vec(),
    ));
    let mut bytes = fs::read(desk.file()).unwrap();
    // The first page says what there is; all that it points to is rubbish.
    let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    bytes[page..].fill(0xA5);
    fs::write(desk.file(), &bytes).unwrap();
    let ran = desk.run(&["list"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("已损坏"), "{}", ran.err);
}

#[test]
fn a_ledger_that_another_program_writes_is_waited_for() {
    let desk = Desk::new();
    desk.enter(&inspection("2018-05-02", vec![finding("a")]));
    let database = desk.database();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Reading needs nobody's leave.
    assert_eq!(desk.states("2018-05-02"), ["a new"]);
    desk.write("inspection.json", &inspection("2018-06-04", Vec::new()));
    let ran = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| desk.run(&["enter", "inspection.json"]));
        std::thread::sleep(std::time::Duration::from_secs(2));
        database.execute_batch("COMMIT").unwrap();
        waiting.join().unwrap()
    });
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(desk.states("2018-06-04"), ["a rectified"]);

    // One that does not end is not waited for without end.
    database.execute_batch("BEGIN EXCLUSIVE").unwrap();
    desk.write(
        "inspection.json",
        &inspection("2018-07-02", vec![finding("a")]),
    );
    let ran = desk.run(&["enter", "inspection.json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("另一个程序正在写台账"), "{}", ran.err);
    database.execute_batch("ROLLBACK").unwrap();
    assert_eq!(desk.states("2018-07-02"), ["a rectified"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    use tongyuan_tests::command::prepared;

    use super::*;

    /// Whoever may write everywhere is not kept out by the mode of a file: then another user is asked.
    fn as_nobody(desk: &Desk, arguments: &[&str]) -> Option<std::process::Output> {
        let mut all = vec!["ledger"];
        all.extend(arguments);
        all.extend(["--ledger", "ledger.sqlite"]);
        let mut command = prepared(desk.path(), &all, &[]);
        let probe = desk.path().join("probe");
        fs::write(&probe, "").unwrap();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o444)).unwrap();
        if fs::write(&probe, "x").is_ok() {
            command.uid(65_534);
        }
        command.output().ok()
    }

    #[test]
    fn a_read_only_ledger_is_read_and_nothing_is_entered() {
        let desk = Desk::new();
        desk.enter(&inspection("2018-05-02", vec![finding("a")]));
        desk.write("inspection.json", &inspection("2018-06-04", Vec::new()));
        let mode = |path: &std::path::Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        mode(&desk.file(), 0o444);
        mode(desk.path(), 0o555);
        let list = as_nobody_or_root(&desk, &["list", "--today", "2018-05-02"]);
        assert!(list.0 == 0 && list.1.contains("新发现"), "{list:?}");
        let entered = as_nobody_or_root(&desk, &["enter", "inspection.json"]);
        assert!(
            entered.0 == 2 && entered.2.contains("台账文件是只读的"),
            "{entered:?}"
        );
        mode(desk.path(), 0o755);
        mode(&desk.file(), 0o644);
        assert_eq!(desk.states("2018-05-02"), ["a new"]);
    }

    fn as_nobody_or_root(desk: &Desk, arguments: &[&str]) -> (i32, String, String) {
        let folder = desk.path();
        let mode = fs::metadata(folder).unwrap().permissions().mode();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        let probe = folder.join("probe");
        fs::remove_file(&probe).ok();
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        let output =
            as_nobody(desk, arguments).expect("the command can be started by another user");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap_or(-1),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// A file that may not grow stands for a disk that is full.
    #[test]
    fn a_full_disk_loses_nothing() {
        let desk = Desk::new();
        desk.enter(&inspection("2018-05-02", vec![finding("a")]));
        let many: Vec<_> = (0..2000).map(|own| finding(&format!("b{own}"))).collect();
        desk.write("many.json", &inspection("2018-06-04", many));
        let script = "ulimit -f 128; trap '' XFSZ; exec \"$0\" \"$@\"";
        let mut shell = std::process::Command::new("sh");
        shell
            .args(["-c", script])
            .arg(tongyuan_tests::command::binary());
        shell.args([
            "ledger",
            "enter",
            "many.json",
            "--ledger",
            "ledger.sqlite",
            "--lang",
            "zh-CN",
        ]);
        let output = shell.current_dir(desk.path()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains("磁盘已满") || told.contains("读写台账文件出错"),
            "{told}"
        );
        assert_eq!(desk.states("2018-05-02"), ["a new"]);
        let check: String = desk
            .database()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(check, "ok");
    }
}
