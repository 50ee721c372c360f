//! What `render` writes for a channel is read back as what the channel must show.

mod command;
mod forms;
mod layouts;

use tongyuan::{Capture, Case, Channel, Guide, RenderForm, Terms, check, read, render};
use tongyuan_compare::{compare, project};
use tongyuan_extract::source_digest;
use tongyuan_tests::repository;
use tongyuan_tests::seeded::{self, Drift};
use tongyuan_tests::workspace;

/// Every guide of the clean fixtures, and guides made from seeds.
fn sources() -> Vec<Capture> {
    let folders = ["fixtures/cnipa/guides", "fixtures/fictitious/guides"];
    let files = folders.iter().flat_map(|folder| workspace::files(folder));
    let written = files.map(|file| {
        let bytes = std::fs::read(workspace::root().join(&file)).unwrap();
        Capture::new(file, bytes)
    });
    let made = (0..24).map(|seed| {
        let guide = seeded::guide(seed, 4000 + 500 * seed as usize, Drift::None);
        Capture::new(format!("seeded/{seed}.json"), guide.canonical)
    });
    written.chain(made).collect()
}

fn file(source: &Capture, form: RenderForm) -> String {
    format!("{}.{}", source.name, form.ending())
}

#[test]
fn what_is_rendered_is_read_back() {
    let mut departures = Vec::new();
    let mut count = 0;
    for source in sources() {
        let canonical = read(&source);
        let digest = source_digest(canonical.source.text());
        for channel in Channel::ALL {
            for form in RenderForm::ALL {
                let rendered = render(&source, *channel, *form);
                assert!(rendered.findings.is_empty(), "{}", source.name);
                let Some(bytes) = rendered.document else {
                    continue;
                };
                count += 1;
                let place = format!("{} {} {}", source.name, channel.key(), form.key());
                let back = read(&Capture::new(file(&source, *form), bytes));
                assert!(back.notes.is_empty(), "{place}: {:?}", back.notes);
                assert_eq!(back.guides.len(), 1, "{place}");
                let shown = project(canonical.guide(), *channel).guide;
                let terms = Terms::default();
                for difference in compare(&terms, &shown, back.guide(), Some(*channel)) {
                    departures.push(format!("{place}: {difference:#?}"));
                }
                let own = canonical.guide();
                let stamp = back.guide().stamp.given();
                let parts = stamp.map(|own| (own.id.text(), own.number.text(), own.sha256.text()));
                let number = own
                    .version
                    .given()
                    .and_then(|version| version.number.text());
                assert_eq!(
                    parts,
                    Some((own.id.text(), number, Some(digest.as_str()))),
                    "{place}"
                );
                if let Some(said) = untold(&shown, back.guide(), *channel) {
                    departures.push(format!("{place}: {said}"));
                }
            }
        }
    }
    assert!(count > 300, "{count}");
    assert!(
        departures.is_empty(),
        "{} departures of {count}\n{}",
        departures.len(),
        departures.join("\n")
    );
}

/// What a comparison passes over where one side does not say it.
fn untold(shown: &Guide, back: &Guide, channel: Channel) -> Option<String> {
    let rows = |guide: &Guide| {
        let materials = guide.materials.rows().iter();
        let materials = materials.map(|own| {
            let forms = own.submission.given().cloned().unwrap_or_default();
            let forms = forms.in_channel(Some(channel));
            format!(
                "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                own.kind.given(),
                own.necessity.given(),
                own.source.given(),
                own.issuer.text(),
                own.basis
                    .rows()
                    .iter()
                    .map(|own| own.text())
                    .collect::<Vec<_>>(),
                forms.medium.given(),
                forms.format.text(),
                forms.seal.text(),
                own.blank_form.text(),
            )
        });
        let conditions = guide.conditions.rows().iter();
        let conditions = conditions.map(|own| {
            let basis = own.basis.rows().iter().map(|own| own.text());
            format!(
                "{:?} {:?} {:?}",
                own.text.text(),
                own.case.text(),
                basis.collect::<Vec<_>>()
            )
        });
        let steps = guide.process.rows().iter();
        let steps = steps.map(|own| {
            let parts = [
                &own.step,
                &own.actor,
                &own.limit,
                &own.standard,
                &own.result,
            ];
            format!("{:?}", parts.map(|own| own.text()))
        });
        let laws = guide.legal_basis.rows().iter();
        let laws = laws.map(|own| {
            let parts = [&own.law, &own.document_number, &own.article, &own.text];
            format!("{:?}", parts.map(|own| own.text()))
        });
        let results = guide.results.rows().iter();
        let results = results.map(|own| {
            let parts = [&own.name, &own.kind, &own.sample, &own.validity];
            format!("{:?}", parts.map(|own| own.text()))
        });
        let faq = guide.faq.rows().iter();
        let faq = faq.map(|own| format!("{:?} {:?}", own.question.text(), own.answer.text()));
        let mut said: Vec<String> = materials
            .chain(conditions)
            .chain(steps)
            .chain(laws)
            .chain(results)
            .chain(faq)
            .collect();
        let item = guide.item.given().cloned().unwrap_or_default();
        let texts = [
            &item.name,
            &item.code,
            &item.catalog_code,
            &item.kind,
            &item.level,
            &item.handling,
            &item.authority,
            &item.authority_code,
            &item.department,
        ];
        said.push(format!("{:?}", texts.map(|own| own.text())));
        said
    };
    let (own, back) = (rows(shown), rows(back));
    let apart = own.iter().zip(&back).find(|(own, back)| own != back);
    let apart = apart.map(|(own, back)| format!("{own}\n   {back}"));
    apart.or_else(|| (own.len() != back.len()).then(|| "other rows".to_owned()))
}

