//! One channel's version of a canonical guide.

use tongyuan_compare::{Terms, compare};
use tongyuan_extract::{Capture, Extracted, NoteKind, extract, extract_canonical, source_digest};
use tongyuan_inspect::{Finding, Policy, Registers, Severity};
use tongyuan_model::{Channel, Date, Guide, Reading};
use tongyuan_report::{Layouts, RenderForm, RunNote, Said, channel_document};

use crate::case::{Case, check};
use crate::notes::run_notes;

/// What came of writing one channel's version of a guide.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The document; none where the guide cannot be read, or where its item is not served in the channel.
    pub document: Option<Vec<u8>>,
    /// How the guide departs from its schema. What departs may be left out of the document.
    pub findings: Vec<Finding>,
    /// What could not be read, and what the document does not hold of its source.
    pub notes: Vec<RunNote>,
}

/// Writes what one channel must show of a canonical guide: its shared fields with the variants that it declares, and what belongs
/// to the channel. The document bears a stamp that tells which version of the source it was made from.
///
/// What the guide does not say is left out, and a guide that breaks its schema is written with what it says. Personal data is
/// masked, which a note tells.
///
/// ```
/// use tongyuan::{Capture, Channel, RenderForm, read, render};
///
/// let source = "id: pledge\nversion: {number: 2}\nfees: {charged: false}\n";
/// let rendered = render(&Capture::new("guides/pledge.yaml", source), Channel::Online, RenderForm::Html);
/// let page = rendered.document.expect("it can be read");
/// let read = read(&Capture::new("halls/online/pledge.html", page));
/// let fees = read.guide().fees.given().expect("the page says that nothing is charged");
/// assert_eq!(fees.charged.given(), Some(&false));
/// assert_eq!(read.guide().stamp.given().and_then(|own| own.number.text()), Some("2"));
/// ```
#[must_use]
pub fn render(source: &Capture, channel: Channel, form: RenderForm) -> Rendered {
    render_in(source, channel, form, &Layouts::default(), None)
}

/// The same with layouts of a repository's own around the pages, on a day: variants that ended before it do not count. What a page in
/// an own layout says is what it would say in the layout that is built in: else there is no document, and a note says why.
#[must_use]
pub fn render_in(
    source: &Capture,
    channel: Channel,
    form: RenderForm,
    layouts: &Layouts,
    today: Option<Date>,
) -> Rendered {
    let canonical = extract_canonical(source);
    let mut rendered = Rendered {
        notes: run_notes(&source.name, &canonical),
        ..Rendered::default()
    };
    if canonical.failure.is_some() {
        return rendered;
    }
    if !canonical.violations.is_empty() {
        let case = Case::new(source.clone());
        let checked = check(&case, &Registers::default(), &Policy::default());
        let mut findings = checked.findings;
        findings
            .retain(|own| own.rule.id().starts_with("schema-") && own.severity == Severity::Error);
        rendered.findings = findings;
    }
    let mut guide = canonical.guide().clone();
    let ended = today.map_or_else(Vec::new, |today| end_variants(&mut guide, channel, today));
    let guide = &guide;
    let note = |message| RunNote {
        file: source.name.clone(),
        message,
        help: None,
        location: None,
        is_error: false,
    };
    if !may_serve(guide, channel) {
        rendered.notes.push(note(not_served(channel)));
        return rendered;
    }
    for until in ended {
        rendered.notes.push(RunNote {
            help: Some(Said::new(
                "从“渠道差异”中删去这一项；差异确需延续的，先改截止日期。",
                "Remove it from the variants; where the difference is to go on, change its last day first.",
            )),
            ..note(ended_words(channel, &until))
        });
    }
    let digest = source_digest(canonical.source.text());
    let write = |layouts: &Layouts| channel_document(guide, channel, &digest, form, layouts);
    let written = write(layouts).and_then(|own| match layouts.own(form) {
        Some(name) => {
            let plain = write(&Layouts::default())?;
            says_the_same(name, channel, &plain.bytes, &own.bytes).map(|()| own)
        }
        None => Ok(own),
    });
    let document = match written {
        Ok(document) => document,
        Err(fault) => {
            rendered.notes.push(*fault);
            return rendered;
        }
    };
    if document.is_masked {
        rendered.notes.push(RunNote {
            help: Some(Said::new(
                "从权威数据源删去这些内容，再重新生成。",
                "Take it out of the source, and render again.",
            )),
            ..note(masked())
        });
    }
    if !document.is_stamped {
        rendered.notes.push(note(unstamped()));
    }
    rendered.document = Some(document.bytes);
    rendered
}

