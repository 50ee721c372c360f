//! Shapes of the rules about what a guide's own text says.

use tongyuan_compare::{Remark, Sign};
use tongyuan_model::noun::TextPlace;
use tongyuan_model::{
    Condition, Edit, Guide, Key, Material, MaterialKind, Mend, Reading, Span, edited,
};

use crate::facts::Facts;
use crate::finding::{Arg, FieldName};
use crate::rules::shapes::key;
use crate::sink::{Draft, Sink};

/// A finding for every text of the canonical guide with remarks of a sign that `owns` says the rule speaks of, at the first of
/// them.
///
/// The drafts bear the arguments `words` (what is remarked on) and `place` (the key that the text is the value of); `complete`
/// adds the rest, or drops the finding.
pub(crate) fn remarked(
    facts: &Facts<'_>,
    sink: &mut Sink<'_>,
    sign: Sign,
    owns: impl Fn(&Remark<'_>) -> bool,
    complete: impl for<'s, 'p> Fn(&[&Remark<'_>], Draft<'s, 'p>) -> Draft<'s, 'p>,
) {
    let own: Vec<&Remark<'_>> = facts
        .remarks
        .iter()
        .filter(|remark| remark.sign == sign && owns(remark))
        .collect();
    for group in own.chunk_by(|a, b| a.text_span == b.text_span && a.place == b.place) {
        let Some(first) = group.first() else { continue };
        let (name, id) = named(facts.guide(), first.place);
        let mut words: Vec<String> = Vec::new();
        for remark in group {
            let word = remark.words().to_owned();
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let draft = sink
            .at(facts.canonical().locate(first.span))
            .field(key(first.place.field))
            .subject(&name, Some(&id))
            .actual(Some(first.text))
            .arg("words", Arg::List(words))
            .arg("place", Arg::Field(FieldName::Key(first.place.key)));
        complete(group, draft).send();
    }
}

/// As [`remarked`], in one field, with nothing to add.
pub(crate) fn remarked_in(facts: &Facts<'_>, sink: &mut Sink<'_>, sign: Sign, field: Key) {
    remarked(
        facts,
        sink,
        sign,
        |remark| remark.place.field == field,
        |_, draft| draft,
    );
}

/// The draft with what mends those remarks of a text that take no judgement.
pub(crate) fn mended<'s, 'p>(group: &[&Remark<'_>], draft: Draft<'s, 'p>) -> Draft<'s, 'p> {
    let mends = group.iter().filter_map(|remark| {
        Some(Mend {
            value: remark.text_span,
            at: Some(remark.at.clone()),
            text: remark.instead.clone()?,
        })
    });
    let mends: Vec<Mend> = mends.collect();
    let is_whole = mends.len() == group.len();
    let first = group.first().map_or("", |remark| remark.text);
    // Where nothing would be left, something is missing: only its author knows what.
    match is_blank_without(first, &mends) {
        true => draft,
        false => draft.mends(mends, is_whole),
    }
}

/// Whether nothing of a text is left once it is mended.
fn is_blank_without(text: &str, mends: &[Mend]) -> bool {
    let edits = mends.iter().map(|mend| {
        let at = mend.at.clone().unwrap_or(0..text.len());
        Edit {
            span: Span::exact(at.start, at.end),
            text: mend.text.clone(),
        }
    });
    edited(text, &edits.collect::<Vec<_>>()).trim().is_empty()
}

/// Whether the name of a material says which document it is, as far as other rules are concerned: those that say that it does
/// not speak of it alone.
pub(crate) fn names_a_document(facts: &Facts<'_>, row: usize) -> bool {
    let is_own = |remark: &&Remark<'_>| {
        let place = remark.place;
        place.field == Key::Materials && place.row == Some(row) && place.key == Key::Name
    };
    let leaves_open = |sign| {
        matches!(
            sign,
            Sign::CatchAll | Sign::Vague | Sign::OpenList | Sign::Placeholder
        )
    };
    let mut own = facts.remarks.iter().filter(is_own);
    !own.any(|remark| leaves_open(remark.sign))
}

/// Whether a field breaks the schema, so that what seems to be missing in it may be misspelt.
pub(crate) fn breaks_schema(facts: &Facts<'_>, field: Key) -> bool {
    let mut violations = facts.canonical().violations.iter();
    violations.any(|violation| violation.field == Some(field))
}

/// Something in both languages.
pub(crate) fn both(chinese: impl Into<String>, english: impl Into<String>) -> Arg {
    Arg::Both {
        chinese: chinese.into(),
        english: english.into(),
    }
}

/// A list of things that each have a name in both languages.
pub(crate) fn listed(things: &[(&str, &str)]) -> Arg {
    let chinese: Vec<_> = things.iter().map(|own| own.0).collect();
    let english: Vec<_> = things.iter().map(|own| own.1).collect();
    both(chinese.join("、"), english.join(", "))
}

/// What the row of a text is called, and what identifies it from one run to the next.
fn named(guide: &Guide, place: TextPlace) -> (String, String) {
    let row = place.row.unwrap_or_default();
    let said =
        |reading: Option<&Reading<String>>| reading.and_then(Reading::text).map(str::to_owned);
    let by_name = match place.field {
        Key::Materials => guide.materials.rows().get(row).map(by_id_of_material),
        Key::Conditions => guide.conditions.rows().get(row).map(by_id_of_condition),
        Key::Process => said(guide.process.rows().get(row).map(|own| &own.step)).map(alone),
        Key::Results => said(guide.results.rows().get(row).map(|own| &own.name)).map(alone),
        Key::LegalBasis => said(guide.legal_basis.rows().get(row).map(|own| &own.law)).map(alone),
        Key::Faq => said(guide.faq.rows().get(row).map(|own| &own.question)).map(alone),
        _ => None,
    };
    let (name, id) = by_name
        .filter(|(name, _)| !name.is_empty())
        .unwrap_or_else(|| alone(place.field.chinese().to_owned()));
    let id = format!("{id} {}", place.key.english());
    (name, id)
}

fn alone(name: String) -> (String, String) {
    (name.clone(), name)
}

fn by_id_of_material(material: &Material) -> (String, String) {
    with_id(&material.name, &material.id)
}

fn by_id_of_condition(condition: &Condition) -> (String, String) {
    with_id(&condition.text, &condition.id)
}

fn with_id(name: &Reading<String>, id: &Reading<String>) -> (String, String) {
    let name = name.text().unwrap_or_default().to_owned();
    let id = id.text().unwrap_or(&name).to_owned();
    (name, id)
}

/// Whether it is the application itself.
pub(crate) fn is_form(material: &Material) -> bool {
    const FORMS: [&str; 9] = [
        "申请表",
        "申请书",
        "请求书",
        "申报书",
        "申报表",
        "登记表",
        "备案表",
        "采集表",
        "申请填报",
    ];
    let name = material.name.text().unwrap_or_default();
    material.kind.given() == Some(&MaterialKind::Application)
        || FORMS.iter().any(|form| name.contains(form))
}