/// Where a hall publishes what was rendered, a check finds nothing, whichever form it was.
#[test]
fn a_check_of_what_is_rendered_finds_nothing() {
    for fixture in ["cnipa", "fictitious"] {
        let registers = repository::registers(fixture);
        let mut policy = repository::policy().with_registers(&registers);
        policy.own_rules = repository::own_rules(fixture);
        for file in workspace::files(&format!("fixtures/{fixture}/guides")) {
            let bytes = std::fs::read(workspace::root().join(&file)).unwrap();
            let source = Capture::new(file.clone(), bytes);
            for form in RenderForm::ALL {
                let mut case = Case::new(source.clone());
                for channel in Channel::ALL {
                    let Some(document) = render(&source, *channel, *form).document else {
                        continue;
                    };
                    let name = format!("halls/{}/page.{}", channel.key(), form.ending());
                    case = case.published(*channel, Capture::new(name, document));
                }
                let checked = check(&case, &registers, &policy);
                let found: Vec<_> = checked
                    .findings
                    .iter()
                    .map(|own| (own.rule.id(), &own.evidence))
                    .collect();
                assert!(found.is_empty(), "{file} {}: {found:?}", form.key());
                assert!(checked.notes.is_empty(), "{file}: {:?}", checked.notes);
            }
        }
    }
}

/// The stamp tells the version: a changed source is no longer the one that the page was made from.
#[test]
fn a_stamp_follows_its_source() {
    let file = "fixtures/fictitious/guides/example-pledge.yaml";
    let text = workspace::text(file);
    let page = render(
        &Capture::new(file, text.clone()),
        Channel::Online,
        RenderForm::Html,
    );
    let page = page.document.unwrap();
    let rules = |source: &str| {
        let case = Case::new(Capture::new(file, source));
        let case = case.published(
            Channel::Online,
            Capture::new("halls/online/a.html", page.clone()),
        );
        let checked = check(
            &case,
            &repository::registers("fictitious"),
            &repository::policy(),
        );
        let rules = checked.findings.iter().map(|own| own.rule.id().to_owned());
        rules
            .filter(|rule| rule.starts_with("stamp-"))
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(&text), Vec::<String>::new());
    assert_eq!(rules(&text.replace('\n', "\r\n")), Vec::<String>::new());
    assert_eq!(rules(&format!("{text}# 另一版\n")), ["stamp-forged"]);
}

