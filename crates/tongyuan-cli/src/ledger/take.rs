//! What departments have filled in is taken: each row that can be, and the others named.
//!
//! A claim puts nothing right. It is entered as what somebody says, and the next inspection that looks confirms or contradicts it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, named_params};
use tongyuan::{Date, RunNote, Said};
use tongyuan_extract::FilledRow;
use tongyuan_report::clean;
use tongyuan_report::ledger::{Claim, Progress};

use super::Ledger;
use super::trouble::Trouble;

/// What came of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// Findings of which something new was entered.
    pub(crate) taken: usize,
    /// Findings of which the workbook says nothing new.
    pub(crate) unchanged: usize,
    /// Rows that cannot be taken.
    pub(crate) refused: Vec<(Place, Said)>,
    /// Rows that were taken, with something to be known of them.
    pub(crate) remarks: Vec<(Place, Said)>,
}

/// A row of a sheet, from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) sheet: String,
    pub(crate) row: u32,
}

impl Place {
    fn of(row: &FilledRow) -> Self {
        Self {
            sheet: row.sheet.clone(),
            row: row.row,
        }
    }
}

/// A finding as the ledger has it while a workbook is taken.
struct Held {
    state: String,
    start: String,
    due: Option<String>,
    evidence: String,
    message: String,
    /// The last entry that says what the department says, or refutes it; 0 where there is none.
    revision: i64,
    claim: Claim,
}

impl Ledger {
    /// Enters what departments have filled in, in one act. `who` hands it in, on a day, at a time by the clock.
    pub(crate) fn take(
        &mut self,
        rows: &[FilledRow],
        who: &str,
        today: Date,
        at: &str,
    ) -> Result<Taken, Box<RunNote>> {
        let who = clean(who);
        self.act(|connection| {
            let taking = Taking {
                connection,
                who: &who,
                today,
                at,
                messages: OnceCell::new(),
            };
            taking.all(rows)
        })
    }
}

struct Taking<'t> {
    connection: &'t Connection,
    who: &'t str,
    today: Date,
    at: &'t str,
    /// What all findings say, once it is asked for.
    messages: OnceCell<HashSet<String>>,
}

