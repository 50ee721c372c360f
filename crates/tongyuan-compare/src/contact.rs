//! 咨询投诉: the numbers and ways, whatever their order.

use tongyuan_model::{Contacts, Field, Guide, Key, Reading, Span};

use crate::difference::{Burden, Facet, Side, Subject};
use crate::found::{Findings, Found};
use crate::lexicon::LEXICON;
use crate::normalise::wording;
use crate::scalar::{Standing, apart, said, standing};
use crate::statement::{self, Comparison};

const FIELD: Field = Field::Contacts;

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    match standing(&a.contacts, &b.contacts) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            let words = |contacts: &Contacts| {
                in_words(contacts.consult.rows()).or_else(|| in_words(contacts.complain.rows()))
            };
            let (x, y) = (said(&a.contacts, words), said(&b.contacts, words));
            found.push(apart(FIELD, departure, (x, at), (y, there)));
        }
        Standing::Both(x, _, y, _) => {
            ways(Key::Consult, &x.consult, &y.consult, found);
            ways(Key::Complain, &x.complain, &y.complain, found);
        }
    }
}

type Ways = Reading<Vec<Reading<String>>>;

fn ways(key: Key, a: &Ways, b: &Ways, found: &mut Found<'_>) {
    let subject = Subject {
        id: None,
        name: key.chinese().to_owned(),
    };
    match standing(a, b) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            let words = |rows: &Vec<Reading<String>>| in_words(rows);
            let sides = ((said(a, words), at), (said(b, words), there));
            let mut difference = apart(FIELD, departure, sides.0, sides.1);
            difference.subject = Some(subject);
            found.push(difference);
        }
        Standing::Both(x, at, y, there) => {
            let mut findings = Findings::on(found.terms);
            compare_ways(x, y, &mut findings);
            let side = |rows: &[Reading<String>], span: Span| Side {
                text: in_words(rows),
                span,
            };
            found.settle(findings, FIELD, Some(subject), side(x, at), side(y, there));
        }
    }
}

fn in_words(rows: &[Reading<String>]) -> Option<String> {
    let texts: Vec<_> = rows.iter().filter_map(|row| row.text()).collect();
    (!texts.is_empty()).then(|| texts.join("；"))
}

/// The digits of a text in its normal form that is a telephone number and says no more than that: (0999)1234567.
fn phone(plain: &str) -> Option<String> {
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let is_number = plain
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | ':' | ' '));
    (is_number && digits.len() >= 5).then_some(digits)
}

/// The words that name a telephone number: 咨询热线 0999-1234567.
fn without_labels(plain: &str) -> String {
    const OPENINGS: [&str; 5] = ["如有疑问", "如有问题", "如需咨询", "如需帮助", "如有疑义"];
    const LABELS: [&str; 13] = [
        "可拨打",
        "请拨打",
        "拨打",
        "可致电",
        "致电",
        "咨询",
        "监督",
        "投诉",
        "联系",
        "服务",
        "热线",
        "电话",
        "方式",
    ];
    let opening = OPENINGS.iter().find_map(|word| plain.strip_prefix(word));
    let opened = opening.map_or(plain, |rest| rest.trim_start_matches(','));
    let mut bare = opened.to_owned();
    for label in LABELS {
        bare = bare.replace(label, "");
    }
    bare
}

/// Whether two lists of ways say the same in other words, or may: 星期一至星期五9:00, 周一至周五09:00.
fn told_otherwise(a: &[String], b: &[String]) -> Option<Comparison> {
    let told: Vec<_> = a
        .iter()
        .filter(|way| !b.contains(way))
        .zip(b.iter().filter(|way| !a.contains(way)))
        .map(|(x, y)| {
            let (x, y) = (without_labels(x), without_labels(y));
            if x == y {
                return Comparison::Wording;
            }
            statement::compare(&x, &y)
        })
        .collect();
    let is_even = a.len() == b.len() && !told.is_empty();
    let same = |one: &Comparison| matches!(one, Comparison::Wording | Comparison::Order);
    if is_even && told.iter().all(same) {
        return Some(Comparison::Wording);
    }
    let near = |one: &Comparison| same(one) || *one == Comparison::Near;
    (is_even && told.iter().all(near)).then_some(Comparison::Near)
}

