//! Sentences of several clauses, and clauses that one of two texts has more.

use super::order::{common, middle, reordered};
use super::words::{JOINTS, Joint, is_inside_a_word};
use super::{Comparison, MarkDifference, compare_whole, flipped, ordered};
use crate::difference::{Burden, Facet};

/// More clauses than this are compared as one text.
const MOST: usize = 64;

/// Compares two texts clause by clause, where both have as many; or says of one clause too many what it means.
pub(super) fn by_clause(a: &str, b: &str) -> Option<Comparison> {
    let (x, y) = (clauses(a), clauses(b));
    if x.len() == y.len() {
        let begins_joined = a.starts_with('或') != b.starts_with('或');
        let is_fit = (x.len() > 1 || begins_joined) && x.len() <= MOST;
        return is_fit.then(|| pairwise(&x, &y)).flatten();
    }
    // What is excepted is a mark of the whole.
    if x.len().max(y.len()) > MOST || excepts(a) || excepts(b) {
        return None;
    }
    // 自愿解除,且达成协议: the joint may do without the comma.
    let (own, its) = (joined(a), joined(b));
    if clauses(&own).len() == clauses(&its).len()
        && let told @ (Comparison::Wording | Comparison::Order | Comparison::Marks(_)) =
            compare_whole(&own, &its)
    {
        return Some(told);
    }
    if x.len() > y.len() {
        return inserted(&y, &x).map(|burden| Comparison::Other(flipped(burden, true)));
    }
    inserted(&x, &y).map(Comparison::Other)
}

/// Whether a text excepts something: 除…外. 解除 and 扣除 except nothing.
fn excepts(text: &str) -> bool {
    text.find('除').is_some_and(|at| text[at..].contains('外'))
}

/// A text without the commas before joints.
fn joined(text: &str) -> String {
    JOINTS.iter().fold(text.to_owned(), |text, (word, _)| {
        text.replace(&format!(",{word}"), word)
    })
}

fn pairwise(x: &[&str], y: &[&str]) -> Option<Comparison> {
    let mut all = Vec::new();
    let mut others = Vec::new();
    for (own, its) in x.iter().zip(y) {
        if own == its || reordered(own, its).is_some() {
            continue;
        }
        let (own, its, joint) = without_joints(own, its);
        all.extend(joint);
        if own == its {
            continue;
        }
        match compare_whole(own, its) {
            Comparison::Wording | Comparison::Order => {}
            Comparison::Near => return None,
            Comparison::Marks(marks) => all.extend(marks),
            Comparison::Other(burden) => others.push(burden),
        }
    }
    // Where two clauses are about different things, the whole may tell more than its parts.
    match others.as_slice() {
        [] if all.is_empty() => Some(Comparison::Wording),
        [] => Some(Comparison::Marks(all)),
        [burden] if all.is_empty() => Some(Comparison::Other(*burden)),
        _ => None,
    }
}

/// Two clauses without the words that join them to the clause before, and what it means where these differ.
fn without_joints<'t>(a: &'t str, b: &'t str) -> (&'t str, &'t str, Option<MarkDifference>) {
    let joint = |text: &'t str| {
        JOINTS
            .iter()
            .filter(|(word, _)| text.starts_with(word) && !is_inside_a_word(word, "", text))
            .find_map(|(word, joint)| Some((*joint, text.strip_prefix(word)?)))
            .filter(|(_, rest)| rest.chars().count() > 1)
    };
    match (joint(a), joint(b)) {
        (Some((own, x)), Some((its, y))) if own != its => {
            let burden = ordered(&own, &its);
            let mark = logic(Some(own.chinese()), Some(its.chinese()), burden);
            (x, y, Some(mark))
        }
        (Some((_, x)), Some((_, y))) => (x, y, None),
        // Clauses that stand side by side hold together.
        (Some((Joint::And, x)), None) => (x, b, None),
        (None, Some((Joint::And, y))) => (a, y, None),
        // 或者配备2名: one thing to choose, beside a thing that is asked for.
        (None, Some((Joint::Or, y))) => (a, y, Some(logic(None, Some("或"), Burden::Relieves))),
        (Some((Joint::Or, x)), None) => (x, b, Some(logic(Some("或"), None, Burden::Adds))),
        _ => (a, b, None),
    }
}

fn logic(a: Option<&str>, b: Option<&str>, burden: Burden) -> MarkDifference {
    MarkDifference {
        facet: Facet::Logic,
        a: a.map(str::to_owned),
        b: b.map(str::to_owned),
        burden,
        doubtful: false,
    }
}

