//! 样表中有个人信息。

use crate::facts::Facts;
use crate::finding::Role;
use crate::rule::rule;
use crate::rules::shapes::{persons, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南提供下载的样表、空白表格、结果样本中，有真实的身份证件号码、手机号码、银行卡号、护照号码，以及与号码写在一起的姓名。
    ///
    /// ## 为什么
    ///
    /// 样表常常由办过的申请改成，忘了换掉的号码随样表公开，谁都可以下载。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第38条：公开前依法保护个人隐私。《中华人民共和国政府信息公开条例》第十五条。“好差评”指标111。
    ///
    /// ## 怎样整改
    ///
    /// 把样表中的号码换成一看就不是真实号码的写法（110105********002X、138****5678），姓名换成“张三”，再重新发布。
    ///
    /// ## 何时不报
    ///
    /// 校验码、日期、号段不成立的号码，已经遮盖的号码，后八位全部相同的手机号码，咨询、投诉、窗口电话，单独出现的姓名不报。指南库中没有这个文件的，不报；文件读不出文字的（图片、扫描件），不报，另有说明。指南正文和各渠道公布的版本，由 `personal-data-exposed` 报告；样表文件属性中的姓名，也由它报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 示例权利质押登记申请表
    ///     材料类型: 申请文书
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///     空白表格: forms/pledge.docx
    ///     样表: forms/pledge-sample.txt
    /// //- file: forms/pledge-sample.txt
    /// 示例权利质押登记申请表（样表）
    /// 申请人姓名：陈小满
    /// 身份证号码：11010519491231002X
    ///             ^^^^^^^^^^^^^^^^^^
    /// 联系电话：13812345678
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - 名称: 示例权利质押登记申请表
    ///     材料类型: 申请文书
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///     空白表格: forms/pledge.docx
    ///     样表: forms/pledge-sample.txt
    /// //- file: forms/pledge-sample.txt
    /// 示例权利质押登记申请表（样表）
    /// 申请人姓名：张三
    /// 身份证号码：110105********002X
    /// 联系电话：138****5678
    /// ```
    ///
    /// ## English
    ///
    /// A sample, a blank form or a specimen that the guide hands out shows an identity number, mobile number, bank card or passport
    /// that holds as one, or a name beside it: samples are often made of somebody's application. Replace it by what nobody takes
    /// for a real number. A file that is not in the repository, or of which no text could be read, is passed over; guides,
    /// published versions and the properties of files are reported by `personal-data-exposed`.
    "material-sample-personal-data" {
        title: ("样表中有个人信息", "Personal data in a sample"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["38"],
        ratings: ["111"],
        fixable: false,
        needs: None,
        message: (
            "“{file}”中有个人信息：{what}",
            "“{file}” shows personal data: {what}",
        ),
        help: (
            "换成一看就不是真实号码的写法，例如110105********002X、138****5678，姓名写作“张三”，再重新发布。",
            "Replace it by what nobody takes for real, such as 110105********002X or 138****5678, and publish it again.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    for sample in &facts.dossier.samples {
        let named = facts.canonical().locate(sample.named);
        for person in persons(&sample.document) {
            if let Some(draft) = person.at(&sample.document, sink) {
                draft
                    .arg("file", text(sample.document.file.as_str()))
                    .related(Role::Canonical, named.clone())
                    .send();
            }
        }
    }
}
