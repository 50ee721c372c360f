//! The words by which published guides call their sections and fields.

use tongyuan_model::text::marker;
use tongyuan_model::text::width::narrow;

/// What a heading or the left side of a pair announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Label {
    ItemName,
    ItemCode,
    CatalogCode,
    ItemType,
    Level,
    Audience,
    Handling,
    Authority,
    AuthorityCode,
    Department,
    VersionNumber,
    EffectiveFrom,
    LegalBasis,
    Conditions,
    Materials,
    Process,
    TimeLimits,
    Statutory,
    Promised,
    Excluded,
    Fees,
    Charged,
    FeeBasis,
    Results,
    QuantityLimit,
    Online,
    InPerson,
    Url,
    Depth,
    Address,
    Hours,
    Phone,
    Visits,
    VisitsReason,
    Contacts,
    Consult,
    Complain,
    Faq,
    /// Known, and not read into a field.
    Skipped,
}

/// The label that a text is, where it is nothing else: without its number, its colon and blanks.
pub(super) fn of(text: &str) -> Option<Label> {
    let bare = bare(text);
    if bare.chars().count() > LONGEST {
        return None;
    }
    written(&bare).or_else(|| composed(&bare))
}

/// A label that is put together: 需要准备的材料, 申请材料（清单）, 申请材料名称、来源及数量, 办理材料6.
fn composed(bare: &str) -> Option<Label> {
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = match bare.find(['（', '(']) {
        Some(at) if at > 0 && bare.ends_with(['）', ')']) => &bare[..at],
        _ => bare,
    };
    if let Some(label) = modified(bare) {
        return Some(label);
    }
    // What else the section holds is said behind it, in a word: 办理地点和时间. Two fields of weight are no label.
    let mut parts = bare.split(['、', '及', '和', '与', '/', '，', ',']);
    let first = parts.next()?;
    let is_several = first.len() < bare.len();
    let first = modified(first).or_else(|| {
        let field = first.strip_suffix("名称").filter(|_| is_several)?;
        modified(field)
    })?;
    parts
        .all(|part| {
            part.chars().count() <= 6
                && modified(part).is_none_or(|label| !is_list(label) || label == first)
        })
        .then_some(first)
}

/// A label behind words that change nothing in it.
fn modified(bare: &str) -> Option<Label> {
    if let Some(label) = written(bare).or_else(|| headed(bare)) {
        return Some(label);
    }
    let limit = |rest: &str, label| (modified(rest) == Some(Label::TimeLimits)).then_some(label);
    if let Some(rest) = bare.strip_prefix("法定") {
        return limit(rest, Label::Statutory).or_else(|| modified(rest));
    }
    if let Some(rest) = bare.strip_prefix("承诺") {
        return limit(rest, Label::Promised);
    }
    MODIFIERS
        .iter()
        .filter_map(|modifier| bare.strip_prefix(modifier))
        .filter(|rest| !rest.is_empty())
        .find_map(modified)
}

/// Words before the word that says what a section holds.
const MODIFIERS: &[&str] = &[
    "申请人",
    "办事人",
    "当事人",
    "申请",
    "申报",
    "申办",
    "办理",
    "办事",
    "办件",
    "办结",
    "提交",
    "递交",
    "报送",
    "上报",
    "所需",
    "需要",
    "需",
    "应当",
    "应",
    "须",
    "必须",
    "必备",
    "提供",
    "携带",
    "准备",
    "带",
    "交",
    "备",
    "要",
    "所",
    "的",
    "审批",
    "审查",
    "许可",
    "行政",
    "登记",
    "备案",
    "受理",
    "实施",
    "服务",
    "本",
    "该",
    "事项",
    "业务",
    "项目",
    "基本",
    "主要",
    "具体",
    "全部",
    "有关",
    "相关",
    "您",
    "请",
    "书面",
    "准予",
    "批准",
    "设定",
    "制定",
    "政策",
    "工作",
    "完成",
];

