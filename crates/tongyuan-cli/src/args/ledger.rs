//! `tongyuan ledger` with its flags.

use clap::{Arg, ArgAction, Command, ValueHint};

use super::{settings, shared};

/// The command `ledger`.
pub(super) fn command(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("ledger")
        .about(t(
            "整改台账：每次检查发现的问题后来怎样",
            "The ledger: what became of the findings of every inspection",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([list(t), show(t), enter(t), import(t), export(t), report(t)])
}

/// What all of them take.
fn common(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Vec<Arg> {
    let mut common = vec![
        Arg::new("ledger")
            .long("ledger")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .help(t(
                "台账文件（默认设置项 paths.ledger，其次指南库里的 ledger.sqlite）",
                "The file of the ledger (default: the setting paths.ledger, else ledger.sqlite of the repository)",
            )),
        shared::today(t),
    ];
    common.extend(settings(t));
    common
}

fn format<const N: usize>(formats: [&'static str; N], help: &'static str) -> Arg {
    super::format(formats, help)
}

fn states(t: impl Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("state")
        .long("state")
        .value_name("STATE")
        .value_parser(["new", "open", "reopened", "overdue", "waived", "rectified"])
        .action(ArgAction::Append)
        .help(t(
            "只要这种状态的：new 新发现、open 未整改、reopened 再次出现、overdue 逾期未改、waived 已豁免、rectified 已整改；可以写几次",
            "Only findings in this state: new, open, reopened, overdue, waived, rectified; as often as wanted",
        ))
}

fn department(t: impl Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("department")
        .long("department")
        .value_name("NAME")
        .help(t("只要这个责任部门的", "Only findings of this department"))
}

fn by(t: impl Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("by").long("by").value_name("NAME").help(t(
        "记录人（默认系统用户名）",
        "Who enters it (default: the name of the user)",
    ))
}

fn list(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("list")
        .about(t(
            "列出问题和现在的状态",
            "Lists findings with where they stand",
        ))
        .arg(states(t))
        .arg(department(t))
        .arg(format(
            ["text", "json"],
            t(
                "输出格式：text（默认）、json",
                "Output format: text (default), json",
            ),
        ))
        .args(common(t))
}

fn show(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("show")
        .about(t(
            "显示一个问题和它的全部经过",
            "Shows one finding and all that happened to it",
        ))
        .arg(Arg::new("key").value_name("KEY").required(true).help(t(
            "问题编号，只写开头几位也行，只要不与别的重复",
            "The key of the finding, or so much of its beginning as no other has",
        )))
        .arg(format(
            ["text", "json"],
            t(
                "输出格式：text（默认）、json",
                "Output format: text (default), json",
            ),
        ))
        .args(common(t))
}

fn enter(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("enter")
        .about(t(
            "把别处做的一次检查（inspection.json）记入台账",
            "Enters an inspection that was made elsewhere (inspection.json)",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .value_hint(ValueHint::FilePath)
                .help(t(
                    "tongyuan inspect 写出的 inspection.json",
                    "The inspection.json that `tongyuan inspect` wrote",
                )),
        )
        .arg(by(t))
        .args(common(t))
}

fn import(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("import")
        .about(t(
            "把各部门填好的问题台账（XLSX）记入台账；是否整改到位，以下次检查为准",
            "Enters the workbooks that departments have filled in; whether something is put right, the next inspection says",
        ))
        .after_help(t(
            "退出码：0 全部记入；2 有行不能记入（逐行说明，其余的已记入），或者文件、台账有问题。",
            "Exit codes: 0 all was entered; 2 a row could not be (each is named, and the others were entered), or something is wrong with a file or the ledger.",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .num_args(1..)
                .required(true)
                .value_hint(ValueHint::FilePath)
                .help(t("填好的 XLSX", "Workbooks (XLSX) that were filled in")),
        )
        .arg(by(t))
        .args(common(t))
}

fn export(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("export")
        .about(t(
            "写出问题台账（XLSX），发给各部门填写",
            "Writes the workbook (XLSX) that departments fill in",
        ))
        .arg(super::output("FILE", t("写到哪个文件", "The file to write")).required(true))
        .arg(states(t))
        .arg(department(t))
        .args(common(t))
}

fn report(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("report")
        .about(t(
            "汇总一年、一季度或者一个月的整改情况",
            "Sums up what was put right in a year, a quarter or a month",
        ))
        .arg(
            Arg::new("period")
                .long("period")
                .value_name("PERIOD")
                .required(true)
                .help(t("2018、2018-Q3 或者 2018-05", "2018, 2018-Q3 or 2018-05")),
        )
        .arg(format(
            ["text", "markdown", "json"],
            t(
                "输出格式：text（默认）、markdown、json",
                "Output format: text (default), markdown, json",
            ),
        ))
        .args(common(t))
}
