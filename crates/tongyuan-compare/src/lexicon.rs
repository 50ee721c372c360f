//! The words that mean the same, and the words that carry no requirement.
//!
//! Two names of one document, person or action are no difference. Two ways of asking for the same thing are a difference
//! of wording. Longer words stand before shorter ones that they contain.

/// Names of one thing: the first is what the others are read as.
pub(crate) const ALIASES: &[(&str, &str)] = &[
    ("身份证", "中华人民共和国居民身份证"),
    ("身份证", "居民身份证"),
    ("户口簿", "居民户口簿"),
    ("户口簿", "居民户口本"),
    ("户口簿", "户口本"),
    ("营业执照副本", "营业执照(副本)"),
    ("营业执照正本", "营业执照(正本)"),
    ("正本和副本", "正副本"),
    ("平方米", "㎡"),
    ("平方米", "m2"),
    ("千米", "公里"),
    ("不收费", "免费"),
];

/// Ways to say one thing: the first is what the others are read as, and the difference is one of wording.
pub(crate) const SYNONYMS: &[(&str, &str)] = &[
    ("或", "或者"),
    ("和", "以及"),
    ("和", "及"),
    ("和", "与"),
    ("近", "最近"),
    ("签字", "签名"),
    ("照片", "相片"),
    ("上年度", "上1年度"),
    ("收到", "接到"),
    ("不超过", "不多于"),
    ("不少于", "不低于"),
    ("不少于", "不小于"),
    ("不少于", "至少有"),
    ("不少于", "至少"),
    ("不含", "不计算在内"),
];

/// Words at the beginning of a row that only hand it over.
pub(crate) const LEAD_INS: &[&str] = &[
    "申请人应当符合以下条件:",
    "申请人应当符合下列条件:",
    "应当符合以下条件:",
    "申请人应当",
    "条件如下:",
    "材料名称:",
    "办理时限:",
    "办结时限:",
    "承诺时限:",
    "法定时限:",
    "咨询电话:",
    "监督电话:",
    "投诉电话:",
    "电话:",
    "请拨打",
    "请您提交",
    "请您提供",
    "请提供1下",
    "请提交",
    "请提供",
    "须提供",
    "须提交",
    "需提供",
    "需提交",
    "应提供",
    "应提交",
    "应当提交",
    "应当提供",
    "请缴纳",
    "提交",
    "提供",
    "请",
];
