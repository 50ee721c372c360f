//! How nouns are read from a spanned tree and written out again.

use serde_json::{Map, Value as Json};

use crate::reading::{Reading, Unreadable};
use crate::span::Span;
use crate::tree::{Node, Value};
use crate::view::{View, ViewValue};
use crate::vocabulary::Key;

/// Something that can be the value of a field.
pub trait Readable: Sized {
    /// Reads a node. What stands there and is of another shape is unreadable, never absent.
    fn read(node: &Node<'_>) -> Reading<Self>;

    /// The value as JSON, in English keys.
    fn write(&self) -> Json;

    /// Adds the single values that it is made of, `path` being its own and `span` where it stands.
    fn leaves(&self, path: &str, span: Span, leaves: &mut Vec<Leaf>) {
        leaves.push(Leaf {
            path: path.to_owned(),
            value: self.write(),
            span,
            is_text: false,
        });
    }

    /// Adds the texts that it is made of, `span` being where it stands. Numbers and words of code lists are none.
    fn texts<'t>(&'t self, _span: Span, _texts: &mut Texts<'t>) {}

    /// The value as a tree; `span` is where it stands.
    fn view(&self, span: Span) -> View {
        View::one(self.write(), span)
    }
}

/// One text of a guide, as its source has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'t> {
    /// Where it is in the guide.
    pub at: TextPlace,
    /// The text.
    pub text: &'t str,
    /// Where it stands in the source.
    pub span: Span,
}

/// Where a text is in a guide: `materials[2].submission.online.format` is format, in row 2 of the materials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextPlace {
    /// The field of the guide.
    pub field: Key,
    /// The row of the field, counted from 0, where it has rows.
    pub row: Option<usize>,
    /// The key that the text is the value of.
    pub key: Key,
}

/// The texts of a guide while they are gathered.
#[derive(Debug, Default)]
pub struct Texts<'t> {
    at: Option<TextPlace>,
    found: Vec<Text<'t>>,
}

impl<'t> Texts<'t> {
    /// The texts, in the order of the fields.
    #[must_use]
    pub fn into_vec(self) -> Vec<Text<'t>> {
        self.found
    }

    /// Gathers below a key.
    pub(crate) fn below(&mut self, key: Key, gather: impl FnOnce(&mut Self)) {
        let outer = self.at;
        let (field, row) = outer.map_or((key, None), |at| (at.field, at.row));
        self.at = Some(TextPlace { field, row, key });
        gather(self);
        self.at = outer;
    }

    /// Gathers in a row; a row of a row is told by the outer one.
    fn in_row(&mut self, row: usize, gather: impl FnOnce(&mut Self)) {
        let outer = self.at;
        self.at = outer.map(|at| TextPlace {
            row: at.row.or(Some(row)),
            ..at
        });
        gather(self);
        self.at = outer;
    }

    fn add(&mut self, text: &'t str, span: Span) {
        let place = self.at.map(|at| Text { at, text, span });
        self.found.extend(place);
    }
}

/// One single value of a guide: neither a list nor a noun.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Where it is in the guide, in English keys, rows counted from 0: `materials[2].submission.original`.
    pub path: String,
    /// The value as JSON: a text, a number, true or false.
    pub value: Json,
    /// Where it stands in the source.
    pub span: Span,
    /// Whether the value is text of the source. A number, or a word of a code list, is what was made of the text.
    pub is_text: bool,
}

/// A noun: a set of named fields.
pub trait Noun: Default {
    /// The keys of its fields, in the order in which a guide states them.
    const KEYS: &'static [Key];

    /// What it says: the key of each field that can be written, its value as JSON, and where that stands.
    fn stated(&self) -> Vec<(Key, Json, Span)>;

    /// Adds the single values of its fields; `path` is its own.
    fn members_leaves(&self, path: &str, leaves: &mut Vec<Leaf>);

    /// Adds the texts of its fields.
    fn members_texts<'t>(&'t self, texts: &mut Texts<'t>);

    /// Its fields that say something, each as a tree.
    fn members_view(&self) -> Vec<(Key, View)> {
        let stated = self.stated().into_iter();
        stated
            .map(|(key, value, span)| (key, View::one(value, span)))
            .collect()
    }

    /// Takes what another noun of its kind says, or does not say, of one field.
    fn take(&mut self, key: Key, other: &Self);

