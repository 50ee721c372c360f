//! One rule explained, from its own file.

use std::fmt::Write as _;

use tongyuan_inspect::{Language, OwnRule, Rule};

use crate::chrome::chrome;
use crate::clean::{clean, one_line};

/// The documentation of a rule in a language, with what it is rated.
#[must_use]
pub fn explain(rule: &Rule, language: Language) -> String {
    let words = chrome(language);
    let (chinese, english) = split_docs(rule);
    let mut text = format!("# {}\n\n{}\n\n", rule.id, rule.title.get(language));
    let _ = writeln!(
        text,
        "{} · {} · {}",
        words.severity(rule.severity),
        words.status(rule.status),
        words.basis(rule.clauses)
    );
    if let Some(register) = rule.needs {
        let needs = match language {
            Language::Chinese => format!("需要 {}，没有则不作判断。", register.path()),
            Language::English => {
                format!("Needs {}, and does not judge without it.", register.path())
            }
        };
        let _ = writeln!(text, "{needs}");
    }
    text.push('\n');
    match language {
        Language::Chinese => text.push_str(&chinese),
        Language::English => {
            text.push_str(&english);
            if let Some(at) = chinese.find("## 示例") {
                text.push_str("\n## Examples\n");
                text.push_str(&chinese[at + "## 示例".len()..]);
            }
        }
    }
    while text.ends_with("\n\n") {
        text.pop();
    }
    text
}

/// A rule that a repository has for itself: what it is rated, and the rule as its file has it.
#[must_use]
pub fn explain_own(rule: &OwnRule, language: Language) -> String {
    let words = chrome(language);
    let clauses: Vec<&str> = rule.clauses.iter().map(String::as_str).collect();
    let mut rated = vec![words.severity(rule.severity).to_owned()];
    let at = &rule.location;
    let (file, line) = (one_line(&at.file), at.location.start.line);
    rated.push(match language {
        Language::Chinese => format!("本库规则，{file} 第 {line} 行"),
        Language::English => format!("a rule of this repository, line {line} of {file}"),
    });
    if !clauses.is_empty() {
        rated.push(words.basis(&clauses));
    }
    let title = one_line(rule.title(language));
    let text = clean(&rule.text);
    format!(
        "# {}\n\n{title}\n\n{}\n\n```yaml\n{text}```\n",
        rule.id,
        rated.join(" · ")
    )
}

/// The Chinese and the English part of a rule's documentation, without the blank that a doc comment puts before each line.
#[must_use]
pub fn split_docs(rule: &Rule) -> (String, String) {
    let whole: String = rule
        .docs
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    let (chinese, english) = whole
        .split_once("## English\n")
        .unwrap_or((whole.as_str(), ""));
    (
        chinese.trim_end().to_owned() + "\n",
        english.trim().to_owned() + "\n",
    )
}
