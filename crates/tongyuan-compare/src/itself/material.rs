//! What passages say of the number of a material.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use tongyuan_model::text::bracket;
use tongyuan_model::text::requirement::{Requirement, Wanted};
use tongyuan_model::{Channel, Field, Guide, Key, Material, Reading, Span, Submission};

use super::words::{self, Own, Topics};
use super::{Contradiction, Passage, Sentence, add};
use crate::difference::{Confidence, Facet, FacetDifference, Side, Subject};
use crate::material::{parts, submission};
use crate::terms::Terms;

/// Which form of a material is asked for, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Forms {
    original: Option<Option<u32>>,
    copies: Option<Option<u32>>,
    either: bool,
    count: Option<(u32, char)>,
}

impl Forms {
    fn of(read: &Requirement) -> Self {
        let number = |wanted: &Option<Wanted>| wanted.as_ref().map(|w| w.number);
        Self {
            original: number(&read.original),
            copies: number(&read.copies),
            either: read.either,
            count: read.count.as_ref().map(|c| (c.number, c.counter)),
        }
    }

    /// What a row states in its own keys, and for the rest in its name.
    fn stated(own: &Submission, count: &Reading<u32>, name: &Self) -> Self {
        let mut forms = Self {
            original: own.original.given().map(|n| Some(*n)),
            copies: own.copies.given().map(|n| Some(*n)),
            either: false,
            count: count.given().map(|n| (*n, '份')).or(name.count),
        };
        if forms.original.is_none() && forms.copies.is_none() {
            forms.original = name.original;
            forms.copies = name.copies;
            forms.either = name.either;
        }
        // 复印件0份 says that no copy is wanted.
        let is_none = |wanted: Option<Option<u32>>| wanted == Some(Some(0));
        if is_none(forms.copies) && forms.original.is_some() {
            forms.copies = None;
        } else if is_none(forms.original) && forms.copies.is_some() {
            forms.original = None;
        }
        forms
    }

    fn is_none(&self) -> bool {
        self.original.is_none() && self.copies.is_none() && self.count.is_none()
    }

    fn in_words(&self) -> String {
        let word = |name: &str, number: Option<u32>| {
            number.map_or_else(|| name.to_owned(), |n| format!("{name}{n}份"))
        };
        let forms = [
            self.original.map(|n| word("原件", n)),
            self.copies.map(|n| word("复印件", n)),
            self.count.map(|(n, counter)| format!("{n}{counter}")),
        ];
        forms.into_iter().flatten().collect::<Vec<_>>().join("、")
    }
}

/// A row of the table that passages can be held against.
struct Row<'g> {
    material: &'g Material,
    name: String,
    plain: String,
    /// What it states, in general and in each channel: a passage may mean any of them.
    stated: Vec<Forms>,
    /// Whether its name tells it from every other row, and it is asked for in every case.
    is_plain: bool,
}

/// How many characters the name of a document has at least.
const SHORTEST: usize = 2;

/// The rows of a table.
fn rows<'g>(terms: &Terms, table: &'g Guide) -> Vec<Row<'g>> {
    let mut rows: Vec<Row<'g>> = Vec::new();
    for material in table.materials.rows() {
        let Some(text) = material.name.text() else {
            continue;
        };
        for part in parts(text) {
            let read = Requirement::read(&part);
            let name = read.name_in(&part);
            rows.push(Row {
                material,
                plain: terms.plain(&name),
                name,
                stated: stated(material, &Forms::of(&read)),
                is_plain: material.case.is_missing() && read.case.is_none(),
            });
        }
    }
    rows.retain(|row| row.plain.chars().count() >= SHORTEST);
    // A document that is listed twice is asked for in cases that no passage tells apart.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        *seen.entry(row.plain.clone()).or_default() += 1;
    }
    for row in &mut rows {
        row.is_plain &= seen[&row.plain] == 1;
    }
    rows
}

