//! 要求提交已经取消的证明或者材料。

use tongyuan_compare::{Verdict, compare_texts};
use tongyuan_model::register::cancelled::{CancelledCertificate, CancelledList};
use tongyuan_model::text::requirement::Requirement;
use tongyuan_model::{Guide, Key};

use crate::dossier::Listed;
use crate::facts::Facts;
use crate::finding::{Arg, Role};
use crate::rule::{Register, rule};
use crate::rules::legal::latest;
use crate::rules::shapes::{key, text};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 申请材料在取消清单（`registers/cancelled.yaml`）中，取消日期已到。
    ///
    /// ## 为什么
    ///
    /// 已经取消的证明不得再要求申请人提交。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第22条：申请材料和证明应当有法律法规依据，没有依据的取消。国办发〔2015〕86号；《优化营商环境条例》第四十四条：证明事项清单之外，不得索要证明。
    ///
    /// ## 怎样整改
    ///
    /// 从指南和各渠道中删去这份材料，改用取消文件规定的替代办法，例如部门核验、书面承诺。
    ///
    /// ## 何时不报
    ///
    /// 没有取消清单的，不报；只在某些事项中取消、而本事项不在其中的，不报；取消日期晚于指南实施之日和检查当日的，不报。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - 标识: m1
    ///     名称: 示例权利质押登记申请表
    ///     材料类型: 申请文书
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///     空白表格: forms/pledge.docx
    ///     样表: forms/pledge-sample.docx
    ///   - 标识: m2
    ///     名称: 无违法行为证明
    ///           ^^^^^^^^^^^^^^
    ///     材料类型: 其他
    ///     必要性: 必要
    ///     来源渠道: 政府部门核发
    ///     依据: [《示例权利条例》第十条]
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// //- cancelled
    /// 取消清单:
    ///   - {名称: 无违法记录证明, 别名: [无违法行为证明], 取消文件: 示例市人民政府关于取消证明事项的决定, 取消日期: 2020-01-01, 替代办法: 部门核验}
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - 标识: m1
    ///     名称: 示例权利质押登记申请表
    ///     材料类型: 申请文书
    ///     必要性: 必要
    ///     来源渠道: 申请人自备
    ///     提交方式: {介质: 纸质, 原件: 1}
    ///     空白表格: forms/pledge.docx
    ///     样表: forms/pledge-sample.docx
    ///   - 标识: m2
    ///     名称: 无违法记录查询授权书
    ///     材料类型: 其他
    ///     必要性: 必要
    ///     来源渠道: 政府部门核发
    ///     依据: [《示例权利条例》第十条]
    ///     提交方式: {介质: 纸质, 原件: 1}
    /// //- cancelled
    /// 取消清单:
    ///   - {名称: 无违法记录证明, 别名: [无违法行为证明], 取消文件: 示例市人民政府关于取消证明事项的决定, 取消日期: 2020-01-01, 替代办法: 部门核验}
    /// ```
    ///
    /// ## English
    ///
    /// The material is on the list of certificates that were cancelled. Drop it from the guide and from every channel, and do instead what the cancelling document says.
    "material-cancelled" {
        title: ("材料已经取消", "A material that was cancelled"),
        severity: Error,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["22"],
        ratings: ["109", "210"],
        fixable: false,
        needs: Some(Register::Cancelled),
        message: (
            "“{subject}”已经取消{since}{by}",
            "“{subject}” was cancelled{since}{by}",
        ),
        help: (
            "从指南和各渠道中删去{instead}。",
            "Drop it from the guide and from every channel{instead}.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let Some(list) = &facts.registers.cancelled else {
        return;
    };
    for material in facts.guide().materials.rows() {
        let Some(name) = material.name.text() else {
            continue;
        };
        let Some(entry) = cancelled(list, name, facts) else {
            continue;
        };
        sink.at(facts.canonical().locate(material.name.span()))
            .field(key(Key::Materials))
            .subject(name, material.id.text())
            .actual(Some(name))
            .arg("since", since(entry))
            .arg("by", by(entry))
            .arg("instead", instead(entry))
            .related(Role::Register, list.locate(entry.name.span()))
            .send();
    }
}

/// The entry of the list that a material falls under.
fn cancelled<'f>(
    list: &'f Listed<CancelledList>,
    name: &str,
    facts: &Facts<'_>,
) -> Option<&'f CancelledCertificate> {
    let core = Requirement::read(name).name_in(name);
    let is_same = |other: &str| {
        [name, core.as_str()]
            .iter()
            .any(|own| !own.is_empty() && matches!(compare_texts(own, other), Verdict::Same(_)))
    };
    let day = latest(facts);
    list.value.cancelled.rows().iter().find(|entry| {
        let is_over = match day {
            Some(day) => entry.is_cancelled_on(day),
            None => entry.cancelled_on.is_missing(),
        };
        is_over && applies(entry, facts.guide()) && entry.names().any(is_same)
    })
}

fn applies(entry: &CancelledCertificate, guide: &Guide) -> bool {
    let name = guide.item.given().and_then(|item| item.name.text());
    let own = [guide.id.text(), name];
    let mut items = entry.items().peekable();
    items.peek().is_none() || items.any(|item| own.contains(&Some(item)))
}

fn since(entry: &CancelledCertificate) -> Arg {
    match entry.cancelled_on.text() {
        Some(day) => Arg::Both {
            chinese: format!("（{day}）"),
            english: format!(" on {day}"),
        },
        None => text(""),
    }
}

fn by(entry: &CancelledCertificate) -> Arg {
    match entry.cancelled_by.text() {
        Some(document) => Arg::Both {
            chinese: format!("，取消文件：{document}"),
            english: format!(" by {document}"),
        },
        None => text(""),
    }
}

fn instead(entry: &CancelledCertificate) -> Arg {
    match entry.instead.text() {
        Some(way) => Arg::Both {
            chinese: format!("，改为：{way}"),
            english: format!("; instead: {way}"),
        },
        None => text(""),
    }
}
