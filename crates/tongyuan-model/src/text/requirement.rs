//! The requirement row: what one line about a material asks for.
//!
//! `3.居民身份证（原件1份，复印件2份，纸质）` names a document and says in which form and number it is wanted. The reading takes
//! the form apart and leaves the rest as it is: what is not understood stays visible in `notes`, it is never dropped.

mod count;
mod form;
mod sentence;
mod words;

use std::ops::Range;

use form::{FORM_REACH, Form};
use sentence::{REQUESTS, explains, is_afterthought, is_leader, opens_a_case};
use words::{
    Label, case_of, continues_a_word, forms_only, is_closing_mark, is_part_of_name, is_source,
    labelled,
};

use super::bracket::{self, Group};
use super::marker;
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

/// No row of a guide has more bytes. What has is taken as it stands: its parts are held against each other, which takes a time that
/// grows with the square of it.
const LONGEST: usize = 8_000;

impl Requirement {
    /// Reads a row.
    #[must_use]
    pub fn read(row: &str) -> Self {
        if row.len() > LONGEST {
            return Self {
                name: std::iter::once(0..row.len()).collect(),
                ..Self::default()
            };
        }
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
        if remark.len() > LONGEST {
            return Self {
                notes: std::iter::once(0..remark.len()).collect(),
                ..Self::default()
            };
        }
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
        let bare = self.row.trim_end_matches(is_closing_mark);
        // …1份即可: it says no more than that the row is enough.
        let end = ["即可", "就可以", "就行"]
            .iter()
            .find_map(|word| bare.strip_suffix(word))
            .map_or(self.row.len(), str::len);
        let (head, tail) = self.sentence(self.trim(start..end.max(start)));
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
            .next()
            .filter(|(at, _)| text[..*at].ends_with('的') || opens_a_case(text))
            .or_else(|| {
                let mut commas = text.match_indices(['，', ',']);
                commas.find(|(at, _)| text[..*at].ends_with('的'))
            })
        else {
            return range;
        };
        let after = at + comma.len();
        let asked = &text[after..];
        let bare = asked.trim_start();
        let mut verb = bare;
        while let Some(rest) = REQUESTS.iter().find_map(|word| verb.strip_prefix(word)) {
            verb = rest;
        }
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
                let (before, after) = (&text[..*at], &text[at + character.len_utf8()..]);
                let ends = match character {
                    '。' | '\n' => true,
                    '：' | ':' => explains(before, after),
                    '，' | ',' => is_afterthought(before, after),
                    // Dots that lead the eye to a column: 申请表 ......... 1份
                    '.' | '…' | '·' | '—' => {
                        after.starts_with(['.', '…', '·', '—']) && is_leader(*character, after)
                    }
                    _ => false,
                };
                ends && !bracket::inside(&groups, *at)
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
            None => {
                // 原件1份 纸质 必需 on a line of its own.
                let segments = self.segments(trimmed.clone());
                let all_forms = segments
                    .iter()
                    .all(|segment| Form::read(&self.row[segment.clone()]).is_some());
                if all_forms {
                    for segment in segments {
                        self.facet_or_note(segment);
                    }
                } else {
                    self.facet_or_note(trimmed);
                }
            }
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
        for (at, mark) in text.match_indices(['，', ',', '；', ';', '\n']) {
            segments.push(range.start + start..range.start + at);
            start = at + mark.len();
        }
        segments.push(range.start + start..range.end);
        segments
            .into_iter()
            .flat_map(|segment| self.listed_forms(self.trim(segment)))
            .filter(|segment| !segment.is_empty())
            .collect()
    }

    /// 原件1份、复印件2份; 原件1份+复印件1份: each form, where a list holds nothing else.
    fn listed_forms(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let text = &self.row[range.clone()];
        // 纸质原件1份: a medium, and a form in it.
        if let Some(rest) = ["纸质", "电子"]
            .iter()
            .find_map(|medium| text.strip_prefix(medium))
            && Form::read(text).is_none()
            && Form::read(rest).is_some()
        {
            let cut = range.end - rest.len();
            return vec![range.start..cut, cut..range.end];
        }
        let separator = ['、', '+', '＋', ' ', '/']
            .into_iter()
            .find(|mark| text.contains(*mark));
        let Some(separator) = separator.filter(|mark| {
            let parts = || text.split(*mark).filter(|part| !part.is_empty());
            Form::read(text).is_none() && parts().all(|part| Form::read(part).is_some())
        }) else {
            return vec![range];
        };
        let mut start = range.start;
        text.split(separator)
            .map(|part| {
                let from = start;
                start += part.len() + separator.len_utf8();
                from..from + part.len()
            })
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

#[cfg(test)]
mod tests;
