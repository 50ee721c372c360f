//! What the reading of a law has to tell, in both languages.

use super::{LawFailure, LawNote};
use crate::words::{Wording, said};

impl LawNote {
    /// What the note says.
    #[must_use]
    pub fn words(&self) -> Wording {
        match self {
            Self::TitleDiffers { file } => said(
                format!("文件名写的是“{file}”，与正文的名称不同，已按正文的名称列入"),
                format!("the file is called “{file}”; it was entered under the title in its text"),
            ),
            Self::FileUndated => said(
                "文件名没有日期，公布日期取自正文",
                "the file bears no date; the day of promulgation was taken from its text",
            ),
            Self::DateDiffers { file, stated } if stated > file => said(
                format!("正文写明 {stated} 公布，文件名的日期是 {file}，公布日期已按正文填写"),
                format!(
                    "the text says that it was promulgated on {stated}, the file bears the date {file}; what the text says was entered"
                ),
            ),
            Self::DateDiffers { file, stated } => said(
                format!(
                    "正文写明 {stated} 公布，文件名的日期是 {file}，应当是修改以后的版本，公布日期已按文件名填写，文号没有填"
                ),
                format!(
                    "the text says that it was promulgated on {stated}, the file bears the date {file}: it should be a version amended since; the date of the file was entered, and the number left out"
                ),
            ),
            Self::ForceUnknown => said(
                "看不出由谁制定，效力层级没有填",
                "it does not show who made it; the level of force was left out",
            ),
            Self::ForceUnlisted { force } => said(
                format!("这是{force}，依据库的效力层级没有这一级，没有填"),
                format!(
                    "it is {force}, which is no level of force of the register; it was left out"
                ),
            ),
            Self::EffectEarlier { stated } => said(
                format!(
                    "末尾写的 {stated} 早于公布日期，是以前版本的施行日期，这一版本的施行日期没有填"
                ),
                format!(
                    "{stated} at its end is before the promulgation: an earlier version came into force then; the day of this one was left out"
                ),
            ),
            Self::EffectAmended => said(
                "这一版本是修改过的，正文没有写明修改以后从哪一天起施行，施行日期没有填",
                "this version was amended, and the text does not say from which day it is in force as amended; the day was left out",
            ),
            Self::EffectUnknown => said(
                "看不出从哪一天起施行，施行日期没有填",
                "it does not show from which day it is in force; the day was left out",
            ),
            Self::Gap { after, next } => {
                let (chinese, english) = match after {
                    Some(after) => (
                        format!("{after}之后是{next}"),
                        format!("{next} follows {after}"),
                    ),
                    None => (format!("从{next}开始"), format!("it begins with {next}")),
                };
                said(
                    format!("条号不连续，{chinese}，条数没有填"),
                    format!(
                        "the numbers have a gap: {english}; the number of articles was left out"
                    ),
                )
            }
            Self::BeginsAgain { article } => said(
                format!("条号又从{article}开始，此后的内容没有读取"),
                format!("the numbers begin again with {article}; what follows was not read"),
            ),
            Self::Attachment => said("附件没有读取", "what is attached was not read"),
            Self::Table => said("前面的表格没有读取", "the table before this was not read"),
        }
    }

    /// What to do about it, where there is something to do.
    #[must_use]
    pub fn help(&self) -> Option<Wording> {
        Some(match self {
            Self::ForceUnknown => said(
                "核对制定机关，补上效力层级。",
                "See who made it, and enter the level of force.",
            ),
            Self::EffectEarlier { .. } | Self::EffectAmended => said(
                "查修改它的决定从哪一天起施行，补上施行日期；不填的，视为一直有效，旧版本也不会失效。",
                "See from which day the amending decision is in force, and enter that. Without it the version counts as always in force, and the one before it never ends.",
            ),
            Self::EffectUnknown => said(
                "核对正文，补上施行日期；不填的，视为一直有效，旧版本也不会失效。",
                "See the text, and enter the day. Without it the version counts as always in force, and the one before it never ends.",
            ),
            Self::Gap { .. } | Self::BeginsAgain { .. } => said(
                "打开文件核对条号；文件不全的，重新下载。",
                "Open the file and see to its numbers; where it is not whole, download it again.",
            ),
            Self::DateDiffers { .. } | Self::TitleDiffers { .. } => said(
                "核对是不是想要的那一个版本。",
                "See whether it is the version that is wanted.",
            ),
            _ => return None,
        })
    }
}

impl LawFailure {
    /// Why nothing was read.
    #[must_use]
    pub fn words(&self) -> Wording {
        match self {
            Self::Document(failure) => failure.kind.words(),
            Self::NotWord { format } => said(
                format!("这是 {format} 文件，不是国家法律法规数据库导出的 Word 文件"),
                format!(
                    "it is a {format} file, not a Word file that the national law database exports"
                ),
            ),
            Self::NotALaw => said(
                "不是法律法规：没有条文，或者没有写明由谁在什么时候通过、公布",
                "it is no law: it has no articles, or does not say who adopted or promulgated it when",
            ),
            Self::Decision => said(
                "这是修改、废止的决定，不是法律法规本身，没有列入",
                "it is a decision that amends or repeals, not the law itself; it was not entered",
            ),
            Self::Undated => said(
                "文件名没有日期，正文也没有写明这一版本的公布日期，不知道是哪一个版本",
                "neither its name nor its text says when this version was promulgated, so that nobody can tell which one it is",
            ),
            Self::OlderThanItself { file, made } => said(
                format!("文件名的日期是 {file}，正文却写到 {made}，不知道是哪一个版本"),
                format!(
                    "the file bears the date {file}, but its text goes on to {made}: nobody can tell which version it is"
                ),
            ),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<Wording> {
        Some(match self {
            Self::Document(failure) => return failure.kind.help(),
            Self::NotWord { .. } | Self::NotALaw => said(
                "在国家法律法规数据库中打开这部法律法规，下载它的 Word 文件。",
                "Open the law in the national law database and download its Word file.",
            ),
            Self::Decision => said(
                "下载修改以后的法律法规全文。",
                "Download the whole text of the law as amended.",
            ),
            Self::Undated | Self::OlderThanItself { .. } => said(
                "把文件名改回下载时的样子：名称_公布日期.docx，例如 中华人民共和国专利法_20201017.docx。",
                "Give the file the name it was downloaded with, title_date.docx, such as 中华人民共和国专利法_20201017.docx.",
            ),
        })
    }
}
