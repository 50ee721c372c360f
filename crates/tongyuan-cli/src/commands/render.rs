//! `tongyuan render`: one channel's version of guides, from their source.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use rayon::prelude::*;
use tongyuan::{
    Capture, Channel, Date, Layouts, OwnRules, RenderForm, Rendered, RunNote, render_in,
};
use tongyuan_report::finding_text;

use super::{Context, value};
use crate::exit::Exit;
use crate::files;
use crate::folder;
use crate::language::say;
use crate::layouts;
use crate::output::{print_bytes_or_fail, tell, tell_failure, tell_note};
use crate::repository::{Repository, stem};

/// So many guides are rendered at a time, as `check` reads them.
const AT_A_TIME: usize = 256;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let sources = match sources(matches, context) {
        Ok(sources) => sources,
        Err(exit) => return exit,
    };
    let form = value(matches, "format")
        .and_then(RenderForm::of_key)
        .unwrap_or(RenderForm::Html);
    let layouts = match all_layouts(&sources, form) {
        Ok(layouts) => layouts,
        // Not a page is written in a layout that nobody asked for.
        Err(note) => {
            tell_note(&note, context.language, context.colour.on_stderr());
            return Exit::Failed;
        }
    };
    let today = match super::check::today(matches, context) {
        Ok(today) => today,
        Err(exit) => return exit,
    };
    let wanted = Wanted {
        layouts: &layouts,
        today,
        channel: value(matches, "channel")
            .and_then(Channel::of_word)
            .unwrap_or(Channel::Online),
        form,
        context,
    };
    match (value(matches, "output").map(Path::new), sources.as_slice()) {
        (_, []) => wanted.fails(
            Exit::Nothing,
            "没有可以生成的指南",
            "there is no guide to render",
        ),
        (Some(folder), sources) => wanted.to_folder(sources, folder),
        (None, [source]) => wanted.to_stdout(source),
        (None, _) => wanted.fails(
            Exit::Failed,
            "有多份指南，须用 --output 指明写到哪个文件夹",
            "there are several guides: --output must name the folder that they are written to",
        ),
    }
}

/// The layouts of the repositories that guides are of, by their folders.
type AllLayouts = HashMap<PathBuf, Layouts>;

fn all_layouts(sources: &[Source], form: RenderForm) -> Result<AllLayouts, Box<RunNote>> {
    let mut all = AllLayouts::new();
    for root in sources.iter().filter_map(Source::root) {
        if let Entry::Vacant(place) = all.entry(root) {
            let own = layouts::read(place.key(), form)?;
            place.insert(own);
        }
    }
    Ok(all)
}

/// Where a canonical guide stands, and what it is called in reports.
struct Source {
    path: PathBuf,
    name: String,
}

impl Source {
    fn is_stdin(&self) -> bool {
        self.name == "-"
    }

    fn read(&self) -> Result<Capture, Box<RunNote>> {
        if self.is_stdin() {
            files::read_stdin("stdin.yaml")
        } else {
            files::read(&self.path, &self.name)
        }
    }

    /// The repository that it is in.
    fn root(&self) -> Option<PathBuf> {
        Repository::find(match self.is_stdin() {
            true => Path::new("."),
            false => &self.path,
        })
    }

    /// What the file of a channel shares with it, so that it is found to belong to it.
    fn stem(&self) -> String {
        match self.is_stdin() {
            true => "stdin".to_owned(),
            false => stem(&self.path),
        }
    }
}

/// The guides that are named: files as they are, folders by the guides that a repository has in them.
fn sources(matches: &ArgMatches, context: Context) -> Result<Vec<Source>, Exit> {
    let given = matches.get_many::<String>("path").into_iter().flatten();
    let (folders, mut sources) =
        given.fold((Vec::new(), Vec::new()), |(mut folders, mut own), name| {
            let path = PathBuf::from(name);
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = name.replace('\\', "/");
                own.push(Source { path, name });
            }
            (folders, own)
        });
    if folders.is_empty() && !sources.is_empty() {
        return Ok(sources);
    }
    let (root, only) = super::check::locate(matches, &folders, context)?;
    let settings = super::check::read_settings(matches, &root, &OwnRules::default(), context)?;
    let repository = Repository::new(root, settings.paths);
    let guides = repository.inventory(&only).guides.into_iter();
    sources.extend(guides.map(|own| Source {
        name: repository.name(&own.canonical),
        path: own.canonical,
    }));
    Ok(sources)
}

/// What is to be written.
#[derive(Clone, Copy)]
struct Wanted<'l> {
    /// By the folders of the repositories.
    layouts: &'l AllLayouts,
    today: Date,
    channel: Channel,
    form: RenderForm,
    context: Context,
}

