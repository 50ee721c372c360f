//! `tongyuan lsp` with its flags.

use clap::{Arg, ArgAction, Command};

/// The command `lsp`.
pub(super) fn command(t: impl Fn(&'static str, &'static str) -> &'static str) -> Command {
    Command::new("lsp")
        .about(t(
            "供编辑器调用：边写边检查、改正、说明和补全（语言服务器协议）",
            "Serves an editor: checks, mends, explains and completes while you write (Language Server Protocol)",
        ))
        .after_help(t(
            "由编辑器启动，经标准输入和标准输出通信；不写文件，不访问网络。\n\n退出码：0 编辑器正常结束；1 编辑器没有先要求停止就断开，或者发来的内容不合协议。",
            "An editor starts it and speaks to it over stdin and stdout. It writes no file and asks no network.\n\nExit codes: 0 the editor ended it; 1 the editor went away without shutting it down, or sent what keeps no protocol.",
        ))
        .arg(
            Arg::new("today")
                .long("today")
                .value_name("DATE")
                .help(t("以哪一天为今天，例如 2024-03-01（默认当天）", "The day that counts as today, such as 2024-03-01 (default: today)")),
        )
        .arg(
            // What starts language servers often says how to speak to them; there is one way.
            Arg::new("stdio")
                .long("stdio")
                .action(ArgAction::SetTrue)
                .hide(true),
        )
}
