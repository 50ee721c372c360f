//! What a sentence asks for beyond its words: how much of what, whether it must or may be, all of it or one of it, within
//! which time, but for which case.
//!
//! A [`Statement`] takes these marks out of a text. What is left of the text, its frame, says what the marks are about. Two
//! texts of one frame differ in their marks and in nothing else, and then it can be told who is asked for more.

use crate::difference::{Burden, Facet};
use crate::lexicon::LEXICON;
use crate::normalise::wording;

mod clause;
mod marks;
mod order;
mod quantity;
mod words;

use clause::{by_clause, qualifier, stricter};
use order::{Order, conjunct, reordered};
use quantity::Quantity;
use words::{
    EACH, EXTENTS, Extent, FORMS, HOLDERS, JOINTS, Joint, MODALITIES, Modality, SHARINGS,
    SHORT_MODALITIES, Sharing, begins_a_mark, is_inside_a_word, is_open_list,
};

pub(crate) use words::is_short_modality as is_modality;

/// How two texts that are not the same word by word differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// They ask for the same in other words.
    Wording,
    /// They list the same in another order.
    Order,
    /// They may mean the same: they differ in words that may be one, or in the label that hands them over.
    Near,
    /// They differ in these marks and in nothing else.
    Marks(Vec<MarkDifference>),
    /// They differ in what they are about.
    Other(Burden),
}

/// A mark in which two statements differ: what each says, and what it means to be asked the second instead of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkDifference {
    pub(crate) facet: Facet,
    pub(crate) a: Option<String>,
    pub(crate) b: Option<String>,
    pub(crate) burden: Burden,
    /// Whether both may mean the same.
    pub(crate) doubtful: bool,
}

/// Compares two texts in their normal form.
pub(crate) fn compare(a: &str, b: &str) -> Comparison {
    match reordered(a, b) {
        // A or B is B or A, and yet an order of choice may be meant.
        Some(Order::OneOf) => return Comparison::Wording,
        Some(Order::AllOf) => return Comparison::Order,
        None => {}
    }
    if LEXICON.labels_differ(a, b) {
        return Comparison::Near;
    }
    let (x, y) = (wording(a), wording(b));
    if x == y || reordered(&x, &y).is_some() {
        return Comparison::Wording;
    }
    if LEXICON.near.makes_equal(&x, &y) {
        return Comparison::Near;
    }
    by_clause(&x, &y).unwrap_or_else(|| compare_whole(&x, &y))
}

/// Compares two texts, of which the differences of wording are gone, as one statement each.
fn compare_whole(a: &str, b: &str) -> Comparison {
    let (mut x, mut y) = (Statement::read(a, true), Statement::read(b, true));
    // Whose it is may be said in front; or that word is a part of what the text is about.
    if !x.is_about_the_same(&y) && (x.holder.is_some() || y.holder.is_some()) {
        (x, y) = (Statement::read(a, false), Statement::read(b, false));
    }
    let marks = x.differences(&y);
    if x.is_about_the_same(&y) {
        return match marks.is_empty() {
            true => Comparison::Wording,
            false => Comparison::Marks(marks),
        };
    }
    if marks.is_empty()
        && let Some(mark) = qualifier(&x.frame, &y.frame)
    {
        return Comparison::Marks(vec![mark]);
    }
    // Of two sentences about different things only this can be told: which one asks for one thing more.
    let told = stricter(&x.frame, &y.frame)
        .or_else(|| conjunct(&x, &y))
        .or_else(|| {
            let burdens: Vec<_> = marks.iter().map(|mark| mark.burden).collect();
            let is_one = burdens.iter().all(|burden| *burden == burdens[0]);
            (is_one && !burdens.is_empty()).then(|| burdens[0])
        });
    Comparison::Other(told.unwrap_or(Burden::Unknown))
}