/// The words themselves that a label ends in, where they say it alone.
fn headed(bare: &str) -> Option<Label> {
    Some(match bare {
        "材料"
        | "资料"
        | "要件"
        | "证件"
        | "证件材料"
        | "材料清单"
        | "资料清单"
        | "材料目录"
        | "资料目录"
        | "材料明细"
        | "材料一览"
        | "材料一览表"
        | "材料要求"
        | "材料目录及要求"
        | "文件材料"
        | "材料规范"
        | "文件"
        | "手续"
        | "材料信息"
        | "材料列表" => Label::Materials,
        "条件" | "资格条件" | "条件要求" | "范围和条件" | "条件信息" | "法定条件" => {
            Label::Conditions
        }
        "流程" | "程序" | "步骤" | "环节" | "流程图" | "流程说明" | "流程信息" => {
            Label::Process
        }
        "时限" | "期限" | "时限要求" | "时限说明" | "时效" => Label::TimeLimits,
        "依据" | "法律依据" | "政策依据" | "法规依据" | "法律法规依据" | "文件依据"
        | "法律法规" => Label::LegalBasis,
        "收费" | "费用" | "收费标准" | "收费情况" | "费用标准" | "收费项目及标准" => {
            Label::Fees
        }
        "结果" | "结果名称" | "证照" | "证件名称" | "结果样本" | "结果信息" => {
            Label::Results
        }
        _ => return None,
    })
}

/// Whether a label stands for a list of its own, and not for a word or two.
fn is_list(label: Label) -> bool {
    matches!(
        label,
        Label::Conditions
            | Label::Materials
            | Label::Process
            | Label::LegalBasis
            | Label::Fees
            | Label::Faq
    )
}

