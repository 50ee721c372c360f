//! What a check found, in the forms that people and programs read. Each form is one file.

use std::collections::HashMap;

use tongyuan_inspect::{Finding, Language, Severity};

use crate::Colour;
use crate::changes::{Since, SinceJson};
use crate::run::{RunNote, Summary};

mod escape;
mod github;
mod gitlab;
pub(crate) mod html;
pub(crate) mod json;
mod junit;
mod markdown;
mod sarif;
pub(crate) mod text;

/// A form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a terminal or a log, with the lines that the findings are about; what was accepted is only counted.
    Text(Colour),
    /// JSON, findings version 1.
    Json,
    /// The same as lines: a finding each, then the notes, then the summary.
    Ndjson,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// Markdown, for a comment on a change.
    Markdown,
    /// A page of its own.
    Html,
}

impl Form {
    /// The form of a name, as the command takes it.
    #[must_use]
    pub fn of_name(name: &str, colour: Colour) -> Option<Self> {
        Some(match name {
            "text" => Self::Text(colour),
            "json" => Self::Json,
            "ndjson" => Self::Ndjson,
            "sarif" => Self::Sarif,
            "junit" => Self::Junit,
            "github" => Self::Github,
            "gitlab" => Self::Gitlab,
            "markdown" => Self::Markdown,
            "html" => Self::Html,
            _ => return None,
        })
    }
}

/// Everything that a check has to tell.
#[derive(Clone, Copy, Debug)]
pub struct Report<'r> {
    /// The findings, in the order of their places.
    pub findings: &'r [Finding],
    /// What was not read as it stands, and the errors of the run.
    pub notes: &'r [RunNote],
    /// How many of what was looked at.
    pub summary: &'r Summary,
    /// From which severity on a finding fails the check; none where no finding does.
    pub fail_on: Option<Severity>,
    /// What has become of the repository since the base of a change, where one is judged.
    pub since: Option<&'r Since>,
    /// The language of the words.
    pub language: Language,
    /// The version of the program.
    pub version: &'static str,
}

impl<'r> Report<'r> {
    /// The report in a form, ending in a line break where it is not empty.
    #[must_use]
    pub fn render(&self, form: Form) -> String {
        match form {
            Form::Text(colour) => text::render(self, colour),
            Form::Json => json::render(self),
            Form::Ndjson => json::render_lines(self),
            Form::Sarif => sarif::render(self),
            Form::Junit => junit::render(self),
            Form::Github => github::render(self),
            Form::Gitlab => gitlab::render(self),
            Form::Markdown => markdown::render(self),
            Form::Html => html::render(self),
        }
    }

    /// The findings that somebody still has to deal with.
    fn open(&self) -> impl Iterator<Item = &'r Finding> {
        self.findings.iter().filter(|finding| finding.is_open())
    }

    /// What a change comes to, in data.
    fn change_json(&self) -> Option<SinceJson<'r>> {
        let open = self.open().count();
        Some(SinceJson::of(self.since?, open, self.language))
    }

    /// What a change comes to, in lines: for applicants, and in findings.
    fn change_lines(&self) -> Vec<String> {
        self.since
            .map(|since| since.lines(self.open().count(), self.language))
            .unwrap_or_default()
    }

    /// At most so many findings, the gravest where there are more, in the order of their places.
    fn gravest(&self, most: usize) -> Vec<&'r Finding> {
        let mut order: Vec<(usize, &Finding)> = self.findings.iter().enumerate().collect();
        if order.len() > most {
            // What nobody has to deal with goes first of all.
            order.sort_by_key(|(at, finding)| {
                (!finding.is_open(), std::cmp::Reverse(finding.severity), *at)
            });
            order.truncate(most);
            order.sort_by_key(|(at, _)| *at);
        }
        order.into_iter().map(|(_, finding)| finding).collect()
    }

    /// That only the gravest are shown.
    fn cut(&self, shown: usize) -> String {
        let total = self.findings.len();
        match self.language {
            Language::Chinese => {
                format!("共 {total} 项，超出这种格式的上限，这里只列出最严重的 {shown} 项。")
            }
            Language::English => {
                format!(
                    "{total} findings are more than this format takes: the {shown} gravest are listed."
                )
            }
        }
    }

    /// Whether a finding fails the check.
    fn fails(&self, finding: &Finding) -> bool {
        finding.is_open() && self.fail_on.is_some_and(|least| finding.severity >= least)
    }

    /// Findings by their guide, in the order in which they come: a name and its findings.
    fn by_guide(
        &self,
        findings: impl Iterator<Item = &'r Finding>,
    ) -> Vec<(String, Vec<&'r Finding>)> {
        let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for finding in findings {
            let name = finding.guide.as_deref();
            let name = name.unwrap_or(&finding.location.file);
            let place = *places.entry(name).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, own)) => own.push(finding),
                None => groups.push((name.to_owned(), vec![finding])),
            }
        }
        groups
    }
}
