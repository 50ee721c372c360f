//! One guide from two published ones: what agrees is there once, what differs is a choice, and either choice is that side's guide.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tongyuan::{
    Adopted, Capture, Case, Channel, Language, Policy, Registers, Vocabulary, Written, adopt, check,
};
use tongyuan_compare::draft::{Entry, Value};
use tongyuan_compare::{Degree, Departure, Difference, Terms, compare, project};
use tongyuan_model::{Guide, Reading};
use tongyuan_tests::command::{run, run_in};
use tongyuan_tests::workspace;

fn capture(path: &str) -> Capture {
    Capture::new(path, fs::read(workspace::root().join(path)).unwrap())
}

/// The names of the guides of a fixture that both halls publish.
fn published(fixture: &str) -> Vec<String> {
    let names = workspace::files(&format!("{fixture}/halls/online"));
    let names = names.iter().filter_map(|path| {
        let name = path.rsplit('/').next()?.strip_suffix(".html")?;
        let hall = format!("{fixture}/halls/in-person/{name}.docx");
        workspace::root()
            .join(hall)
            .exists()
            .then(|| name.to_owned())
    });
    let names: Vec<String> = names.collect();
    assert!(names.len() > 9, "{fixture}");
    names
}

fn adopted(fixture: &str, name: &str) -> Adopted {
    adopt(
        &capture(&format!("{fixture}/halls/online/{name}.html")),
        &capture(&format!("{fixture}/halls/in-person/{name}.docx")),
    )
}

fn written(adopted: &Adopted, keys: Vocabulary, language: Language) -> Written {
    adopted.write(0, "draft", keys, language).unwrap()
}

/// What an editor does who lets one hall have its way everywhere: deletes the lines of the other, and the channel behind the keys.
fn decided(text: &str, keep: &str, drop: &str) -> String {
    let mut kept = String::new();
    let mut dropping: Option<usize> = None;
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        if dropping.is_some_and(|own| depth > own) {
            continue;
        }
        dropping = None;
        if !line.trim_start().starts_with('#') {
            if line.contains(&format!("{drop}:")) {
                dropping = Some(depth);
                continue;
            }
            kept.push_str(&line.replacen(&format!("{keep}:"), ":", 1));
        }
        kept.push('\n');
    }
    kept
}

fn substantive(canonical: &Guide, channel: Channel, guide: &Guide) -> Vec<Difference> {
    let shown = project(canonical, channel);
    let found = compare(&Terms::default(), &shown.guide, guide, Some(channel));
    let found = found.into_iter();
    found
        .filter(|one| one.degree == Degree::Substantive)
        .collect()
}

/// What is left between a draft with one side's choices and that side: only what the other one alone says.
fn left(adopted: &Adopted, written: &Written, marks: (&str, &str), channel: Channel) -> usize {
    let text = decided(&written.text, marks.0, marks.1);
    let read = tongyuan::read(&Capture::new("draft.yaml", text.clone()));
    assert!(read.failure.is_none(), "{:?}\n{text}", read.failure);
    let side = match channel {
        Channel::InPerson => &adopted.in_person,
        _ => &adopted.online,
    };
    let found = substantive(read.guide(), channel, side.guide());
    for one in &found {
        assert_eq!(one.departure, Departure::Removed, "{one:?}\n{text}");
    }
    found.len()
}

#[test]
fn either_choice_is_that_sides_guide() {
    for fixture in ["fixtures/cnipa", "fixtures/apart"] {
        for name in published(fixture) {
            let adopted = adopted(fixture, &name);
            for (keys, language, online, hall) in [
                (
                    Vocabulary::Chinese,
                    Language::Chinese,
                    "（线上）",
                    "（线下）",
                ),
                (
                    Vocabulary::English,
                    Language::English,
                    " (online)",
                    " (in-person)",
                ),
            ] {
                let draft = written(&adopted, keys, language);
                let a = left(&adopted, &draft, (online, hall), Channel::Online);
                let b = left(&adopted, &draft, (hall, online), Channel::InPerson);
                assert!(a + b <= draft.lone, "{fixture} {name}: {a} + {b}");
                if fixture == "fixtures/cnipa" {
                    assert_eq!((a, b), (0, 0), "{name}");
                }
            }
        }
    }
}

