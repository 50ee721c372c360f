//! `tongyuan init`

use std::fs;
use std::path::Path;

use clap::ArgMatches;

use super::check::this_day;
use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::language::say;
use crate::output::{print_or_fail, tell_failure};

/// The files of a new repository: a fictitious authority, one guide, both halls, all in step with each other.
const FILES: [(&str, &str); 8] = [
    (
        "tongyuan.toml",
        include_str!("../../template/tongyuan.toml"),
    ),
    (
        "guides/example-pledge.yaml",
        include_str!("../../template/guides/example-pledge.yaml"),
    ),
    (
        "halls/online/example-pledge.html",
        include_str!("../../template/halls/online/example-pledge.html"),
    ),
    (
        "halls/in-person/example-pledge.html",
        include_str!("../../template/halls/in-person/example-pledge.html"),
    ),
    (
        "registers/items.yaml",
        include_str!("../../template/registers/items.yaml"),
    ),
    (
        "registers/materials.yaml",
        include_str!("../../template/registers/materials.yaml"),
    ),
    (
        "registers/laws.yaml",
        include_str!("../../template/registers/laws.yaml"),
    ),
    (
        "registers/cancelled.yaml",
        include_str!("../../template/registers/cancelled.yaml"),
    ),
];

/// What the example says of its contacts.
const VERIFIED: &str = "核验日期: 2024-02-20";

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let language = context.language;
    let folder = Path::new(value(matches, "dir").unwrap_or("."));
    if let Some((taken, _)) = FILES.iter().find(|(name, _)| folder.join(name).exists()) {
        let taken = folder.join(taken);
        let taken = taken.display();
        tell_failure(
            language,
            &format!("{taken} 已经存在，没有改动任何文件"),
            &format!("{taken} is there already; nothing was changed"),
        );
        return Exit::Failed;
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        // Nobody verified the example, so that it should not be found unverified on its first day.
        let text = text.replace(VERIFIED, &format!("核验日期: {}", this_day()));
        let made = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| files::write(&path, &text));
        if let Err(error) = made {
            let path = path.display();
            tell_failure(
                language,
                &format!("无法写到 {path}：{error}"),
                &format!("cannot write to {path}: {error}"),
            );
            return Exit::Failed;
        }
    }
    let shown = folder.display();
    let text = say(
        language,
        format!(
            "已在 {shown} 新建指南库。接下来：\n\n  tongyuan check {shown}\n\n然后照 guides/example-pledge.yaml 写自己的指南，把各渠道发布的网页、Word 文件放进 halls/。\n"
        ),
        format!(
            "A repository of guides is in {shown}. Next:\n\n  tongyuan check {shown}\n\nThen write your own guides after guides/example-pledge.yaml, and put what the channels publish into halls/.\n"
        ),
    );
    print_or_fail(&text, language, Exit::Clean)
}
