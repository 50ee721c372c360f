//! 办结时限: the statutory and the promised limit, and what does not count.

use tongyuan_model::text::limit::Limit;
use tongyuan_model::{Field, Guide, Key, Number, Reading, Span, TimeLimit, TimeLimits, TimeUnit};

use crate::difference::{Burden, Facet, Side, Subject};
use crate::found::{Findings, Found};
use crate::lexicon::LEXICON;
use crate::normalise::wording;
use crate::scalar::{Standing, apart, said, standing, text_facet};
use crate::statement::{self, Comparison};
use crate::terms::{Days, Terms};

const FIELD: Field = Field::TimeLimits;

pub(crate) fn compare(a: &Guide, b: &Guide, found: &mut Found<'_>) {
    match standing(&a.time_limits, &b.time_limits) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            let words = |limits: &TimeLimits| {
                [&limits.promised, &limits.statutory, &limits.stated]
                    .into_iter()
                    .find_map(|limit| limit.given().map(in_words))
            };
            let (x, y) = (said(&a.time_limits, words), said(&b.time_limits, words));
            found.push(apart(FIELD, departure, (x, at), (y, there)));
        }
        Standing::Both(x, _, y, _) => {
            let (own, its) = aligned(x, y);
            for (key, own, its) in [
                (Key::Statutory, own.0, its.0),
                (Key::Promised, own.1, its.1),
                (Key::Stated, own.2, its.2),
            ] {
                let are_working_days = match found.terms.days() {
                    Days::Working => true,
                    Days::ByLaw => key == Key::Statutory && is_licence(a),
                    Days::AsWritten => false,
                };
                compare_limit(key, (own, its), are_working_days, found);
            }
            compare_excluded(x, y, found);
        }
    }
}

/// Whether the reference is about an administrative licence, whose limits the law counts in working days.
fn is_licence(guide: &Guide) -> bool {
    let kind = guide.item.given().and_then(|item| item.kind.text());
    kind.is_some_and(|kind| kind.trim() == "行政许可")
}

type Three<'l> = (
    &'l Reading<TimeLimit>,
    &'l Reading<TimeLimit>,
    &'l Reading<TimeLimit>,
);

/// Statutory, promised and stated limits of both sides, with a limit that one side states without saying which it is put
/// beside the one that the other side means: the promised one, or the statutory one where nothing is promised.
fn aligned<'l>(x: &'l TimeLimits, y: &'l TimeLimits) -> (Three<'l>, Three<'l>) {
    static NONE: Reading<TimeLimit> = Reading::Missing(Span {
        start: 0,
        end: 0,
        precision: tongyuan_model::Precision::Enclosing,
    });
    let side = |own: &'l TimeLimits, other: &'l TimeLimits| -> Three<'l> {
        let bare = own.stated.is_given() && other.stated.is_missing();
        if bare && own.promised.is_missing() && other.promised.is_given() {
            (&own.statutory, &own.stated, &NONE)
        } else if bare && own.statutory.is_missing() && other.statutory.is_given() {
            (&own.stated, &own.promised, &NONE)
        } else {
            (&own.statutory, &own.promised, &own.stated)
        }
    };
    (side(x, y), side(y, x))
}

fn compare_limit(
    key: Key,
    (a, b): (&Reading<TimeLimit>, &Reading<TimeLimit>),
    are_working_days: bool,
    found: &mut Found<'_>,
) {
    let subject = Subject {
        id: None,
        name: key.chinese().to_owned(),
    };
    match standing(a, b) {
        Standing::Even => {}
        Standing::Apart(departure, at, there) => {
            let words = |limit: &TimeLimit| Some(in_words(limit));
            let sides = ((said(a, words), at), (said(b, words), there));
            let mut difference = apart(FIELD, departure, sides.0, sides.1);
            difference.subject = Some(subject);
            found.push(difference);
        }
        Standing::Both(x, at, y, there) => {
            if is_unread(x) || is_unread(y) {
                return;
            }
            let mut findings = Findings::on(found.terms);
            match (Parts::of(x), Parts::of(y)) {
                _ if same_letters(x, y) => {}
                (Some(mut own), Some(mut its)) => {
                    if are_working_days
                        && own.counted_in_working_days() != its.counted_in_working_days()
                    {
                        findings.wording(Facet::Unit, (Some(in_words(x)), Some(in_words(y))));
                    }
                    own.compare(&its, &mut findings);
                }
                _ => text_facet(
                    &mut findings,
                    Facet::Quantity,
                    &in_words(x),
                    &in_words(y),
                    Burden::Unknown,
                ),
            }
            // Two texts that mean the same limit may put it in other words.
            if let (Some(a), Some(b)) = (x.text.text(), y.text.text())
                && findings.is_empty()
                && worded(a, found.terms) != worded(b, found.terms)
            {
                let sides = (Some(a.to_owned()), Some(b.to_owned()));
                if LEXICON.labels_differ(&found.terms.plain(a), &found.terms.plain(b)) {
                    findings.doubtful(Facet::Limit, sides, Burden::Unknown);
                } else {
                    findings.wording(Facet::Limit, sides);
                }
            }
            let side = |limit: &TimeLimit, span| Side {
                text: Some(in_words(limit)),
                span,
            };
            found.settle(findings, FIELD, Some(subject), side(x, at), side(y, there));
        }
    }
}