/// The top-level keys of which something is to be chosen.
fn open_fields(entries: &[Entry]) -> BTreeSet<&'static str> {
    fn is_open(entry: &Entry) -> bool {
        match entry {
            Entry::Choice(_) => true,
            Entry::Said(member) => match &member.value {
                Value::Plain(_) => false,
                Value::Group(entries) => entries.iter().any(is_open),
                Value::Rows(rows) => rows.iter().any(|row| row.entries.iter().any(is_open)),
            },
        }
    }
    let open = entries.iter().filter(|entry| is_open(entry));
    open.filter_map(Entry::key)
        .map(|key| key.english())
        .collect()
}

/// A guide without how its materials are handed in, which is each channel's own.
fn shared(guide: &Guide) -> Guide {
    let mut guide = guide.clone();
    let materials = guide.materials.given_mut().into_iter().flatten();
    materials.for_each(|material| material.submission = Reading::default());
    guide
}

/// Whether both halls say something here.
fn is_conflict(one: &Difference) -> bool {
    one.degree == Degree::Substantive && one.a.text.is_some() && one.b.text.is_some()
}

#[test]
fn choices_are_where_the_halls_differ() {
    let mut all = 0;
    for fixture in ["fixtures/cnipa", "fixtures/apart"] {
        for name in published(fixture) {
            let adopted = adopted(fixture, &name);
            let (a, b) = (adopted.online.guide(), adopted.in_person.guide());
            let differences = compare(&Terms::default(), &shared(a), &shared(b), None);
            let expected: BTreeSet<&str> = differences
                .iter()
                .filter(|one| is_conflict(one))
                .filter_map(|one| one.field.path().split('.').next())
                .collect();
            let draft = &adopted.drafts[0].1;
            assert_eq!(open_fields(&draft.entries), expected, "{fixture} {name}");
            all += draft.choices().len();
        }
    }
    assert!(all > 20, "{all}");
}

#[test]
fn three_choices_to_the_letter() {
    let shows = |name: &str, lines: &str| {
        let adopted = adopted("fixtures/apart", name);
        let text = written(&adopted, Vocabulary::Chinese, Language::Chinese).text;
        assert!(text.contains(lines), "{lines}\n{text}");
    };
    shows(
        "patent-pledge",
        "  # 【待定 1】办结时限 承诺时限：线上、线下说法不一，请留一种、删一种
  #   线上：“自收到申请文件之日起3个工作日（提交的文件存在缺陷的，自缺陷完全消除之日起计算）”　fixtures/apart/halls/online/patent-pledge.html:60:5
  #   线下：“自收到申请文件之日起五个工作日（提交的文件存在缺陷的，自缺陷完全消除之日起计算）”　fixtures/apart/halls/in-person/patent-pledge.docx:32:6（段落 32）
  承诺时限（线上）: {数值: 3, 单位: 工作日, 起算: 自收到申请文件之日起, 说明: 提交的文件存在缺陷的，自缺陷完全消除之日起计算}
  承诺时限（线下）: {数值: 5, 单位: 工作日, 起算: 自收到申请文件之日起, 说明: 提交的文件存在缺陷的，自缺陷完全消除之日起计算}
",
    );
    shows(
        "layout-design-registration",
        "  名称（线上）: 集成电路布图设计专有权登记\n  名称（线下）: 集成电路布图设计登记\n",
    );
    shows(
        "trademark-renewal",
        "      金额（线上）: 450\n      金额（线下）: 1000\n",
    );
}

const ONLINE: &str = "<h2>事项名称</h2><p>示例权利质押登记</p><h2>受理条件</h2><ol><li>有船3艘以上</li><li>许可人与被许可人已经订立书面的专利实施许可合同</li></ol>\
    <h2>申请材料</h2><ol><li>质押合同</li><li>委托书（委托办理的提交）</li><li>照片</li></ol>\
    <h2>承诺时限</h2><p>5个工作日</p><h2>收费标准</h2><p>不收费</p>";

#[test]
fn two_that_agree_leave_nothing_to_choose() {
    let hall = ONLINE
        .replace("5个工作日", "五个工作日")
        .replace("书面的专利", "书面专利");
    let (a, b) = (
        Capture::new("halls/online/a.html", ONLINE),
        Capture::new("halls/in-person/a.html", hall),
    );
    let adopted = adopt(&a, &b);
    let draft = written(&adopted, Vocabulary::Chinese, Language::Chinese);
    assert_eq!((draft.choices, draft.lone), (0, 0), "{}", draft.text);
    let read = tongyuan::read(&Capture::new("a.yaml", draft.text.clone()));
    for (channel, side) in [
        (Channel::Online, &adopted.online),
        (Channel::InPerson, &adopted.in_person),
    ] {
        assert_eq!(substantive(read.guide(), channel, side.guide()), []);
    }
    let worded = "  # 线下写作“许可人与被许可人已经订立书面专利实施许可合同”，意思相同，已采用线上的写法　halls/in-person/a.html:1:";
    assert!(draft.text.contains(worded), "{}", draft.text);
    // Nothing is made up.
    for invented in ["版本:", "批准", "日期", "依据:", "必要性"] {
        let is_line = |line: &str| !line.starts_with('#') && line.contains(invented);
        assert!(!draft.text.lines().any(is_line), "{invented}");
    }
    let todo: Vec<&str> = draft
        .todo
        .iter()
        .map(|said| said.chinese.as_str())
        .collect();
    assert!(todo.contains(&"缺少“版本”"), "{todo:?}");
    assert!(draft.text.contains("#     缺少“版本”\n"));
}

