//! Fonts, in so far as they tell which characters a string shows and how wide they are. No outline of a glyph is read.

use std::collections::HashMap;

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

use super::file::Budget;
use super::glyph_names;

/// What a font says of the strings that are shown in it.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    /// What the font itself says its codes mean.
    to_unicode: Option<CMap>,
    widths: Widths,
    /// The width of a unit of the widths, as a part of the font's size.
    unit: f32,
}

#[derive(Debug)]
enum Codes {
    /// One byte is one character, by the table.
    Simple(Box<[Option<char>; 256]>),
    /// A code of one to four bytes is a character of a collection.
    Composite {
        cmap: Box<CMap>,
        /// From characters of the collection to Unicode.
        collection: Option<Box<CMap>>,
        /// Whether the codes are UTF-16 themselves.
        utf16: bool,
        vertical: bool,
    },
}

/// Widths by code or CID, as ranges: a range costs the same whatever it spans.
#[derive(Debug, Default)]
struct Widths {
    single: HashMap<u32, f32>,
    ranges: Vec<(u32, u32, f32)>,
    default: f32,
}

/// A character that a string shows.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) text: Text,
    /// How far it moves on, as a part of the font's size.
    pub(super) advance: f32,
    /// Whether it is the one-byte blank, that word spacing widens.
    pub(super) is_blank_byte: bool,
}

/// What a character of a string means.
#[derive(Debug, PartialEq)]
pub(super) enum Text {
    One(char),
    /// A ligature, or a sequence.
    Many(String),
    /// The font does not say.
    Unknown,
}

impl Font {
    pub(super) fn read(dict: &Dict<'_>, budget: &mut Budget) -> Self {
        let kind = dict.get::<Name<'_>>("Subtype");
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| budget.decode(&stream))
            .and_then(|bytes| CMap::parse(&bytes, load_embedded));
        let kind = kind.as_deref().unwrap_or_default();
        if kind == b"Type0"
            && let Some(font) = Self::composite(dict, budget)
        {
            return Self { to_unicode, ..font };
        }
        let unit = match dict.get::<Array<'_>>("FontMatrix") {
            Some(matrix) if kind == b"Type3" => matrix.iter::<f32>().next().unwrap_or(0.001).abs(),
            _ => 0.001,
        };
        Self {
            codes: Codes::Simple(Box::new(simple_encoding(dict))),
            to_unicode,
            widths: Widths::simple(dict),
            unit,
        }
    }

    fn composite(dict: &Dict<'_>, budget: &mut Budget) -> Option<Self> {
        let descendants = dict.get::<Array<'_>>("DescendantFonts")?;
        let descendant = descendants.iter::<Dict<'_>>().next()?;
        let name = dict.get::<Name<'_>>("Encoding");
        let cmap = match &name {
            Some(name) => named_cmap(name),
            None => dict
                .get::<Stream<'_>>("Encoding")
                .and_then(|stream| budget.decode(&stream))
                .and_then(|bytes| CMap::parse(&bytes, load_embedded)),
        };
        let cmap = cmap.unwrap_or_else(CMap::identity_h);
        let family = family(&descendant)
            .filter(|family| family.ucs2_cmap().is_some())
            .or_else(|| {
                let collection = cmap.metadata().character_collection.as_ref();
                collection.map(|collection| collection.family.clone())
            });
        let collection = family
            .and_then(|family| family.ucs2_cmap())
            .and_then(|name| CMap::parse(load_embedded(name)?, load_embedded));
        let name = name.as_deref().unwrap_or_default();
        let holds = |part: &[u8]| memchr::memmem::find(name, part).is_some();
        let vertical =
            cmap.metadata().writing_mode == Some(WritingMode::Vertical) || name.ends_with(b"-V");
        Some(Self {
            codes: Codes::Composite {
                cmap: Box::new(cmap),
                collection: collection.map(Box::new),
                utf16: holds(b"-UCS2-") || holds(b"-UTF16-"),
                vertical,
            },
            to_unicode: None,
            widths: Widths::composite(&descendant),
            unit: 0.001,
        })
    }

    /// Whether its lines run from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(self.codes, Codes::Composite { vertical: true, .. })
    }

    /// The characters that a string shows, in order.
    pub(super) fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = self.next_code(rest);
            let cid = self.cid(code, length);
            each(Shown {
                text: self.text(code, &rest[..length], cid),
                advance: self.widths.of(cid.unwrap_or(code)) * self.unit,
                is_blank_byte: length == 1 && code == 32,
            });
            rest = &rest[length..];
        }
    }

    /// The next code of a string, and how many bytes it takes.
    fn next_code(&self, rest: &[u8]) -> (u32, usize) {
        let Codes::Composite { cmap, utf16, .. } = &self.codes else {
            return (u32::from(rest[0]), 1);
        };
        let mut code = 0;
        if *utf16 && rest.len() >= 4 && matches!(rest[0], 0xD8..=0xDB) {
            return (number(&rest[..4]), 4);
        }
        for length in 1..=rest.len().min(4) {
            code = code << 8 | u32::from(rest[length - 1]);
            if cmap.lookup_cid_code(code, length as u8).is_some() {
                return (code, length);
            }
        }
        // No code of the font: two bytes are the rule.
        let length = rest.len().min(2);
        (number(&rest[..length]), length)
    }

    fn cid(&self, code: u32, length: usize) -> Option<u32> {
        match &self.codes {
            Codes::Simple(_) => None,
            Codes::Composite { cmap, .. } => cmap.lookup_cid_code(code, length as u8),
        }
    }

    fn text(&self, code: u32, bytes: &[u8], cid: Option<u32>) -> Text {
        let told = self
            .to_unicode
            .as_ref()
            .and_then(|cmap| cmap.lookup_bf_string(code));
        match told.map(Text::from) {
            Some(text) if text != Text::Unknown => return text,
            _ => {}
        }
        match &self.codes {
            Codes::Simple(table) => table[(code & 0xFF) as usize].map_or(Text::Unknown, Text::One),
            Codes::Composite {
                collection, utf16, ..
            } => {
                if *utf16 {
                    let units = bytes.chunks(2).map(|pair| number(pair) as u16);
                    let mut characters = char::decode_utf16(units);
                    if let Some(Ok(character)) = characters.next() {
                        return Text::One(character);
                    }
                }
                let told = collection.as_ref().zip(cid);
                told.and_then(|(cmap, cid)| cmap.lookup_bf_string(cid))
                    .map_or(Text::Unknown, Text::from)
            }
        }
    }
}

