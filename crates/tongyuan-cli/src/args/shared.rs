//! Flags that mean the same wherever they stand.

use clap::Arg;

/// From which severity on a finding fails the run.
pub(super) fn fail_on(t: impl Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("fail-on")
        .long("fail-on")
        .value_name("SEVERITY")
        .value_parser(["error", "warning", "note", "never"])
        .help(t(
            "有这一级或者更严重的问题时，退出码为 1：error（默认）、warning、note；never 表示不因问题失败",
            "Exit with 1 from this severity on: error (default), warning, note; never: not for findings",
        ))
}

/// The day that counts as today.
pub(super) fn today(t: impl Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("today").long("today").value_name("DATE").help(t(
        "以哪一天为今天，例如 2024-03-01（默认当天）",
        "The day that counts as today, such as 2024-03-01 (default: today)",
    ))
}

/// How many threads work.
pub(super) fn threads(t: impl Fn(&'static str, &'static str) -> &'static str) -> Arg {
    Arg::new("threads")
        .long("threads")
        .value_name("N")
        .value_parser(clap::value_parser!(u16).range(1..=256))
        .help(t(
            "用几个线程（默认处理器数）",
            "Number of threads (default: one a processor)",
        ))
}
