//! The rules that a repository writes for itself: from the bytes of their files, and held against their own examples.

use std::sync::Arc;

use tongyuan_extract::{Capture, read_own_rules};
use tongyuan_inspect::{
    ExpressionFaultKind, ExpressionTrouble, LONGEST_EXPRESSION, Located, MOST_IN_EXPRESSION,
    MOST_STEPS, OwnFault, OwnFaultKind, OwnRule, OwnRules, OwnTrouble, PatternFault, Tried,
};
use tongyuan_model::Key;
use tongyuan_report::{RunNote, Said};

use crate::case::{listed, violation_words};

/// Reads the rules that a repository has for itself. The notes say what is wrong with a file or a rule; the other rules judge.
///
/// ```
/// use tongyuan::{Capture, Case, Policy, Registers, check, read_rules};
///
/// let file = "规则清单:\n- 标识: own-vague\n  标题: 不写“原则上”\n  禁用: 原则上\n  除外: 原则上同意\n";
/// let (own_rules, notes) = read_rules(&[Capture::new("rules/words.yaml", file)]);
/// assert!(notes.is_empty());
/// let policy = Policy { own_rules, ..Policy::default() };
/// let guide = Capture::new("guides/a.yaml", "标识: a\n数量限制: 原则上不限\n");
/// let checked = check(&Case::new(guide), &Registers::default(), &policy);
/// assert!(checked.findings.iter().any(|finding| finding.rule.id() == "own-vague"));
/// ```
#[must_use]
pub fn read_rules(files: &[Capture]) -> (OwnRules, Vec<RunNote>) {
    let mut notes = Vec::new();
    let mut read = Vec::new();
    for capture in files {
        let (rules, told) = listed(capture, read_own_rules(capture));
        notes.extend(told);
        read.extend(rules);
    }
    let (rules, faults) = OwnRules::compile(read);
    notes.extend(faults.iter().map(fault_note));
    (rules, notes)
}

/// What came of the examples of a rule.
#[derive(Debug)]
pub struct RuleTest {
    /// The rule.
    pub rule: Arc<OwnRule>,
    /// How many examples it has.
    pub examples: usize,
    /// What is wrong; nothing where every example does as it should.
    pub faults: Vec<ExampleFault>,
}

/// An example that does not do as it should, or that there is not.
#[derive(Debug)]
pub struct ExampleFault {
    /// What is wrong.
    pub kind: ExampleFaultKind,
    /// What is wrong, in words, with its place.
    pub note: RunNote,
}

/// What is wrong with the examples of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExampleFaultKind {
    /// There is no bad one, or no good one.
    Absent,
    /// It is no part of a guide.
    NoGuide,
    /// The rule finds too much in it, or nothing.
    Otherwise,
    /// The rule gives no answer for it.
    Unanswered,
}

/// Runs the examples of every rule against that rule: in a bad one it finds one fault, in a good one none.
///
/// ```
/// use tongyuan::{Capture, read_rules, test_rules};
///
/// let file = "规则清单:\n- 标识: own-phone\n  标题: 写明电话\n  字段: 咨询投诉.咨询\n  必填: true\n  反例: {咨询投诉: {投诉: [0999-1]}}\n  正例: {咨询投诉: {咨询: [0999-1]}}\n";
/// let (rules, _) = read_rules(&[Capture::new("rules/phone.yaml", file)]);
/// let tested = test_rules(&rules);
/// assert_eq!((tested[0].examples, tested[0].faults.len()), (2, 0));
/// ```
#[must_use]
pub fn test_rules(rules: &OwnRules) -> Vec<RuleTest> {
    let test = |rule: &Arc<OwnRule>| {
        let mut faults = Vec::new();
        for (is_bad, chinese, english) in [(true, "反例", "bad"), (false, "正例", "good")] {
            if !rule.examples.iter().any(|example| example.is_bad == is_bad) {
                let said = Said::new(
                    format!("规则 {} 没有{chinese}", rule.id),
                    format!("the rule {} has no {english} example", rule.id),
                );
                let help = Said::new(
                    format!("写一段指南作为“{chinese}”：反例恰好有一处问题，正例没有问题。"),
                    format!(
                        "Add a part of a guide as `{english}`: a bad one has the fault once, a good one does not have it."
                    ),
                );
                let note = error(said, Some(help), rule.location.clone());
                let kind = ExampleFaultKind::Absent;
                faults.push(ExampleFault { kind, note });
            }
        }
        for tried in rules.try_examples(rule) {
            faults.extend(example_faults(rule, &tried));
        }
        RuleTest {
            examples: rule.examples.len(),
            rule: Arc::clone(rule),
            faults,
        }
    };
    rules.iter().map(test).collect()
}

