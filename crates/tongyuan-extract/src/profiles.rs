//! The profiles that a run knows: those built in, and those of a repository, read from TOML.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use tongyuan_model::{CodeList, Profile, RecordKind, Span, nearest};

use crate::exchange::fields;
use crate::words::Wording;

mod layout;
mod page;

pub(crate) use layout::Layout;

const BUILT_IN: [&str; 5] = [
    include_str!("../profiles/national.toml"),
    include_str!("../profiles/shandong.toml"),
    include_str!("../profiles/zhejiang.toml"),
    include_str!("../profiles/guangdong.toml"),
    include_str!("../profiles/guangxi.toml"),
];

/// The profile that holds where no other is chosen or known to apply.
const NATIONAL: &str = "national";

/// The profiles that a run knows, and the one it was told to use.
#[derive(Clone, Debug)]
pub struct Profiles {
    all: BTreeMap<String, Profile>,
    /// What those of them say of pages that say anything.
    layouts: BTreeMap<String, Layout>,
    chosen: Option<String>,
}

impl Default for Profiles {
    /// The built-in profiles.
    fn default() -> Self {
        Self::clone(&BUILT)
    }
}

static BUILT: LazyLock<Arc<Profiles>> = LazyLock::new(|| {
    let mut profiles = Profiles {
        all: BTreeMap::new(),
        layouts: BTreeMap::new(),
        chosen: None,
    };
    for text in BUILT_IN {
        // A test holds that every one of them is read.
        let _ = profiles.add(text);
    }
    Arc::new(profiles)
});

impl Profiles {
    /// The built-in profiles, to be shared: they are as much to copy as a guide is to read.
    #[must_use]
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&BUILT)
    }

    /// Adds a profile read from TOML; one of the same name is replaced. Says its name, or everything that is wrong with it.
    ///
    /// # Errors
    /// Where the text is no TOML or says something that a profile does not have.
    pub fn add(&mut self, text: &str) -> Result<String, Vec<ProfileFault>> {
        self.add_from(None, text)
    }

    /// As [`add`](Self::add), from a file that notes on pages can point to.
    ///
    /// # Errors
    /// As those of [`add`](Self::add).
    pub fn add_file(&mut self, file: &str, text: &str) -> Result<String, Vec<ProfileFault>> {
        self.add_from(Some(file), text)
    }

    fn add_from(&mut self, file: Option<&str>, text: &str) -> Result<String, Vec<ProfileFault>> {
        let (mut profile, mut layout) = parse(text, |name| self.all.contains_key(name))?;
        let name = profile.name.clone();
        layout.source = file.unwrap_or(&name).to_owned();
        if let Some(base) = &profile.base {
            layout = match self.layouts.get(base) {
                Some(base) => layout.on(base),
                None => layout,
            };
            profile = match self.all.get(base).cloned() {
                Some(base) => profile.on(&base),
                None => profile,
            };
        }
        self.all.insert(name.clone(), profile);
        self.layouts.remove(&name);
        if !layout.is_empty() {
            self.layouts.insert(name.clone(), layout);
        }
        Ok(name)
    }

    /// What a profile says of a page: the one chosen; else the first, by name, whose signs the page has.
    pub(crate) fn layout(&self, name: &str, text: &str, hosts: &[String]) -> Option<&Layout> {
        let chosen = self.chosen.as_ref().and_then(|own| self.layouts.get(own));
        chosen.or_else(|| {
            let mut all = self.layouts.values();
            all.find(|layout| layout.applies(name, text, hosts))
        })
    }

    /// Uses this profile for every item, whatever its codes say; says whether there is one of that name.
    pub fn choose(&mut self, name: &str) -> bool {
        let known = self.all.contains_key(name);
        if known {
            self.chosen = Some(name.to_owned());
        }
        known
    }

    /// The profile of a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Profile> {
        self.all.get(name)
    }

    /// The names of all, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.keys().map(String::as_str)
    }

    /// The profile that records are written in where nothing else is said.
    #[must_use]
    pub fn preferred(&self) -> Option<&Profile> {
        self.all.get(self.chosen.as_deref().unwrap_or(NATIONAL))
    }

    /// Whether the user said which profile to use.
    pub(crate) fn is_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    /// The profile for records in which these item codes stand: the one chosen; else the one whose division all of them are of.
    pub(crate) fn of<'p>(&'p self, codes: &[&str]) -> Option<&'p Profile> {
        // 实施编码: the code of the authority (11, its division in six digits …), its level, the basic code.
        let division = |code: &&str| {
            let bytes = code.as_bytes();
            let is_national = bytes.len() >= 31 && code.is_ascii() && code.starts_with('1');
            is_national.then(|| code[2..8].to_owned())
        };
        let divisions: Vec<String> = codes.iter().filter_map(division).collect();
        let applies = |profile: &&Profile| {
            let holds = |division: &String| {
                let mut own = profile.divisions.iter();
                own.any(|start| division.starts_with(start.as_str()))
            };
            !divisions.is_empty() && divisions.iter().all(holds)
        };
        let by_sign = || self.all.values().find(applies);
        match &self.chosen {
            Some(name) => self.all.get(name),
            None => by_sign().or_else(|| self.all.get(NATIONAL)),
        }
    }
}

