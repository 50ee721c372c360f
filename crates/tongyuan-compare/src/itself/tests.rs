//! Tables of cases: what contradicts the guide below, and what only seems to.

use tongyuan_model::{
    Condition, FeeItem, Fees, Guide, Item, Key, LegalBasis, Material, Number, ProcessStep, Reading,
    Span, Submission, Submissions, TimeLimit, TimeLimits, TimeUnit,
};

use super::contradictions;
use crate::difference::Confidence;
use crate::terms::Terms;

mod fee;

fn given<T>(value: T) -> Reading<T> {
    Reading::Given(value, Span::default())
}

fn text(value: &str) -> Reading<String> {
    given(value.to_owned())
}

fn material(name: &str, original: Option<u32>, copies: Option<u32>) -> Material {
    let number = |n: Option<u32>| n.map_or_else(Reading::default, given);
    Material {
        name: text(name),
        submission: given(Box::new(Submissions {
            original: number(original),
            copies: number(copies),
            ..Submissions::default()
        })),
        ..Material::default()
    }
}

fn days(value: u32) -> Reading<TimeLimit> {
    given(TimeLimit {
        value: given(Number::from(value)),
        unit: given(TimeUnit::WorkingDay),
        from: text("自受理之日起"),
        ..TimeLimit::default()
    })
}

fn step(name: &str, limit: &str) -> ProcessStep {
    ProcessStep {
        step: text(name),
        limit: text(limit),
        ..ProcessStep::default()
    }
}

/// A guide whose table states materials, limits and one fee.
fn guide() -> Guide {
    let mut photo = material("近期免冠照片", None, None);
    photo.count = given(2);
    let mut contract = material("示例合同", Some(1), Some(2));
    contract.case = Reading::default();
    let mut mandate = material("授权委托书", Some(1), None);
    mandate.case = text("委托办理");
    Guide {
        item: given(Item {
            name: text("示例权利登记"),
            ..Item::default()
        }),
        materials: given(vec![
            material("登记申请表", Some(1), None),
            material("居民身份证", None, Some(1)),
            contract,
            photo,
            mandate,
            material("户口簿（原件1份，复印件1份）", None, None),
        ]),
        process: given(vec![
            step("受理", "1个工作日"),
            step("审查", "4个工作日"),
            step("决定", "3个工作日"),
        ]),
        time_limits: given(TimeLimits {
            statutory: days(20),
            promised: days(7),
            ..TimeLimits::default()
        }),
        fees: given(Fees {
            items: given(vec![FeeItem {
                name: text("登记费"),
                amount: given(Number::from(300)),
                per: text("件"),
                ..FeeItem::default()
            }]),
            ..Fees::default()
        }),
        ..Guide::default()
    }
}

fn free() -> Guide {
    Guide {
        fees: given(Fees {
            charged: given(false),
            ..Fees::default()
        }),
        ..guide()
    }
}

fn asked(mut guide: Guide, question: &str, answer: &str) -> Guide {
    guide.faq = given(vec![tongyuan_model::Faq {
        question: text(question),
        answer: text(answer),
        ..tongyuan_model::Faq::default()
    }]);
    guide
}

fn shown(guide: &Guide) -> Vec<String> {
    contradictions(&Terms::default(), guide, guide)
        .iter()
        .map(|found| {
            let facets: Vec<_> = found
                .facets
                .iter()
                .map(|facet| {
                    format!(
                        "{} {} {}",
                        facet.facet.key(),
                        facet.a.as_deref().unwrap_or("-"),
                        facet.b.as_deref().unwrap_or("-")
                    )
                })
                .collect();
            let doubt = match found.confidence {
                Confidence::Certain => "",
                Confidence::NeedsReview => "?",
            };
            format!("{} {}{doubt}", found.subject.name, facets.join("; "))
        })
        .collect()
}

fn answers(guide: fn() -> Guide, cases: &[(&str, &str, &str)]) {
    let apart: Vec<_> = cases
        .iter()
        .map(|(question, answer, wanted)| {
            let found = shown(&asked(guide(), question, answer)).join(" | ");
            (*question, *answer, found, *wanted)
        })
        .filter(|(.., found, wanted)| found != wanted)
        .collect();
    assert!(apart.is_empty(), "{apart:#?}");
}

#[test]
fn the_guide_of_these_tests_does_not_contradict_itself() {
    assert_eq!(shown(&guide()), Vec::<String>::new());
    assert_eq!(shown(&free()), Vec::<String>::new());
}

