//! The tree of a page, every text with its place in the file.
//!
//! html5gum cuts the page into tokens and knows where each stands; html5ever's tree builder puts them in the order in which
//! a browser would, and knows nothing of places. So the tree builder is handed, in place of each text, a token number in
//! characters of a private use area; the sink turns the number back into the text's place.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::ops::Range;

use html5ever::interface::{
    Attribute, ElemName, ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink,
};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult, states::RawKind,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, Namespace, QualName, local_name, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span as GumSpan, State, Tokenizer};

/// A node of the page.
#[derive(Debug)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// A text, as ranges of the file.
    Text(Vec<Range<usize>>),
    /// Anything that holds no text.
    Other,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attributes: Vec<Attribute>,
    /// Where its start tag stands.
    pub(super) start: usize,
}

impl Element {
    /// The local name, in lower case.
    pub(super) fn tag(&self) -> &str {
        &self.name.local
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| &*attribute.name.local == name)
            .map(|attribute| &*attribute.value)
    }
}

/// The whole page: nodes by number, the document first.
#[derive(Debug, Default)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    children: Vec<Vec<usize>>,
    parents: Vec<Option<usize>>,
}

impl Dom {
    pub(super) const ROOT: usize = 0;

    pub(super) fn node(&self, id: usize) -> &Node {
        &self.nodes[id]
    }

    pub(super) fn children(&self, id: usize) -> &[usize] {
        &self.children[id]
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn parent(&self, id: usize) -> Option<usize> {
        self.parents[id]
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.children.push(Vec::new());
        self.parents.push(None);
        self.nodes.len() - 1
    }

    fn detach(&mut self, id: usize) {
        if let Some(parent) = self.parents[id].take() {
            self.children[parent].retain(|child| *child != id);
        }
    }

    fn insert(&mut self, parent: usize, at: usize, id: usize) {
        self.detach(id);
        let at = at.min(self.children[parent].len());
        self.children[parent].insert(at, id);
        self.parents[id] = Some(parent);
    }

    /// Adds text before child `at`, to the text that stands there already if there is one.
    fn insert_text(&mut self, parent: usize, at: usize, ranges: Vec<Range<usize>>) {
        let before = at.checked_sub(1).map(|at| self.children[parent][at]);
        if let Some(before) = before
            && let Node::Text(own) = &mut self.nodes[before]
        {
            own.extend(ranges);
            return;
        }
        let id = self.add(Node::Text(ranges));
        self.insert(parent, at, id);
    }
}

/// Parses a page. Every page has a tree; the worst of them has a poor one.
pub(super) fn parse(text: &str) -> Dom {
    let mut dom = Dom::default();
    dom.add(Node::Other);
    let sink = Sink {
        dom: RefCell::new(dom),
        state: RefCell::new(SinkState::default()),
    };
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    let emitter = Bridge {
        inner: CallbackEmitter::new(Tokens {
            builder: &builder,
            tag: None,
            next_state: None,
            tags: 0,
            deep: false,
        }),
    };
    // Reading from a text in memory cannot fail.
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    builder.sink.finish()
}

// ---- tokens, numbered ----

const HIGH: u32 = 0xF_0000;
const LOW: u32 = 0x10_0000;
/// Numbers per character: below the non-characters at the end of each plane.
const BASE: usize = 0xF000;

/// What the tree builder gets in place of a text token: a blank where it begins with one, and its number.
fn placeholder(number: usize, text: &[u8]) -> String {
    let mut out = String::new();
    let begins_blank = text.first().is_some_and(u8::is_ascii_whitespace);
    let blank = text.iter().all(u8::is_ascii_whitespace);
    if begins_blank {
        out.push(' ');
    }
    if !blank {
        let digit = |base: u32, digit: usize| char::from_u32(base + digit as u32).unwrap_or(' ');
        out.push(digit(HIGH, number / BASE % BASE));
        out.push(digit(LOW, number % BASE));
    }
    out
}

/// The numbers in what came back from the tree builder.
fn numbers(placeholder: &str) -> Vec<usize> {
    let mut high = 0;
    let mut found = Vec::new();
    for character in placeholder.chars() {
        let code = character as u32;
        if code >= LOW {
            found.push(high * BASE + (code - LOW) as usize);
        } else if code >= HIGH {
            high = (code - HIGH) as usize;
        }
    }
    found
}

struct Tokens<'b> {
    builder: &'b TreeBuilder<usize, Sink>,
    tag: Option<Tag>,
    next_state: Option<State>,
    /// How many start tags there were.
    tags: usize,
    /// Whether too many elements were open when they were last counted.
    deep: bool,
}

