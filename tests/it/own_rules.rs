//! The rules that a repository writes for itself, through the command: what they find, and what they say.

mod mistakes;

use serde_json::Value;
use tongyuan::{Capture, Case, Policy, Registers, check, read_rules};
use tongyuan_tests::command::{Ran, run, run_in};
use tongyuan_tests::workspace;

/// A repository in a folder of its own: a whole guide, and these files.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let guide = workspace::text("tests/examples/base.yaml");
        let guide = ("guides/example-pledge.yaml", guide.as_str());
        for (name, text) in files.iter().chain([&guide]) {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self { folder }
    }

    /// One rule, of which these lines are what is beside its id and title.
    fn with_rule(lines: &str) -> Self {
        let text = format!("规则清单:\n- 标识: own-a\n  标题: 甲\n{}", indented(lines));
        Self::new(&[("rules/a.yaml", &text)])
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.folder.path(), arguments, &[], b"")
    }

    fn check(&self, more: &[&str]) -> Ran {
        let all = [&["check", "--today", "2024-03-01"][..], more].concat();
        self.run(&all)
    }

    /// What own rules find: rule, place, line and column.
    fn found(&self) -> Vec<String> {
        let ran = self.check(&["--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        let own = findings.filter(|one| one["rule"].as_str().unwrap().starts_with("own-"));
        own.map(|one| {
            let at = &one["location"];
            format!(
                "{} {} {}:{}",
                one["rule"].as_str().unwrap(),
                at["place"].as_str().unwrap_or("-"),
                at["start"]["line"],
                at["start"]["column"]
            )
        })
        .collect()
    }
}

fn indented(lines: &str) -> String {
    lines.lines().map(|line| format!("  {line}\n")).collect()
}

/// What is told on stderr: message, and place as `file:line:column`.
fn told(ran: &Ran) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for block in ran.err.split("\n\n") {
        let Some(first) = block.lines().next() else {
            continue;
        };
        if let Some(message) = first
            .strip_prefix("错误: ")
            .or(first.strip_prefix("failure: "))
        {
            let place = block
                .lines()
                .find_map(|line| line.trim_start().strip_prefix("--> "));
            all.push((message.to_owned(), place.unwrap_or_default().to_owned()));
        }
    }
    all
}

#[test]
fn the_command_finds_what_the_fixture_has() {
    let ran = run(&[
        "check",
        "fixtures/faulty/own-rules",
        "--format",
        "json",
        "--today",
        "2024-03-01",
    ]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 9, "{findings:#?}");
    let one = |rule: &str| findings.iter().find(|own| own["rule"] == rule).unwrap();
    let department = one("own-department");
    assert_eq!(department["severity"], "error");
    assert_eq!(
        department["message"],
        "“示例权利质押登记”的“事项.责任部门”不能是“产业处”"
    );
    assert_eq!(department["help"], "改为：运用促进处、审查处。");
    assert_eq!(department["clauses"], serde_json::json!(["21", "条例35"]));
    assert_eq!(department["field"], "item");
    assert_eq!(department["actual"], "产业处");
    let own = one("own-material-id");
    assert_eq!(own["message"], "“示例权利质押登记申请表”的标识是“甲1”");
    assert_eq!(own["help"], "改成 m 加数字。");
    assert_eq!(ran.code, 1);
    let tested = run(&["rules", "test", "fixtures/faulty/own-rules"]);
    assert_eq!((tested.code, tested.err.as_str()), (0, ""));
    assert!(
        tested
            .out
            .ends_with("测试了 10 条本库规则：通过 10，没通过 0。\n"),
        "{}",
        tested.out
    );
}

#[test]
fn the_same_bytes_with_one_thread_and_two() {
    let with = |threads: &str| {
        run(&[
            "check",
            "fixtures/faulty/own-rules",
            "--threads",
            threads,
            "--today",
            "2024-03-01",
        ])
    };
    let (one, two) = (with("1"), with("2"));
    assert!(one.out.contains("[own-promise]"), "{}", one.out);
    assert_eq!((one.out, one.err), (two.out, two.err));
}

