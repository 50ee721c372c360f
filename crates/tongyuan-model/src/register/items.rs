//! 事项清单: the list of items (2018 work plan, clause 14).

use crate::channel::Channel;
use crate::noun::noun;
use crate::reading::Reading;
use crate::tree::Node;

noun! {
    /// 事项清单.
    pub struct ItemList [as_of] {
        /// 截至日期.
        as_of: String = AsOf,
        /// 清单.
        items: Vec<ListedItem> = Items,
    }
}

noun! {
    /// One item of the list.
    pub struct ListedItem [name] {
        /// 标识 of its guide.
        id: String = Id,
        /// 实施编码.
        code: String = Code,
        /// 基本编码.
        catalog_code: String = CatalogCode,
        /// 名称.
        name: String = Name,
        /// 责任部门.
        department: String = Department,
        /// 状态: 在用, 暂停 or 取消.
        status: String = Status,
        /// 办理渠道.
        channels: Vec<Reading<Channel>> = Channels,
    }
}

impl ItemList {
    /// Reads the list from the tree of its file.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>) -> Self {
        crate::noun::read_members(tree)
    }

    /// The listed item of this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&ListedItem> {
        self.items
            .rows()
            .iter()
            .find(|item| item.id.text() == Some(id))
    }
}

impl ListedItem {
    /// Whether the item is in use: neither suspended nor cancelled.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status.text().is_none_or(|status| status == "在用")
    }

    /// The channels that the list says serve the item.
    pub fn serving(&self) -> impl Iterator<Item = Channel> + '_ {
        self.channels
            .rows()
            .iter()
            .filter_map(|c| c.given().copied())
    }
}