    /// Its fields with what they hold as JSON; fields without a value are left out.
    fn members(&self) -> Map<String, Json> {
        let stated = self.stated().into_iter();
        stated
            .map(|(key, value, _)| (key.english().to_owned(), value))
            .collect()
    }

    /// The value of the one field by which the noun is known when it is written as a bare text, as in a list of names.
    fn from_bare(text: Reading<String>) -> Self;

    /// Reads the field of one key; says whether the noun has it.
    fn read_member(&mut self, key: Key, value: &Node<'_>) -> bool;

    /// Sets where the noun stands, and what was searched for the fields it does not have.
    fn place(&mut self, node: &Node<'_>);

    /// Where the noun stands.
    fn span(&self) -> Span;
}

impl<T> Reading<T>
where
    T: Readable,
{
    /// The reading as JSON; `None` where nothing can be written. What is stated to be none is written 无.
    #[must_use]
    pub fn write(&self) -> Option<Json> {
        match self {
            Self::Given(value, _) => Some(value.write()),
            Self::StatedNone(_) => Some(Json::from("无")),
            Self::Missing(_) | Self::Unreadable(..) => None,
        }
    }

    /// Adds the single values of what is given.
    pub fn leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
        if let Self::Given(value, span) = self {
            value.leaves(path, *span, leaves);
        }
    }

    /// Adds the texts of what is given.
    pub fn texts<'t>(&'t self, texts: &mut Texts<'t>) {
        if let Self::Given(value, span) = self {
            value.texts(*span, texts);
        }
    }

    /// What it says as a tree; none where it is missing.
    #[must_use]
    pub fn view(&self) -> Option<View> {
        match self {
            Self::Given(value, span) => Some(value.view(*span)),
            Self::StatedNone(span) => Some(View::new(ViewValue::None, *span)),
            Self::Unreadable(span, _) => Some(View::new(ViewValue::Unreadable, *span)),
            Self::Missing(_) => None,
        }
    }
}

impl Readable for String {
    fn read(node: &Node<'_>) -> Reading<Self> {
        match &node.value {
            Value::Text(text) | Value::Number(text) => Reading::from_text(text, node.span),
            Value::Bool(truth) => Reading::Given(truth.to_string(), node.span),
            Value::Null => Reading::Missing(node.span),
            Value::List(_) | Value::Map(_) => {
                Reading::Unreadable(node.span, Unreadable::WrongShape)
            }
        }
    }

    fn write(&self) -> Json {
        Json::from(self.as_str())
    }

    fn leaves(&self, path: &str, span: Span, leaves: &mut Vec<Leaf>) {
        leaves.push(Leaf {
            path: path.to_owned(),
            value: self.write(),
            span,
            is_text: true,
        });
    }

    fn texts<'t>(&'t self, span: Span, texts: &mut Texts<'t>) {
        texts.add(self, span);
    }

    fn view(&self, span: Span) -> View {
        let (value, is_text) = (self.write(), true);
        View::new(ViewValue::One { value, is_text }, span)
    }
}

impl Readable for bool {
    fn read(node: &Node<'_>) -> Reading<Self> {
        match &node.value {
            Value::Bool(truth) => Reading::Given(*truth, node.span),
            Value::Null => Reading::Missing(node.span),
            // The schema asks for true and false; what these two mean is beyond doubt all the same.
            Value::Text(text) if text == "是" => Reading::Given(true, node.span),
            Value::Text(text) if text == "否" => Reading::Given(false, node.span),
            _ => Reading::Unreadable(node.span, Unreadable::WrongShape),
        }
    }

    fn write(&self) -> Json {
        Json::from(*self)
    }
}

/// A part that most of its kind lack stands apart, so that those without it do not take its room.
impl<T: Readable> Readable for Box<T> {
    fn read(node: &Node<'_>) -> Reading<Self> {
        T::read(node).map(Self::new)
    }

    fn write(&self) -> Json {
        T::write(self)
    }

    fn leaves(&self, path: &str, span: Span, leaves: &mut Vec<Leaf>) {
        T::leaves(self, path, span, leaves);
    }

    fn view(&self, span: Span) -> View {
        T::view(self, span)
    }
}

/// A list. One value alone is a list of one; the schema, not the reading, asks for the brackets.
impl<T: Row> Readable for Vec<T> {
    fn read(node: &Node<'_>) -> Reading<Self> {
        match &node.value {
            Value::List(rows) => Reading::Given(rows.iter().map(T::read_row).collect(), node.span),
            Value::Null => Reading::Missing(node.span),
            Value::Text(text) => {
                Reading::from_text(text, node.span).map(|_| vec![T::read_row(node)])
            }
            Value::Bool(_) | Value::Number(_) | Value::Map(_) => {
                Reading::Given(vec![T::read_row(node)], node.span)
            }
        }
    }