/// The labels that are written so.
fn written(bare: &str) -> Option<Label> {
    let label = match bare {
        "事项名称"
        | "项目名称"
        | "办理事项"
        | "服务名称"
        | "业务名称"
        | "许可事项名称"
        | "事项"
        | "权利名称"
        | "权力名称"
        | "职权名称"
        | "审批事项名称"
        | "审批事项"
        | "许可事项"
        | "服务事项"
        | "服务事项名称"
        | "业务办理项名称"
        | "办理项名称"
        | "公共服务事项名称"
        | "子项名称"
        | "主项名称"
        | "事项标题" => Label::ItemName,
        "实施编码"
        | "权力编码"
        | "职权编码"
        | "业务办理项编码"
        | "事项编码"
        | "项目编码"
        | "事项实施编码" => Label::ItemCode,
        "基本编码" | "事项基本编码" => Label::CatalogCode,
        "事项类型" | "事项类别" | "项目类型" | "权力类型" | "事项性质" | "类型" => {
            Label::ItemType
        }
        "行使层级" | "办理层级" => Label::Level,
        "服务对象" | "申请对象" | "办理对象" | "申请主体" | "适用对象" | "申请人" | "办事对象" => {
            Label::Audience
        }
        "办件类型" => Label::Handling,
        "实施主体" | "实施机关" | "实施机构" | "实施部门" | "决定机构" | "决定机关"
        | "办理机构" | "办理单位" | "办理部门" | "办理机关" | "审批决定机构" | "审批部门"
        | "实施单位" | "审批机关" | "许可机关" => Label::Authority,
        "实施主体编码" => Label::AuthorityCode,
        "责任部门" | "承办部门" | "责任处室" | "承办机构" | "承办处室" => {
            Label::Department
        }
        "版本号" | "版本" => Label::VersionNumber,
        "实施日期" | "生效日期" | "施行日期" => Label::EffectiveFrom,
        "设定依据" | "审批依据" | "办理依据" | "法律依据" | "法定依据" | "实施依据"
        | "设立依据" | "政策依据" | "许可依据" | "依据" => Label::LegalBasis,
        "受理条件"
        | "申请条件"
        | "办理条件"
        | "申报条件"
        | "许可条件"
        | "审批条件"
        | "准予批准的条件"
        | "予以受理的条件"
        | "条件"
        | "准予许可的条件"
        | "办事条件" => Label::Conditions,
        "申请材料"
        | "办理材料"
        | "申报材料"
        | "所需材料"
        | "材料清单"
        | "申请材料目录"
        | "提交材料"
        | "应提交材料"
        | "申请材料清单"
        | "办事材料"
        | "应提交的材料"
        | "需提交材料"
        | "申请人应提交的材料"
        | "申请人应当提交的材料"
        | "需提交的材料"
        | "所需申请材料"
        | "申请所需材料" => Label::Materials,
        "办理流程" | "办理程序" | "办理基本流程" | "办事流程" | "审批流程" | "流程"
        | "审批程序" | "许可程序" | "办理步骤" | "办理环节" | "受理流程" | "工作流程" => {
            Label::Process
        }
        "办结时限" | "办结时间" | "办理时效" | "办理时限" | "审批时限" | "时限" | "办理期限"
        | "办结期限" => Label::TimeLimits,
        "法定办结时限" | "法定时限" | "法定期限" | "法定办理时限" => {
            Label::Statutory
        }
        "承诺办结时限" | "承诺时限" | "承诺期限" | "承诺办理时限" => {
            Label::Promised
        }
        "不计入时限" | "不计入办结时限" | "不计入时限的期间" | "特别程序" => {
            Label::Excluded
        }
        "收费"
        | "收费标准"
        | "收费情况"
        | "收费依据及标准"
        | "收费标准及依据"
        | "收费项目"
        | "费用"
        | "收费信息"
        | "收费标准和依据"
        | "收费依据和标准" => Label::Fees,
        "是否收费" => Label::Charged,
        "收费依据" => Label::FeeBasis,
        "办理结果" | "审批结果" | "结果名称" | "许可证件" | "证件名称" | "办结结果"
        | "审批结果名称" | "许可结果" | "办理结果名称" | "结果" => Label::Results,
        "数量限制" | "数量限制情况" | "有无数量限制" | "审批数量" | "审批数量限制" | "许可数量" => {
            Label::QuantityLimit
        }
        "网上办理" | "线上办理" | "在线办理" | "网上办理方式" | "线上" | "线上渠道" => {
            Label::Online
        }
        "窗口办理" | "线下办理" | "现场办理" | "受理窗口" | "办理窗口" | "线下" | "线下渠道"
        | "窗口" | "受理机构" => Label::InPerson,
        "网址" | "网上办理地址" | "办理网址" | "网上办理网址" | "在线办理地址" | "网办地址" => {
            Label::Url
        }
        "网办深度" | "网上办理深度" => Label::Depth,
        "办理地点"
        | "办公地点"
        | "办事地点"
        | "受理地点和时间"
        | "办理地点和时间"
        | "办理地点与时间"
        | "受理窗口地址"
        | "咨询地址"
        | "窗口地点"
        | "服务地点"
        | "地点"
        | "受理地点"
        | "办公地址"
        | "办理地址"
        | "地址"
        | "受理地址"
        | "窗口地址" => Label::Address,
        "办理时间"
        | "办公时间"
        | "上班时间"
        | "受理窗口工作时间"
        | "服务时间"
        | "窗口工作时间"
        | "接待时间"
        | "作息时间"
        | "受理时间"
        | "工作时间"
        | "办公时间和地址" => Label::Hours,
        "联系电话" | "办公电话" | "服务电话" | "咨询窗口电话" | "受理电话" | "受理窗口电话"
        | "大厅电话" | "窗口电话" | "电话" => Label::Phone,
        "到现场次数" | "到办事现场次数" | "现场次数" | "跑动次数" | "到窗口次数" => {
            Label::Visits
        }
        "到现场原因" | "必须现场办理原因说明" | "必须现场办理的原因" => {
            Label::VisitsReason
        }
        "咨询投诉" | "联系方式" | "联系信息" | "咨询投诉方式" | "咨询监督" | "窗口信息"
        | "咨询与投诉" | "咨询和投诉" => Label::Contacts,
        "咨询方式"
        | "咨询电话"
        | "业务咨询电话"
        | "咨询服务电话"
        | "咨询热线"
        | "服务热线"
        | "咨询方式及电话"
        | "咨询联系电话"
        | "咨询途径"
        | "咨询渠道"
        | "咨询" => Label::Consult,
        "投诉"
        | "监督投诉方式"
        | "投诉电话"
        | "监督电话"
        | "监督投诉渠道"
        | "监督投诉电话"
        | "投诉方式"
        | "监督渠道"
        | "监督方式"
        | "举报电话"
        | "投诉举报电话"
        | "监督举报电话"
        | "监督投诉方式及电话"
        | "投诉举报"
        | "监督举报"
        | "投诉监督电话"
        | "监督热线"
        | "投诉热线"
        | "监督与投诉"
        | "投诉途径"
        | "监督投诉途径"
        | "监督检查"
        | "监督投诉"
        | "投诉渠道" => Label::Complain,
        "常见问题"
        | "常见问题解答"
        | "常见问题及解答"
        | "常见问题与解答"
        | "常见问答"
        | "热点问答"
        | "问答" => Label::Faq,
        "受理部门"
        | "受理单位"
        | "受理机关"
        | "联办机构"
        | "适用范围"
        | "通办范围"
        | "权力来源"
        | "权利来源"
        | "办理进程和结果查询"
        | "办理进程及结果查询"
        | "结果查询"
        | "进度查询"
        | "送达方式"
        | "结果送达"
        | "领取方式"
        | "法定办结时限说明"
        | "承诺办结时限说明"
        | "法定时限说明"
        | "承诺时限说明"
        | "表格下载"
        | "附件下载"
        | "相关表格"
        | "办理渠道"
        | "办理方式"
        | "办理形式"
        | "基本信息"
        | "事项信息"
        | "项目信息"
        | "办理信息" => Label::Skipped,
        _ => return None,
    };
    Some(label)
}