/// A limit in the form in which 20个工作日, 20个工作日内 and （20工作日以内） are one.
fn worded(text: &str, terms: &Terms) -> String {
    let mut plain = terms.plain(text).replace("以内(", "(").replace("内(", "(");
    plain.retain(|c| !matches!(c, '(' | ')' | ',' | ';' | ':' | '。'));
    ["以内", "之内", "内"]
        .iter()
        .find_map(|word| plain.strip_suffix(word))
        .unwrap_or(&plain)
        .to_owned()
}

/// Whether a part of a limit stands there and could not be read: what the limit is, nobody knows.
fn is_unread(limit: &TimeLimit) -> bool {
    matches!(limit.value, Reading::Unreadable(..)) || matches!(limit.unit, Reading::Unreadable(..))
}

fn same_letters(a: &TimeLimit, b: &TimeLimit) -> bool {
    a.value.given() == b.value.given()
        && a.unit.given() == b.unit.given()
        && a.from.text() == b.from.text()
        && a.note.text() == b.note.text()
        && a.text.text() == b.text.text()
}

/// A limit in words, for the side of a difference.
pub(crate) fn in_words(limit: &TimeLimit) -> String {
    if let Some(text) = limit.text.text() {
        return text.to_owned();
    }
    let from = limit.from.text().unwrap_or_default();
    let value = limit.value.given().map(Number::digits).unwrap_or_default();
    let unit = match limit.unit.given() {
        Some(TimeUnit::WorkingDay) => "个工作日",
        Some(TimeUnit::CalendarDay) => "个自然日",
        Some(TimeUnit::Month) => "个月",
        Some(TimeUnit::OnTheSpot) => "即办",
        Some(unit) => unit.chinese(),
        None => "",
    };
    let note = limit
        .note
        .text()
        .map(|note| format!("（{note}）"))
        .unwrap_or_default();
    format!("{from}{value}{unit}{note}")
}

/// A limit in its parts, whether it was written in parts or in words.
struct Parts {
    value: Option<Number>,
    unit: Option<TimeUnit>,
    from: Option<String>,
    rest: Vec<String>,
}

impl Parts {
    fn of(limit: &TimeLimit) -> Option<Self> {
        let mut parts = Self {
            value: limit.value.given().cloned(),
            unit: limit.unit.given().copied(),
            from: limit.from.text().map(str::to_owned),
            rest: limit.note.text().map(str::to_owned).into_iter().collect(),
        };
        if parts.unit.is_none() {
            let text = limit.text.text()?;
            let read = Limit::read(text)?;
            parts.value = parts.value.or(read.value);
            parts.unit = read.unit;
            parts.from = parts.from.or(read.from.map(|range| text[range].to_owned()));
            parts
                .rest
                .extend(read.rest.into_iter().map(|range| text[range].to_owned()));
        }
        Some(parts)
    }

    /// 日 as the working day that is meant; whether it was one.
    fn counted_in_working_days(&mut self) -> bool {
        let is_day = self.unit == Some(TimeUnit::Day);
        if is_day {
            self.unit = Some(TimeUnit::WorkingDay);
        }
        is_day
    }