    fn write(&self) -> Json {
        self.iter().filter_map(Row::write_row).collect()
    }

    fn leaves(&self, path: &str, _: Span, leaves: &mut Vec<Leaf>) {
        for (at, row) in self.iter().enumerate() {
            row.row_leaves(&format!("{path}[{at}]"), leaves);
        }
    }

    fn texts<'t>(&'t self, _: Span, texts: &mut Texts<'t>) {
        for (at, row) in self.iter().enumerate() {
            texts.in_row(at, |texts| row.row_texts(texts));
        }
    }

    fn view(&self, span: Span) -> View {
        let rows = self.iter().filter_map(Row::row_view).collect();
        View::new(ViewValue::Rows(rows), span)
    }
}

/// Something that a bare text can stand for.
pub trait Bare: Sized {
    /// The value that the text stands for.
    fn from_bare(text: Reading<String>) -> Reading<Self>;
}

impl Bare for String {
    fn from_bare(text: Reading<String>) -> Reading<Self> {
        text
    }
}

impl Bare for Vec<Reading<String>> {
    fn from_bare(text: Reading<String>) -> Reading<Self> {
        let span = text.span();
        Reading::Given(vec![text], span)
    }
}

impl<N: Noun> Bare for N {
    fn from_bare(text: Reading<String>) -> Reading<Self> {
        let span = text.span();
        Reading::Given(Noun::from_bare(text), span)
    }
}

/// Something that can be a row of a list.
pub trait Row: Sized {
    /// Reads a row; what cannot be read stays in the list as such.
    fn read_row(node: &Node<'_>) -> Self;

    /// The row as JSON, where there is something to write.
    fn write_row(&self) -> Option<Json>;

    /// Adds the single values of the row.
    fn row_leaves(&self, path: &str, leaves: &mut Vec<Leaf>);

    /// Adds the texts of the row.
    fn row_texts<'t>(&'t self, texts: &mut Texts<'t>);

    /// The row as a tree, where it says something.
    fn row_view(&self) -> Option<View>;
}

impl<T: Readable> Row for Reading<T> {
    fn read_row(node: &Node<'_>) -> Self {
        T::read(node)
    }

    fn write_row(&self) -> Option<Json> {
        self.write()
    }

    fn row_leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
        self.leaves(path, leaves);
    }

    fn row_texts<'t>(&'t self, texts: &mut Texts<'t>) {
        self.texts(texts);
    }

    fn row_view(&self) -> Option<View> {
        self.view()
    }
}

impl<N: Noun> Row for N {
    fn read_row(node: &Node<'_>) -> Self {
        match &node.value {
            Value::Map(_) => read_members(node),
            _ => {
                let mut noun = <N as Noun>::from_bare(String::read(node));
                noun.place(node);
                noun
            }
        }
    }

    fn write_row(&self) -> Option<Json> {
        Some(Json::Object(self.members()))
    }

    fn row_leaves(&self, path: &str, leaves: &mut Vec<Leaf>) {
        self.members_leaves(path, leaves);
    }

    fn row_texts<'t>(&'t self, texts: &mut Texts<'t>) {
        self.members_texts(texts);
    }

    fn row_view(&self) -> Option<View> {
        let fields = ViewValue::Fields(self.members_view());
        Some(View::new(fields, self.span()))
    }
}

/// The path of a field of what has a path.
pub(crate) fn below(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    }
}

/// Reads the fields of a noun from the entries of a map. Unknown keys are the schema's business.
pub(crate) fn read_members<N: Noun>(node: &Node<'_>) -> N {
    let mut noun = N::default();
    noun.place(node);
    for entry in node.entries() {
        if let Some(key) = entry.key {
            noun.read_member(key, &entry.value);
        }
    }
    noun
}

/// Reads a noun that stands as the value of a field.
pub(crate) fn read_noun<N: Noun>(node: &Node<'_>) -> Reading<N> {
    match &node.value {
        Value::Map(_) => Reading::Given(read_members(node), node.span),
        Value::Null => Reading::Missing(node.span),
        Value::Text(text) => match Reading::from_text(text, node.span) {
            Reading::StatedNone(span) => Reading::StatedNone(span),
            Reading::Missing(span) => Reading::Missing(span),
            _ => Reading::Given(N::read_row(node), node.span),
        },
        _ => Reading::Unreadable(node.span, Unreadable::WrongShape),
    }
}

