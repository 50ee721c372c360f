//! A finding: a rule, typed arguments and places. The sentence is made when it is shown.

use tongyuan_compare::{Confidence, FacetDifference};
use tongyuan_model::{Channel, Edit, Field, Key, Location, Mend, SourceText, Span};

use crate::dossier::Document;
use crate::policy::Severity;
use crate::rule::AnyRule;
use crate::waiver::Standing;

/// One fault found by one rule.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: AnyRule,
    /// How bad it is here.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// The id of the guide; none where the finding is about no one guide.
    pub guide: Option<String>,
    /// 实施编码 of its item.
    pub item: Option<String>,
    /// 责任部门.
    pub department: Option<String>,
    /// The channel that departs.
    pub channel: Option<Channel>,
    /// The field.
    pub field: Option<FieldName>,
    /// The material, condition or other row.
    pub subject: Option<String>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// What else the words of the rule speak of, by name.
    pub args: Vec<(&'static str, Arg)>,
    /// Where it is.
    pub location: Located,
    /// Where else to look.
    pub related: Vec<Related>,
    /// The identity of the finding from one run to the next: it holds no line number, severity, language or sentence.
    pub key: String,
    /// A digest of the two texts: it changes when what was found changes.
    pub evidence: String,
    /// How to mend it without judgement, where that can be done.
    pub fix: Option<Fix>,
    /// Whether somebody still has to deal with it.
    pub standing: Standing,
    /// Whether it was not there before the change that is judged; none where that is not known.
    pub is_new: Option<bool>,
}

impl Finding {
    /// Whether somebody still has to deal with it: it is neither waived nor known from the baseline.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.standing == Standing::Open
    }
}

/// The field that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldName {
    /// A field that channels share.
    Field(Field),
    /// A key of the guide file.
    Key(Key),
}

impl FieldName {
    /// The path of the field in English keys.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Field(field) => field.path(),
            Self::Key(key) => key.english(),
        }
    }

    /// The official Chinese name.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Field(field) => field.chinese(),
            Self::Key(key) => key.chinese(),
        }
    }

    /// The English name.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Field(field) => field.english(),
            Self::Key(key) => key.title(),
        }
    }
}

/// A typed argument of a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text from a guide, or a name.
    Text(String),
    /// A channel.
    Channel(Channel),
    /// A field.
    Field(FieldName),
    /// The facets that differ.
    Facets(Vec<FacetDifference>),
    /// Several texts.
    List(Vec<String>),
    /// Something said in both languages.
    Both {
        /// In Chinese.
        chinese: String,
        /// In English.
        english: String,
    },
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located {
    /// The file, relative to the repository, with `/` between folders.
    pub file: String,
    /// Lines, columns, native place, precision.
    pub location: Location,
    /// The lines around it, for reports.
    pub excerpt: Excerpt,
}

/// A line of a source with the marked part of it, cut to a bearable length.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The text of the line, or of the part of a long line around the mark.
    pub text: String,
    /// The marked bytes of `text`.
    pub mark: (usize, usize),
    /// Whether text before `text` was cut away.
    pub cut_before: bool,
    /// Whether text after `text` was cut away.
    pub cut_after: bool,
}

impl Located {
    /// A place in a source.
    #[must_use]
    pub fn new(file: &str, source: &SourceText, span: Span) -> Self {
        let location = source.locate(span);
        let excerpt = Excerpt::of(source, &location);
        Self {
            file: file.to_owned(),
            location,
            excerpt,
        }
    }

    /// A place whose source is no longer at hand: the text that stands there is all that is shown of it.
    pub(crate) fn alone(file: &str, location: Location, text: &str) -> Self {
        Self {
            file: file.to_owned(),
            excerpt: Excerpt {
                text: text.to_owned(),
                mark: (0, text.len()),
                cut_before: location.start.column > 1,
                ..Excerpt::default()
            },
            location,
        }
    }
}

