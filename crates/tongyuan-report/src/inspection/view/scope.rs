//! What an inspection looked at and by what means, in sentences and rows.

use std::collections::BTreeMap;

use tongyuan_inspect::{Language, Words};
use tongyuan_model::Channel;

use super::super::words::{self, ReportWords};
use super::super::{InspectedCapture, InspectedGuide, Inspection};
use super::limits::{names_of_items, reason};
use super::{InspectedRow, channel_of, day_in_words, department_of, guide_of};
use crate::chrome::chrome;
use crate::sentence::channel_name;

/// The guides and what was published of them, in sentences. `department` where they are those of one.
pub(super) fn objects(
    inspection: &Inspection,
    guides: &[&InspectedGuide],
    department: Option<&Option<String>>,
    language: Language,
) -> Vec<String> {
    let count = guides.len();
    let read = guides.iter().filter(|guide| guide.is_read).count();
    let mut channels: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for document in guides.iter().flat_map(|guide| &guide.published) {
        let count = channels.entry(&document.channel).or_default();
        count.0 += 1;
        count.1 += usize::from(document.is_read);
    }
    let whose = whose(inspection, department).get(language);
    let mut said = vec![match language {
        Language::Chinese => format!("{whose}办事指南 {count} 份，其中读取 {read} 份。"),
        Language::English => format!("{whose}: {count}, of which {read} were read."),
    }];
    // In the order in which channels are always named.
    for channel in Channel::ALL {
        if let Some((count, read)) = channels.get(channel.key()) {
            said.push(match language {
                Language::Chinese => format!(
                    "{}发布的版本 {count} 份，其中读取 {read} 份。",
                    channel.chinese()
                ),
                Language::English => format!(
                    "Published by {}: {count}, of which {read} were read.",
                    channel_name(*channel, language)
                ),
            });
        }
    }
    // They are of every department.
    let records = inspection.scope.practice.len();
    if records > 0 && department.is_none() {
        said.push(match language {
            Language::Chinese => format!("办件记录 {records} 个文件。"),
            Language::English => format!("Files of records of handled cases: {records}."),
        });
    }
    said
}

/// Whose guides a report is about.
fn whose(inspection: &Inspection, department: Option<&Option<String>>) -> Words {
    match department {
        Some(Some(_)) => Words::new("本部门的", "Guides of this department"),
        Some(None) => Words::new("未注明责任部门的", "Guides that name no department"),
        None if inspection.scope.is_whole => {
            Words::new("库中全部", "Guides, all of the repository")
        }
        None => Words::new("库中一部分", "Guides, a part of the repository"),
    }
}

/// What a report opens with: when what was inspected, and what the reader is told.
pub(super) fn opening(
    inspection: &Inspection,
    guides: &[&InspectedGuide],
    department: Option<&Option<String>>,
    is_clean: bool,
    language: Language,
) -> String {
    let day = day_in_words(&inspection.day, language);
    let count = guides.len();
    let published: usize = guides.iter().map(|guide| guide.published.len()).sum();
    let whose = whose(inspection, department).get(language);
    match (department, language) {
        (None, Language::Chinese) => {
            format!("{day}对办事指南进行了专项检查，现将情况报告如下。")
        }
        (None, Language::English) => {
            format!("Service guides were inspected on {day}, as follows.")
        }
        // What is said to a department goes down to it, and asks for something.
        (Some(_), Language::Chinese) => {
            let what = match count {
                0 => "办事指南".to_owned(),
                _ => format!("{whose}办事指南 {count} 份、已发布的版本 {published} 份"),
            };
            let told = match is_clean {
                true => "现将结果通报如下。",
                false => "现将有关问题通报如下，请按期整改。",
            };
            format!("{day}对{what}进行了专项检查，{told}")
        }
        (Some(_), Language::English) => {
            let what = match count {
                0 => String::new(),
                _ => format!(" {whose}: {count}; published versions: {published}."),
            };
            let told = match is_clean {
                true => "What was found is told below.",
                false => "What was found is told below; please put it right in time.",
            };
            format!("Service guides were inspected on {day}.{what} {told}")
        }
    }
}

/// How many rules were on, and how many of these gave no answer for want of a register.
fn rules_on(on: usize, silent: usize, language: Language) -> String {
    match (silent, language) {
        (0, Language::Chinese) => format!("启用规则 {on} 条。"),
        (0, Language::English) => format!("Rules that were on: {on}."),
        (_, Language::Chinese) => format!("启用规则 {on} 条，其中 {silent} 条没有作判断。"),
        (_, Language::English) => {
            format!("Rules that were on: {on}, of which {silent} could not judge.")
        }
    }
}

/// What is said of a register that is not there.
fn without(register: &str) -> Words {
    match register {
        "calendar" => Words::new(
            "库中没有自带的文件，使用程序内置的放假通知",
            "the repository has no file of its own; the built-in notices were used",
        ),
        _ => Words::new("没有", "none"),
    }
}

