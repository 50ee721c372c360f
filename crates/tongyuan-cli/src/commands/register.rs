//! `tongyuan register`

use std::path::Path;

use clap::ArgMatches;
use tongyuan::{Capture, Format, ImportManner, Imported, Language, LawImport, RunNote, Vocabulary};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::folder::{self, Document};
use crate::language::say;
use crate::output::{print_or_fail, tell, tell_note};

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    match matches.subcommand() {
        Some(("import", matches)) => import(matches, context),
        _ => Exit::Failed,
    }
}

fn import(matches: &ArgMatches, context: Context) -> Exit {
    let into = value(matches, "into");
    let manner = ImportManner {
        with_text: matches.get_flag("text"),
        replaces: matches.get_flag("replace"),
        keys: match (value(matches, "keys"), context.language) {
            (Some("zh"), _) | (None, Language::Chinese) => Vocabulary::Chinese,
            _ => Vocabulary::English,
        },
        language: context.language,
    };
    let mut import = match begin(into, manner) {
        Ok(import) => import,
        Err(notes) => {
            tell_notes(&notes, context);
            return Exit::Failed;
        }
    };
    let named = matches.get_many::<String>("file").into_iter().flatten();
    let documents = named.flat_map(|path| match Path::new(path) {
        folder if folder.is_dir() => word_files(folder),
        _ => vec![Document::file(path)],
    });
    let mut tally = Tally::default();
    for document in documents {
        let imported = match files::read(&document.path, &document.name) {
            Ok(file) => {
                let (imported, notes) = import.add(&file);
                tell_notes(&notes, context);
                imported
            }
            Err(note) => {
                tell_notes(&[*note], context);
                Imported::Failed
            }
        };
        tally.count(imported, document.name);
    }
    match import.finish() {
        Ok(None) => tally.close(context),
        Ok(Some((text, notes))) => {
            tell_notes(&notes, context);
            match into {
                None => print_or_fail(&text, context.language, tally.close(context)),
                Some(path) => match folder::write(Path::new(path), &text) {
                    Ok(()) => tally.close(context),
                    Err(note) => fails(*note, context),
                },
            }
        }
        Err(note) => fails(*note, context),
    }
}

/// The register that is there, or none yet.
fn begin(into: Option<&str>, manner: ImportManner) -> Result<LawImport, Vec<RunNote>> {
    let name = into.unwrap_or("laws.yaml");
    let register: Option<Capture> = match into {
        Some(path) if Path::new(path).exists() => {
            Some(files::read(Path::new(path), path).map_err(|note| vec![*note])?)
        }
        _ => None,
    };
    LawImport::new(name, register.as_ref(), manner)
}

fn word_files(folder: &Path) -> Vec<Document> {
    let mut documents = folder::documents(folder, None);
    documents.retain(|own| {
        let format = Format::of_ending(&own.name);
        matches!(format, Some(Format::Docx | Format::Doc))
    });
    documents
}

fn tell_notes(notes: &[RunNote], context: Context) {
    for note in notes {
        tell_note(note, context.language, context.colour.on_stderr());
    }
}

fn fails(note: RunNote, context: Context) -> Exit {
    tell_notes(&[note], context);
    Exit::Failed
}

/// What a run came to.
#[derive(Default)]
struct Tally {
    added: usize,
    replaced: usize,
    same: usize,
    differing: usize,
    failed: Vec<String>,
}

impl Tally {
    fn count(&mut self, imported: Imported, name: String) {
        match imported {
            Imported::Added => self.added += 1,
            Imported::Replaced => self.replaced += 1,
            Imported::Same => self.same += 1,
            Imported::Differs => self.differing += 1,
            Imported::Failed => self.failed.push(name),
        }
    }

    /// The last line of a run, and how it ends.
    fn close(self, context: Context) -> Exit {
        let failures = self.failed.len();
        let outcomes = [
            (self.added, "新列入", "entered"),
            (self.replaced, "改写", "replaced"),
            (self.same, "原来就有、一致", "there already and the same"),
            (
                self.differing,
                "原来就有、不同、没有改动",
                "there already, different and left as it was",
            ),
            (failures, "没有列入", "not entered"),
        ];
        let count: usize = outcomes.iter().map(|(count, ..)| count).sum();
        let parts = |words: &dyn Fn(usize, &str, &str) -> String, comma: &str| -> String {
            let outcomes = outcomes.iter().filter(|(count, ..)| *count > 0);
            let parts = outcomes.map(|(count, chinese, english)| words(*count, chinese, english));
            parts.collect::<Vec<_>>().join(comma)
        };
        let chinese = parts(&|count, word, _| format!("{word} {count} 份"), "，");
        let english = parts(&|count, _, word| format!("{count} {word}"), ", ");
        let mut line = say(
            context.language,
            format!("读取 {count} 份文件：{chinese}"),
            format!("{count} read: {english}"),
        );
        if count == 0 {
            line = say(
                context.language,
                "没有可导入的 Word 文件".to_owned(),
                "there is no Word file to import".to_owned(),
            );
        }
        if failures > 0 {
            let (colon, comma) = say(context.language, ("：", "、"), (": ", ", "));
            line.push_str(colon);
            line.push_str(&self.failed.join(comma));
        }
        tell(&format!("{}\n", tongyuan_report::clean(&line)));
        match (failures, self.differing, count) {
            (0, 0, 0) => Exit::Nothing,
            (0, 0, _) => Exit::Clean,
            (0, ..) => Exit::Found,
            _ => Exit::Failed,
        }
    }
}
