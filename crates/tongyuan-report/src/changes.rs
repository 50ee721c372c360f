//! How guides have changed, in words: what is asked now that was not, what is asked no more, and what that means for applicants.

use serde::Serialize;
use tongyuan_compare::{Burden, Degree, Departure, FacetDifference};
use tongyuan_inspect::{Change, ChangeKind, Finding, GuideChange, Language, ReachChange};
use tongyuan_model::Field;

use crate::chrome::chrome;
use crate::clean::{clean, one_line, short};
use crate::json;
use crate::sentence::{channel_name, field_name};

/// No text of a guide takes more room in a line.
const LONGEST: usize = 120;

/// What has become of a repository since the base of a change.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// The revision, as it was named.
    pub base: String,
    /// The guides that have changed, in the order of their files.
    pub guides: Vec<GuideChange>,
    /// Findings that were not there before; none where that is not known.
    pub new: Option<usize>,
    /// Findings that are there no more; none where that is not known.
    pub gone: Option<usize>,
}

impl Since {
    /// How many changes mean this for applicants.
    #[must_use]
    pub fn count(&self, burden: Burden) -> usize {
        self.guides.iter().map(|own| own.count(burden)).sum()
    }

    /// The guides of which there is something to tell.
    pub(crate) fn told(&self) -> impl Iterator<Item = &GuideChange> {
        let is_told = |own: &&GuideChange| {
            own.kind != ChangeKind::Changed || !own.changes.is_empty() || !own.reach.is_empty()
        };
        self.guides.iter().filter(is_told)
    }

    /// What the changes come to for applicants; one that relieves them is praised.
    fn verdict(&self, language: Language) -> String {
        if self.told().next().is_none() {
            let words = match language {
                Language::Chinese => "指南的内容没有改动。",
                Language::English => "No guide says anything else than before.",
            };
            return words.to_owned();
        }
        let count = |burden| self.count(burden);
        let (adds, relieves) = (count(Burden::Adds), count(Burden::Relieves));
        let (neutral, unknown) = (count(Burden::Neutral), count(Burden::Unknown));
        let praise = adds == 0 && unknown == 0 && relieves > 0;
        match language {
            Language::Chinese => {
                let mut text = format!(
                    "对申请人：加重负担 {adds} 处，减轻 {relieves} 处，不影响 {neutral} 处"
                );
                if unknown > 0 {
                    text.push_str(&format!("，不能确定 {unknown} 处"));
                }
                text.push('。');
                if praise {
                    text.push_str("这次改动减轻了申请人的负担，值得肯定。");
                }
                text
            }
            Language::English => {
                let mut text = format!(
                    "For applicants: {adds} add a burden, {relieves} relieve, {neutral} do neither"
                );
                if unknown > 0 {
                    text.push_str(&format!(", of {unknown} it cannot be told"));
                }
                text.push('.');
                if praise {
                    text.push_str(" This change relieves applicants: well done.");
                }
                text
            }
        }
    }

    /// What the change comes to: for applicants, and in findings where that is known.
    pub(crate) fn lines(&self, open: usize, language: Language) -> Vec<String> {
        let findings = self.findings(open, language);
        [self.verdict(language)]
            .into_iter()
            .chain(findings)
            .collect()
    }

    /// What a report says above the changes: 自 origin/main 以来的改动.
    pub(crate) fn title(&self, language: Language) -> String {
        let base = short(&self.base, LONGEST);
        match language {
            Language::Chinese => format!("自 {base} 以来的改动"),
            Language::English => format!("Changes since {base}"),
        }
    }

    /// How many findings are new, were there before, and are gone; nothing where that is not known.
    fn findings(&self, open: usize, language: Language) -> Option<String> {
        let (new, gone) = (self.new?, self.gone?);
        let before = open.saturating_sub(new);
        Some(match language {
            Language::Chinese => {
                format!("问题：新出现 {new} 项，改动之前就有 {before} 项，已消除 {gone} 项。")
            }
            Language::English => {
                format!("Findings: {new} new, {before} from before the change, {gone} gone.")
            }
        })
    }
}

/// Whether a finding was there before the change, as a remark on it; nothing where it was not, or where that is not known.
pub(crate) fn from_before(finding: &Finding, language: Language) -> Option<&'static str> {
    (finding.is_new == Some(false)).then_some(match language {
        Language::Chinese => "这次改动之前就有",
        Language::English => "it was there before this change",
    })
}

/// The name of a guide that has changed: its item, else its id.
pub(crate) fn name(change: &GuideChange) -> String {
    short(change.item.as_deref().unwrap_or(&change.guide), LONGEST)
}

/// What has become of a guide as a whole, where that is more than a change of it.
pub(crate) fn kind(change: &GuideChange, language: Language) -> Option<&'static str> {
    Some(match (change.kind, language) {
        (ChangeKind::Changed, _) => return None,
        (ChangeKind::New, Language::Chinese) => "新增指南",
        (ChangeKind::New, Language::English) => "a new guide",
        (ChangeKind::Gone, Language::Chinese) => "指南已删除",
        (ChangeKind::Gone, Language::English) => "the guide is gone",
    })
}