/// What came of a run.
#[derive(Default)]
struct Tally {
    written: usize,
    /// Guides whose item is not served in the channel.
    elsewhere: usize,
    failed: usize,
    /// Guides that were written and depart from their schema.
    faulty: usize,
}

impl Wanted<'_> {
    fn fails(self, exit: Exit, chinese: &str, english: &str) -> Exit {
        tell_failure(self.context.language, chinese, english);
        exit
    }

    fn tell(self, note: &RunNote) {
        tell_note(note, self.context.language, self.context.colour.on_stderr());
    }

    /// Renders a guide; what cannot be read says why.
    fn render(self, source: &Source) -> Rendered {
        match source.read() {
            Ok(capture) => {
                let none = Layouts::default();
                let own = source.root().and_then(|root| self.layouts.get(&root));
                let layouts = own.unwrap_or(&none);
                render_in(&capture, self.channel, self.form, layouts, Some(self.today))
            }
            Err(note) => Rendered {
                notes: vec![*note],
                ..Rendered::default()
            },
        }
    }

    /// Tells what there is to tell of a guide, and counts it; the document, where there is one.
    fn take(self, rendered: Rendered, tally: &mut Tally) -> Option<Vec<u8>> {
        let Context { language, colour } = self.context;
        rendered.notes.iter().for_each(|note| self.tell(note));
        for finding in &rendered.findings {
            tell(&finding_text(finding, language, colour.on_stderr()));
        }
        let is_unreadable = rendered.notes.iter().any(|note| note.is_error);
        tally.failed += usize::from(is_unreadable);
        tally.faulty += usize::from(!rendered.findings.is_empty());
        tally.elsewhere += usize::from(!is_unreadable && rendered.document.is_none());
        rendered.document
    }

    fn to_stdout(self, source: &Source) -> Exit {
        if self.form == RenderForm::Docx && io::stdout().is_terminal() {
            return self.fails(
                Exit::Failed,
                "Word 文件不能显示在终端：用 --output 写到文件夹，或者重定向到文件",
                "a Word file is nothing for a terminal: name a folder with --output, or send it to a file",
            );
        }
        let mut tally = Tally::default();
        match self.take(self.render(source), &mut tally) {
            Some(document) => {
                tally.written += 1;
                print_bytes_or_fail(&document, self.context.language, tally.exit())
            }
            None => tally.exit(),
        }
    }

    fn to_folder(self, sources: &[Source], folder: &Path) -> Exit {
        let mut tally = Tally::default();
        let mut written: BTreeSet<PathBuf> = BTreeSet::new();
        for some in sources.chunks(AT_A_TIME) {
            let rendered: Vec<Rendered> = some.par_iter().map(|own| self.render(own)).collect();
            for (source, rendered) in some.iter().zip(rendered) {
                let Some(document) = self.take(rendered, &mut tally) else {
                    continue;
                };
                let name = format!("{}.{}", source.stem(), self.form.ending());
                let path = folder.join(name);
                // Two guides of one name: the second is not written over the first.
                let done = match written.contains(&path) {
                    true => Err(folder::taken(&path)),
                    false => folder::write_bytes(&path, &document),
                };
                match done {
                    Ok(()) => {
                        tally.written += 1;
                        written.insert(path);
                    }
                    Err(note) => {
                        tally.failed += 1;
                        self.tell(&note);
                    }
                }
            }
        }
        tell(&tally.words(self));
        tally.exit()
    }
}

impl Tally {
    fn exit(&self) -> Exit {
        match (self.failed + self.faulty, self.written) {
            (0, 0) => Exit::Nothing,
            (0, _) => Exit::Clean,
            _ => Exit::Failed,
        }
    }

    fn words(&self, wanted: Wanted<'_>) -> String {
        let Self {
            written,
            elsewhere,
            failed,
            faulty,
        } = self;
        let channel = wanted.channel;
        let (chinese, english) = match faulty {
            0 => (String::new(), String::new()),
            _ => (
                format!("，其中 {faulty} 份指南不符合格式"),
                format!(", {faulty} of them from a guide that departs from its schema"),
            ),
        };
        say(
            wanted.context.language,
            format!(
                "{}版本：生成 {written} 份{chinese}；不在这个渠道办理 {elsewhere} 份；失败 {failed} 份\n",
                channel.chinese()
            ),
            format!(
                "{}: {written} written{english}; {elsewhere} not served there; {failed} failed\n",
                channel.key()
            ),
        )
    }
}
