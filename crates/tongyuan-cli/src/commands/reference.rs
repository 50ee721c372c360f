//! What the program says of itself: rules, schemas, completions, the man page.

use std::path::Path;

use clap::ArgMatches;
use tongyuan::{OwnRules, RunNote};
use tongyuan_model::{nearest, schema as schemas};

use super::{Context, rules_test, value};
use crate::exit::Exit;
use crate::output::{print_or_fail, tell_failure, tell_note};
use crate::repository::Ignoring;
use crate::{args, own_rules, settings};

/// `tongyuan rules`
pub(super) fn rules(matches: &ArgMatches, context: Context) -> Exit {
    if let Some(("test", matches)) = matches.subcommand() {
        return rules_test::run(matches, context);
    }
    let (own, notes) = own_rules::load(Path::new("."), Ignoring::default());
    let text = match value(matches, "format") {
        Some("json") => tongyuan_report::rules_json(&own),
        _ => tongyuan_report::rules_text(&own, context.language),
    };
    print_or_fail(&text, context.language, tell_all(&notes, context))
}

/// Tells what is wrong with the repository's own rules; says how the command ends then.
fn tell_all(notes: &[RunNote], context: Context) -> Exit {
    for note in notes {
        tell_note(note, context.language, context.colour.on_stderr());
    }
    let is_wrong = notes.iter().any(|note| note.is_error);
    if is_wrong { Exit::Failed } else { Exit::Clean }
}

/// `tongyuan explain`
pub(super) fn explain(matches: &ArgMatches, context: Context) -> Exit {
    let id = value(matches, "rule").unwrap_or_default();
    if let Some(text) = tongyuan::explain(id, context.language) {
        return print_or_fail(&text, context.language, Exit::Clean);
    }
    let (own, notes) = own_rules::load(Path::new("."), Ignoring::default());
    if let Some(rule) = own.get(id) {
        let text = tongyuan_report::explain_own(rule, context.language);
        return print_or_fail(&text, context.language, Exit::Clean);
    }
    if own.ids().any(|own| own == id) {
        // What is wrong with it is all that can be said of it.
        return tell_all(&notes, context);
    }
    let (chinese, english) = match nearest(id, ids(&own)) {
        Some(near) => (
            format!("没有规则“{id}”，是否应为“{near}”？"),
            format!("there is no rule “{id}”; did you mean “{near}”?"),
        ),
        None => (
            format!("没有规则“{id}”，全部规则见 tongyuan rules"),
            format!("there is no rule “{id}”; `tongyuan rules` lists them all"),
        ),
    };
    tell_failure(context.language, &chinese, &english);
    Exit::Failed
}

/// The ids of all rules.
fn ids(own: &OwnRules) -> impl Iterator<Item = &str> {
    tongyuan::rules().map(|rule| rule.id).chain(own.ids())
}

/// `tongyuan schema`
pub(super) fn schema(matches: &ArgMatches, context: Context) -> Exit {
    let text = match value(matches, "name") {
        Some("guide") => schemas::GUIDE_SCHEMA,
        Some("guide-zh") => schemas::GUIDE_SCHEMA_ZH,
        Some("items") => schemas::ITEMS_SCHEMA,
        Some("materials") => schemas::MATERIALS_SCHEMA,
        Some("laws") => schemas::LAWS_SCHEMA,
        Some("cancelled") => schemas::CANCELLED_SCHEMA,
        Some("calendar") => schemas::CALENDAR_SCHEMA,
        Some("waivers") => schemas::WAIVERS_SCHEMA,
        Some("baseline") => schemas::BASELINE_SCHEMA,
        Some("own-rules") => schemas::OWN_RULES_SCHEMA,
        Some("config") => settings::SCHEMA,
        Some("dossier") => tongyuan::DOSSIER_SCHEMA,
        Some("findings") => tongyuan_report::FINDINGS_SCHEMA,
        Some("diff") => tongyuan_report::DIFF_SCHEMA,
        Some("inspection") => tongyuan_report::inspection::INSPECTION_SCHEMA,
        Some("ledger") => tongyuan_report::ledger::LEDGER_SCHEMA,
        Some("capture") => tongyuan_report::CAPTURE_SCHEMA,
        _ => return Exit::Failed,
    };
    print_or_fail(text, context.language, Exit::Clean)
}

/// `tongyuan completions`
pub(super) fn completions(matches: &ArgMatches, context: Context) -> Exit {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else {
        return Exit::Failed;
    };
    let mut script = Vec::new();
    let mut command = args::command(context.language);
    clap_complete::generate(*shell, &mut command, "tongyuan", &mut script);
    print_or_fail(
        &String::from_utf8_lossy(&script),
        context.language,
        Exit::Clean,
    )
}

/// `tongyuan man`: the whole manual, a section a command.
pub(super) fn man(context: Context) -> Exit {
    let command = args::command(context.language);
    let mut page = Vec::new();
    let mut render = |command: clap::Command| clap_mangen::Man::new(command).render(&mut page);
    let mut done = render(command.clone());
    for sub in command.get_subcommands() {
        let name = format!("tongyuan-{}", sub.get_name());
        done = done.and_then(|()| render(sub.clone().name(name.clone())));
        for below in sub.get_subcommands() {
            let name = format!("{name}-{}", below.get_name());
            done = done.and_then(|()| render(below.clone().name(name)));
        }
    }
    match done {
        Ok(()) => print_or_fail(
            &String::from_utf8_lossy(&page),
            context.language,
            Exit::Clean,
        ),
        Err(_) => Exit::Failed,
    }
}
