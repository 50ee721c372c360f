//! What passages say of the limit of the whole procedure.

use tongyuan_model::text::limit::{self, Limit};
use tongyuan_model::text::numeral;
use tongyuan_model::{Field, Guide, Key, Reading, Span, TimeLimit, TimeLimits, TimeUnit};

use super::words::{self, Own, Topics};
use super::{Contradiction, Passage, Sentence, add, step};
use crate::difference::{Confidence, Facet, FacetDifference, Side, Subject};
use crate::time_limit::in_words;

/// A whole number of units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) value: u32,
    pub(super) unit: TimeUnit,
}

impl Quantity {
    /// The quantity of a limit; none where it is not one whole number.
    fn of(limit: &TimeLimit) -> Option<Self> {
        if let Some(unit) = limit.unit.given() {
            return Self::new(
                limit.value.given().and_then(tongyuan_model::Number::whole),
                *unit,
            );
        }
        let read = Limit::read(limit.text.text()?)?;
        Self::new(read.value.and_then(|value| value.whole()), read.unit?)
    }

    pub(super) fn new(value: Option<u32>, unit: TimeUnit) -> Option<Self> {
        let value = match unit {
            TimeUnit::OnTheSpot => 0,
            _ => value?,
        };
        Some(match unit {
            TimeUnit::Year => Self {
                value: value.checked_mul(12)?,
                unit: TimeUnit::Month,
            },
            _ => Self { value, unit },
        })
    }

    /// Whether both may well mean the same: 20天 is said of 20个工作日.
    fn may_be(self, other: Self) -> bool {
        self.value == other.value
            && (self.unit == other.unit || is_day(self.unit) && is_day(other.unit))
    }

    /// Whether both surely differ: in one unit, or one of them at once.
    fn differs_from(self, other: Self) -> bool {
        let at_once = |one: Self| one.unit == TimeUnit::OnTheSpot;
        if at_once(self) || at_once(other) {
            return at_once(self) != at_once(other);
        }
        self.unit == other.unit && self.value != other.value
    }

    pub(super) fn in_words(self) -> String {
        match self.unit {
            TimeUnit::OnTheSpot => self.unit.chinese().to_owned(),
            unit => format!("{}{}", self.value, unit.chinese()),
        }
    }
}

fn is_day(unit: TimeUnit) -> bool {
    matches!(
        unit,
        TimeUnit::WorkingDay | TimeUnit::CalendarDay | TimeUnit::Day
    )
}

/// From when a limit runs, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Acceptance,
    Application,
    Other,
}

impl Start {
    fn of(from: &str) -> Self {
        if from.contains("受理") {
            Self::Acceptance
        } else if words::any(from, &["申请", "收到", "接到", "收件", "提交"]) {
            Self::Application
        } else {
            Self::Other
        }
    }
}

/// A limit of the table.
pub(super) struct Stated<'g> {
    pub(super) key: Key,
    pub(super) quantity: Quantity,
    start: Option<Start>,
    span: Span,
    pub(super) limit: &'g TimeLimit,
}

/// The limits of a table; none where any of them could not be read.
pub(super) fn stated(table: &Guide) -> Option<Vec<Stated<'_>>> {
    let limits: &TimeLimits = table.time_limits.given()?;
    let mut all = Vec::new();
    for (key, reading) in [
        (Key::Promised, &limits.promised),
        (Key::Stated, &limits.stated),
        (Key::Statutory, &limits.statutory),
    ] {
        let (limit, span) = match reading {
            Reading::Given(limit, span) => (limit, *span),
            Reading::Unreadable(..) => return None,
            Reading::Missing(_) | Reading::StatedNone(_) => continue,
        };
        let in_text = || {
            let text = limit.text.text()?;
            Some(&text[Limit::read(text)?.from?])
        };
        let from = limit.from.text().or_else(in_text);
        all.push(Stated {
            key,
            quantity: Quantity::of(limit)?,
            start: from.map(Start::of),
            span,
            limit,
        });
    }
    (!all.is_empty()).then_some(all)
}

