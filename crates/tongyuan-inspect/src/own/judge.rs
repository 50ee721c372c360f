//! A guide held against the rules of its repository.

use std::cell::OnceCell;
use std::sync::Arc;

use tongyuan_model::schema::{GuidePath, ViolationKind};
use tongyuan_model::{Bounds, Key, SourceText, Span, View, ViewValue};

use super::expression::Scope;
use super::fault::OwnTrouble;
use super::phrases::Hit;
use super::select::{Selected, named, select};
use super::{Asked, Check, Judged, OwnRule, OwnRules, When, words};
use crate::dossier::Document;
use crate::finding::{Arg, FieldName, Identity, Located};
use crate::policy::Policy;
use crate::rule::AnyRule;
use crate::sink::{Draft, Sink};

/// Holds a guide against the rules that are on.
pub(super) fn guide(
    own: &OwnRules,
    document: &Document,
    policy: &Policy,
    is_on: &dyn Fn(&OwnRule) -> bool,
) -> Judged {
    in_text(own, document, &document.source, policy, is_on)
}

/// The same of a guide that stands in another text than its document's own.
pub(super) fn in_text(
    own: &OwnRules,
    document: &Document,
    source: &SourceText,
    policy: &Policy,
    is_on: &dyn Fn(&OwnRule) -> bool,
) -> Judged {
    let mut judged = Judged::default();
    if !own.iter().any(|rule| is_on(rule)) {
        return judged;
    }
    let view = document.guide.view();
    let guide = Guide {
        document,
        source,
        view: &view,
        own,
        scope: OnceCell::new(),
        identity: Identity::of(document),
    };
    let looks: Vec<bool> = own
        .iter()
        .map(|rule| is_on(rule) && guide.is_meant(rule, &mut judged.troubles))
        .collect();
    let hits = own.phrases.hits(&view, &|number, keys| {
        let rule = own.rules.get(number);
        let path = rule.and_then(|rule| rule.path.as_ref());
        let is_below = path.is_none_or(|path| keys.starts_with(&path.keys));
        looks.get(number) == Some(&true) && is_below
    });
    for (number, rule) in own.iter().enumerate().filter(|(number, _)| looks[*number]) {
        let mut sink = Sink::new(AnyRule::Own(Arc::clone(rule)), policy, &guide.identity);
        let of_rule = hits.iter().filter(|hit| hit.rule == number);
        of_rule.for_each(|hit| guide.forbidden(hit, rule, &mut sink));
        if let Err(trouble) = guide.judge(rule, &mut sink) {
            judged.troubles.push(*trouble);
        }
        judged.findings.append(&mut sink.finish());
    }
    judged
}

/// The guide that is judged.
struct Guide<'g> {
    document: &'g Document,
    source: &'g SourceText,
    view: &'g View,
    own: &'g OwnRules,
    /// Made for the first expression: most rules have none.
    scope: OnceCell<Scope>,
    identity: Identity,
}

/// What a finding is about.
struct Subject<'s> {
    keys: &'s [Key],
    rows: &'s [(usize, usize)],
    row: Option<&'s View>,
    span: Span,
}

impl<'s> Subject<'s> {
    fn of(selected: &'s Selected<'_>, path: &'s GuidePath) -> Self {
        Self {
            keys: &path.keys,
            rows: &selected.rows,
            row: selected.row,
            span: match selected.view {
                Some(_) => selected.span,
                None => selected.span.loosened(),
            },
        }
    }
}

