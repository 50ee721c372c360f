//! `tongyuan check` with its flags.

use clap::{Arg, ArgAction, Command, ValueHint};

use super::{paths, profile, settings, shared};

/// The forms of a report.
const REPORTS: [&str; 9] = [
    "text", "json", "ndjson", "sarif", "junit", "github", "gitlab", "markdown", "html",
];

/// The command `check`.
pub(super) fn command(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("check")
        .about(t(
            "检查指南，并把各渠道已发布的版本与权威数据源比对",
            "Checks guides, and every published version against its source",
        ))
        .arg(paths(t(
            "指南库、其中的文件夹或者文件（默认当前文件夹）；“-”表示从标准输入读一份指南",
            "A repository, a folder or files in it (default: this folder); - reads one guide from stdin",
        )))
        .after_help(t(
            "退出码：0 没有问题；1 有 --fail-on 这一级或者更严重的问题；2 出错，其余的照常检查；3 没有可检查的内容。--fix 按改后的结果；--diff 只要有可改之处就是 1。",
            "Exit codes: 0 nothing found; 1 findings from the severity of --fail-on on; 2 an error, and the rest was checked; 3 nothing to check. With --fix: as it is afterwards. With --diff: 1 also where there would be a change.",
        ))
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name("FORMAT")
                .value_parser(REPORTS)
                .action(ArgAction::Append)
                .help(t(
                    "输出格式：text（默认）、json、ndjson、sarif、junit、github、gitlab、markdown、html；可以写几次，各带自己的 --output",
                    "Output format: text (default), json, ndjson, sarif, junit, github, gitlab, markdown, html; as often as wanted, each with its own --output",
                )),
        )
        .arg(
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .conflicts_with("diff")
                .help(t(
                    "不用判断就能改正的，在权威数据源里直接改正，注释、次序和写法不动；然后检查改后的指南",
                    "Mends in the source what takes no judgement, and leaves comments, order and style as they are; then checks what came of it",
                )),
        )
        .arg(
            Arg::new("diff")
                .long("diff")
                .action(ArgAction::SetTrue)
                .conflicts_with("format")
                .help(t(
                    "只显示 --fix 会作的改动（补丁），不写文件",
                    "Shows as a patch what --fix would change, and writes nothing",
                )),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .short('o')
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .action(ArgAction::Append)
                .help(t("写到文件，不写到标准输出", "Writes to a file instead of stdout")),
        )
        .arg(
            Arg::new("base")
                .long("base")
                .value_name("REV")
                .help(t(
                    "同时判断指南自这个 git 版本以来的改动，例如 origin/main：批准、版本号、增加的负担",
                    "Also judges how guides have changed since this git revision, such as origin/main: approval, version, what more is asked",
                )),
        )
        .arg(
            Arg::new("changed-only")
                .long("changed-only")
                .action(ArgAction::SetTrue)
                .requires("base")
                .help(t(
                    "只检查改动了的指南，和已发布版本有改动的指南",
                    "Only guides that have changed, or of which something published has",
                )),
        )
        .arg(
            Arg::new("only-new")
                .long("only-new")
                .action(ArgAction::SetTrue)
                .requires("base")
                .help(t(
                    "只有这次改动新带来的问题才计入结果，以前就有的不计",
                    "Only findings that the change brought count, and not those from before",
                )),
        )
        .arg(shared::fail_on(t))
        .arg(shared::today(t))
        .args(settings(t))
        .arg(profile(&t))
        .arg(
            Arg::new("watch")
                .long("watch")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["stdin", "stdin-filename", "write-baseline"])
                .help(t(
                    "文件有改动就重新检查，直到按 Ctrl-C",
                    "Checks again whenever a file changes, until Ctrl-C",
                )),
        )
        .arg(
            Arg::new("stdin")
                .long("stdin")
                .value_name("SHAPE")
                .value_parser(["ndjson"])
                .conflicts_with_all(["base", "fix", "diff", "stdin-filename", "write-baseline"])
                .help(t(
                    "从标准输入一行一份地读卷宗（tongyuan schema dossier），问题也一行一个地写出，不论有多少：ndjson",
                    "Reads dossiers from stdin, one a line (tongyuan schema dossier), and writes findings likewise, however many there are: ndjson",
                )),
        )
        .arg(
            Arg::new("stdin-filename")
                .long("stdin-filename")
                .value_name("FILE")
                .help(t(
                    "标准输入是哪个文件的内容：用这个文件所在指南库的设置、规则、清单和已发布版本，按这个名字指明位置",
                    "The file whose text comes from stdin: settings, rules, registers and published versions are those of its repository, and places name it",
                )),
        )
        .arg(shared::threads(t))
        .arg(
            Arg::new("quiet")
                .long("quiet")
                .short('q')
                .action(ArgAction::Count)
                .help(t("-q 不显示说明和总计；-qq 只给退出码", "-q: no notes and no summary; -qq: only the exit code")),
        )
        .args(accepted(t))
        .args(read(t))
}

/// Which files are read, and showing what a run goes by.
fn read(t: impl Fn(&'static str, &'static str) -> &'static str) -> [Arg; 4] {
    let flag = |name: &'static str, help| {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(help)
    };
    [
        flag(
            "no-ignore",
            t(
                ".gitignore、.ignore 排除的文件也读",
                "Also reads what .gitignore and .ignore leave out",
            ),
        ),
        flag(
            "force-exclude",
            t(
                "参数里写明的文件，被排除的也不读（默认照读）",
                "Leaves out ignored files even where the arguments name them (default: these are read)",
            ),
        ),
        flag(
            "show-settings",
            t(
                "只显示各项设置和来处，不检查；可以存为设置文件",
                "Only shows the settings that hold and where each is from; can be saved as a settings file",
            ),
        )
        .conflicts_with_all(["fix", "diff"]),
        flag(
            "show-files",
            t(
                "只列出要读的文件和用途，不检查",
                "Only lists the files that would be read, and what each is for",
            ),
        )
        .conflicts_with_all(["show-settings", "fix", "diff"]),
    ]
}

/// What was accepted, by waivers and by a baseline.
fn accepted(t: impl Fn(&'static str, &'static str) -> &'static str) -> [Arg; 4] {
    [
        Arg::new("show-keys")
            .long("show-keys")
            .action(ArgAction::SetTrue)
            .help(t(
                "显示每个问题的编号，豁免清单 waivers.yaml 用它指明问题",
                "Shows the key of each finding, by which waivers.yaml names it",
            )),
        Arg::new("show-waived")
            .long("show-waived")
            .action(ArgAction::SetTrue)
            .help(t(
                "已豁免的和基线中已有的问题也显示",
                "Also shows what is waived or known from the baseline",
            )),
        Arg::new("write-baseline")
            .long("write-baseline")
            .value_name("FILE")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("")
            .value_hint(ValueHint::FilePath)
            .help(t(
                "把现有的问题写进基线（默认指南库里的 baseline.json），以后只报新的问题",
                "Writes the findings that there are as the baseline (default: baseline.json of the repository): from then on only new ones count",
            )),
        Arg::new("no-baseline")
            .long("no-baseline")
            .action(ArgAction::SetTrue)
            .conflicts_with("write-baseline")
            .help(t("不看基线，全部问题都报", "Ignores the baseline: every finding counts")),
    ]
}
