//! What is known of the place under the pointer: the rule behind a finding, or what a key holds.

use tongyuan::{AnyRule, Finding, Language};
use tongyuan_model::schema::GuidePlace;
use tongyuan_report::chrome::chrome;
use tongyuan_report::{clean, explain, explain_own};

use super::completion::place;
use super::cursor::{At, Cursor};
use crate::language::say;

/// The rule of a finding: what it checks, why, on what basis, how to mend it. Before it what stands in the other places.
pub(super) fn of_finding(finding: &Finding, language: Language) -> String {
    let mut text = String::new();
    for related in &finding.related {
        let excerpt = &related.location.excerpt;
        let own = excerpt.text.get(excerpt.mark.0..excerpt.mark.1);
        let own = own.map(str::trim).filter(|own| !own.is_empty());
        if let Some(own) = own {
            let role = chrome(language).role(related.role);
            let colon = say(language, "：", ": ");
            text.push_str(&format!("**{role}**{colon}{}\n\n", literal(&clean(own))));
        }
    }
    let rule = match &finding.rule {
        AnyRule::BuiltIn(rule) => explain(rule, language),
        AnyRule::Own(rule) => explain_own(rule, language),
    };
    // Examples are for who reads on: there is a command for that.
    let example = ["\n## 示例", "\n## Examples"];
    let end = example.iter().filter_map(|head| rule.find(head)).min();
    // The id heads it; deeper headings would be louder than what they head.
    let rule = rule.get(..end.unwrap_or(rule.len())).unwrap_or_default();
    let rule = rule.replace("\n## ", "\n#### ");
    text.push_str(&format!("###{}\n", rule.trim_start_matches('#').trim_end()));
    text
}

/// What the key at a byte of a text is called and holds.
pub(super) fn of_key(
    text: &str,
    offset: usize,
    is_json: bool,
    file: GuidePlace,
    language: Language,
) -> Option<String> {
    let (cursor, word) = Cursor::word(text, offset, is_json)?;
    if cursor.at != At::Key {
        return None;
    }
    let (above, _) = place(file, &cursor.path)?;
    let (key, own) = above.row().field(&word).ok()?;
    let [chinese, english] = [tongyuan::Vocabulary::Chinese, tongyuan::Vocabulary::English]
        .map(|vocabulary| own.word(key, vocabulary));
    let title = own.title();
    let title = title.as_ref().map_or((chinese, key.title()), |own| {
        (own.chinese.as_str(), own.english.as_str())
    });
    let mut text = format!(
        "**{} / {}** · `{chinese}` · `{english}`\n",
        title.0, title.1
    );
    if let Some(meaning) = own.meaning() {
        let both = say(
            language,
            [&meaning.chinese, &meaning.english],
            [&meaning.english, &meaning.chinese],
        );
        text.push_str(&format!("\n{}\n\n{}\n", both[0], both[1]));
    }
    Some(text)
}

/// A text from a guide in which nothing is a mark of Markdown.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
    }
    out
}
