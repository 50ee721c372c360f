//! The legal register, filled from what the national law database exports.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tongyuan_extract::{Capture, FailureKind, Format, LawNote, LawRead, Wording, read_law};
use tongyuan_inspect::{Language, Located};
use tongyuan_model::noun::Noun;
use tongyuan_model::register::laws::{LawMistake, Laws, LegalRegister, RegisteredLaw, Shape};
use tongyuan_model::text::citation::{Article, articles, plain_document_number, plain_title};
use tongyuan_model::{Date, Key, Reading, SourceText, Vocabulary};
use tongyuan_report::{RunNote, Said, laws_edited, laws_yaml};

use crate::notes::notes_of;

/// How versions of laws are entered.
#[derive(Clone, Copy, Debug)]
pub struct ImportManner {
    /// Whether the text of the articles is entered as well.
    pub with_text: bool,
    /// Whether what a file says replaces what the register says of the same version.
    pub replaces: bool,
    /// The keys of a register that has none yet.
    pub keys: Vocabulary,
    /// The language of the comment at the top of a new register.
    pub language: Language,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// Its version is a new row.
    Added,
    /// Its version is there, and what it says replaced what the row said.
    Replaced,
    /// Its version is there and says the same.
    Same,
    /// Its version is there and says something else; the row was left as it is.
    Differs,
    /// It gave no version of a law.
    Failed,
}

/// A legal register while versions of laws are entered into it, from what the national law database exports, one file after the
/// other: 法名_YYYYMMDD.docx.
///
/// What stands in the register stays as it is, comments and order too. What a file does not say is left out.
///
/// ```
/// use tongyuan::{Capture, Imported, ImportManner, Language, LawImport, Vocabulary};
///
/// let manner = ImportManner { with_text: false, replaces: false, keys: Vocabulary::Chinese, language: Language::Chinese };
/// let mut import = LawImport::new("registers/laws.yaml", None, manner).expect("a new register");
/// let (imported, notes) = import.add(&Capture::new("专利法_20201017.docx", "not a Word file"));
/// assert_eq!(imported, Imported::Failed);
/// assert_eq!(notes.len(), 1);
/// ```
#[derive(Debug)]
pub struct LawImport {
    name: String,
    manner: ImportManner,
    /// What the file begins with beside its text: a byte order mark.
    mark: &'static str,
    source: SourceText,
    laws: Laws,
    is_new: bool,
    added: Vec<(String, RegisteredLaw)>,
    changed: Vec<(usize, String, RegisteredLaw)>,
}

impl LawImport {
    /// Begins with a register, or with none. The notes say why a register cannot be added to.
    pub fn new(
        name: &str,
        register: Option<&Capture>,
        manner: ImportManner,
    ) -> Result<Self, Vec<RunNote>> {
        let mut import = Self {
            name: name.to_owned(),
            manner,
            mark: "",
            source: SourceText::default(),
            laws: Laws::default(),
            is_new: register.is_none(),
            added: Vec::new(),
            changed: Vec::new(),
        };
        let Some(register) = register else {
            return Ok(import);
        };
        let Ok(text) = std::str::from_utf8(&register.bytes) else {
            return Err(vec![import.error(Said::new(
                "依据库不是 UTF-8 编码，没有改动；请另存为 UTF-8 再导入",
                "the register is not UTF-8 and was left as it is; save it as UTF-8 and import again",
            ))]);
        };
        if text.starts_with('\u{FEFF}') {
            import.mark = "\u{FEFF}";
        }
        let read = tongyuan_extract::read_laws(register);
        match (read.value, read.failure) {
            (Some(laws), _) => {
                import.laws = laws;
                import.source = read.source;
                Ok(import)
            }
            // Nothing, or nothing but comments, is a register without rows.
            (None, Some(failure)) if failure.kind == FailureKind::Empty => {
                let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
                import.source = SourceText::new(text.to_owned(), Default::default());
                Ok(import)
            }
            (None, failure) => Err(notes_of(name, &read.source, &read.notes, failure.as_ref())),
        }
    }

