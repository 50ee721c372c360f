//! Where a page and its evidence are kept, and whether the page has changed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tongyuan::{Capture, Format};
use tongyuan_report::{Evidence, Outcome};
use url::Url;

use super::fetch::Known;
use crate::files;

/// How the name of evidence ends. Such a file is no published version.
pub(crate) const EVIDENCE: &str = ".capture.json";

/// The place of one guide in the online hall.
#[derive(Debug)]
pub(crate) struct Shelf {
    folder: PathBuf,
    guide: String,
    /// The evidence that is there, if the page that it vouches for is there as well and is the same to the byte.
    earlier: Option<Evidence>,
}

impl Shelf {
    /// The place of a guide, with what is kept there.
    pub(crate) fn of(folder: &Path, guide: &str) -> Self {
        let mut shelf = Self {
            folder: folder.to_path_buf(),
            guide: guide.to_owned(),
            earlier: None,
        };
        shelf.earlier = fs::read(shelf.evidence())
            .ok()
            .and_then(|bytes| Evidence::read(&bytes))
            .filter(|evidence| {
                evidence.sha256.is_some() && evidence.sha256 == shelf.kept(evidence)
            });
        shelf
    }

    fn evidence(&self) -> PathBuf {
        self.folder.join(format!("{}{EVIDENCE}", self.guide))
    }

    /// The digest of the page that evidence names; none where it names another place than this.
    fn kept(&self, evidence: &Evidence) -> Option<String> {
        let name = evidence.file.as_deref()?;
        let ending = name.strip_prefix(&self.guide)?.strip_prefix('.')?;
        let is_plain = ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_plain.then(|| digest(&self.folder.join(name)))?
    }

    /// The evidence that is there, if the page was asked for at a time or after it, which is in UTC.
    pub(crate) fn since(&self, time: &str) -> Option<&Evidence> {
        let is_later = |own: &&Evidence| own.started_at.as_str() >= time;
        self.earlier.as_ref().filter(is_later)
    }

    /// The page that was captured last, where it is still as it was then.
    pub(crate) fn page(&self) -> Option<PathBuf> {
        let file = self.earlier.as_ref()?.file.as_deref()?;
        Some(self.folder.join(file))
    }

    /// What a server may be told of it.
    pub(crate) fn known(&self) -> Option<Known> {
        let earlier = self.earlier.as_ref()?;
        let header = |name: &str| {
            let value = earlier.headers.get(name)?;
            // What was cleaned or cut on its way into the evidence is no longer what the server said.
            let is_whole = value.len() < 256 && value.bytes().all(|b| (0x20..0x7f).contains(&b));
            is_whole.then(|| value.clone())
        };
        let conditions: Vec<_> = [
            ("if-none-match", header("etag")),
            ("if-modified-since", header("last-modified")),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
        (!conditions.is_empty()).then(|| Known {
            url: earlier.last.clone(),
            conditions,
        })
    }

    /// Keeps a page with its evidence. Says where it is kept, and whether it had to be written.
    pub(crate) fn keep(
        &self,
        bytes: Vec<u8>,
        evidence: &mut Evidence,
    ) -> io::Result<(PathBuf, bool)> {
        let content_type = evidence.headers.get("content-type").map(String::as_str);
        let ending = ending(content_type, &evidence.last, &bytes);
        let name = format!("{}.{ending}", self.guide);
        let path = self.folder.join(&name);
        let page = Capture::new(name, bytes);
        let new = page.digest();
        let standing = digest(&path);
        let previous = standing
            .clone()
            .or_else(|| self.earlier.as_ref()?.sha256.clone());
        let is_same = previous.as_ref() == Some(&new);
        evidence.outcome = if is_same {
            Outcome::Same
        } else {
            Outcome::Different
        };
        evidence.first = previous.is_none();
        evidence.previous_sha256 = previous;
        evidence.bytes = Some(page.bytes.len() as u64);
        fs::create_dir_all(&self.folder)?;
        let is_written = standing.as_ref() != Some(&new);
        if is_written {
            files::write_bytes(&path, &page.bytes)?;
        }
        evidence.file = Some(page.name);
        evidence.sha256 = Some(new);
        files::write(&self.evidence(), &evidence.to_json())?;
        Ok((path, is_written))
    }

    /// Renews the evidence of a page of which the server says that it has not changed. Says where the page is.
    pub(crate) fn renew(&self, evidence: &mut Evidence) -> io::Result<Option<PathBuf>> {
        let Some(earlier) = &self.earlier else {
            return Ok(None);
        };
        evidence.outcome = Outcome::Same;
        evidence.file.clone_from(&earlier.file);
        evidence.sha256.clone_from(&earlier.sha256);
        evidence.previous_sha256.clone_from(&earlier.sha256);
        evidence.bytes = earlier.bytes;
        evidence.charset.clone_from(&earlier.charset);
        // An answer without a page leaves out what it said with the page.
        for (name, value) in &earlier.headers {
            let kept = evidence.headers.entry(name.clone());
            kept.or_insert_with(|| value.clone());
        }
        files::write(&self.evidence(), &evidence.to_json())?;
        Ok(self.page())
    }
}

impl Shelf {
    /// Keeps the evidence that a page is gone. The page that was captured last is left as it is, and still vouched for.
    pub(crate) fn mark(&self, evidence: &mut Evidence) -> io::Result<()> {
        if let Some(earlier) = &self.earlier {
            evidence.file.clone_from(&earlier.file);
            evidence.sha256.clone_from(&earlier.sha256);
            evidence.previous_sha256.clone_from(&earlier.sha256);
            evidence.bytes = earlier.bytes;
        }
        // These would be of the answer that says so, and not of the page.
        for name in ["etag", "last-modified"] {
            evidence.headers.remove(name);
        }
        fs::create_dir_all(&self.folder)?;
        files::write(&self.evidence(), &evidence.to_json())
    }
}

/// SHA-256 of a file; none where there is none that can be read.
fn digest(path: &Path) -> Option<String> {
    files::read(path, "").ok().map(|capture| capture.digest())
}

/// How the file of a page ends: by what the bytes show, then by what the server says, then by the address.
fn ending(content_type: Option<&str>, address: &str, bytes: &[u8]) -> &'static str {
    let content_type = content_type.unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let start = start.trim_ascii_start();
    let promised = of_kind(&kind).or_else(|| of_address(address));
    if start.starts_with(b"%PDF-") {
        return "pdf";
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return promised
            .filter(|ending| matches!(*ending, "docx" | "xlsx"))
            .unwrap_or("docx");
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return "doc";
    }
    let is_markup = start.starts_with(b"<");
    match promised {
        // A page under another name: servers call what they do not know text, or a file to be saved.
        Some("html" | "xml") if is_markup => promised.unwrap_or("html"),
        Some("json" | "md" | "csv" | "yaml") | Some("png" | "jpg" | "gif" | "webp") => {
            promised.unwrap_or("html")
        }
        _ if is_markup => "html",
        Some("html" | "xml" | "txt") => promised.unwrap_or("txt"),
        _ => "bin",
    }
}

