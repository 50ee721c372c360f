//! The requirement row: what one line about a material asks for.
//!
//! `3.居民身份证（原件1份，复印件2份，纸质）` names a document and says in which form and number it is wanted. The reading takes
//! the form apart and leaves the rest as it is: what is not understood stays visible in `notes`, it is never dropped.

use std::ops::Range;

use super::bracket::{self, Group};
use super::marker;
use super::numeral;
use crate::material::{Medium, Necessity};

/// What a requirement row says. Ranges are bytes of the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// The pieces of the core name, in order: the document without numbers, forms and notes.
    pub name: Vec<Range<usize>>,
    /// Whether originals are asked for.
    pub original: Option<Wanted>,
    /// Whether copies are asked for.
    pub copies: Option<Wanted>,
    /// Original or copy, whichever the applicant has.
    pub either: bool,
    /// A number that is not said to be of originals or of copies.
    pub count: Option<Counted>,
    /// Whether a number is said to be for each of several things: 各1份.
    pub each: bool,
    /// Whether one number is said for originals and copies together, without 各: 原件及复印件1份.
    pub shared: bool,
    /// On paper or as a file.
    pub medium: Option<(Medium, Range<usize>)>,
    /// Whether it is necessary.
    pub necessity: Option<(Necessity, Range<usize>)>,
    /// 来源：…
    pub source: Option<Range<usize>>,
    /// 规格：…
    pub format: Option<Range<usize>>,
    /// 签章要求：…
    pub seal: Option<Range<usize>>,
    /// 出具机构：…
    pub issuer: Option<Range<usize>>,
    /// Only in which case: …的，提交….
    pub case: Option<Range<usize>>,
    /// What else is said of it.
    pub notes: Vec<Range<usize>>,
}

/// A form that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many, where it is said.
    pub number: Option<u32>,
    /// Where it is said.
    pub at: Range<usize>,
}

/// A number with its counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub number: u32,
    /// 份, 张, 套 …
    pub counter: char,
    /// Where it is said.
    pub at: Range<usize>,
}

const COUNTERS: &[char] = &[
    '份', '套', '张', '張', '册', '本', '件', '页', '幅', '枚', '盘', '个',
];

impl Requirement {
    /// Reads a row.
    #[must_use]
    pub fn read(row: &str) -> Self {
        let mut reader = Reader {
            row,
            found: Self::default(),
        };
        reader.run();
        reader.found
    }

    /// Reads what is said beside a name, such as a remark: forms and numbers where it states any, notes for the rest.
    #[must_use]
    pub fn read_remark(remark: &str) -> Self {
        let mut reader = Reader {
            row: remark,
            found: Self::default(),
        };
        for segment in reader.segments(0..remark.len()) {
            reader.facet_or_note(segment);
        }
        reader.found
    }

    /// The core name as one text.
    #[must_use]
    pub fn name_in(&self, row: &str) -> String {
        self.name.iter().map(|piece| &row[piece.clone()]).collect()
    }

