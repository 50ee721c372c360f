//! What a guide's own text is to be remarked on for: words that leave something open, residue of markup, two widths in one
//! text, brackets without partner, a number given twice. Facts: whether any of it is a fault is for others to say.
//!
//! Every text of a guide is gone through once, for all signs together.

use std::ops::Range;

use tongyuan_model::noun::{Text, TextPlace};
use tongyuan_model::text::kinds::Kinds;
use tongyuan_model::text::residue::residues;
use tongyuan_model::text::restated::restated;
use tongyuan_model::text::{bracket, width};
use tongyuan_model::{Guide, Key, Precision, Span};

mod words;

/// What there is to remark on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// 兜底: whatever else somebody may ask for.
    CatchAll,
    /// 等: a list that is not at its end.
    OpenList,
    /// A name that fits any document of its kind: 申请书.
    Vague,
    /// 原则上, 视情况: what is asked for is left to whoever asks.
    Discretionary,
    /// 符合以上条件: a condition that names none.
    Dangling,
    /// Only online, or only at the window.
    ChannelRestricting,
    /// 申请人为自然人: that persons apply.
    OfPersons,
    /// 申请人为企业: that organisations apply.
    OfOrganisations,
    /// 暂无, /: something that holds the place of a value.
    Placeholder,
    /// Entities, tags, control characters.
    Residue,
    /// A form of the other width.
    Width,
    /// A bracket or quotation mark without its partner.
    Unpaired,
    /// 一式两份（3份）: one quantity, two numbers.
    Restated,
}

/// Something in a text that is to be remarked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<'g> {
    /// What it is.
    pub sign: Sign,
    /// Where the text is in the guide.
    pub place: TextPlace,
    /// The whole text.
    pub text: &'g str,
    /// Where the text stands in the source.
    pub text_span: Span,
    /// The bytes of the text that it takes.
    pub at: Range<usize>,
    /// Where it stands in the source: its own place where the text stands there letter by letter, else that of the text.
    pub span: Span,
    /// What should stand there, where that takes no judgement.
    pub instead: Option<String>,
}

impl<'g> Remark<'g> {
    fn of(sign: Sign, text: &Text<'g>, at: Range<usize>, instead: Option<String>) -> Self {
        let span = text.span;
        let is_verbatim =
            span.precision == Precision::Exact && span.range().len() == text.text.len();
        let start = span.start as usize;
        Self {
            sign,
            place: text.at,
            text: text.text,
            text_span: span,
            span: if is_verbatim {
                Span::exact(start + at.start, start + at.end)
            } else {
                span
            },
            instead,
            at,
        }
    }

    /// The words themselves.
    #[must_use]
    pub fn words(&self) -> &'g str {
        &self.text[self.at.clone()]
    }
}

/// Every remark on the texts of a guide, text by text in the order of its fields.
#[must_use]
pub fn remarks(guide: &Guide) -> Vec<Remark<'_>> {
    let mut found = Vec::new();
    for text in guide.texts() {
        words::find(&text, |sign, at| {
            found.push(Remark::of(sign, &text, at, None));
        });
        if is_prose(text.at) {
            marks(&text, &mut found);
        }
    }
    found
}

/// Whether a text is meant to be read; an address, a code or a file name is not.
fn is_prose(place: TextPlace) -> bool {
    let is_code = matches!(
        place.key,
        Key::Id
            | Key::Url
            | Key::BlankForm
            | Key::Sample
            | Key::Sha256
            | Key::Number
            | Key::Code
            | Key::CatalogCode
            | Key::AuthorityCode
            | Key::Catalog
            | Key::Supersedes
    );
    !is_code && place.field != Key::Stamp
}

