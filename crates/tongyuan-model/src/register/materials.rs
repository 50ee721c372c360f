//! 材料目录: the catalogue of materials (2018 work plan, clause 14).

use crate::noun::noun;
use crate::reading::Reading;
use crate::tree::Node;

noun! {
    /// 材料目录.
    pub struct MaterialCatalogue [as_of] {
        /// 截至日期.
        as_of: String = AsOf,
        /// 目录.
        catalogue: Vec<CataloguedMaterial> = Catalogue,
    }
}

noun! {
    /// One material of the catalogue.
    pub struct CataloguedMaterial [name] {
        /// 材料目录编号.
        catalog: String = Catalog,
        /// 名称: the standard one.
        name: String = Name,
        /// 别名.
        aliases: Vec<Reading<String>> = Aliases,
        /// 出具机构.
        issuer: String = Issuer,
        /// 可共享: the departments that share it, so that nobody need hand it in.
        shareable: Vec<Reading<String>> = Shareable,
        /// 共享形式: in which forms it is shared.
        forms: Vec<Reading<String>> = Forms,
    }
}

impl MaterialCatalogue {
    /// Reads the catalogue from the tree of its file.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>) -> Self {
        crate::noun::read_members(tree)
    }

    /// Every other name with the standard name that it stands for: (standard name, other name).
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.catalogue.rows().iter().flat_map(|material| {
            let name = material.name.text();
            let others = material.aliases.rows().iter();
            others.filter_map(move |other| Some((name?, other.text()?)))
        })
    }
}