    /// From the first to the last byte of the core name.
    #[must_use]
    pub fn name_range(&self) -> Range<usize> {
        match (self.name.first(), self.name.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// Whether the row says anything but a name.
    #[must_use]
    pub fn has_facets(&self) -> bool {
        self.original.is_some()
            || self.copies.is_some()
            || self.count.is_some()
            || self.medium.is_some()
            || self.necessity.is_some()
            || self.source.is_some()
            || self.format.is_some()
            || self.seal.is_some()
            || self.issuer.is_some()
            || self.case.is_some()
            || !self.notes.is_empty()
    }
}

struct Reader<'t> {
    row: &'t str,
    found: Requirement,
}

impl Reader<'_> {
    fn run(&mut self) {
        let start = marker::leading(self.row).map_or(0, |marker| marker.len);
        let (head, tail) = self.sentence(self.trim(start..self.row.len()));
        let head = self.case(head);
        self.head(head);
        for piece in self.pieces(tail) {
            self.aside(piece);
        }
    }

    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.row[range.clone()];
        let left = text.len() - text.trim_start().len();
        range.start + left..range.start + left + text.trim().len()
    }

    /// 委托办理的，提供授权委托书: the case, and the range of what is asked for in it.
    fn case(&mut self, range: Range<usize>) -> Range<usize> {
        let text = &self.row[range.clone()];
        // 如有，请提供…: asked of those who have it.
        let have = ["如有", "若有", "如果有"]
            .iter()
            .find(|word| text.starts_with(**word));
        if let Some(word) = have
            && let Some(rest) = text[word.len()..].trim_start().strip_prefix(['，', ','])
        {
            self.found.case = Some(range.start..range.start + word.len());
            let rest = rest.trim_start();
            let bare = [
                "请提供",
                "请提交",
                "应提供",
                "应提交",
                "需提供",
                "需提交",
                "提供",
                "提交",
            ]
            .iter()
            .find_map(|verb| rest.strip_prefix(verb))
            .unwrap_or(rest);
            return self.trim(range.end - bare.len()..range.end);
        }
        let Some((at, comma)) = text
            .match_indices(['，', ','])
            .find(|(at, _)| text[..*at].ends_with('的'))
        else {
            return range;
        };
        let after = at + comma.len();
        let asked = &text[after..];
        let bare = asked.trim_start();
        let verb = ["应当", "应", "须", "需", "还应", "还需", "另需", "并"]
            .iter()
            .fold(bare, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        let Some(document) = ["提交", "提供", "出具", "出示", "附"]
            .iter()
            .find_map(|word| verb.strip_prefix(word))
            .filter(|rest| !rest.trim().is_empty())
        else {
            return range;
        };
        // Brackets around the comma make an explanation of it, not a case.
        if text[..at].matches(['（', '(']).count() != text[..at].matches(['）', ')']).count() {
            return range;
        }
        self.found.case = Some(range.start..range.start + at);
        let document_at = range.start + text.len() - document.len();
        self.trim(document_at..range.end)
    }

    /// The first sentence, and what follows it. Brackets and title marks hold their full stops together.
    fn sentence(&self, range: Range<usize>) -> (Range<usize>, Range<usize>) {
        let text = &self.row[range.clone()];
        let groups = bracket::groups(text);
        let end = text
            .char_indices()
            .find(|(at, character)| {
                matches!(character, '。' | '\n') && !bracket::inside(&groups, *at)
            })
            .map_or(text.len(), |(at, _)| at);
        (range.start..range.start + end, range.start + end..range.end)
    }

    /// The first sentence: the name with its forms.
    fn head(&mut self, range: Range<usize>) {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut at = range.start;
        let groups = self.groups(range.clone());
        for (index, group) in groups.iter().enumerate() {
            let is_last_text = self.row[group.outer.end..range.end]
                .trim_matches(is_closing_mark)
                .is_empty()
                || self.only_brackets_follow(&groups[index + 1..], group.outer.end, range.end);
            if self.bracketed(group, is_last_text) {
                pieces.push(at..group.outer.start);
                at = group.outer.end;
            }
        }
        pieces.push(at..range.end);
        self.name(pieces);
    }

    fn groups(&self, range: Range<usize>) -> Vec<Group> {
        let shift = |r: Range<usize>| r.start + range.start..r.end + range.start;
        bracket::groups(&self.row[range.clone()])
            .into_iter()
            .map(|group| Group {
                outer: shift(group.outer),
                inner: shift(group.inner),
            })
            .collect()
    }

    /// Whether from `at` on there are only groups, forms and marks up to `end`.
    fn only_brackets_follow(&self, groups: &[Group], mut at: usize, end: usize) -> bool {
        let mut rest = String::new();
        for group in groups {
            rest.push_str(&self.row[at..group.outer.start]);
            at = group.outer.end;
        }
        rest.push_str(&self.row[at..end]);
        let rest = rest.trim_matches(|c: char| is_closing_mark(c) || c.is_whitespace());
        rest.is_empty() || forms_only(rest)
    }

    /// Reads a group; says whether it was taken out of the name.
    fn bracketed(&mut self, group: &Group, is_last: bool) -> bool {
        let inner = self.trim(group.inner.clone());
        let text = &self.row[inner.clone()];
        if text.is_empty() {
            return true;
        }
        let mut probe = Reader {
            row: self.row,
            found: Requirement::default(),
        };
        for piece in self.segments(inner.clone()) {
            probe.facet_or_note(piece);
        }
        if probe.found.notes.is_empty() {
            self.merge(probe.found);
            return true;
        }
        // 营业执照（副本）, 登记（备案）申请书: part of the name.
        if !is_last || is_part_of_name(text) {
            return false;
        }
        // What is said beside the facets is one note, with the words around it.
        let notes = if probe.found.has_facets_beside_notes() {
            std::mem::take(&mut probe.found.notes)
        } else {
            vec![inner]
        };
        probe.found.notes.clear();
        self.merge(probe.found);
        self.found.notes.extend(notes);
        true
    }

    fn merge(&mut self, other: Requirement) {
        let own = &mut self.found;
        own.original = own.original.take().or(other.original);
        own.copies = own.copies.take().or(other.copies);
        own.either |= other.either;
        own.each |= other.each;
        own.shared |= other.shared;
        own.count = own.count.take().or(other.count);
        own.medium = own.medium.take().or(other.medium);
        own.necessity = own.necessity.take().or(other.necessity);
        own.source = own.source.take().or(other.source);
        own.format = own.format.take().or(other.format);
        own.seal = own.seal.take().or(other.seal);
        own.issuer = own.issuer.take().or(other.issuer);
        own.case = own.case.take().or(other.case);
        own.notes.extend(other.notes);
        own.settle_count();
    }

    fn without_closing(&self, range: Range<usize>) -> Range<usize> {
        let text = self.row[range.clone()].trim_end_matches(is_closing_mark);
        range.start..range.start + text.len()
    }

    /// The name, with the forms at the end of its last piece that has any text taken off.
    fn name(&mut self, pieces: Vec<Range<usize>>) {
        let mut pieces: Vec<_> = pieces
            .into_iter()
            .map(|piece| self.without_closing(self.trim(piece)))
            .filter(|piece| !piece.is_empty())
            .collect();
        while let Some(last) = pieces.pop() {
            // Only the row's first piece must name something: 申请书（加盖公章）1份.
            let rest = match Form::read(&self.row[last.clone()]) {
                Some(form) if !pieces.is_empty() => {
                    self.take(form, last);
                    continue;
                }
                _ => self.trailing_forms(last),
            };
            let bare = self.row[rest.clone()].trim_matches(is_closing_mark);
            if !bare.trim().is_empty() {
                pieces.push(self.trim(rest));
                break;
            }
        }
        if let Some(last) = pieces.last_mut() {
            let text = &self.row[last.clone()];
            last.end -= text.len() - text.trim_end_matches(is_closing_mark).len();
        }
        self.found.name = pieces;
    }

    /// Takes forms, numbers and media off the end of a piece.
    fn trailing_forms(&mut self, mut range: Range<usize>) -> Range<usize> {
        loop {
            let text = &self.row[range.clone()];
            let bare = text.trim_end_matches(|c: char| is_closing_mark(c) || c.is_whitespace());
            let end = range.start + bare.len();
            let Some(length) = self.form_at_end(range.start..end) else {
                return range.start..end;
            };
            range = range.start..end - length;
        }
    }

    /// A form that ends here: its length, noted as found.
    fn form_at_end(&mut self, range: Range<usize>) -> Option<usize> {
        let text = &self.row[range.clone()];
        // A form is short: only the end of the text can hold one, however long the text is.
        let mut earliest = text.len().saturating_sub(FORM_REACH);
        while !text.is_char_boundary(earliest) {
            earliest += 1;
        }
        let starts = text[earliest..]
            .char_indices()
            .map(|(at, _)| earliest + at)
            .filter(|at| *at > 0);
        for start in starts {
            let piece = range.start + start..range.end;
            if !continues_a_word(&text[..start], &text[start..])
                && let Some(form) = Form::read(&text[start..])
            {
                self.take(form, piece);
                return Some(text.len() - start);
            }
        }
        None
    }

    /// What stands behind the first sentence, group by group and sentence by sentence.
    fn pieces(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        for group in self.groups(range.clone()) {
            pieces.push(at..group.outer.start);
            pieces.push(group.outer.clone());
            at = group.outer.end;
        }
        pieces.push(at..range.end);
        pieces
    }

    /// A piece behind the name: facets where it says any, else a note.
    fn aside(&mut self, range: Range<usize>) {
        let trimmed = self.trim(range);
        let text = &self.row[trimmed.clone()];
        let text = text.trim_matches(is_closing_mark);
        if text.is_empty() {
            return;
        }
        let group = self
            .groups(trimmed.clone())
            .into_iter()
            .find(|group| group.outer == trimmed);
        match group {
            Some(group) => {
                let inner = self.trim(group.inner);
                let mut probe = Reader {
                    row: self.row,
                    found: Requirement::default(),
                };
                for piece in self.segments(inner.clone()) {
                    probe.facet_or_note(piece);
                }
                if probe.found.notes.is_empty() || probe.found.has_facets_beside_notes() {
                    self.merge(probe.found);
                } else {
                    self.found.notes.push(inner);
                }
            }
            None => self.facet_or_note(trimmed),
        }
    }

    /// A range without the marks and blanks at its ends.
    fn unmarked(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.row[range.clone()];
        let left = text.len() - text.trim_start_matches(is_closing_mark).len();
        let start = range.start + left;
        start..start + text.trim_matches(is_closing_mark).len()
    }

    /// The parts of a bracket's content: 原件1份，复印件0份，纸质；来源：申请人自备.
    fn segments(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let text = &self.row[range.clone()];
        let mut segments = Vec::new();
        let mut start = 0;
        for (at, mark) in text.match_indices(['，', ',', '；', ';']) {
            segments.push(range.start + start..range.start + at);
            start = at + mark.len();
        }
        segments.push(range.start + start..range.end);
        segments
            .into_iter()
            .map(|segment| self.trim(segment))
            .filter(|segment| !segment.is_empty())
            .collect()
    }

    fn facet_or_note(&mut self, range: Range<usize>) {
        let range = self.unmarked(range);
        let text = &self.row[range.clone()];
        if let Some((label, value)) = labelled(text) {
            let at = range.end - value.len()..range.end;
            match label {
                Label::Source => self.found.source = Some(at),
                Label::Format => self.found.format = Some(at),
                Label::Seal => self.found.seal = Some(at),
                Label::Issuer => self.found.issuer = Some(at),
                Label::Case => self.found.case = Some(at),
                // 介质：纸质; 必要性：非必要; 原件份数：1
                Label::Form(kind) => match Form::labelled(kind, value) {
                    Some(form) => self.take(form, at),
                    None => self.found.notes.push(range),
                },
            }
        } else if is_source(text) {
            self.found.source = Some(range);
        } else if let Some(form) = Form::read(text) {
            self.take(form, range);
        } else if let Some(length) = case_of(text)
            && self.found.case.is_none()
        {
            self.found.case = Some(range.start..range.start + length);
        } else if !text.is_empty() {
            self.found.notes.push(range);
        }
    }

    fn take(&mut self, form: Form, at: Range<usize>) {
        let found = &mut self.found;
        found.each |= self.row[at.clone()].contains('各');
        let wanted = |number: Option<u32>| {
            Some(Wanted {
                number,
                at: at.clone(),
            })
        };
        match form {
            Form::Original(number) => found.original = wanted(number),
            Form::Copy(number) => found.copies = wanted(number),
            Form::Both(number) => {
                found.shared |= number.is_some() && !found.each;
                found.original = wanted(number);
                found.copies = wanted(number);
            }
            Form::Either(number) => {
                found.either = true;
                found.original = wanted(number);
                found.copies = wanted(number);
            }
            Form::Count(number, counter) => {
                // 复印件一式两份: the number belongs to the form before it; which that is shows when it is read.
                found.count = Some(Counted {
                    number,
                    counter,
                    at,
                });
            }
            Form::Medium(medium) => found.medium = Some((medium, at)),
            Form::Necessity(necessity) => found.necessity = Some((necessity, at)),
        }
        found.settle_count();
    }
}

