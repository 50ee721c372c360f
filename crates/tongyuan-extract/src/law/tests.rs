//! Laws as the national law database exports them.

use super::{FileName, LawFailure, LawRead, read_law};
use crate::capture::Capture;
use crate::failure::FailureKind;
use crate::testing::archive;

/// A Word file of these paragraphs; those that begin with `^` are centred, as titles and chapters are, in runs as Word cuts them.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .map(|text| {
            let (properties, text) = match text.strip_prefix('^') {
                Some(text) => (r#"<w:pPr><w:jc w:val="center"/></w:pPr>"#, text),
                None => (r#"<w:pPr><w:ind w:firstLine="640"/></w:pPr>"#, *text),
            };
            let middle = text.chars().count() / 2;
            let middle = text.char_indices().nth(middle).map_or(0, |(at, _)| at);
            let (first, second) = text.split_at(middle);
            format!(
                r#"<w:p>{properties}<w:r><w:t xml:space="preserve">{first}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{second}</w:t></w:r></w:p>"#
            )
        })
        .collect();
    let document =
        format!(r#"<w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#);
    archive(&[("word/document.xml", &document)])
}

fn read(name: &str, paragraphs: &[&str]) -> LawRead {
    read_law(&Capture::new(name, docx(paragraphs)), false)
}

/// What was read, a line for each fact, article and note.
#[track_caller]
fn shown(read: &LawRead) -> Vec<String> {
    assert_eq!(read.failure, None);
    let law = read.law.as_ref().unwrap();
    let text = |text: Option<&str>| text.unwrap_or("-").to_owned();
    let mut lines = vec![
        text(law.name.text()),
        format!(
            "{} {} {} {} {}",
            law.force.given().map_or("-", |force| force.chinese()),
            text(law.document_number.text()),
            text(law.promulgated.text()),
            text(law.effective_from.text()),
            law.article_count
                .given()
                .map_or("-".to_owned(), u32::to_string),
        ),
    ];
    for article in law.articles.rows() {
        let items: Vec<u32> = article
            .item_counts
            .rows()
            .iter()
            .filter_map(|count| count.given().copied())
            .collect();
        let paragraphs = article.paragraphs.given().copied().unwrap_or_default();
        let name = article.article.text().unwrap();
        assert!(
            read.source
                .slice(article.span)
                .starts_with(name.get(..3).unwrap())
        );
        lines.push(match items.is_empty() {
            true => format!("{name} {paragraphs}"),
            false => format!("{name} {paragraphs} {items:?}"),
        });
    }
    lines.extend(
        read.notes
            .iter()
            .map(|(note, _)| format!("! {}", note.words().chinese)),
    );
    lines
}

const AMENDED: &str = "（1984年3月12日第六届全国人民代表大会常务委员会第四次会议通过　根据1992年9月4日第七届全国人民代表大会常务委员会第二十七次会议《关于修改〈中华人民共和国专利法〉的决定》第一次修正　根据2000年8月25日第九届全国人民代表大会常务委员会第十七次会议《关于修改〈中华人民共和国专利法〉的决定》第二次修正　根据2008年12月27日第十一届全国人民代表大会常务委员会第六次会议《关于修改〈中华人民共和国专利法〉的决定》第三次修正　根据2020年10月17日第十三届全国人民代表大会常务委员会第二十二次会议《关于修改〈中华人民共和国专利法〉的决定》第四次修正）";

#[test]
fn an_amended_law_does_not_state_its_own_day_of_effect() {
    let read = read(
        "下载/中华人民共和国专利法_20201017.docx",
        &[
            "^中华人民共和国专利法",
            AMENDED,
            "^目　　录",
            "第一章　总　　则",
            "第二章　授予专利权的条件",
            "第八章　附　　则",
            "^第一章　总　　则",
            "第一条　为了保护专利权人的合法权益，鼓励发明创造，制定本法。",
            "第二条　本法所称的发明创造是指发明、实用新型和外观设计。",
            "发明，是指对产品、方法或者其改进所提出的新的技术方案。",
            "实用新型，是指对产品的形状、构造或者其结合所提出的适于实用的新的技术方案。",
            "外观设计，是指对产品的整体或者局部的形状、图案或者其结合所作出的新设计。",
            "^第二章　授予专利权的条件",
            "第三条　对下列各项，不授予专利权：",
            "（一）科学发现；",
            "（二）智力活动的规则和方法；",
            "（三）疾病的诊断和治疗方法；",
            "对前款第（四）项所列产品的生产方法，可以依照本法规定授予专利权。",
            "^第八章　附　　则",
            "第四条　本法自1985年4月1日起施行。",
        ],
    );
    assert_eq!(
        shown(&read),
        [
            "中华人民共和国专利法",
            "法律 - 2020-10-17 - 4",
            "第一条 1",
            "第二条 4",
            "第三条 2 [3, 0]",
            "第四条 1",
            "! 末尾写的 1985-04-01 早于公布日期，是以前版本的施行日期，这一版本的施行日期没有填",
        ]
    );
}

