//! 依据库: the laws, regulations and documents that guides cite, one row for each version (2018 work plan, clause 22).

mod edition;
mod mistake;

use std::collections::HashMap;

pub use edition::{Edition, Shape};
pub use mistake::{LawMistake, LawMistakeKind};

use crate::date::Date;
use crate::noun::{code_list, noun};
use crate::reading::Reading;
use crate::text::citation::{Article, Cited, plain_document_number, plain_title};
use crate::text::numeral;
use crate::tree::Node;

noun! {
    /// 依据库.
    pub struct LegalRegister [as_of] {
        /// 截至日期.
        as_of: String = AsOf,
        /// 依据库.
        laws: Vec<RegisteredLaw> = Laws,
    }
}

noun! {
    /// One version of a law, regulation or document.
    pub struct RegisteredLaw [name] {
        /// 名称.
        name: String = Name,
        /// 别名.
        aliases: Vec<Reading<String>> = Aliases,
        /// 效力层级.
        force: Force = Force,
        /// 文号.
        document_number: String = DocumentNumber,
        /// 公布日期.
        promulgated: String = Promulgated,
        /// 施行日期: the first day on which this version is in force.
        effective_from: String = EffectiveFrom,
        /// 废止日期: from this day it is no longer in force.
        ends_on: String = EndsOn,
        /// 时效性.
        status: LawStatus = Status,
        /// 修改文件.
        amended_by: String = AmendedBy,
        /// 废止文件.
        repealed_by: String = RepealedBy,
        /// 条数.
        article_count: u32 = ArticleCount,
        /// 条文.
        articles: Vec<LawArticle> = Articles,
        /// 条号变化, to the next version.
        renumbered: Vec<Renumbering> = Renumbered,
        /// 备注.
        notes: String = Notes,
    }
}

noun! {
    /// One article of a law.
    pub struct LawArticle [article] {
        /// 条款.
        article: String = Article,
        /// 款数.
        paragraphs: u32 = Paragraphs,
        /// 项数, of each paragraph in turn.
        item_counts: Vec<Reading<u32>> = ItemCounts,
        /// 内容: each paragraph and each item on a line of its own.
        text: String = Text,
    }
}

noun! {
    /// Where a place of a law stands in the next version.
    pub struct Renumbering [article] {
        /// 条款.
        article: String = Article,
        /// 新条款.
        becomes: String = Becomes,
    }
}

code_list! {
    /// 效力层级.
    pub enum Force {
        /// Of the National People's Congress or its standing committee.
        Law = "法律" / "law",
        /// Of the State Council.
        Regulation = "行政法规" / "administrative regulation",
        /// 国务院决定.
        Decision = "国务院决定" / "decision of the State Council",
        /// Of a local people's congress.
        LocalRegulation = "地方性法规" / "local regulation",
        /// 部门规章.
        Rule = "部门规章" / "departmental rule",
        /// 地方政府规章.
        LocalRule = "地方政府规章" / "local government rule",
        /// 司法解释.
        Interpretation = "司法解释" / "judicial interpretation",
        /// 规范性文件.
        Document = "规范性文件" / "normative document",
    }
}

code_list! {
    /// 时效性.
    pub enum LawStatus {
        /// 有效.
        InForce = "有效" / "in force",
        /// 尚未生效.
        Coming = "尚未生效" / "not yet in force",
        /// 已修改.
        Amended = "已修改" / "amended",
        /// 已废止.
        Repealed = "已废止" / "repealed",
    }
}

/// No title has more versions: those after are not found by it.
const MOST_VERSIONS: usize = 200;

/// The legal register, ready to be asked.
#[derive(Debug, Default)]
pub struct Laws {
    /// What the file says.
    pub register: LegalRegister,
    editions: Vec<Edition>,
    by_title: HashMap<String, Vec<usize>>,
    by_number: HashMap<String, Vec<usize>>,
    mistakes: Vec<LawMistake>,
}

