//! `tongyuan lsp`: what `check` finds, shown in an editor while somebody writes.
//!
//! It answers one message after the other and checks when none waits. It reads files, and writes none.

mod actions;
mod completion;
mod cursor;
mod diagnostics;
mod documents;
mod flow;
mod hover;
mod positions;
mod wire;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::time::Duration;

use clap::ArgMatches;
use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CompletionOptions,
    CompletionParams, CompletionResponse, Diagnostic, Hover, HoverContents, HoverParams,
    InitializeParams, InitializeResult, MarkupContent, MarkupKind, PublishDiagnosticsParams,
    SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
};
use tongyuan::{Date, Language};

use self::actions::{Mending, is_wanted};
use self::completion::Asked;
use self::diagnostics::{Teller, Told};
use self::documents::{Document, Documents};
use self::positions::{Lines, Units};
use self::wire::{Inbox, Next, Out};
use self::workspace::{Subject, Workspace};
use super::{Context, check, value};
use crate::exit::Exit;
use crate::output::tell_failure;

/// So long nobody has typed before anything is checked.
const PAUSE: Duration = Duration::from_millis(50);

/// More findings are not explained at a time.
const MOST_EXPLAINED: usize = 3;

pub(super) fn run(matches: &ArgMatches, context: Context) -> Exit {
    let today = match value(matches, "today").map(|_| check::today(matches, context)) {
        None => None,
        Some(Ok(today)) => Some(today),
        Some(Err(exit)) => return exit,
    };
    let mut server = Server::new(context.language, today);
    match server.serve() {
        Ok(exit) => exit,
        // Nobody is there any more who could be told.
        Err(_) => Exit::Deserted,
    }
}

/// How far a conversation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Before,
    Running,
    /// The editor wants nothing any more but that this ends.
    Down,
}

#[derive(Debug)]
struct Server {
    language: Language,
    units: Units,
    /// Whether the editor takes changes of a version of a document.
    by_version: bool,
    stage: Stage,
    inbox: Inbox,
    out: Out,
    documents: Documents,
    workspace: Workspace,
    /// Whether what is to be checked has to be found out anew.
    is_stale: bool,
    due: BTreeSet<Subject>,
    told: BTreeMap<Subject, Told>,
    /// What the editor was told last, by the address of the file.
    published: BTreeMap<String, Vec<Diagnostic>>,
}

impl Server {
    fn new(language: Language, today: Option<Date>) -> Self {
        Self {
            language,
            units: Units::default(),
            by_version: false,
            stage: Stage::Before,
            inbox: Inbox::of_stdin(),
            out: Out,
            documents: Documents::default(),
            workspace: Workspace::new(today),
            is_stale: false,
            due: BTreeSet::new(),
            told: BTreeMap::new(),
            published: BTreeMap::new(),
        }
    }

    fn serve(&mut self) -> io::Result<Exit> {
        loop {
            let is_idle = self.due.is_empty() && !self.is_stale;
            match self.inbox.next((!is_idle).then_some(PAUSE)) {
                Next::Message(Message::Request(request)) => {
                    let response = self.request(request);
                    self.out.send(response)?;
                }
                Next::Message(Message::Notification(own))
                    if own.method == notification::Exit::METHOD =>
                {
                    let is_down = self.stage == Stage::Down;
                    return Ok(if is_down { Exit::Clean } else { Exit::Deserted });
                }
                Next::Message(Message::Notification(own)) => self.notification(own),
                // Nothing is asked of an editor that it would answer.
                Next::Message(Message::Response(_)) => {}
                Next::NoMessage(why) => self.out.refuse(&why)?,
                Next::Quiet => self.check_due()?,
                Next::End(why) => {
                    if let Some(why) = why {
                        tell_failure(
                            self.language,
                            &format!("编辑器发来的内容不合协议：{why}"),
                            &format!("what the editor sends keeps no protocol: {why}"),
                        );
                    }
                    return Ok(Exit::Deserted);
                }
            }
        }
    }

