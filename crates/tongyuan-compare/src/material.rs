//! 申请材料: which material is which, and in which facets they differ.
//!
//! A facet may stand in its own key or inside the text of a name (居民身份证复印件1份): both are read by the same grammar, so
//! that the two forms are equal.

use tongyuan_model::text::bracket;
use tongyuan_model::text::marker;
use tongyuan_model::text::requirement::{Requirement, Wanted};
use tongyuan_model::{
    Channel, Field, Guide, Material, Medium, Necessity, Reading, Span, Submission,
};

use crate::difference::{Burden, Facet};
use crate::found::{Findings, Found};
use crate::legal_basis;
use crate::list::{Comparable, compare_lists};
use crate::normalise::{needed, readable};
use crate::scalar::{plain_facet, stated_facet, text_facet};
use crate::statement::{self, Comparison};
use crate::terms::Terms;

mod note;

use note::phrases;

pub(crate) fn compare(a: &Guide, b: &Guide, channel: Option<Channel>, found: &mut Found<'_>) {
    let terms = found.terms;
    compare_lists(
        Field::Materials,
        &a.materials,
        &b.materials,
        Burden::Adds,
        |x: &Material, y: &Material| reads_alike(x, y, channel),
        |materials| {
            materials
                .iter()
                .flat_map(|material| MaterialRow::of(material, channel, terms))
                .collect()
        },
        found,
    );
}

/// Whether two materials are the same letter by letter, so that nothing needs to be read.
fn reads_alike(a: &Material, b: &Material, channel: Option<Channel>) -> bool {
    let text = |x: &Reading<String>, y: &Reading<String>| x.text() == y.text();
    let stated = |x: &Reading<String>, y: &Reading<String>| {
        x.text() == y.text() || x.is_missing() || y.is_missing()
    };
    text(&a.name, &b.name)
        && text(&a.case, &b.case)
        && text(&a.notes, &b.notes)
        && a.necessity.given() == b.necessity.given()
        && a.count.given() == b.count.given()
        && stated(&a.issuer, &b.issuer)
        && (a.kind.given() == b.kind.given() || !a.kind.is_given() || !b.kind.is_given())
        && (a.source.given() == b.source.given() || !a.source.is_given() || !b.source.is_given())
        && legal_basis::same_letters(&a.basis, &b.basis)
        && same_submission(&submission(a, channel), &submission(b, channel))
}

pub(crate) fn submission(material: &Material, channel: Option<Channel>) -> Submission {
    material
        .submission
        .given()
        .map(|submissions| submissions.in_channel(channel))
        .unwrap_or_default()
}

fn same_submission(a: &Submission, b: &Submission) -> bool {
    a.medium.given() == b.medium.given()
        && a.original.given() == b.original.given()
        && a.copies.given() == b.copies.given()
        && a.format.text() == b.format.text()
        && a.seal.text() == b.seal.text()
}

/// A material with everything that is said of it, wherever it is said.
#[derive(Clone)]
pub(crate) struct MaterialRow<'m> {
    material: &'m Material,
    span: Span,
    name: String,
    plain_name: String,
    original: Option<Option<u32>>,
    copies: Option<Option<u32>>,
    either: bool,
    each: bool,
    shared: bool,
    count: Option<(u32, char)>,
    medium: Option<Medium>,
    necessity: Option<Necessity>,
    case: Option<String>,
    seals: Vec<String>,
    formats: Vec<String>,
    notes: Vec<String>,
    unread: Unread,
    is_piece: bool,
    at_a_window: bool,
}

/// What stands in a row and could not be read: it is not compared.
#[derive(Clone, Copy, Debug)]
struct Unread {
    form: bool,
    medium: bool,
    necessity: bool,
}

impl Unread {
    fn of(material: &Material, own: &Submission) -> Self {
        fn is<T>(reading: &Reading<T>) -> bool {
            matches!(reading, Reading::Unreadable(..))
        }
        let submission = is(&material.submission);
        Self {
            form: submission || is(&own.original) || is(&own.copies) || is(&material.count),
            medium: submission || is(&own.medium),
            necessity: is(&material.necessity),
        }
    }
}

