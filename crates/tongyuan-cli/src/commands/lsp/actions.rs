//! What can be mended by a click: what `check --fix` does, and words that were most likely meant.

use std::collections::HashMap;
use std::ops::Range;

use lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, DocumentChanges, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use tongyuan::{Finding, Language};
use tongyuan_model::schema::GuidePlace;
use tongyuan_model::{Edit, Span};
use tongyuan_report::clean;

use super::completion::place;
use super::cursor::Cursor;
use super::diagnostics::Told;
use super::documents::Document;
use super::positions::Lines;
use crate::language::say;

/// A title shows no more of a text.
const LONGEST: usize = 40;

/// The document that something is to be mended in.
pub(super) struct Mending<'a> {
    pub(super) document: &'a Document,
    pub(super) lines: &'a Lines<'a>,
    pub(super) language: Language,
    /// Whether the editor takes changes of a version of a document.
    pub(super) by_version: bool,
}

impl Mending<'_> {
    /// What can be done about the findings at these bytes, a finding at a time.
    pub(super) fn quick(
        &self,
        told: &Told,
        bytes: &Range<usize>,
        file: Option<GuidePlace>,
        context: &CodeActionContext,
    ) -> Vec<CodeAction> {
        let uri = self.document.uri.to_string();
        let here = told.at(&uri, bytes);
        here.filter_map(|(place, finding)| {
            let fix = finding.fix.as_ref().map(|fix| fix.edits.clone());
            let edits = fix.filter(|edits| !edits.is_empty());
            let edits =
                edits.or_else(|| Some(vec![self.meant(finding, &place.bytes, file?)?]))?;
            let range = self.lines.range(&place.bytes);
            let code = Some(NumberOrString::String(finding.rule.id().to_owned()));
            let own = context.diagnostics.iter();
            let own = own.filter(|own| own.code == code && own.range == range);
            Some(CodeAction {
                title: self.title(&edits),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(own.cloned().collect()),
                edit: Some(self.edit(&edits)),
                is_preferred: Some(true),
                ..CodeAction::default()
            })
        })
        .collect()
    }

    /// Everything at once; none where that is nothing.
    pub(super) fn all(&self, mended: &str) -> Option<CodeAction> {
        let edit = difference(self.document.bare(), mended)?;
        let title = say(
            self.language,
            "改正全部不用判断的问题",
            "Mend everything that takes no judgement",
        );
        Some(CodeAction {
            title: title.to_owned(),
            kind: Some(CodeActionKind::SOURCE_FIX_ALL),
            edit: Some(self.edit(&[edit])),
            ..CodeAction::default()
        })
    }

    /// The word that was most likely meant, in the place of one that is not known.
    fn meant(&self, finding: &Finding, bytes: &Range<usize>, file: GuidePlace) -> Option<Edit> {
        let text = self.document.bare();
        let word = match finding.rule.id() {
            "schema-field-unknown" => {
                let is_json = self.document.is_json();
                let (cursor, word) = Cursor::word(text, bytes.start + 1, is_json)?;
                let (above, _) = place(file, &cursor.path)?;
                above.row().field(&word).err()??
            }
            "schema-value-not-listed" | "schema-keys-mixed" => finding.expected.clone()?,
            _ => return None,
        };
        // Quotation marks stay.
        let own = text.get(bytes.clone())?;
        let bare = own.trim_matches(['"', '\'']);
        let start = bytes.start + own.find(bare)?;
        (!bare.is_empty()).then(|| Edit {
            span: Span::exact(start, start + bare.len()),
            text: word,
        })
    }

    fn title(&self, edits: &[Edit]) -> String {
        let short = |text: &str| {
            let text = clean(text);
            let mut short: String = text.chars().take(LONGEST).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            short
        };
        match edits {
            [only] => {
                let old = self.document.bare().get(only.span.range());
                let (old, new) = (short(old.unwrap_or_default()), short(&only.text));
                let (chinese, english) = match (old.as_str(), new.as_str()) {
                    ("", new) => (format!("加上“{new}”"), format!("Add “{new}”")),
                    (old, "") => (format!("删去“{old}”"), format!("Remove “{old}”")),
                    (old, new) => (
                        format!("把“{old}”改为“{new}”"),
                        format!("Change “{old}” to “{new}”"),
                    ),
                };
                say(self.language, chinese, english)
            }
            several => {
                let count = several.len();
                say(
                    self.language,
                    format!("一并改正 {count} 处"),
                    format!("Mend {count} places together"),
                )
            }
        }
    }

    fn edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let edits = edits.iter().map(|edit| {
            let range = self.lines.range(&edit.span.range());
            TextEdit::new(range, edit.text.clone())
        });
        let uri = self.document.uri.clone();
        if self.by_version {
            return WorkspaceEdit {
                document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
                    text_document: OptionalVersionedTextDocumentIdentifier {
                        uri,
                        version: Some(self.document.version),
                    },
                    edits: edits.map(OneOf::Left).collect(),
                }])),
                ..WorkspaceEdit::default()
            };
        }
        WorkspaceEdit::new(HashMap::from([(uri, edits.collect())]))
    }
}

/// Whether an editor asks for actions of a kind.
pub(super) fn is_wanted(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
    let Some(only) = &context.only else {
        return true;
    };
    only.iter().any(|own| {
        let rest = kind.as_str().strip_prefix(own.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || own.as_str().is_empty())
    })
}

/// The one change that makes a text of another; none where they are the same.
fn difference(before: &str, after: &str) -> Option<Edit> {
    let same = |(a, b): &(char, char)| a == b;
    let length = |both: (char, char)| both.0.len_utf8();
    let pairs = before.chars().zip(after.chars());
    let start: usize = pairs.take_while(same).map(length).sum();
    let (old, new) = (before.get(start..)?, after.get(start..)?);
    let pairs = old.chars().rev().zip(new.chars().rev());
    let end: usize = pairs.take_while(same).map(length).sum();
    let text = new.get(..new.len() - end)?.to_owned();
    let span = Span::exact(start, before.len() - end);
    (before != after).then_some(Edit { span, text })
}

#[cfg(test)]
mod tests {
    use tongyuan_model::edited;

    use super::*;

    #[test]
    fn one_change_makes_a_text_of_another() {
        assert_eq!(difference("甲", "甲"), None);
        for (before, after) in [
            ("甲乙丙", "甲丙"),
            ("aa", "a"),
            ("a", "aa"),
            ("", "甲"),
            ("甲", ""),
            ("１２", "12"),
            ("乙甲", "丙甲"),
        ] {
            let edit = difference(before, after).unwrap();
            assert_eq!(edited(before, &[edit]), after);
        }
        let edit = difference("a: １\nb: c\n", "a: 1\nb: c\n").unwrap();
        assert_eq!((edit.span.range(), edit.text.as_str()), (3..6, "1"));
    }
}
