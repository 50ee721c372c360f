//! Shapes that many rules share. A rule of a shape is one line; what makes it a rule of its own are its words.

use tongyuan_compare::{
    Degree, Departure, Difference, Facet, FacetDifference, Side, Verdict, compare_texts,
};
use tongyuan_model::register::items::ListedItem;
use tongyuan_model::schema::{Meaning, Violation, ViolationKind};
use tongyuan_model::text::personal::Kind;
use tongyuan_model::{Date, Field, Key, PersonalDatum, Reading, Span, Stamp, Variant, Version};

use crate::dossier::Document;
use crate::facts::Facts;
use crate::finding::{Arg, FieldName, Role};
use crate::sink::{Draft, Sink};

// ---- the guide and its schema ----

/// A finding for every violation of the schema that `words` completes the draft of.
///
/// The drafts bear the arguments `path` (where, in the author's keys), `where` (the same, or the guide as a whole) and
/// `meaning` (what the schema says of the place, or nothing).
pub(crate) fn violation(
    facts: &Facts<'_>,
    sink: &mut Sink<'_>,
    words: impl for<'s, 'p> Fn(&Violation, Draft<'s, 'p>) -> Option<Draft<'s, 'p>>,
) {
    for violation in &facts.canonical().violations {
        if let Some(draft) = words(violation, violation_draft(facts, sink, violation)) {
            draft.send();
        }
    }
}

fn violation_draft<'s, 'p>(
    facts: &Facts<'_>,
    sink: &'s mut Sink<'p>,
    violation: &Violation,
) -> Draft<'s, 'p> {
    let canonical = facts.canonical();
    let draft = sink
        .at(canonical.locate(violation.span))
        .subject(&violation.path, Some(&subject_key(violation)))
        .arg("path", text(violation.path.as_str()))
        .arg("where", whereabouts(&violation.path))
        .arg("meaning", meaning(violation.meaning.as_ref()));
    match violation.field {
        Some(field) => draft.field(FieldName::Key(field)),
        None => draft,
    }
}

/// What identifies a violation from one run to the next: its path, and which key it is about.
fn subject_key(violation: &Violation) -> String {
    match &violation.kind {
        ViolationKind::Missing { word } | ViolationKind::Unknown { word, .. } => {
            format!("{} {word}", violation.path)
        }
        _ => violation.path.clone(),
    }
}

/// A path in the author's keys as a sentence names it; the empty path is the guide as a whole.
pub(crate) fn whereabouts(path: &str) -> Arg {
    if path.is_empty() {
        Arg::Both {
            chinese: "指南".into(),
            english: "The guide".into(),
        }
    } else {
        text(format!("“{path}”"))
    }
}

fn meaning(meaning: Option<&Meaning>) -> Arg {
    let text = |get: fn(&Meaning) -> &String| meaning.map(get).cloned().unwrap_or_default();
    Arg::Both {
        chinese: text(|m| &m.chinese),
        english: text(|m| &m.english),
    }
}

// ---- a channel and the source ----

/// Whether a channel leaves out a shared field as a whole: `field-omitted` speaks of that, and no other rule.
///
/// A channel that says that there is none (无) leaves nothing out: it says something else.
pub(crate) fn is_omitted_field(difference: &Difference) -> bool {
    // The parts of these fields (法定时限, 咨询) are named as subjects; rows of other fields are materials, laws and the like.
    let has_parts = matches!(difference.field, Field::TimeLimits | Field::Contacts);
    difference.departure == Departure::Removed
        && difference.b.text.is_none()
        && (difference.subject.is_none() || has_parts)
}

/// Whether a channel says that there is none of what the source does not state either: that contradicts nothing.
pub(crate) fn is_none_of_nothing(difference: &Difference) -> bool {
    difference.departure == Departure::Added
        && difference.subject.is_none()
        && difference.a.text.is_none()
        && difference.b.text.as_deref() == Some("无")
}

/// A finding for every departure of a channel that `owns` says the rule speaks of.
pub(crate) fn departure(
    facts: &Facts<'_>,
    sink: &mut Sink<'_>,
    owns: impl Fn(&Difference) -> bool,
) {
    for comparison in &facts.comparisons {
        let published = comparison.published;
        for difference in comparison.differences.iter().filter(|d| owns(d)) {
            let mut draft = sink
                .at(published.document.locate(difference.b.span))
                .difference(&spelt_out(difference), facts.canonical(), published.channel);
            if let Some(nearest) = &difference.nearest {
                let its = match difference.departure {
                    Departure::Added => facts.canonical(),
                    _ => &published.document,
                };
                draft = draft.related(Role::Nearest, its.locate(nearest.span));
            }
            draft.send();
        }
    }
}

