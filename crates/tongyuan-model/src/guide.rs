//! The guide: one service item as one source describes it.

use crate::channel::Channels;
use crate::condition::Condition;
use crate::contact::Contacts;
use crate::faq::Faq;
use crate::fee::Fees;
use crate::item::Item;
use crate::legal_basis::LegalBasis;
use crate::material::Material;
use crate::noun::noun;
use crate::process::ProcessStep;
use crate::result::ResultDocument;
use crate::stamp::Stamp;
use crate::time_limit::TimeLimits;
use crate::variant::Variant;
use crate::version::Version;

noun! {
    /// 办事指南: one service item as one source describes it, canonical or published.
    pub struct Guide [id] {
        /// 标识: the slug, unique in a repository.
        id: String = Id,
        /// 情形: which part of a document with several items or situations this is.
        part: String = Part,
        /// 事项.
        item: Item = Item,
        /// 版本.
        version: Version = Version,
        /// 同源印记: only on what was rendered from a source.
        stamp: Stamp = Stamp,
        /// 设定依据.
        legal_basis: Vec<LegalBasis> = LegalBasis,
        /// 受理条件.
        conditions: Vec<Condition> = Conditions,
        /// 申请材料.
        materials: Vec<Material> = Materials,
        /// 办理流程.
        process: Vec<ProcessStep> = Process,
        /// 办结时限.
        time_limits: TimeLimits = TimeLimits,
        /// 收费.
        fees: Fees = Fees,
        /// 办理结果.
        results: Vec<ResultDocument> = Results,
        /// 数量限制.
        quantity_limit: String = QuantityLimit,
        /// 办理渠道.
        channels: Channels = Channels,
        /// 咨询投诉.
        contacts: Contacts = Contacts,
        /// 渠道差异.
        variants: Vec<Variant> = Variants,
        /// 常见问题.
        faq: Vec<Faq> = Faq,
    }
}

impl Guide {
    /// Reads a guide from the tree of a file.
    #[must_use]
    pub fn from_tree(tree: &crate::tree::Node<'_>) -> Self {
        crate::noun::read_members(tree)
    }

    /// The guide as JSON in English keys. What is missing or could not be read is left out.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        crate::noun::Readable::write(self)
    }

    /// Every single value that the guide gives, in the order of its fields, with path and place.
    ///
    /// ```
    /// use tongyuan_model::{Guide, Reading, Span};
    ///
    /// let mut guide = Guide::default();
    /// guide.part = Reading::Given("续展".into(), Span::exact(0, 6));
    /// let leaves = guide.leaves();
    /// assert_eq!((leaves[0].path.as_str(), leaves[0].span.end), ("part", 6));
    /// ```
    #[must_use]
    pub fn leaves(&self) -> Vec<crate::noun::Leaf> {
        let mut leaves = Vec::new();
        crate::noun::Noun::members_leaves(self, "", &mut leaves);
        leaves
    }

    /// The guide as a tree, for whoever asks by path.
    ///
    /// ```
    /// use tongyuan_model::{Guide, Key, Reading, Span};
    ///
    /// let mut guide = Guide::default();
    /// guide.part = Reading::Given("续展".into(), Span::exact(0, 6));
    /// let view = guide.view();
    /// assert_eq!(view.get(Key::Part).and_then(|part| part.written()).as_deref(), Some("续展"));
    /// ```
    #[must_use]
    pub fn view(&self) -> crate::view::View {
        crate::noun::Readable::view(self, self.span)
    }

    /// Every text that the guide gives, in the order of its fields, without a copy of any.
    ///
    /// ```
    /// use tongyuan_model::{Guide, Key, Reading, Span};
    ///
    /// let mut guide = Guide::default();
    /// guide.part = Reading::Given("续展".into(), Span::exact(0, 6));
    /// let texts = guide.texts();
    /// assert_eq!((texts[0].at.field, texts[0].text), (Key::Part, "续展"));
    /// ```
    #[must_use]
    pub fn texts(&self) -> Vec<crate::noun::Text<'_>> {
        let mut texts = crate::noun::Texts::default();
        crate::noun::Noun::members_texts(self, &mut texts);
        texts.into_vec()
    }
}
