//! What is written in a format is read back from it as the same guide.

use tongyuan::{Capture, Channel, Format, Guide, Reading, Terms, read};
use tongyuan_compare::{compare, project};
use tongyuan_model::{Item, Material, Span, Submissions};
use tongyuan_tests::document::{FORMATS, name, write};
use tongyuan_tests::workspace;

fn guides() -> Vec<(String, Guide)> {
    let files = workspace::files("fixtures/cnipa/guides").into_iter();
    files
        .map(|file| {
            let bytes = std::fs::read(workspace::root().join(&file)).unwrap();
            let read = read(&Capture::new(file.clone(), bytes));
            (file, read.guide().clone())
        })
        .collect()
}

/// What a page of [`write`] shows of a guide, in a format.
fn shown(guide: &Guide, format: Format) -> Guide {
    let guide = project(guide, Channel::InPerson).guide.into_owned();
    let materials = guide
        .materials
        .map(|rows| rows.into_iter().map(shown_material).collect());
    if matches!(format, Format::Csv | Format::Xlsx) {
        return Guide {
            materials,
            ..Guide::default()
        };
    }
    Guide {
        item: guide.item.map(|item| Item {
            name: item.name,
            ..Item::default()
        }),
        legal_basis: guide.legal_basis,
        conditions: guide.conditions,
        materials,
        time_limits: guide.time_limits,
        ..Guide::default()
    }
}

fn shown_material(own: Material) -> Material {
    let forms = own.submission.given().cloned().unwrap_or_default();
    let forms = forms.in_channel(Some(Channel::InPerson));
    let submission = Submissions {
        original: forms.original,
        copies: forms.copies,
        ..Submissions::default()
    };
    Material {
        id: own.id,
        name: own.name,
        case: own.case,
        notes: own.notes,
        submission: Reading::Given(Box::new(submission), Span::default()),
        ..Material::default()
    }
}

/// The parts of a material that a page of [`write`] shows.
fn facets(material: &Material) -> String {
    let forms = material.submission.given().cloned().unwrap_or_default();
    let forms = forms.in_channel(Some(Channel::InPerson));
    let number = |own: &Reading<u32>| own.given().map_or(0, |number| *number);
    format!(
        "{}|{}|{}|{}|{}",
        material.name.text().unwrap_or_default(),
        number(&forms.original),
        number(&forms.copies),
        material.case.text().unwrap_or_default(),
        material.notes.text().unwrap_or_default(),
    )
}

#[test]
fn what_is_written_is_read_back() {
    let mut departures = Vec::new();
    for (file, guide) in guides() {
        for format in FORMATS {
            let read = read(&Capture::new(name(format), write(&guide, format)));
            assert_eq!(read.format, Some(format), "{file}");
            let (own, back) = (shown(&guide, format), shown(read.guide(), format));
            let terms = Terms::default();
            for difference in compare(&terms, &own, &back, Some(Channel::InPerson)) {
                departures.push(format!("{file} as {}: {difference:#?}", format.name()));
            }
            let rows = |guide: &Guide| -> Vec<String> {
                guide.materials.rows().iter().map(facets).collect()
            };
            let (own, back) = (rows(&own), rows(&back));
            if own != back {
                departures.push(format!("{file} as {}:\n{own:#?}\n{back:#?}", format.name()));
            }
            for leaf in read.guides.iter().flat_map(Guide::leaves) {
                assert!(
                    read.source.bears(&leaf),
                    "{file} as {}: {leaf:?}",
                    format.name()
                );
            }
        }
    }
    assert!(
        departures.is_empty(),
        "{} departures\n{}",
        departures.len(),
        departures.join("\n")
    );
}
