//! Texts in which a guide contradicts itself, and many more in which it does not.

use super::*;
use tongyuan_model::{FeeItem, Fees, Submissions, TimeLimits};

fn given<T>(value: T) -> Reading<T> {
    Reading::Given(value, Span::default())
}

fn words(text: &str) -> Reading<String> {
    given(text.to_owned())
}

fn limit(value: &str) -> Reading<TimeLimit> {
    given(TimeLimit {
        text: words(value),
        ..TimeLimit::default()
    })
}

fn found(question: &str, answer: &str, amount: Option<&str>) -> Vec<Facet> {
    let material = |name: &str, original, copies| Material {
        name: words(name),
        submission: given(Submissions {
            original: given(original),
            copies: given(copies),
            ..Submissions::default()
        }),
        ..Material::default()
    };
    let item = |amount| FeeItem {
        amount: Number::parse(amount).map_or_else(Reading::default, given),
        ..FeeItem::default()
    };
    let guide = Guide {
        materials: given(vec![
            material("营业执照", 0, 1),
            material("登记申请表", 2, 0),
        ]),
        time_limits: given(TimeLimits {
            promised: limit("10个工作日"),
            statutory: limit("20个工作日"),
            ..TimeLimits::default()
        }),
        fees: given(Fees {
            charged: given(amount.is_some()),
            items: given(amount.map(item).into_iter().collect()),
            ..Fees::default()
        }),
        faq: given(vec![Faq {
            question: words(question),
            answer: words(answer),
            ..Faq::default()
        }]),
        ..Guide::default()
    };
    let all = contradictions(&Terms::default(), &guide);
    all.into_iter().map(|one| one.facet).collect()
}

#[test]
fn contradictions_of_answers() {
    for (question, answer, amount, facet) in [
        ("要交什么？", "营业执照复印件2份。", None, Facet::Copies),
        ("要交什么？", "提交营业执照复印件3份", None, Facet::Copies),
        ("要交什么？", "需提交营业执照原件1份", None, Facet::Form),
        ("要交什么？", "登记申请表复印件2份", None, Facet::Form),
        ("要交什么？", "登记申请表原件1份", None, Facet::Originals),
        ("多长时间？", "15个工作日。", None, Facet::Quantity),
        ("", "自受理之日起7个工作日内办结", None, Facet::Quantity),
        ("", "承诺20个工作日办结", None, Facet::Quantity),
        ("", "法定10个工作日办结", None, Facet::Quantity),
        ("要钱吗？", "收取工本费10元", None, Facet::Charged),
        ("要钱吗？", "收费300元", None, Facet::Charged),
        ("收费吗？", "收300元", Some("500"), Facet::Amount),
        ("要多少钱？", "300元。", Some("500"), Facet::Amount),
    ] {
        assert_eq!(found(question, answer, amount), [facet], "{answer}");
    }
}

#[test]
fn what_is_no_contradiction() {
    for (question, answer, amount) in [
        ("要交什么？", "营业执照复印件1份", None),
        ("要交什么？", "营业执照", None),
        ("要交什么？", "营业执照原件或复印件", None),
        ("要交什么？", "携带营业执照原件核验", None),
        ("要交什么？", "他人营业执照复印件2份", None),
        ("可以委托吗？", "提交营业执照原件1份", None),
        ("要交什么？", "变更的提交营业执照复印件2份", None),
        ("要交什么？", "登记申请表原件2份", None),
        ("多长时间？", "10个工作日", None),
        ("多长时间？", "法定20个工作日", None),
        ("多长时间？", "一般5个工作日", None),
        ("多长时间？", "公示7个工作日", None),
        ("多长时间？", "10天", None),
        ("多长时间？", "2个月", None),
        ("办结后怎么领？", "5个工作日内领取", None),
        ("", "5个工作日内作出是否受理的决定", None),
        ("有效期多长时间？", "5年", None),
        ("", "办结后3个工作日内送达", None),
        ("要钱吗？", "不收费", None),
        ("要钱吗？", "邮寄费用20元自理", None),
        ("要钱吗？", "原收费300元已取消", None),
        ("要钱吗？", "代理机构收费500元", None),
        ("多少钱？", "500元", Some("500")),
        ("多少钱？", "两件共1000元", Some("500")),
        ("多少钱？", "小微企业减半收费250元", Some("500")),
    ] {
        assert_eq!(found(question, answer, amount), [], "{question}{answer}");
    }
}