#[test]
fn materials_that_are_counted_otherwise() {
    answers(
        guide,
        &[
            (
                "要带什么？",
                "请提交身份证复印件2份。",
                "居民身份证 copies 1 2",
            ),
            (
                "要带什么？",
                "请提交居民身份证（复印件2份）。",
                "居民身份证 copies 1 2",
            ),
            (
                "要带什么？",
                "需提交登记申请表原件两份、身份证复印件一份。",
                "登记申请表 originals 1 2",
            ),
            (
                "要带什么？",
                "1.登记申请表原件2份；2.身份证复印件1份。",
                "登记申请表 originals 1 2",
            ),
            (
                "申请表交几份？",
                "提交《登记申请表》一式三份。",
                "登记申请表 originals 1 3?",
            ),
            (
                "要带什么？",
                "提交示例合同原件及复印件各1份。",
                "示例合同 copies 2 1",
            ),
            (
                "照片要几张？",
                "提交近期免冠照片3份。",
                "近期免冠照片 count 2 3",
            ),
            (
                "要带什么？",
                "申请时，提交身份证复印件2份。",
                "居民身份证 copies 1 2",
            ),
            ("要带什么？", "应提交户口簿复印件2份。", "户口簿 copies 1 2"),
            (
                "要带什么？",
                "请提交身份证原件1份。",
                "居民身份证 form 复印件1份 原件1份?",
            ),
        ],
    );
}

#[test]
fn materials_that_only_seem_to_be_counted_otherwise() {
    let say_nothing = [
        ("要带什么？", "请提交身份证复印件1份。"),
        ("要带什么？", "请携带身份证原件办理。"),
        ("要带什么？", "请携带身份证原件1份核验。"),
        ("复印件要几份？", "身份证复印件要2份吗？不要。"),
        ("委托他人办理要带什么？", "提交身份证复印件2份。"),
        ("要带什么？", "委托他人办理的，提交身份证复印件2份。"),
        ("要带什么？", "提交代理人身份证复印件2份。"),
        ("要带什么？", "提交法定代表人身份证复印件2份。"),
        ("要带什么？", "提交双方身份证复印件2份。"),
        ("要带什么？", "提交身份证复印件各2份。"),
        ("要带什么？", "每名申请人提交身份证复印件2份。"),
        ("要带什么？", "提交身份证明复印件2份。"),
        ("要带什么？", "不需要提交身份证复印件2份，1份就够了。"),
        ("要带什么？", "提交身份证或者护照复印件2份。"),
        ("要带什么？", "身份证复印件，2份都要签字。"),
        ("要带什么？", "提交身份证、户口簿复印件共2份。"),
        ("要带什么？", "提交授权委托书2份。"),
        ("要带什么？", "提交身份证、户口簿复印件2份。"),
        ("要带什么？", "提交登记申请表和身份证复印件2份。"),
        ("要带什么？", "提交示例合同1份。"),
        ("要带什么？", "提交示例合同3份。"),
        ("要带什么？", "提交户口簿原件和复印件。"),
        ("补办要带什么？", "提交身份证复印件2份。"),
        ("要带什么？", "变更登记的，提交身份证复印件2份。"),
        ("要带什么？", "以前需要提交身份证复印件2份。"),
        ("办好后拿到什么？", "登记申请表1份返还，核发登记证书2份。"),
        ("要带什么？", "提交身份证原件、复印件2份并签字。"),
        ("要带什么？", "提交身份证复印件2份，但已经提交过的除外。"),
        ("要带什么？", "提交身份证复印件2份（正反面各1份）。"),
        ("要带什么？", "近期免冠照片3张。"),
        ("要带什么？", "提交近期免冠照片电子版2份。"),
    ];
    let cases: Vec<_> = say_nothing.iter().map(|(q, a)| (*q, *a, "")).collect();
    answers(guide, &cases);
}

