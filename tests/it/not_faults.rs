//! What looks like a fault and is none: sentences of law and practice that no rule may accuse.

use serde_json::Value;
use tongyuan::Language;
use tongyuan_report::sentence;
use tongyuan_tests::example::{Example, run};
use tongyuan_tests::workspace;

/// A table of sentences, and how one is put into the base guide.
type Table = (&'static str, fn(&str) -> String);

const TABLES: [Table; 6] = [
    ("materials", |name| material(&format!("名称: {name}"))),
    ("notes", |note| {
        material(&format!("名称: 示例权利质押合同, 备注: {note}"))
    }),
    ("conditions", |text| {
        format!("受理条件:\n  - {{标识: c1, 内容: {text}, 依据: [《示例权利条例》第八条]}}\n")
    }),
    ("answers", |answer| {
        format!("常见问题:\n  - 问题: 怎样办理？\n    答复: {answer}\n")
    }),
    ("quotations", |text| {
        format!(
            "设定依据:\n  - {{法律名称: 《示例权利条例》, 文号: 示例市人民政府令第12号, 条款: 第八条, 内容: {text}}}\n"
        )
    }),
    ("results", |row| {
        let row = row.trim_matches('"');
        let (name, kind) = row.split_once(" | ").expect("a name and a type");
        format!("办理结果:\n  - {{名称: {name}, 类型: {kind}, 样本: forms/notice.pdf}}\n")
    }),
];

fn material(words: &str) -> String {
    format!(
        "申请材料:\n  - {{标识: m2, {words}, 材料类型: 其他, 必要性: 必要, 来源渠道: 申请人自备, 依据: [《示例权利条例》第十条], 提交方式: {{介质: 纸质, 原件: 1}}}}\n"
    )
}

#[test]
fn nobody_is_accused_wrongly() {
    let mut count = 0;
    let mut accused = Vec::new();
    for (table, put) in TABLES {
        let text = workspace::text(&format!("tests/not_faults/{table}.txt"));
        for line in text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            count += 1;
            // A text in JSON is one in YAML, whatever stands in it.
            let quoted = Value::from(line).to_string();
            let example = Example {
                is_bad: false,
                text: format!("//- canonical\n{}", put(&quoted)),
            };
            for finding in run(&example).findings {
                let said = sentence(&finding, Language::Chinese).message;
                accused.push(format!(
                    "{table}: {line}\n    {}: {said}",
                    finding.rule.id()
                ));
            }
        }
    }
    assert!(accused.is_empty(), "\n{}", accused.join("\n"));
    assert!(count >= 150, "{count} sentences");
}
