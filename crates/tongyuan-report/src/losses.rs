//! What the exchange formats cannot carry of a guide.

use tongyuan_inspect::Language;

/// A field that some format has no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The path of the field in English keys; `*` stands for every row, and a path stands for all below it.
    pub path: &'static str,
    /// Whether exchange records lose it.
    pub exchange: bool,
    /// Whether CPSV-AP loses it.
    pub cpsv: bool,
    /// What becomes of it, in Chinese.
    pub chinese: &'static str,
    /// What becomes of it, in English.
    pub english: &'static str,
}

const fn loss(
    path: &'static str,
    exchange: bool,
    cpsv: bool,
    chinese: &'static str,
    english: &'static str,
) -> Loss {
    Loss {
        path,
        exchange,
        cpsv,
        chinese,
        english,
    }
}

/// Every loss, in the order of the guide.
#[rustfmt::skip]
pub const LOSSES: &[Loss] = &[
    loss("id", true, false, "标识只在本库内有意义", "The id means something in its repository alone"),
    loss("part", true, true, "情形", "Which part of a document this is"),
    loss("item.catalog_code", false, true, "基本编码", "The basic code"),
    loss("item.handling", false, true, "办件类型", "How the item is handled"),
    loss("item.level", false, true, "行使层级", "The level of authority"),
    loss("item.authority_code", false, true, "实施主体编码", "The code of the authority"),
    loss("item.department", true, true, "责任部门没有对应字段", "There is no field for the department"),
    loss("version.number", false, true, "版本号", "The number of the version"),
    loss("version.effective_from", false, true, "实施日期", "The date of effect"),
    loss("version.approval", true, true, "批准", "The approval"),
    loss("version.published", true, true, "发布时间", "When it was published"),
    loss("version.review", true, true, "保密审查", "The review before publication"),
    loss("version.supersedes", true, true, "替代版本", "The version that it replaces"),
    loss("version.changes", true, true, "变更记录", "The changes"),
    loss("stamp", true, true, "同源印记", "The stamp"),
    loss("conditions.*.id", true, true, "条件的标识", "The id of a condition"),
    loss("conditions.*.basis", true, false, "条件的依据", "The basis of a condition"),
    loss("materials.*.id", true, true, "材料的标识", "The id of a material"),
    loss("materials.*.catalog", true, true, "材料目录编号", "The number in the catalogue of materials"),
    loss("materials.*.submission", true, true, "提交方式不分渠道：份数、规格、签章取线下的，线上电子、线下纸质的写作“纸质或电子”", "How it is handed in is said once for all channels: numbers, format and seal as in the hall; electronic online and paper in the hall becomes either"),
    loss("materials.*.kind", false, true, "材料类型", "The kind of a material"),
    loss("materials.*.necessity", false, true, "必要性", "Whether a material is required"),
    loss("materials.*.source", false, true, "来源渠道", "Where a material comes from"),
    loss("materials.*.count", false, true, "份数", "How many"),
    loss("materials.*.basis", false, true, "材料的依据", "The basis of a material"),
    loss("process", false, true, "办理流程", "The process"),
    loss("time_limits.stated", true, true, "没有说明是法定还是承诺的时限", "A limit that is called neither statutory nor promised"),
    loss("time_limits.statutory", false, true, "法定时限：只写出承诺时限，没有承诺时限的写法定时限", "The statutory limit, where there is a promised one"),
    loss("time_limits.excluded", false, true, "不计入时限", "What does not count towards the limit"),
    loss("fees.charged", false, true, "是否收费，除非有收费项目", "Whether a fee is charged, unless there are items"),
    loss("fees.text", false, true, "收费的文字说明", "The fee in words"),
    loss("fees.items.*.id", true, true, "收费项目的标识", "The id of a fee"),
    loss("fees.items.*.basis", false, true, "收费依据", "The basis of a fee"),
    loss("fees.items.*.valid_from", true, true, "收费标准的生效日期", "From when a fee holds"),
    loss("fees.items.*.valid_to", true, true, "收费标准的失效日期", "Until when a fee holds"),
    loss("results.*.sample", false, true, "结果样本", "The sample of a result"),
    loss("results.*.validity", true, true, "结果的有效期", "How long a result is valid"),
    loss("quantity_limit", false, true, "数量限制", "The limit in number"),
    loss("channels.online.phone", true, true, "线上渠道的电话", "The phone of the online hall"),
    loss("channels.online.hours", true, true, "线上渠道的办理时间", "The hours of the online hall"),
    loss("channels.online.note", true, true, "线上渠道的说明", "The note on the online hall"),
    loss("channels.online.depth", false, true, "网办深度", "How much is done online"),
    loss("channels.in-person.phone", true, true, "线下渠道的电话（窗口的电话不受影响）", "The phone of the hall (those of its windows are kept)"),
    loss("channels.in-person.note", true, true, "线下渠道的说明", "The note on the hall"),
    loss("channels.in-person.visits", false, true, "到现场次数", "The number of visits"),
    loss("channels.in-person.visits_reason", false, true, "到现场原因", "Why a visit is needed"),
    loss("channels.wechat", true, true, "微信渠道", "The channel WeChat"),
    loss("channels.hotline", true, true, "热线渠道", "The hotline"),
    loss("channels.kiosk", true, true, "自助终端渠道", "The kiosk"),
    loss("channels.gazette", true, true, "公报渠道", "The gazette"),
    loss("contacts.verified_at", true, true, "咨询投诉的核验日期", "When the contacts were verified"),
    loss("variants", true, true, "渠道差异", "Declared differences between channels"),
    loss("faq", false, true, "常见问题", "Questions and answers"),
];

/// The losses as a table in Markdown.
#[must_use]
pub fn losses_table(language: Language) -> String {
    let (head, lost, kept) = match language {
        Language::Chinese => ("| 字段 | 交换格式 | CPSV-AP | 说明 |", "不保留", "保留"),
        Language::English => (
            "| field | exchange | CPSV-AP | what becomes of it |",
            "lost",
            "kept",
        ),
    };
    let mut text = format!("{head}\n|---|---|---|---|\n");
    for loss in LOSSES {
        let word = |is_lost| if is_lost { lost } else { kept };
        let about = match language {
            Language::Chinese => loss.chinese,
            Language::English => loss.english,
        };
        text.push_str(&format!(
            "| `{}` | {} | {} | {about} |\n",
            loss.path,
            word(loss.exchange),
            word(loss.cpsv)
        ));
    }
    text
}