#[test]
fn a_law_as_first_made_and_one_revised_state_their_own() {
    let first = read(
        "个人信息保护法_20210820.docx",
        &[
            "^中华人民共和国个人信息保护法",
            "（2021年8月20日第十三届全国人民代表大会常务委员会第三十次会议通过）",
            "第一条　为了保护个人信息权益，根据宪法，制定本法。",
            "第二条　本法自2021年11月1日施行。",
        ],
    );
    assert_eq!(shown(&first)[1], "法律 - 2021-08-20 2021-11-01 2");
    // What is said of another law in the same article is not its own.
    let revised = read(
        "公司法_20231229.docx",
        &[
            "^中华人民共和国公司法",
            "（1993年12月29日第八届全国人民代表大会常务委员会第五次会议通过　根据2018年10月26日第十三届全国人民代表大会常务委员会第六次会议《关于修改〈中华人民共和国公司法〉的决定》第四次修正",
            "2023年12月29日第十四届全国人民代表大会常务委员会第七次会议第二次修订）",
            "第一条　为了规范公司的组织和行为，根据宪法，制定本法。",
            "第二条　本法自2024年7月1日起施行。1994年7月1日起施行的《示例办法》同时废止。",
        ],
    );
    assert_eq!(
        shown(&revised)[1..],
        ["法律 - 2023-12-29 2024-07-01 2", "第一条 1", "第二条 1"]
    );
    let at_once = read(
        "示例法_20240101.docx",
        &[
            "^示例法",
            "（2024年1月1日第十四届全国人民代表大会常务委员会第八次会议通过）",
            "第一条　示例。",
            "第二条　本法自公布之日起施行。",
        ],
    );
    assert_eq!(shown(&at_once)[1], "法律 - 2024-01-01 2024-01-01 2");
    let in_parts = read(
        "示例法_20240101.docx",
        &[
            "^示例法",
            "（2024年1月1日第十四届全国人民代表大会常务委员会第八次会议通过）",
            "第一条　示例。",
            "第二条　本法自2024年6月1日起施行，第一条自2025年1月1日起施行。",
        ],
    );
    assert_eq!(
        shown(&in_parts)[1..],
        [
            "法律 - 2024-01-01 - 2",
            "第一条 1",
            "第二条 1",
            "! 看不出从哪一天起施行，施行日期没有填"
        ]
    );
}

