//! Why a document could not be read at all. A failure is about the run, not about the guide.

use tongyuan_model::Span;

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What stood in the way.
    pub kind: FailureKind,
    /// Where in the text, if it got that far.
    pub span: Option<Span>,
}

/// What stood in the way of reading a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FailureKind {
    /// The file is empty, or holds nothing but blanks. The author's to mend.
    Empty,
    /// It is larger than a guide can be.
    TooLarge {
        /// How many bytes are read at most.
        limit: u64,
    },
    /// A format that is known and not read, or an old Word file that makes no sense.
    NotRead {
        /// What it is called.
        format: &'static str,
        /// The format to save it as instead.
        save_as: &'static str,
    },
    /// Neither content nor name tell a format that can be read.
    UnknownFormat,
    /// The bytes are no text in any encoding that guides are written in.
    NotText,
    /// The text breaks the rules of its format.
    Syntax {
        /// Which rule, in so far as it can be told to somebody who is no programmer.
        syntax: Syntax,
        /// The parser's own words, in English.
        detail: String,
    },
    /// The same key stands twice in one place.
    DuplicateKey {
        /// The key as written the second time.
        word: String,
        /// Where it stands the first time.
        first: Span,
    },
    /// It nests deeper than any guide does.
    TooDeep,
    /// It expands into more values than any guide has, by aliases or by sheer number.
    TooManyValues {
        /// How many values are read at most.
        limit: usize,
    },
    /// It is a list or a single value where a guide is due.
    NotAGuide,
    /// Word and HTML are published forms; a canonical source is YAML or JSON.
    NotCanonical,
    /// A Word file that is no zip archive, or a broken one.
    BrokenArchive,
    /// An archive without a Word document in it.
    NotWord,
    /// A spreadsheet whose parts do not make sense.
    BrokenSheet {
        /// The parser's own words, in English.
        detail: String,
    },
    /// A Word file that is protected by a password.
    Encrypted,
    /// An archive that unpacks to more than any guide holds.
    ArchiveTooLarge {
        /// How many bytes are unpacked at most.
        limit: u64,
    },
    /// The XML inside a Word file is broken.
    BrokenXml {
        /// The part of the archive.
        part: String,
        /// The parser's own words, in English.
        detail: String,
    },
    /// A PDF that is broken or cut off.
    BrokenPdf,
    /// A PDF that opens with a password only.
    PdfProtected,
    /// A PDF that unpacks to more than any guide holds.
    UnpacksTooLarge {
        /// How many bytes are unpacked at most.
        limit: u64,
    },
    /// A PDF with more pages than any guide has.
    TooManyPages {
        /// How many pages are read at most.
        limit: usize,
    },
    /// A PDF whose pages are pictures, as a scanner makes them.
    Scan,
    /// A PDF whose fonts do not say which characters they show.
    NoCharacters,
}

/// What is wrong with the syntax of a text, as far as an author is helped by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// Indentation that fits no level above it.
    Indentation,
    /// A full-width colon behind a key (`名称：甲`), which YAML does not take for one.
    WideColon,
    /// A tab where blanks are due.
    Tab,
    /// A quotation mark that is never closed.
    OpenQuote,
    /// A bracket that is never closed, or closed by another.
    OpenBracket,
    /// A colon where none can stand, as in a value that holds one and is not quoted.
    Colon,
    /// A comma missing or one too many.
    Comma,
    /// An alias (`*name`) that names no anchor.
    UnknownAlias,
    /// An escape in a quoted text that does not exist.
    Escape,
    /// More than one document in one file.
    SecondDocument,
    /// Anything else.
    Other,
}

impl Failure {
    /// A failure without a place.
    #[must_use]
    pub fn new(kind: FailureKind) -> Self {
        Self { kind, span: None }
    }

    /// A failure at a place.
    #[must_use]
    pub fn at(kind: FailureKind, span: Span) -> Self {
        Self {
            kind,
            span: Some(span),
        }
    }
}