/// A difference whose sides tell all that they say: two rows of one name differ in what is said beside the name.
fn spelt_out(difference: &Difference) -> Difference {
    let facets = &difference.facets;
    let mut told = difference.clone();
    told.a.text = said(
        &difference.a,
        facets.iter().map(|f| (f.facet, f.a.as_deref())),
    );
    told.b.text = said(
        &difference.b,
        facets.iter().map(|f| (f.facet, f.b.as_deref())),
    );
    if told.facets.is_empty() {
        told.facets.push(FacetDifference {
            facet: Facet::Document,
            a: told.a.text.clone(),
            b: told.b.text.clone(),
        });
    }
    told
}

fn said<'f>(side: &Side, facets: impl Iterator<Item = (Facet, Option<&'f str>)>) -> Option<String> {
    let name = side.text.as_deref()?;
    let beside: Vec<_> = facets
        .filter_map(|(facet, value)| beside_the_name(facet, value?))
        .collect();
    Some(if beside.is_empty() {
        name.to_owned()
    } else {
        format!("{name}（{}）", beside.join("；"))
    })
}

/// What a facet adds to the text of its row; nothing where the text states it already.
fn beside_the_name(facet: Facet, value: &str) -> Option<String> {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    match facet {
        Facet::Document
        | Facet::Quantity
        | Facet::Unit
        | Facet::Start
        | Facet::Excluded
        | Facet::Charged
        | Facet::Amount
        | Facet::Per
        | Facet::Phone => None,
        Facet::Originals => Some(format!("原件{value}份")),
        Facet::Copies => Some(format!("复印件{value}份")),
        Facet::Count if is_number => Some(format!("{value}份")),
        _ => Some(value.to_owned()),
    }
}

/// A channel asks for a row that the source does not have.
pub(crate) fn extra(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        d.field == field && d.departure == Departure::Added && d.subject.is_some()
    });
}

/// A channel leaves out a row of the source.
pub(crate) fn omitted(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        d.field == field && d.departure == Departure::Removed && d.subject.is_some()
    });
}

/// A channel states a row otherwise than the source.
pub(crate) fn altered_row(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        let is_row =
            d.subject.is_some() && matches!(d.departure, Departure::Added | Departure::Removed);
        d.field == field && d.degree == Degree::Substantive && !is_row && !is_omitted_field(d)
    });
}

/// A channel states a row in other words than the source.
pub(crate) fn reworded(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        d.field == field && d.degree == Degree::Wording
    });
}

/// A channel states another value of a field than the source; rows that it adds or leaves out are part of the value.
pub(crate) fn altered(facts: &Facts<'_>, sink: &mut Sink<'_>, field: Field) {
    departure(facts, sink, |d| {
        d.field == field
            && d.degree == Degree::Substantive
            && !is_omitted_field(d)
            && !is_none_of_nothing(d)
    });
}

// ---- declared variants ----

