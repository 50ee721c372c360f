//! The keys of a guide file.
//!
//! Generated from `schemas/*.schema.json` by `cargo xtask generate`; change the schemas, not this file.

use crate::vocabulary::KeyEntry;

/// A key of a guide file, whichever vocabulary it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Key {
    /// `id`, 标识.
    Id,
    /// `part`, 情形.
    Part,
    /// `item`, 事项.
    Item,
    /// `version`, 版本.
    Version,
    /// `stamp`, 同源印记.
    Stamp,
    /// `legal_basis`, 设定依据.
    LegalBasis,
    /// `conditions`, 受理条件.
    Conditions,
    /// `materials`, 申请材料.
    Materials,
    /// `process`, 办理流程.
    Process,
    /// `time_limits`, 办结时限.
    TimeLimits,
    /// `fees`, 收费.
    Fees,
    /// `results`, 办理结果.
    Results,
    /// `quantity_limit`, 数量限制.
    QuantityLimit,
    /// `channels`, 办理渠道.
    Channels,
    /// `contacts`, 咨询投诉.
    Contacts,
    /// `variants`, 渠道差异.
    Variants,
    /// `faq`, 常见问题.
    Faq,
    /// `code`, 实施编码.
    Code,
    /// `catalog_code`, 基本编码.
    CatalogCode,
    /// `name`, 名称.
    Name,
    /// `type`, 类型.
    Type,
    /// `level`, 行使层级.
    Level,
    /// `audience`, 服务对象.
    Audience,
    /// `handling`, 办件类型.
    Handling,
    /// `authority`, 实施主体.
    Authority,
    /// `authority_code`, 实施主体编码.
    AuthorityCode,
    /// `department`, 责任部门、审查部门.
    Department,
    /// `number`, 版本号.
    Number,
    /// `approval`, 批准.
    Approval,
    /// `effective_from`, 实施日期、施行日期.
    EffectiveFrom,
    /// `published`, 发布时间.
    Published,
    /// `review`, 保密审查.
    Review,
    /// `supersedes`, 替代版本.
    Supersedes,
    /// `changes`, 变更记录.
    Changes,
    /// `document`, 批准文件.
    Document,
    /// `approved_at`, 批准日期.
    ApprovedAt,
    /// `online`, 线上.
    Online,
    /// `in-person`, 线下.
    InPerson,
    /// `wechat`, 微信.
    Wechat,
    /// `hotline`, 热线.
    Hotline,
    /// `kiosk`, 自助终端.
    Kiosk,
    /// `gazette`, 公报.
    Gazette,
    /// `basis`, 依据.
    Basis,
    /// `reviewed_at`, 审查日期.
    ReviewedAt,
    /// `what`, 变更内容.
    What,
    /// `sha256`, 摘要.
    Sha256,
    /// `law`, 法律名称.
    Law,
    /// `document_number`, 文号.
    DocumentNumber,
    /// `article`, 条款.
    Article,
    /// `text`, 内容.
    Text,
    /// `case`, 适用情形.
    Case,
    /// `catalog`, 材料目录编号.
    Catalog,
    /// `kind`, 材料类型.
    Kind,
    /// `necessity`, 必要性.
    Necessity,
    /// `source`, 来源渠道.
    Source,
    /// `issuer`, 出具机构.
    Issuer,
    /// `count`, 份数.
    Count,
    /// `submission`, 提交方式.
    Submission,
    /// `blank_form`, 空白表格.
    BlankForm,
    /// `sample`, 样表、样本.
    Sample,
    /// `notes`, 备注.
    Notes,
    /// `medium`, 介质.
    Medium,
    /// `original`, 原件.
    Original,
    /// `copies`, 复印件.
    Copies,
    /// `format`, 规格.
    Format,
    /// `seal`, 签章.
    Seal,
    /// `step`, 环节.
    Step,
    /// `actor`, 办理人.
    Actor,
    /// `limit`, 环节时限.
    Limit,
    /// `standard`, 审查标准.
    Standard,
    /// `result`, 环节结果.
    Result,
    /// `statutory`, 法定时限.
    Statutory,
    /// `promised`, 承诺时限.
    Promised,
    /// `stated`, 公布时限.
    Stated,
    /// `excluded`, 不计入时限.
    Excluded,
    /// `value`, 数值、取值.
    Value,
    /// `unit`, 单位.
    Unit,
    /// `from`, 起算.
    From,
    /// `note`, 说明.
    Note,
    /// `charged`, 是否收费.
    Charged,
    /// `items`, 收费项目、清单.
    Items,
    /// `amount`, 金额.
    Amount,
    /// `currency`, 币种.
    Currency,
    /// `per`, 计费单位.
    Per,
    /// `valid_from`, 生效日期.
    ValidFrom,
    /// `valid_to`, 失效日期.
    ValidTo,
    /// `validity`, 有效期.
    Validity,
    /// `url`, 网址.
    Url,
    /// `depth`, 网办深度.
    Depth,
    /// `windows`, 窗口.
    Windows,
    /// `phone`, 电话.
    Phone,
    /// `hours`, 办理时间.
    Hours,
    /// `visits`, 到现场次数.
    Visits,
    /// `visits_reason`, 到现场原因.
    VisitsReason,
    /// `address`, 地址.
    Address,
    /// `consult`, 咨询.
    Consult,
    /// `complain`, 投诉.
    Complain,
    /// `verified_at`, 核验日期.
    VerifiedAt,
    /// `field`, 字段.
    Field,
    /// `channel`, 渠道.
    Channel,
    /// `reason`, 理由.
    Reason,
    /// `until`, 截止日期.
    Until,
    /// `question`, 问题.
    Question,
    /// `answer`, 答复.
    Answer,
    /// `as_of`, 截至日期.
    AsOf,
    /// `status`, 状态、时效性.
    Status,
    /// `catalogue`, 目录.
    Catalogue,
    /// `aliases`, 别名.
    Aliases,
    /// `shareable`, 可共享.
    Shareable,
    /// `forms`, 共享形式.
    Forms,
    /// `laws`, 依据库.
    Laws,
    /// `force`, 效力层级.
    Force,
    /// `promulgated`, 公布日期.
    Promulgated,
    /// `ends_on`, 废止日期.
    EndsOn,
    /// `amended_by`, 修改文件.
    AmendedBy,
    /// `repealed_by`, 废止文件.
    RepealedBy,
    /// `article_count`, 条数.
    ArticleCount,
    /// `articles`, 条文.
    Articles,
    /// `renumbered`, 条号变化.
    Renumbered,
    /// `paragraphs`, 款数.
    Paragraphs,
    /// `item_counts`, 项数.
    ItemCounts,
    /// `becomes`, 新条款.
    Becomes,
    /// `cancelled`, 取消清单.
    Cancelled,
    /// `applies_to`, 适用事项.
    AppliesTo,
    /// `cancelled_by`, 取消文件.
    CancelledBy,
    /// `cancelled_on`, 取消日期.
    CancelledOn,
    /// `instead`, 替代办法.
    Instead,
    /// `notices`, 节假日安排.
    Notices,
    /// `year`, 年份.
    Year,
    /// `issued`, 印发日期.
    Issued,
    /// `off`, 放假.
    Off,
    /// `worked`, 上班.
    Worked,
    /// `waivers`, 豁免清单.
    Waivers,
    /// `key`, 问题编号.
    Key,
    /// `rule`, 规则.
    Rule,
    /// `guide`, 指南.
    Guide,
    /// `owner`, 责任人.
    Owner,
    /// `expiry`, 到期日期.
    Expiry,
    /// `rules`, 规则清单.
    Rules,
    /// `title`, 标题.
    Title,
    /// `severity`, 级别.
    Severity,
    /// `clauses`, 依据条款.
    Clauses,
    /// `when`, 适用于.
    When,
    /// `forbidden`, 禁用.
    Forbidden,
    /// `except`, 除外.
    Except,
    /// `required`, 必填.
    Required,
    /// `one_of`, 可选值.
    OneOf,
    /// `pattern`, 正则.
    Pattern,
    /// `length`, 长度.
    Length,
    /// `rows`, 行数.
    Rows,
    /// `equals`, 等于.
    Equals,
    /// `expression`, 表达式.
    Expression,
    /// `message`, 报告.
    Message,
    /// `help`, 整改.
    Help,
    /// `bad`, 反例.
    Bad,
    /// `good`, 正例.
    Good,
    /// `zh-CN`, 中文.
    ZhCN,
    /// `en`, 英文.
    En,
    /// `at_least`, 不少于.
    AtLeast,
    /// `at_most`, 不超过.
    AtMost,
}

