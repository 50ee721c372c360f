//! What the fields of an exchange record are called: the one table from names to fields.
//!
//! A field goes by its national name (C0109). Beside it stand the label under which a page states the same, where the field is
//! read as such a statement, and the names that platforms give it. Names are compared without case, blanks and marks, so that
//! `TASK_NAME`, `task_name` and `taskName` are one.

use std::collections::HashMap;
use std::sync::LazyLock;

use tongyuan_model::RecordKind::{self, *};

/// A field: its kind of record, its national name, the label of its statement, its other names.
type Row = (
    RecordKind,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// The number of a row in its list, in every kind of record.
const ORDER: (&str, [&str; 4]) = ("order_num", ["order_num", "sort", "序号", "no"]);

/// Every field that is read.
#[rustfmt::skip]
const FIELDS: &[Row] = &[
    // In the order in which a page states them.
    (Item, "task_code", "实施编码", &["item_code", "implement_code", "task_handle_item", "事项编码", "事项实施编码"]),
    (Item, "catalog_code", "基本编码", &["base_code", "事项基本编码"]),
    (Item, "task_name", "事项名称", &["item_name", "service_name", "matter_name", "qlname", "sxmc", "项目名称", "办理事项", "事项"]),
    (Item, "task_type", "事项类型", &["item_type", "qltype", "事项类别", "sxlx"]),
    (Item, "use_level", "行使层级", &[]),
    (Item, "server_type", "服务对象", &["serve_type", "service_object", "办理对象", "申请对象", "audience", "fwdx"]),
    (Item, "project_type", "办件类型", &[]),
    (Item, "dept_name", "实施主体", &["org_name", "impl_org_name", "实施机关", "实施部门", "dept", "ssbm", "ssjg", "sszt"]),
    (Item, "dept_code", "实施主体编码", &[]),
    (Item, "department", "责任部门", &["duty_dept", "承办机构"]),
    (Item, "task_version", "版本号", &[]),
    (Item, "plan_effective_date", "实施日期", &["生效日期"]),
    (Item, "by_law", "设定依据", &["law_basis", "basis", "legal_basis", "sdyj", "审批依据", "法律依据", "实施依据"]),
    (Item, "accept_condition", "受理条件", &["apply_condition", "condition", "conditions", "sltj", "申请条件", "办理条件", "accept_conditions", "apply_conditions"]),
    (Item, "materials", "申请材料", &["material", "material_list", "sqcl", "办理材料", "所需材料", "docs", "documents", "material_infos", "apply_materials", "cl_list", "clxx"]),
    (Item, "handle_flow", "办理流程", &["flow", "process", "bllc", "窗口办理流程", "办理程序"]),
    (Item, "offline_flow", "办理流程", &["offline_explain"]),
    (Item, "online_flow", "办理流程", &["online_explain"]),
    (Item, "anticipate_day", "法定办结时限", &["legal_limit", "legal_day", "legal_time", "time_limit.legal", "limit.legal", "法定时限", "法定期限", "法定办结期限", "statutory_days", "legal_days", "law_limit", "fdqx", "fdsx", "fdbjsx"]),
    (Item, "promise_day", "承诺办结时限", &["promise_limit", "promise_time", "time_limit.promise", "limit.promise", "承诺时限", "承诺期限", "承诺办结期限", "promise_days", "promised_days", "cnqx", "cnsx", "cnbjsx"]),
    (Item, "anticipate_type", "", &["anticipate_unit", "legal_unit", "法定办结时限单位", "法定办结期限单位"]),
    (Item, "promise_type", "", &["promise_unit", "承诺办结时限单位", "承诺办结期限单位"]),
    (Item, "anticipate_explain", "", &["法定办结时限说明"]),
    (Item, "promise_explain", "", &["承诺办结时限说明"]),
    (Item, "stated_limit", "办结时限", &["time_limit", "办理时限", "审批时限"]),
    (Item, "special_procedure", "特别程序", &[]),
    (Item, "is_fee", "是否收费", &["is_charge", "charge_flag", "sfsf"]),
    (Item, "fee_stand", "收费标准", &["fee", "fees", "charge_standard", "charge", "收费", "收费情况"]),
    (Item, "fee_basis", "收费依据", &["charge_basis"]),
    (Item, "result_name", "办理结果", &["审批结果名称", "结果名称", "审批结果"]),
    (Item, "result_type", "", &["审批结果类型", "结果类型"]),
    (Item, "result_guid", "", &[]),
    (Item, "limit_explain", "数量限制", &["quantity_limit"]),
    (Item, "online_handle_url", "网上办理地址", &["link_addr", "online_url", "网址", "在线办理地址"]),
    (Item, "online_handle_depth", "网上办理深度", &["网办深度"]),
    (Item, "transact_addr", "办理地点", &["handle_addr", "address", "受理地点", "办公地址", "place", "bldd", "location"]),
    (Item, "transact_time", "办理时间", &["handle_time", "office_hours", "办公时间", "blsj"]),
    (Item, "limit_scene_num", "到办事现场次数", &["到现场次数"]),
    (Item, "limit_scene_explain", "必须现场办理原因说明", &[]),
    (Item, "link_way", "咨询方式", &["consult_phone", "consult_tel", "net_consult_way", "consult_mail", "consult_wechat", "tel", "phone", "咨询电话", "联系电话", "consult", "zxdh", "zxfs"]),
    (Item, "supervise_way", "监督投诉方式", &["complain_phone", "complain_tel", "net_complain_way", "complain_mail", "complain_letter_addr", "supervise", "supervise_tel", "监督电话", "投诉电话", "监督投诉电话", "complain", "tsdh", "jdtsdh", "jdts"]),
    // Another statement of the whole guide, as a page.
    (Item, "content", "", &["guide_content", "html", "body"]),
    // By which records are told apart and joined.
    (Item, "row_guid", "", &["item_guid", "task_guid", "guide_id", "basic_guid"]),

    (Material, "material_name", "材料名称", &["name", "m_name", "stuff_name", "clmc", "title", "申请材料名称", "名称", "doc_name", "material", "stuff", "material_title"]),
    (Material, "is_need", "必要性", &["necessity", "need", "required", "is_required", "must", "is_must", "材料必要性", "是否必需", "是否必要", "sfby", "sfbx"]),
    (Material, "material_case", "适用情形", &["necessity_desc", "apply_case", "情形", "适用条件"]),
    (Material, "material_type", "材料类型", &["kind", "type"]),
    (Material, "material_format", "介质", &["material_form", "format", "medium", "m_format", "m_medium", "zzhdzb", "材料形式", "介质要求", "提交方式", "doc_form", "cljz", "clxs"]),
    (Material, "source_type", "来源渠道", &["m_source", "material_res", "source", "材料来源", "来源", "lyqd"]),
    (Material, "source_explain", "来源渠道说明", &["出具机构", "核发机构", "来源说明"]),
    (Material, "by_law", "依据", &["materials_evidence", "law_basis", "basis", "要求提供材料的依据", "设定依据"]),
    (Material, "original_amount", "原件", &["original_num", "page_num_y", "原件份数", "原件数量", "original", "orig_count", "original_count", "yjfs", "originals"]),
    (Material, "copy_amount", "复印件", &["copy_num", "page_num_f", "page_copynum", "复印件份数", "复印件数量", "copy", "copies", "copy_count", "fyjfs"]),
    (Material, "page_num", "份数", &["num", "count", "amount", "纸质份数", "数量", "纸质材料份数"]),
    (Material, "page_format", "规格", &["detail_requirement", "spec", "纸质材料规格", "材料规格"]),
    (Material, "sign_ask", "签章", &["签章要求"]),
    (Material, "form_guid", "空白表格", &["空表"]),
    (Material, "example_guid", "样表", &["示例样表"]),
    (Material, "accept_stand", "受理标准", &["audit_point"]),
    (Material, "fill_explain", "填报须知", &["fill_explian"]),
    (Material, "remark", "备注", &["memo", "desc", "bak", "note", "说明", "tip", "tips", "bz", "remarks"]),

    (Law, "law_name", "法律名称", &["name", "law", "title", "依据名称", "法律法规名称"]),
    (Law, "law_number", "文号", &["according_number", "document_number", "依据文号"]),
    (Law, "clause_number", "条款", &["terms_number", "article", "条款号", "依据条款"]),
    (Law, "clause_content", "内容", &["terms_content", "content", "text", "条款内容"]),

    (Condition, "condition", "条件", &["condition_name", "condition_content", "condition_desc", "content", "name", "text", "受理条件", "条件内容"]),
    (Condition, "condition_case", "适用情形", &["case", "情形"]),

    (Window, "window_name", "窗口名称", &["name", "lobby_name"]),
    (Window, "transact_addr", "地址", &["address", "addr", "window_addr", "办理地点"]),
    (Window, "transact_time", "办理时间", &["hours", "office_time", "办公时间"]),
    (Window, "window_tel", "电话", &["tel", "phone", "联系电话"]),

    (Faq, "question", "问题", &["title", "常见问题"]),
    (Faq, "answer", "答复", &["content", "解答"]),

    (Step, "unti_link_text", "环节", &["link_name", "step_name", "name", "step", "环节名称"]),
    (Step, "step_text", "", &[]),
    (Step, "transactor", "办理人", &["actor"]),
    (Step, "transact_time_limit", "时限", &["limit", "办理时限"]),
    (Step, "check_standard", "审查标准", &["standard"]),
    (Step, "transact_result", "结果", &["result", "办理结果"]),

    (Result, "result_name", "结果名称", &["name"]),
    (Result, "result_type", "结果类型", &["type"]),
    (Result, "result_guid", "结果样本", &["sample"]),

    (Fee, "fee_name", "收费项目", &["name", "收费项目名称"]),
    (Fee, "fee_stand", "收费标准", &["standard", "amount", "金额"]),
    (Fee, "by_law", "收费依据", &["fee_basis", "basis"]),

    (Special, "special_name", "", &["name"]),
    (Special, "special_date", "", &[]),
    (Special, "special_date_type", "", &[]),
    (Special, "special_desc", "", &[]),
];

/// Names of the item to which a row belongs, in the row.
const BELONGS_TO: &[&str] = &[
    "task_code",
    "task_guid",
    "item_guid",
    "item_code",
    "basic_guid",
    "task_handle_item",
    "audit_item_guid",
    "task_name",
    "item_name",
    "guide_id",
    "实施编码",
    "事项编码",
    "基本编码",
    "事项名称",
];

/// What lists of records are called. An item table may hold one record or many.
#[rustfmt::skip]
const TABLES: &[(RecordKind, &[&str])] = &[
    (Item, &["audit_item", "up_task_general_basic", "audit_items", "up_task_general_extend", "audit_item_extend"]),
    (Material, &["audit_material", "audit_materials", "up_task_general_material", "materials", "material", "material_list", "申请材料", "办理材料", "材料清单", "docs", "documents", "cl_list", "clxx", "material_infos", "apply_materials"]),
    (Law, &["audit_item_bylaw", "law", "laws", "bylaw", "up_task_general_law", "law_list", "basis", "legal_basis", "设定依据"]),
    (Condition, &["audit_item_condition", "conditions", "condition_list", "受理条件"]),
    (Window, &["audit_item_window", "windows", "audit_catalog_lobby", "window_list", "窗口"]),
    (Faq, &["audit_qa", "up_task_general_qa", "faq", "qa", "qa_list", "常见问题"]),
    (Step, &["audit_item_flowsheet", "flowsheet", "steps", "办理流程"]),
    (Result, &["audit_item_result", "results", "result_list", "办理结果"]),
    (Fee, &["audit_item_charge", "audit_item_fee", "up_task_general_fee", "fee_list", "收费项目"]),
    (Special, &["audit_item_special"]),
];

/// Names that say too little to make an item of a record by themselves; with other signs they are its name.
pub(crate) const WEAK_NAMES: &[&str] = &["title", "name"];

/// Fields about people who keyed records in. They are of no guide, and are never read.
const PERSONAL: &[&str] = &["operat", "creat", "updat", "填报人", "经办人", "录入人"];

/// Whether a field tells of a person behind the record.
pub(crate) fn is_personal(name: &str) -> bool {
    PERSONAL.iter().any(|start| name.starts_with(start))
}

/// A name without case, blanks and marks. Paths of two names keep their point.
pub(crate) fn bare(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric() || *c == '.')
        .flat_map(char::to_lowercase)
        .collect()
}

