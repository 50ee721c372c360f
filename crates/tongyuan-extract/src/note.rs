//! Notes: what was not read as it stands. A note is about our reading, not about the guide.

use tongyuan_model::{Key, Span, Unreadable};

/// Something that was read otherwise than it stands, or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// Where, if it has a place.
    pub span: Option<Span>,
}

/// What a note says.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NoteKind {
    /// The text is not UTF-8 and was decoded from another encoding.
    Decoded {
        /// Its name, such as GB18030.
        encoding: String,
    },
    /// Some bytes are no characters of the encoding and were replaced.
    ReplacedCharacters,
    /// The name of the file ends otherwise than its content would have it.
    EndingDiffers {
        /// The format that the content is of.
        format: &'static str,
    },
    /// A section whose heading is not known: its content was not read into any field.
    SectionUnknown {
        /// The heading.
        heading: String,
    },
    /// A second statement of a field that was read already; the first one counts.
    StatedTwice {
        /// The field.
        field: Key,
    },
    /// A section whose heading is known and whose content could not be read.
    SectionUnread {
        /// The field.
        field: Key,
        /// Why.
        why: Unreadable,
    },
    /// A remark on a whole list (注：以上材料均需加盖公章) that was not read.
    RemarkUnread {
        /// The list.
        field: Key,
    },
    /// A value that stands there and could not be read.
    ValueUnread {
        /// The key or heading it belongs to.
        field: Key,
    },
    /// A code that the code list of its field does not have: what it stands for is not known.
    CodeUnlisted {
        /// The field.
        field: Key,
        /// The code as written.
        code: String,
    },
    /// Fields of records that say something and are not known.
    FieldsUnknown {
        /// What the first of them are called.
        names: String,
        /// How many more there are.
        rest: usize,
    },
    /// A row whose item is not in the file, or that does not say to which of several it belongs.
    RowWithoutItem {
        /// The kind of record.
        table: &'static str,
    },
    /// A second record with the code of an item.
    ItemTwice {
        /// The code.
        code: String,
    },
    /// A record of a list that could not be read.
    RecordUnread {
        /// Which, counted from 1.
        number: usize,
        /// The parser's own words, in English.
        detail: String,
    },
    /// A selector of the profile of the page's site means nothing on it.
    SelectorIdle {
        /// The file of the profile, or its name.
        profile: String,
        /// The line in it.
        line: usize,
        /// The field that it is for.
        field: &'static str,
        /// The selector.
        selector: String,
    },
    /// A picture: what it shows was not read.
    Picture,
    /// A page that is the shell of a program: its content comes by a script, and is not in the file.
    PageShell,
    /// The document has changes that nobody has accepted yet: it was read as if they were.
    TrackedChanges,
    /// The file carries macros, which were not run.
    Macros,
    /// A file of another program inside the document: what it says was not read.
    Embedded,
    /// A sheet that is hidden, and so is not published.
    HiddenSheet {
        /// Its name.
        name: String,
    },
    /// A cell with a formula whose result is not in the file.
    Formula,
    /// A Word file as it was before 2007: the numbers that Word counts itself were not read.
    OldWord,
    /// A page that is a picture and nothing else.
    ScannedPage {
        /// Which page, from 1.
        page: u32,
    },
    /// Pages are pictures with recognised text behind them, which may be wrong.
    TextBehindScan,
    /// The fonts do not say which characters they show; each is a � in the text.
    UnknownCharacters {
        /// How many.
        count: usize,
    },
    /// The file has no end: it was cut off, and there may have been more.
    CutOff,
    /// There was too much of it, and the rest was not read.
    CutShort,
    /// The document holds several guides, and which of them is meant cannot be told.
    NoneOfSeveral {
        /// How many.
        count: usize,
    },
    /// The document holds several guides, and the first was taken, as none has the name of the other document's item.
    FirstOfSeveral {
        /// How many.
        count: usize,
    },
    /// Nothing at all was read.
    NothingRead,
}

impl Note {
    /// A note on a place.
    #[must_use]
    pub fn at(kind: NoteKind, span: Span) -> Self {
        Self {
            kind,
            span: Some(span),
        }
    }

    /// A note on the whole document.
    #[must_use]
    pub fn on_document(kind: NoteKind) -> Self {
        Self { kind, span: None }
    }
}