#[test]
fn limits_of_another_length() {
    answers(
        guide,
        &[
            (
                "多久能办好？",
                "15个工作日。",
                "承诺时限 quantity 7工作日 15工作日",
            ),
            (
                "多久能办结？",
                "自受理之日起十个工作日内办结。",
                "承诺时限 quantity 7工作日 10工作日",
            ),
            (
                "办理有时间要求吗？",
                "承诺时限为5个工作日。",
                "承诺时限 quantity 7工作日 5工作日",
            ),
            (
                "法定时限是多久？",
                "法定办结时限是30个工作日。",
                "法定时限 quantity 20工作日 30工作日",
            ),
            (
                "要等多长？",
                "法定时限20个工作日，本局承诺9个工作日办结。",
                "承诺时限 quantity 7工作日 9工作日",
            ),
            (
                "多久能办好？",
                "材料齐全，当场办结。",
                "承诺时限 quantity 7工作日 即办?",
            ),
            (
                "多久能办好？",
                "材料齐全的情况下，10个工作日内办结。",
                "承诺时限 quantity 7工作日 10工作日",
            ),
            (
                "多长时间能拿到登记证书？",
                "10个工作日。",
                "承诺时限 quantity 7工作日 10工作日",
            ),
        ],
    );
}

#[test]
fn limits_that_only_seem_to_be_of_another_length() {
    let say_nothing = [
        ("多久能办好？", "7个工作日。"),
        ("多久能办好？", "20个工作日。"),
        ("多久能办好？", "7天。"),
        ("多久能办好？", "10天左右。"),
        ("多久能办好？", "大约10个工作日。"),
        ("多久能办好？", "3至5个工作日。"),
        ("多久能办好？", "3-5个工作日。"),
        ("多久能办好？", "4个工作日。"),
        ("多久能办好？", "8个工作日。"),
        ("加急多久能办好？", "3个工作日。"),
        ("变更登记多久能办结？", "3个工作日。"),
        ("多久能办好？", "一般10个工作日。"),
        ("多久能办好？", "情况复杂的，15个工作日办结。"),
        ("多久能办好？", "15个工作日，可以延长10个工作日。"),
        ("多久能办好？", "15个工作日内办结。特殊情形除外。"),
        ("受理要多久？", "5个工作日内作出是否受理的决定。"),
        ("材料不全怎么办？", "5个工作日内补正。"),
        ("多久能领到证书？", "作出决定之日起10个工作日内领取。"),
        ("多久能拿到结果？", "办结后10个工作日内寄出。"),
        ("公示多久？", "公示期10个工作日，公示后办结。"),
        ("什么时候申请延续？", "有效期届满30个工作日前提出。"),
        ("投诉多久能办结？", "15个工作日办结。"),
        ("对结果有异议怎么办？", "可以在60日内申请复议。"),
        ("窗口什么时候能办？", "工作日9:00至17:00。"),
        ("多久能办好？", "自收到补正材料之日起15个工作日办结。"),
        ("登记证书多久办下来？", "初审10个工作日，复审5个工作日。"),
        ("审批时限是多久？", "省级部门审批时限为15个工作日。"),
        ("多久能办好？", "一个月。"),
        ("多久能办好？", "2024年3月1日起10个工作日办结。"),
        (
            "法定时限是多久？",
            "法定时限20个工作日，承诺时限7个工作日。",
        ),
        ("证书有效期多久？", "办结后10年有效。"),
        ("证书怎么拿？", "承诺5个工作日内寄出。"),
        (
            "证书怎么拿？",
            "法定时限20个工作日，承诺时限7个工作日，承诺3日内送达。",
        ),
        (
            "要等多长？",
            "法定时限20个工作日，情况复杂的承诺15个工作日办结。",
        ),
    ];
    let cases: Vec<_> = say_nothing.iter().map(|(q, a)| (*q, *a, "")).collect();
    answers(guide, &cases);
}

#[test]
fn notes_are_about_their_row() {
    let noted = |note: &str| {
        let mut guide = guide();
        if let Some(rows) = guide.materials.given_mut() {
            rows[1].notes = text(note);
        }
        shown(&guide).join(" | ")
    };
    assert_eq!(noted("复印件2份"), "居民身份证 copies 1 2");
    assert_eq!(noted("复印件2份，加盖公章"), "居民身份证 copies 1 2");
    assert_eq!(noted("一式两份"), "居民身份证 copies 1 2?");
    for nothing in [
        "复印件1份",
        "每人各提交一份",
        "委托办理的，复印件2份",
        "核验原件",
        "原件",
        "复印件2份，1份由申请人留存",
        "正反面复印在同一张纸上",
        "变更时2份",
    ] {
        assert_eq!(noted(nothing), "", "{nothing}");
    }
}