    fn compare(&self, other: &Self, findings: &mut Findings<'_>) {
        if self.unit == other.unit {
            self.compare_value(other, findings);
        } else if same_length(self, other) {
            findings.wording(Facet::Unit, (self.quantity(), other.quantity()));
        } else {
            let burden = match (self.days(), other.days()) {
                (Some(own), Some(its)) if own < its => Burden::Adds,
                (Some(own), Some(its)) if own > its => Burden::Relieves,
                _ => Burden::Unknown,
            };
            let sides = (self.quantity(), other.quantity());
            // 日 leaves open which kind of day it is.
            if [self.unit, other.unit].contains(&Some(TimeUnit::Day))
                && [self.unit, other.unit].contains(&Some(TimeUnit::CalendarDay))
            {
                findings.doubtful(Facet::Unit, sides, burden);
            } else {
                findings.substantive(Facet::Unit, sides, burden);
            }
        }
        self.compare_start(other, findings);
        self.compare_rest(other, findings);
    }

    fn compare_value(&self, other: &Self, findings: &mut Findings<'_>) {
        if self.value == other.value {
            return;
        }
        let burden = match (&self.value, &other.value) {
            (Some(own), Some(its)) if own < its => Burden::Adds,
            (Some(_), Some(_)) => Burden::Relieves,
            _ => Burden::Unknown,
        };
        findings.substantive(Facet::Quantity, (self.quantity(), other.quantity()), burden);
    }

    fn compare_start(&self, other: &Self, findings: &mut Findings<'_>) {
        let terms = findings.terms;
        let key = |from: &str| {
            wording(&without_office(&terms.plain(from))).replace(['自', '从', '起', '之'], "")
        };
        match (&self.from, &other.from) {
            (None, None) => {}
            (Some(a), Some(b)) if key(a) == key(b) => {
                if terms.plain(a).trim_start_matches(['自', '从'])
                    != terms.plain(b).trim_start_matches(['自', '从'])
                {
                    findings.wording(Facet::Start, (Some(a.clone()), Some(b.clone())));
                }
            }
            (Some(_), Some(_)) => {
                let sides = (self.from.clone(), other.from.clone());
                findings.substantive(Facet::Start, sides, Burden::Unknown);
            }
            // The limits of the procedure run from acceptance where nothing else is said (行政许可法第四十二条).
            (Some(said), None) | (None, Some(said)) if said.contains("受理") => {
                findings.wording(Facet::Start, (self.from.clone(), other.from.clone()));
            }
            _ => {
                let sides = (self.from.clone(), other.from.clone());
                findings.doubtful(Facet::Start, sides, Burden::Unknown);
            }
        }
    }

    fn compare_rest(&self, other: &Self, findings: &mut Findings<'_>) {
        let terms = findings.terms;
        let key = |rest: &[String]| {
            let mut keys: Vec<_> = rest
                .iter()
                .map(|piece| wording(&terms.plain(piece)))
                .collect();
            keys.sort_unstable();
            keys.concat()
        };
        let words = |rest: &[String]| (!rest.is_empty()).then(|| rest.join("；"));
        if key(&self.rest) == key(&other.rest) {
            return;
        }
        let sides = (words(&self.rest), words(&other.rest));
        let said = |turn| {
            (
                beside_the_limit(&self.rest, terms, turn),
                beside_the_limit(&other.rest, terms, turn),
            )
        };
        let (own, its) = said(false);
        if own == its {
            return;
        }
        let (own, its) = said(true);
        let told = statement::compare(&own, &its);
        if own == its || matches!(told, Comparison::Wording | Comparison::Order) {
            findings.wording(Facet::Excluded, sides);
        } else if told == Comparison::Near {
            findings.doubtful(Facet::Excluded, sides, Burden::Unknown);
        } else {
            // What is not counted makes the limit longer.
            let burden = match (own.strip_prefix("不含"), its.strip_prefix("不含")) {
                (None, Some(what)) if own.strip_prefix('含').is_none_or(|own| own == what) => {
                    Burden::Adds
                }
                (Some(what), None) if its.strip_prefix('含').is_none_or(|its| its == what) => {
                    Burden::Relieves
                }
                _ => Burden::Unknown,
            };
            findings.substantive(Facet::Excluded, sides, burden);
        }
    }

    /// Number and unit in words.
    fn quantity(&self) -> Option<String> {
        let unit = self.unit?;
        Some(match &self.value {
            Some(value) => format!("{value}{}", unit.chinese()),
            None => unit.chinese().to_owned(),
        })
    }

