//! What `render` writes for a channel is read back as what the channel must show.

mod command;
mod forms;

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