    /// Enters the version that a file holds.
    pub fn add(&mut self, file: &Capture) -> (Imported, Vec<RunNote>) {
        let read = read_law(file, self.manner.with_text);
        let row = read.law.as_ref().and_then(|law| self.row_of(law));
        let mut notes = notes_on(&file.name, &read, row.map(|(_, own)| own));
        let Some(law) = read.law else {
            return (Imported::Failed, notes);
        };
        let again = self.added.iter().map(|(file, law)| (file, law));
        let changed = self.changed.iter().map(|(_, file, law)| (file, law));
        let twin = again
            .chain(changed)
            .find(|(_, own)| is_same_version(own, &law));
        if let Some((other, twin)) = twin {
            let differences = differences(twin, &law);
            let imported = match differences.is_empty() {
                true => Imported::Same,
                false => Imported::Differs,
            };
            notes.push(told(&file.name, twice(&law, other, &differences)));
            return (imported, notes);
        }
        let imported = match self.row_of(&law) {
            None => {
                if self.has_dateless(&law) {
                    notes.push(told(&file.name, dateless(&law)));
                }
                self.added.push((file.name.clone(), law));
                return (Imported::Added, notes);
            }
            Some((row, own)) => {
                let differences = differences(own, &law);
                let imported = match differences.is_empty() {
                    true => Imported::Same,
                    false if self.manner.replaces => Imported::Replaced,
                    false => Imported::Differs,
                };
                notes.push(self.known(own, &law, imported, &differences));
                if imported == Imported::Replaced {
                    self.changed.push((row, file.name.clone(), law));
                }
                imported
            }
        };
        (imported, notes)
    }

    /// The register with all that was entered, and what is wrong with it since. None where nothing was entered.
    pub fn finish(self) -> Result<Option<(String, Vec<RunNote>)>, Box<RunNote>> {
        if self.added.is_empty() && self.changed.is_empty() {
            return Ok(None);
        }
        let Some(text) = self.text() else {
            return Err(Box::new(self.unsure()));
        };
        let written = Capture::new(self.name.as_str(), text.as_bytes());
        let read = tongyuan_extract::read_laws(&written);
        match read.value {
            Some(laws) if members(&laws.register) == self.wanted() => {
                let mistakes = self.new_mistakes(&laws, &read.source);
                Ok(Some((format!("{}{text}", self.mark), mistakes)))
            }
            _ => Err(Box::new(self.unsure())),
        }
    }

    /// The text of the register with all that was entered.
    fn text(&self) -> Option<String> {
        let added: Vec<&RegisteredLaw> = self.added.iter().map(|(_, law)| law).collect();
        let (keys, language) = (self.manner.keys, self.manner.language);
        let register = &self.laws.register;
        if self.is_new {
            let is_json = Format::of_ending(&self.name) == Some(Format::Json);
            return Some(laws_yaml(&added, keys, language, is_json));
        }
        let rows = register.laws.rows();
        let changed = self.changed.iter();
        let changed = changed.filter_map(|(row, _, new)| Some((rows.get(*row)?, new)));
        let changed: Vec<_> = changed.collect();
        laws_edited(self.source.text(), register, &changed, &added, keys)
    }

    fn unsure(&self) -> RunNote {
        self.error(Said::new(
            "这个依据库的写法，没有把握不改动原有内容而写进去，没有写入；请不加 --into 导入，把输出的各行粘贴进去",
            "the register is written in a way that rows cannot surely be put into without touching what is there; nothing was written. Import without --into, and paste the rows",
        ))
    }

    /// What the rows must say afterwards.
    fn wanted(&self) -> Vec<Value> {
        let mut rows = members(&self.laws.register);
        for (row, _, new) in &self.changed {
            if let Some(Value::Object(own)) = rows.get_mut(*row) {
                let mut stated = new.members();
                stated.remove(Key::Name.english());
                own.extend(stated);
            }
        }
        let added = self
            .added
            .iter()
            .map(|(_, law)| Value::Object(law.members()));
        rows.extend(added);
        rows
    }

    fn new_mistakes(&self, laws: &Laws, source: &SourceText) -> Vec<RunNote> {
        let old = self.laws.mistakes();
        let is_new = |mistake: &&LawMistake| {
            let is_it = |own: &LawMistake| own.kind == mistake.kind && own.law == mistake.law;
            !old.iter().any(is_it)
        };
        let mistakes = laws.mistakes().iter().filter(is_new);
        let note = |mistake: &LawMistake| RunNote {
            file: self.name.clone(),
            message: crate::register::law_mistake_words(mistake),
            help: None,
            location: Some(Located::new(&self.name, source, mistake.span)),
            is_error: false,
        };
        mistakes.map(note).collect()
    }

    /// The row of the version that a law is, where the register has it: by title and day, or where the row has no day by its number.
    fn row_of(&self, law: &RegisteredLaw) -> Option<(usize, &RegisteredLaw)> {
        let rows = self.laws.register.laws.rows().iter().enumerate();
        let mut same = rows.filter(|(_, own)| is_same_version(own, law));
        same.next()
    }

