//! 已取消的证明和材料: what may no longer be asked for (2018 work plan, clause 22).

use crate::date::Date;
use crate::noun::noun;
use crate::reading::Reading;
use crate::tree::Node;

noun! {
    /// 取消清单.
    pub struct CancelledList [as_of] {
        /// 截至日期.
        as_of: String = AsOf,
        /// 取消清单.
        cancelled: Vec<CancelledCertificate> = Cancelled,
    }
}

noun! {
    /// One certificate or material that was cancelled.
    pub struct CancelledCertificate [name] {
        /// 名称.
        name: String = Name,
        /// 别名.
        aliases: Vec<Reading<String>> = Aliases,
        /// 适用事项: the items that it was cancelled for, by name or identifier; all where it names none.
        applies_to: Vec<Reading<String>> = AppliesTo,
        /// 取消文件.
        cancelled_by: String = CancelledBy,
        /// 取消日期: from this day it may no longer be asked for.
        cancelled_on: String = CancelledOn,
        /// 替代办法.
        instead: String = Instead,
    }
}

impl CancelledList {
    /// Reads the list from the tree of its file.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>) -> Self {
        crate::noun::read_members(tree)
    }
}

impl CancelledCertificate {
    /// Its name and its other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.rows().iter().filter_map(Reading::text);
        self.name.text().into_iter().chain(aliases)
    }

    /// The items that it was cancelled for, by name or identifier; none where it was cancelled for all.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.applies_to.rows().iter().filter_map(Reading::text)
    }

    /// Whether it was cancelled by a day; one without a date was.
    #[must_use]
    pub fn is_cancelled_on(&self, day: Date) -> bool {
        let since = self.cancelled_on.text().and_then(Date::parse);
        since.is_none_or(|since| since <= day)
    }
}
