//! What a draft says to its editor, in both languages. Nobody who reads it need know what YAML is.

use tongyuan_inspect::Language;
use tongyuan_model::Channel;

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    fn is_chinese(self) -> bool {
        self.0 == Language::Chinese
    }

    pub(crate) fn channel(self, channel: Channel) -> &'static str {
        match (self.0, channel) {
            (Language::Chinese, channel) => channel.chinese(),
            (Language::English, Channel::Online) => "online",
            (Language::English, _) => "in person",
        }
    }

    pub(crate) fn quoted(self, text: &str) -> String {
        format!("“{text}”")
    }

    /// A saying with its place.
    pub(crate) fn saying(self, channel: Channel, text: Option<&str>, place: &str) -> String {
        let channel = self.channel(channel);
        match (text, self.is_chinese()) {
            (Some(text), true) => format!("{channel}：“{text}”　{place}"),
            (Some(text), false) => format!("{channel}: “{text}”  {place}"),
            (None, true) => format!("{channel}：没有写　{place}"),
            (None, false) => format!("{channel}: nothing  {place}"),
        }
    }

    /// The first line above a choice.
    pub(crate) fn choice(self, number: usize, label: &str, only: Option<Channel>) -> String {
        match (only, self.is_chinese()) {
            (None, true) => {
                format!("【待定 {number}】{label}：线上、线下说法不一，请留一种、删一种")
            }
            (None, false) => {
                format!("[CHOICE {number}] {label}: the halls differ; keep one, delete the other")
            }
            (Some(only), true) => format!(
                "【待定 {number}】{label}：只有{}写了，请决定去留",
                self.channel(only)
            ),
            (Some(only), false) => format!(
                "[CHOICE {number}] {label}: said {} only; keep it or delete it",
                self.channel(only)
            ),
        }
    }

    /// Behind a value that one hall alone states.
    pub(crate) fn only(self, channel: Channel) -> String {
        let name = self.channel(channel);
        match self.is_chinese() {
            true => format!("仅{name}写明"),
            false => format!("{name} only"),
        }
    }

    /// Above a row or field that one hall alone states.
    pub(crate) fn only_at(self, channel: Channel, place: &str) -> String {
        match self.is_chinese() {
            true => format!("{}，请核对是否各渠道都适用　{place}", self.only(channel)),
            false => format!(
                "{}: check that it holds in every channel  {place}",
                self.only(channel)
            ),
        }
    }

    pub(crate) fn worded(self, text: &str, place: &str) -> String {
        match self.is_chinese() {
            true => format!("线下写作“{text}”，意思相同，已采用线上的写法　{place}"),
            false => {
                format!("in person it is worded “{text}”; the online words were taken  {place}")
            }
        }
    }

    pub(crate) fn otherwise(self, channel: Channel, text: &str, place: &str) -> String {
        let name = self.channel(channel);
        match self.is_chinese() {
            true => format!("{name}的文件另写作“{text}”，请核对　{place}"),
            false => format!("the other document ({name}) has “{text}”; please check  {place}"),
        }
    }

    pub(crate) fn by_channel(self) -> &'static str {
        match self.is_chinese() {
            true => "线上、线下要的原件、复印件或者份数不同，已按渠道分写，请核对是否应当一致",
            false => {
                "the halls want other forms or numbers, each is kept as its own; check whether they should be the same"
            }
        }
    }

    /// The lines at the top: what this is.
    pub(crate) fn opening(self, name: Option<&str>, online: &str, in_person: &str) -> Vec<String> {
        if self.is_chinese() {
            let name = name.map(|name| format!("“{name}”")).unwrap_or_default();
            vec![
                format!("{name}办事指南草稿，由已发布的两份文件合成："),
                format!("  线上：{online}"),
                format!("  线下：{in_person}"),
                "两份都写、意思相同的，只写一次；只有一份写的，标有“仅线上写明”或者“仅线下写明”；"
                    .to_owned(),
                "提交方式、网址、窗口和办理时间，各归各的渠道。两份都没有写的，一概没有代填。"
                    .to_owned(),
            ]
        } else {
            let name = name.map(|name| format!(" of “{name}”")).unwrap_or_default();
            vec![
                format!("A draft guide{name}, from two published documents:"),
                format!("  online: {online}"),
                format!("  in person: {in_person}"),
                "What both say is written once; what one alone says is marked “online only” or “in person only”;".to_owned(),
                "how things are handed in, addresses, windows and hours are each channel's own. Nothing was made up.".to_owned(),
            ]
        }
    }

    /// The lines at the top: what is to be chosen.
    pub(crate) fn choose(self, labels: &[String]) -> Vec<String> {
        let mut lines = match (labels.len(), self.is_chinese()) {
            (0, true) => vec!["一、选定：没有说法不一的地方。".to_owned()],
            (0, false) => vec!["1. Choose: the two say nothing different.".to_owned()],
            (count, true) => vec![
                format!("一、选定：线上、线下说法不一的有 {count} 处，正文里标有“待定”。每处留下要用的一种，删去另一种，"),
                "    再把留下的那一种字段名后面的“（线上）”或者“（线下）”删去。没有全部选定，检查不会通过。".to_owned(),
            ],
            (count, false) => vec![
                format!("1. Choose: the halls differ in {count} places, marked CHOICE below. Keep the line that holds, delete the other,"),
                "   and take “ (online)” or “ (in-person)” off the key that stays. The check fails until all are decided.".to_owned(),
            ],
        };
        lines.extend(
            labels
                .iter()
                .zip(1..)
                .map(|(label, number)| match self.is_chinese() {
                    true => format!("    待定 {number}　{label}"),
                    false => format!("    CHOICE {number}  {label}"),
                }),
        );
        lines
    }

    /// The lines at the top: what is to be filled in, and how it goes on.
    pub(crate) fn fill(self, todo: &[&str]) -> Vec<String> {
        let mut lines = vec![match (todo.is_empty(), self.is_chinese()) {
            (true, true) => "二、补填：必填的内容都有了。".to_owned(),
            (true, false) => "2. Fill in: nothing that must be there is missing.".to_owned(),
            (false, true) => "二、补填：下列内容指南必须写明，两份文件都没有写，或者写法不合规定：".to_owned(),
            (false, false) => "2. Fill in: a guide must say this, and neither document does, or not in the form it should have:".to_owned(),
        }];
        lines.extend(todo.iter().map(|line| format!("    {line}")));
        lines.push(match self.is_chinese() {
            true => "三、检查：运行 tongyuan check。通过以后，以“#”开头的说明可以全部删去。",
            false => "3. Check: run `tongyuan check`. Once it passes, every line that begins with # can go.",
        }
        .to_owned());
        lines
    }
}