impl<'m> MaterialRow<'m> {
    /// The rows of a material: several where its name lists several with semicolons between them.
    fn of(material: &'m Material, channel: Option<Channel>, terms: &Terms) -> Vec<Self> {
        let Some(name) = material.name.text() else {
            return Vec::new();
        };
        let own = submission(material, channel);
        let parts = parts(name);
        let is_bare = material.count.is_missing() && same_submission(&own, &Submission::default());
        match parts.as_slice() {
            [part] => vec![Self::read(material, part, &own, channel, terms)],
            parts if is_bare => parts
                .iter()
                .map(|part| Self {
                    is_piece: true,
                    ..Self::read(material, part, &own, channel, terms)
                })
                .collect(),
            _ => vec![Self::read(material, name, &own, channel, terms)],
        }
    }

    fn read(
        material: &'m Material,
        text: &str,
        own: &Submission,
        channel: Option<Channel>,
        terms: &Terms,
    ) -> Self {
        let text = &readable(text);
        let read = Requirement::read(text);
        let name = read.name_in(text);
        let mut row = Self {
            material,
            span: material.name.span(),
            plain_name: terms.plain(&name),
            name,
            original: own.original.given().map(|n| Some(*n)),
            copies: own.copies.given().map(|n| Some(*n)),
            either: false,
            each: false,
            shared: false,
            count: material.count.given().map(|n| (*n, '份')),
            medium: own.medium.given().copied(),
            necessity: material.necessity.given().copied(),
            case: material.case.text().map(str::to_owned),
            seals: Vec::new(),
            formats: Vec::new(),
            notes: Vec::new(),
            unread: Unread::of(material, own),
            is_piece: false,
            at_a_window: channel == Some(Channel::InPerson),
        };
        row.take(&read, text);
        if let Some(notes) = material.notes.text() {
            let notes = &readable(notes);
            row.take(&Requirement::read_remark(notes), notes);
        }
        for phrase in [own.seal.text(), own.format.text()].into_iter().flatten() {
            row.phrase(phrase);
        }
        // 原件0份 beside a number of copies says no more than 复印件.
        if row.original == Some(Some(0)) && row.copies.is_some() {
            row.original = None;
        }
        if row.copies == Some(Some(0)) && row.original.is_some() {
            row.copies = None;
        }
        row
    }

    /// Takes what a text says where the material has not said it in a key of its own.
    fn take(&mut self, read: &Requirement, text: &str) {
        let number = |wanted: &Option<Wanted>| wanted.as_ref().map(|w| w.number);
        if self.original.is_none() && self.copies.is_none() {
            self.original = number(&read.original);
            self.copies = number(&read.copies);
            self.either = read.either;
            self.shared = read.shared;
        }
        self.each |= read.each;
        self.count = self
            .count
            .or(read.count.as_ref().map(|c| (c.number, c.counter)));
        self.medium = self.medium.or(read.medium.as_ref().map(|(m, _)| *m));
        self.necessity = self.necessity.or(read.necessity.as_ref().map(|(n, _)| *n));
        if self.case.is_none() {
            self.case = read.case.clone().map(|range| text[range].to_owned());
        }
        for range in [&read.seal, &read.format].into_iter().flatten() {
            self.phrase(&text[range.clone()]);
        }
        for note in &read.notes {
            self.phrase(&text[note.clone()]);
        }
    }

    /// Sorts a phrase by what it is about.
    fn phrase(&mut self, phrase: &str) {
        let about = |words: &[&str]| words.iter().any(|word| phrase.contains(word));
        let list = if about(&[
            "公章",
            "盖章",
            "签字",
            "签名",
            "签章",
            "印章",
            "骑缝章",
            "签署",
        ]) {
            &mut self.seals
        } else if about(&["A4", "Ａ４", "A3", "JPG", "jpg", "PDF", "pdf", "tif"])
            && phrase.chars().count() <= 12
        {
            &mut self.formats
        } else {
            &mut self.notes
        };
        list.push(phrase.to_owned());
    }

