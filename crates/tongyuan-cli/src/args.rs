//! The command line: every flag once, with its help in both languages.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint};
use tongyuan::Language;

use crate::language::say;

mod changelog;
mod check;
mod inspect;
mod ledger;
mod lsp;
mod render;
mod shared;

/// The whole command line in a language. Help, man page and completions are made from it.
pub(crate) fn command(language: Language) -> Command {
    let t = |chinese: &'static str, english: &'static str| say(language, chinese, english);
    let command = Command::new("tongyuan")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "核对办事指南：线上线下与同一来源是否完全一致",
            "Keeps service guides honest: every channel held against one source",
        ))
        .after_help(t(
            "退出码：0 没有问题；1 有问题（或者有差异）；2 参数、设置有误，或者有文件无法读取；3 没有可检查的内容；4 有网页没有抓到，无从判断。",
            "Exit codes: 0 nothing found; 1 findings (or differences); 2 bad arguments or settings, or a file that could not be read; 3 nothing was checked; 4 a page could not be had, so that nothing can be said of it.",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .args_conflicts_with_subcommands(false)
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("LANG")
                .global(true)
                .value_parser(["zh-CN", "en"])
                .help(t("输出语言：zh-CN、en（默认按系统语言，其次中文）", "Language of the output: zh-CN, en (default: the locale, else Chinese)")),
        )
        .arg(
            Arg::new("color")
                .long("color")
                .value_name("WHEN")
                .global(true)
                .value_parser(["auto", "always", "never"])
                .default_value("auto")
                .hide_default_value(true)
                .help(t("是否着色：auto（默认）、always、never", "When to use colours: auto (default), always, never")),
        )
        .subcommands([
            init(t), check::command(t), changelog::command(t), diff(t), extract(t), adopt(t), render::command(t), export(t), capture(t), inspect::command(t), inspect::report(t),
            ledger::command(t), register(t), lsp::command(t), rules(t), explain(t), schema(t), completions(t), man(t),
        ]);
    // What a value may be stands in the help itself, in its language.
    let command = each(command, "", &|own, _| {
        own.mut_args(|arg| {
            let takes_values = arg.get_action().takes_values();
            arg.hide_possible_values(takes_values)
        })
    });
    with_headings(command, language)
}

/// The command and all below it, each changed. `above` is what is typed before its name.
fn each(command: Command, above: &str, change: &impl Fn(Command, &str) -> Command) -> Command {
    let below = format!("{above}{} ", command.get_name());
    change(command, above).mut_subcommands(|own| each(own, &below, change))
}

/// The headings of help in the language of the run.
fn with_headings(command: Command, language: Language) -> Command {
    if language == Language::English {
        return command;
    }
    const TEMPLATE: &str =
        "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
    let command = command
        .subcommand_help_heading("命令")
        .next_help_heading("选项")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .global(true)
                .help("显示用法"),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("显示版本"),
        );
    each(command, "", &|own, above| {
        let own = own.help_template(TEMPLATE).subcommand_help_heading("命令");
        let own = own.mut_args(heading);
        let usage = own.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ");
        let usage = usage
            .replace("[OPTIONS]", "[选项]")
            .replace("<COMMAND>", "<命令>")
            .replace("[COMMAND]", "[命令]");
        own.override_usage(format!("{above}{usage}"))
    })
}

fn heading(arg: Arg) -> Arg {
    if arg.is_positional() {
        arg.help_heading("参数")
    } else {
        arg.help_heading("选项")
    }
}

fn paths(help: &'static str) -> Arg {
    Arg::new("path")
        .value_name("PATH")
        .num_args(0..)
        .value_hint(ValueHint::AnyPath)
        .help(help)
}