fn example_faults(rule: &OwnRule, tried: &Tried<'_>) -> Vec<ExampleFault> {
    let mut faults: Vec<ExampleFault> = Vec::new();
    for violation in &tried.example.violations {
        let at = rule.locate(violation.span);
        let note = error(violation_words(violation), None, at);
        let kind = ExampleFaultKind::NoGuide;
        faults.push(ExampleFault { kind, note });
    }
    for trouble in &tried.judged.troubles {
        let said = trouble_words(&trouble.kind);
        let said = Said::new(
            format!("规则 {} 对这个例子没有作判断：{}", rule.id, said.chinese),
            format!(
                "the rule {} did not judge this example: {}",
                rule.id, said.english
            ),
        );
        let note = error(said, trouble_help(&trouble.kind), tried.at.clone());
        let kind = ExampleFaultKind::Unanswered;
        faults.push(ExampleFault { kind, note });
    }
    let count = tried.judged.findings.len();
    let is_bad = tried.example.is_bad;
    if faults.is_empty() && count != usize::from(is_bad) {
        let id = &rule.id;
        let said = match (is_bad, count) {
            (true, 0) => Said::new(
                format!("规则 {id} 在反例里没有发现问题"),
                format!("the rule {id} finds nothing in a bad example"),
            ),
            (true, _) => Said::new(
                format!("规则 {id} 在反例里发现了 {count} 处问题，应当恰好一处"),
                format!("the rule {id} finds {count} faults in a bad example, and not one"),
            ),
            (false, _) => Said::new(
                format!("规则 {id} 在正例里发现了问题"),
                format!("the rule {id} finds a fault in a good example"),
            ),
        };
        // Where it finds something, that place says more than the example as a whole.
        let found = tried.judged.findings.last();
        let at = found.map_or(&tried.at, |finding| &finding.location);
        let note = error(said, None, at.clone());
        let kind = ExampleFaultKind::Otherwise;
        faults.push(ExampleFault { kind, note });
    }
    faults
}

fn error(message: Said, help: Option<Said>, at: Located) -> RunNote {
    RunNote {
        file: at.file.clone(),
        message,
        help,
        location: Some(at),
        is_error: true,
    }
}

/// That a rule gave no answer for a guide. What a guide lacks is no fault of the run; what is wrong with the rule is.
pub(crate) fn trouble_note(trouble: &OwnTrouble, guide: &str) -> RunNote {
    let id = &trouble.rule.id;
    let said = trouble_words(&trouble.kind);
    let said = Said::new(
        format!("规则 {id} 对 {guide} 没有作判断：{}", said.chinese),
        format!("the rule {id} did not judge {guide}: {}", said.english),
    );
    let is_error = matches!(
        trouble.kind,
        ExpressionTrouble::TooCostly | ExpressionTrouble::NoTruth
    );
    RunNote {
        is_error,
        ..error(said, trouble_help(&trouble.kind), trouble.at.clone())
    }
}

