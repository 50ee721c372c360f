//! What an inspection looked at and by what means, in sentences and rows.

use std::collections::BTreeMap;

use tongyuan_inspect::Language;
use tongyuan_model::Channel;

use super::super::words::{self, ReportWords};
use super::super::{InspectedCapture, InspectedGuide, Inspection};
use super::{InspectedRow, channel_of, department_of, guide_of};
use crate::chrome::chrome;
use crate::sentence::channel_name;

pub(super) fn objects(
    inspection: &Inspection,
    guides: &[&InspectedGuide],
    language: Language,
) -> Vec<String> {
    let read = guides.iter().filter(|guide| guide.is_read).count();
    let mut channels: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for document in guides.iter().flat_map(|guide| &guide.published) {
        let count = channels.entry(&document.channel).or_default();
        count.0 += 1;
        count.1 += usize::from(document.is_read);
    }
    let is_whole = inspection.scope.is_whole;
    let mut said = vec![match language {
        Language::Chinese => format!(
            "{}办事指南 {} 份，其中读取 {read} 份。",
            if is_whole {
                "库中全部"
            } else {
                "库中一部分"
            },
            guides.len()
        ),
        Language::English => format!(
            "{}: {}, of which {read} were read.",
            if is_whole {
                "Guides, all of the repository"
            } else {
                "Guides, a part of the repository"
            },
            guides.len()
        ),
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
    let records = inspection.scope.practice.len();
    if records > 0 {
        said.push(match language {
            Language::Chinese => format!("办件记录 {records} 个文件。"),
            Language::English => format!("Files of records of handled cases: {records}."),
        });
    }
    said
}

pub(super) fn method(inspection: &Inspection, language: Language) -> Vec<String> {
    let scope = &inspection.scope;
    let rules = &scope.rules;
    let list = |ids: &[String]| words::rules(ids, language);
    let tool = &inspection.tool;
    let mut said = match language {
        Language::Chinese => vec![
            format!(
                "由 {} {} 逐份读取权威数据源和各渠道发布的版本，逐项比对，按规则判断。今天按 {} 计。",
                tool.name, tool.version, inspection.day
            ),
            format!("启用规则 {} 条。", rules.on.len()),
        ],
        Language::English => vec![
            format!(
                "{} {} read every source and what each channel publishes of it, compared them row by row, and judged by rules. Today counts as {}.",
                tool.name, tool.version, inspection.day
            ),
            format!("Rules that judged: {}.", rules.on.len()),
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
        said.push(match (&register.source, language) {
            (Some(file), _) => {
                let digest = file.sha256.as_deref().unwrap_or("—");
                chrome(language).named(&name, &format!("{} (SHA-256 {digest})", file.file))
            }
            (None, Language::Chinese) => format!("{name}：没有"),
            (None, Language::English) => format!("{name}: none"),
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

pub(super) fn captures(inspection: &Inspection, language: Language) -> Vec<[String; 4]> {
    let captures = inspection.scope.captures.iter().flatten();
    let row = |own: &InspectedCapture| {
        let outcome = match &own.outcome {
            Some(key) => words::outcome(key, language),
            None => own.told.clone(),
        };
        [
            own.guide.clone(),
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
