//! What is wrong with a row or file of records, in both languages.

use super::{RecordsFailure, RowFault};
use crate::words::{Wording, said};

impl RowFault {
    /// What is wrong with the row.
    #[must_use]
    pub fn words(&self) -> Wording {
        match self {
            Self::NotText => said("不是文本，或者太长", "it is no text, or too long"),
            Self::Width { found, wanted } => said(
                format!("有 {found} 列，表头有 {wanted} 列"),
                format!("it has {found} columns, the heading {wanted}"),
            ),
            Self::Unclosed => said("引号没有配对", "a quotation mark is never closed"),
            Self::Json { detail } => said(format!("不是 JSON（{detail}）"), detail.clone()),
            Self::NoObject => said("不是 JSON 对象", "it is no JSON object"),
            Self::NoItem => said("没有写明事项", "it does not name its item"),
            Self::Date { text } => {
                said(format!("“{text}”不是日期"), format!("“{text}” is no date"))
            }
            Self::Number { text } => {
                said(format!("“{text}”不是数"), format!("“{text}” is no number"))
            }
            Self::DecidedBefore => said(
                "办结日期早于收件或者受理日期",
                "it was decided before it was received or accepted",
            ),
        }
    }
}

impl RecordsFailure {
    /// Why the file could not be read.
    #[must_use]
    pub fn words(&self) -> Wording {
        match self {
            Self::NoHeading => said(
                "没有找到表头：前几行中没有事项一列",
                "no heading was found: none of the first rows has a column of the item",
            ),
            Self::Sheet { detail } => said(
                format!("无法作为 Excel 文件打开（{detail}）"),
                format!("it cannot be opened as a workbook ({detail})"),
            ),
            Self::TooLarge { limit } => said(
                format!("解压以后超过 {limit} 字节，没有读取；请分成几个文件，或者另存为 CSV"),
                format!(
                    "it unpacks to more than {limit} bytes and was not read; cut it into several files, or save it as CSV"
                ),
            ),
            Self::Io(error) => said(
                format!("无法读取（{error}）"),
                format!("it cannot be read ({error})"),
            ),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<Wording> {
        matches!(self, Self::NoHeading).then(|| {
            said(
                "列名与内置的不同的，在 tongyuan.toml 的 [practice.columns] 中写明，例如 item = [\"业务事项\"]。",
                "Where columns have other names than the built-in ones, state them in tongyuan.toml under [practice.columns], for example item = [\"业务事项\"].",
            )
        })
    }
}