    /// What the row asks for, in words, for the facets of a difference.
    fn form_words(&self) -> Option<String> {
        let word = |name: &str, number: Option<u32>| {
            number.map_or_else(|| name.to_owned(), |n| format!("{name}{n}份"))
        };
        match (self.original, self.copies, self.either) {
            (None, None, _) => self.count.map(|(n, counter)| format!("{n}{counter}")),
            (Some(n), None, _) => Some(word("原件", n)),
            (None, Some(n), _) => Some(word("复印件", n)),
            (Some(_), Some(n), true) => Some(word("原件或复印件", n)),
            (Some(o), Some(c), false) => {
                Some(format!("{}、{}", word("原件", o), word("复印件", c)))
            }
        }
    }

    /// What the whole rows need to be equal: the grammar reads forms and numbers out of them, and steps are needed there as well.
    fn trace(&self, other: &Self, findings: &mut Findings<'_>) {
        let row = |own: &Self| own.material.name.text().unwrap_or_default();
        let (own, its) = (row(self), row(other));
        if own != its && findings.terms.plain(own) == findings.terms.plain(its) {
            findings.normalised(needed(own, its));
        }
    }

    fn compare_forms(&self, other: &Self, findings: &mut Findings<'_>) {
        let forms = |row: &Self| (row.original.is_some(), row.copies.is_some(), row.either);
        let words = || (self.form_words(), other.form_words());
        let (own, its) = (forms(self), forms(other));
        if own == its {
            number(
                findings,
                Facet::Originals,
                self.original.flatten(),
                other.original.flatten(),
            );
            number(
                findings,
                Facet::Copies,
                self.copies.flatten(),
                other.copies.flatten(),
            );
            let counter = |row: &Self| row.count.map(|(_, counter)| counter);
            if self.count.is_some() && other.count.is_some() && counter(self) != counter(other) {
                findings.substantive(Facet::Count, words(), Burden::Unknown);
            } else {
                number(
                    findings,
                    Facet::Count,
                    self.count.map(|(n, _)| n),
                    other.count.map(|(n, _)| n),
                );
            }
            self.compare_shares(other, findings);
            return;
        }
        let is_stated = |forms: (bool, bool, bool)| forms.0 || forms.1;
        if is_stated(own) && is_stated(its) {
            findings.substantive(Facet::Form, words(), form_burden(own, its));
        } else {
            // One side leaves open which form it wants: it may well want the same.
            findings.doubtful(Facet::Form, words(), Burden::Unknown);
        }
    }

    /// 原件及复印件各1份 and 原件及复印件1份, 甲表、乙表各1份 and 甲表、乙表1份: how many in all may be meant otherwise.
    fn compare_shares(&self, other: &Self, findings: &mut Findings<'_>) {
        let is_both = self.original.is_some() && self.copies.is_some() && !self.either;
        let lists = |row: &Self| row.name.contains(['、', '和', '及', '与']);
        let is_list = lists(self) && lists(other);
        let differs = if is_both {
            self.shared != other.shared
        } else {
            is_list && self.each != other.each
        };
        if differs && self.form_words().is_some() && other.form_words().is_some() {
            let words = |row: &Self| {
                let each = if row.each { "各" } else { "" };
                row.form_words().map(|words| format!("{each}{words}"))
            };
            findings.doubtful(Facet::Count, (words(self), words(other)), Burden::Unknown);
        }
    }

    fn compare_medium(&self, other: &Self, findings: &mut Findings<'_>) {
        // What is handed in at a window is paper, unless something else is said.
        let meant = |row: &Self| row.medium.or(row.at_a_window.then_some(Medium::Paper));
        if meant(self) == meant(other) {
            return;
        }
        let burden = match (self.medium, other.medium) {
            (Some(Medium::Either), Some(_)) | (Some(_), Some(Medium::Both)) => Burden::Adds,
            (Some(_), Some(Medium::Either)) | (Some(Medium::Both), Some(_)) => Burden::Relieves,
            _ => Burden::Unknown,
        };
        let word = |medium: Option<Medium>| medium.map(|m| m.chinese().to_owned());
        let sides = (word(self.medium), word(other.medium));
        if self.medium.is_some() && other.medium.is_some() {
            findings.substantive(Facet::Medium, sides, burden);
        } else {
            // One side leaves the medium open: it may well want the same.
            findings.doubtful(Facet::Medium, sides, burden);
        }
    }

