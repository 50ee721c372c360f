//! `tongyuan adopt`

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tongyuan::{Adopted, Capture, Channel, Language, Vocabulary, Written, adopt, item_name, slug};

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::folder::{self, Document};
use crate::language::say;
use crate::output::{print_or_fail, tell, tell_failure, tell_note};

/// How drafts are written.
#[derive(Clone, Copy)]
struct Manner<'m> {
    context: Context,
    keys: Vocabulary,
    id: Option<&'m str>,
    is_forced: bool,
}

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let manner = Manner {
        context,
        keys: match (value(matches, "keys"), context.language) {
            (Some("zh"), _) | (None, Language::Chinese) => Vocabulary::Chinese,
            _ => Vocabulary::English,
        },
        id: value(matches, "id"),
        is_forced: matches.get_flag("force"),
    };
    let side = |name| value(matches, name).unwrap_or_default();
    let (online, hall) = (side("ONLINE"), side("HALL"));
    let output = value(matches, "output").map(Path::new);
    match (Path::new(online).is_dir(), Path::new(hall).is_dir(), output) {
        (true, true, Some(output)) => folders(Path::new(online), Path::new(hall), output, manner),
        (true, true, None) => manner.fails(
            "两边是文件夹时，须用 --output 指明草稿写到哪个文件夹",
            "of two folders, --output must name the folder that the drafts go to",
        ),
        (false, false, output) => pair(online, hall, output, manner),
        _ => manner.fails(
            "两边应当都是文件，或者都是文件夹",
            "both sides must be files, or both folders",
        ),
    }
}

impl Manner<'_> {
    fn fails(self, chinese: &str, english: &str) -> Exit {
        tell_failure(self.context.language, chinese, english);
        Exit::Failed
    }

    fn tell(self, chinese: String, english: String) {
        let line = say(self.context.language, chinese, english);
        tell(&format!("{}\n", tongyuan_report::clean(&line)));
    }

    fn tell_note(self, note: &tongyuan::RunNote) {
        tell_note(note, self.context.language, self.context.colour.on_stderr());
    }

    /// Reads a file; says why where it cannot.
    fn read(self, path: &Path, name: &str) -> Option<Capture> {
        let read = files::read(path, name);
        read.map_err(|note| self.tell_note(&note)).ok()
    }

    /// The drafts of two documents with their ids.
    fn drafts(self, adopted: &Adopted, stem: &str) -> Vec<(String, Written)> {
        let drafts = adopted.drafts.iter().enumerate();
        drafts
            .filter_map(|(number, (part, _))| {
                let mut id = self.id.map_or_else(|| slug(stem), str::to_owned);
                if let Some(part) = part {
                    id = slug(&format!("{id}-{part}"));
                }
                let written = adopted.write(number, &id, self.keys, self.context.language)?;
                Some((id, written))
            })
            .collect()
    }

    /// Writes a draft, unless there is something that must stay.
    fn write(self, path: &Path, text: &str) -> bool {
        let done = if path.exists() && !self.is_forced {
            Err(folder::taken(path))
        } else {
            folder::write(path, text)
        };
        done.map_err(|note| self.tell_note(&note)).is_ok()
    }

    /// What was drafted and what is left to do.
    fn summary(self, id: &str, written: &Written, is_full: bool) {
        let (choices, lone, todo) = (written.choices, written.lone, written.todo.len());
        self.tell(
            format!("{id}：待定 {choices} 处，只有一份写明 {lone} 处，待补填 {todo} 项"),
            format!("{id}: {choices} to choose, {lone} said by one only, {todo} to fill in"),
        );
        if is_full {
            for said in &written.todo {
                self.tell(format!("  {}", said.chinese), format!("  {}", said.english));
            }
        }
    }

    fn unpaired(self, adopted: &Adopted) {
        for (channel, name) in &adopted.unpaired {
            self.tell(
                format!("{}的“{name}”没有对应的一份，没有写草稿", channel.chinese()),
                format!(
                    "{}: nothing belongs to “{name}”, it was not drafted",
                    channel.key()
                ),
            );
        }
    }
}

