//! What is judged: a canonical guide with its published versions, and the registers beside it.

use tongyuan_model::practice::Practice;
use tongyuan_model::register::calendar::CalendarRegister;
use tongyuan_model::register::cancelled::CancelledList;
use tongyuan_model::register::items::ItemList;
use tongyuan_model::register::laws::Laws;
use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::register::waivers::WaiverList;
use tongyuan_model::schema::Violation;
use tongyuan_model::text::phone::{PhoneFault, Place, phones};
use tongyuan_model::{
    Author, Channel, Contacts, Guide, Location, PersonalDatum, Reading, SourceText, Span,
};

use crate::finding::{Located, stem};
use crate::rule::Register;
use crate::unread::Unread;

/// A guide with the text it was read from.
#[derive(Debug, Default)]
pub struct Document {
    /// The name of the file, relative to the repository, with `/` between folders.
    pub file: String,
    /// The guide.
    pub guide: Guide,
    /// The text that its spans point into.
    pub source: SourceText,
    /// How the file departs from the guide schema.
    pub violations: Vec<Violation>,
    /// SHA-256 of the text as stamps state it; empty where no stamp is to be held against it.
    pub digest: String,
    /// What of it was not read.
    pub unread: Unread,
    /// The personal data that it shows.
    pub personal: Vec<PersonalDatum>,
    /// Whom the file names beside its text.
    pub authors: Vec<Author>,
}

impl Document {
    /// A place in this document.
    #[must_use]
    pub fn locate(&self, span: Span) -> Located {
        Located::new(&self.file, &self.source, span)
    }

    /// The span of a part of a value, where it stands there once letter by letter; else of the whole value.
    pub(crate) fn part_of(&self, value: Span, part: &str) -> Span {
        let written = self.source.slice(value);
        let mut found = written.match_indices(part).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => {
                let start = value.start as usize + at;
                Span::exact(start, start + part.len())
            }
            _ => value,
        }
    }
}

/// What one channel has published of an item.
#[derive(Debug)]
pub struct Published {
    /// The channel.
    pub channel: Channel,
    /// The document.
    pub document: Document,
}

/// 样表、空白表格、结果样本: a file that the canonical guide names and hands out.
#[derive(Debug)]
pub struct Sample {
    /// Where the guide names it.
    pub named: Span,
    /// The file.
    pub document: Document,
}

/// What came of asking for the page of a guide: the evidence that a capture leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The channel that was asked.
    pub channel: Channel,
    /// The address that was asked, as the guide gave it then.
    pub requested: String,
    /// The host of the address that answered last, or was asked last.
    pub host: String,
    /// When it was asked, `YYYY-MM-DD` and the time of day.
    pub asked_at: String,
    /// Whether the server said that there is no such page.
    pub is_gone: bool,
    /// Whether the host has an IPv6 address; none where that was not looked up.
    pub has_ipv6: Option<bool>,
}

impl Evidence {
    /// Whether it is of the address that a guide gives now.
    #[must_use]
    pub fn is_of(&self, url: &str) -> bool {
        self.requested.trim_end_matches('/') == url.trim().trim_end_matches('/')
    }
}

/// 事项档案: the canonical guide of an item with its published versions.
#[derive(Debug, Default)]
pub struct Dossier {
    /// The canonical guide.
    pub canonical: Document,
    /// Its published versions, in the order of channels.
    pub published: Vec<Published>,
    /// The forms and samples that it names and that are there, in the order of the guide.
    pub samples: Vec<Sample>,
    /// The channels that have published something that could not be read: it is not absent.
    pub unreadable: Vec<Channel>,
    /// The canonical guide as it was before the change that is judged.
    pub base: Option<Document>,
    /// What came of asking for its pages. It stands here, and not with what was published, as a page that is gone is not there.
    pub evidence: Vec<Evidence>,
}

impl Dossier {
    /// Whether a published version carries a stamp.
    #[must_use]
    pub fn is_stamped(&self) -> bool {
        let mut stamps = self.published.iter().map(|own| &own.document.guide.stamp);
        stamps.any(|stamp| stamp.given().is_some())
    }