pub(super) fn contradictions(
    table: &Guide,
    own: &Own<'_>,
    passages: &[Passage<'_>],
    found: &mut Vec<Contradiction>,
) {
    let Some(stated) = stated(table) else { return };
    let steps = step::sums(table);
    for passage in passages.iter().filter(|p| p.topics.has(Topics::LIMITS)) {
        let all = match named(passage, own) {
            named if named.is_empty() => told(passage, own).into_iter().collect(),
            named => named,
        };
        for told in all {
            if let Some(apart) = apart(&told, &stated, &steps) {
                let confidence = told.confidence(apart);
                add(
                    found,
                    contradiction(apart, &told, passage.place, confidence),
                );
            }
        }
    }
    // One of several provisions that states the limit is enough.
    let is_quoted = passages
        .iter()
        .filter(|p| p.place == Key::LegalBasis)
        .any(|passage| {
            let told = told(passage, own);
            told.is_some_and(|told| stated.iter().any(|own| told.quantity.may_be(own.quantity)))
        });
    if is_quoted {
        found.retain(|own| own.field != Field::TimeLimits || own.place != Key::LegalBasis);
    }
}

/// What a passage says of the limit of the whole.
struct Told {
    quantity: Quantity,
    start: Option<Start>,
    /// 法定, 承诺: which of the limits it names.
    kind: Option<Key>,
    place: Key,
    side: Side,
}

impl Told {
    fn confidence(&self, apart: &Stated<'_>) -> Confidence {
        let at_once = |one: Quantity| one.unit == TimeUnit::OnTheSpot;
        let is_sure = self.place == Key::Faq
            && !at_once(self.quantity)
            && (self.kind.is_some() || apart.key == Key::Promised || apart.key == Key::Stated);
        if is_sure {
            Confidence::Certain
        } else {
            Confidence::NeedsReview
        }
    }
}

/// The one limit of the whole procedure that a passage states.
fn told(passage: &Passage<'_>, own: &Own<'_>) -> Option<Told> {
    // 行政许可法 sets the limit for what no other law sets one for.
    if passage.place == Key::LegalBasis && passage.lead.contains("行政许可法") {
        return None;
    }
    let is_asked = passage.place == Key::Faq && asks_for_the_limit(passage.lead);
    if passage.place == Key::Faq && words::any(passage.lead, PARTS) {
        return None;
    }
    let mut told = None;
    for sentence in passage.sentences() {
        let Some(quantity) = one_quantity(sentence.text) else {
            if names_a_quantity(sentence.text) {
                return None;
            }
            continue;
        };
        if told.is_some() || !is_of_the_whole(&sentence, is_asked) || sentence.is_of_a_case(own) {
            return None;
        }
        let from = Limit::read(sentence.text).and_then(|read| read.from);
        let start = from.map(|from| Start::of(&sentence.text[from]));
        if start == Some(Start::Other) {
            return None;
        }
        told = Some(Told {
            quantity,
            start,
            kind: kind(passage.lead, sentence.text)?,
            place: passage.place,
            side: sentence.side(),
        });
    }
    told
}

/// The limits that a passage names by their kind, right before the quantity: 法定时限30日，我局承诺15个工作日办结.
fn named(passage: &Passage<'_>, own: &Own<'_>) -> Vec<Told> {
    if matches!(passage.place, Key::LegalBasis | Key::TimeLimits) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for sentence in passage.sentences() {
        if sentence.is_of_a_case(own) || words::any(sentence.text, PARTS) {
            continue;
        }
        for clause in sentence.text.split(['，', ',']) {
            if let (Some(kind), Some(quantity)) = (kind_before(clause), one_quantity(clause)) {
                all.push(Told {
                    quantity,
                    start: None,
                    kind: Some(kind),
                    place: passage.place,
                    side: sentence.side(),
                });
            }
        }
    }
    all
}

/// Which limit a clause names that goes on with its quantity: 承诺办结时限为…
fn kind_before(clause: &str) -> Option<Key> {
    let (at, kind) = [("法定", Key::Statutory), ("承诺", Key::Promised)]
        .into_iter()
        .find_map(|(word, kind)| Some((clause.find(word)? + word.len(), kind)))?;
    let mut rest = clause[at..].trim_start();
    const BETWEEN: [&str; 11] = [
        "办结",
        "办理",
        "审批",
        "时限",
        "期限",
        "时间",
        "为",
        "是",
        "：",
        ":",
        "不超过",
    ];
    while let Some(next) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next.trim_start();
    }
    let begins = numeral::leading(rest).is_some();
    // 承诺15个工作日内送达 is none of the whole.
    let ends =
        rest.ends_with(['日', '天', '月', '年']) || rest.ends_with("办结") || rest.ends_with('内');
    (begins && ends).then_some(kind)
}

