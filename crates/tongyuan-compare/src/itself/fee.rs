//! What passages say of fees.

use tongyuan_model::text::amount::{self, Amount};
use tongyuan_model::{Field, Guide, Key, Reading, Span};

use super::words::{self, Own, Topics};
use super::{Contradiction, Passage, Sentence, add};
use crate::difference::{Confidence, Facet, FacetDifference, Side, Subject};
use crate::fee::{FeeRow, charged, in_words};
use crate::terms::Terms;

/// What a table states of fees.
struct Stated {
    /// Whether a fee is charged.
    is_charged: bool,
    rows: Vec<FeeRow>,
    words: String,
    span: Span,
}

/// What the table states; none where it leaves open whether a fee is charged.
fn stated(terms: &Terms, table: &Guide) -> Option<Stated> {
    match &table.fees {
        Reading::StatedNone(span) => Some(Stated {
            is_charged: false,
            rows: Vec::new(),
            words: "不收费".to_owned(),
            span: *span,
        }),
        Reading::Given(fees, span) if !matches!(fees.charged, Reading::Unreadable(..)) => {
            let is_charged = charged(fees, terms)?;
            Some(Stated {
                is_charged,
                rows: if is_charged {
                    FeeRow::of(fees, terms)
                } else {
                    Vec::new()
                },
                words: in_words(fees),
                span: *span,
            })
        }
        _ => None,
    }
}

pub(super) fn contradictions(
    terms: &Terms,
    table: &Guide,
    own: &Own<'_>,
    passages: &[Passage<'_>],
    found: &mut Vec<Contradiction>,
) {
    let Some(stated) = stated(terms, table) else {
        return;
    };
    for passage in passages.iter().filter(|p| p.topics.has(Topics::FEES)) {
        let apart = if stated.is_charged {
            let named = named_amounts(passage, own, &stated, terms);
            if named.is_empty() {
                free(passage, own, &stated)
                    .or_else(|| other_amount(passage, own, &stated, terms))
                    .into_iter()
                    .collect()
            } else {
                named
            }
        } else {
            charge(passage, own, &stated).into_iter().collect()
        };
        for one in apart {
            add(found, one);
        }
    }
}

/// Words of what is paid to somebody else, for something else, at another time or by way of exception.
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "邮", "快递", "寄", "公证", "检测", "检验", "鉴定", "评估", "体检", "翻译", "罚", "补贴", "补助", "资助",
    "奖", "注册资本", "出资", "资金", "押金", "保证金", "税", "第三方", "中介", "代理", "银行", "复印",
    "打印", "拍照", "照相", "摄影", "培训", "考试", "报名", "保险", "退费", "退还", "退回", "取消", "停征",
    "免征", "减", "优惠", "折", "补缴", "滞纳", "逾期", "超过", "超出", "以上", "以下", "附加", "赔偿",
    "收入", "价值", "价款", "工资", "年费", "续", "标的", "诉讼", "仲裁", "社保", "医保", "公积金", "学费",
    "会费", "水费", "电费", "维修", "制作", "刻章", "印章", "投资", "总额", "金额", "贷款", "借款", "债",
    "损失", "产值", "营业额", "免费提供", "免费领取", "免费赠", "免费寄", "免费邮", "免费复印", "免费打印",
    "免费代办", "免费帮办", "免费刻", "免费培训", "免费咨询", "免费停车", "免费查询", "免费服务",
];

fn is_asked(question: &str) -> bool {
    let asks = [
        "收费",
        "费用",
        "要钱",
        "多少钱",
        "缴费",
        "交费",
        "收取",
        "工本费",
        "免费",
        "花钱",
    ];
    words::any(question, &asks) && !words::any(question, OTHER)
}

/// A passage that says that nothing is charged, of a fee that the table states.
fn free(passage: &Passage<'_>, own: &Own<'_>, stated: &Stated) -> Option<Contradiction> {
    if passage.place != Key::Faq || !is_asked(passage.lead) {
        return None;
    }
    let first = passage.sentences().next()?;
    let bare = first.text.trim();
    let is_free = amount::is_free(bare) && !tongyuan_model::is_none(bare);
    let rest = &passage.text[first.start + first.text.len()..];
    let says_more = !amount::read_all(passage.text).is_empty()
        || words::any(rest, &["费", "元", "缴", "收取"])
        || bare == "否"
        || first.is_of_a_case(own);
    // An amount of nothing is no fee.
    let zero = tongyuan_model::Number::from(0);
    let is_nothing = stated
        .rows
        .iter()
        .all(|row| row.amount.as_ref().is_none_or(|own| *own == zero));
    (is_free && !says_more && !is_nothing).then(|| Contradiction {
        field: Field::Fees,
        subject: Subject {
            id: None,
            name: Key::Charged.chinese().to_owned(),
        },
        place: passage.place,
        facets: vec![facet(Facet::Charged, stated.words.clone(), bare.to_owned())],
        confidence: Confidence::Certain,
        stated: stated.side(),
        passage: first.side(),
        repeated: Vec::new(),
    })
}

