//! Programs that are killed while they write, and two that write at once.

use std::io::Read as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;
use tongyuan_tests::command::prepared;

use super::{Desk, finding, inspection};

/// How often a program is killed.
const KILLS: u32 = 200;
/// Of how many findings something is said each time.
const FINDINGS: usize = 60;

impl Desk {
    fn with_many() -> Self {
        let desk = Self::new();
        let findings: Vec<_> = (0..FINDINGS)
            .map(|own| finding(&format!("k{own:04}")))
            .collect();
        desk.enter(&inspection("2018-05-02", findings));
        desk
    }

    /// A workbook in which a round is remarked on for every finding.
    fn round(&self, name: &str, round: &str) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, heading) in (0..).zip(["问题编号", "整改说明"]) {
            sheet.write_string(0, column, heading).unwrap();
        }
        for row in 0..FINDINGS {
            let line = row as u32 + 1;
            sheet
                .write_string(line, 0, finding(&format!("k{row:04}")).key)
                .unwrap();
            sheet.write_string(line, 1, round).unwrap();
        }
        book.save(self.path().join(name)).unwrap();
    }

    /// How often a round was remarked on.
    fn remarks(&self, round: &str) -> i64 {
        let count = "SELECT count(*) FROM event WHERE act = 'claimed' AND remark = ?1";
        self.database()
            .query_row(count, [round], |row| row.get(0))
            .unwrap()
    }
}

#[test]
fn what_was_said_to_be_saved_is_there_after_any_kill() {
    let desk = Desk::with_many();
    // How long it takes when nobody interferes: kills are spread over that and a little more.
    desk.round("0.xlsx", "0");
    let start = Instant::now();
    assert_eq!(desk.run(&["import", "0.xlsx"]).code, 0);
    let whole = start.elapsed() + Duration::from_millis(5);
    let (mut saved, mut broken_off, mut whole_ones) = (0, 0, 0);
    // Any order that is none: the same in every run of the test.
    let mut noise: u64 = 0x9E37_79B9_7F4A_7C15;
    for round in 1..=KILLS {
        let name = round.to_string();
        desk.round("round.xlsx", &name);
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        let wait = whole.mul_f64((noise % 1000) as f64 / 1000.0);
        let arguments = [
            "ledger",
            "import",
            "round.xlsx",
            "--ledger",
            "ledger.sqlite",
        ];
        let mut child = prepared(desk.path(), &arguments, &[])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(wait);
        child.kill().unwrap();
        let mut told = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut told)
            .unwrap();
        child.wait().unwrap();
        let is_saved = told.contains(&format!("已记入 {FINDINGS} 个问题的填报"));
        let there = desk.remarks(&name);
        // All of it or nothing, and all of it where it was said.
        assert!(
            there == 0 && !is_saved || there == FINDINGS as i64,
            "round {round}: {there}, {told}"
        );
        saved += u32::from(is_saved);
        whole_ones += u32::from(there > 0);
        broken_off += u32::from(there == 0);
        let check: String = desk
            .database()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(check, "ok", "round {round}");
    }
    // Kills came before, and after what is to be kept.
    assert!(
        broken_off > 0 && whole_ones > 0,
        "{broken_off} broken off, {whole_ones} whole, {saved} told"
    );
    assert_eq!(desk.run(&["import", "0.xlsx"]).code, 0);
    assert_eq!(desk.run(&["list"]).code, 0);
}

#[test]
fn two_that_write_at_once_lose_nothing_to_each_other() {
    let desk = Desk::with_many();
    std::thread::scope(|scope| {
        for writer in ["x", "y", "z"] {
            let desk = &desk;
            scope.spawn(move || {
                for round in 0..10 {
                    let name = format!("{writer}{round}");
                    desk.round(&format!("{name}.xlsx"), &name);
                    let ran = desk.run(&["import", &format!("{name}.xlsx")]);
                    assert_eq!(ran.code, 0, "{}", ran.err);
                    assert!(
                        ran.out.contains(&format!("已记入 {FINDINGS} 个问题")),
                        "{}",
                        ran.out
                    );
                }
            });
        }
    });
    for writer in ["x", "y", "z"] {
        for round in 0..10 {
            assert_eq!(desk.remarks(&format!("{writer}{round}")), FINDINGS as i64);
        }
    }
}

#[test]
fn two_that_begin_a_ledger_at_once_make_one() {
    let desk = Desk::new();
    let names = ["a", "b", "c"];
    for name in names {
        let own = inspection("2018-05-02", vec![finding(name)]);
        desk.write(&format!("{name}.json"), &own);
    }
    std::thread::scope(|scope| {
        for name in names {
            let desk = &desk;
            scope.spawn(move || {
                let ran = desk.run(&["enter", &format!("{name}.json")]);
                assert_eq!(ran.code, 0, "{}", ran.err);
            });
        }
    });
    let count: i64 = desk
        .database()
        .query_row("SELECT count(*) FROM inspection", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 3);
}