/// The national names of a kind of record.
pub(crate) fn names(kind: RecordKind) -> impl Iterator<Item = &'static str> {
    let rows = FIELDS.iter().filter(move |(own, ..)| *own == kind);
    rows.map(|(_, name, ..)| *name)
}

/// The national name of a field, as the table has it.
pub(crate) fn national(kind: RecordKind, name: &str) -> Option<&'static str> {
    names(kind).find(|own| *own == name)
}

/// The fields of a kind of record that are statements of a page, with their labels, in order.
pub(crate) fn labels(kind: RecordKind) -> impl Iterator<Item = (&'static str, &'static str)> {
    FIELDS
        .iter()
        .filter(move |(own, _, label, _)| *own == kind && !label.is_empty())
        .map(|(_, name, label, _)| (*name, *label))
}

/// The field that a bare name of a kind of record calls.
pub(crate) fn field(kind: RecordKind, name: &str) -> Option<&'static str> {
    static BY_NAME: LazyLock<HashMap<(RecordKind, String), &str>> = LazyLock::new(|| {
        let mut all = HashMap::new();
        for (kind, name, label, others) in FIELDS {
            for word in [*name, *label].iter().chain(*others) {
                // Of two fields with one name the first has it.
                all.entry((*kind, bare(word))).or_insert(*name);
            }
        }
        all.retain(|(_, name), _| !name.is_empty());
        all
    });
    let is_order = || ORDER.1.iter().any(|own| bare(own) == name);
    let known = BY_NAME.get(&(kind, name.to_owned())).copied();
    known.or_else(|| (kind != Item && is_order()).then_some(ORDER.0))
}