/// The clauses of a text; commas in brackets part nothing.
fn clauses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' | '。' | '\n' if depth == 0 => {
                found.push(&text[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found.retain(|clause| !clause.is_empty());
    found
}

/// What the clauses that the longer text has more mean, where it has all those of the shorter.
fn inserted(short: &[&str], long: &[&str]) -> Option<Burden> {
    let mut rest = short.iter().peekable();
    let mut more = Vec::new();
    for clause in long {
        match rest.peek() {
            Some(next) if *next == clause => {
                rest.next();
            }
            _ => more.push(*clause),
        }
    }
    if rest.peek().is_some() || more.is_empty() {
        return None;
    }
    let burdens = more.iter().map(|clause| of_clause(clause));
    Some(Burden::of_all(burdens))
}

/// A clause more asks for more, unless it grants something.
fn of_clause(clause: &str) -> Burden {
    const GRANTS: [&str; 12] = [
        "除外",
        "可不",
        "可以不",
        "无需",
        "无须",
        "不需",
        "免于",
        "免予",
        "免收",
        "放宽",
        "不受",
        "可免",
    ];
    // 首次申请的, 委托办理的: asked of fewer.
    const CASES: [&str; 10] = [
        "首次",
        "委托",
        "涉及",
        "属于",
        "属",
        "对于",
        "若",
        "如",
        "因",
        "符合前款",
    ];
    let is_how = clause.starts_with("如实") || clause.starts_with("如期");
    if !is_how && CASES.iter().any(|word| clause.starts_with(word)) {
        return Burden::Relieves;
    }
    let grants = clause.starts_with('或') || GRANTS.iter().any(|word| clause.contains(word));
    if grants || clause.starts_with("可") || clause.contains("可以") || clause.contains("可适当")
    {
        Burden::Relieves
    } else if clause.chars().count() < 3 {
        Burden::Unknown
    } else {
        Burden::Adds
    }
}

/// Words that say who issued or marked a document.
pub(super) const ISSUED: [&str; 12] = [
    "出具", "开具", "颁发", "核发", "签发", "发给", "认可", "认定", "备案", "审核", "批准", "确认",
];

/// Who must have issued or marked a document, said on one side only: …出具的健康证明. It may be meant on the other side.
pub(super) fn qualifier(a: &str, b: &str) -> Option<MarkDifference> {
    if a.len() > b.len() {
        let mark = qualifier(b, a)?;
        return Some(MarkDifference {
            a: mark.b,
            b: mark.a,
            burden: flipped(mark.burden, true),
            ..mark
        });
    }
    let prefix = common(a.chars(), b.chars());
    let suffix = common(a.chars().rev(), b.chars().rev());
    let chars = a.chars().count();
    (prefix + suffix >= chars).then_some(())?;
    let from = chars.saturating_sub(suffix);
    // What stands at the end qualifies nothing: 捕捞许可, 捕捞许可证核发.
    (from..=prefix)
        .filter(|from| *from < chars)
        .find_map(|from| {
            let words = middle(b, from, chars - from)?;
            let ends = |list: &[&str]| list.iter().any(|word| words.ends_with(word));
            let mark = |facet, doubtful| MarkDifference {
                facet,
                a: None,
                b: Some(words.to_owned()),
                burden: Burden::Adds,
                doubtful,
            };
            if ends(&ISSUED) {
                Some(mark(Facet::Issuer, true))
            } else {
                (words.starts_with('经') && ends(&CERTIFIED)).then(|| mark(Facet::Document, false))
            }
        })
}

/// What must have been done to a document: 经公证的委托书.
const CERTIFIED: [&str; 5] = ["公证", "认证", "审计", "盖章", "签字"];

/// Two words that stand in one place and of which the second asks for more.
const STRICTER: [(&str, &str); 6] = [
    ("累计", "连续"),
    ("认缴", "实缴"),
    ("主要", "全部"),
    ("部分", "全部"),
    ("审议", "审议通过"),
    ("减收", "加收"),
];

/// What it means that one word stands where the other text has a stricter one: 累计满12个月, 连续满12个月.
pub(super) fn stricter(a: &str, b: &str) -> Option<Burden> {
    let prefix = common(a.chars(), b.chars());
    let rest = |text: &str| middle(text, prefix, 0).unwrap_or_default().to_owned();
    let (x, y) = (rest(a), rest(b));
    let suffix = common(x.chars().rev(), y.chars().rev());
    let (x, y) = (middle(&x, 0, suffix)?, middle(&y, 0, suffix)?);
    STRICTER.iter().find_map(|(less, more)| match (x, y) {
        _ if x == *less && y == *more => Some(Burden::Adds),
        _ if x == *more && y == *less => Some(Burden::Relieves),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_parted_outside_brackets() {
        assert_eq!(clauses("甲,乙;丙(丁,戊)。"), ["甲", "乙", "丙(丁,戊)"]);
        assert_eq!(clauses(""), Vec::<&str>::new());
    }

    #[test]
    fn a_clause_more() {
        let told = |a, b| by_clause(a, b);
        assert_eq!(
            told("有场地", "有场地,有设备"),
            Some(Comparison::Other(Burden::Adds))
        );
        assert_eq!(
            told("有场地,有设备", "有场地"),
            Some(Comparison::Other(Burden::Relieves))
        );
        assert_eq!(
            told("有场地", "有场地,或有租约"),
            Some(Comparison::Other(Burden::Relieves))
        );
        assert_eq!(
            told("有场地", "有场地,民族地区可适当放宽"),
            Some(Comparison::Other(Burden::Relieves))
        );
        assert_eq!(told("有场地", "有仓库,有设备"), None);
    }

    #[test]
    fn who_issued_it() {
        let mark = qualifier("健康证明", "疾控中心出具健康证明").expect("it is issued");
        assert_eq!((mark.a, mark.b.as_deref()), (None, Some("疾控中心出具")));
        assert_eq!(mark.burden, Burden::Adds);
        let back = qualifier("疾控中心出具健康证明", "健康证明").expect("it is issued");
        assert_eq!(back.burden, Burden::Relieves);
        assert_eq!(qualifier("健康证明", "健康合格证明"), None);
        assert_eq!(qualifier("捕捞许可", "捕捞许可证核发"), None);
    }
}