#[test]
fn each_check_finds_its_fault_at_its_place() {
    for (lines, found) in [
        // The phrase itself is marked.
        (
            "禁用: 权利登记簿\n字段: 受理条件",
            "own-a 受理条件[1].内容 20:13",
        ),
        ("禁用: [登记簿, 不存在]", "own-a 受理条件[1].内容 20:15"),
        (
            "字段: 申请材料.备注\n必填: true\n适用于: {事项.类型: 行政确认, 申请材料.材料类型: 其他}",
            "own-a 申请材料[1] 26:5",
        ),
        (
            "字段: 事项.行使层级\n可选值: [省级, 国家级]",
            "own-a 事项.行使层级 5:9",
        ),
        (
            "字段: 设定依据.文号\n正则: ^国务院令",
            "own-a 设定依据[1].文号 17:26",
        ),
        (
            "字段: 版本.批准.批准文件\n长度: {不少于: 20}",
            "own-a 版本.批准.批准文件 12:14",
        ),
        ("字段: 受理条件\n行数: {不超过: 1}", "own-a 受理条件 19:3"),
        ("字段: 常见问题\n行数: {不少于: 1}", "own-a - 1:1"),
        (
            "字段: 事项.实施主体\n等于: 事项.责任部门",
            "own-a 事项.实施主体 8:9",
        ),
        ("表达式: size(申请材料) > 2", "own-a 申请材料 26:3"),
        (
            "字段: 申请材料\n表达式: 本项.名称.endsWith(\"表\")",
            "own-a 申请材料[2] 34:5",
        ),
    ] {
        let own = Repository::with_rule(lines);
        let mut all = own.found();
        // The field that is absent from two rows is told of each.
        if lines.contains("必填") {
            assert_eq!(all.pop().as_deref(), Some("own-a 申请材料[2] 34:5"));
        }
        assert_eq!(all, [found], "{lines}");
    }
}

#[test]
fn what_keeps_the_rule_is_not_found() {
    for lines in [
        "禁用: 权利登记簿\n除外: [权利登记簿记载]",
        "禁用: 权利登记簿\n字段: 申请材料",
        "禁用: 权利登记簿\n适用于: {事项.类型: 行政许可}",
        "字段: 申请材料.名称\n必填: true",
        "字段: 事项.行使层级\n可选值: [市级]",
        "字段: materials.necessity\n可选值: 必要",
        "字段: 设定依据.文号\n正则: 第[0-9]+号$",
        "字段: 申请材料.名称\n长度: {不少于: 8, 不超过: 11}",
        "字段: 受理条件\n行数: {不少于: 2, 不超过: 2}",
        "字段: 办理渠道.线下.窗口.电话\n等于: 咨询投诉.咨询",
        "表达式: 办结时限.承诺时限.数值 <= 办结时限.法定时限.数值",
        "表达式: 申请材料.all(份, !has(份.依据) || 份.依据.exists(条, 条.matches(\"第.+条\")))",
        "表达式: size(常见问题) == 0 && !has(办结时限.公布时限) && 数量限制 == '无'",
        "适用于: 事项.类型 == '行政许可'\n表达式: false",
        "字段: 申请材料\n表达式: 本项.提交方式.原件 in [1, 2] // 说明",
    ] {
        let own = Repository::with_rule(lines);
        let ran = own.check(&[]);
        assert_eq!(own.found(), [""; 0], "{lines}");
        assert_eq!(told(&ran), [], "{lines}: {}", ran.err);
    }
}

