//! Places of a guide by path, as the guide schema knows them: `materials.name`, 申请材料.名称; and what can stand at a place, of registers as well.

use serde_json::Value as Json;

use super::{Meaning, Schema, guide, in_vocabulary};
use crate::vocabulary::{Key, Vocabulary, nearest};

/// A place that a guide, or another file with a schema, can have, without a row of a list: the names of all materials are one place.
#[derive(Clone, Copy, Debug)]
pub struct GuidePlace {
    schema: &'static Schema,
    node: &'static Json,
    /// The same as it is declared where it is used: it may be called otherwise there.
    declared: &'static Json,
}

/// What a guide has at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// Named fields.
    Fields,
    /// A list.
    Rows,
    /// True or false.
    Truth,
    /// A number.
    Number,
    /// A text, or a word of a code list.
    Text,
}

/// The path of a place.
#[derive(Clone, Debug)]
pub struct GuidePath {
    /// The keys from the top.
    pub keys: Vec<Key>,
    /// How many keys lead to each list that the path goes through, the place itself not among them.
    pub lists: Vec<usize>,
    /// The place that it leads to.
    pub place: GuidePlace,
}

/// A key that there is not where a path asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownStep {
    /// The key as it is written.
    pub word: String,
    /// Where in the path it begins, in bytes.
    pub at: usize,
    /// The key of this place that may have been meant.
    pub nearest: Option<String>,
}

impl GuidePlace {
    /// The guide as a whole. None where its schema cannot be read, which a test rules out.
    #[must_use]
    pub fn guide() -> Option<Self> {
        guide().map(Self::of)
    }

    /// A file as a whole by its schema, as a register is one.
    #[must_use]
    pub fn of(schema: &'static Schema) -> Self {
        let node = &schema.source;
        Self {
            schema,
            node,
            declared: node,
        }
    }

    /// What a guide has here.
    #[must_use]
    pub fn kind(self) -> PlaceKind {
        let is = |name: &str| match self.node.get("type") {
            Some(Json::String(own)) => own == name,
            Some(Json::Array(all)) => all.iter().any(|own| own == name),
            _ => false,
        };
        match () {
            () if self.node.get("properties").is_some() => PlaceKind::Fields,
            () if is("array") => PlaceKind::Rows,
            () if is("boolean") => PlaceKind::Truth,
            () if (is("integer") || is("number")) && !is("string") => PlaceKind::Number,
            () => PlaceKind::Text,
        }
    }

    /// A row of the list that is here; the place itself where none is.
    #[must_use]
    pub fn row(self) -> Self {
        match self.node.get("items") {
            Some(items) if self.kind() == PlaceKind::Rows => self.at(items),
            _ => self,
        }
    }

    /// The field of this name, in either vocabulary.
    ///
    /// # Errors
    /// Where a guide has no such field here: with the name that may have been meant.
    pub fn field(self, word: &str) -> Result<(Key, Self), Option<String>> {
        let fields = self.node.get("properties").and_then(Json::as_object);
        let known = Key::of_word(word).map(|(key, _)| key);
        let found = known.and_then(|key| Some((key, fields?.get(key.english())?)));
        if let Some((key, node)) = found {
            return Ok((key, self.at(node)));
        }
        let vocabulary = if word.is_ascii() {
            Vocabulary::English
        } else {
            Vocabulary::Chinese
        };
        let words = fields
            .into_iter()
            .flatten()
            .filter_map(|(english, node)| match vocabulary {
                Vocabulary::English => Key::of_word(english).map(|_| english.as_str()),
                Vocabulary::Chinese => self.schema.annotation(node, "x-zh-key"),
            });
        Err(nearest(word, words).map(str::to_owned))
    }

    /// The fields that can stand here, in the order of the schema.
    pub fn fields(self) -> impl Iterator<Item = (Key, Self)> {
        let fields = self.node.get("properties").and_then(Json::as_object);
        let known = fields.into_iter().flatten();
        known.filter_map(move |(english, node)| {
            let (key, _) = Key::of_word(english)?;
            Some((key, self.at(node)))
        })
    }

    /// What the field that is here is called in a vocabulary; `key` is its key.
    #[must_use]
    pub fn word(self, key: Key, vocabulary: Vocabulary) -> &'static str {
        let chinese = || self.schema.annotation(self.declared, "x-zh-key");
        match vocabulary {
            Vocabulary::English => key.english(),
            Vocabulary::Chinese => chinese().unwrap_or(key.chinese()),
        }
    }

    /// What the schema calls what is here.
    #[must_use]
    pub fn title(self) -> Option<Meaning> {
        Meaning::of(self.schema.annotation(self.declared, "title")?)
    }

    /// What the schema says of what is here.
    #[must_use]
    pub fn meaning(self) -> Option<Meaning> {
        Meaning::of(self.schema.annotation(self.declared, "description")?)
    }

    /// The words of the code list that is here, as a file of this vocabulary writes them; none where there is no code list.
    #[must_use]
    pub fn codes(self, vocabulary: Vocabulary) -> Vec<&'static str> {
        self.node
            .get("enum")
            .map(|list| in_vocabulary(list, vocabulary))
            .unwrap_or_default()
    }

    fn at(self, node: &'static Json) -> Self {
        let pointer = node.get("$ref").and_then(Json::as_str);
        let target = pointer
            .and_then(|pointer| pointer.strip_prefix('#'))
            .and_then(|pointer| self.schema.source.pointer(pointer));
        Self {
            node: target.unwrap_or(node),
            declared: node,
            ..self
        }
    }
}