fn names_a_quantity(text: &str) -> bool {
    !limit::read_all(text).is_empty() || words::any(text, AT_ONCE)
}

const AT_ONCE: &[&str] = &[
    "当场办结",
    "即时办结",
    "当场办理完毕",
    "立等可取",
    "当日办结",
    "当天办结",
];

/// The only quantity of time in a sentence; 3至5日 is none, and neither is 当日.
fn one_quantity(text: &str) -> Option<Quantity> {
    let all = limit::read_all(text);
    match (all.as_slice(), words::any(text, AT_ONCE)) {
        ([], true) if !words::any(text, &["当日", "当天"]) => {
            Quantity::new(None, TimeUnit::OnTheSpot)
        }
        ([one], false) => {
            let before = text[..one.at.start].trim_end();
            let is_part = before.ends_with([
                '-', '—', '－', '–', '~', '～', '至', '到', '第', '、', '每', '.', '/', '×',
            ]) || before.ends_with(|c: char| c.is_ascii_digit());
            let quantity = Quantity::new(one.value.whole(), one.unit);
            quantity.filter(|_| !is_part)
        }
        _ => None,
    }
}

/// Whether a question asks how long the whole takes.
fn asks_for_the_limit(question: &str) -> bool {
    let asks = [
        "多久",
        "多长时间",
        "几天",
        "多少天",
        "几个工作日",
        "多少个工作日",
        "时限",
        "期限",
        "什么时候能",
        "何时能",
    ];
    let whole = [
        "办好",
        "办完",
        "办结",
        "办理完",
        "办理时限",
        "办结时限",
        "办理期限",
        "审批时限",
        "拿到",
        "领到",
        "办下来",
        "办得好",
        "能办",
    ];
    words::any(question, &asks) && words::any(question, &whole)
}

/// Words of the limit of the whole procedure.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "办结", "办理时限", "办理期限", "办理完毕", "办理完成", "办完", "办好", "办理完结", "审批时限",
    "审批期限", "承诺时限", "法定时限", "承诺期限", "法定期限", "行政许可决定", "许可决定", "审批决定",
    "立等可取",
];

/// Words of one step of it, of another procedure, or of what the applicant has to do in time.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "补正", "补齐", "补交", "补充", "公示", "公告", "是否受理", "不予受理", "予以受理", "不受理", "受理决定",
    "受理通知", "受理时限", "受理期限", "内受理", "日受理", "作出受理", "告知", "缴费", "缴纳", "交费",
    "有效期", "有效", "提前", "投诉", "复议", "诉讼", "申诉", "异议", "答复", "回复", "咨询", "领取", "送达",
    "邮寄", "快递", "寄送", "寄出", "颁发", "发证", "制证", "勘验", "勘查", "踏勘", "检测", "检验", "鉴定",
    "评审", "论证", "培训", "考试", "预约", "初审", "初核", "复审", "复核", "会签", "会审", "上报", "转报",
    "报送", "报请", "上级", "省级", "市级", "县级", "环节", "步骤", "阶段", "保存", "逾期", "届满", "期满",
    "以前", "日前", "月前", "天前", "之前", "内提出", "内申请", "内提交", "申请人应", "年检", "年审", "撤回",
    "恢复", "修改", "更正", "退", "上班", "营业", "办公", "工作时间", "距", "满", "备案后", "登记后",
    "决定后", "办结后", "审批后", "通过后", "核准后", "批准后", "取得", "实施之日", "开工", "施工", "前置",
    "整改", "移送", "转交", "转送", "征求意见", "审查意见", "意见", "入库", "录入", "归档", "反馈", "通知",
    "抽查", "核查", "实地", "现场", "评估", "审计", "中止", "恢复办理", "不计", "不含", "不包括", "扣除",
];