#[test]
fn who_made_it_tells_its_level_and_an_order_its_number() {
    let level = |name: &str, history: &str| {
        let title = name.split('_').next().unwrap();
        let read = read(
            name,
            &[
                title,
                history,
                "第一条　为了示例，制定本规定。",
                "第二条　示例。",
            ],
        );
        let shown = shown(&read);
        (shown[1].clone(), shown[4..].to_vec())
    };
    let no_day = "! 看不出从哪一天起施行，施行日期没有填";
    let cases: [(&str, &str, &str, &[&str]); 12] = [
        (
            "收养登记办法_19990525.docx",
            "（1999年5月12日国务院批准　1999年5月25日民政部令第14号发布）",
            "行政法规 民政部令第14号 1999-05-25 - 2",
            &[no_day],
        ),
        (
            "示例办法_20000914.docx",
            "（2000年9月14日中华人民共和国国务院、中华人民共和国中央军事委员会令第290号公布）",
            "行政法规 国务院、中央军事委员会令第290号 2000-09-14 - 2",
            &[no_day],
        ),
        (
            "药品进口管理办法_20030818.docx",
            "（2003年8月18日食品药品监管局、海关总署第4号令公布　自2004年1月1日起施行）",
            "部门规章 食品药品监管局、海关总署第4号令 2003-08-18 2004-01-01 2",
            &[],
        ),
        (
            "信访工作条例_20220225.docx",
            "（2022年1月24日中共中央政治局会议审议批准　2022年2月25日中共中央、国务院发布）",
            "- - 2022-02-25 - 2",
            &["! 这是党内法规，依据库的效力层级没有这一级，没有填", no_day],
        ),
        (
            "专利代理条例_20181106.docx",
            "（1991年3月4日中华人民共和国国务院令第76号发布　2018年9月6日国务院第23次常务会议修订通过　2018年11月6日中华人民共和国国务院令第706号公布　自2019年3月1日起施行）",
            "行政法规 国务院令第706号 2018-11-06 2019-03-01 2",
            &[],
        ),
        (
            "中华人民共和国专利法实施细则_20231211.docx",
            "（2001年6月15日中华人民共和国国务院令第306号公布　根据2002年12月28日《国务院关于修改〈中华人民共和国专利法实施细则〉的决定》第一次修订　根据2023年12月11日《国务院关于修改〈中华人民共和国专利法实施细则〉的决定》第三次修订）",
            "行政法规 - 2023-12-11 - 2",
            &["! 这一版本是修改过的，正文没有写明修改以后从哪一天起施行，施行日期没有填"],
        ),
        (
            "示例省专利条例_20220526.docx",
            "(2022年5月26日示例省第十三届人民代表大会常务委员会第三十次会议通过)",
            "地方性法规 - 2022-05-26 - 2",
            &[no_day],
        ),
        (
            "示例司法解释_20240102.docx",
            "（二〇二三年十二月二十日最高人民法院审判委员会第1900次会议通过，自2024年2月1日起施行）",
            "司法解释 - 2024-01-02 2024-02-01 2",
            &[],
        ),
        (
            "专利代理管理办法_20190404.docx",
            "（2019年4月4日国家市场监督管理总局令第6号公布　自2019年5月1日起施行）",
            "部门规章 国家市场监督管理总局令第6号 2019-04-04 2019-05-01 2",
            &[],
        ),
        (
            "示例办法_20200102.docx",
            "（2020年1月2日示例省人民政府令第300号公布　自2020年3月1日起施行）",
            "地方政府规章 示例省人民政府令第300号 2020-01-02 2020-03-01 2",
            &[],
        ),
        (
            "监察法实施条例_20210920.docx",
            "（2021年7月20日国家监察委员会全体会议决定　自2021年9月20日起施行）",
            "- - 2021-09-20 2021-09-20 2",
            &["! 这是监察法规，依据库的效力层级没有这一级，没有填"],
        ),
        (
            "示例规定_20200102.docx",
            "（2020年1月2日某会通过　自2020年3月1日起施行）",
            "- - 2020-01-02 2020-03-01 2",
            &["! 看不出由谁制定，效力层级没有填"],
        ),
    ];
    for (name, history, wanted, notes) in cases {
        let (facts, told) = level(name, history);
        assert_eq!(
            (facts.as_str(), told.as_slice()),
            (
                wanted,
                notes
                    .iter()
                    .map(|own| (*own).to_owned())
                    .collect::<Vec<_>>()
                    .as_slice()
            ),
            "{name}"
        );
    }
}

#[test]
fn an_order_before_the_title_promulgates() {
    let read = read(
        "专利代理条例_20181106.docx",
        &[
            "^中华人民共和国国务院令",
            "^第706号",
            "《专利代理条例》已经2018年9月6日国务院第23次常务会议通过，现予公布，自2019年3月1日起施行。",
            "总理　李克强",
            "2018年11月6日",
            "^专利代理条例",
            "^第一章　总　　则",
            "第一条　为了规范专利代理行为，制定本条例。",
            "第二条　本条例自2019年3月1日起施行。",
            "2018年11月6日",
        ],
    );
    assert_eq!(
        shown(&read),
        [
            "专利代理条例",
            "行政法规 国务院令第706号 2018-11-06 2019-03-01 2",
            "第一条 1",
            "第二条 1"
        ]
    );
}

