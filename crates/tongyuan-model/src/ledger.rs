//! 问题台账: the columns of the workbook that departments fill in, which is written in one layer and read in another.

/// A column of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LedgerColumn {
    /// 序号.
    Number,
    /// 整改状态: what the inspections say.
    State,
    /// 严重程度.
    Severity,
    /// 责任部门.
    Department,
    /// 事项.
    Item,
    /// 指南.
    Guide,
    /// 渠道.
    Channel,
    /// 问题.
    Finding,
    /// 应为.
    Expected,
    /// 实为.
    Actual,
    /// 位置.
    Place,
    /// 依据.
    Basis,
    /// 整改建议.
    Help,
    /// 发现日期.
    Since,
    /// 整改期限.
    Due,
    /// 整改情况: what the department says.
    Progress,
    /// 整改说明.
    Remark,
    /// 责任人.
    Owner,
    /// 完成日期.
    Done,
    /// 问题编号: the key.
    Key,
    /// 问题指纹: the evidence.
    Evidence,
    /// 填报版次: which entry of the ledger the four before it showed when the workbook was written.
    Revision,
}

impl LedgerColumn {
    /// All of them, in the order of the workbook.
    pub const ALL: [Self; 22] = [
        Self::Number,
        Self::State,
        Self::Severity,
        Self::Department,
        Self::Item,
        Self::Guide,
        Self::Channel,
        Self::Finding,
        Self::Expected,
        Self::Actual,
        Self::Place,
        Self::Basis,
        Self::Help,
        Self::Since,
        Self::Due,
        Self::Progress,
        Self::Remark,
        Self::Owner,
        Self::Done,
        Self::Key,
        Self::Evidence,
        Self::Revision,
    ];

    /// Those that a department fills in.
    pub const FILLED: [Self; 4] = [Self::Progress, Self::Remark, Self::Owner, Self::Done];

    /// Its heading in Chinese.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Number => "序号",
            Self::State => "整改状态",
            Self::Severity => "严重程度",
            Self::Department => "责任部门",
            Self::Item => "事项",
            Self::Guide => "指南",
            Self::Channel => "渠道",
            Self::Finding => "问题",
            Self::Expected => "应为",
            Self::Actual => "实为",
            Self::Place => "位置",
            Self::Basis => "依据",
            Self::Help => "整改建议",
            Self::Since => "发现日期",
            Self::Due => "整改期限",
            Self::Progress => "整改情况",
            Self::Remark => "整改说明",
            Self::Owner => "责任人",
            Self::Done => "完成日期",
            Self::Key => "问题编号",
            Self::Evidence => "问题指纹",
            Self::Revision => "填报版次",
        }
    }

    /// Its heading in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Number => "No.",
            Self::State => "State",
            Self::Severity => "Severity",
            Self::Department => "Department",
            Self::Item => "Item",
            Self::Guide => "Guide",
            Self::Channel => "Channel",
            Self::Finding => "Finding",
            Self::Expected => "Should be",
            Self::Actual => "Is",
            Self::Place => "Place",
            Self::Basis => "Basis",
            Self::Help => "How to mend it",
            Self::Since => "Found on",
            Self::Due => "Due by",
            Self::Progress => "Progress",
            Self::Remark => "Remark",
            Self::Owner => "Owner",
            Self::Done => "Done on",
            Self::Key => "Key",
            Self::Evidence => "Evidence",
            Self::Revision => "Revision",
        }
    }

    /// The column of a heading in either language, however it is spaced.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        let bare = |text: &str| -> String {
            let kept = text.chars().filter(|c| !c.is_whitespace());
            kept.flat_map(char::to_lowercase).collect()
        };
        let heading = bare(heading);
        Self::ALL
            .into_iter()
            .find(|own| heading == bare(own.chinese()) || heading == bare(own.english()))
    }
}
