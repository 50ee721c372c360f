//! 公开了个人信息。

use std::collections::BTreeSet;

use tongyuan_model::Span;
use tongyuan_model::text::personal::{Kind, hide, is_private_name};

use crate::dossier::Document;
use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::policy::Severity;
use crate::rule::rule;
use crate::rules::shapes::{persons, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 指南和各渠道公布的版本中，有个人的身份证件号码、手机号码、银行卡号、护照号码，以及与号码写在一起的姓名；发布的 Word、Excel、PDF 文件的属性中，作者或者最后修改者是个人姓名（列为“一般”）。
    ///
    /// ## 为什么
    ///
    /// 指南谁都可以下载，号码和姓名公开以后收不回来，可能被冒用、被骚扰。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第38条：公开前依法保护个人隐私。《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私、公开会损害第三方合法权益的政府信息，不得公开。《中华人民共和国个人信息保护法》第二十五条。
    ///
    /// ## 怎样整改
    ///
    /// 从权威数据源和各渠道删去，或者用“*”遮盖；需要举例的，使用一看就不是真实号码的写法。文件属性中的姓名，用“检查文档”删去后重新发布。已经公开过的，同时通知本人和保密审查部门。
    ///
    /// ## 何时不报
    ///
    /// - 校验码、日期、号段不成立的号码，更长编码的一部分，网址中的数字，统一社会信用代码、实施编码、文号、单号；
    /// - 已经遮盖的号码，后八位全部相同的手机号码；
    /// - 窗口、咨询、投诉、值班等办公电话，收费账户；
    /// - 单独出现的姓名，负责人、联系人等依法公开的姓名；
    /// - 机构名称、通用的作者名称（微软用户、管理员等）；
    /// - 渠道公布的与权威数据源相同的，只在权威数据源报告一次；样表、空白表格、结果样本里的号码，由 `material-sample-personal-data` 报告。
    ///
    /// 所有输出中的号码和姓名都已遮盖。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 申请表怎样填写？
    ///     答复: 例如，姓名：陈小满，身份证号：11010519491231002X，手机：13812345678。
    ///                                         ^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,bad
    /// //- in-person
    /// 常见问题:
    ///   - 问题: 材料寄给谁？
    ///     答复: 寄给陈小满，13812345678。
    ///                       ^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 申请表怎样填写？
    ///     答复: 例如，姓名：张三，身份证号：110105********002X，手机：138****5678。咨询电话：13812345678。
    /// 咨询投诉:
    ///   咨询: ["13912345678"]
    ///   投诉: [0999-7654321]
    ///   核验日期: 2024-02-20
    /// ```
    ///
    /// ## English
    ///
    /// A guide or a published version shows an identity number, mobile number, bank card or passport of a person, or the name
    /// beside one; or the properties of a published file name a private person as author or last editor (a warning). Remove or mask
    /// it, and publish the file without its properties. Numbers that do not hold, parts of codes and of addresses on the web,
    /// masked values, telephones and accounts of offices, officials and names that stand alone are passed over. What a channel takes
    /// over from the source is reported once, at the source; forms and samples are reported by `material-sample-personal-data`.
    /// Every output masks what was found.
    "personal-data-exposed" {
        title: ("公开了个人信息", "Personal data made public"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["38", "公开15"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "{whose}公开了个人信息：{what}",
            "{whose} makes personal data public: {what}",
        ),
        help: (
            "{next}",
            "{next}",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let canonical = facts.canonical();
    let of_source = persons(canonical);
    let known: BTreeSet<&str> = of_source.iter().flat_map(|own| own.numbers()).collect();
    for person in &of_source {
        if let Some(draft) = person.at(canonical, sink) {
            draft.arg("whose", source()).arg("next", remove()).send();
        }
    }
    for published in &facts.dossier.published {
        let document = &published.document;
        let whose = || Arg::Channel(published.channel);
        for person in persons(document) {
            if person.numbers().all(|number| known.contains(number)) {
                continue;
            }
            if let Some(draft) = person.at(document, sink) {
                draft
                    .channel(published.channel)
                    .arg("whose", whose())
                    .arg("next", remove())
                    .send();
            }
        }
        for (name, what) in authors(document) {
            author(document, &name, what, sink)
                .channel(published.channel)
                .arg("whose", whose())
                .send();
        }
    }
    for sample in &facts.dossier.samples {
        for (name, what) in authors(&sample.document) {
            author(&sample.document, &name, what, sink)
                .arg("whose", text(format!("“{}”", sample.document.file)))
                .related(Role::Canonical, canonical.locate(sample.named))
                .send();
        }
    }
}

/// The private persons whom a file names beside its text, masked, with what it says of each.
fn authors(document: &Document) -> Vec<(String, Arg)> {
    let mut named: Vec<(String, Arg)> = Vec::new();
    let private = document.authors.iter();
    for author in private.filter(|author| is_private_name(&author.name)) {
        let name = hide(Kind::Name, &author.name);
        // Whoever has written a file is mostly the last who has saved it.
        if named.iter().any(|(other, _)| *other == name) {
            continue;
        }
        let what = Arg::Both {
            chinese: format!("文件属性的{}是“{name}”", author.role.chinese()),
            english: format!(
                "the {} in its properties is “{name}”",
                author.role.english()
            ),
        };
        named.push((name, what));
    }
    named
}

fn author<'s, 'p>(
    document: &Document,
    name: &str,
    what: Arg,
    sink: &'s mut Sink<'p>,
) -> crate::sink::Draft<'s, 'p> {
    sink.at(document.locate(Span::enclosing(0, 0)))
        .severity(Severity::Warning)
        .subject(name, None)
        .actual(Some(name))
        .arg("what", what)
        .arg(
            "next",
            Arg::Both {
                chinese: "用“检查文档”删去文件属性中的姓名，再重新发布。".into(),
                english: "Remove the name from the properties of the file, and publish it again."
                    .into(),
            },
        )
}

fn source() -> Arg {
    Arg::Both {
        chinese: "权威数据源".into(),
        english: "the source".into(),
    }
}

fn remove() -> Arg {
    Arg::Both {
        chinese: "删去或者用“*”遮盖；需要举例的，使用一看就不是真实号码的写法。".into(),
        english: "Remove or mask it; for an example, use what nobody takes for a real number."
            .into(),
    }
}