/// Something in a profile that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileFault {
    /// What it is.
    pub kind: ProfileFaultKind,
    /// Where in the text, if it has a place.
    pub span: Option<Span>,
}

/// What is wrong in a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileFaultKind {
    /// It is no TOML.
    Syntax {
        /// The parser's own words, in English.
        detail: String,
    },
    /// It has no name.
    Nameless,
    /// A key that profiles do not have.
    KeyUnknown {
        /// The key.
        key: String,
        /// The key that was meant, perhaps.
        nearest: Option<String>,
    },
    /// A code stands for a word that the field does not have.
    WordUnknown {
        /// The word.
        word: String,
        /// What it may be; empty where that would be too many to tell.
        listed: Vec<String>,
        /// The word that was meant, perhaps.
        nearest: Option<String>,
    },
    /// A value of another shape than the key has.
    WrongShape {
        /// The key.
        key: String,
    },
    /// A selector with something in it that selectors of profiles do not have.
    SelectorUnread {
        /// The selector.
        selector: String,
        /// What it goes on with from where it is not understood; empty where nothing stands there.
        from: String,
    },
    /// A selector that is too long.
    SelectorTooLong,
    /// More selectors than a profile may have.
    TooManySelectors {
        /// How many it may have.
        most: usize,
    },
}

impl ProfileFaultKind {
    /// What it says.
    #[must_use]
    pub fn words(&self) -> Wording {
        let (chinese, english) = match self {
            Self::Syntax { detail } => (format!("不符合 TOML 格式（{detail}）"), detail.clone()),
            Self::Nameless => (
                "缺少方案的名称（name）".to_owned(),
                "the profile has no name".to_owned(),
            ),
            Self::KeyUnknown { key, .. } => (
                format!("方案里没有“{key}”这一项"),
                format!("a profile has no “{key}”"),
            ),
            Self::WordUnknown { word, .. } => (
                format!("没有“{word}”这个取值"),
                format!("there is no value “{word}”"),
            ),
            Self::WrongShape { key } => (
                format!("“{key}”的写法不对"),
                format!("“{key}” is not written as it should be"),
            ),
            Self::SelectorUnread { selector, from } if from.is_empty() => (
                format!("选择器“{selector}”不完整"),
                format!("the selector “{selector}” is not complete"),
            ),
            Self::SelectorUnread { selector, from } => (
                format!("选择器“{selector}”从“{from}”起不能识别"),
                format!("the selector “{selector}” is not understood from “{from}” on"),
            ),
            Self::SelectorTooLong => (
                "选择器太长（最多 500 个字符、32 级）".to_owned(),
                "the selector is too long (500 characters and 32 steps at most)".to_owned(),
            ),
            Self::TooManySelectors { most } => (
                format!("选择器超过 {most} 个"),
                format!("there are more than {most} selectors"),
            ),
        };
        Wording { chinese, english }
    }

