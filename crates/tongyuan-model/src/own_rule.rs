//! 本库规则: the rules that a repository writes for itself, as their file states them. Whether they make sense is not asked here.

use crate::guide::Guide;
use crate::schema::{self, Violation, ViolationKind};
use crate::span::Span;
use crate::tree::{Entry, Node, Value};
use crate::vocabulary::Key;

/// A text of a rule file with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a rule says, once or in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InBoth {
    /// In Chinese.
    pub chinese: Written,
    /// In English; the Chinese where the rule says it once.
    pub english: Written,
}

/// A least and a most, each where it is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// No less than this.
    pub at_least: Option<u64>,
    /// No more than this.
    pub at_most: Option<u64>,
}

/// What a rule checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnCheck {
    /// 禁用: these phrases do not occur.
    Forbidden(Vec<Written>),
    /// 必填: it is stated.
    Required,
    /// 可选值: it is one of these.
    OneOf(Vec<Written>),
    /// 正则: it matches.
    Pattern(Written),
    /// 长度: so many characters.
    Length(Bounds),
    /// 行数: so many rows.
    Rows(Bounds),
    /// 等于: it is what stands there.
    Equals(Written),
    /// 表达式: it is true.
    Expression(Written),
}

/// Which guides a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Those of which this is true.
    Expression(Written),
    /// Those whose fields have one of the values, each.
    Fields(Vec<(Written, Vec<Written>)>),
}

/// An example of a rule: a part of a guide, put over a whole one.
#[derive(Clone, Debug)]
pub struct OwnExample {
    /// Whether it shows the fault.
    pub is_bad: bool,
    /// The guide that it makes.
    pub guide: Guide,
    /// How it departs from the guide schema.
    pub violations: Vec<Violation>,
    /// Where it stands.
    pub span: Span,
}

/// A rule as its file states it.
#[derive(Clone, Debug, Default)]
pub struct StatedRule {
    /// Where the whole of it stands.
    pub span: Span,
    /// Whether it keeps the schema of its file; what else it says may be left over from a slip.
    pub is_whole: bool,
    /// 标识.
    pub id: Written,
    /// 标题.
    pub title: InBoth,
    /// 级别.
    pub severity: Option<Written>,
    /// 依据条款.
    pub clauses: Vec<String>,
    /// 适用于.
    pub when: Option<When>,
    /// 字段.
    pub field: Option<Written>,
    /// What it checks, each with the place of its key; a rule that makes sense has one.
    pub checks: Vec<(OwnCheck, Span)>,
    /// 除外: sayings that hold a forbidden phrase and are allowed.
    pub except: Vec<Written>,
    /// 报告.
    pub message: Option<InBoth>,
    /// 整改.
    pub help: Option<InBoth>,
    /// 反例 and 正例.
    pub examples: Vec<OwnExample>,
}

/// The rules of a file.
#[derive(Clone, Debug, Default)]
pub struct StatedRules {
    /// The rules, in the order of the file.
    pub rules: Vec<StatedRule>,
}

impl StatedRules {
    /// Reads the rules from the tree of their file, with how that departs from its schema. Examples are put over `base`, the tree
    /// of a whole guide.
    #[must_use]
    pub fn from_tree(tree: &Node<'_>, violations: &[Violation], base: &Node<'_>) -> Self {
        let rows = tree.get(Key::Rules).map(Node::rows).unwrap_or_default();
        let rules = rows.iter().map(|row| StatedRule {
            is_whole: !violations.iter().any(|own| row.span.contains(own.span)),
            ..own_rule(row, base)
        });
        Self {
            rules: rules.collect(),
        }
    }
}

fn own_rule(row: &Node<'_>, base: &Node<'_>) -> StatedRule {
    let text = |key| row.get(key).and_then(written);
    let both = |key| row.get(key).and_then(in_both);
    let mut examples = Vec::new();
    for (key, is_bad) in [(Key::Bad, true), (Key::Good, false)] {
        let node = row.get(key);
        let alone = node.filter(|node| matches!(node.value, Value::Map(_)));
        let all = node.map(Node::rows).unwrap_or_default();
        let parts = alone.into_iter().chain(all);
        examples.extend(parts.map(|part| example(part, is_bad, base)));
    }
    StatedRule {
        span: row.span,
        is_whole: true,
        id: text(Key::Id).unwrap_or_default(),
        title: both(Key::Title).unwrap_or_default(),
        severity: text(Key::Severity),
        clauses: all_written(row.get(Key::Clauses))
            .into_iter()
            .map(|own| own.text)
            .collect(),
        when: row.get(Key::When).and_then(when),
        field: text(Key::Field),
        checks: row.entries().iter().filter_map(check).collect(),
        except: all_written(row.get(Key::Except)),
        message: both(Key::Message),
        help: both(Key::Help),
        examples,
    }
}

