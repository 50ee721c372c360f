//! What a run has to tell beside its findings.

use tongyuan_inspect::{Language, Located};
use tongyuan_model::SourceText;

/// Something said in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// In Chinese.
    pub chinese: String,
    /// In English.
    pub english: String,
}

impl Said {
    /// Both languages.
    #[must_use]
    pub fn new(chinese: impl Into<String>, english: impl Into<String>) -> Self {
        Self {
            chinese: chinese.into(),
            english: english.into(),
        }
    }

    /// The words of one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        }
    }
}

/// A note on our reading, or an error of the run: never about the guide.
#[derive(Clone, Debug)]
pub struct RunNote {
    /// The file it is about; empty where it is about the run.
    pub file: String,
    /// What it says.
    pub message: Said,
    /// What to do about it, where there is something to do.
    pub help: Option<Said>,
    /// Where, if it has a place.
    pub location: Option<Located>,
    /// Whether it kept something from being checked.
    pub is_error: bool,
}

/// How many of what a run looked at, and what it found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Canonical guides that were read.
    pub guides: usize,
    /// Published versions that were held against their source.
    pub published: usize,
    /// Findings of each severity.
    pub errors: usize,
    /// Findings of each severity.
    pub warnings: usize,
    /// Findings of each severity.
    pub notes: usize,
    /// Findings that were accepted.
    pub waived: usize,
    /// Findings that the baseline knows.
    pub known: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Findings that `check --fix` mends.
    pub fixable: usize,
    /// Places that were mended.
    pub mended: usize,
    /// Files that they were mended in.
    pub mended_files: usize,
}

impl Summary {
    /// Adds what another run looked at and found.
    pub fn add(&mut self, other: &Self) {
        self.guides += other.guides;
        self.published += other.published;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.waived += other.waived;
        self.known += other.known;
        self.unreadable += other.unreadable;
        self.fixable += other.fixable;
        self.mended += other.mended;
        self.mended_files += other.mended_files;
    }
}

/// One side of a comparison, for reports.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The name of the file.
    pub file: &'s str,
    /// The text that spans point into.
    pub source: &'s SourceText,
}

impl Side<'_> {
    pub(crate) fn locate(&self, span: tongyuan_model::Span) -> Located {
        Located::new(self.file, self.source, span)
    }
}