#[test]
fn steps_that_take_longer_than_the_whole() {
    let with = |steps: &[(&str, &str)]| {
        let mut guide = guide();
        guide.process = given(
            steps
                .iter()
                .map(|(name, limit)| step(name, limit))
                .collect(),
        );
        shown(&guide).join(" | ")
    };
    assert_eq!(
        with(&[("审查", "10个工作日")]),
        "承诺时限 limit 7工作日 10工作日"
    );
    assert_eq!(
        with(&[("审查", "5个工作日"), ("决定", "3个工作日")]),
        "承诺时限 limit 7工作日 8工作日?"
    );
    for nothing in [
        &[
            ("受理", "5个工作日"),
            ("审查", "5个工作日"),
            ("决定", "2个工作日"),
        ][..],
        &[("审查", "5个工作日"), ("专家评审", "30个工作日")],
        &[("审查", "10天")],
        &[("审查", "10个工作日（需现场勘验）")],
        &[
            ("审查", "5个工作日"),
            ("决定", "2天"),
            ("登记", "3个工作日"),
        ],
        &[("审查", "即时")],
    ] {
        assert_eq!(with(nothing), "", "{nothing:?}");
    }
}

#[test]
fn quotations_are_of_the_statutory_limit() {
    let quoted = |texts: &[(&str, &str)]| {
        let mut guide = guide();
        let row = |(law, quotation): &(&str, &str)| LegalBasis {
            law: text(law),
            text: text(quotation),
            ..LegalBasis::default()
        };
        guide.legal_basis = given(texts.iter().map(row).collect());
        shown(&guide).join(" | ")
    };
    let law = "《示例条例》";
    assert_eq!(
        quoted(&[(law, "登记机关应当自受理之日起30日内作出决定。")]),
        "法定时限 quantity 20工作日 30日?"
    );
    for nothing in [
        &[(law, "登记机关应当自受理之日起20日内作出决定。")][..],
        &[(
            "《中华人民共和国行政许可法》",
            "行政机关应当自受理之日起三十日内作出决定。",
        )],
        &[(
            law,
            "登记机关应当自受理之日起30日内作出决定；情况复杂的，可以延长10日。",
        )],
        &[(law, "应当自受理之日起30日内审查完毕，报上级机关。")],
        &[
            (law, "应当自受理之日起30日内作出决定。"),
            (law, "应当自受理之日起20日内作出决定。"),
        ],
        &[(law, "申请人应当在30日内提出申请。")],
        &[(law, "应当自受理之日起2个月内作出决定。")],
    ] {
        assert_eq!(quoted(nothing), "", "{nothing:?}");
    }
}

#[test]
fn what_the_process_and_the_conditions_say() {
    let mut own = guide();
    own.process = given(vec![ProcessStep {
        step: text("审查"),
        standard: text("自受理之日起10个工作日内办结"),
        ..ProcessStep::default()
    }]);
    own.conditions = given(vec![Condition {
        text: text("申请人已提交登记申请表原件2份"),
        ..Condition::default()
    }]);
    assert_eq!(
        shown(&own),
        [
            "登记申请表 originals 1 2",
            "承诺时限 quantity 7工作日 10工作日?"
        ]
    );
    // A condition of one case speaks of that case.
    own.process = Reading::default();
    if let Some(rows) = own.conditions.given_mut() {
        rows[0].case = text("再次申请");
    }
    assert_eq!(shown(&own), Vec::<String>::new());
}

#[test]
fn one_departure_is_told_once() {
    let mut own = asked(guide(), "要带什么？", "提交身份证复印件2份。");
    if let Some(rows) = own.materials.given_mut() {
        rows[1].notes = Reading::Given("复印件2份".into(), Span::exact(5, 9));
    }
    let found = contradictions(&Terms::default(), &own, &own);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, Key::Faq);
    assert_eq!(found[0].repeated, [(Key::Notes, Span::exact(5, 9))]);
}

#[test]
fn any_channel_may_be_meant() {
    let mut own = asked(guide(), "要带什么？", "提交身份证复印件2份。");
    let two = Submission {
        copies: given(2),
        ..Submission::default()
    };
    if let Some(rows) = own.materials.given_mut()
        && let Some(submission) = rows[1].submission.given_mut()
    {
        submission.in_person = given(Box::new(two));
    }
    assert_eq!(shown(&own), Vec::<String>::new());
}

#[test]
fn the_item_is_no_case_of_itself() {
    let mut own = asked(guide(), "变更登记要带什么？", "提交身份证复印件2份。");
    if let Some(item) = own.item.given_mut() {
        item.name = text("示例权利变更登记");
    }
    assert_eq!(shown(&own), ["居民身份证 copies 1 2"]);
}
