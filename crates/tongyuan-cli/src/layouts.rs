//! The layouts of pages that a repository has for itself, in its folder `templates`.

use std::path::Path;

use tongyuan::{Layouts, RenderForm, RunNote, Said};

use crate::files;

/// The layout of a form, where the repository has one.
pub(crate) fn read(root: &Path, form: RenderForm) -> Result<Layouts, Box<RunNote>> {
    let mut layouts = Layouts::default();
    let file = Layouts::file(form).filter(|name| root.join(name).is_file());
    let Some(name) = file else {
        return Ok(layouts);
    };
    let capture = files::read_inside(root, &root.join(name), name)?;
    let text = std::str::from_utf8(&capture.bytes).map_err(|_| not_utf8(name))?;
    layouts.add(form, name, text)?;
    Ok(layouts)
}

fn not_utf8(name: &str) -> Box<RunNote> {
    Box::new(RunNote {
        file: name.to_owned(),
        message: Said::new("模板不是 UTF-8 文本", "the template is no text in UTF-8"),
        help: Some(Said::new("用 UTF-8 编码另存。", "Save it in UTF-8.")),
        location: None,
        is_error: true,
    })
}