    /// A material that is listed is necessary, unless the list says otherwise.
    fn compare_necessity(&self, other: &Self, findings: &mut Findings<'_>) {
        let rank = |necessity: Option<Necessity>| match necessity {
            Some(Necessity::Optional) => 0,
            Some(Necessity::Deferrable) => 1,
            Some(Necessity::Necessary) | None => 2,
        };
        let burden = match rank(self.necessity).cmp(&rank(other.necessity)) {
            std::cmp::Ordering::Less => Burden::Adds,
            std::cmp::Ordering::Equal => return,
            std::cmp::Ordering::Greater => Burden::Relieves,
        };
        let word = |necessity: Option<Necessity>| necessity.map(|n| n.chinese().to_owned());
        let sides = (word(self.necessity), word(other.necessity));
        findings.substantive(Facet::Necessity, sides, burden);
    }

    fn compare_case(&self, other: &Self, findings: &mut Findings<'_>) {
        match (&self.case, &other.case) {
            (None, None) => {}
            (Some(a), Some(b)) => {
                // 委托办理的, 委托办理时: the same case.
                if bare_case(a) != bare_case(b) {
                    compare_cases(findings, a, b);
                }
            }
            // Asked of everybody, or of fewer.
            (Some(a), None) => {
                findings.substantive(Facet::Case, (Some(a.clone()), None), Burden::Adds);
            }
            (None, Some(b)) => {
                findings.substantive(Facet::Case, (None, Some(b.clone())), Burden::Relieves);
            }
        }
    }
}

impl Comparable for MaterialRow<'_> {
    fn ids(&self) -> [Option<&str>; 2] {
        [self.material.id.text(), self.material.catalog.text()]
    }

    fn is_piece(&self) -> bool {
        self.is_piece
    }

    fn plain_name(&self) -> &str {
        &self.plain_name
    }

    fn told_apart_by(&self) -> [String; 3] {
        let case = self.case.as_deref().map(bare_case).unwrap_or_default();
        let forms = format!("{:?}{:?}{:?}", self.original, self.copies, self.count);
        let notes = self.notes.concat();
        [
            format!("{case}\n{forms}\n{notes}"),
            format!("{case}\n{notes}"),
            format!("{case}\n{forms}"),
        ]
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn span(&self) -> Span {
        self.span
    }

    fn renamed(&self, plain_name: &str) -> Option<Self> {
        Some(Self {
            name: plain_name.to_owned(),
            plain_name: plain_name.to_owned(),
            is_piece: true,
            ..self.clone()
        })
    }

    fn compare(&self, other: &Self, findings: &mut Findings<'_>) {
        self.trace(other, findings);
        plain_facet(
            findings,
            Facet::Document,
            (&self.name, &self.plain_name),
            (&other.name, &other.plain_name),
            Burden::Unknown,
        );
        let is_read = |unread: fn(&Unread) -> bool| !unread(&self.unread) && !unread(&other.unread);
        if is_read(|unread| unread.form) {
            self.compare_forms(other, findings);
        }
        if is_read(|unread| unread.medium) {
            self.compare_medium(other, findings);
        }
        if is_read(|unread| unread.necessity) {
            self.compare_necessity(other, findings);
        }
        self.compare_case(other, findings);
        phrases(findings, Facet::Seal, &self.seals, &other.seals);
        phrases(findings, Facet::Format, &self.formats, &other.formats);
        phrases(findings, Facet::Note, &self.notes, &other.notes);
        let (a, b) = (self.material, other.material);
        stated_facet(
            findings,
            Facet::Issuer,
            &a.issuer,
            &b.issuer,
            Burden::Unknown,
        );
        if let (Some(x), Some(y)) = (a.source.given(), b.source.given())
            && x != y
        {
            let words = (Some(x.chinese().to_owned()), Some(y.chinese().to_owned()));
            findings.substantive(Facet::Source, words, Burden::Unknown);
        }
        if let (Some(x), Some(y)) = (a.kind.given(), b.kind.given())
            && x != y
        {
            let words = (Some(x.chinese().to_owned()), Some(y.chinese().to_owned()));
            findings.substantive(Facet::Kind, words, Burden::Neutral);
        }
        legal_basis::compare_basis(findings, &a.basis, &b.basis);
    }
}

