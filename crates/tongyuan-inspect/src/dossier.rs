//! What is judged: a canonical guide with its published versions, and the registers beside it.

use tongyuan_model::register::items::ItemList;
use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::schema::Violation;
use tongyuan_model::{Channel, Guide, Location, Reading, SourceText, Span};

use crate::finding::Located;
use crate::rule::Register;

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
    /// Whether the document has sections that nobody could tell what they are of: what seems to be missing may stand there.
    pub is_partly_read: bool,
}

impl Document {
    /// A place in this document.
    #[must_use]
    pub fn locate(&self, span: Span) -> Located {
        Located::new(&self.file, &self.source, span)
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

/// 事项档案: the canonical guide of an item with its published versions.
#[derive(Debug, Default)]
pub struct Dossier {
    /// The canonical guide.
    pub canonical: Document,
    /// Its published versions, in the order of channels.
    pub published: Vec<Published>,
    /// The channels that have published something that could not be read: it is not absent.
    pub unreadable: Vec<Channel>,
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
            materials: self.materials(),
            conditions: self.conditions(),
            is_unread: false,
        }
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
    /// Its materials that have a catalogue number or a blank form: the keys.
    pub materials: Vec<CardRow>,
    /// Its conditions that have a basis: the key.
    pub conditions: Vec<CardRow>,
    /// Whether the file could not be read: then nothing else is known, and nothing is absent.
    pub is_unread: bool,
}

impl Card {
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardRow {
    /// What it says.
    pub text: String,
    /// By what it is known again.
    pub keys: Vec<String>,
    /// Where it stands.
    pub location: Option<Location>,
}

impl CardRow {
    fn of(document: &Document, text: &Reading<String>, keys: Vec<String>) -> Option<Self> {
        let own = text.text().filter(|_| !keys.is_empty())?;
        Some(Self {
            text: own.to_owned(),
            keys,
            location: Some(document.source.locate(text.span())),
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
}

impl Registers {
    /// Whether the repository has a register.
    #[must_use]
    pub fn has(&self, register: Register) -> bool {
        match register {
            Register::Items => self.items.is_some(),
            Register::Materials => self.materials.is_some(),
        }
    }
}
