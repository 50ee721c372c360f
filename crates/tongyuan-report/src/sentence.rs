//! The sentence of a finding: the rule's words with the finding's arguments.

use std::borrow::Cow;

use tongyuan_compare::FacetDifference;
use tongyuan_inspect::{AnyRule, Arg, Finding, Language};
use tongyuan_model::{Channel, Field};

use crate::chrome::chrome;
use crate::clean::{clean, one_line, short};

/// What a finding says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// No value from a guide takes more room in a sentence; the whole stands at its place.
const LONGEST: usize = 120;

/// The sentence of a finding in a language.
#[must_use]
pub fn sentence(finding: &Finding, language: Language) -> Sentence {
    let fill = |template: &str| {
        let template = match &finding.rule {
            AnyRule::BuiltIn(_) => Cow::Borrowed(template),
            // What a repository writes is as little to be trusted as its guides.
            AnyRule::Own(_) => clean(template),
        };
        capitalised(fill(&template, &|name| value(finding, name, language)))
    };
    Sentence {
        message: fill(finding.rule.message(language)),
        help: fill(finding.rule.help(language)),
    }
}

/// The sentence with a capital, where it begins with a letter that has one: the channel may come first.
fn capitalised(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// What stands for a name in a template.
enum Value {
    Text(String),
    /// There is nothing, and these are the words for it.
    Nothing(&'static str),
}

/// Puts values into a template. A name in braces that nobody knows stays as it is, so that it is seen.
fn fill(template: &str, value: &dyn Fn(&str) -> Option<Value>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let Some(close) = tail.find('}') else {
            rest = tail;
            break;
        };
        rest = &tail[close + 1..];
        match value(&tail[1..close]) {
            // What is not there is not quoted.
            Some(Value::Nothing(words)) if out.ends_with('“') && rest.starts_with('”') => {
                out.pop();
                out.push_str(words);
                rest = &rest['”'.len_utf8()..];
            }
            Some(Value::Nothing(words)) => out.push_str(words),
            Some(Value::Text(text)) => out.push_str(&text),
            None => out.push_str(&tail[..=close]),
        }
    }
    out.push_str(rest);
    out
}

fn value(finding: &Finding, name: &str, language: Language) -> Option<Value> {
    let words = chrome(language);
    let stated = |text: &Option<String>| match text {
        Some(text) => Value::Text(short(text, LONGEST)),
        None => Value::Nothing(words.nothing()),
    };
    match name {
        "subject" => return Some(stated(&finding.subject)),
        "expected" => return Some(stated(&finding.expected)),
        "actual" => return Some(stated(&finding.actual)),
        "guide" => return Some(stated(&finding.guide)),
        _ => {}
    }
    text(finding, name, language).map(Value::Text)
}

fn text(finding: &Finding, name: &str, language: Language) -> Option<String> {
    let words = chrome(language);
    if let Some((_, arg)) = finding.args.iter().find(|(own, _)| *own == name) {
        return Some(shown(arg, language));
    }
    Some(match name {
        "channel" => {
            let channel = finding.channel?;
            channel_name(channel, language).to_owned()
        }
        "field" => {
            let field = finding.field?;
            match language {
                Language::Chinese => field.chinese(),
                Language::English => field.english(),
            }
            .to_owned()
        }
        "part" => finding
            .subject
            .as_deref()
            .map(|part| words.brackets(&short(part, LONGEST)))
            .unwrap_or_default(),
        _ => return None,
    })
}

/// What a channel is called in a sentence.
pub(crate) fn channel_name(channel: Channel, language: Language) -> &'static str {
    if language == Language::Chinese {
        return channel.chinese();
    }
    match channel.key() {
        "online" => "the online hall",
        "in-person" => "the in-person hall",
        "wechat" => "WeChat",
        "hotline" => "the hotline",
        "kiosk" => "the kiosk",
        "gazette" => "the gazette",
        other => other,
    }
}

/// What a field is called in a sentence.
pub(crate) fn field_name(field: Field, language: Language) -> &'static str {
    match language {
        Language::Chinese => field.chinese(),
        Language::English => field.english(),
    }
}

fn shown(arg: &Arg, language: Language) -> String {
    let words = chrome(language);
    match arg {
        Arg::Text(text) => short(text, LONGEST),
        Arg::Channel(channel) => channel_name(*channel, language).to_owned(),
        Arg::Field(field) => match language {
            Language::Chinese => field.chinese().to_owned(),
            Language::English => field.english().to_owned(),
        },
        Arg::List(items) => {
            words.list(&items.iter().map(|item| short(item, 60)).collect::<Vec<_>>())
        }
        Arg::Facets(facets) => facets_in_words(facets, language),
        Arg::Both { chinese, english } => one_line(match language {
            Language::Chinese => chinese,
            Language::English => english,
        }),
    }
}

/// 复印件份数：1 → 2；介质：纸质 → 电子
pub(crate) fn facets_in_words(facets: &[FacetDifference], language: Language) -> String {
    let words = chrome(language);
    let side = |text: &Option<String>| match text {
        Some(text) => short(text, LONGEST),
        None => words.nothing().to_owned(),
    };
    let colon = match language {
        Language::Chinese => "：",
        Language::English => ": ",
    };
    let parts: Vec<String> = facets
        .iter()
        .map(|facet| {
            let name = words.facet(facet.facet);
            format!("{name}{colon}{} → {}", side(&facet.a), side(&facet.b))
        })
        .collect();
    words.list(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_once() {
        let value = |name: &str| match name {
            "a" => Some(Value::Text("{b}".to_owned())),
            "b" => Some(Value::Text("乙".to_owned())),
            "n" => Some(Value::Nothing("（没有）")),
            _ => None,
        };
        assert_eq!(fill("甲{a}{b}{c}", &value), "甲{b}乙{c}");
        assert_eq!(fill("甲{b", &value), "甲{b");
        assert_eq!(
            fill("甲“{n}”，“{b}”，{n}", &value),
            "甲（没有），“乙”，（没有）"
        );
    }
}