/// A case without the words that only open it: 如委托办理的, 委托办理时.
fn bare_case(case: &str) -> &str {
    const OPENERS: [&str; 6] = ["如果", "倘若", "凡是", "如", "若", "凡"];
    let case = case.trim_end_matches(['的', '时', '者']);
    let opened = OPENERS.iter().find_map(|word| case.strip_prefix(word));
    opened.unwrap_or(case)
}

/// Compares the cases that two rows are for: what is asked of fewer asks for less.
fn compare_cases(findings: &mut Findings<'_>, a: &str, b: &str) {
    let (x, y) = (findings.terms.plain(a), findings.terms.plain(b));
    match statement::compare(&x, &y) {
        Comparison::Marks(marks) if marks.iter().all(|mark| !mark.doubtful) => {
            let narrower = Burden::of_all(marks.iter().map(|mark| mark.burden));
            let sides = (Some(a.to_owned()), Some(b.to_owned()));
            findings.substantive(Facet::Case, sides, narrower.reversed());
        }
        _ => text_facet(findings, Facet::Case, a, b, Burden::Unknown),
    }
}

/// The documents of a name that lists several: 捕捞许可证原件1份；渔船登记证书复印件1份.
///
/// A line break parts them where a line ends like a row or the next one begins like one; elsewhere it only breaks the line.
pub(crate) fn parts(name: &str) -> Vec<String> {
    let groups = bracket::groups(name);
    let mut parts = vec![String::new()];
    let mut start = 0;
    for (at, mark) in name.match_indices(['；', ';', '\n']) {
        if bracket::inside(&groups, at) {
            continue;
        }
        let (line, rest) = (&name[start..at], &name[at + mark.len()..]);
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
            if mark != "\n" || ends_a_row(part) || marker::leading(rest).is_some() {
                parts.push(String::new());
            }
        }
        start = at + mark.len();
    }
    if let Some(part) = parts.last_mut() {
        part.push_str(&name[start..]);
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Whether a line ends as rows do: with a mark, a bracket, or with what is wanted of the document.
fn ends_a_row(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with(['。', '，', ',', '、', '）', ')', '】', '：', ':'])
        || ["份", "件", "套", "张", "册", "本"]
            .iter()
            .any(|word| line.ends_with(word))
}

fn number(findings: &mut Findings<'_>, facet: Facet, a: Option<u32>, b: Option<u32>) {
    if a == b {
        return;
    }
    // A number on one side only: more is asked by the side that states it.
    let burden = if a < b {
        Burden::Adds
    } else {
        Burden::Relieves
    };
    let word = |n: Option<u32>| n.map(|n| n.to_string());
    findings.substantive(facet, (word(a), word(b)), burden);
}

/// What it means to be asked for another form: (original, copy, either).
fn form_burden(a: (bool, bool, bool), b: (bool, bool, bool)) -> Burden {
    // How much each asks: whichever one has < a copy < the original < both.
    let weight = |(original, copy, either): (bool, bool, bool)| match (original, copy, either) {
        (_, _, true) => 0,
        (false, true, _) => 1,
        (true, false, _) => 2,
        _ => 3,
    };
    match weight(a).cmp(&weight(b)) {
        std::cmp::Ordering::Less => Burden::Adds,
        std::cmp::Ordering::Equal => Burden::Neutral,
        std::cmp::Ordering::Greater => Burden::Relieves,
    }
}