/// Which version came of it, and from when it holds: 版本 3，自 2024-03-01 起实施.
pub(crate) fn version(change: &GuideChange, language: Language) -> Option<String> {
    let text = |text: &Option<String>| text.as_deref().map(|text| short(text, LONGEST));
    let (number, from) = (text(&change.number), text(&change.effective_from));
    Some(match (number, from, language) {
        (Some(number), Some(from), Language::Chinese) => {
            format!("版本 {number}，自 {from} 起实施")
        }
        (Some(number), Some(from), Language::English) => {
            format!("version {number}, in effect from {from}")
        }
        (Some(number), None, Language::Chinese) => format!("版本 {number}"),
        (Some(number), None, Language::English) => format!("version {number}"),
        (None, Some(from), Language::Chinese) => format!("自 {from} 起实施"),
        (None, Some(from), Language::English) => format!("in effect from {from}"),
        (None, None, _) => return None,
    })
}

/// What a change means for applicants, in one word; what differs in words alone means nothing.
fn meaning(change: &Change, language: Language) -> &'static str {
    let difference = &change.difference;
    match (difference.degree, difference.burden, language) {
        (Degree::Wording, _, Language::Chinese) => "仅措辞",
        (Degree::Wording, _, Language::English) => "wording",
        (_, Burden::Adds, Language::Chinese) => "加重",
        (_, Burden::Adds, Language::English) => "adds",
        (_, Burden::Relieves, Language::Chinese) => "减轻",
        (_, Burden::Relieves, Language::English) => "relieves",
        (_, Burden::Neutral, Language::Chinese) => "不影响",
        (_, Burden::Neutral, Language::English) => "neither",
        (_, Burden::Unknown, Language::Chinese) => "待定",
        (_, Burden::Unknown, Language::English) => "unclear",
    }
}

/// What has changed of a guide, each with what it means for applicants, in plain sentences without a full stop.
pub(crate) fn told(change: &GuideChange, language: Language) -> Vec<(&'static str, String)> {
    let asked = change.changes.iter();
    let asked = asked.map(|own| (meaning(own, language), sentence(own, language)));
    let reached = match language {
        Language::Chinese => "渠道",
        Language::English => "channel",
    };
    let reach = change.reach.iter();
    asked
        .chain(reach.map(|own| (reached, reach_sentence(own, language))))
        .collect()
}

/// A change in one plain sentence without a full stop: 增加申请材料“营业执照”.
pub(crate) fn sentence(change: &Change, language: Language) -> String {
    let difference = &change.difference;
    let field = field_name(difference.field, language);
    let quoted = |text: &Option<String>| stated(text, language);
    let name = difference
        .subject
        .as_ref()
        .map(|own| short(&own.name, LONGEST));
    let is_chinese = language == Language::Chinese;
    let mut said = match (difference.departure, name) {
        (Departure::Reordered, _) if is_chinese => format!("{field}的次序有调整"),
        (Departure::Reordered, _) => format!("{field}: another order"),
        (Departure::Added, Some(name)) if is_chinese => format!("增加{field}“{name}”"),
        (Departure::Added, Some(name)) => format!("{field}: “{name}” is new"),
        (Departure::Removed, Some(name)) if is_chinese => format!("取消{field}“{name}”"),
        (Departure::Removed, Some(name)) => format!("{field}: “{name}” is gone"),
        (_, Some(name))
            if has_telling_facets(difference.field) && !difference.facets.is_empty() =>
        {
            let facets: Vec<String> = difference
                .facets
                .iter()
                .map(|facet| facet_words(facet, language))
                .collect();
            let subject = if is_chinese {
                format!("{field}“{name}”")
            } else {
                format!("{field} “{name}”")
            };
            chrome(language).named(&subject, &chrome(language).list(&facets))
        }
        _ => {
            let (a, b) = (quoted(&difference.a.text), quoted(&difference.b.text));
            if is_chinese {
                format!("{field}由{a}改为{b}")
            } else {
                format!("{field}: from {a} to {b}")
            }
        }
    };
    // What holds for every channel is of none.
    if let [channel] = change.channels.as_slice() {
        let channel = chrome(language).brackets(channel_name(*channel, language));
        said.push_str(&channel);
    }
    said
}

/// A change of how a channel is reached, in one plain sentence: 线下窗口“综合窗口”的地址由“甲路1号”改为“甲路2号”.
pub(crate) fn reach_sentence(change: &ReachChange, language: Language) -> String {
    let is_chinese = language == Language::Chinese;
    let channel = channel_name(change.channel, language);
    let window = change.window.as_ref().map(|name| short(name, LONGEST));
    let who = match (&window, is_chinese) {
        (Some(name), true) => format!("{channel}窗口“{name}”"),
        (Some(name), false) => format!("window “{name}” of {channel}"),
        (None, true) => format!("{channel}渠道"),
        (None, false) => channel.to_owned(),
    };
    let Some(key) = change.key else {
        return match (change.b.is_some(), is_chinese) {
            (true, true) => format!("增加{who}"),
            (true, false) => format!("new: {who}"),
            (false, true) => format!("取消{who}"),
            (false, false) => format!("gone: {who}"),
        };
    };
    let (a, b) = (stated(&change.a, language), stated(&change.b, language));
    if is_chinese {
        format!("{who}的{}由{a}改为{b}", key.chinese())
    } else {
        format!("{who}: {} from {a} to {b}", key.title().to_lowercase())
    }
}