impl Laws {
    /// Reads the register from the tree of its file.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>) -> Self {
        Self::of(crate::noun::read_members(tree))
    }

    /// Makes a register ready. What is wrong with it is a mistake; the rest of it holds all the same.
    #[must_use]
    pub fn of(register: LegalRegister) -> Self {
        let mut laws = Self {
            register,
            ..Self::default()
        };
        let as_of = laws.register.as_of.text().and_then(Date::parse);
        for (row, law) in laws.register.laws.rows().iter().enumerate() {
            let (edition, mut mistakes) = Edition::of(row, law, as_of);
            laws.mistakes.append(&mut mistakes);
            if let Some(name) = law.name.text() {
                let aliases = law.aliases.rows().iter().filter_map(Reading::text);
                for title in std::iter::once(name).chain(aliases) {
                    let editions = laws.by_title.entry(plain_title(title)).or_default();
                    if editions.last() != Some(&row) && editions.len() < MOST_VERSIONS {
                        editions.push(row);
                    }
                }
            }
            if let Some(number) = law.document_number.text() {
                let number = plain_document_number(number);
                let editions = laws.by_number.entry(number).or_default();
                if editions.len() < MOST_VERSIONS {
                    editions.push(row);
                }
            }
            laws.editions.push(edition);
        }
        laws.put_in_order();
        laws
    }

    /// What is wrong with the register, in the order of its file.
    #[must_use]
    pub fn mistakes(&self) -> &[LawMistake] {
        &self.mistakes
    }

    /// Every version, in the order of the file.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The row of a version.
    #[must_use]
    pub fn row(&self, edition: &Edition) -> Option<&RegisteredLaw> {
        self.register.laws.rows().get(edition.row)
    }

    /// The versions of a title, the oldest first; none where the register does not know it.
    #[must_use]
    pub fn titled(&self, title: &str) -> Vec<&Edition> {
        self.at(self.by_title.get(&plain_title(title)))
    }

    /// The versions that a document number promulgated.
    #[must_use]
    pub fn numbered(&self, number: &str) -> Vec<&Edition> {
        self.at(self.by_number.get(&plain_document_number(number)))
    }

    /// The versions of the law that a reference names, and the one version that it means, where it says which.
    #[must_use]
    pub fn find(&self, cited: &Cited) -> (Vec<&Edition>, Option<&Edition>) {
        let numbered = cited.document_number.as_deref();
        let numbered = numbered.map_or(Vec::new(), |number| self.numbered(number));
        let editions = match &cited.title {
            Some(title) => self.titled(title),
            None => Vec::new(),
        };
        // A document that is cited by its number alone.
        let own_title = |edition: &&Edition| self.row(edition)?.name.text();
        let editions = match (&cited.title, numbered.first().and_then(own_title)) {
            (None, Some(title)) => self.titled(title),
            _ => editions,
        };
        let by_number = numbered
            .into_iter()
            .find(|edition| editions.iter().any(|own| own.row == edition.row));
        let year = cited.edition.as_deref().and_then(year_of);
        let named = by_number.or_else(|| {
            let mut of_year = editions
                .iter()
                .filter(|own| own.promulgated.map(|day| u64::from(day.year)) == year)
                .filter(|_| year.is_some());
            let only = of_year.next()?;
            of_year.next().is_none().then_some(*only)
        });
        (editions, named)
    }

    /// Every title that the register knows, as it is written there.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        let rows = self.register.laws.rows().iter();
        rows.filter_map(|law| law.name.text())
    }

    /// The version that followed another one under its title, or that repealed it.
    #[must_use]
    pub fn successor(&self, edition: &Edition) -> Option<&Edition> {
        self.editions.get(edition.next.or(edition.replaced_by)?)
    }

    /// Where a place of one version stands in a later one, step by step; none where the register does not say.
    #[must_use]
    pub fn renumbered(&self, from: &Edition, to: &Edition, place: Article) -> Option<Article> {
        let mut place = place;
        let mut edition = from;
        for _ in 0..self.editions.len() {
            if edition.row == to.row {
                return (edition.row != from.row).then_some(place);
            }
            place = edition.becomes(place)?;
            edition = self.editions.get(edition.next?)?;
        }
        None
    }

    fn at(&self, rows: Option<&Vec<usize>>) -> Vec<&Edition> {
        let rows = rows.into_iter().flatten();
        rows.filter_map(|row| self.editions.get(*row)).collect()
    }
}

/// The year of 2010年修订, 根据2010年1月9日…修订.
fn year_of(edition: &str) -> Option<u64> {
    let before = edition.split('年').next()?;
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| numeral::begins(*c))
        .last()
        .map(|(at, _)| at)?;
    numeral::whole(&before[start..]).filter(|year| (1949..2200).contains(year))
}

#[cfg(test)]
mod tests;