/// The format of the output; the first is the default.
fn format<const N: usize>(formats: [&'static str; N], help: &'static str) -> Arg {
    Arg::new("format")
        .long("format")
        .short('f')
        .value_name("FORMAT")
        .value_parser(formats)
        .default_value(formats[0])
        .hide_default_value(true)
        .help(help)
}

fn init(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("init")
        .about(t(
            "新建一个小的指南库，可以直接检查",
            "Makes a small repository of guides to start from",
        ))
        .arg(
            Arg::new("dir")
                .value_name("DIR")
                .default_value(".")
                .hide_default_value(true)
                .value_hint(ValueHint::DirPath)
                .help(t(
                    "放在哪个文件夹（默认当前文件夹）",
                    "Where to put it (default: this folder)",
                )),
        )
}

/// Which settings are read.
fn settings(t: impl Fn(&'static str, &'static str) -> &'static str) -> [Arg; 2] {
    [
        Arg::new("config")
            .long("config")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .conflicts_with("no-config")
            .help(t(
                "设置文件（默认环境变量 TONGYUAN_CONFIG，其次由近到远找 .tongyuan.toml 或者 tongyuan.toml）",
                "Settings file (default: TONGYUAN_CONFIG, else the nearest .tongyuan.toml or tongyuan.toml upwards)",
            )),
        Arg::new("no-config")
            .long("no-config")
            .alias("isolated")
            .action(ArgAction::SetTrue)
            .help(t(
                "不读设置文件；也可以写 --isolated",
                "Reads no settings file; also --isolated",
            )),
    ]
}

fn capture(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    Command::new("capture")
        .about(t(
            "抓取各指南线上渠道的网页，连同证据存入 halls/online/",
            "Fetches the online page of every guide into halls/online/, with its evidence",
        ))
        .after_help(t(
            "退出码：0 没有变化或者有变化；1 有网页已经不在（404、410）；2 出错；3 没有可抓取的网址；4 有网页受阻或者无法访问。",
            "Exit codes: 0 the same or different; 1 a page is gone (404, 410); 2 an error; 3 there is no address to fetch; 4 a page was blocked or unreachable.",
        ))
        .arg(paths(t(
            "指南库、其中的文件夹或者文件（默认当前文件夹）",
            "A repository, a folder or files in it (default: this folder)",
        )))
        .arg(format(
            ["text", "json"],
            t("输出格式：text（默认）、json", "Output format: text (default), json"),
        ))
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .short('n')
                .action(ArgAction::SetTrue)
                .help(t("只列出要抓取的网址，不访问网络", "Lists what would be fetched, and asks nobody")),
        )
        .args(settings(t))
        .arg(
            Arg::new("quiet")
                .long("quiet")
                .short('q')
                .action(ArgAction::Count)
                .help(t("-q 不显示说明和总计；-qq 只给退出码", "-q: no notes and no summary; -qq: only the exit code")),
        )
}

fn diff(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    let side = |name: &'static str, help| {
        Arg::new(name)
            .value_name(name)
            .required(true)
            .value_hint(ValueHint::FilePath)
            .help(help)
    };
    Command::new("diff")
        .about(t(
            "比较两份指南，不限格式，不要求完整",
            "Compares two guides in any readable form",
        ))
        .arg(side("A", t("作为基准的指南", "The reference")))
        .arg(side("B", t("与它比较的指南", "The guide held against it")))
        .arg(format(
            ["text", "html", "markdown", "json"],
            t(
                "输出格式：text（默认）、html、markdown、json",
                "Output format: text (default), html, markdown, json",
            ),
        ))
        .arg(
            Arg::new("all")
                .long("all")
                .short('a')
                .action(ArgAction::SetTrue)
                .help(t(
                    "一致的内容也列出，并说明视为相同的写法",
                    "Also lists what agrees, and says what was taken as the same",
                )),
        )
        .arg(
            Arg::new("width")
                .long("width")
                .short('w')
                .value_name("COLUMNS")
                .value_parser(width)
                .help(t(
                    "左右并排，总宽多少列（40 至 1000）；0 表示上下排列（默认：终端有 100 列时并排）",
                    "Side by side in so many columns (40 to 1000); 0: one below the other (default: side by side in a terminal of 100 columns)",
                )),
        )
}