impl From<BfString> for Text {
    fn from(told: BfString) -> Self {
        match told {
            BfString::Char('\0' | '\u{FFFD}' | '\u{FFFF}') => Self::Unknown,
            BfString::Char(character) => Self::One(character),
            BfString::String(text) if text.trim_matches('\0').is_empty() => Self::Unknown,
            BfString::String(text) => Self::Many(text),
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn named_cmap(name: &[u8]) -> Option<CMap> {
    match CMapName::from_bytes(name) {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        name => CMap::parse(load_embedded(name)?, load_embedded),
    }
}

/// The collection whose characters the font numbers, such as Adobe-GB1.
fn family(descendant: &Dict<'_>) -> Option<CidFamily> {
    let system = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let registry = system.get::<PdfString<'_>>("Registry")?;
    let ordering = system.get::<PdfString<'_>>("Ordering")?;
    Some(CidFamily::from_registry_ordering(
        registry.as_bytes(),
        ordering.as_bytes(),
    ))
}

/// What each byte means in a simple font.
fn simple_encoding(dict: &Dict<'_>) -> [Option<char>; 256] {
    let named = dict.get::<Name<'_>>("Encoding");
    let own = dict.get::<Dict<'_>>("Encoding");
    let base = named.or_else(|| own.as_ref()?.get::<Name<'_>>("BaseEncoding"));
    let encoding = match base.as_deref() {
        Some(b"MacRomanEncoding") => MACINTOSH,
        _ => WINDOWS_1252,
    };
    let mut table = std::array::from_fn(|byte| {
        let byte = [byte as u8];
        let (text, _) = encoding.decode_without_bom_handling(&byte);
        text.chars().next().filter(|c| !c.is_control())
    });
    let Some(differences) = own.and_then(|own| own.get::<Array<'_>>("Differences")) else {
        return table;
    };
    let mut code = 0_usize;
    for object in differences.iter::<Object<'_>>() {
        match object {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Some(place) = table.get_mut(code) {
                    *place = glyph_names::character(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

impl Widths {
    fn of(&self, code: u32) -> f32 {
        if let Some(width) = self.single.get(&code) {
            return *width;
        }
        let behind = self.ranges.partition_point(|(from, _, _)| *from <= code);
        behind
            .checked_sub(1)
            .map(|at| self.ranges[at])
            .filter(|(_, to, _)| code <= *to)
            .map_or(self.default, |(_, _, width)| width)
    }

    /// The `Widths` of a simple font. The fourteen standard ones may go without; half their size is near enough to tell
    /// columns apart.
    fn simple(dict: &Dict<'_>) -> Self {
        const TYPICAL: f32 = 500.0;
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let missing = dict
            .get::<Dict<'_>>("FontDescriptor")
            .and_then(|descriptor| descriptor.get::<f32>("MissingWidth"))
            .filter(|width| *width > 0.0);
        let mut widths = Self {
            default: missing.unwrap_or(TYPICAL),
            ..Self::default()
        };
        if let Some(array) = dict.get::<Array<'_>>("Widths") {
            let listed = array.iter::<f32>().take(256).zip(first..);
            widths.single = listed.map(|(width, code)| (code, width)).collect();
        }
        widths
    }

    /// The `W` of a composite font: `c [w w w]` or `c c w`.
    fn composite(descendant: &Dict<'_>) -> Self {
        const MOST: usize = 100_000;
        let mut widths = Self {
            default: descendant.get::<f32>("DW").unwrap_or(1000.0),
            ..Self::default()
        };
        let Some(array) = descendant.get::<Array<'_>>("W") else {
            return widths;
        };
        let mut pending: Vec<f32> = Vec::new();
        for object in array.iter::<Object<'_>>() {
            if widths.single.len() + widths.ranges.len() > MOST {
                break;
            }
            match object {
                Object::Array(list) => {
                    if let Some(first) = pending.pop() {
                        let listed = list.iter::<f32>().take(MOST).zip(first as u32..);
                        widths
                            .single
                            .extend(listed.map(|(width, code)| (code, width)));
                    }
                    pending.clear();
                }
                Object::Number(number) => {
                    pending.push(number.as_f32());
                    if let [from, to, width] = pending[..] {
                        widths.ranges.push((from as u32, to as u32, width));
                        pending.clear();
                    }
                }
                _ => pending.clear(),
            }
        }
        // A list of single widths is often written as ranges of one.
        let (single, ranges) = std::mem::take(&mut widths.ranges)
            .into_iter()
            .partition::<Vec<_>, _>(|(from, to, _)| from == to);
        widths.ranges = ranges;
        widths.ranges.sort_by_key(|(from, _, _)| *from);
        widths
            .single
            .extend(single.into_iter().map(|(code, _, width)| (code, width)));
        widths
    }
}