/// Takes the variants of a channel away that ended before a day; gives their last days.
fn end_variants(guide: &mut Guide, channel: Channel, today: Date) -> Vec<String> {
    let mut ended = Vec::new();
    let Some(variants) = guide.variants.given_mut() else {
        return ended;
    };
    variants.retain(|variant| {
        let until = variant.until.text();
        let is_over = variant.channel.given() == Some(&channel)
            && until.and_then(Date::parse).is_some_and(|day| day < today);
        if let Some(until) = until.filter(|_| is_over) {
            ended.push(until.to_owned());
        }
        !is_over
    });
    ended
}

fn ended_words(channel: Channel, until: &str) -> Said {
    Said::new(
        format!(
            "{}的一项渠道差异已于 {until} 到期，按权威数据源的内容生成",
            channel.chinese()
        ),
        format!(
            "a variant of {} ended on {until}: what the source says is written",
            channel.key()
        ),
    )
}

/// Whether a page is read as the same guide as the page in the layout that is built in.
fn says_the_same(
    template: &str,
    channel: Channel,
    plain: &[u8],
    own: &[u8],
) -> Result<(), Box<RunNote>> {
    let read = |bytes: &[u8]| extract(&Capture::new("page.html", bytes));
    let (plain, own) = (read(plain), read(own));
    let there = |a, b| compare(&Terms::default(), a, b, Some(channel));
    let mut apart = there(plain.guide(), own.guide());
    apart.extend(there(own.guide(), plain.guide()));
    let mut names: Vec<(&str, &str)> = apart
        .iter()
        .map(|own| (own.field.chinese(), own.field.english()))
        .collect();
    // Of what is stated twice only the first is read.
    names.extend(own.notes.iter().filter_map(|note| match note.kind {
        NoteKind::StatedTwice { field } => Some((field.chinese(), field.title())),
        _ => None,
    }));
    let stamp = |own: &Extracted| {
        let stamp = own.guide().stamp.given();
        stamp.map(|own| own.sha256.text().map(str::to_owned))
    };
    if stamp(&own) != stamp(&plain) {
        names.push(("同源印记", "stamp"));
    }
    if own.guides.len() != plain.guides.len() {
        names.push(("指南的份数", "number of guides"));
    }
    names.dedup();
    if names.is_empty() {
        return Ok(());
    }
    let (chinese, english): (Vec<_>, Vec<_>) = names.into_iter().unzip();
    Err(Box::new(RunNote {
        file: template.to_owned(),
        message: Said::new(
            format!(
                "用这个模板生成的页面，读出来与指南不一致：{}",
                chinese.join("、")
            ),
            format!(
                "a page in this layout is not read as what the guide says: {}",
                english.join(", ")
            ),
        ),
        help: Some(Said::new(
            "模板里不要写指南的栏目和内容，只写页眉、页脚、导航。",
            "Keep headings and contents of guides out of it: header, footer and navigation are what it is for.",
        )),
        location: None,
        is_error: true,
    }))
}

/// Whether the channel is among those that the guide names. A guide that names none leaves it open.
fn may_serve(guide: &Guide, channel: Channel) -> bool {
    match &guide.channels {
        Reading::Given(channels, _) => channels.served().any(|own| own == channel),
        _ => true,
    }
}

fn not_served(channel: Channel) -> Said {
    Said::new(
        format!(
            "办理渠道没有列出“{}”，没有生成这个渠道的版本",
            channel.chinese()
        ),
        format!(
            "its channels do not name “{}”: nothing was rendered for it",
            channel.key()
        ),
    )
}

fn masked() -> Said {
    Said::new(
        "含有个人信息或者控制字符，已经遮盖：生成的文件与权威数据源不完全一致",
        "it holds personal data or control characters, which were masked: what was rendered does not equal its source",
    )
}

fn unstamped() -> Said {
    Said::new(
        "没有写明标识和版本号，生成的文件没有同源印记",
        "it states no id and version number: what was rendered bears no stamp",
    )
}
