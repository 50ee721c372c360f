//! 材料的形式、份数没有说明。

use std::cell::OnceCell;

use tongyuan_model::text::requirement::{Requirement, Wanted};
use tongyuan_model::{Channel, Key, Material, MaterialKind, Medium, Reading};

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::shapes::key;
use crate::rules::texts::{both, listed, names_a_document};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 某个渠道没有说明一份申请材料要原件还是复印件、要几份、纸质还是电子。写在名称里（居民身份证复印件1份）、提交方式里、备注里都算说明；按每个开通的渠道分别检查。
    ///
    /// ## 为什么
    ///
    /// 申请人带了复印件，窗口要原件；上传了扫描件，系统要PDF。跑第二趟，多半因为这里没有说清。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第14条：申请材料目录化、标准化，明确形式和份数。
    ///
    /// ## 怎样整改
    ///
    /// 在“提交方式”中写明介质、原件和复印件的份数；各渠道不同的，分别写。
    ///
    /// ## 何时不报
    ///
    /// 申请表一类申请文书必然是原件，只查份数和介质；电子件不查份数和原件、复印件；写明了规格（实物、扫描件）的不查介质；名称本身兜底、笼统、占位的，由 `material-catch-all`、`material-vague`、`placeholder-value` 报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 示例权利质押合同, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质}}
    ///                      ^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 申请材料:
    ///   - {标识: m2, 名称: 示例权利质押合同复印件1份, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {介质: 纸质}}
    ///   - {标识: m3, 名称: 示例权利样品, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {原件: 1, 规格: 实物}}
    /// ```
    ///
    /// ## English
    ///
    /// A channel does not say whether an original or a copy of a material is wanted, how many, on paper or as a file. It may be said in the name, in the submission or in a note. Forms are originals by nature; of files neither number nor original or copy is asked.
    "material-form-unstated" {
        title: ("材料形式未说明", "The form of a material is not stated"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["14"],
        ratings: [],
        fixable: false,
        needs: None,
        message: (
            "“{subject}”没有说明{missing}{where}",
            "“{subject}” does not say {missing}{where}",
        ),
        help: (
            "在“提交方式”中写明介质、原件和复印件的份数。",
            "State medium, originals and copies in its submission.",
        ),
        check: Dossier(check),
    }
}

/// What can be left unsaid of how a material is handed in.
const PARTS: [(&str, &str); 3] = [
    (
        "要原件还是复印件",
        "whether an original or a copy is wanted",
    ),
    ("要几份", "how many"),
    ("纸质还是电子", "whether on paper or as a file"),
];

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    let handed_in = |channel: &Channel| !matches!(channel, Channel::Hotline | Channel::Gazette);
    let channels: Vec<Channel> = facts.serving().into_iter().filter(handed_in).collect();
    for (row, material) in facts.guide().materials.rows().iter().enumerate() {
        let Some(name) = material
            .name
            .text()
            .filter(|_| names_a_document(facts, row))
        else {
            continue;
        };
        let words = Words::of(material, name);
        let lacking: Vec<(Channel, [bool; 3])> = channels
            .iter()
            .map(|channel| (*channel, unsaid(material, &words, *channel)))
            .filter(|(_, unsaid)| unsaid.contains(&true))
            .collect();
        let all = lacking.len() == channels.len();
        let missing: Vec<(&str, &str)> = PARTS
            .into_iter()
            .enumerate()
            .filter(|(part, _)| lacking.iter().any(|(_, unsaid)| unsaid[*part]))
            .map(|(_, words)| words)
            .collect();
        if missing.is_empty() {
            continue;
        }
        let names: Vec<&str> = lacking.iter().map(|(own, _)| own.chinese()).collect();
        let keys: Vec<&str> = lacking.iter().map(|(own, _)| own.key()).collect();
        let whereabouts = if all {
            both("", "")
        } else {
            both(
                format!("（{}）", names.join("、")),
                format!(" ({})", keys.join(", ")),
            )
        };
        sink.at(facts.canonical().locate(material.name.span()))
            .field(key(Key::Materials))
            .subject(name, material.id.text())
            .arg("missing", listed(&missing))
            .arg("where", whereabouts)
            .send();
    }
}

/// What the name and the note of a material say, read only where the other keys leave something unsaid.
struct Words<'m> {
    name: &'m str,
    note: &'m str,
    read: OnceCell<[Requirement; 2]>,
}

impl<'m> Words<'m> {
    fn of(material: &'m Material, name: &'m str) -> Self {
        Self {
            name,
            note: material.notes.text().unwrap_or_default(),
            read: OnceCell::new(),
        }
    }

    fn any(&self, says: impl Fn(&Requirement) -> bool) -> bool {
        let read = || {
            [
                Requirement::read(self.name),
                Requirement::read_remark(self.note),
            ]
        };
        self.read.get_or_init(read).iter().any(says)
    }
}

/// Whether original or copy, number, medium are left unsaid in a channel.
fn unsaid(material: &Material, words: &Words<'_>, channel: Channel) -> [bool; 3] {
    if matches!(material.submission, Reading::Unreadable(..)) {
        return [false; 3];
    }
    let own = material
        .submission
        .given()
        .map(|own| own.in_channel(Some(channel)));
    let own = own.unwrap_or_default();
    let is_file = own.medium.given() == Some(&Medium::Electronic);
    let counts = [!own.original.is_missing(), !own.copies.is_missing()];
    let has_form = counts.contains(&true)
        || material.kind.given() == Some(&MaterialKind::Application)
        || words.any(|read| read.original.is_some() || read.copies.is_some() || read.either);
    let number = |wanted: &Option<Wanted>| wanted.as_ref().is_some_and(|own| own.number.is_some());
    let has_number = counts.contains(&true)
        || !material.count.is_missing()
        || words.any(|read| read.count.is_some() || number(&read.original) || number(&read.copies));
    let has_medium = !own.medium.is_missing()
        || !own.format.is_missing()
        || words.any(|read| read.medium.is_some() || read.format.is_some());
    [!is_file && !has_form, !is_file && !has_number, !has_medium]
}
