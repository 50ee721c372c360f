//! The archive that a Word or Excel file is: parts with names, which point to one another by relations.
//!
//! Nothing of an archive is written to the disk, and no relation leads out of it: a name with `..` or a web address in
//! it names no part, and so leads nowhere.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::failure::{Failure, FailureKind};

mod element;
mod properties;

pub(crate) use element::Element;

/// No hand-out unpacks to more.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// No hand-out consists of more parts.
const MOST_PARTS: usize = 10_000;

/// An archive of which parts are asked by name, as long as what they unpack to stays within bounds.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// To how many bytes it may unpack, whatever it says of itself.
    limit: u64,
    /// How many of them are left.
    budget: u64,
}

/// A relation of one part to another.
#[derive(Debug, PartialEq)]
pub(crate) struct Relation {
    /// The last segment of its type: `header`, `styles`, `officeDocument`.
    pub(crate) kind: String,
    /// The name of the part that it leads to.
    pub(crate) part: String,
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Failure> {
        Self::open_within(bytes, MOST_UNPACKED)
    }

    /// The same for what may unpack to another number of bytes.
    pub(crate) fn open_within(bytes: &'b [u8], limit: u64) -> Result<Self, Failure> {
        let broken = || Failure::new(FailureKind::BrokenArchive);
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        if archive.len() > MOST_PARTS {
            return Err(too_large(limit));
        }
        // Of two parts with one name one reader sees the one and another the other.
        if archive.has_duplicate_names() {
            return Err(broken());
        }
        Ok(Self {
            archive,
            limit,
            budget: limit,
        })
    }

    pub(crate) fn holds(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether a part lies in the archive whose name ends so.
    pub(crate) fn holds_ending(&self, ending: &str) -> bool {
        let mut names = self.archive.file_names_raw();
        names.any(|name| name.ends_with(ending.as_bytes()))
    }

    /// Unpacks every part and throws it away: whoever reads the archive by other means finds no more than is allowed.
    pub(crate) fn weigh(&mut self) -> Result<(), Failure> {
        for index in 0..self.archive.len() {
            let unpacked = self.unpack(index, &mut std::io::sink())?;
            self.budget -= unpacked;
        }
        self.budget = self.limit;
        Ok(())
    }

    /// One part as text.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.budget -= self.unpack(index, &mut bytes)?;
        decode(bytes)
            .map(Some)
            .ok_or_else(|| broken_xml(name, &"not UTF-8"))
    }

    fn unpack(&mut self, index: usize, into: &mut impl std::io::Write) -> Result<u64, Failure> {
        let broken = || Failure::new(FailureKind::BrokenArchive);
        let encrypted = self
            .archive
            .by_index_raw(index)
            .map_err(|_| broken())?
            .encrypted();
        if encrypted {
            return Err(Failure::new(FailureKind::Encrypted));
        }
        let part = self.archive.by_index(index).map_err(|_| broken())?;
        if part.size() > self.budget {
            return Err(too_large(self.limit));
        }
        let mut part = part.take(self.budget + 1);
        let unpacked = std::io::copy(&mut part, into).map_err(|_| broken())?;
        if unpacked > self.budget {
            return Err(too_large(self.limit));
        }
        Ok(unpacked)
    }

    /// The parts that a part relates to, those outside of the archive left out.
    pub(crate) fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Failure> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let path = join(folder, &format!("_rels/{name}.rels"));
        let Some(xml) = self.text(&path)? else {
            return Ok(Vec::new());
        };
        let root = Element::parse(&xml, &path)?;
        let mut relations = Vec::new();
        root.visit(&mut |element| {
            let external = element.attribute("TargetMode").as_deref() == Some("External");
            let (Some(kind), Some(target)) =
                (element.attribute("Type"), element.attribute("Target"))
            else {
                return;
            };
            if element.name() == "Relationship" && !external {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let part = join(folder, &target);
                relations.push(Relation { kind, part });
            }
        });
        Ok(relations)
    }
}

/// Word writes UTF-8; others write UTF-16 as well.
fn decode(bytes: Vec<u8>) -> Option<String> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, length)) => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[length..])
            .map(std::borrow::Cow::into_owned),
        None => String::from_utf8(bytes).ok(),
    }
}

/// The name of the part that `target` means, seen from a folder.
fn join(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn too_large(limit: u64) -> Failure {
    Failure::new(FailureKind::ArchiveTooLarge { limit })
}

fn broken_xml(part: &str, detail: &dyn ToString) -> Failure {
    Failure::new(FailureKind::BrokenXml {
        part: part.to_owned(),
        detail: detail.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(join("word", "styles.xml"), "word/styles.xml");
        assert_eq!(join("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(join("word", "../customXml/a.xml"), "customXml/a.xml");
        assert_eq!(join("word", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(join("", "_rels/.rels"), "_rels/.rels");
    }
}
