//! What reports say of their own: headings, totals, names of degrees and facets. Two files, one trait: what one language
//! lacks, the compiler finds.

use tongyuan_compare::{Burden, Confidence, Degree, Departure, Facet, Normalisation};
use tongyuan_inspect::{Language, Role, Severity, Status, Words};

use crate::run::Summary;

mod en;
mod zh_cn;

/// The furniture of reports in one language.
pub trait Chrome: Sync {
    /// How bad a finding is.
    fn severity(&self, severity: Severity) -> &'static str;
    /// Where a rule is in its life.
    fn status(&self, status: Status) -> &'static str;
    /// What another place is to a finding.
    fn role(&self, role: Role) -> &'static str;
    /// A facet.
    fn facet(&self, facet: Facet) -> &'static str;
    /// How a guide departs.
    fn departure(&self, departure: Departure) -> &'static str;
    /// In words or in substance.
    fn degree(&self, degree: Degree) -> &'static str;
    /// What it means for the applicant.
    fn burden(&self, burden: Burden) -> &'static str;
    /// How sure it is; nothing where there is no doubt.
    fn confidence(&self, confidence: Confidence) -> &'static str;
    /// A paragraph of a document.
    fn paragraph(&self, number: u32) -> String;
    /// A cell of a table.
    fn cell(&self, table: u32, row: u32, column: u32) -> String;
    /// A block of a page.
    fn page(&self, page: u32, block: u32) -> String;
    /// What stands where a side says nothing.
    fn nothing(&self) -> &'static str;
    /// Several things in a row.
    fn list(&self, items: &[String]) -> String;
    /// Something in brackets.
    fn brackets(&self, text: &str) -> String;
    /// The name of a help line.
    fn help(&self) -> &'static str;
    /// That the command mends a finding by itself, behind what to do about it.
    fn fixable(&self) -> &'static str;
    /// The name of a note.
    fn note(&self) -> &'static str;
    /// The name of an error of the run.
    fn failure(&self) -> &'static str;
    /// Where a passage begins that is too long to be shown.
    fn onwards(&self, place: Option<&str>) -> String;
    /// The clauses that a rule serves: numbers are clauses of the 2018 work plan, others name their law.
    fn basis(&self, clauses: &[&str]) -> String;
    /// Why a finding was accepted, by whom, until when.
    fn waived(&self, reason: &str, owner: &str, until: &str) -> String;
    /// That the baseline knows a finding.
    fn known(&self) -> &'static str;
    /// The key by which a waiver names a finding.
    fn key(&self, key: &str) -> String;
    /// The last line of a check.
    fn summary(&self, summary: &Summary) -> String;
    /// That two guides say the same.
    fn equal(&self) -> &'static str;
    /// How many differences there are.
    fn differences(&self, substantive: usize, wording: usize) -> String;
    /// How many rows and values agree.
    fn agreements(&self, count: usize) -> String;
    /// That both sides of a row agree.
    fn agrees(&self) -> &'static str;
    /// What was taken for the same: the names of normalisations.
    fn taken_as_same(&self, names: &[&str]) -> String;
    /// The same of a row of which something else differs.
    fn rest_taken_as_same(&self, names: &[&str]) -> String;
    /// Which row of the other guide came nearest, and where it stands.
    fn nearest(&self, name: &str, place: &str) -> String;
    /// The title of a comparison.
    fn comparison(&self) -> &'static str;
    /// The guide that the other is held against.
    fn side_a(&self) -> &'static str;
    /// The guide that is held against the reference.
    fn side_b(&self) -> &'static str;
    /// What the marks of differing words mean.
    fn marks(&self) -> &'static str;
    /// A name and what it has: 份数：1.
    fn named(&self, name: &str, value: &str) -> String;
    /// That a doubtful statement wants a person's eye.
    fn doubtful(&self) -> &'static str;
}

/// The furniture of a language.
#[must_use]
pub fn chrome(language: Language) -> &'static dyn Chrome {
    match language {
        Language::Chinese => &zh_cn::ZhCn,
        Language::English => &en::En,
    }
}

/// The name of a normalisation, as in: 视为相同：全角半角、数字写法.
#[must_use]
pub fn normalisation(normalisation: Normalisation) -> Words {
    let (chinese, english) = match normalisation {
        Normalisation::Markup => ("网页标记残留", "leftovers of markup"),
        Normalisation::Width => ("全角半角", "full and half width"),
        Normalisation::Traditional => ("繁简字体", "traditional and simplified characters"),
        Normalisation::Whitespace => ("空白", "blanks"),
        Normalisation::ListMarker => ("序号", "list numbers"),
        Normalisation::ClosingPunctuation => ("末尾标点", "closing punctuation"),
        Normalisation::Punctuation => ("标点写法", "kinds of punctuation"),
        Normalisation::TitleMarks => ("书名号", "title marks"),
        Normalisation::Numerals => ("数字写法", "forms of numerals"),
        Normalisation::Dates => ("日期写法", "forms of dates"),
        Normalisation::Units => ("单位写法", "forms of units"),
        Normalisation::Citations => ("条款引用写法", "forms of citation"),
        Normalisation::LawTitles => ("法律名称前的国名", "law titles with or without the country"),
        Normalisation::Aliases => ("同一事物的不同名称", "names of one thing"),
        Normalisation::Order => ("排列次序", "order"),
    };
    Words::new(chinese, english)
}

/// Whether a clause is one of the 2018 work plan.
fn is_number(clause: &str) -> bool {
    clause.bytes().all(|byte| byte.is_ascii_digit())
}

/// The law that a clause belongs to, in Chinese and English, with the number of the article: 许可30.
fn law(clause: &str) -> Option<((&'static str, &'static str), &str)> {
    LAWS.iter().find_map(|(short, law)| {
        let article = clause.strip_prefix(short)?;
        is_number(article).then_some((*law, article))
    })
}

/// The laws that rules rest on beside the work plan, by the words that stand for them.
const LAWS: &[(&str, (&str, &str))] = &[
    (
        "条例",
        (
            "优化营商环境条例",
            "Regulations on Optimising the Business Environment",
        ),
    ),
    ("许可", ("行政许可法", "Administrative Licensing Law")),
    (
        "公开",
        (
            "政府信息公开条例",
            "Regulations on the Disclosure of Government Information",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use tongyuan_inspect::rules;

    use super::*;

    #[test]
    fn every_clause_has_a_name() {
        for rule in rules() {
            for clause in rule.clauses {
                assert!(
                    is_number(clause) || law(clause).is_some(),
                    "{}: {clause}",
                    rule.id
                );
            }
        }
        assert_eq!(
            chrome(Language::Chinese).basis(&["24", "14", "许可30"]),
            "依据：2018年政务公开工作计划第24条、第14条；行政许可法第30条"
        );
        assert_eq!(
            chrome(Language::English).basis(&["公开20"]),
            "basis: article 20 of the Regulations on the Disclosure of Government Information"
        );
    }
}
