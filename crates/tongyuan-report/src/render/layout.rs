//! What stands around that which a page says: the layout that is built in, or one that a repository has for itself.

use serde::Serialize;

use super::RenderForm;
use crate::run::{RunNote, Said};
use crate::template::{Escape, Ready, Template};

const BUILT_IN: &str = include_str!("page.html");

/// The layouts of a repository's own, each by its form. A form without one has the layout that is built in.
#[derive(Debug, Default)]
pub struct Layouts {
    own: Vec<(RenderForm, Template)>,
}

/// What a layout is filled in with.
#[derive(Serialize)]
pub(super) struct Values<'v> {
    pub(super) title: &'v str,
    /// Everything that the guide says, as HTML.
    pub(super) body: Ready,
    /// The line that tells the version; none where there is nothing to tell.
    pub(super) stamp: Option<&'v str>,
    pub(super) language: &'static str,
    pub(super) channel: &'static str,
    /// What search engines read, to stand in a script as it is; none on paper.
    pub(super) json_ld: Option<Ready>,
    /// The style of the layout that is built in.
    pub(super) style: Ready,
}

impl Layouts {
    /// The file of a repository that holds the layout of a form; none where a form is no page.
    #[must_use]
    pub fn file(form: RenderForm) -> Option<&'static str> {
        match form {
            RenderForm::Html => Some("templates/page.html"),
            RenderForm::A4 => Some("templates/handout.html"),
            RenderForm::Docx | RenderForm::Markdown => None,
        }
    }

    /// Takes the template of a form; `name` is what its file is called in reports.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where. That is found before any guide is rendered: it is filled in once for trial.
    pub fn add(&mut self, form: RenderForm, name: &str, text: &str) -> Result<(), Box<RunNote>> {
        let template = Template::new(name, text, Escape::Html)?;
        for channel in tongyuan_model::Channel::ALL {
            let values = Values {
                title: "办事指南",
                body: Ready("<section></section>".to_owned()),
                stamp: Some("同源印记"),
                language: LANGUAGE,
                channel: channel.key(),
                json_ld: (form == RenderForm::Html).then(|| Ready("{}".to_owned())),
                style: Ready(String::new()),
            };
            fill_in(&template, &values)?;
        }
        self.own.retain(|(other, _)| *other != form);
        self.own.push((form, template));
        Ok(())
    }

    /// The name of the template that a form has of its own.
    #[must_use]
    pub fn own(&self, form: RenderForm) -> Option<&str> {
        self.of(form).map(Template::name)
    }

    fn of(&self, form: RenderForm) -> Option<&Template> {
        let mut own = self.own.iter();
        own.find(|(other, _)| *other == form).map(|(_, own)| own)
    }

    /// The page of a form.
    pub(super) fn page(
        &self,
        form: RenderForm,
        values: &Values<'_>,
    ) -> Result<String, Box<RunNote>> {
        match self.of(form) {
            Some(own) => fill_in(own, values),
            None => Template::built_in("page.html", BUILT_IN, Escape::Html)?.render(values),
        }
    }
}

/// The language of what halls publish.
pub(super) const LANGUAGE: &str = "zh-CN";

/// Fills a layout in, and holds it to what it is for: it shows what the guide says, and the version.
fn fill_in(template: &Template, values: &Values<'_>) -> Result<String, Box<RunNote>> {
    let page = template.render(values)?;
    let lost = |name: &str| {
        template.refuse(
            Said::new(
                format!("模板没有原样写出 {{{{ {name} }}}}"),
                format!("the template does not write {{{{ {name} }}}} as it is"),
            ),
            Said::new(
                format!("在模板中写上 {{{{ {name} }}}}，不加条件和过滤器。"),
                format!("Put {{{{ {name} }}}} into it, without a condition or a filter."),
            ),
        )
    };
    if !page.contains(&values.body.0) {
        return Err(lost("body"));
    }
    let has_stamp = |stamp: &str| page.contains(&crate::escape::html(stamp));
    if !values.stamp.is_none_or(has_stamp) {
        return Err(lost("stamp"));
    }
    Ok(page)
}