#[test]
fn settings_know_own_rules() {
    let rule = "规则清单:\n- {标识: own-a, 标题: 甲, 字段: 申请材料, 行数: {不超过: 1}}\n";
    let severity = |set: &str| {
        let own = Repository::new(&[("rules/a.yaml", rule), ("tongyuan.toml", set)]);
        let ran = own.check(&["--format", "json"]);
        assert_eq!(told(&ran), [], "{set}");
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let mut all = report["findings"].as_array().unwrap().iter();
        let own = all.find(|one| one["rule"] == "own-a");
        own.map(|one| one["severity"].as_str().unwrap().to_owned())
    };
    assert_eq!(severity(""), Some("warning".into()));
    assert_eq!(
        severity("[rules]\nown-a = \"error\"\n"),
        Some("error".into())
    );
    assert_eq!(severity("[rules]\nown-a = \"off\"\n"), None);
    let own = Repository::new(&[
        ("rules/a.yaml", rule),
        ("tongyuan.toml", "[rules]\nown-b = \"off\"\n"),
    ]);
    let ran = own.check(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("没有“own-b”这个设置项"), "{}", ran.err);
    assert!(ran.err.contains("是否应为“own-a”？"), "{}", ran.err);
    let own = Repository::new(&[
        ("rules/a.yaml", rule),
        ("tongyuan.toml", "[rules]\nown-a = \"fatal\"\n"),
    ]);
    assert!(own.check(&[]).err.contains("不能是“fatal”"));
}

#[test]
fn own_rules_are_listed_and_explained() {
    let own = Repository::with_rule("级别: 严重\n依据条款: [23]\n禁用: 原则上\n");
    let ran = own.run(&["rules"]);
    assert!(
        ran.out.ends_with("甲  严重\n\n") && ran.out.contains("\nown\n  own-a "),
        "{}",
        ran.out
    );
    let ran = own.run(&["rules", "--format", "json"]);
    let listed: Value = serde_json::from_str(&ran.out).unwrap();
    let last = listed["rules"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["id"], &last["severity"]),
        (&"own-a".into(), &"error".into())
    );
    let ran = own.run(&["explain", "own-a"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "# own-a\n\n甲\n\n严重 · 本库规则，rules/a.yaml 第 2 行 · 依据：2018年政务公开工作计划第23条\n\n\
             ```yaml\n标识: own-a\n标题: 甲\n级别: 严重\n依据条款: [23]\n禁用: 原则上\n```\n"
        )
    );
    let ran = own.run(&["explain", "own-b", "--lang", "en"]);
    assert!(ran.err.contains("did you mean “own-a”?"), "{}", ran.err);
}

/// An expression that does not end, as far as the language lets anybody write one: loops in loops, and texts that double.
/// Whatever brackets and operators follow one another, the compiler comes back with an answer.
#[test]
fn what_a_guide_lacks_is_a_note_and_no_finding() {
    let own = Repository::with_rule("字段: 申请材料\n表达式: size(本项.依据) > 0\n");
    let ran = own.check(&[]);
    assert_eq!(own.found(), [""; 0]);
    assert!(told(&ran).is_empty());
    let note = "说明: 规则 own-a 对 guides/example-pledge.yaml 没有作判断：指南没有写“依据”，表达式用到了它\n --> rules/a.yaml:5:8";
    assert_eq!(ran.err.matches(note).count(), 1, "{}", ran.err);
    let ran = own.check(&["--lang", "en"]);
    let note = "note: the rule own-a did not judge guides/example-pledge.yaml: the guide does not state “basis”, which the expression asks for";
    assert_eq!(ran.err.matches(note).count(), 1, "{}", ran.err);
}

#[test]
fn a_misspelt_field_is_not_absent() {
    let rule = "规则清单:\n- {标识: own-a, 标题: 甲, 字段: 申请材料.名称, 必填: true}\n";
    let guide = workspace::text("tests/examples/base.yaml");
    let own = Repository::new(&[("rules/a.yaml", rule)]);
    let path = own.folder.path().join("guides/example-pledge.yaml");
    std::fs::write(&path, guide.replace("    名称: 示例权利质押合同\n", "")).unwrap();
    assert_eq!(own.found(), ["own-a 申请材料[2] 34:5"]);
    std::fs::write(
        &path,
        guide.replace(
            "    名称: 示例权利质押合同\n",
            "    名城: 示例权利质押合同\n",
        ),
    )
    .unwrap();
    assert_eq!(own.found(), [""; 0]);
}