#[rustfmt::skip]
pub(crate) static KEYS: &[KeyEntry] = &[
    KeyEntry { english: "id", chinese: &["标识"], title: "Identifier", is_text: true },
    KeyEntry { english: "part", chinese: &["情形"], title: "Part", is_text: true },
    KeyEntry { english: "item", chinese: &["事项"], title: "Item", is_text: false },
    KeyEntry { english: "version", chinese: &["版本"], title: "Version", is_text: false },
    KeyEntry { english: "stamp", chinese: &["同源印记"], title: "Stamp", is_text: false },
    KeyEntry { english: "legal_basis", chinese: &["设定依据"], title: "Legal basis", is_text: false },
    KeyEntry { english: "conditions", chinese: &["受理条件"], title: "Conditions", is_text: false },
    KeyEntry { english: "materials", chinese: &["申请材料"], title: "Materials", is_text: false },
    KeyEntry { english: "process", chinese: &["办理流程"], title: "Process", is_text: false },
    KeyEntry { english: "time_limits", chinese: &["办结时限"], title: "Time limits", is_text: false },
    KeyEntry { english: "fees", chinese: &["收费"], title: "Fees", is_text: false },
    KeyEntry { english: "results", chinese: &["办理结果"], title: "Results", is_text: false },
    KeyEntry { english: "quantity_limit", chinese: &["数量限制"], title: "Quantity limit", is_text: true },
    KeyEntry { english: "channels", chinese: &["办理渠道"], title: "Channels", is_text: true },
    KeyEntry { english: "contacts", chinese: &["咨询投诉"], title: "Contacts", is_text: false },
    KeyEntry { english: "variants", chinese: &["渠道差异"], title: "Declared variants", is_text: false },
    KeyEntry { english: "faq", chinese: &["常见问题"], title: "Questions and answers", is_text: false },
    KeyEntry { english: "code", chinese: &["实施编码"], title: "Implementation code", is_text: true },
    KeyEntry { english: "catalog_code", chinese: &["基本编码"], title: "Catalogue code", is_text: true },
    KeyEntry { english: "name", chinese: &["名称"], title: "Name", is_text: true },
    KeyEntry { english: "type", chinese: &["类型"], title: "Type", is_text: true },
    KeyEntry { english: "level", chinese: &["行使层级"], title: "Level", is_text: true },
    KeyEntry { english: "audience", chinese: &["服务对象"], title: "Audience", is_text: true },
    KeyEntry { english: "handling", chinese: &["办件类型"], title: "Handling", is_text: true },
    KeyEntry { english: "authority", chinese: &["实施主体"], title: "Authority", is_text: true },
    KeyEntry { english: "authority_code", chinese: &["实施主体编码"], title: "Authority code", is_text: true },
    KeyEntry { english: "department", chinese: &["责任部门", "审查部门"], title: "Department", is_text: true },
    KeyEntry { english: "number", chinese: &["版本号"], title: "Version number", is_text: true },
    KeyEntry { english: "approval", chinese: &["批准"], title: "Approval", is_text: false },
    KeyEntry { english: "effective_from", chinese: &["实施日期", "施行日期"], title: "Effective from", is_text: true },
    KeyEntry { english: "published", chinese: &["发布时间"], title: "Published", is_text: false },
    KeyEntry { english: "review", chinese: &["保密审查"], title: "Review before publication", is_text: false },
    KeyEntry { english: "supersedes", chinese: &["替代版本"], title: "Supersedes", is_text: true },
    KeyEntry { english: "changes", chinese: &["变更记录"], title: "Changes", is_text: false },
    KeyEntry { english: "document", chinese: &["批准文件"], title: "Approval document", is_text: true },
    KeyEntry { english: "approved_at", chinese: &["批准日期"], title: "Approved at", is_text: true },
    KeyEntry { english: "online", chinese: &["线上"], title: "Online", is_text: true },
    KeyEntry { english: "in-person", chinese: &["线下"], title: "In person", is_text: true },
    KeyEntry { english: "wechat", chinese: &["微信"], title: "WeChat", is_text: true },
    KeyEntry { english: "hotline", chinese: &["热线"], title: "Hotline", is_text: true },
    KeyEntry { english: "kiosk", chinese: &["自助终端"], title: "Kiosk", is_text: true },
    KeyEntry { english: "gazette", chinese: &["公报"], title: "Gazette", is_text: true },
    KeyEntry { english: "basis", chinese: &["依据"], title: "Basis", is_text: true },
    KeyEntry { english: "reviewed_at", chinese: &["审查日期"], title: "Reviewed at", is_text: true },
    KeyEntry { english: "what", chinese: &["变更内容"], title: "What changed", is_text: true },
    KeyEntry { english: "sha256", chinese: &["摘要"], title: "Digest", is_text: true },
    KeyEntry { english: "law", chinese: &["法律名称"], title: "Law", is_text: true },
    KeyEntry { english: "document_number", chinese: &["文号"], title: "Document number", is_text: true },
    KeyEntry { english: "article", chinese: &["条款"], title: "Article", is_text: true },
    KeyEntry { english: "text", chinese: &["内容"], title: "Text", is_text: true },
    KeyEntry { english: "case", chinese: &["适用情形"], title: "Case", is_text: true },
    KeyEntry { english: "catalog", chinese: &["材料目录编号"], title: "Catalogue number", is_text: true },
    KeyEntry { english: "kind", chinese: &["材料类型"], title: "Kind", is_text: true },
    KeyEntry { english: "necessity", chinese: &["必要性"], title: "Necessity", is_text: true },
    KeyEntry { english: "source", chinese: &["来源渠道"], title: "Source", is_text: true },
    KeyEntry { english: "issuer", chinese: &["出具机构"], title: "Issuer", is_text: true },
    KeyEntry { english: "count", chinese: &["份数"], title: "Count", is_text: false },
    KeyEntry { english: "submission", chinese: &["提交方式"], title: "Submission", is_text: false },
    KeyEntry { english: "blank_form", chinese: &["空白表格"], title: "Blank form", is_text: true },
    KeyEntry { english: "sample", chinese: &["样表", "样本"], title: "Sample", is_text: true },
    KeyEntry { english: "notes", chinese: &["备注"], title: "Notes", is_text: true },
    KeyEntry { english: "medium", chinese: &["介质"], title: "Medium", is_text: true },
    KeyEntry { english: "original", chinese: &["原件"], title: "Originals", is_text: false },
    KeyEntry { english: "copies", chinese: &["复印件"], title: "Copies", is_text: false },
    KeyEntry { english: "format", chinese: &["规格"], title: "Format", is_text: true },
    KeyEntry { english: "seal", chinese: &["签章"], title: "Seal or signature", is_text: true },
    KeyEntry { english: "step", chinese: &["环节"], title: "Step", is_text: true },
    KeyEntry { english: "actor", chinese: &["办理人"], title: "Actor", is_text: true },
    KeyEntry { english: "limit", chinese: &["环节时限"], title: "Limit", is_text: true },
    KeyEntry { english: "standard", chinese: &["审查标准"], title: "Standard", is_text: true },
    KeyEntry { english: "result", chinese: &["环节结果"], title: "Result of the step", is_text: true },
    KeyEntry { english: "statutory", chinese: &["法定时限"], title: "Statutory limit", is_text: false },
    KeyEntry { english: "promised", chinese: &["承诺时限"], title: "Promised limit", is_text: false },
    KeyEntry { english: "stated", chinese: &["公布时限"], title: "Stated limit", is_text: false },
    KeyEntry { english: "excluded", chinese: &["不计入时限"], title: "Excluded", is_text: true },
    KeyEntry { english: "value", chinese: &["数值", "取值"], title: "Value", is_text: false },
    KeyEntry { english: "unit", chinese: &["单位"], title: "Unit", is_text: true },
    KeyEntry { english: "from", chinese: &["起算"], title: "From", is_text: true },
    KeyEntry { english: "note", chinese: &["说明"], title: "Note", is_text: true },
    KeyEntry { english: "charged", chinese: &["是否收费"], title: "Charged", is_text: false },
    KeyEntry { english: "items", chinese: &["收费项目", "清单"], title: "Fee items", is_text: false },
    KeyEntry { english: "amount", chinese: &["金额"], title: "Amount", is_text: false },
    KeyEntry { english: "currency", chinese: &["币种"], title: "Currency", is_text: true },
    KeyEntry { english: "per", chinese: &["计费单位"], title: "Per", is_text: true },
    KeyEntry { english: "valid_from", chinese: &["生效日期"], title: "Valid from", is_text: true },
    KeyEntry { english: "valid_to", chinese: &["失效日期"], title: "Valid to", is_text: true },
    KeyEntry { english: "validity", chinese: &["有效期"], title: "Validity", is_text: true },
    KeyEntry { english: "url", chinese: &["网址"], title: "Address on the web", is_text: true },
    KeyEntry { english: "depth", chinese: &["网办深度"], title: "Depth", is_text: true },
    KeyEntry { english: "windows", chinese: &["窗口"], title: "Windows", is_text: false },
    KeyEntry { english: "phone", chinese: &["电话"], title: "Phone", is_text: true },
    KeyEntry { english: "hours", chinese: &["办理时间"], title: "Hours", is_text: true },
    KeyEntry { english: "visits", chinese: &["到现场次数"], title: "Visits", is_text: false },
    KeyEntry { english: "visits_reason", chinese: &["到现场原因"], title: "Reason for visits", is_text: true },
    KeyEntry { english: "address", chinese: &["地址"], title: "Address", is_text: true },
    KeyEntry { english: "consult", chinese: &["咨询"], title: "Consultation", is_text: true },
    KeyEntry { english: "complain", chinese: &["投诉"], title: "Complaint", is_text: true },
    KeyEntry { english: "verified_at", chinese: &["核验日期"], title: "Verified at", is_text: true },
    KeyEntry { english: "field", chinese: &["字段"], title: "Field", is_text: true },
    KeyEntry { english: "channel", chinese: &["渠道"], title: "Channel", is_text: true },
    KeyEntry { english: "reason", chinese: &["理由"], title: "Reason", is_text: true },
    KeyEntry { english: "until", chinese: &["截止日期"], title: "Until", is_text: true },
    KeyEntry { english: "question", chinese: &["问题"], title: "Question", is_text: true },
    KeyEntry { english: "answer", chinese: &["答复"], title: "Answer", is_text: true },
    KeyEntry { english: "as_of", chinese: &["截至日期"], title: "As of", is_text: true },
    KeyEntry { english: "status", chinese: &["状态", "时效性"], title: "Status", is_text: true },
    KeyEntry { english: "catalogue", chinese: &["目录"], title: "Catalogue", is_text: false },
    KeyEntry { english: "aliases", chinese: &["别名"], title: "Aliases", is_text: true },
    KeyEntry { english: "shareable", chinese: &["可共享"], title: "Shareable", is_text: true },
    KeyEntry { english: "forms", chinese: &["共享形式"], title: "Shared forms", is_text: true },
    KeyEntry { english: "laws", chinese: &["依据库"], title: "Laws", is_text: false },
    KeyEntry { english: "force", chinese: &["效力层级"], title: "Level of force", is_text: true },
    KeyEntry { english: "promulgated", chinese: &["公布日期"], title: "Promulgated", is_text: true },
    KeyEntry { english: "ends_on", chinese: &["废止日期"], title: "Not in force from", is_text: true },
    KeyEntry { english: "amended_by", chinese: &["修改文件"], title: "Amended by", is_text: true },
    KeyEntry { english: "repealed_by", chinese: &["废止文件"], title: "Repealed by", is_text: true },
    KeyEntry { english: "article_count", chinese: &["条数"], title: "Number of articles", is_text: false },
    KeyEntry { english: "articles", chinese: &["条文"], title: "Articles", is_text: false },
    KeyEntry { english: "renumbered", chinese: &["条号变化"], title: "Renumbering", is_text: false },
    KeyEntry { english: "paragraphs", chinese: &["款数"], title: "Paragraphs", is_text: false },
    KeyEntry { english: "item_counts", chinese: &["项数"], title: "Items", is_text: false },
    KeyEntry { english: "becomes", chinese: &["新条款"], title: "Becomes", is_text: true },
    KeyEntry { english: "cancelled", chinese: &["取消清单"], title: "Cancelled", is_text: false },
    KeyEntry { english: "applies_to", chinese: &["适用事项"], title: "Items", is_text: true },
    KeyEntry { english: "cancelled_by", chinese: &["取消文件"], title: "Cancelled by", is_text: true },
    KeyEntry { english: "cancelled_on", chinese: &["取消日期"], title: "Cancelled on", is_text: true },
    KeyEntry { english: "instead", chinese: &["替代办法"], title: "Instead", is_text: true },
    KeyEntry { english: "notices", chinese: &["节假日安排"], title: "Notices", is_text: false },
    KeyEntry { english: "year", chinese: &["年份"], title: "Year", is_text: false },
    KeyEntry { english: "issued", chinese: &["印发日期"], title: "Issued", is_text: true },
    KeyEntry { english: "off", chinese: &["放假"], title: "Days off", is_text: true },
    KeyEntry { english: "worked", chinese: &["上班"], title: "Days worked", is_text: true },
    KeyEntry { english: "waivers", chinese: &["豁免清单"], title: "Waivers", is_text: false },
    KeyEntry { english: "key", chinese: &["问题编号"], title: "Key", is_text: true },
    KeyEntry { english: "rule", chinese: &["规则"], title: "Rule", is_text: true },
    KeyEntry { english: "guide", chinese: &["指南"], title: "Guide", is_text: true },
    KeyEntry { english: "owner", chinese: &["责任人"], title: "Owner", is_text: true },
    KeyEntry { english: "expiry", chinese: &["到期日期"], title: "Expiry", is_text: true },
    KeyEntry { english: "rules", chinese: &["规则清单"], title: "Rules", is_text: false },
    KeyEntry { english: "title", chinese: &["标题"], title: "Title", is_text: true },
    KeyEntry { english: "severity", chinese: &["级别"], title: "Severity", is_text: true },
    KeyEntry { english: "clauses", chinese: &["依据条款"], title: "Clauses", is_text: true },
    KeyEntry { english: "when", chinese: &["适用于"], title: "When", is_text: true },
    KeyEntry { english: "forbidden", chinese: &["禁用"], title: "Forbidden", is_text: true },
    KeyEntry { english: "except", chinese: &["除外"], title: "Except", is_text: true },
    KeyEntry { english: "required", chinese: &["必填"], title: "Required", is_text: false },
    KeyEntry { english: "one_of", chinese: &["可选值"], title: "One of", is_text: true },
    KeyEntry { english: "pattern", chinese: &["正则"], title: "Pattern", is_text: true },
    KeyEntry { english: "length", chinese: &["长度"], title: "Length", is_text: false },
    KeyEntry { english: "rows", chinese: &["行数"], title: "Rows", is_text: false },
    KeyEntry { english: "equals", chinese: &["等于"], title: "Equals", is_text: true },
    KeyEntry { english: "expression", chinese: &["表达式"], title: "Expression", is_text: true },
    KeyEntry { english: "message", chinese: &["报告"], title: "Message", is_text: true },
    KeyEntry { english: "help", chinese: &["整改"], title: "Help", is_text: true },
    KeyEntry { english: "bad", chinese: &["反例"], title: "Bad", is_text: false },
    KeyEntry { english: "good", chinese: &["正例"], title: "Good", is_text: false },
    KeyEntry { english: "zh-CN", chinese: &["中文"], title: "Chinese", is_text: true },
    KeyEntry { english: "en", chinese: &["英文"], title: "English", is_text: true },
    KeyEntry { english: "at_least", chinese: &["不少于"], title: "At least", is_text: false },
    KeyEntry { english: "at_most", chinese: &["不超过"], title: "At most", is_text: false },
];

