//! Templates that a repository writes for itself: text with places that are filled in, in the language of Jinja.
//!
//! A template is bounded in size, in steps and in what it writes, and reads nothing but what it is given: no file, no other
//! template, no clock. What is filled in is escaped for the format of the text, unless it is [`Ready`]; a name that nothing was
//! given for is a fault, not a gap.

use std::io::{self, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::{Serialize, Serializer};
use tongyuan_inspect::Located;
use tongyuan_model::{SourceMap, SourceText, Span};

use crate::clean::short;
use crate::escape;
use crate::run::{RunNote, Said};

/// The size of a template at most, in bytes.
const MOST_BYTES: usize = 1024 * 1024;

/// How many lines a template has at most, characters a line, and commas: the library counts lines, columns and arguments in 16 bits,
/// and stops the program where it cannot.
const MOST_COUNTED: usize = 60_000;

/// What a template writes at most, in bytes.
const MOST_OUTPUT: usize = 128 * 1024 * 1024;

/// The steps of one rendering at most. What it keeps in memory is bounded by them as well, with 64 bytes a step.
const MOST_STEPS: u64 = 10_000_000;

/// What the text of a template is, and so what is done to a value that is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// HTML: in elements, and in attributes in quotation marks.
    Html,
    /// Markdown, in a cell of a table as well.
    Markdown,
}

/// A text that is in the format of the template already, and is filled in as it is.
#[derive(Clone, Debug)]
pub struct Ready(pub String);

impl Serialize for Ready {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

/// A template that was read without fault.
#[derive(Debug)]
pub struct Template {
    name: String,
    source: SourceText,
    environment: Environment<'static>,
}

impl Template {
    /// Reads a template; `name` is what its file is called in reports.
    ///
    /// # Errors
    ///
    /// What is wrong with it and where: it is too large, or not written as templates are.
    pub fn new(name: &str, text: &str, escape: Escape) -> Result<Self, Box<RunNote>> {
        Self::within(name, text, escape, Some(MOST_STEPS))
    }

    /// The same for a template of the program, which does no more than what it is given takes.
    pub(crate) fn built_in(name: &str, text: &str, escape: Escape) -> Result<Self, Box<RunNote>> {
        Self::within(name, text, escape, None)
    }

    fn within(
        name: &str,
        text: &str,
        escape: Escape,
        steps: Option<u64>,
    ) -> Result<Self, Box<RunNote>> {
        let text = text.trim_start_matches('\u{feff}').to_owned();
        if text.len() > MOST_BYTES {
            return Err(Box::new(fault(name, None, too_large())));
        }
        if is_uncountable(&text) {
            return Err(Box::new(fault(name, None, uncountable())));
        }
        let mut template = Self {
            name: name.to_owned(),
            source: SourceText::new(text.clone(), SourceMap::default()),
            environment: environment(escape, steps),
        };
        let own = &mut template.environment;
        match own.add_template_owned(template.name.clone(), text) {
            Ok(()) => Ok(template),
            Err(error) => Err(template.fault(&error)),
        }
    }

    /// Fills the template in. The names that it may use are the members of `values`; a member that is none leaves its place empty.
    ///
    /// # Errors
    ///
    /// What the template asks for that cannot be done, and where.
    pub fn render(&self, values: &impl Serialize) -> Result<String, Box<RunNote>> {
        let mut bounded = Bounded::default();
        let done = self
            .environment
            .get_template(&self.name)
            .and_then(|own| own.render_captured_to(Value::from(Serde(values)), &mut bounded));
        match (done, bounded.is_full) {
            (_, true) => Err(Box::new(fault(&self.name, None, writes_too_much()))),
            (Err(error), _) => Err(self.fault(&error)),
            (Ok(_), _) => Ok(String::from_utf8(bounded.bytes).unwrap_or_default()),
        }
    }

    /// What its file is called in reports.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What a template is refused for that can be read and filled in, and does not do what it is for.
    pub(crate) fn refuse(&self, message: Said, help: Said) -> Box<RunNote> {
        let mut note = fault(&self.name, None, message);
        note.help = Some(help);
        Box::new(note)
    }

    fn fault(&self, error: &Error) -> Box<RunNote> {
        let span = match (error.range(), error.line()) {
            (Some(range), _) => Some(Span::exact(range.start, range.end)),
            (None, Some(line)) => self.line(line),
            (None, None) => None,
        };
        let at = span.map(|span| Located::new(&self.name, &self.source, span));
        Box::new(fault(&self.name, at, said(error)))
    }