impl Requirement {
    /// A number beside exactly one form that has none belongs to that form: 复印件（2份）, 原件及复印件各1份.
    fn settle_count(&mut self) {
        let Some(count) = self.count.clone() else {
            return;
        };
        if count.counter != '份' {
            return;
        }
        let open = |wanted: &Option<Wanted>| wanted.as_ref().is_some_and(|w| w.number.is_none());
        match (open(&self.original), open(&self.copies)) {
            (false, false) => return,
            (true, true) => {
                // One number for both forms: 原件及复印件1份.
                self.shared |= !self.each;
                for wanted in [&mut self.original, &mut self.copies].into_iter().flatten() {
                    wanted.number = Some(count.number);
                }
            }
            (true, false) if self.copies.is_none() => {
                if let Some(original) = &mut self.original {
                    original.number = Some(count.number);
                }
            }
            (false, true) if self.original.is_none() => {
                if let Some(copies) = &mut self.copies {
                    copies.number = Some(count.number);
                }
            }
            _ => return,
        }
        self.count = None;
    }

    fn has_facets_beside_notes(&self) -> bool {
        let without = Self {
            notes: Vec::new(),
            ..self.clone()
        };
        without.has_facets()
    }
}

/// How many bytes the longest form takes: 原件或者复印件各一式二十份.
const FORM_REACH: usize = 60;

