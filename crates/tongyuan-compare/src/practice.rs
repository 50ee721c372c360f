//! What was really asked for, held against a guide: which material of the guide a name means, and whether the guide speaks of a
//! reason at all.

use std::collections::HashSet;
use std::sync::LazyLock;

use tongyuan_model::{Channel, Field, Guide, Material, Reading, Span};

use crate::compare;
use crate::difference::{Departure, Facet};
use crate::terms::Terms;

const DATA: &str = include_str!("practice/reasons.txt");

static REASONS: LazyLock<Reasons> = LazyLock::new(|| Reasons::read(DATA));

/// What a name that was asked for is to a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The material of the guide with this number, from 0.
    Listed(usize),
    /// It may be the material of this number; a person should look.
    Doubtful(usize),
    /// None that the guide lists.
    Extra,
}

/// Which material of a guide a name means.
#[must_use]
pub fn asked_for(terms: &Terms, guide: &Guide, name: &str, channel: Option<Channel>) -> Asked {
    let at = Span::default();
    let asked = Material {
        name: Reading::Given(name.to_owned(), at),
        ..Material::default()
    };
    let own = Guide {
        materials: guide.materials.clone(),
        ..Guide::default()
    };
    let other = Guide {
        materials: Reading::Given(vec![asked], at),
        ..Guide::default()
    };
    let mut differences = compare(terms, &own, &other, channel);
    differences.retain(|difference| difference.field == Field::Materials);
    let is_there = |departure: Departure| {
        differences
            .iter()
            .filter(move |own| own.departure == departure)
    };
    // Several rows of which one is not known are no one name.
    if is_there(Departure::Added).next().is_some() {
        return Asked::Extra;
    }
    // Every row that the name does not mean is missing from what was asked for.
    let is_missing = |row: &Material| {
        let mut missing = is_there(Departure::Removed);
        row.name.text().is_none() || missing.any(|own| own.a.span == row.name.span())
    };
    let Some(number) = own.materials.rows().iter().position(|row| !is_missing(row)) else {
        return Asked::Extra;
    };
    // How many and in which form is not what a record tells: only which document it is.
    let is_doubtful = differences
        .iter()
        .filter(|difference| difference.departure != Departure::Removed)
        .flat_map(|difference| &difference.facets)
        .any(|facet| facet.facet == Facet::Document);
    if is_doubtful {
        Asked::Doubtful(number)
    } else {
        Asked::Listed(number)
    }
}

/// Whether a text that asks for a supplement is the name of a material, and not a remark on one (复印件不清晰).
#[must_use]
pub fn is_name(text: &str) -> bool {
    !REASONS.remarks.iter().any(|word| text.contains(word))
}

/// Whether a guide speaks of a reason of refusal: none where that cannot be told, as with a reason that names nothing (不符合条件).
///
/// It speaks of a reason with which some field shares its words. That it says something else of them is not judged.
#[must_use]
pub fn speaks_of(terms: &Terms, guide: &Guide, reason: &str) -> Option<bool> {
    /// A reason of fewer words names nothing.
    const FEWEST: usize = 4;
    let plain = terms.plain(reason);
    if REASONS.general.iter().any(|word| plain.contains(word)) {
        return None;
    }
    let own = words(&plain);
    if own.len() < FEWEST {
        return None;
    }
    let mut said = HashSet::new();
    for leaf in guide.leaves().iter().filter(|leaf| leaf.is_text) {
        if let Some(text) = leaf.value.as_str() {
            said.extend(words(&terms.plain(text)));
        }
    }
    let shared = own.intersection(&said).count();
    // What shares a quarter of its words may be meant.
    match shared * 4 {
        few if few < own.len() => Some(false),
        many if many >= own.len() * 2 => Some(true),
        _ => None,
    }
}

/// The pairs of neighbouring characters of a text that are not in the words which every reason has.
fn words(plain: &str) -> HashSet<(char, char)> {
    let mut text = plain.to_owned();
    for word in &REASONS.common {
        text = text.replace(word, "\n");
    }
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs
        .filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
        .collect()
}

/// The words by which reasons are told.
struct Reasons {
    general: Vec<&'static str>,
    common: Vec<&'static str>,
    remarks: Vec<&'static str>,
}

impl Reasons {
    fn read(data: &'static str) -> Self {
        let mut reasons = Self {
            general: Vec::new(),
            common: Vec::new(),
            remarks: Vec::new(),
        };
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            match words.next() {
                Some("general") => reasons.general.extend(words),
                Some("common") => reasons.common.extend(words),
                Some("remark") => reasons.remarks.extend(words),
                _ => {}
            }
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use tongyuan_model::Condition;

    use super::*;

    fn given<T>(value: T) -> Reading<T> {
        Reading::Given(value, Span::default())
    }

    fn guide() -> Guide {
        let material = |(name, at): (&str, usize)| Material {
            name: Reading::Given(name.to_owned(), Span::exact(at, at + 1)),
            ..Material::default()
        };
        let names = [
            "示例权利质押登记申请表原件1份",
            "示例权利质押合同",
            "申请人身份证复印件",
        ];
        let condition = |text: &str| Condition {
            text: given(text.to_owned()),
            ..Condition::default()
        };
        Guide {
            materials: given(names.into_iter().zip(1..).map(material).collect()),
            conditions: given(vec![
                condition("出质人是权利登记簿记载的权利人"),
                condition("债务履行期限不超过权利有效期"),
            ]),
            ..Guide::default()
        }
    }

    #[test]
    fn names_are_those_of_the_guide_or_not() {
        let asked = |name| asked_for(&Terms::default(), &guide(), name, None);
        assert_eq!(asked("《示例权利质押登记申请表》"), Asked::Listed(0));
        assert_eq!(asked("示例权利质押合同2份"), Asked::Listed(1));
        for name in ["营业执照复印件", "完税证明", "无犯罪记录证明"] {
            assert_eq!(asked(name), Asked::Extra, "{name}");
        }
        // What comes near is no accusation.
        for name in ["示例权利质押登记申请书", "质押登记申请表"] {
            assert_ne!(asked(name), Asked::Extra, "{name}");
        }
        assert!(is_name("完税证明") && !is_name("身份证复印件不清晰"));
    }

    #[test]
    fn reasons_that_a_guide_speaks_of() {
        let speaks = |reason| speaks_of(&Terms::default(), &guide(), reason);
        assert_eq!(speaks("出质人不是权利登记簿记载的权利人"), Some(true));
        assert_eq!(speaks("经营场所面积未达到60平方米"), Some(false));
        for general in [
            "不符合受理条件",
            "材料不齐全",
            "申请人撤回申请",
            "无",
            "不属于本机关职权范围",
        ] {
            assert_eq!(speaks(general), None, "{general}");
        }
    }
}