/// A width in columns: none, or one in which two sides have room.
fn width(text: &str) -> Result<usize, String> {
    let width = text.parse().map_err(|error| format!("{error}"))?;
    match width {
        0 | 40..=1000 => Ok(width),
        _ => Err("0, or 40 to 1000".to_owned()),
    }
}

/// The vocabulary of the keys of a guide that is written.
fn keys(help: &'static str) -> Arg {
    Arg::new("keys")
        .long("keys")
        .value_name("VOCABULARY")
        .value_parser(["en", "zh"])
        .help(help)
}

fn output(name: &'static str, help: &'static str) -> Arg {
    Arg::new("output")
        .long("output")
        .alias("out")
        .short('o')
        .value_name(name)
        .value_hint(ValueHint::AnyPath)
        .help(help)
}

fn extract(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("extract")
        .about(t(
            "从网页、Word 等文件读出指南，并说明没有读懂的地方",
            "Reads guides from documents, and says what could not be read",
        ))
        .after_help(t(
            "退出码：0 读出了内容；2 有文件无法读取；3 没有读出任何内容。",
            "Exit codes: 0 something was read; 2 a file could not be read; 3 nothing was read from any of them.",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .num_args(1..)
                .required(true)
                .value_hint(ValueHint::AnyPath)
                .help(t(
                    "文件，或者文件夹（读其中所有能读的文件）；“-”表示标准输入",
                    "Files, or folders with all that can be read in them; - is stdin",
                )),
        )
        .arg(format(
            ["yaml", "json", "ndjson"],
            t(
                "输出格式：yaml（默认）、json、ndjson（一行一份，边读边写）",
                "Output format: yaml (default), json, ndjson (one guide a line, written as they are read)",
            ),
        ))
        .arg(output(
            "DIR",
            t(
                "每份文件写成文件夹里的一个文件，路径照原样，后面加上 .yaml 或者 .json（默认都写到标准输出）",
                "Writes each document to a file of this folder, under its own path with .yaml or .json behind it (default: all to stdout)",
            ),
        ))
        .arg(keys(t(
            "YAML 的字段名：en 英文（默认）、zh 中文",
            "Keys of the YAML: en (default), zh",
        )))
        .arg(profile(&t))
        .arg(
            Arg::new("stdin-filename")
                .long("stdin-filename")
                .value_name("FILE")
                .help(t("标准输入的文件名", "Name of what comes from stdin")),
        )
}

fn adopt(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    let side = |name: &'static str, help| {
        Arg::new(name)
            .value_name(name)
            .required(true)
            .value_hint(ValueHint::AnyPath)
            .help(help)
    };
    Command::new("adopt")
        .about(t(
            "由线上、线下已发布的两份指南合成一份草稿，说法不一的标出来待选",
            "Drafts one guide from two published ones, with their conflicts marked",
        ))
        .after_help(t(
            "退出码：0 写出了草稿，不论待定多少；2 有文件无法读取，或者已有的文件没有覆盖；3 没有可以合成的内容。",
            "Exit codes: 0 drafted, however much is left to choose; 2 a file could not be read, or one that is there was not overwritten; 3 there was nothing to draft from.",
        ))
        .arg(side("ONLINE", t("线上发布的文件，或者文件夹", "What the online hall publishes: a file, or a folder")))
        .arg(side("HALL", t("线下发放的文件，或者文件夹", "What the in-person hall hands out: a file, or a folder")))
        .arg(output(
            "PATH",
            t(
                "写到文件（默认标准输出）；两边是文件夹时必填，每份草稿写成其中的一个文件",
                "Writes to a file (default: stdout); of two folders, the folder that the drafts go to, which then must be named",
            ),
        ))
        .arg(keys(t(
            "字段名：zh 中文、en 英文（默认同输出语言）",
            "Keys: zh, en (default: as the language of the output)",
        )))
        .arg(
            Arg::new("id")
                .long("id")
                .value_name("ID")
                .help(t("草稿的标识（默认取输出文件名，其次线上文件名）", "Id of the draft (default: the name of the output file, else of ONLINE)")),
        )
        .arg(
            Arg::new("force")
                .long("force")
                .action(ArgAction::SetTrue)
                .help(t("覆盖已有的文件", "Overwrites files that are there")),
        )
}