/// One form, read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Original(Option<u32>),
    Copy(Option<u32>),
    Both(Option<u32>),
    Either(Option<u32>),
    Count(u32, char),
    Medium(Medium),
    Necessity(Necessity),
}

impl Form {
    /// The form that the whole of `text` states.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(medium) = medium(text) {
            return Some(Self::Medium(medium));
        }
        if let Some(necessity) = necessity(text) {
            return Some(Self::Necessity(necessity));
        }
        if let Some((number, counter)) = count(text) {
            return Some(Self::Count(number, counter));
        }
        let (first, rest) = kind(text)?;
        let rest = rest.trim_start();
        if rest.is_empty() {
            return Some(first.with(None));
        }
        if let Some(number) = number_of(rest) {
            return Some(first.with(Some(number)));
        }
        let (joint, rest) = joint(rest)?;
        let (second, rest) = kind(rest.trim_start())?;
        if first == second {
            return None;
        }
        let number = match rest.trim() {
            "" => None,
            rest => Some(number_of(rest)?),
        };
        Some(match joint {
            Joint::And => Self::Both(number),
            Joint::Or => Self::Either(number),
        })
    }

    /// 原件份数：1, 份数：2, 介质：纸质: the form of a label and its value.
    fn labelled(kind: &str, value: &str) -> Option<Self> {
        Self::read(&format!("{kind}{value}"))
            .or_else(|| Self::read(&format!("{value}份")).filter(|_| kind.is_empty()))
    }

    fn with(self, number: Option<u32>) -> Self {
        match self {
            Self::Original(_) => Self::Original(number),
            Self::Copy(_) => Self::Copy(number),
            other => other,
        }
    }
}

