//! From rules as their files state them to rules that judge.

use std::ops::Range;
use std::sync::Arc;

use tongyuan_model::schema::{GuidePath, PlaceKind};
use tongyuan_model::{
    InBoth, OwnCheck, Precision, SourceText, Span, StatedRule, StatedRules, When as StatedWhen,
    Written,
};

use super::expression::{Expression, Patterns};
use super::fault::{Fault, OwnFault, OwnFaultKind, unknown_field};
use super::phrases::Phrases;
use super::{Asked, Check, MOST_RULES, OwnRule, OwnRules, Seen, When, pattern, words};
use crate::dossier::Listed;
use crate::finding::Located;
use crate::policy::Severity;
use crate::words::Words;

/// The phrases that a rule forbids, and those that it excepts.
type Forbidden = (usize, Vec<String>, Vec<String>);

pub(super) fn all(files: Vec<Listed<StatedRules>>) -> (OwnRules, Vec<OwnFault>) {
    let mut own = OwnRules::default();
    let (mut faults, mut seen, mut patterns) = (Vec::new(), Seen::new(), Patterns::new());
    let mut forbidden: Vec<Forbidden> = Vec::new();
    for file in files {
        let source = Arc::new(file.source);
        for stated in file.value.rules {
            let at = |span| Located::new(&file.file, &source, span);
            if own.rules.len() >= MOST_RULES {
                let kind = OwnFaultKind::TooMany { limit: MOST_RULES };
                let at = at(stated.id.span);
                faults.push(OwnFault { kind, at });
                break;
            }
            let id = stated.id.text.clone();
            if !stated.is_whole {
                own.broken.push(id);
                continue;
            }
            if let Some(first) = seen.get(&id) {
                let first = (first.file.clone(), first.location.start.line);
                let kind = OwnFaultKind::IdTwice { id, first };
                let at = at(stated.id.span);
                faults.push(OwnFault { kind, at });
                continue;
            }
            seen.insert(id.clone(), at(stated.id.span));
            let phrases = phrases_of(&stated);
            let mut compiler = Compiler {
                file: &file.file,
                source: &source,
                patterns: &mut patterns,
                faults: Vec::new(),
            };
            match compiler.rule(stated) {
                Some(rule) => {
                    let (phrases, exceptions) = phrases;
                    forbidden.push((own.rules.len(), phrases, exceptions));
                    own.rules.push(Arc::new(rule));
                }
                None => own.broken.push(id),
            }
            let told = std::mem::take(&mut compiler.faults).into_iter();
            faults.extend(told.map(|(kind, span)| OwnFault {
                kind,
                at: Located::new(&file.file, &source, span),
            }));
        }
    }
    match Phrases::of(&forbidden) {
        Some(phrases) => own.phrases = Arc::new(phrases),
        None => faults.extend(own.rules.first().map(|rule| OwnFault {
            kind: OwnFaultKind::TooManyPhrases,
            at: rule.location.clone(),
        })),
    }
    own.patterns = Arc::new(patterns);
    (own, faults)
}

fn phrases_of(stated: &StatedRule) -> (Vec<String>, Vec<String>) {
    let texts = |all: &[Written]| all.iter().map(|own| own.text.clone()).collect();
    match stated.checks.as_slice() {
        [(OwnCheck::Forbidden(phrases), _)] => (texts(phrases), texts(&stated.except)),
        _ => (Vec::new(), Vec::new()),
    }
}

/// Compiles one rule. A fault does not keep it from looking for others.
struct Compiler<'c> {
    file: &'c str,
    source: &'c Arc<SourceText>,
    patterns: &'c mut Patterns,
    faults: Vec<Fault>,
}