/// Everything that is open is named by `check`, once, and no hall is blamed for it.
#[test]
fn a_draft_fails_until_everything_is_decided() {
    for name in published("fixtures/apart") {
        let adopted = adopted("fixtures/apart", &name);
        let draft = written(&adopted, Vocabulary::Chinese, Language::Chinese);
        let file = |text: &str| Capture::new("guides/draft.yaml", text);
        let open = |text: &str| {
            let checked = check(
                &Case::new(file(text)),
                &Registers::default(),
                &Policy::default(),
            );
            let all = checked.findings.iter();
            all.filter(|one| one.rule.id() == "schema-choice-undecided")
                .count()
        };
        assert_eq!(open(&draft.text), draft.choices, "{}", draft.text);
        assert_eq!(
            open(&decided(&draft.text, "（线上）", "（线下）")),
            0,
            "{name}"
        );
    }
    let adopted = adopted("fixtures/apart", "patent-pledge");
    let draft = written(&adopted, Vocabulary::Chinese, Language::Chinese);
    let case = Case::new(Capture::new("guides/draft.yaml", draft.text)).published(
        Channel::Online,
        capture("fixtures/apart/halls/online/patent-pledge.html"),
    );
    let checked = check(&case, &Registers::default(), &Policy::default());
    let told = checked.findings.iter();
    let told = told.filter(|one| one.rule.id() == "schema-choice-undecided");
    let told: Vec<String> = told
        .map(|one| tongyuan::sentence(one, Language::Chinese).message)
        .collect();
    assert_eq!(
        told,
        [
            "“承诺时限”待定，请选定一种说法：线上“3，工作日，自收到申请文件之日起，提交的文件存在缺陷的，自缺陷完全消除之日起计算”，\
          线下“5，工作日，自收到申请文件之日起，提交的文件存在缺陷的，自缺陷完全消除之日起计算”"
        ]
    );
    let blamed = checked.findings.iter();
    let blamed = blamed
        .filter(|one| one.rule.id().starts_with("time-limit"))
        .count();
    assert_eq!(blamed, 0);
}

/// Where rows are known otherwise, the row stays one, and the dash stays when either line goes.
#[test]
fn a_row_with_two_names() {
    let hall = ONLINE
        .replace("有船3艘以上", "有船5艘以上")
        .replace("委托办理的提交", "代理人办理的提交")
        .replace("<li>照片</li>", "<li>照片</li><li>户口簿</li>");
    let (a, b) = (Capture::new("a.html", ONLINE), Capture::new("b.html", hall));
    let adopted = adopt(&a, &b);
    let draft = written(&adopted, Vocabulary::Chinese, Language::Chinese);
    let rows = "    内容（线上）: 有船3艘以上\n    内容（线下）: 有船5艘以上\n";
    assert!(draft.text.contains(rows), "{}", draft.text);
    assert_eq!((draft.choices, draft.lone), (2, 1), "{}", draft.text);
    assert_eq!(
        left(&adopted, &draft, ("（线上）", "（线下）"), Channel::Online),
        1
    );
    assert_eq!(
        left(
            &adopted,
            &draft,
            ("（线下）", "（线上）"),
            Channel::InPerson
        ),
        0
    );
}