fn trouble_words(kind: &ExpressionTrouble) -> Said {
    match kind {
        ExpressionTrouble::Missing { field } => {
            let key = Key::of_word(field).or_else(|| Key::of_word(&field.replace('_', "-")));
            let (chinese, english) = key.map_or((field.as_str(), field.as_str()), |(key, _)| {
                (key.chinese(), key.english())
            });
            Said::new(
                format!("指南没有写“{chinese}”，表达式用到了它"),
                format!("the guide does not state “{english}”, which the expression asks for"),
            )
        }
        ExpressionTrouble::TooCostly => Said::new(
            format!("表达式的计算量超过上限（{MOST_STEPS} 步），已经停止"),
            format!("the expression takes more than {MOST_STEPS} steps and was given up"),
        ),
        ExpressionTrouble::NoTruth => Said::new(
            "表达式的结果既不是真，也不是假",
            "what the expression gives is neither true nor false",
        ),
        ExpressionTrouble::NoRow => Said::new(
            "表达式要的那一行，列表里没有",
            "the expression asks for a row that the list does not have",
        ),
        ExpressionTrouble::NoNumber => Said::new(
            "表达式算出的数太大，或者除以了零",
            "the expression comes to a number beyond all bounds, or divides by zero",
        ),
        _ => Said::new(
            "表达式把不同种类的内容放在一起比较或者计算，例如文字和数字",
            "the expression holds values of different kinds against each other, such as a text and a number",
        ),
    }
}

fn trouble_help(kind: &ExpressionTrouble) -> Option<Said> {
    Some(match kind {
        ExpressionTrouble::Missing { .. } => Said::new(
            "可能不填的字段，先用 has(…) 判断，例如 !has(本项.依据) || size(本项.依据) > 0。",
            "Ask first whether a field that may be absent is there: !has(this.basis) || size(this.basis) > 0.",
        ),
        ExpressionTrouble::TooCostly => Said::new(
            "减少 all、exists、map 等的层数。",
            "Put fewer of all, exists, map and the like into each other.",
        ),
        ExpressionTrouble::NoTruth => Said::new(
            "写成比较，例如 size(申请材料) <= 10。",
            "Write a comparison, such as size(materials) <= 10.",
        ),
        _ => return None,
    })
}

fn fault_note(fault: &OwnFault) -> RunNote {
    let (message, help) = fault_words(&fault.kind);
    error(message, help, fault.at.clone())
}

/// “…”，是否应为“…”？
fn meant(nearest: Option<&str>) -> Option<Said> {
    nearest.map(|nearest| {
        Said::new(
            format!("是否应为“{nearest}”？"),
            format!("Did you mean “{nearest}”?"),
        )
    })
}

const CHECKS: [Key; 8] = [
    Key::Forbidden,
    Key::Required,
    Key::OneOf,
    Key::Pattern,
    Key::Length,
    Key::Rows,
    Key::Equals,
    Key::Expression,
];

