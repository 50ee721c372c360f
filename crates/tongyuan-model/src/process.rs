//! 办理流程: the steps of handling.

use crate::noun::noun;

noun! {
    /// 办理环节.
    pub struct ProcessStep [step] {
        /// 环节.
        step: String = Step,
        /// 办理人.
        actor: String = Actor,
        /// 环节时限.
        limit: String = Limit,
        /// 审查标准.
        standard: String = Standard,
        /// 环节结果.
        result: String = Result,
    }
}