/// The check that an entry of a rule is, where it is one.
fn check(entry: &Entry<'_>) -> Option<(OwnCheck, Span)> {
    let node = &entry.value;
    let check = match entry.key? {
        Key::Forbidden => OwnCheck::Forbidden(all_written(Some(node))),
        Key::Required => (node.value == Value::Bool(true)).then_some(OwnCheck::Required)?,
        Key::OneOf => OwnCheck::OneOf(all_written(Some(node))),
        Key::Pattern => OwnCheck::Pattern(written(node)?),
        Key::Length => OwnCheck::Length(bounds(node)),
        Key::Rows => OwnCheck::Rows(bounds(node)),
        Key::Equals => OwnCheck::Equals(written(node)?),
        Key::Expression => OwnCheck::Expression(written(node)?),
        _ => return None,
    };
    Some((check, entry.word_span))
}

fn written(node: &Node<'_>) -> Option<Written> {
    let text = match &node.value {
        Value::Text(text) | Value::Number(text) => text.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => return None,
    };
    let span = node.span;
    Some(Written { text, span })
}

/// One text, or a list of them.
fn all_written(node: Option<&Node<'_>>) -> Vec<Written> {
    let Some(node) = node else { return Vec::new() };
    let alone = written(node).into_iter();
    alone
        .chain(node.rows().iter().filter_map(written))
        .collect()
}

fn in_both(node: &Node<'_>) -> Option<InBoth> {
    if let Some(once) = written(node) {
        return Some(InBoth {
            chinese: once.clone(),
            english: once,
        });
    }
    Some(InBoth {
        chinese: written(node.get(Key::ZhCN)?)?,
        english: written(node.get(Key::En)?)?,
    })
}

fn bounds(node: &Node<'_>) -> Bounds {
    let number = |key| match &node.get(key)?.value {
        Value::Number(digits) => digits.parse().ok(),
        _ => None,
    };
    Bounds {
        at_least: number(Key::AtLeast),
        at_most: number(Key::AtMost),
    }
}

fn when(node: &Node<'_>) -> Option<When> {
    if let Some(expression) = written(node) {
        return Some(When::Expression(expression));
    }
    let fields = node.entries().iter().map(|entry| {
        let path = Written {
            text: entry.word.to_string(),
            span: entry.word_span,
        };
        (path, all_written(Some(&entry.value)))
    });
    Some(When::Fields(fields.collect()))
}

/// A part of a guide put over a whole one: what it states of a field replaces that field.
fn example(part: &Node<'_>, is_bad: bool, base: &Node<'_>) -> OwnExample {
    let mut entries = part.entries().to_vec();
    for entry in base.entries() {
        if part.entries().iter().all(|own| own.key != entry.key) {
            // What the part does not say stands where the part does.
            entries.push(Entry {
                word_span: part.span,
                value: placed(&entry.value, part.span),
                ..entry.clone()
            });
        }
    }
    let whole = Node::new(Value::Map(entries), part.span);
    let mut violations = schema::guide()
        .map(|schema| schema.violations(&whole))
        .unwrap_or_default();
    // What a part leaves out is no slip of its author, who may want to show just that.
    violations.retain(|own| {
        !matches!(
            own.kind,
            ViolationKind::Missing { .. } | ViolationKind::Empty
        )
    });
    OwnExample {
        is_bad,
        guide: Guide::from_tree(&whole),
        violations,
        span: part.span,
    }
}

fn placed<'s>(node: &Node<'s>, span: Span) -> Node<'s> {
    let value = match &node.value {
        Value::List(rows) => Value::List(rows.iter().map(|row| placed(row, span)).collect()),
        Value::Map(entries) => {
            let entries = entries.iter().map(|entry| Entry {
                word_span: span,
                value: placed(&entry.value, span),
                ..entry.clone()
            });
            Value::Map(entries.collect())
        }
        other => other.clone(),
    };
    Node::new(value, span.loosened())
}
