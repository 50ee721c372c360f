//! `tongyuan changelog` with its flags.

use clap::{Arg, Command, ValueHint};

use super::settings;

/// The command `changelog`.
pub(super) fn command(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("changelog")
        .about(t(
            "写出两个版本之间对社会公布的变更：变更内容、依据、实施时间",
            "Writes what changed for the public between two revisions: what, on what basis, from when",
        ))
        .arg(
            Arg::new("range")
                .value_name("BASE..REV")
                .required(true)
                .help(t(
                    "git 的两个版本，例如 v1.0..v1.1；只写 BASE 则到当前的文件为止；BASE...REV 从两者分开的地方算起",
                    "Two revisions of git, as in v1.0..v1.1; BASE alone: up to the files as they are; BASE...REV: from where they parted",
                )),
        )
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .value_hint(ValueHint::AnyPath)
                .help(t("指南库（默认当前文件夹）", "A repository (default: this folder)")),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name("FORMAT")
                .value_parser(["markdown", "html", "json"])
                .default_value("markdown")
                .hide_default_value(true)
                .help(t(
                    "输出格式：markdown（默认）、html、json",
                    "Output format: markdown (default), html, json",
                )),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .short('o')
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .help(t("写到文件，不写到标准输出", "Writes to a file instead of stdout")),
        )
        .args(settings(t))
}
