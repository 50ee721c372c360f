//! 事项: what is served, and by whom.

use crate::noun::noun;

noun! {
    /// 政务服务事项: the item that a guide describes.
    pub struct Item [name] {
        /// 实施编码: 31 characters in the national scheme (`task_code`).
        code: String = Code,
        /// 基本编码: 12 digits (`catalog_code`).
        catalog_code: String = CatalogCode,
        /// 名称.
        name: String = Name,
        /// 类型, such as 行政许可.
        kind: String = Type,
        /// 行使层级.
        level: String = Level,
        /// 服务对象.
        audience: Vec<crate::Reading<String>> = Audience,
        /// 办件类型: 即办件 or 承诺件.
        handling: String = Handling,
        /// 实施主体.
        authority: String = Authority,
        /// 实施主体编码: unified social credit code (GB 32100).
        authority_code: String = AuthorityCode,
        /// 责任部门: the department that answers for the guide.
        department: String = Department,
    }
}