/// What guides of the fixtures do not say, each by itself.
const SAID: [&str; 26] = [
    r#"{"conditions": [{"text": "年满18周岁"}, {"text": "有固定住所"}]}"#,
    r#"{"conditions": [{"text": "符合下列情形之一：依法设立；已经登记", "case": "首次申请的"}, {"text": "无不良记录。"}]}"#,
    r#"{"conditions": [{"text": "第一行\n第二行"}]}"#,
    r#"{"materials": [{"name": "居民身份证复印件1份"}, {"name": "申请表（一式两份）"}]}"#,
    r#"{"materials": [{"name": "合同", "count": 3, "submission": {"original": 0, "copies": 2, "medium": "纸质和电子"}}]}"#,
    r#"{"materials": [{"name": "合同", "submission": {"format": "A4", "seal": "加盖公章"}, "notes": "原件1份"}]}"#,
    r#"{"process": [{"step": "受理"}, {"step": "审查"}, {"step": "决定"}]}"#,
    r#"{"process": [{"step": "受理→审查"}, {"step": "决定：准予或者不予"}]}"#,
    r#"{"legal_basis": [{"law": "中华人民共和国专利法"}]}"#,
    r#"{"legal_basis": [{"law": "《专利法》", "article": "第二条", "text": "发明，是指新的技术方案。\n实用新型，是指新的技术方案。"}]}"#,
    r#"{"time_limits": {"statutory": {"text": "按照国家有关规定办理"}, "promised": {"unit": "即办"}}}"#,
    r#"{"time_limits": {"promised": {"value": 1.5, "unit": "小时", "note": "遇节假日顺延"}}}"#,
    r#"{"time_limits": {"promised": {"value": 2, "unit": "月", "from": "自受理之日起"}, "excluded": ["公告期", "补正期"]}}"#,
    r#"{"fees": {"charged": true}}"#,
    r#"{"fees": {"charged": true, "text": "按照价格主管部门核定的标准收取"}}"#,
    r#"{"fees": {"text": "申请费300元/件，复审费500元/件"}}"#,
    r#"{"fees": {"charged": false, "text": "不收费。首次申领的亦不收取工本费"}}"#,
    r#"{"fees": {"charged": true, "items": [{"name": "国际注册费", "amount": 903, "currency": "CHF", "per": "类"}, {"name": "申请费", "amount": 300}]}}"#,
    r#"{"fees": {"charged": true, "items": [{"name": "附加费", "amount": 30, "per": "个商品，超过10个的部分"}]}}"#,
    r#"{"conditions": [], "materials": [], "legal_basis": [], "process": [], "results": []}"#,
    r#"{"fees": {"charged": true, "text": "由银行代收，不收现金", "items": [{"name": "申请费", "amount": 300}]}}"#,
    r#"{"results": [{"name": "登记证书"}, {"name": "通知书（副本）", "validity": "5年"}]}"#,
    r#"{"quantity_limit": "每年不超过100件"}"#,
    r#"{"quantity_limit": "无"}"#,
    r#"{"contacts": {"consult": ["010-62356655", "12345"], "complain": ["政务服务平台（https://ggfw.cnipa.gov.cn）"]}}"#,
    r#"{"faq": [{"question": "多久办结", "answer": "7个工作日。\n遇节假日顺延。"}]}"#,
];

#[test]
fn whatever_a_guide_says_is_read_back() {
    let mut departures = Vec::new();
    for said in SAID {
        let source = Capture::new("guides/a.json", said);
        let own = read(&source);
        for form in RenderForm::ALL {
            let document = render(&source, Channel::InPerson, *form).document.unwrap();
            let back = read(&Capture::new(format!("a.{}", form.ending()), document));
            let differences = compare(
                &Terms::default(),
                own.guide(),
                back.guide(),
                Some(Channel::InPerson),
            );
            departures.extend(differences.iter().map(|own| {
                let sides = (&own.a.text, &own.b.text, &own.facets);
                format!("{} {said}: {:?} {sides:?}", form.key(), own.departure)
            }));
            let answers = |guide: &Guide| guide.faq.rows().len();
            if answers(own.guide()) != answers(back.guide()) {
                departures.push(format!("{} {said}: other answers", form.key()));
            }
        }
    }
    assert!(departures.is_empty(), "{}", departures.join("\n"));
}

/// Hours, telephone and visits are those of the channel that the page is of.
#[test]
fn what_belongs_to_a_channel_is_read_back_as_its_own() {
    let said = r#"{"id": "a", "channels": {
        "online": {"url": "https://hall.example.gov.cn/a", "hours": "全天", "phone": "010-62356655", "visits": 1, "visits_reason": "核对原件"},
        "in-person": {"windows": [{"name": "综合窗口", "address": "示例路1号"}], "hours": "工作日9:00-17:00", "phone": "12345", "visits": 2}}}"#;
    let source = Capture::new("guides/a.json", said);
    for channel in [Channel::Online, Channel::InPerson] {
        let own = read(&source).guide().channels.given().unwrap().clone();
        for form in RenderForm::ALL {
            let document = render(&source, channel, *form).document.unwrap();
            let back = read(&Capture::new(format!("a.{}", form.ending()), document));
            let back = back.guide().channels.given().unwrap();
            for other in [Channel::Online, Channel::InPerson] {
                let parts = |own: &tongyuan_model::Channels| {
                    let entry = own.get(other).given().cloned().unwrap_or_default();
                    let texts = [&entry.hours, &entry.phone, &entry.url, &entry.visits_reason];
                    (
                        texts.map(|own| own.text().map(str::to_owned)),
                        entry.visits.given().copied(),
                    )
                };
                let wanted = match other == channel {
                    true => parts(&own),
                    false => Default::default(),
                };
                assert_eq!(parts(back), wanted, "{} {}", form.key(), other.key());
            }
        }
    }
}