/// A passage that states a fee, where the table says that none is charged.
fn charge(passage: &Passage<'_>, own: &Own<'_>, stated: &Stated) -> Option<Contradiction> {
    let (sentence, read) = one_amount(passage, own)?;
    // What the law or a step says of a fee may be of another item's.
    let is_asked = passage.place == Key::Faq && is_asked(passage.lead);
    if !is_asked && passage.place != Key::Faq {
        return None;
    }
    let charges = words::any(
        sentence.text,
        &[
            "收取",
            "收费标准",
            "工本费",
            "缴纳",
            "应交",
            "须交",
            "需交",
            "收费",
        ],
    );
    // 摩托车号牌工本费70元 may be another item's: a fee of ours is named shortly.
    const LONGEST: usize = 8;
    let before = sentence.text[..read.at.start].rsplit(['，', ',']).next();
    let named = before.unwrap_or_default();
    let is_short = named.chars().count() <= LONGEST;
    let is_charge = charges && (is_asked || sentence.text.contains("费")) && is_short;
    let is_nothing = read.value == tongyuan_model::Number::from(0);
    (is_charge && !is_nothing).then(|| Contradiction {
        field: Field::Fees,
        subject: Subject {
            id: None,
            name: Key::Charged.chinese().to_owned(),
        },
        place: passage.place,
        facets: vec![facet(
            Facet::Charged,
            stated.words.clone(),
            sentence.text.to_owned(),
        )],
        confidence: if is_asked {
            Confidence::Certain
        } else {
            Confidence::NeedsReview
        },
        stated: stated.side(),
        passage: sentence.side(),
        repeated: Vec::new(),
    })
}

/// A passage that states another amount of a fee than the table.
fn other_amount(
    passage: &Passage<'_>,
    own: &Own<'_>,
    stated: &Stated,
    terms: &Terms,
) -> Option<Contradiction> {
    let (sentence, read) = one_amount(passage, own)?;
    let plain = terms.plain(sentence.text);
    let row = row_of(&plain, passage, stated)?;
    let own_amount = row.amount.as_ref()?;
    let sentence_per = read.per.as_ref().map(|per| &sentence.text[per.clone()]);
    let same_per = match (row.per.as_deref(), sentence_per) {
        (Some(own), Some(its)) => {
            let key = |per: &str| terms.plain(per).trim_start_matches('每').to_owned();
            key(own) == key(its)
        }
        // 每项 may be meant, or all of it.
        (own, its) => own.is_none() && its.is_none() || passage.place == Key::Faq,
    };
    let is_stated = stated
        .rows
        .iter()
        .any(|row| row.amount.as_ref() == Some(&read.value))
        || total(&stated.rows) == read.value.whole();
    let differs = *own_amount != read.value && !is_stated && row.currency == read.currency;
    let confidence = match passage.place {
        Key::Faq if row.per.as_deref().is_some() == sentence_per.is_some() => Confidence::Certain,
        _ => Confidence::NeedsReview,
    };
    (differs && same_per).then(|| {
        let facet = facet(
            Facet::Amount,
            own_amount.to_string(),
            read.value.to_string(),
        );
        of_row(row, facet, &sentence, confidence)
    })
}

/// Fees that an answer names by their full names, each with another amount than the table: 号牌工本费每副120元，行驶证工本费每本10元.
fn named_amounts(
    passage: &Passage<'_>,
    own: &Own<'_>,
    stated: &Stated,
    terms: &Terms,
) -> Vec<Contradiction> {
    if passage.place != Key::Faq || words::any(passage.lead, OTHER) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        if sentence.is_of_a_case(own) || words::any(sentence.text, OTHER) {
            continue;
        }
        let clauses = sentence.text.split(['，', ',', '、']);
        for (row, read) in clauses.filter_map(|clause| named_amount(clause, stated, terms)) {
            let Some(amount) = row.amount.as_ref().filter(|own| **own != read.value) else {
                continue;
            };
            let facets = facet(Facet::Amount, amount.to_string(), read.value.to_string());
            found.push(of_row(row, facets, &sentence, Confidence::Certain));
        }
    }
    found
}

