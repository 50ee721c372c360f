//! Personal data that a document shows, and who its file says has written it.

use crate::span::Span;
use crate::text::personal::Kind;

/// Personal data at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalDatum {
    /// What kind it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// What stands there, masked: what nobody needs to see is kept nowhere.
    pub masked: String,
    /// Whose it is: the data of one person bear one number.
    pub person: usize,
}

/// 作者: somebody whom a file names beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// As what.
    pub role: AuthorRole,
    /// The name, as the file has it.
    pub name: String,
}

/// As what a file names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AuthorRole {
    /// 作者.
    Author,
    /// 最后修改者.
    LastEditor,
}

impl AuthorRole {
    /// The word of office programs.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Author => "作者",
            Self::LastEditor => "最后修改者",
        }
    }

    /// The word in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::LastEditor => "last editor",
        }
    }
}