/// The declared variants that name a field, each with its number in the list; the others are the schema's business.
pub(crate) fn variants<'f>(
    facts: &Facts<'f>,
) -> impl Iterator<Item = (usize, &'f Variant)> + use<'f> {
    let rows = facts.guide().variants.rows();
    rows.iter()
        .enumerate()
        .filter(|(_, variant)| !variant.field.is_missing())
}

/// Begins a finding about a declared variant at a place of it. It is known by its field as the author wrote it.
pub(crate) fn variant<'s, 'p>(
    facts: &Facts<'_>,
    sink: &'s mut Sink<'p>,
    variant: &Variant,
    place: Span,
) -> Draft<'s, 'p> {
    let canonical = facts.canonical();
    let draft = sink
        .at(canonical.locate(place))
        .field(key(Key::Variants))
        .subject(canonical.source.slice(variant.field.span()), None);
    match variant.channel.given() {
        Some(channel) => draft.channel(*channel),
        None => draft,
    }
}

// ---- stamps ----

/// Which version of the source a stamp speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin<'v> {
    /// The present one.
    Current,
    /// An earlier one, by its number.
    Earlier(&'v str),
    /// None that is known.
    Unknown,
}

/// A finding for every stamp of such an origin on a published document.
///
/// The drafts bear the arguments `number` (of the earlier version, or nothing) and `current` (the number of the present one).
pub(crate) fn stamp(facts: &Facts<'_>, sink: &mut Sink<'_>, owns: impl Fn(Origin<'_>) -> bool) {
    let canonical = facts.canonical();
    let Some(id) = canonical.guide.id.text() else {
        return;
    };
    let current = canonical
        .guide
        .version
        .given()
        .and_then(|version| version.number.text());
    let current = current.unwrap_or_default();
    for comparison in &facts.comparisons {
        let document = &comparison.published.document;
        let Some(stamp) = document.guide.stamp.given() else {
            continue;
        };
        let Some(origin) = origin(stamp, canonical).filter(|origin| owns(*origin)) else {
            continue;
        };
        let number = match origin {
            Origin::Earlier(number) => number,
            Origin::Current | Origin::Unknown => "",
        };
        sink.at(document.locate(telling_part(stamp, id)))
            .channel(comparison.published.channel)
            .field(key(Key::Stamp))
            .expected(Some(&Stamp::line(id, current, &canonical.digest)))
            .actual(Some(&line(stamp)))
            .arg("number", text(number))
            .arg("current", text(current))
            .related(Role::Canonical, canonical.locate(canonical.guide.id.span()))
            .send();
    }
}

/// The origin of a stamp; none where it cannot be told.
fn origin<'v>(stamp: &Stamp, canonical: &'v Document) -> Option<Origin<'v>> {
    let parts = [&stamp.id, &stamp.number, &stamp.sha256];
    if canonical.digest.is_empty()
        || parts
            .iter()
            .any(|part| matches!(part, Reading::Unreadable(..)))
    {
        return None;
    }
    if stamp.id.text() != canonical.guide.id.text() {
        return Some(Origin::Unknown);
    }
    let digest = stamp.sha256.text().unwrap_or_default();
    if digest.eq_ignore_ascii_case(&canonical.digest) {
        return Some(Origin::Current);
    }
    let earlier = canonical
        .guide
        .version
        .given()
        .and_then(|version| earlier_version(version, stamp.number.text(), digest));
    Some(earlier.map_or(Origin::Unknown, Origin::Earlier))
}

/// The earlier version that has this digest, or this number and no digest on record.
fn earlier_version<'v>(
    version: &'v Version,
    number: Option<&str>,
    digest: &str,
) -> Option<&'v str> {
    let current = version.number.text();
    let earlier = || {
        version.changes.rows().iter().filter_map(move |change| {
            let number = change
                .number
                .text()
                .filter(|number| Some(*number) != current)?;
            Some((number, change.sha256.text()))
        })
    };
    let by_digest = earlier().find(|(_, recorded)| {
        recorded.is_some_and(|recorded| recorded.eq_ignore_ascii_case(digest))
    });
    if let Some((found, _)) = by_digest {
        return Some(found);
    }
    let number = number.filter(|number| Some(*number) != current)?;
    if earlier().any(|(own, recorded)| own == number && recorded.is_some()) {
        return None;
    }
    earlier()
        .map(|(own, _)| own)
        .chain(version.supersedes.text())
        .find(|own| *own == number)
}

/// The part of a stamp by which it is told.
fn telling_part(stamp: &Stamp, id: &str) -> Span {
    if stamp.id.is_given() && stamp.id.text() != Some(id) {
        stamp.id.span()
    } else if stamp.sha256.is_given() {
        stamp.sha256.span()
    } else {
        stamp.span
    }
}

fn line(stamp: &Stamp) -> String {
    let part = |reading: &Reading<String>| reading.text().unwrap_or_default().to_owned();
    Stamp::line(&part(&stamp.id), &part(&stamp.number), &part(&stamp.sha256))
}

// ---- what is absent ----

/// Whether a noun does not have the key, or says that there is none. A key with nothing in it is the schema's business: then
/// what was searched is the empty value, and not the whole noun.
pub(crate) fn is_absent<T>(reading: &Reading<T>, noun: Span) -> bool {
    match reading {
        Reading::Missing(searched) => *searched == noun,
        Reading::StatedNone(_) => true,
        Reading::Given(..) | Reading::Unreadable(..) => false,
    }
}

// ---- items ----

/// Whether a guide with this code and name describes a listed item, whatever its identifier.
pub(crate) fn is_namesake(code: Option<&str>, name: Option<&str>, listed: &ListedItem) -> bool {
    let same_name = match (name, listed.name.text()) {
        (Some(own), Some(name)) => matches!(compare_texts(own, name), Verdict::Same(_)),
        _ => false,
    };
    same_name || code.is_some() && code == listed.code.text()
}

// ---- personal data ----

/// What a document shows of one person.
#[derive(Debug)]
pub(crate) struct Person<'d> {
    /// Number by number, in the order of the document; the name among them.
    data: Vec<&'d PersonalDatum>,
}