    /// What the rules across guides need to know of this one.
    #[must_use]
    pub fn card(&self) -> Card {
        let canonical = &self.canonical;
        let guide = &canonical.guide;
        let locate = |reading: &Reading<String>| {
            reading
                .text()
                .map(|text| (text.to_owned(), canonical.locate(reading.span())))
        };
        let item = guide.item.given();
        Card {
            file: canonical.file.clone(),
            id: locate(&guide.id),
            code: item.and_then(|item| locate(&item.code)),
            name: item.and_then(|item| item.name.text().map(str::to_owned)),
            department: item.and_then(|item| item.department.text().map(str::to_owned)),
            version: guide
                .version
                .given()
                .and_then(|version| version.number.text().map(str::to_owned)),
            authority: item.and_then(|item| item.authority.text().map(str::to_owned)),
            hotlines: guide
                .contacts
                .given()
                .map(|contacts| hotlines(contacts, canonical))
                .unwrap_or_default(),
            without_ipv6: self.without_ipv6(),
            materials: self.materials(),
            conditions: self.conditions(),
            is_unread: false,
            is_partly_read: self.is_partly_read(),
            channels: self.declared(),
            unread: canonical.unread_parts().into_iter().collect(),
            pages: self.pages(),
            unjudged: Vec::new(),
            are_samples_read: true,
        }
    }

    /// The channels that the guide says it is served by; none where it does not say.
    fn declared(&self) -> Vec<Channel> {
        let channels = self.canonical.guide.channels.given();
        channels.map_or_else(Vec::new, |own| {
            let all = Channel::ALL.iter().copied();
            all.filter(|channel| !own.get(*channel).is_missing())
                .collect()
        })
    }

    fn pages(&self) -> Vec<(String, Vec<String>)> {
        let pages = self.published.iter().map(|own| &own.document);
        pages
            .map(|page| (page.file.clone(), page.unread_parts().into_iter().collect()))
            .collect()
    }

    /// Whether something was published that is not wholly known: a page that could not be read, or not to the last section.
    fn is_partly_read(&self) -> bool {
        let mut pages = self.published.iter().map(|own| &own.document);
        let is_doubtful = |page: &Document| page.unread.has_strangers || page.guide.is_empty();
        !self.unreadable.is_empty() || pages.any(is_doubtful)
    }

    /// The pages of hosts that have no IPv6 address, each with the place of the address.
    fn without_ipv6(&self) -> Vec<(Evidence, Located)> {
        let channels = self.canonical.guide.channels.given();
        let place = |evidence: &Evidence| {
            let url = &channels?.get(evidence.channel).given()?.url;
            let is_it = evidence.has_ipv6 == Some(false) && evidence.is_of(url.text()?);
            let span = self.canonical.part_of(url.span(), url.text()?);
            is_it.then(|| (evidence.clone(), self.canonical.locate(span)))
        };
        self.evidence.iter().filter_map(place).collect()
    }

    /// The materials that can be known again in another guide.
    fn materials(&self) -> Vec<CardRow> {
        let canonical = &self.canonical;
        let rows = canonical.guide.materials.rows().iter();
        rows.filter_map(|row| {
            let number = row.catalog.text().map(str::to_owned);
            let keys: Vec<_> = number
                .into_iter()
                .chain(row.blank_form.text().map(str::to_owned))
                .collect();
            CardRow::of(canonical, &row.name, keys)
        })
        .collect()
    }

    /// The conditions with a basis, by which they can be known again in another guide.
    fn conditions(&self) -> Vec<CardRow> {
        let canonical = &self.canonical;
        let rows = canonical.guide.conditions.rows().iter();
        rows.filter_map(|row| {
            let first = row.basis.rows().first().and_then(Reading::text);
            CardRow::of(
                canonical,
                &row.text,
                first.map(str::to_owned).into_iter().collect(),
            )
        })
        .collect()
    }
}

/// The telephone numbers that a guide gives for consultation.
fn hotlines(contacts: &Contacts, canonical: &Document) -> Vec<Hotline> {
    let ways = contacts.consult.rows().iter();
    let of_way = |way: &Reading<String>| -> Vec<Hotline> {
        let text = way.text().unwrap_or_default();
        let numbers = phones(text, Place::Way).into_iter();
        // A number without its area code may be one that is given elsewhere.
        let is_whole = |fault| matches!(fault, None | Some(PhoneFault::Dash));
        numbers
            .filter(|number| is_whole(number.fault))
            .map(|number| Hotline {
                text: text[number.range].to_owned(),
                digits: number.digits,
                location: canonical.locate(way.span()),
            })
            .collect()
    };
    ways.flat_map(of_way).collect()
}

/// A telephone number for consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hotline {
    /// The number as it is written.
    pub text: String,
    /// Its digits: two of the same digits are one number.
    pub digits: String,
    /// Where it stands.
    pub location: Located,
}

