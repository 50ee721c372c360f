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
        let Self {
            added,
            replaced,
            same,
            differing,
            failed,
        } = self;
        let failures = failed.len();
        let count = added + replaced + same + differing + failures;
        let behind = |colon: &str, comma: &str| match failed.is_empty() {
            true => String::new(),
            false => format!("{colon}{}", failed.join(comma)),
        };
        let line = say(
            context.language,
            format!(
                "读取 {count} 份文件：列入 {added} 个版本，改写 {replaced} 个，原来就有且一致 {same} 个、不同 {differing} 个，没有列入 {failures} 份{}",
                behind("：", "、")
            ),
            format!(
                "{count} files: {added} versions entered, {replaced} replaced, {same} there already and the same, {differing} there and different, {failures} not entered{}",
                behind(": ", ", ")
            ),
        );
        tell(&format!("{}\n", tongyuan_report::clean(&line)));
        match (failures, differing, count) {
            (0, 0, 0) => Exit::Nothing,
            (0, 0, _) => Exit::Clean,
            (0, ..) => Exit::Found,
            _ => Exit::Failed,
        }
    }
}
