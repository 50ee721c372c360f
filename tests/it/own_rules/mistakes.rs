//! What is wrong with rules of a repository, told at its place, while the others judge.

use tongyuan::{Capture, read_rules};

use super::{Repository, indented, told};

/// What is told of one rule that is wrong, in Chinese and in English, with its place.
fn wrong(lines: &str) -> (String, String, String) {
    let own = Repository::with_rule(lines);
    let chinese = own.check(&[]);
    assert_eq!(chinese.code, 2, "{lines}: {}{}", chinese.out, chinese.err);
    let english = own.check(&["--lang", "en"]);
    let [(message, place)] = told(&chinese)
        .try_into()
        .unwrap_or_else(|all| panic!("{lines}: {all:?}\n{}", chinese.err));
    let [(in_english, _)] = told(&english).try_into().unwrap();
    (message, in_english, place)
}

#[test]
fn each_mistake_is_told_at_its_place_in_both_languages() {
    for (lines, chinese, english, place) in [
        (
            "禁用词: 甲",
            "不认识“禁用词”，是否应为“禁用”？",
            "“禁用词” is not known; did you mean “禁用”?",
            "4:3",
        ),
        (
            "字段: 申请材枓.名称\n必填: true",
            "指南没有“申请材枓”这个字段",
            "a guide has no field “申请材枓” there",
            "4:7",
        ),
        (
            "字段: 申请材料.名城\n必填: true",
            "指南没有“名城”这个字段",
            "a guide has no field “名城” there",
            "4:12",
        ),
        (
            "级别: 致命\n禁用: 甲",
            "“规则清单[1].级别”不能是“致命”，应为：error、warning、note、严重、一般、提示",
            "“规则清单[1].级别” cannot be “致命”; it is one of: error, warning, note, 严重, 一般, 提示",
            "4:7",
        ),
        (
            "字段: 申请材料",
            "规则没有写检查什么",
            "the rule checks nothing",
            "2:7",
        ),
        (
            "禁用: 甲\n必填: true",
            "规则写了不止一种检查",
            "the rule has more than one check",
            "5:3",
        ),
        (
            "必填: true",
            "规则没有写查哪个字段",
            "the rule does not say which field it looks at",
            "4:3",
        ),
        (
            "禁用: 甲\n除外: [甲乙, 乙]",
            "“乙”不包含任何禁用的词句，除外不起作用",
            "“乙” holds none of the forbidden phrases and excepts nothing",
            "5:12",
        ),
        (
            "字段: 数量限制\n行数: {不少于: 1}",
            "这个字段不是列表，没有行数",
            "this field is no list and has no rows",
            "4:7",
        ),
        (
            "字段: 办结时限\n长度: {不少于: 1}",
            "这个字段下面还有字段，不能直接与文字比较",
            "this field has fields of its own and cannot be held against a text",
            "4:7",
        ),
        (
            "字段: 申请材料.名称\n等于: 受理条件.内容",
            "两个字段不在同一个列表里，不知道哪一行与哪一行相比",
            "the two fields are not of the same list: which row belongs to which cannot be told",
            "5:7",
        ),
        (
            "字段: 申请材料.名称\n长度: {不少于: 3, 不超过: 2}",
            "“不少于”大于“不超过”",
            "at_least is more than at_most",
            "4:7",
        ),
        (
            "禁用: 甲\n报告: 用了{pharse}",
            "这条规则的说法里不能用“{pharse}”",
            "the sentences of this rule cannot use “{pharse}”",
            "5:10",
        ),
        (
            "字段: 申请材料.名称\n正则: 第[0-9+条",
            "正则表达式写法不对（unclosed character class）",
            "the regular expression is not written as it should be (unclosed character class)",
            "5:8",
        ),
        (
            "字段: 申请材料.名称\n正则: (?=甲)",
            "正则表达式不支持环视和反向引用",
            "regular expressions neither look around nor refer back here",
            "5:7",
        ),
        (
            "字段: 申请材料.名称\n正则: (甲{1000}){1000}",
            "正则表达式太大",
            "the regular expression is too large",
            "5:7",
        ),
        (
            "表达式: size(申请材料) >",
            "表达式没有写完",
            "the expression is not complete",
            "4:20",
        ),
        (
            "表达式: 申请材料.all(x, x.名城 != \"\")",
            "表达式里的“名城”不是这里的字段",
            "“名城” in the expression is no field of this place",
            "4:22",
        ),
        (
            "表达式: 申请材枓.all(x, true)",
            "表达式里的“申请材枓”不是这里的字段",
            "“申请材枓” in the expression is no field of this place",
            "4:8",
        ),
        (
            "表达式: 申请材料.名称 == \"\"",
            "“名称”是列表里每一行的字段，不是列表的",
            "“名称” is a field of the rows, and not of the list",
            "4:13",
        ),
        (
            "表达式: size（申请材料）> 1",
            "表达式里用了全角符号",
            "a mark of full width in the expression",
            "4:12",
        ),
        (
            "表达式: size(申请材料)",
            "表达式的结果应当是真或者假",
            "an expression has to give true or false",
            "4:8",
        ),
        (
            "表达式: length(申请材料) > 1",
            "没有“length”这个函数",
            "there is no function “length”",
            "4:8",
        ),
        (
            "表达式: 申请材料.all(x)",
            "“all”的写法不对",
            "“all” is not written as it should be",
            "4:13",
        ),
        (
            "表达式: 事项.all(x, true)",
            "此处不是列表，不能逐行检查",
            "this is no list and has no rows to go through",
            "4:8",
        ),
        (
            "表达式: 标识.matches(标识)",
            "matches 里的正则表达式要直接写出来",
            "the regular expression of matches has to be written out",
            "4:11",
        ),
        (
            "表达式: 标识 == '甲",
            "引号没有成对",
            "a quotation mark that is not closed",
            "4:14",
        ),
        (
            "适用于: {事项.类性: 行政许可}\n禁用: 甲",
            "指南没有“类性”这个字段",
            "a guide has no field “类性” there",
            "4:12",
        ),
    ] {
        let (message, in_english, at) = wrong(lines);
        assert_eq!(
            (message.as_str(), in_english.as_str(), at.as_str()),
            (chinese, english, format!("rules/a.yaml:{place}").as_str()),
            "{lines}"
        );
    }
}