enum Joint {
    And,
    Or,
}

fn joint(text: &str) -> Option<(Joint, &str)> {
    for (word, joint) in [
        ("或者", Joint::Or),
        ("或", Joint::Or),
        ("/", Joint::Or),
        ("以及", Joint::And),
        ("及", Joint::And),
        ("和", Joint::And),
        ("与", Joint::And),
        ("、", Joint::And),
        ("，", Joint::And),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((joint, rest));
        }
    }
    None
}

fn kind(text: &str) -> Option<(Form, &str)> {
    for (word, form) in [
        ("原件", Form::Original(None)),
        ("正本原件", Form::Original(None)),
        ("复印件", Form::Copy(None)),
        ("影印件", Form::Copy(None)),
        ("複印件", Form::Copy(None)),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((form, rest));
        }
    }
    None
}

/// `1份`, `：1`, `3`, `各一份`, `一式两份`: the number behind a form.
fn number_of(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['：', ':', ' ']);
    let text = text.strip_prefix('各').unwrap_or(text);
    let text = ["一式", "壹式", "1式"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let numeral = numeral::leading(text)?;
    let rest = text[numeral.len..].trim();
    (rest.is_empty() || rest == "份")
        .then(|| numeral.whole())
        .flatten()
        .and_then(|number| u32::try_from(number).ok())
}

