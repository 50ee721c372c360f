//! What the program says of itself: rules, schemas, completions, the man page.

use clap::ArgMatches;
use tongyuan_model::{nearest, schema as schemas};

use super::{Context, value};
use crate::exit::Exit;
use crate::output::{print_or_fail, tell_failure};
use crate::{args, settings};

/// `tongyuan rules`
pub(super) fn rules(matches: &ArgMatches, context: Context) -> Exit {
    let text = match value(matches, "format") {
        Some("json") => tongyuan_report::rules_json(),
        _ => tongyuan_report::rules_text(context.language),
    };
    print_or_fail(&text, context.language, Exit::Clean)
}

/// `tongyuan explain`
pub(super) fn explain(matches: &ArgMatches, context: Context) -> Exit {
    let id = value(matches, "rule").unwrap_or_default();
    if let Some(text) = tongyuan::explain(id, context.language) {
        return print_or_fail(&text, context.language, Exit::Clean);
    }
    let (chinese, english) = match nearest(id, tongyuan::rules().map(|rule| rule.id)) {
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
        Some("config") => settings::SCHEMA,
        Some("findings") => tongyuan_report::FINDINGS_SCHEMA,
        Some("diff") => tongyuan_report::DIFF_SCHEMA,
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