fn fault_words(kind: &OwnFaultKind) -> (Said, Option<Said>) {
    let checks = || {
        let chinese = CHECKS.map(Key::chinese).join("、");
        let english = CHECKS.map(Key::english).join(", ");
        Said::new(
            format!("每条规则写一种检查：{chinese}。"),
            format!("A rule has one check: {english}."),
        )
    };
    match kind {
        OwnFaultKind::IdTwice { id, first } => {
            let (file, line) = first;
            let said = Said::new(
                format!("标识“{id}”已经用过：{file} 第 {line} 行"),
                format!("the id “{id}” is taken by line {line} of {file}"),
            );
            let help = Said::new("换一个标识。", "Choose another id.");
            (said, Some(help))
        }
        OwnFaultKind::NoCheck => (
            Said::new("规则没有写检查什么", "the rule checks nothing"),
            Some(checks()),
        ),
        OwnFaultKind::SeveralChecks => (
            Said::new("规则写了不止一种检查", "the rule has more than one check"),
            Some(Said::new(
                "一种检查一条规则：拆成几条，各用各的标识。",
                "One check a rule: make several rules of it, each with an id of its own.",
            )),
        ),
        OwnFaultKind::ExceptAlone => (
            Said::new("“除外”只用于“禁用”", "`except` goes with `forbidden` alone"),
            None,
        ),
        OwnFaultKind::ExceptIdle { phrase } => (
            Said::new(
                format!("“{phrase}”不包含任何禁用的词句，除外不起作用"),
                format!("“{phrase}” holds none of the forbidden phrases and excepts nothing"),
            ),
            Some(Said::new(
                "写出包含禁用词句的整个说法，例如禁用“原则上”，除外“原则上同意”。",
                "Write the whole saying that holds the phrase: 原则上同意 where 原则上 is forbidden.",
            )),
        ),
        OwnFaultKind::NoField => (
            Said::new(
                "规则没有写查哪个字段",
                "the rule does not say which field it looks at",
            ),
            Some(Said::new(
                "加上“字段”，例如“字段: 申请材料.名称”。",
                "Add a field, such as `field: materials.name`.",
            )),
        ),
        OwnFaultKind::UnknownField { word, nearest } => (
            Said::new(
                format!("指南没有“{word}”这个字段"),
                format!("a guide has no field “{word}” there"),
            ),
            meant(nearest.as_deref()),
        ),
        OwnFaultKind::NoList => (
            Said::new(
                "这个字段不是列表，没有行数",
                "this field is no list and has no rows",
            ),
            None,
        ),
        OwnFaultKind::NoValue => (
            Said::new(
                "这个字段下面还有字段，不能直接与文字比较",
                "this field has fields of its own and cannot be held against a text",
            ),
            Some(Said::new(
                "写到最后一层，例如“申请材料.名称”。",
                "Go down to a value, such as materials.name.",
            )),
        ),
        OwnFaultKind::OtherRows => (
            Said::new(
                "两个字段不在同一个列表里，不知道哪一行与哪一行相比",
                "the two fields are not of the same list: which row belongs to which cannot be told",
            ),
            Some(Said::new(
                "改用表达式，例如 申请材料.exists(x, x.名称 == 本项.名称)。",
                "Use an expression, such as materials.exists(x, x.name == this.name).",
            )),
        ),
        OwnFaultKind::BoundsCrossed => (
            Said::new("“不少于”大于“不超过”", "at_least is more than at_most"),
            None,
        ),
        OwnFaultKind::UnknownPlaceholder { name, known } => {
            let all: Vec<String> = known.iter().map(|own| format!("{{{own}}}")).collect();
            let said = Said::new(
                format!("这条规则的说法里不能用“{{{name}}}”"),
                format!("the sentences of this rule cannot use “{{{name}}}”"),
            );
            let help = Said::new(
                format!("可以用：{}。", all.join("、")),
                format!("They can use: {}.", all.join(", ")),
            );
            (said, Some(help))
        }
        OwnFaultKind::Pattern(fault) => pattern_words(fault),
        OwnFaultKind::Expression(fault) => expression_words(&fault.kind),
        OwnFaultKind::TooMany { limit } => (
            Said::new(
                format!("规则超过 {limit} 条，从这一条起没有读取"),
                format!("there are more than {limit} rules; from this one on they were not read"),
            ),
            None,
        ),
        _ => (
            Said::new(
                "全部规则的禁用词句加起来太多，一个也没有查",
                "the forbidden phrases of all rules are too many; none was looked for",
            ),
            None,
        ),
    }
}

fn pattern_words(fault: &PatternFault) -> (Said, Option<Said>) {
    match fault {
        PatternFault::Syntax { detail, .. } => (
            Said::new(
                format!("正则表达式写法不对（{detail}）"),
                format!("the regular expression is not written as it should be ({detail})"),
            ),
            None,
        ),
        PatternFault::Unbounded { .. } => (
            Said::new(
                "正则表达式不支持环视和反向引用",
                "regular expressions neither look around nor refer back here",
            ),
            Some(Said::new(
                "改用别的写法；这样检查的时间才有保证。",
                "Write it another way: so that the time it takes is known.",
            )),
        ),
        _ => (
            Said::new("正则表达式太大", "the regular expression is too large"),
            Some(Said::new(
                "减少重复次数，例如把 {1000} 改小。",
                "Repeat less, such as {1000}.",
            )),
        ),
    }
}