/// No label is longer.
const LONGEST: usize = 24;

/// A text as labels are written: without number, blanks, colon and stray marks.
fn bare(text: &str) -> String {
    without_number(marker::strip(text))
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{3000}')
        .map(narrow)
        .collect::<String>()
        .trim_matches(['：', ':', '。', '【', '】', '[', ']', '*', '★', '■', '◆'])
        .to_owned()
}

/// 6 申请材料, 6.1 申请材料, 第八条 办结时限: numbers of headings that are none of a list.
fn without_number(text: &str) -> &str {
    let article = || {
        let rest = text.trim_start().strip_prefix('第')?;
        let end = rest.find('条').filter(|end| *end <= 9)?;
        rest[end + '条'.len_utf8()..].strip_prefix([' ', '\u{3000}'])
    };
    let digits = || {
        let rest = text
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest.strip_prefix([' ', '\u{3000}'])
    };
    article().or_else(digits).unwrap_or(text)
}

/// A line that states a label and its value: `法定时限：20个工作日`, `【法定时限】20个工作日`, or with a wide blank between the
/// two. The value begins at the byte given.
pub(super) fn with_value(text: &str) -> Option<(Label, usize)> {
    bracketed(text)
        .or_else(|| with_colon(text))
        .or_else(|| apart(text))
}

fn with_colon(text: &str) -> Option<(Label, usize)> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = of(&text[..at])?;
    Some((label, at + colon.len_utf8()))
}

/// 【申请条件】年满十八周岁
fn bracketed(text: &str) -> Option<(Label, usize)> {
    let start = marker::leading(text).map_or(0, |marker| marker.len);
    let rest = &text[start..];
    let open = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '【' | '[' | '〖' | '［'))?;
    let close = rest.find(['】', ']', '〗', '］'])?;
    let label = of(&rest[open.len_utf8()..close])?;
    let close_len = rest[close..].chars().next().map_or(0, char::len_utf8);
    let value = rest[close + close_len..].trim_start_matches([' ', '：', ':', '\u{3000}']);
    (!value.is_empty()).then_some((label, text.len() - value.len()))
}