/// The profile of exchange records and pages, for every command that reads any.
fn profile(t: &impl Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("profile")
        .long("profile")
        .value_name("NAME")
        .help(t(
            "用哪个方案读交换数据和网页：national、guangdong、guangxi、shandong、zhejiang，或者指南库 profiles/ 下的（默认：交换数据按实施编码的区划判断，网页按方案的 [match] 判断）",
            "Profile to read exchange records and pages by: national, guangdong, guangxi, shandong, zhejiang, or one of profiles/ in the repository (default: told by the division of the item codes, and for pages by the [match] of each)",
        ))
}

fn export(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("export")
        .about(t(
            "把指南写成国家政务服务平台的交换数据，或者 CPSV-AP",
            "Writes guides as exchange records of the national service platform, or as CPSV-AP",
        ))
        .arg(
            Arg::new("file")
                .value_name("GUIDE")
                .num_args(1..)
                .required(true)
                .value_hint(ValueHint::FilePath)
                .help(t("指南，格式不限；“-”表示标准输入", "Guides in any readable form; - is stdin")),
        )
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("FORMAT")
                .required(true)
                .value_parser(["exchange", "cpsv-ap"])
                .help(t(
                    "exchange 交换数据（AUDIT_ITEM 一族的 JSON）；cpsv-ap 欧盟公共服务词汇（JSON-LD）",
                    "exchange: records of the family AUDIT_ITEM as JSON; cpsv-ap: the European profile as JSON-LD",
                )),
        )
        .arg(
            Arg::new("keys")
                .long("keys")
                .value_name("CASE")
                .value_parser(["upper", "lower"])
                .default_value("upper")
                .hide_default_value(true)
                .help(t(
                    "交换数据的字段名：upper 大写（默认）、lower 小写",
                    "Names of the fields of exchange records: upper (default), lower",
                )),
        )
        .arg(profile(&t))
        .arg(
            Arg::new("stdin-filename")
                .long("stdin-filename")
                .value_name("FILE")
                .help(t("标准输入的文件名", "Name of what comes from stdin")),
        )
}