/// Counts what the tree builder keeps at hand: the open elements and the formatting.
#[derive(Default)]
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = usize;

    fn trace_handle(&self, _: &usize) {
        self.0.set(self.0.get() + 1);
    }
}

impl Tokens<'_> {
    /// Whether too many elements are open to open another. Counting them takes time as well, so it is done now and then.
    fn is_deep(&mut self) -> bool {
        self.tags += 1;
        if self.tags.is_multiple_of(TAGS_BETWEEN_COUNTS) {
            let open = Count::default();
            self.builder.trace_handles(&open);
            self.deep = open.0.get() > MOST_OPEN;
        }
        self.deep
    }

    fn process(&mut self, token: Token) {
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => {}
            TokenSinkResult::Script(_) => self.next_state = Some(State::Data),
            TokenSinkResult::Plaintext => self.next_state = Some(State::PlainText),
            TokenSinkResult::RawData(kind) => {
                self.next_state = Some(match kind {
                    RawKind::Rcdata => State::RcData,
                    RawKind::Rawtext => State::RawText,
                    RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => State::ScriptData,
                });
            }
        }
    }
}

fn local(bytes: &[u8]) -> LocalName {
    LocalName::from(&*String::from_utf8_lossy(bytes))
}

fn tag(kind: TagKind, name: &[u8]) -> Tag {
    Tag {
        kind,
        name: local(name),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

/// More attributes than this are not looked at: no element has them, and finding doubles among them takes its time.
const MOST_ATTRIBUTES: usize = 64;

impl Callback<Infallible, usize> for Tokens<'_> {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        span: GumSpan<usize>,
    ) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.builder.sink.state.borrow_mut().position = span.start;
                self.tag = Some(tag(TagKind::StartTag, name));
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = &mut self.tag {
                    let name = local(name);
                    let known = tag.attrs.iter().any(|a| a.name.local == name);
                    if tag.attrs.len() < MOST_ATTRIBUTES && !known {
                        tag.attrs.push(Attribute {
                            name: QualName::new(None, Namespace::default(), name),
                            value: StrTendril::default(),
                        });
                    }
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(last) = self.tag.as_mut().and_then(|tag| tag.attrs.last_mut())
                    && last.value.is_empty()
                {
                    last.value = StrTendril::from_slice(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(mut tag) = self.tag.take()
                    && !self.builder.sink.is_full()
                    && !self.is_deep()
                {
                    tag.self_closing = self_closing;
                    self.process(Token::TagToken(tag));
                }
            }
            CallbackEvent::EndTag { name } => {
                self.process(Token::TagToken(tag(TagKind::EndTag, name)));
            }
            CallbackEvent::String { value } => {
                let number = {
                    let mut state = self.builder.sink.state.borrow_mut();
                    state.texts.push(span.start..span.end);
                    state.texts.len() - 1
                };
                let text = placeholder(number, value);
                self.process(Token::CharacterTokens(StrTendril::from_slice(&text)));
            }
            CallbackEvent::Doctype { name, .. } => {
                let name = StrTendril::from_slice(&String::from_utf8_lossy(name));
                self.process(Token::DoctypeToken(Doctype {
                    name: Some(name),
                    ..Doctype::default()
                }));
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// html5gum's emitter with the tree builder's word on which state comes next.
struct Bridge<'b> {
    inner: CallbackEmitter<Tokens<'b>, Infallible, usize>,
}

impl ForwardingEmitter for Bridge<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    fn emit_eof(&mut self) {
        self.inner.emit_eof();
        let tokens = self.inner.callback_mut();
        tokens.process(Token::EOFToken);
        tokens.builder.end();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let _ = self.inner.emit_current_tag();
        self.inner.callback_mut().next_state.take()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.inner
            .callback_mut()
            .builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

// ---- the sink ----

struct Sink {
    dom: RefCell<Dom>,
    state: RefCell<SinkState>,
}

/// Beyond this many open elements no further one is opened, and its text stands in the one that is: to look through them all
/// at every tag takes the square of their number.
const MOST_OPEN: usize = 1000;
const TAGS_BETWEEN_COUNTS: usize = 64;

/// Formatting that is left open is opened again in every paragraph. Beyond twice the elements that the page asks for and
/// these, no further one is made.
const MOST_REOPENED: usize = 100_000;

#[derive(Default)]
struct SinkState {
    /// Where each text token stands.
    texts: Vec<Range<usize>>,
    /// Where the current start tag stands.
    position: usize,
    /// How many elements were made, and how many of them because a start tag asked for it.
    made: usize,
    asked: usize,
}

impl Sink {
    /// Whether more elements were made than any page asks for. Counts the start tag that asks.
    fn is_full(&self) -> bool {
        let mut state = self.state.borrow_mut();
        state.asked += 1;
        state.made > 2 * state.asked + MOST_REOPENED
    }

    fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let state = self.state.borrow();
        numbers(text)
            .into_iter()
            .filter_map(|number| state.texts.get(number).cloned())
            .collect()
    }

    fn insert(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        match child {
            NodeOrText::AppendNode(id) => self.dom.borrow_mut().insert(parent, at, id),
            NodeOrText::AppendText(text) => {
                let ranges = self.ranges(&text);
                if !ranges.is_empty() {
                    self.dom.borrow_mut().insert_text(parent, at, ranges);
                }
            }
        }
    }
}

#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        Dom::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        Name(match self.dom.borrow().node(*target) {
            Node::Element(element) => element.name.clone(),
            Node::Text(_) | Node::Other => QualName::new(None, ns!(html), local_name!("html")),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let start = {
            let mut state = self.state.borrow_mut();
            state.made += 1;
            state.position
        };
        self.dom.borrow_mut().add(Node::Element(Element {
            name,
            attributes,
            start,
        }))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.dom.borrow_mut().add(Node::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.dom.borrow_mut().add(Node::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let at = self.dom.borrow().children(*parent).len();
        self.insert(*parent, at, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        if self.dom.borrow().parents[*element].is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let (parent, at) = {
            let dom = self.dom.borrow();
            let Some(parent) = dom.parents[*sibling] else {
                return;
            };
            let at = dom.children(parent).iter().position(|id| id == sibling);
            (parent, at.unwrap_or(0))
        };
        self.insert(parent, at, child);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let Node::Element(element) = &mut self.dom.borrow_mut().nodes[*target] {
            for attribute in attributes {
                let known = element.attribute(&attribute.name.local).is_some();
                if !known && element.attributes.len() < MOST_ATTRIBUTES {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut dom = self.dom.borrow_mut();
        let moved = std::mem::take(&mut dom.children[*node]);
        for child in &moved {
            dom.parents[*child] = Some(*new_parent);
        }
        dom.children[*new_parent].extend(moved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(dom: &Dom, id: usize, text: &str) -> String {
        match dom.node(id) {
            Node::Text(ranges) => ranges.iter().map(|r| &text[r.clone()]).collect(),
            Node::Other if id != Dom::ROOT => String::new(),
            node => {
                let inside: String = dom
                    .children(id)
                    .iter()
                    .map(|child| shown(dom, *child, text))
                    .collect();
                match node {
                    Node::Element(element) => format!("<{}>{inside}", element.tag()),
                    _ => inside,
                }
            }
        }
    }

    #[test]
    fn texts_keep_their_places_where_the_tree_moves_them() {
        for (page, tree) in [
            (
                "<table><tr><td>甲</td>乙</tr></table>丙",
                "<html><head><body>乙<table><tbody><tr><td>甲丙",
            ),
            (
                "<p>一<p>二<b>三</p>四</b>五",
                "<html><head><body><p>一<p>二<b>三<b>四五",
            ),
            (
                "<title>题</title><p>&amp;nbsp;</p>\r\n<p>末",
                "<html><head><title>题<body><p>&amp;nbsp;<p>末",
            ),
        ] {
            let dom = parse(page);
            assert_eq!(shown(&dom, Dom::ROOT, page), tree);
        }
    }

    #[test]
    fn numbers_survive_the_placeholder() {
        for number in [0, 1, BASE - 1, BASE, 3 * BASE + 7] {
            assert_eq!(numbers(&placeholder(number, " 甲".as_bytes())), [number]);
        }
        assert_eq!(placeholder(5, b" \n"), " ");
    }
}
