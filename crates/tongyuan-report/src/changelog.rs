//! What has changed for the public, item by item: 变更内容, 依据, 实施时间 (clause 23 of the 2018 work plan).

use std::fmt::Write as _;

use serde::Serialize;
use tongyuan_compare::Degree;
use tongyuan_inspect::{ChangeKind, GuideChange, Language, Words};

use crate::changes::{self, GuideChangeJson};
use crate::chrome::chrome;
use crate::clean::one_line;
use crate::escape::{html, markdown};
use crate::findings::html::page;
use crate::json::pretty;

/// The changes of a repository between two states, for the public.
#[derive(Clone, Copy, Debug)]
pub struct Changelog<'c> {
    /// The earlier state, as it was named.
    pub base: &'c str,
    /// The later state, as it was named; none for what is there now.
    pub revision: Option<&'c str>,
    /// What has become of the guides, in the order of their files.
    pub guides: &'c [GuideChange],
    /// The language of the words.
    pub language: Language,
}

/// What is told of one guide.
struct Entry {
    name: String,
    changes: Vec<String>,
    basis: String,
    effective_from: String,
}

impl Changelog<'_> {
    fn words(&self, chinese: &'static str, english: &'static str) -> &'static str {
        Words::new(chinese, english).get(self.language)
    }

    fn title(&self) -> &'static str {
        self.words("办事指南变更公告", "Changes of service guides")
    }

    fn nothing(&self) -> &'static str {
        self.words("没有需要公布的变更。", "There is no change to publish.")
    }

    fn entries(&self) -> Vec<Entry> {
        let guides = self.guides.iter();
        guides.filter_map(|guide| self.entry(guide)).collect()
    }

    /// What is told of a guide; nothing where it says what it said.
    fn entry(&self, guide: &GuideChange) -> Option<Entry> {
        let mut lines: Vec<String> = Vec::new();
        match guide.kind {
            ChangeKind::Changed => {}
            ChangeKind::New => lines.push(
                self.words("新公布本事项的办事指南", "The guide of this item is new")
                    .into(),
            ),
            ChangeKind::Gone => {
                lines.push(
                    self.words(
                        "本事项的办事指南不再公布",
                        "The guide of this item is withdrawn",
                    )
                    .into(),
                );
            }
        }
        let changes = guide.changes.iter();
        let (wording, substance): (Vec<_>, Vec<_>) =
            changes.partition(|change| change.difference.degree == Degree::Wording);
        lines.extend(substance.iter().map(|change| {
            let said = changes::sentence(change, self.language);
            match (change.basis.as_slice(), self.language) {
                ([], _) => said,
                (basis, Language::Chinese) => {
                    format!("{said}（依据：{}）", one_line(&basis.join("、")))
                }
                (basis, Language::English) => {
                    format!("{said} (basis: {})", one_line(&basis.join(", ")))
                }
            }
        }));
        let reach = guide.reach.iter();
        lines.extend(reach.map(|own| changes::reach_sentence(own, self.language)));
        if !wording.is_empty() {
            lines.push(match self.language {
                Language::Chinese => format!("文字调整 {} 处，办理要求不变", wording.len()),
                Language::English => format!(
                    "Other words in {} places, with the same meaning",
                    wording.len()
                ),
            });
        }
        let stated = |text: &Option<String>| match text {
            Some(text) => one_line(text),
            None => chrome(self.language).nothing().to_owned(),
        };
        (!lines.is_empty()).then(|| Entry {
            name: changes::name(guide),
            changes: lines,
            basis: stated(&guide.approval),
            effective_from: stated(&guide.effective_from),
        })
    }

    /// As Markdown, ending in a line break.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", self.title());
        let entries = self.entries();
        if entries.is_empty() {
            let _ = writeln!(text, "\n{}", self.nothing());
        }
        for entry in entries {
            let _ = writeln!(text, "\n## {}\n", markdown(&entry.name));
            let _ = writeln!(text, "**{}**\n", self.words("变更内容", "What changes"));
            for (line, number) in entry.changes.iter().zip(1..) {
                let _ = writeln!(text, "{number}. {}", markdown(line));
            }
            for (name, value) in self.rest(&entry) {
                let _ = writeln!(text, "\n**{name}** {}", markdown(value));
            }
        }
        text
    }

    /// As a page of its own, ending in a line break.
    #[must_use]
    pub fn html(&self) -> String {
        let mut body = format!("<h1>{}</h1>\n", self.title());
        let entries = self.entries();
        if entries.is_empty() {
            let _ = writeln!(body, "<p>{}</p>", self.nothing());
        }
        for entry in entries {
            let _ = writeln!(body, "<section>\n<h2>{}</h2>", html(&entry.name));
            let _ = writeln!(
                body,
                "<h3>{}</h3>\n<ol>",
                self.words("变更内容", "What changes")
            );
            for line in &entry.changes {
                let _ = writeln!(body, "<li>{}</li>", html(line));
            }
            body.push_str("</ol>\n<dl>\n");
            for (name, value) in self.rest(&entry) {
                let _ = writeln!(body, "<dt>{name}</dt><dd>{}</dd>", html(value));
            }
            body.push_str("</dl>\n</section>\n");
        }
        page(self.title(), &body, self.language)
    }

    fn rest<'e>(&self, entry: &'e Entry) -> [(&'static str, &'e str); 2] {
        [
            (self.words("依据", "Basis"), &entry.basis),
            (
                self.words("实施时间", "In effect from"),
                &entry.effective_from,
            ),
        ]
    }

    /// As JSON, version 1, ending in a line break: the guides as the `change` of findings has them.
    #[must_use]
    pub fn json(&self) -> String {
        #[derive(Serialize)]
        struct ChangelogJson<'c> {
            schema_version: u32,
            language: &'static str,
            base: &'c str,
            revision: Option<&'c str>,
            guides: Vec<GuideChangeJson<'c>>,
        }
        let guides = self.guides.iter();
        pretty(&ChangelogJson {
            schema_version: 1,
            language: self.language.tag(),
            base: self.base,
            revision: self.revision,
            guides: guides
                .map(|own| GuideChangeJson::of(own, self.language))
                .collect(),
        })
    }
}