fn register(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    let import = Command::new("import")
        .about(t(
            "把国家法律法规数据库导出的文件（名称_公布日期.docx）列入依据库",
            "Enters what the national law database exports (title_date.docx) into the legal register",
        ))
        .after_help(t(
            "文件没有写明的一律不填；依据库中原有的各行和注释不动。\n\n退出码：0 都已列入，或者原来就有、内容一致；1 有的版本原来就有、内容不同，没有改动；2 有文件无法读取或者不是法律法规；3 没有可导入的文件。",
            "What a file does not say is left out; the rows and comments that the register has stay as they are.\n\nExit codes: 0 everything was entered, or is there and says the same; 1 a version is there, says something else, and was left as it is; 2 a file could not be read, or is no law; 3 there was no file to import.",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .num_args(1..)
                .required(true)
                .value_hint(ValueHint::AnyPath)
                .help(t(
                    "Word 文件，或者文件夹（读其中所有的 .docx、.doc）",
                    "Word files, or folders (every .docx and .doc in them)",
                )),
        )
        .arg(
            Arg::new("into")
                .long("into")
                .value_name("REGISTER")
                .value_hint(ValueHint::FilePath)
                .help(t(
                    "写进这个依据库，例如 registers/laws.yaml，没有的新建（默认写到标准输出）",
                    "The register to enter them into, such as registers/laws.yaml; made where there is none (default: stdout)",
                )),
        )
        .arg(
            Arg::new("text")
                .long("text")
                .action(ArgAction::SetTrue)
                .help(t("连同条文的内容", "With the text of the articles")),
        )
        .arg(
            Arg::new("replace")
                .long("replace")
                .action(ArgAction::SetTrue)
                .help(t(
                    "版本已经在依据库中、内容不同的，按文件改写",
                    "Where a version is there and says something else, replaces that by what the file says",
                )),
        )
        .arg(keys(t(
            "新依据库的字段名：zh 中文、en 英文（默认同输出语言）；已有的依据库用它自己的",
            "Keys of a new register: zh, en (default: as the language of the output); one that is there keeps its own",
        )));
    Command::new("register")
        .about(t("管理依据库", "Keeps the legal register"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(import)
}

fn rules(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("rules")
        .about(t(
            "列出全部规则，包括本库 rules/ 下的；rules test 测试本库规则",
            "Lists the rules, those of rules/ in the repository as well; rules test tests those",
        ))
        .disable_help_subcommand(true)
        .arg(format(
            ["text", "json"],
            t(
                "输出格式：text（默认）、json",
                "Output format: text (default), json",
            ),
        ))
        .subcommand(
            Command::new("test")
                .about(t(
                    "用本库规则自己的正例、反例测试它们",
                    "Tests the rules of the repository by their own good and bad examples",
                ))
                .after_help(t(
                    "退出码：0 全部通过；1 有规则没通过；2 规则文件有错误；3 没有本库规则。",
                    "Exit codes: 0 all passed; 1 a rule failed; 2 a file of rules is wrong; 3 there are no rules of the repository.",
                ))
                .override_usage("tongyuan rules test [OPTIONS] [PATH]")
                .arg(
                    Arg::new("path")
                        .value_name("PATH")
                        .value_hint(ValueHint::AnyPath)
                        .help(t(
                            "指南库，或者其中的文件夹、文件（默认当前文件夹）",
                            "A repository, or a folder or file in it (default: this folder)",
                        )),
                ),
        )
}

fn explain(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("explain")
        .about(t(
            "说明一条规则：查什么、为什么、怎样整改",
            "Explains one rule",
        ))
        .arg(Arg::new("rule").value_name("RULE").required(true).help(t(
            "规则的标识，例如 material-extra",
            "The id of a rule, such as material-extra",
        )))
}

/// The schemas that can be printed.
pub(crate) const SCHEMAS: [&str; 17] = [
    "guide",
    "guide-zh",
    "items",
    "materials",
    "laws",
    "cancelled",
    "calendar",
    "waivers",
    "baseline",
    "own-rules",
    "config",
    "findings",
    "diff",
    "inspection",
    "ledger",
    "capture",
    "dossier",
];

fn schema(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("schema")
        .about(t("输出 JSON Schema", "Prints a JSON Schema"))
        .arg(
            Arg::new("name")
                .value_name("NAME")
                .required(true)
                .value_parser(PossibleValuesParser::new(SCHEMAS))
                .help(t(
                    "guide 指南；guide-zh 中文字段的指南；items 事项清单；materials 材料目录；laws 依据库；cancelled 已取消的证明；calendar 工作日历；own-rules 本库规则；waivers 豁免清单；baseline 基线；config 设置；findings 检查结果；diff 比较结果；inspection 专项检查的数据；ledger 整改台账；capture 抓取的证据和结果",
                    "guide, guide-zh (Chinese keys), items (list of items), materials (material catalogue), laws (legal register), cancelled (cancelled certificates), calendar (working days), own-rules (rules of the repository), waivers, baseline, config, findings, diff, inspection (the data of an inspection), ledger, capture (evidence and results)",
                )),
        )
}

fn completions(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("completions")
        .about(t("输出命令行补全脚本", "Prints shell completions"))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(clap::value_parser!(clap_complete::Shell))
                .help(t(
                    "bash、zsh、fish、powershell、elvish",
                    "bash, zsh, fish, powershell, elvish",
                )),
        )
}

fn man(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("man").about(t("输出手册页", "Prints the man page"))
}