impl<'d> Person<'d> {
    /// The first of the numbers: a name by itself is no personal data here.
    pub(crate) fn number(&self) -> Option<&'d PersonalDatum> {
        let mut data = self.data.iter().copied();
        data.find(|datum| datum.kind != Kind::Name)
    }

    /// The numbers, masked.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &'d str> {
        let data = self.data.iter().copied();
        let numbers = data.filter(|datum| datum.kind != Kind::Name);
        numbers.map(|datum| datum.masked.as_str())
    }

    /// What is shown, with the first number masked: 身份证件号码、姓名（110105********002X）.
    pub(crate) fn words(&self) -> Arg {
        let kinds = |word: fn(Kind) -> &'static str, comma: &str| {
            let words: Vec<_> = self.data.iter().map(|datum| word(datum.kind)).collect();
            words.join(comma)
        };
        let number = self.number().map_or("", |number| &number.masked);
        Arg::Both {
            chinese: format!("{}（{number}）", kinds(Kind::chinese, "、")),
            english: format!("{} ({number})", kinds(Kind::english, ", ")),
        }
    }

    /// Begins a finding where the first number stands.
    pub(crate) fn at<'s, 'p>(
        &self,
        document: &Document,
        sink: &'s mut Sink<'p>,
    ) -> Option<Draft<'s, 'p>> {
        let number = self.number()?;
        let mut draft = sink
            .at(document.locate(number.span))
            .subject(&number.masked, None)
            .actual(Some(&number.masked))
            .arg("what", self.words());
        // The line of a name may show it, where the number is on another.
        let others = self.data.iter().filter(|other| other.kind != Kind::Name);
        for other in others.filter(|other| other.span != number.span) {
            draft = draft.related(Role::Other, document.locate(other.span));
        }
        Some(draft)
    }
}

/// The persons of whom a document shows numbers. The mobile number of a window or for questions is the office's.
pub(crate) fn persons(document: &Document) -> Vec<Person<'_>> {
    if document.personal.is_empty() {
        return Vec::new();
    }
    let leaves = document.guide.leaves();
    let of_office: Vec<Span> = leaves
        .iter()
        .filter(|leaf| leaf.path.starts_with("contacts") || leaf.path.starts_with("channels"))
        .map(|leaf| leaf.span)
        .collect();
    let is_official = |datum: &PersonalDatum| {
        datum.kind == Kind::Mobile && of_office.iter().any(|span| span.contains(datum.span))
    };
    let mut persons: Vec<(usize, Person<'_>)> = Vec::new();
    for datum in document.personal.iter().filter(|datum| !is_official(datum)) {
        match persons.last_mut() {
            Some((number, person)) if *number == datum.person => person.data.push(datum),
            _ => persons.push((datum.person, Person { data: vec![datum] })),
        }
    }
    let persons = persons.into_iter().map(|(_, person)| person);
    persons.filter(|person| person.number().is_some()).collect()
}

// ---- bases ----

/// Whether a material or condition states no basis; what could not be read is stated all the same.
pub(crate) fn states_none(basis: &Reading<Vec<Reading<String>>>) -> bool {
    match basis {
        Reading::Missing(_) | Reading::StatedNone(_) => true,
        Reading::Unreadable(..) => false,
        Reading::Given(rows, _) => rows
            .iter()
            .all(|row| matches!(row, Reading::Missing(_) | Reading::StatedNone(_))),
    }
}

// ---- words ----

/// A text argument.
pub(crate) fn text(value: impl Into<String>) -> Arg {
    Arg::Text(value.into())
}

/// The key of a field, for findings that are about a key of the file.
pub(crate) fn key(key: Key) -> FieldName {
    FieldName::Key(key)
}

// ---- dates ----

/// The last day on which somebody looked at a guide, where that is too long ago: of its approval, effect, review, changes and
/// the verification of its contacts.
pub(crate) fn stale_since(facts: &Facts<'_>) -> Option<Date> {
    let guide = facts.guide();
    let contacts = guide.contacts.given();
    let mut dates: Vec<&Reading<String>> = contacts.iter().map(|own| &own.verified_at).collect();
    if let Some(version) = guide.version.given() {
        dates.push(&version.effective_from);
        dates.extend(version.approval.given().map(|own| &own.approved_at));
        dates.extend(version.review.given().map(|own| &own.reviewed_at));
        for change in version.changes.rows() {
            dates.extend([&change.approved_at, &change.effective_from]);
        }
    }
    let dates = dates.into_iter().filter_map(|own| own.text());
    let latest = dates.filter_map(Date::parse).max()?;
    let days = latest.days_until(facts.policy.today?);
    (days > facts.policy.guides.verified_within).then_some(latest)
}