/// `1份`, `一式3份`, `共2张`, `两套`.
fn count(text: &str) -> Option<(u32, char)> {
    let mut rest = text;
    for word in ["共", "各", "一式", "壹式", "1式"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let numeral = numeral::leading(rest)?;
    let counter = rest[numeral.len..].trim();
    let mut chars = counter.chars();
    let first = chars.next()?;
    (chars.next().is_none() && COUNTERS.contains(&first)).then_some(())?;
    Some((u32::try_from(numeral.whole()?).ok()?, first))
}

fn medium(text: &str) -> Option<Medium> {
    let one = |part: &str| {
        let is_paper = part.starts_with("纸质") || part == "书面";
        let is_electronic = part.starts_with("电子") || matches!(part, "光盘" | "U盘");
        // 纸质材料, 电子光盘: no more than the medium and the kind of thing.
        let is_short = part.chars().count() <= 4;
        match (is_paper && is_short, is_electronic && is_short) {
            (true, _) => Some(Medium::Paper),
            (_, true) => Some(Medium::Electronic),
            _ => None,
        }
    };
    if let Some(medium) = one(text) {
        return Some(medium);
    }
    let joined = |joints: &[&str]| {
        let (first, second) = joints.iter().find_map(|joint| text.split_once(joint))?;
        let both = (one(first)?, one(second)?);
        (both.0 != both.1).then_some(())
    };
    if joined(&["或者", "或", "/"]).is_some() {
        return Some(Medium::Either);
    }
    joined(&["和", "及", "与", "、"]).map(|()| Medium::Both)
}

/// 委托办理时提供, 境外申请人需提交: a case, up to the byte given, and that the row is asked for in it.
fn case_of(text: &str) -> Option<usize> {
    const LONGEST: usize = 30;
    if text.chars().count() > LONGEST || text.contains(['，', ',', '；', '。', '、']) {
        return None;
    }
    let verb = ["提供", "提交", "出具"].iter();
    let rest = verb.filter_map(|verb| text.strip_suffix(verb)).next()?;
    let rest = rest.trim_end_matches(['需', '须', '应']);
    let case = rest
        .strip_suffix('时')
        .or_else(|| rest.strip_suffix('的'))?;
    (case.chars().count() >= 2).then_some(case.len())
}

fn necessity(text: &str) -> Option<Necessity> {
    Some(match text {
        "必要" | "必需" | "必须" | "必交" | "必选" => Necessity::Necessary,
        "非必要" | "非必需" | "选交" | "可选" => Necessity::Optional,
        "容缺后补" | "可容缺" | "可容缺后补" | "容缺" => Necessity::Deferrable,
        _ => return None,
    })
}

/// What a label in a bracket announces.
enum Label {
    Source,
    Format,
    Seal,
    Issuer,
    Case,
    /// A form whose value is read behind this word.
    Form(&'static str),
}

/// `规格：A4`: a label with its value.
fn labelled(text: &str) -> Option<(Label, &str)> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let value = text[at + colon.len_utf8()..].trim_start();
    if value.is_empty() {
        return None;
    }
    let label = match text[..at].trim() {
        "来源" | "来源渠道" | "材料来源" => Label::Source,
        "规格" | "格式" | "材料规格" => Label::Format,
        "签章" | "签章要求" | "签字盖章" | "签字盖章要求" => Label::Seal,
        "出具机构" | "核发机构" | "出具单位" => Label::Issuer,
        "适用情形" => Label::Case,
        "介质" | "形式" | "必要性" | "份数" => Label::Form(""),
        "原件" | "原件份数" => Label::Form("原件"),
        "复印件" | "复印件份数" => Label::Form("复印件"),
        _ => return None,
    };
    Some((label, value))
}

fn is_source(text: &str) -> bool {
    matches!(
        text,
        "申请人自备" | "政府部门核发" | "中介机构出具" | "申请人自行准备"
    )
}

/// Whether a text is nothing but forms, as between two brackets.
fn forms_only(text: &str) -> bool {
    Form::read(text).is_some()
}

/// Whether a short bracket at the end is part of the name.
fn is_part_of_name(text: &str) -> bool {
    matches!(
        text,
        "正本"
            | "副本"
            | "正、副本"
            | "正副本"
            | "试行"
            | "暂行"
            | "备案"
            | "草案"
            | "修订"
            | "范本"
    )
}

/// Whether cutting `text` before `form` would cut a word: 第三者权利证明1份 ends in 1份, 附件一式 … does not begin one.
fn continues_a_word(before: &str, form: &str) -> bool {
    let ends_in_digit = before.chars().next_back().is_some_and(|c| {
        super::width::narrow(c).is_ascii_digit() || matches!(c, '.' | '第' | '之')
    });
    let begins_with_digit = numeral::leading(form).is_some();
    let mid_numeral = begins_with_digit
        && before.char_indices().next_back().is_some_and(|(at, _)| {
            numeral::leading(&before[at..]).is_some_and(|n| n.len == before.len() - at)
        });
    // 照片不少于8张: a bound belongs to its number.
    let bounded = begins_with_digit
        && [
            "不少于",
            "至少",
            "不低于",
            "不超过",
            "最多",
            "不多于",
            "超过",
            "大于",
            "多于",
        ]
        .iter()
        .any(|word| before.ends_with(word));
    (ends_in_digit && begins_with_digit) || mid_numeral || bounded
}

/// Marks that end a row or part it, and carry nothing.
fn is_closing_mark(character: char) -> bool {
    matches!(
        character,
        '。' | '；'
            | ';'
            | '，'
            | ','
            | '、'
            | '.'
            | '：'
            | ':'
            | ' '
            | '\u{3000}'
            | '\n'
            | '\r'
            | '\t'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// name | original | copies | count | medium | necessity | case | notes
    fn shown(row: &str) -> String {
        let read = Requirement::read(row);
        let wanted = |w: &Option<Wanted>| match w {
            None => "-".to_owned(),
            Some(w) => w.number.map_or("+".to_owned(), |n| n.to_string()),
        };
        let notes: Vec<_> = read.notes.iter().map(|r| &row[r.clone()]).collect();
        format!(
            "{}|{}{}|{}|{}|{}|{}|{}|{}",
            read.name_in(row),
            wanted(&read.original),
            if read.either { "?" } else { "" },
            wanted(&read.copies),
            read.count
                .as_ref()
                .map_or("-".to_owned(), |c| format!("{}{}", c.number, c.counter)),
            read.medium.as_ref().map_or("-", |(m, _)| m.chinese()),
            read.necessity.as_ref().map_or("-", |(n, _)| n.chinese()),
            read.case.as_ref().map_or("-", |r| &row[r.clone()]),
            notes.join("/"),
        )
    }

    #[test]
    fn rows_of_every_kind() {
        let cases = [
            ("居民身份证", "居民身份证|-|-|-|-|-|-|"),
            ("3.居民身份证复印件1份。", "居民身份证|-|1|-|-|-|-|"),
            (
                "身份证（原件1份，复印件2份，纸质）",
                "身份证|1|2|-|纸质|-|-|",
            ),
            (
                "《专利权质押登记申请表》一式两份",
                "《专利权质押登记申请表》|-|-|2份|-|-|-|",
            ),
            (
                "《公司登记（备案）申请书》。(1份)",
                "《公司登记（备案）申请书》|-|-|1份|-|-|-|",
            ),
            ("登记证书（副本）复印件", "登记证书（副本）|-|+|-|-|-|-|"),
            ("学籍证明原件及复印件", "学籍证明|+|+|-|-|-|-|"),
            ("产权证（原件或者复印件1份）", "产权证|1?|1|-|-|-|-|"),
            ("图样（3张）", "图样|-|-|3张|-|-|-|"),
            (
                "方案（原件3，纸质；来源：申请人自备）",
                "方案|3|-|-|纸质|-|-|",
            ),
            ("承诺书（加盖公章）", "承诺书|-|-|-|-|-|-|加盖公章"),
            (
                "变更住所的，提供产权证明2份",
                "产权证明|-|-|2份|-|-|变更住所的|",
            ),
            ("获奖证明复印件（非必要）", "获奖证明|-|+|-|-|非必要|-|"),
            (
                "主合同（原件1份，纸质）。不提交原件的，提交经确认的复印件",
                "主合同|1|-|-|纸质|-|-|不提交原件的，提交经确认的复印件",
            ),
            (
                "申请表（原件1份；规格：A4；签章要求：加盖公章）",
                "申请表|1|-|-|-|-|-|",
            ),
            ("身份证件复印件。（1份）", "身份证件|-|1|-|-|-|-|"),
            ("《通知书》原件。（1份）", "《通知书》|1|-|-|-|-|-|"),
            ("章程。（1份）\n（股东签字）", "章程|-|-|1份|-|-|-|股东签字"),
            (
                "住所（经营场所）使用证明复印件一份",
                "住所（经营场所）使用证明|-|1|-|-|-|-|",
            ),
            ("图纸（电子版）", "图纸|-|-|-|电子|-|-|"),
            ("复印件", "复印件|-|-|-|-|-|-|"),
            ("申请书（加盖公章）1份", "申请书|-|-|1份|-|-|-|加盖公章"),
            ("委托书（委托办理时提供）", "委托书|-|-|-|-|-|委托办理|"),
            ("户口簿（户主页）复印件2份", "户口簿|-|2|-|-|-|-|户主页"),
            ("", "|-|-|-|-|-|-|"),
            ("（", "（|-|-|-|-|-|-|"),
        ];
        for (row, wanted) in cases {
            assert_eq!(shown(row), wanted, "{row}");
        }
    }

    #[test]
    fn nothing_is_dropped() {
        let row = "租赁合同（原件1份，须经公证）";
        assert_eq!(shown(row), "租赁合同|1|-|-|-|-|-|须经公证");
    }
}
