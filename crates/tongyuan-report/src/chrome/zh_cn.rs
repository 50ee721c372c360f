//! 简体中文.

use tongyuan_compare::{Burden, Confidence, Degree, Departure, Facet};
use tongyuan_inspect::{Role, Severity, Status};

use super::{Chrome, is_number, law};
use crate::run::Summary;

pub(super) struct ZhCn;

impl Chrome for ZhCn {
    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "严重",
            Severity::Warning => "一般",
            Severity::Note => "提示",
        }
    }

    fn status(&self, status: Status) -> &'static str {
        match status {
            Status::Trial => "试行",
            Status::Stable => "正式",
            Status::Deprecated => "即将废止",
            Status::Removed => "已废止",
        }
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Canonical => "权威数据源",
            Role::Register => "清单",
            Role::Other => "另一处",
            Role::Nearest => "最相近的一行",
            Role::Base => "改动之前",
        }
    }

    fn facet(&self, facet: Facet) -> &'static str {
        match facet {
            Facet::Document => "名称",
            Facet::Holder => "材料所属人",
            Facet::Form => "原件或复印件",
            Facet::Originals => "原件份数",
            Facet::Copies => "复印件份数",
            Facet::Count => "份数",
            Facet::Medium => "介质",
            Facet::Format => "规格",
            Facet::Seal => "签章",
            Facet::Issuer => "出具机构",
            Facet::Source => "来源渠道",
            Facet::Kind => "类型",
            Facet::Case => "适用情形",
            Facet::Necessity => "必要性",
            Facet::Basis => "依据",
            Facet::Note => "说明",
            Facet::Quantity => "数量",
            Facet::Unit => "单位",
            Facet::Comparator => "界限",
            Facet::Modality => "要求的程度",
            Facet::Logic => "并列或者择一",
            Facet::TimeWindow => "时间范围",
            Facet::Exception => "例外",
            Facet::Start => "起算",
            Facet::Excluded => "不计入的期间",
            Facet::Charged => "是否收费",
            Facet::Amount => "金额",
            Facet::Per => "计费单位",
            Facet::Article => "条款",
            Facet::DocumentNumber => "文号",
            Facet::Validity => "有效期",
            Facet::Actor => "办理人",
            Facet::Limit => "时限",
            Facet::Standard => "审查标准",
            Facet::Result => "环节结果",
            Facet::Phone => "联系方式",
        }
    }

    fn departure(&self, departure: Departure) -> &'static str {
        match departure {
            Departure::Added => "增加",
            Departure::Removed => "缺少",
            Departure::Changed => "不同",
            Departure::Tightened => "加重",
            Departure::Loosened => "放宽",
            Departure::Reordered => "顺序不同",
        }
    }

    fn degree(&self, degree: Degree) -> &'static str {
        match degree {
            Degree::Wording => "措辞",
            Degree::Substantive => "实质",
        }
    }

    fn burden(&self, burden: Burden) -> &'static str {
        match burden {
            Burden::Adds => "增加申请人负担",
            Burden::Relieves => "减轻申请人负担",
            Burden::Neutral => "不影响申请人负担",
            Burden::Unknown => "对申请人负担的影响不能确定",
        }
    }

    fn confidence(&self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Certain => "",
            Confidence::NeedsReview => "需人工复核",
        }
    }

    fn paragraph(&self, number: u32) -> String {
        format!("段落 {number}")
    }

    fn cell(&self, table: u32, row: u32, column: u32) -> String {
        format!("表 {table} 行 {row} 列 {column}")
    }

    fn page(&self, page: u32, block: u32) -> String {
        format!("页 {page} 段 {block}")
    }

    fn nothing(&self) -> &'static str {
        "（未写明）"
    }

    fn list(&self, items: &[String]) -> String {
        items.join("；")
    }

    fn brackets(&self, text: &str) -> String {
        format!("（{text}）")
    }

    fn help(&self) -> &'static str {
        "整改"
    }

    fn fixable(&self) -> &'static str {
        "可用 --fix 修改。"
    }

    fn note(&self) -> &'static str {
        "说明"
    }

    fn failure(&self) -> &'static str {
        "错误"
    }

    fn onwards(&self, place: Option<&str>) -> String {
        place.map_or_else(|| "由此往下".to_owned(), |place| format!("{place} 往下"))
    }

    fn basis(&self, clauses: &[&str]) -> String {
        let plan: Vec<_> = clauses.iter().filter(|clause| is_number(clause)).collect();
        let plan = plan
            .iter()
            .map(|clause| format!("第{clause}条"))
            .collect::<Vec<_>>();
        let laws = clauses.iter().filter_map(|clause| {
            let (law, article) = law(clause)?;
            Some(format!("{}第{article}条", law.0))
        });
        let sources: Vec<_> = (!plan.is_empty())
            .then(|| format!("2018年政务公开工作计划{}", plan.join("、")))
            .into_iter()
            .chain(laws)
            .collect();
        format!("依据：{}", sources.join("；"))
    }

    fn waived(&self, reason: &str, owner: &str, until: &str) -> String {
        format!("已豁免，到{until}为止：{reason}（责任人：{owner}）")
    }

    fn known(&self) -> &'static str {
        "已在基线中"
    }

    fn key(&self, key: &str) -> String {
        format!("问题编号：{key}")
    }

    fn summary(&self, summary: &Summary) -> String {
        let mut text = String::new();
        if summary.mended > 0 {
            text.push_str(&format!(
                "修改了 {} 处，涉及 {} 个文件。",
                summary.mended, summary.mended_files
            ));
        }
        text.push_str(&format!(
            "检查了 {} 份指南，比对了 {} 个已发布版本：",
            summary.guides, summary.published
        ));
        if summary.errors + summary.warnings + summary.notes == 0 {
            text.push_str(match summary.waived + summary.known {
                0 => "没有发现问题",
                _ => "没有发现其他问题",
            });
        } else {
            text.push_str(&format!(
                "严重 {}，一般 {}，提示 {}",
                summary.errors, summary.warnings, summary.notes
            ));
        }
        if summary.fixable > 0 {
            text.push_str(&format!("；其中 {} 项可用 --fix 修改", summary.fixable));
        }
        if summary.waived > 0 {
            text.push_str(&format!("；另有 {} 项已豁免", summary.waived));
        }
        if summary.known > 0 {
            text.push_str(&format!("；另有 {} 项已在基线中", summary.known));
        }
        if summary.unreadable > 0 {
            text.push_str(&format!(
                "；{} 个文件无法读取，没有检查",
                summary.unreadable
            ));
        }
        text.push('。');
        text
    }

    fn equal(&self) -> &'static str {
        "两份指南的内容一致。"
    }

    fn differences(&self, substantive: usize, wording: usize) -> String {
        format!("实质差异 {substantive} 处，措辞差异 {wording} 处。")
    }

    fn agreements(&self, count: usize) -> String {
        format!("一致 {count} 处。")
    }

    fn agrees(&self) -> &'static str {
        "一致"
    }

    fn taken_as_same(&self, names: &[&str]) -> String {
        format!("视为相同：{}", names.join("、"))
    }

    fn rest_taken_as_same(&self, names: &[&str]) -> String {
        format!("其余视为相同：{}", names.join("、"))
    }

    fn nearest(&self, name: &str, place: &str) -> String {
        format!("对方最相近的一行（不足以认定为同一项）：“{name}”（{place}）")
    }

    fn comparison(&self) -> &'static str {
        "办事指南比较"
    }

    fn side_a(&self) -> &'static str {
        "A（基准）"
    }

    fn side_b(&self) -> &'static str {
        "B"
    }

    fn marks(&self) -> &'static str {
        "删除线：A 有而 B 没有的文字；下划线：B 有而 A 没有的文字。"
    }

    fn named(&self, name: &str, value: &str) -> String {
        format!("{name}：{value}")
    }

    fn doubtful(&self) -> &'static str {
        "两处可能说的是同一回事，请人工复核后再作结论。"
    }
}