/// Two documents: to stdout, or to a file.
fn pair(online: &str, hall: &str, output: Option<&Path>, manner: Manner<'_>) -> Exit {
    let read = |path: &str| manner.read(Path::new(path), path);
    let (Some(a), Some(b)) = (read(online), read(hall)) else {
        return Exit::Failed;
    };
    let adopted = adopt(&a, &b);
    adopted.notes.iter().for_each(|note| manner.tell_note(note));
    if adopted.online.failure.is_some() || adopted.in_person.failure.is_some() {
        return Exit::Failed;
    }
    manner.unpaired(&adopted);
    let named = output.map(|path| Document::file(&path.to_string_lossy()));
    let stem = named.unwrap_or_else(|| Document::file(online)).stem();
    let drafts = manner.drafts(&adopted, &stem);
    if drafts.is_empty() {
        manner.tell(
            "没有可以合成草稿的内容".to_owned(),
            "there is nothing to draft from".to_owned(),
        );
        return Exit::Nothing;
    }
    for (id, written) in &drafts {
        manner.summary(id, written, true);
    }
    let Some(output) = output else {
        let texts: Vec<&str> = drafts.iter().map(|(_, one)| one.text.as_str()).collect();
        return print_or_fail(&texts.join("---\n"), manner.context.language, Exit::Clean);
    };
    let is_one = drafts.len() == 1;
    let done = drafts.iter().filter(|(id, written)| {
        let path = if is_one {
            output.to_path_buf()
        } else {
            output.with_file_name(format!("{id}.yaml"))
        };
        manner.write(&path, &written.text)
    });
    if done.count() == drafts.len() {
        Exit::Clean
    } else {
        Exit::Failed
    }
}

/// What a run over two folders came to.
#[derive(Default)]
struct Tally {
    read: usize,
    drafted: usize,
    choices: usize,
    unreadable: Vec<String>,
    unpaired: Vec<String>,
    kept: Vec<String>,
}

/// Two folders: every pair of documents becomes a guide of its own.
fn folders(online: &Path, hall: &Path, output: &Path, manner: Manner<'_>) -> Exit {
    if manner.id.is_some() {
        return manner.fails(
            "两边是文件夹时，标识取文件名，不能用 --id",
            "of two folders, the ids are the names of the files: --id names one",
        );
    }
    let of = |folder: &Path| folder::documents(folder, Some(output));
    let (own, its) = (of(online), of(hall));
    let mut tally = Tally::default();
    for (a, b) in pairs(&own, &its, &mut tally) {
        one(a, b, output, &mut tally, manner);
    }
    manner.close(&tally)
}

/// Which document belongs to which: those of one stem, and of the rest those of one item. Where two could be meant, neither is.
fn pairs<'d>(
    own: &'d [Document],
    its: &'d [Document],
    tally: &mut Tally,
) -> Vec<(&'d Document, &'d Document)> {
    let (stems, others) = (folder::by_stem(own), folder::by_stem(its));
    let mut pairs = Vec::new();
    let (mut left, mut right): (Vec<&Document>, Vec<&Document>) = (Vec::new(), Vec::new());
    for (stem, documents) in &stems {
        match (documents.as_slice(), others.get(stem).map(Vec::as_slice)) {
            ([a], Some([b])) => pairs.push((*a, *b)),
            (documents, None) => left.extend(documents),
            (documents, Some(others)) => {
                let both = documents.iter().chain(others);
                tally.unpaired.extend(both.map(|one| one.name.clone()));
            }
        }
    }
    let alone = others.iter().filter(|(stem, _)| !stems.contains_key(*stem));
    right.extend(alone.flat_map(|(_, documents)| documents));
    // Only where both sides have some left can a name tell which belong together.
    let named = |documents: &[&'d Document]| -> Vec<(&'d Document, Option<String>)> {
        let item = |one: &Document| {
            let capture = files::read(&one.path, &one.name).ok()?;
            item_name(&tongyuan::read(&capture))
        };
        let is_asked = !left.is_empty() && !right.is_empty();
        let documents = documents.iter();
        documents
            .map(|one| (*one, is_asked.then(|| item(one)).flatten()))
            .collect()
    };
    let (left, mut right) = (named(&left), named(&right));
    for (document, item) in &left {
        let is_same = |(_, other): &(&Document, Option<String>)| item.is_some() && other == item;
        let is_only = left.iter().filter(|other| is_same(other)).count() == 1
            && right.iter().filter(|other| is_same(other)).count() == 1;
        match right.iter().position(is_same).filter(|_| is_only) {
            Some(at) => pairs.push((*document, right.remove(at).0)),
            None => tally.unpaired.push(document.name.clone()),
        }
    }
    let rest = right.iter().map(|(document, _)| document.name.clone());
    tally.unpaired.extend(rest);
    pairs.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    pairs
}

