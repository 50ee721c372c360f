//! 文字里有网页标记残留。

use tongyuan_compare::Sign;

use crate::facts::Facts;
use crate::rule::rule;
use crate::rules::texts::{mended, remarked};
use crate::sink::Sink;

rule! {
    /// ## 检查内容
    ///
    /// 权威数据源的文字里留有网页的标记（`&nbsp;`、`<br>`、`</span>`）、多重转义（`&amp;nbsp;`）、控制字符、不显示的字符或者丢失的字符（�）。
    ///
    /// ## 为什么
    ///
    /// 从网页或者表格复制过来的残留，会原样显示在各渠道，申请人看到的是乱码；系统比对时也会把它当成内容。
    ///
    /// ## 依据
    ///
    /// 2018年政务公开工作计划第21条：办事指南准确、规范。第24条：线上线下同源。
    ///
    /// ## 怎样整改
    ///
    /// 删去残留；换行的地方改用标点。句子中间的 `<br>`、丢失的字符（�）要由人来改，其余的 `check --fix` 可以自动改。
    ///
    /// ## 何时不报
    ///
    /// “小于”“大于”号（收入<6万元）、R&D 一类的写法不报；网址、文件名不查。已发布版本里的残留不报：与权威数据源不一致的，由同源的规则报告。
    ///
    /// ## 示例
    ///
    /// ```guide,bad
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 材料要用A4纸吗？
    ///     答复: 应当使用A4纸&nbsp;打印。
    ///                       ^^^^^^
    /// ```
    ///
    /// ```guide,good
    /// //- canonical
    /// 常见问题:
    ///   - 问题: 材料要用A4纸吗？
    ///     答复: 应当使用A4纸打印，R&D项目名称写全；幅面<A3。
    /// ```
    ///
    /// ## English
    ///
    /// The text of the source keeps markup of the page that it was copied from: entities, tags, control characters, characters that show nothing or were lost. Comparison signs and R&D are none; addresses and file names are not looked at. What only formats is removed by `check --fix`; what a `<br>` within a sentence or a lost character should be is for its author to say.
    "text-markup-residue" {
        title: ("标记残留", "Residue of markup"),
        severity: Warning,
        audience: Editor,
        status: Trial,
        since: "next",
        clauses: ["21", "24"],
        ratings: [],
        fixable: true,
        needs: None,
        message: (
            "“{subject}”的“{place}”里有标记残留：{words}",
            "The “{place}” of “{subject}” keeps residue of markup: {words}",
        ),
        help: (
            "删去残留；原来换行的地方改用标点。",
            "Remove it; where it was a line break, put a mark instead.",
        ),
        check: Dossier(check),
    }
}

fn check(facts: &Facts<'_>, sink: &mut Sink<'_>) {
    remarked(facts, sink, Sign::Residue, |_| true, mended);
}