    /// What to do about it, where there is something to do.
    #[must_use]
    pub fn help(&self) -> Option<Wording> {
        if let Self::SelectorUnread { .. } = self {
            return Some(Wording {
                chinese: SELECTORS.0.to_owned(),
                english: SELECTORS.1.to_owned(),
            });
        }
        let (nearest, listed) = match self {
            Self::KeyUnknown { nearest, .. } => (nearest, &[][..]),
            Self::WordUnknown {
                nearest, listed, ..
            } => (nearest, listed.as_slice()),
            _ => return None,
        };
        let (mut chinese, mut english) = (String::new(), String::new());
        if let Some(nearest) = nearest {
            chinese.push_str(&format!("是否应为“{nearest}”？"));
            english.push_str(&format!("Did you mean “{nearest}”?"));
        }
        if !listed.is_empty() {
            let gap = if english.is_empty() { "" } else { " " };
            chinese.push_str(&format!("可以是：{}。", listed.join("、")));
            english.push_str(&format!("{gap}It is one of: {}.", listed.join(", ")));
        }
        (!chinese.is_empty()).then_some(Wording { chinese, english })
    }
}

/// What selectors are made of.
const SELECTORS: (&str, &str) = (
    "可以写：标签名、#id、.class、[属性=值]、:nth-of-type(n)；里层用空格或“>”隔开，几个选择器用逗号隔开。",
    "A selector is made of: names of elements, #id, .class, [attribute=value], :nth-of-type(n); a blank or “>” leads inside, a comma to the next.",
);

type Value<'t> = Spanned<DeValue<'t>>;

fn parse(
    text: &str,
    is_known: impl Fn(&str) -> bool,
) -> Result<(Profile, Layout), Vec<ProfileFault>> {
    let table = DeTable::parse(text).map_err(|error| {
        let detail = error.message().to_owned();
        let span = error.span().map(|at| Span::exact(at.start, at.end));
        let kind = ProfileFaultKind::Syntax { detail };
        vec![ProfileFault { kind, span }]
    })?;
    let mut reader = Reader {
        text,
        profile: Profile::default(),
        layout: Layout::default(),
        faults: Vec::new(),
    };
    for (key, value) in table.get_ref() {
        reader.member(key, value, &is_known);
    }
    if reader.profile.name.is_empty() && reader.faults.is_empty() {
        reader.faults.push(ProfileFault {
            kind: ProfileFaultKind::Nameless,
            span: None,
        });
    }
    if reader.faults.is_empty() {
        Ok((reader.profile, reader.layout))
    } else {
        let start = |fault: &ProfileFault| fault.span.map(|span| span.start);
        reader.faults.sort_by_key(start);
        Err(reader.faults)
    }
}

struct Reader<'t> {
    text: &'t str,
    profile: Profile,
    layout: Layout,
    faults: Vec<ProfileFault>,
}

/// What a profile may say. The last three are for pages.
const MEMBERS: [&str; 8] = [
    "name",
    "base",
    "divisions",
    "codes",
    "fields",
    "match",
    "labels",
    "select",
];