/// What the rules across guides know of one guide.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// The file of the canonical guide.
    pub file: String,
    /// Its id, and where it stands.
    pub id: Option<(String, Located)>,
    /// The code of its item, and where it stands.
    pub code: Option<(String, Located)>,
    /// The name of its item.
    pub name: Option<String>,
    /// The department that answers for it.
    pub department: Option<String>,
    /// The number of its version.
    pub version: Option<String>,
    /// The authority that handles the item.
    pub authority: Option<String>,
    /// The telephone numbers that it gives for consultation.
    pub hotlines: Vec<Hotline>,
    /// Its pages that come from a host without an IPv6 address, with the place of their address.
    pub without_ipv6: Vec<(Evidence, Located)>,
    /// Its materials that have a catalogue number or a blank form: the keys.
    pub materials: Vec<CardRow>,
    /// Its conditions that have a basis: the key.
    pub conditions: Vec<CardRow>,
    /// Whether the file could not be read: then nothing else is known, and nothing is absent.
    pub is_unread: bool,
    /// Whether a published version of it is not wholly known: what seems to be mended may only be unread.
    pub is_partly_read: bool,
    /// The channels that it says it is served by; none where it does not say.
    pub channels: Vec<Channel>,
    /// The parts of it that were not wholly read, by their first keys, or [`crate::ANYWHERE`].
    pub unread: Vec<String>,
    /// The same for what is published of it, by file.
    pub pages: Vec<(String, Vec<String>)>,
    /// The rules that could give no answer for it.
    pub unjudged: Vec<String>,
    /// Whether all forms and samples that it names were read.
    pub are_samples_read: bool,
}

impl Card {
    /// Whether findings of the guide bear this name: its id, else that of its file.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        match &self.id {
            Some((id, _)) => id == name,
            None => stem(&self.file).as_deref() == Some(name),
        }
    }

    /// The card of a guide whose file could not be read.
    #[must_use]
    pub fn unread(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            is_unread: true,
            ..Self::default()
        }
    }
}

/// A row of a guide, as much of it as the rules across guides need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    /// What it says.
    pub text: String,
    /// By what it is known again.
    pub keys: Vec<String>,
    /// Where it stands.
    pub location: Location,
}

impl CardRow {
    fn of(document: &Document, text: &Reading<String>, keys: Vec<String>) -> Option<Self> {
        let own = text.text().filter(|_| !keys.is_empty())?;
        Some(Self {
            text: own.to_owned(),
            keys,
            location: document.source.locate(text.span()),
        })
    }
}

impl Card {
    /// What the guide is called in findings: its id, else its file.
    #[must_use]
    pub fn guide(&self) -> &str {
        self.id.as_ref().map_or(&self.file, |(id, _)| id)
    }

    /// The place of one of its rows.
    #[must_use]
    pub(crate) fn locate(&self, row: &CardRow) -> Located {
        Located::alone(&self.file, row.location.clone(), &row.text)
    }
}

/// A register with the text it was read from.
#[derive(Debug)]
pub struct Listed<T> {
    /// The name of its file.
    pub file: String,
    /// What it holds.
    pub value: T,
    /// The text that its spans point into.
    pub source: SourceText,
}

impl<T> Listed<T> {
    /// A place in this register.
    #[must_use]
    pub fn locate(&self, span: Span) -> Located {
        Located::new(&self.file, &self.source, span)
    }
}

/// The registers of a repository; one that it does not have is none.
#[derive(Debug, Default)]
pub struct Registers {
    /// The list of items.
    pub items: Option<Listed<ItemList>>,
    /// The catalogue of materials.
    pub materials: Option<Listed<MaterialCatalogue>>,
    /// The legal register.
    pub laws: Option<Listed<Laws>>,
    /// The certificates that were cancelled.
    pub cancelled: Option<Listed<CancelledList>>,
    /// The notices on public holidays beside the built-in ones.
    pub calendar: Option<Listed<CalendarRegister>>,
    /// What the records of handled cases say.
    pub practice: Option<Practice>,
    /// The findings that are accepted for a time.
    pub waivers: Option<Listed<WaiverList>>,
}

impl Registers {
    /// Whether the repository has a register.
    #[must_use]
    pub fn has(&self, register: Register) -> bool {
        match register {
            Register::Items => self.items.is_some(),
            Register::Laws => self.laws.is_some(),
            Register::Cancelled => self.cancelled.is_some(),
            Register::Materials => self.materials.is_some(),
            Register::Practice => self.practice.is_some(),
        }
    }
}

/// The channels that serve the item of a guide: those of the list of items, or else those of the guide.
#[must_use]
pub fn serving(guide: &Guide, registers: &Registers) -> Vec<Channel> {
    let listed = registers
        .items
        .as_ref()
        .zip(guide.id.text())
        .and_then(|(items, id)| items.value.find(id))
        .filter(|item| item.channels.is_given());
    match listed {
        Some(item) => item.serving().collect(),
        None => guide
            .channels
            .given()
            .map(|channels| channels.served().collect())
            .unwrap_or_default(),
    }
}
