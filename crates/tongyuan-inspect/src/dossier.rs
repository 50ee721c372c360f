//! What is judged: a canonical guide with its published versions, and the registers beside it.

use tongyuan_model::practice::Practice;
use tongyuan_model::register::items::ItemList;
use tongyuan_model::register::materials::MaterialCatalogue;
use tongyuan_model::schema::Violation;
use tongyuan_model::{Author, Channel, Guide, PersonalDatum, Reading, SourceText, Span};

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
            is_unread: false,
        }
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
    /// What the records of handled cases say.
    pub practice: Option<Practice>,
}

impl Registers {
    /// Whether the repository has a register.
    #[must_use]
    pub fn has(&self, register: Register) -> bool {
        match register {
            Register::Items => self.items.is_some(),
            Register::Practice => self.practice.is_some(),
        }
    }
}