/// Declares a noun: a struct whose fields are all readings, with its key for each.
///
/// The field in brackets is the one meant when a bare text stands in place of the noun.
macro_rules! noun {
    (
        $(#[$about:meta])*
        pub struct $Name:ident [$bare:ident] {
            $( $(#[$doc:meta])* $field:ident: $Type:ty = $Key:ident, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $Name {
            /// Where the whole of it stands.
            pub span: $crate::span::Span,
            $( $(#[$doc])* pub $field: $crate::reading::Reading<$Type>, )*
        }

        impl $Name {
            /// Whether the source says nothing of any of its fields.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                true $( && !self.$field.is_stated() )*
            }
        }

        impl $crate::noun::Noun for $Name {
            const KEYS: &'static [$crate::vocabulary::Key] =
                &[$( $crate::vocabulary::Key::$Key ),*];

            fn stated(
                &self,
            ) -> Vec<($crate::vocabulary::Key, serde_json::Value, $crate::span::Span)> {
                let mut stated = Vec::new();
                $(
                    if let Some(value) = self.$field.write() {
                        stated.push(($crate::vocabulary::Key::$Key, value, self.$field.span()));
                    }
                )*
                stated
            }

            fn members_leaves(&self, path: &str, leaves: &mut Vec<$crate::noun::Leaf>) {
                $(
                    let key = $crate::vocabulary::Key::$Key.english();
                    self.$field.leaves(&$crate::noun::below(path, key), leaves);
                )*
            }

            fn members_texts<'t>(&'t self, texts: &mut $crate::noun::Texts<'t>) {
                $(
                    texts.below($crate::vocabulary::Key::$Key, |texts| self.$field.texts(texts));
                )*
            }

            fn members_view(&self) -> Vec<($crate::vocabulary::Key, $crate::view::View)> {
                let fields = [$( ($crate::vocabulary::Key::$Key, self.$field.view()) ),*];
                let stated = fields.into_iter();
                stated.filter_map(|(key, view)| Some((key, view?))).collect()
            }

            fn span(&self) -> $crate::span::Span {
                self.span
            }

            fn take(&mut self, key: $crate::vocabulary::Key, other: &Self) {
                match key {
                    $(
                        $crate::vocabulary::Key::$Key => {
                            self.$field = other.$field.clone();
                        }
                    )*
                    _ => {}
                }
            }

            fn from_bare(text: $crate::reading::Reading<String>) -> Self {
                Self {
                    $bare: $crate::noun::Bare::from_bare(text),
                    ..Self::default()
                }
            }

            fn read_member(
                &mut self,
                key: $crate::vocabulary::Key,
                value: &$crate::tree::Node<'_>,
            ) -> bool {
                match key {
                    $(
                        $crate::vocabulary::Key::$Key => {
                            self.$field = $crate::noun::Readable::read(value);
                        }
                    )*
                    _ => return false,
                }
                true
            }

            fn place(&mut self, node: &$crate::tree::Node<'_>) {
                self.span = node.span;
                $(
                    if self.$field.is_missing() {
                        self.$field = $crate::reading::Reading::Missing(node.span);
                    }
                )*
            }
        }

        impl $crate::noun::Readable for $Name {
            fn read(node: &$crate::tree::Node<'_>) -> $crate::reading::Reading<Self> {
                $crate::noun::read_noun(node)
            }

            fn write(&self) -> serde_json::Value {
                serde_json::Value::Object($crate::noun::Noun::members(self))
            }

            fn leaves(
                &self,
                path: &str,
                _: $crate::span::Span,
                leaves: &mut Vec<$crate::noun::Leaf>,
            ) {
                $crate::noun::Noun::members_leaves(self, path, leaves);
            }

            fn texts<'t>(&'t self, _: $crate::span::Span, texts: &mut $crate::noun::Texts<'t>) {
                $crate::noun::Noun::members_texts(self, texts);
            }

            fn view(&self, span: $crate::span::Span) -> $crate::view::View {
                let fields = $crate::noun::Noun::members_view(self);
                $crate::view::View::new($crate::view::ViewValue::Fields(fields), span)
            }
        }
    };
}

pub(crate) use crate::code_list::code_list;
pub(crate) use noun;