#[test]
fn articles_are_told_from_what_looks_like_them() {
    let read = read(
        "示例条例_20200102.docx",
        &[
            "^示例条例",
            "（2020年1月2日中华人民共和国国务院令第1号公布　自2020年3月1日起施行）",
            "目录",
            "第一章　总则 1",
            "第二章　附则 3",
            "^第一章　总则",
            "第一条为了示例，制定本条例。",
            "第二条　有下列情形之一的，不予受理：（一）没有申请书；（二）没有身份证明。",
            "第一条规定的情形除外。",
            "第三条所称申请人，是指自然人。",
            "第三条【申请】申请人应当提交下列材料：",
            "(一)申请书；",
            "（二）下列证明：",
            "1．身份证明；",
            "2．住所证明；",
            "㈢其他。",
            "第三条之一　修改时增加的一条。",
            "第三条之二",
            "另起一段的条文。",
            "^第二节　没有章的节",
            "第五条　跳过一条。",
            "附则",
            "第六条　最后一条。",
            "附件：1. 示例申请表",
            "第一条　附件里的条文。",
        ],
    );
    assert_eq!(
        shown(&read),
        [
            "示例条例",
            "行政法规 国务院令第1号 2020-01-02 2020-03-01 -",
            "第一条 1",
            "第二条 3 [2, 0, 0]",
            "第三条 1 [3]",
            "第三条之一 1",
            "第三条之二 1",
            "第五条 1",
            "第六条 1",
            "! 条号不连续，第三条之二之后是第五条，条数没有填",
            "! 附件没有读取",
        ]
    );
}

/// Some are exported without a history; the name of the file and the kind of title bear out that it is a law.
#[test]
fn a_law_without_a_history_is_one_by_its_name() {
    let paragraphs = |last: &'static str| ["^示例条例", "第一条　甲。", last];
    let unknown = "! 看不出由谁制定，效力层级没有填";
    let own = read(
        "示例条例_20240930.docx",
        &paragraphs("第二条　本条例自2024年12月1日起施行。"),
    );
    assert_eq!(shown(&own)[1], "- - 2024-09-30 2024-12-01 2");
    assert_eq!(shown(&own)[4..], [unknown]);
    let at_once = read(
        "示例条例_20240930.docx",
        &paragraphs("第二条　本条例自公布之日起施行。"),
    );
    assert_eq!(shown(&at_once)[1], "- - 2024-09-30 - 2");
    for other in ["另一条例_20240930.docx", "示例条例.docx"] {
        let read = read(other, &paragraphs("第二条　乙。"));
        assert_eq!(read.failure, Some(LawFailure::NotALaw), "{other}");
    }
}

#[test]
fn what_begins_again_is_another_document() {
    let read = read(
        "示例条例_20200102.docx",
        &[
            "^示例条例",
            "（2020年1月2日中华人民共和国国务院令第1号公布　自2020年3月1日起施行）",
            "第一条　甲。",
            "第二条　乙。",
            "示例条例实施细则",
            "第一条　丙。",
        ],
    );
    assert_eq!(
        shown(&read)[2..],
        [
            "第一条 1",
            "第二条 2",
            "! 条号又从第一条开始，此后的内容没有读取"
        ]
    );
}

#[test]
fn what_the_text_says_is_entered_with_it_where_that_is_asked_for() {
    let paragraphs = [
        "^示例法",
        "（2024年1月1日第十四届全国人民代表大会常务委员会第八次会议通过）",
        "第一条　甲。",
        "第二条　乙：",
        "（一）丙；",
        "1.丁。",
        "戊。",
    ];
    let read = read_law(
        &Capture::new("示例法_20240101.docx", docx(&paragraphs)),
        true,
    );
    let law = read.law.unwrap();
    let texts: Vec<_> = law
        .articles
        .rows()
        .iter()
        .map(|own| own.text.text())
        .collect();
    assert_eq!(
        texts,
        [Some("甲。"), Some("乙：\n（一）丙；\n1.丁。\n戊。")]
    );
}