    /// Where a line stands, that is counted from 1.
    fn line(&self, number: usize) -> Option<Span> {
        let mut start = 0;
        for (line, at) in self.source.text().split_inclusive('\n').zip(1..) {
            if at == number {
                return Some(Span::enclosing(start, start + line.trim_end().len()));
            }
            start += line.len();
        }
        None
    }
}

fn is_uncountable(text: &str) -> bool {
    let mut count = 0;
    let is_long = |line: &str| line.chars().count() > MOST_COUNTED;
    text.lines().inspect(|_| count += 1).any(is_long)
        || count > MOST_COUNTED
        || text.matches(',').count() > MOST_COUNTED
}

fn environment(escape: Escape, steps: Option<u64>) -> Environment<'static> {
    let mut own = Environment::new();
    // It would show a template all that there is, in an order of its own.
    own.remove_global("debug");
    // With it a fault can say which name nothing was given for.
    own.set_debug(true);
    own.set_fuel(steps);
    own.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    if let Ok(syntax) = syntax {
        own.set_syntax(syntax);
    }
    let format = match escape {
        Escape::Html => "html",
        Escape::Markdown => MARKDOWN,
    };
    own.set_auto_escape_callback(move |_| AutoEscape::Custom(format.into()));
    own.set_formatter(fill_in);
    own
}

const MARKDOWN: &str = "markdown";

/// Writes a value into its place.
fn fill_in(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let text = match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    };
    let text = match state.auto_escape() {
        _ if value.is_safe() => text,
        AutoEscape::None => text,
        AutoEscape::Custom(format) if format == MARKDOWN => escape::markdown(&text),
        _ => escape::html(&text),
    };
    out.write_str(&text).map_err(Error::from)
}

/// What was written, as long as it is not too much.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MOST_OUTPUT {
            self.is_full = true;
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

// ---- words ----

fn fault(name: &str, location: Option<Located>, message: Said) -> RunNote {
    RunNote {
        file: name.to_owned(),
        message,
        help: None,
        location,
        is_error: true,
    }
}

fn too_large() -> Said {
    let most = MOST_BYTES / 1024 / 1024;
    Said::new(
        format!("模板超过 {most} MB，没有使用"),
        format!("the template is larger than {most} MB and was not used"),
    )
}

fn uncountable() -> Said {
    Said::new(
        format!(
            "模板超过 {MOST_COUNTED} 行、有一行超过 {MOST_COUNTED} 字，或者逗号超过 {MOST_COUNTED} 个：长的内容分成几行来写，数据不写在模板里"
        ),
        format!(
            "the template has more than {MOST_COUNTED} lines, characters in a line, or commas: break what is long, and keep data out of it"
        ),
    )
}

fn writes_too_much() -> Said {
    let most = MOST_OUTPUT / 1024 / 1024;
    Said::new(
        format!("模板写出的内容超过 {most} MB，已经停止"),
        format!("the template writes more than {most} MB and was stopped"),
    )
}