/// One pair of documents; whatever is wrong with it, the others still have their turn.
fn one(a: &Document, b: &Document, output: &Path, tally: &mut Tally, manner: Manner<'_>) {
    let read = |one: &Document, tally: &mut Tally| {
        let capture = manner.read(&one.path, &one.name);
        if capture.is_none() {
            tally.unreadable.push(one.name.clone());
        }
        capture
    };
    let (Some(online), Some(hall)) = (read(a, tally), read(b, tally)) else {
        return;
    };
    let adopted = adopt(&online, &hall);
    adopted.notes.iter().for_each(|note| manner.tell_note(note));
    for (document, read) in [(a, &adopted.online), (b, &adopted.in_person)] {
        // Nothing was read of what says nothing.
        if read.failure.is_some() || read.guides.iter().all(tongyuan::Guide::is_empty) {
            tally.unreadable.push(document.name.clone());
        } else {
            tally.read += 1;
        }
    }
    let unpaired = adopted.unpaired.iter();
    tally.unpaired.extend(unpaired.map(|(channel, name)| {
        let document = if *channel == Channel::Online { a } else { b };
        format!("{} {name}", document.name)
    }));
    let is_one = adopted.drafts.len() == 1;
    for (id, written) in manner.drafts(&adopted, &a.stem()) {
        let name = if is_one { a.stem() } else { id.clone() };
        let path: PathBuf = output.join(format!("{name}.yaml"));
        if manner.write(&path, &written.text) {
            tally.drafted += 1;
            tally.choices += written.choices;
            manner.summary(&id, &written, false);
        } else {
            tally.kept.push(path.to_string_lossy().into_owned());
        }
    }
}

impl Manner<'_> {
    /// The last lines of a run over folders, and how it ends.
    fn close(self, tally: &Tally) -> Exit {
        let (read, drafted, choices) = (tally.read, tally.drafted, tally.choices);
        self.tell(
            format!("读取 {read} 份文件，写出 {drafted} 份草稿，待定共 {choices} 处"),
            format!("{read} documents read, {drafted} drafts written, {choices} to choose in all"),
        );
        for (names, chinese, english) in [
            (
                &tally.unreadable,
                "无法读取或者没有内容",
                "not readable, or with nothing in them",
            ),
            (&tally.unpaired, "没有配对", "with no counterpart"),
            (&tally.kept, "没有写入", "not written"),
        ] {
            if !names.is_empty() {
                let count = names.len();
                self.tell(
                    format!("{chinese} {count} 份：{}", names.join("、")),
                    format!("{count} {english}: {}", names.join(", ")),
                );
            }
        }
        if !tally.unreadable.is_empty() || !tally.kept.is_empty() {
            Exit::Failed
        } else if drafted == 0 {
            Exit::Nothing
        } else {
            Exit::Clean
        }
    }
}
