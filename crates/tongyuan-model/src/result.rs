//! 办理结果: what the applicant receives.

use crate::noun::noun;

noun! {
    /// 办理结果.
    pub struct ResultDocument [name] {
        /// 名称.
        name: String = Name,
        /// 类型: 证照, 批文 or 其他.
        kind: String = Type,
        /// 样本.
        sample: String = Sample,
        /// 有效期.
        validity: String = Validity,
    }
}