/// What is wrong, in our words, and behind it what the library says of it.
fn said(error: &Error) -> Said {
    let (chinese, english) = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => (
            "模板语法有误",
            "the template is not written as templates are",
        ),
        ErrorKind::UndefinedError => (
            "模板用了没有提供的名称",
            "the template uses a name that nothing is given for",
        ),
        ErrorKind::UnknownFilter => ("没有这个过滤器", "there is no such filter"),
        ErrorKind::UnknownTest => ("没有这个判断", "there is no such test"),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            ("没有这个函数", "there is no such function")
        }
        ErrorKind::OutOfFuel => (
            "模板的步骤太多，已经停止：检查其中的循环",
            "the template takes too many steps and was stopped: look at its loops",
        ),
        ErrorKind::MissingArgument | ErrorKind::TooManyArguments => (
            "参数的个数不对",
            "something is given too few or too many arguments",
        ),
        _ => (
            "模板不能这样填写",
            "the template cannot be filled in like this",
        ),
    };
    match error.detail().map(|detail| short(detail, 200)) {
        Some(detail) if !detail.is_empty() => Said::new(
            format!("{chinese}（{detail}）"),
            format!("{english} ({detail})"),
        ),
        _ => Said::new(chinese, english),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn render(text: &str, escape: Escape, values: &impl Serialize) -> String {
        let template = Template::new("templates/own", text, escape).unwrap();
        template.render(values).unwrap()
    }

    fn fault_of(text: &str, values: &impl Serialize) -> RunNote {
        let own = Template::new("templates/own", text, Escape::Html);
        *own.and_then(|own| own.render(values)).unwrap_err()
    }

    fn line(note: &RunNote) -> Option<u32> {
        note.location.as_ref().map(|own| own.location.start.line)
    }

    #[test]
    fn what_is_filled_in_is_escaped() {
        let values = json!({ "a": "<b c=\"d\">&'/", "list": ["<x>", "y"], "none": null });
        let html = "&lt;b c=&quot;d&quot;&gt;&amp;&#39;/";
        for (text, filled) in [
            ("{{ a }}", html),
            ("{{ a|e }}", html),
            ("{% set b = a %}{{ b }}", html),
            ("{% set b %}{{ a }}{% endset %}{{ b }}", html),
            ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) }}", html),
            ("{{ list|join('<br>') }}", "&lt;x&gt;&lt;br&gt;y"),
            ("{{ a|upper }}", "&lt;B C=&quot;D&quot;&gt;&amp;&#39;/"),
            ("{{ none }}", ""),
            ("{{ a|safe }}", "<b c=\"d\">&'/"),
        ] {
            assert_eq!(render(text, Escape::Html, &values), filled, "{text}");
        }
        assert_eq!(
            render(
                "| {{ a }} |",
                Escape::Markdown,
                &json!({ "a": "a|b *c* <d>" })
            ),
            "| a\\|b \\*c\\* &lt;d&gt; |"
        );
    }

    #[test]
    fn a_template_of_the_program_ends_by_itself() {
        // Some sixteen million steps.
        let text = "{% for a in rows %}{% for b in rows %}{% if a == b and a == 7 %}x{% endif %}{% endfor %}{% endfor %}";
        let values = json!({ "rows": (0..1_300).collect::<Vec<_>>() });
        let own = Template::new("own", text, Escape::Html).and_then(|own| own.render(&values));
        assert!(own.unwrap_err().message.english.contains("steps"));
        let built_in = Template::built_in("own", text, Escape::Html).unwrap();
        assert_eq!(built_in.render(&values).unwrap(), "x");
    }

    #[test]
    fn what_is_ready_is_filled_in_as_it_is() {
        #[derive(Serialize)]
        struct Values {
            body: Ready,
            rows: Vec<Ready>,
        }
        let values = Values {
            body: Ready("<p>甲</p>".into()),
            rows: vec![Ready("<i>".into())],
        };
        let text = "{{ body }}{% for row in rows %}{{ row }}{% endfor %}{{ body ~ '<' }}";
        assert_eq!(
            render(text, Escape::Html, &values),
            "<p>甲</p><i><p>甲</p>&lt;"
        );
        // Elsewhere it is a text.
        assert_eq!(
            serde_json::to_value(&values.body).unwrap(),
            json!("<p>甲</p>")
        );
    }

    #[test]
    fn chinese_names_and_the_order_of_members_are_kept() {
        let values = json!({ "计数": { "乙": 2, "甲": 1 } });
        let text = "{% for 名, 数 in 计数|items %}\n{{ 名 }}{{ 数 }}\n{% endfor %}\n";
        assert_eq!(render(text, Escape::Html, &values), "乙2\n甲1\n");
    }

    #[test]
    fn a_fault_says_where_and_what() {
        let values = json!({ "title": "甲", "none": null });
        for (text, at, chinese) in [
            ("一\n{{ titel }}\n", 2, "模板用了没有提供的名称"),
            ("一\n\n{% if title %}\n", 3, "模板语法有误"),
            ("{{ title|nothing }}", 1, "没有这个过滤器"),
            ("{{ nothing() }}", 1, "没有这个函数"),
            ("{{ debug() }}", 1, "没有这个函数"),
            ("{% include 'templates/own' %}", 1, "模板语法有误"),
            ("{% extends 'templates/own' %}", 1, "模板语法有误"),
            ("{% import 'a' as b %}", 1, "模板语法有误"),
            ("{{ title.name.first }}", 1, "模板用了没有提供的名称"),
            ("{{ title + 1 }}", 1, "模板不能这样填写"),
        ] {
            let note = fault_of(text, &values);
            assert!(
                note.message.chinese.starts_with(chinese),
                "{text}: {note:?}"
            );
            assert_eq!(
                (line(&note), note.is_error),
                (Some(at), true),
                "{text}: {note:?}"
            );
            assert_eq!(note.file, "templates/own");
        }
        let note = fault_of("{{ titel }}", &values);
        assert!(note.message.english.contains("titel"), "{note:?}");
        // A name may be asked for.
        assert_eq!(
            render("{% if titel %}甲{% endif %}", Escape::Html, &values),
            ""
        );
    }

    #[test]
    fn a_template_ends_and_stays_small() {
        let doubling = "{% set a = a ~ a %}".repeat(60);
        let nested = format!("{{{{ {}1{} }}}}", "(".repeat(100_000), ")".repeat(100_000));
        let blocks = "{% if 1 %}".repeat(50_000);
        let long = format!("{}{{{{ ' }}}}", "甲".repeat(70_000));
        let arguments = format!("{{{{ range({}) }}}}", "1,\n1, ".repeat(50_000));
        let many = "甲\n".repeat(70_000);
        let comments = "{#".repeat(200_000);
        let large = "甲".repeat(MOST_BYTES / 3 + 1);
        for text in [
            "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
            "{% for a in range(1000000000) %}{% endfor %}",
            "{{ 'a' * 100000000000 }}",
            "{{ range(100000)|list|join('甲'*100000) }}",
            "{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}",
            "{{ '%1000000000d'|format(1) }}",
            &doubling,
            &nested,
            &blocks,
            &long,
            &many,
            &arguments,
            &comments,
            &large,
        ] {
            let note = fault_of(text, &json!({ "a": "a" }));
            assert!(
                note.is_error && !note.message.chinese.is_empty(),
                "{note:?}"
            );
        }
    }
}