fn stated(material: &Material, name: &Forms) -> Vec<Forms> {
    let channels = [
        None,
        Some(Channel::Online),
        Some(Channel::InPerson),
        Some(Channel::WeChat),
        Some(Channel::Kiosk),
    ];
    let mut all: Vec<Forms> = Vec::new();
    for channel in channels {
        let own = submission(material, channel);
        let is_unread = matches!(own.original, Reading::Unreadable(..))
            || matches!(own.copies, Reading::Unreadable(..));
        if is_unread || matches!(material.submission, Reading::Unreadable(..)) {
            return Vec::new();
        }
        let forms = Forms::stated(&own, &material.count, name);
        if !forms.is_none() && !all.contains(&forms) {
            all.push(forms);
        }
    }
    all
}

pub(super) fn contradictions(
    terms: &Terms,
    table: &Guide,
    guide: &Guide,
    own: &Own<'_>,
    passages: &[Passage<'_>],
    found: &mut Vec<Contradiction>,
) {
    let rows = rows(terms, table);
    // All names in one pass over a passage, the longest first: 代理人身份证 is not 身份证.
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(rows.iter().map(|row| &row.plain));
    let Ok(finder) = finder else { return };
    for passage in passages.iter().filter(|p| p.topics.has(Topics::MATERIALS)) {
        note(terms, &rows, guide, passage, own, found);
        for sentence in passage.sentences() {
            if is_other(&sentence, own) {
                continue;
            }
            let plain = plain(terms, sentence.text);
            for at in finder.find_iter(&plain) {
                let row = &rows[at.pattern().as_usize()];
                if let Some(told) = row
                    .is_plain
                    .then(|| told(&plain, at.range(), row))
                    .flatten()
                {
                    settle(row, &told, sentence.side(), passage.place, found);
                }
            }
        }
    }
}

/// A text in its normal form, with 一式 as the grammar of requirements knows it.
fn plain(terms: &Terms, text: &str) -> String {
    terms.plain(text).replace("1式", "一式")
}

/// Whether a sentence does not say what must be handed in, or says so of one case alone.
fn is_other(sentence: &Sentence<'_>, own: &Own<'_>) -> bool {
    #[rustfmt::skip]
    const OTHER: &[&str] = &[
        "不需", "无需", "不用", "不必", "无须", "毋须", "不再", "免予", "免交", "免提", "免于", "取消",
        "不得", "不要", "不能", "没有", "未", "不提", "不收", "核验", "查验", "验证", "备查", "退还", "退回",
        "留存", "返还", "领取", "领证", "或", "补充", "增加", "追加", "每", "发给", "核发", "颁发", "送达",
        "制作", "打印", "抄送", "存档", "归档",
    ];
    let text = sentence.text;
    words::any(text, OTHER) || sentence.is_of_a_case(own)
}

/// What a passage says of a material.
struct Told {
    forms: Forms,
    /// Whether it is said to be handed in.
    is_handed_in: bool,
    /// 各: the number is of each.
    each: bool,
}

/// What stands right beside the name at `at`; none where that is not surely all that is said of it.
fn told(plain: &str, at: std::ops::Range<usize>, row: &Row<'_>) -> Option<Told> {
    let is_handed_in = begins(&plain[..at.start])?;
    let rest = &plain[at.end..];
    let (read, length) = match bracket::groups(rest).first() {
        Some(group) if group.outer.start == 0 => {
            let inner = &rest[group.inner.clone()];
            (Requirement::read_remark(inner), group.outer.end)
        }
        _ => beside(plain, at.start, at.end, &row.plain)?,
    };
    let forms = Forms::of(&read);
    let said = &rest[..length];
    let each = said.contains('各');
    let is_one_form = forms.original.is_some() != forms.copies.is_some();
    if !read.notes.is_empty() || read.case.is_some() || forms.is_none() {
        return None;
    }
    // 共2份 counts several documents, 身份证复印件各1份 several persons.
    let is_of_several = said.contains('共') || each && is_one_form;
    (!is_of_several && !goes_on(&rest[length..])).then_some(Told {
        forms,
        is_handed_in,
        each,
    })
}

/// Whether a name can begin behind this text, and if so whether a word of handing in stands there.
fn begins(before: &str) -> Option<bool> {
    let bare = before.trim_end_matches(['"', ' ']);
    let verbs = ["提交", "提供", "递交", "报送", "上交", "交"];
    if verbs.iter().any(|verb| bare.ends_with(verb)) {
        return Some(true);
    }
    let joint = [",", "、", "和", "及", "与"];
    if let Some(listed) = joint.iter().find_map(|joint| bare.strip_suffix(joint)) {
        // 身份证、户口簿复印件2份 may be two in all: what stands before must have its own number.
        return listed.ends_with(['份', '张', '套']).then_some(false);
    }
    let others = ["携带", "准备", "带", "附", "填写", "需", "须", "应", "上传"];
    let is_open = bare.is_empty()
        || bare.ends_with([':', '.', ')'])
        || others.iter().any(|word| bare.ends_with(word));
    is_open.then_some(false)
}

/// The longest text behind the name that is read to the end as forms: what was read, and how many bytes it takes.
fn beside(plain: &str, start: usize, end: usize, name: &str) -> Option<(Requirement, usize)> {
    const LONGEST: usize = 60;
    let rest = &plain[end..];
    let cuts = rest
        .match_indices([',', '、', ':', '"'])
        .map(|(at, _)| at)
        .chain([rest.len()])
        .take_while(|at| *at <= LONGEST);
    let mut best = None;
    for cut in cuts.filter(|cut| *cut > 0) {
        let text = &plain[start..end + cut];
        let read = Requirement::read(text);
        if read.name_in(text) == name && read.notes.is_empty() && read.case.is_none() {
            best = Some((read, cut));
        }
    }
    best
}

/// Whether more is said of the number or form behind what was read.
fn goes_on(rest: &str) -> bool {
    let bare = rest.trim_start_matches([',', '、', ' ', '(', '"', '和', '及', '与', '并']);
    let words = [
        "原件",
        "复印件",
        "影印件",
        "正本",
        "副本",
        "一式",
        "1式",
        "共",
        "各",
        "电子",
        "其中",
        "含",
        "包括",
    ];
    words.iter().any(|word| bare.starts_with(word))
        || bare.starts_with(|c: char| c.is_ascii_digit()) && rest.starts_with(['(', ' '])
        // 身份证复印件2份加盖公章, 2份的: the sentence says more than it seems.
        || !(rest.is_empty() || rest.starts_with([',', '、', ':', ')', '"', '和', '及', '与', '并', '到', '至', '送', '办']))
}

/// A note of a row that states forms: it is about that row.
fn note(
    terms: &Terms,
    rows: &[Row<'_>],
    guide: &Guide,
    passage: &Passage<'_>,
    own: &Own<'_>,
    found: &mut Vec<Contradiction>,
) {
    let Some(number) = passage.material else {
        return;
    };
    // The rows are those of the table, which may be another guide's: the row is the one of the same name.
    let name = guide.materials.rows()[number]
        .name
        .text()
        .unwrap_or_default();
    let key = terms.plain(&Requirement::read(name).name_in(name));
    let mut own_rows = rows.iter().filter(|row| row.plain == key);
    let (Some(row), None) = (own_rows.next(), own_rows.next()) else {
        return;
    };
    let text = plain(terms, passage.text);
    let read = Requirement::read_remark(&text);
    let is_harmless = |note: &std::ops::Range<usize>| {
        let note = &text[note.clone()];
        words::any(note, &["盖章", "公章", "签字", "签名", "A4"]) && note.chars().count() <= 12
    };
    let forms = Forms::of(&read);
    let each = text.contains('各') || text.contains('每');
    let is_all = read.notes.iter().all(is_harmless) && read.case.is_none();
    if !is_all || forms.is_none() || each || own.names_a_case(passage.text) {
        return;
    }
    let told = Told {
        forms,
        is_handed_in: true,
        each: false,
    };
    let side = Side {
        text: Some(passage.text.to_owned()),
        span: passage.span,
    };
    settle(row, &told, side, passage.place, found);
}

/// Notes a contradiction where a passage says something else than all that its row states.
fn settle(row: &Row<'_>, told: &Told, passage: Side, place: Key, found: &mut Vec<Contradiction>) {
    let mut apart = None;
    for stated in &row.stated {
        match differ(stated, told) {
            None => return,
            Some(facets) => apart = apart.or(Some((facets, stated.in_words()))),
        }
    }
    let Some(((facets, confidence), words)) = apart else {
        return;
    };
    // A quotation may be of a provision that the office has gone beyond.
    let confidence = match place {
        Key::LegalBasis => Confidence::NeedsReview,
        _ => confidence,
    };
    let contradiction = Contradiction {
        field: Field::Materials,
        subject: Subject {
            id: row.material.id.text().map(str::to_owned),
            name: row.name.clone(),
        },
        place,
        facets,
        confidence,
        stated: Side {
            text: Some(format!("{}（{words}）", row.name)),
            span: row.span(),
        },
        passage,
        repeated: Vec::new(),
    };
    add(found, contradiction);
}

impl Row<'_> {
    fn span(&self) -> Span {
        self.material.name.span()
    }
}

/// In which facets a passage departs from what is stated; none where both can be right.
fn differ(stated: &Forms, told: &Told) -> Option<(Vec<FacetDifference>, Confidence)> {
    let forms = &told.forms;
    if stated.either || forms.either {
        return None;
    }
    let mut facets = Vec::new();
    let mut number = |facet, a: Option<Option<u32>>, b: Option<Option<u32>>| {
        if let (Some(Some(a)), Some(Some(b))) = (a, b)
            && a != b
        {
            facets.push(facet_of(facet, &a.to_string(), &b.to_string()));
        }
    };
    number(Facet::Copies, stated.copies, forms.copies);
    // 原件及复印件1份 leaves open how many originals.
    if forms.copies.is_none() || told.each {
        number(Facet::Originals, stated.original, forms.original);
    }
    if !facets.is_empty() {
        return Some((facets, Confidence::Certain));
    }
    bare_count(stated, forms).or_else(|| other_form(stated, told))
}

/// 2份 beside a row that states one number: the same thing in other words would be the same number.
fn bare_count(stated: &Forms, forms: &Forms) -> Option<(Vec<FacetDifference>, Confidence)> {
    let (number, counter) = forms.count?;
    if let Some((own, its)) = stated.count {
        let apart = its == counter && own != number;
        let facet = || facet_of(Facet::Count, &own.to_string(), &number.to_string());
        return apart.then(|| (vec![facet()], Confidence::Certain));
    }
    let (facet, own) = match (stated.original, stated.copies) {
        (Some(Some(own)), None) => (Facet::Originals, own),
        (None, Some(Some(own))) => (Facet::Copies, own),
        _ => return None,
    };
    let facet = || facet_of(facet, &own.to_string(), &number.to_string());
    (counter == '份' && own != number).then(|| (vec![facet()], Confidence::NeedsReview))
}

/// An original where copies are asked for, or the other way round.
fn other_form(stated: &Forms, told: &Told) -> Option<(Vec<FacetDifference>, Confidence)> {
    let forms = &told.forms;
    let one = |forms: &Forms| match (forms.original, forms.copies) {
        (Some(Some(n)), None) if n > 0 => Some(true),
        (None, Some(Some(n))) if n > 0 => Some(false),
        _ => None,
    };
    let apart = one(stated)? != one(forms)?;
    (apart && told.is_handed_in).then(|| {
        let facet = facet_of(Facet::Form, &stated.in_words(), &forms.in_words());
        (vec![facet], Confidence::NeedsReview)
    })
}

fn facet_of(facet: Facet, a: &str, b: &str) -> FacetDifference {
    FacetDifference {
        facet,
        a: Some(a.to_owned()),
        b: Some(b.to_owned()),
    }
}