impl Excerpt {
    /// How many characters are kept after the mark, and half as many of the mark itself.
    const REACH: usize = 60;
    /// How many characters are kept before the mark: all of them, unless a page has no line breaks at all.
    const MOST_BEFORE: usize = 2000;

    fn of(source: &SourceText, location: &Location) -> Self {
        let line = source.line(location.start.line);
        let until = |count: usize, text: &str| {
            let end = text.char_indices().nth(count);
            end.map_or(text.len(), |(at, _)| at)
        };
        let start = until(location.start.column as usize - 1, line);
        let (ahead, behind) = line.split_at(start);
        let marked = if location.end.line == location.start.line {
            location.end.column.saturating_sub(location.start.column) as usize
        } else {
            usize::MAX
        };
        let marked = until(marked.min(2 * Self::REACH), behind);
        let (marked, behind) = behind.split_at(marked);
        // A page without line breaks has everything before the mark.
        let is_long = location.start.column as usize - 1 > Self::MOST_BEFORE;
        let from = if is_long {
            let kept = ahead.char_indices().rev().take(Self::REACH).last();
            kept.map_or(0, |(at, _)| at)
        } else {
            0
        };
        let before = &ahead[from..];
        let after = &behind[..until(Self::REACH, behind)];
        Self {
            text: [before, marked, after].concat(),
            mark: (before.len(), before.len() + marked.len()),
            cut_before: from > 0,
            cut_after: after.len() < behind.len(),
        }
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What it is to the finding.
    pub role: Role,
    /// Where it is.
    pub location: Located,
}

/// What another place is to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What the canonical source says.
    Canonical,
    /// What the register says.
    Register,
    /// The other one of two that clash.
    Other,
    /// The row that comes nearest to one that is missing.
    Nearest,
    /// What the guide said before it was changed.
    Base,
}

impl Role {
    /// The name in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Canonical => "canonical",
            Self::Register => "register",
            Self::Other => "other",
            Self::Nearest => "nearest",
            Self::Base => "base",
        }
    }
}

/// How to mend a finding without judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What should stand in the values of the canonical guide instead.
    pub mends: Vec<Mend>,
    /// Whether nothing of the finding is left when that is done.
    pub is_whole: bool,
    /// The same as changes of its file, in the order of the file. A rule knows no format: they are none until who does has
    /// written them.
    pub edits: Vec<Edit>,
}

impl Finding {
    /// Whether `check --fix` mends it.
    #[must_use]
    pub fn is_fixable(&self) -> bool {
        self.fix
            .as_ref()
            .is_some_and(|fix| fix.is_whole && !fix.edits.is_empty())
    }
}

/// Which guide a finding is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identity {
    pub(crate) guide: Option<String>,
    pub(crate) item: Option<String>,
    pub(crate) department: Option<String>,
}

impl Identity {
    pub(crate) fn of(canonical: &Document) -> Self {
        let guide = &canonical.guide;
        let item = guide.item.given();
        let text = |reading: &tongyuan_model::Reading<String>| reading.text().map(str::to_owned);
        Self {
            // A guide without an id is known by the name of its file.
            guide: text(&guide.id).or_else(|| stem(&canonical.file)),
            item: item.and_then(|item| text(&item.code)),
            department: item.and_then(|item| text(&item.department)),
        }
    }
}

/// The name of a file without its folders and endings.
pub(crate) fn stem(file: &str) -> Option<String> {
    let name = file.rsplit('/').next()?;
    let stem = name.split('.').next()?;
    (!stem.is_empty()).then(|| stem.to_owned())
}

/// Puts findings in the order of their places: the same facts give the same report, whoever found them first.
pub fn arrange(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| {
            let at = &finding.location;
            (
                at.file.clone(),
                at.location.start.offset,
                at.location.end.offset,
            )
        };
        place(a)
            .cmp(&place(b))
            .then_with(|| a.rule.id().cmp(b.rule.id()))
            .then_with(|| a.key.cmp(&b.key))
    });
}