/// Every word with its key.
#[rustfmt::skip]
pub(crate) static WORDS: &[(&str, Key)] = &[
    ("en", Key::En),
    ("id", Key::Id),
    ("bad", Key::Bad),
    ("faq", Key::Faq),
    ("key", Key::Key),
    ("law", Key::Law),
    ("off", Key::Off),
    ("per", Key::Per),
    ("url", Key::Url),
    ("case", Key::Case),
    ("code", Key::Code),
    ("fees", Key::Fees),
    ("from", Key::From),
    ("good", Key::Good),
    ("help", Key::Help),
    ("item", Key::Item),
    ("kind", Key::Kind),
    ("laws", Key::Laws),
    ("name", Key::Name),
    ("note", Key::Note),
    ("part", Key::Part),
    ("rows", Key::Rows),
    ("rule", Key::Rule),
    ("seal", Key::Seal),
    ("step", Key::Step),
    ("text", Key::Text),
    ("type", Key::Type),
    ("unit", Key::Unit),
    ("what", Key::What),
    ("when", Key::When),
    ("year", Key::Year),
    ("actor", Key::Actor),
    ("as_of", Key::AsOf),
    ("basis", Key::Basis),
    ("count", Key::Count),
    ("depth", Key::Depth),
    ("field", Key::Field),
    ("force", Key::Force),
    ("forms", Key::Forms),
    ("guide", Key::Guide),
    ("hours", Key::Hours),
    ("items", Key::Items),
    ("kiosk", Key::Kiosk),
    ("level", Key::Level),
    ("limit", Key::Limit),
    ("notes", Key::Notes),
    ("owner", Key::Owner),
    ("phone", Key::Phone),
    ("rules", Key::Rules),
    ("stamp", Key::Stamp),
    ("title", Key::Title),
    ("until", Key::Until),
    ("value", Key::Value),
    ("zh-CN", Key::ZhCN),
    ("amount", Key::Amount),
    ("answer", Key::Answer),
    ("copies", Key::Copies),
    ("equals", Key::Equals),
    ("except", Key::Except),
    ("expiry", Key::Expiry),
    ("format", Key::Format),
    ("issued", Key::Issued),
    ("issuer", Key::Issuer),
    ("length", Key::Length),
    ("medium", Key::Medium),
    ("number", Key::Number),
    ("one_of", Key::OneOf),
    ("online", Key::Online),
    ("reason", Key::Reason),
    ("result", Key::Result),
    ("review", Key::Review),
    ("sample", Key::Sample),
    ("sha256", Key::Sha256),
    ("source", Key::Source),
    ("stated", Key::Stated),
    ("status", Key::Status),
    ("visits", Key::Visits),
    ("wechat", Key::Wechat),
    ("worked", Key::Worked),
    ("上班", Key::Worked),
    ("中文", Key::ZhCN),
    ("事项", Key::Item),
    ("介质", Key::Medium),
    ("份数", Key::Count),
    ("依据", Key::Basis),
    ("公报", Key::Gazette),
    ("内容", Key::Text),
    ("别名", Key::Aliases),
    ("单位", Key::Unit),
    ("原件", Key::Original),
    ("反例", Key::Bad),
    ("取值", Key::Value),
    ("名称", Key::Name),
    ("咨询", Key::Consult),
    ("地址", Key::Address),
    ("备注", Key::Notes),
    ("字段", Key::Field),
    ("币种", Key::Currency),
    ("年份", Key::Year),
    ("微信", Key::Wechat),
    ("必填", Key::Required),
    ("情形", Key::Part),
    ("批准", Key::Approval),
    ("投诉", Key::Complain),
    ("报告", Key::Message),
    ("指南", Key::Guide),
    ("摘要", Key::Sha256),
    ("收费", Key::Fees),
    ("放假", Key::Off),
    ("数值", Key::Value),
    ("整改", Key::Help),
    ("文号", Key::DocumentNumber),
    ("条数", Key::ArticleCount),
    ("条文", Key::Articles),
    ("条款", Key::Article),
    ("标识", Key::Id),
    ("标题", Key::Title),
    ("样本", Key::Sample),
    ("样表", Key::Sample),
    ("款数", Key::Paragraphs),
    ("正例", Key::Good),
    ("正则", Key::Pattern),
    ("清单", Key::Items),
    ("渠道", Key::Channel),
    ("热线", Key::Hotline),
    ("版本", Key::Version),
    ("状态", Key::Status),
    ("环节", Key::Step),
    ("理由", Key::Reason),
    ("电话", Key::Phone),
    ("目录", Key::Catalogue),
    ("禁用", Key::Forbidden),
    ("窗口", Key::Windows),
    ("等于", Key::Equals),
    ("答复", Key::Answer),
    ("签章", Key::Seal),
    ("类型", Key::Type),
    ("级别", Key::Severity),
    ("线上", Key::Online),
    ("线下", Key::InPerson),
    ("网址", Key::Url),
    ("英文", Key::En),
    ("行数", Key::Rows),
    ("规则", Key::Rule),
    ("规格", Key::Format),
    ("说明", Key::Note),
    ("起算", Key::From),
    ("金额", Key::Amount),
    ("长度", Key::Length),
    ("问题", Key::Question),
    ("除外", Key::Except),
    ("项数", Key::ItemCounts),
    ("address", Key::Address),
    ("aliases", Key::Aliases),
    ("article", Key::Article),
    ("at_most", Key::AtMost),
    ("becomes", Key::Becomes),
    ("catalog", Key::Catalog),
    ("changes", Key::Changes),
    ("channel", Key::Channel),
    ("charged", Key::Charged),
    ("clauses", Key::Clauses),
    ("consult", Key::Consult),
    ("ends_on", Key::EndsOn),
    ("gazette", Key::Gazette),
    ("hotline", Key::Hotline),
    ("instead", Key::Instead),
    ("message", Key::Message),
    ("notices", Key::Notices),
    ("pattern", Key::Pattern),
    ("process", Key::Process),
    ("results", Key::Results),
    ("version", Key::Version),
    ("waivers", Key::Waivers),
    ("windows", Key::Windows),
    ("approval", Key::Approval),
    ("articles", Key::Articles),
    ("at_least", Key::AtLeast),
    ("audience", Key::Audience),
    ("channels", Key::Channels),
    ("complain", Key::Complain),
    ("contacts", Key::Contacts),
    ("currency", Key::Currency),
    ("document", Key::Document),
    ("excluded", Key::Excluded),
    ("handling", Key::Handling),
    ("original", Key::Original),
    ("promised", Key::Promised),
    ("question", Key::Question),
    ("required", Key::Required),
    ("severity", Key::Severity),
    ("standard", Key::Standard),
    ("valid_to", Key::ValidTo),
    ("validity", Key::Validity),
    ("variants", Key::Variants),
    ("authority", Key::Authority),
    ("cancelled", Key::Cancelled),
    ("catalogue", Key::Catalogue),
    ("forbidden", Key::Forbidden),
    ("in-person", Key::InPerson),
    ("materials", Key::Materials),
    ("necessity", Key::Necessity),
    ("published", Key::Published),
    ("shareable", Key::Shareable),
    ("statutory", Key::Statutory),
    ("不少于", Key::AtLeast),
    ("不超过", Key::AtMost),
    ("依据库", Key::Laws),
    ("办理人", Key::Actor),
    ("可共享", Key::Shareable),
    ("可选值", Key::OneOf),
    ("复印件", Key::Copies),
    ("必要性", Key::Necessity),
    ("新条款", Key::Becomes),
    ("时效性", Key::Status),
    ("有效期", Key::Validity),
    ("版本号", Key::Number),
    ("表达式", Key::Expression),
    ("责任人", Key::Owner),
    ("适用于", Key::When),
    ("amended_by", Key::AmendedBy),
    ("applies_to", Key::AppliesTo),
    ("blank_form", Key::BlankForm),
    ("conditions", Key::Conditions),
    ("department", Key::Department),
    ("expression", Key::Expression),
    ("paragraphs", Key::Paragraphs),
    ("renumbered", Key::Renumbered),
    ("submission", Key::Submission),
    ("supersedes", Key::Supersedes),
    ("valid_from", Key::ValidFrom),
    ("approved_at", Key::ApprovedAt),
    ("item_counts", Key::ItemCounts),
    ("legal_basis", Key::LegalBasis),
    ("promulgated", Key::Promulgated),
    ("repealed_by", Key::RepealedBy),
    ("reviewed_at", Key::ReviewedAt),
    ("time_limits", Key::TimeLimits),
    ("verified_at", Key::VerifiedAt),
    ("cancelled_by", Key::CancelledBy),
    ("cancelled_on", Key::CancelledOn),
    ("catalog_code", Key::CatalogCode),
    ("依据条款", Key::Clauses),
    ("保密审查", Key::Review),
    ("修改文件", Key::AmendedBy),
    ("公布日期", Key::Promulgated),
    ("公布时限", Key::Stated),
    ("共享形式", Key::Forms),
    ("出具机构", Key::Issuer),
    ("到期日期", Key::Expiry),
    ("办件类型", Key::Handling),
    ("办理时间", Key::Hours),
    ("办理流程", Key::Process),
    ("办理渠道", Key::Channels),
    ("办理结果", Key::Results),
    ("办结时限", Key::TimeLimits),
    ("印发日期", Key::Issued),
    ("发布时间", Key::Published),
    ("取消文件", Key::CancelledBy),
    ("取消日期", Key::CancelledOn),
    ("取消清单", Key::Cancelled),
    ("受理条件", Key::Conditions),
    ("变更内容", Key::What),
    ("变更记录", Key::Changes),
    ("同源印记", Key::Stamp),
    ("咨询投诉", Key::Contacts),
    ("基本编码", Key::CatalogCode),
    ("失效日期", Key::ValidTo),
    ("实施主体", Key::Authority),
    ("实施日期", Key::EffectiveFrom),
    ("实施编码", Key::Code),
    ("审查日期", Key::ReviewedAt),
    ("审查标准", Key::Standard),
    ("审查部门", Key::Department),
    ("常见问题", Key::Faq),
    ("废止文件", Key::RepealedBy),
    ("废止日期", Key::EndsOn),
    ("截止日期", Key::Until),
    ("截至日期", Key::AsOf),
    ("批准文件", Key::Document),
    ("批准日期", Key::ApprovedAt),
    ("承诺时限", Key::Promised),
    ("提交方式", Key::Submission),
    ("收费项目", Key::Items),
    ("效力层级", Key::Force),
    ("数量限制", Key::QuantityLimit),
    ("施行日期", Key::EffectiveFrom),
    ("是否收费", Key::Charged),
    ("替代办法", Key::Instead),
    ("替代版本", Key::Supersedes),
    ("服务对象", Key::Audience),
    ("材料类型", Key::Kind),
    ("条号变化", Key::Renumbered),
    ("来源渠道", Key::Source),
    ("核验日期", Key::VerifiedAt),
    ("法定时限", Key::Statutory),
    ("法律名称", Key::Law),
    ("渠道差异", Key::Variants),
    ("环节时限", Key::Limit),
    ("环节结果", Key::Result),
    ("生效日期", Key::ValidFrom),
    ("申请材料", Key::Materials),
    ("空白表格", Key::BlankForm),
    ("网办深度", Key::Depth),
    ("自助终端", Key::Kiosk),
    ("行使层级", Key::Level),
    ("规则清单", Key::Rules),
    ("计费单位", Key::Per),
    ("设定依据", Key::LegalBasis),
    ("豁免清单", Key::Waivers),
    ("责任部门", Key::Department),
    ("适用事项", Key::AppliesTo),
    ("适用情形", Key::Case),
    ("问题编号", Key::Key),
    ("article_count", Key::ArticleCount),
    ("visits_reason", Key::VisitsReason),
    ("authority_code", Key::AuthorityCode),
    ("effective_from", Key::EffectiveFrom),
    ("quantity_limit", Key::QuantityLimit),
    ("document_number", Key::DocumentNumber),
    ("不计入时限", Key::Excluded),
    ("到现场原因", Key::VisitsReason),
    ("到现场次数", Key::Visits),
    ("节假日安排", Key::Notices),
    ("实施主体编码", Key::AuthorityCode),
    ("材料目录编号", Key::Catalog),
];