    fn has_dateless(&self, law: &RegisteredLaw) -> bool {
        let title = law.name.text().unwrap_or_default();
        let editions = self.laws.titled(title);
        editions.iter().any(|own| own.promulgated.is_none())
    }

    fn known(
        &self,
        own: &RegisteredLaw,
        law: &RegisteredLaw,
        imported: Imported,
        differences: &[Said],
    ) -> RunNote {
        let (title, day) = called(law);
        let (chinese, english) = joined(differences);
        let message = match imported {
            Imported::Same => Said::new(
                format!("《{title}》（{day}）已经在依据库中，与文件一致"),
                format!("《{title}》 ({day}) is in the register already and says the same"),
            ),
            Imported::Replaced => Said::new(
                format!("《{title}》（{day}）已经在依据库中，已按文件改写：{chinese}"),
                format!(
                    "《{title}》 ({day}) is in the register already and was replaced: {english}"
                ),
            ),
            _ => Said::new(
                format!("《{title}》（{day}）已经在依据库中，没有改动；与文件不同的有：{chinese}"),
                format!(
                    "《{title}》 ({day}) is in the register already and was left as it is; the file says otherwise: {english}"
                ),
            ),
        };
        let help = (imported == Imported::Differs).then(|| {
            Said::new(
                "核对哪一个对；以文件为准的，加 --replace 再导入一次。",
                "See which is right; where the file is, import again with --replace.",
            )
        });
        RunNote {
            file: self.name.clone(),
            message,
            help,
            location: Some(Located::new(&self.name, &self.source, own.name.span())),
            is_error: false,
        }
    }

    fn error(&self, message: Said) -> RunNote {
        RunNote {
            file: self.name.clone(),
            message,
            help: None,
            location: None,
            is_error: true,
        }
    }
}

/// What the reading of a file has to tell. What was left out and stands in the row of its version already is not told.
fn notes_on(file: &str, read: &LawRead, own: Option<&RegisteredLaw>) -> Vec<RunNote> {
    let mut notes = notes_of(file, &read.source, &read.reading, None);
    let is_known = |note: &LawNote| {
        own.is_some_and(|own| match note {
            LawNote::EffectEarlier { .. } | LawNote::EffectAmended | LawNote::EffectUnknown => {
                own.effective_from.is_given()
            }
            LawNote::ForceUnknown | LawNote::ForceUnlisted { .. } => own.force.is_given(),
            _ => false,
        })
    };
    let told = read.notes.iter().filter(|(note, _)| !is_known(note));
    notes.extend(told.map(|(note, span)| RunNote {
        file: file.to_owned(),
        message: said(note.words()),
        help: note.help().map(said),
        location: span.map(|span| Located::new(file, &read.source, span)),
        is_error: false,
    }));
    if let Some(failure) = &read.failure {
        notes.push(RunNote {
            file: file.to_owned(),
            message: said(failure.words()),
            help: failure.help().map(said),
            location: None,
            is_error: true,
        });
    }
    notes
}

fn said(words: Wording) -> Said {
    Said::new(words.chinese, words.english)
}

fn told(file: &str, message: Said) -> RunNote {
    RunNote {
        file: file.to_owned(),
        message,
        help: None,
        location: None,
        is_error: false,
    }
}

fn twice(law: &RegisteredLaw, other: &str, differences: &[Said]) -> Said {
    let (title, day) = called(law);
    let (mut chinese, mut english) = joined(differences);
    if !differences.is_empty() {
        chinese = format!("；与那一份不同的有：{chinese}");
        english = format!("; it says otherwise: {english}");
    }
    Said::new(
        format!("与 {other} 是同一个版本（《{title}》，{day}），没有再列入{chinese}"),
        format!(
            "it is the same version as {other} (《{title}》, {day}) and was not entered again{english}"
        ),
    )
}

fn dateless(law: &RegisteredLaw) -> Said {
    let (title, _) = called(law);
    Said::new(
        format!(
            "依据库中另有一行《{title}》没有写公布日期，请核对是不是同一个版本；是的，合并成一行"
        ),
        format!(
            "the register has another row of 《{title}》 without a day of promulgation; see whether it is the same version, and join them if it is"
        ),
    )
}

fn called(law: &RegisteredLaw) -> (&str, &str) {
    (
        law.name.text().unwrap_or_default(),
        law.promulgated.text().unwrap_or_default(),
    )
}