/// The kind of records that a bare name calls a list of.
pub(crate) fn table(name: &str) -> Option<RecordKind> {
    static BY_NAME: LazyLock<HashMap<String, RecordKind>> = LazyLock::new(|| {
        let rows = TABLES.iter();
        rows.flat_map(|(kind, names)| names.iter().map(|name| (bare(name), *kind)))
            .collect()
    });
    let known = BY_NAME.get(name).copied();
    // auditMaterials, materialList, qaList: a list of what is called so.
    known.or_else(|| {
        let one = name.strip_suffix("list").or(name.strip_suffix('s'))?;
        BY_NAME.get(one).copied()
    })
}

/// Whether a bare name is that of the item a row belongs to.
pub(crate) fn belongs_to(name: &str) -> bool {
    static NAMES: LazyLock<Vec<String>> =
        LazyLock::new(|| BELONGS_TO.iter().map(|name| bare(name)).collect());
    NAMES.iter().any(|own| own == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_every_dress_is_one_field() {
        for name in ["TASK_NAME", "task_name", "taskName", "事项名称", "TaskName"] {
            assert_eq!(field(Item, &bare(name)), Some("task_name"), "{name}");
        }
        assert_eq!(field(Material, &bare("fill_explian")), Some("fill_explain"));
        assert_eq!(field(Law, &bare("TERMSCONTENT")), Some("clause_content"));
        assert_eq!(
            field(Item, &bare("timeLimit.legal")),
            Some("anticipate_day")
        );
        assert_eq!(field(Item, "operateusername"), None);
        assert_eq!(table(&bare("auditMaterials")), Some(Material));
        assert_eq!(table(&bare("AUDIT_QA")), Some(Faq));
        assert!(is_personal(&bare("operateUserName")));
    }
}
