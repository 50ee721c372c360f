//! The fields that channels share, with their official names.

use crate::vocabulary::Key;

/// A field of a guide as comparisons and findings name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 事项名称.
    ItemName,
    /// 实施编码.
    ItemCode,
    /// 实施主体.
    Authority,
    /// 设定依据.
    LegalBasis,
    /// 服务对象.
    Audience,
    /// 受理条件.
    Conditions,
    /// 申请材料.
    Materials,
    /// 办理流程.
    Process,
    /// 办结时限.
    TimeLimits,
    /// 收费.
    Fees,
    /// 办理结果.
    Results,
    /// 数量限制.
    QuantityLimit,
    /// 咨询投诉.
    Contacts,
}

impl Field {
    /// Every field, in the order in which a guide states them.
    pub const ALL: &'static [Self] = &[
        Self::ItemName,
        Self::ItemCode,
        Self::Authority,
        Self::LegalBasis,
        Self::Audience,
        Self::Conditions,
        Self::Materials,
        Self::Process,
        Self::TimeLimits,
        Self::Fees,
        Self::Results,
        Self::QuantityLimit,
        Self::Contacts,
    ];

    /// The path of the field in English keys.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::ItemName => "item.name",
            Self::ItemCode => "item.code",
            Self::Authority => "item.authority",
            Self::LegalBasis => "legal_basis",
            Self::Audience => "item.audience",
            Self::Conditions => "conditions",
            Self::Materials => "materials",
            Self::Process => "process",
            Self::TimeLimits => "time_limits",
            Self::Fees => "fees",
            Self::Results => "results",
            Self::QuantityLimit => "quantity_limit",
            Self::Contacts => "contacts",
        }
    }

    /// The official Chinese name.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::ItemName => "事项名称",
            _ => self.key().chinese(),
        }
    }

    /// The English name.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::ItemName => "Item name",
            _ => self.key().title(),
        }
    }

    /// The last key of the path.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::ItemName => Key::Name,
            Self::ItemCode => Key::Code,
            Self::Authority => Key::Authority,
            Self::LegalBasis => Key::LegalBasis,
            Self::Audience => Key::Audience,
            Self::Conditions => Key::Conditions,
            Self::Materials => Key::Materials,
            Self::Process => Key::Process,
            Self::TimeLimits => Key::TimeLimits,
            Self::Fees => Key::Fees,
            Self::Results => Key::Results,
            Self::QuantityLimit => Key::QuantityLimit,
            Self::Contacts => Key::Contacts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_schema() {
        assert_eq!(Field::Materials.chinese(), "申请材料");
        assert_eq!(Field::LegalBasis.english(), "Legal basis");
        for field in Field::ALL {
            assert!(field.path().ends_with(field.key().english()));
        }
    }
}
