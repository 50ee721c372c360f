//! `tongyuan rules test`: the repository's own rules against their own examples.

use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Language, test_rules};

use super::{Context, value};
use crate::exit::Exit;
use crate::language::say;
use crate::output::{print_or_fail, tell_failure, tell_note};
use crate::own_rules;
use crate::repository::Ignoring;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let language = context.language;
    let folder = Path::new(value(matches, "path").unwrap_or("."));
    if !folder.exists() {
        let path = folder.display();
        tell_failure(
            language,
            &format!("没有这个文件或者文件夹：{path}"),
            &format!("there is no such file or folder: {path}"),
        );
        return Exit::Failed;
    }
    let (rules, notes) = own_rules::load(folder, Ignoring::default());
    for note in &notes {
        tell_note(note, language, context.colour.on_stderr());
    }
    let is_wrong = notes.iter().any(|note| note.is_error);
    if rules.is_empty() {
        tell_failure(
            language,
            "没有本库规则：rules/ 下没有规则文件。写法见 docs/own-rules.md，模式见 tongyuan schema own-rules。",
            "there are no rules of the repository: no rule files below rules/. See docs/own-rules.md, and `tongyuan schema own-rules`.",
        );
        // What could not be read is worse than nothing to read.
        return if is_wrong {
            Exit::Failed
        } else {
            Exit::Nothing
        };
    }
    let (mut text, mut passed, mut failed) = (String::new(), 0, 0);
    for test in test_rules(&rules) {
        let (id, count) = (&test.rule.id, test.examples);
        if test.faults.is_empty() {
            passed += 1;
            text.push_str(&say(
                language,
                format!("通过    {id}（例子 {count} 个）\n"),
                format!("passed  {id} ({count} examples)\n"),
            ));
            continue;
        }
        failed += 1;
        text.push_str(&say(
            language,
            format!("没通过  {id}（例子 {count} 个）\n\n"),
            format!("failed  {id} ({count} examples)\n\n"),
        ));
        let colour = context.colour.on_stdout();
        for fault in &test.faults {
            text.push_str(&tongyuan_report::note_text(&fault.note, language, colour));
        }
    }
    if passed + failed > 0 {
        text.push_str(&total(passed, failed, language));
    }
    let exit = match (is_wrong, failed) {
        (true, _) => Exit::Failed,
        (false, 0) => Exit::Clean,
        (false, _) => Exit::Found,
    };
    print_or_fail(&text, language, exit)
}

fn total(passed: usize, failed: usize, language: Language) -> String {
    let all = passed + failed;
    let rules = if all == 1 { "rule" } else { "rules" };
    say(
        language,
        format!("测试了 {all} 条本库规则：通过 {passed}，没通过 {failed}。\n"),
        format!("{all} {rules} of the repository tested: {passed} passed, {failed} failed.\n"),
    )
}
