//! What the report of an inspection says of its own: headings and names, for templates and for the forms that have none.

use serde::Serialize;
use tongyuan_inspect::rectification::State;
use tongyuan_inspect::{Language, Words, rule};
use tongyuan_model::Field;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $chinese:literal, $english:literal;)*) => {
        /// The furniture of the report in one language.
        #[derive(Clone, Debug, Serialize)]
        pub(super) struct ReportWords {
            $($(#[$doc])* pub(super) $name: &'static str,)*
        }

        impl ReportWords {
            pub(super) fn of(language: Language) -> Self {
                Self { $($name: Words::new($chinese, $english).get(language),)* }
            }
        }
    };
}

words! {
    title: "办事指南专项检查情况报告", "Special inspection of service guides";
    part_title: "办事指南专项检查问题通报", "Special inspection of service guides: findings";
    scope: "检查范围和方法", "Scope and method";
    objects: "检查对象", "What was inspected";
    method: "检查方法", "Method";
    captures: "网页抓取", "Captures";
    results: "检查结果", "Results";
    totals: "总体情况", "Overview";
    by_department: "按责任部门", "By department";
    by_clause: "按工作计划条款和法律依据（一个问题涉及几条的，各计一次）", "By clause (a finding counts for each of its clauses)";
    by_family: "按问题类别", "By family of rules";
    before: "与上次检查比较", "Compared with the last inspection";
    rectified: "已经整改的问题", "Put right since";
    unseen: "本次未能核对的问题", "Not looked at this time";
    trend: "历次检查", "Inspections so far";
    cancel: "没有法定依据的申请材料（建议取消清单）", "Materials without a legal basis (list to cancel)";
    limits: "未能读取和未作判断的内容", "What could not be read or judged";
    unread: "未能读取", "Could not be read";
    remarks: "说明", "Notes";
    unfetched: "没有抓到的网页", "Pages that could not be had";
    waived: "已豁免的问题", "Findings that are accepted";
    waiver: "豁免情况", "Waiver";
    key: "问题编号", "Key";
    why: "核对情况", "Why";
    findings: "问题清单", "Findings";
    annex: "附件", "Annex";
    inspected: "检查对象清单", "List of what was inspected";
    department: "责任部门", "Department";
    channel: "渠道", "Channel";
    clause: "条款", "Clause";
    family: "类别", "Family";
    severity: "级别", "Severity";
    state: "整改状态", "State";
    due: "整改期限", "Due";
    since: "首次发现", "First found";
    rule: "规则", "Rule";
    guide: "事项", "Guide";
    number: "序号", "No.";
    problem: "问题", "Finding";
    material: "申请材料", "Material";
    reason: "理由", "Reason";
    place: "位置", "Place";
    expected: "应当是", "Should be";
    actual: "现在是", "Is";
    mend: "怎样整改", "How to mend it";
    basis: "依据", "Basis";
    total: "合计", "Total";
    errors: "严重", "Errors";
    warnings: "一般", "Warnings";
    notes: "提示", "Notes";
    day: "检查日期", "Day";
    file: "文件", "File";
    digest: "SHA-256", "SHA-256";
    version: "版本", "Version";
    not_read: "未能读取", "not read";
    fetched: "抓取时间", "Fetched";
    outcome: "结果", "Outcome";
    address: "网址", "Address";
    none: "无", "none";
    no_department: "未注明责任部门", "No department given";
    no_clause: "未列条款", "No clause";
    no_channel: "权威数据源", "The source itself";
    whole: "未注明事项", "The repository";
    doubtful: "需人工复核", "needs review";
    all: "全部", "All";
    search: "搜索", "Search";
    search_hint: "事项、材料、文件、规则……", "guide, material, file, rule …";
    reset: "清除筛选", "Clear";
    shown: "符合条件的问题", "Findings that match";
    more: "再显示一些", "Show more";
    no_match: "没有符合条件的问题。", "No finding matches.";
    part: "问题清单较长，分页存放", "The list is long and goes on in further files";
    skip: "跳到问题清单", "Skip to the findings";
}

/// What a family of rules is called.
pub(super) fn family(key: &str, language: Language) -> String {
    let (chinese, english) = match key {
        "schema" => ("格式", "schema"),
        "item" => ("事项要素", "item"),
        "same-source" => ("线上线下同源", "same source"),
        "material" => ("申请材料", "materials"),
        "condition" => ("受理条件", "conditions"),
        "legal-basis" => ("设定依据", "legal basis"),
        "time-limit" => ("办结时限", "time limits"),
        "fee" => ("收费", "fees"),
        "process" => ("办理流程", "process"),
        "result" => ("办理结果", "results"),
        "channel" => ("办理渠道", "channels"),
        "contact" => ("咨询投诉", "contacts"),
        "text" => ("文字表述", "wording"),
        "change" => ("改动", "changes"),
        "publication" => ("公开发布", "publication"),
        "practice" => ("实际办理", "actual handling"),
        "portfolio" => ("全库一致", "across guides"),
        "waiver" => ("豁免", "waivers"),
        "own" => ("本库规则", "own rules"),
        other => return other.to_owned(),
    };
    Words::new(chinese, english).get(language).to_owned()
}

/// What a state of rectification is called.
pub(super) fn state(key: &str, language: Language) -> String {
    let known = State::of_key(key).map(|own| own.words().get(language));
    known.unwrap_or(key).to_owned()
}

/// What a register is called.
pub(super) fn register(key: &str, language: Language) -> String {
    let (chinese, english) = match key {
        "items" => ("事项清单", "list of items"),
        "materials" => ("材料目录", "catalogue of materials"),
        "laws" => ("依据库", "legal register"),
        "cancelled" => ("已取消的证明", "cancelled certificates"),
        "calendar" => ("放假安排", "public holidays"),
        "waivers" => ("豁免清单", "list of waivers"),
        "baseline" => ("基线", "baseline"),
        other => return other.to_owned(),
    };
    Words::new(chinese, english).get(language).to_owned()
}

/// What the field of a path is called.
pub(super) fn field(path: &str, language: Language) -> String {
    let field = Field::ALL.iter().find(|own| own.path() == path);
    let words = field.map(|own| Words::new(own.chinese(), own.english()));
    words.map_or(path, |own| own.get(language)).to_owned()
}

/// The rules of these ids, as they are called; one that is not built in goes by its id.
pub(super) fn rules(ids: &[String], language: Language) -> String {
    let called = ids.iter().map(|id| match rule(id) {
        Some(rule) => format!("“{}”", rule.title.get(language)),
        None => format!("“{id}”"),
    });
    let called: Vec<String> = called.collect();
    called.join(match language {
        Language::Chinese => "",
        Language::English => ", ",
    })
}

/// What came of fetching a page.
pub(super) fn outcome(key: &str, language: Language) -> String {
    let (chinese, english) = match key {
        "same" => ("没有变化", "same"),
        "different" => ("有变化", "different"),
        "gone" => ("网页不在", "gone"),
        "blocked" => ("受阻", "blocked"),
        "unreachable" => ("无法访问", "unreachable"),
        other => return other.to_owned(),
    };
    Words::new(chinese, english).get(language).to_owned()
}

/// A sentence with a full stop, unless it has an end already: something is said behind it.
pub(super) fn ended(sentence: &str, language: Language) -> String {
    let sentence = sentence.trim_end();
    let is_ended = sentence.is_empty() || sentence.ends_with(|c| "。！？；：….!?;:".contains(c));
    let stop = match language {
        _ if is_ended => "",
        Language::Chinese => "。",
        Language::English => ".",
    };
    format!("{sentence}{stop}")
}

/// A clause as a table names it: 计划第24条, or 许可30 as its law and article.
pub(crate) fn clause(clause: &str, language: Language) -> String {
    let named = crate::chrome::chrome(language).basis(&[clause]);
    // Without the word that introduces a basis in a sentence.
    let rest = named.split_once(['：', ':']).map(|(_, rest)| rest.trim());
    rest.unwrap_or(&named).to_owned()
}