/// Telephone numbers and times of the day in one form each: （0999）123 4567 as 0999-1234567, 09:00 as 9:00.
fn in_one_form(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain;
    while let Some(first) = rest.chars().next() {
        if let Some((code, behind)) = area_code(rest) {
            out.push_str(code);
            out.push('-');
            rest = behind;
            continue;
        }
        // The 5 of 周五 is no digit of the hour behind it.
        let day = out
            .char_indices()
            .rev()
            .nth(1)
            .is_some_and(|(_, c)| c == '周');
        let after_digit = out.ends_with(|c: char| c.is_ascii_digit()) && !day;
        let is_hour = first == '0'
            && !after_digit
            && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
            && rest.as_bytes().get(2) == Some(&b':');
        if !is_hour {
            out.push(first);
        }
        rest = &rest[first.len_utf8()..];
    }
    out
}

/// (0999) at the beginning of a text, and what follows it, where that is a number.
fn area_code(text: &str) -> Option<(&str, &str)> {
    let (code, behind) = text.strip_prefix('(')?.split_once(')')?;
    let behind = behind.trim_start_matches('-');
    let is_code = code.starts_with('0')
        && (3..=4).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_digit());
    (is_code && behind.starts_with(|c: char| c.is_ascii_digit())).then_some((code, behind))
}

fn compare_ways(a: &[Reading<String>], b: &[Reading<String>], findings: &mut Findings<'_>) {
    let terms = findings.terms;
    let set = |rows: &[Reading<String>], form: &dyn Fn(&str) -> String| {
        let mut set: Vec<_> = rows
            .iter()
            .filter_map(|row| row.text())
            .flat_map(|text| text.split(['；', ';', '、', '\n']))
            .map(form)
            .filter(|text| !text.is_empty())
            .collect();
        set.sort_unstable();
        set.dedup();
        set
    };
    let exact = |text: &str| {
        let text = in_one_form(&terms.plain(text));
        phone(&text).unwrap_or(text)
    };
    let (own, its) = (set(a, &exact), set(b, &exact));
    if own == its {
        return;
    }
    let words = (in_words(a), in_words(b));
    // Another number to ring asks neither more nor less.
    let is_number = |way: &String| way.bytes().all(|byte| byte.is_ascii_digit());
    if own.iter().chain(&its).all(is_number) {
        return findings.substantive(Facet::Phone, words, Burden::Neutral);
    }
    let loose = |text: &str| {
        let text = wording(&in_one_form(&terms.plain(text)));
        let text = text.replace("https://", "").replace("http://", "");
        phone(&without_labels(&text)).unwrap_or(text)
    };
    // 咨询电话 and 投诉电话 with one number: somebody has the wrong one.
    let labels_differ = match (a, b) {
        ([one], [other]) => one.text().zip(other.text()).is_some_and(|(one, other)| {
            LEXICON.labels_differ(&terms.plain(one), &terms.plain(other))
        }),
        _ => false,
    };
    let bare = (set(a, &loose), set(b, &loose));
    if labels_differ && bare.0 == bare.1 {
        findings.doubtful(Facet::Phone, words, Burden::Unknown);
    } else if bare.0 == bare.1 {
        findings.wording(Facet::Phone, words);
    } else if let Some(told) = told_otherwise(&own, &its) {
        match told {
            Comparison::Near => findings.doubtful(Facet::Phone, words, Burden::Unknown),
            _ => findings.wording(Facet::Phone, words),
        }
    } else {
        let burden = match bare.0.iter().chain(&bare.1).all(is_number) {
            true => Burden::Neutral,
            false => Burden::Unknown,
        };
        findings.substantive(Facet::Phone, words, burden);
    }
}