pub(super) fn method(inspection: &Inspection, language: Language) -> Vec<String> {
    let scope = &inspection.scope;
    let rules = &scope.rules;
    let list = |ids: &[String]| words::rules(ids, language);
    let tool = &inspection.tool;
    let day = day_in_words(&inspection.day, language);
    let on = rules_on(rules.on.len(), rules.silent.len(), language);
    let mut said = match language {
        Language::Chinese => vec![
            format!(
                "由 {} {} 逐份读取权威数据源和各渠道发布的版本，逐项比对，按规则判断。检查日期为{}。",
                tool.name, tool.version, day
            ),
            on,
        ],
        Language::English => vec![
            format!(
                "{} {} read every source and what each channel publishes of it, compared them row by row, and judged by rules. The day of the inspection is {}.",
                tool.name, tool.version, day
            ),
            on,
        ],
    };
    if !rules.off.is_empty() {
        said.push(match language {
            Language::Chinese => format!("设置中关闭的规则：{}。", list(&rules.off)),
            Language::English => format!("Turned off by the settings: {}.", list(&rules.off)),
        });
    }
    if !rules.silent.is_empty() {
        said.push(match language {
            Language::Chinese => {
                format!("缺少所需清单而没有作判断的规则：{}。", list(&rules.silent))
            }
            Language::English => format!(
                "Could not judge, since the register is missing that they need: {}.",
                list(&rules.silent)
            ),
        });
    }
    for (rule, paths) in &rules.limited {
        let fields = paths.iter().map(|path| words::field(path, language));
        let fields: Vec<String> = fields.collect();
        let rule = list(std::slice::from_ref(rule));
        said.push(match language {
            Language::Chinese => format!("规则{rule}只看这些栏目：{}。", fields.join("、")),
            Language::English => format!("{rule} looked only at: {}.", fields.join(", ")),
        });
    }
    for register in &scope.registers {
        let name = words::register(&register.register, language);
        said.push(match &register.source {
            Some(file) => {
                let digest = file.sha256.as_deref().unwrap_or("—");
                chrome(language).named(&name, &format!("{} (SHA-256 {digest})", file.file))
            }
            None => {
                let without = without(&register.register).get(language);
                chrome(language).named(&name, without)
            }
        });
    }
    let years = years(&scope.calendar_years);
    if !years.is_empty() {
        said.push(match language {
            Language::Chinese => format!("工作日按国务院办公厅放假通知计算，已知年份：{}。", years),
            Language::English => format!(
                "Working days are counted by the notices on public holidays of: {}.",
                years
            ),
        });
    }
    if let Some(file) = &scope.settings {
        let digest = file.sha256.as_deref().unwrap_or("—");
        said.push(match language {
            Language::Chinese => format!("设置：{} (SHA-256 {digest})", file.file),
            Language::English => format!("Settings: {} (SHA-256 {digest})", file.file),
        });
    }
    said
}

/// Years, those that follow each other as a range: 2018—2026.
fn years(years: &[u16]) -> String {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    for year in years {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => ranges.push((*year, *year)),
        }
    }
    let said = ranges.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}—{last}"),
    });
    said.collect::<Vec<_>>().join("、")
}

pub(super) fn captures(
    inspection: &Inspection,
    words: &ReportWords,
    language: Language,
) -> Vec<[String; 4]> {
    let named = names_of_items(inspection);
    let captures = inspection.scope.captures.iter().flatten();
    let row = |own: &InspectedCapture| {
        let outcome = match &own.outcome {
            Some(key) => words::outcome(key, language),
            None => reason(own, language),
        };
        [
            guide_of(
                named.get(own.guide.as_str()).copied(),
                Some(&own.guide),
                words,
            ),
            own.address.clone(),
            own.at.clone().unwrap_or_default(),
            outcome,
        ]
    };
    captures.map(row).collect()
}

pub(super) fn inspected<'i>(
    guides: &[&'i InspectedGuide],
    words: &ReportWords,
    language: Language,
) -> Vec<InspectedRow<'i>> {
    let mut rows = Vec::new();
    for guide in guides {
        let name = guide_of(guide.name.as_deref(), Some(&guide.guide), words);
        let department = department_of(guide.department.as_deref(), words);
        rows.push(InspectedRow {
            guide: name.clone(),
            department: department.clone(),
            channel: words.no_channel,
            file: &guide.source.file,
            version: guide.version.as_deref().unwrap_or_default(),
            sha256: guide.source.sha256.as_deref().unwrap_or_default(),
            is_read: guide.is_read,
            fetched: "",
        });
        for document in &guide.published {
            rows.push(InspectedRow {
                guide: name.clone(),
                department: department.clone(),
                channel: channel_of(Some(&document.channel), words, language),
                file: &document.source.file,
                version: "",
                sha256: document.source.sha256.as_deref().unwrap_or_default(),
                is_read: document.is_read,
                fetched: document.captured_at.as_deref().unwrap_or_default(),
            });
        }
    }
    rows
}
