//! 受理条件: what must be so for an application to be accepted.

use crate::noun::noun;

noun! {
    /// 受理条件: one condition.
    pub struct Condition [text] {
        /// 标识, unique in the guide.
        id: String = Id,
        /// 内容.
        text: String = Text,
        /// 适用情形.
        case: String = Case,
        /// 依据.
        basis: Vec<crate::Reading<String>> = Basis,
    }
}