#[test]
fn ids_are_taken_once_and_begin_with_own() {
    let rule = |id: &str| format!("规则清单:\n- {{标识: {id}, 标题: 甲, 禁用: 权利登记簿}}\n");
    let twice = Repository::new(&[
        ("rules/a.yaml", &rule("own-a")),
        ("rules/b.yaml", &rule("own-a")),
    ]);
    let ran = twice.check(&[]);
    assert_eq!(
        told(&ran),
        [(
            "标识“own-a”已经用过：rules/a.yaml 第 2 行".to_owned(),
            "rules/b.yaml:2:8".to_owned()
        )]
    );
    // The first of them judges.
    assert_eq!(twice.found().len(), 1);
    let (message, english, place) = {
        let own = Repository::new(&[("rules/a.yaml", &rule("material-extra"))]);
        let chinese = told(&own.check(&[])).remove(0);
        let english = told(&own.check(&["--lang", "en"])).remove(0);
        (chinese.0, english.0, chinese.1)
    };
    assert!(
        message.contains("以 own- 开头") && english.contains("begins with own-"),
        "{message} {english}"
    );
    assert_eq!(place, "rules/a.yaml:2:8");
}

#[test]
fn one_bad_rule_or_file_does_not_keep_the_others_from_judging() {
    let good = "规则清单:\n- {标识: own-b, 标题: 乙, 禁用: [权利登记簿]}\n- {标识: own-c, 标题: 丙, 禁用词: 甲}\n";
    let bomb = format!(
        "a: &a [x, x, x, x, x, x, x, x]\n{}规则清单: *g\n",
        ["ab", "bc", "cd", "de", "ef", "fg"]
            .map(|pair| {
                let (from, to) = (&pair[..1], &pair[1..]);
                format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 8].join(", "))
            })
            .concat()
    );
    let own = Repository::new(&[
        ("rules/a.yaml", "规则清单: [\n"),
        ("rules/b.yaml", good),
        ("rules/c.yaml", &bomb),
        ("rules/d.yaml", ""),
        ("rules/e.json", "[1]"),
    ]);
    let ran = own.check(&[]);
    assert_eq!(ran.code, 2);
    let files: Vec<String> = told(&ran)
        .into_iter()
        .map(|(_, place)| place.split(':').next().unwrap_or_default().to_owned())
        .collect();
    for file in ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.json"] {
        let file = format!("rules/{file}");
        assert!(files.contains(&file), "{file}: {}", ran.err);
    }
    assert!(ran.err.contains("内容展开后超过"), "{}", ran.err);
    assert_eq!(own.found(), ["own-b 受理条件[1].内容 20:13"]);
}