/// 法定时限　20个工作日
fn apart(text: &str) -> Option<(Label, usize)> {
    let at = text.find(['\t', '\u{3000}']).or_else(|| text.find("  "))?;
    let value = text[at..].trim_start();
    let label = written(&bare(&text[..at]))?;
    (!value.is_empty() && at > 0).then_some((label, text.len() - value.len()))
}

/// Whether a text says nothing but where else to look: 详见附件, 请见《办事指南》, 点击下载.
pub(super) fn points_elsewhere(text: &str) -> bool {
    const MOST_CHARS: usize = 30;
    let bare = text.trim().trim_end_matches(['。', '；', ';', '.', '！']);
    let is_sentence = bare.contains(['\n', '。', '；', ';', '，', ',', '、', '：', ':']);
    // A provision is where the law stands, and a good answer.
    let cites = bare.contains('第') && bare.contains('条');
    if bare.chars().count() > MOST_CHARS || is_sentence || cites {
        return false;
    }
    let bare = bare.trim_start_matches(['（', '(']);
    let bare = bare.strip_prefix('请').unwrap_or(bare);
    let bare = bare.strip_prefix("具体").unwrap_or(bare);
    let leads = [
        "详见", "参见", "参阅", "参看", "点击", "下载", "查看", "附件",
    ];
    // 见证人 and 见习 are no pointers.
    let sees = |rest: &str| {
        rest.starts_with([
            '附', '《', '本', '办', '下', '网', '官', '公', '通', '链', '相',
        ])
    };
    leads.iter().any(|lead| bare.starts_with(lead)) || bare.strip_prefix('见').is_some_and(sees)
}

/// Whether a title announces a list of materials and nothing else: 内资企业申请书目录, 申请材料清单（一）.
pub(super) fn names_materials(title: &str) -> bool {
    const MOST_CHARS: usize = 40;
    let bare = bare(title);
    let bare = match bare.find(['（', '(']) {
        Some(at) if at > 0 && bare.ends_with(['）', ')']) => &bare[..at],
        _ => &bare,
    };
    bare.chars().count() <= MOST_CHARS && LIST_TITLES.iter().any(|ending| bare.ends_with(ending))
}

/// How the title of a list of materials ends.
pub(super) const LIST_TITLES: &[&str] = &[
    "应提交材料",
    "提交材料规范",
    "申请材料清单",
    "申请材料目录",
    "所需材料清单",
    "提交材料清单",
    "提交材料目录",
    "材料规范",
    "材料目录",
    "材料清单",
    "申请书目录",
    "申请材料",
    "提交材料",
    "文件目录",
    "材料一览表",
    "材料一览",
    "所需材料",
    "资料清单",
    "资料目录",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_every_dress() {
        for text in [
            "申请材料",
            "三、申请材料",
            "（三）申请材料：",
            "【申请材料】",
            "申 请 材 料",
            "3. 申请材料:",
        ] {
            assert_eq!(of(text), Some(Label::Materials), "{text}");
        }
        assert_eq!(of("申请材料应当使用A4纸"), None);
        assert_eq!(
            with_value("法定时限：20个工作日"),
            Some((Label::Statutory, "法定时限：".len()))
        );
        assert_eq!(with_value("注：申请材料"), None);
    }

    #[test]
    fn numbers_of_headings() {
        for text in [
            "6 申请材料",
            "6.1 申请材料",
            "第八条 申请材料",
            "六、申请材料",
            "（六）申请材料：",
        ] {
            assert_eq!(of(text), Some(Label::Materials), "{text}");
        }
        assert_eq!(of("第八条申请材料"), None);
    }

    #[test]
    fn what_points_elsewhere() {
        for text in [
            "详见附件。",
            "请见《办事指南》",
            "见附件1",
            "点击下载申请材料清单",
            "附件",
            "（详见材料清单）",
        ] {
            assert!(points_elsewhere(text), "{text}");
        }
        for text in [
            "见证人身份证明",
            "见习合同",
            "居民身份证",
            "详见《专利法》第二十五条",
            "1.申请表；2.详见附件",
            "无",
        ] {
            assert!(!points_elsewhere(text), "{text}");
        }
    }
}