/// The fee of the table that a clause begins with, and the one amount that the clause gives for it in the same unit.
fn named_amount<'s>(
    clause: &str,
    stated: &'s Stated,
    terms: &Terms,
) -> Option<(&'s FeeRow, Amount)> {
    const SHORTEST: usize = 4;
    let mut amounts = amount::read_all(clause).into_iter();
    let (Some(read), None) = (amounts.next(), amounts.next()) else {
        return None;
    };
    let plain = terms.plain(clause);
    let mut rows = stated.rows.iter().filter(|row| {
        row.plain.chars().count() >= SHORTEST && plain.starts_with(row.plain.as_str())
    });
    let (Some(row), None) = (rows.next(), rows.next()) else {
        return None;
    };
    let unit = |per: &str| terms.plain(per).trim_start_matches('每').to_owned();
    let its = read.per.as_ref().map(|per| unit(&clause[per.clone()]));
    let is_range = clause[..read.at.start].ends_with(['-', '至', '到', '~', '—', '～']);
    let is_plain = names_no_other(&plain, &row.plain)
        && row.per.as_deref().map(unit) == its
        && row.currency == read.currency
        && !is_range;
    is_plain.then_some((row, read))
}

fn of_row(
    row: &FeeRow,
    facet: FacetDifference,
    sentence: &Sentence<'_>,
    confidence: Confidence,
) -> Contradiction {
    Contradiction {
        field: Field::Fees,
        subject: Subject {
            id: None,
            name: row.words.clone(),
        },
        place: sentence.passage.place,
        facets: vec![facet],
        confidence,
        stated: Side {
            text: Some(row.words.clone()),
            span: row.span,
        },
        passage: sentence.side(),
        repeated: Vec::new(),
    }
}

fn total(rows: &[FeeRow]) -> Option<u32> {
    let mut amounts = rows.iter().map(|row| row.amount.as_ref()?.whole());
    amounts.try_fold(0_u32, |sum, amount| sum.checked_add(amount?))
}

/// The one fee of the table that a sentence names, or the only one that there is where it names none.
fn row_of<'s>(plain: &str, passage: &Passage<'_>, stated: &'s Stated) -> Option<&'s FeeRow> {
    const SHORTEST: usize = 3;
    let is_named =
        |row: &&FeeRow| row.plain.chars().count() >= SHORTEST && plain.contains(&row.plain);
    let mut named = stated.rows.iter().filter(is_named);
    match (named.next(), named.next()) {
        (Some(row), None) if names_no_other(plain, &row.plain) => Some(row),
        (None, None) => {
            let [row] = stated.rows.as_slice() else {
                return None;
            };
            let is_asked = passage.place == Key::Faq && is_asked(passage.lead);
            (is_asked && names_no_other(plain, &row.plain)).then_some(row)
        }
        _ => None,
    }
}

/// Whether every fee that a sentence names is the one of this name, or fees in general.
fn names_no_other(plain: &str, name: &str) -> bool {
    let bare = if name.is_empty() {
        plain.to_owned()
    } else {
        plain.replace(name, "")
    };
    let general = [
        "收费", "费用", "缴费", "交费", "付费", "计费", "免费", "费额",
    ];
    let bare = general
        .iter()
        .fold(bare, |rest, word| rest.replace(word, ""));
    !bare.contains('费')
}

/// The one amount of a passage, in a sentence that speaks of what the item costs, whatever the case.
fn one_amount<'p>(passage: &'p Passage<'p>, own: &Own<'_>) -> Option<(Sentence<'p>, Amount)> {
    if passage.place == Key::Faq && words::any(passage.lead, OTHER) {
        return None;
    }
    let [_] = amount::read_all(passage.text).as_slice() else {
        return None;
    };
    let mut sentences = passage.sentences().filter_map(|sentence| {
        let read = amount::read_all(sentence.text).into_iter().next()?;
        Some((sentence, read))
    });
    let (sentence, read) = sentences.next()?;
    let before = sentence.text[..read.at.start].trim_end();
    let is_part = before.ends_with(['-', '—', '－', '–', '~', '～', '至', '到', '、', '/'])
        || before.ends_with(|c: char| c.is_ascii_digit());
    let is_other = words::any(sentence.text, OTHER)
        || words::any(sentence.text, &["不收", "不再", "无需", "不得", "不需"]);
    (!is_part && !is_other && !sentence.is_of_a_case(own)).then_some((sentence, read))
}

fn facet(facet: Facet, a: String, b: String) -> FacetDifference {
    FacetDifference {
        facet,
        a: Some(a),
        b: Some(b),
    }
}

impl Stated {
    fn side(&self) -> Side {
        Side {
            text: Some(self.words.clone()),
            span: self.span,
        }
    }
}