fn put(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn folders_are_adopted_pair_by_pair() {
    let folder = tempfile::tempdir().unwrap();
    let hall = ONLINE.replace("5个工作日", "7个工作日");
    let other = ONLINE.replace("示例权利", "样本权利");
    put(
        folder.path(),
        &[
            ("online/a.html", ONLINE),
            ("online/b.html", &other),
            (
                "online/lonely.html",
                &ONLINE.replace("示例权利", "无伴权利"),
            ),
            ("online/bad.docx", "no archive"),
            ("online/~$a.html", ONLINE),
            ("online/a.capture.json", "{}"),
            ("online/.a.html", ONLINE),
            ("online/skipped.html", ONLINE),
            ("online/.gitignore", "skipped.html\n"),
            ("online/a.png", "png"),
            ("hall/a.html", &hall),
            ("hall/other-name.html", &other),
            ("hall/bad.docx", "no archive"),
        ],
    );
    let command = [
        "adopt", "online", "hall", "--output", "guides", "--lang", "zh-CN",
    ];
    let ran = run_in(folder.path(), &command, &[], b"");
    assert_eq!(ran.code, 2, "{}", ran.err);
    let summary = "a：待定 1 处，只有一份写明 0 处，待补填";
    assert!(ran.err.contains(summary), "{}", ran.err);
    for line in [
        "读取 4 份文件，写出 2 份草稿，待定共 1 处\n",
        "无法读取或者没有内容 2 份：online/bad.docx、hall/bad.docx\n",
        "没有配对 1 份：online/lonely.html\n",
    ] {
        assert!(ran.err.contains(line), "{line}\n{}", ran.err);
    }
    let guides = fs::read_dir(folder.path().join("guides")).unwrap();
    let guides: BTreeSet<String> = guides
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(guides, ["a.yaml", "b.yaml"].map(str::to_owned).into());
    // What is there stays, unless it is said otherwise.
    let path = folder.path().join("guides/a.yaml");
    fs::write(&path, "edited").unwrap();
    let again = run_in(folder.path(), &command, &[], b"");
    assert_eq!(again.code, 2);
    assert_eq!(fs::read_to_string(&path).unwrap(), "edited");
    assert!(
        again
            .err
            .contains("没有写入 2 份：guides/a.yaml、guides/b.yaml"),
        "{}",
        again.err
    );
    let forced: Vec<&str> = command.into_iter().chain(["--force"]).collect();
    assert_eq!(run_in(folder.path(), &forced, &[], b"").code, 2);
    assert!(fs::read_to_string(&path).unwrap().contains("标识: a\n"));
}

#[test]
fn adopt_says_what_it_cannot_do() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        &[
            ("a.html", ONLINE),
            ("empty.html", "<p></p>"),
            ("in/a.html", ONLINE),
        ],
    );
    let code = |args: &[&str]| run_in(folder.path(), args, &[], b"").code;
    assert_eq!(code(&["adopt", "a.html", "a.html"]), 0);
    assert_eq!(code(&["adopt", "a.html", "gone.html"]), 2);
    assert_eq!(code(&["adopt", "a.html", "empty.html"]), 3);
    assert_eq!(code(&["adopt", "in", "a.html"]), 2);
    assert_eq!(code(&["adopt", "in", "in"]), 2);
    assert_eq!(
        code(&[
            "adopt", "a.html", "a.html", "-o", "x.yaml", "--id", "pledge"
        ]),
        0
    );
    assert_eq!(code(&["adopt", "a.html", "a.html", "-o", "x.yaml"]), 2);
    let text = fs::read_to_string(folder.path().join("x.yaml")).unwrap();
    assert!(
        text.contains("标识: pledge\n") || text.contains("id: pledge\n"),
        "{text}"
    );
}

#[test]
fn a_folder_is_extracted_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        &[
            ("in/a.html", ONLINE),
            ("in/deep/a.html", ONLINE),
            ("in/empty.html", "<p></p>"),
            ("in/a.png", "png"),
        ],
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("in/link.txt")).unwrap();
    let command = ["extract", "in", "--output", "out", "--lang", "zh-CN"];
    let ran = run_in(folder.path(), &command, &[], b"");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told = "读取 3 份文件：写出 2 份，没有内容 1 份，失败 0 份\n";
    assert!(ran.err.ends_with(told), "{}", ran.err);
    let text = fs::read_to_string(folder.path().join("out/deep/a.html.yaml")).unwrap();
    assert!(text.contains("materials:\n"), "{text}");
    assert!(folder.path().join("out/a.html.yaml").exists());
    assert!(!folder.path().join("out/empty.html.yaml").exists());
    // Nothing read at all is no success.
    let code = |args: &[&str]| run_in(folder.path(), args, &[], b"").code;
    assert_eq!(code(&["extract", "in/empty.html"]), 3);
    assert_eq!(code(&["extract", "in/empty.html", "in/a.html"]), 0);
    assert_eq!(code(&["extract", "gone.html", "in/a.html"]), 2);
    assert_eq!(run(&["extract", "fixtures/cnipa/halls"]).code, 0);
}
