//! 咨询投诉: the numbers and ways, whatever their order.

use tongyuan_model::{Contacts, Field, Guide, Key, Reading, Span};

use crate::difference::{Burden, Facet, Side, Subject};
use crate::found::{Findings, Found};
use crate::lexicon::LEXICON;
use crate::normalise::wording;
use crate::scalar::{Standing, apart, said, standing};

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
    const LABELS: [&str; 8] = [
        "咨询", "监督", "投诉", "联系", "服务", "热线", "电话", "方式",
    ];
    let mut bare = plain.to_owned();
    for label in LABELS {
        bare = bare.replace(label, "");
    }
    bare
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
        let text = terms.plain(text);
        phone(&text).unwrap_or(text)
    };
    if set(a, &exact) == set(b, &exact) {
        return;
    }
    let words = (in_words(a), in_words(b));
    let loose = |text: &str| {
        let text = wording(&terms.plain(text));
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
    if labels_differ && set(a, &loose) == set(b, &loose) {
        findings.doubtful(Facet::Phone, words, Burden::Unknown);
    } else if set(a, &loose) == set(b, &loose) {
        findings.wording(Facet::Phone, words);
    } else {
        // Another number to ring asks neither more nor less.
        let is_phones = |rows| {
            set(rows, &loose)
                .iter()
                .all(|way| way.bytes().all(|b| b.is_ascii_digit()))
        };
        let burden = if is_phones(a) && is_phones(b) {
            Burden::Neutral
        } else {
            Burden::Unknown
        };
        findings.substantive(Facet::Phone, words, burden);
    }
}
