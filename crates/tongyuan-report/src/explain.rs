//! One rule explained, from its own file.

use std::fmt::Write as _;

use tongyuan_inspect::{Language, Rule};

use crate::chrome::chrome;

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