fn joined(differences: &[Said]) -> (String, String) {
    let chinese: Vec<&str> = differences.iter().map(|own| own.chinese.as_str()).collect();
    let english: Vec<&str> = differences.iter().map(|own| own.english.as_str()).collect();
    (chinese.join("；"), english.join("; "))
}

fn members(register: &LegalRegister) -> Vec<Value> {
    let rows = register.laws.rows().iter();
    rows.map(|law| Value::Object(law.members())).collect()
}

/// Whether two rows are one version: of one title, and promulgated on one day, or where one has no day by one document.
fn is_same_version(a: &RegisteredLaw, b: &RegisteredLaw) -> bool {
    let title = |law: &RegisteredLaw| law.name.text().map(plain_title);
    let day = |law: &RegisteredLaw| law.promulgated.text().and_then(Date::parse);
    let number = |law: &RegisteredLaw| law.document_number.text().map(plain_document_number);
    title(a) == title(b)
        && match (day(a), day(b)) {
            (Some(a), Some(b)) => a == b,
            _ => number(a).is_some() && number(a) == number(b),
        }
}

/// What one row states of a version that another row states otherwise, or not at all.
fn differences(own: &RegisteredLaw, new: &RegisteredLaw) -> Vec<Said> {
    let stated = own.stated();
    let mut differences = Vec::new();
    for (key, value, _) in new.stated() {
        let old = stated.iter().find(|(other, ..)| *other == key);
        let old = old.map(|(_, value, _)| value);
        let is_same = old.is_some_and(|old| match key {
            Key::DocumentNumber => {
                let plain = |value: &Value| value.as_str().map(plain_document_number);
                plain(old) == plain(&value)
            }
            _ => *old == value,
        });
        match key {
            Key::Name => {}
            Key::Articles if old.is_some() => differences.extend(articles_apart(own, new)),
            _ if is_same => {}
            _ => differences.push(apart(key, old, &value)),
        }
    }
    differences
}

fn apart(key: Key, old: Option<&Value>, new: &Value) -> Said {
    let shown = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(rows) => rows.len().to_string(),
        value => value.to_string(),
    };
    let new = shown(new);
    let (word, title) = match key {
        Key::EffectiveFrom => ("施行日期", "In force from"),
        key => (key.chinese(), key.title()),
    };
    match old.map(shown) {
        Some(old) => Said::new(
            format!("{word} {old} → {new}"),
            format!("{title} {old} → {new}"),
        ),
        None => Said::new(
            format!("{word} 没有写 → {new}"),
            format!("{title} not stated → {new}"),
        ),
    }
}

/// In which articles two rows differ.
fn articles_apart(own: &RegisteredLaw, new: &RegisteredLaw) -> Option<Said> {
    /// No more are named.
    const MOST_NAMED: usize = 5;
    let (own, new) = (shapes(own), shapes(new));
    let is_same = |own: &Shape, new: &Shape| {
        let items = |shape: &Shape| -> Vec<u32> {
            let mut items = shape.items.clone();
            while items.last() == Some(&0) {
                items.pop();
            }
            items
        };
        own.paragraphs == new.paragraphs
            && items(own) == items(new)
            && (new.text.is_none() || own.text == new.text)
    };
    let places: BTreeSet<Article> = own.keys().chain(new.keys()).copied().collect();
    let apart: Vec<String> = places
        .into_iter()
        .filter(|place| match (own.get(place), new.get(place)) {
            (Some(own), Some(new)) => !is_same(own, new),
            _ => true,
        })
        .map(|place| place.to_string())
        .collect();
    let count = apart.len();
    let (mut chinese, mut english) = (String::new(), String::new());
    if count > MOST_NAMED {
        chinese = format!("等 {count} 条");
        english = format!(" and {} more", count - MOST_NAMED);
    }
    let named = &apart[..count.min(MOST_NAMED)];
    (count > 0).then(|| {
        Said::new(
            format!("条文 {}{chinese}", named.join("、")),
            format!("articles {}{english}", named.join(", ")),
        )
    })
}

/// What each article of a version is made of.
fn shapes(law: &RegisteredLaw) -> BTreeMap<Article, Shape> {
    let register = LegalRegister {
        laws: Reading::Given(vec![law.clone()], law.span),
        ..LegalRegister::default()
    };
    let laws = Laws::of(register);
    let shape = |place: Article| laws.editions().first()?.shape(place).cloned();
    let rows = law.articles.rows().iter();
    let places = rows.filter_map(|row| match articles(row.article.text()?)?.as_slice() {
        [place] => Some(*place),
        _ => None,
    });
    places
        .filter_map(|place| Some((place, shape(place)?)))
        .collect()
}
