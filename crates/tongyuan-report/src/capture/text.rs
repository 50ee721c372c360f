//! Captures in words.

use tongyuan_inspect::Language;

use super::{Captured, Captures, Evidence, Outcome};
use crate::clean::clean;

/// What became of one page: a line, and below it what else is worth knowing.
#[must_use]
pub fn capture_text(one: &Captured, language: Language) -> String {
    let mut text = sentence(one, language);
    text.push('\n');
    for line in asides(one, language) {
        text.push_str("  ");
        text.push_str(&clean(&line));
        text.push('\n');
    }
    text
}

/// The last line of a run.
#[must_use]
pub fn captures_summary(run: &Captures, language: Language) -> String {
    let pages = run.captured.len();
    let noun = if pages == 1 { "page" } else { "pages" };
    if run.is_dry {
        return match language {
            Language::Chinese => format!("将抓取 {pages} 个网页；本次没有访问网络。"),
            Language::English => {
                format!("{pages} {noun} would be fetched; nothing was asked this time.")
            }
        };
    }
    let counts: Vec<String> = Outcome::ALL
        .into_iter()
        .filter(|outcome| run.count(*outcome) > 0)
        .map(|outcome| match language {
            Language::Chinese => format!("{} {}", name(outcome, language), run.count(outcome)),
            Language::English => format!("{} {}", run.count(outcome), name(outcome, language)),
        })
        .collect();
    match language {
        Language::Chinese => format!("访问了 {pages} 个网页：{}。", counts.join("，")),
        Language::English => format!("{pages} {noun}: {}.", counts.join(", ")),
    }
}

fn name(outcome: Outcome, language: Language) -> &'static str {
    let (chinese, english) = match outcome {
        Outcome::Same => ("没有变化", "the same"),
        Outcome::Different => ("有变化", "different"),
        Outcome::Gone => ("网页不在", "gone"),
        Outcome::Blocked => ("受阻", "blocked"),
        Outcome::Unreachable => ("无法访问", "unreachable"),
    };
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// What became of one page, in a sentence.
pub(super) fn sentence(one: &Captured, language: Language) -> String {
    let guide = &one.guide;
    let said = match &one.evidence {
        None => match language {
            Language::Chinese => format!("{guide}：将抓取 {}", one.address),
            Language::English => format!("{guide}: would fetch {}", one.address),
        },
        Some(evidence) if evidence.outcome == Outcome::Same => same(one, evidence, language),
        Some(evidence) if evidence.outcome == Outcome::Different => {
            different(one, evidence, language)
        }
        Some(evidence) => without_page(guide, evidence, language),
    };
    clean(&said).into_owned()
}

fn same(one: &Captured, evidence: &Evidence, language: Language) -> String {
    let (guide, file) = (&one.guide, one.file.as_deref().unwrap_or_default());
    match (language, evidence.status == Some(304)) {
        (Language::Chinese, false) => format!("{guide}：没有变化（{file}）"),
        (Language::Chinese, true) => format!("{guide}：没有变化，服务器答复 304（{file}）"),
        (Language::English, false) => format!("{guide}: the same ({file})"),
        (Language::English, true) => {
            format!("{guide}: the same, as the server says with 304 ({file})")
        }
    }
}

fn different(one: &Captured, evidence: &Evidence, language: Language) -> String {
    let (guide, file) = (&one.guide, one.file.as_deref().unwrap_or_default());
    let bytes = evidence.bytes.unwrap_or_default();
    match (language, evidence.first) {
        (Language::Chinese, true) => format!("{guide}：首次抓取，存为 {file}（{bytes} 字节）"),
        (Language::Chinese, false) => format!("{guide}：有变化，已更新 {file}（{bytes} 字节）"),
        (Language::English, true) => {
            format!("{guide}: captured for the first time, into {file} ({bytes} bytes)")
        }
        (Language::English, false) => {
            format!("{guide}: different, and written to {file} ({bytes} bytes)")
        }
    }
}

fn without_page(guide: &str, evidence: &Evidence, language: Language) -> String {
    let outcome = name(evidence.outcome, language);
    let why = evidence.reason.map(super::Reason::words);
    let why = why.map_or("", |words| words.get(language));
    let status = match (evidence.status, language) {
        (None, _) => String::new(),
        (Some(status), Language::Chinese) => format!("（HTTP {status}）"),
        (Some(status), Language::English) => format!(" (HTTP {status})"),
    };
    let last = &evidence.last;
    match language {
        Language::Chinese => format!("{guide}：{outcome}：{why}{status}：{last}"),
        Language::English => format!("{guide}: {outcome}: {why}{status}: {last}"),
    }
}

/// What else is worth knowing of a capture.
fn asides(one: &Captured, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |chinese: String, english: String| {
        lines.push(match language {
            Language::Chinese => chinese,
            Language::English => english,
        });
    };
    if let Some(evidence) = &one.evidence {
        if let Some(redirect) = evidence.redirects.first() {
            let (from, to) = (&redirect.from, &evidence.last);
            say(
                format!("从 {from} 跳转到 {to}"),
                format!("redirected from {from} to {to}"),
            );
        }
        if evidence.downgraded {
            say(
                "跳转从加密连接（https）退到了不加密的 http".to_owned(),
                "a redirect led from https back to http, which is not encrypted".to_owned(),
            );
        }
        let has_page = matches!(evidence.outcome, Outcome::Same | Outcome::Different);
        if let Some(file) = one.file.as_deref().filter(|_| !has_page) {
            say(
                format!("{file} 保留原样"),
                format!("{file} was left as it is"),
            );
        }
    }
    for other in &one.others {
        say(
            format!("另有已发布版本 {other}，保留原样"),
            format!("there is another published version, {other}, which was left as it is"),
        );
    }
    lines
}