impl GuidePath {
    /// The place of a path of keys with dots between them, through lists as if each row were the list.
    ///
    /// ```
    /// use tongyuan_model::{Key, schema::GuidePath};
    ///
    /// let path = GuidePath::parse("申请材料.名称").expect("materials have names");
    /// assert_eq!((path.keys, path.lists), (vec![Key::Materials, Key::Name], vec![1]));
    /// let unknown = GuidePath::parse("materials.nmae").expect_err("no such field");
    /// assert_eq!((unknown.at, unknown.nearest.as_deref()), (10, Some("name")));
    /// ```
    ///
    /// # Errors
    /// Where one of its keys is none of the place before it.
    pub fn parse(text: &str) -> Result<Self, UnknownStep> {
        let unknown = |word: &str, at, nearest| UnknownStep {
            word: word.to_owned(),
            at,
            nearest,
        };
        let Some(mut place) = GuidePlace::guide() else {
            return Err(unknown(text, 0, None));
        };
        let (mut keys, mut lists, mut at) = (Vec::new(), Vec::new(), 0);
        for word in text.split('.') {
            if place.kind() == PlaceKind::Rows {
                lists.push(keys.len());
            }
            let (key, next) = place
                .row()
                .field(word.trim())
                .map_err(|nearest| unknown(word.trim(), at, nearest))?;
            keys.push(key);
            place = next;
            at += word.len() + 1;
        }
        Ok(Self { keys, lists, place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_guide_has_at_a_place() {
        let kind = |path: &str| GuidePath::parse(path).map(|own| own.place.kind());
        for (path, wanted) in [
            ("申请材料", PlaceKind::Rows),
            ("materials.basis", PlaceKind::Rows),
            ("办结时限.承诺时限", PlaceKind::Fields),
            ("time_limits.promised.value", PlaceKind::Number),
            ("收费.是否收费", PlaceKind::Truth),
            ("办理渠道.线下.窗口.电话", PlaceKind::Text),
            ("version.number", PlaceKind::Text),
        ] {
            assert_eq!(kind(path), Ok(wanted), "{path}");
        }
        let lists = GuidePath::parse("channels.in-person.windows.phone").map(|own| own.lists);
        assert_eq!(lists, Ok(vec![3]));
    }

    #[test]
    fn what_can_stand_at_a_place() {
        let place = |path: &str| GuidePath::parse(path).map(|own| own.place.row());
        let words = |path: &str, vocabulary| {
            let fields = place(path).ok().into_iter().flat_map(GuidePlace::fields);
            fields
                .map(|(key, own)| own.word(key, vocabulary))
                .collect::<Vec<_>>()
        };
        // A key that is called differently in two places is called as it is here.
        let review = words("version.review", Vocabulary::Chinese);
        assert_eq!(review, ["依据", "审查部门", "审查日期"]);
        let review = words("version.review", Vocabulary::English);
        assert_eq!(review, ["basis", "department", "reviewed_at"]);
        let codes = |path: &str, vocabulary| place(path).map(|own| own.codes(vocabulary));
        let handling = codes("item.handling", Vocabulary::English);
        assert_eq!(handling, Ok(vec!["即办件", "承诺件"]));
        let channel = codes("variants.channel", Vocabulary::Chinese);
        let chinese = vec!["线上", "线下", "微信", "热线", "自助终端", "公报"];
        assert_eq!(channel, Ok(chinese));
        assert_eq!(codes("materials.name", Vocabulary::Chinese), Ok(vec![]));
    }

    #[test]
    fn what_is_said_of_a_place() {
        let said = |path: &str| {
            let place = GuidePath::parse(path).ok()?.place;
            Some((place.title()?.chinese, place.meaning()?.english))
        };
        let told = |title: &str, meaning: &str| Some((title.to_owned(), meaning.to_owned()));
        assert_eq!(
            said("channels.in-person"),
            told("线下", "The in-person hall and its windows.")
        );
        assert_eq!(said("材料"), None);
    }

    #[test]
    fn a_key_that_there_is_not_has_its_place_and_the_nearest() {
        let unknown = |path: &str| {
            let unknown = GuidePath::parse(path).err()?;
            Some((unknown.word, unknown.at, unknown.nearest))
        };
        let told = |word: &str, at, nearest: Option<&str>| {
            Some((word.to_owned(), at, nearest.map(str::to_owned)))
        };
        assert_eq!(
            unknown("申请材枓.名称"),
            told("申请材枓", 0, Some("申请材料"))
        );
        assert_eq!(unknown("申请材料.名城"), told("名城", 13, Some("名称")));
        assert_eq!(unknown("item.name.x"), told("x", 10, None));
        assert_eq!(unknown(""), told("", 0, None));
        // A key of another place is none of this one.
        assert_eq!(unknown("item.phone"), told("phone", 5, None));
    }
}