/// Whether what exactly differs says more than both texts as they are: a row of a table, and not a sentence.
fn has_telling_facets(field: Field) -> bool {
    !matches!(field, Field::Conditions)
}

/// 复印件份数由“1”改为“2”
fn facet_words(facet: &FacetDifference, language: Language) -> String {
    let name = chrome(language).facet(facet.facet);
    let (a, b) = (stated(&facet.a, language), stated(&facet.b, language));
    match language {
        Language::Chinese => format!("{name}由{a}改为{b}"),
        Language::English => format!("{name} from {a} to {b}"),
    }
}

/// A text in quotation marks, or that there is none.
fn stated(text: &Option<String>, language: Language) -> String {
    match (text, language) {
        (Some(text), _) => format!("“{}”", short(text, LONGEST)),
        (None, Language::Chinese) => "未写明".to_owned(),
        (None, Language::English) => "nothing".to_owned(),
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct SinceJson<'s> {
    base: &'s str,
    adds: usize,
    relieves: usize,
    neutral: usize,
    unknown: usize,
    findings: Option<SinceFindingsJson>,
    guides: Vec<GuideChangeJson<'s>>,
}

#[derive(Debug, Serialize)]
struct SinceFindingsJson {
    new: usize,
    before: usize,
    gone: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct GuideChangeJson<'s> {
    guide: &'s str,
    file: String,
    item: Option<String>,
    department: Option<String>,
    kind: &'static str,
    number: Option<String>,
    approval: Option<String>,
    effective_from: Option<String>,
    changes: Vec<ChangeJson>,
    reach: Vec<ReachJson>,
}

#[derive(Debug, Serialize)]
struct ReachJson {
    message: String,
    channel: &'static str,
    window: Option<String>,
    key: Option<&'static str>,
    a: Option<String>,
    b: Option<String>,
}

#[derive(Debug, Serialize)]
struct ChangeJson {
    message: String,
    field: &'static str,
    subject: Option<String>,
    departure: &'static str,
    degree: &'static str,
    confidence: &'static str,
    burden: &'static str,
    channels: Vec<&'static str>,
    a: Option<String>,
    b: Option<String>,
}

impl<'s> SinceJson<'s> {
    pub(crate) fn of(since: &'s Since, open: usize, language: Language) -> Self {
        let findings = since.new.zip(since.gone);
        Self {
            base: &since.base,
            adds: since.count(Burden::Adds),
            relieves: since.count(Burden::Relieves),
            neutral: since.count(Burden::Neutral),
            unknown: since.count(Burden::Unknown),
            findings: findings.map(|(new, gone)| SinceFindingsJson {
                new,
                before: open.saturating_sub(new),
                gone,
            }),
            guides: since
                .guides
                .iter()
                .map(|own| GuideChangeJson::of(own, language))
                .collect(),
        }
    }
}

impl<'s> GuideChangeJson<'s> {
    pub(crate) fn of(change: &'s GuideChange, language: Language) -> Self {
        let text = |text: &Option<String>| text.as_deref().map(|text| clean(text).into_owned());
        Self {
            guide: &change.guide,
            file: one_line(&change.file),
            item: text(&change.item),
            department: text(&change.department),
            kind: match change.kind {
                ChangeKind::Changed => "changed",
                ChangeKind::New => "new",
                ChangeKind::Gone => "gone",
            },
            number: text(&change.number),
            approval: text(&change.approval),
            effective_from: text(&change.effective_from),
            changes: change
                .changes
                .iter()
                .map(|own| ChangeJson::of(own, language))
                .collect(),
            reach: change
                .reach
                .iter()
                .map(|own| ReachJson {
                    message: reach_sentence(own, language),
                    channel: own.channel.key(),
                    window: text(&own.window),
                    key: own.key.map(tongyuan_model::Key::english),
                    a: text(&own.a),
                    b: text(&own.b),
                })
                .collect(),
        }
    }
}

impl ChangeJson {
    fn of(change: &Change, language: Language) -> Self {
        let difference = &change.difference;
        let text = |text: &Option<String>| text.as_deref().map(|text| clean(text).into_owned());
        Self {
            message: sentence(change, language),
            field: difference.field.path(),
            subject: difference
                .subject
                .as_ref()
                .map(|own| clean(&own.name).into_owned()),
            departure: json::departure(difference.departure),
            degree: json::degree(difference.degree),
            confidence: json::confidence(difference.confidence),
            burden: json::burden(difference.burden),
            channels: change.channels.iter().map(|own| own.key()).collect(),
            a: text(&difference.a.text),
            b: text(&difference.b.text),
        }
    }
}
