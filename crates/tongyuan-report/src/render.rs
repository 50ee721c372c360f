//! A guide as one channel publishes it: a page, a hand-out to be printed, a Word file, Markdown.
//!
//! What is shown is put together once, in [`page`], and each form writes that. The readers of
//! `tongyuan-extract` find in every form what the guide says: nothing is worded otherwise than a reader takes it.

use tongyuan_compare::project;
use tongyuan_model::{Channel, Guide};

mod docx;
mod government_service;
mod html;
mod layout;
mod markdown;
mod page;
mod sections;

use crate::run::RunNote;
pub use layout::Layouts;
use page::Page;

/// The form that a channel's version of a guide is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderForm {
    /// A page for the screen, that prints well.
    Html,
    /// A page that is a hand-out on A4 paper.
    A4,
    /// A hand-out on A4 paper as a Word document.
    Docx,
    /// Markdown (CommonMark with tables).
    Markdown,
}

impl RenderForm {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::Html, Self::A4, Self::Docx, Self::Markdown];

    /// How the command calls it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::A4 => "a4-html",
            Self::Docx => "docx",
            Self::Markdown => "markdown",
        }
    }

    /// What the name of a file in this form ends with, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html | Self::A4 => "html",
            Self::Docx => "docx",
            Self::Markdown => "md",
        }
    }

    /// The form of a name of the command.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|form| form.key() == key)
    }
}

/// A document that a channel can publish.
#[derive(Clone, Debug)]
pub struct ChannelDocument {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether personal data or steering characters were hidden: the document does not say all that its source says.
    pub is_masked: bool,
    /// Whether it carries a stamp. Without an identifier and a version number there is none to carry.
    pub is_stamped: bool,
}

/// Writes what a channel must show of a canonical guide: its shared fields, with the variants that it declares for the
/// channel, and what belongs to the channel alone.
///
/// `digest` is the SHA-256 of the source as stamps state it. What the guide does not say is left out. The same guide gives the
/// same bytes.
///
/// # Errors
///
/// Why the layout of the page cannot be filled in.
pub fn channel_document(
    canonical: &Guide,
    channel: Channel,
    digest: &str,
    form: RenderForm,
    layouts: &Layouts,
) -> Result<ChannelDocument, Box<RunNote>> {
    let projection = project(canonical, channel);
    let guide = &*projection.guide;
    let mut page = Page::of(guide, channel, digest);
    let is_masked = page.clean();
    let bytes = match form {
        RenderForm::Html => {
            let data = government_service::of(guide, channel);
            html::write(&page, channel, Some(&data), form, layouts)?.into_bytes()
        }
        RenderForm::A4 => html::write(&page, channel, None, form, layouts)?.into_bytes(),
        RenderForm::Docx => docx::write(&page),
        RenderForm::Markdown => markdown::write(&page).into_bytes(),
    };
    Ok(ChannelDocument {
        bytes,
        is_masked,
        is_stamped: page.stamp.is_some(),
    })
}