    fn request(&mut self, request: Request) -> Response {
        let refused =
            |id, code: ErrorCode, why: &str| Response::new_err(id, code as i32, why.into());
        if self.inbox.is_cancelled(&request.id) {
            return refused(request.id, ErrorCode::RequestCanceled, "taken back");
        }
        match (self.stage, request.method.as_str()) {
            (Stage::Before, request::Initialize::METHOD) => {
                self.answer::<request::Initialize>(request, Self::initialize)
            }
            (Stage::Before, _) => refused(
                request.id,
                ErrorCode::ServerNotInitialized,
                "initialize comes first",
            ),
            (Stage::Down, _) => refused(request.id, ErrorCode::InvalidRequest, "shut down already"),
            (Stage::Running, request::Shutdown::METHOD) => {
                self.answer::<request::Shutdown>(request, |own, ()| own.stage = Stage::Down)
            }
            (Stage::Running, request::CodeActionRequest::METHOD) => self
                .answer::<request::CodeActionRequest>(request, |own, asked| {
                    Some(own.actions(&asked))
                }),
            (Stage::Running, request::HoverRequest::METHOD) => {
                self.answer::<request::HoverRequest>(request, |own, asked| own.hover(&asked))
            }
            (Stage::Running, request::Completion::METHOD) => self
                .answer::<request::Completion>(request, |own, asked| {
                    Some(CompletionResponse::Array(own.completion(&asked)))
                }),
            (Stage::Running, _) => refused(request.id, ErrorCode::MethodNotFound, &request.method),
        }
    }

    fn answer<R: request::Request>(
        &mut self,
        request: Request,
        answer: impl FnOnce(&mut Self, R::Params) -> R::Result,
    ) -> Response {
        match serde_json::from_value(request.params) {
            Ok(params) => Response::new_ok(request.id, answer(self, params)),
            Err(error) => {
                let code = ErrorCode::InvalidParams as i32;
                Response::new_err(request.id, code, error.to_string())
            }
        }
    }