impl Taking<'_> {
    fn all(&self, rows: &[FilledRow]) -> Result<Taken, Trouble> {
        let mut taken = Taken::default();
        let mut by_key: BTreeMap<&str, Vec<&FilledRow>> = BTreeMap::new();
        for row in rows {
            match row.key.as_deref() {
                Some(key) => by_key.entry(key).or_default().push(row),
                None => taken.refused.push((Place::of(row), keyless())),
            }
        }
        for (key, rows) in by_key {
            self.finding(key, &rows, &mut taken)?;
        }
        taken.refused.sort_by(|a, b| a.0.cmp(&b.0));
        taken.remarks.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(taken)
    }

    /// What the rows of a finding say, which stand on the sheet of all and on that of its department.
    fn finding(&self, key: &str, rows: &[&FilledRow], taken: &mut Taken) -> Result<(), Trouble> {
        let Some(held) = self.held(key)? else {
            for row in rows {
                taken.refused.push((Place::of(row), unknown(key)));
            }
            return Ok(());
        };
        let mut said: Vec<(&FilledRow, Claim)> = Vec::new();
        let mut is_refused = false;
        for row in rows {
            let claim = match self.is_misplaced(row, &held)? {
                true => Err(misplaced()),
                false => self.claim(row),
            };
            match claim {
                Ok(claim) => {
                    let shown = self.shown(key, row.revision.as_deref(), &held)?;
                    // What was not filled in takes nothing back that was said before.
                    if !claim.is_empty() && claim != shown {
                        said.push((row, claim));
                    }
                }
                Err(why) => {
                    is_refused = true;
                    taken.refused.push((Place::of(row), why));
                }
            }
        }
        let Some((first, claim)) = said.first() else {
            taken.unchanged += usize::from(!is_refused);
            return Ok(());
        };
        if let Some((other, _)) = said.iter().find(|(_, own)| own != claim) {
            for (row, _) in &said {
                let against = if row.sheet == first.sheet && row.row == first.row {
                    other
                } else {
                    first
                };
                taken.refused.push((Place::of(row), differs(against)));
            }
            return Ok(());
        }
        let is_old = first.revision.as_deref().map(str::parse) != Some(Ok(held.revision));
        if *claim == held.claim {
            taken.unchanged += 1;
            return Ok(());
        }
        if is_old && self.was_claimed(key, first, claim)? {
            for (row, _) in &said {
                taken.refused.push((Place::of(row), superseded()));
            }
            return Ok(());
        }
        let evidence = first.evidence.as_deref().unwrap_or(&held.evidence);
        self.enter(key, &held, claim, evidence)?;
        taken.taken += 1;
        if evidence != held.evidence {
            taken.remarks.push((Place::of(first), changed()));
        }
        if is_old && first.revision.is_some() {
            taken.remarks.push((Place::of(first), overtaken()));
        }
        if held.state == "rectified" {
            taken.remarks.push((Place::of(first), settled()));
        }
        Ok(())
    }

    /// What a row claims.
    fn claim(&self, row: &FilledRow) -> Result<Claim, Said> {
        let text = |text: &Option<String>| text.as_deref().map(|own| clean(own).into_owned());
        let progress = match row.progress.as_deref() {
            None => None,
            Some(word) => Some(Progress::of_word(word).ok_or_else(|| no_progress(word))?),
        };
        let done = match row.done.as_deref() {
            None => None,
            Some(word) => Some(day(word).ok_or_else(|| no_day(word))?),
        };
        if let Some(done) = done.filter(|done| *done > self.today)
            && progress == Some(Progress::Rectified)
        {
            return Err(not_yet(done, self.today));
        }
        Ok(Claim {
            progress: progress.map(|own| own.key().to_owned()),
            remark: text(&row.remark),
            owner: text(&row.owner),
            done: done.map(|done| done.to_string()),
        })
    }

    fn held(&self, key: &str) -> Result<Option<Held>, Trouble> {
        let mut query = self.connection.prepare_cached(
            "SELECT f.state, f.start, f.due, f.evidence, f.revision, c.progress, c.remark, c.owner, c.done, f.message
             FROM finding f LEFT JOIN event c ON c.id = f.claim WHERE f.key = ?1",
        )?;
        let held = query.query_row([key], |row| {
            Ok(Held {
                state: row.get(0)?,
                start: row.get(1)?,
                due: row.get(2)?,
                evidence: row.get(3)?,
                revision: row.get(4)?,
                claim: Claim {
                    progress: row.get(5)?,
                    remark: row.get(6)?,
                    owner: row.get(7)?,
                    done: row.get(8)?,
                },
                message: row.get(9)?,
            })
        });
        Ok(held.optional()?)
    }

    /// What the workbook showed of a finding when it was written: what the ledger has now, where it does not say.
    fn shown(&self, key: &str, revision: Option<&str>, held: &Held) -> Result<Claim, Trouble> {
        let revision: i64 = match revision.map(str::parse) {
            Some(Ok(revision)) => revision,
            _ => held.revision,
        };
        if revision == held.revision {
            return Ok(held.claim.clone());
        }
        if revision == 0 {
            return Ok(Claim::default());
        }
        let mut query = self.connection.prepare_cached(
            "SELECT progress, remark, owner, done FROM event WHERE id = ?1 AND finding = ?2",
        )?;
        let shown = query.query_row((revision, key), |row| {
            Ok(Claim {
                progress: row.get(0)?,
                remark: row.get(1)?,
                owner: row.get(2)?,
                done: row.get(3)?,
            })
        });
        Ok(shown.optional()?.unwrap_or_else(|| held.claim.clone()))
    }

    /// Whether the same was entered since the workbook was written: it is in it that it was said, and something else has been since.
    fn was_claimed(&self, key: &str, row: &FilledRow, claim: &Claim) -> Result<bool, Trouble> {
        let revision: i64 = match row.revision.as_deref().map(str::parse) {
            Some(Ok(revision)) => revision,
            _ => return Ok(false),
        };
        let mut query = self.connection.prepare_cached(
            "SELECT 1 FROM event WHERE finding = ?1 AND id > ?2 AND act = 'claimed'
             AND progress IS ?3 AND remark IS ?4 AND owner IS ?5 AND done IS ?6",
        )?;
        let Claim {
            progress,
            remark,
            owner,
            done,
        } = claim;
        Ok(query.exists((key, revision, progress, remark, owner, done))?)
    }

    /// Whether what a row shows is another finding than its key says: only some of the columns were sorted, and the keys stayed behind.
    fn is_misplaced(&self, row: &FilledRow, held: &Held) -> Result<bool, Trouble> {
        let Some(shown) = row.finding.as_deref().map(bare) else {
            return Ok(false);
        };
        if row.is_blank() || shown == bare(&held.message) {
            return Ok(false);
        }
        if self.messages.get().is_none() {
            let mut query = self.connection.prepare("SELECT message FROM finding")?;
            let rows = query.query_map([], |row| row.get::<_, String>(0))?;
            let all = rows.map(|own| own.map(|own| bare(&own)));
            let _ = self.messages.set(all.collect::<Result<_, _>>()?);
        }
        Ok(self.messages.get().is_some_and(|own| own.contains(&shown)))
    }

    fn enter(&self, key: &str, held: &Held, claim: &Claim, evidence: &str) -> Result<(), Trouble> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO event (finding, day, at, who, act, before, after, start, due, evidence, progress, remark, owner, done)
             VALUES (:finding, :day, :at, :who, 'claimed', :state, :state, :start, :due, :evidence, :progress, :remark, :owner, :done)",
        )?;
        insert.execute(named_params! {
            ":finding": key, ":day": self.today.to_string(), ":at": self.at, ":who": self.who, ":state": held.state,
            ":start": held.start, ":due": held.due, ":evidence": clean(evidence), ":progress": claim.progress,
            ":remark": claim.remark, ":owner": claim.owner, ":done": claim.done,
        })?;
        let id = self.connection.last_insert_rowid();
        let mut update = self
            .connection
            .prepare_cached("UPDATE finding SET claim = ?2, revision = ?2 WHERE key = ?1")?;
        update.execute((key, id))?;
        Ok(())
    }
}