#[test]
fn examples_are_run() {
    let test = |lines: &str| Repository::with_rule(lines).run(&["rules", "test"]);
    let base = "禁用: 原则上\n除外: 原则上同意\n";
    let good = "正例: {数量限制: 原则上同意}\n";
    let bad = "反例: {数量限制: 原则上不限}\n";
    let ran = test(&format!("{base}{bad}{good}"));
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (
            0,
            "通过    own-a（例子 2 个）\n测试了 1 条本库规则：通过 1，没通过 0。\n",
            ""
        )
    );
    for (lines, said, place) in [
        (good.to_owned(), "规则 own-a 没有反例", "2:7"),
        (bad.to_owned(), "规则 own-a 没有正例", "2:7"),
        (
            format!("{good}反例: {{数量限制: 无}}\n"),
            "规则 own-a 在反例里没有发现问题",
            "7:7",
        ),
        (
            format!(
                "{good}反例: {{数量限制: 原则上不限, 常见问题: [{{问题: 甲, 答复: 原则上}}]}}\n"
            ),
            "规则 own-a 在反例里发现了 2 处问题，应当恰好一处",
            "7:40",
        ),
        (
            format!("{bad}正例: {{数量限制: 原则上}}\n"),
            "规则 own-a 在正例里发现了问题",
            "7:14",
        ),
        (
            format!("{bad}正例: {{数量限值: 无}}\n"),
            "不认识“数量限值”，是否应为“数量限制”？",
            "7:8",
        ),
    ] {
        let ran = test(&format!("{base}{lines}"));
        assert_eq!(ran.code, 1, "{lines}: {}{}", ran.out, ran.err);
        let at = format!("错误: {said}\n --> rules/a.yaml:{place}\n");
        assert!(ran.out.contains(&at), "{lines}: {}", ran.out);
        assert!(ran.out.ends_with("通过 0，没通过 1。\n"), "{}", ran.out);
    }
    let none = Repository::new(&[]).run(&["rules", "test"]);
    assert_eq!((none.code, none.out.as_str()), (3, ""));
    assert!(none.err.contains("没有本库规则"), "{}", none.err);
    let broken = test("禁用词: 甲\n");
    assert_eq!(broken.code, 2, "{}", broken.err);
}

/// The example of the documentation does as the documentation says.
#[test]
fn the_example_of_the_documentation_works() {
    let page = workspace::text("docs/own-rules.md");
    let blocks: Vec<&str> = page
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(blocks.len() >= 4, "{}", blocks.len());
    for block in blocks {
        let own = Repository::new(&[("rules/a.yaml", block)]);
        let ran = own.run(&["rules", "test"]);
        assert_eq!(
            (ran.code, ran.err.as_str()),
            (0, ""),
            "{block}\n{}",
            ran.out
        );
    }
}

/// The library takes rules with the policy: a server that reads them anew keeps nothing of the old ones.
#[test]
fn rules_come_with_the_policy() {
    let file = Capture::new(
        "rules/a.yaml",
        "规则清单:\n- {标识: own-a, 标题: 甲, 禁用: 原则上}\n",
    );
    let (own_rules, notes) = read_rules(&[file]);
    assert!(notes.is_empty());
    let policy = Policy {
        own_rules,
        ..Policy::default()
    };
    let case = Case::new(Capture::new(
        "guides/a.yaml",
        "标识: a\n数量限制: 原则上不限\n",
    ));
    let checked = check(&case, &Registers::default(), &policy);
    let own: Vec<_> = checked
        .findings
        .iter()
        .filter(|one| one.rule.built_in().is_none())
        .collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].rule.id(), "own-a");
    assert_eq!(own[0].key.len(), 16);
}