impl Guide<'_> {
    fn scope(&self) -> &Scope {
        self.scope
            .get_or_init(|| Scope::of(self.view, &self.own.patterns))
    }

    /// Whether a rule looks at guides such as this one.
    fn is_meant(&self, rule: &Arc<OwnRule>, troubles: &mut Vec<OwnTrouble>) -> bool {
        match &rule.when {
            None => true,
            Some(When::Fields(fields)) => fields.iter().all(|(path, wanted)| {
                let found = select(self.view, path);
                let mut values = found.iter().flat_map(Selected::values);
                values.any(|view| self.texts(view).iter().any(|text| wanted.contains(text)))
            }),
            Some(When::Expression(asked)) => {
                self.scope().begin();
                self.ask(rule, asked, None).unwrap_or_else(|trouble| {
                    troubles.push(*trouble);
                    false
                })
            }
        }
    }

    fn ask(
        &self,
        rule: &Arc<OwnRule>,
        asked: &Asked,
        this: Option<&View>,
    ) -> Result<bool, Box<OwnTrouble>> {
        let held = self.scope().holds(&asked.expression, this);
        held.map_err(|kind| {
            Box::new(OwnTrouble {
                rule: Arc::clone(rule),
                at: asked.at.clone(),
                kind,
            })
        })
    }

    /// A value as it may be written: a word of a code list has an official form and the author's.
    fn texts(&self, view: &View) -> Vec<String> {
        let mut texts: Vec<String> = match &view.value {
            ViewValue::One { .. } => view.written().into_iter().collect(),
            ViewValue::None => vec!["无".to_owned()],
            ViewValue::Fields(_) | ViewValue::Rows(_) | ViewValue::Unreadable => Vec::new(),
        };
        if let ViewValue::One { is_text: false, .. } = &view.value {
            texts.push(self.source.slice(view.span).to_owned());
        }
        texts
    }

    /// Looks for the one thing that a rule checks. The first question that an expression cannot answer ends it.
    fn judge(&self, rule: &Arc<OwnRule>, sink: &mut Sink<'_>) -> Result<(), Box<OwnTrouble>> {
        if let Check::Expression(asked) = &rule.check {
            return self.expression(rule, asked, sink);
        }
        let Some(path) = &rule.path else {
            return Ok(());
        };
        for selected in select(self.view, path) {
            self.selected(rule, path, &selected, sink);
        }
        Ok(())
    }

    fn selected(
        &self,
        rule: &OwnRule,
        path: &GuidePath,
        selected: &Selected<'_>,
        sink: &mut Sink<'_>,
    ) {
        match &rule.check {
            Check::Required if selected.view.is_none() && !self.may_be_misspelt(path) => {
                self.draft(rule, &Subject::of(selected, path), sink).send();
            }
            Check::Rows(bounds) => self.rows(rule, path, selected, *bounds, sink),
            Check::Forbidden | Check::Required | Check::Expression(_) => {}
            Check::OneOf(_) | Check::Pattern(_) | Check::Length(_) | Check::Equals(_) => {
                for view in selected.values() {
                    self.value(rule, path, selected, view, sink);
                }
            }
        }
    }

    /// One value that is held against texts.
    fn value(
        &self,
        rule: &OwnRule,
        path: &GuidePath,
        selected: &Selected<'_>,
        view: &View,
        sink: &mut Sink<'_>,
    ) {
        let texts = self.texts(view);
        let Some(own) = texts.first() else { return };
        let is_stated = !matches!(view.value, ViewValue::None);
        let subject = Subject {
            span: view.span,
            ..Subject::of(selected, path)
        };
        let draft = |sink| self.draft(rule, &subject, sink).actual(Some(own));
        let value = ("value", Arg::Text(own.clone()));
        match &rule.check {
            Check::OneOf(listed) if !texts.iter().any(|text| listed.contains(text)) => {
                let allowed = both(listed.join("、"), listed.join(", "));
                with(draft(sink), [value, ("allowed", allowed)]).send();
            }
            Check::Pattern(pattern)
                if is_stated && !texts.iter().any(|text| pattern.is_match(text)) =>
            {
                with(draft(sink), [value]).send();
            }
            Check::Length(bounds) if is_stated => {
                let count = own.chars().count();
                if is_outside(*bounds, count) {
                    let (chinese, english) = words::bounds(*bounds, "个字", "characters");
                    let count = ("count", Arg::Text(count.to_string()));
                    let allowed = ("allowed", both(chinese, english));
                    with(draft(sink), [value, count, allowed]).send();
                }
            }
            Check::Equals(other) => {
                let beside: Vec<_> = select(self.view, other)
                    .into_iter()
                    .filter(|found| found.is_beside(selected))
                    .collect();
                let views = beside.iter().flat_map(Selected::values);
                let others: Vec<String> = views.flat_map(|view| self.texts(view)).collect();
                let is_equal = others.iter().any(|text| texts.contains(text));
                if let (Some(first), false) = (others.first(), is_equal) {
                    let (chinese, english) = path_words(&other.keys);
                    let other = ("other", both(chinese, english));
                    let draft = draft(sink).expected(Some(first));
                    with(draft, [value, other]).send();
                }
            }
            _ => {}
        }
    }

    fn rows(
        &self,
        rule: &OwnRule,
        path: &GuidePath,
        selected: &Selected<'_>,
        bounds: Bounds,
        sink: &mut Sink<'_>,
    ) {
        let count = match selected.view.map(|view| &view.value) {
            Some(ViewValue::Rows(rows)) => rows.len(),
            Some(ViewValue::None) => 0,
            None if !self.may_be_misspelt(path) => 0,
            _ => return,
        };
        if is_outside(bounds, count) {
            let (chinese, english) = words::bounds(bounds, "行", "rows");
            let draft = self.draft(rule, &Subject::of(selected, path), sink);
            let count = ("count", Arg::Text(count.to_string()));
            with(draft, [count, ("allowed", both(chinese, english))]).send();
        }
    }

    /// Asks the expression of a rule of everything that its field selects, or of the guide as a whole.
    fn expression(
        &self,
        rule: &Arc<OwnRule>,
        asked: &Asked,
        sink: &mut Sink<'_>,
    ) -> Result<(), Box<OwnTrouble>> {
        self.scope().begin();
        let Some(path) = &rule.path else {
            if !self.ask(rule, asked, None)? {
                let first = asked.expression.first;
                let named = first.and_then(|key| Some((key, self.view.get(key)?)));
                let (keys, span) = match named {
                    Some((key, view)) => (vec![key], view.span),
                    None => (Vec::new(), self.view.span.loosened()),
                };
                let subject = Subject {
                    keys: &keys,
                    rows: &[],
                    row: None,
                    span,
                };
                self.draft(rule, &subject, sink).send();
            }
            return Ok(());
        };
        for selected in select(self.view, path) {
            let listed = selected.view.map(View::rows).unwrap_or_default();
            let is_list = matches!(
                selected.view.map(|view| &view.value),
                Some(ViewValue::Rows(_))
            );
            let alone = selected.view.filter(|_| !is_list);
            for (number, view) in alone.into_iter().chain(listed).enumerate() {
                if matches!(view.value, ViewValue::None | ViewValue::Unreadable) {
                    continue;
                }
                if !self.ask(rule, asked, Some(view))? {
                    let mut rows = selected.rows.clone();
                    if is_list {
                        rows.push((path.keys.len(), number));
                    }
                    let subject = Subject {
                        keys: &path.keys,
                        rows: &rows,
                        row: selected.row.or(is_list.then_some(view)),
                        span: view.span,
                    };
                    let draft = self.draft(rule, &subject, sink);
                    draft.actual(view.written().as_deref()).send();
                }
            }
        }
        Ok(())
    }

    fn forbidden(&self, hit: &Hit<'_>, rule: &OwnRule, sink: &mut Sink<'_>) {
        let mut phrases: Vec<String> = Vec::new();
        for (start, end) in &hit.at {
            let phrase = hit.text[*start..*end].to_owned();
            if !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        let is_as_written = self.source.slice(hit.span) == hit.text;
        let first = hit.at.first().filter(|_| is_as_written);
        let span = first.map_or(hit.span, |(start, end)| {
            let from = hit.span.start as usize;
            Span::exact(from + start, from + end)
        });
        let subject = Subject {
            keys: &hit.keys,
            rows: &hit.rows,
            row: hit.row,
            span,
        };
        let draft = self.draft(rule, &subject, sink).actual(Some(hit.text));
        let value = ("value", Arg::Text(hit.text.to_owned()));
        with(draft, [value, ("phrase", Arg::List(phrases))]).send();
    }

    /// Whether what is absent may be there under a misspelt key, which another rule tells.
    fn may_be_misspelt(&self, path: &GuidePath) -> bool {
        let top = path.keys.first().copied();
        self.document.violations.iter().any(|violation| {
            let is_unknown = matches!(violation.kind, ViolationKind::Unknown { .. });
            is_unknown && (violation.field.is_none() || violation.field == top)
        })
    }

    /// A finding about something of the guide, with what every sentence may use.
    fn draft<'s, 'p>(
        &self,
        rule: &OwnRule,
        subject: &Subject<'_>,
        sink: &'s mut Sink<'p>,
    ) -> Draft<'s, 'p> {
        let at = Located::new(&self.document.file, self.source, subject.span);
        let (name, id) = subject.row.map(named).unwrap_or_default();
        // In a row its own keys say enough.
        let first_list = subject.rows.first().map_or(0, |(depth, _)| *depth);
        let inner = subject.keys.get(first_list..).unwrap_or_default();
        let inner = if inner.is_empty() {
            subject.keys
        } else {
            inner
        };
        let (chinese, english) = path_words(inner);
        let guide = &self.document.guide;
        let item = guide.item.given().and_then(|item| item.name.text());
        let called = name
            .clone()
            .or_else(|| item.or(guide.id.text()).map(str::to_owned))
            .unwrap_or_else(|| self.document.file.clone());
        let identity = format!("{} {english}", id.or(name).unwrap_or_default());
        let mut draft = sink
            .at(at)
            .subject(&called, Some(&identity))
            .arg("field", both(chinese, english))
            .arg(
                "title",
                both(&rule.title.chinese.text, &rule.title.english.text),
            );
        if let Some(top) = subject.keys.first() {
            draft = draft.field(FieldName::Key(*top));
        }
        draft
    }
}

fn with<'s, 'p, const N: usize>(
    draft: Draft<'s, 'p>,
    args: [(&'static str, Arg); N],
) -> Draft<'s, 'p> {
    args.into_iter()
        .fold(draft, |draft, (name, arg)| draft.arg(name, arg))
}

fn is_outside(bounds: Bounds, count: usize) -> bool {
    let count = count as u64;
    bounds.at_least.is_some_and(|least| count < least)
        || bounds.at_most.is_some_and(|most| count > most)
}

/// A path as rules write it, in both vocabularies.
fn path_words(keys: &[Key]) -> (String, String) {
    let of = |word: fn(Key) -> &'static str| {
        let words = keys.iter().map(|key| word(*key));
        words.collect::<Vec<_>>().join(".")
    };
    (of(Key::chinese), of(Key::english))
}

fn both(chinese: impl Into<String>, english: impl Into<String>) -> Arg {
    Arg::Both {
        chinese: chinese.into(),
        english: english.into(),
    }
}