fn expression_words(kind: &ExpressionFaultKind) -> (Said, Option<Said>) {
    use ExpressionFaultKind as Kind;
    match kind {
        Kind::TooLong => (
            Said::new(
                format!(
                    "表达式太长：最多 {LONGEST_EXPRESSION} 个字符、{MOST_IN_EXPRESSION} 个词和符号"
                ),
                format!(
                    "the expression is too long: {LONGEST_EXPRESSION} characters and {MOST_IN_EXPRESSION} words and marks at most"
                ),
            ),
            Some(Said::new("拆成几条规则。", "Make several rules of it.")),
        ),
        Kind::TooDeep => (
            Said::new("表达式的括号套得太深", "the expression nests too deep"),
            Some(Said::new("拆成几条规则。", "Make several rules of it.")),
        ),
        Kind::WideMark { instead } => (
            Said::new(
                "表达式里用了全角符号",
                "a mark of full width in the expression",
            ),
            Some(Said::new(
                format!("改成半角的“{instead}”。"),
                format!("Write “{instead}” of half width."),
            )),
        ),
        Kind::OpenQuote => (
            Said::new("引号没有成对", "a quotation mark that is not closed"),
            Some(Said::new("补上另一半引号。", "Close the quotation mark.")),
        ),
        Kind::Unfinished => (
            Said::new("表达式没有写完", "the expression is not complete"),
            Some(Said::new(
                "看看是不是少了括号，或者“==”“&&”后面少了内容。",
                "Look for a bracket that is not closed, or for what is missing behind == or &&.",
            )),
        ),
        Kind::UnknownName { word, nearest } => (
            Said::new(
                format!("表达式里的“{word}”不是这里的字段"),
                format!("“{word}” in the expression is no field of this place"),
            ),
            meant(nearest.as_deref()),
        ),
        Kind::UnknownFunction { name, nearest } => (
            Said::new(
                format!("没有“{name}”这个函数"),
                format!("there is no function “{name}”"),
            ),
            meant(*nearest),
        ),
        Kind::Misused { name } => (
            Said::new(
                format!("“{name}”的写法不对"),
                format!("“{name}” is not written as it should be"),
            ),
            Some(Said::new(
                "例如：申请材料.all(x, x.名称 != \"\")，has(本项.依据)。",
                "For example: materials.all(x, x.name != \"\"), has(this.basis).",
            )),
        ),
        Kind::OfRows { word } => (
            Said::new(
                format!("“{word}”是列表里每一行的字段，不是列表的"),
                format!("“{word}” is a field of the rows, and not of the list"),
            ),
            Some(Said::new(
                format!("逐行写，例如 申请材料.all(x, x.{word} != \"\")。"),
                format!("Go through the rows: materials.all(x, x.{word} != \"\")."),
            )),
        ),
        Kind::NoList => (
            Said::new(
                "此处不是列表，不能逐行检查",
                "this is no list and has no rows to go through",
            ),
            None,
        ),
        Kind::NoTruth => (
            Said::new(
                "表达式的结果应当是真或者假",
                "an expression has to give true or false",
            ),
            trouble_help(&ExpressionTrouble::NoTruth),
        ),
        Kind::PatternUnwritten => (
            Said::new(
                "matches 里的正则表达式要直接写出来",
                "the regular expression of matches has to be written out",
            ),
            None,
        ),
        Kind::Pattern(fault) => pattern_words(fault),
        _ => (
            Said::new(
                "表达式从此处起不能识别",
                "the expression is not understood from here on",
            ),
            Some(Said::new(
                "表达式的写法见 docs/own-rules.md。",
                "See docs/own-rules.md for how expressions are written.",
            )),
        ),
    }
}
