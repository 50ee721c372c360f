//! The profiles of a run: those built in, those of the repository, and the one that was chosen.

use std::path::Path;

use tongyuan::{Capture, ProfileFault, Profiles, RunNote, Said};
use tongyuan_inspect::Located;
use tongyuan_model::{SourceMap, SourceText, nearest};

use crate::repository::Repository;
use crate::settings::Paths;

/// The profiles for files of a repository, or of none; `chosen` is the one that the user names.
pub(crate) fn load(
    repository: Option<&Repository>,
    chosen: Option<&str>,
) -> Result<Profiles, Vec<RunNote>> {
    let mut profiles = Profiles::default();
    let mut notes = Vec::new();
    if let Some(repository) = repository {
        for path in repository.profiles() {
            let read = repository.content(&path).map_err(|note| vec![*note]);
            let added = read.and_then(|file| add(&mut profiles, &file));
            notes.extend(added.err().unwrap_or_default());
        }
    }
    if let Some(chosen) = chosen
        && !profiles.choose(chosen)
    {
        notes.push(unknown(&profiles, chosen));
    }
    if notes.is_empty() {
        Ok(profiles)
    } else {
        Err(notes)
    }
}

/// The profiles of the repository that a file is in, if it is in one.
pub(crate) fn for_file(path: &Path, chosen: Option<&str>) -> Result<Profiles, Vec<RunNote>> {
    let repository = Repository::find(path).map(|root| Repository::new(root, Paths::default()));
    load(repository.as_ref(), chosen)
}

fn add(profiles: &mut Profiles, capture: &Capture) -> Result<(), Vec<RunNote>> {
    let name = &capture.name;
    let text = String::from_utf8_lossy(&capture.bytes).into_owned();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned();
    match profiles.add_file(name, &text) {
        Ok(_) => Ok(()),
        Err(faults) => {
            let source = SourceText::new(text, SourceMap::default());
            Err(faults
                .iter()
                .map(|fault| note(name, &source, fault))
                .collect())
        }
    }
}

fn note(name: &str, source: &SourceText, fault: &ProfileFault) -> RunNote {
    let said = |words: tongyuan_extract::Wording| Said::new(words.chinese, words.english);
    RunNote {
        file: name.to_owned(),
        message: said(fault.kind.words()),
        help: fault.kind.help().map(said),
        location: fault.span.map(|span| Located::new(name, source, span)),
        is_error: true,
    }
}

fn unknown(profiles: &Profiles, chosen: &str) -> RunNote {
    let names: Vec<&str> = profiles.names().collect();
    let meant = nearest(chosen, names.iter().copied());
    let (mut chinese, mut english) = (String::new(), String::new());
    if let Some(meant) = meant {
        chinese = format!("是否应为“{meant}”？");
        english = format!("Did you mean “{meant}”? ");
    }
    RunNote {
        file: String::new(),
        message: Said::new(
            format!("没有名为“{chosen}”的方案"),
            format!("there is no profile “{chosen}”"),
        ),
        help: Some(Said::new(
            format!("{chinese}可以是：{}。", names.join("、")),
            format!("{english}It is one of: {}.", names.join(", ")),
        )),
        location: None,
        is_error: true,
    }
}
