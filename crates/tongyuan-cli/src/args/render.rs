//! `tongyuan render` with its flags.

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use tongyuan::{Channel, RenderForm};

use super::{output, paths, settings, shared};

/// The command `render`.
pub(super) fn command(t: impl Fn(&'static str, &'static str) -> &'static str + Copy) -> Command {
    let channels = Channel::ALL.iter();
    let channels = channels.map(|own| PossibleValue::new(own.key()).alias(own.chinese()));
    Command::new("render")
        .about(t(
            "从权威数据源生成一个渠道的版本：网页、A4 手册、Word 文件、Markdown",
            "Writes one channel's version of guides from their source: page, A4 hand-out, Word file, Markdown",
        ))
        .after_help(t(
            "生成的文件带有同源印记（标识、版本号、权威数据源的 SHA-256），check 据此核对它出自哪个版本。\n退出码：0 已经生成；2 有文件无法读取或者写入，或者有指南不符合格式（仍按写明的内容生成）；3 没有生成任何内容。",
            "What is written bears a stamp (id, version number, SHA-256 of the source), by which check tells the version it was made from.\nExit codes: 0 written; 2 a file could not be read or written, or a guide departs from its schema (it is written with what it says); 3 nothing was written.",
        ))
        .arg(paths(t(
            "指南，或者指南库、其中的文件夹（默认当前文件夹的指南库）；“-”表示标准输入",
            "Guides, or a repository or a folder in it (default: the repository of this folder); - is stdin",
        )))
        .arg(
            Arg::new("channel")
                .long("channel")
                .short('c')
                .value_name("CHANNEL")
                .required(true)
                .value_parser(channels.collect::<Vec<_>>())
                .help(t(
                    "渠道：online 线上、in-person 线下、wechat 微信、hotline 热线、kiosk 自助终端、gazette 公报",
                    "The channel: online, in-person, wechat, hotline, kiosk, gazette",
                )),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name("FORMAT")
                .value_parser(RenderForm::ALL.iter().map(|own| own.key()).collect::<Vec<_>>())
                .default_value(RenderForm::Html.key())
                .hide_default_value(true)
                .help(t(
                    "格式：html 网页（默认）、a4-html A4 打印页、docx Word 文件、markdown",
                    "Format: html, a page (default); a4-html, a page to print on A4; docx, a Word file; markdown",
                )),
        )
        .arg(output(
            "DIR",
            t(
                "每份指南写成文件夹里的一个文件，与指南同名，已有的覆盖；多份指南时必填（默认写到标准输出）",
                "Writes each guide to a file of this folder that has its name, over one that is there; required for several guides (default: stdout)",
            ),
        ))
        .arg(shared::today(t))
        .args(settings(t))
}