    fn initialize(&mut self, asked: InitializeParams) -> InitializeResult {
        let client = asked.capabilities;
        let offered = client.general.and_then(|own| own.position_encodings);
        self.units = Units::of(&offered.unwrap_or_default());
        let edits = client.workspace.and_then(|own| own.workspace_edit);
        self.by_version = edits.and_then(|own| own.document_changes) == Some(true);
        self.stage = Stage::Running;
        InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(self.units.kind()),
                text_document_sync: Some(TextDocumentSyncCapability::Options(
                    TextDocumentSyncOptions {
                        open_close: Some(true),
                        change: Some(TextDocumentSyncKind::INCREMENTAL),
                        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                            include_text: Some(false),
                        })),
                        ..TextDocumentSyncOptions::default()
                    },
                )),
                code_action_provider: Some(
                    CodeActionOptions {
                        code_action_kinds: Some(vec![
                            CodeActionKind::QUICKFIX,
                            CodeActionKind::SOURCE_FIX_ALL,
                        ]),
                        ..CodeActionOptions::default()
                    }
                    .into(),
                ),
                hover_provider: Some(true.into()),
                completion_provider: Some(CompletionOptions {
                    trigger_characters: Some([":", " ", "\""].map(str::to_owned).into()),
                    ..CompletionOptions::default()
                }),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "tongyuan".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        }
    }

    /// Takes note of what an editor tells. What makes no sense, and what is of no interest here, is passed over.
    fn notification(&mut self, own: Notification) {
        if self.stage != Stage::Running {
            return;
        }
        match own.method.as_str() {
            notification::DidOpenTextDocument::METHOD => {
                if let Some(own) = read::<notification::DidOpenTextDocument>(own) {
                    self.documents.open(own.text_document);
                    self.is_stale = true;
                }
            }
            notification::DidChangeTextDocument::METHOD => {
                if let Some(own) = read::<notification::DidChangeTextDocument>(own) {
                    self.documents.change(&own, self.units);
                    self.changed(&own.text_document.uri);
                }
            }
            notification::DidCloseTextDocument::METHOD => {
                if let Some(own) = read::<notification::DidCloseTextDocument>(own) {
                    self.documents.close(&own.text_document.uri);
                    self.is_stale = true;
                }
            }
            notification::DidSaveTextDocument::METHOD
            | notification::DidChangeWatchedFiles::METHOD => self.is_stale = true,
            _ => {}
        }
    }

    /// What a change of a document makes due.
    fn changed(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get(uri.as_str()) else {
            return;
        };
        if self.is_stale {
            return;
        }
        let subjects = self.workspace.subjects(document, &self.documents);
        for subject in &subjects {
            if let Subject::Beside { root, .. } = subject {
                self.workspace.forget(Some(root));
                let around = self.told.keys().filter(|own| own.root() == Some(root));
                self.due.extend(around.cloned());
            }
        }
        // It may have become a guide, or be none any more.
        let was = |own: &&Subject| {
            !subjects.contains(own)
                && matches!(own, Subject::Alone { uri: own } if own == uri.as_str())
        };
        self.due.extend(self.told.keys().find(was).cloned());
        self.due.extend(subjects);
    }

    /// Checks what is due, until something comes.
    fn check_due(&mut self) -> io::Result<()> {
        self.settle()?;
        while let Some(subject) = self.due.pop_first() {
            self.check(subject)?;
            if !self.inbox.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// Finds out what is to be checked, where that may be otherwise than before.
    fn settle(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.is_stale) {
            return Ok(());
        }
        self.workspace.forget(None);
        let mut wanted = BTreeSet::new();
        for document in self.documents.iter() {
            wanted.extend(self.workspace.subjects(document, &self.documents));
        }
        self.told.retain(|subject, _| wanted.contains(subject));
        self.due = wanted;
        // Of what is not open any more nothing is said any more.
        let shown: BTreeSet<String> = self
            .told
            .values()
            .flat_map(|own| own.diagnostics.keys().cloned())
            .collect();
        let gone = self.published.keys().filter(|uri| !shown.contains(*uri));
        for uri in gone.cloned().collect::<Vec<_>>() {
            self.publish(&uri)?;
        }
        Ok(())
    }

    fn check(&mut self, subject: Subject) -> io::Result<()> {
        let checked = self.workspace.check(&subject, &self.documents);
        let teller = Teller::new(&subject, &self.documents, self.language, self.units);
        let told = teller.tell(checked);
        let own = self.own_uri(&subject);
        let mut uris: BTreeSet<String> = told.diagnostics.keys().cloned().chain(own).collect();
        let before = self.told.insert(subject.clone(), told);
        uris.extend(
            before
                .into_iter()
                .flat_map(|own| own.diagnostics.into_keys()),
        );
        // What was said of an older text is not said any more.
        if self.inbox.has_changes() {
            self.due.insert(subject);
            return Ok(());
        }
        for uri in uris {
            // Of a document that is open it is told which version was looked at.
            if self.documents.get(&uri).is_some() || self.is_news(&uri) {
                self.publish(&uri)?;
            }
        }
        Ok(())
    }

    /// The address of the document that a subject is about, where it is open.
    fn own_uri(&self, subject: &Subject) -> Option<String> {
        match subject {
            Subject::Guide { path, .. } | Subject::Beside { path, .. } => {
                Some(self.documents.at(path)?.uri.to_string())
            }
            Subject::Alone { uri } => Some(uri.clone()),
        }
    }

    fn diagnostics(&self, uri: &str) -> Vec<Diagnostic> {
        let told = self.told.values();
        let own = told.filter_map(|told| told.diagnostics.get(uri));
        own.flatten().cloned().collect()
    }

    fn is_news(&self, uri: &str) -> bool {
        let before = self.published.get(uri).map(Vec::as_slice);
        before.unwrap_or_default() != self.diagnostics(uri)
    }

    fn publish(&mut self, uri: &str) -> io::Result<()> {
        let diagnostics = self.diagnostics(uri);
        let document = self.documents.get(uri);
        let (Ok(address), version) = (uri.parse(), document.map(|own| own.version)) else {
            return Ok(());
        };
        if diagnostics.is_empty() {
            self.published.remove(uri);
        } else {
            self.published.insert(uri.to_owned(), diagnostics.clone());
        }
        let params = PublishDiagnosticsParams::new(address, diagnostics, version);
        let method = notification::PublishDiagnostics::METHOD.to_owned();
        self.out.send(Notification::new(method, params))
    }

    /// What is known of a document in the version that it has now.
    fn known(&mut self, uri: &Uri) -> Option<(Document, Vec<Subject>)> {
        // Whoever cannot be told any more will not read an answer either.
        self.settle().ok()?;
        let document = self.documents.get(uri.as_str())?.clone();
        let subjects = self.workspace.subjects(&document, &self.documents);
        for subject in &subjects {
            if self.due.remove(subject) || !self.told.contains_key(subject) {
                self.check(subject.clone()).ok()?;
            }
        }
        Some((document, subjects))
    }

    fn actions(&mut self, asked: &CodeActionParams) -> Vec<CodeActionOrCommand> {
        let Some((document, subjects)) = self.known(&asked.text_document.uri) else {
            return Vec::new();
        };
        let lines = Lines::of_source(document.text.as_str(), self.units);
        let mending = Mending {
            document: &document,
            lines: &lines,
            language: self.language,
            by_version: self.by_version,
        };
        let bytes = lines.bytes(asked.range);
        let mut actions = Vec::new();
        for subject in &subjects {
            if self.own_uri(subject).as_deref() != Some(document.uri.as_str()) {
                continue;
            }
            let file = self.workspace.file(subject, &self.documents);
            let Some(told) = self.told.get(subject) else {
                continue;
            };
            if is_wanted(&asked.context, &CodeActionKind::QUICKFIX) {
                actions.extend(mending.quick(told, &bytes, file, &asked.context));
            }
            let can_mend = told.findings.iter().any(|own| {
                let edits = own.fix.as_ref().map(|fix| fix.edits.len());
                edits.is_some_and(|count| count > 0)
            });
            if can_mend && is_wanted(&asked.context, &CodeActionKind::SOURCE_FIX_ALL) {
                let mended = self.workspace.mended(subject, &self.documents);
                actions.extend(mended.and_then(|text| mending.all(&text)));
            }
        }
        actions.into_iter().map(CodeActionOrCommand::from).collect()
    }

    fn hover(&mut self, asked: &HoverParams) -> Option<Hover> {
        let at = &asked.text_document_position_params;
        let (document, subjects) = self.known(&at.text_document.uri)?;
        let lines = Lines::of_source(document.text.as_str(), self.units);
        let offset = lines.offset(at.position);
        let told = subjects.iter().filter_map(|subject| self.told.get(subject));
        let uri = document.uri.to_string();
        let here = offset..offset;
        let found: Vec<_> = told.flat_map(|told| told.at(&uri, &here)).collect();
        let (text, range) = if let Some((first, _)) = found.first() {
            let texts = found.iter().take(MOST_EXPLAINED);
            let texts = texts.map(|(_, finding)| hover::of_finding(finding, self.language));
            let text = texts.collect::<Vec<_>>().join("\n---\n\n");
            (text, Some(lines.range(&first.bytes)))
        } else {
            let file = self.workspace.file(subjects.first()?, &self.documents)?;
            let (text, is_json) = (document.bare(), document.is_json());
            (
                hover::of_key(text, offset, is_json, file, self.language)?,
                None,
            )
        };
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind: MarkupKind::Markdown,
                value: text,
            }),
            range,
        })
    }

    fn completion(&mut self, asked: &CompletionParams) -> Vec<lsp_types::CompletionItem> {
        let at = &asked.text_document_position;
        let settled = self.settle();
        let Some(document) = self
            .documents
            .get(at.text_document.uri.as_str())
            .filter(|_| settled.is_ok())
        else {
            return Vec::new();
        };
        let document = document.clone();
        let lines = Lines::of_source(document.text.as_str(), self.units);
        let subjects = self.workspace.subjects(&document, &self.documents);
        let own = subjects
            .into_iter()
            .find(|own| self.own_uri(own).as_deref() == Some(document.uri.as_str()));
        let Some(subject) = own else {
            return Vec::new();
        };
        let Some(file) = self.workspace.file(&subject, &self.documents) else {
            return Vec::new();
        };
        let materials = self.workspace.materials(&subject, &self.documents);
        let asked = Asked {
            text: document.bare(),
            is_json: document.is_json(),
            file,
            language: self.language,
            materials: &materials,
        };
        asked.complete(lines.offset(at.position), &lines)
    }
}

fn read<N: notification::Notification>(own: Notification) -> Option<N::Params> {
    serde_json::from_value(own.params).ok()
}
