//! What is said of a material beside its name and forms.

use crate::difference::{Burden, Facet};
use crate::found::Findings;
use crate::normalise::wording;
use crate::statement::{self, Comparison};

/// Compares what is said beside the name, phrase by phrase, whatever the order.
pub(super) fn phrases(findings: &mut Findings<'_>, facet: Facet, a: &[String], b: &[String]) {
    if a == b {
        return;
    }
    let terms = findings.terms;
    let key = |phrase: &String| wording(&terms.plain(phrase));
    let mut only_b: Vec<&String> = b.iter().collect();
    let only_a: Vec<&String> = a
        .iter()
        .filter(|own| {
            let partner = only_b.iter().position(|other| key(other) == key(own));
            if let Some(at) = partner {
                only_b.remove(at);
            }
            partner.is_none()
        })
        .collect();
    let joined = |phrases: &[&String]| {
        let texts: Vec<_> = phrases.iter().map(|p| p.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join("；"))
    };
    let sides = (joined(&only_a), joined(&only_b));
    // A case that is spared asks for less where it is said.
    let spares = |text: &str| {
        [
            "除外",
            "可不",
            "免于",
            "免提交",
            "无需",
            "不需",
            "如有",
            "若有",
        ]
        .iter()
        .any(|word| text.contains(word))
    };
    let burden = match &sides {
        (None, None) => return,
        (None, Some(more)) if spares(more) => Burden::Relieves,
        (Some(less), None) if spares(less) => Burden::Adds,
        (None, Some(_)) => Burden::Adds,
        (Some(_), None) => Burden::Relieves,
        // 加盖公章, 加盖公章并签字
        (Some(less), Some(more)) if more.starts_with(less.as_str()) => Burden::Adds,
        (Some(more), Some(less)) if more.starts_with(less.as_str()) => Burden::Relieves,
        (Some(_), Some(_)) => Burden::Unknown,
    };
    // The same words cut into phrases otherwise say the same.
    if let (Some(x), Some(y)) = &sides {
        let marks = |text: &str| wording(&terms.plain(text)).replace([',', ';', '。', '、'], "");
        if marks(x) == marks(y) {
            return;
        }
    }
    if let ([x], [y]) = (&only_a[..], &only_b[..]) {
        match statement::compare(&terms.plain(x), &terms.plain(y)) {
            Comparison::Wording | Comparison::Order => return findings.wording(facet, sides),
            Comparison::Marks(marks) => {
                let burden = Burden::of_all(marks.iter().map(|mark| mark.burden));
                return findings.substantive(facet, sides, burden);
            }
            Comparison::Near => return findings.doubtful(facet, sides, burden),
            Comparison::Other(_) => {}
        }
    }
    // What is only looked at is given back, what is kept is not: surely two things, whichever asks for more.
    let is_about = |text: &Option<String>, words: &[&str]| {
        text.as_ref()
            .is_some_and(|text| words.iter().any(|word| text.contains(word)))
    };
    let (seen, kept) = (["查验", "核验", "核对"], ["留存", "存档"]);
    let is_kept_on_one_side = is_about(&sides.0, &seen) && is_about(&sides.1, &kept)
        || is_about(&sides.0, &kept) && is_about(&sides.1, &seen);
    // To give up what was only to be shown is more.
    let burden = match is_kept_on_one_side {
        true if is_about(&sides.1, &kept) => Burden::Adds,
        true => Burden::Relieves,
        false => burden,
    };
    if facet == Facet::Seal || is_kept_on_one_side {
        findings.substantive(facet, sides, burden);
    } else {
        findings.doubtful(facet, sides, burden);
    }
}