/// The day of a text as people write it: `2018-05-02`, `2018/5/2`, `2018.5.2`, `2018年5月2日`, also with a time of day behind it.
fn day(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches('日');
    let text = text.split([' ', 'T']).next()?;
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let mut number = |most: usize| -> Option<u16> {
        let part = parts.next()?.trim();
        let is_number =
            !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|_| is_number)
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() {
        return None;
    }
    Date::parse(&format!("{year:04}-{month:02}-{day:02}")).filter(|_| year >= 1900)
}

fn keyless() -> Said {
    Said::new(
        "没有问题编号，不知道是哪个问题：编号在隐藏的列里，请不要删；可以重新导出再填",
        "there is no key, so that nobody can tell which finding it is: the keys are in a hidden column, which is not to be removed; export again, and fill in that",
    )
}

fn unknown(key: &str) -> Said {
    let key: String = clean(key).chars().take(64).collect();
    Said::new(
        format!("台账里没有编号为“{key}”的问题：是不是别的库的台账，或者编号被改过"),
        format!(
            "the ledger has no finding “{key}”: it may be of another repository, or the key was altered"
        ),
    )
}

fn no_progress(word: &str) -> Said {
    let word: String = clean(word).chars().take(64).collect();
    let words = |language| Progress::ALL.map(|own| own.words().get(language));
    Said::new(
        format!(
            "整改情况不能是“{word}”，可以是：{}",
            words(tongyuan::Language::Chinese).join("、")
        ),
        format!(
            "the progress cannot be “{word}”; it is one of: {}",
            words(tongyuan::Language::English).join(", ")
        ),
    )
}

fn no_day(word: &str) -> Said {
    let word: String = clean(word).chars().take(64).collect();
    Said::new(
        format!("完成日期“{word}”不是日期，写成 2024-03-01 这样"),
        format!("“{word}” is no day on which it was done: write it as in 2024-03-01"),
    )
}

fn not_yet(done: Date, today: Date) -> Said {
    Said::new(
        format!("已整改的完成日期 {done} 还没有到（今天是 {today}）"),
        format!("it is said to be put right on {done}, which is not there yet (today is {today})"),
    )
}

fn differs(other: &FilledRow) -> Said {
    let FilledRow { sheet, row, .. } = other;
    let sheet = clean(sheet);
    Said::new(
        format!("与工作表“{sheet}”第 {row} 行填的是同一个问题，填得不一样：改成一致，或者只填一处"),
        format!(
            "row {row} of the sheet “{sheet}” is of the same finding, and says something else: make them say the same, or fill in one of them"
        ),
    )
}

/// The beginning of a text, without its blanks: as much of it as every cell holds.
fn bare(text: &str) -> String {
    const MOST: usize = 300;
    let kept = text.chars().filter(|c| !c.is_whitespace());
    kept.take(MOST).collect()
}

fn misplaced() -> Said {
    Said::new(
        "这一行的“问题”与隐藏列里的编号不是同一个问题，多半是只排序了一部分列：重新导出，选中全部列再排序",
        "what the row shows is another finding than the key in its hidden column says; most likely only some of the columns were sorted: export again, and sort all columns together",
    )
}

fn superseded() -> Said {
    Said::new(
        "这样填过，已经记入，之后又记入过别的填报或者复查结果，没有再记：确实要改回的，重新导出再填",
        "this was entered once, and something else has been said or found since: it was not entered again; to take that back, export again, and fill in that",
    )
}

fn overtaken() -> Said {
    Said::new(
        "已记入；但导出以后这个问题又有人填报过或者复查过，请核对以哪一次为准",
        "it was entered; but since the workbook was written somebody has said something else of it, or it was looked for: see which of them holds",
    )
}

fn changed() -> Said {
    Said::new(
        "已记入；但导出以后问题的内容有变化，请核对填写的还是不是这个问题",
        "it was entered; but what was found has changed since the workbook was written: see whether it still is what was meant",
    )
}

fn settled() -> Said {
    Said::new(
        "已记入；复查已经确认这个问题整改",
        "it was entered; an inspection has found this put right already",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        for text in [
            "2018-05-02",
            "2018/5/2",
            "2018.5.2",
            "2018年5月2日",
            " 2018-05-02 09:30",
            "2018年05月02日",
        ] {
            assert_eq!(
                day(text).map(|own| own.to_string()).as_deref(),
                Some("2018-05-02"),
                "{text}"
            );
        }
        for text in [
            "",
            "5月2日",
            "2018",
            "2018-02-30",
            "18-5-2",
            "43222",
            "明天",
            "2018-5-2-1",
            "2018年5月2日前",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
