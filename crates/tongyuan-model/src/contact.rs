//! 咨询投诉: where to ask and where to complain.

use crate::noun::noun;

noun! {
    /// 咨询投诉.
    pub struct Contacts [consult] {
        /// 咨询.
        consult: Vec<crate::Reading<String>> = Consult,
        /// 投诉.
        complain: Vec<crate::Reading<String>> = Complain,
        /// 核验日期.
        verified_at: String = VerifiedAt,
    }
}