    /// About how many days of the calendar it is, for telling the longer of two limits from the shorter.
    fn days(&self) -> Option<f64> {
        let value: f64 = match &self.value {
            Some(value) => value.digits().parse().ok()?,
            None => 0.0,
        };
        Some(match self.unit? {
            TimeUnit::WorkingDay => value * 7.0 / 5.0,
            TimeUnit::CalendarDay | TimeUnit::Day => value,
            TimeUnit::Month => value * 30.0,
            TimeUnit::Year => value * 365.0,
            TimeUnit::Hour => value / 24.0,
            TimeUnit::OnTheSpot => 0.0,
        })
    }
}

/// What a limit says beside its quantity, in the form in which differences of wording disappear; turned so that
/// 专家评审时间不计算在内 is 不含专家评审时间.
fn beside_the_limit(rest: &[String], terms: &Terms, turn: bool) -> String {
    let said = rest.iter().map(|piece| terms.plain(piece));
    let said = said.filter(|piece| {
        // 应当在7日内办结: that it must be is what a limit says.
        !LEXICON.is_only_lead(piece)
            && !matches!(piece.as_str(), "在" | "应在" | "须在" | "应当在" | "必须在")
    });
    let mut beside = String::new();
    for piece in said {
        let piece = without_office(&piece);
        let clauses = piece.split([',', ';', '(', ')']);
        let clauses = clauses.map(|clause| wording(clause.trim_start_matches(['以', '之', '内'])));
        for clause in clauses.filter(|clause| !DONE.contains(&clause.as_str())) {
            let behind = ["不含", "除外"].iter().filter(|_| turn);
            match behind.filter_map(|word| clause.strip_suffix(word)).next() {
                Some(what) => beside.push_str(&format!("不含{what}")),
                None => beside.push_str(&clause),
            }
        }
    }
    beside
}

/// That it is done within the limit, which every limit says.
const DONE: [&str; 6] = ["办结", "完成", "作出决定", "完成办理", "办理完成", "办理"];

/// 我局将在收到您的申请后5个工作日内为您办结: a text without the office that speaks, and whom it serves.
fn without_office(plain: &str) -> String {
    const OFFICES: [&str; 8] = [
        "本机关",
        "我机关",
        "我局",
        "本局",
        "我委",
        "本部门",
        "我中心",
        "本中心",
    ];
    let mut text = plain.replace("为您", "").replace("您的", "");
    for office in OFFICES {
        if let Some(rest) = text.strip_prefix(office) {
            let rest = ["将在", "将于", "将", "在", "于"]
                .iter()
                .find_map(|word| rest.strip_prefix(word))
                .unwrap_or(rest);
            text = rest.to_owned();
        }
    }
    text
}

/// 12个月 and 1年.
fn same_length(a: &Parts, b: &Parts) -> bool {
    let months = |parts: &Parts| {
        let value = parts.value.as_ref()?.whole()?;
        match parts.unit? {
            TimeUnit::Month => Some(value),
            TimeUnit::Year => value.checked_mul(12),
            _ => None,
        }
    };
    months(a).is_some() && months(a) == months(b)
}

/// 不计入时限: a set. A channel that does not repeat what the law excludes says nothing else by it.
fn compare_excluded(a: &TimeLimits, b: &TimeLimits, found: &mut Found<'_>) {
    let Standing::Both(x, at, y, there) = standing(&a.excluded, &b.excluded) else {
        return;
    };
    let terms = found.terms;
    let set = |rows: &[Reading<String>]| {
        let mut set: Vec<_> = rows
            .iter()
            .filter_map(|row| row.text())
            .flat_map(|text| text.split(['、', '；', ';', '，']))
            .map(|text| wording(&terms.plain(text)))
            .filter(|text| !text.is_empty())
            .collect();
        set.sort_unstable();
        set
    };
    if set(x) == set(y) {
        return;
    }
    let words = |rows: &[Reading<String>]| {
        let texts: Vec<_> = rows.iter().filter_map(|row| row.text()).collect();
        Some(texts.join("；"))
    };
    let mut findings = Findings::on(found.terms);
    findings.substantive(Facet::Excluded, (words(x), words(y)), Burden::Unknown);
    let subject = Subject {
        id: None,
        name: Key::Excluded.chinese().to_owned(),
    };
    let side = |text, span| Side { text, span };
    found.settle(
        findings,
        FIELD,
        Some(subject),
        side(words(x), at),
        side(words(y), there),
    );
}