#[test]
fn what_is_no_version_of_a_law_says_why() {
    let law = ["第一条　甲。", "第二条　乙。"];
    let with = |first: &[&'static str]| [first, &law].concat();
    let adopted = "（2020年1月2日第十三届全国人民代表大会常务委员会第十六次会议通过）";
    let cases: [(&str, Vec<&str>, &str); 7] = [
        (
            "办事指南.docx",
            vec!["专利权质押登记办事指南", "一、申请材料", "1.申请表"],
            "不是法律法规",
        ),
        (
            "合同_20200102.docx",
            with(&["专利权质押合同"]),
            "不是法律法规",
        ),
        ("空_20200102.docx", vec![""], "不是法律法规"),
        (
            "示例法.docx",
            with(&["示例法", adopted]),
            "文件名没有日期，正文也没有写明这一版本的公布日期",
        ),
        (
            "示例法_20201301.docx",
            with(&["示例法", adopted]),
            "文件名没有日期",
        ),
        (
            "示例法_20190101.docx",
            with(&["示例法", adopted]),
            "文件名的日期是 2019-01-01，正文却写到 2020-01-02",
        ),
        (
            "全国人民代表大会常务委员会关于修改《示例法》的决定_20200102.docx",
            with(&[
                "全国人民代表大会常务委员会关于修改《示例法》的决定",
                adopted,
            ]),
            "这是修改、废止的决定",
        ),
    ];
    for (name, paragraphs, wanted) in cases {
        let read = read(name, &paragraphs);
        let failure = read
            .failure
            .unwrap_or_else(|| panic!("{name}: {:?}", read.law));
        let words = failure.words();
        assert!(
            words.chinese.starts_with(wanted),
            "{name}: {}",
            words.chinese
        );
        assert!(read.law.is_none() && !words.english.is_empty());
        assert!(failure.help().is_some(), "{name}");
    }
    let whole = docx(&with(&["示例法", adopted]));
    let cut = read_law(
        &Capture::new("a_20200102.docx", &whole[..whole.len() / 2]),
        false,
    );
    let broken = |kind: &FailureKind| matches!(kind, FailureKind::BrokenArchive);
    assert!(
        matches!(&cut.failure, Some(LawFailure::Document(own)) if broken(&own.kind)),
        "{:?}",
        cut.failure
    );
    let page = read_law(
        &Capture::new("a_20200102.docx", "<html><p>第一条　甲。</p></html>"),
        false,
    );
    assert_eq!(page.failure, Some(LawFailure::NotWord { format: "HTML" }));
}

#[test]
fn names_and_titles_are_held_against_each_other() {
    let read = |name: &str| {
        let read = read(
            name,
            &[
                "^示例机关关于示例若干问题的",
                "^规定",
                "（2020年1月2日示例部令第1号公布　自2020年3月1日起施行）",
                "第一条　甲。",
            ],
        );
        let shown = shown(&read);
        (shown[0].clone(), shown[1].clone(), shown[3..].to_vec())
    };
    let title = "示例机关关于示例若干问题的规定";
    let facts = "部门规章 示例部令第1号 2020-01-02 2020-03-01 1";
    let (own, its, notes) = read(&format!("{title}_20200102 (1).docx"));
    assert_eq!((own.as_str(), its.as_str(), notes.len()), (title, facts, 0));
    let (own, its, notes) = read("另一规定_20200103.docx");
    let facts_since = "部门规章 - 2020-01-03 2020-03-01 1";
    assert_eq!((own.as_str(), its.as_str()), (title, facts_since));
    assert_eq!(
        notes,
        [
            "! 文件名写的是“另一规定”，与正文的名称不同，已按正文的名称列入",
            "! 正文写明 2020-01-02 公布，文件名的日期是 2020-01-03，应当是修改以后的版本，公布日期已按文件名填写，文号没有填"
        ]
    );
    let (_, its, notes) = read(&format!("{title}_20200101.docx"));
    assert_eq!(its, facts);
    assert_eq!(
        notes,
        ["! 正文写明 2020-01-02 公布，文件名的日期是 2020-01-01，公布日期已按正文填写"]
    );
    let (_, its, notes) = read(&format!("{title}.docx"));
    assert_eq!(its, facts);
    assert_eq!(notes, ["! 文件名没有日期，公布日期取自正文"]);
}

#[test]
fn names_of_files() {
    let shown = |name: &str| {
        let FileName { title, day } = FileName::of(name);
        (title, day.map_or(String::new(), |day| day.to_string()))
    };
    for (name, title, day) in [
        (
            "中华人民共和国消防法_20210429.docx",
            "中华人民共和国消防法",
            "2021-04-29",
        ),
        ("a\\b/专利法_20201017(2).docx", "专利法", "2020-10-17"),
        ("专利法_2020.docx", "专利法_2020", ""),
        ("专利法_20200230.docx", "专利法_20200230", ""),
        ("专利法", "专利法", ""),
        ("", "", ""),
    ] {
        assert_eq!(shown(name), (title.to_owned(), day.to_owned()), "{name}");
    }
}
