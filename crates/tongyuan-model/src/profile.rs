//! A profile: how one platform calls the fields of an exchange record, and what its codes stand for.
//!
//! The lists differ from province to province, so they are data. A profile is read from a file elsewhere; here is what it holds.

use std::collections::BTreeMap;

use crate::material::{MaterialKind, MaterialSource, Medium, Necessity};
use crate::time_limit::TimeUnit;

/// Declares the lists with their exchange names.
macro_rules! named {
    (
        $(#[$about:meta])*
        pub enum $Name:ident { $( $(#[$doc:meta])* $Value:ident = $key:literal, )* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $Name { $( $(#[$doc])* $Value, )* }

        impl $Name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$( Self::$Value ),*];

            /// Its name in a profile.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $( Self::$Value => $key, )* }
            }

            /// The one that a profile calls so.
            #[must_use]
            pub fn of_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }
        }
    };
}

named! {
    /// A code list of the exchange formats.
    pub enum CodeList {
        /// 材料必要性.
        IsNeed = "is_need",
        /// 材料类型: what kind of document, or original or copy, as the platform has it.
        MaterialType = "material_type",
        /// 材料形式: paper or electronic.
        MaterialFormat = "material_format",
        /// 来源渠道.
        SourceType = "source_type",
        /// 时限单位.
        LimitUnit = "limit_unit",
        /// 服务对象.
        ServerType = "server_type",
        /// 办件类型.
        ProjectType = "project_type",
        /// 行使层级.
        UseLevel = "use_level",
        /// 事项类型.
        TaskType = "task_type",
        /// 结果类型.
        ResultType = "result_type",
        /// 是否收费 and its like.
        YesNo = "yes_no",
    }
}

named! {
    /// A kind of record in an exchange file.
    pub enum RecordKind {
        /// An item: `AUDIT_ITEM`, `up_task_general_basic`.
        Item = "item",
        /// A material: `AUDIT_MATERIAL`, `up_task_general_material`.
        Material = "material",
        /// A legal basis: `AUDIT_ITEM_BYLAW`, `LAW`.
        Law = "law",
        /// A condition: `AUDIT_ITEM_CONDITION`.
        Condition = "condition",
        /// A window: `AUDIT_ITEM_WINDOW`.
        Window = "window",
        /// A question with its answer: `AUDIT_QA`.
        Faq = "faq",
        /// A step: `AUDIT_ITEM_FLOWSHEET`.
        Step = "step",
        /// A result: `AUDIT_ITEM_RESULT`.
        Result = "result",
        /// A fee.
        Fee = "fee",
        /// A special procedure: `AUDIT_ITEM_SPECIAL`.
        Special = "special",
    }
}

impl CodeList {
    /// The words that a code of the list may stand for; none where any word will do.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        fn of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(|value| word(*value)).collect()
        }
        match self {
            Self::IsNeed => of(Necessity::ALL, Necessity::chinese),
            Self::MaterialType => {
                let mut words = of(MaterialKind::ALL, MaterialKind::chinese);
                words.extend(FORMS);
                words
            }
            Self::MaterialFormat => of(Medium::ALL, Medium::chinese),
            Self::SourceType => of(MaterialSource::ALL, MaterialSource::chinese),
            Self::LimitUnit => of(TimeUnit::ALL, TimeUnit::chinese),
            Self::ProjectType => vec!["即办件", "承诺件"],
            Self::ResultType => vec!["证照", "批文", "其他"],
            Self::YesNo => vec!["是", "否"],
            Self::ServerType | Self::UseLevel | Self::TaskType => Vec::new(),
        }
    }
}

/// What the other meaning of 材料类型 says: in which form a material is handed in.
pub const FORMS: [&str; 4] = ["原件", "复印件", "原件或复印件", "原件和复印件"];

/// How one platform calls fields and what its codes stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Its name, by which it is chosen.
    pub name: String,
    /// The profile that holds where this one does not say.
    pub base: Option<String>,
    /// The first digits of the division codes (GB/T 2260) of whose items it holds without being chosen.
    pub divisions: Vec<String>,
    /// What each code stands for, in the order of the file.
    pub codes: BTreeMap<CodeList, Vec<(String, String)>>,
    /// What fields are called here: the platform's name and the national one.
    pub fields: BTreeMap<RecordKind, Vec<(String, String)>>,
}

impl Profile {
    /// The word that a code stands for.
    #[must_use]
    pub fn word(&self, list: CodeList, code: &str) -> Option<&str> {
        let (_, word) = self.list(list).iter().find(|(own, _)| own == code)?;
        Some(word)
    }

    /// The code of a word: the first that stands for it.
    #[must_use]
    pub fn code(&self, list: CodeList, word: &str) -> Option<&str> {
        let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_digit());
        let (code, _) = self
            .list(list)
            .iter()
            .find(|(code, own)| own == word && is_code(code))?;
        Some(code)
    }

    /// The national name of a field that is called otherwise here.
    #[must_use]
    pub fn field(&self, kind: RecordKind, name: &str) -> Option<&str> {
        let fields = self.fields.get(&kind)?;
        let (_, national) = fields.iter().find(|(own, _)| own == name)?;
        Some(national)
    }

    /// The profile with what it does not say filled from its base, list by list.
    #[must_use]
    pub fn on(mut self, base: &Self) -> Self {
        for (list, codes) in &base.codes {
            self.codes.entry(*list).or_insert_with(|| codes.clone());
        }
        for (kind, fields) in &base.fields {
            let own = self.fields.entry(*kind).or_default();
            own.extend(fields.iter().cloned());
        }
        self
    }

    fn list(&self, list: CodeList) -> &[(String, String)] {
        self.codes.get(&list).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_taken_from_the_base_as_a_whole() {
        let pairs = |pairs: &[(&str, &str)]| {
            let owned = pairs
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
            owned.collect::<Vec<_>>()
        };
        let base = Profile {
            codes: BTreeMap::from([
                (CodeList::IsNeed, pairs(&[("1", "必要"), ("2", "非必要")])),
                (CodeList::YesNo, pairs(&[("true", "是"), ("1", "是")])),
            ]),
            ..Profile::default()
        };
        let own = Profile {
            codes: BTreeMap::from([(CodeList::IsNeed, pairs(&[("0", "必要")]))]),
            ..Profile::default()
        }
        .on(&base);
        assert_eq!(own.word(CodeList::IsNeed, "0"), Some("必要"));
        assert_eq!(own.word(CodeList::IsNeed, "2"), None);
        assert_eq!(own.code(CodeList::YesNo, "是"), Some("1"));
    }
}