/// Whether the limit in a sentence is that of the whole procedure.
fn is_of_the_whole(sentence: &Sentence<'_>, is_asked: bool) -> bool {
    let text = sentence.text;
    if words::any(text, PARTS) {
        return false;
    }
    match sentence.passage.place {
        Key::Faq => is_asked || words::any(text, WHOLE),
        // What stands elsewhere speaks of the whole only where it says from when to when.
        Key::LegalBasis => {
            words::any(
                text,
                &[
                    "受理之日起",
                    "受理申请之日起",
                    "收到申请之日起",
                    "收到申请材料之日起",
                ],
            ) && words::any(
                text,
                &[
                    "办结",
                    "作出决定",
                    "许可决定",
                    "审批决定",
                    "是否准予",
                    "是否批准",
                ],
            ) && !words::any(sentence.passage.text, &["延长"])
        }
        Key::TimeLimits => words::any(text, WHOLE),
        Key::Process => {
            words::any(
                text,
                &[
                    "办理时限",
                    "办结时限",
                    "承诺时限",
                    "法定时限",
                    "承诺办结",
                    "法定办结",
                ],
            ) || text.contains("受理之日起") && text.contains("办结")
        }
        _ => text.contains("受理之日起") && words::any(text, WHOLE),
    }
}

/// Which limit is named: 法定, 承诺, or none of them. Where both are named, nothing can be told.
fn kind(lead: &str, text: &str) -> Option<Option<Key>> {
    let named = |word: &str| lead.contains(word) || text.contains(word);
    match (named("法定"), named("承诺")) {
        (true, true) => None,
        (true, false) => Some(Some(Key::Statutory)),
        (false, true) => Some(Some(Key::Promised)),
        (false, false) => Some(None),
    }
}

/// The limit of the table that a passage contradicts: the one it names, or where it names none the first of them, if it is
/// none of them and no sum of steps.
fn apart<'s, 'g>(
    told: &Told,
    stated: &'s [Stated<'g>],
    steps: &[Quantity],
) -> Option<&'s Stated<'g>> {
    let runs_alike = |own: &Stated<'_>| match (own.start, told.start) {
        (Some(own), Some(its)) => own == its,
        // The limits of the procedure run from acceptance where nothing else is said.
        (Some(one), None) | (None, Some(one)) => one == Start::Acceptance || told.place == Key::Faq,
        (None, None) => true,
    };
    let differs = |own: &Stated<'_>| {
        let by_law = told.place == Key::LegalBasis
            && is_day(own.quantity.unit)
            && told.quantity.unit == TimeUnit::Day
            && own.quantity.value != told.quantity.value;
        runs_alike(own) && (own.quantity.differs_from(told.quantity) || by_law)
    };
    if told.place == Key::LegalBasis {
        return stated
            .iter()
            .find(|own| own.key == Key::Statutory)
            .filter(|own| differs(own));
    }
    if let Some(kind) = told.kind {
        return stated
            .iter()
            .find(|own| own.key == kind)
            .filter(|own| differs(own));
    }
    let is_a_step = steps.iter().any(|sum| sum.may_be(told.quantity));
    let all = stated.iter().all(differs);
    stated.first().filter(|_| all && !is_a_step)
}

fn contradiction(
    stated: &Stated<'_>,
    told: &Told,
    place: Key,
    confidence: Confidence,
) -> Contradiction {
    Contradiction {
        field: Field::TimeLimits,
        subject: Subject {
            id: None,
            name: stated.key.chinese().to_owned(),
        },
        place,
        facets: vec![FacetDifference {
            facet: Facet::Quantity,
            a: Some(stated.quantity.in_words()),
            b: Some(told.quantity.in_words()),
        }],
        confidence,
        stated: stated.side(),
        passage: told.side.clone(),
        repeated: Vec::new(),
    }
}

impl Stated<'_> {
    pub(super) fn side(&self) -> Side {
        Side {
            text: Some(in_words(self.limit)),
            span: self.span,
        }
    }
}
