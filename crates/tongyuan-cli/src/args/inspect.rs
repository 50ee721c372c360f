//! `tongyuan inspect` and `tongyuan report` with their flags.

use clap::{Arg, ArgAction, Command, ValueHint};

use super::{paths, profile, settings, shared};

/// The command `inspect`.
pub(super) fn command(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("inspect")
        .about(t(
            "专项检查：检查全部指南、已发布版本和办件记录，写出报告和整改台账",
            "The special inspection: all guides, published versions and records, with report and ledger",
        ))
        .after_help(t(
            "写出 inspection.json 和由它生成的 report.html、report.docx、report.md、findings.csv、ledger.xlsx，每个责任部门另有一个文件夹。中断后再运行同一条命令就接着做：已经抓取的网页当天不再抓取。\n退出码：0 没有问题；1 有 --fail-on 这一级或者更严重的问题；2 出错，其余的照常检查；3 没有可检查的内容；4 有网页没有抓到，无从判断。",
            "Writes inspection.json and, from it, report.html, report.docx, report.md, findings.csv and ledger.xlsx, with a folder for each department. If it is interrupted, the same command goes on: pages that were fetched are not fetched again on that day.\nExit codes: 0 nothing found; 1 findings from the severity of --fail-on on; 2 an error, and the rest was checked; 3 nothing to check; 4 a page could not be had, so that nothing can be said of it.",
        ))
        .arg(paths(t(
            "指南库、其中的文件夹或者文件（默认当前文件夹）",
            "A repository, a folder or files in it (default: this folder)",
        )))
        .arg(out(t(
            "报告写到哪个文件夹",
            "The folder that the report is written to",
        ))
        .required(true))
        .arg(
            Arg::new("live")
                .long("live")
                .action(ArgAction::SetTrue)
                .help(t(
                    "先把线上渠道的网页重新抓取一遍，同 tongyuan capture",
                    "Fetches the pages of the online hall first, as `tongyuan capture` does",
                )),
        )
        .arg(
            Arg::new("ledger")
                .long("ledger")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .conflicts_with("no-ledger")
                .help(t(
                    "整改台账记在哪个文件（默认设置项 paths.ledger，其次指南库里的 ledger.sqlite）",
                    "The file of the ledger (default: the setting paths.ledger, else ledger.sqlite of the repository)",
                )),
        )
        .arg(
            Arg::new("no-ledger")
                .long("no-ledger")
                .action(ArgAction::SetTrue)
                .help(t(
                    "不记整改台账：报告里没有整改状态、期限和与上次的比较",
                    "Keeps no ledger: the report has no states, no days due and no comparison with the last inspection",
                )),
        )
        .arg(
            Arg::new("by")
                .long("by")
                .value_name("NAME")
                .help(t("谁作的检查（默认系统的用户名）", "Who inspects (default: the user of the system)")),
        )
        .arg(shared::fail_on(t))
        .arg(shared::today(t))
        .args(settings(t))
        .arg(profile(&t))
        .arg(shared::threads(t))
        .arg(
            Arg::new("quiet")
                .long("quiet")
                .short('q')
                .action(ArgAction::Count)
                .help(t("不显示小结；-qq 什么也不显示", "No summary; -qq prints nothing")),
        )
}

/// The command `report`.
pub(super) fn report(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("report")
        .about(t(
            "由 inspection.json 重新生成报告的各种格式，逐字节相同",
            "Writes every form of a report again from its inspection.json, byte for byte",
        ))
        .after_help(t(
            "退出码：0 已经生成；2 文件无法读取、不是检查数据，或者无法写入。",
            "Exit codes: 0 written; 2 the file cannot be read, is no inspection, or a form cannot be written.",
        ))
        .arg(
            Arg::new("path")
                .value_name("INSPECTION")
                .value_hint(ValueHint::FilePath)
                .required(true)
                .help(t(
                    "tongyuan inspect 写出的 inspection.json",
                    "The inspection.json that `tongyuan inspect` has written",
                )),
        )
        .arg(out(t(
            "写到哪个文件夹（默认 inspection.json 所在的文件夹）",
            "The folder that the forms are written to (default: that of inspection.json)",
        )))
        .arg(
            Arg::new("quiet")
                .long("quiet")
                .short('q')
                .action(ArgAction::Count)
                .help(t("不显示小结", "No summary")),
        )
}

fn out(help: &'static str) -> Arg {
    Arg::new("out")
        .long("out")
        .alias("output")
        .short('o')
        .value_name("DIR")
        .value_hint(ValueHint::DirPath)
        .help(help)
}