impl Reader<'_> {
    fn member(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Value<'_>,
        is_known: &impl Fn(&str) -> bool,
    ) {
        let word: &str = key.get_ref();
        match (word, value.get_ref()) {
            ("name", DeValue::String(name)) if !name.is_empty() => {
                self.profile.name = name.to_string();
            }
            ("base", DeValue::String(base)) => {
                if !is_known(base) {
                    self.word_unknown(base, &[NATIONAL], value);
                }
                self.profile.base = Some(base.to_string());
            }
            ("divisions", DeValue::Array(rows)) => {
                for row in rows {
                    match row.get_ref() {
                        DeValue::String(start) if start.bytes().all(|b| b.is_ascii_digit()) => {
                            self.profile.divisions.push(start.to_string());
                        }
                        _ => self.wrong_shape(word, row),
                    }
                }
            }
            ("codes", DeValue::Table(lists)) => self.codes(lists),
            ("fields", DeValue::Table(kinds)) => self.fields(kinds),
            ("match", DeValue::Table(signs)) => self.signs(signs),
            ("labels", DeValue::Table(words)) => self.labels(words),
            ("select", DeValue::Table(fields)) => self.select("", fields),
            _ if MEMBERS.contains(&word) => self.wrong_shape(word, value),
            _ => self.key_unknown(key, MEMBERS),
        }
    }

    fn codes(&mut self, lists: &DeTable<'_>) {
        for (key, value) in lists {
            let Some(list) = CodeList::of_key(key.get_ref()) else {
                self.key_unknown(key, CodeList::ALL.iter().map(|list| list.key()));
                continue;
            };
            let DeValue::Table(codes) = value.get_ref() else {
                self.wrong_shape(list.key(), value);
                continue;
            };
            let words = list.words();
            let mut own = Vec::new();
            for (code, word) in codes {
                match word.get_ref() {
                    DeValue::String(text) if words.is_empty() || words.contains(&text.as_ref()) => {
                        own.push((code.get_ref().to_string(), text.to_string()));
                    }
                    DeValue::String(text) => self.word_unknown(text, &words, word),
                    _ => self.wrong_shape(code.get_ref(), word),
                }
            }
            self.profile.codes.insert(list, own);
        }
    }

    fn fields(&mut self, kinds: &DeTable<'_>) {
        for (key, value) in kinds {
            let Some(kind) = RecordKind::of_key(key.get_ref()) else {
                self.key_unknown(key, RecordKind::ALL.iter().map(|kind| kind.key()));
                continue;
            };
            let DeValue::Table(names) = value.get_ref() else {
                self.wrong_shape(kind.key(), value);
                continue;
            };
            let known: Vec<&str> = fields::names(kind).collect();
            for (name, national) in names {
                match national.get_ref() {
                    DeValue::String(text) if known.contains(&text.as_ref()) => {
                        let own = self.profile.fields.entry(kind).or_default();
                        own.push((fields::bare(name.get_ref()), text.to_string()));
                    }
                    DeValue::String(text) => self.word_unknown(text, &known, national),
                    _ => self.wrong_shape(name.get_ref(), national),
                }
            }
        }
    }

    fn word_unknown(&mut self, word: &str, listed: &[&str], at: &Value<'_>) {
        const ENOUGH: usize = 12;
        let nearest = nearest(word, listed.iter().copied()).map(str::to_owned);
        let listed = if listed.len() > ENOUGH { &[] } else { listed };
        self.fault(
            ProfileFaultKind::WordUnknown {
                word: word.to_owned(),
                listed: listed.iter().map(|word| (*word).to_owned()).collect(),
                nearest,
            },
            at.span(),
        );
    }

    fn key_unknown<'k>(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let kind = ProfileFaultKind::KeyUnknown {
            key: key.get_ref().to_string(),
            nearest: nearest(key.get_ref(), known).map(str::to_owned),
        };
        self.fault(kind, key.span());
    }

    fn wrong_shape(&mut self, key: &str, at: &Value<'_>) {
        self.wrong_shape_at(key, at.span());
    }

    fn wrong_shape_at(&mut self, key: &str, at: std::ops::Range<usize>) {
        let key = key.to_owned();
        self.fault(ProfileFaultKind::WrongShape { key }, at);
    }

    fn fault(&mut self, kind: ProfileFaultKind, at: std::ops::Range<usize>) {
        let span = Some(Span::exact(at.start, at.end));
        self.faults.push(ProfileFault { kind, span });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_profile_is_read() {
        for text in BUILT_IN {
            let read = parse(text, |name| name == NATIONAL);
            assert!(read.is_ok(), "{read:?}");
        }
        let names: Vec<String> = Profiles::default().names().map(str::to_owned).collect();
        let all = ["guangdong", "guangxi", "national", "shandong", "zhejiang"];
        assert_eq!(names, all);
    }

    #[test]
    fn the_division_of_the_codes_says_which_profile_applies() {
        let mut profiles = Profiles::default();
        let name = |profiles: &Profiles, codes: &[&str]| profiles.of(codes).unwrap().name.clone();
        let guangxi = "11450721MB155808114000104002000";
        let zhejiang = "11330106002489999A4000104002000";
        assert_eq!(name(&profiles, &[guangxi]), "guangxi");
        assert_eq!(name(&profiles, &[zhejiang]), "zhejiang");
        // Two provinces in one file, or a code of another scheme, tell nothing.
        assert_eq!(name(&profiles, &[guangxi, zhejiang]), "national");
        assert_eq!(name(&profiles, &["XK0010100Y"]), "national");
        assert!(!profiles.choose("shandon"));
        assert!(profiles.choose("shandong"));
        assert_eq!(name(&profiles, &[guangxi]), "shandong");
    }

    #[test]
    fn a_repository_adds_its_own() {
        let mut profiles = Profiles::default();
        let text = "name = \"my-city\"\nbase = \"national\"\n[codes.is_need]\n0 = \"必要\"\n1 = \"非必要\"\n[fields.material]\nCLMC = \"material_name\"\n[labels]\n[select]\n";
        assert_eq!(profiles.add(text), Ok("my-city".to_owned()));
        let own = profiles.named("my-city").unwrap();
        assert_eq!(own.word(CodeList::IsNeed, "0"), Some("必要"));
        assert_eq!(own.word(CodeList::SourceType, "20"), Some("政府部门核发"));
        assert_eq!(
            own.field(RecordKind::Material, "clmc"),
            Some("material_name")
        );
    }

    #[test]
    fn mistakes_have_their_places_and_what_was_meant() {
        let shown = |text: &str| {
            let faults = Profiles::default().add(text).unwrap_err();
            let fault = &faults[0];
            let at = fault.span.map_or("", |span| &text[span.range()]).to_owned();
            let help = fault.kind.help().map(|help| help.chinese);
            (fault.kind.words().chinese, help.unwrap_or_default(), at)
        };
        let told = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(
            shown("name = \"a\"\n[codes.is_ned]\n"),
            told("方案里没有“is_ned”这一项", "是否应为“is_need”？", "is_ned")
        );
        assert_eq!(
            shown("name = \"a\"\n[codes.is_need]\n1 = \"必须要\"\n"),
            told(
                "没有“必须要”这个取值",
                "是否应为“必要”？可以是：必要、非必要、容缺后补。",
                "\"必须要\""
            )
        );
        assert_eq!(
            shown("name = \"a\"\n[fields.material]\nX = \"material_nam\"\n"),
            told(
                "没有“material_nam”这个取值",
                "是否应为“material_name”？",
                "\"material_nam\""
            )
        );
        assert_eq!(
            shown("name = \"a\"\n[match]\nhost = \"https://a.cn\"\n"),
            told("“host”的写法不对", "", "\"https://a.cn\"")
        );
        assert_eq!(
            shown("name = \"a\"\n[select]\nmaterials = \"#a >\"\n"),
            told("选择器“#a >”不完整", SELECTORS.0, "\"#a >\"")
        );
        assert_eq!(
            shown("name = \"a\"\n[labels]\n\"：\" = \"skip\"\n"),
            told("“：”的写法不对", "", "\"：\"")
        );
        let many = "\"p\",".repeat(201);
        let many = format!("name = \"a\"\n[select]\nskip = [{many}]\n");
        assert_eq!(shown(&many), told("选择器超过 200 个", "", "\"p\""));
        assert_eq!(shown("title = \"a\"\n").0, "方案里没有“title”这一项");
        assert_eq!(shown("divisions = [\"33\"]\n").0, "缺少方案的名称（name）");
        assert!(shown("name = [\n").0.starts_with("不符合 TOML 格式"));
    }
}