impl Compiler<'_> {
    fn rule(&mut self, stated: StatedRule) -> Option<OwnRule> {
        let field = stated.field.as_ref();
        let path = field.and_then(|field| self.path(field));
        let when = match &stated.when {
            Some(when) => self.when(when).map(Some),
            None => Some(None),
        };
        let (stated_check, key) = match stated.checks.as_slice() {
            [(check, key)] => (check, *key),
            [] => return self.fault(OwnFaultKind::NoCheck, stated.id.span),
            [_, (_, second), ..] => return self.fault(OwnFaultKind::SeveralChecks, *second),
        };
        self.exceptions(stated_check, &stated.except);
        self.sentences(stated_check, &stated);
        let is_lost = field.is_some() && path.is_none();
        let check = match is_lost {
            true => None,
            false => self.check(
                stated_check,
                path.as_ref(),
                field.map_or(key, |own| own.span),
            ),
        };
        let (message, help) = (words::message(stated_check), words::help(stated_check));
        let rule = OwnRule {
            severity: severity(stated.severity.as_ref()),
            location: self.locate(stated.id.span),
            text: outdented(self.source, stated.span),
            message: said(stated.message, message),
            help: said(stated.help, help),
            id: stated.id.text,
            clauses: stated.clauses,
            examples: stated.examples,
            title: stated.title,
            path,
            when: when?,
            check: check?,
            source: Arc::clone(self.source),
        };
        self.faults.is_empty().then_some(rule)
    }

    fn fault<T>(&mut self, kind: OwnFaultKind, span: Span) -> Option<T> {
        self.faults.push((kind, span));
        None
    }

    fn locate(&self, span: Span) -> Located {
        Located::new(self.file, self.source, span)
    }

    fn path(&mut self, written: &Written) -> Option<GuidePath> {
        match GuidePath::parse(&written.text) {
            Ok(path) => Some(path),
            Err(unknown) => {
                self.faults.push(unknown_field(unknown, written.span));
                None
            }
        }
    }

    fn when(&mut self, when: &StatedWhen) -> Option<When> {
        match when {
            StatedWhen::Expression(written) => {
                let asked = self.expression(written, None)?;
                Some(When::Expression(asked))
            }
            StatedWhen::Fields(fields) => {
                let mut compiled = Vec::new();
                for (path, values) in fields {
                    let found = self.path(path)?;
                    if !has_values(&found) {
                        return self.fault(OwnFaultKind::NoValue, path.span);
                    }
                    let values = values.iter().map(|own| own.text.clone());
                    compiled.push((found, values.collect()));
                }
                Some(When::Fields(compiled))
            }
        }
    }

    /// The check itself; `at` is where its field stands, or its own key.
    fn check(&mut self, check: &OwnCheck, path: Option<&GuidePath>, at: Span) -> Option<Check> {
        match (check, path) {
            (OwnCheck::Forbidden(_), _) => return Some(Check::Forbidden),
            (OwnCheck::Expression(written), path) => {
                let this = path.map(|path| path.place);
                return self.expression(written, this).map(Check::Expression);
            }
            (_, None) => return self.fault(OwnFaultKind::NoField, at),
            (OwnCheck::Rows(_), Some(path)) if path.place.kind() != PlaceKind::Rows => {
                return self.fault(OwnFaultKind::NoList, at);
            }
            (OwnCheck::Required | OwnCheck::Rows(_), _) => {}
            (_, Some(path)) if !has_values(path) => {
                return self.fault(OwnFaultKind::NoValue, at);
            }
            _ => {}
        }
        match check {
            OwnCheck::Forbidden(_) => Some(Check::Forbidden),
            OwnCheck::Required => Some(Check::Required),
            OwnCheck::OneOf(values) => {
                let values = values.iter().map(|own| own.text.clone());
                Some(Check::OneOf(values.collect()))
            }
            OwnCheck::Pattern(written) => match pattern::compile(&written.text) {
                Ok(pattern) => Some(Check::Pattern(pattern)),
                Err(fault) => {
                    let span = self.inside(written, pattern::place(&fault));
                    self.fault(OwnFaultKind::Pattern(fault), span)
                }
            },
            OwnCheck::Length(bounds) | OwnCheck::Rows(bounds) => {
                let crossed = bounds.at_least.zip(bounds.at_most);
                if crossed.is_some_and(|(least, most)| least > most) {
                    return self.fault(OwnFaultKind::BoundsCrossed, at);
                }
                Some(match check {
                    OwnCheck::Length(_) => Check::Length(*bounds),
                    _ => Check::Rows(*bounds),
                })
            }
            OwnCheck::Equals(written) => {
                let other = self.path(written)?;
                if !has_values(&other) {
                    return self.fault(OwnFaultKind::NoValue, written.span);
                }
                let own = path?;
                let is_shared = |list: &usize| {
                    own.lists.contains(list) && own.keys.get(..*list) == other.keys.get(..*list)
                };
                if !other.lists.iter().all(is_shared) {
                    return self.fault(OwnFaultKind::OtherRows, written.span);
                }
                Some(Check::Equals(other))
            }
            OwnCheck::Expression(written) => {
                let this = path.map(|path| path.place);
                self.expression(written, this).map(Check::Expression)
            }
        }
    }

    fn expression(
        &mut self,
        written: &Written,
        this: Option<tongyuan_model::schema::GuidePlace>,
    ) -> Option<Box<Asked>> {
        // Of a list it is each row that is asked.
        let this = this.map(tongyuan_model::schema::GuidePlace::row);
        match Expression::compile(&written.text, this, self.patterns) {
            Ok(expression) => {
                let at = self.locate(written.span);
                Some(Box::new(Asked { expression, at }))
            }
            Err(fault) => {
                let span = self.inside(written, fault.at.clone());
                self.fault(OwnFaultKind::Expression(fault), span)
            }
        }
    }

    fn exceptions(&mut self, check: &OwnCheck, except: &[Written]) {
        let OwnCheck::Forbidden(phrases) = check else {
            if let Some(first) = except.first() {
                self.faults.push((OwnFaultKind::ExceptAlone, first.span));
            }
            return;
        };
        for own in except {
            let holds = |phrase: &Written| own.text.contains(&phrase.text);
            if !phrases.iter().any(holds) {
                let phrase = own.text.clone();
                self.faults
                    .push((OwnFaultKind::ExceptIdle { phrase }, own.span));
            }
        }
    }

    /// Whether what the sentences of a rule have in braces is something that its findings can say.
    fn sentences(&mut self, check: &OwnCheck, stated: &StatedRule) {
        let known = words::names(check);
        let own = [&stated.message, &stated.help].into_iter().flatten();
        let mut told = Vec::new();
        for written in own.flat_map(|both| [&both.chinese, &both.english]) {
            for (at, name) in words::used(&written.text) {
                if !known.contains(&name) {
                    let span = self.inside(written, Some(at..at + name.len()));
                    let name = name.to_owned();
                    let known = known.clone();
                    told.push((OwnFaultKind::UnknownPlaceholder { name, known }, span));
                }
            }
        }
        // What a rule says once stands for both languages.
        told.dedup();
        self.faults.extend(told);
    }

    /// A part of a text of the file, by its bytes in the text; the whole text where its part cannot be told.
    fn inside(&self, written: &Written, part: Option<Range<usize>>) -> Span {
        let Some(part) = part else {
            return written.span;
        };
        let start = written.span.start as usize;
        if written.span.precision == Precision::Exact {
            return Span::exact(start + part.start, start + part.end);
        }
        // A text over several lines is indented in its file: the line is looked for there.
        let before = written.text.get(..part.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = written.text.get(line_start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let raw = self.source.slice(written.span);
        let mut found = raw.match_indices(line).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) if !line.is_empty() => {
                let from = start + at + (part.start - line_start);
                Span::exact(from, from + part.len())
            }
            _ => written.span,
        }
    }
}

/// Whether a place has values that can be held against texts: itself, or the rows of its list.
fn has_values(path: &GuidePath) -> bool {
    path.place.row().kind() != PlaceKind::Fields
}

fn severity(written: Option<&Written>) -> Severity {
    match written.map(|own| own.text.as_str()) {
        Some("error" | "严重") => Severity::Error,
        Some("note" | "提示") => Severity::Note,
        _ => Severity::Warning,
    }
}

fn said(own: Option<InBoth>, otherwise: Words) -> (String, String) {
    match own {
        Some(own) => (own.chinese.text, own.english.text),
        None => (otherwise.chinese.to_owned(), otherwise.english.to_owned()),
    }
}

/// A part of a file as if it stood at the margin.
fn outdented(source: &SourceText, span: Span) -> String {
    let margin = source.locate(span).start.column.saturating_sub(1) as usize;
    let mut lines = source.slice(span).lines();
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        text.push('\n');
        text.push_str(&line[blanks.min(margin)..]);
    }
    text.push('\n');
    text
}
