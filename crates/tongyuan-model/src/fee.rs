//! 收费: whether a fee is charged, for what and how much.

use crate::noun::noun;
use crate::number::Number;

noun! {
    /// 收费.
    pub struct Fees [text] {
        /// 是否收费.
        charged: bool = Charged,
        /// 内容: the fee in words.
        text: String = Text,
        /// 收费项目.
        items: Vec<FeeItem> = Items,
    }
}

noun! {
    /// 收费项目.
    pub struct FeeItem [name] {
        /// 标识.
        id: String = Id,
        /// 名称.
        name: String = Name,
        /// 金额, in yuan unless `currency` says otherwise.
        amount: Number = Amount,
        /// 币种: ISO 4217 code.
        currency: String = Currency,
        /// 计费单位.
        per: String = Per,
        /// 依据.
        basis: Vec<crate::Reading<String>> = Basis,
        /// 生效日期.
        valid_from: String = ValidFrom,
        /// 失效日期.
        valid_to: String = ValidTo,
    }
}