fn marks<'g>(text: &Text<'g>, found: &mut Vec<Remark<'g>>) {
    let kinds = Kinds::of(text.text);
    let mut add = |sign, at, instead| found.push(Remark::of(sign, text, at, instead));
    if kinds.may_have_residue() {
        for own in residues(text.text) {
            add(Sign::Residue, own.at, own.instead);
        }
    }
    if kinds.may_mix_widths() {
        for own in width::mixed(text.text) {
            add(Sign::Width, own.at, Some(own.instead));
        }
    }
    if kinds.has_pairs() {
        for at in bracket::unpaired(text.text) {
            add(Sign::Unpaired, at, None);
        }
    }
    if kinds.has_brackets() {
        for own in restated(text.text) {
            add(Sign::Restated, own.at, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use tongyuan_model::{Condition, Material, Reading};

    use super::*;

    fn given<T>(value: T) -> Reading<T> {
        Reading::Given(value, Span::default())
    }

    fn of_material(name: &str) -> Vec<(Sign, String)> {
        let guide = Guide {
            materials: given(vec![Material {
                name: given(name.to_owned()),
                ..Material::default()
            }]),
            ..Guide::default()
        };
        shown(&guide)
    }

    fn of_condition(text: &str) -> Vec<(Sign, String)> {
        let guide = Guide {
            conditions: given(vec![Condition {
                text: given(text.to_owned()),
                ..Condition::default()
            }]),
            ..Guide::default()
        };
        shown(&guide)
    }

    fn shown(guide: &Guide) -> Vec<(Sign, String)> {
        let found = remarks(guide);
        let own = found.iter();
        own.map(|remark| (remark.sign, remark.words().to_owned()))
            .collect()
    }

    #[test]
    fn materials_that_leave_something_open() {
        for (name, sign, words) in [
            ("其他材料", Sign::CatchAll, "其他材料"),
            (
                "其他需要提供的材料（原件1份）",
                Sign::CatchAll,
                "其他需要提供的材料",
            ),
            (
                "商标局认为应当提交的其它文件",
                Sign::CatchAll,
                "认为应当提交的其它文件",
            ),
            (
                "国务院知识产权行政部门规定的其他材料",
                Sign::CatchAll,
                "部门规定的其他材料",
            ),
            (
                "根据法律法规要求应提交的其他材料",
                Sign::CatchAll,
                "法规要求应提交的其他材料",
            ),
            ("身份证、户口簿等", Sign::OpenList, "等"),
            (
                "营业执照等有关证明材料1份",
                Sign::OpenList,
                "等有关证明材料",
            ),
            ("申请书1份", Sign::Vague, "申请书"),
            ("有关证明材料", Sign::Vague, "有关证明材料"),
            ("——", Sign::Placeholder, "——"),
        ] {
            let found = of_material(name);
            assert!(
                found.contains(&(sign, words.to_owned())),
                "{name}: {found:?}"
            );
        }
        for name in [
            "其他组织登记证书",
            "其他共有人同意质押的声明",
            "职业技能等级证书",
            "高等学校毕业证书",
            "委托办理专利代理等事务的合同",
            "专利权质押登记申请书",
            "居民身份证等2份材料",
            "居民身份证或者其他有效身份证件",
            "其他材料：专利权评估报告",
            "《其他材料清单》",
        ] {
            assert_eq!(of_material(name), [], "{name}");
        }
    }

    #[test]
    fn conditions_that_leave_something_open() {
        for (text, sign) in [
            ("法律、行政法规规定的其他条件", Sign::CatchAll),
            ("没有其他不符合出质条件的情形", Sign::CatchAll),
            ("原则上应当有固定场所", Sign::Discretionary),
            ("符合以上条件。", Sign::Dangling),
            ("符合国家有关规定", Sign::Dangling),
            ("详见附件", Sign::Dangling),
            ("申请人只能通过网上平台提交申请", Sign::ChannelRestricting),
            ("不受理窗口申请", Sign::ChannelRestricting),
        ] {
            let found: Vec<_> = of_condition(text).into_iter().map(|own| own.0).collect();
            assert_eq!(found, [sign], "{text}");
        }
        for text in [
            "合伙人、股东符合国家有关规定",
            "自然人、法人或者其他组织均可申请",
            "不附加其他条件",
            "符合投资者适当性管理要求",
            "仅限申请人本人办理",
        ] {
            assert_eq!(of_condition(text), [], "{text}");
        }
    }
}