/// A text, read.
#[derive(Debug, Default)]
struct Statement {
    /// The text without its marks. Where a quantity stands there is a `#`, where two things are joined a `&`.
    frame: String,
    quantities: Vec<Quantity>,
    /// How the joined things are joined, in order; none where 、 leaves that to the next one.
    joints: Vec<Option<Joint>>,
    modality: Option<Modality>,
    extent: Option<Extent>,
    window: Option<Quantity>,
    exception: Option<String>,
    holder: Option<String>,
    /// Original or copy, where a sentence names them, in order.
    forms: Vec<&'static str>,
    first_time: bool,
    open_list: bool,
    sharing: Option<Sharing>,
    /// By what 每 counts: 人, 户.
    each: Option<&'static str>,
    negated: bool,
}

impl Statement {
    /// Reads a text of which the differences of wording are gone.
    fn read(plain: &str, with_holder: bool) -> Self {
        let mut read = Self::default();
        let text = read.without_exception(plain);
        let mut rest = if with_holder {
            read.without_holder(&text)
        } else {
            &text
        };
        let mut frame = String::with_capacity(text.len());
        while let Some(first) = rest.chars().next() {
            if !begins_a_mark(first) {
                frame.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let taken = read
                .extent(rest)
                .or_else(|| read.quantity(rest, &frame))
                .or_else(|| read.grade(rest))
                .or_else(|| read.word(rest, &frame));
            match taken {
                Some((length, sign)) => {
                    frame.push_str(sign);
                    rest = &rest[length..];
                }
                None => {
                    frame.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        read.settle_joints();
        read.negated = is_negated(plain);
        read.settle_inclusions(&mut frame);
        let mut frame = LEXICON.without_lead(&frame);
        if read.modality == Some(Modality::Must) {
            frame = LEXICON.without_subject(frame);
        }
        // 由二级以上医院出具, 二级以上医院出具
        if clause::ISSUED.iter().any(|word| frame.contains(word)) {
            frame = frame.strip_prefix('由').unwrap_or(frame);
        }
        // 未设置, 无设置: what is not is not, whatever the word.
        read.frame = frame.replace(['为', '属'], "是").replace('未', "无");
        if read.frame.contains('#') {
            for word in ["有#", "在#", "是#"] {
                read.frame = read.frame.replace(word, "#");
            }
        }
        read
    }

    /// 甲、乙和丙, 甲、乙或丙: 、 joins like the joint that ends the list, and where none does all of it is meant.
    fn settle_joints(&mut self) {
        let mut next = Joint::And;
        for joint in self.joints.iter_mut().rev() {
            next = *joint.get_or_insert(next);
        }
    }

    /// 10人以上(含10人): the bound says so already.
    fn settle_inclusions(&mut self, frame: &mut String) {
        const INCLUSIONS: [&str; 2] = ["#(含#)", "#(含本数)"];
        for inclusion in INCLUSIONS {
            while let Some(at) = frame.find(inclusion) {
                let first = frame[..at].matches('#').count();
                if inclusion.ends_with("#)") {
                    match (self.quantities.get(first), self.quantities.get(first + 1)) {
                        (Some(own), Some(included)) if own.value == included.value => {
                            self.quantities.remove(first + 1);
                        }
                        _ => return,
                    }
                }
                frame.replace_range(at + 1..at + inclusion.len(), "");
            }
        }
    }

    /// Takes out whose it is, where that is said first: 监护人身份证.
    fn without_holder<'t>(&mut self, text: &'t str) -> &'t str {
        let holder = HOLDERS
            .iter()
            .find_map(|word| Some((*word, text.strip_prefix(word)?)));
        match holder {
            // 申请人数, 股东会决议, 法定代表人变更: the word goes on.
            Some((word, rest)) if words::may_follow_a_holder(rest) => {
                self.holder = Some(word.to_owned());
                rest
            }
            _ => text,
        }
    }

    /// Takes out what is excepted: (新造船舶除外), 除急诊外,
    fn without_exception(&mut self, text: &str) -> String {
        if let Some(end) = text.find("除外") {
            let before = &text[..end];
            let start = before.rfind(['(', ',', ';', '。']);
            let (from, open) = start.map_or((0, false), |at| (at, before[at..].starts_with('(')));
            let behind = &text[end + "除外".len()..];
            let behind = if open {
                behind.strip_prefix(')').unwrap_or(behind)
            } else {
                behind
            };
            let excepted = before[from..].trim_start_matches(['(', ',', ';', '但']);
            self.exception = Some(excepted.to_owned());
            return format!("{}{behind}", &before[..from]);
        }
        for behind in ["以外", "之外", "外"] {
            let Some(start) = text.find('除') else { break };
            let inside = &text[start + '除'.len_utf8()..];
            let Some(length) = inside.find(behind) else {
                continue;
            };
            if inside[..length].contains(['。', ';', ',']) {
                continue;
            }
            self.exception = Some(inside[..length].to_owned());
            let rest = inside[length + behind.len()..].trim_start_matches(',');
            return format!("{}{rest}", &text[..start]).replace("()", "");
        }
        text.to_owned()
    }

    fn quantity(&mut self, text: &str, frame: &str) -> Option<(usize, &'static str)> {
        let (quantity, length, is_window) = Quantity::read(text, frame)?;
        if is_window && self.window.is_none() {
            self.window = Some(quantity);
            return Some((length, ""));
        }
        self.quantities.push(quantity);
        Some((length, "#"))
    }

    /// A grade of an ordered scale stands for a quantity: 本科以上.
    fn grade(&mut self, text: &str) -> Option<(usize, &'static str)> {
        let (quantity, length) = Quantity::read_grade(text)?;
        self.quantities.push(quantity);
        Some((length, "#"))
    }

    fn extent(&mut self, text: &str) -> Option<(usize, &'static str)> {
        let (word, extent) = EXTENTS.iter().find(|(word, _)| text.starts_with(word))?;
        self.extent = self.extent.or(Some(*extent));
        Some((word.len(), ""))
    }

    fn word(&mut self, text: &str, frame: &str) -> Option<(usize, &'static str)> {
        let found = |word: &str| text.starts_with(word);
        if let Some((word, modality)) = MODALITIES.iter().find(|(word, _)| found(word)) {
            return self.set_modality(*modality, word.len());
        }
        let first = text.chars().next()?;
        if let Some((_, modality)) = SHORT_MODALITIES.iter().find(|(c, _)| *c == first) {
            let rest = &text[first.len_utf8()..];
            if words::is_short_modality(first, frame, rest) {
                return self.set_modality(*modality, first.len_utf8());
            }
        }
        // 均须年检, 都应: all of them, as is meant without it.
        if (first == '均' || first == '都') && !text[first.len_utf8()..].is_empty() {
            let rest = &text[first.len_utf8()..];
            if rest.starts_with(['须', '应', '需', '可', '有', '已', '为', '未'])
                || rest.starts_with("必须")
                || rest.starts_with('持')
            {
                return Some((first.len_utf8(), ""));
            }
        }
        // 每个网点, 每名教师, 每辆车: each of them, with the counter.
        if let Some(behind) = text.strip_prefix('每') {
            let counter = EACH.iter().find(|counter| behind.starts_with(**counter));
            if let Some(counter) = counter {
                self.sharing = self.sharing.or(Some(Sharing::Each));
                self.each = self.each.or(Some(counter));
                return Some(('每'.len_utf8() + counter.len(), ""));
            }
        }
        if let Some((word, sharing)) = SHARINGS.iter().find(|(word, _)| found(word)) {
            let rest = &text[word.len()..];
            let numbered = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
            if *sharing == Sharing::Each || numbered || word.chars().count() > 1 {
                self.sharing = self.sharing.or(Some(*sharing));
                return Some((word.len(), ""));
            }
        }
        if let Some(form) = FORMS.iter().find(|form| found(form)) {
            self.forms.push(form);
            return Some((form.len(), "¤"));
        }
        if found("首次") {
            self.first_time = true;
            return Some(("首次".len(), ""));
        }
        if found("等") && is_open_list(&text["等".len()..]) && frame.chars().count() > 1 {
            self.open_list = true;
            return Some(("等".len(), ""));
        }
        if first == '、' && !frame.is_empty() && text.len() > first.len_utf8() {
            self.joints.push(None);
            return Some((first.len_utf8(), "&"));
        }
        let (word, joint) = JOINTS.iter().find(|(word, _)| found(word))?;
        // A joint stands between two things; 和 alone may be a part of a word (和平).
        if frame.is_empty() || text.len() == word.len() || is_inside_a_word(word, frame, text) {
            return None;
        }
        self.joints.push(Some(*joint));
        Some((word.len(), "&"))
    }

    fn set_modality(&mut self, modality: Modality, length: usize) -> Option<(usize, &'static str)> {
        // Of several modalities the strictest counts.
        self.modality = self.modality.max(Some(modality));
        Some((length, ""))
    }

    /// Whether nothing but marks can differ.
    fn is_about_the_same(&self, other: &Self) -> bool {
        self.quantities.len() == other.quantities.len()
            && (self.frame == other.frame
                || reordered(&self.frame, &other.frame).is_some()
                || turned(&self.frame, &other.frame))
    }
}

/// 有不少于2名船员, 船员不少于2名: the one quantity stands before what it counts, or behind it.
fn turned(a: &str, b: &str) -> bool {
    let bare = |frame: &str| frame.strip_prefix('有').unwrap_or(frame).to_owned();
    let (a, b) = (bare(a), bare(b));
    let ahead = |one: &str, other: &str| match (one.strip_prefix('#'), other.strip_suffix('#')) {
        (Some(one), Some(other)) => !one.is_empty() && one == other && !one.contains('#'),
        _ => false,
    };
    ahead(&a, &b) || ahead(&b, &a)
}

/// Whether something must not have been. A document of something that was not (无犯罪记录证明) is asked for like any other.
fn is_negated(text: &str) -> bool {
    const DOCUMENTS: [&str; 7] = ["证明", "证", "书", "表", "报告", "单", "函"];
    let is_document = DOCUMENTS.iter().any(|word| text.ends_with(word));
    text.contains(['未', '没']) || text.contains("不存在") || (text.contains('无') && !is_document)
}

/// To be asked for the greater of two adds.
fn ordered<T: PartialOrd>(a: &T, b: &T) -> Burden {
    match a.partial_cmp(b) {
        Some(std::cmp::Ordering::Less) => Burden::Adds,
        Some(std::cmp::Ordering::Greater) => Burden::Relieves,
        _ => Burden::Unknown,
    }
}

fn flipped(burden: Burden, flip: bool) -> Burden {
    if flip { burden.reversed() } else { burden }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::plain;

    /// The facets in which two texts differ and what the second asks beside the first, and the mirror image of it.
    fn told(a: &str, b: &str) -> (Vec<Facet>, Burden) {
        let one_way = |a, b| match compare(&plain(a), &plain(b)) {
            Comparison::Marks(marks) => {
                let burden = Burden::of_all(marks.iter().map(|mark| mark.burden));
                (marks.iter().map(|mark| mark.facet).collect(), burden)
            }
            Comparison::Other(burden) => (vec![Facet::Document], burden),
            Comparison::Near => (vec![Facet::Document], Burden::Unknown),
            Comparison::Wording | Comparison::Order => (Vec::new(), Burden::Neutral),
        };
        let (facets, burden) = one_way(a, b);
        assert_eq!(
            one_way(b, a),
            (facets.clone(), flipped(burden, true)),
            "{b} | {a}"
        );
        (facets, burden)
    }

    #[test]
    fn marks_and_what_they_mean() {
        use Burden::{Adds, Unknown};
        use Facet::*;
        let cases: &[(&str, &str, Facet, Burden)] = &[
            ("床位不少于20张", "床位不少于30张", Quantity, Adds),
            ("资金不低于50万元", "资金不低于80万元", Quantity, Adds),
            ("层高不超过30米", "层高不超过24米", Quantity, Adds),
            ("年满16周岁", "18周岁以上", Quantity, Adds),
            ("配备护士3名", "配备护士5名", Quantity, Adds),
            ("初中以上学历", "高中以上学历", Quantity, Adds),
            ("乙级以上资质", "甲级以上资质", Quantity, Adds),
            ("未发生重大以上事故", "未发生较大以上事故", Quantity, Adds),
            ("许可有效期5年", "许可有效期3年", Quantity, Adds),
            ("培训12日", "培训15日", Quantity, Unknown),
            ("座位达到50个以上", "座位超过50个", Comparator, Adds),
            ("年龄不超过65岁", "年龄不满65岁", Comparator, Adds),
            ("距医院50米以上", "距医院5千米以上", Quantity, Adds),
            ("可以由他人领取", "应当由他人领取", Modality, Adds),
            ("可以转让", "不得转让", Modality, Adds),
            ("不必公证", "应当公证", Modality, Adds),
            ("应当公开", "不得公开", Modality, Unknown),
            ("房产证或者购房合同", "房产证和购房合同", Logic, Adds),
            ("符合下列情形之一", "同时符合下列情形", Logic, Adds),
            ("夫妻双方的一方到场", "夫妻双方到场", Logic, Adds),
            ("近2年无违法记录", "近5年无违法记录", TimeWindow, Adds),
            ("近6个月的流水单", "近3个月的流水单", TimeWindow, Adds),
            ("流水单", "3个月内的流水单", TimeWindow, Adds),
            ("船舶须年检（新造船舶除外）", "船舶须年检", Exception, Adds),
            ("除急诊外，应当预约", "应当预约", Exception, Adds),
            ("首次申请人须面签", "申请人须面签", Case, Adds),
            ("学历证书、职称证书", "学历证书、职称证书等", Document, Adds),
            ("全部图纸共3份", "全部图纸每份3份", Per, Adds),
        ];
        for (a, b, facet, burden) in cases {
            assert_eq!(told(a, b), (vec![*facet], *burden), "{a} | {b}");
        }
    }

    #[test]
    fn one_thing_more_and_one_to_choose_from() {
        for (less, more) in [
            ("监护人户口簿", "监护人及被监护人户口簿"),
            ("须有仓库", "须有仓库和消防设施"),
            ("学位证书或者学历证书", "学历证书"),
        ] {
            assert_eq!(
                told(less, more),
                (vec![Facet::Document], Burden::Adds),
                "{less} | {more}"
            );
        }
        assert_eq!(told("须有仓库", "须有码头").1, Burden::Unknown);
    }

    #[test]
    fn what_asks_for_the_same() {
        for (a, b) in [
            ("至少有2台叉车", "有不少于2台叉车"),
            ("教员年满25周岁", "教员25周岁以上"),
            ("应当配备消防器材", "配备消防器材"),
            ("监理单位和施工单位共同提出", "监理单位和施工单位提出"),
            ("所有船员均须持证", "所有船员须持证"),
            ("出租人是登记簿上的权利人", "出租人为登记簿上的权利人"),
        ] {
            assert_eq!(
                compare(&plain(a), &plain(b)),
                Comparison::Wording,
                "{a} | {b}"
            );
        }
        for (a, b) in [
            ("出租人、承租人的签字", "承租人、出租人的签字"),
            ("合同正本及副本", "合同副本及正本"),
        ] {
            assert_eq!(
                compare(&plain(a), &plain(b)),
                Comparison::Order,
                "{a} | {b}"
            );
        }
    }

    #[test]
    fn words_that_only_look_like_marks() {
        for (a, b) in [
            ("和平路店", "平路店"),
            ("应聘登记表", "聘登记表"),
            ("可行性报告", "行性报告"),
            ("首次公开发行", "公开发行"),
            ("甲证或乙证", "乙证和甲证"),
            ("等级证书", "级证书"),
            ("市级机关", "省级机关"),
        ] {
            assert_ne!(
                compare(&plain(a), &plain(b)),
                Comparison::Wording,
                "{a} | {b}"
            );
            assert_ne!(
                compare(&plain(a), &plain(b)),
                Comparison::Order,
                "{a} | {b}"
            );
        }
    }
}