#[test]
fn an_expression_that_does_not_end_is_given_up() {
    let digits = "[0,1,2,3,4,5,6,7,8,9]";
    let nested = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let loops: String = nested.map(|name| format!("{digits}.all({name}, ")).concat();
    let loops = format!("{loops}true{}", ")".repeat(nested.len()));
    let maps: String = nested.map(|name| format!("{digits}.map({name}, ")).concat();
    let maps = format!("size({maps}1{}) > 0", ")".repeat(nested.len()));
    // What is asked fails in every row, and all goes on to the next.
    let failing = loops.replace("true", "1 / 0 == 1");
    let mut doubled = "'0123456789012345678901234567890123456789'".to_owned();
    for name in nested {
        doubled = format!("[{doubled}].map({name}, {})[0]", vec![name; 16].join(" + "));
    }
    let doubled = format!("size({doubled}) > 0");
    for expression in [loops, maps, failing, doubled] {
        // In quotation marks, as it begins with a bracket.
        let lines = format!("表达式: \"{expression}\"");
        let own = Repository::new(&[(
            "rules/a.yaml",
            &format!(
                "规则清单:\n- 标识: own-a\n  标题: 甲\n{}- {{标识: own-b, 标题: 乙, 禁用: 权利登记簿}}\n",
                indented(&lines)
            ),
        )]);
        let begun = std::time::Instant::now();
        let ran = own.check(&[]);
        assert!(begun.elapsed().as_secs() < 20, "{expression}");
        assert_eq!(ran.code, 2, "{expression}: {}{}", ran.out, ran.err);
        let all = told(&ran);
        let [(message, place)] = all.as_slice() else {
            panic!("{expression}: {all:?}");
        };
        assert_eq!(
            message,
            "规则 own-a 对 guides/example-pledge.yaml 没有作判断：表达式的计算量超过上限（1000000 步），已经停止"
        );
        assert_eq!(place, "rules/a.yaml:4:9");
        assert_eq!(own.found(), ["own-b 受理条件[1].内容 20:13"]);
    }
}

#[test]
fn expressions_are_bounded_in_size_and_depth() {
    let deep = format!("{}true{}", "!(".repeat(60), ")".repeat(60));
    let wide = ["true"; 500].join(" && ");
    for (expression, said) in [(deep, "表达式的括号套得太深"), (wide, "表达式太长")]
    {
        let (message, _, place) = wrong(&format!("表达式: \"{expression}\""));
        assert!(message.starts_with(said), "{message}");
        assert_eq!(place, "rules/a.yaml:4:9");
    }
}

#[test]
fn no_expression_brings_the_compiler_down() {
    let parts = [
        "(", ")", "[", "]", "{", "}", "!", "-", "a", ".", ",", "?", ":", "'", "&&", "1", "名称",
        "==",
    ];
    let mut state: u64 = 7;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap()
    };
    let mut rules = String::from("规则清单:\n");
    for number in 0..300 {
        let length = 1 + next() % 120;
        let expression: String = (0..length).map(|_| parts[next() % parts.len()]).collect();
        let quoted = serde_json::to_string(&expression).unwrap();
        rules.push_str(&format!(
            "- {{标识: own-r{number}, 标题: 甲, 表达式: {quoted}}}\n"
        ));
    }
    for part in parts {
        let quoted = serde_json::to_string(&part.repeat(390)).unwrap();
        let number = rules.len();
        rules.push_str(&format!(
            "- {{标识: own-s{number}, 标题: 甲, 表达式: {quoted}}}\n"
        ));
    }
    let (own, notes) = read_rules(&[Capture::new("rules/a.yaml", rules)]);
    assert_eq!(own.ids().count(), 318);
    assert!(notes.len() > 300, "{}", notes.len());
    for note in notes {
        assert!(note.is_error && note.location.is_some(), "{note:?}");
    }
}