fn of_kind(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "text/html" | "application/xhtml+xml" => "html",
        "text/plain" => "txt",
        "text/markdown" => "md",
        "text/csv" => "csv",
        "text/xml" | "application/xml" => "xml",
        "application/json" | "text/json" => "json",
        "application/yaml" | "text/yaml" | "application/x-yaml" => "yaml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        _ if kind.ends_with("+json") => "json",
        _ if kind.ends_with("+xml") => "xml",
        _ => return None,
    })
}

fn of_address(address: &str) -> Option<&'static str> {
    let url = Url::parse(address).ok()?;
    Some(match Format::of_ending(url.path())? {
        Format::Html => "html",
        Format::Json | Format::Ndjson => "json",
        Format::Yaml => "yaml",
        Format::Xml => "xml",
        Format::Markdown => "md",
        Format::Text => "txt",
        Format::Csv => "csv",
        Format::Docx => "docx",
        Format::Xlsx => "xlsx",
        Format::Doc => "doc",
        Format::Pdf => "pdf",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        const DOCX: &str =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        let page = "http://a.example/x";
        for (kind, address, bytes, wanted) in [
            (Some("text/html; charset=gbk"), page, "<p>甲", "html"),
            (Some("text/html"), page, "甲", "html"),
            (None, page, "\u{FEFF}\n<!doctype html>", "html"),
            (Some("text/plain"), page, " <html>", "html"),
            (Some("text/plain"), page, "甲", "txt"),
            (
                Some("application/octet-stream"),
                "http://a.example/x.pdf?v=1",
                "%PDF-1.7",
                "pdf",
            ),
            (Some("application/pdf"), page, "<html>登录", "html"),
            (Some("text/html"), page, "%PDF-1.4", "pdf"),
            (Some(DOCX), page, "PK\u{3}\u{4}", "docx"),
            (None, "http://a.example/x.xlsx", "PK\u{3}\u{4}", "xlsx"),
            (Some("application/json"), page, "{}", "json"),
            (Some("application/problem+json"), page, "{}", "json"),
            (Some("application/xml"), page, "<?xml?>", "xml"),
            (Some("image/png"), page, "\u{89}PNG", "png"),
            (Some("application/x-thing"), page, "甲", "bin"),
            (None, "http://a.example/x.md", "# 甲", "md"),
        ] {
            let found = ending(kind, address, bytes.as_bytes());
            assert_eq!(found, wanted, "{kind:?} {address} {bytes}");
        }
    }

    #[test]
    fn evidence_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let hall = folder.path().join("online");
        fs::create_dir_all(&hall).unwrap();
        fs::write(folder.path().join("secret.html"), "x").unwrap();
        fs::write(hall.join("a.html"), "x").unwrap();
        let mut evidence = Evidence::new("a", "http://a.example/", String::new());
        evidence.sha256 = Some(Capture::new("", "x").digest());
        evidence.keep_header("etag", "\"1\"");
        let known = |file: &str| {
            let mut evidence = evidence.clone();
            evidence.file = Some(file.to_owned());
            fs::write(hall.join("a.capture.json"), evidence.to_json()).unwrap();
            Shelf::of(&hall, "a").known().is_some()
        };
        assert!(known("a.html"));
        assert!(!known("../secret.html"));
        assert!(!known("a./../../secret.html"));
        assert!(!known("b.html"));
        // A page that was changed by hand is no longer the one that was captured.
        fs::write(hall.join("a.html"), "y").unwrap();
        assert!(!known("a.html"));
    }
}
